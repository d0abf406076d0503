//! Light, dark, or as the system has it; remembered where the browser remembers anything.

use leptos::prelude::*;
use web_sys::Storage;

const KEY: &str = "theme";
const THEMES: [(&str, &str); 3] = [("", "Theme: auto"), ("light", "Theme: light"), ("dark", "Theme: dark")];

pub fn choice() -> AnyView {
    let stored = storage().and_then(|storage| storage.get_item(KEY).ok().flatten()).unwrap_or_default();
    let present = THEMES.into_iter().map(|(theme, _)| theme).find(|theme| *theme == stored).unwrap_or_default();
    apply(present);
    let options = THEMES
        .map(|(theme, label)| view! { <option value=theme selected=theme == present>{label}</option> }.into_any());
    let chosen = move |event| {
        let theme = event_target_value(&event);
        apply(&theme);
        if let Some(storage) = storage() {
            let _ = if theme.is_empty() { storage.remove_item(KEY) } else { storage.set_item(KEY, &theme) };
        }
    };
    view! {
        <label>
            <span class="visually-hidden">"Theme"</span>
            " "
            <select on:change=chosen>{options.into_iter().collect::<Vec<_>>()}</select>
        </label>
    }
    .into_any()
}

fn apply(theme: &str) {
    if let Some(root) = document().document_element() {
        let _ = if theme.is_empty() {
            root.remove_attribute("data-theme")
        } else {
            root.set_attribute("data-theme", theme)
        };
    }
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}
