//! What a reader does with the answer: opens figures and rows, chooses a view, gives a missing price.

use web_sys::wasm_bindgen::JsCast as _;
use web_sys::{Element, Event, FocusEvent, KeyboardEvent};

use super::Shown;
use crate::page;
use crate::page::value_of;
use crate::part;
use answer::{VIEWS, figure_named};

/// A field for a missing price.
const MISSING: &str = "[data-missing]";

impl Shown {
    /// Something happens in the answer.
    pub fn hear(self, name: &str, event: &Event) {
        match name {
            "click" => self.click(event),
            "input" => self.input(event),
            "change" => self.change(event),
            "focusin" => self.focus_in(event),
            _ => {
                if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
                    self.key(event);
                } else if let Some(event) = event.dyn_ref::<FocusEvent>() {
                    self.focus_out(event);
                }
            }
        }
    }

    fn click(self, event: &Event) {
        if page::closest(event, "[data-part]").is_some() {
            part::try_again();
            // The button is gone.
            page::focus("view-capacity");
            return;
        }
        if page::closest(event, "[data-print]").is_some() {
            let _ = page::window().print();
            return;
        }
        let Some(button) = page::closest(event, "button[aria-controls]") else { return };
        let controls = button.get_attribute("aria-controls").unwrap_or_default();
        let figure = button.get_attribute("data-figure").and_then(|name| figure_named(&name));
        let view = VIEWS.iter().position(|(_, id, _)| controls.strip_prefix("view-") == Some(*id));
        self.look.update(|look| match (figure, view) {
            (Some(figure), _) => look.figure = (look.figure != Some(figure)).then_some(figure),
            (_, Some(view)) => look.view = view,
            _ => {
                let before = look.opened.len();
                look.opened.retain(|id| *id != controls);
                if look.opened.len() == before {
                    look.opened.push(controls);
                }
            }
        });
    }

    /// Left, Right, Home and End move between the tabs and choose.
    fn key(self, event: &KeyboardEvent) {
        if page::closest(event, "[role=tab]").is_none() {
            return;
        }
        let (now, last) = (self.look.now().view, VIEWS.len() - 1);
        let next = match event.key().as_str() {
            "ArrowLeft" => now.checked_sub(1).unwrap_or(last),
            "ArrowRight" if now == last => 0,
            "ArrowRight" => now + 1,
            "Home" => 0,
            "End" => last,
            _ => return,
        };
        event.prevent_default();
        self.look.update(|look| look.view = next);
        if let Some((_, id, _)) = VIEWS.get(next) {
            page::focus(&format!("tab-{id}"));
        }
    }

    fn input(self, event: &Event) {
        if let Some(field) = page::closest(event, MISSING) {
            self.type_missing(&field.get_attribute("data-missing").unwrap_or_default());
        }
    }

    fn change(self, event: &Event) {
        if page::closest(event, "#rates-of").is_some() {
            self.look.update(|look| look.provider = value_of(event));
        }
    }

    fn focus_in(self, event: &Event) {
        if page::closest(event, MISSING).is_some() {
            self.within.set(true);
        }
    }

    fn focus_out(self, event: &FocusEvent) {
        let to = event.related_target().and_then(|to| to.dyn_into::<Element>().ok());
        let stays = to.is_some_and(|to| to.closest(MISSING).is_ok_and(|field| field.is_some()));
        if self.within.get_now() && !stays {
            self.within.set(false);
            self.forget_answered();
        }
    }
}
