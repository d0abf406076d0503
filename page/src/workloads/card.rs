//! One workload, closed: its name and what it costs a month.

use leptos::prelude::*;

use crate::flat;
use crate::state::calculator;

/// The workload with this key.
pub fn card(key: usize) -> AnyView {
    let calculator = calculator();
    let name = flat::text(move || {
        let scenario = calculator.scenario();
        let workload = calculator.place_of(key).and_then(|place| scenario.workloads.get(place));
        workload.map(|workload| workload.name.clone()).unwrap_or_default()
    });
    view! { <li class="wl"><b>{name}</b></li> }.into_any()
}
