//! The tab Overview: from list price to what is paid, what could still be saved, what isn't included.

use explain::drawing;
use leptos::prelude::*;

use super::hero;
use crate::chart::{ChartCard, Draw};
use crate::flat;
use crate::icon;
use crate::late::{self, Soon};
use crate::state::{Calculator, calculator};
use crate::views::cards;
use crate::workloads;

/// Its cards.
pub fn overview() -> AnyView {
    let calculator = calculator();
    let is_empty = flat::flag(move || {
        calculator.present.with(|present| {
            present.fresh().is_some_and(|answer| answer.scenario.workloads.iter().all(|it| it.tokens() == (0, 0)))
        })
    });
    view! {
        {flat::shown_if(move || is_empty.get(), move || start(calculator))}
        {late::soon(Soon::Ladder)}
        {late::soon(Soon::Billed)}
        {late::soon(Soon::Savings)}
        {late::soon(Soon::LeftOut)}
    }
    .into_any()
}

/// From list price to what is paid, as a chart.
pub fn ladder() -> AnyView {
    let calculator = calculator();
    let draw = Draw::new(move |width| {
        let period = hero::period(calculator);
        calculator.present.with(|present| {
            let answer = present.answer.as_ref()?;
            drawing::ladder(period.ladder(&answer.report)?, &answer.scenario, period, width)
        })
    });
    view! { <ChartCard id="chart-ladder".to_owned() draw/> }.into_any()
}

/// What stands there before any demand is entered.
fn start(calculator: Calculator) -> AnyView {
    let enter = move || {
        if let Some(key) = calculator.now().keys.first() {
            workloads::open_at_demand(calculator, *key);
        }
    };
    cards::empty(
        icon::CHAT,
        "How much will your app use?",
        "Enter how many requests it gets, and how long a prompt and an answer are. The price follows as you type.",
        // 600,000 × 3,800 tokens × $3.00 + 600,000 × 350 tokens × $15.00, per million.
        "Example: 600K requests a month with 3,800 prompt and 350 answer tokens cost $9,990 on Claude Sonnet 4.6, before any savings.",
        vec![cards::button("enter-demand", "Enter demand", enter)],
    )
}
