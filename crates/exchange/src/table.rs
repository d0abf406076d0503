//! A load pasted from a table: rows of a time and one or two counts of tokens.
//!
//! Such tables come from monitoring and from spreadsheets. Rows of one hour add up. An hour without a row is named; the
//! reader says whether it is unknown or without tokens. What could be read in two ways is read as other rows show, and
//! refused where none does. See [`paste`] for lists of numbers.

mod columns;
mod count;
mod days;
mod error;
mod fields;
mod list;
mod metrics;
mod rows;
mod said;
mod stamps;
pub(crate) mod time;

use std::collections::BTreeMap;

use columns::Hours;
use count::Reading;
use days::{Days, Each};
pub use error::{TableError, Wrong};
pub use list::{Pasted, paste};
use pricing::bounds::{LOAD_HOURS_MAX, TOKENS_MAX};
use pricing::quantity::Tokens;
use rows::Rows;
pub use time::Hour;

/// Longest text that is read, in bytes.
const TEXT_MAX: usize = 10_000_000;

/// A load, by the hour or by the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The tokens, input and output together, of each hour or day that has a row, in order of time: 1 to 8,784 of them.
    pub hours: Vec<Tokens>,
    /// What each of them is.
    pub step: Step,
    /// Rows with a time.
    pub rows: usize,
    /// Rows before the first one with a time, without blank ones.
    pub headings: usize,
    /// All of the first column.
    pub input: Tokens,
    /// All of the second column; `None` where there is none.
    pub output: Option<Tokens>,
    /// Empty cells beside a count: they count as 0.
    pub blanks: usize,
    /// Hours or days between first and last without a row.
    pub gaps: Vec<Gap>,
    /// Hours whose time is written in several rows; the rows add up.
    pub repeated: Vec<Hour>,
    /// The hour that comes twice because the clock was set back: it has two places in `hours`.
    pub set_back: Option<Hour>,
    /// The first hour.
    pub first: Hour,
    /// The last hour.
    pub last: Hour,
    /// Whether hours are in UTC: the times name their offset.
    pub utc: bool,
    /// Whether times have a clock that shows midnight in every row: each row is a day.
    pub midnights: bool,
    /// Whether a column says the hour that the time beside it says already: it isn't counted.
    pub hour_left_out: bool,
    /// All hours or days from first to last; `None` where there is no row.
    slots: Vec<Option<u64>>,
}

/// How long each place of a load is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// An hour.
    Hour,
    /// A day: no time says more than the day, or each is midnight.
    Day,
}

impl Step {
    /// Its hours.
    const fn hours(self) -> i32 {
        match self {
            Self::Hour => 1,
            Self::Day => 24,
        }
    }
}

/// What an hour without a row is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Missing {
    /// Not known: it is left out, as if the month had no such hour.
    #[default]
    Unknown,
    /// Without tokens, as in exports of monitoring, which leave such hours out. Whole days count, from the first one's midnight.
    Zero,
}

/// Hours or days in a row without a row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The first of them.
    pub from: Hour,
    /// How many.
    pub hours: usize,
}

/// Reads a table.
///
/// # Errors
/// When a row can't be read or can be read in two ways, when rows contradict each other, and beyond the bounds.
pub fn read(text: &str) -> Result<Table, TableError> {
    if text.len() > TEXT_MAX {
        return Err(Wrong::TooLong.anywhere());
    }
    // What only all rows together show is found in a first pass.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let hours_apart = columns::hours(text)?;
    let (mut dates, mut decimals, mut days) = (Shown::default(), Shown::default(), Days::default());
    let (mut first, mut joined) = (None, true);
    let mut rows = Rows::new(text, hours_apart);
    while let Some(row) = rows.next()? {
        let hours = row.time.hours;
        if !dates.note(hours.map(|hour| hour.is_some()), hours[0] != hours[1], row.at, row.text) {
            return Err(Wrong::DayAndMonth.at(row.at, row.text));
        }
        if row.blanks() == row.columns() {
            return Err(Wrong::Empty.at(row.at, ""));
        }
        for (_, text, count) in row.counts() {
            let counts = count.map(|count| count != Reading::NotACount);
            if !decimals.note(counts, count[0] != count[1], row.at, text) {
                return Err(Wrong::Decimals.at(row.at, text));
            }
        }
        joined &= row.joined;
        let (zoned, _) = *first.get_or_insert((row.time.zoned, row.at));
        if zoned != row.time.zoned {
            return Err(Wrong::Offsets.at(row.at, row.text));
        }
        days.note(&row.time);
    }
    let Some((zoned, first_row)) = first else { return Err(Wrong::NoRows.anywhere()) };
    if joined && !rows.two_headings() {
        return Err(Wrong::OneOrTwo.at(first_row, ""));
    }
    let (order, decimal) = (dates.order(Wrong::DayOrMonth)?, decimals.order(Wrong::Thousands)?);
    let each = days.each(matches!(hours_apart, Some(Hours::FromZero | Hours::FromOne)));
    let mut all = None;
    let mut again = Rows::new(text, hours_apart);
    let mut columns = [Vec::new(), Vec::new()];
    while let Some(row) = again.next()? {
        // Never `None`: an hour that the order rules out contradicts a row.
        let Some((hour, within)) = each.place(&row.time, order) else {
            return Err(Wrong::DayAndMonth.at(row.at, row.text));
        };
        let mut tokens = [None; 2];
        for (column, text, read) in row.counts() {
            let Some(Reading::Whole(count)) = read.get(decimal) else {
                return Err(Wrong::NotWhole.at(row.at, text));
            };
            if let (Some(cell), Some(values)) = (tokens.get_mut(column), columns.get_mut(column)) {
                *cell = Some(*count);
                values.push(*count);
            }
        }
        let sums = all.get_or_insert_with(|| Sums::new(hour));
        sums.blanks += row.blanks();
        sums.columns = row.columns();
        sums.add(hour, within, tokens).map_err(|wrong| wrong.at(row.at, row.text))?;
    }
    let Some(sums) = all else { return Err(Wrong::NoRows.anywhere()) };
    let (from, to) = (sums.low.since_1970().div_euclid(24), sums.high.since_1970().div_euclid(24));
    if let Some(dates) = columns.iter().find(|values| stamps::is_dates(values, from, to)) {
        let cell = dates.first().map(u64::to_string).unwrap_or_default();
        return Err(Wrong::Dates.at(first_row, &cell));
    }
    let hour_left_out = hours_apart == Some(Hours::Again);
    sums.finish(each, zoned, again.headings).map(|table| Table { hour_left_out, ..table })
}

/// The tokens of all rows, hour by hour.
struct Sums {
    start: Hour,
    low: Hour,
    high: Hour,
    /// The tokens of hours before and after the first row's.
    slots: Vec<Option<u64>>,
    totals: [u64; 2],
    /// How often each time is written, and the tokens of its last row.
    seen: BTreeMap<(Hour, u16), (usize, u64)>,
    rows: usize,
    columns: usize,
    blanks: usize,
}

impl Sums {
    fn new(start: Hour) -> Self {
        let slots = vec![None; 2 * LOAD_HOURS_MAX];
        let (low, high, totals, seen) = (start, start, [0; 2], BTreeMap::new());
        Self { start, low, high, slots, totals, seen, rows: 0, columns: 0, blanks: 0 }
    }

    /// Adds a row.
    fn add(&mut self, hour: Hour, within: u16, tokens: [Option<u64>; 2]) -> Result<(), Wrong> {
        (self.low, self.high) = (self.low.min(hour), self.high.max(hour));
        let fits = between(self.low, self.high) < LOAD_HOURS_MAX;
        let slot = self.slots.get_mut(place(self.start, hour)).filter(|_| fits).ok_or(Wrong::TooManyHours)?;
        let mut both = 0_u64;
        for (count, total) in tokens.into_iter().zip(&mut self.totals) {
            let count = count.unwrap_or(0);
            *total = total.saturating_add(count);
            both = both.saturating_add(count);
        }
        let slot = slot.get_or_insert(0);
        *slot = slot.saturating_add(both);
        if self.totals[0].saturating_add(self.totals[1]) > TOKENS_MAX {
            return Err(Wrong::TooManyTokens);
        }
        let (times, last) = self.seen.entry((hour, within)).or_default();
        (*times, *last) = (*times + 1, both);
        self.rows += 1;
        Ok(())
    }

    /// The hour that comes twice because the clock was set back: the only time written twice, in a table by the hour without
    /// offsets, early on a Sunday of the months in which clocks are set back.
    fn set_back(&self, step: Step, utc: bool) -> Option<(Hour, u64)> {
        let mut twice = self.seen.iter().filter(|(_, (times, _))| *times > 1);
        let ((hour, _), (times, last)) = twice.next()?;
        let by_hour =
            self.seen.keys().map(|(_, within)| within).min() == self.seen.keys().map(|(_, within)| within).max();
        let is_such = step == Step::Hour && !utc && by_hour && *times == 2 && twice.next().is_none();
        (is_such && hour.can_come_twice()).then_some((*hour, *last))
    }

    fn finish(self, each: Each, zoned: bool, headings: usize) -> Result<Table, TableError> {
        if self.totals == [0; 2] {
            return Err(Wrong::NoTokens.anywhere());
        }
        let step = each.step();
        let set_back = self.set_back(step, zoned);
        let (mut slots, mut gaps, mut in_gap) = (Vec::new(), Vec::<Gap>::new(), false);
        let mut hour = Some(self.low);
        while let Some(now) = hour.filter(|hour| *hour <= self.high) {
            let slot = self.slots.get(place(self.start, now)).copied().flatten();
            match (slot, gaps.last_mut()) {
                (Some(_), _) => {}
                (None, Some(gap)) if in_gap => gap.hours += 1,
                (None, _) => gaps.push(Gap { from: now, hours: 1 }),
            }
            in_gap = slot.is_none();
            match (slot, set_back) {
                (Some(both), Some((twice, second))) if twice == now => {
                    slots.extend([Some(both.saturating_sub(second)), Some(second)]);
                }
                _ => slots.push(slot),
            }
            hour = Hour::new(now.since_1970() + step.hours());
        }
        let repeated = self.seen.iter().filter(|(_, (times, _))| *times > 1 && set_back.is_none());
        let mut repeated: Vec<Hour> = repeated.map(|((hour, _), _)| *hour).collect();
        repeated.dedup();
        let [input, output] = self.totals.map(|total| Tokens::new(total).unwrap_or_default());
        let hours = slots.iter().flatten().map(|tokens| Tokens::new(*tokens).unwrap_or_default()).collect();
        Ok(Table {
            hours,
            step,
            rows: self.rows,
            headings,
            input,
            output: (self.columns == 2).then_some(output),
            blanks: self.blanks,
            gaps,
            repeated,
            set_back: set_back.map(|(hour, _)| hour),
            first: self.low,
            last: self.high,
            utc: zoned && each != Each::LocalMidnight,
            midnights: matches!(each, Each::Midnight | Each::LocalMidnight),
            hour_left_out: false,
            slots,
        })
    }
}

impl Table {
    /// The weights of a load: one for each hour or day.
    pub fn weights(&self, missing: Missing) -> Vec<Tokens> {
        if missing == Missing::Unknown {
            return self.hours.clone();
        }
        // A month is whole days, so what is without a row before the first and after the last hour counts as well.
        let (before, after) = match self.step {
            Step::Hour => (self.first.of_day(), 23 - self.last.of_day()),
            Step::Day => (0, 0),
        };
        let whole = before + self.slots.len() + after;
        let (before, after) = if whole <= LOAD_HOURS_MAX { (before, after) } else { (0, 0) };
        let slots = self.slots.iter().map(|slot| Tokens::new(slot.unwrap_or(0)).unwrap_or_default());
        let none = core::iter::repeat(Tokens::ZERO);
        none.clone().take(before).chain(slots).chain(none.take(after)).take(LOAD_HOURS_MAX).collect()
    }
}

/// The slot of an hour that is within [`LOAD_HOURS_MAX`] of the first row's.
fn place(start: Hour, hour: Hour) -> usize {
    if hour < start { between(hour, start) } else { LOAD_HOURS_MAX + between(start, hour) }
}

/// Hours from one to a later one.
fn between(from: Hour, to: Hour) -> usize {
    usize::try_from(to.since_1970() - from.since_1970()).unwrap_or_default()
}

/// What the rows have shown of a choice between two ways of reading.
#[derive(Default)]
struct Shown<'a> {
    /// The ways that are the only one for some row.
    only: [bool; 2],
    /// The first row that reads in both ways, differently.
    unsure: Option<(usize, &'a str)>,
}

impl<'a> Shown<'a> {
    /// Takes in which ways a row can be read; false where it contradicts another one.
    fn note(&mut self, ways: [bool; 2], differ: bool, row: usize, text: &'a str) -> bool {
        if ways[0] != ways[1] {
            self.only[0] |= ways[0];
            self.only[1] |= ways[1];
        } else if differ {
            self.unsure.get_or_insert((row, text));
        }
        self.only != [true; 2]
    }

    /// The way to read all rows.
    fn order(&self, unsure: Wrong) -> Result<usize, TableError> {
        match self.unsure {
            Some((row, text)) if self.only == [false; 2] => Err(unsure.at(row, text)),
            _ => Ok(usize::from(self.only[1])),
        }
    }
}

#[cfg(test)]
mod tests;
