//! Scenarios side by side: a page of its own.

use leptos::prelude::*;

/// The page.
pub fn compare() -> AnyView {
    ().into_any()
}
