//! Small rate files for the tests: sound as they stand, wrong after one replacement.

use std::error::Error;

use super::files;
use super::files::stated::Files;

/// The fixture's files.
pub(super) const GOOD: [(&str, &str); 3] = [
    ("cards.toml", include_str!("fixture/cards.toml")),
    ("sources.toml", include_str!("fixture/sources.toml")),
    ("acme.toml", include_str!("fixture/acme.toml")),
];

/// The fixture, with the first `from` in each file replaced by `to`.
pub(super) fn parse(from: &str, to: &str) -> Result<Files, Box<dyn Error>> {
    let replaced = |text: &str| if from.is_empty() { text.to_owned() } else { text.replacen(from, to, 1) };
    files::parse(&GOOD.map(|(name, text)| (name.to_owned(), replaced(text))))
}

/// The fixture after a replacement that leaves it readable.
#[expect(clippy::panic, reason = "a test whose files can't be read has failed")]
pub(super) fn files(from: &str, to: &str) -> Files {
    parse(from, to).unwrap_or_else(|error| panic!("{error}"))
}
