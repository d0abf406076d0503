//! The ordered list of steps from a scenario and a rate card to a report.
//!
//! One traversal prices everything: the report keeps its lines, the ladder only their sum, with fewer levers applied.
//! `docs/arithmetic.md` is its contract.

mod break_even;
pub(crate) mod caching;
pub(crate) mod demand;
mod lookup;
mod notes;
pub(crate) mod parts;

use crate::ladder::{self, Lever};
use crate::money::Usd;
use crate::rates::{Buying, InferenceScope, Meter, PromptLength, RateCard};
use crate::report::{AppliedRate, Basis, LineItem, Report};
use crate::scenario::{FieldError, Placement, Scenario};

use lookup::Prices;
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
}

/// A price that is needed and isn't known: neither on the card nor typed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no {}{} price for {name}{}", .length.words_before(), meter_words(*.buying, *.meter), place_words(.placement))]
pub struct MissingRate {
    /// Index of the workload that needs it.
    pub workload: usize,
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
    let mut lines = Vec::new();
    visit(scenario, card, Lever::Prices, &mut |line: &Line<'_>| lines.push(line.to_item()))?;
    let ladder = ladder::ladder(scenario, card);
    let cache_break_even = break_even::of(scenario, card, &lines);
    let requests = scenario
        .workloads
        .iter()
        .map(|workload| demand::requests(workload.demand))
        .try_fold(0_u64, |sum, requests| requests.and_then(|requests| sum.checked_add(requests)))
        .filter(|requests| *requests > 0);
    let notices = notes::notices(scenario, card, &lines, &cache_break_even);
    let assumptions = notes::assumptions(scenario, &lines);
    Ok(Report { rates: card.date(), lines, ladder, cache_break_even, notices, assumptions, requests })
}

/// What a scenario costs in a month with the levers up to this one applied. The scenario has been checked.
pub(crate) fn month_with(scenario: &Scenario, card: &RateCard, levers: Lever) -> Result<Usd, PriceError> {
    let mut month = Usd::ZERO;
    visit(scenario, card, levers, &mut |line: &Line<'_>| {
        month = month + line.price.rate().cost(line.quantity.tokens());
    })?;
    Ok(month)
}

/// A line before it is kept.
struct Line<'a> {
    workload: usize,
    route: Option<usize>,
    placement: &'a Placement,
    buying: Buying,
    length: PromptLength,
    meter: Meter,
    quantity: Basis,
    price: AppliedRate,
}

impl Line<'_> {
    fn to_item(&self) -> LineItem {
        LineItem {
            workload: self.workload,
            route: self.route,
            placement: self.placement.clone(),
            buying: self.buying,
            length: self.length,
            meter: self.meter,
            quantity: self.quantity,
            price: self.price,
        }
    }
}

/// Visits every line of a scenario, in order, with the levers up to `levers` applied.
fn visit<'a>(
    scenario: &'a Scenario,
    card: &'a RateCard,
    levers: Lever,
    see: &mut dyn FnMut(&Line<'a>),
) -> Result<(), PriceError> {
    let prices = Prices::new(scenario, card, levers);
    for (index, workload) in scenario.workloads.iter().enumerate() {
        for part in parts::of(workload, card, levers) {
            for piece in part.pieces(workload, scenario.cache_in_batch, levers) {
                for (meter, quantity) in piece.meters(workload.caching) {
                    let Piece { buying, length, .. } = piece;
                    let price = prices
                        .of(part.placement, buying, length, meter)
                        .ok_or_else(|| Box::new(lookup::missing(index, part.placement, buying, length, meter, card)))?;
                    see(&Line {
                        workload: index,
                        route: part.route,
                        placement: part.placement,
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
