//! An AWS spend commitment: what is promised a year, what would be spent without AI, and the terms that decide how AI
//! spend counts.

use super::{Clauses, Forecasts, Offer};
use crate::quantity::{Dollars, Months, Multiple};

/// A spend commitment (EDP) of one to five years.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Commitment {
    /// What the commitment is measured by: a term of the contract.
    #[serde(default)]
    pub measure: Measure,
    /// Rate negotiated below list for AI spend, before the discount of the commitment: 0 to 1.
    #[serde(default)]
    pub negotiated: Multiple,
    /// Rates negotiated with single providers, in place of [`negotiated`](Self::negotiated); up to
    /// [`TERMS_MAX`](crate::bounds::TERMS_MAX). Of two for the same provider the first holds.
    #[serde(default)]
    pub private_offers: Vec<PrivateOffer>,
    /// Discount wherever nothing is promised: 0 to 1. A year that promises nothing but has a discount of its own keeps that.
    #[serde(default)]
    pub flat_discount: Multiple,
    /// Part of the commitment that Marketplace spend can retire: 0 to 1, a quarter unless given.
    #[serde(default = "quarter")]
    pub marketplace_share: Multiple,
    /// How much of that part other Marketplace spend takes each year already. It takes room only: it isn't added to what
    /// retires, and belongs to the spend without AI where it does.
    #[serde(default)]
    pub marketplace_used: Dollars,
    /// Whether what retires beyond a year's commitment counts toward the next year's: a term of the contract.
    #[serde(default)]
    pub carries_forward: bool,
    /// Whether spend that credits pay doesn't retire the commitment: a term of the contract.
    #[serde(default)]
    pub credits_lower_retirement: bool,
    /// AI spend of a year over that of the year before: 0 to 11.
    #[serde(default = "one")]
    pub ai_growth: Multiple,
    /// Spend without AI of a year over that of the year before, where it isn't typed: 0 to 11.
    #[serde(default = "one")]
    pub organic_growth: Multiple,
    /// Terms by provider; others have those of [`ProviderTerms::usual`].
    #[serde(default)]
    pub terms: Vec<ProviderTerms>,
    /// The years; up to [`COMMITMENT_YEARS_MAX`](crate::bounds::COMMITMENT_YEARS_MAX).
    pub years: Vec<CommitmentYear>,
    /// Offers to compare; up to [`OFFERS_MAX`](crate::bounds::OFFERS_MAX).
    #[serde(default)]
    pub offers: Vec<Offer>,
    /// How demand may turn out.
    #[serde(default)]
    pub forecasts: Forecasts,
    /// What the clauses of a contract are valued with.
    #[serde(default)]
    pub clauses: Clauses,
}

/// One year of a commitment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CommitmentYear {
    /// What is promised.
    pub commitment: Dollars,
    /// Eligible spend without AI, before discount; `None` for the year before times its growth, and for nothing in the first.
    #[serde(default)]
    pub organic: Option<Dollars>,
    /// Whether [`organic`](Self::organic) is typed after the year's discount; it is then converted.
    #[serde(default)]
    pub organic_after_discount: bool,
    /// Discount on what earns it: 0 to 1.
    #[serde(default)]
    pub discount: Multiple,
    /// AI spend before any discount, in place of the scenario's. By [`Rules::V2`](super::Rules::V2) it is spread over the scenario's
    /// providers and has their terms; by version 1 it earns the discount and counts in full.
    #[serde(default)]
    pub ai: Option<Dollars>,
}

/// What counts toward a commitment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
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
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ProviderTerms {
    /// The provider's identifier on the card.
    pub provider: String,
    /// Whether it earns the discount.
    pub earns: bool,
    /// How much of it counts toward the commitment.
    pub counts: Counts,
}

/// How much of some spend counts toward a commitment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Counts {
    /// This part of it: 0 to 1.
    Part(Multiple),
    /// As Marketplace spend, which counts together to at most [a part](Commitment::marketplace_share) of the commitment.
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

/// A rate negotiated with one provider: for Claude a private offer in AWS Marketplace. It ends on its date, and then the
/// public price holds (AWS Marketplace, private offers). That it begins with the first month of the commitment is taken: the offer says when it does.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PrivateOffer {
    /// The provider's identifier on the card.
    pub provider: String,
    /// How far below list its models are: 0 to 1.
    pub below_list: Multiple,
    /// Months until it ends, from the start of the first year: 1 to 60; twelve unless given.
    #[serde(default)]
    pub months: Months,
}

impl Commitment {
    /// The discount of a year: its own; the flat one where nothing is promised and no other is given, and beyond the
    /// commitment's years.
    pub fn discount(&self, year: usize) -> Multiple {
        let own = self.years.get(year).filter(|year| year.commitment.cents() > 0 || year.discount > Multiple::ZERO);
        own.map_or(self.flat_discount, |year| year.discount)
    }

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
            private_offers: Vec::new(),
            flat_discount: Multiple::ZERO,
            marketplace_share: quarter(),
            marketplace_used: Dollars::default(),
            carries_forward: false,
            credits_lower_retirement: false,
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

/// What counts at most of Marketplace purchases, where the contract doesn't say otherwise: a quarter of the commitment. Advisers
/// report it (Redress Compliance, "AWS EDP and Marketplace", 2025); AWS publishes no such rule.
fn quarter() -> Multiple {
    Multiple::of_ten_thousandths(2_500).unwrap_or(Multiple::ZERO)
}

const fn one() -> Multiple {
    Multiple::ONE
}
