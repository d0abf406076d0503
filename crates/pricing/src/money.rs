//! An amount of money, what one price covers, and an amount per unit.
//!
//! Costs and sums are exact. What rounds is only for showing: [`Usd::rounded`], and the quotients of [`Usd::share_of`]
//! and [`Usd::per`]. Follows the FOCUS specification's
//! distinction between a price (per unit) and a cost (an amount due).

mod rate;

pub use rate::{Rate, RateError, Unit};

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

#[cfg(test)]
mod tests;
