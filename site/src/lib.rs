//! The page: workloads and organization on the left, the answer on the right, the scenario in the address.
//!
//! It shows what the pricing core computes and computes nothing itself. One signal holds the scenario and one memo its
//! answer, both in [`state::Calculator`], which every component takes from the context with
//! [`state::calculator`].
//!
//! # To add a field of a workload
//! Add a line to the table of its group in `workloads/`: the id, the label, the unit, and how the number is read from and
//! written to the scenario. The field's component, its slider, its draft, error and echo come with it.
//!
//! # To add a card or a view
//! Write a function that returns `AnyView` in a file of its own below `answer/` or `views/` and call it from the tab that
//! it belongs to, in `answer/tabs.rs`. Take figures from [`state::Calculator::present`] in a memo
//! (`flat::memo(move || calculator.present.with(...))`), so that only what changed is drawn again.
//!
//! # To keep the program small
//! Components have no type parameters and no `impl Fn` properties: they take `Signal<String>`, `Callback` and tables and
//! return `AnyView`. Closures go through [`flat`], which boxes them, so that each kind of view is compiled once.
//!
//! # The static shell
//! The same components are rendered natively with the feature `ssr`. So nothing asks the browser while a view is made,
//! only in effects and event handlers; what must, goes through [`browser`], which answers natively too. Write `value=`
//! beside `prop:value=` and `checked=` beside `prop:checked=`: the shell has attributes only.

// A component owns its properties, whether or not it takes them apart, and a view is a large value that is handed on once.
#![allow(clippy::needless_pass_by_value, clippy::large_types_passed_by_value)]

mod address;
mod announcement;
mod answer;
mod app;
mod bill;
mod brief;
pub mod browser;
mod chart;
mod compare;
mod comparison;
mod dialog;
mod draft;
mod explanation;
pub mod field;
mod files;
mod first_visit;
pub mod flat;
mod handed;
mod header;
pub mod icon;
mod kept;
mod late;
pub mod menu;
mod notices;
mod organization;
mod presets;
pub mod state;
pub mod table;
mod templates;
mod toast;
mod turn;
mod views;
mod words;
mod workloads;

pub use app::App;

/// Puts the page into the document, in the place of its static shell, and then says so with the event `calculator-started`. If the
/// page can't start, the shell stays and says so: see `watch.js`.
#[cfg(feature = "csr")]
pub fn start() {
    wasm_bindgen_futures::spawn_local(async {
        match address::asked().await {
            Some(asked) => take_place(asked).await,
            None => browser::tell_failure(),
        }
    });
}

/// Builds the page beside the shell, turn by turn, and puts it in its place.
#[cfg(feature = "csr")]
async fn take_place(asked: address::Asked) {
    use leptos::prelude::{ArcRwSignal, Set, Signal, document};
    use leptos::view;
    use web_sys::wasm_bindgen::JsCast;

    let Some(shell) = browser::element("app") else { return };
    let Ok(fresh) = document().create_element("div") else { return };
    let Ok(fresh) = fresh.dyn_into::<web_sys::HtmlElement>() else { return };
    fresh.set_id("app");
    // All rate cards are read once, in a task of their own too, and so is the first answer worked out.
    drop(pricing::rates::RateCard::newest());
    browser::next_task().await;
    let first = state::Present::first(&asked.moment);
    browser::next_task().await;
    let turn = ArcRwSignal::new(turn::Turn::Frame);
    let now = turn.clone();
    leptos::mount::mount_to(fresh.clone(), move || view! { <App asked=asked first=first turn=Signal::from(now)/> })
        .forget();
    for later in turn::Turn::LATER {
        browser::next_task().await;
        turn.set(later);
    }
    browser::next_task().await;
    let _ = shell.replace_with_with_node_1(&fresh);
    browser::tell_start();
}

/// The static shell: the page as it opens, as HTML.
#[cfg(feature = "ssr")]
pub fn shell() -> String {
    use leptos::prelude::{Owner, RenderHtml, Signal};
    use leptos::view;

    let whole = Signal::stored(turn::Turn::Whole);
    let asked = address::Asked::nothing();
    let first = state::Present::first(&asked.moment);
    Owner::new().with(|| view! { <App asked=asked first=first turn=whole/> }.to_html())
}
