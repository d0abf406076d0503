//! Group 1: the workloads, and the model, demand and adjustments of the one that is shown.

use leptos::prelude::*;
use pricing::bounds;
use pricing::price::PriceError;
use pricing::rates::{InferenceScope, RateCard};
use pricing::scenario::{Placement, Scenario, Workload};
use pricing::words;

use super::placement::PlacementFields;
use super::{Desk, demand, doors, workload_name};
use crate::echo;
use crate::field::name_field;
use crate::page;
use crate::state::Calculator;

pub fn fields(desk: Desk) -> AnyView {
    view! {
        {list(desk)}
        {buttons(desk)}
        {desk.of_current(form)}
    }
    .into_any()
}

/// The workloads with what each costs.
fn list(desk: Desk) -> AnyView {
    let rows = Memo::new(move |_| rows(desk.calculator));
    let row = move |(index, row): (usize, Row)| {
        let Row { name, note, cost } = row;
        let class = if cost.is_some() { "figure" } else { "obligation" };
        let current = desk.current.get() == Some(index);
        view! {
            <li>
                <button type="button" class="workload" aria-current=current.then_some("true")
                    on:click=move |_| desk.selected.set(index)>
                    <span class="workload-name">{name}</span>
                    <span class=class>{cost.unwrap_or_else(|| "no rate".to_owned())}</span>
                    <span class="workload-note">{note}</span>
                </button>
            </li>
        }
    };
    view! {
        <ul class="workloads" aria-label="Workloads">
            {move || rows.get().into_iter().enumerate().map(row).collect::<Vec<_>>()}
        </ul>
    }
    .into_any()
}

/// A workload as the list shows it.
#[derive(Clone, PartialEq)]
struct Row {
    name: String,
    note: String,
    /// `None` where it has no price.
    cost: Option<String>,
}

fn rows(calculator: Calculator) -> Vec<Row> {
    let (scenario, card) = (calculator.scenario(), calculator.card.get());
    let (answer, error) = (calculator.answer.get(), calculator.error.get());
    let cost = |index: usize| match &error {
        None => answer.as_ref().map(|answer| answer.report.workload_month(index).to_string()),
        Some(_) => alone(&scenario, index, &card),
    };
    let row = |(index, workload): (usize, &Workload)| Row {
        name: workload_name(index, &workload.name),
        note: echo::workload_note(workload, &card),
        cost: cost(index),
    };
    scenario.workloads.iter().enumerate().map(row).collect()
}

/// What one workload costs where the whole scenario has no price.
fn alone(scenario: &Scenario, index: usize, card: &RateCard) -> Option<String> {
    let workload = scenario.workloads.get(index)?.clone();
    let alone = Scenario { workloads: vec![workload], prices: scenario.prices.clone(), ..*scenario };
    let report: Result<_, PriceError> = pricing::price::price(&alone, card);
    report.ok().map(|report| report.month().to_string())
}

fn buttons(desk: Desk) -> AnyView {
    let calculator = desk.calculator;
    let count = Memo::new(move |_| calculator.scenario().workloads.len());
    let full = move || count.get() >= bounds::WORKLOADS_MAX;
    let insert = move |duplicate: bool| {
        let scenario = calculator.scenario_now();
        let present = desk.current.get_untracked();
        let at = present.map_or(0, |index| if duplicate { index + 1 } else { scenario.workloads.len() });
        let present = present.and_then(|index| scenario.workloads.get(index));
        let workload = match present.filter(|_| duplicate) {
            Some(workload) => copy_of(workload),
            None => new_workload(&scenario, present),
        };
        forget(desk);
        calculator.rearrange(|scenario| scenario.workloads.insert(at, workload));
        desk.selected.set(at);
        request_animation_frame(move || page::focus(&format!("name-{}", at + 1)));
    };
    let remove = move |_| {
        if let Some(index) = desk.current.get_untracked() {
            forget(desk);
            calculator.rearrange(|scenario| drop(scenario.workloads.remove(index)));
            desk.selected.set(index.saturating_sub(1));
        }
    };
    view! {
        <div class="buttons">
            <button type="button" disabled=full on:click=move |_| insert(false)>"Add"</button>
            <button type="button" disabled=move || full() || count.get() == 0
                on:click=move |_| insert(true)>"Duplicate"</button>
            <button type="button" disabled=move || count.get() < 2 on:click=remove>"Remove"</button>
        </div>
    }
    .into_any()
}

/// Positions change, so what was kept by position is dropped.
fn forget(desk: Desk) {
    desk.doors.update_value(doors::Doors::forget);
    desk.caching.update_value(std::collections::BTreeMap::clear);
}

fn copy_of(workload: &Workload) -> Workload {
    let name: String = format!("{} copy", workload.name).chars().take(bounds::NAME_CHARACTERS_MAX).collect();
    Workload { name, ..workload.clone() }
}

/// A workload on the model of the one that is shown.
fn new_workload(scenario: &Scenario, beside: Option<&Workload>) -> Workload {
    let placement = beside.map_or_else(
        || Placement::new("claude-sonnet-4.5", InferenceScope::Global, "us-east-1"),
        |workload| workload.placement.clone(),
    );
    Workload::new(&format!("Workload {}", scenario.workloads.len() + 1), placement, doors::first_demand())
}

/// The fields of one workload.
fn form(desk: Desk, index: usize) -> AnyView {
    let digest = Memo::new(move |_| {
        let scenario = desk.calculator.scenario();
        let workload = scenario.workloads.get(index)?;
        let mut set = words::adjustments(workload);
        if workload.tier == pricing::scenario::ServiceTier::Standard {
            let none = if set.is_empty() { vec!["none".to_owned()] } else { set };
            set = none;
            set.push("Standard".to_owned());
        }
        Some(set.join(", "))
    });
    view! {
        {name_field(index)}
        {PlacementFields { workload: index, route: None }.view()}
        {demand::doors(desk, index)}
        <p class="hint">"Input is the whole prompt, cached part included."</p>
        <details class="more">
            <summary>"Adjustments and tier"<span class="digest">{digest}</span></summary>
            <div class="stack">{demand::adjustments(desk, index)}</div>
        </details>
    }
    .into_any()
}
