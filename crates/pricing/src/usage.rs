//! What metered usage costs: the tokens of one or more calls that are counted already.
//!
//! For programs that log each call. Prices of one kind of usage are looked up once, then many records are priced with them.

use core::fmt;

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
}

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
        Self {
            long_above: model.long_prompt_above,
            ordinary: of_length(PromptLength::Ordinary),
            long: of_length(PromptLength::Long),
        }
    }

    /// What a record costs, exactly. A price that is needed and isn't published is an error, never 0.
    ///
    /// # Errors
    /// The first meter with tokens and without a price; an amount beyond what is kept.
    pub fn cost(&self, counts: &Counts) -> Result<Usd, UsageError> {
        let output = METERS.len() - 1;
        let prompts: u128 = counts.tokens.iter().take(output).map(|tokens| u128::from(*tokens)).sum();
        let is_long = self.long_above.is_some_and(|above| prompts > u128::from(above) * u128::from(counts.calls));
        let (length, rates) =
            if is_long { (PromptLength::Long, &self.long) } else { (PromptLength::Ordinary, &self.ordinary) };
        let mut sum = Usd::ZERO.amount();
        for ((tokens, rate), meter) in counts.tokens.iter().zip(rates).zip(METERS) {
            if *tokens > 0 {
                let rate = rate.ok_or(UsageError::NoPrice(meter, length))?;
                sum = sum.checked_add(rate.cost(*tokens).amount()).ok_or(UsageError::TooLarge)?;
            }
        }
        Ok(Usd::new(sum.normalize()))
    }
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
