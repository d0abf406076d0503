//! Capacity that is bought for a term: it retires the commitment, and is owed whatever the commitment says.

use super::{AiSpend, YearOutlook, cents, provider, provider_of};
use crate::money::Usd;
use crate::rates::RateCard;
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
    /// What is owed once the term begins, before discounts: its months, of 730 hours each by version 2 of the rules.
    pub owed: Usd,
    /// Twelve months as spend of the first year, on its provider's terms.
    pub spend: AiSpend,
}

/// Every purchase and custom model with a term, in the order of the report; none without a year.
pub fn obligations(
    commitment: &Commitment,
    years: &[YearOutlook],
    report: &Report,
    card: &RateCard,
) -> Vec<Obligation> {
    let Some(first) = years.first() else { return Vec::new() };
    let obligation = |Term { owner, model, months, month, owed, year }: Term<'_>| {
        let provider = provider(commitment, provider_of(model, card).0, card, (0, report.rules));
        let spend = first.deal.spend(provider, cents(year));
        Obligation { owner, month, months, owed, spend }
    };
    owed(report).into_iter().map(obligation).collect()
}

/// What a purchase or custom model with a term costs a month, and for how many months.
struct Term<'a> {
    owner: Owner,
    model: &'a str,
    months: u32,
    month: Usd,
    owed: Usd,
    year: Usd,
}

/// Everything with a term, in the order of the report.
fn owed(report: &Report) -> Vec<Term<'_>> {
    let mut found: Vec<Term<'_>> = Vec::new();
    for charge in &report.charges {
        let Some(months) = charge.term_months() else { continue };
        let (month, owed, year) = (charge.cost(), charge.months(months), charge.year());
        match found.iter_mut().find(|owed| owed.owner == charge.owner) {
            Some(other) => {
                (other.month, other.owed, other.year) = (other.month + month, other.owed + owed, other.year + year);
            }
            None => {
                found.push(Term { owner: charge.owner, model: &charge.placement.model, months, month, owed, year });
            }
        }
    }
    found
}

/// What terms of capacity owe whatever moves, by provider, to the cent.
pub(super) fn owed_by_provider(report: &Report, card: &RateCard) -> Vec<(String, Usd)> {
    let mut found: Vec<(String, Usd)> = Vec::new();
    for Term { model, owed, .. } in owed(report) {
        let id = provider_of(model, card).0;
        match found.iter_mut().find(|(other, _)| other == id) {
            Some((_, sum)) => *sum = *sum + owed,
            None => found.push((id.to_owned(), owed)),
        }
    }
    found.into_iter().map(|(id, owed)| (id, cents(owed))).collect()
}
