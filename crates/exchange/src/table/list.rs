//! A load pasted as numbers: 24 for the hours of a day, or 168 for those of a week.

use pricing::bounds::TOKENS_MAX;
use pricing::quantity::Tokens;

use super::count::{self, Reading};
use super::error::{TableError, Wrong};
use super::stamps::{are_hours, are_times, have_times};
use super::{Table, fields, metrics};

/// Hours of a day, and of a week: how many numbers alone are a load.
const LENGTHS: [usize; 2] = [24, 168];

/// Most lines that can be a list: those of a week, and headings.
const LINES_MAX: usize = 200;

/// A load that was pasted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pasted {
    /// The tokens of the hours of a day or of a week.
    Weights(Vec<Tokens>),
    /// A table with times.
    Table(Table),
}

impl Pasted {
    /// What was read, in words.
    pub fn words(&self, missing: super::Missing) -> String {
        match self {
            Self::Weights(weights) if weights.len() == 24 => "The 24 hours of a day.".to_owned(),
            Self::Weights(weights) => format!("The {} hours of a week.", weights.len()),
            Self::Table(table) => table.words_with(missing),
        }
    }

    /// The weights of a load.
    pub fn weights(&self, missing: super::Missing) -> Vec<Tokens> {
        match self {
            Self::Weights(weights) => weights.clone(),
            Self::Table(table) => table.weights(missing),
        }
    }
}

/// Reads a load: a list of 24 or 168 numbers, one in each row, with or without the hour before it; a table with times; or what
/// `aws cloudwatch get-metric-data` and `get-metric-statistics` print.
///
/// # Errors
/// When nothing of this can be read, or it could be read in two ways: with the row.
pub fn paste(text: &str) -> Result<Pasted, TableError> {
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with(['{', '[']) {
        return metrics::read(text).map(Pasted::Table);
    }
    match read(text) {
        Some(list) => list.map(Pasted::Weights),
        None => super::read(text).map(Pasted::Table),
    }
}

/// A row of a list.
#[derive(Clone, Copy)]
struct Line<'a> {
    at: usize,
    text: &'a str,
}

/// Reads a list of numbers; `None` where the text is none.
fn read(text: &str) -> Option<Result<Vec<Tokens>, TableError>> {
    let lines = || {
        (1..)
            .zip(fields::Lines(Some(text)))
            .map(|(at, text)| Line { at, text: text.trim() })
            .filter(|line| !line.text.is_empty())
    };
    // Names above the numbers.
    let lines = lines().skip_while(|line| !super::rows::begins_with_digit(line.text));
    let lines: Vec<Line<'_>> = lines.take(LINES_MAX + 1).collect();
    let first = lines.first()?;
    if lines.len() > LINES_MAX || super::rows::has_time(first.text) {
        return None;
    }
    if let [row] = lines.as_slice()
        && let Some(cells) = one_row(*row)
    {
        return Some(weights(&cells));
    }
    let cells: Vec<Line<'_>> = lines.iter().map(|line| Line { text: unquoted(line.text), ..*line }).collect();
    let is_number = |cell: &Line<'_>| count::read(cell.text) != [Reading::NotACount; 2];
    // 1,000 to 24,000 are numbers before they are hours with something beside them; 1,1000 to 24,24000 are such hours.
    let other = cells.iter().find(|cell| !is_number(cell));
    let is_list = other.is_none() && (0..2).any(|read| cells.iter().all(|cell| is_whole(cell, read)));
    if let Some(columns) = by_hour(&lines).filter(|_| !is_list) {
        return Some(columns.and_then(added_up));
    }
    let Some(other) = other else { return Some(alone(&cells)) };
    // What begins with a number alone is meant as a list of them.
    cells.first().is_some_and(is_number).then(|| {
        let wrong = if other.text.starts_with(['-', '\u{2212}']) { Wrong::Negative } else { Wrong::NoCount };
        Err(wrong.at(other.at, other.text))
    })
}

/// Two columns, hour by hour.
fn added_up([input, output]: [Vec<Line<'_>>; 2]) -> Result<Vec<Tokens>, TableError> {
    let (input, output) = (weights(&input)?, if output.is_empty() { Vec::new() } else { weights(&output)? });
    let both = |(index, tokens): (usize, &Tokens)| {
        Tokens::new(tokens.count() + output.get(index).map_or(0, |tokens| tokens.count()))
    };
    input.iter().enumerate().map(both).collect::<Option<_>>().ok_or_else(|| Wrong::TooManyTokens.at(1, ""))
}

fn unquoted(text: &str) -> &str {
    let text = text.trim_matches('|').trim();
    text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text).trim()
}

/// The numbers of a single row, where there are 24 or 168 with something between them that isn't part of a number.
fn one_row(row: Line<'_>) -> Option<Vec<Line<'_>>> {
    let separators = ["\t", ";", "|", ", ", "  ", " ", ","];
    separators.into_iter().find_map(|separator| {
        let cells = row.text.split(separator).map(str::trim).filter(|cell| !cell.is_empty());
        let cells: Vec<Line<'_>> = cells.map(|text| Line { text, ..row }).collect();
        let is_count = |cell: &Line<'_>| count::read(cell.text) != [Reading::NotACount; 2];
        // Three digits each could be groups of one number.
        let groups = cells.iter().skip(1).all(|cell| cell.text.len() == 3) && separator != "\t" && separator != ";";
        (LENGTHS.contains(&cells.len()) && cells.iter().all(is_count) && !groups).then_some(cells)
    })
}

/// Numbers alone, one in each row.
fn alone(cells: &[Line<'_>]) -> Result<Vec<Tokens>, TableError> {
    let first = cells.first().map_or(1, |cell| cell.at);
    if !LENGTHS.contains(&cells.len()) {
        return Err(Wrong::ListLength.at(first, ""));
    }
    // 1,100 to 24,900 could be the hours of a day with three digits each.
    let beside = |separator| cells.iter().map(|cell| cell.text.split_once(separator)).collect::<Option<Vec<_>>>();
    let is_hours = |halves: &[(&str, &str)]| {
        let hours: Option<Vec<u64>> = halves.iter().map(|(hour, _)| hour.parse().ok()).collect();
        let from_first = counts_up(halves.iter().map(|(hour, _)| *hour)).is_some();
        (from_first || hours.is_some_and(|hours| are_hours(&hours))) && halves.iter().any(|(_, rest)| *rest != "000")
    };
    if [',', ' '].into_iter().filter_map(beside).any(|halves| is_hours(&halves)) {
        return Err(Wrong::OneOrTwo.at(first, ""));
    }
    weights(cells)
}

/// Whether a cell is a whole number with this sign before decimals.
fn is_whole(cell: &Line<'_>, read: usize) -> bool {
    matches!(count::read(cell.text).get(read), Some(Reading::Whole(_)))
}

/// Hours in a column of their own, and the one or two columns of tokens beside them.
fn by_hour<'a>(lines: &[Line<'a>]) -> Option<Result<[Vec<Line<'a>>; 2], TableError>> {
    if !LENGTHS.contains(&lines.len()) {
        return None;
    }
    fields::SEPARATORS.into_iter().find_map(|separator| {
        let (mut hours, mut input, mut output) = (Vec::new(), Vec::new(), Vec::new());
        let mut joined = separator == b',';
        for line in lines {
            let fields = fields::split(line.text, separator)?;
            let [hour, first, second, _] = fields.texts;
            hours.push(hour);
            joined &= !fields.quoted && first.len() <= 3 && second.len() == 3;
            match fields.count {
                2 => input.push(Line { text: first, ..*line }),
                3 => {
                    input.push(Line { text: first, ..*line });
                    output.push(Line { text: second, ..*line });
                }
                _ => return None,
            }
        }
        let same = output.is_empty() || output.len() == input.len();
        let at = lines.first().map_or(1, |line| line.at);
        (same && counts_up(hours.into_iter()).is_some())
            .then(|| if joined { Err(Wrong::OneOrTwo.at(at, "")) } else { Ok([input, output]) })
    })
}

/// Whether texts are hours from 0 or 1 on, one after the other, those of a week also day by day: `0`, `00`, `00:00`.
fn counts_up<'a>(hours: impl Iterator<Item = &'a str>) -> Option<()> {
    let (mut from, mut by_day, mut by_week) = (None, true, true);
    for (index, hour) in hours.enumerate() {
        let plain = hour.strip_suffix(":00").unwrap_or(hour);
        let plain = plain.strip_suffix(":00").unwrap_or(plain);
        let digits = matches!(plain.len(), 1..=3) && plain.bytes().all(|digit| digit.is_ascii_digit());
        let value = plain.parse::<usize>().ok().filter(|_| digits)?;
        let start = *from.get_or_insert(value);
        by_day &= value == start + index % 24;
        by_week &= value == start + index;
        if start > 1 || !(by_day || by_week) {
            return None;
        }
    }
    from.map(|_| ())
}

/// Cells as tokens, read with the decimal sign that suits all of them.
fn weights(cells: &[Line<'_>]) -> Result<Vec<Tokens>, TableError> {
    let mut both = [Some(Vec::with_capacity(cells.len())), Some(Vec::with_capacity(cells.len()))];
    for cell in cells {
        let readings = count::read(cell.text);
        for (read, values) in readings.iter().zip(&mut both) {
            match (read, &mut *values) {
                (Reading::Whole(count), Some(list)) => list.push(*count),
                _ => *values = None,
            }
        }
        if both == [None, None] {
            let wrong = match cell.text.as_bytes() {
                [] => Wrong::Empty,
                [b'-', ..] | [0xe2, 0x88, 0x92, ..] => Wrong::Negative,
                _ if readings.contains(&Reading::NotWhole) => Wrong::NotWhole,
                _ if readings != [Reading::NotACount; 2] => Wrong::Decimals,
                _ => Wrong::NoCount,
            };
            return Err(wrong.at(cell.at, cell.text));
        }
    }
    let values = match both {
        [Some(point), Some(comma)] => one_of(cells, point, comma)?,
        [Some(values), None] | [None, Some(values)] => values,
        [None, None] => Vec::new(),
    };
    if are_times(&values) || have_times(&values) {
        let (at, text) = cells.first().map_or((1, ""), |cell| (cell.at, cell.text));
        return Err(Wrong::Dates.at(at, text));
    }
    let sum = values.iter().fold(0_u64, |sum, value| sum.saturating_add(*value));
    let first = cells.first().map_or(1, |cell| cell.at);
    match sum {
        0 => Err(Wrong::NoTokens.anywhere()),
        1..=TOKENS_MAX => Ok(values.into_iter().map(|value| Tokens::new(value).unwrap_or_default()).collect()),
        _ => Err(Wrong::TooManyTokens.at(first, "")),
    }
}

/// Which of two readings is meant: the same load either way, or nobody can tell.
fn one_of(cells: &[Line<'_>], point: Vec<u64>, comma: Vec<u64>) -> Result<Vec<u64>, TableError> {
    let Some(unsure) = point.iter().zip(&comma).position(|(point, comma)| point != comma) else { return Ok(point) };
    // 1,000 to 24,000 have the same shape as thousands and as decimals.
    let thousand =
        |larger: &[u64], less: &[u64]| larger.iter().zip(less).all(|(one, other)| *one == other.saturating_mul(1_000));
    if thousand(&point, &comma) {
        return Ok(point);
    }
    if thousand(&comma, &point) {
        return Ok(comma);
    }
    Err(cells.get(unsure).map_or(Wrong::Thousands.anywhere(), |cell| Wrong::Thousands.at(cell.at, cell.text)))
}
