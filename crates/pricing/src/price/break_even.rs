//! Whether cached traffic earns back what its cache writes cost extra.
//!
//! Follows "Cache break-even" in `docs/arithmetic.md`.

use rust_decimal::Decimal;

use super::lookup::Prices;
use crate::ladder::Lever;
use crate::money::Usd;
use crate::rates::{Meter, RateCard};
use crate::report::{CacheBreakEven, LineItem, Needed, RequestPart, StepKind};
use crate::scenario::{CacheLifetime, Caching, Scenario};

/// One entry for each piece of traffic with cache lines whose three prices are known.
pub(crate) fn of(scenario: &Scenario, card: &RateCard, lines: &[LineItem]) -> Vec<CacheBreakEven> {
    let prices = Prices::new(scenario, card, Lever::Prices);
    let mut found = Vec::new();
    for piece in lines.chunk_by(same_piece) {
        let cached = |line: &&LineItem| line.meter.is_cache();
        let Some(first) = piece.iter().find(cached) else { continue };
        let Some(workload) = scenario.workloads.get(first.workload) else { continue };
        let Some(lifetime) = lifetime_of(workload.caching) else { continue };
        let rate = |meter| {
            let price = prices.of(&first.placement, first.buying, first.length, meter)?;
            Some(price.rate())
        };
        let (Some(input), Some(read), Some(write)) =
            (rate(Meter::Input), rate(Meter::CacheRead), rate(lifetime.write_meter()))
        else {
            continue;
        };
        found.push(CacheBreakEven {
            workload: first.workload,
            route: first.route,
            placement: first.placement.clone(),
            buying: first.buying,
            length: first.length,
            lifetime,
            input,
            read,
            write,
            needed: needed(input.per_million(), read.per_million(), write.per_million()),
            actual: actual(piece, workload.caching),
        });
    }
    found
}

/// Whether two lines belong to the same part of a workload, bought the same way.
fn same_piece(one: &LineItem, other: &LineItem) -> bool {
    (one.workload, one.route, one.buying, one.length) == (other.workload, other.route, other.buying, other.length)
}

/// How long writes live; `None` where counted writes live for different times, which have no one price.
fn lifetime_of(caching: Caching) -> Option<CacheLifetime> {
    let Caching::Counted(counts) = caching else { return caching.lifetime() };
    let mut written = CacheLifetime::ALL.into_iter().filter(|lives| counts.writes(*lives).count() > 0);
    written.next().filter(|_| written.next().is_none())
}

fn needed(input: Decimal, read: Decimal, write: Decimal) -> Needed {
    if read >= input {
        return Needed::Never;
    }
    if write <= input {
        return Needed::None;
    }
    (Usd::new(write) - Usd::new(input)).share_of(Usd::new(input) - Usd::new(read)).map_or(Needed::Never, Needed::Reads)
}

/// Reads for each write: given, counted, or hits for each miss. `None` where nothing is written.
fn actual(piece: &[LineItem], caching: Caching) -> Option<Decimal> {
    if let Caching::Counted(counts) = caching {
        let reads = u128::from(counts.reads.count());
        return Decimal::from(reads).checked_div(Decimal::from(counts.total() - reads));
    }
    if let Caching::Share { reads_per_write, .. } = caching {
        let parts = i128::from(reads_per_write?.ten_thousandths());
        return Decimal::try_from_i128_with_scale(parts, 4).ok().map(|reads| reads.normalize());
    }
    // Where prompts grow, tokens read and written of each request instead of hits and misses.
    let (mut hits, mut misses) = (0_u128, 0_u128);
    for step in piece.iter().flat_map(|line| line.quantity.steps()) {
        match step.kind {
            StepKind::CachedHits { calls, hit_share, .. } => hits = hit_share.of(calls).into(),
            StepKind::LoopHits { calls, first, hit_share, .. } => hits = (calls - first + hit_share.of(first)).into(),
            StepKind::WrittenMisses { misses: calls, .. } => misses = calls.into(),
            StepKind::OfRequest { what: RequestPart::Read, part, .. } => hits = part,
            StepKind::OfRequest { what: RequestPart::Written, part, .. } => misses = part,
            _ => {}
        }
    }
    // 10^23 at most: within the 28 digits of a decimal.
    let [hits, misses] = [hits, misses].map(|count| i128::try_from(count).ok());
    let decimal = |count: i128| Decimal::try_from_i128_with_scale(count, 0).ok();
    decimal(hits?)?.checked_div(decimal(misses?)?)
}

#[cfg(test)]
mod tests {
    use super::needed;
    use crate::price::price;
    use crate::quantity::{Multiple, Requests, TokensPerRequest};
    use crate::rates::{InferenceScope, RateCard};
    use crate::report::Needed;
    use crate::scenario::{
        Arrivals, CacheInBatch, CacheLifetime, Caching, Demand, Placement, Rules, Scenario, Workload,
    };
    use rust_decimal::Decimal;

    #[test]
    fn reads_needed_by_the_three_prices() {
        let cents = |cents: i64| Decimal::new(cents, 2);
        // (3.75 - 3) / (3 - 0.30) = 0.2777...
        let reads = match needed(cents(300), cents(30), cents(375)) {
            Needed::Reads(reads) => Some(reads.round_dp(4)),
            Needed::Never | Needed::None => None,
        };
        assert_eq!(reads, Some(Decimal::new(2778, 4)));
        // A write that costs what fresh input costs has nothing to repay; a read that costs as much never repays.
        assert_eq!(needed(cents(300), cents(30), cents(300)), Needed::None);
        assert_eq!(needed(cents(300), cents(30), cents(299)), Needed::None);
        assert_eq!(needed(cents(300), cents(300), cents(375)), Needed::Never);
        assert_eq!(needed(cents(300), cents(301), cents(300)), Needed::Never);
    }

    #[test]
    fn each_workload_has_its_own_hits_and_misses() {
        let workload = |rate: &str| {
            let each = |tokens| TokensPerRequest::new(tokens).unwrap_or_default();
            let demand = Demand::Requests {
                requests: Requests::new(10_000).unwrap_or_default(),
                input: each(6_000),
                output: each(0),
            };
            let placement = Placement::new("claude-sonnet-4.5", InferenceScope::Global, "us-east-1");
            let mut workload = Workload::new("One", placement, demand);
            workload.caching = Caching::Traffic {
                prefix: each(5_000),
                requests_per_minute: Multiple::parse(rate).unwrap_or_default(),
                prefixes: Multiple::ONE,
                hit_share: None,
                lifetime: CacheLifetime::FiveMinutes,
                arrivals: Arrivals::Random,
            };
            workload
        };
        let card = RateCard::newest();
        for rules in Rules::ALL {
            let scenario = Scenario {
                rules,
                cache_in_batch: CacheInBatch::NotCached,
                ..Scenario::new(card.date(), vec![workload("0.2"), workload("0.1")])
            };
            let entries = price(&scenario, &card).map(|report| report.cache_break_even).unwrap_or_default();
            // 1 - exp(-1) = 0.6321 and 1 - exp(-0.5) = 0.3935 of 10,000 calls hit.
            let actual: Vec<_> = entries.iter().map(|entry| entry.actual).collect();
            let share = |hits: i64, misses: i64| Decimal::from(hits).checked_div(Decimal::from(misses));
            assert_eq!(actual, [share(6_321, 3_679), share(3_935, 6_065)]);
        }
    }
}
