//! Rows of CSV, out of pieces of any size.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::error::{BillError, Bound};

/// Bytes of one row, unquoted. A report's row has some two thousand; tags make it ten times that.
pub(super) const ROW_MAX: usize = 1_000_000;

/// Cells of one row. A report has some 300; Cost Explorer prints a column for each usage type.
pub(super) const COLUMNS_MAX: usize = 20_000;

/// Takes pieces of a text apart into rows.
pub(super) struct Records {
    core: Reader,
    bytes: Vec<u8>,
    ends: Vec<usize>,
    /// How much of both is used.
    used: (usize, usize),
    row: u64,
}

/// A row's cells.
#[derive(Clone, Copy)]
pub(super) struct Cells<'r> {
    text: &'r [u8],
    ends: &'r [usize],
    /// The row's number, the first one 1.
    pub row: u64,
}

impl<'r> Cells<'r> {
    pub(super) const fn len(&self) -> usize {
        self.ends.len()
    }

    /// The bytes of a cell; none where the row has no such cell.
    pub(super) fn bytes(&self, index: usize) -> &'r [u8] {
        let start = index.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        let end = self.ends.get(index).copied().unwrap_or(start);
        self.text.get(start..end).unwrap_or_default()
    }

    /// The text of a cell; empty where it isn't UTF-8.
    pub(super) fn text(&self, index: usize) -> &'r str {
        core::str::from_utf8(self.bytes(index)).unwrap_or_default().trim()
    }

    /// The text of a cell; what isn't UTF-8 is replaced.
    pub(super) fn lossy(&self, index: usize) -> std::borrow::Cow<'r, str> {
        String::from_utf8_lossy(self.bytes(index))
    }
}

impl Records {
    pub(super) fn new(separator: u8) -> Self {
        let core = ReaderBuilder::new().delimiter(separator).build();
        Self { core, bytes: vec![0; 8_192], ends: vec![0; 512], used: (0, 0), row: 0 }
    }

    /// Reads a piece; without any bytes, the end.
    pub(super) fn push(
        &mut self,
        mut bytes: &[u8],
        mut on_row: impl FnMut(Cells<'_>) -> Result<(), BillError>,
    ) -> Result<(), BillError> {
        let at_end = bytes.is_empty();
        loop {
            let (cells, ends) = (self.bytes.get_mut(self.used.0..), self.ends.get_mut(self.used.1..));
            let (Some(cells), Some(ends)) = (cells, ends) else { return Ok(()) };
            let (result, taken, wrote, ended) = self.core.read_record(bytes, cells, ends);
            bytes = bytes.get(taken..).unwrap_or_default();
            self.used = (self.used.0 + wrote, self.used.1 + ended);
            match result {
                ReadRecordResult::InputEmpty if at_end => {}
                ReadRecordResult::InputEmpty | ReadRecordResult::End => return Ok(()),
                ReadRecordResult::OutputFull => {
                    if self.bytes.len() >= ROW_MAX {
                        return Err(BillError::TooMuch(Bound::Row, ROW_MAX as u64));
                    }
                    let longer = (self.bytes.len() * 2).min(ROW_MAX);
                    self.bytes.resize(longer, 0);
                }
                ReadRecordResult::OutputEndsFull => {
                    if self.ends.len() >= COLUMNS_MAX {
                        return Err(BillError::TooMuch(Bound::Columns, COLUMNS_MAX as u64));
                    }
                    let longer = (self.ends.len() * 2).min(COLUMNS_MAX);
                    self.ends.resize(longer, 0);
                }
                ReadRecordResult::Record => {
                    self.row += 1;
                    let (cells, ends) = (self.bytes.get(..self.used.0), self.ends.get(..self.used.1));
                    let (Some(cells), Some(ends)) = (cells, ends) else { return Ok(()) };
                    let row = Cells { text: cells, ends, row: self.row };
                    self.used = (0, 0);
                    on_row(row)?;
                    if bytes.is_empty() && !at_end {
                        return Ok(());
                    }
                }
            }
        }
    }
}

/// What separates the cells of a text's first line: comma, semicolon or tab, whichever stands there most often outside quotes.
pub(super) fn separator(text: &[u8]) -> u8 {
    let mut counts = [(b',', 0_u32), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in text {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ if !quoted => {
                counts.iter_mut().filter(|(separator, _)| separator == byte).for_each(|(_, count)| *count += 1);
            }
            _ => {}
        }
    }
    // Of equals the first.
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or_default();
    counts.iter().find(|(_, count)| *count == most).map_or(b',', |(separator, _)| *separator)
}
