//! Golden cases: `golden/*.toml`, small files with inputs, expected lines and the arithmetic spelled out.
//!
//! Expected values come from a source or from hand arithmetic, never from the core's own output.

#[path = "golden/capacity.rs"]
mod capacity;
#[path = "golden/commitment.rs"]
mod commitment;
#[path = "golden/negotiation.rs"]
mod negotiation;
#[path = "golden/services.rs"]
mod services;

use std::fmt::Write as _;
use std::path::Path;

use pricing::ladder::Ladder;
use pricing::number::decimal;
use pricing::price::price;
use pricing::rates::RateCard;
use pricing::report::LineItem;
use pricing::scenario::Scenario;
use rust_decimal::Decimal;
use serde::Deserialize;
use vectors::text::error_kind;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    title: String,
    source: String,
    arithmetic: String,
    scenario: Scenario,
    expect: Expect,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expect {
    month: Option<String>,
    year: Option<String>,
    per_million_tokens: Option<String>,
    per_thousand_requests: Option<String>,
    error: Option<String>,
    lines: Option<Vec<Line>>,
    charges: Option<Vec<capacity::ExpectedCharge>>,
    services: Option<Vec<services::ExpectedService>>,
    inference: Option<String>,
    services_month: Option<String>,
    once: Option<String>,
    first_year: Option<String>,
    #[serde(default)]
    purchases: Vec<capacity::ExpectedPurchase>,
    #[serde(default)]
    customs: Vec<capacity::ExpectedCustom>,
    #[serde(default)]
    years: Vec<commitment::ExpectedYear>,
    year_steps: Option<Vec<Step>>,
    #[serde(default)]
    compared: capacity::Figures,
    #[serde(default)]
    offers: Vec<negotiation::Entry>,
    #[serde(default)]
    standings: Vec<negotiation::Entry>,
    #[serde(default)]
    crossings: Vec<negotiation::Entry>,
    clauses: Option<Vec<negotiation::ExpectedClause>>,
    rate_hold: Option<Vec<negotiation::ExpectedHold>>,
    #[serde(default)]
    alternatives: Vec<negotiation::Entry>,
    #[serde(default)]
    obligations: Vec<negotiation::Entry>,
    steps: Option<Vec<Step>>,
    notices: Option<Vec<Notice>>,
    /// Words of assumptions that the answer must rest on, among others.
    #[serde(default)]
    assumptions: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    model: String,
    buying: String,
    #[serde(default = "ordinary")]
    length: String,
    meter: String,
    tokens: String,
    rate: String,
    cost: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    step: String,
    amount: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Notice {
    kind: String,
    /// Words that it has among others.
    says: Option<String>,
}

fn ordinary() -> String {
    "ordinary".to_owned()
}

/// What differs between a case and the core; empty when nothing does.
fn differences(case: &Case) -> String {
    let mut found = String::new();
    let mut differ = |what: &str, expected: &dyn std::fmt::Debug, got: &dyn std::fmt::Debug| {
        let _ = writeln!(found, "  {what}: expected {expected:?}, got {got:?}");
    };
    let Some(card) = RateCard::of(case.scenario.rates) else { return format!("no card of {}", case.scenario.rates) };
    let report = match (price(&case.scenario, &card), &case.expect.error) {
        (Err(error), Some(kind)) if error_kind(&error) == kind => return found,
        (Err(error), expected) => {
            differ("error", expected, &error.to_string());
            return found;
        }
        (Ok(_), Some(expected)) => {
            differ("error", expected, &"a price");
            return found;
        }
        (Ok(report), None) => report,
    };
    let mut amount = |what, expected: Option<&String>, got: Option<Decimal>| {
        if let Some(expected) = expected
            && decimal(expected) != got
        {
            differ(what, &expected, &got.map(|got| got.normalize().to_string()));
        }
    };
    let expect = &case.expect;
    amount("month", expect.month.as_ref(), Some(report.month().amount()));
    amount("year", expect.year.as_ref(), Some(report.year().amount()));
    amount("inference", expect.inference.as_ref(), Some(report.inference().amount()));
    amount("services", expect.services_month.as_ref(), Some(report.services().amount()));
    amount("once", expect.once.as_ref(), Some(report.once().amount()));
    amount("first year", expect.first_year.as_ref(), Some((report.year() + report.once()).amount()));
    let quotient = |amount: Option<pricing::money::Usd>| amount.map(pricing::money::Usd::amount);
    amount("per million", expect.per_million_tokens.as_ref(), quotient(report.per_million_tokens()));
    amount("per thousand", expect.per_thousand_requests.as_ref(), quotient(report.per_thousand_requests()));
    if let Some(lines) = &expect.lines {
        let expected: Vec<_> = lines.iter().map(expected_line).collect();
        let got: Vec<_> = report.lines.iter().map(got_line).collect();
        if expected != got {
            differ("lines", &expected, &got);
        }
    }
    if let Some(charges) = &expect.charges
        && let Some(got) = capacity::charges(charges, &report)
    {
        differ("charges", charges, &got);
    }
    if let Some(expected) = &expect.services
        && let Some(got) = services::differs(expected, &report, &card)
    {
        differ("services", expected, &got);
    }
    if let Some(steps) = &expect.steps {
        let expected: Vec<_> = steps.iter().map(|step| (step.step.clone(), signed(&step.amount))).collect();
        let got = report.ladder.as_ref().map(got_steps).unwrap_or_default();
        if expected != got {
            differ("steps", &expected, &got);
        }
    }
    if let Some(steps) = &expect.year_steps {
        let expected: Vec<_> = steps.iter().map(|step| (step.step.clone(), signed(&step.amount))).collect();
        let got = commitment::ladder(&case.scenario, &report, &card).as_ref().map(got_steps).unwrap_or_default();
        if expected != got {
            differ("steps of the year", &expected, &got);
        }
    }
    if let Some(notices) = &expect.notices {
        let mut expected: Vec<&str> = notices.iter().map(|notice| notice.kind.as_str()).collect();
        let mut got: Vec<&str> = report.notices.iter().map(pricing::report::Notice::kind).collect();
        expected.sort_unstable();
        got.sort_unstable();
        if expected != got {
            differ("notices", &expected, &got);
        }
        let said: Vec<String> = report.notices.iter().map(ToString::to_string).collect();
        for words in notices.iter().filter_map(|notice| notice.says.as_ref()) {
            if !said.iter().any(|notice| notice.contains(words)) {
                differ("notices", words, &said);
            }
        }
    }
    let assumed: Vec<String> = report.assumptions.iter().map(ToString::to_string).collect();
    for words in expect.assumptions.iter().filter(|words| !assumed.contains(words)) {
        differ("assumptions", words, &assumed);
    }
    let purchases = expect.purchases.iter().map(|expected| capacity::purchase(expected, &case.scenario, &card));
    let customs = expect.customs.iter().map(|expected| capacity::custom(expected, &case.scenario, &card));
    let years = commitment::differences(&expect.years, &case.scenario, &report, &card);
    let negotiated = negotiation::differences(expect, &case.scenario, &report, &card);
    for difference in purchases.chain(customs).flatten().chain(years).chain(negotiated) {
        let _ = writeln!(found, "  {difference}");
    }
    found
}

type Row = (String, String, String, String, String, Option<Decimal>, Option<Decimal>);

fn expected_line(line: &Line) -> Row {
    let Line { model, buying, length, meter, tokens, rate, cost } = line;
    let text = [model, buying, length, meter, tokens].map(Clone::clone);
    row(text, decimal(rate), decimal(cost))
}

fn got_line(line: &LineItem) -> Row {
    let text = [
        line.placement.model.clone(),
        line.buying.name().to_owned(),
        line.length.name().to_owned(),
        line.meter.name().to_owned(),
        line.quantity.tokens().to_string(),
    ];
    row(text, Some(line.price.rate().amount()), Some(line.cost().amount()))
}

fn row([model, buying, length, meter, tokens]: [String; 5], rate: Option<Decimal>, cost: Option<Decimal>) -> Row {
    (model, buying, length, meter, tokens, rate, cost)
}

fn signed(text: &str) -> Option<Decimal> {
    text.strip_prefix('-').map_or_else(|| decimal(text), |digits| decimal(digits).map(|amount| -amount))
}

fn got_steps(ladder: &Ladder) -> Vec<(String, Option<Decimal>)> {
    let list = ("list".to_owned(), Some(ladder.list.amount()));
    let steps = ladder.steps.iter().map(|step| (step.lever.name().to_owned(), Some(step.change.amount())));
    std::iter::once(list).chain(steps).collect()
}

fn read(file: &Path) -> Result<Case, String> {
    let text = std::fs::read_to_string(file).map_err(|error| error.to_string())?;
    toml::from_str(&text).map_err(|error| error.to_string())
}

#[test]
fn every_golden_case_holds() -> Result<(), Box<dyn std::error::Error>> {
    let files = tests::files("golden", "toml")?;
    let mut failures = String::new();
    for file in &files {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        match read(file) {
            Ok(case) => {
                let found = differences(&case);
                let checks = case.expect.month.is_some() || case.expect.error.is_some() || case.expect.steps.is_some();
                if !found.is_empty() {
                    writeln!(failures, "{name}: {}\n{found}", case.title)?;
                }
                if !checks || case.source.is_empty() || case.arithmetic.trim().is_empty() {
                    writeln!(failures, "{name}: a case needs a source, its arithmetic and something to expect")?;
                }
            }
            Err(error) => writeln!(failures, "{name}: {error}")?,
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
    assert!(files.len() >= 182, "only {} golden cases", files.len());
    Ok(())
}

#[test]
fn an_unknown_field_in_a_case_is_an_error() {
    let text =
        "title = \"x\"\nsource = \"x\"\narithmetic = \"x\"\n[scenario]\nrates = \"2026-08-20\"\nworkloads = []\n";
    let good = format!("{text}[expect]\nmonth = \"0\"\n");
    assert!(toml::from_str::<Case>(&good).is_ok());
    assert!(toml::from_str::<Case>(&format!("{good}mouth = \"0\"\n")).is_err());
    assert!(toml::from_str::<Case>(&good.replace("workloads = []", "workloads = []\nworkload = []")).is_err());
}
