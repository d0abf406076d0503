//! Another provider that the workloads could run with, as a scenario asks for it.

use super::{TypedPrice, one};
use crate::quantity::Multiple;
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
        Self { id: id.to_owned(), rates, substitutes: Vec::new(), prices: Vec::new() }
    }

    /// What stands for a model: the first substitute for it, otherwise the model itself, and the factor of its tokens.
    pub fn model_for<'a>(&'a self, model: &'a str) -> (&'a str, Multiple) {
        let found = self.substitutes.iter().find(|substitute| substitute.model == model);
        found.map_or((model, Multiple::ONE), |substitute| (&substitute.there, substitute.token_factor))
    }
}
