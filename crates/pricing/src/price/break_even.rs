//! Whether cached traffic earns back what its cache writes cost extra.
//!
//! Follows "Cache break-even" in `docs/arithmetic.md`.

use rust_decimal::Decimal;

use super::lookup::Prices;
use crate::ladder::Lever;
use crate::money::Usd;
use crate::rates::{Meter, RateCard};
use crate::report::{CacheBreakEven, LineItem, Needed, StepKind};
use crate::scenario::{Caching, Scenario};

/// One entry for each piece of traffic with cache lines whose three prices are known.
pub(crate) fn of(scenario: &Scenario, card: &RateCard, lines: &[LineItem]) -> Vec<CacheBreakEven> {
    let prices = Prices::new(scenario, card, Lever::Prices);
    let mut found = Vec::new();
    for piece in lines.chunk_by(same_piece) {
        let cached = |line: &&LineItem| line.meter.is_cache();
        let Some(first) = piece.iter().find(cached) else { continue };
        let Some(workload) = scenario.workloads.get(first.workload) else { continue };
        let (Caching::Share { lifetime, .. } | Caching::Traffic { lifetime, .. }) = workload.caching else { continue };
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

fn needed(input: Decimal, read: Decimal, write: Decimal) -> Needed {
    if read >= input {
        return Needed::Never;
    }
    if write <= input {
        return Needed::None;
    }
    (Usd::new(write) - Usd::new(input)).share_of(Usd::new(input) - Usd::new(read)).map_or(Needed::Never, Needed::Reads)
}

/// Reads for each write: given, or hits for each miss. `None` where nothing is written.
fn actual(piece: &[LineItem], caching: Caching) -> Option<Decimal> {
    if let Caching::Share { reads_per_write, .. } = caching {
        let parts = i128::from(reads_per_write?.ten_thousandths());
        return Decimal::try_from_i128_with_scale(parts, 4).ok().map(|reads| reads.normalize());
    }
    let (mut hits, mut misses) = (0, 0);
    for step in piece.iter().flat_map(|line| line.quantity.steps()) {
        match step.kind {
            StepKind::CachedHits { calls, hit_share, .. } => hits = hit_share.of(calls),
            StepKind::WrittenMisses { misses: calls, .. } => misses = calls,
            _ => {}
        }
    }
    Decimal::from(hits).checked_div(Decimal::from(misses))
}
