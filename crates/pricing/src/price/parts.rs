//! A workload's volume, split into parts by model and pieces by how they are billed.
//!
//! Follows steps 3 to 6 of "Quantities of one workload" in `docs/arithmetic.md`.

use core::cmp::Ordering;
use std::rc::Rc;

use super::caching::{CachedInput, Limits, PartCaching, Reaching};
use super::demand::{self, Steps};
use super::growing::{Growing, Which};
use super::lookup::{PlacePrices, Prices};
use super::volume::{Volume, split};
use crate::ladder::Lever;
use crate::quantity::{Multiple, Share};
use crate::rates::{Buying, Meter, Model, PromptLength};
use crate::report::{Basis, StepKind};
use crate::scenario::check::{Shares, shares_of};
use crate::scenario::{
    CacheInBatch, CacheLifetime, Caching, Placement, ReservedReads, Route, Rules, Scenario, ServiceTier, Workload,
};

/// What one model serves of a workload.
pub(crate) struct Part<'a> {
    pub(crate) route: Option<usize>,
    pub(crate) placement: &'a Placement,
    /// What is known of its placement.
    pub(crate) place: Rc<PlacePrices<'a>>,
    /// Prompt length above which the model's long rates apply.
    pub(crate) long_prompt_above: Option<u32>,
    /// By the first rules; by the second each piece has its own.
    caching: PartCaching,
    /// Whether each of its prompts is long, by the second rules.
    pub(crate) all_long: bool,
    /// The calls of a request whose prompt grows, by the second rules.
    growing: Option<Growing>,
    token_factor: Multiple,
    share: (u128, u128),
    /// Tokens of input that the workload asks for, before any adjustment.
    asked: u64,
    limits: Limits,
    volume: Volume,
}

/// What is billed alike: one length of prompt, bought one way.
pub(crate) struct Piece {
    pub(crate) buying: Buying,
    pub(crate) length: PromptLength,
    caching: PartCaching,
    volume: Volume,
    /// The share of its requests that the Reserved tier serves.
    reserved: Option<Served>,
    reads_included: bool,
}

/// A share of requests: what is served, of what is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Served {
    pub(crate) served: u128,
    pub(crate) offered: u128,
}

impl Served {
    /// How many of a count are served, rounded down.
    pub(crate) fn of(self, count: u64) -> u64 {
        let served = (u128::from(count) * self.served).checked_div(self.offered).unwrap_or(0);
        u64::try_from(served).unwrap_or(count).min(count)
    }

    /// What is left, of what is offered.
    fn left(self) -> (u128, u128) {
        if self.offered == 0 { (1, 1) } else { (self.offered - self.served.min(self.offered), self.offered) }
    }

    /// Whether this share is smaller than another.
    pub(crate) fn is_below(self, other: Self) -> bool {
        self.served * other.offered < other.served * self.offered
    }
}

/// How the requests of a piece are served by what is bought ahead, by the second rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    /// Model units serve this share of its requests, without a cache.
    Units(Served),
    /// The Reserved tier does, and the rest is Standard.
    Reserved(Served),
}

/// The parts of a workload: what stays on the baseline model, then its routes.
pub(crate) fn of<'a>(prices: &Prices<'a>, workload: &'a Workload, levers: Lever, steps: Steps) -> Vec<Part<'a>> {
    let scenario = prices.scenario();
    let second = scenario.rules == Rules::V2;
    let trimmed = levers.applies(Lever::Trim);
    let volume = demand::volume(workload, trimmed, steps);
    let caching = if levers.applies(Lever::Caching) { workload.caching } else { Caching::None };
    let asked = demand::input_asked(workload.demand);
    let part = |route: Option<usize>, placement: &'a Placement, share, volume: Volume| {
        let routed: Option<&Route> = route.and_then(|route| workload.routes.get(route));
        let place = prices.at(placement);
        let model = place.model;
        let token_factor = counted(routed, model);
        let long_prompt_above = if second {
            scenario.threshold_of(&placement.model).or(model.and_then(|model| model.threshold))
        } else {
            model.and_then(|model| model.long_prompt_above)
        };
        let growing = if second { Growing::of(workload, trimmed, token_factor) } else { None };
        let is_longer = |above| growing.is_none() && demand::is_longer(workload, token_factor, above);
        let limits = Limits {
            minimum: model.and_then(|model| if second { model.cache_minimum } else { model.first_cache_minimum }),
            maximum: model.and_then(|model| model.cache_maximum),
        };
        Part {
            route,
            placement,
            place,
            all_long: second && long_prompt_above.is_some_and(is_longer),
            growing,
            token_factor,
            share,
            asked,
            limits,
            long_prompt_above,
            caching: if second { PartCaching::None } else { PartCaching::of(caching, share, asked, limits.minimum) },
            volume: volume.recounted(token_factor),
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

/// How many tokens the model of a part counts for one of the workload's: the route's factor x that of a model which stands for it
/// with another seller, to four places, half up.
fn counted(route: Option<&Route>, model: Option<&Model>) -> Multiple {
    let routed = route.map_or(Multiple::ONE, |route| route.token_factor);
    let there = model.map_or(Multiple::ONE, |model| model.token_factor);
    let parts = (routed.ten_thousandths() * there.ten_thousandths() + 5_000) / 10_000;
    Multiple::of_ten_thousandths(parts).unwrap_or(routed)
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
            |basis: &Basis, routed| basis.then(StepKind::Unrouted { routed }, basis.tokens().saturating_sub(routed));
        Volume {
            input: left(&volume.input, self.input),
            output: left(&volume.output, self.output),
            calls: volume.calls.saturating_sub(self.calls),
        }
    }

    fn route(&self, share: Share, volume: &Volume, takes_leftover: bool) -> Volume {
        let left = |all: u64, taken: u64| if takes_leftover { all.saturating_sub(taken) } else { 0 };
        let routed = |basis: &Basis, taken| {
            let leftover = left(basis.tokens(), taken);
            basis.then(StepKind::Routed { share, leftover }, share.of(basis.tokens()) + leftover)
        };
        Volume {
            input: routed(&volume.input, self.input),
            output: routed(&volume.output, self.output),
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
        let left = |basis: &Basis, served: u64| {
            if served == 0 { basis.clone() } else { basis.then(StepKind::Overflow { served }, basis.tokens() - served) }
        };
        let Volume { input: all_input, output: all_output, calls } = &self.volume;
        self.volume = Volume {
            input: left(all_input, input(all_input.tokens())),
            output: left(all_output, output(all_output.tokens())),
            calls: calls - input(*calls),
        };
    }

    /// The pieces of this part by the second rules: as by the first, but batch and what capacity serves reach no cache.
    /// `by` says what serves the requests of a piece, given its buying and length.
    pub(crate) fn pieces_by_request(
        &self,
        workload: &Workload,
        scenario: &Scenario,
        prices: &Prices<'_>,
        levers: Lever,
        by: &dyn Fn(Buying, PromptLength) -> Option<By>,
    ) -> Vec<Piece> {
        let long_share = match (self.long_prompt_above, self.all_long) {
            (None, _) => Share::NONE,
            (Some(_), true) => Share::ALL,
            (Some(_), false) => workload.long_prompts,
        };
        let batch_share = if levers.applies(Lever::Batch) { workload.batch } else { Share::NONE };
        let tier = if levers.applies(Lever::Tier) { workload.tier } else { ServiceTier::Standard };
        let caching = if levers.applies(Lever::Caching) { workload.caching } else { Caching::None };
        let caching = caching.recounted(self.token_factor);
        let by_call = self.long_by_call();
        let (long, ordinary) = match by_call {
            Some((growing, above)) => self.volume.by_call(growing.long(above)),
            None => {
                split(&self.volume, long_share, |share| StepKind::Long { share }, |long| StepKind::Ordinary { long })
            }
        };
        let mut pieces = Vec::with_capacity(4);
        for (length, volume) in [(PromptLength::Ordinary, ordinary), (PromptLength::Long, long)] {
            let Some(volume) = volume else { continue };
            let which = match (by_call, length) {
                (None, _) => Which::All,
                (Some((_, above)), PromptLength::Ordinary) => Which::Ordinary(above),
                (Some((_, above)), PromptLength::Long) => Which::Long(above),
            };
            let (batch, on_demand) =
                split(&volume, batch_share, |share| StepKind::Batch { share }, |batch| StepKind::OnDemand { batch });
            let batch_is_cached = scenario.cache_in_batch != CacheInBatch::NotCached
                || caching != Caching::None && prices.has_batch_cache(&self.place, length);
            let on_demand = on_demand.map(|volume| (tier.buying(), volume));
            let batch = batch.map(|volume| (Buying::Batch, volume));
            for (buying, volume) in on_demand.into_iter().chain(batch) {
                let by = by(buying, length);
                let mut piece =
                    Piece { buying, length, caching: PartCaching::None, volume, reserved: None, reads_included: false };
                let mut left = (1, 1);
                match by {
                    Some(By::Units(served)) => {
                        piece.volume = piece.volume.without(served);
                        left = served.left();
                    }
                    Some(By::Reserved(served)) => {
                        piece.buying = Buying::Standard;
                        piece.reserved = Some(served);
                        piece.reads_included = scenario.capacity.reserved_reads == ReservedReads::Included;
                    }
                    None => {}
                }
                let cached_here = (buying != Buying::Batch || batch_is_cached)
                    // A route to a model without caching isn't cached; on the baseline model a missing price is named.
                    && (self.route.is_none()
                        || caching == Caching::None
                        || prices.of_place(&self.place, piece.buying, length, Meter::CacheRead).is_some());
                if cached_here {
                    let on_demand = if batch_is_cached { Share::ALL } else { batch_share.rest() };
                    let on_demand = if buying == Buying::Batch { Share::ALL } else { on_demand };
                    let unblocked = workload.blocked.rest();
                    let reaching = Reaching { part: self.share, on_demand, unblocked, left, input: self.asked };
                    let of_calls = self.growing.as_ref();
                    piece.caching = of_calls
                        .and_then(|growing| PartCaching::grown(caching, reaching, self.limits, growing, which))
                        .unwrap_or_else(|| {
                            PartCaching::reached(caching, reaching, self.limits, workload.calls_per_request)
                        });
                }
                pieces.push(piece);
            }
        }
        pieces
    }

    /// The calls of a request, and the threshold, where some of them are longer.
    fn long_by_call(&self) -> Option<(Growing, u32)> {
        self.growing.zip(self.long_prompt_above).filter(|(growing, above)| growing.longest() > u64::from(*above))
    }

    /// The shortest prefix that its model caches.
    pub(super) fn cache_minimum(&self) -> Option<u32> {
        self.limits.minimum
    }

    /// The longest prompt of its requests where prompts grow.
    pub(super) fn longest_call(&self) -> Option<u64> {
        self.growing.map(|growing| growing.longest())
    }

    /// Whether prompts of one length are longer than the model's window: all are where their length is known and above it (of prompts
    /// that grow: the longest), and the long ones where they are said to be above a threshold that is no lower than the window.
    pub(super) fn is_refused(&self, workload: &Workload, length: PromptLength, window: u32) -> bool {
        let are_above = length == PromptLength::Long && self.long_prompt_above.is_some_and(|above| above >= window);
        let is_longer = match self.growing {
            Some(growing) => growing.longest() > u64::from(window),
            None => demand::is_longer(workload, self.token_factor, window),
        };
        are_above || is_longer
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
                pieces.push(Piece { buying, length, caching, volume, reserved: None, reads_included: false });
            }
        }
        pieces
    }
}

impl Piece {
    /// What is counted in this piece, in the order of [`Meter::ALL`]; meters without tokens are left out.
    pub(crate) fn meters(&self) -> impl Iterator<Item = (Meter, Basis)> {
        let CachedInput { fresh, reads, writes: [first, second, third] } = self.split();
        let [of_first, of_second, of_third] = CacheLifetime::ALL.map(CacheLifetime::write_meter);
        // Cache reads don't count against a reservation: they are billed whoever serves the request, unless they are included.
        let of_reads = self.reserved.filter(|_| self.reads_included);
        let counted = [
            (Meter::Input, Some(fresh), self.reserved),
            (Meter::CacheRead, reads, of_reads),
            (of_first, first, self.reserved),
            (of_second, second, self.reserved),
            (of_third, third, self.reserved),
            (Meter::Output, Some(self.volume.output.clone()), self.reserved),
        ];
        counted.into_iter().filter_map(|(meter, basis, reserved)| {
            let basis = basis?;
            let left = match reserved.map_or(0, |served| served.of(basis.tokens())) {
                0 => basis,
                served => basis.then(StepKind::Overflow { served }, basis.tokens() - served),
            };
            (left.tokens() > 0).then_some((meter, left))
        })
    }

    /// Whether anything of it is read from cache.
    pub(crate) fn reads_cache(&self) -> bool {
        self.split().reads.is_some()
    }

    /// Its input, as it is cached.
    fn split(&self) -> CachedInput {
        self.caching.split(&self.volume.input, self.volume.calls)
    }

    /// All of its input and its output.
    pub(crate) fn whole(&self) -> (u64, u64) {
        (self.volume.input.tokens(), self.volume.output.tokens())
    }

    /// What of it counts against a reservation: fresh input and cache writes; and output.
    pub(crate) fn counted(&self) -> (u64, u64) {
        let reads = self.split().reads.map_or(0, |reads| reads.tokens());
        (self.volume.input.tokens() - reads, self.volume.output.tokens())
    }
}

#[cfg(test)]
mod tests;
