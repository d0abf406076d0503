//! How a quantity of tokens comes about, step by step.

use crate::text::{Count, Ratio};
use pricing::price::earlier_calls;
use pricing::quantity::{Multiple, Share};
use pricing::report::{Adjustment, RequestPart, StepKind};
use rust_decimal::Decimal;
use serde::Serialize;

/// One step of a quantity. `after` is the tokens it leaves.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "QuantityStep"))]
#[serde(tag = "step", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub(super) enum Step {
    /// Given as tokens a month.
    Given {
        after: Count,
    },
    /// Requests x tokens of each.
    PerRequest {
        requests: Count,
        each: Count,
        after: Count,
    },
    /// Times calls per request, and 1 + overhead on input.
    Overhead {
        calls: Multiple,
        overhead: Multiple,
        after: Count,
    },
    /// Times calls per request, and 1 - trim of output.
    Trim {
        calls: Multiple,
        trim: Share,
        after: Count,
    },
    /// Requests x what their calls send, where the prompt grows: the first prompt with its overhead once for each call, and for each
    /// earlier call its answer after trim and what tools returned. `earlierCalls` is 10 for five calls: 0 + 1 + 2 + 3 + 4.
    Grown {
        calls: Multiple,
        overhead: Multiple,
        requests: Count,
        output: Count,
        trim: Share,
        tool_results: Count,
        earlier_calls: Ratio,
        after: Count,
    },
    /// What belongs to some calls of each request, or to what they read from cache or write to it: `part` of `of` tokens or calls.
    OfRequest {
        what: PartOfRequest,
        part: Ratio,
        of: Ratio,
        after: Count,
    },
    /// The share sent to another model, and what is left over by rounding.
    Routed {
        share: Share,
        leftover: Count,
        after: Count,
    },
    /// What no guardrail blocks.
    Unblocked {
        blocked: Share,
        after: Count,
    },
    /// What no route takes.
    Recounted {
        factor: Multiple,
        after: Count,
    },
    Unrouted {
        routed: Count,
        after: Count,
    },
    /// What capacity doesn't serve.
    Overflow {
        served: Count,
        after: Count,
    },
    /// The share that belongs to long prompts.
    Long {
        share: Share,
        after: Count,
    },
    /// What isn't long.
    Ordinary {
        long: Count,
        after: Count,
    },
    /// The share that runs as batch.
    Batch {
        share: Share,
        after: Count,
    },
    /// What runs on demand.
    OnDemand {
        batch: Count,
        after: Count,
    },
    /// The share read from cache.
    Cached {
        share: Share,
        after: Count,
    },
    /// The part of the input that was counted as read from cache or written to it.
    CountedPart {
        counted: Count,
        of: Count,
        after: Count,
    },
    /// Calls x hit share x prefix, at most the input.
    CachedHits {
        calls: Count,
        hit_share: Share,
        prefix: Count,
        after: Count,
    },
    /// Reads / reads per write.
    Written {
        reads: Count,
        reads_per_write: Multiple,
        after: Count,
    },
    /// The share of what is written that is kept for an hour.
    KeptAnHour {
        share: Share,
        after: Count,
    },
    /// What is written and not kept for an hour.
    KeptShorter {
        an_hour: Count,
        after: Count,
    },
    /// Misses x prefix, at most what reads leave.
    LoopHits {
        calls: Count,
        first: Count,
        hit_share: Share,
        prefix: Count,
        after: Count,
    },
    WrittenMisses {
        reads: Count,
        misses: Count,
        prefix: Count,
        after: Count,
    },
    /// What is neither read from cache nor written to it.
    Fresh {
        reads: Count,
        writes: Count,
        after: Count,
    },
}

/// What of a request, where prompts grow, a step takes.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "RequestPart"))]
#[serde(rename_all = "kebab-case")]
pub(super) enum PartOfRequest {
    /// Tokens of its long prompts.
    LongInput,
    /// Its calls with a long prompt.
    LongCalls,
    /// Tokens read from cache.
    Read,
    /// Tokens written to cache.
    Written,
}

impl PartOfRequest {
    const fn of(part: RequestPart) -> Self {
        match part {
            RequestPart::LongInput => Self::LongInput,
            RequestPart::LongCalls => Self::LongCalls,
            RequestPart::Read => Self::Read,
            RequestPart::Written => Self::Written,
        }
    }
}

impl Step {
    pub(super) fn of(step: pricing::report::Step) -> Self {
        let after = step.tokens.into();
        match step.kind {
            StepKind::Given => Self::Given { after },
            StepKind::PerRequest { requests, each } => {
                Self::PerRequest { requests: requests.into(), each: each.into(), after }
            }
            StepKind::Adjusted { calls, adjustment: Adjustment::Overhead(overhead) } => {
                Self::Overhead { calls, overhead, after }
            }
            StepKind::Adjusted { calls, adjustment: Adjustment::Trim(trim) } => Self::Trim { calls, trim, after },
            StepKind::Grown { calls, overhead, requests, output, trim, tool_results } => Self::Grown {
                calls,
                overhead,
                requests: requests.into(),
                output: output.into(),
                trim,
                tool_results: tool_results.into(),
                earlier_calls: Ratio::of(parts(earlier_calls(calls), 4)),
                after,
            },
            StepKind::OfRequest { what, part, of } => Self::OfRequest {
                what: PartOfRequest::of(what),
                part: Ratio::of(parts(part, what.places())),
                of: Ratio::of(parts(of, what.places())),
                after,
            },
            StepKind::Routed { share, leftover } => Self::Routed { share, leftover: leftover.into(), after },
            StepKind::Unblocked { blocked } => Self::Unblocked { blocked, after },
            StepKind::Recounted { factor } => Self::Recounted { factor, after },
            StepKind::Unrouted { routed } => Self::Unrouted { routed: routed.into(), after },
            StepKind::Overflow { served } => Self::Overflow { served: served.into(), after },
            StepKind::Long { share } => Self::Long { share, after },
            StepKind::Ordinary { long } => Self::Ordinary { long: long.into(), after },
            StepKind::Batch { share } => Self::Batch { share, after },
            StepKind::OnDemand { batch } => Self::OnDemand { batch: batch.into(), after },
            StepKind::Cached { share } => Self::Cached { share, after },
            StepKind::CountedPart { counted, of } => {
                Self::CountedPart { counted: counted.into(), of: of.into(), after }
            }
            StepKind::CachedHits { calls, hit_share, prefix } => {
                Self::CachedHits { calls: calls.into(), hit_share, prefix: prefix.into(), after }
            }
            StepKind::Written { reads, reads_per_write } => {
                Self::Written { reads: reads.into(), reads_per_write, after }
            }
            StepKind::KeptAnHour { share } => Self::KeptAnHour { share, after },
            StepKind::KeptShorter { an_hour } => Self::KeptShorter { an_hour: an_hour.into(), after },
            StepKind::LoopHits { calls, first, hit_share, prefix } => {
                Self::LoopHits { calls: calls.into(), first: first.into(), hit_share, prefix: prefix.into(), after }
            }
            StepKind::WrittenMisses { reads, misses, prefix } => {
                Self::WrittenMisses { reads: reads.into(), misses: misses.into(), prefix: prefix.into(), after }
            }
            StepKind::Fresh { reads, writes } => Self::Fresh { reads: reads.into(), writes: writes.into(), after },
        }
    }
}

/// A count of parts with so many decimal places.
fn parts(count: u128, places: u32) -> Decimal {
    // 10^23 at most, so nothing is lost.
    let count = i128::try_from(count).ok().and_then(|count| Decimal::try_from_i128_with_scale(count, places).ok());
    count.unwrap_or(Decimal::MAX).normalize()
}
