//! Where a purchase or a custom model is: its model, inference scope and region.

use leptos::prelude::*;
use pricing::rates::InferenceScope;
use pricing::scenario::{Placement, Scenario};

use super::figure::Entry;
use crate::flat;
use crate::state::calculator;
use crate::workloads::placement;

/// The fields of a placement, got from and put into an entry of a list.
pub fn fields(
    entry: Entry,
    get: fn(&Scenario, usize) -> Option<&Placement>,
    put: fn(&mut Scenario, usize, Placement),
) -> AnyView {
    let calculator = calculator();
    let index = entry.1;
    let present = flat::memo(move || {
        let scenario = calculator.scenario();
        get(&scenario, index).cloned().unwrap_or_else(|| Placement::new("", InferenceScope::Global, ""))
    });
    let put = Callback::new(move |placement| calculator.change("", |scenario| put(scenario, index, placement)));
    placement::fields_of(&|field| entry.id(field), present, put)
}
