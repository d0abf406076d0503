//! Exports of bills, of every format and packing.

use crate::{cards, harmless};
use exchange::bill::{Bill, BillError, Reader};

/// Bytes are read as a bill that adds up to its file, or refused in words that can be shown; in pieces they are read alike.
///
/// # Panics
/// Where that isn't so.
pub fn holds(bytes: &[u8]) {
    let whole = read(bytes, usize::MAX);
    // Of two things wrong, another may be met first.
    let refused = |bill: &Option<Result<Bill, BillError>>| matches!(bill, Some(Err(_)));
    let pieces = read(bytes, 61);
    assert!(pieces == whole || refused(&pieces) && refused(&whole), "pieces are read alike");
    match whole {
        Some(Ok(bill)) => bill_holds(&bill),
        Some(Err(error)) => {
            let message = error.to_string();
            assert!(message.len() < 400 && harmless(&message), "{message:?}");
        }
        None => {}
    }
}

fn read(bytes: &[u8], piece: usize) -> Option<Result<Bill, BillError>> {
    let mut reader = Reader::new(cards().last()?);
    reader.begin("bill");
    for piece in bytes.chunks(piece) {
        if let Err(error) = reader.push(piece) {
            return Some(Err(error));
        }
    }
    Some(reader.end_file().map(|_| reader.finish()))
}

fn bill_holds(bill: &Bill) {
    assert!(bill.adds_up(), "{} isn't {}", bill.accounted, bill.file_total);
    for line in &bill.lines {
        assert!((1..=12).contains(&line.month.month) && line.rows > 0);
        assert!(line.list.is_some() == line.list_from.is_some());
    }
}
