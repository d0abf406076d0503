//! The answer: hero, verdict, tabs, and the cards of the open tab.

pub mod billed;
mod breakdown;
pub mod hero;
mod ledger;
pub mod left_out;
mod overview;
mod proof;
pub mod savings;
mod tabs;
pub mod verdict;

use leptos::prelude::*;

pub use breakdown::breakdown;
pub use proof::hero_proof;

/// The right column.
pub fn answer() -> AnyView {
    view! {
        <div class="answer" id="answer" tabindex="-1">
            {hero::bar()}
            {hero::hero()}
            {verdict::verdict()}
            {tabs::tabs()}
        </div>
    }
    .into_any()
}
