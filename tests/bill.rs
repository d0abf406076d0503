//! Bills: every figure of every sample to the last digit, and what must hold for any bill.
//!
//! `bill/expected.json` was computed with exact decimals from the printed cells of the samples, by another program. The samples are
//! invented; their shape isn't.

#![allow(clippy::indexing_slicing, reason = "what isn't there fails the test")]

#[path = "bill/capacity.rs"]
mod capacity;
#[path = "bill/figures.rs"]
mod figures;
#[path = "bill/hostile.rs"]
mod hostile;
#[path = "bill/hours.rs"]
mod hours;
#[path = "bill/made.rs"]
mod made;
#[path = "bill/rules.rs"]
mod rules;
#[path = "bill/sources.rs"]
mod sources;
#[path = "bill/speed.rs"]
mod speed;

use figures::figure;
use std::collections::BTreeMap;
use std::path::PathBuf;

use exchange::bill::{
    Bill, BillError, Counted, Discounts, Files, Kind, Line, ListFrom, Reader, Source, Subject, Unmapped, Why,
};
use pricing::rates::{Buying, InferenceScope, Meter, RateCard};
use rust_decimal::Decimal;
use serde_json::Value;

type Failure = Box<dyn std::error::Error>;

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/bill").join(name)
}

fn bytes(name: &str) -> Result<Vec<u8>, Failure> {
    Ok(std::fs::read(path(name))?)
}

/// Reads files in pieces of a length.
fn read_in(card: &RateCard, files: &[(&str, &[u8])], piece: usize) -> Result<Bill, BillError> {
    let mut reader = Reader::new(card);
    for (name, bytes) in files {
        reader.begin(name);
        for piece in bytes.chunks(piece) {
            reader.push(piece)?;
        }
        reader.end_file()?;
    }
    Ok(reader.finish())
}

fn read(files: &[(&str, &[u8])]) -> Result<Bill, BillError> {
    read_in(&RateCard::newest(), files, 100_000)
}

fn sample(name: &str) -> Result<Bill, Failure> {
    Ok(read(&[(name, &bytes(name)?)])?)
}

fn sum(values: impl Iterator<Item = Decimal>) -> Decimal {
    values.sum::<Decimal>().normalize()
}

/// What is paid for the lines of use that answer to something.
fn paid(bill: &Bill, of: impl Fn(&Line) -> bool) -> Decimal {
    sum(bill.lines.iter().filter(|line| line.kind == Kind::Usage && of(line)).map(|line| line.net))
}

/// The same before discounts.
fn before(bill: &Bill, of: impl Fn(&Line) -> bool) -> Decimal {
    sum(bill.lines.iter().filter(|line| line.kind == Kind::Usage && of(line)).filter_map(|line| line.before))
}

fn listed(bill: &Bill, from: ListFrom) -> Decimal {
    sum(bill.lines.iter().filter(|line| line.list_from == Some(from)).filter_map(|line| line.list))
}

fn rest(bill: &Bill, why: Why, kind: Kind) -> Decimal {
    sum(bill.rest.iter().filter(|rest| (rest.why, rest.kind) == (why, kind)).map(|rest| rest.net))
}

fn model(bill: &Bill, model: &str) -> Decimal {
    sum(bill.by_model().into_iter().filter(|(id, _)| *id == model).map(|(_, total)| total.net))
}

fn service(bill: &Bill, service: &str) -> Decimal {
    sum(bill.by_service().into_iter().filter(|(name, _)| *name == service).map(|(_, total)| total.net))
}

fn is_model(line: &Line) -> bool {
    matches!(line.subject, Subject::Model(_))
}

/// The effective discount of some lines, to ten places.
fn discount(bill: &Bill, of: impl Fn(&Line) -> bool) -> Option<String> {
    let lines = || bill.lines.iter().filter(|line| line.kind == Kind::Usage && of(line));
    let list: Option<Decimal> = lines().map(|line| line.list).sum();
    let net: Decimal = lines().map(|line| line.net).sum();
    let discount = Decimal::ONE - net.checked_div(list?)?;
    Some(discount.round_dp(10).normalize().to_string())
}

fn count(bill: &Bill, said: impl Fn(&str, Option<&str>) -> bool, counted: &Counted) -> Decimal {
    let counts = bill.metered.counts.iter();
    sum(counts.filter(|of| said(&of.said, of.model.as_deref()) && of.counted == *counted).map(|of| of.amount))
}

/// Tokens, list, cost before discounts and what is paid, by model, scope, tier and meter.
type Modes = BTreeMap<[String; 4], [Option<Decimal>; 4]>;

fn modes(bill: &Bill) -> Modes {
    let mut found = Modes::new();
    for line in bill.lines.iter().filter(|line| line.kind == Kind::Usage) {
        let (Subject::Model(model), Some(scope), Some(buying), Some(meter)) =
            (&line.subject, line.scope, line.buying, line.meter)
        else {
            continue;
        };
        let key = [model, scope.name(), buying.name(), meter.name()].map(str::to_owned);
        let of = found.entry(key).or_insert([Some(Decimal::ZERO); 4]);
        for (sum, value) in of.iter_mut().zip([line.quantity, line.list, line.before, Some(line.net)]) {
            *sum = sum.zip(value).map(|(sum, value)| (sum + value).normalize());
        }
    }
    found
}

/// Figures that a file can't have, though they're known of the month that it was made from: this one names no product.
const NOT_TOLD: [(&str, [&str; 3]); 1] = [(
    "s08-focus-1.2-aws.csv",
    [
        "list of the Marketplace part, from the card",
        "effective discount, Marketplace part",
        "effective discount, all Bedrock",
    ],
)];

#[test]
fn every_figure_of_every_sample_is_found() -> Result<(), Failure> {
    let expected: Value = serde_json::from_slice(&bytes("expected.json")?)?;
    let mut wrong = Vec::new();
    let mut figures = 0;
    for (names, expected) in expected.as_object().into_iter().flatten() {
        for name in names.split(", ") {
            let bill = sample(name)?;
            if !bill.adds_up() {
                wrong.push(format!("{name}: {} isn't {}", bill.accounted, bill.file_total));
            }
            let not_told = NOT_TOLD.iter().find(|(file, _)| *file == name).map(|(_, figures)| figures);
            for (figure_name, value) in expected["figures"].as_object().into_iter().flatten() {
                figures += 1;
                let found = figure(&bill, figure_name);
                let told = not_told.is_none_or(|figures| !figures.contains(&figure_name.as_str()));
                if told && found.as_deref() != value.as_str() {
                    wrong.push(format!("{name}: {figure_name}: {found:?} isn't {value}"));
                }
            }
            let found = modes(&bill);
            let rows = expected["by_mode"].as_array().map(Vec::as_slice).unwrap_or_default();
            for row in rows.iter().filter(|row| not_told.is_none() || !is_marketplace(row)) {
                figures += 4;
                let text = |field: &str| row[field].as_str().unwrap_or_default().to_owned();
                let key = ["model", "scope", "tier", "meter"].map(text);
                let decimal = |field: &str| row[field].as_str().and_then(|text| text.parse::<Decimal>().ok());
                let mut of = ["tokens", "list", "usage", "net"].map(decimal);
                let mut found = found.get(&key).copied();
                if bill.discounts == Discounts::Paid {
                    // The file has no cost between list and net.
                    of[2] = None;
                    found = found.map(|found| [found[0], found[1], None, found[3]]);
                }
                if found != Some(of) {
                    wrong.push(format!("{name}: {key:?}: {found:?} isn't {of:?}"));
                }
            }
            if !rows.is_empty() && not_told.is_none() && found.len() != rows.len() {
                wrong.push(format!("{name}: {} rows, not {}", found.len(), rows.len()));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {figures}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(figures > 600, "{figures}");
    Ok(())
}

fn is_marketplace(row: &Value) -> bool {
    row["model"].as_str().is_some_and(|model| model.starts_with("claude"))
}

#[test]
fn a_file_without_products_has_their_meters() -> Result<(), Failure> {
    let expected: Value = serde_json::from_slice(&bytes("expected.json")?)?;
    let bill = sample("s08-focus-1.2-aws.csv")?;
    let mut sums = BTreeMap::<[String; 3], [Decimal; 2]>::new();
    for row in
        expected["s08-focus-1.2-aws.csv"]["by_mode"].as_array().into_iter().flatten().filter(|row| is_marketplace(row))
    {
        let key = ["scope", "tier", "meter"].map(|field| row[field].as_str().unwrap_or_default().to_owned());
        let of = sums.entry(key).or_default();
        for (sum, field) in of.iter_mut().zip(["tokens", "net"]) {
            *sum += row[field].as_str().unwrap_or_default().parse::<Decimal>().unwrap_or(Decimal::MIN);
        }
    }
    let mut found = BTreeMap::<[String; 3], [Decimal; 2]>::new();
    for line in bill.unmapped() {
        let (Some(scope), Some(buying), Some(meter)) = (line.scope, line.buying, line.meter) else { continue };
        let of = found.entry([scope.name(), buying.name(), meter.name()].map(str::to_owned)).or_default();
        of[0] += line.quantity.unwrap_or_default();
        of[1] += line.net;
        assert_eq!(line.list, None);
    }
    assert_eq!(found, sums);
    Ok(())
}

/// What a bill's lines are, whatever file they are from, and whatever their tags.
fn baseline(bill: &Bill) -> Vec<String> {
    let mut lines = BTreeMap::<String, [Option<Decimal>; 3]>::new();
    for line in bill.lines.iter().filter(|line| line.kind != Kind::Discount) {
        let of =
            (line.month, &line.account, &line.region, line.kind, &line.subject, line.scope, line.buying, line.meter);
        let sums = lines.entry(format!("{of:?} {}", line.marketplace)).or_insert([Some(Decimal::ZERO); 3]);
        for (sum, value) in sums.iter_mut().zip([line.quantity, line.list, Some(line.net)]) {
            *sum = sum.zip(value).map(|(sum, value)| (sum + value).normalize());
        }
    }
    lines.into_iter().map(|(of, sums)| format!("{of} {sums:?}")).collect()
}

#[test]
fn spellings_of_one_bill_are_one_baseline() -> Result<(), Failure> {
    let first = baseline(&sample("s05-cur-legacy.csv")?);
    assert!(first.len() > 30);
    for name in ["s06-cur2.csv", "s06-cur2-00001.csv.gz", "s06-cur2.snappy.parquet", "s07-focus-1.0-aws.csv"] {
        let other = baseline(&sample(name)?);
        for (left, right) in first.iter().zip(&other) {
            assert_eq!(left, right, "{name}");
        }
        assert_eq!(first.len(), other.len(), "{name}");
    }
    Ok(())
}

#[test]
fn what_is_read_twice_is_noticed() -> Result<(), Failure> {
    for name in made::SAMPLES {
        let of = bytes(name)?;
        let (once, twice) = (sample(name)?, read(&[("a", &of), ("b", &of)])?);
        assert_eq!(twice.files.iter().map(|file| file.same_as).collect::<Vec<_>>(), [None, Some(0)], "{name}");
        assert_eq!((&twice.lines, &twice.rest, twice.file_total), (&once.lines, &once.rest, once.file_total), "{name}");
        assert_eq!(twice.metered, once.metered, "{name}");
    }
    // Packed in two ways it's the same content; as another kind of file it has the same rows.
    let csv = bytes("s06-cur2.csv")?;
    let both = read(&[
        ("csv", &csv),
        ("gz", &bytes("s06-cur2-00001.csv.gz")?),
        ("parquet", &bytes("s06-cur2.snappy.parquet")?),
    ])?;
    assert_eq!(baseline(&both), baseline(&read(&[("csv", &csv)])?));
    assert_eq!(both.files.iter().map(|file| file.same_as).collect::<Vec<_>>(), [None, Some(0), None]);
    assert!(both.rest.iter().any(|rest| rest.why == Why::Repeated) && both.adds_up());
    // A month of a report, of FOCUS and of Cost Explorer is the same money.
    let names = [
        "s01-ce-usage-type-monthly.csv",
        "s02-ce-service-monthly-bom.csv",
        "s05-cur-legacy.csv",
        "s07-focus-1.0-aws.csv",
    ];
    let files: Vec<(&str, Vec<u8>)> =
        names.iter().map(|name| Ok((*name, bytes(name)?))).collect::<Result<_, Failure>>()?;
    let mut files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    let all = read(&files)?;
    assert!(all.adds_up());
    let sources: Vec<Source> = all.months.iter().map(|month| month.source).collect();
    let by_type = Source::UsageTypes(exchange::bill::Step::Month);
    assert_eq!(sources, [by_type, Source::Report, by_type]);
    assert_eq!(all.usage().net.normalize().to_string(), "14253.129925");
    files.reverse();
    let turned = read(&files)?;
    // Their files have other places then.
    let lines = |bill: &Bill| -> Vec<Line> {
        bill.lines.iter().map(|line| Line { files: Files::default(), ..line.clone() }).collect()
    };
    assert_eq!((lines(&turned), made::rests(&turned)), (lines(&all), made::rests(&all)));
    Ok(())
}

#[test]
fn pieces_of_every_size_are_read_alike() -> Result<(), Failure> {
    let card = RateCard::newest();
    for name in made::SAMPLES {
        let of = bytes(name)?;
        let whole = read_in(&card, &[("", &of)], usize::MAX)?;
        for piece in [1, 7, 4_096] {
            assert_eq!(read_in(&card, &[("", &of)], piece)?, whole, "{name} in pieces of {piece}");
        }
    }
    let of = bytes("s04-ce-service-semicolon.csv")?;
    let whole = read_in(&card, &[("", &of)], usize::MAX)?;
    for border in 0..of.len() {
        let mut reader = Reader::new(&card);
        reader.begin("");
        let (left, right) = of.split_at(border);
        reader.push(left)?;
        reader.push(right)?;
        reader.end_file()?;
        assert_eq!(reader.finish(), whole, "{border}");
    }
    Ok(())
}

#[test]
fn every_known_usage_type_says_what_it_should() -> Result<(), Failure> {
    let table = String::from_utf8(bytes("usage-types.csv")?)?;
    let mut wrong = Vec::new();
    let mut types = 0;
    for row in table.lines().skip(1) {
        let cells: Vec<&str> = row.split(',').collect();
        let [text, region, model, scope, tier, meter] = cells.as_slice() else { return Err(row.into()) };
        if *text == "NoUsageType" {
            continue;
        }
        types += 1;
        let csv = format!("Usage type,{text}($),Total costs($)\n2026-08-01,1.5,1.5\n");
        let bill = read(&[("", csv.as_bytes())])?;
        let Some(line) = bill.lines.first() else {
            wrong.push(format!("{text}: not Bedrock's"));
            continue;
        };
        let tier = tier.split(' ').next().unwrap_or_default();
        let found_meter = line.meter.map_or("", Meter::name);
        let other = ["not_tokens", "video", "images", "input_", "output_", "audio", "search_units", "request"];
        let has_meter = !other.iter().any(|other| meter.starts_with(other)) && *meter != "none";
        let found = match &line.subject {
            Subject::Model(model) => model.as_str(),
            _ => "",
        };
        // Two rows are the older spelling of another price, which has no meter.
        let older = text.contains("cache_writes_tokens");
        let global = line.scope.is_some_and(|scope| scope.name() == "global");
        let fits = if *meter == "none" {
            matches!(line.subject, Subject::Unmapped(Unmapped::UsageType | Unmapped::Code))
        } else if !has_meter || older {
            text.contains("-MP:") || found == *model
        } else {
            let said = (found_meter, line.buying.map_or("", Buying::name), line.region.as_str(), global);
            said == (*meter, tier, *region, *scope == "global") && (text.contains("-MP:") || found == *model)
        };
        if !fits {
            wrong.push(format!("{row}: {line:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {types}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(types > 500);
    Ok(())
}

#[test]
fn scopes_of_counts_are_those_of_profiles() -> Result<(), Failure> {
    let bill = sample("s11-invocation-log.jsonl")?;
    let scope =
        |model: &str| bill.metered.counts.iter().find(|of| of.model.as_deref() == Some(model)).and_then(|of| of.scope);
    assert_eq!(scope("claude-sonnet-4.6"), Some(InferenceScope::Geographic));
    assert_eq!(scope("claude-haiku-4.5"), Some(InferenceScope::Global));
    assert_eq!(scope("nova-pro"), Some(InferenceScope::InRegion));
    Ok(())
}
