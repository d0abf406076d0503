//! A scenario priced by another provider's card: the same workloads with the same levers, under that provider's rules.
//!
//! Follows "Elsewhere" in `docs/arithmetic.md`.

use super::Asked;
use super::fleet::{self, FleetThere};
use crate::bounds;
use crate::commitment::{cents, of_scenario, provider_of, scaled};
use crate::money::{Rate, Usd};
use crate::price::{PriceError, demand, price};
use crate::quantity::Multiple;
use crate::rates::{Buying, Elsewhere, Meter, Offered, PromptLength, RateCard, RateKey, Wanted};
use crate::report::Report;
use crate::scenario::{
    CacheInBatch, Capacity, Field, FieldError, KeptCache, OtherProvider, Placement, Problem, Rules, Scenario, Services,
    TypedPrice, Workload,
};

/// What a provider offers for the workloads of a scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AtProvider {
    /// The provider's name; empty where the card of other providers doesn't have it.
    pub name: String,
    /// Each workload, in order.
    pub workloads: Vec<WorkloadThere>,
    /// What it offers for each model and place that the workloads ask for, in the order they are first asked; what it doesn't sell is
    /// left out.
    pub offered: Vec<Offered>,
    /// Its units of capacity, in their order.
    pub units: Vec<FleetThere>,
    /// A month of the caches that are kept there; nothing without any.
    pub storage: Usd,
}

/// One workload on Bedrock and with a provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkloadThere {
    /// A month of its tokens on Bedrock, before discounts; what capacity serves isn't in it.
    pub here: Usd,
    /// A month of it there; an error where a price is missing.
    pub there: Result<Usd, PriceError>,
    /// What the share of it that moves adds to the first year's payment on Bedrock; `None` where AI spend is typed, which isn't known by
    /// workload.
    pub adds: Option<Usd>,
}

/// What a share, in ten-thousandths, of a scenario's first year costs with a provider, and what it offers.
pub(super) fn year(provider: &OtherProvider, share: u64, asked: &Asked<'_>) -> (Result<Usd, PriceError>, AtProvider) {
    let Asked { scenario, card, elsewhere, .. } = *asked;
    let wanted = wanted(provider, scenario);
    let (seen, offered) = card_of(provider, &wanted, card, elsewhere);
    let there = translated(provider, scenario);
    let report = priced(&there, &seen);
    let units = report.and_then(|mut report| {
        let units = fleet::take(&provider.units, &mut report, scenario, share)?;
        Ok((report, units))
    });
    let (report, units) = match units {
        Ok((report, units)) => (Ok(report), units),
        Err(error) => (Err(error), Vec::new()),
    };
    let workloads = (0..scenario.workloads.len()).map(|index| {
        let month = match &report {
            Ok(report) => Ok(report.workload_month(index)),
            // The others are known all the same.
            Err(_) => alone(&there, index, &seen),
        };
        WorkloadThere { here: asked.report.workload_month(index), there: month, adds: adds(index, share, asked) }
    });
    let workloads = workloads.collect();
    let name = elsewhere.seller(&provider.id).map(|seller| seller.name.clone()).unwrap_or_default();
    // Storage is charged in full, however small the share that moves; a model that no workload asks for needs none.
    let asked_for = |cache: &&KeptCache| wanted.iter().any(|wanted| wanted.model == cache.model);
    let kept: Vec<Usd> = provider.caches.iter().filter(asked_for).map(stored).collect();
    let storage = kept.iter().copied().sum();
    let months: Usd =
        units.iter().map(|units| units.year).chain(kept.iter().map(|month| month.times(12))).map(cents).sum();
    let found = AtProvider { name, workloads, offered, units, storage };
    let year = report.map(|report| {
        let tokens: Usd = of_scenario(&report, card).into_iter().map(|own| scaled(own.list, share)).sum();
        tokens + months
    });
    (year, found)
}

/// What a provider sells of the models that are wanted, as a card of Bedrock's models, with the prices that were typed for there.
fn card_of(
    provider: &OtherProvider,
    wanted: &[Wanted<'_>],
    card: &RateCard,
    elsewhere: &Elsewhere,
) -> (RateCard, Vec<Offered>) {
    let typed = |wanted: &Wanted<'_>, buying, length, meter| typed_there(provider, wanted, (buying, length, meter));
    elsewhere.card_for((&provider.id, provider.rates), card, wanted, &typed)
}

/// The answer there.
fn priced(there: &Scenario, seen: &RateCard) -> Result<Report, PriceError> {
    check_tokens(there, seen)?;
    price(there, seen)
}

/// How the tokens of one of Bedrock's models are charged with a provider: every way of buying, length of prompt and meter, each once, in
/// the order of its bill. It differs from Bedrock's where the provider has a threshold of its own or doesn't sell a way of buying.
/// Nothing where the scenario can't be priced there.
pub fn charged_there(
    provider: &OtherProvider,
    model: &str,
    scenario: &Scenario,
    card: &RateCard,
    elsewhere: &Elsewhere,
) -> Vec<(Buying, PromptLength, Meter)> {
    let (seen, _) = card_of(provider, &wanted(provider, scenario), card, elsewhere);
    let lines = priced(&translated(provider, scenario), &seen).map_or_else(|_| Vec::new(), |report| report.lines);
    let mut all = Vec::new();
    for line in lines.iter().filter(|line| line.placement.model == model) {
        let charged = (line.buying, line.length, line.meter);
        if !all.contains(&charged) {
            all.push(charged);
        }
    }
    all
}

/// A month of a cache that is kept.
fn stored(cache: &KeptCache) -> Usd {
    cache.price.cost(cache.tokens.count().saturating_mul(cache.hours.count()))
}

/// What a provider lists for a model of Bedrock's, or for what stands for it there, at the place that is used; `None` where it
/// lists nothing for just this way of buying and meter. Prices that the scenario types for there aren't looked at.
pub fn listed_there(provider: &OtherProvider, key: &RateKey<'_>, elsewhere: &Elsewhere) -> Option<Rate> {
    let (there, token_factor) = provider.model_for(key.model);
    let wanted = Wanted { model: key.model, there, token_factor, scope: key.scope, region: key.region };
    elsewhere.listed((&provider.id, provider.rates), &wanted, (key.buying, key.length, key.meter))
}

/// The price that was typed for there: for this place before one for every place.
fn typed_there(provider: &OtherProvider, wanted: &Wanted<'_>, asked: (Buying, PromptLength, Meter)) -> Option<Rate> {
    let is_it = |price: &&TypedPrice| {
        price.model == wanted.model
            && (price.buying, price.length, price.meter) == asked
            && price.holds_in(wanted.scope, wanted.region)
    };
    let mut all = provider.prices.iter().filter(is_it);
    let first = all.clone().next();
    all.find(|price| price.place.is_some()).or(first).map(|price| price.rate)
}

/// Every model and place that a scenario asks for, each once.
fn wanted<'a>(provider: &'a OtherProvider, scenario: &'a Scenario) -> Vec<Wanted<'a>> {
    let mut placements: Vec<&Placement> = Vec::new();
    for workload in &scenario.workloads {
        let all = core::iter::once(&workload.placement).chain(workload.routes.iter().map(|route| &route.placement));
        for placement in all {
            if !placements.contains(&placement) {
                placements.push(placement);
            }
        }
    }
    let wanted = placements.into_iter().map(|Placement { model, scope, region }| {
        let (there, token_factor) = provider.model_for(model);
        Wanted { model, there, token_factor, scope: *scope, region }
    });
    wanted.collect()
}

/// The scenario as the provider prices it. What holds for Bedrock alone is left behind: typed prices and thresholds, capacity, the
/// commitment, and what is assumed of caches in batch, where the provider's card says what it caches.
fn translated(provider: &OtherProvider, scenario: &Scenario) -> Scenario {
    Scenario {
        rates: scenario.rates,
        rules: Rules::V2,
        cache_in_batch: CacheInBatch::NotCached,
        workloads: scenario.workloads.clone(),
        prices: provider.prices.clone(),
        thresholds: Vec::new(),
        capacity: Capacity { purchases: Vec::new(), customs: Vec::new(), ..scenario.capacity.clone() },
        commitment: None,
        alternatives: Vec::new(),
        services: Services::default(),
        billed: None,
    }
}

/// The bound of a scenario's tokens, as the models there count them.
fn check_tokens(there: &Scenario, seen: &RateCard) -> Result<(), PriceError> {
    let tokens: u128 = there.workloads.iter().map(|workload| most_tokens(workload, seen)).sum();
    if tokens > u128::from(bounds::TOKENS_MAX) {
        let problem = Problem::TooManyTokens;
        return Err(FieldError { workload: None, field: Field::Demand, problem }.into());
    }
    Ok(())
}

/// Tokens of a workload, at the most that one of its models counts.
fn most_tokens(workload: &Workload, seen: &RateCard) -> u128 {
    let counted = |placement: &Placement, routed: Multiple| {
        let there = seen.model(&placement.model).map_or(Multiple::ONE, |model| model.token_factor);
        u128::from(routed.ten_thousandths()) * u128::from(there.ten_thousandths())
    };
    let routes = workload.routes.iter().map(|route| counted(&route.placement, route.token_factor));
    let most = routes.fold(counted(&workload.placement, Multiple::ONE), u128::max);
    demand::tokens_before_trim(workload).saturating_mul(most) / 100_000_000
}

/// A month of one workload by itself.
fn alone(there: &Scenario, index: usize, seen: &RateCard) -> Result<Usd, PriceError> {
    let workloads: Vec<Workload> = there.workloads.get(index).cloned().into_iter().collect();
    let only = Scenario { workloads, ..there.clone() };
    Ok(priced(&only, seen)?.month())
}

/// What the share of a workload that moves adds to the payment on Bedrock: each provider's spend without it, to the cent.
fn adds(workload: usize, share: u64, asked: &Asked<'_>) -> Option<Usd> {
    let Asked { report, card, year, is_typed, .. } = *asked;
    if is_typed {
        return None;
    }
    let lines = || report.lines.iter().filter(|line| line.workload == workload);
    let stays = year.again(year.deal, year.organic, &|list, spend| {
        let own = lines().filter(|line| provider_of(&line.placement.model, card).0 == spend.terms.provider);
        let moved: Usd = own.map(|line| line.cost().times(12)).sum();
        *list = *list - scaled(cents(moved), share);
    });
    Some(year.payment() - stays.payment())
}

#[cfg(test)]
mod tests;
