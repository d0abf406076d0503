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

#[cfg(test)]
mod tests {
    use super::super::tests::report;
    use super::*;
    use crate::quantity::{Dollars, Months, Multiple};
    use crate::rates::RateCard;
    use crate::scenario::{BilledBy, CommitmentYear, PrivateOffer};
    use crate::services;

    fn usd(dollars: u64) -> Usd {
        Usd::of_cents(dollars * 100)
    }

    fn step(lever: Lever, before: u64, after: u64) -> Step {
        Step { lever, change: usd(after) - usd(before) }
    }

    #[test]
    fn the_year_of_a_commitment_ends_at_what_ai_adds() {
        let card = RateCard::newest();
        // 100 a month and 50 once: 1,250 in the first year.
        let Some(report) = report(&card, &[(10_000, false, BilledBy::Aws), (5_000, true, BilledBy::Aws)]) else {
            unreachable!()
        };
        let multiple = |text: &str| Multiple::parse(text).unwrap_or_default();
        let of = |below_list: &str, ai| {
            let commitment = Dollars::of_cents(10_000).unwrap_or_default();
            let year = CommitmentYear { commitment, discount: multiple("0.1"), ai, ..CommitmentYear::default() };
            let months = Months::new(12).unwrap_or_default();
            let private = PrivateOffer { provider: services::AWS.to_owned(), below_list: multiple(below_list), months };
            let commitment = Commitment { years: vec![year], private_offers: vec![private], ..Commitment::default() };
            ladder(&commitment, &super::super::years(&commitment, &report, &card)?, &report)
        };
        // A fifth below list, a tenth off, and 100 that are promised would have been paid without AI too.
        let steps = [
            step(Lever::Services, 0, 1_250),
            step(Lever::Negotiated, 1_250, 1_000),
            step(Lever::Discount, 1_000, 900),
            step(Lever::Absorption, 900, 800),
        ];
        assert_eq!(of("0.2", None), Some(Ladder { list: Usd::ZERO, steps: steps.to_vec() }));
        // A step that changes nothing isn't there.
        let steps = [
            step(Lever::Services, 0, 1_250),
            step(Lever::Discount, 1_250, 1_125),
            step(Lever::Absorption, 1_125, 1_025),
        ];
        assert_eq!(of("0", None), Some(Ladder { list: Usd::ZERO, steps: steps.to_vec() }));
        // To typed spend the scenario doesn't lead.
        assert_eq!(of("0", Dollars::of_cents(1)), None);
        assert_eq!(ladder(&Commitment::default(), &[], &report), None);
    }

    #[test]
    fn what_is_added_to_a_lever_has_its_place() {
        let of = |lever, change| {
            let steps = vec![step(Lever::Caching, 9, 5), step(Lever::Services, 5, 7)];
            let mut ladder = Ladder { list: usd(9), steps };
            ladder.add(lever, change);
            ladder.steps
        };
        let (caching, services) = (step(Lever::Caching, 9, 5), step(Lever::Services, 5, 7));
        assert_eq!(of(Lever::Capacity, usd(1)), [caching, step(Lever::Capacity, 0, 1), services]);
        assert_eq!(of(Lever::Services, usd(1)), [caching, step(Lever::Services, 5, 8)]);
        assert_eq!(of(Lever::Caching, usd(4)), [services]);
        assert_eq!(of(Lever::Capacity, Usd::ZERO), [caching, services]);
    }
}
