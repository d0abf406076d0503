//! A load pasted from a table: rows of a time and one or two counts of tokens.
//!
//! Such tables come from monitoring and from spreadsheets. Rows of one hour add up. An hour without a row is named and left
//! out, never filled. What could be read in two ways is read as other rows show, and refused where none does.

mod count;
mod error;
mod fields;
mod rows;
mod time;

use count::Reading;
pub use error::{TableError, Wrong};
use pricing::bounds::{LOAD_HOURS_MAX, TOKENS_MAX};
use pricing::number;
use pricing::quantity::Tokens;
use rows::Rows;
pub use time::Hour;

/// Longest text that is read, in bytes.
const TEXT_MAX: usize = 10_000_000;

/// Gaps that are listed.
const GAPS_LISTED: usize = 5;

/// A load, by the hour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The tokens, input and output together, of each hour that has a row, in order of time: 1 to 8,784 of them.
    pub hours: Vec<Tokens>,
    /// Rows with a time.
    pub rows: usize,
    /// Rows before the first one with a time, without blank ones.
    pub headings: usize,
    /// All of the first column.
    pub input: Tokens,
    /// All of the second column; `None` where there is none.
    pub output: Option<Tokens>,
    /// Hours between first and last without a row.
    pub gaps: Vec<Gap>,
    /// The first hour.
    pub first: Hour,
    /// The last hour.
    pub last: Hour,
    /// Whether hours are in UTC: the times name their offset.
    pub utc: bool,
}

/// Hours in a row without a row of the table.
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
    let (mut dates, mut decimals) = (Shown::default(), Shown::default());
    let (mut first, mut joined, mut rows) = (None, true, Rows::new(text));
    while let Some(row) = rows.next()? {
        let times = row.hours.map(|hour| hour.is_some());
        if !dates.note(times, row.hours[0] != row.hours[1], row.at, row.time) {
            return Err(Wrong::DayAndMonth.at(row.at, row.time));
        }
        for (text, count) in row.counts() {
            let counts = count.map(|count| count != Reading::NotACount);
            if !decimals.note(counts, count[0] != count[1], row.at, text) {
                return Err(Wrong::Decimals.at(row.at, text));
            }
        }
        joined &= row.joined;
        let (_, zoned, _) = *first.get_or_insert((row.hours, row.zoned, row.at));
        if zoned != row.zoned {
            return Err(Wrong::Offsets.at(row.at, row.time));
        }
    }
    let Some((hours, utc, first_row)) = first else { return Err(Wrong::NoRows.anywhere()) };
    if joined && !rows.two_headings() {
        return Err(Wrong::OneOrTwo.at(first_row, ""));
    }
    let (order, decimal) = (dates.order(Wrong::DayOrMonth)?, decimals.order(Wrong::Thousands)?);
    let hour_of = |hours: [Option<Hour>; 2]| hours.get(order).copied().flatten();
    // Never `None`: an hour that the order rules out contradicts a row.
    let Some(start) = hour_of(hours) else { return Err(Wrong::DayAndMonth.at(first_row, "")) };
    let (mut low, mut high) = (start, start);
    // The tokens of hours before and after the first row's.
    let mut slots = vec![None; 2 * LOAD_HOURS_MAX];
    let mut totals = [0_u64; 2];
    let (mut columns, mut count) = (0, 0);
    let mut again = Rows::new(text);
    while let Some(row) = again.next()? {
        let Some(hour) = hour_of(row.hours) else { return Err(Wrong::DayAndMonth.at(row.at, row.time)) };
        (low, high) = (low.min(hour), high.max(hour));
        let Some(slot) = slots.get_mut(place(start, hour)).filter(|_| between(low, high) < LOAD_HOURS_MAX) else {
            return Err(Wrong::TooManyHours.at(row.at, row.time));
        };
        let slot = slot.get_or_insert(0_u64);
        columns = 0;
        for ((text, read), total) in row.counts().zip(&mut totals) {
            let Some(Reading::Whole(tokens)) = read.get(decimal) else {
                return Err(Wrong::NotWhole.at(row.at, text));
            };
            *total = total.saturating_add(*tokens);
            *slot = slot.saturating_add(*tokens);
            columns += 1;
        }
        if totals[0].saturating_add(totals[1]) > TOKENS_MAX {
            return Err(Wrong::TooManyTokens.at(row.at, row.time));
        }
        count += 1;
    }
    if totals == [0; 2] {
        return Err(Wrong::NoTokens.anywhere());
    }
    let (mut hours, mut gaps) = (Vec::new(), Vec::<Gap>::new());
    let mut in_gap = false;
    let mut hour = Some(low);
    while let Some(now) = hour.filter(|hour| *hour <= high) {
        let slot = slots.get(place(start, now)).copied().flatten();
        match slot {
            Some(tokens) => hours.push(Tokens::new(tokens).unwrap_or_default()),
            None if in_gap => {
                if let Some(gap) = gaps.last_mut() {
                    gap.hours += 1;
                }
            }
            None => gaps.push(Gap { from: now, hours: 1 }),
        }
        in_gap = slot.is_none();
        hour = Hour::new(now.since_1970() + 1);
    }
    let [input, output] = totals.map(|total| Tokens::new(total).unwrap_or_default());
    let output = (columns == 2).then_some(output);
    Ok(Table { hours, rows: count, headings: again.headings, input, output, gaps, first: low, last: high, utc })
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

impl Table {
    /// What was read, in words.
    pub fn words(&self) -> String {
        let missing = self.gaps.iter().fold(0, |sum, gap| sum + gap.hours);
        let mut text = counted(self.hours.len() + missing, "hour");
        text.push_str(if self.first == self.last { ", " } else { " from " });
        text.push_str(&self.first.to_string());
        if self.first != self.last {
            text.push_str(" to ");
            text.push_str(&self.last.to_string());
        }
        text.push_str(if self.utc { " UTC, " } else { ", " });
        text.push_str(&counted(self.rows, "row"));
        text.push_str(": ");
        text.push_str(&short(self.input.count()));
        if let Some(output) = self.output {
            text.push_str(" input and ");
            text.push_str(&short(output.count()));
            text.push_str(" output");
        }
        text.push_str(" tokens.");
        if self.headings > 1 {
            text.push(' ');
            text.push_str(&counted(self.headings, "row"));
            text.push_str(" before the first time are left out.");
        }
        if missing > 0 {
            text.push(' ');
            text.push_str(&counted(missing, "hour"));
            text.push_str(if missing == 1 { " without rows is left out: " } else { " without rows are left out: " });
            for (index, gap) in self.gaps.iter().take(GAPS_LISTED).enumerate() {
                text.push_str(if index > 0 { ", " } else { "" });
                text.push_str(&gap.from.to_string());
                text.push_str(" (");
                text.push_str(&count_of(gap.hours));
                text.push(')');
            }
            if self.gaps.len() > GAPS_LISTED {
                text.push_str(", and ");
                text.push_str(&count_of(self.gaps.len() - GAPS_LISTED));
                text.push_str(" more");
            }
            text.push('.');
        }
        text
    }
}

fn count_of(count: usize) -> String {
    number::count(u64::try_from(count).unwrap_or(u64::MAX))
}

/// `1 hour`, `1,488 hours`.
fn counted(count: usize, what: &str) -> String {
    let mut text = count_of(count);
    text.push(' ');
    text.push_str(what);
    if count != 1 {
        text.push('s');
    }
    text
}

/// A count in billions where that is exact with two places, otherwise in millions or with commas: `2.4B`, `1,488M`, `12,345`.
fn short(count: u64) -> String {
    let short = number::short(count);
    if matches!(short.as_bytes(), [.., b'B' | b'T']) { short } else { number::millions(count) }
}

#[cfg(test)]
mod tests;
