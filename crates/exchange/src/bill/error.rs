//! Why a bill can't be read.

use core::fmt;

use pricing::harmless::start_of;

/// Why a file can't be read as a bill. Nothing of a refused file is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BillError {
    /// Nothing in it.
    Empty,
    /// Text or data that isn't any of the exports this crate knows. The start of it.
    NotABill(String),
    /// Bytes that no export of text has.
    Binary,
    /// A text of another encoding than UTF-8: its name.
    Encoding(&'static str),
    /// A column that the format needs isn't there.
    Column(&'static str),
    /// A Cost Explorer export that is grouped by something that names neither model nor usage type.
    GroupedBy(String),
    /// A row that can't be read: its number, the header being row 1, what is wrong, and the start of the text.
    Row(u64, Wrong, String),
    /// A file that can't be unpacked, and why.
    Unpack(Packing, &'static str),
    /// Beyond a bound: which, and how much is read.
    TooMuch(Bound, u64),
    /// A Parquet file that can't be read: the start of what the reader of such files says.
    Parquet(String),
    /// Parquet isn't read by this build.
    NoParquet,
    /// Bytes after the end, or before a file began.
    NoFile,
}

/// What is wrong with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Not an amount.
    Amount,
    /// Not a date.
    Date,
    /// Not as many cells as the header.
    Cells,
    /// A number that has two readings, and nothing in the file tells which.
    Decimals,
    /// JSON that can't be read, or lacks what the format has.
    Json,
}

/// How a file is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// `.gz`
    Gzip,
    /// `.zip`
    Zip,
}

/// What is bounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// Bytes of one row.
    Row,
    /// Columns of a table.
    Columns,
    /// Bytes of a file that is read whole.
    Whole,
    /// Bytes of a packed file, unpacked.
    Unpacked,
    /// How much more a packed file unpacks to than it has.
    Ratio,
    /// Files in a zip.
    Entries,
}

impl BillError {
    /// A row that can't be read.
    pub(super) fn row(row: u64, wrong: Wrong, text: &str) -> Self {
        Self::Row(row, wrong, start_of(text))
    }
}

impl fmt::Display for BillError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("This file is empty."),
            Self::NotABill(start) if start.is_empty() => f.write_str("This isn\u{2019}t an AWS bill export."),
            Self::NotABill(start) => {
                write!(f, "This isn\u{2019}t an AWS bill export. It begins with \u{201c}{start}\u{201d}.")
            }
            Self::Binary => f.write_str("This isn\u{2019}t text. Export the bill as CSV, JSON or Parquet."),
            Self::Encoding(name) => write!(f, "This text is {name}. Save it as UTF-8."),
            Self::Column(name) => write!(f, "The column {name} is missing. Export the bill with it."),
            Self::GroupedBy(what) => {
                write!(f, "This export is grouped by {what}. Group it by usage type or by service.")
            }
            Self::Row(row, wrong, text) => {
                let wrong = match wrong {
                    Wrong::Amount => "isn\u{2019}t an amount",
                    Wrong::Date => "isn\u{2019}t a date",
                    Wrong::Cells => "doesn\u{2019}t have the header\u{2019}s cells",
                    Wrong::Decimals => "could be decimals or thousands",
                    Wrong::Json => "can\u{2019}t be read",
                };
                write!(f, "Row {row}: \u{201c}{text}\u{201d} {wrong}.")
            }
            Self::Unpack(Packing::Gzip, why) => write!(f, "This gzip file can\u{2019}t be unpacked: {why}."),
            Self::Unpack(Packing::Zip, why) => write!(f, "This zip file can\u{2019}t be unpacked: {why}."),
            Self::TooMuch(bound, most) => match bound {
                Bound::Row => write!(f, "A row is longer than {most} bytes."),
                Bound::Columns => write!(f, "More than {most} columns."),
                Bound::Whole => write!(f, "A file of this kind can have {most} bytes."),
                Bound::Unpacked => write!(f, "Unpacked, this file has more than {most} bytes."),
                Bound::Ratio => write!(f, "This file unpacks to more than {most} times its size."),
                Bound::Entries => write!(f, "More than {most} files in a zip."),
            },
            Self::Parquet(said) => write!(f, "This Parquet file can\u{2019}t be read: {said}."),
            Self::NoParquet => f.write_str("Parquet isn\u{2019}t read here. Export the bill as CSV."),
            Self::NoFile => f.write_str("No file has begun."),
        }
    }
}

impl core::error::Error for BillError {}
