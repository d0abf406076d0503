//! The answer: total, ladder, notices and the views behind its tabs.
//!
//! Every word and figure comes from the pricing core; what is open and which view is shown stays here.

mod explanation;
mod ladder;
mod ledger;
mod missing;
mod notices;
mod rates;
mod strip;
mod table;
mod total;
mod views;

use leptos::prelude::*;

use crate::state::use_calculator;
use explanation::Opened;

use strip::TotalStrip;

/// The answer and its views.
#[component]
pub fn AnswerView() -> impl IntoView {
    let calculator = use_calculator();
    let why = Memo::new(move |_| why_stale());
    let is_priced = Memo::new(move |_| calculator.answer.with(Option::is_some));
    provide_context(Opened::default());
    provide_context(total::Shown::default());
    view! {
        <section
            class="answer"
            id="answer"
            tabindex="-1"
            aria-labelledby="answer-title"
            data-state=move || (is_priced.get() && why.read().is_some()).then_some("stale")
        >
            <h2 class="visually-hidden" id="answer-title">"Answer"</h2>
            <Show when=move || is_priced.get() fallback=total::Unpriced>
                <total::Total why/>
                <total::Facts/>
                <ladder::LadderFigure/>
            </Show>
            <notices::Notices/>
            <Show when=move || is_priced.get()>
                <views::Views/>
            </Show>
        </section>
        <TotalStrip/>
    }
}

/// What keeps the answer from being the present scenario's: a field that can't be read, or a price that is missing.
fn why_stale() -> Option<String> {
    let calculator = use_calculator();
    if let Some(fault) = calculator.faults().first() {
        return Some(format!("{} can’t be read.", fault.label));
    }
    let error = calculator.error.get()?;
    Some(format!("{}.", pricing::explain::capitalised(&error.to_string())))
}
