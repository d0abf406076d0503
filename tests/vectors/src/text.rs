//! A scenario and its report as one JSON object, every number as text.

use pricing::price::{PriceError, price};
use pricing::rates::RateCard;
use pricing::report::{CacheBreakEven, LineItem, Needed, Report};
use pricing::scenario::{Problem, Scenario};
use serde_json::{Value, json};

/// Prices a scenario and writes both down.
pub fn vector(scenario: &Scenario) -> String {
    let scenario_value = serde_json::to_value(scenario).unwrap_or(Value::Null);
    let card = RateCard::of(scenario.rates).unwrap_or_else(RateCard::newest);
    let answer = match price(scenario, &card) {
        Ok(report) => json!({ "scenario": scenario_value, "report": report_value(&report) }),
        Err(error) => json!({ "scenario": scenario_value, "error": error_value(&error) }),
    };
    answer.to_string()
}

/// The stable word for the kind of an error.
pub fn error_kind(error: &PriceError) -> &'static str {
    match error {
        PriceError::MissingRate(_) => "missing-rate",
        PriceError::Field(error) => match error.problem {
            Problem::NoWorkload | Problem::OutOfRange { .. } | Problem::TooMany { .. } | Problem::TooLong { .. } => {
                "out-of-range"
            }
            Problem::TooManyTokens => "too-many-tokens",
            Problem::CacheExceedsInput => "cache-exceeds-input",
            Problem::RoutesExceedAll => "routes-exceed-all",
            Problem::NeedsRequests => "needs-requests",
            Problem::PrefixTooLong => "prefix-too-long",
        },
    }
}

fn error_value(error: &PriceError) -> Value {
    json!({ "kind": error_kind(error), "text": error.to_string() })
}

fn report_value(report: &Report) -> Value {
    let ladder = match &report.ladder {
        Ok(ladder) => {
            let list = json!({ "step": "list", "amount": ladder.list.exact() });
            let steps =
                ladder.steps.iter().map(|step| json!({ "step": step.lever.name(), "amount": step.change.exact() }));
            core::iter::once(list).chain(steps).collect()
        }
        Err(error) => json!({ "missing": error.to_string() }),
    };
    json!({
        "lines": report.lines.iter().map(line_value).collect::<Vec<_>>(),
        "month": report.month().exact(),
        "year": report.year().exact(),
        "ladder": ladder,
        "per_million_tokens": report.per_million_tokens().map(pricing::money::Usd::exact),
        "per_thousand_requests": report.per_thousand_requests().map(pricing::money::Usd::exact),
        "cache_break_even": report.cache_break_even.iter().map(break_even_value).collect::<Vec<_>>(),
    })
}

fn line_value(line: &LineItem) -> Value {
    let rate = line.price.rate();
    json!({
        "workload": line.workload,
        "model": line.placement.model,
        "scope": line.placement.scope.name(),
        "region": line.placement.region,
        "buying": line.buying.name(),
        "length": line.length.name(),
        "meter": line.meter.name(),
        "tokens": line.quantity.tokens().to_string(),
        "rate": rate.amount().to_string(),
        "unit": rate.unit().name(),
        "cost": line.cost().exact(),
    })
}

fn break_even_value(entry: &CacheBreakEven) -> Value {
    let needed = match entry.needed {
        Needed::Reads(reads) => Some(reads.to_string()),
        Needed::None | Needed::Never => None,
    };
    json!({
        "workload": entry.workload,
        "model": entry.placement.model,
        "buying": entry.buying.name(),
        "length": entry.length.name(),
        "needed": needed,
        "never": entry.needed == Needed::Never,
        "actual": entry.actual.map(|reads| reads.to_string()),
        "repaid": entry.repaid(),
    })
}
