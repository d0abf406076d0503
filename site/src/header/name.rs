//! The scenario's name: a button that becomes a field.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use pricing::bounds;

use crate::browser;
use crate::flat;
use crate::icon::{self, icon};
use crate::state::calculator;

const FIELD: &str = "scenario-name";
const BUTTON: &str = "scenario-rename";

/// The name.
pub fn name() -> AnyView {
    let calculator = calculator();
    let is_edited = RwSignal::new(false);
    let shown = flat::text(move || calculator.shown_name());
    let edit = move || {
        is_edited.set(true);
        browser::after_render(|| browser::select(FIELD));
    };
    let done = move || {
        if is_edited.get_untracked() {
            is_edited.set(false);
            calculator.end_step();
            browser::after_render(|| browser::focus(BUTTON));
        }
    };
    let button = move || {
        view! {
            <button class="scenario" type="button" id=BUTTON on:click=flat::clicked(edit)>
                <span class="sr">"Rename scenario: "</span>
                <span>{shown}</span>
                {icon(icon::PENCIL, "14")}
            </button>
        }
        .into_any()
    };
    let field = move || {
        let keydown: Box<dyn FnMut(KeyboardEvent)> = Box::new(move |event| {
            if matches!(event.key().as_str(), "Enter" | "Escape") {
                event.prevent_default();
                done();
            }
        });
        view! {
            <input class="scenario" type="text" id=FIELD aria-label="Scenario name" autocomplete="off" spellcheck="false"
                maxlength=bounds::NAME_CHARACTERS_MAX.to_string() value=shown.get_untracked()
                on:input=flat::valued(move |name| calculator.rename(&name))
                on:blur=move |_| is_edited.set(false) on:keydown=keydown/>
        }
        .into_any()
    };
    flat::part(move || if is_edited.get() { field() } else { button() })
}
