//! A reader's own bill: exports of AWS as they are, read into lines and a baseline that adds up to the file.
//!
//! Files are read in pieces, in memory that doesn't grow with them: reports of any size, packed or not. A file's format is
//! recognised from its content. Every amount of a file is in a [`Line`] or in a named [`Rest`]; what can't be mapped is listed
//! with its amount, and nothing is guessed. Credits, refunds and tax are never a discount, and a discount is read one way only.
//! Formats, usage types and traps are those of AWS's documentation and of real bills.

mod answer;
mod baseline;
mod error;
mod explorer;
mod gather;
mod hours;
mod json;
mod line;
mod log;
mod map;
mod metered;
mod number;
#[cfg(feature = "parquet")]
mod parquet;
mod records;
mod report;
mod row;
mod says;
mod stored;
mod tags;
mod text;
mod unpack;
mod usage_type;

pub use answer::{Bill, Discounts, FileOf, MonthOf, Summed};
pub use baseline::{Baseline, HoursOf, Left, ModelOf, NoWorkload, Period};
pub use error::{BillError, Bound, Packing, Wrong};
pub use hours::NoHours;
pub use line::{Files, Line, ListFrom, ListRate, Rest, Scale, Scope, Subject, Unmapped, Why};
pub use metered::{Count, Counted, LogOf, Metered};
#[cfg(feature = "parquet")]
pub use parquet::open_parquet;
pub use row::{Day, Kind, Month, Source, Step};
pub use says::{Behind, Idle, Rated, Share, Total, Way};
pub use stored::{Open as OpenStored, Stored};

use pricing::rates::RateCard;
use rust_decimal::Decimal;

use gather::Gather;
use map::Map;
use metered::Metrics;
use row::Hash;
use text::Sink;
use unpack::Content;

/// An amount in the bill's currency, with all its digits.
pub type Amount = Decimal;

/// How far a bill has been read: all files so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Rows with an amount or a count.
    pub rows: u64,
    /// Bytes, unpacked.
    pub bytes: u64,
    /// What Bedrock's rows cost, in the file's currency: a first count, before it's known which rows are Bedrock's by others.
    pub bedrock: Decimal,
}

/// Reads a bill, file by file and piece by piece.
///
/// ```
/// use exchange::bill::Reader;
/// use pricing::rates::RateCard;
///
/// let card = RateCard::newest();
/// let mut reader = Reader::new(&card);
/// reader.begin("costs.csv");
/// reader.push(b"Service,Claude Sonnet 4.6 (Amazon Bedrock Edition)($),Total costs($)\n")?;
/// reader.push(b"2026-08-01,1204.5,1204.5\n")?;
/// reader.end_file()?;
/// let bill = reader.finish();
/// assert_eq!(bill.file_total.to_string(), "1204.5");
/// assert_eq!(bill.accounted, bill.file_total);
/// # Ok::<(), exchange::bill::BillError>(())
/// ```
pub struct Reader<'c> {
    map: Map<'c>,
    gather: Gather,
    metrics: Metrics<'c>,
    files: Vec<FileOf>,
    /// The content of each file that was kept, as a hash and its length.
    contents: Vec<(u64, u64, usize)>,
    printed: Vec<(String, Decimal)>,
    opener: Option<OpenStored>,
    open: Option<Open>,
}

/// The file that is read.
struct Open {
    content: Content,
    file: FileOf,
    hash: Hash,
    printed: Vec<(String, Decimal)>,
}

impl<'c> Reader<'c> {
    /// A reader that maps to the models of this card and takes list prices from it.
    pub fn new(card: &'c RateCard) -> Self {
        #[cfg(feature = "parquet")]
        let opener: Option<OpenStored> = Some(open_parquet);
        #[cfg(not(feature = "parquet"))]
        let opener = None;
        Self::with(card, opener)
    }

    /// The same, with another way to open Parquet files, such as one that is loaded when it is first needed.
    pub fn opening(card: &'c RateCard, open: OpenStored) -> Self {
        Self::with(card, Some(open))
    }

    fn with(card: &'c RateCard, opener: Option<OpenStored>) -> Self {
        Self {
            map: Map::new(card),
            gather: Gather::default(),
            metrics: Metrics::new(card),
            files: Vec::new(),
            contents: Vec::new(),
            printed: Vec::new(),
            opener,
            open: None,
        }
    }

    /// Begins a file. Its name is only shown. One that is still open is given up: nothing of it is kept.
    pub fn begin(&mut self, name: &str) {
        self.give_up();
        let file =
            FileOf { name: name.to_owned(), source: None, rows: 0, bytes: 0, summed: Summed::default(), same_as: None };
        self.open = Some(Open { content: Content::new(), file, hash: Hash::default(), printed: Vec::new() });
    }

    /// Reads the next piece of the file, of any size.
    ///
    /// # Errors
    /// When it can't be read. Nothing of the file is kept then, and the next one can begin.
    pub fn push(&mut self, bytes: &[u8]) -> Result<Progress, BillError> {
        self.with_open(|content, sink| content.push(bytes, sink))?;
        Ok(self.progress())
    }

    /// Ends the file, and keeps what was read of it.
    ///
    /// # Errors
    /// When it can't be read. Nothing of the file is kept then, and the next one can begin.
    pub fn end_file(&mut self) -> Result<Progress, BillError> {
        self.with_open(Content::end)?;
        if let Some(Open { mut file, hash, printed, .. }) = self.open.take() {
            file.rows = self.gather.file.rows;
            let same = self.contents.iter().find(|(other, bytes, _)| (*other, *bytes) == (hash.0, file.bytes));
            file.same_as = same.map(|(.., place)| *place);
            if file.same_as.is_some() {
                self.gather.drop_file();
                self.metrics.drop_file();
            } else {
                self.contents.push((hash.0, file.bytes, self.files.len()));
                self.gather.keep(self.files.len());
                self.metrics.keep();
                self.printed.extend(printed);
            }
            self.files.push(file);
        }
        Ok(self.progress())
    }

    /// Whether the file that is read is stored by columns: its end needs what opens such files.
    pub fn needs_opener(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.content.is_stored())
    }

    /// The bill of all files that have ended.
    pub fn finish(mut self) -> Bill {
        self.give_up();
        let mut bill = answer::bill(&self.gather, &self.map);
        bill.printed = self.printed;
        bill.files = self.files;
        bill.metered = self.metrics.metered();
        self.metrics.by_hour(&mut bill.hours);
        bill
    }

    /// Does something with the open file; an error gives it up.
    fn with_open(
        &mut self,
        of: impl FnOnce(&mut Content, &mut Sink<'_, 'c>) -> Result<(), BillError>,
    ) -> Result<(), BillError> {
        let Some(open) = &mut self.open else { return Err(BillError::NoFile) };
        let mut sink = Sink {
            map: &self.map,
            gather: &mut self.gather,
            metrics: &mut self.metrics,
            file: &mut open.file,
            content: &mut open.hash,
            printed: &mut open.printed,
            open: self.opener,
        };
        let result = of(&mut open.content, &mut sink);
        if result.is_err() {
            self.give_up();
        }
        result
    }

    fn give_up(&mut self) {
        if self.open.take().is_some() {
            self.gather.drop_file();
            self.metrics.drop_file();
        }
    }

    fn progress(&self) -> Progress {
        let mut bedrock = self.gather.all.bedrock;
        bedrock.add_sum(self.gather.file.bedrock);
        let open = self.open.as_ref().map_or(0, |open| open.file.bytes);
        Progress {
            rows: self.gather.all.rows + self.gather.file.rows,
            bytes: self.files.iter().map(|file| file.bytes).sum::<u64>() + open,
            bedrock: bedrock.value(),
        }
    }
}
