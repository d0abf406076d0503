//! What can be undone and redone.

use std::sync::Arc;

use exchange::link;
use exchange::presets;
use pricing::bounds;
use pricing::scenario::Scenario;

use super::Beside;

/// Steps that can be undone.
const STEPS_MAX: usize = 200;

/// What a step changes: the scenario, what it is compared with, and which workload is which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The scenario.
    pub scenario: Arc<Scenario>,
    /// What it is compared with.
    pub beside: Beside,
    /// A key for each workload; it stays with its workload wherever that stands.
    pub keys: Arc<Vec<usize>>,
    /// Whether this is the page's example, as it came.
    pub is_example: bool,
}

impl Moment {
    /// A scenario that the reader or a link brings.
    pub fn of(scenario: Scenario, beside: Vec<String>) -> Self {
        let keys = Arc::new((0..scenario.workloads.len()).collect());
        Self { scenario: Arc::new(scenario), beside: Arc::new(beside), keys, is_example: false }
    }

    /// The example of the first visit, by today's rules.
    pub fn example() -> Self {
        let mut scenario = presets::default_scenario();
        for workload in &mut scenario.workloads {
            "Document assistant".clone_into(&mut workload.name);
        }
        Self { is_example: true, ..Self::of(scenario, Vec::new()) }
    }

    /// What the reader calls the scenario; empty where nobody has said.
    pub fn name(&self) -> String {
        link::name_here(&self.beside)
    }

    /// The same with another name.
    #[must_use]
    pub fn renamed(&self, name: &str) -> Self {
        let name: String = name.trim_start().chars().take(bounds::NAME_CHARACTERS_MAX).collect();
        Self { beside: Arc::new(link::renamed(&self.beside, &name)), ..self.clone() }
    }

    /// Where the workload with this key stands.
    pub fn place_of(&self, key: usize) -> Option<usize> {
        self.keys.iter().position(|other| *other == key)
    }

    /// A key that no workload has.
    pub fn new_key(&self) -> usize {
        self.keys.iter().max().map_or(0, |key| key + 1)
    }
}

/// Moments to go back and forth to, the nearest last.
#[derive(Clone, Debug, Default)]
pub(super) struct History {
    done: Vec<Moment>,
    undone: Vec<Moment>,
    /// The field that the last step changed: typing in one field is one step.
    last_field: String,
}

impl History {
    /// Adds a step away from a moment.
    pub(super) fn add(&mut self, field: &str, before: Moment) {
        if self.last_field != field || field.is_empty() {
            self.done.push(before);
            if self.done.len() > STEPS_MAX {
                self.done.remove(0);
            }
        }
        self.undone.clear();
        field.clone_into(&mut self.last_field);
    }

    pub(super) fn end_step(&mut self) {
        self.last_field.clear();
    }

    pub(super) fn back(&mut self, now: Moment) -> Option<Moment> {
        self.last_field.clear();
        let there = self.done.pop()?;
        self.undone.push(now);
        Some(there)
    }

    pub(super) fn forth(&mut self, now: Moment) -> Option<Moment> {
        self.last_field.clear();
        let there = self.undone.pop()?;
        self.done.push(now);
        Some(there)
    }

    pub(super) fn can_go_back(&self) -> bool {
        !self.done.is_empty()
    }

    pub(super) fn can_go_forth(&self) -> bool {
        !self.undone.is_empty()
    }
}
