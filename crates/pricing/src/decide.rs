//! What could still be saved: levers that a scenario doesn't use yet, each priced in full.
//!
//! A saving is the difference between two full pricings, so applying it changes the month by exactly what it said. What
//! must be true for it, such as answers that may wait, isn't known here: the kind says it, and whoever shows it asks.

use rust_decimal::Decimal;

use crate::ladder::Lever;
use crate::money::{Rate, Usd};
use crate::price::{month_with, price};
use crate::quantity::{Multiple, Share, TokensPerRequest};
use crate::rates::{Buying, InferenceScope, Meter, Model, PromptLength, RateCard, RateKey};
use crate::scenario::{
    Arrivals, Bought, CacheLifetime, Caching, Capacity, Demand, Placement, Route, Scenario, ServiceTier, Workload,
};

/// Share of the input taken as repeated where caching is tried, in percent.
pub const CACHED_PERCENT: u32 = 50;
/// Reads of each cache write where caching is tried.
pub const READS_PER_WRITE: u32 = 10;
/// Share sent to a cheaper model where routing is tried, in percent.
pub const ROUTED_PERCENT: u32 = 40;
/// Share of the output saved where shorter answers are tried, in percent.
pub const TRIMMED_PERCENT: u32 = 20;
/// The prefix where a card doesn't know from how many tokens on a model caches: the least that AWS publishes for most models.
const USUAL_CACHE_MINIMUM: u32 = 1_024;
/// Requests a minute that share a prefix where the workload doesn't say.
const USUAL_REQUESTS_PER_MINUTE: u64 = 40;

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
    /// Caching as [`usual_caching`] has it.
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
        let caching = usual_caching(workload, card);
        add(SavingKind::Cache, &|workload| workload.caching = caching);
    }
    // Requests that are counted by the minute are live: none of them waits for a batch.
    if workload.batch.is_none() && !matches!(workload.demand, Demand::Traffic { .. }) {
        add(SavingKind::Batch, &|workload| workload.batch = percent(100));
    }
    match workload.tier {
        ServiceTier::Standard => add(SavingKind::Flex, &|workload| workload.tier = ServiceTier::Flex),
        ServiceTier::Flex => {}
        ServiceTier::Priority | ServiceTier::LatencyOptimised | ServiceTier::Ultrafast => {
            add(SavingKind::Standard, &|workload| workload.tier = ServiceTier::Standard);
        }
    }
    if workload.routes.is_empty()
        && let Some(route) = usual_route(workload, card)
    {
        add(SavingKind::Route(route.placement.clone()), &|workload| workload.routes = vec![route.clone()]);
    }
    if workload.output_trim.is_none() {
        add(SavingKind::Trim, &|workload| workload.output_trim = percent(TRIMMED_PERCENT));
    }
    if workload.placement.scope != InferenceScope::Global {
        add(SavingKind::Global, &|workload| workload.placement.scope = InferenceScope::Global);
    }
    found
}

/// Caching as it usually begins for a workload: from its traffic where that is known, as a share of the input otherwise.
/// Whoever switches caching on and whoever says what it could save begin here, so that both say the same.
pub fn usual_caching(workload: &Workload, card: &RateCard) -> Caching {
    if matches!(workload.demand, Demand::Traffic { .. }) {
        caching_from_traffic(workload, card)
    } else {
        caching_of_share(workload, card)
    }
}

/// [`CACHED_PERCENT`] of the input read from cache, [`READS_PER_WRITE`] times for each write, for the shortest time that
/// the model has a price for.
pub fn caching_of_share(workload: &Workload, card: &RateCard) -> Caching {
    Caching::Share {
        cached: percent(CACHED_PERCENT),
        reads_per_write: Multiple::whole(u64::from(READS_PER_WRITE)),
        lifetime: usual_lifetime(workload, card),
        hour_share: Share::NONE,
    }
}

/// One prefix of [`CACHED_PERCENT`] of the prompt, but of at least what the model caches, asked for at random times as often
/// as the workload is.
pub fn caching_from_traffic(workload: &Workload, card: &RateCard) -> Caching {
    let least = card.model(&workload.placement.model).and_then(|model| model.cache_minimum);
    let (prompt, rate) = match workload.demand {
        Demand::Monthly { .. } => (u64::MAX, None),
        Demand::Requests { input, .. } => (input.count(), None),
        Demand::Traffic { input, requests_per_minute, .. } => (input.count(), Some(requests_per_minute)),
    };
    let repeated = if prompt == u64::MAX { 0 } else { percent(CACHED_PERCENT).of(prompt) };
    let prefix = repeated.max(u64::from(least.unwrap_or(USUAL_CACHE_MINIMUM))).min(prompt);
    Caching::Traffic {
        prefix: TokensPerRequest::new(prefix).unwrap_or_default(),
        requests_per_minute: rate.or(Multiple::whole(USUAL_REQUESTS_PER_MINUTE)).unwrap_or_default(),
        prefixes: Multiple::ONE,
        hit_share: None,
        lifetime: usual_lifetime(workload, card),
        arrivals: Arrivals::Random,
    }
}

fn usual_lifetime(workload: &Workload, card: &RateCard) -> CacheLifetime {
    let is_offered = |lifetime: &CacheLifetime| has_cache_price(lifetime.write_meter(), workload, card);
    CacheLifetime::ALL.into_iter().find(is_offered).unwrap_or_default()
}

/// Whether the card has a price of a meter of the cache for a workload, in its tier or in the Standard one.
pub fn has_cache_price(meter: Meter, workload: &Workload, card: &RateCard) -> bool {
    let Placement { model, scope, region } = &workload.placement;
    let (scope, length) = (*scope, PromptLength::Ordinary);
    let has = |buying| card.rate(&RateKey { model, scope, region, buying, length, meter }).is_some();
    has(workload.tier.buying()) || has(Buying::Standard)
}

/// [`ROUTED_PERCENT`] of a workload sent to the nearest cheaper model of the same provider; `None` where it has none. Whoever
/// switches routing on and whoever says what it could save begin here, so that both say the same.
pub fn usual_route(workload: &Workload, card: &RateCard) -> Option<Route> {
    let placement = cheaper(&workload.placement, card)?;
    let token_factor = usual_token_factor(&workload.placement.model, &placement.model).unwrap_or(Multiple::ONE);
    Some(Route { placement, share: percent(ROUTED_PERCENT), token_factor })
}

/// How many tokens one model usually counts for one of another's, where that isn't one: about 1.3 from Claude before 4.7 to Claude
/// since, and 1 / 1.3 the other way. `None` where they count alike, or nothing is known.
///
/// Anthropic: the tokenizer since Claude Opus 4.7 takes 1.0 to 1.35 times the tokens for the same text
/// (`rates/history/events.toml`).
pub fn usual_token_factor(own: &str, other: &str) -> Option<Multiple> {
    match (counts_as_since_4_7(own)?, counts_as_since_4_7(other)?) {
        (false, true) => Multiple::of_ten_thousandths(13_000),
        (true, false) => Multiple::of_ten_thousandths(7_692),
        _ => None,
    }
}

/// Whether a Claude model counts tokens as those since 4.7 do; `None` for a model that isn't Claude.
fn counts_as_since_4_7(model: &str) -> Option<bool> {
    let name = model.strip_prefix("claude-")?;
    let version = name.split('-').find(|part| part.starts_with(|letter: char| letter.is_ascii_digit()))?;
    let (major, minor) = version.split_once('.').unwrap_or((version, "0"));
    Some((major.parse::<u32>().ok()?, minor.parse::<u32>().ok()?) >= (4, 7))
}

/// What it saves a month to run batch jobs as ordinary calls in the idle hours of model units; below zero where it costs more. `None`
/// without model units, and where a price isn't known.
pub fn idle_hours_save(scenario: &Scenario, card: &RateCard) -> Option<Usd> {
    if !scenario.capacity.purchases.iter().any(|purchase| matches!(purchase.bought, Bought::Units { .. })) {
        return None;
    }
    let month = |batch_on_units| {
        let capacity = Capacity { batch_on_units, ..scenario.capacity.clone() };
        price(&Scenario { capacity, ..scenario.clone() }, card).ok().map(|report| report.month())
    };
    Some(month(false)? - month(true)?)
}

fn percent(percent: u32) -> Share {
    Share::new(percent, 100).unwrap_or(Share::NONE)
}

/// The dearest model of the same provider and place whose input and output both cost at most two thirds for the same text: the
/// nearest below it that is worth a test. The newest of equals, which the card has first.
fn cheaper(placement: &Placement, card: &RateCard) -> Option<Placement> {
    let model = card.model(&placement.model)?;
    let provider = &card.provider_of(model).id;
    let price = |model: &Model, meter| -> Option<Rate> {
        let (scope, region) = (placement.scope, placement.region.as_str());
        let (buying, length) = (Buying::Standard, PromptLength::Ordinary);
        card.rate(&RateKey { model: &model.id, scope, region, buying, length, meter }).map(|published| published.rate)
    };
    // In ten-thousandths of a dollar a million tokens of the workload's own model.
    let prices = |other: &Model| {
        let factor = usual_token_factor(&model.id, &other.id).unwrap_or(Multiple::ONE);
        let for_same_text =
            |meter| price(other, meter).map(|rate| rate.per_million() * Decimal::from(factor.ten_thousandths()));
        Some([for_same_text(Meter::Input)?, for_same_text(Meter::Output)?])
    };
    let [input, output] = prices(model)?;
    let (two, three) = (Decimal::TWO, Decimal::from(3));
    let mut best: Option<([Decimal; 2], &Model)> = None;
    let is_sibling = |other: &&Model| card.provider_of(other).id == *provider && card.is_offered(&other.id);
    for other in card.models_by_token().filter(is_sibling) {
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

#[cfg(test)]
mod tests;
