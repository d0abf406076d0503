//! Other providers beside what the same work adds to the bill on Bedrock.

use leptos::prelude::*;

use super::super::cards::{card, fixed, table};
use crate::flat;
use crate::state::Calculator;
use crate::table::none_open;

/// The card; gone while there are none.
pub fn cards(calculator: Calculator) -> AnyView {
    let section = flat::memo(move || {
        let answer = calculator.present.with(|present| present.answer.clone())?;
        explain::alternatives_section(&answer.report, &answer.scenario, &answer.card)
    });
    let lead =
        flat::text(move || section.with(|section| section.as_ref().map(|it| it.lead.join(" "))).unwrap_or_default());
    let of = move |place: usize| {
        flat::memo(move || section.with(|section| section.as_ref().and_then(|it| it.tables.get(place).cloned())))
    };
    let (totals, by_workload, prices) = (of(0), of(1), of(2));
    let (opened, opened_below) = (none_open(), none_open());
    flat::shown_if(
        move || section.with(Option::is_some),
        move || {
            let tables = view! {
                {table(totals, "cards loose", opened)}
                {table(by_workload, "cards loose", opened_below)}
                {table(prices, "cards loose", none_open())}
            };
            card("contract-elsewhere", fixed("Other providers"), lead, ().into_any(), tables.into_any())
        },
    )
}
