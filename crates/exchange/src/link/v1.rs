//! Versions 1 and 2 of the link: the same fields, each version with its rules and defaults.
//!
//! ```text
//! v1&rates=2026-10-25&w1.name=Support&w1.model=claude-sonnet-4.5&w1.tokens=2400000000,600000000&w1.cached=1/3&w1.batch=0.4&end
//! ```
//!
//! Fields are `key=value`, joined by `&`, in any order; lists repeat their key. `end` closes the text, so that a link that a
//! mail program cut is noticed. Left out means the default of this version: scope global, region us-east-1, one call per
//! request, no overhead, trim, long prompts, caching or batch, Standard tier, cache prices halved in batch (version 1) or batch not cached (version 2); no capacity, 730
//! hours; no commitment. Workloads are in [`workload`], capacity in [`capacity`], the
//! commitment in [`commitment`], services in [`services`], what a bill said in [`billed`].
//!
//! `compare=name;field;field` adds a scenario to compare this one with, its fields joined by `;`; `compare=name`, without
//! fields, says where this one stands among them and what it is called. They are read in [`compared`](super::compared).

mod billed;
mod capacity;
mod commitment;
mod services;
mod workload;

use super::mended::Parts;
use super::{Decoded, LinkProblem, LinkReason, escape, problem, unescape};
use pricing::bounds;
use pricing::money::{Rate, Unit};
use pricing::number;
use pricing::quantity::{Multiple, TokensPerRequest, whole};
use pricing::rates::{Buying, Date, InferenceScope, Meter, PromptLength};
use pricing::scenario::{Billed, CacheInBatch, Place, Rules, Scenario, TypedPrice, TypedThreshold};

const END: &str = "end";
const REGION: &str = "us-east-1";

pub(super) fn encode(scenario: &Scenario, compared: &[String]) -> String {
    let mut text = String::from(scenario.rules.name());
    let mut put = |key: &str, value: &str| {
        text.push('&');
        text.push_str(key);
        text.push('=');
        text.push_str(value);
    };
    put("rates", &scenario.rates.to_string());
    if scenario.cache_in_batch != scenario.rules.cache_in_batch() {
        put("cache-in-batch", scenario.cache_in_batch.name());
    }
    for (index, workload) in scenario.workloads.iter().enumerate() {
        workload::encode(workload, &mut |key, value| put(&format!("w{}.{}", index + 1, key.name()), value));
    }
    for price in &scenario.prices {
        put("price", &price_value(price));
    }
    for threshold in &scenario.thresholds {
        put("long-above", &format!("{},{}", escape(&threshold.model), threshold.above.count()));
    }
    capacity::encode(&scenario.capacity, &mut put);
    if let Some(commitment) = &scenario.commitment {
        commitment::encode(commitment, &mut put);
    }
    commitment::encode_alternatives(&scenario.alternatives, &mut put);
    services::encode(&scenario.services, &mut put);
    if let Some(billed) = &scenario.billed {
        put("billed", &billed::value(billed));
    }
    // A name alone compares nothing.
    if compared.iter().any(|entry| entry.contains(';')) {
        for entry in compared {
            put("compare", entry);
        }
    }
    text.push('&');
    text.push_str(END);
    text
}

/// Reads what follows the version. `rules` are the version's own, unless the text names others.
pub(super) fn decode(parts: Parts, rules: Rules, cards: &[Date]) -> Decoded {
    let mut reader = Reader::default();
    for part in &parts.parts {
        if let Err(reason) = reader.read(part) {
            reader.problems.push(problem(part, reason));
        }
    }
    reader.finish(parts.cut, rules, cards)
}

/// Parts of a link read so far.
#[derive(Default)]
struct Reader {
    rates: Option<Date>,
    rules: Option<Rules>,
    cache_in_batch: Option<CacheInBatch>,
    workloads: Vec<(usize, workload::Reader)>,
    prices: Vec<TypedPrice>,
    thresholds: Vec<TypedThreshold>,
    capacity: capacity::Reader,
    commitment: commitment::Reader,
    services: services::Reader,
    billed: Option<Billed>,
    compared: Vec<String>,
    problems: Vec<LinkProblem>,
}

impl Reader {
    fn read(&mut self, part: &str) -> Result<(), LinkReason> {
        let (key, value) = part.split_once('=').ok_or(LinkReason::UnknownField)?;
        match key {
            "rates" => set(&mut self.rates, Some(Date::parse(value).ok_or(LinkReason::UnknownCard)?)),
            "rules" => set(&mut self.rules, Rules::from_name(value)),
            "cache-in-batch" => set(&mut self.cache_in_batch, CacheInBatch::from_name(value)),
            "price" if self.prices.len() == bounds::TYPED_PRICES_MAX => Err(LinkReason::TooMany),
            "price" => {
                self.prices.push(price(value).ok_or(LinkReason::BadValue)?);
                Ok(())
            }
            "long-above" if self.thresholds.len() == bounds::TYPED_PRICES_MAX => Err(LinkReason::TooMany),
            "long-above" => {
                self.thresholds.push(threshold(value).ok_or(LinkReason::BadValue)?);
                Ok(())
            }
            "compare" if self.compared.len() == bounds::COMPARED_MAX => Err(LinkReason::TooMany),
            "compare" => {
                self.compared.push(value.to_owned());
                Ok(())
            }
            "billed" => set(&mut self.billed, billed::read(value)),
            "hours" => self.capacity.hours(value),
            "reserved-reads" | "batch-on-units" => self.capacity.switch(key, value),
            _ => {
                if let Some(read) = self.commitment.read(key, value) {
                    return read;
                }
                if let Some(read) = self.services.read(key, value) {
                    return read;
                }
                let (owner, field) = key.split_once('.').ok_or(LinkReason::UnknownField)?;
                let (letter, number) = owner.split_at_checked(1).ok_or(LinkReason::UnknownField)?;
                let number = position(number).ok_or(LinkReason::UnknownField)?;
                match letter {
                    "w" => self.workload(number + 1)?.read(field, value),
                    _ => self.capacity.read(letter, number, field, value),
                }
            }
        }
    }

    fn workload(&mut self, number: usize) -> Result<&mut workload::Reader, LinkReason> {
        let position = match self.workloads.binary_search_by_key(&number, |(number, _)| *number) {
            Ok(position) => position,
            Err(_) if self.workloads.len() == bounds::WORKLOADS_MAX => return Err(LinkReason::TooMany),
            Err(position) => {
                self.workloads.insert(position, (number, workload::Reader::default()));
                position
            }
        };
        self.workloads.get_mut(position).map(|(_, workload)| workload).ok_or(LinkReason::TooMany)
    }

    fn finish(self, cut: Option<String>, version: Rules, cards: &[Date]) -> Decoded {
        let Self {
            rates,
            rules,
            cache_in_batch,
            workloads,
            prices,
            thresholds,
            capacity,
            commitment,
            services,
            billed,
            compared,
            mut problems,
        } = self;
        let rules = rules.unwrap_or(version);
        let newest = cards.last().copied();
        let rates = rates.filter(|date| cards.contains(date)).or_else(|| {
            let unreadable = |problem: &LinkProblem| problem.reason == LinkReason::UnknownCard;
            if !problems.iter().any(unreadable) {
                let date = rates.map_or_else(|| "none".to_owned(), |date| date.to_string());
                problems.push(problem(&date, LinkReason::UnknownCard));
            }
            newest
        });
        // Workloads are counted as they stand in the list: a link may leave numbers out.
        let place = |number: usize| workloads.iter().position(|(other, _)| *other == number + 1);
        let mut capacity = capacity.finish(&mut problems);
        capacity.follow(&place);
        let mut services = services.finish();
        services.follow(&place);
        let (commitment, alternatives) = commitment.finish(&mut problems);
        let mut finished = Vec::with_capacity(workloads.len());
        for (number, workload) in workloads {
            finished.push(workload.finish(&format!("Workload {number}"), &mut problems));
        }
        if finished.is_empty() {
            problems.push(problem("", LinkReason::NoWorkload));
        }
        if let Some(last) = cut {
            problems.push(problem(&last, LinkReason::CutOff));
        }
        let cache_in_batch = cache_in_batch.unwrap_or(rules.cache_in_batch());
        let scenario = rates.filter(|_| !finished.is_empty()).map(|rates| Scenario {
            rates,
            rules,
            cache_in_batch,
            workloads: finished,
            prices,
            thresholds,
            capacity,
            commitment,
            alternatives,
            services,
            billed,
        });
        Decoded { scenario, compared, problems }
    }
}

/// Keeps the first readable value of a field.
fn set<T>(field: &mut Option<T>, value: Option<T>) -> Result<(), LinkReason> {
    if field.is_some() {
        return Err(LinkReason::Repeated);
    }
    *field = Some(value.ok_or(LinkReason::BadValue)?);
    Ok(())
}

fn bounded(value: &str, most: usize) -> Option<String> {
    unescape(value).filter(|text| text.chars().count() <= most)
}

fn identifier(value: &str) -> Option<String> {
    bounded(value, bounds::IDENTIFIER_CHARACTERS_MAX)
}

/// A number from 1 as a position from 0.
fn position(text: &str) -> Option<usize> {
    whole(text).and_then(|number| usize::try_from(number).ok())?.checked_sub(1)
}

/// A position from 0 as a number from 1. A file may name any; the highest stands for one that isn't there either way.
fn number_of(position: usize) -> String {
    position.saturating_add(1).to_string()
}

/// Splits a value into exactly `N` parts.
fn parts<const N: usize>(value: &str) -> Option<[&str; N]> {
    let parts: Vec<&str> = value.split(',').take(N + 1).collect();
    parts.try_into().ok()
}

fn multiple(text: &str) -> Option<Multiple> {
    Multiple::parse(text).ok()
}

/// A unit as this version writes it.
const fn unit_word(unit: Unit) -> &'static str {
    match unit {
        Unit::ThousandTokens => "1K",
        Unit::MillionTokens => "1M",
        Unit::ModelUnitHour | Unit::TrainingHour => "hour",
        Unit::ThousandTpmHour => "1K-hour",
        Unit::Month => "month",
        Unit::ImportUnitMinute => "minute",
        Unit::ThousandQueries => "1K-queries",
    }
}

/// Model, way of buying, length, meter, amount, unit and, where it holds for one place, scope and region.
fn price_value(price: &TypedPrice) -> String {
    let TypedPrice { model, place, buying, length, meter, rate } = price;
    let (model, amount, unit) = (escape(model), rate.amount(), unit_word(rate.unit()));
    let value = format!("{model},{},{},{},{amount},{unit}", buying.name(), length.name(), meter.name());
    match place {
        Some(Place { scope, region }) => format!("{value},{},{}", scope.name(), escape(region)),
        None => value,
    }
}

fn threshold(value: &str) -> Option<TypedThreshold> {
    let [model, above] = parts(value)?;
    Some(TypedThreshold { model: identifier(model)?, above: whole(above).and_then(TokensPerRequest::new)? })
}

fn price(value: &str) -> Option<TypedPrice> {
    let (value, place) = match value.match_indices(',').nth(5) {
        Some((at, _)) => {
            let (value, place) = value.split_at_checked(at)?;
            let [scope, region] = parts(place.strip_prefix(',')?)?;
            (value, Some(Place { scope: InferenceScope::from_name(scope)?, region: identifier(region)? }))
        }
        None => (value, None),
    };
    let [model, buying, length, meter, amount, unit] = parts(value)?;
    let (buying, meter) = (Buying::from_name(buying)?, Meter::from_name(meter)?);
    let unit = buying.units(meter).iter().copied().find(|known| unit_word(*known) == unit)?;
    Some(TypedPrice {
        model: identifier(model)?,
        place,
        buying,
        length: PromptLength::from_name(length)?,
        meter,
        rate: Rate::new(number::decimal(amount)?, unit).ok()?,
    })
}

#[cfg(test)]
mod tests;
