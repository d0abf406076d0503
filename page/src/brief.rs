//! The brief: a page of its own, made to be printed.

use leptos::prelude::*;

/// The page.
pub fn brief() -> AnyView {
    ().into_any()
}
