//! Amounts as bills print them, and exact sums of them.

use pricing::bounds::NUMBER_CHARACTERS_MAX;
use rust_decimal::Decimal;

/// Decimal places that a [`Decimal`] can have.
const PLACES: u32 = 28;

/// One unit, in places.
const UNIT: i128 = 10_i128.pow(PLACES);

/// Reads an amount or a quantity: `-12.5`, `1E-7`. `None` for anything else, and for what can't be kept to its last digit.
///
/// Files of AWS write small amounts with an exponent. Thousands are never grouped in them.
pub(super) fn amount(text: &str) -> Option<Decimal> {
    let text = text.trim();
    if text.is_empty() || text.len() > NUMBER_CHARACTERS_MAX {
        return None;
    }
    let (negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, text.get(1..)?),
        b'+' => (false, text.get(1..)?),
        _ => (false, text),
    };
    let (digits, exponent) = match digits.find(['e', 'E']) {
        Some(at) => (digits.get(..at)?, exponent(digits.get(at + 1..)?)?),
        None => (digits, 0),
    };
    // `.5` and `5.` are written by some tools.
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let mut mantissa = 0_i128;
    for digit in whole.bytes().chain(fraction.bytes()) {
        if !digit.is_ascii_digit() {
            return None;
        }
        mantissa = mantissa.checked_mul(10)?.checked_add(i128::from(digit - b'0'))?;
    }
    let mut scale = i32::try_from(fraction.len()).ok()?.checked_sub(exponent)?;
    while scale < 0 {
        mantissa = mantissa.checked_mul(10)?;
        scale += 1;
    }
    while scale > 0 && mantissa % 10 == 0 {
        mantissa /= 10;
        scale -= 1;
    }
    let value = if negative { -mantissa } else { mantissa };
    Decimal::try_from_i128_with_scale(value, u32::try_from(scale).ok()?).ok()
}

/// `-7`, `+07`: at most three digits.
fn exponent(text: &str) -> Option<i32> {
    let (negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, text.get(1..)?),
        b'+' => (false, text.get(1..)?),
        _ => (false, text),
    };
    if digits.is_empty() || digits.len() > 3 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let value: i32 = digits.parse().ok()?;
    Some(if negative { -value } else { value })
}

/// A product, exact or nothing.
pub(super) fn product(left: Decimal, right: Decimal) -> Option<Decimal> {
    let (left, right) = (left.normalize(), right.normalize());
    let mantissa = left.mantissa().checked_mul(right.mantissa())?;
    let (mut mantissa, mut scale) = (mantissa, left.scale() + right.scale());
    while scale > 0 && mantissa % 10 == 0 {
        mantissa /= 10;
        scale -= 1;
    }
    Decimal::try_from_i128_with_scale(mantissa, scale).ok()
}

/// A value times a power of ten, exact or nothing.
pub(super) fn shifted(value: Decimal, power: u32) -> Option<Decimal> {
    product(value, Decimal::from(10_u64.checked_pow(power)?))
}

/// A value divided by a power of ten, exact or nothing.
pub(super) fn unshifted(value: Decimal, power: u32) -> Option<Decimal> {
    product(value, Decimal::try_from_i128_with_scale(1, power).ok()?)
}

/// A sum that never loses a digit, in whichever order it is added up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Exact {
    whole: i128,
    /// In units of the 28th decimal place; its sign is that of the sum.
    fraction: i128,
}

impl Exact {
    /// Adds a value.
    pub(super) fn add(&mut self, value: Decimal) {
        let divisor = 10_i128.pow(value.scale());
        let mantissa = value.mantissa();
        let places = 10_i128.pow(PLACES.saturating_sub(value.scale()));
        self.put(mantissa / divisor, (mantissa % divisor) * places);
    }

    /// Adds another sum.
    pub(super) fn add_sum(&mut self, other: Self) {
        self.put(other.whole, other.fraction);
    }

    fn put(&mut self, whole: i128, fraction: i128) {
        // Values have 29 digits, so more of them than any file has rows are needed to reach the end of these.
        let fraction = self.fraction + fraction;
        let whole = self.whole.saturating_add(whole).saturating_add(fraction / UNIT);
        let fraction = fraction % UNIT;
        (self.whole, self.fraction) = match (whole.signum(), fraction.signum()) {
            (1, -1) => (whole - 1, fraction + UNIT),
            (-1, 1) => (whole + 1, fraction - UNIT),
            _ => (whole, fraction),
        };
    }

    /// The sum: all its digits, or the 28 that fit, rounded half away from zero.
    pub(super) fn value(self) -> Decimal {
        let (mut fraction, mut places) = (self.fraction, PLACES);
        while places > 0 && fraction % 10 == 0 {
            fraction /= 10;
            places -= 1;
        }
        loop {
            let mantissa = self.whole.checked_mul(10_i128.pow(places)).and_then(|whole| whole.checked_add(fraction));
            let fits = mantissa.and_then(|mantissa| Decimal::try_from_i128_with_scale(mantissa, places).ok());
            if let Some(value) = fits {
                return value.normalize();
            }
            if places == 0 {
                return if self.whole < 0 { Decimal::MIN } else { Decimal::MAX };
            }
            // Only the last step may round: an earlier one would round twice.
            places -= 1;
            let half = 10_i128.pow(PLACES - places) / 2;
            fraction = (self.fraction + self.fraction.signum() * half) / 10_i128.pow(PLACES - places);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_to_the_last_digit_or_not_at_all() {
        let read = |text: &str| amount(text).map(|value| value.to_string());
        for (text, value) in [
            ("0", "0"),
            ("-0.810", "-0.81"),
            ("1E-7", "0.0000001"),
            ("4.20e-10", "0.00000000042"),
            ("1.2e3", "1200"),
            (".5", "0.5"),
            ("5.", "5"),
            (" 3.3000000000 ", "3.3"),
            ("+7", "7"),
            ("0e999", "0"),
            ("0.0000000000000000000000000001", "0.0000000000000000000000000001"),
        ] {
            assert_eq!(read(text).unwrap_or_default(), value, "{text}");
        }
        for text in
            ["", "-", ".", "1,5", "1_0", "0x1", "NaN", "inf", "1e", "1e+", "--1", "1e-30", "=1+1", "\u{0661}", "1e400"]
        {
            assert_eq!(amount(text), None, "{text}");
        }
    }

    #[test]
    fn sums_keep_every_digit() {
        let mut sum = Exact::default();
        for text in ["10000000000", "0.0000000000000000000000000001", "-10000000000", "-0.5", "0.25"] {
            sum.add(amount(text).unwrap_or_default());
        }
        assert_eq!(sum.value().to_string(), "-0.2499999999999999999999999999");
        let mut large = Exact::default();
        large.add(amount("12345678901234567890").unwrap_or_default());
        large.add(amount("0.0000000000000000000000000005").unwrap_or_default());
        assert_eq!(large.value().to_string(), "12345678901234567890");
    }
}
