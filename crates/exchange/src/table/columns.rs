//! What the columns beside a time are: the hour of the day, another part of the time, or counts.

use std::collections::BTreeMap;

use super::error::{TableError, Wrong};
use super::fields::{Fields, Lines, SEPARATORS};
use super::rows::{ROWS_MAX, begins_with_digit, split};
use super::time;

/// What the hours of a column of their own are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hours {
    /// 0 to 23, beside a day.
    FromZero,
    /// 1 to 24, beside a day.
    FromOne,
    /// What the time beside them says already.
    Again,
}

/// What the name of a column says that it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Named {
    Hour,
    /// A day, a month, another time.
    Time,
    Count,
}

/// Whether the second column is one of hours.
///
/// # Errors
/// When it could be hours and could be counts, and when it, or the one behind it, is another part of the time by its name.
pub(super) fn hours(text: &str) -> Result<Option<Hours>, TableError> {
    let mut lines = (1..).zip(Lines(Some(text))).filter(|(_, line)| !line.trim().is_empty());
    let mut above = Vec::new();
    let (at, first) = loop {
        match lines.next() {
            Some((at, line)) if begins_with_digit(line) => break (at, line),
            Some((_, line)) => above.push(line),
            None => return Ok(None),
        }
    };
    let is_time = |fields: &Fields<'_>| fields.count > 1 && time::read(fields.texts[0]).is_some();
    let found =
        SEPARATORS.into_iter().find_map(|separator| Some((separator, split(first, separator).filter(is_time)?)));
    let Some((separator, shape)) = found else { return Ok(None) };
    let name = |column| named(&above, separator, shape.count, column);
    let [_, second, third, _] = shape.texts;
    let second_name = name(1);
    match (shape.count, second_name) {
        // The hour as a clock shows it is read with the day.
        (3.., _) if second.contains(':') => return Ok(None),
        (_, Some(Named::Time)) => return Err(Wrong::Dates.at(at, second)),
        (2, Some(Named::Hour)) if !second.contains(':') => return Err(Wrong::Dates.at(at, second)),
        (3, _) if matches!(name(2), Some(Named::Hour | Named::Time)) => return Err(Wrong::Dates.at(at, third)),
        (_, Some(Named::Count)) | (..3 | 5.., _) => return Ok(None),
        (3 | 4, _) => {}
    }
    let is_named = second_name == Some(Named::Hour);
    let mut seen = Seen::default();
    for (_, line) in core::iter::once((at, first)).chain(lines).take(ROWS_MAX) {
        let row = split(line, separator).filter(|fields| fields.count == shape.count);
        let row = row.and_then(|fields| Some((fields.texts, time::read(fields.texts[0])?)));
        // What is no row at all is said when rows are read.
        let Some(([day, hour, ..], time)) = row else { return Ok(None) };
        if hour.is_empty() {
            seen.blanks = true;
            continue;
        }
        let is_hour = matches!(hour.as_bytes(), [b'0'..=b'9'] | [b'0'..=b'2', b'0'..=b'9']);
        match hour.parse().ok().filter(|hour: &u32| is_hour && *hour <= 24) {
            Some(hour) => seen.add(day, hour, &time),
            None if is_named => break,
            None => return Ok(None),
        }
    }
    if is_named {
        return Ok(Some(if seen.clock { Hours::Again } else { seen.from() }));
    }
    seen.hours().map_err(|wrong| wrong.at(at, second))
}

/// What the rows above the first time call a column; those with as many fields say it.
fn named(above: &[&str], separator: u8, count: usize, column: usize) -> Option<Named> {
    above.iter().rev().find_map(|line| {
        let fields = split(line, separator).filter(|fields| fields.count == count)?;
        let name = fields.texts.get(column)?.to_lowercase();
        let words = || name.split(|letter: char| !letter.is_alphanumeric());
        let has = |of: &[&str]| words().any(|word| of.contains(&word));
        if COUNTS.contains(&name.as_str()) || has(&COUNTED) {
            Some(Named::Count)
        } else if has(&HOURS) {
            Some(Named::Hour)
        } else {
            has(&TIMES).then_some(Named::Time)
        }
    })
}

/// Names of a column of counts.
const COUNTS: [&str; 4] = ["in", "out", "i", "o"];

/// Words in the name of a column of counts.
const COUNTED: [&str; 12] =
    ["token", "tokens", "count", "counts", "input", "output", "prompt", "completion", "sum", "total", "usage", "value"];

/// Words in the name of a column of hours.
const HOURS: [&str; 14] =
    ["hour", "hours", "hr", "hrs", "h", "hh", "hod", "time", "clock", "stunde", "uhrzeit", "heure", "hora", "uur"];

/// Words in the name of a column of other times.
const TIMES: [&str; 14] = [
    "date",
    "day",
    "dow",
    "weekday",
    "week",
    "month",
    "year",
    "timestamp",
    "epoch",
    "unix",
    "utc",
    "datum",
    "tag",
    "jour",
];

/// What a second column of numbers up to 24 has shown.
#[derive(Default)]
struct Seen<'a> {
    /// The hours of each day, a bit each.
    hours_of: BTreeMap<&'a str, u32>,
    all: u32,
    rows: usize,
    /// Rows of a day that go up and down, by the hour.
    up: usize,
    down: usize,
    last: Option<(&'a str, u32)>,
    /// Whether the time beside them says the hour.
    clock: bool,
    /// The hours that it says, and how far those of the column are from them, a bit each.
    clocks: u32,
    apart: u32,
    blanks: bool,
}

impl<'a> Seen<'a> {
    fn add(&mut self, day: &'a str, hour: u32, time: &time::Time) {
        *self.hours_of.entry(day).or_default() |= 1 << hour;
        self.all |= 1 << hour;
        self.rows += 1;
        if let Some((_, before)) = self.last.filter(|(last, _)| *last == day) {
            self.up += usize::from(hour > before);
            self.down += usize::from(hour < before);
        }
        self.last = Some((day, hour));
        self.clock |= time.clock;
        let clock = u32::try_from(time.written / 3_600).unwrap_or_default();
        self.clocks |= 1 << clock;
        self.apart |= 1 << ((hour + 24 - clock) % 24);
    }

    /// Which hour is a day's first.
    const fn from(&self) -> Hours {
        if self.all & 1 << 24 != 0 && self.all & 1 == 0 { Hours::FromOne } else { Hours::FromZero }
    }

    /// Whether they are hours, without a name that says so.
    fn hours(&self) -> Result<Option<Hours>, Wrong> {
        if self.rows == 0 {
            return Ok(None);
        }
        if self.clock {
            // As far from the clock in all rows, but for a clock that is set back or forward.
            let steady = self.apart.is_power_of_two()
                || (self.apart.count_ones() == 2
                    && self.rows >= 12
                    && (self.apart & self.apart >> 1 != 0 || self.apart == 1 | 1 << 23));
            return match (steady, self.clocks.count_ones()) {
                (true, 3..) => Ok(Some(Hours::Again)),
                // Zeros count nothing either way.
                (true, _) if self.apart == 1 && self.all != 1 => Err(Wrong::HourOrCount),
                _ => Ok(None),
            };
        }
        // All hours of a day, or hours that follow each other from row to row.
        let whole = self.hours_of.values().any(|hours| matches!(*hours, 0x00ff_ffff | 0x01ff_fffe));
        let (most, least) = (self.up.max(self.down), self.up.min(self.down));
        let both_ends = self.all & 1 != 0 && self.all & 1 << 24 != 0;
        if self.blanks || both_ends || !(whole || (most >= 5 && 4 * least <= most)) {
            return Err(Wrong::HourOrCount);
        }
        Ok(Some(self.from()))
    }
}
