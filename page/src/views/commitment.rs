//! The tab Commitment and offers.

use leptos::prelude::*;

/// Its cards.
pub fn commitment() -> AnyView {
    ().into_any()
}
