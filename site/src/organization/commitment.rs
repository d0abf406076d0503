//! The fields of the current commitment. Loaded on demand.

use std::sync::Arc;

use leptos::prelude::*;
use pricing::bounds;
use pricing::scenario::Commitment;

use super::figure::{Entry, entries, field, pair, setting};
use super::{add_button, danger_button, quiet_button};
use super::{terms, years};
use crate::browser;
use crate::flat;
use crate::state::{Calculator, calculator};

/// What holds for all years.
const ALL_YEARS: Entry = Entry("commitment", 0);

/// The fields, or the button that begins a commitment.
pub fn fields() -> AnyView {
    let calculator = calculator();
    let exists = flat::flag(move || calculator.scenario().commitment.is_some());
    flat::part(move || if exists.get() { current() } else { empty(calculator) })
}

fn empty(calculator: Calculator) -> AnyView {
    view! {
        <p class="muted">
            "An EDP or PPA: a yearly AWS spend that you promised for a discount. AI spend that replaces unused commitment adds nothing to your bill."
        </p>
        <button class="btn" type="button" id="add-commitment" on:click=flat::clicked(move || begin(calculator))>
            "Add your commitment"
        </button>
    }
    .into_any()
}

/// Begins a commitment of one year, and puts the focus on its amount.
pub fn begin(calculator: Calculator) {
    calculator.rearrange(|moment| {
        let scenario = Arc::make_mut(&mut moment.scenario);
        if scenario.commitment.is_none() {
            scenario.commitment = Some(Commitment { years: vec![years::first_year()], ..Commitment::default() });
        }
    });
    browser::show_and_focus(Entry("year", 0).id("commitment"));
}

fn current() -> AnyView {
    let calculator = calculator();
    let count = move || calculator.scenario().commitment.as_ref().map_or(0, |commitment| commitment.years.len());
    let has_several = flat::flag(move || count() > 1);
    let add_label = flat::text(move || format!("Add year {}", count() + 1));
    let is_full = flat::flag(move || count() >= bounds::COMMITMENT_YEARS_MAX);
    let remove_label = flat::text(move || format!("Remove year {}", count()));
    view! {
        {entries(|scenario| scenario.commitment.as_ref().map_or(0, |commitment| commitment.years.len()), year)}
        <div class="row">
            {flat::shown_if(move || !is_full.get(), move || add_button("add-year", add_label, move || add_year(calculator)))}
            {flat::shown_if(move || has_several.get(), move || {
                quiet_button("remove-year", remove_label, move || remove_year(calculator))
            })}
        </div>
        {terms::fields()}
        <fieldset class="stack-s">
            <legend class="label">"How spend grows"</legend>
            {pair(ALL_YEARS, &years::ORGANIC_GROWTH, &years::AI_GROWTH)}
        </fieldset>
        <div>{danger_button("remove-commitment", "Remove commitment", move || remove(calculator))}</div>
    }
    .into_any()
}

fn year(index: usize) -> AnyView {
    let entry = Entry("year", index);
    let body = view! {
        {pair(entry, &years::PROMISED, &years::DISCOUNT)}
        {field(entry, &years::ORGANIC)}
        {setting(entry, &years::BEFORE_OR_AFTER)}
        {field(entry, &years::AI)}
    }
    .into_any();
    let calculator = calculator();
    let is_only = flat::flag(move || calculator.scenario().commitment.as_ref().is_none_or(|it| it.years.len() < 2));
    view! {
        <fieldset class="stack-s">
            <legend class=move || if is_only.get() { "sr" } else { "label" }>{format!("Year {}", index + 1)}</legend>
            {body}
        </fieldset>
    }
    .into_any()
}

fn add_year(calculator: Calculator) {
    let mut index = 0;
    calculator.rearrange(|moment| {
        if let Some(commitment) = &mut Arc::make_mut(&mut moment.scenario).commitment
            && commitment.years.len() < bounds::COMMITMENT_YEARS_MAX
        {
            // What isn't typed grows from the year before.
            let mut year = commitment.years.last().copied().unwrap_or_else(years::first_year);
            (year.organic, year.ai) = (None, None);
            commitment.years.push(year);
            index = commitment.years.len() - 1;
        }
    });
    browser::show_and_focus(Entry("year", index).id("commitment"));
}

fn remove_year(calculator: Calculator) {
    calculator.rearrange(|moment| {
        if let Some(commitment) = &mut Arc::make_mut(&mut moment.scenario).commitment
            && commitment.years.len() > 1
        {
            commitment.years.pop();
        }
    });
    calculator.say_with_undo("Last year removed");
    browser::show_and_focus("add-year".to_owned());
}

fn remove(calculator: Calculator) {
    calculator.rearrange(|moment| Arc::make_mut(&mut moment.scenario).commitment = None);
    calculator.say_with_undo("Commitment removed");
    browser::show_and_focus("add-commitment".to_owned());
}
