//! The page: inputs on one side, the answer on the other, the scenario in the address.
//!
//! It shows what the pricing core computes and computes nothing itself.

mod answer;
mod app;
mod inputs;
mod state;

use leptos::prelude::*;

fn main() {
    let Some(shell) = document().get_element_by_id("app") else { return };
    shell.set_text_content(None);
    let Ok(root) = web_sys::wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(shell) else { return };
    leptos::mount::mount_to(root, app::App).forget();
}
