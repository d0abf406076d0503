//! The rows of a table.

use super::columns::Hours;
use super::count::{self, Reading};
use super::error::{TableError, Wrong};
use super::fields::{self, Lines};
use super::time::{self, Time};

/// Most rows that are read.
pub(super) const ROWS_MAX: usize = 100_000;

/// Most rows before the first one with a time: monitoring names a metric and all it's about.
const HEADINGS_MAX: usize = 20;

/// The rows of a text, one after another.
pub(super) struct Rows<'a> {
    lines: Lines<'a>,
    /// The row read last, the first one 1.
    at: usize,
    /// How fields stand, from the first row with a time on.
    shape: Option<Shape>,
    /// Whether the second field is the hour of the day that the first one names.
    hours_apart: Option<Hours>,
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

/// A row with a time.
pub(super) struct Row<'a> {
    pub at: usize,
    pub text: &'a str,
    pub time: Time,
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
    pub fn new(text: &'a str, hours_apart: Option<Hours>) -> Self {
        Self { lines: Lines(Some(text)), at: 0, shape: None, hours_apart, count: 0, headings: 0, last_heading: "" }
    }

    /// Whether the row before the first with a time names two counts.
    pub fn two_headings(&self) -> bool {
        let named = self.shape.and_then(|shape| split(self.last_heading, shape.separator));
        named.is_some_and(|named| named.count == 3)
    }

    pub fn next(&mut self) -> Result<Option<Row<'a>>, TableError> {
        while let Some(line) = self.lines.next() {
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
pub(super) fn split(line: &str, separator: u8) -> Option<fields::Fields<'_>> {
    let line = line.trim_start();
    let line = if separator == b'\t' { line.trim_end_matches([' ', '\r']) } else { line.trim_end() };
    fields::split(line, separator)
}

/// How the fields of the first row with a time stand.
fn shape(line: &str, hours_apart: Option<Hours>) -> Result<Shape, Wrong> {
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

fn row(at: usize, line: &str, shape: Shape, hours_apart: Option<Hours>) -> Result<Row<'_>, TableError> {
    let fields = split(line, shape.separator).ok_or_else(|| Wrong::Quotes.at(at, line.trim()))?;
    if fields.count != shape.fields {
        return Err(Wrong::Ragged.at(at, line.trim()));
    }
    let [text, second, third, fourth] = fields.texts;
    let (time, texts) = match (shape.times, hours_apart) {
        (1, _) => (time::read(text), [second, third]),
        (_, Some(Hours::Again)) => (time::read(text), [third, fourth]),
        (_, None | Some(Hours::FromZero)) => (time::read_two(text, second), [third, fourth]),
        (_, Some(Hours::FromOne)) => {
            let hour = second.parse().ok().and_then(|hour: u8| hour.checked_sub(1)).unwrap_or(24);
            (time::read_two(text, &hour.to_string()), [third, fourth])
        }
    };
    let time = time.ok_or_else(|| Wrong::NoTime.at(at, if shape.times == 1 { text } else { line.trim() }))?;
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
    Ok(Row { at, text, time, texts, reads, columns, joined })
}
