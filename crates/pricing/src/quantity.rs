//! Bounded quantities: counts of tokens and requests, shares, and multiples.
//!
//! Every count is whole and every split of a count rounds down to whole tokens, with the rest going to the
//! remainder: a token is never billed twice and never lost. Ranges are in [`bounds`](crate::bounds).

use core::fmt;

use crate::bounds;
use crate::money::Usd;

/// A quantity that is out of range or not written as the canonical text of its kind.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QuantityError {
    /// The text isn't a number of this kind.
    #[error("{0} expected")]
    Malformed(&'static str),
    /// The value is outside `low..=high`.
    #[error("a value from {low} to {high} expected")]
    OutOfRange {
        /// Lowest value allowed.
        low: String,
        /// Highest value allowed.
        high: String,
    },
    /// More decimal places than are kept.
    #[error("at most {0} decimal places expected")]
    TooFine(u32),
}

/// Tokens in a month: 0 to 10^15.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tokens(u64);

impl Tokens {
    /// No tokens.
    pub const ZERO: Self = Self(0);

    /// A count of tokens; `None` above [`bounds::TOKENS_MAX`].
    pub const fn new(count: u64) -> Option<Self> {
        if count <= bounds::TOKENS_MAX { Some(Self(count)) } else { None }
    }

    /// The count.
    pub const fn count(self) -> u64 {
        self.0
    }
}

/// Requests in a month: 0 to 10^12.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Requests(u64);

impl Requests {
    /// A count of requests; `None` above [`bounds::REQUESTS_MAX`].
    pub const fn new(count: u64) -> Option<Self> {
        if count <= bounds::REQUESTS_MAX { Some(Self(count)) } else { None }
    }

    /// The count.
    pub const fn count(self) -> u64 {
        self.0
    }
}

/// Tokens of one prompt, one answer or one prefix: 0 to 10^7.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokensPerRequest(u64);

impl TokensPerRequest {
    /// A count of tokens; `None` above [`bounds::TOKENS_PER_REQUEST_MAX`].
    pub const fn new(count: u64) -> Option<Self> {
        if count <= bounds::TOKENS_PER_REQUEST_MAX { Some(Self(count)) } else { None }
    }

    /// The count.
    pub const fn count(self) -> u64 {
        self.0
    }
}

/// Whole numbers from `low` to `high`, with the one that stands where nothing is given.
macro_rules! count {
    ($(#[$doc:meta])* $name:ident, $low:literal, $high:path, $default:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u64);

        impl $name {
            /// A count; `None` outside the range.
            pub const fn new(count: u64) -> Option<Self> {
                if matches!(count, $low..=$high) { Some(Self(count)) } else { None }
            }

            /// The count.
            pub const fn count(self) -> u64 {
                self.0
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self($default)
            }
        }
    };
}

count!(
    /// Hours of a month: 1 to 744; 730 unless given.
    Hours, 1, bounds::HOURS_MAX, 730
);
count!(
    /// Model units: 1 to 1,000; one unless given.
    ModelUnits, 1, bounds::MODEL_UNITS_MAX, 1
);
count!(
    /// Tokens a minute: 1 to 10^9; 100,000 unless given.
    TokensPerMinute, 1, bounds::TOKENS_PER_MINUTE_MAX, 100_000
);
count!(
    /// Times that training goes through its set: 1 to 1,000; once unless given.
    Epochs, 1, bounds::EPOCHS_MAX, 1
);
count!(
    /// Hours of training: up to 100,000; none unless given.
    TrainingHours, 0, bounds::TRAINING_HOURS_MAX, 0
);
count!(
    /// Five-minute windows a month, those of all copies together: up to 892,800; none unless given.
    Windows, 0, bounds::WINDOWS_MAX, 0
);

count!(
    /// A whole number of documents, pages, bytes and the like: up to 10^12; none unless given.
    Count, 0, bounds::COUNT_MAX, 0
);

count!(
    /// Years: 1 to 5; one unless given.
    Years, 1, bounds::OFFER_YEARS_MAX, 1
);
count!(
    /// Months within which credits are used: 1 to 60; twelve unless given.
    Months, 1, bounds::CREDIT_MONTHS_MAX, 12
);

/// Dollars a year, to the cent: up to 10^11.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Dollars(u64);

impl Dollars {
    /// An amount in cents; `None` above [`bounds::DOLLARS_MAX`].
    pub const fn of_cents(cents: u64) -> Option<Self> {
        if cents <= bounds::DOLLARS_MAX * 100 { Some(Self(cents)) } else { None }
    }

    /// The amount in cents.
    pub const fn cents(self) -> u64 {
        self.0
    }

    /// The amount as money.
    pub fn usd(self) -> Usd {
        Usd::of_cents(self.0)
    }

    /// Parses the canonical text: `1500000`, `1500000.25`.
    pub fn parse(text: &str) -> Option<Self> {
        let parts = ten_thousandths(text, "an amount").ok()?;
        if parts % 100 == 0 { Self::of_cents(parts / 100) } else { None }
    }
}

/// Canonical text: `1500000`, `1500000.5`.
impl fmt::Display for Dollars {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&fixed(self.0, 2))
    }
}

/// A part of a whole, 0 to 1, as an exact fraction in lowest terms: `0.4` or `1/3`.
///
/// The denominator is at most 10,000, so every decimal of four places is a share, and so is a third. The fraction
/// is kept because a third of 2.4 billion tokens is 800 million, not 799.92 million.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Share {
    numerator: u32,
    denominator: u32,
}

impl Default for Share {
    fn default() -> Self {
        Self::NONE
    }
}

/// `count x numerator / denominator`, rounded down; `None` where that is too large, or the denominator is nothing.
pub(crate) fn part_of(count: u64, numerator: u64, denominator: u64) -> Option<u64> {
    // Most products fit in 64 bits, which a processor divides at once: then their factors have 64 binary digits together at most.
    if count.leading_zeros() + numerator.leading_zeros() >= u64::BITS {
        return (count * numerator).checked_div(denominator);
    }
    let part = (u128::from(count) * u128::from(numerator)).checked_div(denominator.into())?;
    u64::try_from(part).ok()
}

impl Share {
    /// Nothing of it.
    pub const NONE: Self = Self { numerator: 0, denominator: 1 };
    /// All of it.
    pub const ALL: Self = Self { numerator: 1, denominator: 1 };

    /// The fraction `numerator / denominator`; `None` above 1, for a zero denominator or, in lowest terms, for a
    /// denominator above 10,000.
    pub const fn new(numerator: u32, denominator: u32) -> Option<Self> {
        if denominator == 0 || numerator > denominator {
            return None;
        }
        let divisor = greatest_common_divisor(numerator, denominator);
        let (numerator, denominator) = (numerator / divisor, denominator / divisor);
        if denominator > bounds::SHARE_DENOMINATOR_MAX {
            return None;
        }
        Some(Self { numerator, denominator })
    }

    /// A share in ten-thousandths, at most 10,000; more counts as all.
    pub const fn of_ten_thousand(parts: u32) -> Self {
        match Self::new(parts, 10_000) {
            Some(share) => share,
            None => Self::ALL,
        }
    }

    /// The upper part of the fraction in lowest terms.
    pub const fn numerator(self) -> u32 {
        self.numerator
    }

    /// The lower part of the fraction in lowest terms.
    pub const fn denominator(self) -> u32 {
        self.denominator
    }

    /// True for a share of nothing.
    pub const fn is_none(self) -> bool {
        self.numerator == 0
    }

    /// This share of a count, rounded down to whole tokens or requests.
    pub fn of(self, count: u64) -> u64 {
        part_of(count, self.numerator.into(), self.denominator.into()).unwrap_or(count)
    }

    /// Orders two shares by size.
    pub fn compare(self, other: Self) -> core::cmp::Ordering {
        let left = u64::from(self.numerator) * u64::from(other.denominator);
        let right = u64::from(other.numerator) * u64::from(self.denominator);
        left.cmp(&right)
    }

    /// Parses the canonical text: `0.4`, `1`, `1/3`.
    ///
    /// # Errors
    /// When the text is neither a decimal of at most four places nor a fraction, or is above 1.
    pub fn parse(text: &str) -> Result<Self, QuantityError> {
        const KIND: &str = "a share such as 0.4 or 1/3";
        let above = || QuantityError::OutOfRange { low: "0".into(), high: "1".into() };
        if let Some((numerator, denominator)) = text.split_once('/') {
            let numerator = whole(numerator).ok_or(QuantityError::Malformed(KIND))?;
            let denominator = whole(denominator).ok_or(QuantityError::Malformed(KIND))?;
            if denominator == 0 {
                return Err(QuantityError::Malformed(KIND));
            }
            if numerator > denominator {
                return Err(above());
            }
            let small = |count: u64| u32::try_from(count).map_err(|_| QuantityError::Malformed(KIND));
            return Self::new(small(numerator)?, small(denominator)?).ok_or(QuantityError::Malformed(KIND));
        }
        let parts = ten_thousandths(text, KIND)?;
        u32::try_from(parts).ok().and_then(|parts| Self::new(parts, 10_000)).ok_or_else(above)
    }

    /// The share as a reader sees it: `40%`, `33.33%`, or the fraction where four places can't hold it.
    pub fn percent(self) -> String {
        match self.parts_of_ten_thousand() {
            Some(parts) => format!("{}%", fixed(u64::from(parts), 2)),
            None => format!("{}/{}", self.numerator, self.denominator),
        }
    }

    /// What remains: one less this share.
    #[must_use]
    pub const fn rest(self) -> Self {
        Self { numerator: self.denominator - self.numerator, denominator: self.denominator }
    }

    const fn parts_of_ten_thousand(self) -> Option<u32> {
        if 10_000 % self.denominator == 0 { Some(self.numerator * (10_000 / self.denominator)) } else { None }
    }
}

/// Canonical text: `0.4`, `1`, `1/3`.
impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.parts_of_ten_thousand() {
            Some(parts) => f.write_str(&fixed(u64::from(parts), 4)),
            None => write!(f, "{}/{}", self.numerator, self.denominator),
        }
    }
}

/// A plain number of at most four decimal places: requests a minute, calls per request, hours a day.
///
/// Which range it may have depends on the field; [`Scenario::check`](crate::scenario::Scenario::check) says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Multiple {
    ten_thousandths: u64,
}

impl Multiple {
    /// Zero.
    pub const ZERO: Self = Self { ten_thousandths: 0 };
    /// One.
    pub const ONE: Self = Self { ten_thousandths: 10_000 };
    /// The highest value any field allows.
    const MAX: u64 = bounds::REQUESTS_PER_MINUTE_MAX;

    /// A whole number; `None` above 10^8.
    pub const fn whole(value: u64) -> Option<Self> {
        if value <= Self::MAX { Some(Self { ten_thousandths: value * 10_000 }) } else { None }
    }

    /// A number of ten-thousandths; `None` above 10^8 whole.
    pub const fn of_ten_thousandths(ten_thousandths: u64) -> Option<Self> {
        if ten_thousandths <= Self::MAX * 10_000 { Some(Self { ten_thousandths }) } else { None }
    }

    /// The number in ten-thousandths.
    pub const fn ten_thousandths(self) -> u64 {
        self.ten_thousandths
    }

    /// Parses the canonical text: `1`, `694.4444`.
    ///
    /// # Errors
    /// When the text isn't a plain decimal of at most four places, or is above 10^8.
    pub fn parse(text: &str) -> Result<Self, QuantityError> {
        let parts = ten_thousandths(text, "a number such as 4 or 2.5")?;
        Self::of_ten_thousandths(parts)
            .ok_or_else(|| QuantityError::OutOfRange { low: "0".into(), high: Self::MAX.to_string() })
    }
}

/// Canonical text: `1`, `2.5`.
impl fmt::Display for Multiple {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&fixed(self.ten_thousandths, 4))
    }
}

/// Parses a whole number written in digits only.
pub fn whole(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

/// Parses a plain decimal into ten-thousandths: digits, optionally a point and one to four digits.
fn ten_thousandths(text: &str, kind: &'static str) -> Result<u64, QuantityError> {
    let malformed = || QuantityError::Malformed(kind);
    let (units, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let places = u32::try_from(fraction.len()).unwrap_or(u32::MAX);
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) || fraction.is_empty() {
        return Err(malformed());
    }
    let trimmed = fraction.trim_end_matches('0');
    if trimmed.len() > bounds::MULTIPLE_PLACES as usize {
        return Err(QuantityError::TooFine(bounds::MULTIPLE_PLACES));
    }
    let kept = places.min(bounds::MULTIPLE_PLACES);
    let fraction = fraction.get(..kept as usize).and_then(whole).ok_or_else(malformed)?;
    let fraction = fraction * 10_u64.pow(bounds::MULTIPLE_PLACES - kept);
    whole(units)
        .ok_or_else(malformed)?
        .checked_mul(10_000)
        .and_then(|units| units.checked_add(fraction))
        .ok_or_else(|| QuantityError::OutOfRange { low: "0".into(), high: Multiple::MAX.to_string() })
}

/// Writes `value / 10^places` without trailing zeros.
fn fixed(value: u64, places: u32) -> String {
    let scale = 10_u64.pow(places);
    let (units, fraction) = (value / scale, value % scale);
    if fraction == 0 {
        return units.to_string();
    }
    let fraction = format!("{fraction:0width$}", width = places as usize);
    format!("{units}.{}", fraction.trim_end_matches('0'))
}

const fn greatest_common_divisor(mut left: u32, mut right: u32) -> u32 {
    while right != 0 {
        (left, right) = (right, left % right);
    }
    left
}

#[cfg(test)]
mod tests;
