//! Version 2 of the link: the fields of version 1 with the defaults of today's rules, in signs that nobody rewrites.
//!
//! ```text
//! v2&rates=2026-10-25&w1.name=Support_chat&w1.model=claude-sonnet-4.5&w1.tokens=2400000000,600000000&w1.cached=1/3&end
//! ```
//!
//! Mail and chat programs escape `+` and `,`, undo `%20`, and do either twice; then nobody can tell what was there. So this version
//! writes neither `%` nor `+`: a space is `_`, and `~` begins what stands for any other sign: `~2C` for a comma, `~_` for `_`.
//! Whatever escapes are found were added on the way, and all of them are undone.

use super::mended::{self, Parts};

/// The text of version 1 with the signs of this one. The fields are the same.
pub(super) fn written(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '%' => written.push('~'),
            '+' => written.push('_'),
            '_' => written.push_str("~_"),
            '~' => written.push_str("~7E"),
            _ => written.push(sign),
        }
    }
    written
}

/// The parts of a link, each as version 1 would write it.
pub(super) fn parts(rest: &str) -> Parts {
    let rest = mended::fully_decoded(rest);
    mended::apart(&mended::tidy(&rest), |part| {
        let (key, value) = part.split_once('=')?;
        Some(format!("{}={}", key.trim(), as_version_1(value.trim())))
    })
}

/// The signs of version 1 for those of this one.
fn as_version_1(value: &str) -> String {
    let mut read = String::with_capacity(value.len());
    let mut signs = value.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '~' if signs.next_if_eq(&'_').is_some() => read.push('_'),
            '~' => read.push('%'),
            '_' | ' ' => read.push('+'),
            // Not ours, and more than could be undone.
            '%' => read.push_str("%25"),
            _ => read.push(sign),
        }
    }
    read
}

#[cfg(test)]
mod tests {
    use super::{as_version_1, written};
    use crate::link::unescape;

    #[test]
    fn signs_come_back() {
        for text in
            ["Support+chat", "a_b~c", "%2B%2C%26%3D%25", "1,000/3:-.", "%C3%A9", "cache_read", "~_", "_~", "~7E"]
        {
            let there = written(text);
            assert!(there.bytes().all(|sign| sign.is_ascii_alphanumeric() || b"-._~/:,&=".contains(&sign)), "{there}");
            assert_eq!(unescape(&as_version_1(&there)), unescape(text), "{there}");
        }
    }

    #[test]
    fn a_percent_sign_that_nobody_can_undo_stays_one() {
        assert_eq!(as_version_1("5%_off"), "5%25+off");
        assert_eq!(unescape(&as_version_1("5%_off")).as_deref(), Some("5% off"));
    }
}
