//! Files that mean harm, or came to it: refused by name, or read, in memory and time that don't grow with what they claim.

use std::io::Write as _;

use exchange::bill::{Bill, BillError, Bound, Packing, Reader, Wrong};
use flate2::write::{DeflateEncoder, GzEncoder};
use flate2::{Compression, Crc};
use pricing::rates::RateCard;

use crate::made::{Random, SAMPLES};
use crate::{Failure, bytes, read, read_in, sample};

const HEADER: &str =
    "lineItem/LineItemType,lineItem/UsageStartDate,lineItem/ProductCode,lineItem/UsageType,lineItem/UnblendedCost";

/// The error of a file.
fn refused(bytes: &[u8]) -> Option<BillError> {
    read(&[("", bytes)]).err()
}

fn gzip(parts: impl IntoIterator<Item = Vec<u8>>) -> Result<Vec<u8>, Failure> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    for part in parts {
        encoder.write_all(&part)?;
    }
    Ok(encoder.finish()?)
}

/// A zip of files, each deflated or stored, with its lengths before it or after it.
fn zip(files: &[(&str, &[u8])], deflated: bool, after: bool) -> Result<Vec<u8>, Failure> {
    let mut all = Vec::new();
    for (name, bytes) in files {
        let mut crc = Crc::new();
        crc.update(bytes);
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes)?;
        let packed = if deflated { encoder.finish()? } else { bytes.to_vec() };
        let lengths = [crc.sum(), u32::try_from(packed.len())?, u32::try_from(bytes.len())?];
        let shown = if after { [0; 3] } else { lengths };
        all.extend(b"PK\x03\x04\x14\x00");
        all.extend([if after { 8 } else { 0 }, 0, if deflated { 8 } else { 0 }, 0, 0, 0, 0, 0]);
        all.extend(shown.iter().flat_map(|length| length.to_le_bytes()));
        all.extend(u16::try_from(name.len())?.to_le_bytes());
        all.extend([0, 0]);
        all.extend(name.as_bytes());
        all.extend(packed);
        if after {
            all.extend(b"PK\x07\x08");
            all.extend(lengths.iter().flat_map(|length| length.to_le_bytes()));
        }
    }
    all.extend(b"PK\x01\x02");
    all.extend([0; 60]);
    Ok(all)
}

fn same(left: &Bill, right: &Bill) {
    assert_eq!((&left.lines, &left.rest, &left.months), (&right.lines, &right.rest, &right.months));
}

#[test]
fn zips_are_read_like_what_is_in_them() -> Result<(), Failure> {
    let card = RateCard::newest();
    let of = bytes("s05-cur-legacy.csv")?;
    let whole = sample("s05-cur-legacy.csv")?;
    let lines: Vec<&[u8]> = of.split_inclusive(|byte| *byte == b'\n').collect();
    let (head, rows) = lines.split_first().ok_or("no header")?;
    let (left, right) = rows.split_at(rows.len() / 2);
    let [left, right] = [left, right].map(|rows| [*head, &rows.concat()].concat());
    for (deflated, after) in [(true, false), (true, true), (false, false)] {
        let one = zip(&[("folder/", b""), ("bill.csv", &of)], deflated, after && deflated)?;
        let two = zip(&[("1.csv", &left), ("Manifest.json", b"{}"), ("2.csv", &right)], deflated, after)?;
        for piece in [1, 100, usize::MAX] {
            same(&read_in(&card, &[("", &one)], piece)?, &whole);
            same(&read_in(&card, &[("", &two)], piece)?, &whole);
        }
        for short in [&one[..20], &one[..one.len() / 2], &one[..one.len() - 66]] {
            assert!(matches!(refused(short), Some(BillError::Unpack(Packing::Zip, _))), "{}", short.len());
        }
        let mut wrong = one.clone();
        let at = one.len() / 2;
        wrong[at] ^= 0x55;
        assert!(refused(&wrong).is_some());
    }
    let packed = zip(&[("bill.csv.gz", &gzip([of])?)], false, false)?;
    same(&read(&[("", &packed)])?, &whole);
    assert_eq!(
        refused(&zip(&[("x", b"1")], false, true)?),
        Some(BillError::Unpack(Packing::Zip, "it doesn\u{2019}t say how long a file is"))
    );
    assert_eq!(
        refused(&zip(&[("Manifest.json", b"{}")], true, false)?),
        Some(BillError::Unpack(Packing::Zip, "no file in it is an export"))
    );
    Ok(())
}

#[test]
fn bombs_are_refused_early() -> Result<(), Failure> {
    let megabyte = |byte: u8| vec![byte; 1_000_000];
    // 200 MB that pack to less than one.
    let zeros = gzip((0..200).map(|_| megabyte(0)))?;
    assert_eq!(refused(&zeros), Some(BillError::Encoding("UTF-16")));
    let letters = gzip((0..200).map(|_| megabyte(b'a')))?;
    assert_eq!(refused(&letters), Some(BillError::TooMuch(Bound::Row, 1_000_000)));
    let row = [HEADER.as_bytes(), b"\nUsage,2026-08-01,AmazonBedrock,\""].concat();
    let quoted = gzip(core::iter::once(row).chain((0..200).map(|_| megabyte(b'a'))))?;
    assert_eq!(refused(&quoted), Some(BillError::TooMuch(Bound::Row, 1_000_000)));
    let commas = gzip((0..200).map(|_| megabyte(b',')))?;
    assert_eq!(refused(&commas), Some(BillError::TooMuch(Bound::Columns, 20_000)));
    let json = gzip(core::iter::once(b"{\"ResultsByTime\": [".to_vec()).chain((0..200).map(|_| megabyte(b' '))))?;
    assert_eq!(refused(&json), Some(BillError::TooMuch(Bound::Whole, 64_000_000)));
    let log = gzip(core::iter::once(b"{\"schemaType\": \"".to_vec()).chain((0..200).map(|_| megabyte(b'x'))))?;
    assert_eq!(refused(&log), Some(BillError::TooMuch(Bound::Row, 2_000_000)));
    // Packed within itself.
    let mut within = gzip([b"x".to_vec()])?;
    for _ in 0..10 {
        within = gzip([within])?;
    }
    assert_eq!(refused(&within), Some(BillError::Unpack(Packing::Gzip, "it is packed within too many others")));
    let bomb = vec![b'a'; 50_000_000];
    assert_eq!(refused(&zip(&[("a.csv", &bomb)], true, false)?), Some(BillError::TooMuch(Bound::Row, 1_000_000)));
    let many: Vec<(&str, &[u8])> = (0..1_100).map(|_| ("folder/", &b""[..])).collect();
    assert_eq!(refused(&zip(&many, false, false)?), Some(BillError::TooMuch(Bound::Entries, 1_000)));
    Ok(())
}

#[test]
fn a_row_of_ten_megabytes_is_refused_and_the_next_file_read() -> Result<(), Failure> {
    let card = RateCard::newest();
    let mut reader = Reader::new(&card);
    let long = [HEADER.as_bytes(), b"\nUsage,2026-08-01,AmazonBedrock,", &vec![b'x'; 10_000_000], b",1\n"].concat();
    reader.begin("long");
    assert_eq!(reader.push(&long).err(), Some(BillError::TooMuch(Bound::Row, 1_000_000)));
    assert_eq!(reader.push(b"1").err(), Some(BillError::NoFile));
    let of = bytes("s05-cur-legacy.csv")?;
    reader.begin("next");
    reader.push(&of)?;
    reader.end_file()?;
    same(&reader.finish(), &sample("s05-cur-legacy.csv")?);
    Ok(())
}

#[test]
fn what_is_no_bill_is_refused_by_name() {
    let utf16: Vec<u8> =
        "Service,Amazon Bedrock($),Total costs($)\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = "Service,Amazon Bedrock($)".encode_utf16().flat_map(u16::to_be_bytes).collect();
    let row = |row: &str| format!("{HEADER}\n{row}\n").into_bytes();
    let cases: Vec<(Vec<u8>, BillError)> = vec![
        (Vec::new(), BillError::Empty),
        (b" \n\t".to_vec(), BillError::Empty),
        (b"x".to_vec(), BillError::NotABill("x".to_owned())),
        (b"hello, world\n1,2\n".to_vec(), BillError::NotABill("hello".to_owned())),
        (b"{\"a\": 1}".to_vec(), BillError::NotABill("{\"a\": 1}".to_owned())),
        (b"<html>".to_vec(), BillError::NotABill("<html>".to_owned())),
        (b"%PDF-1.7\n\x01\x02\x03".to_vec(), BillError::Binary),
        (utf16.clone(), BillError::Encoding("UTF-16")),
        ([b"\xff\xfe", utf16.as_slice()].concat(), BillError::Encoding("UTF-16")),
        (big, BillError::Encoding("UTF-16")),
        (b"Region,us-east-1($),Total costs($)\n2026-08-01,1,1\n".to_vec(), BillError::GroupedBy("Region".to_owned())),
        (HEADER.replace(",lineItem/UnblendedCost", "").into_bytes(), BillError::Column("lineItem/UnblendedCost")),
        (row("Usage,2026-08-01,AmazonBedrock,x"), BillError::Row(2, Wrong::Cells, "Usage".to_owned())),
        (row("Usage,2026-08-01,AmazonBedrock,x,1,2"), BillError::Row(2, Wrong::Cells, "Usage".to_owned())),
        (row("Usage,2026-08-01,AmazonBedrock,x,=1+1"), BillError::Row(2, Wrong::Amount, "=1+1".to_owned())),
        (row("Usage,2026-08-01,AmazonBedrock,x,1e99"), BillError::Row(2, Wrong::Amount, "1e99".to_owned())),
        (row("Usage,01.08.2026,AmazonBedrock,x,1"), BillError::Row(2, Wrong::Date, "01.08.2026".to_owned())),
        (b"\x1f\x8b\x08\x00".to_vec(), BillError::Unpack(Packing::Gzip, "it ends early")),
        (b"\x1f\x8bxxxxxxxxxxxxxxxxxxxxx".to_vec(), BillError::Unpack(Packing::Gzip, "it is damaged")),
        (b"PK\x03\x04".to_vec(), BillError::Unpack(Packing::Zip, "it ends early")),
        (
            b"Service;Amazon Bedrock($);Total costs($)\n2026-08-01;1.234;1.234\n".to_vec(),
            BillError::Row(2, Wrong::Decimals, "1.234".to_owned()),
        ),
    ];
    for (bytes, error) in cases {
        assert_eq!(refused(&bytes), Some(error), "{}", String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn formulas_and_other_encodings_in_names_are_text() -> Result<(), Failure> {
    let latin: &[u8] = b"\nUsage,2026-08-01,AmazonBedrock,\xe9\xff=HYPERLINK(\"x\"),1.5\n";
    let bill = read(&[("", &[HEADER.as_bytes(), latin].concat())])?;
    assert!(bill.adds_up() && bill.file_total.to_string() == "1.5");
    let formula = format!("{HEADER}\nUsage,2026-08-01,AmazonBedrock,\"=cmd|' /C calc'!A0\",1.5\n");
    let bill = read(&[("", formula.as_bytes())])?;
    assert_eq!(bill.unmapped().first().map(|line| line.text.as_str()), Some("=cmd|' /C calc'!A0"));
    Ok(())
}

#[test]
fn damaged_files_are_read_or_refused() -> Result<(), Failure> {
    let card = RateCard::newest();
    for name in SAMPLES {
        let of = bytes(name)?;
        let mut random = Random(11);
        let more: usize = std::env::var("DAMAGED").ok().and_then(|text| text.parse().ok()).unwrap_or(1);
        let cases = more * if name.ends_with("parquet") { 600 } else { 120 };
        for case in 0..cases {
            let mut damaged = of.clone();
            for _ in 0..=random.below(3) {
                let at = match case % 3 {
                    // The end of a Parquet file says what is in it.
                    0 => damaged.len() - 1 - random.below(damaged.len().min(6_000)),
                    _ => random.below(damaged.len()),
                };
                damaged[at] = match random.below(4) {
                    0 => 0xff,
                    1 => 0,
                    2 => damaged[at] ^ (1 << random.below(8)),
                    _ => u8::try_from(random.below(256))?,
                };
            }
            if random.below(5) == 0 {
                damaged.truncate(random.below(damaged.len()));
            }
            if let Ok(bill) = read_in(&card, &[("", &damaged)], 10_000) {
                assert!(bill.adds_up(), "{name} {case}");
            }
        }
    }
    Ok(())
}

#[test]
fn what_opens_parquet_may_come_later() -> Result<(), Failure> {
    let card = RateCard::newest();
    let of = bytes("s06-cur2.snappy.parquet")?;
    // What isn't here says so, and the reader knew before the end that it would be needed.
    let mut without = Reader::opening(&card, |_| Err(BillError::NoParquet));
    without.begin("parquet");
    without.push(&of)?;
    assert!(without.needs_opener());
    assert_eq!(without.end_file().err(), Some(BillError::NoParquet));
    without.begin("csv");
    without.push(&bytes("s06-cur2.csv")?)?;
    assert!(!without.needs_opener());
    without.end_file()?;
    same(&without.finish(), &sample("s06-cur2.csv")?);
    Ok(())
}

#[test]
fn a_parquet_that_lies_about_its_lengths_is_refused() -> Result<(), Failure> {
    let of = bytes("s06-cur2.snappy.parquet")?;
    let length = of.len();
    for lie in [0_u32, 1, 100, u32::MAX, u32::try_from(length)?] {
        let mut lying = of.clone();
        lying[length - 8..length - 4].copy_from_slice(&lie.to_le_bytes());
        assert!(matches!(refused(&lying), Some(BillError::Parquet(_))), "{lie}");
    }
    for short in [4, 8, 12, 100, length - 1] {
        assert!(matches!(refused(&of[..short]), Some(BillError::Parquet(_))), "{short}");
    }
    Ok(())
}
