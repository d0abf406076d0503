//! What the reader should know of an answer. Its sentences are in [`words`].

mod words;

use crate::money::Usd;
use crate::rates::{Date, InferenceScope, ServiceItem};

/// Something the reader should know about this answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Cache reads are priced without the writes they need.
    NoCacheWrites {
        /// Index of the workload.
        workload: usize,
    },
    /// The prefix is shorter than the model caches, so nothing is cached.
    PrefixBelowMinimum {
        /// Index of the workload.
        workload: usize,
        /// The model.
        model: String,
        /// Tokens the model needs at least.
        minimum: u32,
    },
    /// The prefix is longer than the model caches: the rest of it is fresh.
    PrefixAboveMaximum {
        /// Index of the workload.
        workload: usize,
        /// The model.
        model: String,
        /// Tokens that the model caches at most.
        maximum: u32,
    },
    /// The card doesn't know the model's minimum prefix, so the prefix wasn't checked.
    MinimumUnknown {
        /// Index of the workload.
        workload: usize,
        /// The model.
        model: String,
    },
    /// A long-prompt share is given for a model without a long-prompt threshold on the card.
    FlatPrompt {
        /// Index of the workload.
        workload: usize,
        /// The model.
        model: String,
    },
    /// Prompts are longer than the model takes, and priced at the reader's own long price: AWS refuses them.
    AboveWindow {
        /// Index of the workload.
        workload: usize,
        /// The model.
        model: String,
        /// The longest prompt it takes, in tokens.
        limit: u32,
    },
    /// A cache read costs no less than fresh input.
    CacheSavesNothing {
        /// Index of the workload.
        workload: usize,
        /// The model.
        model: String,
    },
    /// Cache writes cost more than the reads save.
    CacheNotRepaid {
        /// Index of the workload.
        workload: usize,
        /// The model.
        model: String,
    },
    /// A workload that a custom model serves has caching typed, and nothing of it is cached.
    CustomNotCached {
        /// Index of the workload.
        workload: usize,
    },
    /// AWS says that the model has no explicit prompt caching, though it has prices for it.
    CachingUnsupported {
        /// Index of the workload.
        workload: usize,
        /// The model.
        model: String,
    },
    /// A route goes to a model without caching, so that part isn't cached.
    RouteNotCached {
        /// Index of the workload.
        workload: usize,
        /// The model.
        model: String,
    },
    /// Units in one region serve traffic that is asked of another scope or region.
    UnitsServeElsewhere {
        /// Index of the purchase.
        purchase: usize,
        /// The model.
        model: String,
    },
    /// AWS sells no model units of this model.
    NoModelUnits {
        /// The model.
        model: String,
    },
    /// What a model unit can do is the reader's figure: AWS doesn't publish it.
    ThroughputTyped {
        /// The model.
        model: String,
    },
    /// No chosen workload has traffic on the model that a purchase is for, or an earlier purchase serves it.
    ServesNothing {
        /// Index of the purchase.
        purchase: usize,
        /// The model.
        model: String,
    },
    /// A longer commitment costs more by the hour than a shorter one.
    LongerTermDearer {
        /// The model.
        model: String,
    },
    /// Rates used for the model are read from secondary sources, not from an AWS publication.
    SecondaryRates {
        /// The model.
        model: String,
    },
    /// AWS has ended the model: it can no longer be bought.
    ModelEnded {
        /// The model.
        model: String,
        /// Its last day.
        date: Date,
    },
    /// Batch reads nothing from a cache: all of the workload would cost less in Flex, with its cache, than in batch.
    FlexBelowBatch {
        /// Index of the workload.
        workload: usize,
        /// What it would cost in a month, all in batch.
        batch: Usd,
        /// What it would cost in a month, all in Flex.
        flex: Usd,
    },
    /// Model units serve all of a workload's tokens on a custom model: how many that takes isn't published.
    CustomUnitsServeAll {
        /// Index of the custom model.
        custom: usize,
        /// Its base model.
        model: String,
        /// Tokens of a month that they serve.
        tokens: u64,
    },
    /// AWS ends the model within the time the scenario plans for.
    EndsWithin {
        /// The model.
        model: String,
        /// Its last day.
        date: Date,
        /// Whether model units of it are bought for a term: AWS lets only units of a custom model change their model
        /// (<https://docs.aws.amazon.com/bedrock/latest/userguide/prov-thru-purchase.html>).
        units: bool,
    },
    /// The region serves the model only through an inference profile, not by itself.
    ProfileNeeded {
        /// The model.
        model: String,
        /// The region.
        region: String,
    },
    /// The traffic on a place is above the quota that an account has unless it asks for more.
    AboveQuota {
        /// The model.
        model: String,
        /// The scope that the quota is for.
        scope: InferenceScope,
        /// The region that the requests are sent to.
        region: String,
        /// Tokens a minute that count against the quota.
        peak: u64,
        /// The default quota, in tokens a minute.
        quota: u64,
        /// How many tokens one output token counts as; `None` where that isn't known, and it is counted once.
        burn_down: Option<u8>,
    },
    /// The traffic on a place may be above the default quota: it isn't known how output tokens of the model count.
    MayExceedQuota {
        /// The model.
        model: String,
        /// The scope that the quota is for.
        scope: InferenceScope,
        /// The region that the requests are sent to.
        region: String,
        /// Tokens a minute that count against the quota if an output token counts once.
        least: u64,
        /// The same if an output token counts as often as for any model: 15 times.
        most: u64,
        /// The default quota, in tokens a minute.
        quota: u64,
    },
    /// While the requests run, AWS reserves more of the default quota than there is: their prompts whole and their longest
    /// answers.
    ReservesAboveQuota {
        /// The model.
        model: String,
        /// The scope that the quota is for.
        scope: InferenceScope,
        /// The region that the requests are sent to.
        region: String,
        /// Tokens that the requests of a minute reserve.
        reserved: u64,
        /// The default quota, in tokens a minute.
        quota: u64,
    },
    /// The requests of a minute on a place are more than an account has unless it asks for more.
    AboveRequestQuota {
        /// The model.
        model: String,
        /// The scope that the quota is for.
        scope: InferenceScope,
        /// The region that the requests are sent to.
        region: String,
        /// Model calls a minute, rounded up.
        peak: u64,
        /// The default quota, in requests a minute.
        quota: u64,
    },
    /// A service has no known price in its region, and that of another region stands for it, as the reader chose.
    ServicePricedElsewhere {
        /// What it is for.
        item: ServiceItem,
        /// The region that has no price.
        region: String,
        /// The region whose price it is.
        priced: &'static str,
    },
    /// A typed price that nothing in the scenario uses.
    UnusedPrice {
        /// Index of the typed price.
        price: usize,
    },
    /// Rows rounded for display don't add up to the rounded total.
    RowsRounded {
        /// What the rounded rows add up to.
        rows: Usd,
        /// The rounded total.
        total: Usd,
    },
}

impl Notice {
    /// A stable word for the kind, for tests and programs.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::NoCacheWrites { .. } => "no-cache-writes",
            Self::PrefixBelowMinimum { .. } => "prefix-below-minimum",
            Self::PrefixAboveMaximum { .. } => "prefix-above-maximum",
            Self::MinimumUnknown { .. } => "minimum-unknown",
            Self::FlatPrompt { .. } => "flat-prompt",
            Self::AboveWindow { .. } => "above-window",
            Self::CacheSavesNothing { .. } => "cache-saves-nothing",
            Self::CacheNotRepaid { .. } => "cache-not-repaid",
            Self::CustomNotCached { .. } => "custom-not-cached",
            Self::CachingUnsupported { .. } => "caching-unsupported",
            Self::RouteNotCached { .. } => "route-not-cached",
            Self::UnitsServeElsewhere { .. } => "units-serve-elsewhere",
            Self::NoModelUnits { .. } => "no-model-units",
            Self::ThroughputTyped { .. } => "throughput-typed",
            Self::ServesNothing { .. } => "serves-nothing",
            Self::LongerTermDearer { .. } => "longer-term-dearer",
            Self::SecondaryRates { .. } => "secondary-rates",
            Self::FlexBelowBatch { .. } => "flex-below-batch",
            Self::CustomUnitsServeAll { .. } => "custom-units-serve-all",
            Self::ModelEnded { .. } => "model-ended",
            Self::EndsWithin { .. } => "ends-within",
            Self::ProfileNeeded { .. } => "profile-needed",
            Self::AboveQuota { .. } => "above-quota",
            Self::MayExceedQuota { .. } => "may-exceed-quota",
            Self::ReservesAboveQuota { .. } => "reserves-above-quota",
            Self::AboveRequestQuota { .. } => "above-request-quota",
            Self::ServicePricedElsewhere { .. } => "service-priced-elsewhere",
            Self::UnusedPrice { .. } => "unused-price",
            Self::RowsRounded { .. } => "rows-rounded",
        }
    }

    /// Index of the workload it is about, where it is about one.
    pub const fn workload(&self) -> Option<usize> {
        match self {
            Self::NoCacheWrites { workload }
            | Self::PrefixBelowMinimum { workload, .. }
            | Self::PrefixAboveMaximum { workload, .. }
            | Self::MinimumUnknown { workload, .. }
            | Self::FlatPrompt { workload, .. }
            | Self::AboveWindow { workload, .. }
            | Self::CacheSavesNothing { workload, .. }
            | Self::CacheNotRepaid { workload, .. }
            | Self::CustomNotCached { workload }
            | Self::CachingUnsupported { workload, .. }
            | Self::RouteNotCached { workload, .. }
            | Self::FlexBelowBatch { workload, .. } => Some(*workload),
            Self::ThroughputTyped { .. }
            | Self::UnitsServeElsewhere { .. }
            | Self::NoModelUnits { .. }
            | Self::ServesNothing { .. }
            | Self::LongerTermDearer { .. }
            | Self::SecondaryRates { .. }
            | Self::CustomUnitsServeAll { .. }
            | Self::ModelEnded { .. }
            | Self::EndsWithin { .. }
            | Self::ProfileNeeded { .. }
            | Self::AboveQuota { .. }
            | Self::MayExceedQuota { .. }
            | Self::ReservesAboveQuota { .. }
            | Self::AboveRequestQuota { .. }
            | Self::ServicePricedElsewhere { .. }
            | Self::UnusedPrice { .. }
            | Self::RowsRounded { .. } => None,
        }
    }
}
