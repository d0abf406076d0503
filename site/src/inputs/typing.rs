//! What the reader types and presses in the groups.

use crate::page::{later, value_of};
use pricing::bounds;
use pricing::quantity::Share;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, KeyboardEvent};

use super::Desk;
use crate::field::picker::Open;
use crate::field::{Number, Place};
use crate::page;
use crate::state::Fault;

const PICKER: &str = "input[role=combobox]";

impl Desk {
    /// Something happens in the groups.
    pub fn hear(self, name: &str, event: &Event) {
        match name {
            "input" => self.input(event),
            "change" => self.change_event(event),
            "click" => self.click(event),
            "mousedown" => self.press(event),
            "focusin" => self.focus_in(event),
            "focusout" => self.focus_out(event),
            _ => {
                if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
                    self.key(event);
                }
            }
        }
    }

    fn input(self, event: &Event) {
        let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
        let (id, text) = (input.id(), input.value());
        if let Some(place) = input.get_attribute("data-slider").and_then(|id| Place::of_id(&id)) {
            let percent = text.parse::<u32>().ok();
            if let Some(share) = percent.and_then(|percent| Share::new(percent, 100)) {
                self.calculator.set_fault(&place.id(), None);
                self.put(place, Number::Share(share));
            }
        } else if page::closest(event, PICKER).is_some() {
            self.open.set(Some(Open { id, filter: Some(text), active: 0 }));
        } else if let Some(index) = position(&id, "name-") {
            let name: String = text.chars().take(bounds::NAME_CHARACTERS_MAX).collect();
            self.change(&id, index, |workload| workload.name = name);
        } else if let Some(place) = Place::of_id(&id) {
            self.type_number(place, text);
        }
    }

    /// What is typed stays as typed; what it means goes to the scenario.
    fn type_number(self, place: Place, text: String) {
        let scenario = self.calculator.scenario_now();
        let id = place.id();
        let read = place.read(&text, page::decimal_sign(), &scenario);
        self.drafts.update(|drafts| drafts.insert(id.clone(), text));
        match read {
            Ok(number) => {
                self.calculator.set_fault(&id, None);
                self.put(place, number);
            }
            Err(message) => {
                self.calculator.set_fault(&id, Some(Fault { label: place.name(&scenario), message }));
            }
        }
    }

    fn put(self, place: Place, number: Number) {
        self.calculator.change(&place.id(), |scenario| place.set(scenario, number));
    }

    /// A value of a list or a radio button was chosen, or a text field was left.
    fn change_event(self, event: &Event) {
        let radio = page::closest(event, "input[type=radio]").and_then(|radio| radio.get_attribute("name"));
        let list = page::closest(event, "select").and_then(|list| list.get_attribute("id"));
        match radio.or(list) {
            Some(id) => {
                if let Ok(index) = value_of(event).parse() {
                    self.choose(&id, index);
                }
            }
            None => self.calculator.end_step(),
        }
    }

    fn click(self, event: &Event) {
        if let Some(button) = page::closest(event, "[data-act]") {
            self.act(&button.get_attribute("data-act").unwrap_or_default());
        }
        if page::closest(event, PICKER).is_some() {
            self.show_list(event);
        }
    }

    fn focus_in(self, event: &Event) {
        if page::closest(event, PICKER).is_some() {
            self.show_list(event);
        }
    }

    fn focus_out(self, event: &Event) {
        if page::closest(event, PICKER).is_some() {
            self.open.set(None);
        }
    }

    /// An option is pressed: before the blur, which would close the list.
    fn press(self, event: &Event) {
        if page::closest(event, ".picker-list").is_none() {
            return;
        }
        event.prevent_default();
        let model = page::closest(event, "[data-model]").and_then(|option| option.get_attribute("data-model"));
        if let (Some(model), Some(open)) = (model, self.open.get_now()) {
            self.open.set(None);
            self.choose_model(&open.id, &model);
        }
    }

    /// Opens the list of the picker in focus; what is typed next takes the name's place.
    fn show_list(self, event: &Event) {
        let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
        if self.open.now().as_ref().as_ref().is_some_and(|open| open.id == input.id()) {
            return;
        }
        let mut open = Open { id: input.id(), ..Open::default() };
        let chosen = self.model_of(&open.id).unwrap_or_default();
        let found = open.found(&self.calculator.card_now());
        open.active = found.iter().position(|model| *model == chosen).unwrap_or(0);
        self.open_list(open);
        input.select();
    }

    fn open_list(self, open: Open) {
        let option = format!("{}-option-{}", open.id, open.active);
        self.open.set(Some(open));
        later(move || page::show(&option));
    }

    fn key(self, event: &KeyboardEvent) {
        if page::closest(event, PICKER).is_none() {
            return;
        }
        let pressed = event.key();
        let Some(mut open) = self.open.get_now() else {
            if matches!(pressed.as_str(), "ArrowDown" | "ArrowUp") {
                event.prevent_default();
                self.show_list(event);
            }
            return;
        };
        let found = open.found(&self.calculator.card_now());
        let count = found.len();
        match pressed.as_str() {
            "ArrowDown" | "ArrowUp" if count == 0 => {}
            "ArrowDown" => {
                open.active = (open.active + 1) % count;
                self.open_list(open);
            }
            "ArrowUp" => {
                open.active = (open.active + count - 1) % count;
                self.open_list(open);
            }
            "Enter" => {
                self.open.set(None);
                if let Some(model) = found.get(open.active) {
                    self.choose_model(&open.id, model);
                }
            }
            "Escape" => self.open.set(None),
            _ => return,
        }
        event.prevent_default();
    }
}

/// The position that an id ends with, which counts from 1.
pub fn position(id: &str, before: &str) -> Option<usize> {
    id.strip_prefix(before)?.parse::<usize>().ok()?.checked_sub(1)
}
