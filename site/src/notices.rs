//! Notices of the whole page: a damaged link, and rates that are no longer the newest.

use std::sync::Arc;

use leptos::prelude::*;
use pricing::price::price;
use pricing::rates::{Date, RateCard};
use pricing::scenario::Scenario;

use crate::state::{Calculator, use_calculator};

#[component]
pub fn PageNotices() -> impl IntoView {
    let calculator = use_calculator();
    view! {
        <div class="page-notices">
            {damaged_link(calculator)}
            {newer_rates(calculator)}
        </div>
    }
}

fn damaged_link(calculator: Calculator) -> impl IntoView {
    let problems = calculator.link_problems;
    move || {
        let lines: Vec<String> = problems.read().iter().map(ToString::to_string).collect();
        (!lines.is_empty()).then(|| {
            let lines: Vec<_> = lines.into_iter().map(|line| view! { <li>{line}</li> }).collect();
            view! {
                <section class="box box-error" aria-labelledby="damaged">
                    <p class="box-title" id="damaged">"Part of this link couldn’t be read"</p>
                    <ul class="plain-list">{lines}</ul>
                    <p>"What isn’t in the link has the value shown in its field."</p>
                    <div class="buttons">
                        <button type="button" on:click=move |_| problems.set(Vec::new())>"Dismiss"</button>
                    </div>
                </section>
            }
        })
    }
}

/// What newer rates change.
#[derive(Clone, PartialEq)]
struct Newer {
    present: Date,
    newest: Date,
    /// `+$412.00 a month`, or why there is no such figure.
    difference: String,
}

fn newer_rates(calculator: Calculator) -> impl IntoView {
    let newest_card = Memo::new(|_| Arc::new(RateCard::newest()));
    let newer = Memo::new(move |_| {
        let newest = calculator.dates.with_value(|dates| dates.last().copied())?;
        let scenario = calculator.scenario();
        (scenario.rates < newest).then(|| Newer {
            present: scenario.rates,
            newest,
            difference: difference(&scenario, &calculator.card.get(), &newest_card.get()),
        })
    });
    move || {
        newer.get().map(|Newer { present, newest, difference }| {
            let (old, new) = (present.long(), newest.long());
            view! {
                <section class="box box-notice" aria-labelledby="reprice">
                    <p>
                        <span id="reprice">
                            {format!("Priced with the rates of {old}. With those of {new}: ")}
                            <strong class="figure">{difference}</strong>"."
                        </span>
                    </p>
                    <div class="buttons">
                        <button type="button" on:click=move |_| calculator.change("", |scenario| scenario.rates = newest)>
                            {format!("Re-price with {new}")}
                        </button>
                    </div>
                </section>
            }
        })
    }
}

fn difference(scenario: &Scenario, present: &RateCard, newest: &RateCard) -> String {
    let now = price(scenario, present);
    let then = price(&Scenario { rates: newest.date(), ..scenario.clone() }, newest);
    match (now, then) {
        (Ok(now), Ok(then)) => {
            let change = then.month() - now.month();
            if change == pricing::money::Usd::ZERO {
                return "no change".to_owned();
            }
            let sign = if change > pricing::money::Usd::ZERO { "+" } else { "" };
            format!("{sign}{change} a month")
        }
        (Err(_), Ok(then)) => format!("{} a month", then.month()),
        (_, Err(error)) => error.to_string(),
    }
}
