//! Version 1 of the link.
//!
//! ```text
//! v1&rates=2026-10-25&w1.name=Support&w1.model=claude-sonnet-4.5&w1.tokens=2400000000,600000000&w1.cached=1/3&w1.batch=0.4&end
//! ```
//!
//! Fields are `key=value`, joined by `&`, in any order; lists repeat their key. `end` closes the text, so that a link that a
//! mail program cut is noticed. Left out means the default of this version: scope global, region us-east-1, one call per
//! request, no overhead, trim, long prompts, caching or batch, Standard tier, cache prices halved in batch.

use super::{Decoded, LinkProblem, LinkReason, escape, problem, unescape};
use crate::bounds;
use crate::money::{Rate, Unit};
use crate::number;
use crate::quantity::{Multiple, Requests, Share, Tokens, TokensPerRequest, whole};
use crate::rates::{Buying, Date, InferenceScope, Meter, PromptLength};
use crate::scenario::{
    Arrivals, CacheInBatch, CacheLifetime, Caching, Capacity, Demand, Placement, Route, Scenario, ServiceTier,
    TypedPrice, Workload,
};

/// What a link of this version begins with.
pub(super) const VERSION: &str = "v1";
const END: &str = "end";
const REGION: &str = "us-east-1";

pub(super) fn encode(scenario: &Scenario) -> String {
    let mut text = String::from(VERSION);
    let mut put = |key: &str, value: &str| {
        text.push('&');
        text.push_str(key);
        text.push('=');
        text.push_str(value);
    };
    put("rates", &scenario.rates.to_string());
    if scenario.cache_in_batch != CacheInBatch::default() {
        put("cache-in-batch", scenario.cache_in_batch.name());
    }
    for (index, workload) in scenario.workloads.iter().enumerate() {
        encode_workload(workload, &mut |key, value| put(&format!("w{}.{key}", index + 1), value));
    }
    for price in &scenario.prices {
        let TypedPrice { model, buying, length, meter, rate } = price;
        let unit = unit_word(rate.unit());
        let (model, amount) = (escape(model), rate.amount());
        put("price", &format!("{model},{},{},{},{amount},{unit}", buying.name(), length.name(), meter.name()));
    }
    text.push('&');
    text.push_str(END);
    text
}

fn encode_workload(workload: &Workload, put: &mut impl FnMut(&str, &str)) {
    let Workload { name, placement, demand, caching, .. } = workload;
    if !name.is_empty() {
        put("name", &escape(name));
    }
    put("model", &escape(&placement.model));
    if placement.scope != InferenceScope::default() {
        put("scope", placement.scope.name());
    }
    if placement.region != REGION {
        put("region", &escape(&placement.region));
    }
    match *demand {
        Demand::Monthly { input, output } => put("tokens", &format!("{},{}", input.count(), output.count())),
        Demand::Requests { requests, input, output } => {
            put("requests", &format!("{},{},{}", requests.count(), input.count(), output.count()));
        }
        Demand::Traffic { requests_per_minute, hours_per_day, days_per_month, input, output } => {
            let (input, output) = (input.count(), output.count());
            put("traffic", &format!("{requests_per_minute},{hours_per_day},{days_per_month},{input},{output}"));
        }
    }
    let mut unless = |key: &str, value: String, default: &str| {
        if value != default {
            put(key, &value);
        }
    };
    unless("calls", workload.calls_per_request.to_string(), "1");
    unless("overhead", workload.token_overhead.to_string(), "0");
    unless("trim", workload.output_trim.to_string(), "0");
    unless("tier", workload.tier.name().to_owned(), ServiceTier::default().name());
    unless("long", workload.long_prompts.to_string(), "0");
    match *caching {
        Caching::None => {}
        Caching::Share { cached, reads_per_write, lifetime } => {
            put("cached", &cached.to_string());
            if let Some(reads) = reads_per_write {
                put("reads", &reads.to_string());
            }
            encode_lifetime(lifetime, put);
        }
        Caching::Traffic { prefix, requests_per_minute, lifetime, arrivals } => {
            put("prefix", &format!("{},{requests_per_minute}", prefix.count()));
            encode_lifetime(lifetime, put);
            if arrivals != Arrivals::default() {
                put("arrivals", arrivals.name());
            }
        }
    }
    if !workload.batch.is_none() {
        put("batch", &workload.batch.to_string());
    }
    for Route { placement, share } in &workload.routes {
        let Placement { model, scope, region } = placement;
        put("route", &format!("{},{},{},{share}", escape(model), scope.name(), escape(region)));
    }
}

fn encode_lifetime(lifetime: CacheLifetime, put: &mut impl FnMut(&str, &str)) {
    if lifetime != CacheLifetime::default() {
        put("ttl", lifetime.name());
    }
}

pub(super) fn decode(text: &str, cards: &[Date]) -> Decoded {
    let mut reader = Reader::default();
    let mut ended = false;
    for part in text.split('&').filter(|part| !part.is_empty()) {
        if part == END {
            ended = true;
        } else if let Err(reason) = reader.read(part) {
            reader.problems.push(problem(part, reason));
        }
    }
    reader.finish(ended, cards)
}

/// Parts of a link read so far.
#[derive(Default)]
struct Reader {
    rates: Option<Date>,
    cache_in_batch: Option<CacheInBatch>,
    workloads: Vec<(usize, WorkloadReader)>,
    prices: Vec<TypedPrice>,
    problems: Vec<LinkProblem>,
}

/// Parts of a workload read so far.
#[derive(Default)]
struct WorkloadReader {
    name: Option<String>,
    model: Option<String>,
    scope: Option<InferenceScope>,
    region: Option<String>,
    demand: Option<Demand>,
    calls: Option<Multiple>,
    overhead: Option<Multiple>,
    trim: Option<Share>,
    tier: Option<ServiceTier>,
    long: Option<Share>,
    cached: Option<Share>,
    reads: Option<Multiple>,
    prefix: Option<(TokensPerRequest, Multiple)>,
    lifetime: Option<CacheLifetime>,
    arrivals: Option<Arrivals>,
    batch: Option<Share>,
    routes: Vec<Route>,
}

impl Reader {
    fn read(&mut self, part: &str) -> Result<(), LinkReason> {
        let (key, value) = part.split_once('=').ok_or(LinkReason::UnknownField)?;
        match key {
            "rates" => set(&mut self.rates, Some(Date::parse(value).ok_or(LinkReason::UnknownCard)?)),
            "cache-in-batch" => set(&mut self.cache_in_batch, CacheInBatch::from_name(value)),
            "price" if self.prices.len() == bounds::TYPED_PRICES_MAX => Err(LinkReason::TooMany),
            "price" => {
                self.prices.push(price(value).ok_or(LinkReason::BadValue)?);
                Ok(())
            }
            _ => {
                let (number, field) =
                    key.strip_prefix('w').and_then(|rest| rest.split_once('.')).ok_or(LinkReason::UnknownField)?;
                let number = whole(number).and_then(|number| usize::try_from(number).ok());
                let number = number.filter(|number| *number > 0).ok_or(LinkReason::UnknownField)?;
                self.workload(number)?.read(field, value)
            }
        }
    }

    fn workload(&mut self, number: usize) -> Result<&mut WorkloadReader, LinkReason> {
        let position = match self.workloads.binary_search_by_key(&number, |(number, _)| *number) {
            Ok(position) => position,
            Err(_) if self.workloads.len() == bounds::WORKLOADS_MAX => return Err(LinkReason::TooMany),
            Err(position) => {
                self.workloads.insert(position, (number, WorkloadReader::default()));
                position
            }
        };
        self.workloads.get_mut(position).map(|(_, workload)| workload).ok_or(LinkReason::TooMany)
    }

    fn finish(self, ended: bool, cards: &[Date]) -> Decoded {
        let Self { rates, cache_in_batch, workloads, prices, mut problems } = self;
        let newest = cards.last().copied();
        let rates = rates.filter(|date| cards.contains(date)).or_else(|| {
            let unreadable = |problem: &LinkProblem| problem.reason == LinkReason::UnknownCard;
            if !problems.iter().any(unreadable) {
                let date = rates.map_or_else(|| "none".to_owned(), |date| date.to_string());
                problems.push(problem(&date, LinkReason::UnknownCard));
            }
            newest
        });
        let mut finished = Vec::with_capacity(workloads.len());
        for (number, workload) in workloads {
            finished.push(workload.finish(&format!("Workload {number}"), &mut problems));
        }
        if finished.is_empty() {
            problems.push(problem("", LinkReason::NoWorkload));
        }
        if !ended {
            problems.push(problem("", LinkReason::CutOff));
        }
        let cache_in_batch = cache_in_batch.unwrap_or_default();
        let scenario = rates.filter(|_| !finished.is_empty()).map(|rates| Scenario {
            rates,
            cache_in_batch,
            workloads: finished,
            prices,
            capacity: Capacity::default(),
        });
        Decoded { scenario, problems }
    }
}

impl WorkloadReader {
    fn read(&mut self, field: &str, value: &str) -> Result<(), LinkReason> {
        match field {
            "name" => set(&mut self.name, bounded(value, bounds::NAME_CHARACTERS_MAX)),
            "model" => set(&mut self.model, identifier(value).filter(|model| !model.is_empty())),
            "scope" => set(&mut self.scope, InferenceScope::from_name(value)),
            "region" => set(&mut self.region, identifier(value)),
            "tokens" | "requests" | "traffic" => {
                if self.demand.is_some() {
                    return Err(LinkReason::Contradiction);
                }
                set(&mut self.demand, demand(field, value))
            }
            "calls" => set(&mut self.calls, Multiple::parse(value).ok()),
            "overhead" => set(&mut self.overhead, Multiple::parse(value).ok()),
            "trim" => set(&mut self.trim, Share::parse(value).ok()),
            "tier" => set(&mut self.tier, ServiceTier::from_name(value)),
            "long" => set(&mut self.long, Share::parse(value).ok()),
            "cached" if self.prefix.is_some() => Err(LinkReason::Contradiction),
            "cached" => set(&mut self.cached, Share::parse(value).ok()),
            "reads" => set(&mut self.reads, Multiple::parse(value).ok()),
            "prefix" if self.cached.is_some() => Err(LinkReason::Contradiction),
            "prefix" => set(&mut self.prefix, prefix(value)),
            "ttl" => set(&mut self.lifetime, CacheLifetime::from_name(value)),
            "arrivals" => set(&mut self.arrivals, Arrivals::from_name(value)),
            "batch" => set(&mut self.batch, Share::parse(value).ok()),
            "route" if self.routes.len() == bounds::ROUTES_MAX => Err(LinkReason::TooMany),
            "route" => {
                self.routes.push(route(value).ok_or(LinkReason::BadValue)?);
                Ok(())
            }
            _ => Err(LinkReason::UnknownField),
        }
    }

    fn finish(self, part: &str, problems: &mut Vec<LinkProblem>) -> Workload {
        let mut tell = |reason| problems.push(problem(part, reason));
        let demand = self.demand.unwrap_or_else(|| {
            tell(LinkReason::NoDemand);
            Demand::Monthly { input: Tokens::ZERO, output: Tokens::ZERO }
        });
        let model = self.model.unwrap_or_else(|| {
            tell(LinkReason::NoModel);
            String::new()
        });
        let stray = match (self.cached, self.prefix) {
            (Some(_), _) => self.arrivals.is_some(),
            (None, Some(_)) => self.reads.is_some(),
            (None, None) => self.reads.is_some() || self.lifetime.is_some() || self.arrivals.is_some(),
        };
        if stray {
            tell(LinkReason::StrayCaching);
        }
        let lifetime = self.lifetime.unwrap_or_default();
        let caching = match (self.cached, self.prefix) {
            (Some(cached), _) => Caching::Share { cached, reads_per_write: self.reads, lifetime },
            (None, Some((prefix, requests_per_minute))) => {
                let arrivals = self.arrivals.unwrap_or_default();
                Caching::Traffic { prefix, requests_per_minute, lifetime, arrivals }
            }
            (None, None) => Caching::None,
        };
        let region = self.region.unwrap_or_else(|| REGION.to_owned());
        Workload {
            name: self.name.unwrap_or_default(),
            placement: Placement { model, scope: self.scope.unwrap_or_default(), region },
            demand,
            calls_per_request: self.calls.unwrap_or(Multiple::ONE),
            token_overhead: self.overhead.unwrap_or_default(),
            output_trim: self.trim.unwrap_or_default(),
            tier: self.tier.unwrap_or_default(),
            long_prompts: self.long.unwrap_or_default(),
            caching,
            batch: self.batch.unwrap_or_default(),
            routes: self.routes,
        }
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

/// Splits a value into exactly `N` parts.
fn parts<const N: usize>(value: &str) -> Option<[&str; N]> {
    let parts: Vec<&str> = value.split(',').take(N + 1).collect();
    parts.try_into().ok()
}

fn each(text: &str) -> Option<TokensPerRequest> {
    whole(text).and_then(TokensPerRequest::new)
}

fn demand(door: &str, value: &str) -> Option<Demand> {
    let multiple = |text| Multiple::parse(text).ok();
    match door {
        "tokens" => {
            let [input, output] = parts(value)?;
            let tokens = |text| whole(text).and_then(Tokens::new);
            Some(Demand::Monthly { input: tokens(input)?, output: tokens(output)? })
        }
        "requests" => {
            let [requests, input, output] = parts(value)?;
            let requests = whole(requests).and_then(Requests::new)?;
            Some(Demand::Requests { requests, input: each(input)?, output: each(output)? })
        }
        _ => {
            let [requests_per_minute, hours, days, input, output] = parts(value)?;
            Some(Demand::Traffic {
                requests_per_minute: multiple(requests_per_minute)?,
                hours_per_day: multiple(hours)?,
                days_per_month: multiple(days)?,
                input: each(input)?,
                output: each(output)?,
            })
        }
    }
}

fn prefix(value: &str) -> Option<(TokensPerRequest, Multiple)> {
    let [prefix, requests_per_minute] = parts(value)?;
    Some((each(prefix)?, Multiple::parse(requests_per_minute).ok()?))
}

fn route(value: &str) -> Option<Route> {
    let [model, scope, region, share] = parts(value)?;
    let scope = InferenceScope::from_name(scope)?;
    let placement = Placement { model: identifier(model)?, scope, region: identifier(region)? };
    Some(Route { placement, share: Share::parse(share).ok()? })
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
    }
}

fn price(value: &str) -> Option<TypedPrice> {
    let [model, buying, length, meter, amount, unit] = parts(value)?;
    let (buying, meter) = (Buying::from_name(buying)?, Meter::from_name(meter)?);
    let unit = buying.units(meter).iter().copied().find(|known| unit_word(*known) == unit)?;
    Some(TypedPrice {
        model: identifier(model)?,
        buying,
        length: PromptLength::from_name(length)?,
        meter,
        rate: Rate::new(number::decimal(amount)?, unit).ok()?,
    })
}
