//! Services around inference in words: their lines, opened, and their rows.

use super::{Explanation, LedgerRow, Origin, RateWords, place, rate_parts};
use crate::bill::BillLine;
use crate::line::rate_words;
use pricing::money::grouped;
use pricing::names::service_line_name;
use pricing::rates::{PublishedService, RateCard, RateKey};
use pricing::report::Report;
use pricing::scenario::{BilledBy, Guardrail, Placement, Scenario};
use pricing::services::{Factor, FactorKind, Measured, ServiceLine, ServiceOwner, ServiceRate};

/// Opens a line of services of a report that `scenario` and `card` led to.
pub fn service_line(line: &ServiceLine, scenario: &Scenario, card: &RateCard) -> Explanation {
    let name = service_line_name(line, scenario, card);
    let when = if line.once { "paid once" } else { "a month" };
    let mut notes = Vec::new();
    let (rate, formula) = match &line.price {
        ServiceRate::Item { item, price, published, region } => {
            if let Some(priced) = line.price.elsewhere() {
                notes.push(format!("No price is known for {region}; that of {priced} stands for it, as you chose."));
            }
            if published.is_some_and(|found| !found.source.primary) {
                notes.push("This price is read from a secondary source, not from an AWS publication.".to_owned());
            }
            let rate = format!("{price} per {}", item.unit().name());
            let formula = format!("{} × {rate} = {}", quantity_words(line), line.cost());
            (Some(RateWords { rate, change: None, origin: origin(*published) }), formula)
        }
        ServiceRate::Model { placement, price, .. } => {
            let formula = format!("{} × {} = {}", quantity_words(line), price.rate(), line.cost());
            notes.push(place(placement, card));
            (key_of(&line.price).map(|key| rate_words(price, &key, card)), formula)
        }
        ServiceRate::Amount { billed, .. } => {
            notes.push(billed_words(*billed).to_owned());
            (None, format!("as you typed it: {}", line.cost()))
        }
    };
    let steps = line.quantity.factors.iter().map(|factor| factor_words(factor, guardrail_of(line, scenario)));
    let mut quantity: Vec<String> = steps.collect();
    // The first factor multiplies nothing.
    if let Some(first) = quantity.first_mut()
        && let Some(rest) = first.strip_prefix("× ")
    {
        *first = rest.to_owned();
    }
    if let Some(words) = measured_words(line.quantity.measured) {
        quantity.push(words.to_owned());
    }
    Explanation { what: format!("{name}, {when}."), quantity, formula: vec![formula], rate, notes }
}

/// What a price of a model is looked up by.
pub(crate) fn key_of(price: &ServiceRate) -> Option<RateKey<'_>> {
    let ServiceRate::Model { placement: Placement { model, scope, region }, buying, meter, .. } = price else {
        return None;
    };
    let length = pricing::rates::PromptLength::Ordinary;
    Some(RateKey { model, scope: *scope, region, buying: *buying, length, meter: *meter })
}

fn guardrail_of<'a>(line: &ServiceLine, scenario: &'a Scenario) -> Option<&'a Guardrail> {
    let ServiceOwner::Guardrail(index) = line.owner else { return None };
    scenario.services.guardrails.get(index)
}

fn origin(published: Option<&PublishedService>) -> Origin {
    published.map_or(Origin::Typed, |found| Origin::Published {
        title: found.source.title().to_owned(),
        publisher: found.source.publisher().to_owned(),
        published: found.source.published,
        read: found.read,
        place: found.source.place().to_owned(),
        primary: found.source.primary,
        note: found.note.map(|note| note.text().to_owned()),
    })
}

/// Who bills a cost, and what that means for the commitment.
const fn billed_words(billed: BilledBy) -> &'static str {
    match billed {
        BilledBy::Aws => "AWS bills it: it earns the commitment’s discount and counts in full.",
        BilledBy::Marketplace => "AWS Marketplace bills it: it earns no discount and counts as Marketplace spend.",
        BilledBy::Neither => "Neither AWS nor AWS Marketplace bills it: it doesn’t touch the commitment.",
    }
}

const fn measured_words(measured: Measured) -> Option<&'static str> {
    match measured {
        Measured::AsItIs => None,
        Measured::Gigabytes => Some("in gigabytes of 1,073,741,824 bytes, to six places"),
        Measured::Terabytes => Some("in terabytes of 1,099,511,627,776 bytes, to six places"),
        Measured::Hours => Some("in hours of 3,600 seconds, to six places"),
    }
}

/// A factor in words: `20 units of each prompt: 20,000 characters / 1,000, rounded up; a token is 4 characters`.
fn factor_words(factor: &Factor, guardrail: Option<&Guardrail>) -> String {
    let value = grouped(&factor.value.to_string());
    let units = |of: &str, characters: u64| {
        let each = guardrail.map(|of| format!("; a token is {} characters", of.characters_per_token()));
        let characters = grouped(&characters.to_string());
        format!("{value} units of {of}: {characters} characters / 1,000, rounded up{}", each.unwrap_or_default())
    };
    let what = match factor.kind {
        FactorKind::UnitsOfPrompt { characters } => return format!("× {}", units("each prompt", characters)),
        FactorKind::UnitsOfAnswer { characters } => return format!("× {}", units("each answer", characters)),
        FactorKind::UnitsOfGrounding { characters } => {
            return format!("× {}", units("each source, query and answer", characters));
        }
        FactorKind::Calls => return format!("{value} model calls a month"),
        FactorKind::AnsweredCalls => return format!("{value} model calls a month whose input isn’t blocked"),
        FactorKind::Requests => return format!("{value} requests a month"),
        FactorKind::Documents => return format!("{value} documents"),
        FactorKind::Vectors => return format!("{value} vectors"),
        FactorKind::Queries => return format!("{value} queries a month"),
        FactorKind::Operations => return format!("{value} reads and writes a month"),
        FactorKind::Ocus => return format!("{value} OCUs"),
        FactorKind::Acus => return format!("{value} ACUs on average"),
        FactorKind::Ncus => return format!("{value} m-NCUs"),
        FactorKind::Gigabytes => return format!("{value} GB"),
        FactorKind::Tools => return format!("{value} tools indexed"),
        FactorKind::Records => return format!("{value} records kept"),
        FactorKind::Objects => return format!("{value} objects"),
        FactorKind::Metrics => return format!("{value} metrics at this price"),
        FactorKind::Alarms => return format!("{value} alarms"),
        FactorKind::Dashboards => return format!("{value} dashboards above the three that are free"),
        FactorKind::Tasks => return format!("{value} tasks that people complete"),
        FactorKind::Endpoints => return format!("{value} endpoints"),
        FactorKind::Dollars => {
            return format!("${value} that AI adds to this band: what AWS bills of it, without AWS Marketplace");
        }
        FactorKind::Images => "images of each call",
        FactorKind::Pages => "pages",
        FactorKind::Fields => "fields above 30",
        FactorKind::ImagesRead => "images",
        FactorKind::Sessions => "sessions",
        FactorKind::CpuSeconds => "vCPU-seconds used in each session",
        FactorKind::Seconds => "seconds that each session lives",
        FactorKind::PeakGigabytes => "GB at its peak, 0.128 at least",
        FactorKind::EachSession => "in each session",
        FactorKind::EvaluatedTokens => "tokens of each session",
        FactorKind::Executions => "executions",
        FactorKind::Transitions => "node transitions of each execution",
        FactorKind::BytesOfPrompt => "bytes of each prompt with its JSON",
        FactorKind::BytesOfAnswer => "bytes of each answer",
        FactorKind::Months => "months kept",
        FactorKind::Compressed => "left by compression",
        FactorKind::Zones => "Availability Zones of each",
        FactorKind::QueriesPerRequest => "queries of each request",
        FactorKind::TokensOfQuery => "tokens of each query",
        FactorKind::RerankQueries => "queries of the price for each query: 100 chunks each",
        FactorKind::TokensOfDocument => "tokens of each document",
        FactorKind::WithOverlap => "of the corpus, with what chunks repeat",
        FactorKind::Renewed => "of the corpus read in anew each month",
        FactorKind::VectorsSearched => "vectors that a query searches at this price",
        FactorKind::BytesOfVector => "bytes of each vector",
        FactorKind::BytesReturned => "bytes of each query beyond the 512 KB that are free",
        FactorKind::WithReplicas => "graphs, with replicas",
        FactorKind::Paused => "of the price while paused",
        FactorKind::Hours => "hours of the month",
        FactorKind::Retrievals => "retrievals of each query",
    };
    format!("× {value} {what}")
}

/// How many are charged, with their unit: `400,000 text units`.
fn quantity_words(line: &ServiceLine) -> String {
    let (amount, counted) = quantity(line);
    if counted.is_empty() { amount } else { format!("{amount} {counted}") }
}

/// How many are charged, and of what.
fn quantity(line: &ServiceLine) -> (String, &'static str) {
    (grouped(&line.charged().to_string()), line.counted())
}

/// Dollars for one unit, and the unit.
fn price_parts(line: &ServiceLine) -> (String, String) {
    match &line.price {
        ServiceRate::Item { item, price, .. } => (price.to_string(), format!("per {}", item.unit().name())),
        ServiceRate::Model { price, .. } => rate_parts(price.rate()),
        ServiceRate::Amount { amount, .. } => (amount.to_string(), String::new()),
    }
}

/// What a model's price is for: `embedding`, `ordering`.
pub(crate) const fn model_words(line: &ServiceLine) -> &'static str {
    match &line.price {
        ServiceRate::Model { meter: pricing::rates::Meter::Query, .. } => "Ordering",
        ServiceRate::Model { buying: pricing::rates::Buying::Batch, .. } => "Embeddings, batch",
        _ => "Embeddings",
    }
}

fn is_secondary(line: &ServiceLine, card: &RateCard) -> bool {
    match &line.price {
        ServiceRate::Item { published, .. } => published.is_some_and(|found| !found.source.primary),
        ServiceRate::Model { price, .. } => {
            let found = key_of(&line.price).and_then(|key| card.rate(&key));
            !price.typed && found.is_some_and(|found| !found.source.primary)
        }
        ServiceRate::Amount { .. } => false,
    }
}

/// What stands below a line's name: the workload that drives it, where it is paid once, and a price from elsewhere.
fn under(line: &ServiceLine, scenario: &Scenario) -> String {
    let mut parts = Vec::new();
    if let Some(workload) = line.workload {
        parts.push(super::workload_name(scenario, workload));
    }
    if line.once {
        parts.push("paid once".to_owned());
    }
    if let Some(region) = line.price.elsewhere() {
        parts.push(format!("price of {region}"));
    }
    parts.join(", ")
}

/// A row of the ledger.
pub(crate) fn row(index: usize, line: &ServiceLine, scenario: &Scenario, card: &RateCard) -> LedgerRow {
    let (amount, counted) = quantity(line);
    let (rate, unit) = price_parts(line);
    LedgerRow {
        id: format!("service-{index}"),
        name: service_line_name(line, scenario, card),
        place: Some(under(line, scenario)).filter(|under| !under.is_empty()),
        quantity: amount,
        counted,
        rate,
        unit,
        typed: line.price.is_typed(),
        secondary: is_secondary(line, card),
        cost: line.cost().to_string(),
    }
}

/// A line of the bill.
pub(crate) fn bill_line(index: usize, line: &ServiceLine, scenario: &Scenario, card: &RateCard) -> BillLine {
    let (rate, unit) = price_parts(line);
    let is_amount = matches!(line.price, ServiceRate::Amount { .. });
    BillLine {
        id: format!("service-{index}"),
        name: service_line_name(line, scenario, card),
        under: under(line, scenario),
        quantity: if is_amount { String::new() } else { quantity_words(line) },
        rate: if unit.is_empty() { rate } else { format!("{rate} {unit}") },
        mark: match (line.price.is_typed(), is_secondary(line, card)) {
            (true, _) => Some("Your price"),
            (false, true) => Some("Not from AWS"),
            (false, false) => None,
        },
        cost: line.cost().to_string(),
        is_once: line.once,
    }
}

/// A line's exact quantity, price and unit, for a spreadsheet.
pub(crate) fn cells(line: &ServiceLine) -> [String; 3] {
    match &line.price {
        ServiceRate::Item { item, price, .. } => {
            [line.charged().to_string(), price.amount().to_string(), item.unit().name()]
        }
        ServiceRate::Model { price, .. } => {
            let rate = price.rate();
            let amount = rate.amount().normalize().to_string();
            [line.charged().to_string(), amount, rate.unit().name().to_owned()]
        }
        ServiceRate::Amount { amount, .. } => ["1".to_owned(), amount.exact(), String::new()],
    }
}

/// What services cost a month, opened: one term for each entry.
pub fn services(report: &Report, scenario: &Scenario) -> Explanation {
    let mut entries: Vec<(ServiceOwner, pricing::money::Usd)> = Vec::new();
    for line in report.services.iter().filter(|line| !line.once) {
        match entries.iter_mut().find(|(owner, _)| *owner == line.owner) {
            Some((_, sum)) => *sum = *sum + line.cost(),
            None => entries.push((line.owner, line.cost())),
        }
    }
    let named = |(owner, sum): &(ServiceOwner, pricing::money::Usd)| {
        format!("{}: {sum}", pricing::names::service_owner_name(scenario, *owner))
    };
    let mut formula: Vec<String> = entries.iter().map(named).collect();
    formula.push(format!(
        "sum of {} lines = {}",
        report.services.iter().filter(|line| !line.once).count(),
        report.services()
    ));
    Explanation {
        what: "What services around inference cost a month. Inference isn’t in it.".to_owned(),
        quantity: Vec::new(),
        formula,
        rate: None,
        notes: Vec::new(),
    }
}
