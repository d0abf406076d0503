//! The ladder of a year, from list price down to what AI adds to the payment.

use super::YearOutlook;
use crate::ladder::{Ladder, Lever, Step};
use crate::money::Usd;
use crate::report::Report;
use crate::scenario::{Commitment, Rules};

/// The ladder of a year, training with the capacity by version 2 of the rules, then what the first year of the commitment does;
/// `None` where there is no ladder, and where the year's AI spend is typed, since the scenario doesn't lead to it.
pub fn ladder(commitment: &Commitment, years: &[YearOutlook], report: &Report) -> Option<Ladder> {
    let (given, year) = commitment.years.first().zip(years.first())?;
    if given.ai.is_some() {
        return None;
    }
    let mut ladder = report.year_ladder.as_ref().ok()?.clone();
    if report.rules == Rules::V2 {
        ladder.add(Lever::Capacity, report.inference_once());
    }
    ladder.add(Lever::Services, report.services_once());
    let mut level = ladder.end();
    let (negotiated, cash) = (year.ai_negotiated(), year.ai_cash());
    for (lever, before, after) in [
        (Lever::Negotiated, year.ai_list(), negotiated),
        (Lever::Discount, negotiated, cash),
        (Lever::Absorption, cash, year.incremental()),
    ] {
        if after != before {
            ladder.steps.push(Step { lever, change: after - level });
            level = after;
        }
    }
    Some(ladder)
}

impl Ladder {
    /// Adds to what a lever changes; a step that then changes nothing is left out.
    fn add(&mut self, lever: Lever, change: Usd) {
        let at = self.steps.partition_point(|step| step.lever < lever);
        match self.steps.get_mut(at).filter(|step| step.lever == lever) {
            Some(step) => step.change = step.change + change,
            None => self.steps.insert(at, Step { lever, change }),
        }
        self.steps.retain(|step| step.change != Usd::ZERO);
    }
}
