//! What holds for every text from outside, as functions that panic where it doesn't.
//!
//! `tests/promises.rs` hands them the texts of this repository, the targets in `fuzz` those that libFuzzer makes up.

#![expect(clippy::panic, reason = "a broken promise panics: that is how a test, and the fuzzer, hear of it")]

pub mod bill;
pub mod file;
pub mod link;
pub mod package;
mod report;
pub mod table;

use pricing::rates::{BUNDLED, Date, RateCard};
use std::sync::OnceLock;

/// Every bundled card, oldest first; read once.
fn cards() -> &'static [RateCard] {
    static CARDS: OnceLock<Vec<RateCard>> = OnceLock::new();
    CARDS.get_or_init(|| RateCard::decode(BUNDLED).unwrap_or_default())
}

/// Their dates.
fn dates() -> &'static [Date] {
    static DATES: OnceLock<Vec<Date>> = OnceLock::new();
    DATES.get_or_init(|| cards().iter().map(RateCard::date).collect())
}

/// Whether a text is free of characters that hide or reorder others.
fn harmless(text: &str) -> bool {
    !text.chars().any(|letter| letter.is_control() || ('\u{202a}'..='\u{202e}').contains(&letter))
}
