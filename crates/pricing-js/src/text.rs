//! Numbers as text, so that no reader turns them into binary fractions, and text from outside made harmless.

use pricing::money::Usd;
use serde::Serialize;
use std::fmt::Display;

/// US dollars, exactly: `16200`, `-2160`, `0.0000003`.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub(crate) struct Money(String);

impl From<Usd> for Money {
    fn from(amount: Usd) -> Self {
        Self(amount.exact())
    }
}

/// A whole number, as digits.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub(crate) struct Count(String);

impl From<u64> for Count {
    fn from(count: u64) -> Self {
        Self(count.to_string())
    }
}

impl Count {
    /// A count of any size.
    pub(crate) fn of(count: u128) -> Self {
        Self(count.to_string())
    }
}

/// A decimal of up to 28 digits: a quotient, such as a share of 1 or a number of cache reads.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub(crate) struct Ratio(String);

impl Ratio {
    /// A number whose text is a decimal.
    pub(crate) fn of(number: impl Display) -> Self {
        Self(number.to_string())
    }
}

/// Text from outside for a message: cut short, with a mark for every character that could hide or reorder others.
pub(crate) fn harmless(text: &str) -> String {
    const MOST: usize = 60;
    let shown = |letter: char| {
        let hidden = letter.is_control()
            || matches!(letter, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
            || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
            || matches!(letter, '\u{e0000}'..='\u{e007f}');
        if hidden { '\u{fffd}' } else { letter }
    };
    let mut cut: String = text.chars().take(MOST).map(shown).collect();
    if text.chars().nth(MOST).is_some() {
        cut.push('\u{2026}');
    }
    cut
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn nothing_hides_in_a_message() {
        assert_eq!(harmless("Claude Sonnet 4.5"), "Claude Sonnet 4.5");
        assert_eq!(harmless("a\u{202e}b\u{0}c\nd"), "a\u{fffd}b\u{fffd}c\u{fffd}d");
        assert_eq!(harmless(&"x".repeat(1_000_000)).chars().count(), 61);
    }
}
