//! Prompt caching: fresh input, cache reads and cache writes, three disjoint counts that add up to the input.
//!
//! Follows step 6 of "Quantities of one workload" in `docs/arithmetic.md`.

use super::growing::{Cacheable, Growing, Grown, Part, Which};
use crate::quantity::{Multiple, Share, Tokens, TokensPerRequest, part_of};
use crate::report::{Basis, RequestPart, StepKind};
use crate::scenario::{Arrivals, CacheLifetime, Caching, CountedCache, Lives};

/// The input of one piece, split by how it is billed.
#[derive(Clone)]
pub(crate) struct CachedInput {
    pub(crate) fresh: Basis,
    pub(crate) reads: Option<Basis>,
    /// What is written, by how long it lives: shortest first.
    pub(crate) writes: [Option<Basis>; CacheLifetime::ALL.len()],
}

/// Caching as it applies to one part of a workload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PartCaching {
    None,
    Share {
        cached: Share,
        reads_per_write: Option<Multiple>,
        lives: Lives,
    },
    Traffic {
        hit_share: Share,
        prefix: u64,
        lifetime: CacheLifetime,
        /// Calls of one request, where they follow each other so closely that only the first can miss.
        calls_per_request: Option<Multiple>,
    },
    /// Counts of a workload whose input is so many tokens.
    Counted {
        counts: CountedCache,
        input: u64,
    },
    /// The calls of requests whose prompt grows.
    Grown {
        grown: Grown,
        lifetime: CacheLifetime,
    },
}

impl Caching {
    /// The same prefix as another model counts it, rounded down.
    pub(crate) fn recounted(mut self, factor: Multiple) -> Self {
        if let Self::Traffic { prefix, .. } = &mut self {
            let tokens = u128::from(prefix.count()) * u128::from(factor.ten_thousandths()) / 10_000;
            let most = TokensPerRequest::new(crate::bounds::TOKENS_PER_REQUEST_MAX).unwrap_or_default();
            *prefix = u64::try_from(tokens).ok().and_then(TokensPerRequest::new).unwrap_or(most);
        }
        self
    }
}

/// What of a workload's traffic reaches one cache, by the second rules: factors of the requests that share a prefix.
#[derive(Clone, Copy)]
pub(crate) struct Reaching {
    /// The part's share of the workload.
    pub(crate) part: (u128, u128),
    /// The share that doesn't run as batch, where batch isn't cached.
    pub(crate) on_demand: Share,
    /// The share that no guardrail blocks.
    pub(crate) unblocked: Share,
    /// What capacity leaves, where it serves without a cache.
    pub(crate) left: (u128, u128),
    /// Tokens of input that the workload asks for.
    pub(crate) input: u64,
}

/// How much of a prompt a model caches, in tokens.
#[derive(Clone, Copy)]
pub(crate) struct Limits {
    /// A shorter prefix isn't cached.
    pub(crate) minimum: Option<u32>,
    /// Of a longer one only so much is.
    pub(crate) maximum: Option<u32>,
}

impl PartCaching {
    /// Caching of the part that gets `numerator / denominator` of a workload which asks for so many tokens of input, on a
    /// model with this minimum prefix.
    pub(crate) fn of(caching: Caching, part: (u128, u128), input: u64, minimum: Option<u32>) -> Self {
        match caching {
            Caching::None => Self::None,
            Caching::Share { cached, reads_per_write, lifetime, hour_share } => {
                Self::Share { cached, reads_per_write, lives: Lives::of(lifetime, hour_share) }
            }
            Caching::Counted(counts) => Self::Counted { counts, input },
            Caching::Traffic { prefix, requests_per_minute, lifetime, arrivals, .. } => {
                if minimum.is_some_and(|minimum| prefix.count() < u64::from(minimum)) {
                    return Self::None;
                }
                let hit_share = hit_share(requests_per_minute, part, lifetime, arrivals);
                Self::Traffic { hit_share, prefix: prefix.count(), lifetime, calls_per_request: None }
            }
        }
    }

    /// Caching by the second rules, of what reaches the cache of a model.
    pub(crate) fn reached(caching: Caching, reaching: Reaching, limits: Limits, calls: Multiple) -> Self {
        let Caching::Traffic { prefix, requests_per_minute, prefixes, hit_share, lifetime, arrivals } = caching else {
            return Self::of(caching, reaching.part, reaching.input, limits.minimum);
        };
        if limits.minimum.is_some_and(|minimum| prefix.count() < u64::from(minimum)) {
            return Self::None;
        }
        let prefix = limits.maximum.map_or(prefix.count(), |maximum| prefix.count().min(u64::from(maximum)));
        if let Some(hit_share) = hit_share {
            return Self::Traffic { hit_share, prefix, lifetime, calls_per_request: None };
        }
        let hit_share = hits_of(reaching.arrivals(requests_per_minute, prefixes, lifetime), arrivals);
        Self::Traffic { hit_share, prefix, lifetime, calls_per_request: Some(calls) }
    }

    /// The same where the prompt grows from call to call: some calls of each request.
    pub(crate) fn grown(
        caching: Caching,
        reaching: Reaching,
        limits: Limits,
        growing: &Growing,
        which: Which,
    ) -> Option<Self> {
        let Caching::Traffic { prefix, requests_per_minute, prefixes, hit_share, lifetime, arrivals } = caching else {
            return None;
        };
        let cacheable = Cacheable { prefix: prefix.count(), minimum: limits.minimum, maximum: limits.maximum };
        let hits = || hits_of(reaching.arrivals(requests_per_minute, prefixes, lifetime), arrivals);
        let grown = growing.cached(which, cacheable, hit_share.unwrap_or_else(hits), hit_share.is_some());
        Some(Self::Grown { grown, lifetime })
    }

    /// Splits the input of a piece that makes `calls` calls.
    pub(crate) fn split(self, input: &Basis, calls: u64) -> CachedInput {
        let all = input.tokens();
        match self {
            Self::None => CachedInput { fresh: input.clone(), reads: None, writes: [const { None }; 3] },
            Self::Share { cached, reads_per_write, lives: Lives { lifetime, hour_share } } => {
                let reads = cached.of(all);
                let written = reads_per_write.and_then(|multiple| part_of(reads, 10_000, multiple.ten_thousandths()));
                let written = written.unwrap_or(0);
                let write_step = StepKind::Written { reads, reads_per_write: reads_per_write.unwrap_or_default() };
                let read = (reads, StepKind::Cached { share: cached });
                if hour_share.is_none() {
                    return CachedInput::of_one(input, read, lifetime, (written, write_step));
                }
                let an_hour = hour_share.of(written);
                let writes = CacheLifetime::ALL.map(|lives| match lives {
                    CacheLifetime::OneHour => (an_hour, StepKind::KeptAnHour { share: hour_share }),
                    _ if lives == lifetime => (written - an_hour, StepKind::KeptShorter { an_hour }),
                    _ => (0, write_step),
                });
                CachedInput::of_written(input, read, &input.then(write_step, written), writes)
            }
            Self::Traffic { hit_share, prefix, lifetime, calls_per_request } => {
                let first = calls_per_request.map_or(calls, |each| beginnings(calls, each));
                let hits = calls - first + hit_share.of(first);
                let misses = calls - hits;
                let reads = hits.saturating_mul(prefix).min(all);
                let writes = misses.saturating_mul(prefix);
                let read_step = if first == calls {
                    StepKind::CachedHits { calls, hit_share, prefix }
                } else {
                    StepKind::LoopHits { calls, first, hit_share, prefix }
                };
                let write_step = StepKind::WrittenMisses { reads, misses, prefix };
                CachedInput::of_one(input, (reads, read_step), lifetime, (writes, write_step))
            }
            Self::Grown { grown: Grown { reads, writes, of }, lifetime } => {
                let part = |what, part| (Part { part, of }.of(all), StepKind::OfRequest { what, part, of });
                let written = |lives| if lives == lifetime { writes } else { 0 };
                let writes = CacheLifetime::ALL.map(|lives| part(RequestPart::Written, written(lives)));
                CachedInput::of(input, part(RequestPart::Read, reads), writes)
            }
            Self::Counted { counts, input: asked } => {
                let part = |counted: Tokens| {
                    let tokens = (u128::from(all) * u128::from(counted.count())).checked_div(u128::from(asked));
                    let tokens = tokens.and_then(|tokens| u64::try_from(tokens).ok()).unwrap_or(0);
                    (tokens, StepKind::CountedPart { counted: counted.count(), of: asked })
                };
                CachedInput::of(input, part(counts.reads), CacheLifetime::ALL.map(|lives| part(counts.writes(lives))))
            }
        }
    }
}

/// What is written for each lifetime, shortest first, and how it came about.
type Writes = [(u64, StepKind); CacheLifetime::ALL.len()];

impl CachedInput {
    /// Input of which so much is read and written; what is neither is fresh.
    fn of(input: &Basis, reads: (u64, StepKind), writes: Writes) -> Self {
        Self::of_written(input, reads, input, writes)
    }

    /// The same, where the writes are parts of all that is written.
    fn of_written(input: &Basis, reads: (u64, StepKind), written: &Basis, writes: Writes) -> Self {
        let mut left = Left(input.tokens());
        let reads = left.take(input, reads);
        let writes = writes.map(|write| left.take(written, write));
        left.fresh(input, reads, writes)
    }

    /// The same, where all writes live for the same time.
    fn of_one(input: &Basis, reads: (u64, StepKind), lifetime: CacheLifetime, written: (u64, StepKind)) -> Self {
        let mut left = Left(input.tokens());
        let reads = left.take(input, reads);
        let mut written = left.take(input, written);
        let writes = CacheLifetime::ALL.map(|lives| if lives == lifetime { written.take() } else { None });
        left.fresh(input, reads, writes)
    }
}

/// Tokens of an input that are neither read nor written yet. Checked beforehand; it keeps an unchecked scenario from going below
/// nothing.
struct Left(u64);

impl Left {
    fn take(&mut self, of: &Basis, (tokens, step): (u64, StepKind)) -> Option<Basis> {
        let tokens = tokens.min(self.0);
        self.0 -= tokens;
        (tokens > 0).then(|| of.then(step, tokens))
    }

    /// What is left is fresh.
    fn fresh(
        self,
        input: &Basis,
        reads: Option<Basis>,
        writes: [Option<Basis>; CacheLifetime::ALL.len()],
    ) -> CachedInput {
        let tokens = |basis: &Option<Basis>| basis.as_ref().map_or(0, Basis::tokens);
        let fresh = if self.0 == input.tokens() {
            input.clone()
        } else {
            let step = StepKind::Fresh { reads: tokens(&reads), writes: writes.iter().map(tokens).sum() };
            input.then(step, self.0)
        };
        CachedInput { fresh, reads, writes }
    }
}

/// Calls that begin a loop, where a request makes so many of them: rounded up.
fn beginnings(calls: u64, each: Multiple) -> u64 {
    let first = (u128::from(calls) * 10_000).div_ceil(u128::from(each.ten_thousandths().max(10_000)));
    u64::try_from(first).unwrap_or(calls).min(calls)
}

impl Reaching {
    /// Requests within one lifetime that share a prefix, to twelve places, with eighteen; `None` from ten on.
    fn arrivals(self, rate: Multiple, prefixes: Multiple, lifetime: CacheLifetime) -> Option<u128> {
        let (mut upper, mut lower) = self.part;
        while lower > FIXED_ONE {
            upper /= 10;
            lower /= 10;
        }
        let of = |share: Share| (u128::from(share.numerator()), u128::from(share.denominator()));
        let mut share = FIXED_ONE;
        for (upper, lower) in [(upper, lower), of(self.on_demand), of(self.unblocked), self.left] {
            share = share.checked_mul(upper)?.checked_div(lower)?;
        }
        // Both counts are in ten-thousandths.
        let asked = u128::from(rate.ten_thousandths()) * u128::from(lifetime.minutes());
        let exact = asked.checked_mul(share)?.checked_div(u128::from(prefixes.ten_thousandths()))?;
        let rounded = (exact + FIXED_ROUNDED / 2) / FIXED_ROUNDED * FIXED_ROUNDED;
        (rounded < ALWAYS_WARM).then_some(rounded)
    }
}

/// The share of hits at so many arrivals within one lifetime, eighteen places; `None` for ten and more.
fn hits_of(within: Option<u128>, arrivals: Arrivals) -> Share {
    let Some(within) = within else { return Share::ALL };
    match arrivals {
        Arrivals::Even => {
            if within >= FIXED_ONE {
                Share::ALL
            } else {
                Share::NONE
            }
        }
        Arrivals::Random => exponential(within),
    }
}

/// 1 - exp(-arrivals) to four places, half up; arrivals below ten, with eighteen places.
fn exponential(arrivals: u128) -> Share {
    let missed = exp_of_minus(arrivals);
    // Half up: (1 - missed) x 10,000 + 1/2, in units of 10^-18.
    let hit_parts = (FIXED_ONE - missed + FIXED_ONE / 20_000) / (FIXED_ONE / 10_000);
    Share::of_ten_thousand(u32::try_from(hit_parts).unwrap_or(10_000))
}

/// Share of calls that find the prefix still cached, to four places, by the first rules.
fn hit_share(rate: Multiple, part: (u128, u128), lifetime: CacheLifetime, arrivals: Arrivals) -> Share {
    // Expected arrivals within one lifetime: rate x part x minutes, as a fraction.
    let numerator = u128::from(rate.ten_thousandths()) * u128::from(lifetime.minutes());
    let denominator = 10_000_u128;
    match arrivals {
        Arrivals::Even => {
            let arrivals = numerator.saturating_mul(part.0);
            if arrivals >= denominator.saturating_mul(part.1) { Share::ALL } else { Share::NONE }
        }
        Arrivals::Random => {
            let Some(arrivals) = scaled(numerator, part, denominator) else { return Share::ALL };
            exponential(arrivals)
        }
    }
}

/// One, with eighteen decimal places.
const FIXED_ONE: u128 = 1_000_000_000_000_000_000;
/// What arrivals are rounded to: twelve places of the eighteen.
const FIXED_ROUNDED: u128 = 1_000_000;
/// exp(-1) with eighteen decimal places (OEIS A068985).
const FIXED_EXP_MINUS_ONE: u128 = 367_879_441_171_442_322;
/// From here on exp(-x) is below 0.00005, so the hit share rounds to 1.
const ALWAYS_WARM: u128 = 10 * FIXED_ONE;

/// `numerator x part / denominator` with eighteen decimal places; `None` from ten on.
fn scaled(numerator: u128, part: (u128, u128), denominator: u128) -> Option<u128> {
    // part.0 / part.1 is at most 1, with up to 32 digits: reduce it to eighteen places first.
    let (mut upper, mut lower) = part;
    while lower > FIXED_ONE {
        upper /= 10;
        lower /= 10;
    }
    let share = upper.checked_mul(FIXED_ONE)?.checked_div(lower)?;
    let arrivals = numerator.checked_mul(share)? / denominator;
    (arrivals < ALWAYS_WARM).then_some(arrivals)
}

/// exp(-x) for x in 0..10, both with eighteen decimal places.
fn exp_of_minus(x: u128) -> u128 {
    let (whole, fraction) = (x / FIXED_ONE, x % FIXED_ONE);
    // exp(-fraction) by its series, positive and negative terms apart so that nothing goes below zero.
    let (mut positive, mut negative, mut term) = (FIXED_ONE, 0_u128, FIXED_ONE);
    for n in 1..=24_u128 {
        term = term * fraction / FIXED_ONE / n;
        if n % 2 == 0 { positive += term } else { negative += term }
    }
    (0..whole).fold(positive - negative, |power, _| power * FIXED_EXP_MINUS_ONE / FIXED_ONE)
}

#[cfg(test)]
mod tests;
