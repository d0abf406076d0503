//! The answer: hero, verdict, tabs, and the cards of the open tab.

pub mod billed;
mod breakdown;
pub mod hero;
mod ledger;
pub mod left_out;
pub mod overview;
mod proof;
pub mod savings;
mod tabs;
pub mod verdict;

use leptos::prelude::*;

use crate::turn::{self, Turn};

pub use breakdown::breakdown;
pub use proof::hero_proof;

/// The right column.
pub fn answer() -> AnyView {
    view! {
        <div class="answer" id="answer" tabindex="-1">
            {turn::from(Turn::Hero, hero::hero)}
            {turn::from(Turn::Verdict, verdict::verdict)}
            {turn::from(Turn::Whole, tabs::tabs)}
        </div>
    }
    .into_any()
}
