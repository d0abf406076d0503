//! The tab Commitment and offers.

use leptos::prelude::*;

use crate::late;

/// Its cards, as soon as their part is loaded.
pub fn commitment() -> AnyView {
    late::commitment(late::Commitment::View)
}

/// Its cards.
pub fn view() -> AnyView {
    ().into_any()
}
