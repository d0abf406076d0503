//! The rows of a table.

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
    /// What stands between fields, and how many there are, from the first row with a time on.
    shape: Option<(u8, usize)>,
    /// Rows with a time.
    count: usize,
    pub headings: usize,
    last_heading: &'a str,
}

/// A row with a time.
pub(super) struct Row<'a> {
    pub at: usize,
    pub time: &'a str,
    pub hours: [Option<Hour>; 2],
    pub zoned: bool,
    texts: [&'a str; 2],
    reads: [[Reading; 2]; 2],
    columns: usize,
    /// Whether its two counts could be one with a comma between thousands.
    pub joined: bool,
}

impl<'a> Row<'a> {
    /// The counts and how they can be read.
    pub fn counts(&self) -> impl Iterator<Item = (&'a str, [Reading; 2])> {
        self.texts.into_iter().zip(self.reads).take(self.columns)
    }
}

impl<'a> Rows<'a> {
    pub fn new(text: &'a str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Self { rest: Some(text), at: 0, shape: None, count: 0, headings: 0, last_heading: "" }
    }

    /// Whether the row before the first with a time names two counts.
    pub fn two_headings(&self) -> bool {
        let named = self.shape.and_then(|(separator, _)| fields::split(self.last_heading, separator));
        named.is_some_and(|named| named.count == 3)
    }

    pub fn next(&mut self) -> Result<Option<Row<'a>>, TableError> {
        while let Some(rest) = self.rest {
            let end = rest.bytes().position(|byte| byte == b'\n');
            let line = end.map_or(rest, |end| rest.get(..end).unwrap_or_default()).trim();
            self.rest = end.and_then(|end| rest.get(end + 1..));
            self.at += 1;
            if line.is_empty() {
                continue;
            }
            let shape = match self.shape {
                Some(shape) => shape,
                None if begins_with_digit(line) => {
                    let shape = shape(line).map_err(|wrong| wrong.at(self.at, line))?;
                    *self.shape.insert(shape)
                }
                None if self.headings == HEADINGS_MAX => return Err(Wrong::NoFields.at(self.at, line)),
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
            return row(self.at, line, shape).map(Some);
        }
        Ok(None)
    }
}

/// Whether a row isn't a heading. A time that can't be read is no heading either: that would lose it silently.
fn begins_with_digit(line: &str) -> bool {
    let mut line = line.as_bytes();
    while let [b'"' | b'|' | b' ', rest @ ..] = line {
        line = rest;
    }
    matches!(line, [b'0'..=b'9', ..])
}

/// What stands between the fields of the first row with a time, and how many there are.
fn shape(line: &str) -> Result<(u8, usize), Wrong> {
    let mut wrong = Wrong::Quotes;
    for separator in fields::SEPARATORS {
        let Some(fields) = fields::split(line, separator) else { continue };
        wrong = Wrong::NoFields;
        if fields.count > 1 && time::read(fields.texts[0]).is_some() {
            return if fields.count > 3 { Err(Wrong::TooManyFields) } else { Ok((separator, fields.count)) };
        }
    }
    Err(wrong)
}

fn row(at: usize, line: &str, (separator, count): (u8, usize)) -> Result<Row<'_>, TableError> {
    let fields = fields::split(line, separator).ok_or_else(|| Wrong::Quotes.at(at, line))?;
    if fields.count != count {
        return Err(Wrong::Ragged.at(at, line));
    }
    let [time, input, output] = fields.texts;
    let times = time::read(time).ok_or_else(|| Wrong::NoTime.at(at, time))?;
    let (texts, columns) = ([input, output], count - 1);
    let reads = texts.map(count::read);
    for (text, read) in texts.into_iter().zip(reads).take(columns) {
        if !read.iter().any(|read| matches!(read, Reading::Whole(_))) {
            let wrong = match text.as_bytes() {
                [] => Wrong::Empty,
                [b'-', ..] | [0xe2, 0x88, 0x92, ..] => Wrong::Negative,
                _ if read.contains(&Reading::NotWhole) => Wrong::NotWhole,
                _ => Wrong::NoCount,
            };
            return Err(wrong.at(at, text));
        }
    }
    let joined = separator == b',' && !fields.quoted && input.len() <= 3 && output.len() == 3;
    Ok(Row { at, time, hours: times.hours, zoned: times.zoned, texts, reads, columns, joined })
}
