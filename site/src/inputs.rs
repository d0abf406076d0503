//! What the reader gives: four groups of fields, one open at a time.

use leptos::prelude::*;

/// The groups of inputs.
#[component]
pub fn ScenarioInputs() -> impl IntoView {
    view! { <section class="scenario" aria-label="Scenario"></section> }
}
