//! How fast a long report is read, and what is kept of it: measured on request.

use std::fmt::Write as _;

use exchange::bill::Reader;
use pricing::rates::RateCard;

use crate::{Failure, bytes};

/// Set to a number of megabytes, this reads a made report of that length and prints the time.
#[test]
fn a_long_report_is_read_in_steps() -> Result<(), Failure> {
    let megabytes: usize = std::env::var("BILL_MEGABYTES").ok().and_then(|text| text.parse().ok()).unwrap_or(3);
    let sample = String::from_utf8(bytes("s05-cur-legacy.csv")?)?;
    let (header, rows) = sample.split_once('\n').ok_or("no header")?;
    let rows: Vec<&str> = rows.lines().collect();
    let card = RateCard::newest();
    let mut reader = Reader::new(&card);
    reader.begin("long");
    reader.push(header.as_bytes())?;
    let (mut piece, mut number, mut length) = (String::from("\n"), 0_u64, 0);
    let start = std::time::Instant::now();
    while length < megabytes * 1_000_000 {
        for row in &rows {
            // Another identity for each row.
            let (id, rest) = row.split_once(',').ok_or("no cell")?;
            writeln!(piece, "{id}{number},{rest}")?;
            number += 1;
        }
        if piece.len() > 500_000 {
            length += piece.len();
            reader.push(piece.as_bytes())?;
            piece.clear();
        }
    }
    let progress = reader.end_file()?;
    let time = start.elapsed();
    let bill = reader.finish();
    assert!(bill.adds_up() && progress.rows > 0 && bill.lines.len() < 200);
    println!("{} rows, {} bytes in {} ms", progress.rows, progress.bytes, time.as_millis());
    Ok(())
}
