//! What the reader types and presses in the groups.

use web_sys::wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, KeyboardEvent};

use super::choose::model_of;
use super::workloads::shortened;
use super::{Desk, capacity, deal};
use crate::field::figure::{Number, Place};
use crate::field::owner::Owner;
use crate::field::picker::Open;
use crate::page::{self, later, value_of};
use crate::part;
use crate::state::Fault;

const PICKER: &str = "input[role=combobox]";

/// What the groups do about an event.
type Hear = fn(Desk, &Event);

/// What the groups listen to.
pub const EVENTS: [(&str, Hear); 7] = [
    ("input", Desk::input),
    ("change", Desk::change_event),
    ("click", Desk::click),
    ("mousedown", Desk::press),
    ("focusin", Desk::focus_in),
    ("focusout", Desk::focus_out),
    ("keydown", Desk::key),
];

impl Desk {
    fn input(self, event: &Event) {
        if let Some(area) = page::closest(event, "textarea") {
            if let Some(here) = part::state().here() {
                capacity::paste(self, &area.id(), &value_of(event), here);
            }
            return;
        }
        let Some(input) = target(event) else { return };
        let (id, text) = (input.id(), input.value());
        if input.type_() == "checkbox" {
            if let Some(here) = part::state().here() {
                capacity::serve(self, &id, input.checked(), here);
            }
            return;
        }
        if is_picker(event) {
            self.open(Some(&Open { id, filter: Some(text), active: 0 }));
            return;
        }
        let slider = input.get_attribute("data-slider");
        if let Some((Owner::Workload(index), "name")) = Owner::of_id(&id) {
            let name = shortened(&text);
            self.change(&id, &mut |scenario| {
                if let Some(workload) = scenario.workloads.get_mut(index) {
                    workload.name.clone_from(&name);
                }
            });
        } else {
            self.type_number(slider.as_ref().unwrap_or(&id), &text, slider.is_none());
        }
    }

    fn type_number(self, id: &str, text: &str, is_draft: bool) {
        let scenario = self.calculator.scenario_now();
        let Some(place) = Place::of_id(id, &scenario) else {
            if let Some(here) = part::state().here() {
                deal::typed(self, id, text, here);
            }
            return;
        };
        let read = place.read(text, page::decimal_sign(), &scenario);
        if let Some(number) = self.take(id, is_draft.then_some(text), &place.name(&scenario), read) {
            self.change(id, &mut |scenario| place.set(scenario, number));
        }
    }

    /// What is typed stays as typed, with what is wrong with it; otherwise its number is for the scenario.
    #[inline(never)]
    pub fn take(self, id: &str, draft: Option<&str>, label: &str, read: Result<Number, String>) -> Option<Number> {
        if let Some(draft) = draft {
            self.remember(&mut |memory| memory.drafts.insert(id.to_owned(), draft.to_owned()));
        }
        let (number, fault) = match read {
            Ok(number) => (Some(number), None),
            Err(message) => (None, Some(Fault { label: label.to_owned(), message })),
        };
        self.calculator.set_fault(id, fault);
        number
    }

    /// A value of a list or a radio button was chosen, or a text field was left.
    fn change_event(self, event: &Event) {
        let Some(field) = page::closest(event, "input[type=radio], select") else {
            self.calculator.end_step();
            return;
        };
        // Radio buttons share a name, a list has an id.
        let id = field.get_attribute("name").unwrap_or_else(|| field.id());
        if let Ok(index) = value_of(event).parse() {
            self.choose(&id, index);
        }
    }

    fn click(self, event: &Event) {
        if let Some(act) = attribute(event, "[data-act]", "data-act") {
            self.act(&act);
        }
        // The summary of a group whose fields are loaded on demand.
        if page::closest(event, "summary[data-part]").is_some() {
            part::want();
        }
        self.focus_in(event);
    }

    fn focus_in(self, event: &Event) {
        if is_picker(event) {
            self.show_list(event);
        }
    }

    fn focus_out(self, event: &Event) {
        if is_picker(event) {
            self.open(None);
        }
    }

    /// An option is pressed: before the blur, which would close the list.
    fn press(self, event: &Event) {
        if page::closest(event, ".picker-list").is_none() {
            return;
        }
        event.prevent_default();
        let memory = self.memory.now();
        if let (Some(model), Some(open)) = (attribute(event, "[data-model]", "data-model"), &memory.open) {
            self.open(None);
            self.choose_model(&open.id, &model);
        }
    }

    /// Opens the list of the picker in focus; what is typed next takes the name's place.
    #[inline(never)]
    fn show_list(self, event: &Event) {
        let Some(input) = target(event) else { return };
        let id = input.id();
        if self.memory.now().open.as_ref().is_some_and(|open| open.id == id) {
            return;
        }
        let (card, scenario) = (self.calculator.card_now(), self.calculator.scenario_now());
        let chosen = model_of(&id, &scenario).unwrap_or_default();
        let mut open = Open { id, ..Open::default() };
        open.active = open.found(&card).iter().position(|entry| entry.model.id == chosen).unwrap_or(0);
        self.open_list(&open);
        input.select();
    }

    fn open_list(self, open: &Open) {
        let option = format!("{}-option-{}", open.id, open.active);
        self.open(Some(open));
        later(move || page::show(&option));
    }

    fn key(self, event: &Event) {
        let Some(pressed) = event.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key) else { return };
        if !is_picker(event) {
            return;
        }
        let is_arrow = matches!(pressed.as_str(), "ArrowDown" | "ArrowUp");
        let Some(mut open) = self.memory.now().open.clone() else {
            if is_arrow {
                event.prevent_default();
                self.show_list(event);
            }
            return;
        };
        let card = self.calculator.card_now();
        let found = open.found(&card);
        match pressed.as_str() {
            _ if is_arrow => {
                let step = if pressed == "ArrowUp" { found.len().saturating_sub(1) } else { 1 };
                if let Some(active) = (open.active + step).checked_rem(found.len()) {
                    open.active = active;
                    self.open_list(&open);
                }
            }
            "Enter" => {
                self.open(None);
                if let Some(entry) = found.get(open.active) {
                    self.choose_model(&open.id, &entry.model.id);
                }
            }
            "Escape" => self.open(None),
            _ => return,
        }
        event.prevent_default();
    }
}

/// The text field that an event is about.
#[inline(never)]
fn target(event: &Event) -> Option<HtmlInputElement> {
    event.target()?.dyn_into().ok()
}

#[inline(never)]
fn is_picker(event: &Event) -> bool {
    page::closest(event, PICKER).is_some()
}

/// An attribute of the nearest element around the event's target that a selector matches.
fn attribute(event: &Event, selector: &str, name: &str) -> Option<String> {
    page::closest(event, selector)?.get_attribute(name)
}
