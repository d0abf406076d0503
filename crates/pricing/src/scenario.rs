//! What the user asks: everything a link holds.
//!
//! A scenario is data. Checking it is here, pricing it is in [`price`](crate::price); it knows no rate.

mod asked;
mod billed;
mod caching;
mod capacity;
pub(crate) mod check;
mod commitment;
mod elsewhere;
mod negotiation;
pub(crate) mod services;

pub use billed::Billed;
pub use caching::{Arrivals, CacheInBatch, CacheLifetime, Caching, CountedCache, Lives};
pub use capacity::{
    Bought, Capacity, CustomModel, CustomServing, Load, Purchase, ReservedReads, ReservedTerm, Term, Throughput,
};
pub use check::{Field, FieldError, Problem};
pub use commitment::{Commitment, CommitmentYear, Counts, Measure, PrivateOffer, ProviderTerms};
pub use elsewhere::{Fleet, KeptCache, OtherProvider, SelfHosted, Substitute, UnitsThere};
pub use negotiation::{Alternative, AlternativePrice, Clauses, Forecast, Forecasts, Offer};

pub use services::{
    Agents, BilledBy, Destination, Documents, Driver, Evaluation, Flow, Generation, Guardrail, KnowledgeBase, Logs,
    Monitoring, Network, OwnLine, Policy, Rerank, Runtime, Services, Sides, Store, Support, SupportPlan,
    TypedServicePrice, WorkloadRequests,
};

use crate::money::Rate;
use crate::quantity::{Multiple, Requests, Share, Tokens, TokensPerRequest};
use crate::rates::{Buying, Date, InferenceScope, Meter, PromptLength};

/// Everything the user asks.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// Date of the rate card that prices it; a link pins it.
    pub rates: Date,
    /// What the fields mean: [`Rules::V2`] unless given.
    #[serde(default)]
    pub rules: Rules,
    /// How cached reads are billed inside batch; not cached unless given.
    #[serde(default)]
    pub cache_in_batch: CacheInBatch,
    /// Demand, one entry for each task class; up to [`WORKLOADS_MAX`](crate::bounds::WORKLOADS_MAX).
    pub workloads: Vec<Workload>,
    /// The customer's own prices; each overrides the card.
    #[serde(default)]
    pub prices: Vec<TypedPrice>,
    /// Prompt lengths above which the typed long prices hold; each overrides the card's. By [`Rules::V2`] only.
    #[serde(default)]
    pub thresholds: Vec<TypedThreshold>,
    /// What is bought by capacity instead of by the token.
    #[serde(default)]
    pub capacity: Capacity,
    /// The spend commitment that the AI bill meets; `None` for none.
    #[serde(default)]
    pub commitment: Option<Commitment>,
    /// Other ways to run a part of the AI spend; up to [`ALTERNATIVES_MAX`](crate::bounds::ALTERNATIVES_MAX).
    #[serde(default)]
    pub alternatives: Vec<Alternative>,
    /// What surrounds inference; nothing unless given.
    #[serde(default)]
    pub services: Services,
    /// The bill that the workloads were metered in; `None` unless they were.
    #[serde(default)]
    pub billed: Option<Billed>,
}

/// What the fields of a scenario mean: the version of `docs/arithmetic.md` that it is priced by.
///
/// A figure that once was sent in a link stays what it was, to the last digit. So where AWS's rules turned out to differ
/// from what a version assumed, the next version has its own meaning and the old one keeps its.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Rules {
    /// What links of version 1, and files that name no rules, have always meant.
    V1,
    /// As AWS documents it today.
    #[default]
    V2,
}

impl Rules {
    /// Both, oldest first.
    pub const ALL: [Self; 2] = [Self::V1, Self::V2];

    /// The word that links and files have for them: `v1`, `v2`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::V1 => "v1",
            Self::V2 => "v2",
        }
    }

    /// The rules with this [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rules| rules.name() == name)
    }

    /// How cached reads are billed inside batch where a scenario doesn't say: halved by the first rules, not cached today.
    pub const fn cache_in_batch(self) -> CacheInBatch {
        match self {
            Self::V1 => CacheInBatch::Halved,
            Self::V2 => CacheInBatch::NotCached,
        }
    }
}

/// Demand for one task class, and how it is bought.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Workload {
    /// A name for the reader, up to 80 characters; shown as text only.
    pub name: String,
    /// The baseline model: everything runs on it but for what `routes` sends elsewhere.
    pub placement: Placement,
    /// How much is asked for, before any adjustment.
    pub demand: Demand,
    /// Model calls that one user request causes; agents make several. Multiplies tokens: 1 to 1,000.
    #[serde(default = "one")]
    pub calls_per_request: Multiple,
    /// How the prompt grows from call to call of a request; `None` where each call sends the same prompt.
    #[serde(default)]
    pub growth: Option<Growth>,
    /// Extra input tokens for system prompts, tool schemas and the like, as a multiple of the input: 0 to 10.
    #[serde(default)]
    pub token_overhead: Multiple,
    /// Share of output tokens saved by shorter answers.
    #[serde(default)]
    pub output_trim: Share,
    /// The longest answer that a call asks for (`max_tokens`): AWS reserves as many tokens of the quota while the call runs. It
    /// changes no price; with traffic, the answer says where what is reserved is above a default quota.
    #[serde(default)]
    pub max_tokens: Option<TokensPerRequest>,
    /// The service tier of what runs on demand.
    #[serde(default)]
    pub tier: ServiceTier,
    /// Share of the tokens that belongs to requests above the model's long-prompt threshold.
    #[serde(default)]
    pub long_prompts: Share,
    /// Prompt caching.
    #[serde(default)]
    pub caching: Caching,
    /// Share of the requests that runs as batch.
    #[serde(default)]
    pub batch: Share,
    /// Shares sent to other models; together at most all of the volume.
    #[serde(default)]
    pub routes: Vec<Route>,
    /// Share of the requests whose input a guardrail blocks: they reach no model.
    #[serde(default)]
    pub blocked: Share,
}

/// How the prompt of an agent grows: each call sends the first prompt again, and with it the answers of the calls before it and
/// what tools returned to them.
///
/// The number of requests must be known. By [`Rules::V2`] long prompts, the model's window and the cache follow the length of
/// each call; by the first rules only the tokens grow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Growth {
    /// Tokens that tools and users add to the prompt after each call, besides its answer.
    #[serde(default)]
    pub tool_results: TokensPerRequest,
}

/// A model, and where its requests may be served.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Placement {
    /// The model's identifier on the rate card, such as `claude-sonnet-4.5`; one that isn't there needs typed prices.
    pub model: String,
    /// Which inference profile serves it.
    pub scope: InferenceScope,
    /// The AWS region the requests are sent to, such as `us-east-1`.
    pub region: String,
}

/// Three doors to one number: the tokens of a month.
///
/// Input is the whole prompt: fresh, read from cache and written to cache together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Demand {
    /// Tokens a month.
    Monthly {
        /// Input tokens a month.
        input: Tokens,
        /// Output tokens a month.
        output: Tokens,
    },
    /// Requests a month, times the tokens of each.
    Requests {
        /// Requests a month.
        requests: Requests,
        /// Input tokens of one request.
        input: TokensPerRequest,
        /// Output tokens of one request.
        output: TokensPerRequest,
    },
    /// Requests a minute while traffic runs, times the tokens of each.
    Traffic {
        /// Requests a minute.
        requests_per_minute: Multiple,
        /// Hours a day that traffic runs: up to 24.
        hours_per_day: Multiple,
        /// Days a month that traffic runs: up to 31.
        days_per_month: Multiple,
        /// Input tokens of one request.
        input: TokensPerRequest,
        /// Output tokens of one request.
        output: TokensPerRequest,
    },
}

/// The service tier of on-demand inference.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ServiceTier {
    /// Standard.
    #[default]
    Standard,
    /// Flex: cheaper, may wait.
    Flex,
    /// Priority: dearer, served first.
    Priority,
    /// Latency-optimised inference.
    LatencyOptimised,
    /// Ultrafast inference.
    Ultrafast,
}

impl ServiceTier {
    /// All tiers, in the order they are shown.
    pub const ALL: [Self; 5] = [Self::Standard, Self::Flex, Self::Priority, Self::LatencyOptimised, Self::Ultrafast];

    /// How the card names what this tier buys.
    pub const fn buying(self) -> Buying {
        match self {
            Self::Standard => Buying::Standard,
            Self::Flex => Buying::Flex,
            Self::Priority => Buying::Priority,
            Self::LatencyOptimised => Buying::LatencyOptimised,
            Self::Ultrafast => Buying::Ultrafast,
        }
    }

    /// The word used in links: `standard`, `flex`, `priority`, `latency-optimised`, `ultrafast`.
    pub const fn name(self) -> &'static str {
        self.buying().name()
    }

    /// The tier with this [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tier| tier.name() == name)
    }
}

/// A share of a workload's volume that another model serves.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Route {
    /// Which model, and where.
    pub placement: Placement,
    /// Share of the workload's volume.
    pub share: Share,
    /// How many tokens this model counts for one of the baseline model's, of the same text: 0.1 to 10, 1 unless given. It holds
    /// for input, output, prefix and threshold.
    #[serde(default = "one")]
    pub token_factor: Multiple,
}

/// A price the reader types: negotiated, or missing on the card.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TypedPrice {
    /// The model's identifier.
    pub model: String,
    /// The one place it holds for; `None` for every scope and region. A price for one place goes before one for every place.
    #[serde(default)]
    pub place: Option<Place>,
    /// How the tokens are bought.
    #[serde(default)]
    pub buying: Buying,
    /// Which prompts it is for.
    #[serde(default)]
    pub length: PromptLength,
    /// What is counted.
    pub meter: Meter,
    /// The price.
    pub rate: Rate,
}

/// A prompt length that the reader types: longer prompts of the model pay its long prices for the whole request.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TypedThreshold {
    /// The model's identifier.
    pub model: String,
    /// Tokens of a prompt above which it is long.
    pub above: TokensPerRequest,
}

impl Scenario {
    /// Workloads at the prices of a card's date, by today's rules: nothing typed, bought, promised or held against.
    pub fn new(rates: Date, workloads: Vec<Workload>) -> Self {
        let rules = Rules::default();
        Self {
            rates,
            rules,
            cache_in_batch: rules.cache_in_batch(),
            workloads,
            prices: Vec::new(),
            thresholds: Vec::new(),
            capacity: Capacity::default(),
            commitment: None,
            alternatives: Vec::new(),
            services: Services::default(),
            billed: None,
        }
    }

    /// The prompt length that is typed for a model; of two for the same model the first holds.
    pub(crate) fn threshold_of(&self, model: &str) -> Option<u32> {
        let typed = self.thresholds.iter().find(|typed| typed.model == model)?;
        u32::try_from(typed.above.count()).ok()
    }

    /// The same fields with the meaning of other rules; how cached reads are billed inside batch follows where it isn't chosen.
    #[must_use]
    pub fn under(mut self, rules: Rules) -> Self {
        if self.cache_in_batch == self.rules.cache_in_batch() {
            self.cache_in_batch = rules.cache_in_batch();
        }
        self.rules = rules;
        self
    }
}

/// A scope and a region: where a typed price holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// The inference profile; [`InRegion`](InferenceScope::InRegion) for model units and custom models.
    pub scope: InferenceScope,
    /// The AWS region that requests are sent to.
    pub region: String,
}

impl TypedPrice {
    /// Whether it holds in this scope and region.
    pub fn holds_in(&self, scope: InferenceScope, region: &str) -> bool {
        self.place.as_ref().is_none_or(|place| place.scope == scope && place.region == region)
    }
}

impl Workload {
    /// A workload with the given name, model and demand: Standard tier, nothing cached, batched or routed.
    pub fn new(name: &str, placement: Placement, demand: Demand) -> Self {
        Self {
            name: name.to_owned(),
            placement,
            demand,
            calls_per_request: Multiple::ONE,
            growth: None,
            token_overhead: Multiple::ZERO,
            output_trim: Share::NONE,
            max_tokens: None,
            tier: ServiceTier::Standard,
            long_prompts: Share::NONE,
            caching: Caching::None,
            batch: Share::NONE,
            routes: Vec::new(),
            blocked: Share::NONE,
        }
    }
}

impl Placement {
    /// A model served in a scope, called from a region.
    pub fn new(model: &str, scope: InferenceScope, region: &str) -> Self {
        Self { model: model.to_owned(), scope, region: region.to_owned() }
    }
}

const fn one() -> Multiple {
    Multiple::ONE
}
