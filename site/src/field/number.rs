//! A field that takes a number: what is typed stays as typed, what it means goes to the scenario.

use leptos::html::Input;
use leptos::prelude::*;
use pricing::quantity::Share;

use super::figure::{Figure, Number, Place};
use crate::echo;
use crate::page::decimal_sign;
use crate::state::{Fault, use_calculator};

/// The field of one number.
pub fn number_field(place: Place) -> AnyView {
    let calculator = use_calculator();
    let sign = decimal_sign();
    let id = StoredValue::new(place.id());
    let node = NodeRef::<Input>::new();
    let value = Memo::new(move |_| place.get(&calculator.scenario()));
    let problem = Memo::new(move |_| {
        let fault = calculator.fault(&id.read_value()).map(|fault| fault.message);
        fault.or_else(|| calculator.problems.with(|problems| place.problem(problems)))
    });
    let is_fault = Memo::new(move |_| calculator.fault(&id.read_value()).is_some());
    let echo = Memo::new(move |_| {
        let text = echo::echo(place, &calculator.scenario(), &calculator.card.read())?;
        Some(if is_fault.get() { format!("Still priced: {text}") } else { text })
    });

    // The document keeps the draft. It changes only where it doesn't say what the scenario holds.
    Effect::new(move |before: Option<()>| {
        let (Some(number), _) = (value.get(), calculator.arrivals()) else { return };
        let Some(input) = node.get_untracked().filter(|_| before.is_some()) else { return };
        if place.read(&input.value(), sign, &calculator.scenario_now()) != Ok(number) {
            input.set_value(&place.write(number, sign));
            calculator.set_fault(&id.read_value(), None);
        }
    });
    on_cleanup(move || {
        calculator.set_fault(&id.read_value(), None);
    });

    let put = move |number| calculator.change(&id.read_value(), |scenario| place.set(scenario, number));
    let typed = move |event| {
        let scenario = calculator.scenario_now();
        match place.read(&event_target_value(&event), sign, &scenario) {
            Ok(number) => {
                calculator.set_fault(&id.read_value(), None);
                put(number);
            }
            Err(message) => {
                calculator.set_fault(&id.read_value(), Some(Fault { label: place.name(&scenario), message }));
            }
        }
    };

    let (label, unit) = calculator
        .scenario_now()
        .workloads
        .get(place.workload)
        .map_or_else(|| place.figure.label(None), |workload| place.figure.label(Some(workload)));
    let described = move || {
        let parts = [("error", problem.with(Option::is_some)), ("echo", echo.with(Option::is_some))];
        let ids: Vec<String> = parts.into_iter().filter(|part| part.1).map(|part| part_id(place, part.0)).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    };
    let text = value.get_untracked().map(|number| place.write(number, sign)).unwrap_or_default();
    let class = if place.figure.has_slider() { "field field-share" } else { "field" };
    let slider = place.figure.has_slider().then(|| {
        let moved = move |event| {
            let percent = event_target_value(&event).parse::<u32>().ok();
            if let Some(share) = percent.and_then(|percent| Share::new(percent, 100)) {
                put(Number::Share(share));
            }
        };
        let at = move || match value.get() {
            Some(Number::Share(share)) => share.of(100).to_string(),
            _ => String::new(),
        };
        view! {
            <input type="range" min="0" max="100" step="1" aria-label=format!("{label}, slider") prop:value=at
                on:input=moved on:change=move |_| calculator.end_step()/>
        }
    });
    view! {
        <div class=class>
            <label for=place.id()>{label}" "<span class="unit">{unit}</span></label>
            {slider}
            <input node_ref=node id=place.id() type="text" inputmode="decimal" autocomplete="off" spellcheck="false"
                prop:value=text aria-describedby=described
                aria-invalid=move || problem.with(Option::is_some).then_some("true")
                on:input=typed on:change=move |_| calculator.end_step()/>
            {move || problem.get().map(|text| view! { <p class="error" id=part_id(place, "error")>{text}</p> })}
            {move || echo.get().map(|text| view! { <p class="echo" id=part_id(place, "echo")>{text}</p> })}
        </div>
    }
    .into_any()
}

/// Several fields in a row.
pub fn number_fields(workload: usize, figures: &[Figure]) -> Vec<AnyView> {
    figures.iter().map(|figure| number_field(Place { workload, figure: *figure })).collect()
}

fn part_id(place: Place, part: &str) -> String {
    format!("{}-{part}", place.id())
}
