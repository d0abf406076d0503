//! What mail, chat and office programs do to a link, undone: escapes on top of escapes, `&amp;`, breaks, signs before and behind,
//! and what counts clicks.

use super::unescape;

/// The last part of a link.
pub(super) const END: &str = "end";

/// Escapes upon escapes that are undone, at most.
const ROUNDS: usize = 5;

/// Places at which a link is looked for in an address.
const STARTS_MAX: usize = 8;

/// What is added to links to count clicks; `utm_` begins many.
const TRACKING: [&str; 20] = [
    "fbclid",
    "gclid",
    "gbraid",
    "wbraid",
    "dclid",
    "msclkid",
    "yclid",
    "twclid",
    "ttclid",
    "li_fat_id",
    "mc_cid",
    "mc_eid",
    "igshid",
    "mkt_tok",
    "_hsenc",
    "_hsmi",
    "s_kwcid",
    "trk",
    "si",
    "ref",
];

/// A fragment, taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mended {
    /// What it begins with, as it stands there.
    pub(super) head: String,
    /// What it begins with, in small letters: `v1`, where it is a link.
    pub(super) version: String,
    /// Everything after that.
    pub(super) rest: String,
}

/// The parts of a link, without its version and its end.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Parts {
    /// `key=value`, each.
    pub(super) parts: Vec<String>,
    /// Whether the end is there. Without it the last part may be cut, and it is not among the others.
    pub(super) cut: Option<String>,
}

/// Takes a fragment, with or without its `#`, or a whole address apart.
pub(super) fn mend(text: &str) -> Mended {
    let mut text = tidy(text);
    // Some programs escape every sign, and some pass the link on to one that does it again.
    for _ in 0..ROUNDS {
        if let Some(found) = link_in(&text) {
            return found;
        }
        match decoded(&text) {
            Some(plain) => text = tidy(&plain),
            None => break,
        }
    }
    let fragment = text.rsplit('#').next().unwrap_or_default();
    let (head, rest) = fragment.split_once('&').unwrap_or((fragment, ""));
    Mended { head: head.to_owned(), version: version_of(head), rest: rest.to_owned() }
}

/// The link in a text: all of it, or what follows a `#`.
fn link_in(text: &str) -> Option<Mended> {
    let starts = core::iter::once(0).chain(text.match_indices('#').map(|(place, _)| place + 1)).take(STARTS_MAX);
    starts.filter_map(|start| text.get(start..)?.split_once('&')).find_map(|(head, rest)| {
        let version = version_of(head);
        let found = Mended { head: head.to_owned(), version, rest: rest.to_owned() };
        found.is_link().then_some(found)
    })
}

/// What a link begins with, in small letters, without escapes and signs around it.
fn version_of(head: &str) -> String {
    fully_decoded(head).trim_matches(|sign: char| !sign.is_ascii_alphanumeric()).to_ascii_lowercase()
}

impl Mended {
    /// Whether it begins with a version, known or not.
    pub(super) fn is_link(&self) -> bool {
        let number = self.version.strip_prefix('v').unwrap_or_default();
        !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit())
    }
}

/// A text without breaks, invisible signs, and `&amp;`.
pub(super) fn tidy(text: &str) -> String {
    let hides = |sign: char| {
        sign.is_control()
            || matches!(sign, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
    };
    let mut text: String = text.chars().filter(|sign| !hides(*sign)).collect();
    for _ in 0..ROUNDS {
        for entity in ["&amp;", "&#38;", "&#x26;", "&AMP;"] {
            if text.contains(entity) {
                text = text.replace(entity, "&");
            }
        }
    }
    text
}

/// The parts of version 1, whose own escapes stay.
pub(super) fn parts(rest: &str) -> Parts {
    // A space is a plus here. Where no plus is left, those that stand within words have been escaped.
    let lost = !rest.contains('+') && !rest.contains("%20");
    apart(rest, |part| {
        let part = match (part.contains('='), find_escape(part, "3D")) {
            (false, Some(place)) => {
                let (key, value) = (part.get(..place).unwrap_or_default(), part.get(place + 3..).unwrap_or_default());
                format!("{key}={value}")
            }
            _ => part.to_owned(),
        };
        let (key, value) = part.split_once('=')?;
        let key = fully_decoded(key);
        let mut value = if lost { with_spaces(value) } else { value.to_owned() };
        value = without_needless(&value);
        // Lists have commas, and only what people call something may hold one of its own.
        let is_text = ["name", "model", "region", "compare"].iter().any(|field| key.ends_with(field));
        if !is_text && !value.contains(',') {
            value = unescaped(&value, "2C", ",");
        }
        // A name has no equals sign of its own, so fields follow.
        if key == "compare" && !value.contains(';') && value.contains('=') {
            value = unescaped(&value, "3B", ";");
        }
        Some(format!("{key}={value}"))
    })
}

/// A value in which one escape, in large or small letters, is undone.
fn unescaped(value: &str, digits: &str, sign: &str) -> String {
    value.replace(&format!("%{digits}"), sign).replace(&format!("%{}", digits.to_ascii_lowercase()), sign)
}

/// A value in which each escaped plus between two letters or digits is a space again.
fn with_spaces(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut pieces = value.split('%');
    let mut before = pieces.next().unwrap_or_default();
    text.push_str(before);
    for piece in pieces {
        let (digits, after) = piece.split_at_checked(2).unwrap_or((piece, ""));
        let within = before.ends_with(|sign: char| sign.is_ascii_alphanumeric())
            && after.starts_with(|sign: char| sign.is_ascii_alphanumeric());
        before = after;
        if within && digits.eq_ignore_ascii_case("2B") {
            text.push('+');
            text.push_str(after);
        } else {
            text.push('%');
            text.push_str(piece);
        }
    }
    text
}

/// Splits at `&`, takes out the end and what counts clicks, and gives each part a form.
pub(super) fn apart(rest: &str, form: impl Fn(&str) -> Option<String>) -> Parts {
    let mut parts = Vec::new();
    let mut ended = false;
    for part in rest.split('&').filter(|part| !part.is_empty()) {
        if is_end(part) {
            ended = true;
            continue;
        }
        let part = form(part).unwrap_or_else(|| part.to_owned());
        let key = part.split('=').next().unwrap_or_default().trim_start_matches('?').to_ascii_lowercase();
        if !key.starts_with("utm_") && !TRACKING.contains(&key.as_str()) {
            parts.push(part);
        }
    }
    // Without an end nobody knows whether the last part is whole, unless only the end itself is cut.
    let cut = (!ended).then(|| parts.pop().unwrap_or_default());
    if let Some(last) = cut.as_deref()
        && !last.is_empty()
        && END.starts_with(last)
    {
        return Parts { parts, cut: Some(String::new()) };
    }
    Parts { parts, cut }
}

/// The end, whatever signs follow it: `end`, `end.`, `end%3E`, `end?utm_source=mail`.
fn is_end(part: &str) -> bool {
    let (word, behind) = part.split_at_checked(END.len()).unwrap_or((part, ""));
    word.eq_ignore_ascii_case(END) && !behind.starts_with(|sign: char| sign.is_ascii_alphanumeric() || sign == '=')
}

/// Where an escape stands, in large or small letters.
fn find_escape(text: &str, digits: &str) -> Option<usize> {
    let large = format!("%{digits}");
    text.find(&large).or_else(|| text.find(&large.to_ascii_lowercase()))
}

/// A value of version 1 in which what need not be escaped isn't: letters, digits and `-._~/:`.
fn without_needless(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('%') {
        text.push_str(before);
        let sign = after.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok()).map(char::from);
        if let Some(sign) = sign.filter(|sign| sign.is_ascii_alphanumeric() || "-._~/:".contains(*sign)) {
            text.push(sign);
            rest = after.get(2..).unwrap_or_default();
        } else {
            text.push('%');
            rest = after;
        }
    }
    text + rest
}

/// One layer of escapes less; `None` where there is none, or it's broken.
pub(super) fn decoded(text: &str) -> Option<String> {
    if !text.contains('%') {
        return None;
    }
    // A plus stays one: it may stand for a space in the layer below.
    unescape(&text.replace('+', "%2B"))
}

/// All layers less, as long as they can be read.
pub(super) fn fully_decoded(text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..ROUNDS {
        match decoded(&text) {
            Some(plain) => text = plain,
            None => break,
        }
    }
    text
}
