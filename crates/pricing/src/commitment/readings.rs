//! What to sign under each reading of Marketplace-billed models.

use super::offers::{Plan, horizon, weighted};
use super::{Demanded, Reading, YearOutlook, years_until};
use crate::money::Usd;
use crate::rates::RateCard;
use crate::report::Report;
use crate::scenario::Commitment;

/// The current contract and its offers, on one reading of Marketplace-billed models.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContractsRead {
    /// What the first year costs under the current contract, at the likely forecast, to the cent.
    pub contract: Usd,
    /// Each offer, in their order.
    pub offers: Vec<OfferRead>,
}

/// An offer on one reading of Marketplace-billed models.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OfferRead {
    /// What its first year costs at the likely forecast, less the credits used in it, to the cent.
    pub first_year: Usd,
    /// What it saves over the horizon against the current contract, weighted by the forecasts.
    pub expected_saves: Usd,
}

impl ContractsRead {
    /// What to sign by the expected payments: `None` to keep the current contract, otherwise the index of an offer. Of equals the
    /// contract, then the first.
    pub fn best(&self) -> Option<usize> {
        let mut best = (None, Usd::ZERO);
        for (index, offer) in self.offers.iter().enumerate() {
            if offer.expected_saves > best.1 {
                best = (Some(index), offer.expected_saves);
            }
        }
        best.0
    }
}

/// The current contract and its offers with Marketplace-billed models on the terms of a reading, whatever terms are typed for
/// them; on the terms of the scenario where none is given. `None` where [`offers`](super::offers()) are `None`.
pub fn contracts_as_read(
    commitment: &Commitment,
    report: &Report,
    card: &RateCard,
    reading: Option<Reading>,
) -> Option<ContractsRead> {
    let horizon = horizon(commitment).filter(|_| !commitment.years.is_empty())?;
    let mut base = years_until(commitment, report, card, horizon)?;
    if let Some(reading) = reading {
        base = base.iter().map(|year| year.read(reading)).collect();
    }
    let plans: Vec<Plan> = commitment.offers.iter().map(|offer| Plan::of(commitment, offer, &base)).collect();
    if !plans.iter().all(Plan::is_within_bounds) {
        return None;
    }
    let contract = Plan::contract(commitment, &base);
    let forecasts = commitment.forecasts.all();
    let likely = Demanded::of(&commitment.forecasts.likely);
    let first: Vec<YearOutlook> = base.iter().take(1).cloned().collect();
    let offers = plans.iter().map(|plan| OfferRead {
        first_year: plan.at(&first, likely).payment,
        expected_saves: weighted(
            &forecasts,
            &forecasts.map(|forecast| {
                let demand = Demanded::of(&forecast);
                contract.at(&base, demand).payment - plan.at(&base, demand).payment
            }),
        ),
    });
    let offers = offers.collect();
    Some(ContractsRead { contract: contract.at(&first, likely).payment, offers })
}

#[cfg(test)]
mod tests;
