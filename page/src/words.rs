//! Small pieces of text that several parts of the page use.

use pricing::money::Usd;

/// An amount as people look at it.
pub fn amount(amount: Usd) -> String {
    amount.to_string()
}

/// A text with a capital letter at its beginning.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    first + letters.as_str()
}

/// A message as a sentence.
pub fn sentence(message: &str) -> String {
    let end = if message.ends_with(['.', '!', '?']) { "" } else { "." };
    capitalised(message) + end
}
