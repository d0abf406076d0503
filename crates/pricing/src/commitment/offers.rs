//! Offers side by side: what each costs over a range of demand, where one overtakes another, and which is cheapest for
//! forecasts.

use super::{Deal, YearOutlook, scaled, years_until};
use crate::bounds;
use crate::money::{Usd, rounded_to};
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
    /// The cheapest offer at a forecast: the first of equals.
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
    let horizon = commitment.offers.iter().map(years_of).max()?;
    if commitment.years.is_empty() {
        return None;
    }
    let base = years_until(commitment, report, card, horizon)?;
    let plans = core::iter::once(Plan::none(&base)).chain(commitment.offers.iter().map(|offer| Plan::of(offer, &base)));
    let plans: Vec<Plan> = plans.collect();
    let most = Usd::new(Decimal::from(bounds::DOLLARS_MAX));
    if plans.iter().flat_map(|plan| &plan.deals).any(|deal| deal.commitment > most) {
        return None;
    }
    let forecasts = commitment.forecasts.all();
    let offers: Vec<OfferOutlook> = plans.iter().map(|plan| plan.outlook(&base, &forecasts)).collect();
    let crossings = crossings(&plans, &offers, &base);
    Some(Offers { horizon, offers, crossings, forecasts })
}

fn years_of(offer: &Offer) -> usize {
    usize::try_from(offer.years.count()).unwrap_or(1)
}

/// An offer as the deals of each year of the horizon.
struct Plan {
    deals: Vec<Deal>,
    years: usize,
    credits: Usd,
    credit_months: usize,
}

impl Plan {
    fn none(base: &[YearOutlook]) -> Self {
        let deals = base.iter().map(|year| year.deal.without_commitment()).collect();
        Self { deals, years: 0, credits: Usd::ZERO, credit_months: 0 }
    }

    fn of(offer: &Offer, base: &[YearOutlook]) -> Self {
        let mut plan = Self::none(base);
        (plan.years, plan.credits) = (years_of(offer), offer.credits.usd());
        plan.credit_months = usize::try_from(offer.credit_months.count()).unwrap_or(0).min(12 * plan.years);
        let mut promised = offer.commitment.usd();
        for deal in plan.deals.iter_mut().take(plan.years) {
            (deal.commitment, deal.discount) = (promised, offer.discount);
            promised = scaled(promised, offer.growth.ten_thousandths());
        }
        plan
    }

    fn promised(&self) -> Usd {
        self.deals.iter().map(|deal| deal.commitment).sum()
    }

    /// What it comes to at a demand, in ten-thousandths.
    fn at(&self, base: &[YearOutlook], demand: u64) -> Forecasted {
        let (full, rest) = (self.credit_months / 12, self.credit_months % 12);
        let (mut payment, mut shortfall, mut within, mut retired) = (Usd::ZERO, Usd::ZERO, Usd::ZERO, Usd::ZERO);
        let years: Vec<YearOutlook> = base.iter().zip(&self.deals).map(|(year, deal)| year.at(*deal, demand)).collect();
        for (index, year) in years.iter().enumerate() {
            payment = payment + year.payment();
            shortfall = shortfall + year.shortfall();
            if index < self.years {
                retired = retired + year.retired_with;
            }
            if index < full {
                within = within + year.usage();
            } else if index == full {
                within = within + twelfths(year.usage(), rest);
            }
        }
        let credits = self.credits.min(within);
        let payment = Usd::new(rounded_to((payment - credits).amount(), 2));
        Forecasted { years, payment, shortfall, credits, retired }
    }

    fn outlook(&self, base: &[YearOutlook], forecasts: &[Forecast; 3]) -> OfferOutlook {
        let [from, to] = RANGE;
        let points = (from..=to).step_by(STEP).map(|demand| (demand, self.at(base, demand).payment));
        let forecasted = forecasts.map(|forecast| self.at(base, forecast.demand.ten_thousandths()));
        let weighted: Usd = forecasted
            .iter()
            .zip(forecasts)
            .map(|(forecasted, forecast)| forecasted.payment.times_parts(forecast.weight.ten_thousandths()))
            .sum();
        let weights: u64 = forecasts.iter().map(|forecast| forecast.weight.ten_thousandths()).sum();
        let weights = Decimal::try_from_i128_with_scale(i128::from(weights), 4).unwrap_or(Decimal::ONE);
        OfferOutlook {
            years: self.years,
            promised: self.promised(),
            points: points.collect(),
            forecasts: forecasted,
            expected: weighted.per(weights).unwrap_or(weighted),
        }
    }
}

/// So many twelfths of an amount, rounded down to the cent.
fn twelfths(amount: Usd, count: usize) -> Usd {
    let amount = amount.times(u32::try_from(count).unwrap_or(0)).amount();
    let unit = 12 * 10_i128.pow(amount.scale().max(2) - 2);
    let cents = amount.mantissa() * 10_i128.pow(2_u32.saturating_sub(amount.scale())) / unit;
    Usd::of_cents(u64::try_from(cents).unwrap_or(0))
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
                    let demand =
                        least(*from, &|demand| plan.at(base, demand).payment < other_plan.at(base, demand).payment);
                    let at = plan.at(base, demand);
                    let more = outlook.promised - other_outlook.promised;
                    let comparable = plan.years == other_plan.years && more > Usd::ZERO;
                    let retired_more = at.retired - other_outlook.promised;
                    let used = if comparable { retired_more.share_of(more) } else { None };
                    let other_payment = other_plan.at(base, demand).payment;
                    let payment = at.payment;
                    found.push(Crossing { one, other, demand, payment, other_payment, used, retired_more });
                }
            }
        }
    }
    found
}

/// The least demand within the step from here on that is cheaper while the one before isn't.
fn least(from: u64, is_cheaper: &dyn Fn(u64) -> bool) -> u64 {
    let (mut low, mut high) = (from, from + STEP as u64);
    while high - low > 1 {
        let middle = u64::midpoint(low, high);
        if is_cheaper(middle) { high = middle } else { low = middle }
    }
    high
}
