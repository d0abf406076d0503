//! The grammar of typed numbers: digits, separators, units, percent, fractions.

use rust_decimal::Decimal;

use super::{DecimalSign, NumberError, decimal};
use crate::bounds;
use crate::money::shifted;
use crate::quantity::whole;

/// A number as typed, before a field gives it meaning.
pub(super) enum Reading {
    Plain(Digits),
    Percent(Digits),
    Fraction(u64, u64),
}

impl Reading {
    pub(super) fn plain(self) -> Result<Decimal, NumberError> {
        match self {
            Self::Plain(Digits::One(value)) => Ok(value),
            Self::Plain(either) => Err(either.ambiguous()),
            Self::Percent(_) | Self::Fraction(..) => Err(NumberError::Malformed),
        }
    }
}

/// What digits with separators can mean.
pub(super) enum Digits {
    One(Decimal),
    /// One separator before three digits, where people use it both ways; `unit` follows the digits, as typed.
    Either {
        decimal: Decimal,
        thousands: Decimal,
        separator: char,
        unit: String,
        /// What the unit multiplies by, as a power of ten.
        power: u32,
    },
}

impl Digits {
    /// The only reading that is at most `most`, where there is only one.
    pub(super) fn at_most(self, most: Decimal) -> Result<Decimal, NumberError> {
        match self {
            Self::One(value) => Ok(value),
            Self::Either { decimal, thousands, .. } if thousands > most => Ok(decimal),
            either @ Self::Either { .. } => Err(either.ambiguous()),
        }
    }

    fn ambiguous(self) -> NumberError {
        let Self::Either { decimal, thousands, separator, unit, power } = self else { return NumberError::Malformed };
        let written = |value: Decimal| {
            let written = Decimal::try_from_i128_with_scale(value.mantissa(), value.scale() + power);
            written.unwrap_or(value).normalize()
        };
        let (decimal, thousands) = (written(decimal), written(thousands));
        // Four places can't be a group of three.
        let decimal = if decimal.scale() == 3 { format!("{decimal}0") } else { decimal.to_string() };
        NumberError::Ambiguous(decimal.replace('.', &separator.to_string()) + &unit, format!("{thousands}{unit}"))
    }

    fn times(self, power: u32, typed: &str) -> Result<Self, NumberError> {
        let product = |value: Decimal| shifted(value, power).ok_or(NumberError::TooLong);
        Ok(match self {
            Self::One(value) => Self::One(product(value)?),
            Self::Either { decimal, thousands, separator, .. } => Self::Either {
                decimal: product(decimal)?,
                thousands: product(thousands)?,
                separator,
                unit: typed.to_owned(),
                power,
            },
        })
    }
}

pub(super) fn read(text: &str, sign: DecimalSign) -> Result<Reading, NumberError> {
    if text.len() > bounds::NUMBER_CHARACTERS_MAX {
        return Err(NumberError::TooLong);
    }
    let text = text.trim();
    if text.is_empty() {
        return Err(NumberError::Empty);
    }
    if text.starts_with(['-', '\u{2212}']) {
        return Err(NumberError::Negative);
    }
    if let Some((numerator, denominator)) = text.split_once('/') {
        let terms = whole(numerator.trim()).zip(whole(denominator.trim()));
        let (numerator, denominator) = terms.ok_or(NumberError::Malformed)?;
        return if denominator == 0 {
            Err(NumberError::Malformed)
        } else {
            Ok(Reading::Fraction(numerator, denominator))
        };
    }
    if let Some(percent) = text.strip_suffix('%') {
        return digits(percent.trim_end(), sign)?.times(0, "%").map(Reading::Percent);
    }
    let (power, unit) = match text.chars().last() {
        Some(unit @ ('k' | 'K')) => (3, unit),
        Some(unit @ ('m' | 'M')) => (6, unit),
        Some(unit @ ('b' | 'B' | 'g' | 'G')) => (9, unit),
        Some(unit @ ('t' | 'T')) => (12, unit),
        _ => return digits(text, sign).map(Reading::Plain),
    };
    let digits = digits(text.strip_suffix(unit).unwrap_or_default().trim_end(), sign)?;
    digits.times(power, &unit.to_string()).map(Reading::Plain)
}

/// Reads digits with separators.
fn digits(text: &str, sign: DecimalSign) -> Result<Digits, NumberError> {
    let count = |separator: char| text.matches(separator).count();
    let spaced = text.contains(char::is_whitespace);
    let (point, group) = match (count('.'), count(',')) {
        // Spaces group, so a single point or comma stands before the decimals. Among more of these no space is read.
        (0 | 1, 0) if spaced => ('.', ' '),
        (0, 1) if spaced => (',', ' '),
        (0, 0) => return decimal(text).map(Digits::One).ok_or(NumberError::Malformed),
        // Both: whichever comes last stands before the decimals.
        (1.., 1..) => {
            if text.rfind('.') > text.rfind(',') {
                ('.', ',')
            } else {
                (',', '.')
            }
        }
        (1, 0) => return lone(text, '.', sign == DecimalSign::Point),
        (0, 1) => return lone(text, ',', sign == DecimalSign::Comma),
        (2.., 0) => (',', '.'),
        (0, 2..) => ('.', ','),
    };
    let is_group = |character: char| if group == ' ' { character.is_whitespace() } else { character == group };
    let (whole_part, fraction) = text.split_once(point).map_or((text, None), |(units, rest)| (units, Some(rest)));
    let mut groups = whole_part.split(is_group);
    let first = groups.next().unwrap_or_default();
    let well_grouped = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    let mut plain = whole_part.replace(is_group, "");
    if let Some(fraction) = fraction {
        plain = format!("{plain}.{fraction}");
    }
    let value = decimal(&plain).ok_or(NumberError::Malformed)?;
    let separators = match group {
        ' ' => "Spaces",
        '.' => "Points",
        _ => "Commas",
    };
    if well_grouped { Ok(Digits::One(value)) } else { Err(NumberError::Grouping(separators, plain)) }
}

/// Reads digits with one separator: the decimal sign of the locale, or the other one.
fn lone(text: &str, separator: char, is_decimal_sign: bool) -> Result<Digits, NumberError> {
    let (units, rest) = text.split_once(separator).unwrap_or((text, ""));
    let as_decimal = decimal(&format!("{units}.{rest}")).ok_or(NumberError::Malformed)?;
    let could_group = rest.len() == 3 && (1..=3).contains(&units.len()) && units != "0";
    let thousands = decimal(&format!("{units}{rest}")).ok_or(NumberError::Malformed)?;
    match (is_decimal_sign, could_group, separator) {
        // `1.000` with a decimal point is one; nobody groups with points there.
        (true, _, '.') | (true, false, _) | (false, false, '.') => Ok(Digits::One(as_decimal)),
        // `1,000` with a decimal comma, `1.000` likewise: people write both.
        (_, true, '.') | (true, true, _) => {
            Ok(Digits::Either { decimal: as_decimal, thousands, separator, unit: String::new(), power: 0 })
        }
        (false, true, _) => Ok(Digits::One(thousands)),
        (false, false, _) => Err(NumberError::Grouping("Commas", as_decimal.to_string())),
    }
}
