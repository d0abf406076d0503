//! Usage by the hour: what a load of capacity can be made of.
//!
//! Hours are kept by usage type, neither by account nor by tag, so that their number doesn't grow with an organisation.

use std::collections::HashMap;

use pricing::rates::{Buying, InferenceScope, Meter, PromptLength};
use rust_decimal::Decimal;

use super::gather::Key;
use super::line::{Scope, Subject};
use super::metered::Counted;
use super::number::product;
use super::row::{Month, Source};
use crate::table::{Hour, time};

/// Why a model of a bill has no load by the hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoHours {
    /// Rows or points are longer than an hour: a day, or a month.
    Longer,
    /// The file doesn't say how long its rows are, or when in the month they were.
    Unsaid,
    /// The hours don't add up to what the bill has of the model.
    Apart,
    /// Monitoring has its input or its output, not both.
    Half,
    /// More different usage than hours are kept of, or more hours than a load holds.
    TooMany,
    /// The bill is narrowed to an account or a tag: hours aren't kept apart by these.
    Narrowed,
}

/// Kinds of usage in a month whose hours are kept: up to 24 MB.
pub(super) const SERIES_MAX: usize = 1_000;

/// When a row's use was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Span {
    /// In this hour of the month, counted from 0.
    Hour(u16),
    /// It took longer than an hour.
    Longer,
    /// The row doesn't say.
    Unsaid,
}

/// When something was that began and ended at these times, in UTC where they name an offset.
pub(super) fn span(start: &str, end: &str, month: Month) -> Span {
    let (Some(start), Some(end)) = (time::read(start), time::read(end)) else { return Span::Unsaid };
    let ([Some(from), _], [Some(to), _], Some(first)) = (start.hours, end.hours, month.start()) else {
        return Span::Unsaid;
    };
    let seconds = |hour: Hour, within: u16| i64::from(hour.since_1970()) * 3_600 + i64::from(within);
    let length = seconds(to, end.within) - seconds(from, start.within);
    if length <= 0 || start.zoned != end.zoned {
        return Span::Unsaid;
    }
    if i64::from(start.within) + length > 3_600 {
        return Span::Longer;
    }
    let place = u16::try_from(from.since_1970() - first.since_1970()).ok();
    place.filter(|place| *place < u16::from(month.days()) * 24).map_or(Span::Unsaid, Span::Hour)
}

/// What rows are summed by, hour for hour: of a [`Key`] what says which tokens they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct HourKey {
    pub source: Source,
    pub month: Month,
    currency: u32,
    code: u32,
    product: u32,
    usage_type: u32,
    region: u32,
    unit: u32,
}

impl HourKey {
    pub(super) const fn of(key: &Key) -> Self {
        let Key { source, month, currency, code, product, usage_type, region, unit, .. } = *key;
        Self { source, month, currency, code, product, usage_type, region, unit }
    }
}

/// Decimal places that the quantity of an hour is kept with.
const PLACES: u32 = 12;

/// Quantities of one kind of usage in a month, hour by hour.
#[derive(Default)]
pub(super) struct Series {
    /// From the month's first hour to the last one with a row, in units of the last decimal place.
    slots: Vec<Option<i128>>,
    /// Why they aren't all there is.
    pub why: Option<NoHours>,
}

impl Series {
    /// Adds a row's quantity.
    pub(super) fn add(&mut self, span: Span, quantity: Decimal) {
        let place = match span {
            Span::Hour(place) => usize::from(place),
            Span::Longer => return self.lacks(NoHours::Longer),
            Span::Unsaid => return self.lacks(NoHours::Unsaid),
        };
        let scaled = product(quantity, Decimal::from(10_u64.pow(PLACES))).filter(|scaled| scaled.fract().is_zero());
        let scaled = scaled.map(|scaled| scaled.trunc().mantissa() / 10_i128.pow(scaled.trunc().scale()));
        self.put(place, scaled);
    }

    fn put(&mut self, place: usize, more: Option<i128>) {
        if self.slots.len() <= place {
            self.slots.reserve_exact(place + 1 - self.slots.len());
            self.slots.resize(place + 1, None);
        }
        let Some(slot) = self.slots.get_mut(place) else { return };
        match more.and_then(|more| slot.unwrap_or_default().checked_add(more)) {
            Some(sum) => *slot = Some(sum),
            None => self.lacks(NoHours::Apart),
        }
    }

    fn lacks(&mut self, why: NoHours) {
        self.why = Some(self.why.map_or(why, |of| of.min(why)));
    }

    /// Adds another file's.
    pub(super) fn merge(&mut self, other: Self) {
        if let Some(why) = other.why {
            self.lacks(why);
        }
        for (place, more) in other.slots.into_iter().enumerate().filter(|(_, more)| more.is_some()) {
            self.put(place, more);
        }
    }

    /// Adds the quantities, times a power of ten, to a part.
    fn add_to(&self, part: &mut Part, power: u32) {
        for (place, slot) in self.slots.iter().enumerate() {
            if let Some(slot) = slot {
                let printed = Decimal::try_from_i128_with_scale(*slot, PLACES).ok();
                part.add(place, printed.and_then(|printed| super::number::shifted(printed, power)));
            }
        }
    }
}

/// Which tokens of a month: those of all lines that are equal in this.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct PartKey {
    pub month: Month,
    pub subject: Subject,
    /// See [`Line::product`](super::Line::product) and [`Line::text`](super::Line::text).
    pub product: String,
    pub text: String,
    pub region: String,
    pub scope: Option<Scope>,
    pub buying: Buying,
    pub length: PromptLength,
    pub meter: Meter,
}

/// Tokens of a month hour by hour.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Part {
    /// From the month's first hour to the last one with a row.
    pub slots: Vec<Option<Decimal>>,
    /// Why they aren't all there is.
    pub why: Option<NoHours>,
}

impl Part {
    pub(super) fn lacks(&mut self, why: NoHours) {
        self.why = Some(self.why.map_or(why, |of| of.min(why)));
    }

    /// Adds tokens of an hour of the month, counted from 0; `None` for what can't be kept to its last digit.
    pub(super) fn add(&mut self, place: usize, tokens: Option<Decimal>) {
        if self.slots.len() <= place {
            self.slots.resize(place + 1, None);
        }
        let Some(slot) = self.slots.get_mut(place) else { return };
        match tokens.and_then(|tokens| slot.unwrap_or_default().checked_add(tokens)) {
            Some(sum) => *slot = Some(sum),
            None => self.lacks(NoHours::Apart),
        }
    }

    /// Adds another part.
    pub(super) fn add_part(&mut self, other: &Self) {
        if let Some(why) = other.why {
            self.lacks(why);
        }
        for (place, tokens) in other.slots.iter().enumerate() {
            if tokens.is_some() {
                self.add(place, *tokens);
            }
        }
    }

    /// All of it; `None` beyond what a decimal holds.
    pub(super) fn sum(&self) -> Option<Decimal> {
        self.slots.iter().flatten().try_fold(Decimal::ZERO, |sum, tokens| sum.checked_add(*tokens))
    }
}

/// Tokens that monitoring or a log counted of a model in a month, hour by hour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct MeteredPart {
    pub source: Source,
    pub month: Month,
    /// The model's identifier on the card; `None` where it isn't known.
    pub model: Option<String>,
    pub scope: Option<InferenceScope>,
    pub counted: Counted,
    pub part: Part,
}

/// Everything that a bill has by the hour.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ByHour {
    /// In order of their keys.
    pub parts: Vec<(PartKey, Part)>,
    pub metered: Vec<MeteredPart>,
    /// Some usage had no room.
    pub is_full: bool,
    /// The bill is narrowed to an account or a tag.
    pub is_narrowed: bool,
}

impl ByHour {
    /// The tokens with a key.
    pub(super) fn part(&self, key: &PartKey) -> Option<&Part> {
        self.parts
            .binary_search_by(|(of, _)| of.cmp(key))
            .ok()
            .and_then(|place| self.parts.get(place))
            .map(|(_, of)| of)
    }

    /// Adds tokens to those with a key.
    pub(super) fn add(&mut self, key: PartKey, part: &Part) {
        match self.parts.binary_search_by(|(of, _)| of.cmp(&key)) {
            Ok(place) => self.parts.iter_mut().skip(place).take(1).for_each(|(_, of)| of.add_part(part)),
            Err(place) => self.parts.insert(place, (key, part.clone())),
        }
    }
}

/// Which tokens each kind of usage is, as far as the groups of rows agree.
#[derive(Default)]
pub(super) struct Known(Vec<(HourKey, PartKey, Option<u32>)>);

impl Known {
    /// Notes a group: which tokens it is, its quantity as printed and in tokens.
    pub(super) fn note(&mut self, key: HourKey, part: &PartKey, printed: Decimal, tokens: Option<Decimal>) {
        if printed.is_zero() {
            return;
        }
        let power = (0..=9).find(|power| super::number::shifted(printed, *power) == tokens);
        let power = power.filter(|_| tokens.is_some());
        // Hours of more than that aren't kept.
        let is_full = self.0.len() >= SERIES_MAX;
        match self.0.iter_mut().find(|(known, ..)| *known == key) {
            Some((_, known, of)) if known != part || *of != power => *of = None,
            Some(_) => {}
            None if is_full => {}
            None => self.0.push((key, part.clone(), power)),
        }
    }

    /// The hours of all usage that is known.
    pub(super) fn by_hour(&self, series: &HashMap<HourKey, Series>, is_full: bool) -> ByHour {
        let mut by_hour = ByHour { is_full, ..ByHour::default() };
        for (key, part, power) in &self.0 {
            let Some(series) = series.get(key) else { continue };
            let mut tokens = Part { why: series.why, ..Part::default() };
            match power {
                Some(power) => series.add_to(&mut tokens, *power),
                None => tokens.lacks(NoHours::Apart),
            }
            by_hour.add(part.clone(), &tokens);
        }
        by_hour
    }
}

#[cfg(test)]
mod tests {
    use super::{Span, span};
    use crate::bill::Month;

    #[test]
    fn only_rows_within_an_hour_have_one() {
        let august = Month { year: 2026, month: 8 };
        for (start, end, of) in [
            ("2026-08-01T00:00:00Z", "2026-08-01T01:00:00Z", Span::Hour(0)),
            ("2026-08-03T09:00:00Z", "2026-08-03T10:00:00Z", Span::Hour(57)),
            ("2026-08-31 23:00:00.000", "2026-09-01 00:00:00.000", Span::Hour(743)),
            ("2026-08-03T09:15:00Z", "2026-08-03T09:20:00Z", Span::Hour(57)),
            // The same hour, written in another zone.
            ("2026-08-03T11:00:00+02:00", "2026-08-03T12:00:00+02:00", Span::Hour(57)),
            ("2026-08-03T09:30:00Z", "2026-08-03T10:30:00Z", Span::Longer),
            ("2026-08-03T00:00:00Z", "2026-08-04T00:00:00Z", Span::Longer),
            ("2026-08-01", "2026-09-01", Span::Longer),
            ("2026-08-03T09:00:00Z", "2026-08-03T09:00:00Z", Span::Unsaid),
            ("2026-08-03T09:00:00Z", "", Span::Unsaid),
            ("2026-08-03T09:00:00Z", "1", Span::Unsaid),
            ("2026-08-03T09:00:00Z", "2026-08-03T10:00:00", Span::Unsaid),
            ("2026-07-31T23:00:00Z", "2026-08-01T00:00:00Z", Span::Unsaid),
            ("2026-09-01T00:00:00Z", "2026-09-01T01:00:00Z", Span::Unsaid),
        ] {
            assert_eq!(span(start, end, august), of, "{start} to {end}");
        }
    }
}
