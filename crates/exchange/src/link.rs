//! A scenario as the text of a link's fragment, and back.
//!
//! The text names its version first; each version has one module and its defaults belong to it, so an old link means
//! for ever what it meant. Writing uses the version of the scenario's rules. Reading never fails as a whole: what can be read is used,
//! and what can't is named.

mod compared;
mod mended;
mod v1;
mod v2;

use core::fmt;

pub use compared::{Compared, Stands, compared, compared_texts, name_here, renamed};

use pricing::bounds;
use pricing::rates::Date;
use pricing::scenario::{Rules, Scenario};

use mended::Mended;

/// What a fragment says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The scenario, as far as it could be read; `None` where nothing could.
    pub scenario: Option<Scenario>,
    /// What it is compared with, as it stands in the text. See [`compared`].
    pub compared: Vec<String>,
    /// What could not be read, in the order of the text.
    pub problems: Vec<LinkProblem>,
}

/// One thing in a link that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkProblem {
    /// The part of the link, cut to 60 characters.
    pub part: String,
    /// Why it isn't used.
    pub reason: LinkReason,
}

/// Why a part of a link isn't used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkReason {
    /// The link doesn't begin with a version this page knows.
    UnknownVersion,
    /// The end mark is missing.
    CutOff,
    /// No such field.
    UnknownField,
    /// The field's value can't be read.
    BadValue,
    /// The field is given twice; the first one is used.
    Repeated,
    /// A workload without demand is read as 0 tokens.
    NoDemand,
    /// A workload without a model.
    NoModel,
    /// The fields of two kinds of caching or two doors to demand; the first one is used.
    Contradiction,
    /// A setting of caching without the cached share or prefix it belongs to.
    StrayCaching,
    /// No date of a rate card, or of one that isn't bundled; the newest is used.
    UnknownCard,
    /// A purchase that says neither units nor reserved throughput.
    NothingBought,
    /// Years, terms or offers without the measure of their commitment.
    NoMeasure,
    /// More entries than a scenario holds.
    TooMany,
    /// No workload at all.
    NoWorkload,
    /// A comparison within a scenario that is compared.
    Nested,
}

impl fmt::Display for LinkProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = &self.part;
        match self.reason {
            LinkReason::UnknownVersion => {
                write!(f, "The link begins with \u{201c}{part}\u{201d}, which isn’t a version this page knows.")
            }
            LinkReason::CutOff if part.is_empty() => f.write_str(
                "The link is cut off: its end mark is missing, so something after the last part may be lost.",
            ),
            LinkReason::CutOff => write!(
                f,
                "The link is cut off at \u{201c}{part}\u{201d}: that may not be all of it, so it isn’t read, and what came after it is lost."
            ),
            LinkReason::UnknownField => write!(f, "\u{201c}{part}\u{201d} isn’t a field of a scenario."),
            LinkReason::BadValue => write!(f, "The value of \u{201c}{part}\u{201d} can’t be read."),
            LinkReason::Repeated => write!(f, "\u{201c}{part}\u{201d} repeats a field; the first one is used."),
            LinkReason::NoDemand => write!(f, "{part} has no demand; it is read as 0 tokens."),
            LinkReason::NoModel => write!(f, "{part} names no model; choose one."),
            LinkReason::Contradiction => {
                write!(f, "\u{201c}{part}\u{201d} contradicts an earlier part, which is used.")
            }
            LinkReason::StrayCaching => {
                write!(
                    f,
                    "{part} has a setting of caching without the cached share or prefix it belongs to; it isn’t used."
                )
            }
            LinkReason::UnknownCard => {
                write!(f, "The rate card \u{201c}{part}\u{201d} isn’t bundled here; the newest is used.")
            }
            LinkReason::NothingBought => write!(f, "{part} buys nothing; it isn’t used."),
            LinkReason::NoMeasure => write!(f, "{part} doesn’t say what it is measured by; net is taken."),
            LinkReason::TooMany => write!(f, "\u{201c}{part}\u{201d} is one more than there can be."),
            LinkReason::NoWorkload => f.write_str("The link holds no workload."),
            LinkReason::Nested => f.write_str("A comparison within a comparison isn’t read."),
        }
    }
}

/// Characters that a link should keep to: mail and chat programs cut longer ones.
pub const CHARACTERS_AIM: usize = 2_000;

/// Writes a scenario as a fragment, without the `#`.
pub fn encode(scenario: &Scenario) -> String {
    encode_with(scenario, &[])
}

/// Writes a scenario and what it is compared with as a fragment, without the `#`. See [`compared_texts`].
///
/// Without another scenario to compare it with, it is the text that [`encode`] writes.
pub fn encode_with(scenario: &Scenario, compared: &[String]) -> String {
    let text = v1::encode(scenario, compared);
    if scenario.rules == Rules::V1 { text } else { v2::written(&text) }
}

/// The characters of the link's fragment, with its `#`.
pub fn length(scenario: &Scenario, compared: &[String]) -> usize {
    encode_with(scenario, compared).chars().count() + 1
}

/// Whether a fragment, or a whole address, is meant as a link of ours, readable or not: it begins with a version. Other fragments
/// are places on a page, or nothing of ours.
pub fn is_link(fragment: &str) -> bool {
    let start: String = fragment.chars().take(bounds::LINK_CHARACTERS_MAX).collect();
    mended::mend(&start).is_link()
}

/// Reads a fragment, with or without the `#`, or a whole address. What mail and chat programs do to a link is undone.
///
/// `cards` are the dates of the bundled rate cards, oldest first; a link that pins another is priced with the newest,
/// and says so. Text beyond [`LINK_CHARACTERS_MAX`](bounds::LINK_CHARACTERS_MAX) isn't read.
pub fn decode(fragment: &str, cards: &[Date]) -> Decoded {
    let fragment = match fragment.char_indices().nth(bounds::LINK_CHARACTERS_MAX) {
        Some((end, _)) => fragment.get(..end).unwrap_or_default(),
        None => fragment,
    };
    let Mended { head, version, rest } = mended::mend(fragment);
    match Rules::from_name(&version) {
        Some(Rules::V1) => return v1::decode(mended::parts(&rest), Rules::V1, cards),
        Some(Rules::V2) => return v1::decode(v2::parts(&rest), Rules::V2, cards),
        None => {}
    }
    let problems = vec![problem(&head, LinkReason::UnknownVersion)];
    Decoded { scenario: None, compared: Vec::new(), problems }
}

fn problem(part: &str, reason: LinkReason) -> LinkProblem {
    LinkProblem { part: part.chars().take(60).collect(), reason }
}

/// Escapes what may not stand in a value. A space becomes `+`.
///
/// A plus within a word escapes the letter after it too: without that it looks like a space that a mail program has escaped.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut put = |byte: u8, needless: bool| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' | b':' if !needless => {
            escaped.push(char::from(byte));
        }
        b' ' => escaped.push('+'),
        _ => {
            escaped.push('%');
            for nibble in [byte >> 4, byte & 15] {
                escaped.push(char::from_digit(u32::from(nibble), 16).unwrap_or('0').to_ascii_uppercase());
            }
        }
    };
    let mut before = b' ';
    for byte in text.bytes() {
        put(byte, before == b'+' && byte.is_ascii_alphanumeric());
        before = byte;
    }
    escaped
}

/// Undoes [`escape`]; `None` where an escape is broken or the bytes aren't UTF-8.
fn unescape(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let mut nibble = || char::from(rest.next()?).to_digit(16);
                u8::try_from(nibble()? * 16 + nibble()?).ok()?
            }
            other => other,
        });
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_says_what_of_the_link_is_not_used() {
        let says = |part: &str, reason| problem(part, reason).to_string();
        assert_eq!(
            says("v9", LinkReason::UnknownVersion),
            "The link begins with \u{201c}v9\u{201d}, which isn’t a version this page knows."
        );
        // Where the end mark alone is missing there is no part to name.
        assert_eq!(
            says("", LinkReason::CutOff),
            "The link is cut off: its end mark is missing, so something after the last part may be lost."
        );
        assert_eq!(
            says("w1.batch=0", LinkReason::CutOff),
            "The link is cut off at \u{201c}w1.batch=0\u{201d}: that may not be all of it, so it isn’t read, and what came after it is lost."
        );
        assert_eq!(says("w1.x=1", LinkReason::UnknownField), "\u{201c}w1.x=1\u{201d} isn’t a field of a scenario.");
        assert_eq!(says("Workload 1", LinkReason::NoDemand), "Workload 1 has no demand; it is read as 0 tokens.");
    }

    #[test]
    fn a_long_part_is_cut_to_sixty_characters() {
        let long = "\u{e9}".repeat(61);
        assert_eq!(problem(&long, LinkReason::UnknownField).part, "\u{e9}".repeat(60));
    }

    #[test]
    fn what_begins_with_a_version_is_a_link() {
        for link in ["v1&end", "#v2&w1.model=m", "https://x.example/#v1&end", "v9&what=ever"] {
            assert!(is_link(link), "{link}");
        }
        for other in ["", "#about", "version&end", "https://x.example/"] {
            assert!(!is_link(other), "{other}");
        }
    }

    #[test]
    fn the_length_of_a_link_counts_its_sign() {
        let link = "v1&rates=2026-10-25&w1.name=A&w1.model=m&w1.tokens=1,1&end";
        let Some(scenario) = decode(link, &pricing::rates::RateCard::dates()).scenario else { unreachable!() };
        assert_eq!(encode(&scenario), link);
        // 58 characters and the # before them.
        assert_eq!(length(&scenario, &[]), 59);
    }

    #[test]
    fn escapes_are_undone() {
        for (text, escaped) in [
            ("Support chat", "Support+chat"),
            ("a-b.c_d~e/f:g9Z", "a-b.c_d~e/f:g9Z"),
            ("1+1=2", "1%2B%31%3D2"),
            ("C++", "C%2B%2B"),
            ("50 %, \u{e9}", "50+%25%2C+%C3%A9"),
        ] {
            assert_eq!(escape(text), escaped);
            assert_eq!(unescape(escaped).as_deref(), Some(text));
        }
        // Escapes that are broken, and bytes that are no text.
        for broken in ["%", "%2", "%zz", "%2g", "%C3"] {
            assert_eq!(unescape(broken), None, "{broken}");
        }
    }
}
