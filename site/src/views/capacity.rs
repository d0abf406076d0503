//! The tab Capacity. Loaded on demand.

mod custom;
mod purchase;

use leptos::prelude::*;

use super::cards::{button, empty};
use crate::browser;
use crate::flat;
use crate::icon;
use crate::late;
use crate::organization::capacity::{Thing, add};
use crate::state::{Calculator, calculator};

/// Its cards, as soon as their part is loaded.
pub fn capacity() -> AnyView {
    late::capacity(late::Capacity::View)
}

/// Its cards.
pub fn view() -> AnyView {
    let calculator = calculator();
    let is_none = flat::flag(move || calculator.scenario().capacity.is_none());
    let is_unpriced = flat::flag(move || {
        let asks = !calculator.scenario().capacity.is_none();
        asks && calculator
            .present
            .with(|present| present.answer.as_ref().is_none_or(|it| it.scenario.capacity.is_none()))
    });
    let purchases = flat::memo(move || (0..calculator.scenario().capacity.purchases.len()).collect::<Vec<_>>());
    let customs = flat::memo(move || (0..calculator.scenario().capacity.customs.len()).collect::<Vec<_>>());
    view! {
        {flat::shown_if(move || is_none.get(), move || start(calculator))}
        {flat::shown_if(move || is_unpriced.get(), move || unpriced(calculator))}
        {flat::list(purchases.into(), purchase::cards)}
        {flat::list(customs.into(), custom::cards)}
    }
    .into_any()
}

/// While a price is missing, the answer is without capacity.
fn unpriced(calculator: Calculator) -> AnyView {
    empty(
        icon::ALERT,
        "Capacity isn’t priced yet",
        "A price that it needs is missing. Enter it with your capacity, and its figures appear here.",
        "",
        vec![button("price-capacity", "Open capacity", move || {
            calculator.open_row.set(Some("capacity"));
            browser::show("row-capacity");
        })],
    )
}

fn start(calculator: Calculator) -> AnyView {
    empty(
        icon::BOLT,
        "Would capacity by the hour be cheaper?",
        "Model units and the Reserved tier cost the same whether you use them or not. They pay off only when they are busy most of the month.",
        "Example: one unit at $22 an hour costs $16,060 a month. Against list price it must be busy 68% of the time.",
        vec![
            button("check-units", "Check model units", move || add(calculator, Thing::Units)),
            button("check-reserved", "Check Reserved capacity", move || add(calculator, Thing::Reserved)),
            button("check-custom", "Add a custom model", move || add(calculator, Thing::Custom)),
        ],
    )
}
