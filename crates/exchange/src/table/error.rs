//! Why a table can't be read.

use core::fmt;

use pricing::harmless::start_of;

/// Why a table can't be read, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableError {
    /// The row, the first one 1, counting headings and blank rows; `None` where it's about the whole table.
    pub row: Option<usize>,
    /// What is wrong.
    pub wrong: Wrong,
    /// The start of the text it's about. See [`start_of`].
    pub text: String,
}

/// What is wrong in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// More than 10 MB of text.
    TooLong,
    /// More than 100,000 rows.
    TooManyRows,
    /// No row begins with a time.
    NoRows,
    /// No row has tokens.
    NoTokens,
    /// The first row after the headings isn't a time and a count.
    NoFields,
    /// Quotes that don't enclose a field.
    Quotes,
    /// More than two counts.
    TooManyFields,
    /// Not as many fields as the first row.
    Ragged,
    /// The first field isn't a time.
    NoTime,
    /// Some times name an offset, others don't.
    Offsets,
    /// Nothing shows whether days or months come first.
    DayOrMonth,
    /// Days come first in one row, months in another.
    DayAndMonth,
    /// No count.
    Empty,
    /// A count below zero.
    Negative,
    /// A count with decimals.
    NotWhole,
    /// Not a count.
    NoCount,
    /// Nothing shows whether these are decimals or thousands.
    Thousands,
    /// Points are decimal in one row, commas in another.
    Decimals,
    /// Nothing shows whether a comma separates columns or thousands.
    OneOrTwo,
    /// Numbers alone, and not 24 or 168 of them.
    ListLength,
    /// Numbers that look like days, times or hours of a day.
    Dates,
    /// Nothing shows whether a column is the hour of the day or a count.
    HourOrCount,
    /// JSON that isn't an answer of `CloudWatch`.
    Json,
    /// More hours than a leap year has.
    TooManyHours,
    /// More than 10^15 tokens.
    TooManyTokens,
}

impl Wrong {
    /// What is wrong and what would be right, as the end of a sentence.
    const fn words(self) -> &'static str {
        match self {
            Self::TooLong => "the text is longer than 10 MB.",
            Self::TooManyRows => "there are more than 100,000 rows.",
            Self::NoRows => "no row begins with a time.",
            Self::NoTokens => "every count is 0.",
            Self::NoFields => {
                "a row is a time such as 2026-10-01 04:00 and one or two counts, with tabs, semicolons, commas, bars or two spaces between."
            }
            Self::Quotes => "quotes must enclose a whole field.",
            Self::TooManyFields => {
                "after the time there can be one or two counts. Counts with commas go in quotes where commas stand between fields."
            }
            Self::Ragged => {
                "not as many fields as in the first row. Counts with commas go in quotes where commas stand between fields."
            }
            Self::NoTime => "not a time. Write it like 2026-10-01 04:00.",
            Self::Offsets => "of the times up to here some name an offset from UTC and some don’t.",
            Self::DayOrMonth => "day or month first? No row shows it. Write times like 2026-10-01 04:00.",
            Self::DayAndMonth => "days come first in one row up to here, months in another.",
            Self::Empty => "a count is missing. Leave out the row if nothing is known, or give 0.",
            Self::Negative => "a count is zero or more.",
            Self::NotWhole => "tokens come in whole numbers.",
            Self::NoCount => "not a count. Write it like 1234567 or 1,234,567.",
            Self::Thousands => "decimals or thousands? No row shows it. Write counts without separators.",
            Self::Decimals => "points stand before decimals in one row up to here, commas in another.",
            Self::OneOrTwo => {
                "two counts, or one with a comma between thousands? Put counts in quotes or semicolons between fields."
            }
            Self::ListLength => {
                "numbers alone are the 24 hours of a day or the 168 of a week, one in each row. A table has a time in each row."
            }
            Self::Dates => {
                "these look like days, times or hours, not tokens. Give the tokens beside a time such as 2026-10-01 04:00."
            }
            Self::HourOrCount => {
                "is the column beside the time the hour of the day, or a count? Write hours like 04:00, or name the columns in a row above: hour, tokens."
            }
            Self::Json => "this JSON isn’t what aws cloudwatch get-metric-data prints.",
            Self::TooManyHours => "with this row there are more than 8,784 hours, a leap year, between first and last.",
            Self::TooManyTokens => "with this row there are more than 10^15 tokens.",
        }
    }

    /// As an error about the whole table.
    pub(super) const fn anywhere(self) -> TableError {
        TableError { row: None, wrong: self, text: String::new() }
    }

    /// As an error about a text in a row.
    pub(super) fn at(self, row: usize, text: &str) -> TableError {
        TableError { row: Some(row), wrong: self, text: start_of(text) }
    }
}

/// `Row 5, “12.5”: tokens come in whole numbers.`
impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.row {
            Some(row) => write!(f, "Row {row}")?,
            None => f.write_str("Table")?,
        }
        if !self.text.is_empty() {
            f.write_str(", “")?;
            f.write_str(&self.text)?;
            f.write_str("”")?;
        }
        f.write_str(": ")?;
        f.write_str(self.wrong.words())
    }
}

impl core::error::Error for TableError {}
