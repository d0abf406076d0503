//! What each contract costs over a range of spend without AI, AI staying as it is: for a picture.

use super::offers::{Plan, horizon};
use super::{Demanded, Standing, Vary, scaled, years_until};
use crate::money::Usd;
use crate::rates::RateCard;
use crate::report::Report;
use crate::scenario::Commitment;

/// Points of a curve, beside the present one: enough that its bends look like bends.
const POINTS: u64 = 60;
/// The range that is shown at least, and the demand it never exceeds, in ten-thousandths.
const RANGE: [u64; 2] = [7_000, 14_000];
const MOST: u64 = crate::bounds::FORECAST_MAX * 10_000;

/// The current contract and every offer over a range of spend without AI.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Curves {
    /// Years that the payments are for: the longest offer's.
    pub horizon: usize,
    /// Spend without AI of the first year as the scenario has it, before discount.
    pub here: Usd,
    /// The points, from the least spend on.
    pub points: Vec<CurvePoint>,
}

/// What every contract costs at one spend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CurvePoint {
    /// Spend without AI of the first year, before discount.
    pub spend: Usd,
    /// What the current contract costs over the horizon, less credits.
    pub contract: Usd,
    /// What each offer costs, in their order.
    pub offers: Vec<Usd>,
}

impl Curves {
    /// Spend without AI of the first year at so many ten-thousandths of the present one, to the cent.
    pub fn at(&self, demand: u64) -> Usd {
        scaled(self.here, demand)
    }

    /// What an offer saves against the contract at the present spend; `None` where there is no such offer.
    pub fn saves(&self, offer: usize) -> Option<Usd> {
        let point = self.points.iter().find(|point| point.spend == self.here)?;
        Some(point.contract - *point.offers.get(offer)?)
    }
}

/// A spend at so many ten-thousandths of it, to the cent.
pub fn spend_at(spend: Usd, demand: u64) -> Usd {
    scaled(spend, demand)
}

/// The curves of a commitment with offers; `None` where there are none, no year is given, or spend grows too large.
pub fn curves(commitment: &Commitment, standings: &[Standing], report: &Report, card: &RateCard) -> Option<Curves> {
    let horizon = horizon(commitment)?;
    let base = years_until(commitment, report, card, horizon)?;
    let contract = Plan::contract(commitment, &base);
    let plans: Vec<Plan> = commitment.offers.iter().map(|offer| Plan::of(commitment, offer, &base)).collect();
    let here = base.first()?.organic;
    // Wide enough for the turns, with some air beside them.
    let turns = standings.iter().filter_map(|standing| standing.turns.get(Vary::Other as usize)).flatten();
    let [mut from, mut to] = RANGE;
    for turn in turns {
        from = from.min(turn.demand * 8 / 10);
        to = to.max(turn.demand * 12 / 10).min(MOST);
    }
    let mut demands: Vec<u64> = (0..=POINTS).map(|step| from + (to - from) * step / POINTS).collect();
    demands.push(10_000);
    demands.sort_unstable();
    demands.dedup();
    let points = demands.into_iter().map(|parts| {
        let demand = Demanded { other: parts, ai: 10_000 };
        CurvePoint {
            spend: scaled(here, parts),
            contract: contract.at(&base, demand).payment,
            offers: plans.iter().map(|plan| plan.at(&base, demand).payment).collect(),
        }
    });
    Some(Curves { horizon, here, points: points.collect() })
}
