//! The dialog that shows the scenario's link: how long it is, and what to send where it is too long.

use explain::words;
use leptos::prelude::*;

use super::share::{LINK_CHARACTERS, copy_link};
use crate::address;
use crate::files::{self, Saving};
use crate::flat;
use crate::icon::{self, icon};
use crate::state::calculator;

/// What is in the dialog.
pub fn dialog() -> AnyView {
    let calculator = calculator();
    let link = flat::memo(move || address::link_to(&calculator.moment()));
    // A link has no other characters than ASCII: its bytes are its characters.
    let length = flat::memo(move || link.with(String::len));
    let says = flat::text(move || {
        format!(
            "{} characters. The link holds the whole scenario: nothing is stored on a server.",
            words::count(u64::try_from(length.get()).unwrap_or(u64::MAX))
        )
    });
    let too_long = move || {
        view! {
            <div class="notice warn">
                {icon(icon::WARNING, "16")}
                <div>
                    <b>"Some programs cut a link this long."</b>
                    " Send the scenario as a file instead. Your reader opens it with Share, Open a scenario file, or drops it on this page."
                </div>
                <div class="act">
                    <button class="btn small" type="button"
                        on:click=flat::clicked(move || files::save(calculator, Saving::Scenario))>"Save scenario file"</button>
                </div>
            </div>
        }
        .into_any()
    };
    view! {
        <div class="stack">
            <label class="sr" for="share-link">"Link"</label>
            <textarea id="share-link" class="link-text" readonly rows="5" spellcheck="false" prop:value=link></textarea>
            <p class="echo" id="share-link-length">{says}</p>
            {flat::shown_if(move || length.get() > LINK_CHARACTERS, too_long)}
            <div class="row">
                <button class="btn primary" type="button" on:click=flat::clicked(move || copy_link(calculator))>"Copy link"</button>
            </div>
        </div>
    }
    .into_any()
}
