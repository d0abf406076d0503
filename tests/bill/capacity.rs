//! What a bill says with tags, with counts of monitoring beside it, and once the reader has named a product.

use exchange::bill::{Bill, Idle, Kind, ListFrom, Subject};
use pricing::rates::RateCard;
use rust_decimal::Decimal;

use crate::{Failure, read, sample};

const HEADER: &str = "bill/BillingPeriodStartDate,lineItem/UsageAccountId,lineItem/LineItemType,lineItem/UsageStartDate,\
    lineItem/ProductCode,product/ProductName,lineItem/UsageType,lineItem/UsageAmount,lineItem/CurrencyCode,\
    lineItem/UnblendedCost,resourceTags/user:team,resourceTags/user:env\n";
const OPAQUE: &str = "7k2mq0p4x8d3v1n6r5t9zbcgh";

/// A report of August of some rows: day, code, name, usage type, amount, cost, team, environment.
fn report(rows: &[[&str; 8]]) -> String {
    let row = |[day, code, name, usage_type, amount, cost, team, env]: &[&str; 8]| {
        format!("2026-08-01,1,Usage,2026-08-{day},{code},{name},{usage_type},{amount},USD,{cost},{team},{env}\n")
    };
    core::iter::once(HEADER.to_owned()).chain(rows.iter().map(row)).collect()
}

/// An answer of monitoring: the label of each series, with a day and a value.
fn metrics(series: &[(&str, &str, &str)]) -> String {
    let of = |(label, day, value): &(&str, &str, &str)| {
        format!(
            "{{\"Id\": \"m\", \"Label\": \"{label}\", \"Timestamps\": [\"2026-08-{day}T00:00:00+00:00\"], \
             \"Values\": [{value}], \"StatusCode\": \"Complete\"}}"
        )
    };
    format!("{{\"MetricDataResults\": [{}]}}", series.iter().map(of).collect::<Vec<_>>().join(","))
}

fn bill(texts: &[&str]) -> Result<Bill, Failure> {
    let files: Vec<(&str, &[u8])> = texts.iter().map(|text| ("", text.as_bytes())).collect();
    let bill = read(&files)?;
    assert!(bill.adds_up());
    Ok(bill)
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap_or(Decimal::MIN)
}

const INPUT: [&str; 8] =
    ["03", "AmazonBedrock", "Amazon Bedrock", "USE1-NovaPro-input-tokens", "1000", "0.8", "search", "prod"];

#[test]
fn tags_are_a_filter_in_every_spelling() -> Result<(), Failure> {
    let mut other = INPUT;
    (other[5], other[6], other[7]) = ("0.4", "support", "");
    let of = bill(&[&report(&[INPUT, other, INPUT])])?;
    assert_eq!(of.tags, ["env=prod", "team=search", "team=support"]);
    let paid = |tag| of.only(None, Some(tag)).usage().net;
    assert_eq!(paid("team=search"), decimal("1.6"));
    assert_eq!(paid("team=support"), decimal("0.4"));
    assert_eq!((paid("env=prod"), paid("team=sear")), (decimal("1.6"), Decimal::ZERO));
    assert_eq!(of.only(Some("1"), Some("team=support")).usage().net, decimal("0.4"));
    assert_eq!(of.only(Some("2"), None).usage().net, Decimal::ZERO);
    // One month of three exports has the same tags, however they are spelled.
    let teams = |name: &str| -> Result<Vec<(String, Decimal)>, Failure> {
        let of = sample(name)?;
        let paid = |tag: &String| (tag.clone(), of.only(None, Some(tag)).usage().net.normalize());
        Ok(of.tags.iter().map(paid).collect())
    };
    let first = teams("s06-cur2.csv")?;
    // All but the guardrail, 8.19, is tagged.
    assert_eq!(first, [("team=search".to_owned(), decimal("2893.625725"))]);
    for name in ["s06-cur2.snappy.parquet", "s07-focus-1.0-aws.csv"] {
        assert_eq!(teams(name)?, first, "{name}");
    }
    // The older report has a column for each tag.
    let older = teams("s05-cur-legacy.csv")?;
    assert_eq!(older.iter().map(|(tag, _)| tag.as_str()).collect::<Vec<_>>(), ["team=search", "team=support"]);
    assert_eq!(older.iter().map(|(_, paid)| *paid).sum::<Decimal>(), decimal("2893.625725"));
    Ok(())
}

#[test]
fn a_discount_without_tags_is_spread_over_what_it_is_on() -> Result<(), Failure> {
    let mut other = INPUT;
    (other[5], other[6], other[7]) = ("0.4", "support", "");
    let discount = report(&[["03", "AmazonBedrock", "", "USE1-NovaPro-input-tokens", "0", "-0.1", "", ""]]);
    let discount = discount.trim_start_matches(HEADER).replace(",Usage,", ",EdpDiscount,");
    let of = bill(&[&(report(&[INPUT, other]) + &discount)])?;
    // 0.10 on 0.80 and 0.40: 0.0666… and 0.0333….
    let paid = |tag| of.only(None, Some(tag)).usage().net;
    assert_eq!(paid("team=search"), decimal("0.733333333333"));
    assert_eq!(paid("team=support"), decimal("0.366666666667"));
    assert_eq!(of.by_model().iter().map(|(_, total)| total.net).sum::<Decimal>(), decimal("1.1"));
    Ok(())
}

#[test]
fn a_product_is_what_the_reader_says() -> Result<(), Failure> {
    let card = RateCard::newest();
    // Two million tokens of input at 3.30, the regional price of Sonnet 4.6, and a batch of a global million at half of 3.00.
    let input = ["03", OPAQUE, "", "USE1-MP:USE1_InputTokenCount-Units", "2", "6.6", "", ""];
    let batch = ["03", OPAQUE, "", "USE1-MP:USE1_InputTokenCount_Global_Batch-Units", "1", "1.5", "", ""];
    let of = bill(&[&report(&[input, batch, INPUT])])?;
    assert_eq!(of.nameless(), [(OPAQUE, decimal("8.1"))]);
    assert_eq!(of.unrecognized(), decimal("8.1"));
    let named = of.named(OPAQUE, "claude-sonnet-4.6", &card);
    assert_eq!((named.nameless(), named.unrecognized(), named.adds_up()), (Vec::new(), Decimal::ZERO, true));
    let lines: Vec<_> =
        named.lines.iter().filter(|line| line.subject == Subject::Model("claude-sonnet-4.6".to_owned())).collect();
    assert_eq!(lines.len(), 2);
    for line in lines {
        assert_eq!((line.kind, line.list_from, line.list), (Kind::Usage, Some(ListFrom::Card), Some(line.net)));
        let million = |count: i64| Some(Decimal::from(count * 1_000_000));
        assert_eq!(line.quantity, million(if line.net == decimal("6.6") { 2 } else { 1 }));
    }
    // A model that no card has changes nothing, and neither does another product.
    assert_eq!(of.named(OPAQUE, "claude-sonnet-0", &card), of);
    assert_eq!(of.named("x", "claude-sonnet-4.6", &card), of);
    Ok(())
}

#[test]
fn a_thousand_requests_cost_what_their_days_cost() -> Result<(), Failure> {
    let text = report(&[INPUT]);
    let of = |series: &[(&str, &str, &str)]| bill(&[&text, &metrics(series)]);
    let found = of(&[("amazon.nova-pro-v1:0 Invocations", "03", "400")])?;
    // 0.80 for 400 requests.
    assert_eq!(found.per_thousand_requests(), [("nova-pro", decimal("2"))]);
    // Not every day is counted, or nothing is: then it isn't known.
    assert_eq!(of(&[("amazon.nova-pro-v1:0 Invocations", "04", "400")])?.per_thousand_requests(), []);
    assert_eq!(of(&[("amazon.nova-pro-v1:0 Invocations", "03", "0")])?.per_thousand_requests(), []);
    assert_eq!(bill(&[&text])?.per_thousand_requests(), []);
    Ok(())
}

#[test]
fn units_are_idle_on_days_without_a_call() -> Result<(), Failure> {
    const UNIT: &str = "arn:aws:bedrock:us-east-1:1:provisioned-model/abc InputTokenCount";
    const OTHER: &str = "amazon.nova-pro-v1:0 InputTokenCount";
    let unit = |day| {
        [
            "AmazonBedrock",
            "Amazon Bedrock",
            "USE1-NovaPro-ProvisionedThroughput-NoCommit-ModelUnits",
            "48",
            "240",
            "",
            "",
        ]
        .iter()
        .fold(vec![day], |mut row, cell| {
            row.push(*cell);
            row
        })
    };
    let row = |day| -> Result<[&str; 8], Failure> { unit(day).try_into().map_err(|_| Failure::from("eight cells")) };
    let text = report(&[row("03")?, row("04")?]);
    assert_eq!(bill(&[&report(&[INPUT])])?.idle(), None);
    // Without monitoring nobody knows.
    let (hours, net) = (decimal("96"), decimal("480"));
    assert_eq!(bill(&[&text])?.idle(), Some(Idle { hours, net, idle: None }));
    // On one of two days other models were called, and the units weren't.
    let watched = metrics(&[(UNIT, "03", "1000"), (OTHER, "03", "5"), (OTHER, "04", "5")]);
    let idle = Some((decimal("48"), decimal("240")));
    assert_eq!(bill(&[&text, &watched])?.idle(), Some(Idle { hours, net, idle }));
    // A day that monitoring doesn't cover is unknown, not idle.
    let shorter = metrics(&[(UNIT, "03", "1000"), (OTHER, "03", "5")]);
    let idle = Some((Decimal::ZERO, Decimal::ZERO));
    assert_eq!(bill(&[&text, &shorter])?.idle(), Some(Idle { hours, net, idle }));
    Ok(())
}
