//! A scenario and its report as one JSON object, every number as text.

mod commitment;

pub use commitment::clause_name;

use pricing::capacity::{CustomOutlook, PurchaseOutlook, Side, TermOutlook, custom_outlook, purchase_outlook};
use pricing::ladder::Ladder;
use pricing::money::Usd;
use pricing::price::{PriceError, price};
use pricing::rates::RateCard;
use pricing::report::{CacheBreakEven, Charge, LineItem, Needed, Owner, Report};
use pricing::scenario::{Problem, Scenario};
use pricing::services::{ServiceLine, ServiceRate};
use serde_json::{Value, json};

/// Prices a scenario and writes both down.
pub fn vector(scenario: &Scenario) -> String {
    let scenario_value = serde_json::to_value(scenario).unwrap_or(Value::Null);
    let card = RateCard::of(scenario.rates).unwrap_or_else(RateCard::newest);
    let answer = match price(scenario, &card) {
        Ok(report) => json!({
            "commitment": commitment::values(scenario, &report, &card),
            "scenario": scenario_value,
            "report": report_value(&report, &card),
            "purchases": (0..scenario.capacity.purchases.len())
                .map(|index| purchase_outlook(scenario, &card, index).map(|outlook| purchase_value(&outlook)))
                .collect::<Vec<_>>(),
            "customs": (0..scenario.capacity.customs.len())
                .map(|index| custom_outlook(scenario, &card, index).map(|outlook| custom_value(&outlook)))
                .collect::<Vec<_>>(),
        }),
        Err(error) => return json!({ "scenario": scenario_value, "error": error_value(&error) }).to_string(),
    };
    answer.to_string()
}

/// The stable word for the kind of an error.
pub fn error_kind(error: &PriceError) -> &'static str {
    match error {
        PriceError::MissingRate(missing) if missing.refused_above.is_some() => "above-window",
        PriceError::MissingRate(_) | PriceError::MissingService(_) => "missing-rate",
        PriceError::Field(error) => match error.problem {
            Problem::NoWorkload | Problem::OutOfRange { .. } | Problem::TooMany { .. } | Problem::TooLong { .. } => {
                "out-of-range"
            }
            Problem::NeedsRequestsOf { .. } => "needs-requests-of",
            Problem::TooMuchOfServices => "too-much-of-services",
            Problem::NoLoad => "no-load",
            Problem::NoWeight => "no-weight",
            Problem::NothingLeft => "nothing-left",
            Problem::WrongUnit => "wrong-unit",
            Problem::TooManyTokens => "too-many-tokens",
            Problem::CacheExceedsInput => "cache-exceeds-input",
            Problem::CountsExceedInput => "counts-exceed-input",
            Problem::RoutesExceedAll => "routes-exceed-all",
            Problem::NeedsRequests => "needs-requests",
            Problem::GrowthNeedsRequests => "growth-needs-requests",
            Problem::PrefixTooLong => "prefix-too-long",
        },
    }
}

fn error_value(error: &PriceError) -> Value {
    json!({ "kind": error_kind(error), "text": error.to_string() })
}

fn report_value(report: &Report, card: &RateCard) -> Value {
    let ladder = |of: &Result<Ladder, PriceError>| match of {
        Ok(ladder) => ladder_value(ladder),
        Err(error) => json!({ "missing": error.to_string() }),
    };
    json!({
        "lines": report.lines.iter().map(line_value).collect::<Vec<_>>(),
        "charges": report.charges.iter().map(charge_value).collect::<Vec<_>>(),
        "services": report.services.iter().map(|line| service_value(line, card)).collect::<Vec<_>>(),
        "month": report.month().exact(),
        "inference": report.inference().exact(),
        "once": report.once().exact(),
        "year": report.year().exact(),
        "ladder": ladder(&report.ladder),
        "ladder_of_year": ladder(&report.year_ladder),
        "per_million_tokens": report.per_million_tokens().map(pricing::money::Usd::exact),
        "per_thousand_requests": report.per_thousand_requests().map(pricing::money::Usd::exact),
        "cache_break_even": report.cache_break_even.iter().map(break_even_value).collect::<Vec<_>>(),
    })
}

fn ladder_value(ladder: &Ladder) -> Value {
    let list = json!({ "step": "list", "amount": ladder.list.exact() });
    let steps = ladder.steps.iter().map(|step| json!({ "step": step.lever.name(), "amount": step.change.exact() }));
    core::iter::once(list).chain(steps).collect()
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

fn charge_value(charge: &Charge) -> Value {
    let (owner, index) = owner_value(charge.owner);
    let rate = charge.price.rate();
    json!({
        "owner": owner,
        "index": index,
        "model": charge.placement.model,
        "buying": charge.buying.name(),
        "meter": charge.meter.name(),
        "quantity": charge.quantity().to_string(),
        "rate": rate.amount().to_string(),
        "unit": rate.unit().name(),
        "cost": charge.cost().exact(),
    })
}

fn service_value(line: &ServiceLine, card: &RateCard) -> Value {
    let (owner, index) = owner_value(Owner::Service(line.owner));
    let (item, price) = match &line.price {
        ServiceRate::Item { item, price, .. } => (item.name(), price.amount()),
        ServiceRate::Model { placement, price, .. } => (placement.model.as_str(), price.rate().amount()),
        ServiceRate::Amount { amount, .. } => ("amount", amount.amount()),
    };
    json!({
        "owner": owner,
        "index": index,
        "workload": line.workload,
        "item": item,
        "quantity": line.charged().to_string(),
        "price": price.normalize().to_string(),
        "cost": line.cost().exact(),
        "once": line.once,
        "billed": line.biller(card),
    })
}

fn owner_value(owner: Owner) -> (&'static str, usize) {
    match owner {
        Owner::Workload(index) => ("workload", index),
        Owner::Purchase(index) => ("purchase", index),
        Owner::Custom(index) => ("custom", index),
        Owner::Service(owner) => (owner.kind(), owner.index()),
    }
}

fn purchase_value(outlook: &PurchaseOutlook) -> Value {
    json!({
        "sides": outlook.sides.iter().map(side_value).collect::<Vec<_>>(),
        "terms": outlook.terms.iter().map(|term| term_value(outlook, term)).collect::<Vec<_>>(),
    })
}

fn side_value(side: &Side) -> Value {
    let (mean, peak) = side.sizing.mean_and_peak();
    json!({
        "offered": side.sizing.offered.to_string(),
        "unit": side.sizing.unit.to_string(),
        "slots": side.sizing.slot_count(),
        "served": side.sizing.served().to_string(),
        "idle": side.sizing.idle().to_string(),
        "mean": mean.to_string(),
        "peak": peak.to_string(),
        "utilisation": side.utilisation().map(|share| share.to_string()),
        "list": side.list.map(Usd::exact),
        "otherwise": side.otherwise.map(Usd::exact),
    })
}

/// What a term comes to: its price, where it breaks even on each side, and the best number of units.
fn term_value(outlook: &PurchaseOutlook, term: &TermOutlook) -> Value {
    let sides = outlook.sides.iter().zip(&term.hourly).map(|(side, hourly)| {
        let break_even = |cost: Option<Usd>| side.break_even((*hourly)?, cost?, outlook.hours);
        let monthly = hourly.map(|hourly| hourly.times(u32::try_from(outlook.hours).unwrap_or(0)));
        let best = monthly.filter(|_| side.meter.is_none()).and_then(|monthly| side.best(monthly));
        json!({
            "hourly": hourly.map(Usd::exact),
            "break_even_list": break_even(side.list).map(|share| share.to_string()),
            "break_even_otherwise": break_even(side.otherwise).map(|share| share.to_string()),
            "per_million": hourly.and_then(|hourly| side.per_million(hourly, outlook.hours)).map(Usd::exact),
            "best": best.map(|best| json!({ "units": best.units.to_string(), "cost": best.cost.exact() })),
        })
    });
    json!({
        "buying": term.buying.name(),
        "month": outlook.month(term).map(Usd::exact),
        "renewal": outlook.renewal(term).map(Usd::exact),
        "billed_after_7": term.billed(7),
        "owed_after_7": term.owed(7),
        "sides": sides.collect::<Vec<_>>(),
    })
}

fn custom_value(outlook: &CustomOutlook) -> Value {
    json!({
        "once": outlook.once().map(Usd::exact),
        "storage": outlook.storage_month().map(Usd::exact),
        "paths": outlook.paths.iter().map(|path| path.month().map(Usd::exact)).collect::<Vec<_>>(),
        "paths_of_year": outlook.paths.iter().map(|path| path.year().map(Usd::exact)).collect::<Vec<_>>(),
        "first_year": outlook.first_year().map(Usd::exact),
        "serving_share": outlook.serving_share().map(|share| share.to_string()),
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
