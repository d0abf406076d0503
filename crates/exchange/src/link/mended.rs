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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_found_in_an_address() {
        let found = |text: &str| {
            let Mended { head, version, rest } = mend(text);
            [head, version, rest]
        };
        assert_eq!(found("v1&a=1&end"), ["v1", "v1", "a=1&end"]);
        assert_eq!(found("#\u{201c}V2&a=1"), ["#\u{201c}V2", "v2", "a=1"]);
        assert_eq!(found("https://x.example/?q=1#v1&a=1&end"), ["v1", "v1", "a=1&end"]);
        // What follows another # still belongs to it.
        assert_eq!(found("https://x.example/?q=1#v1&a=b#c"), ["v1", "v1", "a=b#c"]);
        // Escaped once and twice.
        assert_eq!(found("v1%26a%3D1%26end"), ["v1", "v1", "a=1&end"]);
        assert_eq!(found("v1%2526a%253D1"), ["v1", "v1", "a=1"]);
        // No link: what stands behind the last #.
        assert_eq!(found("https://x.example/#about&b=1"), ["about", "about", "b=1"]);
        assert_eq!(found("about"), ["about", "about", ""]);
    }

    #[test]
    fn a_version_is_a_letter_and_digits() {
        for (head, version) in [("V1", "v1"), ("(v1", "v1"), ("%76%31", "v1"), ("v1/", "v1"), ("a v1", "a v1")] {
            assert_eq!(version_of(head), version);
        }
        for (version, is_link) in
            [("v1", true), ("v10", true), ("v", false), ("1", false), ("v1x", false), ("version", false), ("", false)]
        {
            let version = version.to_owned();
            assert_eq!(Mended { head: String::new(), version, rest: String::new() }.is_link(), is_link);
        }
    }

    #[test]
    fn breaks_and_signs_that_nobody_sees_are_taken_out() {
        assert_eq!(tidy("a\n\tb\u{200b}c\u{ad}d\u{feff}e\u{2029}f"), "abcdef");
        assert_eq!(tidy("a&amp;b&#38;c&#x26;d&AMP;e&amp;amp;f"), "a&b&c&d&e&f");
    }

    fn kept(rest: &str) -> Vec<String> {
        parts(&format!("{rest}&end")).parts
    }

    #[test]
    fn an_escaped_plus_is_a_space_where_no_other_is_left() {
        assert_eq!(kept("w1.name=A%2BB"), ["w1.name=A+B"]);
        assert_eq!(kept("w1.name=A%2BB+C"), ["w1.name=A%2BB+C"]);
        assert_eq!(kept("w1.name=A%2BB%20C"), ["w1.name=A%2BB%20C"]);
        // Between two letters or digits alone, and no other escape.
        for (value, read) in
            [("A%2bB", "A+B"), ("1%2B2", "1+2"), ("C%2B%2B", "C%2B%2B"), ("%2BA", "%2BA"), ("A%41B", "A%41B")]
        {
            assert_eq!(with_spaces(value), read);
        }
    }

    #[test]
    fn an_escaped_equals_sign_is_one_where_a_part_has_none() {
        assert_eq!(kept("w1.batch%3D0.5"), ["w1.batch=0.5"]);
        assert_eq!(kept("w1.batch%3d0.5"), ["w1.batch=0.5"]);
        assert_eq!(kept("w1.name=A%3DB"), ["w1.name=A%3DB"]);
        assert_eq!(
            [find_escape("ab%3D", "3D"), find_escape("ab%3d", "3D"), find_escape("ab", "3D")],
            [Some(2), Some(2), None]
        );
    }

    #[test]
    fn lists_get_their_commas_back_and_names_keep_their_own() {
        assert_eq!(kept("w1.tokens=1%2C2"), ["w1.tokens=1,2"]);
        assert_eq!(kept("w1.tokens=1%2c2"), ["w1.tokens=1,2"]);
        assert_eq!(kept("w1.name=A%2CB"), ["w1.name=A%2CB"]);
        // A list with a comma has lost none.
        assert_eq!(kept("price=m%2Cn,1,2"), ["price=m%2Cn,1,2"]);
    }

    #[test]
    fn a_comparison_gets_its_semicolons_back() {
        assert_eq!(kept("compare=Now%3Bw1.model=m"), ["compare=Now;w1.model=m"]);
        assert_eq!(kept("compare=Now%3bw1.model=m"), ["compare=Now;w1.model=m"]);
        // A name alone, a name before fields that have theirs, and what is no comparison.
        assert_eq!(kept("compare=A%3BB"), ["compare=A%3BB"]);
        assert_eq!(kept("compare=A%3BB;w1.model=m"), ["compare=A%3BB;w1.model=m"]);
        assert_eq!(kept("w1.name=A%3Bx=1"), ["w1.name=A%3Bx=1"]);
    }

    #[test]
    fn what_need_not_be_escaped_is_not() {
        for (value, read) in [
            ("%41%7a%39%2D%2e%5F%7E%2F%3A", "Az9-._~/:"),
            ("%2C%20%C3%A9", "%2C%20%C3%A9"),
            ("100%", "100%"),
            ("%zz%4", "%zz%4"),
        ] {
            assert_eq!(without_needless(value), read);
        }
    }

    #[test]
    fn what_counts_clicks_is_taken_out() {
        assert_eq!(kept("utm_source=x&a=1&&fbclid=2&?GCLID=3&b=2"), ["a=1", "b=2"]);
    }

    #[test]
    fn the_last_part_is_whole_where_the_end_follows() {
        let read = |rest: &str| {
            let Parts { parts, cut } = apart(rest, |_| None);
            (parts.join("&"), cut)
        };
        assert_eq!(read("a=1&b=2&end"), ("a=1&b=2".into(), None));
        assert_eq!(read("end&a=1"), ("a=1".into(), None));
        assert_eq!(read("a=1&b=2"), ("a=1".into(), Some("b=2".into())));
        // The end alone is cut, so nothing else is.
        assert_eq!(read("a=1&b=2&en"), ("a=1&b=2".into(), Some(String::new())));
        assert_eq!(read(""), (String::new(), Some(String::new())));
        for (part, ends) in [
            ("end", true),
            ("END.", true),
            ("end%3E", true),
            ("end?utm_source=x", true),
            ("en", false),
            ("abc", false),
            ("ending", false),
            ("end1", false),
            ("end=1", false),
        ] {
            assert_eq!(is_end(part), ends, "{part}");
        }
    }

    #[test]
    fn escapes_are_undone_layer_by_layer() {
        assert_eq!(decoded("a+%2541").as_deref(), Some("a+%41"));
        assert_eq!([decoded("a+b"), decoded("%zz")], [None, None]);
        assert_eq!(fully_decoded("a+%2541"), "a+A");
        assert_eq!(fully_decoded("%25zz"), "%zz");
    }
}
