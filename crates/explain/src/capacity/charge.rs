//! One charge for capacity, opened.

use super::super::line::rate_words;
use super::super::{Explanation, count, counted, model_name};
use pricing::names::charge_name;
use pricing::rates::{Buying, Meter, RateCard};
use pricing::report::Charge;

/// `730 unit hours × $39.60 per model unit hour = $28,908.00`.
fn formula(charge: &Charge) -> String {
    format!("{} {} × {} = {}", count(charge.quantity()), counted(charge), charge.price.rate(), charge.cost())
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
    if charge.is_secondary(card) {
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
