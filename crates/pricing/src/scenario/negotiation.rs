//! What is compared before a commitment is signed: offers, forecasts, clauses of the contract, and alternatives to Bedrock.

use crate::money::Rate;
use crate::quantity::{Dollars, Months, Multiple, Years};
use crate::scenario::{OtherProvider, TypedPrice};

/// A commitment that is offered in place of the current contract.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Offer {
    /// A name for the reader, up to 80 characters; shown as text only. Without one it is called by its place in the list.
    #[serde(default)]
    pub name: String,
    /// What is promised in the first year.
    pub commitment: Dollars,
    /// Discount on what earns it: 0 to 1.
    #[serde(default)]
    pub discount: Multiple,
    /// How long it runs.
    #[serde(default)]
    pub years: Years,
    /// What is promised in a year over that of the year before: 0 to 11.
    #[serde(default = "one")]
    pub growth: Multiple,
    /// Credits that lower the payment.
    #[serde(default)]
    pub credits: Dollars,
    /// Within how many months credits must be used.
    #[serde(default)]
    pub credit_months: Months,
}

impl Default for Offer {
    fn default() -> Self {
        Self {
            name: String::new(),
            commitment: Dollars::default(),
            discount: Multiple::ZERO,
            years: Years::default(),
            growth: Multiple::ONE,
            credits: Dollars::default(),
            credit_months: Months::default(),
        }
    }
}

/// How demand may turn out: of spend with AI and without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Forecasts {
    /// The low one: four fifths of the demand at a weight of a quarter, unless given.
    pub low: Forecast,
    /// The likely one: the demand as it is at a weight of a half, unless given.
    pub likely: Forecast,
    /// The high one: six fifths of the demand at a weight of a quarter, unless given.
    pub high: Forecast,
}

/// One way that demand may turn out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Forecast {
    /// Demand, as a multiple of what the scenario asks for: 0 to 3.
    pub demand: Multiple,
    /// Demand for AI, where it turns out otherwise than the rest: 0 to 3. `None` for the same [`demand`](Self::demand).
    #[serde(default)]
    pub ai: Option<Multiple>,
    /// How much it counts beside the others: 0 to 1. The three needn't add up to 1.
    pub weight: Multiple,
}

impl Forecast {
    /// Demand for AI.
    pub fn ai_demand(&self) -> Multiple {
        self.ai.unwrap_or(self.demand)
    }
}

impl Forecasts {
    /// All three, lowest first.
    pub const fn all(&self) -> [Forecast; 3] {
        [self.low, self.likely, self.high]
    }
}

impl Default for Forecasts {
    fn default() -> Self {
        let forecast = |demand, weight| {
            let of = |parts| Multiple::of_ten_thousandths(parts).unwrap_or(Multiple::ONE);
            Forecast { demand: of(demand), ai: None, weight: of(weight) }
        };
        Self { low: forecast(8_000, 2_500), likely: forecast(10_000, 5_000), high: forecast(12_000, 2_500) }
    }
}

/// What the clauses of a contract are valued with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Clauses {
    /// How much AI prices may rise without a rate hold, as a share of them: 0 to 10.
    pub price_rise: Multiple,
    /// The year they rise in; they stay so.
    pub rise_year: Years,
    /// The part by which the commitment may be lowered once, for all its years: 0 to 1.
    pub reduction: Multiple,
    /// What a month of migration costs when a model is withdrawn.
    pub migration_cost: Dollars,
    /// Months that such a migration takes: 0 to 60.
    pub migration_months: Multiple,
}

impl Default for Clauses {
    fn default() -> Self {
        Self {
            price_rise: Multiple::ZERO,
            rise_year: Years::default(),
            reduction: Multiple::ZERO,
            migration_cost: Dollars::default(),
            migration_months: Multiple::ZERO,
        }
    }
}

/// Another way to run a part of the AI spend, which doesn't count toward the commitment.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Alternative {
    /// A name for the reader, up to 80 characters; shown as text only.
    #[serde(default)]
    pub name: String,
    /// What it costs.
    pub price: AlternativePrice,
    /// The share of the AI spend that can move: 0 to 1.
    #[serde(default = "one")]
    pub share: Multiple,
    /// What moving costs, once.
    #[serde(default)]
    pub switching: Dollars,
}

impl Alternative {
    /// Whether a price is typed: nothing runs for nothing, so 0 is none.
    pub(crate) fn is_priced(&self) -> bool {
        match &self.price {
            AlternativePrice::Monthly(month) => month.cents() > 0,
            AlternativePrice::Tokens { input, output } => !input.amount().is_zero() || !output.amount().is_zero(),
            AlternativePrice::Prices(prices) => prices.iter().any(|price| !price.rate.amount().is_zero()),
            AlternativePrice::Provider(_) => true,
        }
    }
}

/// What an alternative costs.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum AlternativePrice {
    /// What the moved part costs a month, in all.
    Monthly(Dollars),
    /// One price of a million input tokens and one of output, for a scenario whose workloads all run on one model. By
    /// [`Rules::V1`](super::Rules::V1) for all tokens of any scenario, without caching and batch.
    Tokens {
        /// Of input.
        input: Rate,
        /// Of output.
        output: Rate,
    },
    /// Prices there by model, way of buying and meter; up to [`TYPED_PRICES_MAX`](crate::bounds::TYPED_PRICES_MAX). The scenario's
    /// workloads are priced on them with their own levers. One that is needed and isn't here is named, never taken from
    /// elsewhere.
    Prices(Vec<TypedPrice>),
    /// What a provider's own card says that the workloads cost there.
    Provider(OtherProvider),
}

const fn one() -> Multiple {
    Multiple::ONE
}
