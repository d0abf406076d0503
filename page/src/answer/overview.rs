//! The tab Overview.

use leptos::prelude::*;

/// Its cards.
pub fn overview() -> AnyView {
    ().into_any()
}
