//! The answer: total, ladder, notices and the views behind its tabs.

use leptos::prelude::*;

use crate::state::use_calculator;

/// The answer and its views.
#[component]
pub fn AnswerView() -> impl IntoView {
    let calculator = use_calculator();
    view! {
        <section class="answer" id="answer" tabindex="-1" aria-labelledby="answer-title">
            <h2 class="visually-hidden" id="answer-title">"Answer"</h2>
            {move || calculator.answer.get().map(|answer| answer.report.month().to_string())}
        </section>
    }
}
