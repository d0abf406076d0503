//! A load by the hour for capacity, of each model that a baseline holds.

use std::collections::BTreeSet;

use pricing::bounds::LOAD_HOURS_MAX;
use pricing::quantity::Tokens;
use pricing::rates::{Buying, InferenceScope, Meter, PromptLength};
use pricing::scenario::{Bought, Load, Purchase};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::super::answer::Bill;
use super::super::hours::{MeteredPart, NoHours, Part, PartKey};
use super::super::line::Scope;
use super::super::metered::Counted;
use super::super::number::Exact;
use super::super::row::{Month, Source};
use super::{Baseline, Key, place};
use crate::table::{Hour, Missing};

/// The tokens of a model, hour by hour: all of its usage by the token but batch, which no capacity serves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoursOf {
    /// The model's identifier on the card.
    pub model: String,
    /// The export that has the hours: a report, monitoring, or a log.
    pub source: Source,
    /// Input, cache reads, cache writes and output of all these hours together.
    pub tokens: Decimal,
    /// The hour with the most tokens, in UTC; for the console's tables in their own time zone.
    pub peak: Hour,
    /// The tokens of that hour.
    pub peak_tokens: Decimal,
    /// Hours with a row: 1 or more.
    pub known: usize,
    /// Hours without a row, in the days from the first to the last one that the export has of each month.
    pub gaps: usize,
    /// Tokens by what tells whether a purchase serves them.
    parts: Vec<Served>,
    /// The first and the last hour that the export covers, of each month.
    covered: Vec<(Hour, Hour)>,
}

/// Tokens that a purchase serves or doesn't, as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Served {
    scopes: Vec<InferenceScope>,
    /// Empty where the export doesn't say.
    region: String,
    is_long: bool,
    /// Cache reads: they don't count against a reservation.
    is_read: bool,
    month: Month,
    /// From the month's first hour on; `None` for an hour without a row.
    slots: Vec<Option<Decimal>>,
}

impl HoursOf {
    /// What an hour without a row is unless the reader says otherwise: without tokens in a report, which has a row for every hour
    /// with usage; unknown in monitoring and logs.
    pub const fn usual(&self) -> Missing {
        if self.source.has_accounts() { Missing::Zero } else { Missing::Unknown }
    }

    /// The load for a purchase on this model, as a table of the same hours gives it: input and output together. Model units are held
    /// against all tokens of the model; a reservation against those of its scope and region, without long prompts and cache reads.
    ///
    /// `None` for a purchase on another model, where it would serve none of these tokens, and beyond the hours of a leap year.
    pub fn load(&self, purchase: &Purchase, missing: Missing) -> Option<Load> {
        if purchase.placement.model != self.model {
            return None;
        }
        let reserved = matches!(purchase.bought, Bought::Reserved { .. });
        let is_served = |part: &&Served| {
            let there = part.region.is_empty() || part.region == purchase.placement.region;
            !reserved || !part.is_read && !part.is_long && there && part.scopes.contains(&purchase.placement.scope)
        };
        self.spread(self.parts.iter().filter(is_served), missing)
    }

    /// The load of all tokens, for a purchase of model units.
    pub fn all(&self, missing: Missing) -> Option<Load> {
        self.spread(self.parts.iter(), missing)
    }

    fn spread<'p>(&self, parts: impl Iterator<Item = &'p Served>, missing: Missing) -> Option<Load> {
        let parts: Vec<&Served> = parts.collect();
        let slots = together(&parts);
        let mut weights: Vec<Tokens> = Vec::new();
        let mut add = |tokens: Decimal| {
            weights.push(Tokens::new(tokens.trunc().to_u64()?)?);
            Some(())
        };
        match missing {
            Missing::Unknown => {
                for (_, tokens) in slots {
                    add(tokens)?;
                }
            }
            Missing::Zero => {
                for hour in self.covered.iter().flat_map(|(first, last)| hours(*first, *last)) {
                    let place = slots.binary_search_by(|(of, _)| of.cmp(&hour)).ok();
                    add(place.and_then(|place| slots.get(place)).map_or(Decimal::ZERO, |(_, tokens)| *tokens))?;
                }
            }
        }
        if weights.len() > LOAD_HOURS_MAX {
            return None;
        }
        weights.iter().any(|weight| weight.count() > 0).then_some(Load::Hourly(weights))
    }
}

impl Baseline {
    /// Gives each purchase of the scenario the hours of its model as its load, where the bill has them. `missing` says what hours
    /// without a row are; `None` for what is [usual](HoursOf::usual) in their export.
    pub fn hold_against_hours(&mut self, missing: Option<Missing>) {
        for purchase in &mut self.scenario.capacity.purchases {
            let load = self.hours.iter().find_map(|of| of.load(purchase, missing.unwrap_or_else(|| of.usual())));
            if let Some(load) = load {
                purchase.load = load;
            }
        }
    }
}

/// The hours of each model that has workloads other than batch; or why it has none.
pub(super) fn of_models(bill: &Bill, months: &[Month], keys: &[&Key]) -> (Vec<HoursOf>, Vec<(String, NoHours)>) {
    let keys: Vec<&Key> = keys.iter().copied().filter(|key| key.buying != Buying::Batch).collect();
    let models: BTreeSet<&str> = keys.iter().map(|key| key.model.as_str()).collect();
    let (mut found, mut without) = (Vec::new(), Vec::new());
    for model in models {
        let own: Vec<&Key> = keys.iter().copied().filter(|key| key.model == model).collect();
        match of_model(bill, months, model, &own) {
            Ok(of) => found.push(of),
            Err(why) => without.push((model.to_owned(), why)),
        }
    }
    (found, without)
}

/// The hours of a model: the bill's own, or else those of monitoring or a log.
fn of_model(bill: &Bill, months: &[Month], model: &str, keys: &[&Key]) -> Result<HoursOf, NoHours> {
    if bill.hours.is_narrowed {
        return Err(NoHours::Narrowed);
    }
    let why = match billed(bill, months, keys).and_then(|(source, parts)| made(bill, months, model, source, parts)) {
        Ok(of) => return Ok(of),
        Err(why) => why,
    };
    let Some((source, parts)) = metered(bill, months, model) else { return Err(why) };
    parts.and_then(|parts| made(bill, months, model, source, parts))
}

/// The hours of a model's workloads in the bill itself. They must add up to its lines.
fn billed(bill: &Bill, months: &[Month], keys: &[&Key]) -> Result<(Source, Vec<Served>), NoHours> {
    let mut lines: Vec<(PartKey, Exact, Source)> = Vec::new();
    for line in bill.lines.iter().filter(|line| months.contains(&line.month)) {
        let Some(Ok((key, _, quantity))) = place(line) else { continue };
        if let Some(part) = line.part().filter(|_| keys.contains(&&key)) {
            let place = lines.iter().position(|(of, ..)| *of == part).unwrap_or(lines.len());
            if place == lines.len() {
                lines.push((part, Exact::default(), line.source));
            }
            if let Some((_, sum, _)) = lines.get_mut(place) {
                sum.add(quantity);
            }
        }
    }
    let (mut parts, mut source) = (Vec::new(), None);
    for (key, quantity, of) in lines {
        if quantity == Exact::default() {
            continue;
        }
        let none = if bill.hours.is_full { NoHours::TooMany } else { NoHours::Unsaid };
        let part = bill.hours.part(&key).ok_or(none)?;
        if let Some(why) = part.why {
            return Err(why);
        }
        if part.sum() != Some(quantity.value()) {
            return Err(NoHours::Apart);
        }
        source = Some(of);
        parts.push(Served {
            scopes: match key.scope {
                Some(Scope::Global) => vec![InferenceScope::Global],
                Some(Scope::InRegion) => vec![InferenceScope::InRegion],
                // One price serves both, and the file doesn't say which it was.
                Some(Scope::Regional) | None => vec![InferenceScope::Geographic, InferenceScope::InRegion],
            },
            region: key.region,
            is_long: key.length == PromptLength::Long,
            is_read: key.meter == Meter::CacheRead,
            month: key.month,
            slots: part.slots.clone(),
        });
    }
    Ok((source.ok_or(NoHours::Unsaid)?, parts))
}

/// The hours that monitoring has of a model, or else a log; `None` where neither has any.
fn metered(bill: &Bill, months: &[Month], model: &str) -> Option<(Source, Result<Vec<Served>, NoHours>)> {
    [Source::Metrics, Source::Log].into_iter().find_map(|source| {
        let of_model = bill
            .hours
            .metered
            .iter()
            .filter(|of| of.source == source && of.model.as_deref() == Some(model) && months.contains(&of.month));
        let all: Vec<_> = of_model.collect();
        let has = |meter| all.iter().any(|of| of.counted == Counted::Tokens(meter));
        let why = all.iter().find_map(|of| of.part.why);
        let parts = || {
            let served = |of: &&MeteredPart| Served {
                scopes: of.scope.into_iter().collect(),
                region: String::new(),
                is_long: false,
                is_read: of.counted == Counted::Tokens(Meter::CacheRead),
                month: of.month,
                slots: of.part.slots.clone(),
            };
            all.iter().map(served).collect()
        };
        let parts = match why {
            Some(why) => Err(why),
            None if has(Meter::Input) && has(Meter::Output) => Ok(parts()),
            None => Err(NoHours::Half),
        };
        (!all.is_empty()).then_some((source, parts))
    })
}

/// What is known of a model's hours in an export.
fn made(bill: &Bill, months: &[Month], model: &str, source: Source, parts: Vec<Served>) -> Result<HoursOf, NoHours> {
    let slots = together(&parts.iter().collect::<Vec<_>>());
    let (mut peak, mut peak_tokens) = *slots.first().ok_or(NoHours::Unsaid)?;
    for (hour, tokens) in &slots {
        if *tokens > peak_tokens {
            (peak, peak_tokens) = (*hour, *tokens);
        }
    }
    let covered: Vec<(Hour, Hour)> = months.iter().filter_map(|month| covered(bill, *month, source, &slots)).collect();
    let whole: usize = covered.iter().map(|(first, last)| hours(*first, *last).count()).sum();
    if whole > LOAD_HOURS_MAX || slots.len() > whole {
        return Err(NoHours::TooMany);
    }
    let tokens = slots.iter().try_fold(Decimal::ZERO, |sum, (_, of)| sum.checked_add(*of)).ok_or(NoHours::Apart)?;
    Ok(HoursOf {
        model: model.to_owned(),
        source,
        tokens,
        peak,
        peak_tokens,
        known: slots.len(),
        gaps: whole - slots.len(),
        parts,
        covered,
    })
}

/// The first and the last hour of the days that an export covers of a month: from the first one to the last one with a row, whatever
/// the row is about.
fn covered(bill: &Bill, month: Month, source: Source, slots: &[(Hour, Decimal)]) -> Option<(Hour, Hour)> {
    let start = month.start()?.since_1970();
    let mut days = 0_u32;
    for (hour, _) in slots {
        let day = hour.since_1970().checked_sub(start)?.div_euclid(24);
        if (0..i32::from(month.days())).contains(&day) {
            days |= 1 << day;
        }
    }
    if source.has_accounts() {
        for of in bill.months.iter().filter(|of| of.month == month && of.source == source) {
            days |= of.days.unwrap_or_default();
        }
    } else {
        for of in bill.metered.counts.iter().filter(|of| of.month == month && of.source == source) {
            days |= of.days;
        }
    }
    let last = i32::try_from(days.checked_ilog2()?).ok()?;
    let first = i32::try_from(days.trailing_zeros()).ok()?;
    Some((Hour::new(start + first * 24)?, Hour::new(start + last * 24 + 23)?))
}

/// The tokens of several parts, hour for hour, in order.
fn together(parts: &[&Served]) -> Vec<(Hour, Decimal)> {
    let mut months: Vec<Month> = parts.iter().map(|part| part.month).collect();
    months.sort();
    months.dedup();
    let mut slots = Vec::new();
    for month in months {
        let mut sum = Part::default();
        for part in parts.iter().filter(|part| part.month == month) {
            sum.add_part(&Part { slots: part.slots.clone(), why: None });
        }
        let first = month.start().map_or(0, Hour::since_1970);
        for (place, tokens) in (first..).zip(sum.slots) {
            slots.extend(Hour::new(place).zip(tokens));
        }
    }
    slots
}

fn hours(first: Hour, last: Hour) -> impl Iterator<Item = Hour> {
    (first.since_1970()..=last.since_1970()).filter_map(Hour::new)
}
