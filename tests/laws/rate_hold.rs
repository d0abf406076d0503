//! A rate hold by what prices have done.

use pricing::commitment::{Clause, HeldRates, Precedent, clauses, rate_hold, years};
use pricing::money::Usd;
use pricing::quantity::Multiple;
use pricing::scenario::{Commitment, Measure};
use vectors::with_commitment;

use crate::{Verdict, equal, law_of};

#[test]
fn a_published_rise_is_worth_what_the_same_rise_is_worth_when_it_is_typed() {
    law_of(151, with_commitment, |scenario, report, card, _| {
        let Some(mut commitment) = scenario.commitment.clone() else { return Ok(Verdict::Silent) };
        let Some(years) = years(&commitment, report, card) else { return Ok(Verdict::Silent) };
        let mut tried = false;
        for held in rate_hold(&commitment, &years, card) {
            // With one provider all AI spend moves alike.
            let [own] = held.followed.as_slice() else { continue };
            let change =
                own.event.as_ref().and_then(|event| event.change).and_then(|change| u64::try_from(change).ok());
            let Some(rise) = change.and_then(Multiple::of_ten_thousandths) else { continue };
            commitment.clauses.price_rise = rise;
            let typed = clauses(&commitment, &years).into_iter().find(|own| own.clause == Clause::RateHold);
            equal("as typed", typed.map(|own| (own.without, own.with)), Some((held.without, held.with)))?;
            tried = true;
        }
        Ok(if tried { Verdict::Holds } else { Verdict::Silent })
    });
}

#[test]
fn measured_net_rises_are_worth_something_cuts_cost_and_the_largest_come_first_and_last() {
    law_of(152, with_commitment, |scenario, report, card, _| {
        let Some(commitment) = scenario.commitment.clone() else { return Ok(Verdict::Silent) };
        let commitment = Commitment { measure: Measure::Net, ..commitment };
        let Some(years) = years(&commitment, report, card) else { return Ok(Verdict::Silent) };
        let held = rate_hold(&commitment, &years, card);
        let values: Vec<Usd> = held.iter().map(HeldRates::value).collect();
        equal("in order", values.is_sorted_by(|one, other| one >= other), true)?;
        for own in &held {
            let is_right = if own.precedent.is_rise() { own.value() >= Usd::ZERO } else { own.value() <= Usd::ZERO };
            equal(own.precedent.name(), is_right, true)?;
            equal("each provider once", own.followed.iter().any(|own| own.event.is_some()), true)?;
        }
        let largest = |precedent: Precedent| matches!(precedent, Precedent::LargestRise | Precedent::LargestCut);
        Ok(if held.iter().any(|own| largest(own.precedent)) { Verdict::Holds } else { Verdict::Silent })
    });
}
