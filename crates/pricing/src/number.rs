//! The numbers that people type: `2.4B`, `800M`, `12k`, `1,234.56`, `33%`, `1/3`.
//!
//! The grammar is our own and strict, since a decimal library's parser accepts `1e5` and `1__2` and rounds silently.
//! Reading never guesses: what could mean two numbers is refused with both of them named.

mod grammar;
mod shown;

use core::fmt;

use rust_decimal::Decimal;

use crate::bounds;
use crate::money::{grouped, shifted};
use crate::quantity::{Dollars, Multiple, Share};
use grammar::{Digits, Reading, read};
pub use shown::{count, millions, short};

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
    /// A decimal or a group of thousands: how to write the one, and how the other.
    Ambiguous(String, String),
    /// Separators that don't stand between groups of three digits: which, and what may have been meant.
    Grouping(&'static str, String),
    /// Not a number in this grammar.
    Malformed,
    /// More decimal places than the field keeps.
    TooFine(u32),
    /// A fraction whose lower number is too large to keep it exactly: a percentage close to it.
    LongFraction(String),
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
            Self::Ambiguous(decimal, thousands) => {
                write!(f, "Decimals or thousands? Write {decimal} for decimals, {thousands} for thousands.")
            }
            Self::Grouping(separators, meant) => {
                write!(f, "{separators} stand between groups of three digits. Did you mean {meant}?")
            }
            Self::Malformed => f.write_str("Not a number. Write it like 2.4B, 800M, 12k, 1,234.56, 33% or 1/3."),
            Self::TooFine(places) => write!(f, "At most {places} decimal places are kept."),
            Self::LongFraction(close) => write!(
                f,
                "The lower number of a fraction is at most {}. Did you mean {close}?",
                grouped(&bounds::SHARE_DENOMINATOR_MAX.to_string())
            ),
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
    read_to_place(text, sign, most, 0)
}

/// Reads an amount in dollars to the cent, such as a year's commitment.
///
/// # Errors
/// When it isn't a number, is finer than a cent, or is above [`DOLLARS_MAX`](bounds::DOLLARS_MAX).
pub fn read_cents(text: &str, sign: DecimalSign) -> Result<Dollars, NumberError> {
    let text = text.trim();
    let cents = read_to_place(text.strip_prefix('$').unwrap_or(text), sign, bounds::DOLLARS_MAX, 2);
    cents.map(|cents| Dollars::of_cents(cents).unwrap_or_default())
}

/// Reads a number up to `most`, in units of so many decimal places.
fn read_to_place(text: &str, sign: DecimalSign, most: u64, places: u32) -> Result<u64, NumberError> {
    let units = |value| shifted(value, places).filter(Decimal::is_integer);
    let value = match read(text, sign)? {
        // A reading that is finer than the field can't be meant.
        Reading::Plain(Digits::Either { decimal, thousands, .. }) if units(decimal).is_none() => thousands,
        reading => reading.plain()?,
    };
    if value > Decimal::from(most) {
        return Err(NumberError::TooHigh(grouped(&most.to_string())));
    }
    let too_fine = if places == 0 { NumberError::NotWhole } else { NumberError::TooFine(places) };
    units(value).and_then(|units| u64::try_from(units).ok()).ok_or(too_fine)
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
            // Rounded to the nearest that is kept.
            let close =
                (u128::from(numerator) * 20_000 + u128::from(denominator)) / (2 * u128::from(denominator).max(1));
            let close = Share::of_ten_thousand(u32::try_from(close).unwrap_or(10_000));
            return share.ok_or_else(|| NumberError::LongFraction(close.percent()));
        }
        Reading::Percent(digits) => {
            let percent = digits.at_most(Decimal::ONE_HUNDRED)?;
            if percent > Decimal::ONE_HUNDRED {
                return Err(NumberError::TooHigh("100%".into()));
            }
            hundredth(percent)?
        }
        Reading::Plain(digits) => digits.at_most(Decimal::ONE)?,
    };
    if value > Decimal::ONE {
        let percent = value <= Decimal::ONE_HUNDRED;
        let meant = format!("{}%", value.normalize());
        return Err(if percent { NumberError::ShareAboveOne(meant) } else { NumberError::TooHigh("100%".into()) });
    }
    Share::parse(&value.normalize().to_string()).map_err(|_| too_fine)
}

/// Reads a multiple, such as requests a minute or calls per request, from `least` to `most`.
///
/// # Errors
/// When it isn't a number, is a percentage, is out of range, or is finer than four places.
pub fn read_multiple(text: &str, sign: DecimalSign, least: Multiple, most: u64) -> Result<Multiple, NumberError> {
    let value = match read(text, sign)? {
        Reading::Plain(digits) => digits.at_most(Decimal::from(most))?,
        reading => reading.plain()?,
    };
    multiple(value, least, most)
}

/// Reads a multiple written as a percentage, such as token overhead: `25%` or `0.25`, up to `most`.
///
/// # Errors
/// When it isn't a number, is out of range, or is finer than four places.
pub fn read_proportion(text: &str, sign: DecimalSign, most: u64) -> Result<Multiple, NumberError> {
    let value = match read(text, sign)? {
        Reading::Percent(digits) => hundredth(digits.at_most(Decimal::from(most * 100))?)?,
        reading => reading.plain()?,
    };
    multiple(value, Multiple::ZERO, most)
}

/// Reads an amount in dollars, with or without the dollar sign. Digits are kept as typed.
///
/// # Errors
/// When it isn't a number.
pub fn read_dollars(text: &str, sign: DecimalSign) -> Result<Decimal, NumberError> {
    let text = text.trim();
    read(text.strip_prefix('$').unwrap_or(text), sign)?.plain()
}

fn multiple(value: Decimal, least: Multiple, most: u64) -> Result<Multiple, NumberError> {
    if value > Decimal::from(most) {
        return Err(NumberError::TooHigh(grouped(&most.to_string())));
    }
    let multiple =
        Multiple::parse(&value.normalize().to_string()).map_err(|_| NumberError::TooFine(bounds::MULTIPLE_PLACES))?;
    if multiple < least { Err(NumberError::TooLow(least.to_string())) } else { Ok(multiple) }
}

fn hundredth(percent: Decimal) -> Result<Decimal, NumberError> {
    // No share keeps more than two places of a percentage; four leave the message to the share.
    if percent.normalize().scale() > bounds::MULTIPLE_PLACES {
        return Err(NumberError::TooFine(bounds::MULTIPLE_PLACES));
    }
    Decimal::try_from_i128_with_scale(percent.mantissa(), percent.scale() + 2).map_err(|_| NumberError::Malformed)
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
        assert_eq!(count("12,34"), Err(NumberError::Grouping("Commas", "12.34".into())));
    }

    #[test]
    fn spaces_group_like_commas_and_join_nothing_else() {
        assert_eq!(count("2\u{a0}400\u{202f}000"), Ok(2_400_000));
        assert_eq!(count("2.4 B"), Ok(2_400_000_000));
        assert_eq!(count("1 5"), Err(NumberError::Grouping("Spaces", "15".into())));
        assert_eq!(count("2400 600"), Err(NumberError::Grouping("Spaces", "2400600".into())));
        assert_eq!(count("1 234,5k"), Ok(1_234_500));
        assert!(count("1 234 .5").is_err());
        assert_eq!(count("1 234,567.8"), Err(NumberError::Malformed));
        assert_eq!(count("1 234.567.890"), Err(NumberError::Malformed));
        assert!(read_share("1 1/20", DecimalSign::Point).is_err());
        assert_eq!(read_share("1 / 3", DecimalSign::Point).ok(), Share::new(1, 3));
        assert_eq!(read_share("33 %", DecimalSign::Point).ok(), Share::new(33, 100));
    }

    #[test]
    fn only_what_is_a_proportion_takes_percent() {
        let calls = |text| read_multiple(text, DecimalSign::Point, Multiple::ONE, bounds::CALLS_PER_REQUEST_MAX);
        assert_eq!(calls("300%"), Err(NumberError::Malformed));
        assert_eq!(calls("3"), Ok(Multiple::whole(3).unwrap_or_default()));
        let overhead = |text| read_proportion(text, DecimalSign::Point, bounds::OVERHEAD_MAX);
        assert_eq!(overhead("300%"), Ok(Multiple::whole(3).unwrap_or_default()));
        assert_eq!(overhead("0.25").map(|overhead| overhead.to_string()), Ok("0.25".into()));
        assert!(overhead("1001%").is_err());
    }

    #[test]
    fn the_ends_of_a_range_belong_to_it() {
        let calls = |text| read_multiple(text, DecimalSign::Point, Multiple::ONE, bounds::CALLS_PER_REQUEST_MAX);
        assert_eq!(calls("1"), Ok(Multiple::ONE));
        assert_eq!(calls("0.9999"), Err(NumberError::TooLow("1".into())));
        assert_eq!(calls("1000"), Ok(Multiple::whole(1_000).unwrap_or_default()));
        assert_eq!(calls("1000.0001"), Err(NumberError::TooHigh("1,000".into())));
        assert_eq!(read_share("1/1", DecimalSign::Point), Ok(Share::ALL));
        // Sixty-four characters are read, as many as a number may have.
        assert_eq!(count(&format!("{}5", "0".repeat(63))), Ok(5));
    }

    #[test]
    fn above_a_range_is_said_before_too_many_places() {
        // Four places of a percentage are six of the proportion, and 1000.1234% is above 10.
        let overhead = |text| read_proportion(text, DecimalSign::Point, bounds::OVERHEAD_MAX);
        assert_eq!(overhead("1000.1234%"), Err(NumberError::TooHigh("10".into())));
        assert_eq!(overhead("33.3333%"), Err(NumberError::TooFine(4)));
    }

    #[test]
    fn a_comma_locale_is_asked_up_to_the_end_of_a_range() {
        let calls = |text| read_multiple(text, DecimalSign::Comma, Multiple::ONE, bounds::CALLS_PER_REQUEST_MAX);
        assert_eq!(calls("1,000"), Err(NumberError::Ambiguous("1".into(), "1000".into())));
        // 1,250 calls are more than a request may have, so these are one and a quarter.
        assert_eq!(calls("1,250").map(|calls| calls.to_string()), Ok("1.25".into()));
        let overhead = |text| read_proportion(text, DecimalSign::Comma, bounds::OVERHEAD_MAX);
        assert_eq!(overhead("1,000%"), Err(NumberError::Ambiguous("1%".into(), "1000%".into())));
        // 2,500% would be 25 times the tokens, above 10; 2.5% is 0.025.
        assert_eq!(overhead("2,500%").map(|overhead| overhead.to_string()), Ok("0.025".into()));
    }

    #[test]
    fn a_comma_locale_is_asked_where_two_readings_hold() {
        let read = |text| read_dollars(text, DecimalSign::Comma);
        assert_eq!(read("1.000"), Err(NumberError::Ambiguous("1".into(), "1000".into())));
        assert_eq!(read("1,000"), Err(NumberError::Ambiguous("1".into(), "1000".into())));
        assert_eq!(read("2,125"), Err(NumberError::Ambiguous("2,1250".into(), "2125".into())));
        assert_eq!(read("2,1250"), Ok(Decimal::new(21_250, 4)));
        assert_eq!(read("1.234M"), Err(NumberError::Ambiguous("1.2340M".into(), "1234M".into())));
        assert_eq!(read("1.2340M"), Ok(Decimal::from(1_234_000)));
        assert_eq!(read("1.00.000"), Err(NumberError::Grouping("Points", "100000".into())));
        // Only one reading fits the field.
        assert_eq!(read_count("2,125", DecimalSign::Comma, 1_000_000), Ok(2_125));
        assert_eq!(read_share("33,333%", DecimalSign::Comma), Err(NumberError::TooFine(4)));
        let long = read_share("13216/13229", DecimalSign::Point).map_err(|error| error.to_string());
        let says = "The lower number of a fraction is at most 10,000. Did you mean 99.9%?";
        assert_eq!(long, Err(says.to_owned()));
        assert_eq!(read_share("13216/26432", DecimalSign::Point), Ok(Share::of_ten_thousand(5_000)));
        assert_eq!(
            read_share("12,375%", DecimalSign::Comma).map(|share| share.to_string()),
            Err(NumberError::TooFine(4))
        );
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
        assert_eq!(read("1,5"), Err(NumberError::Grouping("Commas", "1.5".into())));
    }

    #[test]
    fn amounts_of_a_year_are_read_to_the_cent() {
        for sign in [DecimalSign::Point, DecimalSign::Comma] {
            let read = |text| read_cents(text, sign).map(Dollars::cents);
            assert_eq!(read("1,234,567.89"), Ok(123_456_789));
            assert_eq!(read("1.234.567,8"), Ok(123_456_780));
            assert_eq!(read("$1.5M"), Ok(150_000_000));
            assert_eq!(read("20M"), Ok(2_000_000_000));
            assert_eq!(read("0.01"), Ok(1));
            assert_eq!(read("12,345"), Ok(1_234_500));
            assert_eq!(read("100B"), Ok(10_000_000_000_000));
            assert_eq!(read("100000000000.01"), Err(NumberError::TooHigh("100,000,000,000".into())));
            assert_eq!(read("1.2345"), Err(NumberError::TooFine(2)));
            assert_eq!(read("1e5"), Err(NumberError::Malformed));
        }
        assert_eq!(read_cents("1.234", DecimalSign::Point), Err(NumberError::TooFine(2)));
        assert_eq!(read_cents("1,230", DecimalSign::Comma), Err(NumberError::Ambiguous("1,23".into(), "1230".into())));
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
