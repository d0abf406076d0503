//! The masthead: what the page is, and what acts on all of it.

mod link_panel;
mod menu;
mod presets;
mod theme;

use leptos::prelude::*;

use crate::field::{Choice, Choices};
use crate::state::{Calculator, use_calculator};

#[component]
pub fn Masthead() -> impl IntoView {
    let calculator = use_calculator();
    let lede = "Prices inference on Amazon Bedrock from AWS’s list rates, exact to the cent. Every figure opens to its formula and its source.";
    let is_default = Memo::new(move |_| *calculator.scenario() == pricing::presets::default_scenario());
    let reset = move |_| {
        calculator.replace(pricing::presets::default_scenario());
        calculator.link_problems.set(Vec::new());
    };
    view! {
        <header class="masthead">
            <div class="masthead-title">
                <h1>"Bedrock cost calculator"</h1>
                <p class="lede">{lede}</p>
            </div>
            <div class="toolbar">
                {rate_dates(calculator)}
                {presets::menu(calculator)}
                <button type="button" disabled=move || calculator.steps().0 == 0 on:click=move |_| calculator.undo()>
                    "Undo"
                </button>
                <button type="button" disabled=move || calculator.steps().1 == 0 on:click=move |_| calculator.redo()>
                    "Redo"
                </button>
                <button type="button" aria-disabled=move || is_default.get().then_some("true") on:click=reset>"Reset"</button>
                {link_panel::menu(calculator)}
                <button type="button" on:click=|_| drop(window().print())>"Print"</button>
                {theme::choice()}
            </div>
        </header>
    }
}

/// The rate cards, newest first.
fn rate_dates(calculator: Calculator) -> AnyView {
    let mut dates = calculator.dates.get_value();
    dates.reverse();
    let dates = StoredValue::new(dates);
    let list = Choices {
        id: StoredValue::new(String::new()),
        legend: "Rates of",
        options: Signal::stored(dates.with_value(|dates| dates.iter().map(|date| Choice::new(date.long())).collect())),
        chosen: Signal::derive(move || {
            let date = calculator.scenario().rates;
            dates.with_value(|dates| dates.iter().position(|known| *known == date))
        }),
        choose: Callback::new(move |index: usize| {
            if let Some(date) = dates.with_value(|dates| dates.get(index).copied()) {
                calculator.change("", |scenario| scenario.rates = date);
            }
        }),
    };
    let chosen = move |event| {
        if let Ok(index) = event_target_value(&event).parse() {
            list.choose.run(index);
        }
    };
    view! {
        <label class="toolbar-rates">
            <span>{list.legend}</span>
            " "
            <select on:change=chosen>{list.list()}</select>
        </label>
    }
    .into_any()
}
