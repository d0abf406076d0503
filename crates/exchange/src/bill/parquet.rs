//! Parquet: the reports' columns in another file. Numbers that are stored as binary fractions are taken as their shortest
//! decimal text, which is what was printed before they were stored.

use std::collections::BTreeMap;
use std::sync::Arc;

use bytes::Bytes;
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};
use parquet::schema::types::Type;
use pricing::harmless::start_of;
use pricing::rates::Date;

use super::error::{BillError, Bound};
use super::stored::Stored;

/// Bytes that a file's columns may say they have, unpacked.
const UNPACKED_MAX: i64 = 2_000_000_000;

/// Rows of a group, which is unpacked column by column: AWS writes some hundred thousand.
const GROUP_ROWS_MAX: i64 = 5_000_000;

/// A file of Parquet that is open.
struct Opened {
    reader: Option<SerializedFileReader<Bytes>>,
    names: Vec<String>,
    rows: Option<RowIter<'static>>,
    texts: Vec<String>,
}

/// Opens a whole file, for [`Reader::opening`](super::Reader::opening).
///
/// # Errors
/// When it can't be read, or says that it's larger than is read here.
pub fn open_parquet(whole: Vec<u8>) -> Result<Box<dyn Stored>, BillError> {
    let length = i64::try_from(whole.len()).unwrap_or(i64::MAX);
    let reader = SerializedFileReader::new(Bytes::from(whole)).map_err(|error| refused(&error))?;
    let metadata = reader.metadata();
    let names = metadata.file_metadata().schema().get_fields().iter().map(|field| field.name().to_owned()).collect();
    let mut unpacked = 0_i64;
    for group in metadata.row_groups() {
        if !(0..=GROUP_ROWS_MAX).contains(&group.num_rows()) {
            return Err(BillError::TooMuch(Bound::Row, GROUP_ROWS_MAX.unsigned_abs()));
        }
        for column in group.columns() {
            let (packed, size, start) =
                (column.compressed_size(), column.uncompressed_size(), column.data_page_offset());
            // A column lies within the file, whatever it says.
            let within = packed >= 0 && size >= 0 && start >= 0 && start.saturating_add(packed) <= length;
            if !within || column.dictionary_page_offset().is_some_and(|at| !(0..length).contains(&at)) {
                return Err(BillError::Parquet("a column is longer than the file".to_owned()));
            }
            unpacked = unpacked.saturating_add(size);
        }
    }
    if unpacked > UNPACKED_MAX {
        return Err(BillError::TooMuch(Bound::Unpacked, UNPACKED_MAX.unsigned_abs()));
    }
    Ok(Box::new(Opened { reader: Some(reader), names, rows: None, texts: Vec::new() }))
}

fn refused(error: &ParquetError) -> BillError {
    BillError::Parquet(start_of(&error.to_string()))
}

impl Stored for Opened {
    fn names(&self) -> &[String] {
        &self.names
    }

    fn choose(&mut self, columns: &[usize]) -> Result<(), BillError> {
        let Some(reader) = self.reader.take() else { return Ok(()) };
        let schema = reader.metadata().file_metadata().schema();
        let fields: Vec<Arc<Type>> =
            columns.iter().filter_map(|index| schema.get_fields().get(*index).cloned()).collect();
        let projection = Type::group_type_builder(schema.name()).with_fields(fields).build();
        let projection = projection.map_err(|error| refused(&error))?;
        let rows = RowIter::from_file_into(Box::new(reader)).project(Some(projection));
        self.rows = Some(rows.map_err(|error| refused(&error))?);
        Ok(())
    }

    fn row(&mut self) -> Option<Result<&[String], BillError>> {
        match self.rows.as_mut()?.next()? {
            Ok(row) => {
                cells(&row, &mut self.texts);
                Some(Ok(&self.texts))
            }
            Err(error) => Some(Err(refused(&error))),
        }
    }
}

/// A row's cells as texts.
fn cells(row: &Row, texts: &mut Vec<String>) {
    texts.clear();
    texts.extend(row.get_column_iter().map(|(_, field)| text(field)));
}

fn text(field: &Field) -> String {
    match field {
        Field::Null => String::new(),
        Field::Str(text) => text.trim().to_owned(),
        Field::Bytes(bytes) => String::from_utf8_lossy(bytes.data()).trim().to_owned(),
        // The shortest text that is this number again.
        Field::Double(value) => value.to_string(),
        Field::Float(value) => value.to_string(),
        Field::TimestampMillis(since) => time(since.div_euclid(1_000)),
        Field::TimestampMicros(since) => time(since.div_euclid(1_000_000)),
        Field::Date(days) => date(i64::from(*days)),
        Field::MapInternal(map) => {
            let entries = map.entries().iter().map(|(key, value)| (text(key), text(value)));
            serde_json::to_string(&entries.collect::<BTreeMap<_, _>>()).unwrap_or_default()
        }
        // Whole numbers and decimals print themselves.
        other => other.to_string(),
    }
}

/// `2026-08-03T09:00:00Z`; nothing for a day that no bill has.
fn time(seconds: i64) -> String {
    let (day, within) = (date(seconds.div_euclid(86_400)), seconds.rem_euclid(86_400));
    if day.is_empty() {
        return day;
    }
    format!("{day}T{:02}:{:02}:{:02}Z", within / 3_600, within / 60 % 60, within % 60)
}

/// `2026-08-03`; nothing for a day that no bill has.
fn date(days: i64) -> String {
    let date = i32::try_from(days).ok().and_then(Date::of_days);
    date.map_or(String::new(), |date| format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day()))
}
