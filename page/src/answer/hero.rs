//! The hero card: what inference costs.

use leptos::prelude::*;

use crate::flat;
use crate::state::calculator;

/// The card.
pub fn hero() -> AnyView {
    let calculator = calculator();
    let month = flat::text(move || {
        calculator
            .present
            .with(|present| present.answer.as_ref().map(|it| it.report.month().to_string()).unwrap_or_default())
    });
    view! {
        <section class="card hero o1" aria-label="Answer">
            <div class="fig">
                <div class="hero-top"><span>"You pay for inference"</span></div>
                <div class="big">{month}</div>
            </div>
        </section>
    }
    .into_any()
}
