//! Another provider that the workloads could run with, as a scenario asks for it.

use super::{TypedPrice, one};
use crate::money::Rate;
use crate::quantity::{Count, Dollars, Hours, ModelUnits, Multiple, TokensPerMinute};
use crate::rates::Date;

/// A provider whose card prices the workloads, each with its own levers under that provider's rules.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OtherProvider {
    /// The provider's identifier on the card of other providers, such as `openai-api`.
    pub id: String,
    /// The date of that card; a link pins it.
    pub rates: Date,
    /// What stands for a model that the provider doesn't sell; up to [`SUBSTITUTES_MAX`](crate::bounds::SUBSTITUTES_MAX).
    #[serde(default)]
    pub substitutes: Vec<Substitute>,
    /// Prices that the reader was offered there, by the model's identifier on Bedrock, way of buying and meter; each goes before the
    /// card's. Up to [`TYPED_PRICES_MAX`](crate::bounds::TYPED_PRICES_MAX).
    #[serde(default)]
    pub prices: Vec<TypedPrice>,
    /// Capacity that is committed there, which serves a model's tokens in place of a price by the token; up to
    /// [`PURCHASES_MAX`](crate::bounds::PURCHASES_MAX).
    #[serde(default)]
    pub units: Vec<UnitsThere>,
    /// Caches that are kept there for a price by the hour; up to [`PURCHASES_MAX`](crate::bounds::PURCHASES_MAX).
    #[serde(default)]
    pub caches: Vec<KeptCache>,
}

/// Tokens that a provider keeps in a cache for a price by the hour, as Google does in Gemini's explicit caches. Reading them costs what
/// cached input costs.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct KeptCache {
    /// The model whose input is kept, by its identifier on Bedrock.
    pub model: String,
    /// Tokens that are kept at a time, as the provider counts them.
    pub tokens: Count,
    /// Hours of a month that they are kept for: 730, a month without a break, unless given.
    #[serde(default)]
    pub hours: Hours,
    /// What a million tokens cost for an hour.
    pub price: Rate,
}

/// Units of capacity with a provider, such as Azure's PTU or Google's GSU: sized by what is asked, in the provider's own steps.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct UnitsThere {
    /// The model whose tokens they serve, by its identifier on Bedrock; batch isn't served.
    pub model: String,
    /// Input tokens a minute that one unit serves.
    pub throughput: TokensPerMinute,
    /// How many input tokens an output token counts for: 0 to 100, 1 unless given.
    #[serde(default = "one")]
    pub output_weight: Multiple,
    /// How many input tokens a token read from cache counts for: 0 to 1, 0 unless given.
    #[serde(default)]
    pub read_weight: Multiple,
    /// The fewest that are sold: 1 unless given.
    #[serde(default)]
    pub minimum: ModelUnits,
    /// How many more each step has: 1 unless given.
    #[serde(default)]
    pub step: ModelUnits,
    /// Load of the busiest minute over that of the mean one while traffic runs: 1 to 100, 1 unless given.
    #[serde(default = "one")]
    pub peak: Multiple,
    /// What a unit costs, by the hour or by the month.
    pub price: Rate,
}

/// Instances of one's own that run models in place of Bedrock.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SelfHosted {
    /// One fleet for each model; up to [`PURCHASES_MAX`](crate::bounds::PURCHASES_MAX). Of two for the same model the first serves it.
    pub fleets: Vec<Fleet>,
    /// What people who run them cost a month.
    #[serde(default)]
    pub people: Dollars,
}

/// Instances that run one model.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Fleet {
    /// The model, by its identifier on Bedrock.
    pub model: String,
    /// What an instance costs an hour, on demand or on a savings plan.
    pub hourly: Rate,
    /// Output tokens a second of one instance at full load, measured at the workloads' own lengths of prompt and answer; 0 where
    /// it isn't known: then nothing runs the model.
    pub output_per_second: Multiple,
    /// How much of that is used in the busiest minute: above 0, up to 1; 1 unless given.
    #[serde(default = "one")]
    pub target: Multiple,
    /// Load of the busiest minute over that of the mean one while traffic runs: 1 to 100, 1 unless given.
    #[serde(default = "one")]
    pub peak: Multiple,
    /// Instances that stand by for a failure: 1 unless given.
    #[serde(default = "one_spare")]
    pub spare: u8,
}

const fn one_spare() -> u8 {
    1
}

/// A model of a provider that stands for one of Bedrock's.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Substitute {
    /// The model's identifier on Bedrock.
    pub model: String,
    /// The identifier of what stands for it there.
    pub there: String,
    /// How many tokens it counts for one of the model's, of the same text: 0.1 to 10, 1 unless given.
    #[serde(default = "one")]
    pub token_factor: Multiple,
}

impl OtherProvider {
    /// A provider on the card of a date, with nothing substituted and nothing typed.
    pub fn new(id: &str, rates: Date) -> Self {
        Self {
            id: id.to_owned(),
            rates,
            substitutes: Vec::new(),
            prices: Vec::new(),
            units: Vec::new(),
            caches: Vec::new(),
        }
    }

    /// What stands for a model: the first substitute for it, otherwise the model itself, and the factor of its tokens.
    pub fn model_for<'a>(&'a self, model: &'a str) -> (&'a str, Multiple) {
        let found = self.substitutes.iter().find(|substitute| substitute.model == model);
        found.map_or((model, Multiple::ONE), |substitute| (&substitute.there, substitute.token_factor))
    }
}
