//! How wide a text is, about: enough to keep labels from running into each other.
//!
//! The front end's font isn't known here. The widths are those of the widest of the usual system fonts, in hundredths of
//! the size, so that a label is never wider than it is taken for.

use super::Px;

/// Sizes of text in a chart, in pixels.
pub(super) const SMALL: i32 = 12;
/// Names and values.
pub(super) const LARGE: i32 = 14;

/// How wide a text of this size is at most.
pub(super) fn width(text: &str, size: i32) -> Px {
    let hundredths: i32 = text.chars().map(of).sum();
    Px::tenths(hundredths.saturating_mul(size) / 10 + 1)
}

const fn of(letter: char) -> i32 {
    match letter {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '’' | '|' | '!' | 'I' => 30,
        ' ' | 'f' | 'r' | 't' | '(' | ')' | '/' | '-' => 38,
        'M' | 'W' | '%' | 'm' | 'w' | '@' => 92,
        'A'..='Z' | '−' | '+' | '×' => 72,
        '0'..='9' | '$' => 64,
        'a'..='z' => 61,
        _ => 100,
    }
}

/// The text, or as much of it as fits with an ellipsis behind it.
pub(super) fn fitted(text: &str, size: i32, most: Px) -> String {
    if width(text, size) <= most {
        return text.to_owned();
    }
    let mut fits = String::new();
    for letter in text.chars() {
        let mut longer = fits.clone();
        longer.push(letter);
        if width(&longer, size) + width("…", size) > most {
            break;
        }
        fits = longer;
    }
    format!("{}…", fits.trim_end())
}

#[cfg(test)]
mod tests {
    use super::{SMALL, fitted, width};
    use crate::drawing::Px;

    #[test]
    fn a_long_name_ends_in_an_ellipsis() {
        assert_eq!(fitted("Batch", SMALL, Px::new(100)), "Batch");
        let short = fitted("Contract review of the legal department", SMALL, Px::new(100));
        // 719 for the letters and 100 for the ellipsis: 98.3 pixels. A "w" more would be 109.3.
        assert_eq!(short, "Contract revie…");
        assert!(width(&short, SMALL) <= Px::new(100));
        assert_eq!(fitted("Batch", SMALL, Px::ZERO), "…");
    }
}
