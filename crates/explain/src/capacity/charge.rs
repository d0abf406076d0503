//! One charge for capacity, opened.

use super::super::line::rate_words;
use super::super::{Explanation, count, counted, model_name};
use pricing::money::Usd;
use pricing::names::charge_name;
use pricing::rates::{Buying, Meter, RateCard};
use pricing::report::Charge;

/// `730 unit hours × $39.60 per model unit hour = $28,908.00`.
fn formula(charge: &Charge) -> String {
    format!("{} {} × {} = {}", count(charge.quantity()), counted(charge), charge.price.rate(), charge.cost())
}

/// `8,760 unit hours × $39.60 per model unit hour = $346,896.00 a year`: how a charge comes to so many months, where that isn't
/// a multiple of the month shown.
fn over_hours(charge: &Charge, months: u32) -> Option<String> {
    let hours = charge.average_hours? * u64::from(months);
    let cost = charge.months(months);
    let [bought, _] = charge.factors;
    let period = if months == 12 { "a year".to_owned() } else { format!("for {months} months") };
    let quantity = format!("{} × {} hours", count(bought), count(hours));
    Some(format!("{quantity} × {} = {cost} {period}", charge.price.rate()))
}

/// How charges of a month come to so many months: times so many, or by the hours.
pub(crate) fn over_months(charges: &[&Charge], months: u32) -> Vec<String> {
    let month: Usd = charges.iter().map(|charge| charge.cost()).sum();
    let all: Usd = charges.iter().map(|charge| charge.months(months)).sum();
    if all == month.times(months) {
        return vec![format!("{months} × {month} = {all}")];
    }
    let mut formula: Vec<String> = charges.iter().filter_map(|charge| over_hours(charge, months)).collect();
    let (by_month, hourly): (Vec<&Charge>, Vec<&Charge>) =
        charges.iter().partition(|charge| charge.average_hours.is_none());
    if !by_month.is_empty() {
        formula.extend(over_months(&by_month, months));
    }
    if by_month.len() + hourly.len() > 1 {
        formula.push(format!("together {all}"));
    }
    formula
}

/// Opens what some charges come to together, with the rate of the first; nothing where nothing is charged.
pub(super) fn together(what: &str, charges: Option<&Vec<Charge>>, card: &RateCard) -> Option<Explanation> {
    let charges = charges?;
    let first = charges.first()?;
    let rate = Some(rate_words(&first.price, &first.key(), card));
    let formula = charges.iter().map(formula).collect();
    Some(Explanation { what: what.to_owned(), quantity: Vec::new(), formula, rate, notes: Vec::new() })
}

/// Opens a charge.
pub fn charge(charge: &Charge, card: &RateCard) -> Explanation {
    let [count_of, times] = charge.factors.map(count);
    let quantity = match (charge.meter, charge.buying) {
        (Meter::ModelUnit, Buying::Import) => format!("{count_of} units × {times} minutes, in windows of five"),
        (Meter::ModelUnit, _) => format!("{count_of} units × {times} hours in the month"),
        (Meter::Training, _) => format!("{count_of} × {times} epochs"),
        (Meter::Storage, _) => format!("{count_of} kept for a month"),
        _ => format!("{count_of} tokens a minute × {times} hours in the month"),
    };
    let mut notes = Vec::new();
    if charge.price.secondary {
        notes.push("This rate is read from a secondary source, not from an AWS publication.".to_owned());
    }
    Explanation {
        what: format!("{}: {}.", charge_name(charge), model_name(&charge.placement.model, card)),
        quantity: vec![format!("{quantity} = {}", count(charge.quantity()))],
        formula: vec![formula(charge)],
        rate: Some(rate_words(&charge.price, &charge.key(), card)),
        notes,
    }
}
