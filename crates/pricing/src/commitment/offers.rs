//! Offers side by side: what each costs over a range of demand, where one overtakes another, which is cheapest for
//! forecasts, and how each stands against the current contract.

use super::standing::{Standing, standing};
use super::year::{carry, shortfall, surplus};
use super::{Deal, Demanded, YearOutlook, scaled, twelfths, years_until};
use crate::bounds;
use crate::money::{Usd, rounded_to};
use crate::quantity::Multiple;
use crate::rates::RateCard;
use crate::report::Report;
use crate::scenario::{Commitment, Forecast, Offer};
use rust_decimal::Decimal;

/// The range of demand that offers are compared over, and the step between two points, in ten-thousandths.
const RANGE: [u64; 2] = [6_000, 14_000];
const STEP: usize = 200;

/// Offers compared. The first is no commitment at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offers {
    /// Years that all are compared over: the longest offer's.
    pub horizon: usize,
    /// No commitment, then each offer.
    pub offers: Vec<OfferOutlook>,
    /// The current contract over the same years, nothing promised after its last one: what each offer is held against.
    pub contract: OfferOutlook,
    /// How each offer stands against the current contract, in the order of the offers.
    pub standings: Vec<Standing>,
    /// Where one becomes cheaper than another.
    pub crossings: Vec<Crossing>,
    /// The forecasts they are compared at.
    pub forecasts: [Forecast; 3],
}

/// One offer over the horizon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferOutlook {
    /// Years it runs: 0 for no commitment.
    pub years: usize,
    /// What is promised in all its years together.
    pub promised: Usd,
    /// Demand in ten-thousandths, and the payment there.
    pub points: Vec<(u64, Usd)>,
    /// What each forecast comes to, lowest first.
    pub forecasts: [Forecasted; 3],
    /// The payment, weighted by the forecasts.
    pub expected: Usd,
}

/// What an offer comes to at one demand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forecasted {
    /// The years of the horizon.
    pub years: Vec<YearOutlook>,
    /// What is paid over the horizon, less credits, to the cent.
    pub payment: Usd,
    /// How much of it is shortfall.
    pub shortfall: Usd,
    /// Credits that are used.
    pub credits: Usd,
    /// What retires in the years of the offer.
    pub retired: Usd,
}

/// Where one offer becomes cheaper than another as demand grows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crossing {
    /// The offer that becomes cheaper: an index into [`Offers::offers`].
    pub one: usize,
    /// The offer it becomes cheaper than.
    pub other: usize,
    /// The least demand at which it is, in ten-thousandths.
    pub demand: u64,
    /// What the one costs there.
    pub payment: Usd,
    /// What the other costs there.
    pub other_payment: Usd,
    /// How much of what the one promises beyond the other is used there, as a share; `None` where they don't run equally long or
    /// the one doesn't promise more.
    pub used: Option<Decimal>,
    /// What the one retires there beyond what the other promises.
    pub retired_more: Usd,
}

impl Offers {
    /// What to sign at a forecast: `None` to keep the current contract, otherwise the index of an offer, 0 for the first. Of
    /// equals the contract, then the first.
    pub fn best_at(&self, forecast: usize) -> Option<usize> {
        self.best(&|standing| standing.saves.get(forecast).copied().unwrap_or(Usd::ZERO))
    }

    /// The same for the expected payments.
    pub fn best_expected(&self) -> Option<usize> {
        self.best(&|standing| standing.expected_saves)
    }

    fn best(&self, saves: &dyn Fn(&Standing) -> Usd) -> Option<usize> {
        let mut best = (None, Usd::ZERO);
        for (index, standing) in self.standings.iter().enumerate() {
            if saves(standing) > best.1 {
                best = (Some(index), saves(standing));
            }
        }
        best.0
    }

    /// The cheapest offer at a forecast, no commitment included: the first of equals.
    pub fn cheapest_at(&self, forecast: usize) -> usize {
        self.cheapest(&|offer| offer.forecasts.get(forecast).map_or(Usd::ZERO, |forecasted| forecasted.payment))
    }

    /// The offer with the least expected payment: the first of equals.
    pub fn cheapest_expected(&self) -> usize {
        self.cheapest(&|offer| offer.expected)
    }

    /// What the one of a crossing promises beyond the other.
    pub fn promised_more(&self, crossing: &Crossing) -> Option<Usd> {
        let promised = |index: usize| self.offers.get(index).map(|offer| offer.promised);
        Some(promised(crossing.one)? - promised(crossing.other)?)
    }

    fn cheapest(&self, of: &dyn Fn(&OfferOutlook) -> Usd) -> usize {
        let mut best = 0;
        let mut least = None;
        for (index, offer) in self.offers.iter().enumerate() {
            if least.is_none_or(|least| of(offer) < least) {
                (best, least) = (index, Some(of(offer)));
            }
        }
        best
    }
}

/// Compares the offers of a commitment; `None` where there are none, no year is given, or where spend or what an offer promises
/// grows above [`DOLLARS_MAX`](bounds::DOLLARS_MAX) a year.
pub fn offers(commitment: &Commitment, report: &Report, card: &RateCard) -> Option<Offers> {
    let horizon = horizon(commitment)?;
    if commitment.years.is_empty() {
        return None;
    }
    let base = years_until(commitment, report, card, horizon)?;
    let none = Plan::none(commitment, &base);
    let plans = commitment.offers.iter().map(|offer| Plan::of(commitment, offer, &base));
    let plans: Vec<Plan> = core::iter::once(none).chain(plans).collect();
    if !plans.iter().all(Plan::is_within_bounds) {
        return None;
    }
    let forecasts = commitment.forecasts.all();
    let offers: Vec<OfferOutlook> = plans.iter().map(|plan| plan.outlook(&base, &forecasts)).collect();
    let crossings = crossings(&plans, &offers, &base);
    let contract = Plan::contract(commitment, &base);
    let standings = plans.iter().skip(1).zip(&commitment.offers);
    let standings = standings.map(|(plan, offer)| standing(plan, offer, &contract, commitment, &base)).collect();
    let contract = contract.outlook(&base, &forecasts);
    Some(Offers { horizon, offers, contract, standings, crossings, forecasts })
}

/// Years that the offers of a commitment are compared over: the longest one's. `None` without an offer.
pub(super) fn horizon(commitment: &Commitment) -> Option<usize> {
    commitment.offers.iter().map(years_of).max()
}

fn years_of(offer: &Offer) -> usize {
    usize::try_from(offer.years.count()).unwrap_or(1)
}

/// An offer as the deals of each year of the horizon.
pub(super) struct Plan {
    deals: Vec<Deal>,
    years: usize,
    credits: Usd,
    credit_months: usize,
    credits_lower_retirement: bool,
    carries_forward: bool,
}

/// What a plan comes to at one demand.
#[derive(Clone, Copy)]
pub(super) struct Tally {
    /// To the cent.
    pub(super) payment: Usd,
    shortfall: Usd,
    credits: Usd,
    retired: Usd,
}

impl Plan {
    /// Nothing promised, and the discount there is without a commitment.
    fn none(commitment: &Commitment, base: &[YearOutlook]) -> Self {
        let deals = base.iter().map(|year| year.deal.without_commitment(commitment.flat_discount)).collect();
        Self {
            deals,
            years: 0,
            credits: Usd::ZERO,
            credit_months: 0,
            credits_lower_retirement: commitment.credits_lower_retirement,
            carries_forward: commitment.carries_forward,
        }
    }

    /// The current contract: what the years of the commitment promise.
    pub(super) fn contract(commitment: &Commitment, base: &[YearOutlook]) -> Self {
        let deals: Vec<Deal> = base.iter().map(|year| year.deal).collect();
        Self { years: commitment.years.len().min(base.len()), deals, ..Self::none(commitment, base) }
    }

    pub(super) fn of(commitment: &Commitment, offer: &Offer, base: &[YearOutlook]) -> Self {
        let mut plan = Self::none(commitment, base);
        (plan.years, plan.credits) = (years_of(offer), offer.credits.usd());
        plan.credit_months = usize::try_from(offer.credit_months.count()).unwrap_or(0).min(12 * plan.years);
        plan.promise(offer.commitment.usd(), offer.growth);
        plan.discount(offer.discount);
        plan
    }

    /// Promises so much in the first year, and in each later one that of the year before times the growth.
    pub(super) fn promise(&mut self, first: Usd, growth: Multiple) {
        let mut promised = first;
        for deal in self.deals.iter_mut().take(self.years) {
            deal.commitment = promised;
            promised = scaled(promised, growth.ten_thousandths());
        }
    }

    /// Gives this discount in all its years.
    pub(super) fn discount(&mut self, discount: Multiple) {
        for deal in self.deals.iter_mut().take(self.years) {
            deal.discount = discount;
        }
    }

    /// Whether what is promised is small enough to compute with.
    pub(super) fn is_within_bounds(&self) -> bool {
        let most = Usd::new(Decimal::from(bounds::DOLLARS_MAX));
        self.deals.iter().all(|deal| deal.commitment <= most)
    }

    fn promised(&self) -> Usd {
        self.deals.iter().map(|deal| deal.commitment).sum()
    }

    /// What it comes to at a demand.
    pub(super) fn at(&self, base: &[YearOutlook], demand: Demanded) -> Tally {
        let (mut payment, mut short, mut retired) = (Usd::ZERO, Usd::ZERO, Usd::ZERO);
        let (mut credits, mut carried) = (self.credits, Usd::ZERO);
        for (index, (year, deal)) in base.iter().zip(&self.deals).enumerate() {
            let settled = year.settled_at(*deal, demand);
            let used = credits.min(self.within(index, settled.usage));
            let own = self.retired(settled.retired_with, used);
            let missed = shortfall(deal.commitment, own + carried);
            if self.carries_forward {
                carried = surplus(deal.commitment, own + carried);
            }
            if index < self.years {
                retired = retired + own;
            }
            credits = credits - used;
            payment = payment + settled.usage + missed - used;
            short = short + missed;
        }
        let payment = Usd::new(rounded_to(payment.amount(), 2));
        Tally { payment, shortfall: short, credits: self.credits - credits, retired }
    }

    /// The part of a year's usage that credits may pay.
    fn within(&self, year: usize, usage: Usd) -> Usd {
        match year.cmp(&(self.credit_months / 12)) {
            core::cmp::Ordering::Less => usage,
            core::cmp::Ordering::Equal => twelfths(usage, u32::try_from(self.credit_months % 12).unwrap_or(0)),
            core::cmp::Ordering::Greater => Usd::ZERO,
        }
    }

    /// What a year retires when credits pay so much of it.
    fn retired(&self, retired: Usd, credits: Usd) -> Usd {
        match self.credits_lower_retirement {
            true if credits < retired => retired - credits,
            true => Usd::ZERO,
            false => retired,
        }
    }

    /// The years of the horizon at a demand.
    fn years_at(&self, base: &[YearOutlook], demand: Demanded) -> Vec<YearOutlook> {
        let mut credits = self.credits;
        let years = base.iter().zip(&self.deals).enumerate().map(|(index, (year, deal))| {
            let mut year = year.at(*deal, demand);
            let used = credits.min(self.within(index, year.usage()));
            credits = credits - used;
            year.retired_with = self.retired(year.retired_with, used);
            year
        });
        let mut years: Vec<YearOutlook> = years.collect();
        if self.carries_forward {
            carry(&mut years);
        }
        years
    }

    fn outlook(&self, base: &[YearOutlook], forecasts: &[Forecast; 3]) -> OfferOutlook {
        let [from, to] = RANGE;
        let points = (from..=to).step_by(STEP).map(|demand| (demand, self.at(base, Demanded::all(demand)).payment));
        let forecasted = forecasts.map(|forecast| {
            let demand = Demanded::of(&forecast);
            let Tally { payment, shortfall, credits, retired } = self.at(base, demand);
            Forecasted { years: self.years_at(base, demand), payment, shortfall, credits, retired }
        });
        let expected = weighted(forecasts, &forecasted.each_ref().map(|forecasted| forecasted.payment));
        OfferOutlook {
            years: self.years,
            promised: self.promised(),
            points: points.collect(),
            forecasts: forecasted,
            expected,
        }
    }
}

/// The mean of an amount by the weights of the forecasts.
pub(super) fn weighted(forecasts: &[Forecast; 3], amounts: &[Usd; 3]) -> Usd {
    let weight = |forecast: &Forecast| forecast.weight.ten_thousandths();
    let sum: Usd = amounts.iter().zip(forecasts).map(|(amount, forecast)| amount.times_parts(weight(forecast))).sum();
    let weights = i128::from(forecasts.iter().map(weight).sum::<u64>());
    sum.per(Decimal::try_from_i128_with_scale(weights, 4).unwrap_or(Decimal::ONE)).unwrap_or(sum)
}

/// Where each becomes cheaper than each other one.
fn crossings(plans: &[Plan], offers: &[OfferOutlook], base: &[YearOutlook]) -> Vec<Crossing> {
    let mut found = Vec::new();
    for (one, (plan, outlook)) in plans.iter().zip(offers).enumerate() {
        for (other, (other_plan, other_outlook)) in plans.iter().zip(offers).enumerate() {
            let cheaper: Vec<bool> =
                outlook.points.iter().zip(&other_outlook.points).map(|(one, other)| one.1 < other.1).collect();
            for (step, pair) in cheaper.windows(2).enumerate() {
                if let ([false, true], Some((from, _))) = (pair, outlook.points.get(step)) {
                    let at = |plan: &Plan, demand| plan.at(base, Demanded::all(demand));
                    let demand =
                        least(*from, STEP as u64, &|demand| at(plan, demand).payment < at(other_plan, demand).payment);
                    let other_payment = at(other_plan, demand).payment;
                    let at = at(plan, demand);
                    let more = outlook.promised - other_outlook.promised;
                    let comparable = plan.years == other_plan.years && more > Usd::ZERO;
                    let retired_more = at.retired - other_outlook.promised;
                    let used = if comparable { retired_more.share_of(more) } else { None };
                    let payment = at.payment;
                    found.push(Crossing { one, other, demand, payment, other_payment, used, retired_more });
                }
            }
        }
    }
    found
}

/// The least number within a step from here on for which something holds while it doesn't for the one before, given that it
/// doesn't hold here and does at the step's end. Halves are rounded down.
pub(super) fn least(from: u64, step: u64, holds: &dyn Fn(u64) -> bool) -> u64 {
    let (mut low, mut high) = (from, from + step);
    while high - low > 1 {
        let middle = u64::midpoint(low, high);
        if holds(middle) { high = middle } else { low = middle }
    }
    high
}

#[cfg(test)]
mod tests;
