//! What one price covers, and an amount per unit.

use core::fmt;

use rust_decimal::Decimal;

use super::{Usd, grouped, shifted};
use crate::bounds;

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
    #[error("a price can’t be negative")]
    Negative,
    /// Above [`bounds::MILLION_TOKENS_PRICE_MAX`].
    #[error("a price above $1,000 for a million tokens isn’t plausible; check the unit")]
    TooHigh,
    /// Above [`bounds::UNIT_PRICE_MAX`].
    #[error("a price above $10,000 isn’t plausible; check the unit")]
    TooHighForUnit,
    /// Above [`bounds::RESERVED_PRICE_MAX`].
    #[error("a price above $100 for 1,000 tokens a minute isn’t plausible; check the unit")]
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
