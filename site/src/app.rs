//! The page as a whole.

use leptos::prelude::*;
use web_sys::KeyboardEvent;
use web_sys::wasm_bindgen::JsCast;

use crate::address;
use crate::announcement::Announcement;
use crate::answer::AnswerView;
use crate::inputs::ScenarioInputs;
use crate::masthead::Masthead;
use crate::notices::PageNotices;
use crate::page;
use crate::state::Calculator;

/// The page as a whole.
#[component]
pub fn App() -> impl IntoView {
    let calculator = address::open();
    provide_context(calculator);
    address::keep(calculator);
    listen_for_keys(calculator);
    listen_for_jumps();
    view! {
        <a class="skip-link" href="#answer">"Skip to the answer"</a>
        <Masthead/>
        <PageNotices/>
        <main class="page">
            <ScenarioInputs/>
            <AnswerView/>
        </main>
        <footer class="footer">
            <p>
                "Estimates from published list rates, before tax. Not AWS’s quote. Not affiliated with Amazon Web Services."
            </p>
            <p>"Nothing typed here leaves the page: no account, no cookie, no request after loading."</p>
        </footer>
        <Announcement/>
    }
}

/// Undo and redo from anywhere, in a field too: every key stroke there is a change already.
fn listen_for_keys(calculator: Calculator) {
    page::listen("keydown", move |event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
        if !(key.ctrl_key() || key.meta_key()) || key.alt_key() {
            return;
        }
        match (key.key().as_str(), key.shift_key()) {
            ("z" | "Z", false) => calculator.undo(),
            ("z" | "Z", true) | ("y", false) => calculator.redo(),
            _ => return,
        }
        event.prevent_default();
    });
}

/// A jump to the answer must not put an anchor where the scenario is.
fn listen_for_jumps() {
    page::listen("click", |event| {
        if page::closest(event, "a[href='#answer']").is_some() {
            event.prevent_default();
            page::focus("answer");
            if let Some(answer) = page::element("answer") {
                answer.scroll_into_view();
            }
        }
    });
}
