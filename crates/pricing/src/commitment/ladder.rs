//! The ladder of a year, from list price down to what AI adds to the payment.

use super::YearOutlook;
use crate::ladder::{Ladder, Lever, Step};
use crate::money::Usd;
use crate::report::Report;
use crate::scenario::Commitment;

/// The monthly ladder times twelve, then what the first year of the commitment does; `None` where the month has no ladder,
/// and where the year's AI spend is typed, since the scenario doesn't lead to it.
pub fn ladder(commitment: &Commitment, years: &[YearOutlook], report: &Report) -> Option<Ladder> {
    let (given, year) = commitment.years.first().zip(years.first())?;
    if given.ai.is_some() {
        return None;
    }
    let month = report.ladder.as_ref().ok()?;
    let times = |step: &Step| Step { lever: step.lever, change: step.change.times(12) };
    let mut ladder = Ladder { list: month.list.times(12), steps: month.steps.iter().map(times).collect() };
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
    /// What is left after all steps but those that come behind a lever.
    pub fn after(&self, lever: Lever) -> Usd {
        self.list + self.steps.iter().filter(|step| step.lever <= lever).map(|step| step.change).sum()
    }
}
