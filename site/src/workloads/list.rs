//! Workloads come and go.

use core::cmp::Ordering;
use std::sync::Arc;

use leptos::prelude::Set;
use pricing::bounds;
use pricing::rates::{InferenceScope, RateCard};
use pricing::scenario::{Placement, Scenario, Workload};

use super::doors;
use crate::browser;
use crate::field::text::shortened;
use crate::state::{Calculator, Moment};

/// The model that a new workload begins with, the first of these that the card has.
const FIRST_MODELS: [&str; 3] = ["claude-sonnet-5", "claude-sonnet-4.6", "claude-sonnet-4.5"];

/// A workload that asks for nothing yet, every lever off.
pub fn empty_workload(name: &str, card: &RateCard) -> Workload {
    let model = FIRST_MODELS.into_iter().find(|model| card.scopes(model).contains(&InferenceScope::Global));
    let placement = Placement::new(model.unwrap_or("claude-sonnet-4.5"), InferenceScope::Global, "us-east-1");
    Workload::new(name, placement, doors::nothing_yet())
}

/// A new workload at the end, on the model of the last one, opened.
pub fn add_workload(calculator: Calculator) {
    let moment = calculator.now();
    let workloads = &moment.scenario.workloads;
    if workloads.len() >= bounds::WORKLOADS_MAX {
        return;
    }
    let name = format!("Workload {}", workloads.len() + 1);
    let mut workload = empty_workload(&name, &calculator.present_now().card);
    if let Some(last) = workloads.last() {
        workload.placement = last.placement.clone();
    }
    let at = workloads.len();
    insert(calculator, at, workload);
}

/// A copy of a workload, below it, opened.
pub fn duplicate(calculator: Calculator, key: usize) {
    let moment = calculator.now();
    let Some(place) = moment.place_of(key) else { return };
    let Some(workload) = moment.scenario.workloads.get(place) else { return };
    if moment.scenario.workloads.len() < bounds::WORKLOADS_MAX {
        let name = shortened(&format!("{} copy", workload.name));
        insert(calculator, place + 1, Workload { name, ..workload.clone() });
    }
}

fn insert(calculator: Calculator, at: usize, workload: Workload) {
    let key = calculator.now().new_key();
    calculator.rearrange(|moment| {
        let scenario: &mut Scenario = Arc::make_mut(&mut moment.scenario);
        scenario.workloads.insert(at, workload);
        let moved = |other| Some(if other >= at { other + 1 } else { other });
        scenario.capacity.follow(&moved);
        scenario.services.follow(&moved);
        Arc::make_mut(&mut moment.keys).insert(at, key);
    });
    open_workload(calculator, key);
}

/// Takes a workload out. The last one can't be: a scenario has one at least.
pub fn remove(calculator: Calculator, key: usize) {
    let Moment { scenario, .. } = calculator.now();
    let Some(place) = calculator.now().place_of(key).filter(|_| scenario.workloads.len() > 1) else { return };
    let name = scenario.workloads.get(place).map(|workload| workload.name.clone()).unwrap_or_default();
    calculator.rearrange(|moment| {
        let scenario = Arc::make_mut(&mut moment.scenario);
        scenario.workloads.remove(place);
        let moved = |other: usize| match other.cmp(&place) {
            Ordering::Less => Some(other),
            Ordering::Equal => None,
            Ordering::Greater => Some(other - 1),
        };
        scenario.capacity.follow(&moved);
        scenario.services.follow(&moved);
        Arc::make_mut(&mut moment.keys).remove(place);
    });
    calculator.open_workload.set(None);
    calculator.say_with_undo(if name.is_empty() { "Workload removed".to_owned() } else { format!("{name} removed") });
    browser::focus_after_render("add-workload");
}

/// Opens a workload's card at the price that it has none of.
pub fn open_at_price(calculator: Calculator, key: usize) {
    calculator.open_workload.set(Some(key));
    browser::focus_wrong_when_there(super::Spot(key).id("body"));
}

/// Opens a workload's card at its demand.
pub fn open_at_demand(calculator: Calculator, key: usize) {
    calculator.open_workload.set(Some(key));
    browser::focus_first_when_there(super::Spot(key).id("demand"));
}

/// Opens a workload's card and brings it into view, with the focus on its name.
pub fn open_workload(calculator: Calculator, key: usize) {
    calculator.open_workload.set(Some(key));
    let spot = super::Spot(key);
    browser::after_render(move || browser::show(&spot.id("card")));
    browser::focus_when_there(spot.id("name"));
}
