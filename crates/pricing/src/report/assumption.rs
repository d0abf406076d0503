//! The conventions an answer rests on, in words.

use core::fmt;

use crate::scenario::{CacheInBatch, Place};

/// A convention this answer rests on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Assumption {
    /// Every count is whole.
    WholeTokens,
    /// Month and year.
    TwelveMonths,
    /// Month and year, where something is charged by the hour: terms and years have months of 730 hours.
    HoursOfYear,
    /// How cache prices behave in batch.
    CacheInBatch(CacheInBatch),
    /// Requests arrive at random.
    RandomArrivals,
    /// Requests arrive at even intervals.
    EvenArrivals,
    /// A profile across Regions can find less in the cache than is worked out here. AWS's user guide, on prompt caching
    /// (<https://docs.aws.amazon.com/bedrock/latest/userguide/prompt-caching.html>): with cross-region inference more may be
    /// written to the cache at times of high demand.
    HitShareAtMost,
    /// A cached share applies to every part alike.
    CachedShareEverywhere,
    /// Each routed model has a cache of its own.
    CachePerModel,
    /// The long-prompt share is a share of tokens.
    LongShareOfTokens,
    /// A geographic profile is priced by the region the request is sent to.
    GeographicByRegion,
    /// A typed price that is used holds everywhere.
    TypedEverywhere,
    /// A typed price that is used holds for one place alone.
    TypedInOnePlace(Place),
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
            Self::HoursOfYear => {
                "A year is twelve such months, but what is charged by the hour counts the 8,760 hours of a year. Terms of capacity count 730 hours a month."
            }
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
            Self::HitShareAtMost => {
                "The hit share is an upper bound: an inference profile may send a request to a Region that has no cache of its prompt. AWS says that cache writes can increase when demand is high."
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
            Self::TypedInOnePlace(Place { scope, region }) => {
                return write!(f, "A price typed for one place holds there alone: {}, {region}.", scope.name());
            }
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
