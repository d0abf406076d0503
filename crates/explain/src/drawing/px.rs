//! Lengths of a drawing.

use core::fmt;
use core::ops::{Add, Neg, Sub};

use rust_decimal::Decimal;

use pricing::money::{rounded_to, shifted};

/// A length or a position in a drawing, in tenths of a pixel: fine enough to draw, and no binary fraction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Px(i32);

impl Px {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// Whole pixels.
    pub const fn new(pixels: i32) -> Self {
        Self(pixels.saturating_mul(10))
    }

    /// Tenths of a pixel.
    pub const fn tenths(tenths: i32) -> Self {
        Self(tenths)
    }

    /// Whole pixels, rounded down.
    pub const fn pixels(self) -> i32 {
        self.0.div_euclid(10)
    }

    /// Half of it.
    #[must_use]
    pub const fn half(self) -> Self {
        Self(self.0 / 2)
    }

    /// So many of it.
    #[must_use]
    pub const fn times(self, times: i32) -> Self {
        Self(self.0.saturating_mul(times))
    }

    /// One of so many equal parts of it; all of it where there are none.
    #[must_use]
    pub const fn over(self, parts: i32) -> Self {
        if parts == 0 { self } else { Self(self.0 / parts) }
    }

    /// A share of it, 0 to 1, to a tenth of a pixel: nothing without a share or below zero, all of it above one.
    #[must_use]
    pub fn share(self, share: Option<Decimal>) -> Self {
        let share = share.map_or(Decimal::ZERO, |share| share.clamp(Decimal::ZERO, Decimal::ONE));
        // Nine places are far finer than a tenth of the widest screen.
        let parts = shifted(rounded_to(share, 9), 9).and_then(|parts| i64::try_from(parts).ok()).unwrap_or(0);
        let tenths = (i64::from(self.0) * parts + 500_000_000).div_euclid(1_000_000_000);
        Self(i32::try_from(tenths).unwrap_or(self.0))
    }
}

impl Add for Px {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Px {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Neg for Px {
    type Output = Self;
    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

/// `12`, `12.5`, `-0.3`.
impl fmt::Display for Px {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, size) = (if self.0 < 0 { "-" } else { "" }, self.0.unsigned_abs());
        match size % 10 {
            0 => write!(f, "{sign}{}", size / 10),
            tenth => write!(f, "{sign}{}.{tenth}", size / 10),
        }
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::Px;

    #[test]
    fn a_length_has_a_tenth_of_a_pixel() {
        let shares = [None, Some(-1), Some(0), Some(3_333), Some(10_000), Some(20_000)];
        let lengths = shares.map(|share| Px::new(300).share(share.map(|share| Decimal::new(share, 4))).to_string());
        assert_eq!(lengths, ["0", "0", "0", "100", "300", "300"]);
        assert_eq!(Px::new(10).share(Some(Decimal::new(123, 3))).to_string(), "1.2");
        assert_eq!(
            [Px::tenths(-3), Px::tenths(125), Px::new(7).half()].map(|px| px.to_string()),
            ["-0.3", "12.5", "3.5"]
        );
    }
}
