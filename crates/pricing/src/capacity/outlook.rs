//! What a purchase or a custom model would cost under each term, at each size and on each path.

use rust_decimal::Decimal;

use super::Sizing;
use super::sizing::millions;
use crate::bounds::HOURS_OF_AVERAGE_MONTH;
use crate::ladder::Lever;
use crate::money::{Usd, rounded_to};
use crate::price::capacity::{At, costs_by_request, first_purchase, sides_of};
use crate::price::charging::{Charging, in_region};
use crate::price::lines_without_capacity;
use crate::price::lookup::Prices;
use crate::rates::{Buying, Meter, PromptLength, RateCard};
use crate::report::{AppliedRate, Charge};
use crate::scenario::{Bought, CustomServing, Placement, ReservedTerm, Rules, Scenario, Term};

/// Units that are tried at most.
const UNITS_MAX: u64 = crate::bounds::MODEL_UNITS_MAX;

/// Months of need whose bill is told for each term.
const NEED_MONTHS: u32 = 36;

/// A purchase against the traffic it is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PurchaseOutlook {
    /// One side for model units; input and output for the Reserved tier.
    pub sides: Vec<Side>,
    /// Every term that could be chosen, shortest first.
    pub terms: Vec<TermOutlook>,
    /// Index of the chosen term.
    pub chosen: usize,
    /// Hours in the month.
    pub hours: u64,
    /// Hours of the months that terms and months of need count: 730 by version 2 of the rules, otherwise those of the month.
    pub average_hours: u64,
}

/// What is offered to one kind of capacity, and what it costs by the token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// Which tokens, where input and output are bought apart.
    pub meter: Option<Meter>,
    /// The load, and what the capacity bought serves of it.
    pub sizing: Sizing,
    /// What the traffic costs a month on demand at list price; `None` where a price is missing.
    pub list: Option<Usd>,
    /// What it costs a month as otherwise bought: after caching, batch, tier and typed prices.
    pub otherwise: Option<Usd>,
    /// What it costs a month where overflow is billed: as otherwise bought, or Standard where a reservation overflows.
    pub beyond: Option<Usd>,
}

/// A term, and its prices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermOutlook {
    /// How the card names it.
    pub buying: Buying,
    /// Months it is committed for; 0 for none.
    pub months: u32,
    /// The price of each side; `None` where neither the card nor the reader has one.
    pub prices: Vec<Option<AppliedRate>>,
    /// Dollars an hour for one unit, or for all that is reserved on a side.
    pub hourly: Vec<Option<Usd>>,
}

/// A number of units, and what the month costs with them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizes {
    /// How many units.
    pub units: u64,
    /// A month: the units, and the overflow as otherwise bought.
    pub cost: Usd,
}

impl TermOutlook {
    /// Dollars an hour for everything that is bought at this term; `None` where a price is missing.
    pub fn hour(&self, sides: &[Side]) -> Option<Usd> {
        let mut hour = Usd::ZERO;
        for (side, hourly) in sides.iter().zip(&self.hourly) {
            hour = hour + (*hourly)?.times(u32::try_from(side.sizing.units).unwrap_or(u32::MAX));
        }
        Some(hour)
    }

    /// Months that are billed for `need` months of need.
    pub fn billed(&self, need: u32) -> u32 {
        need.div_ceil(self.months.max(1)) * self.months.max(1)
    }

    /// Months that are billed for 1, 2, 3 ... months of need.
    pub fn billed_months(&self) -> impl Iterator<Item = u32> {
        (1..=NEED_MONTHS).map(|need| self.billed(need))
    }

    /// Months still owed by who leaves after `month` months.
    pub fn owed(&self, month: u32) -> u32 {
        self.billed(month) - month
    }
}

impl PurchaseOutlook {
    /// What everything bought costs a month at a term.
    pub fn month(&self, term: &TermOutlook) -> Option<Usd> {
        term.hour(&self.sides).map(|hour| self.of_month(hour))
    }

    /// What everything bought costs for so many months at a term: hours x price, of which a month has the
    /// [average](Self::average_hours). `None` where a price is missing.
    pub fn months(&self, term: &TermOutlook, count: u32) -> Option<Usd> {
        let hours = u32::try_from(self.average_hours).unwrap_or(0) * count;
        term.hour(&self.sides).map(|hour| hour.times(hours))
    }

    /// What one more term costs, which begins by itself where nobody ends it: nothing without a commitment. `None` where a price
    /// is missing.
    pub fn renewal(&self, term: &TermOutlook) -> Option<Usd> {
        self.months(term, term.months)
    }

    /// What the capacity of one side costs a month at a term.
    pub fn side_month(&self, term: &TermOutlook, side: usize) -> Option<Usd> {
        let units = u32::try_from(self.sides.get(side)?.sizing.units).ok()?;
        Some(self.of_month(term.hourly.get(side).copied()??).times(units))
    }

    /// What one unit costs a month at a term.
    pub fn unit_month(&self, term: &TermOutlook) -> Option<Usd> {
        term.hourly.first().copied().flatten().map(|hourly| self.of_month(hourly))
    }

    fn of_month(&self, hourly: Usd) -> Usd {
        hourly.times(u32::try_from(self.hours).unwrap_or(0))
    }

    /// See [`Side::break_even`].
    pub fn break_even(&self, term: &TermOutlook, side: usize, cost: Usd) -> Option<Decimal> {
        self.sides.get(side)?.break_even(term.hourly.get(side).copied()??, cost, self.hours)
    }

    /// The cheapest number of model units at a term; `None` for the Reserved tier and where a price is missing.
    pub fn best(&self, term: &TermOutlook, side: usize) -> Option<Sizes> {
        let of = self.sides.get(side).filter(|of| of.meter.is_none())?;
        of.best(self.unit_month(term)?)
    }

    /// What of a side's charge a month pays for capacity that serves nothing, for showing.
    pub fn unused(&self, term: &TermOutlook, side: usize) -> Option<Usd> {
        let used = self.sides.get(side)?.utilisation()?;
        Some(self.side_month(term, side)?.part(Decimal::ONE - used))
    }

    /// What of a side's charge a month pays for units while they have nothing to do, for showing.
    pub fn idle_cost(&self, term: &TermOutlook, side: usize) -> Option<Usd> {
        let sizing = &self.sides.get(side)?.sizing;
        let unit_slots = u128::from(sizing.units) * u128::from(sizing.slot_count().max(1));
        let share = Decimal::from(sizing.idle()).checked_div(Decimal::from(unit_slots))?;
        Some(self.side_month(term, side)?.part(share))
    }

    /// The term the reader chose.
    pub fn chosen_term(&self) -> Option<&TermOutlook> {
        self.terms.get(self.chosen)
    }
}

impl Side {
    /// Tokens a month that the capacity bought serves, rounded down.
    pub fn served(&self) -> u64 {
        self.sizing.tokens(self.sizing.served())
    }

    /// Tokens a month above the capacity bought, rounded up.
    pub fn overflow(&self) -> u64 {
        self.sizing.offered.saturating_sub(self.served())
    }

    /// What the overflow costs a month as otherwise bought; `None` where there is none, or a price is missing.
    pub fn overflow_cost(&self) -> Option<Usd> {
        let all = self.sizing.offered_parts();
        let left = all - self.sizing.served().min(all);
        if left == 0 {
            return None;
        }
        self.beyond?.per(millions(all)?.checked_div(millions(left)?)?)
    }

    /// Utilisation at which an hour's price equals the tokens it replaces, at a monthly `cost` of what is offered: to 12
    /// places. Above 1 it is never reached. `None` where nothing is offered or it costs nothing.
    pub fn break_even(&self, hourly: Usd, cost: Usd, hours: u64) -> Option<Decimal> {
        let a_million = cost.per(millions(u128::from(self.sizing.offered))?)?;
        let replaced = hourly.times(u32::try_from(hours).ok()?).per(millions(u128::from(self.sizing.unit))?)?;
        replaced.share_of(a_million).map(|share| rounded_to(share, 12))
    }

    /// What tokens at this monthly `cost` of what is offered would cost, if there were enough of them to fill all units.
    pub fn at_full(&self, cost: Usd) -> Option<Usd> {
        let (offered, all) = (millions(self.sizing.offered_parts())?, millions(self.sizing.capacity_parts())?);
        // To ten places, so that multiples of it stay within 28 digits.
        cost.per(offered.checked_div(all)?).map(|cost| Usd::new(rounded_to(cost.amount(), 10)))
    }

    /// Part of the capacity bought that is used: to 12 places.
    pub fn utilisation(&self) -> Option<Decimal> {
        self.sizing.utilisation()
    }

    /// What a million tokens cost that are really served, at an hourly price: `None` where none are.
    pub fn per_million(&self, hourly: Usd, hours: u64) -> Option<Usd> {
        let factors = [self.sizing.units, hours, self.sizing.slot_count()];
        let factors = factors.into_iter().map(|factor| u32::try_from(factor).unwrap_or(u32::MAX));
        factors.fold(hourly, Usd::times).per(millions(self.sizing.served())?)
    }

    /// What a month costs with this many units at this price, the overflow paid as otherwise bought.
    pub fn cost_with(&self, units: u64, monthly: Usd) -> Option<Usd> {
        let otherwise = self.otherwise?;
        let charge = monthly.times(u32::try_from(units).ok()?);
        let all = self.sizing.offered_parts();
        let left = all - self.sizing.served_by(units).min(all);
        if left == 0 {
            return Some(charge);
        }
        let times_left = millions(all)?.checked_div(millions(left)?)?;
        // A quotient may have so many digits that an exact sum has no room.
        charge.amount().checked_add(otherwise.per(times_left)?.amount()).map(Usd::new)
    }

    /// The cheapest number of units at a price for one of them a month: each is bought while what it serves would cost
    /// more than it does. No unit serves more than the one before, so the last that pays is found by halving.
    pub fn best(&self, monthly: Usd) -> Option<Sizes> {
        let (all, otherwise) = (self.sizing.offered_parts(), self.otherwise?);
        let price = monthly.times_exactly(all);
        let (mut pays, mut most) = (0, UNITS_MAX);
        while pays < most {
            let unit = (pays + most).div_ceil(2);
            let serves = self.sizing.served_by(unit) - self.sizing.served_by(unit - 1);
            if otherwise.times_exactly(serves) > price {
                pays = unit;
            } else {
                most = unit - 1;
            }
        }
        Some(Sizes { units: pays, cost: self.cost_with(pays, monthly)? })
    }
}

/// A purchase of a scenario that can be priced: what it is offered, and every term. `None` where there is no such purchase.
pub fn purchase_outlook(scenario: &Scenario, card: &RateCard, index: usize) -> Option<PurchaseOutlook> {
    let capacity = &scenario.capacity;
    let purchase = capacity.purchases.get(index)?;
    let (first, second) = sides_of(scenario, card, index, Lever::Prices)?;
    let apart = second.is_some();
    let costs = |levers| {
        let mut costs = [Usd::ZERO; 2];
        let served = |workload: usize, model: &str| {
            capacity.custom_of(workload).is_none() && first_purchase(capacity, workload, model) == Some(index)
        };
        lines_without_capacity(scenario, card, levers, &served, &mut |meter, cost| {
            let side = usize::from(apart && meter == Meter::Output);
            if let Some(sum) = costs.get_mut(side) {
                *sum = *sum + cost;
            }
        })
        .ok()
        .map(|()| costs)
    };
    let by_request = |at| costs_by_request(scenario, card, index, at);
    let (list, otherwise, beyond) = match scenario.rules {
        Rules::V1 => (costs(Lever::Trim), costs(Lever::Prices), costs(Lever::Prices)),
        Rules::V2 if apart => (by_request(At::List), by_request(At::Own), by_request(At::Standard)),
        Rules::V2 => (by_request(At::List), by_request(At::Own), by_request(At::Own)),
    };
    let side = |index: usize, meter, sizing| {
        let of = |costs: Option<[Usd; 2]>| costs.and_then(|costs| costs.get(index).copied());
        Side { meter, sizing, list: of(list), otherwise: of(otherwise), beyond: of(beyond) }
    };
    let mut sides = vec![side(0, apart.then_some(Meter::Input), first)];
    sides.extend(second.map(|sizing| side(1, Some(Meter::Output), sizing)));
    let prices = Prices::new(scenario, card, Lever::Prices);
    let term = |buying: Buying, months, amounts: &[(Meter, u64)], placement: &Placement| {
        let of = |meter| prices.of(placement, buying, PromptLength::Ordinary, meter);
        let prices: Vec<_> = amounts.iter().map(|(meter, _)| of(*meter)).collect();
        let hour =
            |(price, (_, amount)): (&Option<AppliedRate>, &(Meter, u64))| Some(price.as_ref()?.rate().cost(*amount));
        let hourly = prices.iter().zip(amounts).map(hour).collect();
        TermOutlook { buying, months, prices, hourly }
    };
    let (terms, chosen) = match purchase.bought {
        Bought::Units { term: chosen, .. } => {
            let placement = in_region(&purchase.placement);
            let unit = [(Meter::ModelUnit, 1)];
            let terms = Term::ALL.into_iter().zip([0, 1, 6]);
            let terms = terms.map(|(of, months)| term(of.buying(), months, &unit, &placement)).collect();
            (terms, Term::ALL.into_iter().position(|term| term == chosen))
        }
        Bought::Reserved { input, output, term: chosen } => {
            let amounts = [(Meter::Input, input.count()), (Meter::Output, output.count())];
            let terms = ReservedTerm::ALL.into_iter().zip([1, 3]);
            let terms = terms.map(|(of, months)| term(of.buying(), months, &amounts, &purchase.placement)).collect();
            (terms, ReservedTerm::ALL.into_iter().position(|term| term == chosen))
        }
    };
    let hours = capacity.hours.count();
    let average_hours = if scenario.rules == Rules::V2 { HOURS_OF_AVERAGE_MONTH } else { hours };
    Some(PurchaseOutlook { sides, terms, chosen: chosen.unwrap_or(0), hours, average_hours })
}

/// A custom model: once, a month, and what each way of serving it costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomOutlook {
    /// The charge for training; `None` where its price is missing.
    pub training: Option<Vec<Charge>>,
    /// The monthly charge for storage, as the model is served now; `None` where its price is missing.
    pub storage: Option<Vec<Charge>>,
    /// The three ways of serving it.
    pub paths: Vec<Path>,
}

/// One way of serving a custom model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// Which.
    pub serving: CustomServing,
    /// Its monthly charges; `None` where it isn't offered or a price is missing.
    pub charges: Option<Vec<Charge>>,
    /// Whether it is the chosen one.
    pub chosen: bool,
}

fn cost(charges: Option<&Vec<Charge>>) -> Option<Usd> {
    charges.map(|charges| charges.iter().map(Charge::cost).sum())
}

fn cost_of_year(charges: Option<&Vec<Charge>>) -> Option<Usd> {
    charges.map(|charges| charges.iter().map(Charge::year).sum())
}

impl Path {
    /// What serving costs a month; `None` where it isn't offered or a price is missing.
    pub fn month(&self) -> Option<Usd> {
        cost(self.charges.as_ref())
    }

    /// What serving costs a year; `None` where it isn't offered or a price is missing.
    pub fn year(&self) -> Option<Usd> {
        cost_of_year(self.charges.as_ref())
    }
}

impl CustomOutlook {
    /// What training costs, once; `None` where its price is missing.
    pub fn once(&self) -> Option<Usd> {
        cost(self.training.as_ref())
    }

    /// What storage costs a month; `None` where its price is missing.
    pub fn storage_month(&self) -> Option<Usd> {
        cost(self.storage.as_ref())
    }

    /// What serving costs a month, as it is served now; `None` where a price is missing.
    pub fn serving(&self) -> Option<Usd> {
        match self.paths.iter().find(|path| path.chosen) {
            Some(path) => path.month(),
            None => Some(Usd::ZERO),
        }
    }

    /// What storage costs a year, as the model is served now; `None` where its price is missing.
    pub fn storage_year(&self) -> Option<Usd> {
        cost_of_year(self.storage.as_ref())
    }

    /// What serving costs a year, as the model is served now; `None` where a price is missing.
    pub fn serving_year(&self) -> Option<Usd> {
        match self.paths.iter().find(|path| path.chosen) {
            Some(path) => path.year(),
            None => Some(Usd::ZERO),
        }
    }

    /// The first year: training, and a year of storage and serving; `None` where a price is missing.
    pub fn first_year(&self) -> Option<Usd> {
        Some(self.once()? + self.storage_year()? + self.serving_year()?)
    }

    /// The share of the first year's cost that is serving, 0 to 1; `None` where a price is missing or nothing is paid.
    pub fn serving_share(&self) -> Option<Decimal> {
        self.serving_year()?.share_of(self.first_year()?)
    }
}

/// A custom model of a scenario that can be priced. `None` where there is no such model.
pub fn custom_outlook(scenario: &Scenario, card: &RateCard, index: usize) -> Option<CustomOutlook> {
    let custom = scenario.capacity.customs.get(index)?;
    let charging = Charging::new(scenario, card, Lever::Prices);
    let mut paths = Vec::new();
    for serving in CustomServing::ALL.into_iter().skip(1) {
        let offered = serving != CustomServing::OnDemand || custom.workload.is_some();
        let charges = offered.then(|| charging.serving(index, custom, serving).ok()).flatten();
        paths.push(Path { serving, charges, chosen: custom.serving == serving });
    }
    let (training, storage) = (charging.training(index, custom).ok(), charging.storage(index, custom).ok());
    Some(CustomOutlook { training, storage, paths })
}

#[cfg(test)]
mod tests;
