//! Hours of a bill as the load of capacity, by figures worked out by hand.

use exchange::bill::{Baseline, Bill, HoursOf, NoHours, Period, Source};
use exchange::table::Missing;
use pricing::quantity::{ModelUnits, TokensPerMinute};
use pricing::rates::{InferenceScope, RateCard};
use pricing::scenario::{Bought, Load, Placement, Purchase, ReservedTerm, Term, Throughput};

use crate::{Failure, read, sample};

const HEADER: &str = "identity/LineItemId,identity/TimeInterval,bill/BillingPeriodStartDate,lineItem/UsageAccountId,\
    lineItem/LineItemType,lineItem/UsageStartDate,lineItem/UsageEndDate,lineItem/ProductCode,product/ProductName,\
    lineItem/UsageType,lineItem/UsageAmount,lineItem/CurrencyCode,lineItem/UnblendedCost,product/region\n";

/// A report of August of some rows: identity, start, end, usage type of Nova Pro, thousands of tokens, cost.
fn report(rows: &[[&str; 6]]) -> String {
    let row = |[id, start, end, usage_type, amount, cost]: &[&str; 6]| {
        format!(
            "{id},2026-08-{start}Z/2026-08-{end}Z,2026-08-01,1,Usage,2026-08-{start}Z,2026-08-{end}Z,AmazonBedrock,\
             Amazon Bedrock,USE1-NovaPro-{usage_type},{amount},USD,{cost},us-east-1\n"
        )
    };
    core::iter::once(HEADER.to_owned()).chain(rows.iter().map(row)).collect()
}

/// 1,000 and 500 tokens of input in two hours of 3 August, 200 of output in the first, 4,000 read from cache in the second, and a
/// batch beside them. Prices of a thousand: 0.80, 3.20 and 0.20 in thousandths of a dollar, and half of 0.80.
const ROWS: [[&str; 6]; 5] = [
    ["a", "03T09:00:00", "03T10:00:00", "input-tokens", "1", "0.0008"],
    ["b", "03T09:00:00", "03T10:00:00", "output-tokens", "0.2", "0.00064"],
    ["c", "03T12:00:00", "03T13:00:00", "input-tokens", "0.5", "0.0004"],
    ["d", "03T12:00:00", "03T13:00:00", "cache-read-input-token-count", "4", "0.0008"],
    ["e", "03T10:00:00", "03T11:00:00", "input-tokens-batch", "7", "0.0028"],
];

fn bill(texts: &[&str]) -> Result<Bill, Failure> {
    let files: Vec<(&str, &[u8])> = texts.iter().map(|text| ("", text.as_bytes())).collect();
    let bill = read(&files)?;
    assert!(bill.adds_up());
    Ok(bill)
}

fn august(bill: &Bill) -> Result<Baseline, Failure> {
    let month = bill.months.first().ok_or("no month")?.month;
    Ok(bill.baseline(Period::Of(month), &RateCard::newest()).ok_or("no baseline")?)
}

/// The only model's hours, or why it has none.
fn hours(bill: &Bill) -> Result<Result<HoursOf, NoHours>, Failure> {
    let made = august(bill)?;
    Ok(match (made.hours.first(), made.hourless.first()) {
        (Some(of), None) => Ok(of.clone()),
        (None, Some((_, why))) => Err(*why),
        _ => return Err("hours and none".into()),
    })
}

/// Its hours, which it must have.
fn known(bill: &Bill) -> Result<HoursOf, Failure> {
    hours(bill)?.map_err(|why| format!("{why:?}").into())
}

fn weights(load: Option<Load>) -> Vec<u64> {
    match load {
        Some(Load::Hourly(weights)) => weights.iter().map(|weight| weight.count()).collect(),
        _ => Vec::new(),
    }
}

fn units() -> Purchase {
    let throughput = Throughput::Blended(TokensPerMinute::default());
    let bought = Bought::Units { units: ModelUnits::default(), term: Term::None, throughput };
    let placement = Placement::new("nova-pro", InferenceScope::InRegion, "us-east-1");
    Purchase { placement, bought, serves: None, load: Load::default() }
}

fn reserved(scope: InferenceScope, region: &str) -> Purchase {
    let [input, output] = [100_000, 10_000].map(|rate| TokensPerMinute::new(rate).unwrap_or_default());
    let bought = Bought::Reserved { input, output, term: ReservedTerm::OneMonth };
    Purchase { placement: Placement::new("nova-pro", scope, region), bought, ..units() }
}

#[test]
fn hours_of_a_report_are_tokens_without_batch() -> Result<(), Failure> {
    let of = known(&bill(&[&report(&ROWS)])?)?;
    assert_eq!((of.model.as_str(), of.source, of.usual()), ("nova-pro", Source::Report, Missing::Zero));
    assert_eq!((of.tokens.to_string(), of.known, of.gaps), ("5700".to_owned(), 2, 22));
    assert_eq!((of.peak.to_string(), of.peak_tokens.to_string()), ("2026-08-03 12:00".to_owned(), "4500".to_owned()));
    // What has no row is left out, or is without tokens in the days that the file covers.
    assert_eq!(weights(of.load(&units(), Missing::Unknown)), [1_200, 4_500]);
    let mut day = vec![0; 24];
    (day[9], day[12]) = (1_200, 4_500);
    assert_eq!(weights(of.load(&units(), Missing::Zero)), day);
    assert_eq!(of.all(Missing::Zero), of.load(&units(), Missing::Zero));
    // Cache reads don't count against a reservation.
    for scope in [InferenceScope::Geographic, InferenceScope::InRegion] {
        assert_eq!(weights(of.load(&reserved(scope, "us-east-1"), Missing::Unknown)), [1_200, 500]);
    }
    assert_eq!(of.load(&reserved(InferenceScope::Global, "us-east-1"), Missing::Unknown), None);
    assert_eq!(of.load(&reserved(InferenceScope::InRegion, "eu-west-1"), Missing::Unknown), None);
    let mut other = units();
    "nova-lite".clone_into(&mut other.placement.model);
    assert_eq!(of.load(&other, Missing::Unknown), None);
    Ok(())
}

#[test]
fn rows_of_an_hour_add_up_and_the_same_row_counts_once() -> Result<(), Failure> {
    let more = ["f", "03T09:00:00", "03T10:00:00", "input-tokens", "2", "0.0016"];
    let later = report(&[more, ROWS[0], ["g", "05T00:00:00", "05T01:00:00", "output-tokens", "3", "0.0096"]]);
    let of = known(&bill(&[&report(&ROWS), &later])?)?;
    assert_eq!(weights(of.load(&units(), Missing::Unknown)), [3_200, 4_500, 3_000]);
    // Three whole days: the fourth of August is between two that have rows.
    assert_eq!((of.known, of.gaps, weights(of.load(&units(), Missing::Zero)).len()), (3, 69, 72));
    Ok(())
}

#[test]
fn another_service_shows_which_days_are_covered() -> Result<(), Failure> {
    let other = "x,2026-08-02T00:00:00Z/2026-08-02T01:00:00Z,2026-08-01,1,Usage,2026-08-02T00:00:00Z,2026-08-02T01:00:00Z,\
        AmazonEC2,Amazon Elastic Compute Cloud,BoxUsage,1,USD,1,us-east-1\n";
    let of = known(&bill(&[&(report(&ROWS) + other)])?)?;
    assert_eq!((of.known, of.gaps), (2, 46));
    Ok(())
}

#[test]
fn what_has_no_hours_says_why() -> Result<(), Failure> {
    let mut rows = ROWS;
    // A day, and a row over two hours.
    for (start, end) in [("03T00:00:00", "04T00:00:00"), ("03T09:30:00", "03T10:30:00")] {
        (rows[0][1], rows[0][2]) = (start, end);
        assert_eq!(hours(&bill(&[&report(&rows)])?)?, Err(NoHours::Longer), "{start}");
    }
    // A row of July in August's bill has a time, though not one of this month.
    let text =
        report(&ROWS).replace("2026-08-03T09:00:00Z,2026-08-03T10:00:00Z", "2026-07-03T09:00:00Z,2026-07-03T10:00:00Z");
    assert_eq!(hours(&bill(&[&text])?)?, Err(NoHours::Unsaid));
    // One account or tag has none of its own.
    let only = bill(&[&report(&ROWS)])?.only(Some("1"), None);
    assert_eq!(hours(&only)?, Err(NoHours::Narrowed));
    // Without an end nothing says how long a row is.
    let text = report(&ROWS).replace("lineItem/UsageEndDate", "x").replace("identity/TimeInterval", "y");
    assert_eq!(hours(&bill(&[&text])?)?, Err(NoHours::Unsaid));
    Ok(())
}

/// Two series of an identifier with points at these times of 3 August.
fn metrics(names: &[&str], points: &[(&str, u64)]) -> String {
    let times: Vec<String> = points.iter().map(|(time, _)| format!("\"2026-08-03T{time}\"")).collect();
    let values: Vec<String> = points.iter().map(|(_, value)| format!("{value}.0")).collect();
    let (times, values) = (times.join(","), values.join(","));
    let series = |name: &&str| {
        format!(
            "{{\"Label\": \"us.amazon.nova-pro-v1:0 {name}\", \"Timestamps\": [{times}], \"Values\": [{values}], \
             \"StatusCode\": \"Complete\"}}"
        )
    };
    format!("{{\"MetricDataResults\": [{}]}}", names.iter().map(series).collect::<Vec<_>>().join(","))
}

#[test]
fn a_daily_bill_takes_the_hours_of_monitoring() -> Result<(), Failure> {
    let mut daily = ROWS;
    for row in &mut daily {
        (row[1], row[2]) = ("03T00:00:00", "04T00:00:00");
    }
    let daily = report(&daily);
    let both = ["InputTokenCount", "OutputTokenCount"];
    // Points of a quarter of an hour, newest first; the last in another time zone: it is 08:00 in UTC.
    let points = [("09:30:00Z", 5), ("09:15:00Z", 7), ("10:00:00+02:00", 11)];
    let of = known(&bill(&[&daily, &metrics(&both, &points)])?)?;
    assert_eq!((of.source, of.usual(), of.known, of.gaps), (Source::Metrics, Missing::Unknown, 2, 22));
    assert_eq!(weights(of.load(&units(), Missing::Unknown)), [22, 24]);
    // The scope is that of the profile; which region it was asked in, the metrics don't say.
    let geographic = reserved(InferenceScope::Geographic, "us-east-1");
    assert_eq!(weights(of.load(&geographic, Missing::Unknown)), [22, 24]);
    assert_eq!(of.load(&reserved(InferenceScope::InRegion, "us-east-1"), Missing::Unknown), None);
    // Six hours apart, or a single one: points may be longer than an hour.
    let apart = [("06:00:00Z", 5), ("12:00:00Z", 7)];
    for points in [&apart[..], &apart[..1]] {
        assert_eq!(hours(&bill(&[&daily, &metrics(&both, points)])?)?, Err(NoHours::Longer));
    }
    assert_eq!(hours(&bill(&[&daily, &metrics(&both[..1], &points)])?)?, Err(NoHours::Half));
    // The bill's own hours go before those of monitoring.
    assert_eq!(known(&bill(&[&report(&ROWS), &metrics(&both, &points)])?)?.source, Source::Report);
    Ok(())
}

#[test]
fn a_daily_bill_takes_the_hours_of_a_log() -> Result<(), Failure> {
    let mut daily = ROWS;
    for row in &mut daily {
        (row[1], row[2]) = ("03T00:00:00", "04T00:00:00");
    }
    let record = |time: &str, id: &str, input: u64, output: u64| {
        format!(
            "{{\"schemaType\":\"ModelInvocationLog\",\"timestamp\":\"2026-08-03T{time}Z\",\"requestId\":\"{id}\",\
             \"modelId\":\"us.amazon.nova-pro-v1:0\",\"input\":{{\"inputTokenCount\":{input},\
             \"cacheReadInputTokenCount\":3}},\"output\":{{\"outputTokenCount\":{output}}}}}\n"
        )
    };
    let log = [record("09:59:59", "a", 10, 2), record("10:00:00", "b", 20, 4), record("10:30:00", "b", 20, 4)].concat();
    let of = known(&bill(&[&report(&daily), &log])?)?;
    assert_eq!(of.source, Source::Log);
    assert_eq!(weights(of.load(&units(), Missing::Unknown)), [15, 27]);
    let geographic = reserved(InferenceScope::Geographic, "us-east-1");
    assert_eq!(weights(of.load(&geographic, Missing::Unknown)), [12, 24]);
    Ok(())
}

#[test]
fn one_bill_in_several_forms_has_the_same_hours() -> Result<(), Failure> {
    let of = |name: &str| -> Result<Vec<(String, Vec<u64>)>, Failure> {
        let made = august(&sample(name)?)?;
        assert_eq!(made.hourless, [], "{name}");
        Ok(made.hours.iter().map(|of| (of.model.clone(), weights(of.all(Missing::Unknown)))).collect())
    };
    let first = of("s05-cur-legacy.csv")?;
    assert!(first.iter().all(|(_, weights)| !weights.is_empty()));
    for name in ["s06-cur2.csv", "s06-cur2-00001.csv.gz", "s06-cur2.snappy.parquet", "s07-focus-1.0-aws.csv"] {
        assert_eq!(of(name)?, first, "{name}");
    }
    Ok(())
}

#[test]
fn purchases_of_the_bill_are_held_against_its_hours() -> Result<(), Failure> {
    let mut made = august(&bill(&[&report(&ROWS)])?)?;
    made.scenario.capacity.purchases = vec![units(), reserved(InferenceScope::Global, "us-east-1")];
    made.hold_against_hours(Some(Missing::Unknown));
    let loads: Vec<_> = made.scenario.capacity.purchases.iter().map(|of| weights(Some(of.load.clone()))).collect();
    assert_eq!(loads, [vec![1_200, 4_500], vec![]]);
    // Without a word of the reader's, as is usual for a report: hours without a row are without tokens.
    made.hold_against_hours(None);
    assert_eq!(weights(made.scenario.capacity.purchases.first().map(|of| of.load.clone())).len(), 24);
    Ok(())
}
