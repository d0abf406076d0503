//! What metered usage costs: the tokens of one or more calls that are counted already.
//!
//! For programs that log each call. Prices of one kind of usage are looked up once, then many records are priced with them.

use core::fmt;

use rust_decimal::Decimal;

use crate::money::{Rate, Usd};
use crate::rates::{Buying, InferenceScope, Meter, Model, PromptLength, RateCard, RateKey};

/// What is counted of usage, in the order of [`Counts::tokens`].
pub const METERS: [Meter; 6] =
    [Meter::Input, Meter::CacheRead, Meter::CacheWrite5m, Meter::CacheWrite30m, Meter::CacheWrite1h, Meter::Output];

/// Counts of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Tokens of each of [`METERS`]: input that was neither read nor written, cache reads, cache writes by lifetime, output; each
    /// up to 10^15.
    pub tokens: [u64; METERS.len()],
    /// The calls that made them, 1 or more: a prompt is long by the tokens of a call.
    pub calls: u64,
}

/// The published prices of one kind of usage: a model, where it runs and how it is bought. From the rate card alone.
#[derive(Clone, Copy, Debug)]
pub struct Prices {
    /// Tokens of a prompt above which the whole call pays the long prices.
    long_above: Option<u32>,
    ordinary: [Option<Rate>; METERS.len()],
    long: [Option<Rate>; METERS.len()],
    /// The same prices of one token, in whole units of [`places`](Self::places): many records are multiplied and added in integers.
    ordinary_units: Units,
    long_units: Units,
    /// The decimal places of those units.
    places: u32,
}

/// What a token of each meter costs, in whole units; `None` where no price is published or it doesn't fit.
type Units = [Option<u64>; METERS.len()];

/// Why a record has no cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UsageError {
    /// The card has no price of this meter, for prompts of this length.
    NoPrice(Meter, PromptLength),
    /// The amount has more digits than are kept.
    TooLarge,
}

impl fmt::Display for UsageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoPrice(meter, PromptLength::Ordinary) => write!(f, "no price of {} is published", meter.words()),
            Self::NoPrice(meter, PromptLength::Long) => {
                write!(f, "no price of {} is published for long prompts", meter.words())
            }
            Self::TooLarge => f.write_str("more than can be kept exactly"),
        }
    }
}

impl core::error::Error for UsageError {}

impl Prices {
    /// The prices of a model in one place, bought in one way.
    pub fn of(card: &RateCard, model: &Model, scope: InferenceScope, region: &str, buying: Buying) -> Self {
        let of_length = |length| {
            METERS.map(|meter| {
                let key = RateKey { model: &model.id, scope, region, buying, length, meter };
                card.rate(&key).map(|published| published.rate)
            })
        };
        let (ordinary, long) = (of_length(PromptLength::Ordinary), of_length(PromptLength::Long));
        let token = |rate: &Rate| rate.cost(1).amount().normalize();
        let places = ordinary.iter().chain(&long).flatten().map(|rate| token(rate).scale()).max().unwrap_or(0);
        let units = |rate: &Rate| {
            let of = token(rate);
            let more = 10_i128.checked_pow(places - of.scale())?;
            u64::try_from(of.mantissa().checked_mul(more)?).ok()
        };
        let all = |rates: &[Option<Rate>; METERS.len()]| rates.map(|rate| rate.as_ref().and_then(units));
        let (ordinary_units, long_units) = (all(&ordinary), all(&long));
        Self { long_above: model.threshold, ordinary, long, ordinary_units, long_units, places }
    }

    /// What a record costs, exactly. A price that is needed and isn't published is an error, never 0.
    ///
    /// # Errors
    /// The first meter with tokens and without a price; an amount beyond what is kept.
    pub fn cost(&self, counts: &Counts) -> Result<Usd, UsageError> {
        let (mut sum, mut places) = (self.sum(counts)?, self.places);
        while places > 0 && sum.is_multiple_of(10) {
            (sum, places) = (sum / 10, places - 1);
        }
        let sum = i128::try_from(sum).map_err(|_| UsageError::TooLarge)?;
        Decimal::try_from_i128_with_scale(sum, places).map(Usd::new).map_err(|_| UsageError::TooLarge)
    }

    /// Writes what a record costs as [`Usd::exact`] does: the fast way for many.
    ///
    /// # Errors
    /// As [`cost`](Self::cost); nothing is written then.
    pub fn write_cost(&self, counts: &Counts, to: &mut String) -> Result<(), UsageError> {
        // Nearly every record fits; a longer amount goes the longer way.
        let Ok(sum) = u64::try_from(self.sum(counts)?) else {
            to.push_str(&self.cost(counts)?.exact());
            return Ok(());
        };
        write_units(sum, self.places, to);
        Ok(())
    }

    /// What a record costs, in whole units.
    fn sum(&self, counts: &Counts) -> Result<u128, UsageError> {
        let output = METERS.len() - 1;
        let is_long = self.long_above.is_some_and(|above| {
            let prompts: u128 = counts.tokens.iter().take(output).map(|tokens| u128::from(*tokens)).sum();
            prompts > u128::from(above) * u128::from(counts.calls)
        });
        let (length, units, rates) = if is_long {
            (PromptLength::Long, &self.long_units, &self.long)
        } else {
            (PromptLength::Ordinary, &self.ordinary_units, &self.ordinary)
        };
        let mut sum = 0_u128;
        for (((tokens, units), rate), meter) in counts.tokens.iter().zip(units).zip(rates).zip(METERS) {
            if *tokens == 0 {
                continue;
            }
            let missing = || if rate.is_some() { UsageError::TooLarge } else { UsageError::NoPrice(meter, length) };
            let units = units.ok_or_else(missing)?;
            // A product of two counts below 2^64 fits.
            sum = sum.checked_add(u128::from(*tokens) * u128::from(units)).ok_or(UsageError::TooLarge)?;
        }
        Ok(sum)
    }
}

/// Writes an amount of whole units as a decimal: no zeros at its end, one before the point.
fn write_units(units: u64, places: u32, to: &mut String) {
    let (mut rest, mut places) = (units, places);
    while places > 0 && rest.is_multiple_of(10) {
        (rest, places) = (rest / 10, places - 1);
    }
    // From the end: twenty digits, a point, and zeros of which there are at most as many as places.
    let mut digits = [b'0'; 52];
    let (mut at, mut written) = (digits.len(), 0);
    while rest > 0 || written <= places {
        if written == places && places > 0 {
            at = at.saturating_sub(1);
            if let Some(digit) = digits.get_mut(at) {
                *digit = b'.';
            }
        }
        at = at.saturating_sub(1);
        if let Some(digit) = digits.get_mut(at) {
            *digit = b'0' + u8::try_from(rest % 10).unwrap_or(0);
        }
        (rest, written) = (rest / 10, written + 1);
    }
    to.extend(digits.iter().skip(at).map(|digit| char::from(*digit)));
}

#[cfg(test)]
mod tests {
    use super::{Counts, Prices, UsageError};
    use crate::money::Usd;
    use crate::rates::{Buying, InferenceScope, Meter, PromptLength, RateCard};

    fn cost(
        model: &str,
        scope: InferenceScope,
        buying: Buying,
        tokens: [u64; 6],
        calls: u64,
    ) -> Result<String, UsageError> {
        let card = RateCard::newest();
        let prices = card.model(model).map(|model| Prices::of(&card, model, scope, "us-east-1", buying));
        let prices = prices.ok_or(UsageError::TooLarge)?;
        prices.cost(&Counts { tokens, calls }).map(Usd::exact)
    }

    #[test]
    fn a_record_costs_what_its_counts_cost() {
        // Sonnet 4.5, geographic: 1,000 x 3.30 + 2,000 x 0.33 + 300 x 4.125 + 500 x 16.50, in millionths.
        let sonnet = |tokens| cost("claude-sonnet-4.5", InferenceScope::Geographic, Buying::Standard, tokens, 1);
        assert_eq!(sonnet([1_000, 2_000, 300, 0, 0, 500]).as_deref(), Ok("0.0134475"));
        assert_eq!(sonnet([0; 6]).as_deref(), Ok("0"));
    }

    #[test]
    fn a_written_cost_is_the_exact_one() {
        for (units, places, text) in [
            (0, 0, "0"),
            (0, 14, "0"),
            (7, 0, "7"),
            (1_000, 3, "1"),
            (1_050, 3, "1.05"),
            (5, 3, "0.005"),
            (120, 1, "12"),
            (u64::MAX, 0, "18446744073709551615"),
            (u64::MAX, 20, "0.18446744073709551615"),
            (1, 28, "0.0000000000000000000000000001"),
        ] {
            let mut written = String::new();
            super::write_units(units, places, &mut written);
            assert_eq!(written, text);
        }
        // Counts of every size, through both ways.
        let card = RateCard::newest();
        let model = card
            .model("claude-sonnet-4.5")
            .map(|model| Prices::of(&card, model, InferenceScope::Geographic, "us-east-1", Buying::Standard));
        assert!(model.is_some());
        let mut tokens = 1_u64;
        for step in 0_u64..15 {
            let counts = Counts { tokens: [tokens, tokens / 3, step, 0, tokens / 7, tokens / 9], calls: 1 };
            let mut written = String::new();
            assert_eq!(model.map(|prices| prices.write_cost(&counts, &mut written)), Some(Ok(())));
            assert_eq!(model.map(|prices| prices.cost(&counts).map(Usd::exact)), Some(Ok(written)));
            tokens = tokens * 10 + step;
        }
    }

    #[test]
    fn a_long_prompt_is_told_by_the_tokens_of_a_call() {
        // Haiku 5.5, global: 0.10 a million up to 100,000 tokens of a prompt, 0.50 above.
        let haiku =
            |calls| cost("claude-haiku-5.5", InferenceScope::Global, Buying::Standard, [150_000, 0, 0, 0, 0, 0], calls);
        assert_eq!(haiku(1).as_deref(), Ok("0.075"));
        assert_eq!(haiku(2).as_deref(), Ok("0.015"));
    }

    #[test]
    fn what_has_no_price_is_named_and_never_nothing() {
        // Batch reads no cache.
        let batch = cost("claude-sonnet-4.5", InferenceScope::Global, Buying::Batch, [1, 1, 0, 0, 0, 1], 1);
        assert_eq!(batch, Err(UsageError::NoPrice(Meter::CacheRead, PromptLength::Ordinary)));
    }
}
