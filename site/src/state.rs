//! The page's state: the scenario, what follows from it, and where the reader is.
//!
//! [`Calculator`] is the only way to change the scenario, so that every change can be undone. It is handed down by
//! context and is [`Copy`]: closures take it as it is.

mod example;
mod history;
mod present;
mod shown;

use std::sync::Arc;

use exchange::link::LinkProblem;
use explain::Verdict;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use pricing::scenario::Scenario;

use crate::dialog::Dialog;
use crate::handed::Handed;
use history::History;
pub use history::Moment;
pub use present::{Answer, Present};
pub use shown::{Period, Screen, Tab, Theme};

/// With so many workloads everything is drawn at once. With more the total comes first: that many cards take longer than somebody who
/// types should wait for it.
const WORKLOADS_AT_ONCE: usize = 8;

/// After which the rest of the page follows the total: two frames, so that the total is drawn by then.
const FOLLOWS_MILLISECONDS: u32 = 34;

/// What the scenario is compared with, as it stands in a link. See [`exchange::link::compared`].
pub type Beside = Arc<Vec<String>>;

/// The text of a field that isn't the number it stands for: being typed, or not readable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The field's id.
    pub field: String,
    /// The field's label, to name it away from the field.
    pub label: String,
    /// What stands in the field.
    pub text: String,
    /// Why it can't be read, where it can't.
    pub fault: Option<String>,
}

/// A short message at the foot of the page: something happened and can be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    /// What happened, as a sentence.
    pub text: String,
    /// Whether it has the button Undo.
    pub can_undo: bool,
}

/// The state; copies share it.
#[derive(Clone, Copy)]
pub struct Calculator {
    moment: RwSignal<Moment>,
    history: RwSignal<History>,
    /// The keys of the workloads in their order. A signal of its own: the moment changes at every keystroke, and whatever follows from
    /// the moment has to ask then whether it changed; forty cards with all their texts took longer for that than for pricing.
    keys: RwSignal<Arc<Vec<usize>>>,
    /// The scenario priced, or the last good answer where it can't be: for the total, and for what stands beside the field in use.
    pub priced: Memo<Present>,
    /// The same for the rest of the page: two frames later where somebody types and there are many workloads.
    pub present: RwSignal<Present>,
    /// Whether the rest of the page is about to follow.
    follows: StoredValue<bool>,
    /// What was priced a moment after typing stopped: for what takes long, such as what each lever could save.
    pub settled: RwSignal<Present>,
    /// Fields whose text isn't the number they stand for.
    pub drafts: RwSignal<Vec<Draft>>,
    /// Which page is shown.
    pub screen: RwSignal<Screen>,
    /// Which tab of the answer is open.
    pub tab: RwSignal<Tab>,
    /// Which workload is open, by its key.
    pub open_workload: RwSignal<Option<usize>>,
    /// Which row of the organization is open, by its id.
    pub open_row: RwSignal<Option<&'static str>>,
    /// Whether the fields of monitoring, network and support are shown while nothing of them is given.
    pub shows_operations: RwSignal<bool>,
    /// Whether figures are for a month or a year.
    pub period: RwSignal<Period>,
    /// Light or dark.
    pub theme: RwSignal<Theme>,
    /// Which dialog is open.
    pub dialog: RwSignal<Option<Dialog>>,
    /// What the open view says in the banner, in place of what holds for the whole scenario.
    pub view_verdict: RwSignal<Option<Verdict>>,
    /// What has just happened.
    pub toast: RwSignal<Option<Toast>>,
    /// What couldn't be read of the link that was opened last.
    pub unread: RwSignal<Arc<Unread>>,
    /// What the page of the bill and the rest of the page hand each other.
    pub handed: Handed,
}

/// What couldn't be read of a link.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unread {
    /// What is wrong with it.
    pub problems: Vec<LinkProblem>,
    /// Whether nothing of it could be read: what the page shows isn't the link's.
    pub is_whole: bool,
}

/// The state, from the context.
pub fn calculator() -> Calculator {
    expect_context()
}

impl Calculator {
    /// State that begins with this moment, which is priced already.
    pub fn new(moment: Moment, first: Present) -> Self {
        let keys = RwSignal::new(Arc::clone(&moment.keys));
        let moment = RwSignal::new(moment);
        let priced = Memo::new({
            let first = first.clone();
            move |before: Option<&Present>| {
                let scenario = moment.with(|moment| Arc::clone(&moment.scenario));
                // Nothing is priced twice.
                let before = before.unwrap_or(&first);
                if Arc::ptr_eq(&scenario, &before.scenario) {
                    before.clone()
                } else {
                    Present::of(scenario, Some(before))
                }
            }
        });
        Self {
            moment,
            history: RwSignal::new(History::default()),
            keys,
            priced,
            present: RwSignal::new(first.clone()),
            follows: StoredValue::new(false),
            settled: RwSignal::new(first),
            drafts: RwSignal::new(Vec::new()),
            screen: RwSignal::new(Screen::default()),
            tab: RwSignal::new(Tab::default()),
            open_workload: RwSignal::new(None),
            open_row: RwSignal::new(None),
            shows_operations: RwSignal::new(false),
            period: RwSignal::new(Period::default()),
            theme: RwSignal::new(Theme::default()),
            dialog: RwSignal::new(None),
            view_verdict: RwSignal::new(None),
            toast: RwSignal::new(None),
            unread: RwSignal::new(Arc::default()),
            handed: Handed::empty(),
        }
    }

    /// The scenario, tracked.
    pub fn scenario(self) -> Arc<Scenario> {
        self.moment.with(|moment| Arc::clone(&moment.scenario))
    }

    /// Scenario, comparison and keys, tracked.
    pub fn moment(self) -> Moment {
        self.moment.get()
    }

    /// Scenario, comparison and keys, without tracking: for event handlers.
    pub fn now(self) -> Moment {
        self.moment.get_untracked()
    }

    /// What is priced, without tracking: for event handlers.
    pub fn present_now(self) -> Present {
        self.priced.get_untracked()
    }

    /// Whether the page still shows its untouched example, tracked.
    pub fn is_example(self) -> bool {
        self.moment.with(|moment| moment.is_example)
    }

    /// The keys of the workloads in their order, tracked. A key stays with its workload wherever that stands.
    pub fn keys(self) -> Vec<usize> {
        self.keys.with(|keys| keys.to_vec())
    }

    /// Where the workload with this key stands, tracked.
    pub fn place_of(self, key: usize) -> Option<usize> {
        self.keys.with(|keys| keys.iter().position(|other| *other == key))
    }

    /// Changes the scenario. Changes of the same `field` in a row are one step of undo; an empty `field` is a step of its
    /// own. The number of workloads must stay the same: see [`rearrange`](Self::rearrange).
    pub fn change(self, field: &str, change: impl FnOnce(&mut Scenario)) {
        let mut after = self.now();
        change(Arc::make_mut(&mut after.scenario));
        self.step(field, after);
    }

    /// Changes the scenario in more than a field's value: a list gains or loses an entry. Drafts are dropped.
    pub fn rearrange(self, change: impl FnOnce(&mut Moment)) {
        self.drafts.set(Vec::new());
        let mut after = self.now();
        change(&mut after);
        self.step("", after);
    }

    /// Puts another scenario in place of this one, with what it is compared with, as one step.
    pub fn replace(self, moment: Moment) {
        self.drafts.set(Vec::new());
        self.open_workload.set(None);
        self.step("", moment);
    }

    /// Puts another moment in place of this one; see [`change`](Self::change) for `field`.
    pub fn put(self, field: &str, moment: Moment) {
        self.step(field, moment);
    }

    fn step(self, field: &str, mut after: Moment) {
        let before = self.now();
        if after == before {
            return;
        }
        if before.is_example && after.is_example && after.scenario != before.scenario {
            after.is_example = false;
            if example::is_own(&before.scenario, &after.scenario)
                && example::drop_levers(Arc::make_mut(&mut after.scenario))
            {
                self.say_with_undo("Example’s savings removed, so this is your own list price");
            }
        }
        self.history.update(|history| history.add(field, before));
        self.turn_to(after);
        // What is typed leaves all workloads where they are, so an answer of a moment ago still fits the page.
        let waits = !field.is_empty() && self.keys.with_untracked(|keys| keys.len() > WORKLOADS_AT_ONCE);
        if !waits {
            self.show_present();
        } else if !self.follows.get_value() {
            self.follows.set_value(true);
            Timeout::new(FOLLOWS_MILLISECONDS, move || self.show_present()).forget();
        }
    }

    /// Puts this moment in place of the present one.
    fn turn_to(self, moment: Moment) {
        if self.keys.with_untracked(|keys| *keys != moment.keys) {
            self.keys.set(Arc::clone(&moment.keys));
        }
        self.moment.set(moment);
    }

    /// Shows everywhere what is priced now.
    fn show_present(self) {
        // The page, and its state with it, may be gone by now.
        let Some(priced) = self.priced.try_get_untracked() else { return };
        self.follows.set_value(false);
        if self.present.with_untracked(|present| *present != priced) {
            self.present.set(priced);
        }
    }

    /// What the header shows as the scenario's name, tracked.
    pub fn shown_name(self) -> String {
        let moment = self.moment.get();
        match moment.name() {
            name if !name.is_empty() => name,
            _ if moment.is_example => "Worked example".to_owned(),
            _ => "Untitled scenario".to_owned(),
        }
    }

    /// Gives the scenario a name.
    pub fn rename(self, name: &str) {
        let after = self.now().renamed(name);
        self.step("scenario-name", after);
    }

    /// Ends a step: the next change of the same field is one of its own.
    pub fn end_step(self) {
        self.history.update(History::end_step);
    }

    /// Takes back the last step: text that can't be read, or else the last change.
    pub fn undo(self) {
        self.toast.set(None);
        if untrack(|| self.first_fault()).is_some() {
            self.drafts.set(Vec::new());
            return;
        }
        self.travel(History::back);
    }

    /// Takes back the last undo.
    pub fn redo(self) {
        self.travel(History::forth);
    }

    fn travel(self, way: fn(&mut History, Moment) -> Option<Moment>) {
        let now = self.now();
        let there = self.history.try_update(|history| way(history, now)).flatten();
        if let Some(there) = there {
            self.drafts.set(Vec::new());
            self.turn_to(there);
            self.show_present();
        }
    }

    /// Whether there is something to undo, tracked.
    pub fn can_undo(self) -> bool {
        self.history.with(History::can_go_back) || self.first_fault().is_some()
    }

    /// Whether there is something to redo, tracked.
    pub fn can_redo(self) -> bool {
        self.history.with(History::can_go_forth)
    }

    /// The draft of a field, tracked.
    pub fn draft(self, field: &str) -> Option<Draft> {
        self.drafts.with(|drafts| drafts.iter().find(|draft| draft.field == field).cloned())
    }

    /// Keeps what stands in a field.
    pub fn set_draft(self, draft: Draft) {
        self.drafts.update(|drafts| {
            drafts.retain(|other| other.field != draft.field);
            drafts.push(draft);
        });
    }

    /// Forgets what was typed in a field: it shows its number again.
    pub fn drop_draft(self, field: &str) {
        if self.drafts.with_untracked(|drafts| drafts.iter().any(|draft| draft.field == field)) {
            self.drafts.update(|drafts| drafts.retain(|draft| draft.field != field));
        }
    }

    /// The label of the first field whose text can't be read, tracked.
    pub fn first_fault(self) -> Option<String> {
        self.drafts.with(|drafts| drafts.iter().find(|draft| draft.fault.is_some()).map(|draft| draft.label.clone()))
    }

    /// How many fields hold a text that can't be read, tracked. The last good number of each is still priced.
    pub fn faults(self) -> usize {
        self.drafts.with(|drafts| drafts.iter().filter(|draft| draft.fault.is_some()).count())
    }

    /// Lets a view say in the banner what holds for it, as long as it is there.
    pub fn let_view_say(self, verdict: Signal<Option<Verdict>>) {
        Effect::new(move |_| self.view_verdict.set(verdict.get()));
        on_cleanup(move || {
            let _ = self.view_verdict.try_set(None);
        });
    }

    /// Says what has just happened.
    pub fn say(self, text: impl Into<String>) {
        self.toast.set(Some(Toast { text: text.into(), can_undo: false }));
    }

    /// Says what has just happened, with the button Undo.
    pub fn say_with_undo(self, text: impl Into<String>) {
        self.toast.set(Some(Toast { text: text.into(), can_undo: true }));
    }
}
