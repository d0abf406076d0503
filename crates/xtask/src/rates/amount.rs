//! A price as an exact whole number, for comparing prices with each other.

use std::fmt;

/// Hundred-millionths of a dollar for one unit, and the unit: the finest price a rate can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Amount {
    price: i128,
    unit: &'static str,
}

/// One dollar.
const DOLLAR: i128 = 100_000_000;

/// The unit of a price for tokens, whether it is published for a thousand of them or for a million.
pub(crate) const MILLION: &str = "1M tokens";

/// Every unit as it is written, the unit that prices are compared in, and the decimal places that a price may have.
///
/// A price for a thousand tokens in 10^-11 dollars is one for a million in 10^-8: the same whole number.
const UNITS: [(&str, &str, usize); 8] = [
    (MILLION, MILLION, 8),
    ("1K tokens", MILLION, 11),
    ("model unit hour", "model unit hour", 8),
    ("1K TPM-hour", "1K TPM-hour", 8),
    ("training hour", "training hour", 8),
    ("month", "month", 8),
    ("unit minute", "unit minute", 8),
    ("1K queries", "1K queries", 8),
];

/// As `pricing::bounds::RATE_DIGITS_MAX`.
const DIGITS_MAX: usize = 12;

impl Amount {
    /// Reads digits with at most one point between them: no sign, exponent, separator or space.
    pub(crate) fn parse(text: &str, unit: &str) -> Result<Self, String> {
        let Some((_, unit, places)) = UNITS.into_iter().find(|(name, ..)| *name == unit) else {
            return Err(format!("`{unit}` is no unit: one of {}", UNITS.map(|(name, ..)| name).join(", ")));
        };
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(whole) || !digits(fraction) || (whole.len() > 1 && whole.starts_with('0')) {
            return Err(format!("`{text}` is no plain decimal"));
        }
        if format!("{whole}{fraction}").trim_start_matches('0').len() > DIGITS_MAX {
            return Err(format!("`{text}` has more than {DIGITS_MAX} digits"));
        }
        let fraction = fraction.trim_end_matches('0');
        if fraction.len() > places {
            return Err(format!("`{text}` has more than {places} decimal places"));
        }
        let mantissa = format!("{whole}{fraction:0<places$}").parse();
        mantissa.map(|price| Self { price, unit }).map_err(|_| format!("`{text}` is too long"))
    }

    /// What the price is for: [`MILLION`], or a unit that isn't tokens.
    pub(crate) const fn unit(self) -> &'static str {
        self.unit
    }

    /// Whether this is from `least` to `most` thousandths of a dollar.
    pub(crate) const fn is_within(self, least: i128, most: i128) -> bool {
        self.price * 1_000 >= least * DOLLAR && self.price * 1_000 <= most * DOLLAR
    }

    /// Whether this is from `least` to `most` times as much as `other`, both as fractions.
    pub(crate) const fn is_between(self, least: (i128, i128), most: (i128, i128), other: Self) -> bool {
        self.price * least.1 >= other.price * least.0 && self.price * most.1 <= other.price * most.0
    }
}

/// Dollars: `3`, `0.0375`.
impl fmt::Display for Amount {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, fraction) = (self.price / DOLLAR, self.price % DOLLAR);
        if fraction == 0 {
            return write!(out, "{whole}");
        }
        write!(out, "{whole}.{}", format!("{fraction:08}").trim_end_matches('0'))
    }
}

#[cfg(test)]
mod tests {
    use super::Amount;

    #[test]
    fn one_grammar_for_prices() {
        let shown = |text, unit| Amount::parse(text, unit).map(|amount| amount.to_string());
        assert_eq!(shown("3", "1M tokens"), Ok("3".to_owned()));
        assert_eq!(shown("0.00875", "1M tokens"), Ok("0.00875".to_owned()));
        assert_eq!(shown("16.50", "1M tokens"), Ok("16.5".to_owned()));
        assert_eq!(shown("0.00025", "1K tokens"), Ok("0.25".to_owned()));
        assert_eq!(shown("0.00000000001", "1K tokens"), Ok("0.00000001".to_owned()));
        for text in [
            "",
            ".",
            "3.",
            ".3",
            "-3",
            "+3",
            "3e1",
            "1_000",
            "1,5",
            " 3",
            "3 ",
            "03",
            "0x3",
            "NaN",
            "1.2.3",
            "٣",
            "0.000000001",
            "1234567890123",
        ] {
            assert!(Amount::parse(text, "1M tokens").is_err(), "{text}");
        }
        assert!(Amount::parse("3", "1 token").is_err());
    }

    #[test]
    fn a_price_knows_what_it_is_for() {
        let unit = |unit| Amount::parse("3", unit).map(super::Amount::unit);
        assert_eq!(unit("1M tokens"), Ok("1M tokens"));
        assert_eq!(unit("1K tokens"), Ok("1M tokens"));
        for other in ["model unit hour", "1K TPM-hour", "training hour", "month", "unit minute", "1K queries"] {
            assert_eq!(unit(other), Ok(other));
        }
        assert_eq!(Amount::parse("0.05718", "unit minute").map(|amount| amount.to_string()), Ok("0.05718".to_owned()));
    }
}
