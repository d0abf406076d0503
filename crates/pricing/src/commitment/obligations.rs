//! Capacity that is bought for a term: it retires the commitment, and is owed whatever the commitment says.

use super::{AiSpend, YearOutlook, cents, provider_of, terms};
use crate::money::Usd;
use crate::rates::{Buying, RateCard};
use crate::report::{Owner, Report};
use crate::scenario::Commitment;

/// What one purchase or custom model owes by its own term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obligation {
    /// Whose it is.
    pub owner: Owner,
    /// What a month costs before discounts.
    pub month: Usd,
    /// Months of the term.
    pub months: u32,
    /// Twelve such months as spend of the first year, on its provider's terms.
    pub spend: AiSpend,
}

impl Obligation {
    /// What is owed once the term begins.
    pub fn owed(&self) -> Usd {
        self.month.times(self.months)
    }
}

/// Every purchase and custom model with a term, in the order of the report; none without a year.
pub fn obligations(
    commitment: &Commitment,
    years: &[YearOutlook],
    report: &Report,
    card: &RateCard,
) -> Vec<Obligation> {
    let mut found: Vec<(Owner, &str, u32, Usd)> = Vec::new();
    for charge in &report.charges {
        let months = match charge.buying {
            Buying::OneMonth | Buying::ReservedOneMonth => 1,
            Buying::ReservedThreeMonths => 3,
            Buying::SixMonths => 6,
            _ => continue,
        };
        match found.iter_mut().find(|(owner, ..)| *owner == charge.owner) {
            Some((.., month)) => *month = *month + charge.cost(),
            None => found.push((charge.owner, &charge.placement.model, months, charge.cost())),
        }
    }
    let Some(first) = years.first() else { return Vec::new() };
    let obligation = |(owner, model, months, month): (Owner, &str, u32, Usd)| {
        let (id, name) = provider_of(model, card);
        let spend = first.deal.spend(name, cents(month.times(12)), terms(commitment, id, card));
        Obligation { owner, month, months, spend }
    };
    found.into_iter().map(obligation).collect()
}
