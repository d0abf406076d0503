//! What the reader gives: four groups of fields, one open at a time.

mod caching;
mod demand;
mod doors;
mod placement;
mod prices;
mod regions;
mod routing;
mod workloads;

use std::collections::BTreeMap;

use leptos::prelude::*;
use pricing::scenario::{Caching, Workload};
use pricing::words;

use crate::field::{Choice, Choices};
use crate::state::{Calculator, use_calculator};
use doors::Doors;

/// Which workload the groups show, and what was given in fields that aren't shown now.
#[derive(Clone, Copy)]
struct Desk {
    calculator: Calculator,
    selected: RwSignal<usize>,
    /// The workload shown; `None` where there is none.
    current: Memo<Option<usize>>,
    doors: StoredValue<Doors>,
    /// Caching as it was left, by workload and kind.
    caching: StoredValue<BTreeMap<(usize, usize), Caching>>,
}

impl Desk {
    fn new(calculator: Calculator) -> Self {
        let selected = RwSignal::new(0);
        let count = Memo::new(move |_| calculator.scenario().workloads.len());
        let current = Memo::new(move |_| Some(selected.get().min(count.get().checked_sub(1)?)));
        let (doors, caching) = (StoredValue::new(Doors::default()), StoredValue::new(BTreeMap::new()));
        Self { calculator, selected, current, doors, caching }
    }

    /// A part of a workload, tracked.
    fn part<T: PartialEq + Send + Sync + 'static>(self, index: usize, part: fn(&Workload) -> T) -> Memo<Option<T>> {
        Memo::new(move |_| self.calculator.scenario().workloads.get(index).map(part))
    }

    /// Changes one workload.
    fn change(self, field: &str, index: usize, change: impl FnOnce(&mut Workload)) {
        self.calculator.change(field, |scenario| {
            if let Some(workload) = scenario.workloads.get_mut(index) {
                change(workload);
            }
        });
    }

    /// The fields of the workload shown, anew for each.
    fn of_current(self, fields: fn(Self, usize) -> AnyView) -> impl IntoView {
        move || self.current.get().map(|index| fields(self, index))
    }

    /// Chooses the workload whose fields a later group shows; nothing where there is only one.
    fn workload_choice(self, group: u8) -> impl IntoView {
        let names = Memo::new(move |_| {
            let scenario = self.calculator.scenario();
            let name = |(index, workload): (usize, &Workload)| workload_name(index, &workload.name);
            scenario.workloads.iter().enumerate().map(name).map(Choice::new).collect::<Vec<_>>()
        });
        move || {
            (names.read().len() > 1).then(|| {
                let choices = Choices {
                    id: StoredValue::new(format!("for-{group}")),
                    legend: "Workload",
                    options: names.into(),
                    chosen: self.current.into(),
                    choose: Callback::new(move |index| self.selected.set(index)),
                };
                choices.select(true)
            })
        }
    }
}

/// A workload's name, or its number where it has none.
fn workload_name(index: usize, name: &str) -> String {
    if name.is_empty() { format!("Workload {}", index + 1) } else { name.to_owned() }
}

/// The groups of inputs.
#[component]
pub fn ScenarioInputs() -> impl IntoView {
    let calculator = use_calculator();
    let desk = Desk::new(calculator);
    let digests: [Memo<String>; 4] = [
        Memo::new(move |_| words::workloads(&calculator.scenario(), &calculator.card.read())),
        Memo::new(move |_| words::caching_and_batch(&calculator.scenario())),
        Memo::new(move |_| words::routing(&calculator.scenario(), &calculator.card.read())),
        Memo::new(move |_| words::prices(&calculator.scenario(), &calculator.card.read())),
    ];
    let [workloads, caching, routing, prices] = digests;
    view! {
        <section class="scenario" aria-label="Scenario">
            {group(1, "Workloads", workloads, workloads::fields(desk))}
            {group(2, "Caching and batch", caching, caching::fields(desk))}
            {group(3, "Routing", routing, routing::fields(desk))}
            {group(4, "Prices", prices, prices::fields(desk))}
        </section>
    }
}

fn group(number: u8, title: &'static str, digest: Memo<String>, body: AnyView) -> AnyView {
    view! {
        <details class="group" name="group" open=number == 1>
            <summary>
                <span class="group-number">{number.to_string()}</span>
                <h2>{title}</h2>
                <span class="digest">{digest}</span>
            </summary>
            <div class="group-body">{body}</div>
        </details>
    }
    .into_any()
}
