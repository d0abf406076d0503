//! The rows of a table.

use std::collections::BTreeMap;

use super::count::{self, Reading};
use super::error::{TableError, Wrong};
use super::fields;
use super::time::{self, Hour};

/// Most rows that are read.
const ROWS_MAX: usize = 100_000;

/// Most rows before the first one with a time: monitoring names a metric and all it's about.
const HEADINGS_MAX: usize = 20;

/// The rows of a text, one after another.
pub(super) struct Rows<'a> {
    rest: Option<&'a str>,
    /// The row read last, the first one 1.
    at: usize,
    /// How fields stand, from the first row with a time on.
    shape: Option<Shape>,
    /// Whether the second field is the hour of the day that the first one names. See [`hour_column`].
    hours_apart: Option<FirstHour>,
    /// Rows with a time.
    count: usize,
    pub headings: usize,
    last_heading: &'a str,
}

/// How the fields of a row stand.
#[derive(Clone, Copy)]
struct Shape {
    separator: u8,
    fields: usize,
    /// Fields of the time: the day alone, or the day and the hour.
    times: usize,
}

/// What the hours of a day begin with, where they have a column of their own.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum FirstHour {
    Zero,
    One,
}

/// A row with a time.
pub(super) struct Row<'a> {
    pub at: usize,
    pub time: &'a str,
    pub hours: [Option<Hour>; 2],
    pub zoned: bool,
    /// Whether its time says more than the day.
    pub clock: bool,
    /// Seconds within the hour.
    pub within: u16,
    texts: [&'a str; 2],
    reads: [[Reading; 2]; 2],
    columns: usize,
    /// Whether its two counts could be one with a comma between thousands.
    pub joined: bool,
}

impl<'a> Row<'a> {
    /// The counts and how they can be read, without blank cells.
    pub fn counts(&self) -> impl Iterator<Item = (usize, &'a str, [Reading; 2])> {
        let cells = self.texts.into_iter().zip(self.reads).take(self.columns).enumerate();
        cells.filter(|(_, (text, _))| !text.is_empty()).map(|(column, (text, reads))| (column, text, reads))
    }

    /// How many counts a row has.
    pub const fn columns(&self) -> usize {
        self.columns
    }

    /// Cells without a count.
    pub fn blanks(&self) -> usize {
        self.columns - self.counts().count()
    }
}

impl<'a> Rows<'a> {
    pub fn new(text: &'a str, hours_apart: Option<FirstHour>) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Self { rest: Some(text), at: 0, shape: None, hours_apart, count: 0, headings: 0, last_heading: "" }
    }

    /// Whether the row before the first with a time names two counts.
    pub fn two_headings(&self) -> bool {
        let named = self.shape.and_then(|shape| split(self.last_heading, shape.separator));
        named.is_some_and(|named| named.count == 3)
    }

    pub fn next(&mut self) -> Result<Option<Row<'a>>, TableError> {
        while let Some(rest) = self.rest {
            let end = rest.bytes().position(|byte| byte == b'\n');
            let line = end.map_or(rest, |end| rest.get(..end).unwrap_or_default());
            self.rest = end.and_then(|end| rest.get(end + 1..));
            self.at += 1;
            if line.trim().is_empty() {
                continue;
            }
            let shape = match self.shape {
                Some(shape) => shape,
                None if begins_with_digit(line) => {
                    let shape = shape(line, self.hours_apart).map_err(|wrong| wrong.at(self.at, line.trim()))?;
                    *self.shape.insert(shape)
                }
                None if self.headings == HEADINGS_MAX => return Err(Wrong::NoFields.at(self.at, line.trim())),
                None => {
                    self.headings += 1;
                    self.last_heading = line;
                    continue;
                }
            };
            self.count += 1;
            if self.count > ROWS_MAX {
                return Err(Wrong::TooManyRows.at(self.at, ""));
            }
            return row(self.at, line, shape, self.hours_apart).map(Some);
        }
        Ok(None)
    }
}

/// Whether a row isn't a heading. A time that can't be read is no heading either: that would lose it silently.
pub(super) fn begins_with_digit(line: &str) -> bool {
    let mut line = line.trim_start().as_bytes();
    while let [b'"' | b'|' | b' ', rest @ ..] = line {
        line = rest;
    }
    matches!(line, [b'0'..=b'9', ..])
}

/// Whether a row begins with a time that more follows.
pub(super) fn has_time(line: &str) -> bool {
    let mut splits = fields::SEPARATORS.into_iter().filter_map(|separator| split(line, separator));
    splits.any(|fields| fields.count > 1 && time::read(fields.texts[0]).is_some())
}

/// The fields of a line. A tab at its end is one of what stands between, and air where something else does.
fn split(line: &str, separator: u8) -> Option<fields::Fields<'_>> {
    let line = line.trim_start();
    let line = if separator == b'\t' { line.trim_end_matches([' ', '\r']) } else { line.trim_end() };
    fields::split(line, separator)
}

/// How the fields of the first row with a time stand.
fn shape(line: &str, hours_apart: Option<FirstHour>) -> Result<Shape, Wrong> {
    let mut wrong = Wrong::Quotes;
    for separator in fields::SEPARATORS {
        let Some(fields) = split(line, separator) else { continue };
        wrong = Wrong::NoFields;
        let [day, hour, ..] = fields.texts;
        if fields.count > 1 && time::read(day).is_some() {
            let clock_apart = hour.contains(':') && time::read_two(day, hour).is_some();
            let times = if hours_apart.is_some() || clock_apart { 2 } else { 1 };
            return match fields.count - times {
                0 => Err(Wrong::NoFields),
                1 | 2 => Ok(Shape { separator, fields: fields.count, times }),
                _ => Err(Wrong::TooManyFields),
            };
        }
    }
    Err(wrong)
}

fn row(at: usize, line: &str, shape: Shape, hours_apart: Option<FirstHour>) -> Result<Row<'_>, TableError> {
    let fields = split(line, shape.separator).ok_or_else(|| Wrong::Quotes.at(at, line.trim()))?;
    if fields.count != shape.fields {
        return Err(Wrong::Ragged.at(at, line.trim()));
    }
    let [time, second, third, fourth] = fields.texts;
    let (times, texts) = match (shape.times, hours_apart) {
        (1, _) => (time::read(time), [second, third]),
        (_, None | Some(FirstHour::Zero)) => (time::read_two(time, second), [third, fourth]),
        (_, Some(FirstHour::One)) => {
            let hour = second.parse().ok().and_then(|hour: u8| hour.checked_sub(1)).unwrap_or(24);
            (time::read_two(time, &hour.to_string()), [third, fourth])
        }
    };
    let times = times.ok_or_else(|| Wrong::NoTime.at(at, if shape.times == 1 { time } else { line.trim() }))?;
    let columns = shape.fields - shape.times;
    let reads = texts.map(count::read);
    for (text, read) in texts.into_iter().zip(reads).take(columns) {
        if !text.is_empty() && !read.iter().any(|read| matches!(read, Reading::Whole(_))) {
            let wrong = match text.as_bytes() {
                [b'-', ..] | [0xe2, 0x88, 0x92, ..] => Wrong::Negative,
                _ if read.contains(&Reading::NotWhole) => Wrong::NotWhole,
                _ => Wrong::NoCount,
            };
            return Err(wrong.at(at, text));
        }
    }
    let [input, output] = texts;
    let joined = shape.separator == b',' && !fields.quoted && input.len() <= 3 && output.len() == 3;
    let time::Time { hours, zoned, clock, within } = times;
    Ok(Row { at, time, hours, zoned, clock, within, texts, reads, columns, joined })
}

/// Whether the second of three or four fields is the hour of the day: all days stand without a clock, all second fields are
/// hours, no hour of a day comes twice, and some day has several.
pub(super) fn hour_column(text: &str) -> Option<FirstHour> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines = text.lines().filter(|line| !line.trim().is_empty()).skip_while(|line| !begins_with_digit(line));
    let first = lines.next()?;
    let separator = fields::SEPARATORS.into_iter().find(|separator| {
        split(first, *separator).is_some_and(|fields| fields.count > 2 && time::read(fields.texts[0]).is_some())
    })?;
    let mut hours_of = BTreeMap::<&str, u32>::new();
    let (mut rows, mut all) = (0, 0_u32);
    for line in core::iter::once(first).chain(lines).take(ROWS_MAX) {
        let fields = split(line, separator)?;
        let [day, hour, ..] = fields.texts;
        let is_hour = matches!(hour.as_bytes(), [b'0'..=b'9'] | [b'0'..=b'2', b'0'..=b'9']);
        let hour: u32 = hour.parse().ok().filter(|hour| is_hour && *hour <= 24)?;
        if !matches!(fields.count, 3..=4) || time::read(day).is_none_or(|time| time.clock) {
            return None;
        }
        let hours = hours_of.entry(day).or_default();
        if *hours & 1 << hour != 0 {
            return None;
        }
        *hours |= 1 << hour;
        all |= 1 << hour;
        rows += 1;
    }
    let (first_hour, last_hour) = (all & 1 != 0, all & 1 << 24 != 0);
    if rows <= hours_of.len() || (first_hour && last_hour) {
        return None;
    }
    Some(if last_hour { FirstHour::One } else { FirstHour::Zero })
}
