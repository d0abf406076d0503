//! Numbers, dates and price words as text, as files and the serde form of a scenario hold them.
//!
//! A number in a file or on a wire is text, so that no reader turns it into a binary fraction on the way.

use core::fmt::Display;

use rust_decimal::Decimal;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::money::Rate;
use crate::money::Unit;
use crate::quantity::{
    Count, Dollars, Epochs, Hours, ModelUnits, Months, Multiple, Requests, Share, Tokens, TokensPerMinute,
    TokensPerRequest, TrainingHours, Windows, Years, whole,
};
use crate::rates::{Buying, Date, InferenceScope, Meter, PromptLength, ServiceItem, ServicePrice};

/// A type that files hold as a text.
pub trait Texted: Sized {
    /// What such a text is, in words.
    const EXPECTED: &'static str;

    /// Reads it.
    fn from_text(text: &str) -> Option<Self>;

    /// Writes it.
    fn to_text(&self) -> String;
}

/// Reads and writes a type as the text that `parse` accepts.
macro_rules! as_text {
    ($type:ty, $expected:literal, |$text:ident| $parse:expr, |$value:ident| $print:expr) => {
        impl Texted for $type {
            const EXPECTED: &'static str = $expected;

            fn from_text($text: &str) -> Option<Self> {
                $parse
            }

            fn to_text(&self) -> String {
                let $value = self;
                $print.to_string()
            }
        }
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(&self.to_text())
            }
        }
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = &*String::deserialize(deserializer)?;
                Self::from_text(text).ok_or_else(|| D::Error::custom(expected($expected, text)))
            }
        }
    };
}

/// What was expected and, cut short, what came.
fn expected(what: impl Display, text: &str) -> String {
    let start: String = text.chars().take(40).collect();
    format!("{what} expected, not {start:?}")
}

as_text!(Tokens, "tokens as digits, up to 10^15,", |text| whole(text).and_then(Tokens::new), |value| value.count());
as_text!(Requests, "requests as digits, up to 10^12,", |text| whole(text).and_then(Requests::new), |value| value
    .count());
as_text!(
    TokensPerRequest,
    "tokens as digits, up to 10^7,",
    |text| whole(text).and_then(TokensPerRequest::new),
    |value| value.count()
);
as_text!(Hours, "hours from 1 to 744", |text| whole(text).and_then(Hours::new), |value| value.count());
as_text!(ModelUnits, "units from 1 to 1,000", |text| whole(text).and_then(ModelUnits::new), |value| value.count());
as_text!(TokensPerMinute, "tokens from 1 to 10^9", |text| whole(text).and_then(TokensPerMinute::new), |value| value
    .count());
as_text!(Epochs, "epochs from 1 to 1,000", |text| whole(text).and_then(Epochs::new), |value| value.count());
as_text!(TrainingHours, "hours up to 100,000", |text| whole(text).and_then(TrainingHours::new), |value| value.count());
as_text!(Windows, "windows up to 892,800", |text| whole(text).and_then(Windows::new), |value| value.count());
as_text!(Years, "years from 1 to 5", |text| whole(text).and_then(Years::new), |value| value.count());
as_text!(Months, "months from 1 to 60", |text| whole(text).and_then(Months::new), |value| value.count());
as_text!(Dollars, "dollars to the cent, up to 10^11,", |text| Self::parse(text), |value| value);
as_text!(
    Share,
    "a share such as \"0.4\" or \"1/3\", whose lower number is at most 10,000,",
    |text| Share::parse(text).ok(),
    |value| value
);
as_text!(Multiple, "a number of at most four places", |text| Multiple::parse(text).ok(), |value| value);
as_text!(Date, "a date such as \"2026-08-20\"", |text| Self::parse(text), |value| value);
as_text!(InferenceScope, "global, geographic or in-region", |text| Self::from_name(text), |value| value.name());
as_text!(Buying, "a way of buying", |text| Self::from_name(text), |value| value.name());
as_text!(PromptLength, "ordinary or long", |text| Self::from_name(text), |value| value.name());
as_text!(Meter, "a meter", |text| Self::from_name(text), |value| value.name());
as_text!(Count, "a whole number up to 10^12", |text| whole(text).and_then(Count::new), |value| value.count());
as_text!(ServiceItem, "an item of a service", |text| Self::from_name(text), |value| value.name());
as_text!(ServicePrice, "dollars of at most eight decimal places, up to 100,000,", |text| Self::parse(text), |value| {
    value.amount()
});
as_text!(Unit, "a unit", |text| Self::from_name(text), |value| value.name());

/// A rate as it stands in a file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RateText {
    amount: String,
    unit: Unit,
}

impl Serialize for Rate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RateText { amount: self.amount().to_string(), unit: self.unit() }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Rate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let RateText { amount, unit } = RateText::deserialize(deserializer)?;
        let amount: Decimal =
            crate::number::decimal(&amount).ok_or_else(|| D::Error::custom(expected("a plain decimal", &amount)))?;
        Self::new(amount, unit).map_err(D::Error::custom)
    }
}
