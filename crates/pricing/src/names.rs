//! How workloads, lines, charges, levers, offers and the like are called wherever they are shown or written.

use crate::commitment::{Clause, Crossing, Offers, Precedent, Vary};
use crate::ladder::Lever;
use crate::money::{Unit, grouped};
use crate::rates::{Buying, Meter, PromptLength, RateCard};
use crate::report::{Charge, LineItem, Owner};
use crate::scenario::{
    Alternative, Bought, Commitment, CustomServing, Forecast, Purchase, ReservedTerm, Scenario, ServiceTier,
};
use crate::services::{FactorKind, ServiceLine, ServiceOwner, ServiceRate};

/// What a line is called: `Cache read, batch`, `Input, on demand, long prompts`.
pub fn line_name(line: &LineItem) -> String {
    let mut name = format!("{}, {}", capitalised(line.meter.words()), buying_name(line.buying));
    if line.length == PromptLength::Long {
        name.push_str(", long prompts");
    }
    name
}

/// A way of buying as a line's name has it: `on demand`, `Flex`, `batch`.
pub const fn buying_name(buying: Buying) -> &'static str {
    buying.words()
}

/// A model by its name, or by its identifier where the card doesn't have it.
pub fn model_name<'a>(id: &'a str, card: &'a RateCard) -> &'a str {
    card.model(id).map_or(id, |model| model.name.as_str())
}

/// The name of a workload: what the reader calls it, or its place in the list.
pub fn workload_name(scenario: &Scenario, index: usize) -> String {
    match scenario.workloads.get(index) {
        Some(workload) if !workload.name.trim().is_empty() => workload.name.clone(),
        _ => format!("Workload {}", index + 1),
    }
}

/// What an entry of a scenario is called: a workload by its name, all others by their place.
pub fn owner_name(scenario: &Scenario, owner: Owner) -> String {
    match owner {
        Owner::Workload(index) => workload_name(scenario, index),
        Owner::Purchase(index) => format!("Purchase {}", index + 1),
        Owner::Custom(index) => format!("Custom model {}", index + 1),
        Owner::Service(owner) => service_owner_name(scenario, owner),
    }
}

/// What an entry of a scenario's services is called: by its name, otherwise by its place.
pub fn service_owner_name(scenario: &Scenario, owner: ServiceOwner) -> String {
    let services = &scenario.services;
    let (kind, name) = match owner {
        ServiceOwner::Monitoring => return "Metrics, alarms and dashboards".to_owned(),
        ServiceOwner::Network => return "Private endpoints and transfer".to_owned(),
        ServiceOwner::Evaluation => return "Model evaluation by people".to_owned(),
        ServiceOwner::Support => return "Support plan".to_owned(),
        ServiceOwner::Documents(index) => ("Documents", services.documents.get(index).map(|of| &of.name)),
        ServiceOwner::Agents(index) => ("Agents", services.agents.get(index).map(|of| &of.name)),
        ServiceOwner::Flow(index) => ("Flow", services.flows.get(index).map(|of| &of.name)),
        ServiceOwner::Logs(index) => ("Invocation logs", services.logs.get(index).map(|of| &of.name)),
        ServiceOwner::Guardrail(index) => ("Guardrail", services.guardrails.get(index).map(|of| &of.name)),
        ServiceOwner::Knowledge(index) => ("Knowledge base", services.knowledge.get(index).map(|of| &of.name)),
        ServiceOwner::Own(index) => ("Your line", services.lines.get(index).map(|of| &of.name)),
    };
    match name.filter(|name| !name.trim().is_empty()) {
        Some(name) => name.clone(),
        None => format!("{kind} {}", owner.index() + 1),
    }
}

/// What a line of services is called: `Guardrail, content filters, answers`, `Titan Text Embeddings V2, documents`.
pub fn service_line_name(line: &ServiceLine, scenario: &Scenario, card: &RateCard) -> String {
    let has = |kind: FactorKind| line.quantity.factors.iter().any(|factor| factor.kind == kind);
    let name = match &line.price {
        ServiceRate::Item { item, .. } => {
            let side = line.quantity.factors.iter().find_map(|factor| match factor.kind {
                FactorKind::UnitsOfPrompt { .. } | FactorKind::BytesOfPrompt => Some("prompts"),
                FactorKind::UnitsOfAnswer { .. } | FactorKind::BytesOfAnswer => Some("answers"),
                _ => None,
            });
            match side {
                Some(side) => format!("{}, {side}", item.words()),
                None if has(FactorKind::Paused) => format!("{}, paused", item.words()),
                None => item.words().to_owned(),
            }
        }
        ServiceRate::Model { placement, meter, buying, .. } => {
            let what = match (meter, buying) {
                (Meter::Query, _) => "ordering",
                _ if has(FactorKind::TokensOfQuery) => "queries",
                (_, Buying::Batch) => "documents, as batch",
                _ => "documents",
            };
            format!("{}, {what}", model_name(&placement.model, card))
        }
        ServiceRate::Amount { .. } => service_owner_name(scenario, line.owner),
    };
    if has(FactorKind::Renewed) { format!("{name}, read in anew") } else { name }
}

/// What a step of the ladder is called; the tier by its own name where there is one: `Caching`, `Priority`.
pub fn lever_name(lever: Lever, scenario: &Scenario) -> String {
    if lever == Lever::Tier {
        let mut tiers = scenario.workloads.iter().map(|workload| workload.tier);
        let mut tiers = tiers.by_ref().filter(|tier| *tier != ServiceTier::Standard);
        if let Some(tier) = tiers.next()
            && tiers.all(|other| other == tier)
        {
            return capitalised(buying_name(tier.buying()));
        }
    }
    capitalised(lever.name())
}

/// A text with its first letter as a capital.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| core::iter::once(first.to_ascii_uppercase()).chain(letters).collect())
}

/// `2 six-month units of Claude Sonnet 4.5`, `Reserved throughput of Claude Sonnet 4.5 for one month`.
pub fn purchase_name(purchase: &Purchase, card: &RateCard) -> String {
    let model = model_name(&purchase.placement.model, card);
    match purchase.bought {
        Bought::Units { units, term, .. } => format!("{} of {model}", units_of("One", units.count(), term.buying())),
        Bought::Reserved { term, .. } => {
            let months = if term == ReservedTerm::OneMonth { "one month" } else { "three months" };
            format!("Reserved throughput of {model} for {months}")
        }
    }
}

/// `One six-month unit`, `2 uncommitted units`.
pub fn units_of(one: &str, units: u64, buying: Buying) -> String {
    let term = match buying {
        Buying::NoCommitment => "uncommitted",
        Buying::OneMonth => "one-month",
        _ => "six-month",
    };
    if units == 1 { format!("{one} {term} unit") } else { format!("{} {term} units", grouped(&units.to_string())) }
}

/// What a charge is called: `Model units, six months`, `Input reserved, one month`.
pub fn charge_name(charge: &Charge) -> String {
    let bought = charge.buying.words();
    match (charge.meter, charge.buying) {
        (Meter::ModelUnit, Buying::Import) => "Imported model, active minutes".to_owned(),
        (Meter::ModelUnit, _) => format!("Model units, {bought}"),
        (Meter::Training, _) => "Training, once".to_owned(),
        (Meter::Storage, _) => "Storage".to_owned(),
        (meter, _) => format!("{}, {bought}", capitalised(meter.words())),
    }
}

/// What the quantity of a charge counts.
pub const fn counted(charge: &Charge) -> &'static str {
    match (charge.meter, charge.buying) {
        (Meter::ModelUnit, Buying::Import) => "unit minutes",
        (Meter::ModelUnit, _) => "unit hours",
        (Meter::Training, _) => match charge.price.base.unit() {
            Unit::TrainingHour => "hours",
            _ => "tokens",
        },
        (Meter::Storage, Buying::Import) => "units",
        (Meter::Storage, _) => "model",
        (_, Buying::Custom) => "tokens",
        _ => "TPM-hours",
    }
}

/// A way of serving a custom model in words: `on demand`, `model units`.
pub const fn serving_name(serving: CustomServing) -> &'static str {
    match serving {
        CustomServing::None => "not served",
        CustomServing::OnDemand => "on demand",
        CustomServing::Units => "model units",
        CustomServing::Import => "import",
    }
}

/// What the reader calls an alternative, or its place in the list.
pub fn alternative_name(given: &Alternative, index: usize) -> String {
    if given.name.trim().is_empty() { format!("Alternative {}", index + 1) } else { given.name.clone() }
}

/// A clause in words.
pub const fn clause_name(clause: Clause) -> &'static str {
    match clause {
        Clause::FullCounting => "Partner models count in full",
        Clause::EarnsDiscount => "Partner models earn the discount",
        Clause::RateHold => "Rate hold",
        Clause::Reduction => "One-time reduction",
        Clause::DeprecationParity => "Deprecation parity",
    }
}

/// What prices are taken to do, in words.
pub const fn precedent_name(precedent: Precedent) -> &'static str {
    match precedent {
        Precedent::LargestRise => "Prices rise as in the largest published rise",
        Precedent::TypicalRise => "Prices rise as in a typical published rise",
        Precedent::TypicalCut => "Prices fall as in a typical published cut",
        Precedent::LargestCut => "Prices fall as in the largest published cut",
    }
}

/// What the reader calls an offer; `None` without a name. Counted from 1: 0 is no commitment.
fn typed_offer_name(commitment: &Commitment, index: usize) -> Option<&str> {
    let offer = commitment.offers.get(index.checked_sub(1)?)?;
    Some(offer.name.trim()).filter(|name| !name.is_empty())
}

/// An offer within a sentence: by the name that the reader gave it, otherwise `offer 2`. Counted from 1: 0 is `no commitment`.
pub fn offer_name(commitment: &Commitment, index: usize) -> String {
    match typed_offer_name(commitment, index) {
        Some(name) => name.to_owned(),
        None if index == 0 => "no commitment".to_owned(),
        None => format!("offer {index}"),
    }
}

/// An offer where its name stands by itself or begins a sentence: as [`offer_name`], but `Offer 2` and `No commitment`. A name that
/// the reader gave stays as it is.
pub fn offer_title(commitment: &Commitment, index: usize) -> String {
    typed_offer_name(commitment, index).map_or_else(|| capitalised(&offer_name(commitment, index)), str::to_owned)
}

/// `1 year`, `3 years`.
pub fn years_words(years: usize) -> String {
    if years == 1 { "1 year".to_owned() } else { format!("{years} years") }
}

/// `Offer 2 costs less than offer 1`.
pub fn crossing_name(commitment: &Commitment, crossing: &Crossing) -> String {
    format!("{} costs less than {}", offer_title(commitment, crossing.one), offer_name(commitment, crossing.other))
}

/// A demand against the scenario’s: `-20%`, `as it is`.
pub fn demand_words(parts: u64) -> String {
    let (less, off) = if parts < 10_000 { ("-", 10_000 - parts) } else { ("+", parts - 10_000) };
    if off == 0 {
        return "as it is".to_owned();
    }
    let (whole, rest) = (off / 100, off % 100);
    if rest == 0 { format!("{less}{whole}%") } else { format!("{less}{whole}.{rest:02}%") }
}

/// A demand against the scenario’s, as one reads it in a sentence: `your demand`, `a demand 20% below yours`.
pub fn demand_from(parts: u64) -> String {
    let words = demand_words(parts);
    match words.split_at_checked(1) {
        Some(("-", off)) => format!("a demand {off} below yours"),
        Some(("+", off)) => format!("a demand {off} above yours"),
        _ => "your demand".to_owned(),
    }
}

/// A forecast against the scenario’s demand: `-20%`; `-20%, AI +50%` where AI has a demand of its own.
pub fn forecast_words(forecast: &Forecast) -> String {
    let (all, ai) = (forecast.demand.ten_thousandths(), forecast.ai_demand().ten_thousandths());
    if ai == all { demand_words(all) } else { format!("{}, AI {}", demand_words(all), demand_words(ai)) }
}

/// A forecast as one reads it in a sentence: `a demand 20% below yours`, and `your demand for AI, a demand 20% below yours for
/// everything else`.
pub fn forecast_from(forecast: &Forecast) -> String {
    let (all, ai) = (forecast.demand.ten_thousandths(), forecast.ai_demand().ten_thousandths());
    if ai == all {
        demand_from(all)
    } else {
        format!("{} for AI, {} for everything else", demand_from(ai), demand_from(all))
    }
}

/// What varies in a turn, in words.
pub const fn vary_words(vary: Vary) -> &'static str {
    match vary {
        Vary::All => "all demand",
        Vary::Ai => "AI demand alone",
        Vary::Other => "other demand alone",
    }
}

/// Why there is no increase of which a part could be used.
pub fn not_comparable(offers: &Offers, crossing: &Crossing) -> &'static str {
    let years = |index: usize| offers.offers.get(index).map(|offer| offer.years);
    if crossing.other == 0 {
        "nothing promised"
    } else if crossing.one > 0 && years(crossing.one) != years(crossing.other) {
        "years differ"
    } else {
        "no more promised"
    }
}
