//! Prompt caching: fresh input, cache reads and cache writes, three disjoint counts that add up to the input.
//!
//! Follows step 6 of "Quantities of one workload" in `docs/arithmetic.md`.

use crate::quantity::{Multiple, Share};
use crate::report::{Basis, StepKind};
use crate::scenario::{Arrivals, CacheLifetime, Caching};

/// The input of one piece, split by how it is billed.
#[derive(Clone, Copy)]
pub(crate) struct CachedInput {
    pub(crate) fresh: Basis,
    pub(crate) reads: Option<Basis>,
    pub(crate) writes: Option<Basis>,
}

/// Caching as it applies to one part of a workload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PartCaching {
    None,
    Share { cached: Share, reads_per_write: Option<Multiple> },
    Traffic { hit_share: Share, prefix: u64 },
}

impl PartCaching {
    /// Caching of the part that gets `numerator / denominator` of a workload, on a model with this minimum prefix.
    pub(crate) fn of(caching: Caching, part: (u128, u128), minimum: Option<u32>) -> Self {
        match caching {
            Caching::None => Self::None,
            Caching::Share { cached, reads_per_write, .. } => Self::Share { cached, reads_per_write },
            Caching::Traffic { prefix, requests_per_minute, lifetime, arrivals } => {
                if minimum.is_some_and(|minimum| prefix.count() < u64::from(minimum)) {
                    return Self::None;
                }
                let hit_share = hit_share(requests_per_minute, part, lifetime, arrivals);
                Self::Traffic { hit_share, prefix: prefix.count() }
            }
        }
    }

    /// Splits the input of a piece that makes `calls` calls.
    pub(crate) fn split(self, input: &Basis, calls: u64) -> CachedInput {
        let all = input.tokens();
        let (reads, writes, read_step, write_step) = match self {
            Self::None => return CachedInput { fresh: *input, reads: None, writes: None },
            Self::Share { cached, reads_per_write } => {
                let reads = cached.of(all);
                let writes = reads_per_write.map_or(0, |multiple| {
                    let parts = u128::from(multiple.ten_thousandths());
                    (u128::from(reads) * 10_000)
                        .checked_div(parts)
                        .and_then(|count| u64::try_from(count).ok())
                        .unwrap_or(0)
                });
                // Checked beforehand; the minimum keeps an unchecked scenario from going below nothing.
                let writes = writes.min(all - reads);
                let write_step = StepKind::Written { reads, reads_per_write: reads_per_write.unwrap_or_default() };
                (reads, writes, StepKind::Cached { share: cached }, write_step)
            }
            Self::Traffic { hit_share, prefix } => {
                let hits = hit_share.of(calls);
                let misses = calls - hits;
                let reads = hits.saturating_mul(prefix).min(all);
                let writes = misses.saturating_mul(prefix).min(all - reads);
                let read_step = StepKind::CachedHits { calls, hit_share, prefix };
                (reads, writes, read_step, StepKind::WrittenMisses { reads, misses, prefix })
            }
        };
        let fresh = if reads == 0 && writes == 0 {
            *input
        } else {
            input.then(StepKind::Fresh { reads, writes }, all - reads - writes)
        };
        CachedInput {
            fresh,
            reads: (reads > 0).then(|| input.then(read_step, reads)),
            writes: (writes > 0).then(|| input.then(write_step, writes)),
        }
    }
}

/// Share of calls that find the prefix still cached, to four places.
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
            let missed = exp_of_minus(arrivals);
            // Half up: (1 - missed) x 10,000 + 1/2, in units of 10^-18.
            let hit_parts = (FIXED_ONE - missed + FIXED_ONE / 20_000) / (FIXED_ONE / 10_000);
            Share::of_ten_thousand(u32::try_from(hit_parts).unwrap_or(10_000))
        }
    }
}

/// One, with eighteen decimal places.
const FIXED_ONE: u128 = 1_000_000_000_000_000_000;
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
mod tests {
    use super::*;

    fn hits(rate: &str, lifetime: CacheLifetime) -> Option<String> {
        let rate = Multiple::parse(rate).ok()?;
        Some(hit_share(rate, (1, 1), lifetime, Arrivals::Random).to_string())
    }

    #[test]
    fn hit_share_follows_the_exponential() {
        // 1 - exp(-1) = 0.63212..., 1 - exp(-0.5) = 0.39346..., 1 - exp(-3) = 0.95021...
        assert_eq!(hits("0.2", CacheLifetime::FiveMinutes).as_deref(), Some("0.6321"));
        assert_eq!(hits("0.1", CacheLifetime::FiveMinutes).as_deref(), Some("0.3935"));
        assert_eq!(hits("0.05", CacheLifetime::OneHour).as_deref(), Some("0.9502"));
        assert_eq!(hits("0", CacheLifetime::OneHour).as_deref(), Some("0"));
        assert_eq!(hits("100000000", CacheLifetime::OneHour).as_deref(), Some("1"));
    }

    #[test]
    fn even_spacing_hits_always_or_never() {
        let share = |rate: u64, part| {
            hit_share(
                Multiple::of_ten_thousandths(rate).unwrap_or_default(),
                part,
                CacheLifetime::FiveMinutes,
                Arrivals::Even,
            )
        };
        assert_eq!(share(2_000, (1, 1)), Share::ALL);
        assert_eq!(share(1_999, (1, 1)), Share::NONE);
        assert_eq!(share(4_000, (1, 2)), Share::ALL);
        assert_eq!(share(3_999, (1, 2)), Share::NONE);
    }
}
