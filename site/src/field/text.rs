//! A field of plain text.

use leptos::prelude::*;
use pricing::bounds;

use crate::flat;
use crate::state::calculator;

/// A name of up to 80 characters.
#[component]
pub fn TextField(
    /// Unique on the page.
    id: String,
    /// Above the field.
    label: &'static str,
    /// What stands in it.
    text: Signal<String>,
    /// What was typed.
    typed: Callback<String>,
) -> AnyView {
    let calculator = calculator();
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <div class="box">
                <input id=id type="text" autocomplete="off" spellcheck="false" maxlength=bounds::NAME_CHARACTERS_MAX.to_string()
                    value=text prop:value=text
                    on:input=flat::valued(move |value| typed.run(shortened(&value)))
                    on:change=flat::valued(move |_| calculator.end_step())/>
            </div>
        </div>
    }
    .into_any()
}

/// A name that is no longer than names may be.
pub fn shortened(name: &str) -> String {
    name.chars().take(bounds::NAME_CHARACTERS_MAX).collect()
}
