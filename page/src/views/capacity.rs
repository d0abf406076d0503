//! The tab Capacity: whether to buy provisioned throughput.

use leptos::prelude::*;

/// Its cards.
pub fn capacity() -> AnyView {
    ().into_any()
}
