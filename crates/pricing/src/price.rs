//! The ordered list of steps from a scenario and a rate card to a report.
//!
//! One traversal prices everything: the report keeps its lines, the ladder only their sum, with fewer levers applied.
//! `docs/arithmetic.md` is its contract.

mod break_even;
pub(crate) mod caching;
pub(crate) mod capacity;
pub(crate) mod charging;
pub(crate) mod demand;
mod facts;
pub(crate) mod growing;
pub(crate) mod lookup;
mod notes;
pub(crate) mod parts;
mod volume;

use std::sync::Arc;

use crate::ladder::{self, Lever};
use crate::money::{Total, Usd, grouped};
use crate::quantity::Multiple;
use crate::rates::{Buying, InferenceScope, Meter, PromptLength, RateCard, ServiceItem};
use crate::report::{AppliedRate, Basis, Charge, LineItem, Owner, Report};
use crate::scenario::{CacheLifetime, CustomServing, FieldError, Placement, Rules, Scenario, Workload};
use crate::services::{self, ServiceLine};

pub use charging::IMPORT_MODEL;

/// Calls before each call, summed up over the calls of one request, in ten-thousandths: 10 for five calls.
pub fn earlier_calls(calls: Multiple) -> u128 {
    growing::Growing::calls_before(calls)
}

use demand::Steps;
pub(crate) use lookup::Prices;
use parts::Piece;

/// Why a scenario has no price.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PriceError {
    /// A field is out of range or contradicts another.
    #[error(transparent)]
    Field(#[from] FieldError),
    /// The card has no such price, and none is typed.
    #[error(transparent)]
    MissingRate(#[from] Box<MissingRate>),
    /// A service has no such price in the region, and none is typed.
    #[error(transparent)]
    MissingService(#[from] Box<MissingService>),
}

/// A price of a service that is needed and isn't known: neither published for the region nor typed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no price for {}, in {region}", .item.words())]
pub struct MissingService {
    /// What it is for.
    pub item: ServiceItem,
    /// The region.
    pub region: String,
}

/// A price that is needed and isn't known: neither on the card nor typed; or there is none, because AWS refuses the requests.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", missing_words(self))]
pub struct MissingRate {
    /// Which entry needs it.
    pub owner: Owner,
    /// The model's name, or its identifier where the card doesn't have the model.
    pub name: String,
    /// True where the card has no such model at all.
    pub unknown_model: bool,
    /// Model, scope and region.
    pub placement: Placement,
    /// How the tokens are bought.
    pub buying: Buying,
    /// For which prompts.
    pub length: PromptLength,
    /// What is counted.
    pub meter: Meter,
    /// Lifetimes of cache writes that do have a price there, where this is a cache write.
    pub lifetimes: Vec<CacheLifetime>,
    /// The longest prompt that the model takes, in tokens, where prompts are longer: AWS refuses them, so there is no price.
    pub refused_above: Option<u32>,
}

fn missing_words(missing: &MissingRate) -> String {
    let MissingRate { name, placement, .. } = missing;
    let place = place_words(placement);
    match missing.refused_above {
        Some(window) => {
            format!(
                "no price for prompts of {name} above {} tokens{place}: AWS refuses them",
                grouped(&window.to_string())
            )
        }
        None => format!(
            "no {}{} price for {name}{place}{}",
            missing.length.words_before(),
            meter_words(missing.buying, missing.meter),
            lifetime_words(&missing.lifetimes)
        ),
    }
}

fn lifetime_words(lifetimes: &[CacheLifetime]) -> String {
    let words: Vec<&str> = lifetimes.iter().map(|lifetime| lifetime.words()).collect();
    if words.is_empty() { String::new() } else { format!("; its cache writes live {}", words.join(" or ")) }
}

fn meter_words(buying: Buying, meter: Meter) -> String {
    match buying {
        Buying::Standard => meter.words().to_owned(),
        Buying::NoCommitment | Buying::OneMonth | Buying::SixMonths => format!("model unit ({})", buying.words()),
        _ => format!("{} {}", buying.words(), meter.words()),
    }
}

fn place_words(placement: &Placement) -> String {
    match placement.scope {
        InferenceScope::Global => ", global".to_owned(),
        InferenceScope::Geographic => format!(", geographic, from {}", placement.region),
        InferenceScope::InRegion => format!(", in {}", placement.region),
    }
}

/// Prices a scenario with a card: the one of [`Scenario::rates`], or another to see what that would change.
///
/// # Errors
/// The first field that is wrong, or the first price that is needed and neither on the card nor typed.
/// A price that isn't known is never taken as 0.
pub fn price(scenario: &Scenario, card: &RateCard) -> Result<Report, PriceError> {
    if let Some(error) = scenario.check().into_iter().next() {
        return Err(error.into());
    }
    let mut lines: Vec<LineItem> = Vec::new();
    let prices = Prices::new(scenario, card, Lever::Prices);
    visit(&prices, Lever::Prices, None, Steps::Written, &mut |line: &Line<'_>| lines.push(line.to_item()))?;
    let charges = charging::charges(scenario, card, Lever::Prices)?;
    let monthly = || charges.iter().filter(|charge| !charge.is_once());
    let costs: Vec<Usd> = lines.iter().map(LineItem::cost).chain(monthly().map(Charge::cost)).collect();
    // Who bills a line matters to the fee of a support plan alone.
    let billed = match scenario.services.support {
        Some(_) => {
            let placements = lines.iter().map(|line| &*line.placement).chain(monthly().map(|charge| &charge.placement));
            let by_aws = costs.iter().zip(placements).filter(|(_, place)| !is_marketplace(&place.model, card));
            by_aws.map(|(cost, _)| *cost).sum()
        }
        None => Usd::ZERO,
    };
    let services = services::lines(scenario, card, billed)?;
    let served = || services.iter().filter(|line| !line.once);
    let of_lines: Usd = costs.iter().take(lines.len()).copied().sum();
    let month = costs.iter().copied().sum::<Usd>() + served().map(ServiceLine::cost).sum();
    let year = of_lines.times(12) + monthly().map(Charge::year).sum() + served().map(ServiceLine::year).sum();
    let (ladder, year_ladder) = ladder::ladders(&prices, [month, year]);
    let cache_break_even = break_even::of(&prices, &lines);
    let requests = scenario
        .workloads
        .iter()
        .map(|workload| demand::requests(workload.demand))
        .try_fold(0_u64, |sum, requests| requests.and_then(|requests| sum.checked_add(requests)))
        .filter(|requests| *requests > 0);
    let volumes = scenario.workloads.iter().map(|workload| demand::volume(workload, true, Steps::Left));
    let tokens = volumes.map(|volume| volume.input.tokens() + volume.output.tokens()).sum();
    let mut notices = notes::notices(&prices, &lines, &charges, &services, &cache_break_even);
    notices.extend(notes::rounded_rows(costs.into_iter().chain(served().map(ServiceLine::cost)), month));
    let assumptions = notes::assumptions(scenario, &lines, &charges);
    let first_model = scenario.workloads.first().map_or_else(String::new, |first| first.placement.model.clone());
    Ok(Report {
        rates: card.date(),
        rules: scenario.rules,
        first_model,
        lines,
        charges,
        services,
        ladder,
        year_ladder,
        cache_break_even,
        notices,
        assumptions,
        tokens,
        requests,
    })
}

/// What a scenario costs in a month with the levers up to this one applied. The scenario has been checked.
///
/// # Errors
/// A price that is missing.
pub fn month_with(scenario: &Scenario, card: &RateCard, levers: Lever) -> Result<Usd, PriceError> {
    month_and_year_with(&Prices::new(scenario, card, levers), levers).map(|[month, _]| month)
}

/// What the scenario of these prices costs in a month, and in a year, with the levers up to this one applied. It has been checked.
///
/// # Errors
/// A price that is missing.
pub(crate) fn month_and_year_with(prices: &Prices<'_>, levers: Lever) -> Result<[Usd; 2], PriceError> {
    let (scenario, card) = (prices.scenario(), prices.card());
    // What lines cost together, and what AWS bills of a month: the fee of a support plan alone depends on that.
    let (mut lines, mut billed) = (Total::default(), Usd::ZERO);
    let has_fee = levers.applies(Lever::Services) && scenario.services.support.is_some();
    let mut bill = |model: &str, cost| {
        if has_fee && !is_marketplace(model, card) {
            billed = billed + cost;
        }
    };
    visit(prices, levers, None, Steps::Left, &mut |line: &Line<'_>| {
        let cost = line.cost();
        lines.add(cost);
        bill(&line.placement.model, cost);
    })?;
    let charges = charging::charges(scenario, card, levers)?;
    let recurring = || charges.iter().filter(|charge| !charge.is_once());
    for charge in recurring() {
        bill(&charge.placement.model, charge.cost());
    }
    let lines = lines.usd();
    let mut month = lines + recurring().map(Charge::cost).sum();
    let mut year = lines.times(12) + recurring().map(Charge::year).sum();
    if levers.applies(Lever::Services) {
        let services = services::lines(scenario, card, billed)?;
        let recurring = || services.iter().filter(|line| !line.once);
        month = month + recurring().map(ServiceLine::cost).sum();
        year = year + recurring().map(ServiceLine::year).sum();
    }
    Ok([month, year])
}

/// Whether AWS Marketplace bills a model. Those that aren't on the card are taken as billed by AWS.
pub(crate) fn is_marketplace(model: &str, card: &RateCard) -> bool {
    card.model(model).is_some_and(|model| card.provider_of(model).marketplace)
}

/// Which parts of a scenario are meant: by workload and model.
pub(crate) type Only<'a> = &'a dyn Fn(usize, &str) -> bool;

/// Sees each line of some parts of a scenario as if no capacity were bought: meter, cost.
pub(crate) fn lines_without_capacity(
    scenario: &Scenario,
    card: &RateCard,
    levers: Lever,
    only: Only<'_>,
    see: &mut dyn FnMut(Meter, Usd),
) -> Result<(), PriceError> {
    visit(&Prices::new(scenario, card, levers), levers, Some(only), Steps::Left, &mut |line: &Line<'_>| {
        see(line.meter, line.cost());
    })
}

/// A line before it is kept.
struct Line<'a> {
    workload: usize,
    route: Option<usize>,
    placement: &'a Arc<Placement>,
    buying: Buying,
    length: PromptLength,
    meter: Meter,
    quantity: Basis,
    price: AppliedRate,
}

impl Line<'_> {
    fn cost(&self) -> Usd {
        self.price.rate().cost(self.quantity.tokens())
    }

    fn to_item(&self) -> LineItem {
        LineItem {
            workload: self.workload,
            route: self.route,
            placement: Arc::clone(self.placement),
            buying: self.buying,
            length: self.length,
            meter: self.meter,
            quantity: self.quantity.clone(),
            price: self.price,
        }
    }
}

/// Visits every line of a scenario, in order, with the levers up to `levers` applied; or only those of some parts, as if
/// there were no capacity.
fn visit<'a>(
    prices: &Prices<'a>,
    levers: Lever,
    only: Option<Only<'_>>,
    steps: Steps,
    see: &mut dyn FnMut(&Line<'_>),
) -> Result<(), PriceError> {
    let prices = prices.with(levers);
    let (scenario, card) = (prices.scenario(), prices.card());
    let serving = if only.is_none() { capacity::Serving::of(scenario, card, levers) } else { None };
    for (index, workload) in scenario.workloads.iter().enumerate() {
        if let Some(custom) = scenario.capacity.custom_of(index).filter(|_| serving.is_some()) {
            if custom.serving == CustomServing::OnDemand {
                visit_custom(&prices, index, workload, &custom.placement, steps, see)?;
            }
            continue;
        }
        for mut part in parts::of(&prices, workload, levers, steps) {
            if only.is_some_and(|only| !only(index, &part.placement.model)) {
                continue;
            }
            let pieces = match (scenario.rules, &serving) {
                (Rules::V1, Some(serving)) => {
                    serving.take(index, &mut part);
                    part.pieces(workload, scenario.cache_in_batch, levers)
                }
                (Rules::V1, None) => part.pieces(workload, scenario.cache_in_batch, levers),
                (Rules::V2, serving) => {
                    let by = |buying, length| serving.as_ref()?.by(index, part.placement, buying, length);
                    part.pieces_by_request(workload, scenario, &prices, levers, &by)
                }
            };
            for piece in pieces {
                // Where nothing is left to pay by the token no price is needed.
                if let Some(missing) = prices.refused(index, workload, &part, &piece)
                    && piece.meters().next().is_some()
                {
                    return Err(missing.into());
                }
                if scenario.rules == Rules::V2 {
                    prices.check_lifetime(index, &part.place, &piece, workload.caching)?;
                }
                for (meter, quantity) in piece.meters() {
                    let Piece { buying, length, .. } = piece;
                    let price = prices.of_place(&part.place, buying, length, meter).ok_or_else(|| {
                        Box::new(prices.missing(Owner::Workload(index), part.placement, buying, length, meter))
                    })?;
                    see(&Line {
                        workload: index,
                        route: part.route,
                        placement: &part.place.placement,
                        buying,
                        length,
                        meter,
                        quantity,
                        price,
                    });
                }
            }
        }
    }
    Ok(())
}

/// Visits the lines of a workload that a custom model serves on demand, as a whole.
fn visit_custom<'a>(
    prices: &Prices<'a>,
    index: usize,
    workload: &'a Workload,
    placement: &'a Placement,
    steps: Steps,
    see: &mut dyn FnMut(&Line<'_>),
) -> Result<(), PriceError> {
    let (buying, length) = (Buying::Custom, PromptLength::Ordinary);
    let place = prices.at(placement);
    let volume = demand::volume(workload, true, steps);
    for (meter, quantity) in [(Meter::Input, volume.input), (Meter::Output, volume.output)] {
        if quantity.tokens() > 0 {
            let price = prices
                .of_place(&place, buying, length, meter)
                .ok_or_else(|| Box::new(prices.missing(Owner::Workload(index), placement, buying, length, meter)))?;
            see(&Line {
                workload: index,
                route: None,
                placement: &place.placement,
                buying,
                length,
                meter,
                quantity,
                price,
            });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
