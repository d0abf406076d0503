//! Where a scenario keeps a number of a commitment, or of what is compared with it.

use pricing::money::Rate;
use pricing::quantity::{Dollars, Months, Multiple, Years};
use pricing::scenario::{Alternative, AlternativePrice, Commitment, Forecast, Forecasts};

use super::What;
use crate::field::figure::Number;

/// Where a scenario keeps a number.
pub(super) enum Slot<'a> {
    Dollars(&'a mut Dollars),
    Given(&'a mut Option<Dollars>),
    Multiple(&'a mut Multiple),
    Years(&'a mut Years),
    Months(&'a mut Months),
    Rate(&'a mut Rate),
}

/// The slot of a number; `None` where there is no such number.
pub(super) fn slot<'a>(
    index: usize,
    what: What,
    commitment: Option<&'a mut Commitment>,
    alternatives: &'a mut [Alternative],
) -> Option<Slot<'a>> {
    if let What::Monthly | What::Input | What::Output | What::Share | What::Switching = what {
        return of_alternative(what, alternatives.get_mut(index)?);
    }
    let commitment = commitment?;
    Some(match what {
        What::YearCommitment => Slot::Dollars(&mut commitment.years.get_mut(index)?.commitment),
        What::YearOrganic => Slot::Given(&mut commitment.years.get_mut(index)?.organic),
        What::YearDiscount => Slot::Multiple(&mut commitment.years.get_mut(index)?.discount),
        What::YearAi => Slot::Given(&mut commitment.years.get_mut(index)?.ai),
        What::Negotiated => Slot::Multiple(&mut commitment.negotiated),
        What::AiGrowth => Slot::Multiple(&mut commitment.ai_growth),
        What::OrganicGrowth => Slot::Multiple(&mut commitment.organic_growth),
        What::OfferCommitment => Slot::Dollars(&mut commitment.offers.get_mut(index)?.commitment),
        What::OfferDiscount => Slot::Multiple(&mut commitment.offers.get_mut(index)?.discount),
        What::OfferYears => Slot::Years(&mut commitment.offers.get_mut(index)?.years),
        What::OfferGrowth => Slot::Multiple(&mut commitment.offers.get_mut(index)?.growth),
        What::OfferCredits => Slot::Dollars(&mut commitment.offers.get_mut(index)?.credits),
        What::OfferMonths => Slot::Months(&mut commitment.offers.get_mut(index)?.credit_months),
        What::Demand => Slot::Multiple(&mut forecast(&mut commitment.forecasts, index)?.demand),
        What::Weight => Slot::Multiple(&mut forecast(&mut commitment.forecasts, index)?.weight),
        What::PriceRise => Slot::Multiple(&mut commitment.clauses.price_rise),
        What::RiseYear => Slot::Years(&mut commitment.clauses.rise_year),
        What::Reduction => Slot::Multiple(&mut commitment.clauses.reduction),
        What::MigrationCost => Slot::Dollars(&mut commitment.clauses.migration_cost),
        What::MigrationMonths => Slot::Multiple(&mut commitment.clauses.migration_months),
        What::Monthly | What::Input | What::Output | What::Share | What::Switching => return None,
    })
}

const fn forecast(forecasts: &mut Forecasts, index: usize) -> Option<&mut Forecast> {
    match index {
        0 => Some(&mut forecasts.low),
        1 => Some(&mut forecasts.likely),
        2 => Some(&mut forecasts.high),
        _ => None,
    }
}

const fn of_alternative(what: What, alternative: &mut Alternative) -> Option<Slot<'_>> {
    Some(match (what, &mut alternative.price) {
        (What::Monthly, AlternativePrice::Monthly(dollars)) => Slot::Dollars(dollars),
        (What::Input, AlternativePrice::Tokens { input, .. }) => Slot::Rate(input),
        (What::Output, AlternativePrice::Tokens { output, .. }) => Slot::Rate(output),
        (What::Share, _) => Slot::Multiple(&mut alternative.share),
        (What::Switching, _) => Slot::Dollars(&mut alternative.switching),
        _ => return None,
    })
}

impl Slot<'_> {
    /// The number as it stands.
    pub(super) fn number(&self) -> Number {
        match self {
            Slot::Dollars(dollars) => Number::Dollars(**dollars),
            Slot::Given(dollars) => dollars.map_or(Number::Nothing, Number::Dollars),
            Slot::Multiple(multiple) => Number::Multiple(**multiple),
            Slot::Years(years) => Number::Count(years.count()),
            Slot::Months(months) => Number::Count(months.count()),
            Slot::Rate(rate) => Number::Rate(**rate),
        }
    }

    /// Puts a number in place. One of another kind, or outside the range, changes nothing.
    pub(super) fn put(self, number: Number) {
        match (self, number) {
            (Slot::Dollars(slot), Number::Dollars(dollars)) => *slot = dollars,
            (Slot::Given(slot), Number::Dollars(dollars)) => *slot = Some(dollars),
            (Slot::Given(slot), Number::Nothing) => *slot = None,
            (Slot::Multiple(slot), Number::Multiple(multiple)) => *slot = multiple,
            (Slot::Years(slot), Number::Count(count)) => *slot = Years::new(count).unwrap_or(*slot),
            (Slot::Months(slot), Number::Count(count)) => *slot = Months::new(count).unwrap_or(*slot),
            (Slot::Rate(slot), Number::Rate(rate)) => *slot = rate,
            _ => {}
        }
    }
}
