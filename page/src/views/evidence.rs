//! The tab Evidence: published figures beside exact ones, assumptions, whether caching pays, prices with their sources.

mod assumptions;
mod prices;
mod published;

use leptos::prelude::*;

/// Its cards.
pub fn evidence() -> AnyView {
    view! {
        {published::published()}
        {assumptions::assumptions()}
        {assumptions::break_even()}
        {prices::prices_used()}
        {prices::all_prices()}
    }
    .into_any()
}
