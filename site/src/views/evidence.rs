//! The tab Evidence: published figures beside exact ones, assumptions, whether caching pays, prices with their sources.

mod assumptions;
mod prices;
mod published;

use leptos::prelude::*;

use crate::late;

/// The tab, as soon as its part is loaded.
pub fn evidence() -> AnyView {
    late::evidence(late::Evidence::View)
}

/// Its cards.
pub fn view() -> AnyView {
    view! {
        {published::published()}
        {assumptions::assumptions()}
        {assumptions::break_even()}
        {prices::prices_used()}
        {prices::all_prices()}
    }
    .into_any()
}
