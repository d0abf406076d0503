//! The page as a whole.

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
    let skip = page::written("<a class='skip-link' href='#answer'>Skip to the answer</a>");
    let main = page::written("<main class='page'></main>");
    let (answer, shown) = answer_view(calculator);
    page::fill(&main, &[scenario_inputs(calculator), answer, total_strip(shown)]);
    let footer = page::written(
        "<footer class='footer'><p>Estimates from published list rates, before tax. Not AWS’s quote. Not affiliated with Amazon Web Services.</p><p>Nothing typed here leaves the page: no account, no cookie, no request but for the page’s own files.</p></footer>",
    );
    page::fill(root, &[skip, masthead(calculator), page_notices(calculator), main, footer, announcement(calculator)]);
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
