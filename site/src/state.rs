//! The page's state: the scenario, and what follows from it, in one place.
//!
//! [`Calculator`] is the only way to change the scenario, so that every change can be undone. Draft text, open panels
//! and the like aren't here: they stay with what shows them.

use std::rc::Rc;
use std::sync::Arc;

use exchange::link::LinkProblem;
use pricing::price::{PriceError, price};
use pricing::rates::{Date, RateCard};
use pricing::report::Report;
use pricing::scenario::{FieldError, Scenario};

use crate::kept::Kept;
use crate::pairs::Pairs;

/// Steps that can be undone.
const HISTORY_MAX: usize = 200;

/// The last good answer.
pub struct Answer {
    /// The scenario that the report belongs to.
    pub scenario: Arc<Scenario>,
    /// The card it was priced with.
    pub card: Arc<RateCard>,
    /// What it costs: the last good report.
    pub report: Report,
}

/// The state; copies share it.
#[derive(Clone, Copy)]
pub struct Calculator {
    present: Kept<Present>,
    history: Kept<History>,
    /// Field ids whose draft text can't be read, each with its name and what is wrong.
    faults: Kept<Pairs<String, Fault>>,
    /// What the link that opened the page got wrong.
    pub link_problems: Kept<Vec<LinkProblem>>,
    /// Dates of the bundled rate cards, oldest first.
    pub dates: Kept<Vec<Date>>,
    /// The view that a preset asks for, by its place; 0 where it asks for none.
    pub asked_view: Kept<usize>,
}

/// What the scenario is compared with, as it stands in a link. See [`exchange::link::compared`].
pub type Beside = Rc<Vec<String>>;

/// Whether this text is another scenario, not what the present one is called.
#[inline(never)]
pub fn is_beside(text: &str) -> bool {
    text.split_once(';').is_some()
}

/// The scenario, and what follows from it.
struct Present {
    scenario: Arc<Scenario>,
    beside: Beside,
    card: Arc<RateCard>,
    problems: Vec<FieldError>,
    answer: Option<Arc<Answer>>,
    error: Option<PriceError>,
}

/// A field whose draft can't be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The field's label, for naming it away from the field.
    pub label: String,
    /// What is wrong, as shown beside the field.
    pub message: String,
}

/// Scenarios to go back to with what they are compared with, the nearest last.
type Steps = Vec<(Arc<Scenario>, Beside)>;

#[derive(Clone, Default)]
struct History {
    done: Steps,
    undone: Steps,
    /// The field that the last step changed: typing in one field is one step.
    last_field: Option<String>,
}

impl Calculator {
    /// State that begins with a scenario, and with what it is compared with.
    pub fn new(scenario: Scenario, beside: Beside) -> Self {
        Self {
            present: Kept::new(Present::of(Arc::new(scenario), beside, None)),
            history: Kept::new(History::default()),
            faults: Kept::new(Pairs::default()),
            link_problems: Kept::new(Vec::new()),
            dates: Kept::new(RateCard::dates()),
            asked_view: Kept::new(0),
        }
    }

    /// The scenario, tracked.
    pub fn scenario(self) -> Arc<Scenario> {
        Arc::clone(&self.present.read().scenario)
    }

    /// The scenario, without tracking: for event handlers.
    pub fn scenario_now(self) -> Arc<Scenario> {
        Arc::clone(&self.present.now().scenario)
    }

    /// What the scenario is compared with, tracked.
    pub fn beside(self) -> Beside {
        Rc::clone(&self.present.read().beside)
    }

    /// What the scenario is compared with, without tracking.
    pub fn beside_now(self) -> Beside {
        Rc::clone(&self.present.now().beside)
    }

    /// The card of the scenario's date, tracked.
    pub fn card(self) -> Arc<RateCard> {
        Arc::clone(&self.present.read().card)
    }

    /// The card of the scenario's date, without tracking.
    pub fn card_now(self) -> Arc<RateCard> {
        Arc::clone(&self.present.now().card)
    }

    /// Everything wrong with the scenario's fields, tracked.
    pub fn problems(self) -> Vec<FieldError> {
        self.present.read().problems.clone()
    }

    /// The present answer, or the last good one; `None` while nothing could ever be priced. Tracked.
    pub fn answer(self) -> Option<Arc<Answer>> {
        self.present.read().answer.clone()
    }

    /// The present error, whether or not there is an earlier answer. Tracked.
    pub fn error(self) -> Option<PriceError> {
        self.present.read().error.clone()
    }

    /// Changes the scenario. Changes to the same `field` in a row are one step of undo.
    pub fn change(self, field: &str, change: impl FnOnce(&mut Scenario)) {
        let mut after = Scenario::clone(&self.scenario_now());
        change(&mut after);
        self.step(field, after, self.beside_now());
    }

    /// Puts a changed scenario in place of this one; see [`change`](Self::change).
    pub fn put(self, field: &str, scenario: Scenario) {
        self.step(field, scenario, self.beside_now());
    }

    /// Puts a scenario after the present one; changes to the same `field` in a row are one step.
    #[inline(never)]
    fn step(self, field: &str, after: Scenario, beside: Beside) {
        let present = self.present.now();
        if after == *present.scenario && Rc::ptr_eq(&beside, &present.beside) {
            return;
        }
        self.history.update(|history| {
            if history.last_field.as_deref() != Some(field) || field.is_empty() {
                history.done.push(present.step());
                if history.done.len() > HISTORY_MAX {
                    history.done.remove(0);
                }
            }
            history.undone.clear();
            history.last_field = Some(field.to_owned());
        });
        self.set((Arc::new(after), beside));
    }

    /// Puts another scenario in place of this one, as one step that can be undone. Drafts are dropped.
    pub fn replace(self, scenario: Scenario) {
        self.replace_all(scenario, self.beside_now());
    }

    /// Puts another scenario in place of this one, with what it is compared with, as one step. Drafts are dropped.
    #[inline(never)]
    pub fn replace_all(self, scenario: Scenario, beside: Beside) {
        self.drop_drafts();
        self.step("", scenario, beside);
    }

    /// Says what the scenario is compared with, without a step.
    pub fn set_beside(self, beside: Beside) {
        self.set((self.scenario_now(), beside));
    }

    /// Changes the scenario in more than a field's value: a list gains or loses an entry. Drafts are dropped.
    pub fn rearrange(self, change: impl FnOnce(&mut Scenario)) {
        self.drop_drafts();
        self.change("", change);
    }

    /// Ends a step: the next change of the same field is one of its own.
    pub fn end_step(self) {
        self.history.update(|history| history.last_field = None);
    }

    /// Takes back the last step: drafts that can't be read, or else the last change.
    pub fn undo(self) {
        if !self.faults.now().is_empty() {
            self.drop_drafts();
            return;
        }
        self.travel(|history| (&mut history.done, &mut history.undone));
    }

    /// Takes back the last undo.
    pub fn redo(self) {
        self.travel(|history| (&mut history.undone, &mut history.done));
    }

    /// How many steps can be undone and redone, tracked.
    pub fn steps(self) -> (usize, usize) {
        let (history, faults) = (self.history.read(), self.faults.read());
        // A draft that can't be read is a step of its own.
        (history.done.len() + usize::from(!faults.is_empty()), history.undone.len())
    }

    /// Tells that a field's draft can't be read, or can again.
    pub fn set_fault(self, id: &str, fault: Option<Fault>) {
        if self.faults.now().get(id) == fault.as_ref() {
            return;
        }
        self.faults.update(|faults| match fault {
            Some(fault) => faults.insert(id.to_owned(), fault),
            None => faults.remove(id),
        });
    }

    /// What is wrong with this field's draft, tracked.
    pub fn fault(self, id: &str) -> Option<Fault> {
        self.faults.read().get(id).cloned()
    }

    /// The ids of fields whose draft can't be read, without tracking.
    pub fn fault_ids(self) -> Vec<String> {
        self.faults.now().iter().map(|(id, _)| id.clone()).collect()
    }

    /// The label of the first field whose draft can't be read, tracked.
    pub fn first_fault(self) -> Option<String> {
        self.faults.read().iter().next().map(|(_, fault)| fault.label.clone())
    }

    /// Goes where the last step of one of the lists leads; the present scenario goes to the other list.
    #[inline(never)]
    fn travel(self, lists: fn(&mut History) -> (&mut Steps, &mut Steps)) {
        let present = self.present.now().step();
        let there = self.history.update(|history| {
            history.last_field = None;
            let (from, to) = lists(history);
            let there = from.pop();
            if there.is_some() {
                to.push(present);
            }
            there
        });
        if let Some(there) = there {
            self.drop_drafts();
            self.set(there);
        }
    }

    fn set(self, (scenario, beside): (Arc<Scenario>, Beside)) {
        let present = Present::of(scenario, beside, Some(&self.present.now()));
        self.present.set(present);
    }

    fn drop_drafts(self) {
        self.faults.set(Pairs::default());
    }
}

impl Present {
    fn of(scenario: Arc<Scenario>, beside: Beside, before: Option<&Self>) -> Self {
        let card = match before {
            Some(before) if before.card.date() == scenario.rates => Arc::clone(&before.card),
            _ => Arc::new(RateCard::of(scenario.rates).unwrap_or_else(RateCard::newest)),
        };
        let problems = scenario.check();
        let (answer, error) = match price(&scenario, &card) {
            Ok(report) => {
                let (scenario, card) = (Arc::clone(&scenario), Arc::clone(&card));
                (Some(Arc::new(Answer { scenario, card, report })), None)
            }
            Err(error) => (before.and_then(|before| before.answer.clone()), Some(error)),
        };
        Self { scenario, beside, card, problems, answer, error }
    }

    fn step(&self) -> (Arc<Scenario>, Beside) {
        (Arc::clone(&self.scenario), Rc::clone(&self.beside))
    }
}
