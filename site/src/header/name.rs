//! The scenario's name: a button that becomes a field.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use pricing::bounds;

use crate::browser;
use crate::flat;
use crate::icon::{self, icon};
use crate::late::{self, Soon};
use crate::state::calculator;

const FIELD: &str = "scenario-name";
const BUTTON: &str = "scenario-rename";

/// The name, and the field while it is edited.
pub fn name() -> AnyView {
    let calculator = calculator();
    let is_edited = RwSignal::new(false);
    let shown = flat::text(move || calculator.shown_name());
    let button = move || {
        view! {
            <button class="scenario" type="button" id=BUTTON on:click=flat::clicked(move || is_edited.set(true))>
                <span class="sr">"Rename scenario: "</span>
                <span>{shown}</span>
                {icon(icon::PENCIL, "14")}
            </button>
        }
        .into_any()
    };
    flat::part(move || if is_edited.get() { late::soon(Soon::Rename(is_edited)) } else { button() })
}

/// The field, with the focus and all of its text selected.
pub fn field(is_edited: RwSignal<bool>) -> AnyView {
    let calculator = calculator();
    let keydown: Box<dyn FnMut(KeyboardEvent)> = Box::new(move |event| {
        if matches!(event.key().as_str(), "Enter" | "Escape") {
            event.prevent_default();
            is_edited.set(false);
            calculator.end_step();
            browser::focus_after_render(BUTTON);
        }
    });
    browser::after_render(|| browser::select(FIELD));
    view! {
        <input class="scenario" type="text" id=FIELD aria-label="Scenario name" autocomplete="off" spellcheck="false"
            maxlength=bounds::NAME_CHARACTERS_MAX.to_string() value=untrack(move || calculator.shown_name())
            on:input=flat::valued(move |name| calculator.rename(&name))
            on:blur=move |_| is_edited.set(false) on:keydown=keydown/>
    }
    .into_any()
}
