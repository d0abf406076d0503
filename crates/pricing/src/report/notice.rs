//! What the reader should know, and the conventions an answer rests on, in words.

use core::fmt;

use crate::money::{Usd, grouped};
use crate::rates::{Date, InferenceScope};
use crate::scenario::CacheInBatch;

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
    /// Prompts are longer than the model takes: AWS refuses them, so no price is right for them.
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
            Self::MinimumUnknown { .. } => "minimum-unknown",
            Self::FlatPrompt { .. } => "flat-prompt",
            Self::AboveWindow { .. } => "above-window",
            Self::CacheSavesNothing { .. } => "cache-saves-nothing",
            Self::CacheNotRepaid { .. } => "cache-not-repaid",
            Self::CustomNotCached { .. } => "custom-not-cached",
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
            Self::UnusedPrice { .. } => "unused-price",
            Self::RowsRounded { .. } => "rows-rounded",
        }
    }

    /// Index of the workload it is about, where it is about one.
    pub const fn workload(&self) -> Option<usize> {
        match self {
            Self::NoCacheWrites { workload }
            | Self::PrefixBelowMinimum { workload, .. }
            | Self::MinimumUnknown { workload, .. }
            | Self::FlatPrompt { workload, .. }
            | Self::AboveWindow { workload, .. }
            | Self::CacheSavesNothing { workload, .. }
            | Self::CacheNotRepaid { workload, .. }
            | Self::CustomNotCached { workload }
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
            | Self::UnusedPrice { .. }
            | Self::RowsRounded { .. } => None,
        }
    }
}

impl Notice {
    /// What is said of a default quota.
    fn write_quota(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tokens = |count: &u64| grouped(&count.to_string());
        match self {
            Self::AboveQuota { model, scope, region, peak, quota, burn_down } => {
                write!(
                    f,
                    "Your traffic on {model}, {}, {region}, takes {} tokens of quota a minute; the default quota is {}. Ask AWS for more. While a request runs, AWS also reserves its whole prompt and its max_tokens.",
                    scope.name(),
                    tokens(peak),
                    tokens(quota)
                )?;
                match burn_down {
                    None => write!(
                        f,
                        " How output tokens of {model} count isn’t published: each counts as one here, so it may take more."
                    ),
                    Some(1) => Ok(()),
                    Some(burn_down) => write!(f, " One output token counts as {burn_down}."),
                }
            }
            Self::MayExceedQuota { model, scope, region, least, most, quota } => write!(
                f,
                "Your traffic on {model}, {}, {region}, may be above the default quota of {} tokens a minute. How output tokens of {model} count isn’t published: at 1 each it takes {} tokens of quota a minute, at 15 each {}. Ask AWS which it is.",
                scope.name(),
                tokens(quota),
                tokens(least),
                tokens(most)
            ),
            Self::ReservesAboveQuota { model, scope, region, reserved, quota } => write!(
                f,
                "While they run, your requests on {model}, {}, {region}, reserve up to {} tokens of quota a minute: each its whole prompt and its max_tokens. The default quota is {}. Lower max_tokens, or ask AWS for more.",
                scope.name(),
                tokens(reserved),
                tokens(quota)
            ),
            Self::AboveRequestQuota { model, scope, region, peak, quota } => write!(
                f,
                "Your traffic makes {} requests a minute to {model}, {}, {region}; the default quota is {}. Ask AWS for more.",
                tokens(peak),
                scope.name(),
                tokens(quota)
            ),
            _ => Ok(()),
        }
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoCacheWrites { .. } => {
                f.write_str("Cache writes aren’t included yet. Enter reads per write to add them.")
            }
            Self::PrefixBelowMinimum { model, minimum, .. } => write!(
                f,
                "{model} caches a prefix of {} tokens or more. This one is shorter, so nothing is cached.",
                grouped(&minimum.to_string())
            ),
            Self::MinimumUnknown { model, .. } => {
                write!(f, "The card has no minimum prefix for {model}, so the length of the prefix wasn't checked.")
            }
            Self::FlatPrompt { model, .. } => {
                write!(f, "{model} has no long-prompt threshold on the card, so the long-prompt share changes nothing.")
            }
            Self::AboveWindow { model, limit, .. } => write!(
                f,
                "{model} takes prompts of up to {} tokens. AWS refuses longer ones: split them, or choose a model with a larger window.",
                grouped(&limit.to_string())
            ),
            Self::CacheSavesNothing { model, .. } => {
                write!(f, "On {model}, a cache read costs no less than fresh input, so caching saves nothing.")
            }
            Self::CacheNotRepaid { model, .. } => {
                write!(f, "On {model}, cache writes cost more than cache reads save at this many reads per write.")
            }
            Self::CustomNotCached { .. } => f.write_str(
                "A custom model serves this workload as a whole, without a cache: its caching changes nothing.",
            ),
            Self::RouteNotCached { model, .. } => {
                write!(f, "{model} has no price for cache reads, so what is routed there isn’t cached.")
            }
            Self::UnitsServeElsewhere { purchase, model } => {
                write!(
                    f,
                    "Purchase {} serves traffic on {model} that is asked of another scope or region: send it to the region of the units.",
                    purchase + 1
                )
            }
            Self::NoModelUnits { model } => {
                write!(
                    f,
                    "AWS publishes no price of model units for {model}: no current Claude model sells them. These figures rest on the price you give."
                )
            }
            Self::ThroughputTyped { model } => {
                write!(
                    f,
                    "AWS doesn’t publish what a model unit of {model} can do. Break-even rests on the tokens a minute you give: ask AWS, or measure."
                )
            }
            Self::ServesNothing { purchase, model } => {
                write!(
                    f,
                    "Purchase {} serves nothing: no chosen workload runs on {model}, or an earlier purchase serves it.",
                    purchase + 1
                )
            }
            Self::LongerTermDearer { model } => {
                write!(f, "A longer commitment for {model} costs more by the hour than a shorter one.")
            }
            Self::SecondaryRates { model } => {
                write!(f, "Rates used here for {model} are read from secondary sources, not from an AWS publication.")
            }
            Self::ModelEnded { model, date } => {
                write!(f, "AWS ended {model} on {}: it can no longer be bought. Choose another model.", date.long())
            }
            Self::FlexBelowBatch { batch, flex, .. } => write!(
                f,
                "Batch doesn’t read the cache. All of this workload would cost {batch} a month in batch, and {flex} in Flex with its cache."
            ),
            Self::CustomUnitsServeAll { model, tokens, .. } => write!(
                f,
                "These model units of your own {model} serve all {} tokens a month here. AWS doesn’t publish how much a unit serves: ask how many units that takes.",
                grouped(&tokens.to_string())
            ),
            Self::EndsWithin { model, date } => write!(
                f,
                "AWS ends {model} on {}, within the time you plan for. Plan the move to another model.",
                date.long()
            ),
            Self::ProfileNeeded { model, region } => write!(
                f,
                "{region} serves {model} only through an inference profile. Choose the geographic or the global scope."
            ),
            Self::AboveQuota { .. }
            | Self::MayExceedQuota { .. }
            | Self::ReservesAboveQuota { .. }
            | Self::AboveRequestQuota { .. } => self.write_quota(f),
            Self::UnusedPrice { price } => write!(f, "Nothing here uses typed price {}.", price + 1),
            Self::RowsRounded { rows, total } => {
                write!(
                    f,
                    "Rows are rounded to the cent for display: as shown they add up to {rows}, the exact total rounds to {total}."
                )
            }
        }
    }
}

/// A convention this answer rests on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Assumption {
    /// Every count is whole.
    WholeTokens,
    /// Month and year.
    TwelveMonths,
    /// How cache prices behave in batch.
    CacheInBatch(CacheInBatch),
    /// Requests arrive at random.
    RandomArrivals,
    /// Requests arrive at even intervals.
    EvenArrivals,
    /// A cached share applies to every part alike.
    CachedShareEverywhere,
    /// Each routed model has a cache of its own.
    CachePerModel,
    /// The long-prompt share is a share of tokens.
    LongShareOfTokens,
    /// A geographic profile is priced by the region the request is sent to.
    GeographicByRegion,
    /// A typed price holds everywhere.
    TypedEverywhere,
    /// Output counts reasoning tokens.
    ReasoningIsOutput,
    /// Something sends what capacity can't serve to on-demand.
    Router,
    /// Input and output come in the same mix all month.
    SameMix,
    /// Capacity is paid for every hour of the month.
    EveryHour,
    /// Training isn't part of a month.
    TrainingOnce,
    /// A commitment of capacity renews by itself.
    TermsRenew,
    /// A request is served by the Reserved tier as a whole or not at all.
    ReservedByRequest,
    /// The limits of the Reserved tier hold by the minute.
    ReservedByMinute,
}

impl fmt::Display for Assumption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::WholeTokens => {
                "Tokens are whole. A share of tokens is rounded down, and the rest stays in the remainder, so none is billed twice or lost."
            }
            Self::TwelveMonths => "A year is twelve such months.",
            Self::CacheInBatch(CacheInBatch::Halved) => {
                "Cache reads and writes inside batch cost half the on-demand cache price. AWS’s user guide says that batch isn’t cached, so this is for what an invoice shows; the switch is under Caching and batch."
            }
            Self::CacheInBatch(CacheInBatch::NotHalved) => {
                "Cache reads and writes inside batch cost the on-demand cache price. AWS’s user guide says that batch isn’t cached, so this is for what an invoice shows; the switch is under Caching and batch."
            }
            Self::CacheInBatch(CacheInBatch::NotCached) => {
                "Batch traffic isn’t cached, as AWS’s user guide says: all its input is fresh. The switch is under Caching and batch."
            }
            Self::RandomArrivals => {
                "Requests arrive at random and each hit refreshes the cache, so the hit share is 1 - exp(-requests in one lifetime), to four places."
            }
            Self::EvenArrivals => {
                "Requests arrive at even intervals and each hit refreshes the cache, so every request hits or none does."
            }
            Self::CachedShareEverywhere => "The cached share of input holds for routed, long and batch traffic alike.",
            Self::CachePerModel => {
                "A cache belongs to one model: each routed part sees only its own share of the requests."
            }
            Self::LongShareOfTokens => {
                "The long-prompt share is a share of the tokens; those tokens pay the long rate, output included."
            }
            Self::GeographicByRegion => {
                "A geographic profile is priced by the region the request is sent to."
            }
            Self::TypedEverywhere => "A typed price holds for every scope and region of its model.",
            Self::Router => "What capacity can’t serve runs on demand. That needs a router in front of the two.",
            Self::SameMix => "Input and output come in the same mix in every hour of the load.",
            Self::EveryHour => "Capacity is paid for every hour of the month, used or not.",
            Self::TrainingOnce => "Training is paid once. It isn’t part of a month, but of the first year.",
            Self::TermsRenew => {
                "A commitment of provisioned throughput renews by itself and a reservation runs until it is deleted: months of need end only where somebody ends them on the last day."
            }
            Self::ReservedByRequest => {
                "A request that a reservation can’t take as a whole runs on Standard: the tighter of input and output decides. That is our reading of AWS’s text, which resolves the tier for each request."
            }
            Self::ReservedByMinute => {
                "The limits of a reservation hold by the minute, so what overflows from an hourly load is a lower bound."
            }
            Self::ReasoningIsOutput => "Output counts everything the model generates, reasoning tokens included.",
        })
    }
}
