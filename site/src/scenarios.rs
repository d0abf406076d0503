//! Scenarios by name, kept in this browser, and scenarios side by side. Loaded on demand.
//!
//! What is kept is read anew before each change, so that another tab's is never overwritten. What is compared is in the
//! state, as it stands in a link; here it is read, changed and written again.

mod act;
mod panel;
mod side;
mod stored;

use std::cell::OnceCell;

use answer::{Here, Look, Markup};
use exchange::link::{self, Compared, Stands};
use pricing::harmless::harmless;
use pricing::scenario::Scenario;
use web_sys::KeyboardEvent;
use web_sys::wasm_bindgen::JsCast;

use crate::kept::Kept;
use crate::masthead::Toolbar;
use crate::page;
use crate::state::{Beside, Calculator};
use stored::{Found, Saved, Undo};

/// What is kept, and what happens to it. Copies share it.
#[derive(Clone, Copy)]
struct Desk {
    calculator: Calculator,
    shelf: Kept<Shelf>,
    /// The toolbar whose panel this is, once it was open.
    bar: Kept<Option<Toolbar>>,
    /// What the answer shows, once the comparison was looked at.
    look: Kept<Option<Kept<Look>>>,
}

/// What is kept in this browser, and what its reader is about to do with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Shelf {
    saved: Vec<Saved>,
    trouble: Option<Trouble>,
    /// The name typed to save under.
    draft: Option<String>,
    /// Whether another scenario has that name.
    is_taken: bool,
    /// The entry that gets another name, and what is typed.
    renamed: Option<(usize, String)>,
    /// What has just happened, in the panel.
    said: String,
    undo: Option<Undo>,
    /// What is chosen to be compared.
    chosen: String,
    /// What has just happened, in the comparison.
    told: String,
}

/// Why the browser doesn't keep what it should.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trouble {
    Blocked,
    Full,
    Unreadable,
}

/// The panel of saved scenarios.
#[inline(never)]
pub fn panel(page: &mut Markup, bar: Toolbar, _: Here) {
    let desk = desk(bar.calculator);
    desk.bar.put(Some(bar));
    panel::panel(page, desk);
}

/// Scenarios side by side.
#[inline(never)]
pub fn compare(page: &mut Markup, calculator: Calculator, look: Kept<Look>, here: Here) {
    let desk = desk(calculator);
    desk.look.put(Some(look));
    side::compare(page, desk, &look.read(), here);
}

/// The one there is.
fn desk(calculator: Calculator) -> Desk {
    thread_local! {
        static DESK: OnceCell<Desk> = const { OnceCell::new() };
    }
    DESK.with(|desk| *desk.get_or_init(|| Desk::begin(calculator)))
}

impl Desk {
    fn begin(calculator: Calculator) -> Self {
        let desk = Self { calculator, shelf: Kept::new(Shelf::default()), bar: Kept::new(None), look: Kept::new(None) };
        desk.look_again();
        // Another tab changes what is kept; a page that comes back from the browser's memory wasn't told.
        for event in ["storage", "focus", "pageshow"] {
            page::listen(event, Box::new(move |_| desk.look_again()));
        }
        page::listen("click", Box::new(move |event| desk.click(&page::act(event))));
        page::listen("input", Box::new(move |event| desk.input(event)));
        page::listen(
            "keydown",
            Box::new(move |event| {
                if event.dyn_ref::<KeyboardEvent>().is_some_and(|key| key.key() == "Enter") {
                    for (field, act) in [("#scenario-name", "scenario-save"), ("#scenario-rename", "scenario-renamed")]
                    {
                        if page::closest(event, field).is_some() {
                            desk.click(act);
                        }
                    }
                }
            }),
        );
        desk
    }

    /// Reads what is kept; tells where it has changed.
    fn look_again(self) {
        let before = self.shelf.get_now();
        let mut now = before.clone();
        match stored::load() {
            Found::List(saved) => {
                if saved != now.saved {
                    now.renamed = None;
                }
                now.saved = saved;
                now.trouble = now.trouble.filter(|trouble| *trouble == Trouble::Full);
            }
            // What this page kept so far stays.
            Found::Blocked => now.trouble = Some(Trouble::Blocked),
            Found::Unreadable => (now.saved, now.trouble) = (Vec::new(), Some(Trouble::Unreadable)),
        }
        if now != before {
            self.shelf.set(now);
        }
    }

    /// The scenario that is kept, where its text can be read.
    fn scenario_of(self, saved: &Saved) -> Option<Scenario> {
        link::decode(&saved.link, &self.calculator.dates.now()).scenario
    }

    /// What is compared, in order; the present one at least.
    fn compared(self) -> Vec<Compared> {
        let rates = self.calculator.scenario_now().rates;
        link::compared(&self.calculator.beside_now(), rates, &self.calculator.dates.now())
    }

    /// What the present scenario is called; empty where nobody has said.
    fn present_name(self) -> String {
        let here = self.compared().into_iter().find(|entry| entry.stands == Stands::Here);
        here.map(|entry| entry.name).unwrap_or_default()
    }

    /// What the field for a name to save under shows.
    fn name_to_save(self) -> String {
        self.shelf.read().draft.clone().unwrap_or_else(|| {
            let _ = self.calculator.beside();
            let name = self.present_name();
            if !name.is_empty() {
                return name;
            }
            let scenario = self.calculator.scenario();
            let first = scenario.workloads.first().map(|workload| stored::tidy(&workload.name));
            first.filter(|name| !name.is_empty()).unwrap_or_else(|| "My scenario".to_owned())
        })
    }

    /// Puts a scenario in place of the present one, with what it is compared with, as one step.
    fn open(self, scenario: Scenario, entries: &[Compared]) {
        let texts = link::compared_texts(entries, scenario.rates);
        self.calculator.replace_all(scenario, Beside::new(texts));
    }

    /// Changes what is compared, as one step.
    fn rearrange(self, entries: &[Compared]) {
        self.open(Scenario::clone(&self.calculator.scenario_now()), entries);
    }

    /// Says what the present scenario is called, without a step of its own.
    fn call(self, name: &str) {
        let mut entries = self.compared();
        for entry in entries.iter_mut().filter(|entry| entry.stands == Stands::Here) {
            name.clone_into(&mut entry.name);
        }
        let texts = link::compared_texts(&entries, self.calculator.scenario_now().rates);
        self.calculator.set_beside(Beside::new(texts));
    }

    /// Adds a scenario to the comparison; what to tell.
    fn add(self, name: &str, scenario: Scenario) -> String {
        let mut entries = self.compared();
        if entries.len() >= pricing::bounds::COMPARED_MAX {
            return "Four are compared already. Remove one first.".to_owned();
        }
        entries.push(Compared::beside(name, scenario));
        self.rearrange(&entries);
        format!("{} is in the comparison, {} of 4.", harmless(name), entries.len())
    }
}

/// What an entry is called, fit for any place.
fn shown_name(saved: &Saved) -> String {
    if saved.name.is_empty() { "Without a name".to_owned() } else { harmless(&stored::tidy(&saved.name)) }
}
