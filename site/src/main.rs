//! The page: inputs on one side, the answer on the other, the scenario in the address.
//!
//! It shows what the pricing core computes and computes nothing itself.

mod address;
mod announcement;
mod answer;
mod app;
mod echo;
mod field;
mod inputs;
mod kept;
mod live;
mod masthead;
mod notices;
mod page;
mod pairs;
mod part;
mod scenarios;
mod state;

use web_sys::wasm_bindgen::JsCast;

/// Smaller than the standard allocator, which is made for large heaps and many sizes.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

fn main() {
    let Some(shell) = page::document().get_element_by_id("app") else { return };
    let Ok(fresh) = page::document().create_element("div") else { return };
    let Ok(fresh) = fresh.dyn_into::<web_sys::HtmlElement>() else { return };
    fresh.set_id("app");
    // Built beside the shell: if the app can't start, the shell stays.
    app::start(&fresh);
    let _ = shell.replace_with_with_node_1(&fresh);
}
