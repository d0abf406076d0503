//! The tab Capacity: whether to buy provisioned throughput.

use leptos::prelude::*;

use crate::late;

/// Its cards, as soon as their part is loaded.
pub fn capacity() -> AnyView {
    late::capacity(late::Capacity::View)
}

/// Its cards.
pub fn view() -> AnyView {
    ().into_any()
}
