//! The message at the foot of the page: what has just happened, with Undo.

use leptos::prelude::*;

use crate::flat;
use crate::icon::{self, icon};
use crate::state::calculator;

/// The message, while there is one.
pub fn toast() -> AnyView {
    let calculator = calculator();
    let message = flat::part(move || match calculator.toast.get() {
        None => ().into_any(),
        Some(toast) => {
            let undo = toast.can_undo.then(|| {
                view! { <button type="button" on:click=flat::clicked(move || calculator.undo())>"Undo"</button> }
                    .into_any()
            });
            view! {
                <div class="toast">
                    <span>{toast.text}</span>
                    {undo}
                    <button type="button" aria-label="Dismiss" on:click=flat::clicked(move || calculator.toast.set(None))>
                        {icon(icon::CLOSE, "16")}
                    </button>
                </div>
            }
            .into_any()
        }
    });
    view! { <div class="toast-place" role="status">{message}</div> }.into_any()
}
