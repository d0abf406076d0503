//! Group 7: offers of a commitment, how demand may turn out, and what clauses are valued with. Loaded on demand.

use answer::{Element, Here, el};
use pricing::bounds;
use pricing::quantity::{Dollars, Months, Multiple, Years};
use pricing::scenario::{Commitment, Offer};

use super::commitment::first_year;
use super::deal::{numbers, present, source};
use super::{Desk, View, buttons, card, hint};
use crate::field::deal::{FORECASTS, Held, List, Spot};

/// The fields of the group.
#[inline(never)]
pub fn elements(view: &View<'_>, _: Here) -> Vec<Element> {
    let Some(commitment) = &view.sheet.scenario.commitment else {
        return vec![
            hint("Offers are compared over the years of a commitment."),
            buttons(false, &[("start-offers", "Add a commitment", false)]),
        ];
    };
    let mut held = Held::of(view.sheet.scenario);
    let mut elements = vec![hint(
        "What is offered in place of the commitment. The view Commitment says which is cheapest, and from what demand on.",
    )];
    for index in 0..commitment.offers.len() {
        let fields = numbers(view, &mut held, List::Offer, index);
        elements.push(card("offer", index, &format!("Offer {}", index + 1), fields));
    }
    elements.push(buttons(true, &[("add-offer", "Add an offer", commitment.offers.len() >= bounds::OFFERS_MAX)]));
    for (index, name) in FORECASTS.iter().enumerate() {
        let fields = numbers(view, &mut held, List::Forecast, index);
        elements.push(boxed(&format!("forecast-{index}"), &format!("{name} forecast"), fields));
    }
    elements.push(hint("Demand is of spend with AI and without it. The weights needn’t add up to 100%."));
    elements.push(boxed("clauses", "Clauses", numbers(view, &mut held, List::Clauses, 0)));
    elements.push(hint(
        "Without a rate hold, AI prices rise in that year and stay so. A migration is due when a model is withdrawn.",
    ));
    elements.push(hint(&source()));
    elements
}

/// Fields under a legend.
pub fn boxed(key: &str, legend: &str, fields: Vec<Element>) -> Element {
    let legend = el("legend").class("legend").text(legend);
    el("fieldset").key(key).class("stack").child(legend).children(fields)
}

/// One offer more, like the last; or a commitment, where there is none.
pub fn add(desk: Desk) {
    let mut scenario = present(desk);
    let mut first = "add-offer".to_owned();
    if let Some(commitment) = &mut scenario.commitment {
        if commitment.offers.len() < bounds::OFFERS_MAX {
            commitment.offers.push(commitment.offers.last().cloned().unwrap_or_else(|| first_offer(commitment)));
        }
        first = Spot { list: List::Offer, index: commitment.offers.len().saturating_sub(1) }.id("commitment");
    } else {
        scenario.commitment = Some(Commitment { years: vec![first_year()], ..Commitment::default() });
    }
    desk.calculator.replace(scenario);
    super::choose::focus_later(first);
}

/// Takes out an offer.
pub fn remove(desk: Desk, offer: usize) {
    let mut scenario = present(desk);
    if let Some(commitment) = &mut scenario.commitment
        && offer < commitment.offers.len()
    {
        commitment.offers.remove(offer);
    }
    desk.calculator.replace(scenario);
    super::choose::focus_later("add-offer".to_owned());
}

/// An offer to begin with: what is promised in the first year, for as long as it is promised.
fn first_offer(commitment: &Commitment) -> Offer {
    let first = commitment.years.first().copied().unwrap_or_default();
    Offer {
        name: String::new(),
        commitment: first.commitment,
        discount: first.discount,
        years: Years::new(commitment.years.len() as u64).unwrap_or_default(),
        growth: Multiple::ONE,
        credits: Dollars::default(),
        credit_months: Months::default(),
    }
}
