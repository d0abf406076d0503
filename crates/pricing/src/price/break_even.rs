//! Whether cached parts earn back what their cache writes cost extra.

use rust_decimal::Decimal;

use super::caching::PartCaching;
use super::lookup::Prices;
use super::parts::{self, Part, Piece};
use crate::ladder::Lever;
use crate::rates::{Meter, PromptLength, RateCard};
use crate::report::{CacheBreakEven, LineItem, Needed};
use crate::scenario::{CacheInBatch, Caching, Scenario, Workload};

/// One entry for each part that caches and whose three prices are known.
pub(crate) fn of(scenario: &Scenario, card: &RateCard, lines: &[LineItem]) -> Vec<CacheBreakEven> {
    let prices = Prices::new(scenario, card, Lever::Prices);
    let mut found = Vec::new();
    for (index, workload) in scenario.workloads.iter().enumerate() {
        let (Caching::Share { lifetime, .. } | Caching::Traffic { lifetime, .. }) = workload.caching else { continue };
        for part in parts::of(workload, card, Lever::Prices) {
            let per_unit = |meter| {
                let rate = prices.of(part.placement, workload.tier.buying(), PromptLength::Ordinary, meter)?;
                Some(rate.rate())
            };
            let rates = (per_unit(Meter::Input), per_unit(Meter::CacheRead), per_unit(lifetime.write_meter()));
            let (Some(input), Some(read), Some(write)) = rates else { continue };
            let has_lines = lines.iter().any(|line| line.workload == index && line.route == part.route);
            if part.caching == PartCaching::None || !has_lines {
                continue;
            }
            found.push(CacheBreakEven {
                workload: index,
                route: part.route,
                placement: part.placement.clone(),
                lifetime,
                rates: [input, read, write],
                needed: needed(input.per_million(), read.per_million(), write.per_million()),
                actual: actual(&part, workload, scenario.cache_in_batch),
            });
        }
    }
    found
}

fn needed(input: Decimal, read: Decimal, write: Decimal) -> Needed {
    if read >= input {
        return Needed::Never;
    }
    if write <= input {
        return Needed::None;
    }
    (write - input).checked_div(input - read).map_or(Needed::Never, Needed::Reads)
}

/// Reads for each write: given, or hits for each miss. `None` where nothing is written.
fn actual(part: &Part<'_>, workload: &Workload, cache_in_batch: CacheInBatch) -> Option<Decimal> {
    match workload.caching {
        Caching::None => None,
        Caching::Share { reads_per_write, .. } => {
            let parts = i128::from(reads_per_write?.ten_thousandths());
            Decimal::try_from_i128_with_scale(parts, 4).ok().map(|reads| reads.normalize())
        }
        Caching::Traffic { .. } => {
            let pieces = part.pieces(workload, cache_in_batch, Lever::Prices);
            let counts = pieces.iter().map(Piece::hits_and_misses);
            let (hits, misses) = counts.fold((0, 0), |sum, piece| (sum.0 + piece.0, sum.1 + piece.1));
            Decimal::from(hits).checked_div(Decimal::from(misses))
        }
    }
}
