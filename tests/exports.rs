//! A report as CSV and as JSON: every figure as it was computed, text that stays text.

#![allow(clippy::indexing_slicing, reason = "what isn't there fails the test")]

use exchange::export::{Exported, Separators, csv, csv_with, json};
use exchange::presets::{default_scenario, presets};
use pricing::money::Usd;
use pricing::price::price;
use pricing::quantity::{Dollars, Multiple};
use pricing::rates::RateCard;
use pricing::scenario::{Alternative, AlternativePrice, Scenario};
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::Value;
use vectors::Generator;

#[path = "exports/contract.rs"]
mod contract;
#[path = "exports/decided.rs"]
mod decided;

type Failure = Box<dyn std::error::Error>;

/// The cells of a row, and whether each was in quotes.
type Row = Vec<(String, bool)>;

/// A CSV's rows, read as RFC 4180 says.
fn rows(text: &str) -> Result<Vec<Row>, Failure> {
    rows_with(text, ',')
}

/// The same with something else between cells.
fn rows_with(text: &str, separator: char) -> Result<Vec<Row>, Failure> {
    let mut rows = vec![Vec::new()];
    let mut rest = text;
    while !rest.is_empty() {
        let cell;
        if let Some(mut tail) = rest.strip_prefix('"') {
            let mut read = String::new();
            loop {
                let (piece, after) = tail.split_once('"').ok_or("a quote without an end")?;
                read.push_str(piece);
                tail = after;
                match tail.strip_prefix('"') {
                    Some(after) => {
                        read.push('"');
                        tail = after;
                    }
                    None => break,
                }
            }
            (cell, rest) = ((read, true), tail);
        } else {
            let end = rest.find([separator, '\r']).ok_or("a row without an end")?;
            let (read, tail) = rest.split_at(end);
            assert!(!read.contains(['"', '\n']), "{read}");
            (cell, rest) = ((read.to_owned(), false), tail);
        }
        rows.last_mut().ok_or("no row")?.push(cell);
        if let Some(tail) = rest.strip_prefix(separator) {
            rest = tail;
        } else {
            rest = rest.strip_prefix("\r\n").ok_or("a row that ends otherwise")?;
            rows.push(Vec::new());
        }
    }
    rows.pop();
    Ok(rows)
}

fn exported(scenario: &Scenario) -> Option<(String, String, Usd, Usd)> {
    let card = RateCard::newest();
    let report = price(scenario, &card).ok()?;
    let exported = Exported { scenario, card: &card, report: &report };
    Some((csv(&exported), json(&exported), report.month(), report.once()))
}

fn number(text: &str) -> Result<Decimal, Failure> {
    pricing::number::decimal(text.trim_start_matches('-'))
        .map(|size| if text.starts_with('-') { -size } else { size })
        .ok_or_else(|| format!("no number: {text}").into())
}

fn decimal(value: &Value) -> Result<Decimal, Failure> {
    number(value.as_str().ok_or("no text")?)
}

fn check(scenario: &Scenario) -> Result<bool, Failure> {
    let Some((csv, json, month, once)) = exported(scenario) else { return Ok(false) };
    let rows = rows(&csv)?;
    let width = rows.first().map(Vec::len).unwrap_or_default();
    assert!(rows.iter().all(|row| row.len() == width), "{csv}");
    let column = |name: &str| rows[0].iter().position(|(cell, _)| cell == name).ok_or("no such column");
    let [kind, item, period, cost, quantity, price, unit] =
        ["kind", "item", "period", "cost_usd", "quantity", "unit_price_usd", "price_unit"].map(column);
    let (kind, item, period, cost) = (kind?, item?, period?, cost?);
    let (quantity, price, unit) = (quantity?, price?, unit?);
    let (counted, note) = (column("quantity_unit")?, column("note")?);
    // With semicolons between cells numbers have a comma, and nothing else is different.
    let card = RateCard::newest();
    let report = pricing::price::price(scenario, &card)?;
    let exported = Exported { scenario, card: &card, report: &report };
    let others = rows_with(&csv_with(&exported, Separators::Semicolons), ';')?;
    assert_eq!(others.len(), rows.len());
    for (row, other) in rows.iter().zip(&others) {
        for (index, (cell, with_comma)) in row.iter().zip(other).enumerate() {
            let is_number = [cost, quantity, price].contains(&index) && row[kind].0 != "kind";
            let expected = if is_number { cell.0.replace('.', ",") } else { cell.0.clone() };
            assert_eq!((&expected, cell.1), (&with_comma.0, with_comma.1), "{row:?}");
        }
    }
    let json: Value = serde_json::from_str(&json)?;
    let (mut monthly, mut only_once) = (Decimal::ZERO, Decimal::ZERO);
    for row in &rows[1..] {
        assert!(!row[cost].1 && !row[quantity].1, "a number is not in quotes");
        let charged = matches!(row[kind].0.as_str(), "tokens" | "capacity" | "services");
        if !charged {
            // Only money is a cost, anything else has its unit, and what isn't known says why.
            let (is_cost, is_count) = (!row[cost].0.is_empty(), !row[quantity].0.is_empty());
            assert!(if is_cost || is_count { is_cost != is_count } else { !row[note].0.is_empty() }, "{row:?}");
            assert!(is_count != row[counted].0.is_empty() || !is_cost && !is_count, "{row:?}");
            if !is_cost {
                continue;
            }
        }
        let amount = number(&row[cost].0)?;
        if charged {
            let sum = if row[period].0 == "once" { &mut only_once } else { &mut monthly };
            *sum += amount;
            let covers = match row[unit].0.split(' ').next() {
                Some("100") => 100,
                Some("1K") => 1_000,
                Some("1M") => 1_000_000,
                _ => 1,
            };
            let product = number(&row[quantity].0)? * number(&row[price].0)?;
            assert_eq!(product, amount * Decimal::from(covers));
        }
        if row[kind].0 == "total" && row[item].0 == "Month" {
            assert_eq!(amount, month.amount());
        }
    }
    assert_eq!((monthly, only_once), (month.amount(), once.amount()));
    assert_eq!(decimal(&json["totals"]["month"])?, month.amount());
    let mut lines = Decimal::ZERO;
    let lists = ["lines", "charges", "services"].into_iter().filter_map(|list| json[list].as_array());
    for charged in lists.flatten() {
        if charged["once"] != Value::Bool(true) {
            lines += decimal(&charged["cost"])?;
        }
    }
    assert_eq!(lines, month.amount());
    if let Value::Object(_) = json["ladder"] {
        assert_eq!(decimal(&json["ladder"]["end"])?, month.amount());
    }
    assert_eq!(&serde_json::from_value::<Scenario>(json["scenario"].clone())?, scenario);
    assert_eq!(floats(&json), 0);
    decided::check(scenario, &json, &rows)?;
    Ok(true)
}

/// Numbers that aren't whole.
fn floats(value: &Value) -> usize {
    match value {
        Value::Number(number) => usize::from(!number.is_u64()),
        Value::Array(values) => values.iter().map(floats).sum(),
        Value::Object(fields) => fields.values().map(floats).sum(),
        _ => 0,
    }
}

/// What is priced in a golden case.
#[derive(Deserialize)]
struct Golden {
    scenario: Scenario,
}

#[test]
fn every_figure_is_there_as_it_was_computed() -> Result<(), Failure> {
    let card = RateCard::newest();
    let mut generator = Generator::new(7);
    let mut scenarios: Vec<Scenario> = presets().into_iter().map(|preset| preset.scenario).collect();
    scenarios.extend((0..1_000).map(|_| vectors::random::any(&mut generator, &card)));
    for file in tests::files("golden", "toml")? {
        scenarios.push(toml::from_str::<Golden>(&std::fs::read_to_string(file)?)?.scenario);
    }
    let mut checked = 0;
    for scenario in &mut scenarios {
        scenario.rates = card.date();
        checked += u32::from(check(scenario)?);
    }
    assert!(checked > 500, "{checked}");
    Ok(())
}

/// Whether a spreadsheet could run a text.
fn is_formula(cell: &str) -> bool {
    cell.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r', '\u{ff1d}'])
}

#[test]
fn names_are_text_and_savings_are_numbers() -> Result<(), Failure> {
    for name in [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1:A9)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "=HYPERLINK(\"http://x\",\"y\")",
        "\"=1",
        "a,b\"c\r\nd",
        "=cmd|' /C calc'!A0",
        "\u{feff}=1",
        "\u{ff1d}1",
        "'=1",
        "a;=1",
    ] {
        let mut scenario = default_scenario();
        scenario.workloads[0].name = name.to_owned();
        let price = AlternativePrice::Monthly(Dollars::of_cents(500_000).ok_or("no price")?);
        let (share, switching) = (Multiple::ONE, Dollars::default());
        scenario.alternatives = vec![Alternative { name: name.to_owned(), price, share, switching }];
        assert!(check(&scenario)?);
        let (csv, ..) = exported(&scenario).ok_or("no price")?;
        let rows = rows(&csv)?;
        let entries: Vec<&str> =
            rows.iter().filter(|row| row[0].0 == "alternative").map(|row| row[1].0.as_str()).collect();
        assert!(
            entries.len() == 10 && entries.iter().all(|entry| entry.starts_with('\'') || !is_formula(entry)),
            "{csv}"
        );
        for (cell, _) in rows.into_iter().flatten() {
            let is_number = number(&cell).is_ok();
            assert!(is_number || !is_formula(&cell), "{cell:?}");
        }
        assert!(csv.contains(",-2160,\r\n") && csv.contains(",-2376,\r\n"), "{csv}");
    }
    Ok(())
}
