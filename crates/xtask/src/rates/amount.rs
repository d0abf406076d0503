//! A price as an exact whole number, for comparing prices with each other.

use std::fmt;

/// Hundred-millionths of a dollar for a million tokens: the finest price a rate can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Amount(i128);

/// One dollar for a million tokens.
const DOLLAR: i128 = 100_000_000;

/// As `pricing::bounds::RATE_DIGITS_MAX`.
const DIGITS_MAX: usize = 12;

impl Amount {
    /// Reads digits with at most one point between them: no sign, exponent, separator or space.
    pub(crate) fn parse(text: &str, unit: &str) -> Result<Self, String> {
        // A price for a thousand tokens in 10^-11 dollars is one for a million in 10^-8: the same whole number.
        let places = match unit {
            "1M tokens" => 8,
            "1K tokens" => 11,
            _ => return Err(format!("`{unit}` is no unit: 1M tokens or 1K tokens")),
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
        mantissa.map(Self).map_err(|_| format!("`{text}` is too long"))
    }

    /// A price of so many cents for a million tokens.
    pub(crate) const fn cents(cents: i128) -> Self {
        Self(cents * DOLLAR / 100)
    }

    /// A tenth of a cent for a million tokens.
    pub(crate) const fn tenth_of_a_cent() -> Self {
        Self(DOLLAR / 1_000)
    }

    /// Whether this is from `least` to `most` times as much as `other`, both as fractions.
    pub(crate) const fn is_between(self, least: (i128, i128), most: (i128, i128), other: Self) -> bool {
        self.0 * least.1 >= other.0 * least.0 && self.0 * most.1 <= other.0 * most.0
    }
}

/// Dollars for a million tokens: `3`, `0.0375`.
impl fmt::Display for Amount {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, fraction) = (self.0 / DOLLAR, self.0 % DOLLAR);
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
}
