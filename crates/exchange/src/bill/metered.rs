//! Counts without money: what monitoring and logs say.
//!
//! Neither knows tiers, batch or prices. Series without a model are the account's total, and aren't added to those with one.

use std::collections::{BTreeMap, HashSet};

use pricing::rates::{InferenceScope, Meter, RateCard};
use rust_decimal::Decimal;

use super::hours::{ByHour, MeteredPart, NoHours, Part};
use super::number::Exact;
use super::row::{Day, Month, Source, hash};
use crate::table::{Hour, time};

/// Points and requests whose identity is remembered: some 40 MB.
const SEEN_MAX: usize = 2_000_000;

/// Hours whose tokens are kept, of all models and metrics together: some 20 MB.
const HOURS_MAX: usize = 200_000;

/// Series of a file whose points are told apart.
const SERIES_MAX: usize = 2_000;

/// Different counts that are kept apart.
const COUNTS_MAX: usize = 50_000;

/// What was counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metered {
    /// Counts by month, model and meter.
    pub counts: Vec<Count>,
    /// What logs had, where there was one.
    pub log: Option<LogOf>,
    /// Whether `CloudWatch` says that a series isn't complete.
    pub partial: bool,
    /// Points that came before, and weren't added again.
    pub repeated: u64,
}

/// What a log had.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LogOf {
    /// Lines that are records.
    pub records: u64,
    /// Lines that aren't, without empty ones.
    pub refused: u64,
    /// Records whose request came before.
    pub repeated: u64,
    /// Requests that were answered.
    pub requests: u64,
    /// Requests that failed: they aren't billed, and their tokens aren't counted.
    pub failed: u64,
}

/// How much of something was counted in a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The export it's from.
    pub source: Source,
    /// The month, in UTC; for the console's tables in their own time zone, which they don't name.
    pub month: Month,
    /// The model as the file has it: an identifier, a profile or an ARN; empty for the account's total.
    pub said: String,
    /// The model's identifier on the card; `None` where it isn't known, as for a profile of one's own.
    pub model: Option<String>,
    /// Where requests could be served; `None` where that isn't known.
    pub scope: Option<InferenceScope>,
    /// What is counted.
    pub counted: Counted,
    /// How many.
    pub amount: Decimal,
    /// Days with a point: bit 0 is the first of the month. A day without one is unknown, not zero.
    pub days: u32,
}

/// What is counted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Counted {
    /// Tokens of a meter.
    Tokens(Meter),
    /// Tokens written to a cache of whichever life.
    CacheWrites,
    /// Requests.
    Requests,
    /// Another metric, by its name. It may not be billed.
    Other(String),
}

type Key = (Source, Month, String, Counted);

/// How much was counted of something in a month.
#[derive(Default)]
struct Of {
    sum: Exact,
    days: u32,
    /// Tokens hour by hour.
    hours: Part,
}

/// A series of points.
struct Points {
    label: String,
    said: String,
    counted: Counted,
    /// The time of its first point, in seconds.
    first: u64,
    /// The largest number of seconds that all its points lie multiples of apart: no point is longer. 0 for a single one.
    step: u64,
}

#[derive(Default)]
struct Sums {
    /// Hours that are kept.
    cells: usize,
    hours_full: bool,
    /// The series of the file that is read.
    series: Vec<Points>,
    counts: BTreeMap<Key, Of>,
    log: Option<LogOf>,
    partial: bool,
    repeated: u64,
}

/// Sums counts, file by file.
pub(super) struct Metrics<'c> {
    card: &'c RateCard,
    all: Sums,
    file: Sums,
    seen: HashSet<u64>,
    fresh: Vec<u64>,
}

impl<'c> Metrics<'c> {
    pub(super) fn new(card: &'c RateCard) -> Self {
        Self { card, all: Sums::default(), file: Sums::default(), seen: HashSet::new(), fresh: Vec::new() }
    }

    /// Notes a series.
    pub(super) fn series(&mut self, label: &str, partial: bool) {
        self.file.partial |= partial && !label.is_empty();
    }

    /// Adds a point of a series; its label names model and metric.
    pub(super) fn point(&mut self, label: &str, day: Day, time: &str, value: Decimal) {
        if self.came_before(hash(&[b"point", label.as_bytes(), time.trim().as_bytes()])) {
            self.file.repeated += 1;
            return;
        }
        let (said, counted) = series_of(label);
        let hour = self.step(label, said, &counted, time);
        self.count(Source::Metrics, (day, hour), said, counted, value);
    }

    /// Notes when a point of a series is; its hour, where the time says it.
    fn step(&mut self, label: &str, said: &str, counted: &Counted, text: &str) -> Option<Hour> {
        let read = time::read(text)?;
        let hour = read.hours.first().copied().flatten()?;
        let seconds = u64::try_from(hour.since_1970()).ok()?.checked_mul(3_600)?.checked_add(u64::from(read.within))?;
        if let Some(points) = self.file.series.iter_mut().rev().find(|of| of.label == label) {
            let (mut left, mut right) = (points.step, points.first.abs_diff(seconds));
            while right > 0 {
                (left, right) = (right, left.checked_rem(right).unwrap_or_default());
            }
            points.step = left;
        } else if self.file.series.len() < SERIES_MAX {
            let (label, said, counted) = (label.to_owned(), said.to_owned(), counted.clone());
            self.file.series.push(Points { label, said, counted, first: seconds, step: 0 });
        } else {
            self.file.hours_full = true;
            return None;
        }
        Some(hour)
    }

    /// Adds a count.
    pub(super) fn count(
        &mut self,
        source: Source,
        (day, hour): (Day, Option<Hour>),
        said: &str,
        counted: Counted,
        value: Decimal,
    ) {
        let full = self.file.counts.len() >= COUNTS_MAX;
        let is_tokens = matches!(counted, Counted::Tokens(_) | Counted::CacheWrites);
        let key = (source, day.month, said.to_owned(), counted);
        if full && !self.file.counts.contains_key(&key) {
            return;
        }
        let of = self.file.counts.entry(key).or_default();
        of.sum.add(value);
        of.days |= 1_u32.checked_shl(u32::from(day.day).saturating_sub(1)).unwrap_or_default();
        if !is_tokens {
            return;
        }
        // An hour that another time zone puts into another month has no place in this one.
        let place = hour.zip(day.month.start()).map(|(hour, start)| hour.since_1970() - start.since_1970());
        let place = place.and_then(|place| usize::try_from(place).ok());
        let Some(place) = place.filter(|place| *place < usize::from(day.month.days()) * 24) else {
            of.hours.lacks(NoHours::Unsaid);
            return;
        };
        if of.hours.slots.len() <= place {
            let more = place + 1 - of.hours.slots.len();
            if self.file.cells + self.all.cells + more > HOURS_MAX {
                self.file.hours_full = true;
                of.hours.lacks(NoHours::TooMany);
                return;
            }
            self.file.cells += more;
        }
        of.hours.add(place, Some(value));
    }

    /// What the log of this file had so far.
    pub(super) fn log(&mut self) -> &mut LogOf {
        self.file.log.get_or_insert_default()
    }

    /// Whether something with this identity came before.
    pub(super) fn came_before(&mut self, id: u64) -> bool {
        if self.seen.contains(&id) {
            return true;
        }
        if self.seen.len() < SEEN_MAX {
            self.seen.insert(id);
            self.fresh.push(id);
        }
        false
    }

    pub(super) fn keep(&mut self) {
        self.fresh.clear();
        let file = core::mem::take(&mut self.file);
        for (key, mut more) in file.counts {
            let is_long = |of: &Points| of.said == key.2 && of.counted == key.3 && !(1..=3_600).contains(&of.step);
            if key.0 == Source::Metrics && file.series.iter().any(is_long) {
                more.hours.lacks(NoHours::Longer);
            }
            let of = self.all.counts.entry(key).or_default();
            of.sum.add_sum(more.sum);
            of.days |= more.days;
            of.hours.add_part(&more.hours);
        }
        if let Some(log) = file.log {
            let all = self.all.log.get_or_insert_default();
            all.records += log.records;
            all.refused += log.refused;
            all.repeated += log.repeated;
            all.requests += log.requests;
            all.failed += log.failed;
        }
        self.all.cells += file.cells;
        self.all.hours_full |= file.hours_full;
        self.all.partial |= file.partial;
        self.all.repeated += file.repeated;
    }

    pub(super) fn drop_file(&mut self) {
        for id in self.fresh.drain(..) {
            self.seen.remove(&id);
        }
        self.file = Sums::default();
    }

    /// Puts what was counted hour by hour beside the hours of the bill.
    pub(super) fn by_hour(&self, by_hour: &mut ByHour) {
        by_hour.is_full |= self.all.hours_full;
        for ((source, month, said, counted), of) in &self.all.counts {
            if !matches!(counted, Counted::Tokens(_) | Counted::CacheWrites) {
                continue;
            }
            let (model, scope) = model_of(self.card, said);
            let (source, month, counted, part) = (*source, *month, counted.clone(), of.hours.clone());
            by_hour.metered.push(MeteredPart { source, month, model, scope, counted, part });
        }
    }

    /// Everything that was counted.
    pub(super) fn metered(&self) -> Metered {
        let count = |((source, month, said, counted), of): (&Key, &Of)| {
            let (model, scope) = model_of(self.card, said);
            Count {
                source: *source,
                month: *month,
                said: said.clone(),
                model,
                scope,
                counted: counted.clone(),
                amount: of.sum.value(),
                days: of.days,
            }
        };
        let Sums { log, partial, repeated, .. } = self.all;
        Metered { counts: self.all.counts.iter().map(count).collect(), log, partial, repeated }
    }
}

/// The model that an identifier is, and its scope. Only whole identifiers count: a part of one would be a guess.
fn model_of(card: &RateCard, said: &str) -> (Option<String>, Option<InferenceScope>) {
    let Some(found) = card.find_model(said) else { return (None, None) };
    let said = said.to_ascii_lowercase();
    let said = said.rsplit_once('/').map_or(said.as_str(), |(_, name)| name);
    let Some(facts) = card.facts(&found.model.id) else { return (None, None) };
    let whole = |id: &&str| {
        let before = said.find(*id).map(|at| said.split_at(at));
        let Some((before, rest)) = before else { return false };
        let after = rest.strip_prefix(*id).unwrap_or_default();
        (before.is_empty() || before.ends_with('.') && !before.trim_end_matches('.').contains('.'))
            && (after.is_empty() || after.starts_with(':'))
    };
    if !facts.ids.iter().chain(&facts.other_ids).any(whole) {
        return (None, None);
    }
    // An identifier without a profile is asked for in its region.
    (Some(found.model.id.clone()), Some(found.scope.unwrap_or(InferenceScope::InRegion)))
}

/// The model and the metric in a series' label: `us.anthropic.claude-sonnet-4-6 InputTokenCount Sum 86400`.
fn series_of(label: &str) -> (&str, Counted) {
    let words = || label.split([' ', '\t', ',']).filter(|word| !word.is_empty());
    // Both spellings of the cache's metrics are AWS's.
    let metric = |word: &str| {
        Some(match word {
            "InputTokenCount" => Counted::Tokens(Meter::Input),
            "OutputTokenCount" => Counted::Tokens(Meter::Output),
            "CacheReadInputTokens" | "CacheReadInputTokenCount" => Counted::Tokens(Meter::CacheRead),
            "CacheWriteInputTokens" | "CacheWriteInputTokenCount" => Counted::CacheWrites,
            "Invocations" => Counted::Requests,
            _ => return None,
        })
    };
    let known = words().find_map(metric);
    let said = words().find(|word| metric(word).is_none() && (word.contains('.') || word.starts_with("arn:")));
    let other = || words().find(|word| Some(*word) != said).unwrap_or_default();
    let counted = known.unwrap_or_else(|| Counted::Other(other().chars().take(80).collect()));
    (said.unwrap_or_default(), counted)
}
