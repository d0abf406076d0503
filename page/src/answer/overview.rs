//! The tab Overview: from list price to what is paid, what could still be saved, what isn't included.

use explain::drawing;
use leptos::prelude::*;

use super::{hero, savings};
use crate::chart::{ChartCard, Draw};
use crate::state::calculator;

/// Its cards.
pub fn overview() -> AnyView {
    let calculator = calculator();
    let found = savings::found(calculator);
    let draw = Draw::new(move |width| {
        let period = hero::period(calculator);
        calculator.present.with(|present| {
            let answer = present.answer.as_ref()?;
            drawing::ladder(answer.report.ladder.as_ref().ok()?, &answer.scenario, period, width)
        })
    });
    view! {
        <ChartCard id="chart-ladder".to_owned() draw/>
        {savings::card(found)}
        {not_included()}
    }
    .into_any()
}

/// What the figures leave out.
fn not_included() -> AnyView {
    view! {
        <section class="card" aria-labelledby="left-out-title">
            <h2 id="left-out-title">"Not included"</h2>
            <p class="lead">
                "Guardrails, knowledge bases, vector stores and logs. Typical: 40 to 100% on top (Redress Compliance, 2026)."
            </p>
        </section>
    }
    .into_any()
}
