//! The cards of one custom model: what it costs to make, keep and serve.

use leptos::prelude::*;
use pricing::capacity::custom_outlook;

use super::super::cards::{card, fixed, table};
use crate::flat;
use crate::state::calculator;
use crate::table::none_open;

/// The cards of the custom model at this place.
pub fn cards(index: usize) -> AnyView {
    let calculator = calculator();
    let section = flat::memo(move || {
        let answer = calculator.present.with(|present| present.answer.clone())?;
        let model = answer.scenario.capacity.customs.get(index)?;
        let outlook = custom_outlook(&answer.scenario, &answer.card, index)?;
        Some(explain::custom_section(&outlook, model, index, &answer.card))
    });
    let title =
        flat::text(move || section.with(|section| section.as_ref().map(|it| it.title.clone())).unwrap_or_default());
    let lead =
        flat::text(move || section.with(|section| section.as_ref().map(|it| it.lead.join(" "))).unwrap_or_default());
    let rows = move |place: usize| {
        flat::memo(move || section.with(|section| section.as_ref().and_then(|it| it.tables.get(place).cloned())))
    };
    let (ways, year) = (rows(0), rows(1));
    let id = move |what: &str| format!("custom-{}-{what}", index + 1);
    let (opened_ways, opened_year) = (none_open(), none_open());
    flat::shown_if(
        move || section.with(Option::is_some),
        move || {
            view! {
                {card(&id("ways"), title, lead, ().into_any(), table(ways, "cards loose", opened_ways))}
                {card(&id("year"), fixed("Its first year"), fixed(""), ().into_any(), table(year, "cards loose", opened_year))}
            }
            .into_any()
        },
    )
}
