//! What its reader does with what is kept, and with what is compared.

use exchange::link::{self, Stands};
use web_sys::Event;

use super::stored::{self, Found, SAVED_MAX, Saved, Undo};
use super::{Desk, Shelf, Trouble, shown_name};
use crate::page::{self, later};

impl Desk {
    /// Changes the shelf.
    fn put(self, change: impl FnOnce(&mut Shelf)) {
        self.shelf.update(change);
    }

    /// A button is pressed, by its `data-act`.
    pub fn click(self, act: &str) {
        if let Some(act) = act.strip_prefix("compare-") {
            return self.click_side(act);
        }
        let Some(act) = act.strip_prefix("scenario-") else { return };
        match act {
            "save" => self.save(false),
            "replace" => self.save(true),
            "renamed" => self.rename(),
            "keep" => {
                self.put(|shelf| shelf.renamed = None);
                focus_later("scenario-name".to_owned());
            }
            "undo" => self.undo(),
            "clear" => {
                stored::clear();
                self.look_again();
                focus_later("scenario-name".to_owned());
            }
            _ => {
                let Some((act, place)) = act_of(act) else { return };
                let Some(saved) = self.shelf.now().saved.get(place).cloned() else { return };
                self.click_saved(act, place, &saved);
            }
        }
    }

    fn click_saved(self, act: &str, place: usize, saved: &Saved) {
        let name = shown_name(saved);
        match act {
            "open" => self.open_saved(saved),
            "compare" => {
                let Some(scenario) = self.scenario_of(saved) else { return };
                let said = self.add(&stored::tidy(&saved.name), scenario);
                self.put(|shelf| (shelf.said, shelf.undo) = (said, None));
            }
            "rename" => {
                self.put(|shelf| shelf.renamed = Some((place, saved.name.clone())));
                focus_later("scenario-rename".to_owned());
            }
            "copy" => self.change(&format!("{name} duplicated."), |list| stored::duplicate(list, saved)),
            "delete" => {
                self.change(&format!("{name} deleted."), |list| stored::change(list, saved, None));
                focus_later("scenario-undo".to_owned());
            }
            _ => {}
        }
    }

    /// Changes the list that the browser keeps, which another tab may have changed since.
    fn change(self, said: &str, change: impl FnOnce(&mut Vec<Saved>) -> Option<Undo>) {
        let found = stored::load();
        let is_blocked = found == Found::Blocked;
        let mut list = match found {
            Found::List(list) => list,
            Found::Blocked => self.shelf.now().saved.clone(),
            Found::Unreadable => return self.look_again(),
        };
        let Some(undo) = change(&mut list) else {
            self.put(|shelf| {
                "It isn’t there any more: another tab has changed it.".clone_into(&mut shelf.said);
                shelf.undo = None;
            });
            return self.look_again();
        };
        if !is_blocked && !stored::store(&list) {
            return self.put(|shelf| {
                (shelf.said, shelf.undo, shelf.trouble) = (String::new(), None, Some(Trouble::Full));
            });
        }
        self.put(|shelf| {
            shelf.trouble = is_blocked.then_some(Trouble::Blocked);
            (shelf.saved, shelf.renamed, shelf.is_taken) = (list, None, false);
            said.clone_into(&mut shelf.said);
            shelf.undo = Some(undo);
        });
    }

    fn say(self, said: &str) {
        self.put(|shelf| {
            said.clone_into(&mut shelf.said);
            shelf.undo = None;
        });
    }

    fn save(self, replaces: bool) {
        let name = stored::tidy(&self.name_to_save());
        let link = link::encode(&self.calculator.scenario_now());
        if name.is_empty() {
            self.say("Give it a name.");
            return page::focus("scenario-name");
        }
        let list = match stored::load() {
            Found::List(list) => list,
            _ => self.shelf.now().saved.clone(),
        };
        let saved = Saved { name, link };
        let shown = shown_name(&saved);
        let is_taken = list.iter().any(|other| other.name == saved.name && other.link != saved.link);
        if is_taken && !replaces {
            self.say(&format!("{shown} is saved already, as something else."));
            return self.put(|shelf| shelf.is_taken = true);
        }
        if list.contains(&saved) {
            return self.say(&format!("{shown} is saved already."));
        }
        if list.len() >= SAVED_MAX && !is_taken {
            return self.say("A hundred are saved already. Delete one first.");
        }
        let name = saved.name.clone();
        self.change(&format!("{shown} saved."), |list| Some(stored::save(list, saved)));
        if self.shelf.now().undo.is_some() {
            self.put(|shelf| shelf.draft = None);
            self.call(&name);
        }
        if replaces {
            focus_later("scenario-name".to_owned());
        }
    }

    fn rename(self) {
        let kept = self.shelf.now();
        let Some((place, draft)) = &kept.renamed else { return };
        let Some(old) = kept.saved.get(*place).cloned() else { return };
        let name = stored::tidy(draft);
        if name == old.name {
            return self.click("scenario-keep");
        }
        if name.is_empty() || kept.saved.iter().any(|other| other.name == name) {
            self.say(if name.is_empty() { "Give it a name." } else { "Another one has that name." });
            return page::focus("scenario-rename");
        }
        let renamed = Saved { name, link: old.link.clone() };
        let said = format!("{} is called {} now.", shown_name(&old), shown_name(&renamed));
        self.change(&said, |list| stored::change(list, &old, Some(renamed)));
        focus_later(format!("scenario-rename-{place}"));
    }

    fn undo(self) {
        let Some(undo) = self.shelf.now().undo.clone() else { return };
        self.change("Taken back.", |list| {
            stored::undo(list, &undo);
            Some(Undo::default())
        });
        self.put(|shelf| shelf.undo = None);
        focus_later("scenario-name".to_owned());
    }

    fn open_saved(self, saved: &Saved) {
        let read = link::decode(&saved.link, &self.calculator.dates.now());
        let Some(scenario) = read.scenario else { return };
        let mut entries = self.compared();
        for entry in entries.iter_mut().filter(|entry| entry.stands == Stands::Here) {
            entry.name = stored::tidy(&saved.name);
        }
        self.open(scenario, &entries);
        self.calculator.link_problems.set(read.problems);
        self.put(|shelf| (shelf.said, shelf.undo, shelf.draft, shelf.is_taken) = (String::new(), None, None, false));
        if let Some(bar) = self.bar.get_now() {
            bar.close();
        }
    }

    /// Something is typed.
    pub fn input(self, event: &Event) {
        let typed = page::value_of(event);
        if page::closest(event, "#scenario-name").is_some() {
            self.put(|shelf| (shelf.draft, shelf.is_taken) = (Some(typed), false));
        } else if page::closest(event, "#scenario-rename").is_some() {
            self.put(|shelf| {
                if let Some((_, draft)) = &mut shelf.renamed {
                    *draft = typed;
                }
            });
        } else if page::closest(event, "#compare-with").is_some() {
            self.put(|shelf| shelf.chosen = typed);
        } else if page::closest(event, "#compare-name").is_some() {
            let name: String = typed.chars().take(pricing::bounds::NAME_CHARACTERS_MAX).collect();
            self.call(&name);
        }
    }
}

/// Gives the focus to what is there only after the change.
pub fn focus_later(id: String) {
    later(move || page::focus(&id));
}

/// What a button does, and with which entry: `delete-2`.
pub fn act_of(act: &str) -> Option<(&str, usize)> {
    let (act, place) = act.split_once('-')?;
    Some((act, place.parse().ok()?))
}
