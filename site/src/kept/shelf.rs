//! What is kept in this browser, and what its reader does with it.

use std::sync::Arc;

use exchange::link;
use leptos::prelude::*;
use pricing::harmless::harmless;
use pricing::rates::RateCard;
use pricing::scenario::Scenario;

use super::stored::{self, Found, SAVED_MAX, Saved, Undo};
use crate::comparison;
use crate::state::{Calculator, Moment, Screen, Unread, calculator};

/// Why the browser doesn't keep what it should.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It keeps nothing for this page.
    Blocked,
    /// Its storage is full.
    Full,
    /// What it keeps was written by something newer, or is damaged.
    Unreadable,
}

/// The kept scenarios, and what is about to be done with them. Copies share it.
#[derive(Clone, Copy)]
pub struct Shelf {
    calculator: Calculator,
    /// The kept scenarios, the newest first.
    pub saved: RwSignal<Arc<Vec<Saved>>>,
    /// Why the browser doesn't keep what it should.
    pub trouble: RwSignal<Option<Trouble>>,
    /// The name typed to save under; `None` until something is typed.
    pub name: RwSignal<Option<String>>,
    /// Whether another scenario has that name, so that saving would replace it.
    pub is_taken: RwSignal<bool>,
    /// The entry that gets another name, and what is typed.
    pub renamed: RwSignal<Option<(usize, String)>>,
    /// What has just happened.
    pub said: RwSignal<String>,
    /// What takes it back.
    pub undo: RwSignal<Option<Undo>>,
}

/// The shelf, as this browser has it now.
pub fn shelf() -> Shelf {
    let shelf = Shelf {
        calculator: calculator(),
        saved: RwSignal::new(Arc::default()),
        trouble: RwSignal::new(None),
        name: RwSignal::new(None),
        is_taken: RwSignal::new(false),
        renamed: RwSignal::new(None),
        said: RwSignal::new(String::new()),
        undo: RwSignal::new(None),
    };
    shelf.look_again();
    shelf
}

/// What an entry is called, fit for any place.
pub fn shown_name(saved: &Saved) -> String {
    if saved.name.is_empty() { "Without a name".to_owned() } else { harmless(&stored::tidy(&saved.name)) }
}

impl Shelf {
    /// Reads what the browser keeps; another tab may have changed it.
    pub fn look_again(self) {
        match stored::load() {
            Found::List(saved) => {
                if *self.saved.get_untracked() != saved {
                    self.renamed.set(None);
                    self.saved.set(Arc::new(saved));
                }
                self.trouble.update(|trouble| *trouble = trouble.filter(|trouble| *trouble == Trouble::Full));
            }
            // What this page kept so far stays.
            Found::Blocked => self.trouble.set(Some(Trouble::Blocked)),
            Found::Unreadable => {
                self.saved.set(Arc::default());
                self.trouble.set(Some(Trouble::Unreadable));
            }
        }
    }

    /// The scenario of an entry, where its text can be read.
    pub fn scenario_of(saved: &Saved) -> Option<Scenario> {
        link::decode(&saved.link, &RateCard::dates()).scenario
    }

    /// The name that the field shows: what is typed, what the scenario is called, or its first workload.
    pub fn name_to_save(self) -> String {
        if let Some(name) = self.name.get() {
            return name;
        }
        let name = self.calculator.moment().name();
        if !name.is_empty() {
            return name;
        }
        let scenario = self.calculator.scenario();
        let first = scenario.workloads.first().map(|workload| stored::tidy(&workload.name));
        first.filter(|name| !name.is_empty()).unwrap_or_else(|| "My scenario".to_owned())
    }

    fn say(self, said: &str) {
        self.said.set(said.to_owned());
        self.undo.set(None);
    }

    /// Changes the list that the browser keeps, which another tab may have changed since.
    fn change(self, said: &str, change: impl FnOnce(&mut Vec<Saved>) -> Option<Undo>) {
        let found = stored::load();
        let is_blocked = found == Found::Blocked;
        let mut list = match found {
            Found::List(list) => list,
            Found::Blocked => self.saved.get_untracked().to_vec(),
            Found::Unreadable => return self.look_again(),
        };
        let Some(undo) = change(&mut list) else {
            self.say("It isn’t there any more: another tab has changed it.");
            return self.look_again();
        };
        if !is_blocked && !stored::store(&list) {
            self.say("");
            return self.trouble.set(Some(Trouble::Full));
        }
        self.trouble.set(is_blocked.then_some(Trouble::Blocked));
        self.saved.set(Arc::new(list));
        self.renamed.set(None);
        self.is_taken.set(false);
        self.said.set(said.to_owned());
        self.undo.set(Some(undo));
    }

    /// Keeps the scenario under the name in the field; where another one has that name, only if it may be replaced.
    pub fn save(self, replaces: bool) {
        let name = stored::tidy(&untrack(|| self.name_to_save()));
        if name.is_empty() {
            return self.say("Give it a name.");
        }
        let list = match stored::load() {
            Found::List(list) => list,
            Found::Blocked | Found::Unreadable => self.saved.get_untracked().to_vec(),
        };
        let saved = Saved { name, link: link::encode(&self.calculator.now().scenario) };
        let shown = shown_name(&saved);
        let is_taken = list.iter().any(|other| other.name == saved.name && other.link != saved.link);
        if is_taken && !replaces {
            self.say(&format!("{shown} is saved already, as something else."));
            return self.is_taken.set(true);
        }
        if list.contains(&saved) {
            return self.say(&format!("{shown} is saved already."));
        }
        if list.len() >= SAVED_MAX && !is_taken {
            return self.say("A hundred are saved already. Delete one first.");
        }
        let name = saved.name.clone();
        self.change(&format!("{shown} saved."), |list| Some(stored::save(list, saved)));
        if self.undo.with_untracked(Option::is_some) {
            self.name.set(None);
            self.calculator.rename(&name);
            self.calculator.end_step();
        }
    }

    /// Gives an entry the name that was typed for it.
    pub fn rename(self) {
        let Some((place, draft)) = self.renamed.get_untracked() else { return };
        let saved = self.saved.get_untracked();
        let Some(old) = saved.get(place).cloned() else { return };
        let name = stored::tidy(&draft);
        if name == old.name {
            return self.renamed.set(None);
        }
        if name.is_empty() {
            return self.say("Give it a name.");
        }
        if saved.iter().any(|other| other.name == name) {
            return self.say("Another one has that name.");
        }
        let renamed = Saved { name, link: old.link.clone() };
        let said = format!("{} is called {} now.", shown_name(&old), shown_name(&renamed));
        self.change(&said, |list| stored::change(list, &old, Some(renamed)));
    }

    /// Puts a copy behind an entry.
    pub fn duplicate(self, saved: &Saved) {
        self.change(&format!("{} duplicated.", shown_name(saved)), |list| stored::duplicate(list, saved));
    }

    /// Takes an entry out.
    pub fn delete(self, saved: &Saved) {
        self.change(&format!("{} deleted.", shown_name(saved)), |list| stored::change(list, saved, None));
    }

    /// Takes back what has just happened.
    pub fn take_back(self) {
        let Some(undo) = self.undo.get_untracked() else { return };
        self.change("Taken back.", |list| {
            stored::undo(list, &undo);
            Some(Undo::default())
        });
        self.undo.set(None);
    }

    /// Deletes what can't be read.
    pub fn clear(self) {
        stored::clear();
        self.trouble.set(None);
        self.look_again();
    }

    /// Opens an entry in place of the scenario.
    pub fn open(self, saved: &Saved) {
        let read = link::decode(&saved.link, &RateCard::dates());
        let Some(scenario) = read.scenario else { return };
        let name = stored::tidy(&saved.name);
        let now = self.calculator.now();
        let mut entries = comparison::entries(&now);
        comparison::rename_here(&mut entries, &name);
        let texts = link::compared_texts(&entries, scenario.rates);
        self.calculator.replace(Moment::of(scenario, texts));
        self.calculator.unread.set(Arc::new(Unread { problems: read.problems, is_whole: false }));
        self.calculator.screen.set(Screen::Calculator);
        self.calculator.say_with_undo(format!("Opened {}", shown_name(saved)));
        self.say("");
    }

    /// Adds an entry to the comparison.
    pub fn compare(self, saved: &Saved) {
        if let Some(scenario) = Self::scenario_of(saved) {
            self.say(&comparison::add(self.calculator, &stored::tidy(&saved.name), scenario));
        }
    }
}
