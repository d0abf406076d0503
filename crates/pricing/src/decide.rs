//! What could still be saved: levers that a scenario doesn't use yet, each priced in full.
//!
//! A saving is the difference between two full pricings, so applying it changes the month by exactly what it said. What
//! must be true for it, such as answers that may wait, isn't known here: the kind says it, and whoever shows it asks.

use crate::ladder::Lever;
use crate::money::{Rate, Usd};
use crate::price::month_with;
use crate::quantity::{Multiple, Share};
use crate::rates::{InferenceScope, Meter, Model, PromptLength, RateCard, RateKey};
use crate::scenario::{Caching, Placement, Scenario, ServiceTier, Workload};

/// Share of the input taken as repeated where caching is tried, in percent.
pub const CACHED_PERCENT: u32 = 50;
/// Reads of each cache write where caching is tried.
pub const READS_PER_WRITE: u32 = 10;
/// Share sent to a cheaper model where routing is tried, in percent.
pub const ROUTED_PERCENT: u32 = 40;
/// Share of the output saved where shorter answers are tried, in percent.
pub const TRIMMED_PERCENT: u32 = 20;

/// A lever that isn't used yet, and what it would save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saving {
    /// What is done.
    pub kind: SavingKind,
    /// Index of the workload it is done to; of the purchase for [`SavingKind::DropCapacity`].
    pub index: usize,
    /// The month with it less the month as it is: below zero.
    pub change: Usd,
    /// The scenario with it.
    pub scenario: Scenario,
}

/// What is done to save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SavingKind {
    /// [`CACHED_PERCENT`] of the input is read from cache, [`READS_PER_WRITE`] times for each write.
    Cache,
    /// Everything runs as batch.
    Batch,
    /// The Flex tier instead of Standard.
    Flex,
    /// The Standard tier instead of a dearer one.
    Standard,
    /// [`ROUTED_PERCENT`] goes to this cheaper model of the same provider.
    Route(Placement),
    /// Answers are shorter by [`TRIMMED_PERCENT`].
    Trim,
    /// The global scope instead of a dearer one.
    Global,
    /// A purchase of capacity is given up.
    DropCapacity,
}

/// Every lever that isn't used and saves something, the largest saving first. What needs a price that isn't known is left
/// out. Empty where the scenario itself has no price.
pub fn savings(scenario: &Scenario, card: &RateCard) -> Vec<Saving> {
    let mut found = Vec::new();
    if !scenario.check().is_empty() {
        return found;
    }
    for (index, workload) in scenario.workloads.iter().enumerate() {
        let base = Part::of(scenario, index);
        let Some(before) = base.month(card) else { continue };
        for (kind, changed) in candidates(workload, card) {
            let mut part = base.clone();
            part.put(changed.clone());
            if let Some(after) = part.month(card).filter(|after| *after < before) {
                let mut with = scenario.clone();
                if let Some(workload) = with.workloads.get_mut(index) {
                    *workload = changed;
                }
                found.push(Saving { kind, index, change: after - before, scenario: with });
            }
        }
    }
    found.extend(capacity_savings(scenario, card));
    found.sort_by(|one, other| one.change.cmp(&other.change).then(one.index.cmp(&other.index)));
    found
}

/// The part of a scenario that a workload's levers can change: the workload alone where nothing else depends on it,
/// otherwise all of it.
#[derive(Clone)]
struct Part {
    scenario: Scenario,
    index: usize,
}

impl Part {
    fn of(scenario: &Scenario, index: usize) -> Self {
        if !scenario.capacity.is_none() {
            return Self { scenario: scenario.clone(), index };
        }
        let mut alone = scenario.clone();
        alone.workloads = scenario.workloads.get(index).cloned().into_iter().collect();
        Self { scenario: alone, index: 0 }
    }

    fn put(&mut self, changed: Workload) {
        if let Some(workload) = self.scenario.workloads.get_mut(self.index) {
            *workload = changed;
        }
    }

    fn month(&self, card: &RateCard) -> Option<Usd> {
        self.scenario.check().is_empty().then(|| month_with(&self.scenario, card, Lever::Prices).ok()).flatten()
    }
}

/// The levers that a workload doesn't use, and the workload with each.
fn candidates(workload: &Workload, card: &RateCard) -> Vec<(SavingKind, Workload)> {
    let mut found = Vec::new();
    let mut add = |kind: SavingKind, change: &dyn Fn(&mut Workload)| {
        let mut changed = workload.clone();
        change(&mut changed);
        found.push((kind, changed));
    };
    if workload.caching == Caching::None {
        let cached = percent(CACHED_PERCENT);
        let reads_per_write = Multiple::of_ten_thousandths(u64::from(READS_PER_WRITE) * 10_000);
        add(SavingKind::Cache, &|workload| {
            workload.caching =
                Caching::Share { cached, reads_per_write, lifetime: crate::scenario::CacheLifetime::default() };
        });
    }
    if workload.batch.is_none() {
        add(SavingKind::Batch, &|workload| workload.batch = percent(100));
    }
    match workload.tier {
        ServiceTier::Standard => add(SavingKind::Flex, &|workload| workload.tier = ServiceTier::Flex),
        ServiceTier::Flex => {}
        ServiceTier::Priority | ServiceTier::LatencyOptimised => {
            add(SavingKind::Standard, &|workload| workload.tier = ServiceTier::Standard);
        }
    }
    if workload.routes.is_empty()
        && let Some(cheaper) = cheaper(&workload.placement, card)
    {
        let route = crate::scenario::Route { placement: cheaper.clone(), share: percent(ROUTED_PERCENT) };
        add(SavingKind::Route(cheaper), &|workload| workload.routes = vec![route.clone()]);
    }
    if workload.output_trim.is_none() {
        add(SavingKind::Trim, &|workload| workload.output_trim = percent(TRIMMED_PERCENT));
    }
    if workload.placement.scope != InferenceScope::Global {
        add(SavingKind::Global, &|workload| workload.placement.scope = InferenceScope::Global);
    }
    found
}

fn percent(percent: u32) -> Share {
    Share::new(percent, 100).unwrap_or(Share::NONE)
}

/// The dearest model of the same provider and place whose input and output both cost at most two thirds: the nearest below
/// it that is worth a test. The newest of equals, which the card has first.
fn cheaper(placement: &Placement, card: &RateCard) -> Option<Placement> {
    let model = card.model(&placement.model)?;
    let provider = &card.provider_of(model).id;
    let price = |model: &Model, meter| -> Option<Rate> {
        let (scope, region) = (placement.scope, placement.region.as_str());
        let (buying, length) = (crate::rates::Buying::Standard, PromptLength::Ordinary);
        card.rate(&RateKey { model: &model.id, scope, region, buying, length, meter }).map(|published| published.rate)
    };
    let prices = |model: &Model| {
        let per_million = |meter| price(model, meter).map(Rate::per_million);
        Some([per_million(Meter::Input)?, per_million(Meter::Output)?])
    };
    let [input, output] = prices(model)?;
    let (two, three) = (rust_decimal::Decimal::TWO, rust_decimal::Decimal::from(3));
    let mut best: Option<([rust_decimal::Decimal; 2], &Model)> = None;
    for other in card.models_by_token().filter(|other| card.provider_of(other).id == *provider) {
        let Some(found) = prices(other) else { continue };
        let [of_input, of_output] = found;
        let is_cheaper = of_input * three <= input * two && of_output * three <= output * two;
        if is_cheaper && best.is_none_or(|(best, _)| found > best) {
            best = Some((found, other));
        }
    }
    best.map(|(_, other)| Placement::new(&other.id, placement.scope, &placement.region))
}

/// Purchases that cost more than what they serve would cost on demand.
fn capacity_savings(scenario: &Scenario, card: &RateCard) -> Vec<Saving> {
    let mut found = Vec::new();
    let Ok(before) = month_with(scenario, card, Lever::Prices) else { return found };
    for index in 0..scenario.capacity.purchases.len() {
        let mut with = scenario.clone();
        with.capacity.purchases.remove(index);
        if !with.check().is_empty() {
            continue;
        }
        if let Ok(after) = month_with(&with, card, Lever::Prices)
            && after < before
        {
            found.push(Saving { kind: SavingKind::DropCapacity, index, change: after - before, scenario: with });
        }
    }
    found
}
