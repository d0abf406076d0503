//! The tab Evidence: prices, sources, assumptions and published figures.

use leptos::prelude::*;

/// Its cards.
pub fn evidence() -> AnyView {
    ().into_any()
}
