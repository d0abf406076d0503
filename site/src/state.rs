//! The page's state: one signal holds the scenario, everything else is derived from it.
//!
//! [`Calculator`] is the only way to change the scenario, so that every change can be undone. Draft text, open panels
//! and the like aren't here: they stay in the component that shows them.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;
use pricing::link::LinkProblem;
use pricing::price::{PriceError, price};
use pricing::rates::{Date, RateCard};
use pricing::report::Report;
use pricing::scenario::{FieldError, Scenario};

/// Steps that can be undone.
const HISTORY_MAX: usize = 200;

/// The last answer, and what keeps it from being today's.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The scenario that the report belongs to.
    pub scenario: Arc<Scenario>,
    /// The card it was priced with.
    pub card: Arc<RateCard>,
    /// What it costs: the last good report.
    pub report: Arc<Report>,
    /// Why the present scenario has no price; then the report is of an earlier one.
    pub error: Option<PriceError>,
}

/// The state, passed as context; copies share it.
#[derive(Clone, Copy)]
pub struct Calculator {
    scenario: RwSignal<Arc<Scenario>>,
    history: StoredValue<History>,
    /// How many steps can be undone and redone.
    steps: RwSignal<(usize, usize)>,
    /// Field ids whose draft text can't be read, each with its name and what is wrong.
    faults: RwSignal<BTreeMap<String, Fault>>,
    /// What the link that opened the page got wrong.
    pub link_problems: RwSignal<Vec<LinkProblem>>,
    /// Dates of the bundled rate cards, oldest first.
    pub dates: StoredValue<Vec<Date>>,
    /// Everything wrong with the scenario's fields.
    pub problems: Memo<Vec<FieldError>>,
    /// The card of the scenario's date.
    pub card: Memo<Arc<RateCard>>,
    /// The present answer, or the last good one; `None` while nothing could ever be priced.
    pub answer: Memo<Option<Answer>>,
    /// The present error, whether or not there is an earlier answer.
    pub error: Memo<Option<PriceError>>,
}

/// A field whose draft can't be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The field's label, for naming it away from the field.
    pub label: String,
    /// What is wrong, as shown beside the field.
    pub message: String,
}

#[derive(Default)]
struct History {
    done: Vec<Arc<Scenario>>,
    undone: Vec<Arc<Scenario>>,
    /// The field that the last step changed: typing in one field is one step.
    last_field: Option<String>,
}

impl Calculator {
    /// State that begins with a scenario.
    pub fn new(scenario: Scenario) -> Self {
        let scenario = RwSignal::new(Arc::new(scenario));
        let card = {
            let date = Memo::new(move |_| scenario.read().rates);
            Memo::new(move |_| Arc::new(RateCard::of(date.get()).unwrap_or_else(RateCard::newest)))
        };
        let priced = Memo::new(move |_| {
            let (scenario, card) = (scenario.get(), card.get());
            let result = price(&scenario, &card).map(Arc::new);
            (scenario, card, result)
        });
        let answer = Memo::new(move |before: Option<&Option<Answer>>| {
            let (scenario, card, result) = priced.get();
            match result {
                Ok(report) => Some(Answer { scenario, card, report, error: None }),
                Err(error) => before.cloned().flatten().map(|last| Answer { error: Some(error), ..last }),
            }
        });
        let error = Memo::new(move |_| priced.with(|(_, _, result)| result.as_ref().err().cloned()));
        Self {
            scenario,
            history: StoredValue::new(History::default()),
            steps: RwSignal::new((0, 0)),
            faults: RwSignal::new(BTreeMap::new()),
            link_problems: RwSignal::new(Vec::new()),
            dates: StoredValue::new(RateCard::dates()),
            problems: Memo::new(move |_| scenario.read().check()),
            card,
            answer,
            error,
        }
    }

    /// The scenario, tracked.
    pub fn scenario(self) -> Arc<Scenario> {
        self.scenario.get()
    }

    /// The scenario, without tracking: for event handlers.
    pub fn scenario_now(self) -> Arc<Scenario> {
        self.scenario.get_untracked()
    }

    /// Changes the scenario. Changes to the same `field` in a row are one step of undo.
    pub fn change(self, field: &str, change: impl FnOnce(&mut Scenario)) {
        let before = self.scenario.get_untracked();
        let mut after = Scenario::clone(&before);
        change(&mut after);
        if after == *before {
            return;
        }
        self.history.update_value(|history| {
            if history.last_field.as_deref() != Some(field) || field.is_empty() {
                history.done.push(before);
                if history.done.len() > HISTORY_MAX {
                    history.done.remove(0);
                }
            }
            history.undone.clear();
            history.last_field = Some(field.to_owned());
        });
        self.set(Arc::new(after));
    }

    /// Puts another scenario in place of this one, as one step that can be undone. Drafts are dropped.
    pub fn replace(self, scenario: Scenario) {
        self.rearrange(|present| *present = scenario);
    }

    /// Changes the scenario in more than a field's value: a list gains or loses an entry. Drafts are dropped.
    pub fn rearrange(self, change: impl FnOnce(&mut Scenario)) {
        self.drop_drafts();
        self.change("", change);
    }

    /// Ends a step: the next change of the same field is one of its own.
    pub fn end_step(self) {
        self.history.update_value(|history| history.last_field = None);
    }

    /// Takes back the last step.
    pub fn undo(self) {
        self.travel(|history, present| {
            let before = history.done.pop()?;
            history.undone.push(present);
            Some(before)
        });
    }

    /// Takes back the last undo.
    pub fn redo(self) {
        self.travel(|history, present| {
            let after = history.undone.pop()?;
            history.done.push(present);
            Some(after)
        });
    }

    /// How many steps can be undone and redone, tracked.
    pub fn steps(self) -> (usize, usize) {
        self.steps.get()
    }

    /// Tells that a field's draft can't be read, or can again.
    pub fn set_fault(self, id: &str, fault: Option<Fault>) {
        let known = self.faults.with_untracked(|faults| faults.get(id).cloned());
        if known != fault {
            self.faults.update(|faults| match fault {
                Some(fault) => drop(faults.insert(id.to_owned(), fault)),
                None => drop(faults.remove(id)),
            });
        }
    }

    /// What is wrong with this field's draft, tracked.
    pub fn fault(self, id: &str) -> Option<Fault> {
        self.faults.with(|faults| faults.get(id).cloned())
    }

    /// The ids of fields whose draft can't be read, without tracking.
    pub fn fault_ids(self) -> Vec<String> {
        self.faults.with_untracked(|faults| faults.keys().cloned().collect())
    }

    /// Fields whose draft can't be read, tracked.
    pub fn faults(self) -> Vec<Fault> {
        self.faults.with(|faults| faults.values().cloned().collect())
    }

    fn travel(self, step: impl FnOnce(&mut History, Arc<Scenario>) -> Option<Arc<Scenario>>) {
        let present = self.scenario.get_untracked();
        let there = self.history.try_update_value(|history| {
            history.last_field = None;
            step(history, present)
        });
        if let Some(there) = there.flatten() {
            self.drop_drafts();
            self.set(there);
        }
    }

    fn drop_drafts(self) {
        self.faults.set(BTreeMap::new());
    }

    fn set(self, scenario: Arc<Scenario>) {
        self.steps.set(self.history.with_value(|history| (history.done.len(), history.undone.len())));
        self.scenario.set(scenario);
    }
}

/// The state of the page that this component is part of.
pub fn use_calculator() -> Calculator {
    expect_context::<Calculator>()
}
