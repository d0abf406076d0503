//! An amount of money, what one price covers, and an amount per unit.
//!
//! Costs and sums are exact. What rounds is only for showing: [`Usd::rounded`], and the quotients of [`Usd::share_of`]
//! and [`Usd::per`]. Follows the FOCUS specification's
//! distinction between a price (per unit) and a cost (an amount due).

use core::fmt;
use core::iter::Sum;

use rust_decimal::Decimal;

use crate::bounds;

/// Places of the finest amount: half of the finest price of one token.
const FINEST: u32 = bounds::TOKEN_PRICE_PLACES_MAX + 1;

/// The most units that a decimal holds: 96 bits of them.
const MANTISSA_MAX: u128 = (1 << 96) - 1;

/// An exact amount in US dollars; negative for a saving.
///
/// Trap: two amounts that print alike can differ below a cent. Compare the amounts, not their texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Usd(Decimal);

impl Usd {
    /// No money: the sum of no lines. Never used for a price that isn't known.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// An amount in dollars.
    pub const fn new(amount: Decimal) -> Self {
        Self(amount)
    }

    /// The exact amount in dollars.
    pub const fn amount(self) -> Decimal {
        self.0
    }

    /// This amount `times` over, exactly: twelve months of a monthly cost.
    ///
    /// Saturates at the largest decimal, which no year of a scenario within its bounds reaches.
    #[must_use]
    pub fn times(self, times: u32) -> Self {
        let mantissa = self.0.mantissa().saturating_mul(i128::from(times));
        Self(Decimal::try_from_i128_with_scale(mantissa, self.0.scale()).unwrap_or(Decimal::MAX))
    }

    /// This amount `times` over, for comparing: in the finest unit an amount has, the upper and the lower 128 bits.
    pub(crate) fn times_exactly(self, times: u128) -> (u128, u128) {
        const LOW: u128 = u64::MAX as u128;
        let units = units(self.0, FINEST).map_or(u128::MAX, i128::unsigned_abs);
        let (one, other) = ((units >> 64, units & LOW), (times >> 64, times & LOW));
        let low = one.1 * other.1;
        let first = one.1 * other.0 + (low >> 64);
        let second = one.0 * other.1 + (first & LOW);
        (one.0 * other.0 + (first >> 64) + (second >> 64), (second << 64) | (low & LOW))
    }

    /// A part of it, for showing: all but equal, within 28 digits.
    #[must_use]
    pub fn part(self, share: Decimal) -> Self {
        Decimal::ONE.checked_div(share).and_then(|times| self.per(times)).unwrap_or(Self::ZERO)
    }

    /// An amount in cents.
    pub fn of_cents(cents: u64) -> Self {
        Self(Decimal::try_from_i128_with_scale(i128::from(cents), 2).unwrap_or(Decimal::MAX))
    }

    /// This amount times `parts` ten-thousandths, exactly where 28 digits hold the product: the bounds of a commitment see to
    /// it, and so do the ten places of a cost at full capacity. Saturates at the largest decimal.
    #[must_use]
    pub fn times_parts(self, parts: u64) -> Self {
        let amount = self.0.normalize();
        let mantissa = amount.mantissa().saturating_mul(i128::from(parts));
        Self(Decimal::try_from_i128_with_scale(mantissa, amount.scale() + 4).unwrap_or(Decimal::MAX))
    }

    /// `self` as a share of `whole`, for showing: a quotient of up to 28 digits. `None` where `whole` is zero.
    pub fn share_of(self, whole: Self) -> Option<Decimal> {
        self.0.checked_div(whole.0)
    }

    /// `self` for each of `count` things, for showing: blended cost per million tokens. `None` where `count` is zero.
    pub fn per(self, count: Decimal) -> Option<Self> {
        self.0.checked_div(count).map(Self)
    }

    /// The amount as shown: to the cent, half away from zero; below one cent, to four significant digits.
    pub fn rounded(self) -> Decimal {
        let (size, places) = (self.0.mantissa().unsigned_abs(), self.0.scale());
        let below_a_cent = places > 2 && size < 10_u128.pow(places - 2);
        if !below_a_cent {
            return rounded_to(self.0, 2);
        }
        let dropped = size.checked_ilog10().map_or(0, |last| (last + 1).saturating_sub(4));
        rounded_to(self.0, places - dropped).normalize()
    }

    /// The amount without trailing zeros and without rounding: `16200`, `0.0000003`.
    pub fn exact(self) -> String {
        self.0.normalize().to_string()
    }
}

/// `$16,200.00`, `-$2,160.00`, `$0.0003125`.
impl fmt::Display for Usd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rounded = self.rounded();
        let sign = if rounded.is_sign_negative() && !rounded.is_zero() { "-" } else { "" };
        let mut digits = rounded.abs();
        if digits.scale() < 2 {
            digits.rescale(2);
        }
        write!(f, "{sign}${}", grouped(&digits.to_string()))
    }
}

impl core::ops::Add for Usd {
    type Output = Self;
    /// Exact where 28 digits hold the sum, which they do for all that is paid: the bounds of a scenario see to it. A quotient,
    /// which is for showing, may have more: then both are taken to ten places. Saturates at the largest decimal.
    fn add(self, other: Self) -> Self {
        let sum = |one: Decimal, other: Decimal| {
            let places = one.scale().max(other.scale());
            let sum = units(one, places).zip(units(other, places)).and_then(|(one, other)| one.checked_add(other));
            sum.and_then(|sum| Decimal::try_from_i128_with_scale(sum, places).ok())
        };
        let shown = || sum(rounded_to(self.0, 10), rounded_to(other.0, 10));
        Self(sum(self.0, other.0).or_else(shown).unwrap_or(Decimal::MAX))
    }
}

impl core::ops::Sub for Usd {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self + -other
    }
}

/// A number times 10^power, exactly; `None` where that has too many digits.
pub fn shifted(value: Decimal, power: u32) -> Option<Decimal> {
    let kept = power.min(value.scale());
    let product = 10_i128.checked_pow(power - kept).and_then(|factor| value.mantissa().checked_mul(factor));
    product.and_then(|product| Decimal::try_from_i128_with_scale(product, value.scale() - kept).ok())
}

/// A number with at most this many places, half away from zero.
pub fn rounded_to(value: Decimal, places: u32) -> Decimal {
    let dropped = value.scale().saturating_sub(places);
    let units = value.mantissa().unsigned_abs();
    // Most amounts fit in 64 bits, which a processor divides at once.
    let kept = match (u64::try_from(units), 10_u64.checked_pow(dropped)) {
        (Ok(units), Some(unit)) if units <= u64::MAX / 2 => i128::from((units + unit / 2) / unit),
        _ => {
            let unit = 10_u128.pow(dropped);
            i128::try_from((units + unit / 2) / unit).unwrap_or(i128::MAX)
        }
    };
    let kept = if value.is_sign_negative() { -kept } else { kept };
    Decimal::try_from_i128_with_scale(kept, value.scale() - dropped).unwrap_or(value)
}

/// A quotient of counts to one place, half up, as text: `121.7`.
pub fn rounded_quotient(count: u128, divisor: u128) -> String {
    let tenths = (count * 20 / divisor.max(1)).div_ceil(2);
    grouped(&format!("{}.{}", tenths / 10, tenths % 10))
}

/// An amount in units of 10^-places; `None` where there are too many of them.
fn units(amount: Decimal, places: u32) -> Option<i128> {
    raised(amount.mantissa(), places - amount.scale().min(places))
}

/// A count times 10^places; `None` where that is too large.
fn raised(count: i128, places: u32) -> Option<i128> {
    // Most amounts that are added up have the same places, or few of them.
    match (places, i64::try_from(count), 10_i64.checked_pow(places)) {
        (0, _, _) => Some(count),
        (_, Ok(count), Some(factor)) => Some(i128::from(count) * i128::from(factor)),
        _ => count.checked_mul(10_i128.checked_pow(places)?),
    }
}

impl core::ops::Neg for Usd {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

/// A sum in the making: the same as adding one after the other, without making a decimal of every sum on the way.
#[derive(Clone, Copy, Default)]
pub(crate) struct Total {
    /// In units of 10^-places; no more of them than a decimal holds.
    units: i128,
    places: u32,
}

impl Total {
    /// Adds an amount.
    pub(crate) fn add(&mut self, amount: Usd) {
        let places = self.places.max(amount.0.scale());
        let sum = raised(self.units, places - self.places).zip(units(amount.0, places));
        let sum = sum.and_then(|(total, amount)| total.checked_add(amount));
        if let Some(units) = sum.filter(|sum| sum.unsigned_abs() <= MANTISSA_MAX) {
            *self = Self { units, places };
        } else {
            // What 28 digits don't hold is rounded as by `+`.
            let sum = self.usd() + amount;
            *self = Self { units: sum.0.mantissa(), places: sum.0.scale() };
        }
    }

    /// The sum so far.
    pub(crate) fn usd(self) -> Usd {
        Usd(Decimal::try_from_i128_with_scale(self.units, self.places).unwrap_or(Decimal::MAX))
    }
}

impl Sum for Usd {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        let mut total = Total::default();
        for amount in amounts {
            total.add(amount);
        }
        total.usd()
    }
}

/// Puts commas between the thousands of a plain decimal text, after its sign if it has one: `-1234567.8` becomes
/// `-1,234,567.8`.
pub fn grouped(digits: &str) -> String {
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let (sign, whole) = whole.strip_prefix('-').map_or(("", whole), |whole| ("-", whole));
    let count = whole.chars().count();
    let mut text = String::with_capacity(digits.len() + count / 3);
    text.push_str(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (count - index) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    if let Some(fraction) = fraction {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

/// What one price covers, as the source publishes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// One thousand tokens.
    ThousandTokens,
    /// One million tokens.
    MillionTokens,
    /// One model unit for one hour.
    ModelUnitHour,
    /// One thousand tokens a minute, reserved for one hour.
    ThousandTpmHour,
    /// One hour of training.
    TrainingHour,
    /// One custom model, or one unit of an imported one, kept for a month.
    Month,
    /// One unit of an imported model for one minute.
    ImportUnitMinute,
    /// One thousand queries.
    ThousandQueries,
}

impl Unit {
    /// All units, in the order they are shown.
    pub const ALL: [Self; 8] = [
        Self::ThousandTokens,
        Self::MillionTokens,
        Self::ModelUnitHour,
        Self::ThousandTpmHour,
        Self::TrainingHour,
        Self::Month,
        Self::ImportUnitMinute,
        Self::ThousandQueries,
    ];

    /// The units of a price for tokens.
    pub const OF_TOKENS: [Self; 2] = [Self::ThousandTokens, Self::MillionTokens];

    /// `1K tokens`, `model unit hour`: the words used in rate files and on the page.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ThousandTokens => "1K tokens",
            Self::MillionTokens => "1M tokens",
            Self::ModelUnitHour => "model unit hour",
            Self::ThousandTpmHour => "1K TPM-hour",
            Self::TrainingHour => "training hour",
            Self::Month => "month",
            Self::ImportUnitMinute => "unit minute",
            Self::ThousandQueries => "1K queries",
        }
    }

    /// The unit with this [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.name() == name)
    }

    /// How many of what is counted one unit covers, as a power of ten.
    const fn power(self) -> u32 {
        match self {
            Self::ThousandTokens | Self::ThousandTpmHour | Self::ThousandQueries => 3,
            Self::MillionTokens => 6,
            Self::ModelUnitHour | Self::TrainingHour | Self::Month | Self::ImportUnitMinute => 0,
        }
    }
}

/// A list price for one unit, kept exactly as published.
///
/// Bounded so that cost is always exact: at most $0.001 a token, $100 an hour for 1,000 tokens a minute and $10,000 for any
/// other unit, with at most 14 decimal
/// places for one of what is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rate {
    amount: Decimal,
    unit: Unit,
}

/// Why a number can't be a rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RateError {
    /// Below zero.
    #[error("a price can't be negative")]
    Negative,
    /// Above [`bounds::MILLION_TOKENS_PRICE_MAX`].
    #[error("a price above $1,000 for a million tokens isn't plausible; check the unit")]
    TooHigh,
    /// Above [`bounds::UNIT_PRICE_MAX`].
    #[error("a price above $10,000 isn't plausible; check the unit")]
    TooHighForUnit,
    /// Above [`bounds::RESERVED_PRICE_MAX`].
    #[error("a price above $100 for 1,000 tokens a minute isn't plausible; check the unit")]
    TooHighToReserve,
    /// More than [`bounds::TOKEN_PRICE_PLACES_MAX`] places a token.
    #[error("a price can have at most 8 decimal places for a million tokens, 11 for a thousand")]
    TooFine,
}

impl Rate {
    /// A price of `amount` dollars for one `unit`.
    ///
    /// # Errors
    /// When the amount is negative, above $1,000 for a million tokens, or finer than 14 decimal places a token.
    pub fn new(amount: Decimal, unit: Unit) -> Result<Self, RateError> {
        let amount = amount.normalize();
        if amount.is_sign_negative() && !amount.is_zero() {
            return Err(RateError::Negative);
        }
        let (highest, error) = match unit {
            Unit::MillionTokens => (Decimal::from(bounds::MILLION_TOKENS_PRICE_MAX), RateError::TooHigh),
            Unit::ThousandTokens => (Decimal::new(i64::from(bounds::MILLION_TOKENS_PRICE_MAX), 3), RateError::TooHigh),
            Unit::ThousandTpmHour => (Decimal::from(bounds::RESERVED_PRICE_MAX), RateError::TooHighToReserve),
            _ => (Decimal::from(bounds::UNIT_PRICE_MAX), RateError::TooHighForUnit),
        };
        if amount > highest {
            return Err(error);
        }
        if amount.scale() + unit.power() > bounds::TOKEN_PRICE_PLACES_MAX {
            return Err(RateError::TooFine);
        }
        Ok(Self { amount, unit })
    }

    /// Dollars for one [`unit`](Self::unit), without trailing zeros.
    pub const fn amount(self) -> Decimal {
        self.amount
    }

    /// What the amount covers.
    pub const fn unit(self) -> Unit {
        self.unit
    }

    /// What `count` tokens, hours, minutes or months cost at this rate, exactly.
    ///
    /// Bounds make the product fit: 16 digits of tokens times 12 of price.
    pub fn cost(self, count: u64) -> Usd {
        let mantissa = match u64::try_from(self.amount.mantissa()) {
            Ok(units) => i128::try_from(u128::from(units) * u128::from(count)).unwrap_or(i128::MAX),
            Err(_) => self.amount.mantissa().saturating_mul(i128::from(count)),
        };
        let scale = self.amount.scale() + self.unit.power();
        Usd(Decimal::try_from_i128_with_scale(mantissa, scale).unwrap_or(Decimal::MAX))
    }

    /// Half of this rate, exactly: the convention that batch halves a cache price too.
    #[must_use]
    pub fn halved(self) -> Self {
        let half = Decimal::try_from_i128_with_scale(self.amount.mantissa().saturating_mul(5), self.amount.scale() + 1)
            .unwrap_or(self.amount);
        Self { amount: half.normalize(), unit: self.unit }
    }

    /// Dollars for a million tokens, whatever the published unit: for comparing and searching. Of a price for anything
    /// else the amount itself.
    pub fn per_million(self) -> Decimal {
        match self.unit {
            Unit::ThousandTokens => shifted(self.amount, 3).unwrap_or(self.amount).normalize(),
            _ => self.amount,
        }
    }
}

/// `$3.00 per 1M tokens`, `$0.00025 per 1K tokens`: every published digit, at least two places.
impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut digits = self.amount;
        if digits.scale() < 2 {
            digits.rescale(2);
        }
        write!(f, "${} per {}", grouped(&digits.to_string()), self.unit.name())
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::{Usd, grouped};

    fn shown(text: &str) -> Option<String> {
        let (sign, digits) =
            text.strip_prefix('-').map_or((Decimal::ONE, text), |digits| (Decimal::NEGATIVE_ONE, digits));
        crate::number::decimal(digits).map(|amount| Usd::new(amount * sign).to_string())
    }

    #[test]
    fn amounts_are_shown_to_the_cent_half_away_from_zero() {
        for (exact, expected) in [
            ("16200", "$16,200.00"),
            ("0", "$0.00"),
            ("1.005", "$1.01"),
            ("-1.005", "-$1.01"),
            ("1.0049999", "$1.00"),
            ("0.01", "$0.01"),
            ("0.015", "$0.02"),
            ("-2160", "-$2,160.00"),
            ("999.995", "$1,000.00"),
            ("12345678901234.555", "$12,345,678,901,234.56"),
        ] {
            assert_eq!(shown(exact).as_deref(), Some(expected), "{exact}");
        }
    }

    #[test]
    fn an_amount_of_any_size_is_rounded_half_away_from_zero() {
        let rounded = |units: i128, places, to| {
            let value = Decimal::try_from_i128_with_scale(units, places).ok()?;
            Some(super::rounded_to(value, to).to_string())
        };
        let text = |text: &str| Some(text.to_owned());
        // Half of 2^64 is 9,223,372,036,854,775,808: from there on a sum with half a unit may need more than 64 digits.
        assert_eq!(rounded(9_223_372_036_854_775_807, 19, 1), text("0.9"));
        assert_eq!(rounded(9_223_372_036_854_775_808, 1, 0), text("922337203685477581"));
        assert_eq!(rounded(18_446_744_073_709_551_615, 19, 0), text("2"));
        assert_eq!(rounded(-18_446_744_073_709_551_615, 1, 0), text("-1844674407370955162"));
        assert_eq!(rounded(25_000_000_000_000_000_000_000_000_000, 28, 0), text("3"));
        assert_eq!([rounded(15, 1, 0), rounded(-15, 1, 0), rounded(14, 1, 0)], [text("2"), text("-2"), text("1")]);
        assert_eq!(rounded(4, 28, 0), text("0"));
    }

    #[test]
    fn a_sign_is_no_digit_of_a_group() {
        for (plain, expected) in
            [("999", "999"), ("-225.0", "-225.0"), ("1234567.8", "1,234,567.8"), ("-100225.04", "-100,225.04")]
        {
            assert_eq!(grouped(plain), expected);
        }
    }

    #[test]
    fn a_decimal_holds_so_many_units() {
        assert_eq!(super::MANTISSA_MAX, Decimal::MAX.mantissa().unsigned_abs());
    }

    #[test]
    fn an_amount_times_a_count_is_exact_beyond_128_bits() {
        // In units of 10^-15: 12,345,678,901,234,567,891, which 64 bits hold, and 98,765,432,109,876,543,210,987, which they don't. The
        // products were worked out with integers of any size.
        let amount = |units| Decimal::try_from_i128_with_scale(units, 15).map(Usd::new).unwrap_or_default();
        let (small, large) = (amount(12_345_678_901_234_567_891), amount(98_765_432_109_876_543_210_987));
        let two_64 = 1_u128 << 64;
        assert_eq!(
            small.times_exactly(u128::MAX),
            (12_345_678_901_234_567_890, 340_282_366_920_938_463_451_028_928_530_533_643_565)
        );
        assert_eq!(small.times_exactly(two_64 + 1), (0, 227_737_579_107_269_814_053_354_130_986_355_329_747));
        assert_eq!(small.times_exactly(3 * two_64 + 7), (2, 2_648_003_479_932_515_282_695_893_700_467_837_893));
        assert_eq!(
            large.times_exactly(u128::MAX),
            (98_765_432_109_876_543_210_986, 340_282_366_920_938_364_697_942_497_555_225_000_469)
        );
        assert_eq!(large.times_exactly(two_64 + 1), (5_354, 28_856_965_523_646_913_361_805_446_090_193_880_555));
        assert_eq!(large.times_exactly(3 * two_64 + 7), (16_062, 86_570_896_570_941_135_147_144_777_776_754_485_613));
    }

    #[test]
    fn a_sum_is_the_same_as_adding_one_after_the_other() {
        let amount = |units: i128, places| Decimal::try_from_i128_with_scale(units, places).ok().map(Usd::new);
        let most = i128::try_from(super::MANTISSA_MAX).unwrap_or_default();
        // Whole dollars, cents, the finest places, a saving; and what no 28 digits hold, early, late and twice.
        let amounts = [
            (1, 0),
            (1_250, 2),
            (-7, 15),
            (40, 1),
            (most, 28),
            (3, 0),
            (most, 2),
            (most, 0),
            (-most, 0),
            (most - 1, 0),
            (1, 0),
            (2, 0),
        ];
        for first in 0..amounts.len() {
            for count in 0..=amounts.len() - first {
                let some = amounts.iter().skip(first).take(count);
                let some = some.filter_map(|(units, places)| amount(*units, *places));
                let (sum, added) = (some.clone().sum::<Usd>(), some.fold(Usd::ZERO, |sum, amount| sum + amount));
                assert_eq!((sum.0, sum.0.scale()), (added.0, added.0.scale()), "{count} from {first}");
            }
        }
        assert_eq!([1, -3].into_iter().filter_map(|units| amount(units, 2)).sum::<Usd>().exact(), "-0.02");
    }

    #[test]
    fn a_sum_with_a_quotient_never_jumps() {
        let third = Usd::new(Decimal::from(20_000_000)).per(Decimal::from(3));
        let sum = third.map(|third| third + Usd::new(Decimal::from(100_000_000_000_i64)));
        assert_eq!(sum.map(|sum| sum.to_string()).as_deref(), Some("$100,006,666,666.67"));
        let rest = third.map(|third| Usd::new(Decimal::from(100_000_000_000_i64)) - third);
        assert_eq!(rest.map(|rest| rest.to_string()).as_deref(), Some("$99,993,333,333.33"));
    }

    #[test]
    fn below_a_cent_four_digits_are_shown() {
        for (exact, expected) in [
            ("0.0003125", "$0.0003125"),
            ("0.00031254999", "$0.0003125"),
            ("0.00031255", "$0.0003126"),
            ("-0.00000000000012345", "-$0.0000000000001235"),
            ("0.00999999", "$0.01"),
            ("0.005", "$0.005"),
        ] {
            assert_eq!(shown(exact).as_deref(), Some(expected), "{exact}");
        }
    }
}
