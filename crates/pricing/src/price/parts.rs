//! A workload's volume, split into parts by model and pieces by how they are billed.
//!
//! Follows steps 3 to 6 of "Quantities of one workload" in `docs/arithmetic.md`.

use core::cmp::Ordering;

use super::caching::PartCaching;
use super::demand::{self, Volume};
use crate::ladder::Lever;
use crate::quantity::Share;
use crate::rates::{Buying, Meter, PromptLength, RateCard};
use crate::report::{Basis, StepKind};
use crate::scenario::check::{Shares, shares_of};
use crate::scenario::{CacheInBatch, Caching, Placement, Route, ServiceTier, Workload};

/// What one model serves of a workload.
pub(crate) struct Part<'a> {
    pub(crate) route: Option<usize>,
    pub(crate) placement: &'a Placement,
    /// Prompt length above which the model's long rates apply.
    pub(crate) long_prompt_above: Option<u32>,
    pub(crate) caching: PartCaching,
    volume: Volume,
}

/// What is billed alike: one length of prompt, bought one way.
pub(crate) struct Piece {
    pub(crate) buying: Buying,
    pub(crate) length: PromptLength,
    caching: PartCaching,
    volume: Volume,
}

/// The parts of a workload: what stays on the baseline model, then its routes.
pub(crate) fn of<'a>(workload: &'a Workload, card: &RateCard, levers: Lever) -> Vec<Part<'a>> {
    let volume = demand::volume(workload, levers.applies(Lever::Trim));
    let caching = if levers.applies(Lever::Caching) { workload.caching } else { Caching::None };
    let part = |route, placement: &'a Placement, share, volume| {
        let model = card.model(&placement.model);
        Part {
            route,
            placement,
            long_prompt_above: model.and_then(|model| model.long_prompt_above),
            caching: PartCaching::of(caching, share, model.and_then(|model| model.cache_minimum)),
            volume,
        }
    };
    if !levers.applies(Lever::Routing) || workload.routes.is_empty() {
        return vec![part(None, &workload.placement, (1, 1), volume)];
    }
    let taken = Taken::by(&workload.routes, &volume);
    let mut parts = Vec::with_capacity(workload.routes.len() + 1);
    let shares = shares_of(&workload.routes);
    if let Shares::Part { rest, denominator } = shares {
        parts.push(part(None, &workload.placement, (rest, denominator), taken.rest(&volume)));
    }
    let leftover_goes_to = (shares == Shares::All).then(|| leftover_route(&workload.routes)).flatten();
    for (index, route) in workload.routes.iter().enumerate() {
        let share = (u128::from(route.share.numerator()), u128::from(route.share.denominator()));
        let takes_leftover = leftover_goes_to == Some(index);
        let volume = taken.route(route.share, &volume, takes_leftover);
        parts.push(part(Some(index), &route.placement, share, volume));
    }
    parts
}

/// What all routes take together, each rounded down.
struct Taken {
    input: u64,
    output: u64,
    calls: u64,
}

impl Taken {
    fn by(routes: &[Route], volume: &Volume) -> Self {
        let sum = |count: u64| routes.iter().map(|route| route.share.of(count)).sum();
        Self { input: sum(volume.input.tokens()), output: sum(volume.output.tokens()), calls: sum(volume.calls) }
    }

    fn rest(&self, volume: &Volume) -> Volume {
        let left =
            |basis: Basis, routed| basis.then(StepKind::Unrouted { routed }, basis.tokens().saturating_sub(routed));
        Volume {
            input: left(volume.input, self.input),
            output: left(volume.output, self.output),
            calls: volume.calls.saturating_sub(self.calls),
        }
    }

    fn route(&self, share: Share, volume: &Volume, takes_leftover: bool) -> Volume {
        let left = |all: u64, taken: u64| if takes_leftover { all.saturating_sub(taken) } else { 0 };
        let routed = |basis: Basis, taken| {
            let leftover = left(basis.tokens(), taken);
            basis.then(StepKind::Routed { share, leftover }, share.of(basis.tokens()) + leftover)
        };
        Volume {
            input: routed(volume.input, self.input),
            output: routed(volume.output, self.output),
            calls: share.of(volume.calls) + left(volume.calls, self.calls),
        }
    }
}

/// The route that receives what rounding down leaves: the largest, of equals the first by placement.
fn leftover_route(routes: &[Route]) -> Option<usize> {
    let order = |(_, left): &(usize, &Route), (_, right): &(usize, &Route)| match right.share.compare(left.share) {
        Ordering::Equal => left.placement.cmp(&right.placement),
        other => other,
    };
    routes.iter().enumerate().min_by(order).map(|(index, _)| index)
}

impl Part<'_> {
    /// The part's volume.
    pub(crate) fn volume(&self) -> &Volume {
        &self.volume
    }

    /// Leaves what capacity doesn't serve, given how many of a count of input (or calls) and of output it does.
    pub(crate) fn overflow(&mut self, input: &dyn Fn(u64) -> u64, output: &dyn Fn(u64) -> u64) {
        let left = |basis: Basis, served: u64| {
            if served == 0 { basis } else { basis.then(StepKind::Overflow { served }, basis.tokens() - served) }
        };
        let Volume { input: all_input, output: all_output, calls } = self.volume;
        self.volume = Volume {
            input: left(all_input, input(all_input.tokens())),
            output: left(all_output, output(all_output.tokens())),
            calls: calls - input(calls),
        };
    }

    /// The pieces of this part: ordinary before long, on demand before batch.
    pub(crate) fn pieces(&self, workload: &Workload, cache_in_batch: CacheInBatch, levers: Lever) -> Vec<Piece> {
        let long_share = if self.long_prompt_above.is_some() { workload.long_prompts } else { Share::NONE };
        let batch_share = if levers.applies(Lever::Batch) { workload.batch } else { Share::NONE };
        let tier = if levers.applies(Lever::Tier) { workload.tier } else { ServiceTier::Standard };
        let (long, ordinary) =
            split(&self.volume, long_share, |share| StepKind::Long { share }, |long| StepKind::Ordinary { long });
        let mut pieces = Vec::with_capacity(4);
        for (length, volume) in [(PromptLength::Ordinary, ordinary), (PromptLength::Long, long)] {
            let Some(volume) = volume else { continue };
            let (batch, on_demand) =
                split(&volume, batch_share, |share| StepKind::Batch { share }, |batch| StepKind::OnDemand { batch });
            let batch_caching =
                if cache_in_batch == CacheInBatch::NotCached { PartCaching::None } else { self.caching };
            let on_demand = on_demand.map(|volume| (tier.buying(), self.caching, volume));
            let batch = batch.map(|volume| (Buying::Batch, batch_caching, volume));
            for (buying, caching, volume) in on_demand.into_iter().chain(batch) {
                pieces.push(Piece { buying, length, caching, volume });
            }
        }
        pieces
    }
}

/// Splits a volume by a share: the share and the rest. A share of nothing or of all is no split.
fn split(
    volume: &Volume,
    share: Share,
    part: impl Fn(Share) -> StepKind + Copy,
    rest: impl Fn(u64) -> StepKind + Copy,
) -> (Option<Volume>, Option<Volume>) {
    if share.is_none() {
        return (None, Some(*volume));
    }
    if share == Share::ALL {
        return (Some(*volume), None);
    }
    let (input, input_rest) = volume.input.split(share, part, rest);
    let (output, output_rest) = volume.output.split(share, part, rest);
    let calls = share.of(volume.calls);
    let one = Volume { input, output, calls };
    let other = Volume { input: input_rest, output: output_rest, calls: volume.calls - calls };
    (Some(one), Some(other))
}

impl Piece {
    /// What is counted in this piece, in the order of [`Meter::ALL`]; meters without tokens are left out.
    pub(crate) fn meters(&self, caching: Caching) -> impl Iterator<Item = (Meter, Basis)> {
        let write_meter = match caching {
            Caching::None => Meter::CacheWrite5m,
            Caching::Share { lifetime, .. } | Caching::Traffic { lifetime, .. } => lifetime.write_meter(),
        };
        let input = self.caching.split(&self.volume.input, self.volume.calls);
        [
            Some((Meter::Input, input.fresh)),
            input.reads.map(|reads| (Meter::CacheRead, reads)),
            input.writes.map(|writes| (write_meter, writes)),
            Some((Meter::Output, self.volume.output)),
        ]
        .into_iter()
        .flatten()
        .filter(|(_, quantity)| quantity.tokens() > 0)
    }
}
