//! A count of tokens in a table.

use super::fields::after_space;

/// What a text is as a count, with a point or with a comma before its decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    Whole(u64),
    /// A number with decimals.
    NotWhole,
    NotACount,
}

/// Both readings: with a decimal point, with a decimal comma.
pub(super) fn read(text: &str) -> [Reading; 2] {
    [reading(text.as_bytes(), b'.'), reading(text.as_bytes(), b',')]
}

fn reading(text: &[u8], decimal: u8) -> Reading {
    // No group and no number begins with a 0 that could be left out.
    if let [b'0', next, ..] = text
        && *next != decimal
    {
        return Reading::NotACount;
    }
    // Digits since the last separator, and which one that was: a space stands for all of them.
    let (mut value, mut digits, mut group, mut rest) = (0_u64, 0_u32, 0, text);
    while let [byte, after @ ..] = rest {
        if byte.is_ascii_digit() {
            value = value.saturating_mul(10).saturating_add(u64::from(byte - b'0'));
            digits = digits.saturating_add(1);
            rest = after;
            continue;
        }
        if *byte == decimal {
            break;
        }
        let (mark, after) = match after_space(rest) {
            Some(after) => (b' ', after),
            None => (*byte, after),
        };
        let first = group == 0 && matches!(digits, 1..=3) && matches!(mark, b' ' | b'.' | b',' | b'\'');
        if !first && (group != mark || digits != 3) {
            return Reading::NotACount;
        }
        (group, digits, rest) = (mark, 0, after);
    }
    if digits == 0 || (group != 0 && digits != 3) {
        return Reading::NotACount;
    }
    let [_, decimals @ ..] = rest else { return Reading::Whole(value) };
    if decimals.is_empty() {
        return Reading::NotACount;
    }
    let mut read = Reading::Whole(value);
    for digit in decimals {
        match digit {
            b'0' => {}
            b'1'..=b'9' => read = Reading::NotWhole,
            _ => return Reading::NotACount,
        }
    }
    read
}

#[cfg(test)]
mod tests {
    use super::Reading::{NotACount, NotWhole, Whole};
    use super::read;

    #[test]
    fn groups_and_decimals() {
        for (text, readings) in [
            ("0", [Whole(0); 2]),
            ("1234567", [Whole(1_234_567); 2]),
            ("1 234 567", [Whole(1_234_567); 2]),
            ("1\u{a0}234\u{202f}567", [Whole(1_234_567); 2]),
            ("1'234", [Whole(1_234); 2]),
            ("1,234,567", [Whole(1_234_567), NotACount]),
            ("1.234.567", [NotACount, Whole(1_234_567)]),
            ("1,234.0", [Whole(1_234), NotACount]),
            ("1 234,00", [NotACount, Whole(1_234)]),
            ("5.0", [Whole(5), NotACount]),
            ("0.000", [Whole(0), NotACount]),
            ("12345.000", [Whole(12_345), NotACount]),
            ("1.234", [NotWhole, Whole(1_234)]),
            ("1,234", [Whole(1_234), NotWhole]),
            ("1.000", [Whole(1), Whole(1_000)]),
            ("12.5", [NotWhole, NotACount]),
            ("0,125", [NotACount, NotWhole]),
            ("99999999999999999999999", [Whole(u64::MAX); 2]),
        ] {
            assert_eq!(read(text), readings, "{text}");
        }
    }

    #[test]
    fn everything_else_is_no_count() {
        for text in [
            "",
            " ",
            "-5",
            "+5",
            "1e5",
            "1E5",
            "NaN",
            "5.",
            ".5",
            ",",
            "007",
            "0 123",
            "12 34",
            "1234 567",
            "1 2345",
            "1,234 567",
            "1.2.3",
            "1,,234",
            "1 ",
            "5k",
            "1_000",
            "\u{661}",
            "0x1F",
            "5\0",
            "1,234.5.6",
            "1.0e3",
        ] {
            assert_eq!(read(text), [NotACount; 2], "{text}");
        }
    }
}
