//! Exports of bills, of every format and packing.

use crate::{cards, harmless};
use exchange::bill::{Bill, BillError, Period, Reader};
use pricing::price::price;
use pricing::rates::RateCard;

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

/// Headers of tables, by the exports that have them.
const HEADERS: [&str; 4] = [
    "identity/LineItemId,identity/TimeInterval,bill/BillingPeriodStartDate,lineItem/UsageAccountId,lineItem/LineItemType,\
     lineItem/UsageStartDate,lineItem/ProductCode,lineItem/UsageType,lineItem/UsageAmount,lineItem/CurrencyCode,\
     lineItem/UnblendedCost,lineItem/NetUnblendedCost,product/ProductName,product/region,resourceTags/user:team\n",
    "BilledCost,EffectiveCost,ListCost,ChargeCategory,ChargeClass,ChargePeriodStart,BillingCurrency,ServiceName,x_UsageType,\
     PricingQuantity,RegionId,Tags\n",
    "Usage type,USE1-NovaPro-input-tokens($),NoUsageType($),Total costs($)\n",
    "Full label,us.anthropic.claude-sonnet-4-6 InputTokenCount,amazon.nova-pro-v1:0 Invocations\n",
];

/// Beginnings of answers and logs in JSON.
const JSON: [&str; 3] = [
    "{\"GroupDefinitions\": [{\"Type\": \"DIMENSION\", \"Key\": \"SERVICE\"}], \"ResultsByTime\": [",
    "{\"MetricDataResults\": [",
    "{\"schemaType\": \"ModelInvocationLog\", ",
];

/// Rows below the header of a report, of FOCUS, of Cost Explorer or of monitoring, as the first byte says.
///
/// # Panics
/// As [`holds`].
pub fn table(bytes: &[u8]) {
    after(&HEADERS, bytes);
}

/// An answer in JSON, or a log, of which the first byte says the kind.
///
/// # Panics
/// As [`holds`].
pub fn json(bytes: &[u8]) {
    after(&JSON, bytes);
}

fn after(heads: &[&str], bytes: &[u8]) {
    let Some((first, rest)) = bytes.split_first() else { return };
    let head = heads.iter().cycle().nth(usize::from(*first) % heads.len()).copied().unwrap_or_default();
    holds(&[head.as_bytes(), rest].concat());
}

/// Something packed, by gzip or as a zip.
///
/// # Panics
/// As [`holds`].
pub fn packed(bytes: &[u8]) {
    let marks: [&[u8]; 2] = [b"\x1f\x8b", b"PK\x03\x04"];
    if marks.iter().any(|mark| bytes.starts_with(mark)) {
        holds(bytes);
    } else {
        for mark in &marks {
            holds(&[mark, bytes].concat());
        }
    }
}

/// A table stored by columns.
///
/// # Panics
/// As [`holds`].
pub fn parquet(bytes: &[u8]) {
    let rest = bytes.strip_prefix(b"PAR1").unwrap_or(bytes);
    holds(&[b"PAR1", rest].concat());
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
    let Some(card) = cards().last() else { return };
    said(bill, card);
    for tag in bill.tags.iter().take(3) {
        said(&bill.only(None, Some(tag)), card);
    }
    for (product, _) in bill.nameless().into_iter().take(3) {
        let named = bill.named(product, "claude-sonnet-4.6", card);
        assert!(named.file_total == bill.file_total && named.net() == bill.net(), "a name changes no amount");
        said(&named, card);
    }
}

/// Everything that is said of a bill can be said, and its scenario can be priced or says what is missing.
fn said(bill: &Bill, card: &RateCard) {
    let _ = (bill.idle(), bill.per_thousand_requests(), bill.regional_premium(card), bill.unearned());
    let _ = (bill.read_share().ratio(), bill.writes_to_reads().ratio(), bill.batch_share().ratio());
    let _ = (bill.by_way(), bill.by_scope(), bill.by_model_and_month(), bill.is_unclear());
    let periods = bill.months.iter().map(|month| Period::Of(month.month)).chain([Period::Average]);
    for period in periods.take(3) {
        if let Some(made) = bill.baseline(period, card) {
            let _ = price(&made.scenario, card);
        }
    }
}
