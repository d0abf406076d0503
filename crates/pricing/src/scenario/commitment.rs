//! An AWS spend commitment: what is promised a year, what would be spent without AI, and the terms that decide how AI
//! spend counts.

use super::{Clauses, Forecasts, Offer};
use crate::quantity::{Dollars, Multiple};

/// A spend commitment (EDP) of one to five years.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Commitment {
    /// What the commitment is measured by: a term of the contract.
    #[cfg_attr(feature = "serde", serde(default))]
    pub measure: Measure,
    /// Rate negotiated below list for AI spend, before the discount of the commitment: 0 to 1.
    #[cfg_attr(feature = "serde", serde(default))]
    pub negotiated: Multiple,
    /// AI spend of a year over that of the year before: 0 to 11.
    #[cfg_attr(feature = "serde", serde(default = "one"))]
    pub ai_growth: Multiple,
    /// Spend without AI of a year over that of the year before, where it isn't typed: 0 to 11.
    #[cfg_attr(feature = "serde", serde(default = "one"))]
    pub organic_growth: Multiple,
    /// Terms by provider; others have those of [`ProviderTerms::usual`].
    #[cfg_attr(feature = "serde", serde(default))]
    pub terms: Vec<ProviderTerms>,
    /// The years; up to [`COMMITMENT_YEARS_MAX`](crate::bounds::COMMITMENT_YEARS_MAX).
    pub years: Vec<CommitmentYear>,
    /// Offers to compare; up to [`OFFERS_MAX`](crate::bounds::OFFERS_MAX).
    #[cfg_attr(feature = "serde", serde(default))]
    pub offers: Vec<Offer>,
    /// How demand may turn out.
    #[cfg_attr(feature = "serde", serde(default))]
    pub forecasts: Forecasts,
    /// What the clauses of a contract are valued with.
    #[cfg_attr(feature = "serde", serde(default))]
    pub clauses: Clauses,
}

/// One year of a commitment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct CommitmentYear {
    /// What is promised.
    pub commitment: Dollars,
    /// Eligible spend without AI, before discount; `None` for the year before times its growth, and for nothing in the first.
    #[cfg_attr(feature = "serde", serde(default))]
    pub organic: Option<Dollars>,
    /// Discount on what earns it: 0 to 1.
    #[cfg_attr(feature = "serde", serde(default))]
    pub discount: Multiple,
    /// AI spend before any discount, in place of the scenario's; it earns the discount and counts in full.
    #[cfg_attr(feature = "serde", serde(default))]
    pub ai: Option<Dollars>,
}

/// What counts toward a commitment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Measure {
    /// Spend after the discount.
    #[default]
    Net,
    /// Spend before it.
    Gross,
}

impl Measure {
    /// Both, in the order they are shown.
    pub const ALL: [Self; 2] = [Self::Net, Self::Gross];

    /// The word used in links: `net`, `gross`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Net => "net",
            Self::Gross => "gross",
        }
    }
}

/// How the spend on a provider's models stands in the contract.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct ProviderTerms {
    /// The provider's identifier on the card.
    pub provider: String,
    /// Whether it earns the discount.
    pub earns: bool,
    /// How much of it counts toward the commitment.
    pub counts: Counts,
}

/// How much of some spend counts toward a commitment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case", deny_unknown_fields))]
pub enum Counts {
    /// This part of it: 0 to 1.
    Part(Multiple),
    /// As Marketplace spend, which counts together to at most a quarter of the commitment.
    Marketplace,
}

impl ProviderTerms {
    /// What is assumed where the contract isn't known: AWS's own billing counts in full, Marketplace's is capped and earns
    /// nothing.
    pub fn usual(provider: &str, marketplace: bool) -> Self {
        let counts = if marketplace { Counts::Marketplace } else { Counts::Part(Multiple::ONE) };
        Self { provider: provider.to_owned(), earns: !marketplace, counts }
    }
}

impl Commitment {
    /// AI spend that is typed for the first year, in place of the scenario's.
    pub fn first_typed_ai(&self) -> Option<Dollars> {
        self.years.first()?.ai
    }
}

impl Default for Commitment {
    fn default() -> Self {
        Self {
            measure: Measure::Net,
            negotiated: Multiple::ZERO,
            ai_growth: Multiple::ONE,
            organic_growth: Multiple::ONE,
            terms: Vec::new(),
            years: Vec::new(),
            offers: Vec::new(),
            forecasts: Forecasts::default(),
            clauses: Clauses::default(),
        }
    }
}

#[cfg(feature = "serde")]
const fn one() -> Multiple {
    Multiple::ONE
}
