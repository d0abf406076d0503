//! Group 8: alternatives to Bedrock for a part of the AI spend. Loaded on demand.

use answer::{Element, Here};
use pricing::bounds;
use pricing::money::{Rate, Unit, Usd};
use pricing::quantity::{Dollars, Multiple};
use pricing::scenario::{Alternative, AlternativePrice};

use super::deal::{numbers, present};
use super::workloads::name_field;
use super::{Desk, View, buttons, card, hint};
use crate::field::choice::{Look, Words};
use crate::field::deal::{Held, List, Spot};

/// The field that an alternative's name is typed into.
pub const NAME: &str = "name";

/// How an alternative is priced.
static PRICE: Words = Words {
    field: "price",
    legend: "Priced by",
    look: Look::Segments,
    values: &[("A price a month", ""), ("Prices per million tokens", "")],
};

/// The fields of the group.
#[inline(never)]
pub fn elements(view: &View<'_>, _: Here) -> Vec<Element> {
    let alternatives = &view.sheet.scenario.alternatives;
    let mut held = Held::of(view.sheet.scenario);
    let mut elements = vec![hint(
        "Another way to run a part of the AI spend. What moves retires no commitment: the view Commitment says what it saves.",
    )];
    for (index, alternative) in alternatives.iter().enumerate() {
        let spot = Spot { list: List::Alternative, index };
        let by_token = matches!(alternative.price, AlternativePrice::Tokens { .. });
        let mut fields = vec![
            name_field(&spot.id(NAME), &alternative.name),
            PRICE.field(&spot.id(PRICE.field), usize::from(by_token)),
        ];
        fields.extend(numbers(view, &mut held, spot.list, index));
        elements.push(card("alternative", index, &format!("Alternative {}", index + 1), fields));
    }
    let is_full = alternatives.len() >= bounds::ALTERNATIVES_MAX;
    elements.push(buttons(true, &[("add-alternative", "Add an alternative", is_full)]));
    elements
}

/// How an alternative is priced: a month in all, or by the token.
pub fn choose(desk: Desk, alternative: usize, index: usize) {
    let mut scenario = present(desk);
    let Some(alternative) = scenario.alternatives.get_mut(alternative) else { return };
    alternative.price = match (Rate::new(Usd::ZERO.amount(), Unit::MillionTokens), index) {
        (Ok(rate), 1) => AlternativePrice::Tokens { input: rate, output: rate },
        _ => AlternativePrice::Monthly(Dollars::default()),
    };
    desk.calculator.put("", scenario);
}

/// One alternative more, to which everything moves.
pub fn add(desk: Desk) {
    let mut scenario = present(desk);
    let alternatives = &mut scenario.alternatives;
    if alternatives.len() < bounds::ALTERNATIVES_MAX {
        alternatives.push(Alternative {
            name: String::new(),
            price: AlternativePrice::Monthly(Dollars::default()),
            share: Multiple::ONE,
            switching: Dollars::default(),
        });
    }
    let first = Spot { list: List::Alternative, index: alternatives.len().saturating_sub(1) }.id(NAME);
    desk.calculator.replace(scenario);
    super::choose::focus_later(first);
}

/// Takes out an alternative.
pub fn remove(desk: Desk, alternative: usize) {
    let mut scenario = present(desk);
    if alternative < scenario.alternatives.len() {
        scenario.alternatives.remove(alternative);
    }
    desk.calculator.replace(scenario);
    super::choose::focus_later("add-alternative".to_owned());
}
