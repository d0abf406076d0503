//! The reader's workloads: a card each.

mod card;

use leptos::prelude::*;

use crate::flat;
use crate::state::calculator;

/// All workloads.
pub fn workloads() -> AnyView {
    let calculator = calculator();
    let keys = flat::memo(move || calculator.keys());
    view! {
        <section class="card o3" aria-labelledby="workloads-title">
            <div class="card-h mid"><h2 id="workloads-title">"Workloads"</h2></div>
            <ul>{flat::list(keys.into(), card::card)}</ul>
        </section>
    }
    .into_any()
}
