//! The numbers that people type: `2.4B`, `800M`, `12k`, `1,234.56`, `33%`, `1/3`.
//!
//! The grammar is our own and strict, since a decimal library's parser accepts `1e5` and `1__2` and rounds silently.
//! Reading never guesses: what could mean two numbers is refused with both of them named.

use core::fmt;

use rust_decimal::Decimal;

use crate::bounds;
use crate::money::grouped;
use crate::quantity::{Multiple, Share, whole};

/// Which sign the reader's locale puts before the decimals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DecimalSign {
    /// `1,234.56`
    #[default]
    Point,
    /// `1.234,56`
    Comma,
}

/// Why a text isn't a number that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NumberError {
    /// Nothing was typed.
    Empty,
    /// Longer than any number that is read.
    TooLong,
    /// A sign below zero.
    Negative,
    /// It could mean two numbers; both, as plain text.
    Ambiguous(String, String),
    /// Thousands separators that don't stand between groups of three, with what may have been meant.
    Grouping(String),
    /// Not a number in this grammar.
    Malformed,
    /// More decimal places than the field keeps.
    TooFine(u32),
    /// A fraction of a token or request.
    NotWhole,
    /// Above the field's highest value.
    TooHigh(String),
    /// Below the field's lowest value.
    TooLow(String),
    /// A share written without a percent sign that is above 1.
    ShareAboveOne(String),
}

impl fmt::Display for NumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("Give a number."),
            Self::TooLong => f.write_str("This is longer than any number that is read here."),
            Self::Negative => f.write_str("Give a number of zero or more."),
            Self::Ambiguous(one, other) => write!(f, "This could mean {one} or {other}. Write it without a separator."),
            Self::Grouping(meant) => write!(f, "Commas stand between groups of three digits. Did you mean {meant}?"),
            Self::Malformed => f.write_str("Not a number. Write it like 2.4B, 800M, 12k, 1,234.56, 33% or 1/3."),
            Self::TooFine(places) => write!(f, "At most {places} decimal places are kept."),
            Self::NotWhole => f.write_str("Give a whole number."),
            Self::TooHigh(most) => write!(f, "At most {most}."),
            Self::TooLow(least) => write!(f, "At least {least}."),
            Self::ShareAboveOne(percent) => write!(f, "A share is at most 100%. Did you mean {percent}?"),
        }
    }
}

impl core::error::Error for NumberError {}

/// A plain decimal in digits with an optional point: the grammar of every file and wire. `None` for anything else.
pub fn decimal(text: &str) -> Option<Decimal> {
    let (units, fraction) = text.split_once('.').map_or((text, None), |(units, rest)| (units, Some(rest)));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let valid = digits(units) && fraction.is_none_or(digits) && text.len() <= bounds::NUMBER_CHARACTERS_MAX;
    valid.then(|| Decimal::from_str_exact(text).ok()).flatten()
}

/// Reads a count: tokens, requests.
///
/// # Errors
/// When it isn't a number, isn't whole, or is above `most`.
pub fn read_count(text: &str, sign: DecimalSign, most: u64) -> Result<u64, NumberError> {
    let value = plain(read(text, sign)?)?;
    let too_high = || NumberError::TooHigh(grouped(&most.to_string()));
    if value > Decimal::from(most) {
        return Err(too_high());
    }
    if !value.fract().is_zero() {
        return Err(NumberError::NotWhole);
    }
    u64::try_from(value).map_err(|_| too_high())
}

/// Reads a share: `33%`, `0.33`, `1/3`.
///
/// # Errors
/// When it isn't a number, is above 100%, or is finer than four places.
pub fn read_share(text: &str, sign: DecimalSign) -> Result<Share, NumberError> {
    let too_fine = NumberError::TooFine(bounds::MULTIPLE_PLACES);
    let value = match read(text, sign)? {
        Reading::Fraction(numerator, denominator) => {
            if numerator > denominator {
                return Err(NumberError::TooHigh("100%".into()));
            }
            let small = |count: u64| u32::try_from(count).ok();
            let share = small(numerator).zip(small(denominator)).and_then(|(upper, lower)| Share::new(upper, lower));
            return share.ok_or(too_fine);
        }
        Reading::Percent(percent) => {
            if percent > Decimal::ONE_HUNDRED {
                return Err(NumberError::TooHigh("100%".into()));
            }
            percent.checked_div(Decimal::ONE_HUNDRED).ok_or(NumberError::Malformed)?
        }
        Reading::Plain(value) if value > Decimal::ONE => {
            let percent = value <= Decimal::ONE_HUNDRED;
            return Err(if percent {
                NumberError::ShareAboveOne(format!("{}%", value.normalize()))
            } else {
                NumberError::TooHigh("100%".into())
            });
        }
        Reading::Plain(value) => value,
    };
    Share::parse(&value.normalize().to_string()).map_err(|_| too_fine)
}

/// Reads a multiple, such as requests a minute or calls per request, from `least` to `most`.
///
/// # Errors
/// When it isn't a number, is out of range, or is finer than four places.
pub fn read_multiple(text: &str, sign: DecimalSign, least: Multiple, most: u64) -> Result<Multiple, NumberError> {
    let value = match read(text, sign)? {
        Reading::Percent(percent) => percent.checked_div(Decimal::ONE_HUNDRED).ok_or(NumberError::Malformed)?,
        other => plain(other)?,
    };
    if value > Decimal::from(most) {
        return Err(NumberError::TooHigh(grouped(&most.to_string())));
    }
    let multiple =
        Multiple::parse(&value.normalize().to_string()).map_err(|_| NumberError::TooFine(bounds::MULTIPLE_PLACES))?;
    if multiple < least { Err(NumberError::TooLow(least.to_string())) } else { Ok(multiple) }
}

/// Reads an amount in dollars, with or without the dollar sign. Digits are kept as typed.
///
/// # Errors
/// When it isn't a number.
pub fn read_dollars(text: &str, sign: DecimalSign) -> Result<Decimal, NumberError> {
    let text = text.trim();
    plain(read(text.strip_prefix('$').unwrap_or(text), sign)?)
}

/// A number as typed, before a field gives it meaning.
#[derive(Clone, Copy)]
enum Reading {
    Plain(Decimal),
    Percent(Decimal),
    Fraction(u64, u64),
}

fn plain(reading: Reading) -> Result<Decimal, NumberError> {
    match reading {
        Reading::Plain(value) => Ok(value),
        Reading::Percent(_) | Reading::Fraction(..) => Err(NumberError::Malformed),
    }
}

fn read(text: &str, sign: DecimalSign) -> Result<Reading, NumberError> {
    if text.len() > bounds::NUMBER_CHARACTERS_MAX {
        return Err(NumberError::TooLong);
    }
    // Spaces, plain and no-break, group thousands in several languages.
    let text: String =
        text.chars().filter(|character| !character.is_whitespace() && *character != '\u{202f}').collect();
    if text.is_empty() {
        return Err(NumberError::Empty);
    }
    if text.starts_with(['-', '\u{2212}']) {
        return Err(NumberError::Negative);
    }
    if let Some((numerator, denominator)) = text.split_once('/') {
        let (numerator, denominator) = whole(numerator).zip(whole(denominator)).ok_or(NumberError::Malformed)?;
        return if denominator == 0 {
            Err(NumberError::Malformed)
        } else {
            Ok(Reading::Fraction(numerator, denominator))
        };
    }
    if let Some(percent) = text.strip_suffix('%') {
        let percent = digits(percent, sign)?.normalize();
        // Beyond two places more than a share keeps, dividing by a hundred could round.
        let fine = percent.scale() > bounds::MULTIPLE_PLACES;
        return if fine { Err(NumberError::TooFine(bounds::MULTIPLE_PLACES)) } else { Ok(Reading::Percent(percent)) };
    }
    let power = match text.chars().last() {
        Some('k' | 'K') => 3,
        Some('m' | 'M') => 6,
        Some('b' | 'B' | 'g' | 'G') => 9,
        Some('t' | 'T') => 12,
        _ => return digits(&text, sign).map(Reading::Plain),
    };
    let value = digits(text.get(..text.len() - 1).unwrap_or_default(), sign)?;
    let scaled = Decimal::from(10_u64.pow(power)).checked_mul(value);
    scaled.map(Reading::Plain).ok_or(NumberError::TooLong)
}

/// Reads digits with separators.
fn digits(text: &str, sign: DecimalSign) -> Result<Decimal, NumberError> {
    let count = |separator: char| text.matches(separator).count();
    let (point, group) = match (count('.'), count(',')) {
        (0, 0) => return decimal(text).ok_or(NumberError::Malformed),
        // Both: whichever comes last stands before the decimals.
        (1.., 1..) => {
            if text.rfind('.') > text.rfind(',') {
                ('.', ',')
            } else {
                (',', '.')
            }
        }
        (1, 0) => return lone(text, '.', sign == DecimalSign::Point),
        (0, 1) => return lone(text, ',', sign == DecimalSign::Comma),
        (2.., 0) => (',', '.'),
        (0, 2..) => ('.', ','),
    };
    let (whole_part, fraction) = text.split_once(point).map_or((text, None), |(units, rest)| (units, Some(rest)));
    let mut groups = whole_part.split(group);
    let first = groups.next().unwrap_or_default();
    let well_grouped = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    let plain = match fraction {
        Some(fraction) => format!("{}.{fraction}", whole_part.replace(group, "")),
        None => whole_part.replace(group, ""),
    };
    let value = decimal(&plain).ok_or(NumberError::Malformed)?;
    if well_grouped { Ok(value) } else { Err(NumberError::Grouping(plain)) }
}

/// Reads digits with one separator: the decimal sign of the locale, or the other one.
fn lone(text: &str, separator: char, is_decimal_sign: bool) -> Result<Decimal, NumberError> {
    let (units, rest) = text.split_once(separator).unwrap_or((text, ""));
    let as_decimal = decimal(&format!("{units}.{rest}")).ok_or(NumberError::Malformed)?;
    let could_group = rest.len() == 3 && (1..=3).contains(&units.len()) && units != "0";
    let grouped = decimal(&format!("{units}{rest}"));
    match (is_decimal_sign, could_group, separator) {
        // `1.000` with a decimal point is one; nobody groups with points there.
        (true, _, '.') | (true, false, _) | (false, false, '.') => Ok(as_decimal),
        // `1,000` with a decimal comma, `1.000` likewise: people write both.
        (_, true, '.') | (true, true, _) => {
            Err(NumberError::Ambiguous(as_decimal.normalize().to_string(), grouped.unwrap_or(as_decimal).to_string()))
        }
        (false, true, _) => grouped.ok_or(NumberError::Malformed),
        (false, false, _) => Err(NumberError::Grouping(as_decimal.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str) -> Result<u64, NumberError> {
        read_count(text, DecimalSign::Point, bounds::TOKENS_MAX)
    }

    #[test]
    fn people_write_large_numbers_short() {
        assert_eq!(count("2.4B"), Ok(2_400_000_000));
        assert_eq!(count("800M"), Ok(800_000_000));
        assert_eq!(count("12k"), Ok(12_000));
        assert_eq!(count("1,234"), Ok(1_234));
        assert_eq!(count(" 2 400 000 000 "), Ok(2_400_000_000));
        assert_eq!(count("1,234.5k"), Ok(1_234_500));
        assert_eq!(count("1.5"), Err(NumberError::NotWhole));
        assert_eq!(count("2000T"), Err(NumberError::TooHigh("1,000,000,000,000,000".into())));
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in
            ["1e5", "1__2", "0x10", "NaN", "Infinity", "12kk", "1.2.3,4,5", "..", ",", "%", "/", "1//2", "\u{0661}"]
        {
            assert!(count(text).is_err(), "{text}");
            assert!(read_share(text, DecimalSign::Comma).is_err(), "{text}");
        }
        assert_eq!(count(""), Err(NumberError::Empty));
        assert_eq!(count("-5"), Err(NumberError::Negative));
        assert_eq!(count(&"9".repeat(65)), Err(NumberError::TooLong));
        assert_eq!(count("12,34"), Err(NumberError::Grouping("12.34".into())));
    }

    #[test]
    fn a_comma_locale_is_asked_where_two_readings_hold() {
        let read = |text| read_dollars(text, DecimalSign::Comma);
        assert_eq!(read("1.000"), Err(NumberError::Ambiguous("1".into(), "1000".into())));
        assert_eq!(read("1,000"), Err(NumberError::Ambiguous("1".into(), "1000".into())));
        assert_eq!(read("1,5"), Ok(Decimal::new(15, 1)));
        assert_eq!(read("1.234,56"), Ok(Decimal::new(123_456, 2)));
        assert_eq!(read("1,234.56"), Ok(Decimal::new(123_456, 2)));
        assert_eq!(read("0,125"), Ok(Decimal::new(125, 3)));
        assert_eq!(read("1.000.000"), Ok(Decimal::from(1_000_000)));
    }

    #[test]
    fn a_point_locale_reads_points_as_decimals() {
        let read = |text| read_dollars(text, DecimalSign::Point);
        assert_eq!(read("$1.000"), Ok(Decimal::new(1_000, 3)));
        assert_eq!(read("1,000"), Ok(Decimal::from(1_000)));
        assert_eq!(read("1,000,000.5"), Ok(Decimal::new(10_000_005, 1)));
        assert_eq!(read("1,5"), Err(NumberError::Grouping("1.5".into())));
    }

    #[test]
    fn shares_take_percent_decimals_and_fractions() {
        let read = |text| read_share(text, DecimalSign::Point).map(|share| share.to_string());
        assert_eq!(read("33%"), Ok("0.33".into()));
        assert_eq!(read("33.33%"), Ok("0.3333".into()));
        assert_eq!(read("1/3"), Ok("1/3".into()));
        assert_eq!(read("0.5"), Ok("0.5".into()));
        assert_eq!(read("100%"), Ok("1".into()));
        assert_eq!(read("40"), Err(NumberError::ShareAboveOne("40%".into())));
        assert_eq!(read("101%"), Err(NumberError::TooHigh("100%".into())));
        assert_eq!(read("33.333%"), Err(NumberError::TooFine(4)));
        assert_eq!(read("33.330000000000000000000000001%"), Err(NumberError::TooFine(4)));
        assert_eq!(read("4/3"), Err(NumberError::TooHigh("100%".into())));
    }
}
