//! Light, dark, or as the system has it; remembered where the browser remembers anything.

use crate::page::{document, window};
use web_sys::Storage;

/// The themes by name; the first follows the system.
pub const NAMES: [&str; 3] = ["Theme: auto", "Theme: light", "Theme: dark"];

const KEY: &str = "theme";
const VALUES: [&str; 3] = ["", "light", "dark"];

/// The position of the theme chosen on an earlier visit.
pub fn remembered() -> usize {
    let stored = storage().and_then(|storage| storage.get_item(KEY).ok().flatten()).unwrap_or_default();
    VALUES.iter().position(|value| *value == stored).unwrap_or(0)
}

pub fn remember(theme: usize) {
    if let Some(storage) = storage() {
        let value = VALUES.get(theme).copied().unwrap_or_default();
        let _ = if value.is_empty() { storage.remove_item(KEY) } else { storage.set_item(KEY, value) };
    }
}

pub fn apply(theme: usize) {
    if let Some(root) = document().document_element() {
        let value = VALUES.get(theme).copied().unwrap_or_default();
        let _ = if value.is_empty() {
            root.remove_attribute("data-theme")
        } else {
            root.set_attribute("data-theme", value)
        };
    }
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}
