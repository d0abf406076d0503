//! The one-line total at the bottom of a narrow page, and the way to the answer.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use pricing::explain::Figure;

use crate::state::use_calculator;

/// What is paid, in one line; leads to the answer.
#[component]
pub fn TotalStrip() -> impl IntoView {
    let answer = use_calculator().answer;
    let text = move |figure: Figure| {
        answer.with(|answer| {
            let report = &answer.as_ref()?.report;
            Some((figure.text(report).ok()?, figure.direction(report).class()))
        })
    };
    let month = Memo::new(move |_| text(Figure::Month));
    let percent = Memo::new(move |_| text(Figure::Percent));
    view! {
        <a class="total-strip" href="#answer" on:click=|event| go_to_answer(&event)>
            <span class="total-strip-label">"You pay"</span>
            {move || match month.get() {
                None => view! { <span class="figure">"no price yet"</span> }.into_any(),
                Some((month, _)) => {
                    view! {
                        <span class="figure">
                            <span class="total-strip-figure">{month}</span>
                            " "
                            <span class="unit">"a month"</span>
                        </span>
                    }
                    .into_any()
                }
            }}
            {move || {
                percent.get().map(|(text, class)| view! { <span class=format!("figure {class}")>{text}</span> })
            }}
        </a>
    }
}

/// Goes to the answer without touching the address, whose fragment is the scenario.
fn go_to_answer(event: &MouseEvent) {
    event.prevent_default();
    if let Some(answer) = document().get_element_by_id("answer") {
        answer.scroll_into_view();
        super::views::focus(&answer);
    }
}
