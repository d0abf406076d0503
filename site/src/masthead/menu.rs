//! A panel below a button of the toolbar: not modal, closed by Escape, by Close and by a click elsewhere.

use leptos::html::{Button, Div};
use leptos::prelude::*;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{KeyboardEvent, Node};

use crate::page;

/// A button and its panel.
#[derive(Clone, Copy)]
pub struct Menu {
    pub id: &'static str,
    pub label: &'static str,
    pub class: &'static str,
    pub is_open: RwSignal<bool>,
    button: NodeRef<Button>,
    whole: NodeRef<Div>,
}

impl Menu {
    pub fn new(id: &'static str, label: &'static str, class: &'static str) -> Self {
        let menu =
            Self { id, label, class, is_open: RwSignal::new(false), button: NodeRef::new(), whole: NodeRef::new() };
        page::listen("keydown", move |event| {
            let escape = event.dyn_ref::<KeyboardEvent>().is_some_and(|key| key.key() == "Escape");
            if escape && menu.is_open.get_untracked() {
                menu.close();
            }
        });
        page::listen("click", move |event| {
            let target = event.target().and_then(|target| target.dyn_into::<Node>().ok());
            let inside = menu.whole.get_untracked().is_some_and(|whole| whole.contains(target.as_ref()));
            if menu.is_open.get_untracked() && !inside {
                menu.is_open.set(false);
            }
        });
        menu
    }

    /// Closes the panel and gives the focus back to the button.
    pub fn close(self) {
        self.is_open.set(false);
        if let Some(button) = self.button.get_untracked() {
            let _ = button.focus();
        }
    }

    /// The button and the panel; `pressed` is called when the button opens it.
    pub fn view(self, pressed: Callback<()>, contents: AnyView) -> AnyView {
        let toggle = move |_| {
            if self.is_open.get_untracked() {
                self.close();
            } else {
                self.is_open.set(true);
                pressed.run(());
            }
        };
        view! {
            <div class="menu" node_ref=self.whole>
                <button type="button" class=self.class node_ref=self.button aria-controls=self.id
                    aria-expanded=move || self.is_open.get().to_string() on:click=toggle>{self.label}</button>
                <div class="menu-panel" id=self.id role="dialog" aria-label=self.label
                    hidden=move || !self.is_open.get()>{contents}</div>
            </div>
        }
        .into_any()
    }
}
