//! Text, out of pieces of any size: recognised by what it begins with, never by its name.

use pricing::harmless::start_of;

use super::answer::FileOf;
use super::error::{BillError, Bound, Wrong};
use super::explorer::{self, Explorer};
use super::gather::Gather;
use super::json;
use super::log::Log;
use super::map::Map;
use super::metered::Metrics;
use super::number::amount;
use super::records::{Cells, Records, separator};
use super::report::Columns;
use super::row::{Hash, Source, day};
use super::stored::Open;
use rust_decimal::Decimal;

/// How much of a text is looked at to recognise it. It's the same for pieces of every size.
const HEAD: usize = 65_536;

/// Bytes of a text that is read whole: answers of AWS's programs.
const WHOLE_MAX: usize = 64_000_000;

/// What all readers write to.
pub(super) struct Sink<'s, 'c> {
    pub map: &'s Map<'c>,
    pub gather: &'s mut Gather,
    pub metrics: &'s mut Metrics<'c>,
    pub file: &'s mut FileOf,
    /// Of the content, unpacked.
    pub content: &'s mut Hash,
    /// The totals that the file prints for each column.
    pub printed: &'s mut Vec<(String, Decimal)>,
    /// What opens tables that are stored by columns.
    pub open: Option<Open>,
}

/// A text that is being read.
pub(super) enum Text {
    /// Not recognised yet.
    Head(Vec<u8>),
    /// A table.
    Table(Box<Table>),
    /// An answer in JSON.
    Json(Vec<u8>),
    /// A log.
    Log(Log),
}

impl Text {
    pub(super) const fn new() -> Self {
        Self::Head(Vec::new())
    }

    /// Reads a piece.
    pub(super) fn push(&mut self, bytes: &[u8], sink: &mut Sink<'_, '_>) -> Result<(), BillError> {
        if bytes.is_empty() {
            return Ok(());
        }
        sink.content.update(bytes);
        sink.file.bytes += bytes.len() as u64;
        match self {
            Self::Head(head) => {
                head.extend_from_slice(bytes);
                if head.len() < HEAD { Ok(()) } else { self.recognise(sink) }
            }
            Self::Table(table) => table.push(bytes, sink),
            Self::Json(text) => keep(text, bytes),
            Self::Log(log) => log.push(bytes, sink.metrics),
        }
    }

    /// The end of the text.
    pub(super) fn end(&mut self, sink: &mut Sink<'_, '_>) -> Result<(), BillError> {
        if let Self::Head(head) = self {
            if head.trim_ascii().is_empty() {
                return Err(BillError::Empty);
            }
            self.recognise(sink)?;
        }
        match self {
            Self::Head(_) => Err(BillError::Empty),
            Self::Table(table) => table.end(sink),
            Self::Json(text) => {
                let text = core::str::from_utf8(text).map_err(|_| BillError::Encoding("not UTF-8"))?;
                let source = json::read(text, sink.map.tables(), sink.gather, sink.metrics)?;
                sink.file.summed = core::mem::take(&mut sink.gather.file.summed);
                sink.file.source = Some(source);
                Ok(())
            }
            Self::Log(log) => {
                sink.gather.file.rows += log.end(sink.metrics)?;
                sink.file.source = Some(Source::Log);
                Ok(())
            }
        }
    }

    /// Decides what the text is, and reads its head.
    fn recognise(&mut self, sink: &mut Sink<'_, '_>) -> Result<(), BillError> {
        let Self::Head(head) = self else { return Ok(()) };
        let head = core::mem::take(head);
        let text = plain(&head)?;
        // Pieces of every size are recognised by the same bytes.
        let seen = text.get(..(HEAD - 4).min(text.len())).unwrap_or_default();
        let first = seen.trim_ascii_start();
        *self = match first.first() {
            Some(b'{' | b'[') => match json_of(first) {
                Some(Json::Answer) => Self::Json(Vec::new()),
                Some(Json::Log) => Self::Log(Log::default()),
                None => return Err(BillError::NotABill(start(first))),
            },
            _ => Self::Table(Box::new(Table::new(separator(seen)))),
        };
        match self {
            Self::Table(table) => table.push(text, sink),
            Self::Json(whole) => keep(whole, text),
            Self::Log(log) => log.push(text, sink.metrics),
            Self::Head(_) => Ok(()),
        }
    }
}

/// A text without its mark of order; an error where it isn't UTF-8 or its like.
fn plain(head: &[u8]) -> Result<&[u8], BillError> {
    let half = |from: usize| head.iter().skip(from).step_by(2).take(64).all(|byte| *byte == 0);
    match head {
        [0xef, 0xbb, 0xbf, rest @ ..] => return Ok(rest),
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => return Err(BillError::Encoding("UTF-16")),
        [_, _, _, _, ..] if half(0) || half(1) => return Err(BillError::Encoding("UTF-16")),
        _ => {}
    }
    let controls = head.iter().take(HEAD - 4).any(|byte| *byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c));
    if controls { Err(BillError::Binary) } else { Ok(head) }
}

fn start(text: &[u8]) -> String {
    start_of(String::from_utf8_lossy(text.get(..200.min(text.len())).unwrap_or_default()).trim())
}

fn keep(whole: &mut Vec<u8>, bytes: &[u8]) -> Result<(), BillError> {
    if whole.len() + bytes.len() > WHOLE_MAX {
        return Err(BillError::TooMuch(Bound::Whole, WHOLE_MAX as u64));
    }
    whole.extend_from_slice(bytes);
    Ok(())
}

enum Json {
    Answer,
    Log,
}

/// What a text in JSON is, by the first name in it that tells.
fn json_of(text: &[u8]) -> Option<Json> {
    let place = |name: &[u8]| text.windows(name.len()).position(|window| window == name);
    let answer = [&b"\"ResultsByTime\""[..], b"\"GroupDefinitions\"", b"\"MetricDataResults\"", b"\"NextPageToken\""];
    let log = [&b"\"schemaType\""[..], b"\"modelId\"", b"\"inputTokenCount\""];
    let answer = answer.into_iter().filter_map(place).min();
    let log = log.into_iter().filter_map(place).min();
    match (answer, log) {
        (Some(answer), Some(log)) if log < answer => Some(Json::Log),
        (Some(_), _) => Some(Json::Answer),
        (None, Some(_)) => Some(Json::Log),
        (None, None) => None,
    }
}

/// A table that is being read.
pub(super) struct Table {
    records: Records,
    separator: u8,
    form: Form,
    cells: usize,
    currency: String,
}

enum Form {
    /// Before the header.
    None,
    Report(Box<Columns>),
    Explorer(Option<Explorer>),
    /// The console's table of metrics: the label of each column.
    Metrics {
        labels: Vec<String>,
        full: bool,
    },
}

impl Table {
    fn new(separator: u8) -> Self {
        Self { records: Records::new(separator), separator, form: Form::None, cells: 0, currency: String::new() }
    }

    fn push(&mut self, bytes: &[u8], sink: &mut Sink<'_, '_>) -> Result<(), BillError> {
        if bytes.is_empty() {
            return Ok(());
        }
        let Self { records, separator, form, cells, currency } = self;
        records.push(bytes, |row| of_row(row, *separator, form, cells, currency, sink))
    }

    fn end(&mut self, sink: &mut Sink<'_, '_>) -> Result<(), BillError> {
        let Self { records, separator, form, cells, currency } = self;
        records.push(&[], |row| of_row(row, *separator, form, cells, currency, sink))?;
        sink.file.source = match form {
            Form::None => return Err(BillError::NotABill(String::new())),
            Form::Report(columns) => {
                sink.file.summed = columns.summed.clone();
                Some(columns.source)
            }
            Form::Explorer(table) => {
                let Some(table) = table.take() else { return Ok(()) };
                let (source, total) = table.end(currency, sink.map.tables(), sink.gather)?;
                *sink.printed = total;
                Some(source)
            }
            Form::Metrics { .. } => Some(Source::Metrics),
        };
        Ok(())
    }
}

/// Reads a row.
fn of_row(
    row: Cells<'_>,
    separator: u8,
    form: &mut Form,
    cells: &mut usize,
    currency: &mut String,
    sink: &mut Sink<'_, '_>,
) -> Result<(), BillError> {
    match form {
        Form::None => {
            *form = header(row, separator, currency)?;
            *cells = row.len();
            Ok(())
        }
        Form::Report(columns) => {
            if row.len() != *cells {
                return Err(BillError::row(row.row, Wrong::Cells, &row.lossy(0)));
            }
            columns.read(row.row, |index| row.text(index), |row| sink.gather.add(row))
        }
        Form::Explorer(Some(table)) => table.row(row),
        Form::Explorer(None) => Ok(()),
        Form::Metrics { labels, full } => metrics(row, labels, full, sink),
    }
}

/// What a table is, by its header.
fn header(row: Cells<'_>, separator: u8, currency: &mut String) -> Result<Form, BillError> {
    if let Some(columns) = Columns::of((0..row.len()).map(|index| row.lossy(index)))? {
        return Ok(Form::Report(Box::new(columns)));
    }
    if explorer::is_header(row) {
        let (table, of) = Explorer::new(row, separator)?;
        *currency = of;
        return Ok(Form::Explorer(Some(table)));
    }
    if is_preamble(row.text(0)) {
        let mut form = Form::Metrics { labels: Vec::new(), full: false };
        if let Form::Metrics { labels, full } = &mut form {
            preamble(row, labels, full);
        }
        return Ok(form);
    }
    Err(BillError::NotABill(start(row.bytes(0))))
}

/// Lines that the console's tables of metrics begin with; which of them, and in which order, differs.
fn is_preamble(first: &str) -> bool {
    matches!(first, "Full label" | "Label" | "Period" | "Statistic" | "Unit" | "Namespace" | "Metric name" | "Region")
}

fn preamble(row: Cells<'_>, labels: &mut Vec<String>, full: &mut bool) {
    let first = row.text(0);
    // The full label names the model; the short one often doesn't.
    if first == "Full label" || first == "Label" && !*full {
        *full = first == "Full label";
        *labels = (1..row.len()).map(|index| row.lossy(index).trim().to_owned()).collect();
    }
}

fn metrics(
    row: Cells<'_>,
    labels: &mut Vec<String>,
    full: &mut bool,
    sink: &mut Sink<'_, '_>,
) -> Result<(), BillError> {
    let first = row.text(0);
    if is_preamble(first) {
        preamble(row, labels, full);
        return Ok(());
    }
    let of = day(first).ok_or_else(|| BillError::row(row.row, Wrong::Date, first))?;
    sink.gather.file.rows += 1;
    for (index, label) in (1..).zip(labels.iter()) {
        let text = row.text(index);
        // An empty cell is unknown, not zero.
        if !text.is_empty() {
            let value = amount(text).ok_or_else(|| BillError::row(row.row, Wrong::Amount, text))?;
            sink.metrics.point(label, of, first, value);
        }
    }
    Ok(())
}
