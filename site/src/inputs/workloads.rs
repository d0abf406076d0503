//! Group 1: the workloads, and the model, demand and adjustments of the one that is shown.

use answer::{Element, el};
use pricing::bounds;
use pricing::rates::{InferenceScope, RateCard};
use pricing::scenario::{Capacity, Placement, Scenario, ServiceTier, Workload};
use pricing::words;

use super::choose::focus_later;
use super::placement::{self, Whose};
use super::{Desk, View, demand, doors, hint, workload_name};
use crate::echo;
use crate::field::{button, text_input};
use crate::pairs::Pairs;
use crate::state::Calculator;

pub fn elements(view: &View<'_>) -> Vec<Element> {
    let count = view.sheet.scenario.workloads.len();
    let full = count >= bounds::WORKLOADS_MAX;
    let buttons = el("div").key("buttons").class("buttons").children([
        button("add-workload", "Add").with_if(full, "aria-disabled", "true"),
        button("duplicate-workload", "Duplicate").with_if(full || count == 0, "aria-disabled", "true"),
        button("remove-workload", "Remove").with_if(count < 2, "aria-disabled", "true"),
    ]);
    let mut elements = vec![list(view), buttons];
    if let Some((index, workload)) = view.current {
        elements.extend(form(view, index, workload));
    }
    elements
}

/// The workloads with what each costs.
fn list(view: &View<'_>) -> Element {
    let workloads = view.sheet.scenario.workloads.iter().zip(&view.costs).enumerate();
    let row = |(index, (workload, cost)): (usize, (&Workload, &Option<String>))| {
        let name = workload_name(index, &workload.name);
        let cost = match cost {
            Some(cost) => el("span").class("figure").text(cost),
            None => el("span").class("obligation").text("no rate"),
        };
        let current = view.current.is_some_and(|(current, _)| current == index);
        let button = button(&format!("select-{}", index + 1), "")
            .class("workload")
            .with_if(current, "aria-current", "true")
            .child(el("span").class("workload-name").text(&name))
            .child(cost)
            .child(el("span").class("workload-note").text(&echo::workload_note(workload, view.sheet.card)));
        el("li").child(button)
    };
    el("ul").key("workloads").class("workloads").with("aria-label", "Workloads").children(workloads.map(row))
}

/// What each workload costs; `None` where it has no price.
pub fn costs(calculator: Calculator) -> Vec<Option<String>> {
    let (scenario, card) = (calculator.scenario(), calculator.card());
    let (answer, error) = (calculator.answer(), calculator.error());
    let cost = |index: usize| match &error {
        None => answer.as_ref().map(|answer| answer.report.workload_month(index).to_string()),
        Some(_) => alone(&scenario, index, &card),
    };
    (0..scenario.workloads.len()).map(cost).collect()
}

/// What one workload costs where the whole scenario has no price.
fn alone(scenario: &Scenario, index: usize, card: &RateCard) -> Option<String> {
    let workload = scenario.workloads.get(index)?.clone();
    let alone = Scenario {
        workloads: vec![workload],
        prices: scenario.prices.clone(),
        capacity: Capacity::default(),
        ..*scenario
    };
    let report = pricing::price::price(&alone, card);
    report.ok().map(|report| report.month().to_string())
}

/// A workload more: a new one at the end, or a copy of the one that is shown beside it.
pub fn insert(desk: &Desk, is_copy: bool) {
    let scenario = desk.calculator.scenario_now();
    if scenario.workloads.len() >= bounds::WORKLOADS_MAX {
        return;
    }
    let present = desk.current();
    let at = present.map_or(0, |index| if is_copy { index + 1 } else { scenario.workloads.len() });
    let present = present.and_then(|index| scenario.workloads.get(index));
    let workload = match present.filter(|_| is_copy) {
        Some(workload) => copy_of(workload),
        None => new_workload(&scenario, present),
    };
    forget(desk);
    desk.calculator.rearrange(|scenario| scenario.workloads.insert(at, workload));
    desk.selected.set(at);
    focus_later(format!("name-{}", at + 1));
}

/// Takes out the workload that is shown.
pub fn remove(desk: &Desk) {
    let is_last = desk.calculator.scenario_now().workloads.len() < 2;
    if let Some(index) = desk.current().filter(|_| !is_last) {
        forget(desk);
        desk.calculator.rearrange(|scenario| drop(scenario.workloads.remove(index)));
        desk.selected.set(index.saturating_sub(1));
    }
}

/// Positions change, so what was kept by position is dropped.
fn forget(desk: &Desk) {
    desk.doors.update(doors::Doors::forget);
    desk.caching.update(Pairs::clear);
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
fn form(view: &View<'_>, index: usize, workload: &Workload) -> Vec<Element> {
    let id = format!("name-{}", index + 1);
    let name = el("div")
        .key(&id)
        .class("field field-wide")
        .child(el("label").with("for", &id).text("Name"))
        .child(text_input(&id, &workload.name).with("maxlength", &bounds::NAME_CHARACTERS_MAX.to_string()));
    let mut set = words::adjustments(workload);
    if workload.tier == ServiceTier::Standard {
        if set.is_empty() {
            set.push("none".to_owned());
        }
        set.push("Standard".to_owned());
    }
    let summary = el("summary").text("Adjustments and tier").child(el("span").class("digest").text(&set.join(", ")));
    let more = el("details")
        .key("more")
        .class("more")
        .child(summary)
        .child(el("div").class("stack").children(demand::adjustments(view, index, workload)));
    let mut elements = vec![name];
    elements.extend(placement::elements(view, Whose { workload: index, route: None }));
    elements.extend(demand::doors(view, index, workload));
    elements.extend([hint("Input is the whole prompt, cached part included."), more]);
    elements
}
