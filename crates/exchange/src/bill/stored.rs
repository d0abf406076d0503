//! Tables that are stored by columns and read whole. Which program opens them is the caller's: it may be loaded on demand.

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::error::BillError;
use super::report::Columns;
use super::text::Sink;

/// A table that is open.
pub trait Stored {
    /// The names of its columns.
    fn names(&self) -> &[String];

    /// Chooses the columns that are read, by their places in ascending order.
    ///
    /// # Errors
    /// When they can't be read.
    fn choose(&mut self, columns: &[usize]) -> Result<(), BillError>;

    /// The cells of the next row, those of the chosen columns; `None` after the last row.
    fn row(&mut self) -> Option<Result<&[String], BillError>>;
}

/// Opens a whole file.
pub type Open = fn(Vec<u8>) -> Result<Box<dyn Stored>, BillError>;

/// Reads a whole file.
///
/// # Errors
/// When it can't be read, or isn't a report.
///
/// A damaged file can make a library panic. Natively that's an error like any other.
pub(super) fn read(whole: Vec<u8>, sink: &mut Sink<'_, '_>) -> Result<(), BillError> {
    let open = sink.open.ok_or(BillError::NoParquet)?;
    let result = catch_unwind(AssertUnwindSafe(|| rows(open(whole)?.as_mut(), sink)));
    result.unwrap_or_else(|_| Err(BillError::Parquet("it is damaged".to_owned())))
}

fn rows(table: &mut dyn Stored, sink: &mut Sink<'_, '_>) -> Result<(), BillError> {
    let names = table.names().iter().map(|name| Cow::Borrowed(name.as_str()));
    let Some(columns) = Columns::of(names)? else { return Err(BillError::NotABill(String::new())) };
    let mut needed = columns.all();
    needed.sort_unstable();
    needed.dedup();
    table.choose(&needed)?;
    let mut number = 0;
    while let Some(row) = table.row() {
        let texts = row?;
        number += 1;
        let cell = |index: usize| {
            let place = needed.binary_search(&index).ok();
            place.and_then(|place| texts.get(place)).map_or("", String::as_str)
        };
        columns.read(number, cell, |row| sink.gather.add(row))?;
    }
    sink.file.summed = columns.summed.clone();
    sink.file.source = Some(columns.source);
    Ok(())
}
