//! The page as a whole.

use answer::el;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

use crate::address;
use crate::announcement::announcement;
use crate::answer::{answer_view, total_strip};
use crate::inputs::scenario_inputs;
use crate::masthead::masthead;
use crate::notices::page_notices;
use crate::page;
use crate::state::Calculator;

/// Builds the page in `root` and keeps it up to date.
pub fn start(root: &Element) {
    let calculator = address::open();
    address::keep(calculator);
    listen_for_keys(calculator);
    listen_for_jumps();
    let skip = page::make(&el("a").class("skip-link").with("href", "#answer").text("Skip to the answer"));
    let main = page::make(&el("main").class("page"));
    let (answer, shown) = answer_view(calculator);
    page::fill(&main, &[scenario_inputs(calculator), answer, total_strip(shown)]);
    let estimates =
        "Estimates from published list rates, before tax. Not AWS’s quote. Not affiliated with Amazon Web Services.";
    let private = "Nothing typed here leaves the page: no account, no cookie, no request after loading.";
    let footer = el("footer").class("footer").child(el("p").text(estimates)).child(el("p").text(private));
    let parts =
        [skip, masthead(calculator), page_notices(calculator), main, page::make(&footer), announcement(calculator)];
    page::fill(root, &parts);
}

/// Undo and redo from anywhere, in a field too: every key stroke there is a change already.
fn listen_for_keys(calculator: Calculator) {
    page::listen(
        "keydown",
        Box::new(move |event| {
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
        }),
    );
}

/// A jump to the answer must not put an anchor where the scenario is.
fn listen_for_jumps() {
    page::listen(
        "click",
        Box::new(|event| {
            if page::closest(event, "a[href='#answer']").is_some() {
                event.prevent_default();
                page::focus("answer");
                if let Some(answer) = page::element("answer") {
                    answer.scroll_into_view();
                }
            }
        }),
    );
}
