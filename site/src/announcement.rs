//! The one live region: says the total a second after typing has stopped.

use gloo::timers::callback::Timeout;
use leptos::prelude::*;

use crate::state::use_calculator;

const PAUSE_MILLISECONDS: u32 = 1_000;

#[component]
pub fn Announcement() -> impl IntoView {
    let calculator = use_calculator();
    let said = RwSignal::new(String::new());
    let words = Memo::new(move |_| match calculator.error.get() {
        Some(error) => format!("No price: {error}"),
        None => calculator
            .answer
            .with(|answer| answer.as_ref().map(|answer| format!("You pay {} a month", answer.report.month())))
            .unwrap_or_default(),
    });
    Effect::new(move |waiting: Option<Option<Timeout>>| {
        let words = words.get();
        // Dropping the timer before stops it. What the page opens with isn't news.
        waiting.map(|_| Timeout::new(PAUSE_MILLISECONDS, move || said.set(words)))
    });
    view! { <p class="visually-hidden" role="status" id="announcement">{said}</p> }
}
