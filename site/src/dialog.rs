//! Dialogs: only where undo isn't enough, or where there is too much for a menu.

use leptos::html;
use leptos::prelude::*;

use crate::flat;
use crate::icon::{self, icon};
use crate::late;
use crate::state::calculator;

/// What a dialog is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// Scenarios kept in this browser.
    Kept,
    /// The scenario's link.
    Link,
}

/// The open dialog, while there is one. Escape and Close close it; the browser gives the focus back.
pub fn dialogs() -> AnyView {
    let calculator = calculator();
    let close = Callback::new(move |()| calculator.dialog.set(None));
    flat::part(move || match calculator.dialog.get() {
        None => ().into_any(),
        Some(Dialog::Kept) => dialog("Saved scenarios", late::scenarios(late::Scenarios::Saved(close)), close),
        Some(Dialog::Link) => dialog("Link to this scenario", late::soon(late::Soon::Link), close),
    })
}

fn dialog(title: &'static str, content: AnyView, close: Callback<()>) -> AnyView {
    let element = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        if let Some(element) = element.get() {
            let _ = element.show_modal();
        }
    });
    view! {
        <dialog class="dialog" node_ref=element aria-labelledby="dialog-title" on:close=move |_| close.run(())>
            <div class="card-h mid">
                <h2 id="dialog-title">{title}</h2>
                <button type="button" class="icon-btn" aria-label="Close" on:click=flat::clicked(move || close.run(()))>
                    {icon(icon::CLOSE, "16")}
                </button>
            </div>
            {content}
        </dialog>
    }
    .into_any()
}
