//! The verdict: the one sentence that answers.

use leptos::prelude::*;

/// The banner.
pub fn verdict() -> AnyView {
    ().into_any()
}
