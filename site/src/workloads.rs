//! The reader's workloads: a card each, and everything of the one that is open.

mod adjustments;
mod batch;
mod caching;
mod card;
mod counted;
mod demand;
mod doors;
mod figure;
mod lever;
mod list;
pub mod placement;
mod prices;
mod regions;
mod routing;
mod tier;

use leptos::prelude::*;
use pricing::scenario::Workload;

use crate::flat;
use crate::icon::{self, icon};
use crate::state::{Calculator, calculator};

pub use card::body;
pub use list::{add_workload, empty_workload, open_at_demand, open_at_price, open_workload};

/// A workload, by a key that stays with it wherever it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot(pub usize);

impl Spot {
    /// Where it stands, tracked.
    pub fn place(self, calculator: Calculator) -> Option<usize> {
        calculator.place_of(self.0)
    }

    /// Something of the workload, tracked.
    pub fn with<T>(self, calculator: Calculator, of: impl FnOnce(&Workload) -> T) -> Option<T> {
        let moment = calculator.moment();
        Some(of(moment.scenario.workloads.get(moment.place_of(self.0)?)?))
    }

    /// The workload, without tracking: for event handlers.
    pub fn now(self, calculator: Calculator) -> Option<Workload> {
        let moment = calculator.now();
        moment.scenario.workloads.get(moment.place_of(self.0)?).cloned()
    }

    /// Changes the workload; see [`Calculator::change`] for `field`.
    pub fn change(self, calculator: Calculator, field: &str, change: impl FnOnce(&mut Workload)) {
        let Some(place) = calculator.now().place_of(self.0) else { return };
        calculator.change(field, |scenario| {
            if let Some(workload) = scenario.workloads.get_mut(place) {
                change(workload);
            }
        });
    }

    /// The id of one of its fields, unique on the page.
    pub fn id(self, field: &str) -> String {
        format!("workload-{}-{field}", self.0 + 1)
    }
}

/// All workloads.
pub fn workloads() -> AnyView {
    let calculator = calculator();
    let keys = flat::memo(move || calculator.keys());
    let is_full = flat::flag(move || keys.with(Vec::len) >= pricing::bounds::WORKLOADS_MAX);
    let caption = flat::text(move || if keys.with(Vec::len) > 1 { "Cost a month".to_owned() } else { String::new() });
    view! {
        <section class="card o3" aria-labelledby="workloads-title">
            <div class="card-h mid"><h2 id="workloads-title">"Workloads"</h2><span class="faint t12">{caption}</span></div>
            <ul>{flat::list(keys.into(), card::card)}</ul>
            <button class="btn block mt1" type="button" id="add-workload" disabled=is_full
                on:click=flat::clicked(move || add_workload(calculator))>{icon(icon::PLUS, "16")} " Add workload"</button>
        </section>
    }
    .into_any()
}

/// A group of fields under its title.
fn group(title: &'static str, fields: AnyView) -> AnyView {
    view! { <section class="group"><div class="group-h"><h3>{title}</h3></div>{fields}</section> }.into_any()
}
