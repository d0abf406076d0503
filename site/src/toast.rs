//! The message at the foot of the page: what has just happened, with Undo.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use leptos::prelude::*;

use crate::flat;
use crate::icon::{self, icon};
use crate::state::calculator;

/// How long a message stays. What it offers to undo can be undone from the menu for as long as the page lives.
const SHOWN_MILLISECONDS: u32 = 12_000;

/// The message, while there is one.
pub fn toast() -> AnyView {
    let calculator = calculator();
    let waiting = Rc::new(RefCell::new(None::<Timeout>));
    Effect::new(move || {
        let gone = calculator.toast.get().map(|_| Timeout::new(SHOWN_MILLISECONDS, move || calculator.toast.set(None)));
        // The timer before, dropped, stops.
        waiting.replace(gone);
    });
    let message = flat::part(move || match calculator.toast.get() {
        None => ().into_any(),
        Some(toast) => {
            let undo = toast.can_undo.then(|| {
                view! { <button type="button" on:click=flat::going("main", move || calculator.undo())>"Undo"</button> }
                    .into_any()
            });
            view! {
                <div class="toast">
                    <span>{toast.text}</span>
                    {undo}
                    <button type="button" aria-label="Dismiss" on:click=flat::going("main", move || calculator.toast.set(None))>
                        {icon(icon::CLOSE, "16")}
                    </button>
                </div>
            }
            .into_any()
        }
    });
    view! { <div class="toast-place" role="status">{message}</div> }.into_any()
}
