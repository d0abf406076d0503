//! Clauses, obligations and the ladder of a year.

use pricing::commitment::{Clause, ClauseValue, clauses, ladder, obligations, years};
use pricing::ladder::Lever;
use pricing::money::Usd;
use pricing::quantity::Multiple;
use pricing::rates::RateCard;
use pricing::report::Report;
use pricing::scenario::{Commitment, Counts, Measure, ProviderTerms, Rules};
use rust_decimal::Decimal;
use vectors::{with_capacity_and_commitment, with_commitment};

use crate::{Verdict, equal, law_of};

fn values(commitment: &Commitment, report: &Report, card: &RateCard) -> Option<Vec<ClauseValue>> {
    Some(clauses(commitment, &years(commitment, report, card)?))
}

fn value(values: &[ClauseValue], clause: Clause) -> Option<Usd> {
    values.iter().find(|value| value.clause == clause).map(ClauseValue::value)
}

#[test]
fn clauses_are_ranked_and_only_a_rate_hold_measured_gross_can_lose() {
    law_of(101, with_commitment, |scenario, report, card, _| {
        let mut tried = false;
        for measure in Measure::ALL {
            let Some(commitment) = scenario.commitment.clone() else { return Ok(Verdict::Silent) };
            let commitment = Commitment { measure, ..commitment };
            let Some(found) = values(&commitment, report, card) else { return Ok(Verdict::Silent) };
            let ranked = found.windows(2).all(|pair| match pair {
                [one, other] => one.value() >= other.value(),
                _ => true,
            });
            equal("five in order", (found.len(), ranked), (5, true))?;
            for own in &found {
                // A year whose commitment is lowered to nothing brings nothing forward, and the next one may miss it.
                let carries = own.clause == Clause::Reduction && commitment.carries_forward;
                let may_lose = own.clause == Clause::RateHold && measure == Measure::Gross
                    || carries && is_lowered_to_nothing(&commitment);
                if own.value() < Usd::ZERO && !may_lose {
                    return Err(format!("{measure:?}: {own:?} is worth less than nothing"));
                }
                tried |= own.value() > Usd::ZERO;
            }
        }
        Ok(if tried { Verdict::Holds } else { Verdict::Silent })
    });
}

/// Whether the one-time reduction takes the whole commitment of a year that has one.
fn is_lowered_to_nothing(commitment: &Commitment) -> bool {
    let kept = 10_000 - commitment.clauses.reduction.ten_thousandths().min(10_000);
    commitment.years.iter().any(|year| {
        let cents = u128::from(year.commitment.cents());
        cents > 0 && (cents * u128::from(kept) + 5_000) / 10_000 == 0
    })
}

#[test]
fn a_clause_that_is_there_already_is_worth_nothing() {
    law_of(102, with_commitment, |scenario, report, card, _| {
        let Some(mut commitment) = scenario.commitment.clone() else { return Ok(Verdict::Silent) };
        let full = |provider: &str| ProviderTerms {
            provider: provider.to_owned(),
            earns: true,
            counts: Counts::Part(Multiple::ONE),
        };
        commitment.terms = card.providers().iter().map(|provider| full(&provider.id)).collect();
        commitment.clauses.price_rise = Multiple::ZERO;
        commitment.clauses.reduction = Multiple::ZERO;
        commitment.clauses.migration_months = Multiple::ZERO;
        let Some(found) = values(&commitment, report, card) else { return Ok(Verdict::Silent) };
        for own in &found {
            equal("value", own.value(), Usd::ZERO)?;
        }
        // Equals stay in their order.
        let order = [
            Clause::FullCounting,
            Clause::EarnsDiscount,
            Clause::RateHold,
            Clause::Reduction,
            Clause::DeprecationParity,
        ];
        equal("order", found.iter().map(|own| own.clause).collect::<Vec<_>>(), order.to_vec())?;
        Ok(if commitment.years.is_empty() { Verdict::Silent } else { Verdict::Holds })
    });
}

#[test]
fn migration_is_its_months_times_their_cost() {
    law_of(103, with_commitment, |scenario, report, card, _| {
        let Some(commitment) = &scenario.commitment else { return Ok(Verdict::Silent) };
        let Some(found) = values(commitment, report, card) else { return Ok(Verdict::Silent) };
        let (cost, months) = (commitment.clauses.migration_cost, commitment.clauses.migration_months);
        let product = i128::from(cost.cents()) * i128::from(months.ten_thousandths());
        let product = Decimal::try_from_i128_with_scale(product, 6).map_err(|error| error.to_string())?;
        equal("value", value(&found, Clause::DeprecationParity), Some(Usd::new(product)))?;
        Ok(if product.is_zero() { Verdict::Silent } else { Verdict::Holds })
    });
}

#[test]
fn the_ladder_of_a_year_leads_from_twelve_months_at_list_to_what_ai_adds() {
    law_of(104, with_capacity_and_commitment, |scenario, report, card, _| {
        let Some(commitment) = &scenario.commitment else { return Ok(Verdict::Silent) };
        let Some(found) = years(commitment, report, card) else { return Ok(Verdict::Silent) };
        let Some(year) = found.first() else { return Ok(Verdict::Silent) };
        let steps = ladder(commitment, &found, report);
        let typed = commitment.years.first().is_some_and(|year| year.ai.is_some());
        let month = report.ladder.as_ref().ok();
        equal("there is one", steps.is_some(), !typed && month.is_some())?;
        let Some((steps, month)) = steps.zip(month) else { return Ok(Verdict::Silent) };
        equal("list", steps.list, month.list.times(12))?;
        let negotiated = steps.steps.iter().any(|step| step.lever > Lever::Services);
        // By version 1 a year has no training, but always what services begin with.
        let once = if scenario.rules == Rules::V2 { report.once() } else { report.services_once() };
        let end = if negotiated { year.incremental() } else { report.year() + once };
        equal("end", steps.end(), end)?;
        if !negotiated {
            // Then the two differ by the rounding of each provider's spend only.
            let off = (report.year() + once - year.incremental()).amount().abs();
            let most = Decimal::new(5 * i64::try_from(year.ai.len()).unwrap_or(i64::MAX), 3);
            equal("within half a cent for each provider", off <= most, true)?;
        }
        Ok(if negotiated { Verdict::Holds } else { Verdict::Silent })
    });
}

#[test]
fn obligations_are_the_recurring_charges_that_have_a_term() {
    law_of(109, with_capacity_and_commitment, |scenario, report, card, _| {
        let Some(commitment) = &scenario.commitment else { return Ok(Verdict::Silent) };
        let Some(found) = years(commitment, report, card).filter(|years| !years.is_empty()) else {
            return Ok(Verdict::Silent);
        };
        let owed = obligations(commitment, &found, report, card);
        let terms = ["one-month", "six-months", "reserved-one-month", "reserved-three-months"];
        let of_term = report.charges.iter().filter(|charge| terms.contains(&charge.buying.name()));
        let months: Usd = of_term.map(pricing::report::Charge::cost).sum();
        equal("a month of all", owed.iter().map(|own| own.month).sum::<Usd>(), months)?;
        for own in &owed {
            // By the second rules terms and years count 730 hours for each month.
            let hours = u32::try_from(scenario.capacity.hours.count()).unwrap_or(u32::MAX);
            let average = if scenario.rules == Rules::V2 { 730 } else { hours };
            equal("owed", own.owed.times(hours), own.month.times(own.months).times(average))?;
            let off = (own.month.times(12).times(average) - own.spend.list.times(hours)).amount().abs();
            equal("twelve months to the cent", off <= Decimal::new(5, 3) * Decimal::from(hours), true)?;
        }
        Ok(if owed.is_empty() { Verdict::Silent } else { Verdict::Holds })
    });
}
