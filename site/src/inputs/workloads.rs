//! Group 1: the workloads, and the model, demand and adjustments of the one that is shown.

use core::cmp::Ordering;

use answer::{Element, el};
use explain::words;
use pricing::bounds;
use pricing::price::PriceError;
use pricing::rates::{InferenceScope, RateCard};
use pricing::scenario::{Capacity, Placement, Scenario, ServiceTier, Workload};

use super::choose::focus_later;
use super::{Desk, View, buttons, demand, doors, hint, placement, workload_name};
use crate::echo;
use crate::field::owner::Owner;
use crate::field::{button, text_input};

pub fn elements(view: &View<'_>) -> Vec<Element> {
    let count = view.sheet.scenario.workloads.len();
    let full = count >= bounds::WORKLOADS_MAX;
    let acts = [
        ("add-workload", "Add", full),
        ("duplicate-workload", "Duplicate", full || count == 0),
        ("remove-workload", "Remove", count < 2),
    ];
    let mut elements = vec![list(view), buttons(false, &acts)];
    if let Some((index, workload)) = view.current {
        form(view, Owner::Workload(index), workload, &mut elements);
    }
    elements
}

/// The workloads with what each costs.
fn list(view: &View<'_>) -> Element {
    let mut list = el("ul").key("workloads").class("workloads").with("aria-label", "Workloads");
    let (answer, error) = (view.sheet.calculator.answer(), view.sheet.calculator.error());
    for (index, workload) in view.sheet.scenario.workloads.iter().enumerate() {
        let cost = match (&answer, &error) {
            (Some(answer), None) => {
                let has_lines = answer.report.lines_of(index).next().is_some();
                let served = !has_lines && workload.tokens() != (0, 0);
                Ok(if served { "on capacity".to_owned() } else { answer.report.workload_month(index).to_string() })
            }
            (None, None) => Err("no rate"),
            (_, Some(_)) => alone(view.sheet.scenario, workload, view.sheet.card),
        };
        let (class, cost) = match &cost {
            Ok(cost) => ("figure", cost.as_str()),
            Err(why) => ("obligation", *why),
        };
        let button = button(&Owner::Workload(index).id("select"), "")
            .class("workload")
            .with_if(view.current.is_some_and(|(current, _)| current == index), "aria-current", "true")
            .child(el("span").class("workload-name").text(&workload_name(index, &workload.name)))
            .child(el("span").class(class).text(cost))
            .child(el("span").class("workload-note").text(&echo::workload_note(workload, view.sheet.card)));
        list = list.child(el("li").child(button));
    }
    list
}

/// What one workload costs where the whole scenario has no price, or why it has none either.
fn alone(scenario: &Scenario, workload: &Workload, card: &RateCard) -> Result<String, &'static str> {
    let alone = Scenario {
        workloads: vec![workload.clone()],
        prices: scenario.prices.clone(),
        capacity: Capacity::default(),
        commitment: None,
        alternatives: Vec::new(),
        ..scenario.clone()
    };
    match pricing::price::price(&alone, card) {
        Ok(report) => Ok(report.month().to_string()),
        Err(PriceError::MissingRate(_)) => Err("no rate"),
        Err(PriceError::Field(_)) => Err("not priced"),
    }
}

/// A workload more: a new one at the end, or a copy of the one that is shown beside it.
pub fn insert(desk: Desk, is_copy: bool) {
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
    rearrange(desk, at, &mut |scenario| {
        scenario.workloads.insert(at, workload.clone());
        scenario.capacity.follow(&|index| Some(if index >= at { index + 1 } else { index }));
    });
    focus_later(Owner::Workload(at).id("name"));
}

/// Takes out the workload that is shown.
pub fn remove(desk: Desk) {
    let is_last = desk.calculator.scenario_now().workloads.len() < 2;
    if let Some(index) = desk.current().filter(|_| !is_last) {
        rearrange(desk, index.saturating_sub(1), &mut |scenario| {
            scenario.workloads.remove(index);
            scenario.capacity.follow(&|other| match other.cmp(&index) {
                Ordering::Less => Some(other),
                Ordering::Equal => None,
                Ordering::Greater => Some(other - 1),
            });
        });
    }
}

/// Changes the list and shows one of it. Positions change, so what was kept by position is dropped.
fn rearrange(desk: Desk, selected: usize, change: &mut dyn FnMut(&mut Scenario)) {
    desk.rearrange(change);
    desk.remember(&mut |memory| {
        memory.left.clear();
        memory.selected = selected;
    });
}

fn copy_of(workload: &Workload) -> Workload {
    Workload { name: shortened(&format!("{} copy", workload.name)), ..workload.clone() }
}

/// The field of a name.
#[inline(never)]
pub fn name_field(id: &str, name: &str) -> Element {
    let input = text_input(id, name).with("maxlength", &bounds::NAME_CHARACTERS_MAX.to_string());
    let label = el("label").with("for", id).text("Name");
    el("div").key(id).class("field field-wide").child(label).child(input)
}

/// A name that is no longer than names may be.
#[inline(never)]
pub fn shortened(name: &str) -> String {
    name.chars().take(bounds::NAME_CHARACTERS_MAX).collect()
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
fn form(view: &View<'_>, owner: Owner, workload: &Workload, elements: &mut Vec<Element>) {
    elements.push(name_field(&owner.id("name"), &workload.name));
    elements.extend(placement::elements(view, owner, &workload.placement));
    elements.extend(demand::doors(view, owner, workload));
    elements.push(hint("Input is the whole prompt, cached part included."));
    let mut set = words::adjustments(workload).join(", ");
    if workload.tier == ServiceTier::Standard {
        set.push_str(if set.is_empty() { "none, Standard" } else { ", Standard" });
    }
    let summary = el("summary").text("Adjustments and tier").child(el("span").class("digest").text(&set));
    let adjustments = el("div").class("stack").children(demand::adjustments(view, owner, workload));
    elements.push(el("details").key("more").class("more").child(summary).child(adjustments));
}
