//! Scenarios side by side: what the view shows, and what its reader does there.

use answer::write::Choice;
use answer::{Here, Look, Markup, write};
use exchange::link::{Compared, Stands};
use exchange::presets;
use pricing::harmless::harmless;
use pricing::scenario::Scenario;

use super::act::{act_of, focus_later};
use super::{Desk, shown_name, stored};
use crate::page;

/// What can be added: this scenario, what is saved, the presets.
const NOW: &str = "now";

/// The view.
pub fn compare(page: &mut Markup, desk: Desk, look: &Look, here: Here) {
    let (scenario, card) = (desk.calculator.scenario(), desk.calculator.card());
    let _ = desk.calculator.beside();
    let shelf = desk.shelf.read();
    let entries = desk.compared();
    let shown: Vec<_> = entries.iter().map(|entry| in_words(entry, &scenario)).collect();
    let presets = presets::presets();
    let words = explain::comparison(&shown, &presets, &card);
    let mut choices = vec![Choice::new(NOW.to_owned(), "This scenario, as it is now".to_owned())];
    for (index, saved) in shelf.saved.iter().take(stored::SAVED_MAX).enumerate() {
        choices.push(Choice::new(index.to_string(), format!("Saved: {}", shown_name(saved))));
    }
    for preset in presets {
        choices.push(Choice::new(preset.id.to_owned(), format!("Preset: {}", preset.title)));
    }
    for choice in &mut choices {
        choice.is_chosen = choice.value == shelf.chosen;
    }
    let told = harmless(&shelf.told);
    write::compare(page, &words, &choices, [&desk.present_name(), &told], look, here);
}

/// One of the scenarios to compare; `here` is the one whose fields are shown.
fn in_words<'a>(entry: &'a Compared, here: &'a Scenario) -> explain::Compared<'a> {
    explain::Compared {
        name: &entry.name,
        scenario: entry.scenario(here),
        is_here: entry.stands == Stands::Here,
        problems: entry.problems.iter().map(ToString::to_string).collect(),
    }
}

impl Desk {
    /// A button of the comparison is pressed.
    pub fn click_side(self, act: &str) {
        if act == "add" {
            let told = self.add_chosen();
            return self.shelf.update(|shelf| shelf.told = told);
        }
        let Some((act, place)) = act_of(act) else { return };
        let mut entries = self.compared();
        if place >= entries.len() {
            return;
        }
        match act {
            "first" => {
                let entry = entries.remove(place);
                entries.insert(0, entry);
                self.rearrange(&entries);
                focus_later("compare-sides".to_owned());
            }
            "remove" => {
                entries.remove(place);
                self.rearrange(&entries);
                focus_later("compare-with".to_owned());
            }
            "open" => self.open_compared(entries, place),
            _ => return,
        }
        self.shelf.update(|shelf| shelf.told.clear());
    }

    /// Opens one that is compared; the present one takes its place beside it.
    fn open_compared(self, mut entries: Vec<Compared>, place: usize) {
        let present = Scenario::clone(&self.calculator.scenario_now());
        let Some(entry) = entries.get_mut(place) else { return };
        let Stands::Beside(scenario) = core::mem::replace(&mut entry.stands, Stands::Here) else { return };
        let problems = core::mem::take(&mut entry.problems);
        if let Some(was) =
            entries.iter_mut().enumerate().find(|(index, other)| *index != place && other.stands == Stands::Here)
        {
            was.1.stands = Stands::Beside(Box::new(present));
        }
        self.open(*scenario, &entries);
        self.calculator.link_problems.set(problems);
        if let Some(look) = self.look.get_now() {
            look.update(|look| look.view = 0);
        }
        page::focus("answer");
    }

    /// Adds what the list shows; what to tell.
    fn add_chosen(self) -> String {
        let chosen = self.shelf.now().chosen.clone();
        if chosen.is_empty() || chosen == NOW {
            let name = self.present_name();
            let name =
                if name.is_empty() { "As it was".to_owned() } else { stored::tidy(&format!("As it was: {name}")) };
            return self.add(&name, Scenario::clone(&self.calculator.scenario_now()));
        }
        if let Some(saved) = chosen.parse::<usize>().ok().and_then(|place| self.shelf.now().saved.get(place).cloned()) {
            return match self.scenario_of(&saved) {
                Some(scenario) => self.add(&stored::tidy(&saved.name), scenario),
                None => "That one can’t be read.".to_owned(),
            };
        }
        match presets::presets().into_iter().find(|preset| preset.id == chosen) {
            Some(preset) => self.add(preset.title, preset.scenario),
            None => String::new(),
        }
    }
}
