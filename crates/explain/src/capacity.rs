//! Purchases and custom models in words: the decision, the terms, what is used and what is idle.

mod charge;
mod custom;
mod terms;

pub use charge::charge;
pub use custom::section as custom_section;
pub(crate) use terms::{price_of_term, used as used_of_side};

use rust_decimal::Decimal;

use super::{Table, purchase_name, signed};
use crate::chart::{self, Plot};
use pricing::capacity::{PurchaseOutlook, Sizes, custom_outlook, purchase_outlook};
use pricing::money::{Usd, rounded_to};
use pricing::names::units_of;
use pricing::rates::{Buying, RateCard};
use pricing::scenario::{Bought, Caching, Purchase, Scenario, ServiceTier};

/// What the capacity view says when there is none.
pub const NO_CAPACITY: &str = "No capacity is bought here. Add units, reserved throughput or a custom model under Capacity to see whether \
     they pay for your own load.";

fn amount(of: Option<Usd>) -> String {
    of.map_or_else(|| "no price".to_owned(), |amount| amount.to_string())
}

/// What is said of one purchase or custom model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CapacitySection {
    /// What stays the same while its figures change. Fit for an `id`.
    pub id: String,
    /// What is bought: `2 six-month units of Claude Sonnet 4.5`.
    pub title: String,
    /// The decision, a sentence each.
    pub lead: Vec<String>,
    /// Its tables.
    pub tables: Vec<Table>,
    /// Its pictures.
    pub plots: Vec<Plot>,
}

impl CapacitySection {
    pub(super) fn new(id: &str, title: &str) -> Self {
        let (id, title) = (id.to_owned(), title.to_owned());
        Self { id, title, lead: Vec::new(), tables: Vec::new(), plots: Vec::new() }
    }
}

/// Every purchase, then every custom model, of a scenario that can be priced.
pub fn capacity(scenario: &Scenario, card: &RateCard) -> Vec<CapacitySection> {
    let mut sections = Vec::new();
    for (index, purchase) in scenario.capacity.purchases.iter().enumerate() {
        if let Some(outlook) = purchase_outlook(scenario, card, index) {
            let id = format!("purchase-{}", index + 1);
            sections.push(CapacitySection {
                title: purchase_name(purchase, card),
                lead: decision(&outlook, purchase, scenario),
                tables: terms::tables(&outlook, purchase, &id, card),
                plots: chart::purchase(&outlook, &id),
                id,
            });
        }
    }
    for (index, model) in scenario.capacity.customs.iter().enumerate() {
        if let Some(outlook) = custom_outlook(scenario, card, index) {
            sections.push(custom::section(&outlook, model, index, card));
        }
    }
    sections
}

/// What the capacity bought does to the bill, what would be cheapest, and how dear each token is.
fn decision(outlook: &PurchaseOutlook, purchase: &Purchase, scenario: &Scenario) -> Vec<String> {
    let Some(term) = outlook.chosen_term() else { return Vec::new() };
    let Some(charge) = outlook.month(term) else {
        return vec![format!("There is no price for {}. Type one under Capacity.", term.buying.words())];
    };
    let mut lead = Vec::new();
    let (mut with, mut list, mut otherwise) = (Some(Usd::ZERO), Some(Usd::ZERO), Some(Usd::ZERO));
    let plus = |sum: Option<Usd>, more: Option<Usd>| Some(sum? + more?);
    for (index, side) in outlook.sides.iter().enumerate() {
        let unit = if side.meter.is_none() { outlook.unit_month(term) } else { outlook.side_month(term, index) };
        with = plus(with, unit.and_then(|unit| side.cost_with(side.sizing.units, unit)));
        list = plus(list, side.list);
        otherwise = plus(otherwise, side.otherwise);
    }
    let what = match purchase.bought {
        Bought::Units { units, .. } => units_of("One", units.count(), term.buying),
        Bought::Reserved { .. } => "This reservation".to_owned(),
    };
    let many = matches!(purchase.bought, Bought::Units { units, .. } if units.count() > 1);
    if let (Some(with), Some(list), Some(otherwise)) = (with, list, otherwise) {
        let mut text = format!("{what} {}", against(list, with, many));
        text.push_str(" against list price");
        if otherwise != list {
            text = format!("{text}, and {} against {}", against(otherwise, with, many), levers(scenario));
        }
        text.push('.');
        lead.push(text);
    } else {
        lead.push(format!("{what} {} {charge} a month.", if many { "cost" } else { "costs" }));
    }
    lead.extend(cheapest(outlook));
    lead.extend(outlook.sides.iter().enumerate().filter_map(|(index, side)| {
        let share = outlook.break_even(term, index, side.otherwise?)?;
        let times = share.checked_div(side.utilisation()?)?;
        let of = side.meter.map_or_else(String::new, |meter| format!(" of {}", meter.words()));
        let times = rounded_to(times, 2).normalize();
        let times = if times == Decimal::ONE { String::new() } else { format!("{times} times ") };
        let used = super::percent(side.utilisation()?);
        Some(format!("At {used} utilisation each served token{of} costs {times}what it would otherwise."))
    }));
    lead
}

/// `saves $140.00 a month`, `loses $4,828.00 a month`.
fn against(other: Usd, with: Usd, many: bool) -> String {
    let verb = match (with.cmp(&other), many) {
        (core::cmp::Ordering::Equal, _) => return "changes nothing".to_owned(),
        (core::cmp::Ordering::Less, false) => "saves",
        (core::cmp::Ordering::Less, true) => "save",
        (core::cmp::Ordering::Greater, false) => "loses",
        (core::cmp::Ordering::Greater, true) => "lose",
    };
    let change = with - other;
    format!("{verb} {} a month", change.max(-change))
}

/// What makes the traffic cheaper than list price: `caching and batch`.
fn levers(scenario: &Scenario) -> String {
    let any = |pulls: fn(&pricing::scenario::Workload) -> bool| scenario.workloads.iter().any(pulls);
    let mut names = Vec::new();
    for (pulled, name) in [
        (any(|workload| workload.caching != Caching::None), "caching"),
        (any(|workload| !workload.batch.is_none()), "batch"),
        (any(|workload| workload.tier != ServiceTier::Standard), "its service tier"),
        (scenario.prices.iter().any(|price| price.buying.is_by_token()), "your prices"),
    ] {
        if pulled {
            names.push(name);
        }
    }
    match names.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
        None => "what it costs otherwise".to_owned(),
    }
}

/// The cheapest number of units over all terms, and what it saves.
fn cheapest(outlook: &PurchaseOutlook) -> Option<String> {
    let side = outlook.sides.first().filter(|side| side.meter.is_none())?;
    let mut found: Option<(Buying, Usd, Sizes)> = None;
    for term in &outlook.terms {
        let Some(unit) = outlook.unit_month(term) else { continue };
        if let Some(best) = side.best(unit)
            && found.is_none_or(|(_, _, cheapest)| best.cost < cheapest.cost)
        {
            found = Some((term.buying, unit, best));
        }
    }
    let (buying, unit, best) = found?;
    if best.units == 0 {
        let all_known = outlook.terms.iter().all(|term| outlook.unit_month(term).is_some());
        let terms = if all_known { "On no term does" } else { "On no term with a price does" };
        return Some(format!("Cheapest for this load: no units at all. {terms} one pay."));
    }
    let (mean, peak) = side.sizing.mean_and_peak();
    let more = |units: u64| side.cost_with(units, unit).map(|cost| signed(cost - best.cost));
    let units = units_of("one", best.units, buying);
    let mut text = format!("Cheapest for this load: {units}, {} a month, overflow included.", best.cost);
    if let (Some(none), Some(at_mean), Some(at_peak)) = (more(0), more(mean), more(peak)) {
        text = format!(
            "{text} Against it, on that term: no unit {none}, sized for the mean ({mean}) {at_mean}, for the peak ({peak}) \
             {at_peak}."
        );
    }
    Some(text)
}
