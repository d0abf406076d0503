//! Numbers as text, so that no reader turns them into binary fractions.

use pricing::money::Usd;
use serde::Serialize;
use std::fmt::Display;

/// US dollars, exactly: `16200`, `-2160`, `0.0000003`.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub(crate) struct Money(String);

impl From<Usd> for Money {
    fn from(amount: Usd) -> Self {
        Self(amount.exact())
    }
}

/// A whole number, as digits.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub(crate) struct Count(String);

impl From<u64> for Count {
    fn from(count: u64) -> Self {
        Self(count.to_string())
    }
}

impl Count {
    /// A count of any size.
    pub(crate) fn of(count: u128) -> Self {
        Self(count.to_string())
    }
}

/// A decimal of up to 28 digits: a quotient, such as a share of 1 or a number of cache reads.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub(crate) struct Ratio(String);

impl Ratio {
    /// A number whose text is a decimal.
    pub(crate) fn of(number: impl Display) -> Self {
        Self(number.to_string())
    }
}
