//! The bar at the top: what this is, what the scenario is called, and what can be done with it.

use leptos::prelude::*;

use crate::flat;
use crate::state::calculator;

/// The header.
pub fn header() -> AnyView {
    let calculator = calculator();
    let as_of = flat::text(move || calculator.present.with(|present| format!("Prices as of {}", present.card.date())));
    view! {
        <header class="top">
            <div class="top-in">
                <a class="brand" href="#">{mark()} <span>"Bedrock cost calculator"</span></a>
                <span class="spacer"></span>
                <span class="as-of only-wide">{as_of}</span>
            </div>
        </header>
    }
    .into_any()
}

fn mark() -> AnyView {
    view! {
        <svg viewBox="0 0 24 24" aria-hidden="true">
            <rect class="m1" x="2" y="4" width="20" height="4" rx="1.5"></rect>
            <rect class="m2" x="13" y="10" width="9" height="4" rx="1.5"></rect>
            <rect class="m3" x="2" y="16" width="11" height="4" rx="1.5"></rect>
        </svg>
    }
    .into_any()
}
