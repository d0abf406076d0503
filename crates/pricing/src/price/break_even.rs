//! Whether cached traffic earns back what its cache writes cost extra.
//!
//! Follows "Cache break-even" in `docs/arithmetic.md`.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::lookup::Prices;
use crate::money::{Rate, Usd};
use crate::quantity::Share;
use crate::rates::{Buying, Meter, PromptLength};
use crate::report::{CacheBreakEven, HourWrites, LineItem, Needed, RequestPart, StepKind};
use crate::scenario::{CacheLifetime, Caching, Lives, Placement};

/// One entry for each piece of traffic with cache lines whose three prices are known.
pub(crate) fn of(prices: &Prices<'_>, lines: &[LineItem]) -> Vec<CacheBreakEven> {
    let scenario = prices.scenario();
    let (mut found, mut known) = (Vec::new(), Vec::new());
    for piece in lines.chunk_by(same_piece) {
        let cached = |line: &&LineItem| line.meter.is_cache();
        let Some(first) = piece.iter().find(cached) else { continue };
        let Some(workload) = scenario.workloads.get(first.workload) else { continue };
        let Some(kept) = lives(workload.caching) else { continue };
        let Some(Repaying { input, read, write, an_hour, needed }) = repaying(prices, first, kept, &mut known) else {
            continue;
        };
        found.push(CacheBreakEven {
            workload: first.workload,
            route: first.route,
            placement: Arc::clone(&first.placement),
            buying: first.buying,
            length: first.length,
            lifetime: kept.lifetime,
            input,
            read,
            write,
            an_hour,
            needed,
            actual: actual(piece, workload.caching),
        });
    }
    found
}

/// What repays a cache write: the prices of a place bought one way, and how many reads.
#[derive(Clone, Copy)]
struct Repaying {
    input: Rate,
    read: Rate,
    write: Rate,
    an_hour: Option<HourWrites>,
    needed: Needed,
}

/// What the prices of a piece depend on.
type Key = (Arc<Placement>, Buying, PromptLength, Lives);

/// What repays the writes of a piece, given one of its lines; `None` where a price is missing. Workloads that share a place share it.
fn repaying(
    prices: &Prices<'_>,
    line: &LineItem,
    lives: Lives,
    known: &mut Vec<(Key, Option<Repaying>)>,
) -> Option<Repaying> {
    let same = |(placement, buying, length, of): &Key| {
        (*buying, *length, *of) == (line.buying, line.length, lives) && *placement == line.placement
    };
    if let Some((_, found)) = known.iter().find(|(key, _)| same(key)) {
        return *found;
    }
    let found = priced(prices, line, lives);
    known.push(((Arc::clone(&line.placement), line.buying, line.length, lives), found));
    found
}

fn priced(prices: &Prices<'_>, line: &LineItem, Lives { lifetime, hour_share }: Lives) -> Option<Repaying> {
    let place = prices.at(&line.placement);
    let rate = |meter| Some(prices.of_place(&place, line.buying, line.length, meter)?.rate());
    let (input, read, write) = (rate(Meter::Input)?, rate(Meter::CacheRead)?, rate(lifetime.write_meter())?);
    let an_hour = if hour_share.is_none() {
        None
    } else {
        Some(HourWrites { share: hour_share, write: rate(Meter::CacheWrite1h)? })
    };
    Some(Repaying { input, read, write, an_hour, needed: needed_of(input, read, write, an_hour) })
}

/// Whether two lines belong to the same part of a workload, bought the same way.
fn same_piece(one: &LineItem, other: &LineItem) -> bool {
    (one.workload, one.route, one.buying, one.length) == (other.workload, other.route, other.buying, other.length)
}

/// How long writes live; `None` where counted writes live for different times, which have no one price.
fn lives(caching: Caching) -> Option<Lives> {
    let Caching::Counted(counts) = caching else { return caching.lives() };
    let mut written = CacheLifetime::ALL.into_iter().filter(|lives| counts.writes(*lives).count() > 0);
    let lifetime = written.next().filter(|_| written.next().is_none())?;
    Some(Lives::of(lifetime, Share::NONE))
}

/// Reads that repay a write, or one at the average price of two lifetimes.
fn needed_of(input: Rate, read: Rate, write: Rate, an_hour: Option<HourWrites>) -> Needed {
    let [input, read, write] = [input, read, write].map(Rate::per_million);
    let Some(HourWrites { share, write: of_an_hour }) = an_hour else { return needed(input, read, write) };
    // All prices times the share's denominator: so the average needs no division.
    let (part, all) = (Decimal::from(share.numerator()), Decimal::from(share.denominator()));
    needed(input * all, read * all, write * (all - part) + of_an_hour.per_million() * part)
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
mod tests;
