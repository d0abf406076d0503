//! The tab Breakdown: every line of the bill.

use leptos::prelude::*;

/// Its cards.
pub fn breakdown() -> AnyView {
    ().into_any()
}
