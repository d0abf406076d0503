//! The name of a workload.

use leptos::html::Input;
use leptos::prelude::*;
use pricing::bounds;

use crate::state::use_calculator;

/// The field of a workload's name.
pub fn name_field(index: usize) -> AnyView {
    let calculator = use_calculator();
    let id = format!("name-{}", index + 1);
    let field = StoredValue::new(id.clone());
    let node = NodeRef::<Input>::new();
    let name = Memo::new(move |_| {
        calculator.scenario().workloads.get(index).map(|workload| workload.name.clone()).unwrap_or_default()
    });
    Effect::new(move |_| {
        let name = name.get();
        if let Some(input) = node.get()
            && input.value() != name
        {
            input.set_value(&name);
        }
    });
    let typed = move |event| {
        let text: String = event_target_value(&event).chars().take(bounds::NAME_CHARACTERS_MAX).collect();
        calculator.change(&field.read_value(), |scenario| {
            if let Some(workload) = scenario.workloads.get_mut(index) {
                workload.name = text;
            }
        });
    };
    view! {
        <div class="field field-wide">
            <label for=id.clone()>"Name"</label>
            <input node_ref=node id=id type="text" maxlength=bounds::NAME_CHARACTERS_MAX.to_string()
                prop:value=name.get_untracked() on:input=typed on:change=move |_| calculator.end_step()/>
        </div>
    }
    .into_any()
}
