//! Commitments: what AI adds, what it absorbs, where the shortfall ends.

use pricing::bounds;
use pricing::commitment::{YearOutlook, years};
use pricing::money::Usd;
use pricing::price::price;
use pricing::quantity::{Dollars, Multiple};
use pricing::rates::RateCard;
use pricing::report::Report;
use pricing::scenario::{Capacity, Commitment, CommitmentYear, Measure, ProviderTerms, Scenario};
use rust_decimal::{Decimal, RoundingStrategy};
use vectors::with_commitment;

use crate::{Verdict, equal, law_of};

/// The commitment of a scenario measured so; nothing where it has none.
fn measured(scenario: &Scenario, measure: Measure) -> Option<Commitment> {
    scenario.commitment.clone().map(|commitment| Commitment { measure, ..commitment })
}

/// The years under a measure; none where AI spend grows too large.
fn under(scenario: &Scenario, measure: Measure, report: &Report, card: &RateCard) -> Vec<YearOutlook> {
    measured(scenario, measure).and_then(|commitment| years(&commitment, report, card)).unwrap_or_default()
}

/// The first year of a commitment with this typed AI spend, in cents.
fn typed(commitment: &Commitment, ai: u64, report: &Report, card: &RateCard) -> Option<YearOutlook> {
    let ai = Some(Dollars::of_cents(ai)?);
    let first = CommitmentYear { ai, ..*commitment.years.first()? };
    let commitment = Commitment { years: vec![first], ..commitment.clone() };
    years(&commitment, report, card)?.into_iter().next()
}

fn cents(amount: Usd) -> Option<u64> {
    let cents = amount.amount().normalize();
    let power = 2_u32.checked_sub(cents.scale())?;
    u64::try_from(cents.mantissa().checked_mul(10_i128.pow(power))?).ok()
}

fn at_least(what: &str, more: Usd, less: Usd) -> Result<(), String> {
    if more >= less { Ok(()) } else { Err(format!("{what}: {more:?} is less than {less:?}")) }
}

#[test]
fn what_ai_adds_and_what_it_absorbs_are_what_is_paid_for_it() {
    law_of(81, with_commitment, |scenario, report, card, _| {
        let mut tried = false;
        for measure in Measure::ALL {
            for year in under(scenario, measure, report, card) {
                equal("incremental + absorbed", year.incremental() + year.absorbed(), year.ai_cash())?;
                equal("payment", year.payment_without() + year.incremental(), year.payment())?;
                tried |= year.absorbed() > Usd::ZERO && year.incremental() != Usd::ZERO;
            }
        }
        Ok(if tried { Verdict::Holds } else { Verdict::Silent })
    });
}

#[test]
fn measured_net_what_is_promised_is_paid_and_ai_adds_no_more_than_it_costs() {
    law_of(82, with_commitment, |scenario, report, card, _| {
        let mut tried = false;
        // What is carried forward lets the AI of one year lower the payment of a later one: sums over the years so far hold.
        let (mut incremental, mut cash, mut absorbed) = (Usd::ZERO, Usd::ZERO, Usd::ZERO);
        for year in under(scenario, Measure::Net, report, card) {
            at_least("payment", year.payment() + year.carried_with, year.deal.commitment)?;
            at_least("payment without", year.payment_without() + year.carried_without, year.deal.commitment)?;
            incremental = incremental + year.incremental();
            cash = cash + year.ai_cash();
            absorbed = absorbed + year.absorbed();
            at_least("incremental", incremental, Usd::ZERO)?;
            at_least("cash", cash, incremental)?;
            at_least("absorbed", absorbed, Usd::ZERO)?;
            at_least("gap", year.gap(), year.shortfall())?;
            tried |= year.gap() > Usd::ZERO && year.ai_cash() > Usd::ZERO;
        }
        Ok(if tried { Verdict::Holds } else { Verdict::Silent })
    });
}

#[test]
fn a_commitment_of_nothing_at_no_discount_changes_nothing() {
    law_of(83, with_commitment, |scenario, report, card, _| {
        let Some(mut commitment) = scenario.commitment.clone() else { return Ok(Verdict::Silent) };
        commitment.negotiated = Multiple::ZERO;
        commitment.flat_discount = Multiple::ZERO;
        commitment.private_offers.clear();
        for year in &mut commitment.years {
            (year.commitment, year.discount) = (Dollars::default(), Multiple::ZERO);
        }
        let mut tried = false;
        for year in years(&commitment, report, card).unwrap_or_default() {
            equal("incremental", year.incremental(), year.ai_list())?;
            equal("payment", year.payment(), year.organic + year.ai_list())?;
            equal("gap and shortfall", (year.gap(), year.shortfall()), (Usd::ZERO, Usd::ZERO))?;
            equal("shortcut", year.shortcut(), year.ai_list())?;
            equal("ends at", year.shortfall_ends_at(), Some(Usd::ZERO))?;
            tried |= year.ai_list() > Usd::ZERO;
        }
        Ok(if tried { Verdict::Holds } else { Verdict::Silent })
    });
}

#[test]
fn no_ai_adds_nothing() {
    law_of(84, with_commitment, |scenario, report, card, _| {
        let Some(commitment) = &scenario.commitment else { return Ok(Verdict::Silent) };
        let Some(year) = typed(commitment, 0, report, card) else { return Ok(Verdict::Silent) };
        equal("incremental", year.incremental(), Usd::ZERO)?;
        equal("absorbed", year.absorbed(), Usd::ZERO)?;
        equal("payment", year.payment(), year.payment_without())?;
        equal("effective discount", year.effective_discount(), None)
    });
}

#[test]
fn one_spend_after_another_adds_what_both_add_at_once() {
    law_of(85, with_commitment, |scenario, report, card, generator| {
        // At list price and on the terms of other spend, so that what is added first stands to the cent as organic spend.
        let Some(mut commitment) = scenario.commitment.clone() else { return Ok(Verdict::Silent) };
        commitment.negotiated = Multiple::ZERO;
        commitment.private_offers.clear();
        commitment.terms = card.providers().iter().map(|provider| ProviderTerms::usual(&provider.id, false)).collect();
        for year in &mut commitment.years {
            year.organic_after_discount = false;
        }
        let Some(year) = commitment.years.first() else { return Ok(Verdict::Silent) };
        let size = year.commitment.cents().max(1_000);
        let (one, other) = (1 + generator.below(size), 1 + generator.below(size));
        let mut after = commitment.clone();
        for year in &mut after.years {
            let Some(organic) = Dollars::of_cents(year.organic.map_or(0, Dollars::cents) + one) else {
                return Ok(Verdict::Silent);
            };
            year.organic = Some(organic);
        }
        let first = typed(&commitment, one, report, card);
        let both = typed(&commitment, one + other, report, card);
        let (Some(first), Some(second), Some(both)) = (first, typed(&after, other, report, card), both) else {
            return Ok(Verdict::Silent);
        };
        equal("absorbed", first.absorbed() + second.absorbed(), both.absorbed())?;
        equal("incremental", first.incremental() + second.incremental(), both.incremental())
    });
}

#[test]
fn measured_net_more_ai_never_lowers_the_payment() {
    law_of(86, with_commitment, |scenario, report, card, generator| {
        let Some(commitment) = measured(scenario, Measure::Net) else { return Ok(Verdict::Silent) };
        let gap = typed(&commitment, 0, report, card).map_or(Usd::ZERO, |year| year.gap());
        let size = cents(Usd::new(gap.amount().round_dp(2))).unwrap_or(0).max(1_000);
        let less = generator.below(size);
        let more = less + 1 + generator.below(size);
        if let Some((less, more)) = typed(&commitment, less, report, card).zip(typed(&commitment, more, report, card)) {
            at_least("typed", more.payment(), less.payment())?;
        }
        // The same work twice, on the terms of its providers: spend that is typed would stay as it is.
        let mut commitment = commitment;
        for year in &mut commitment.years {
            year.ai = None;
        }
        let mut twice = Scenario { capacity: Capacity::default(), ..scenario.clone() };
        twice.workloads.extend_from_within(..);
        let Ok(doubled) = price(&twice, card) else { return Ok(Verdict::Silent) };
        let (before, after) = (years(&commitment, report, card), years(&commitment, &doubled, card));
        let Some((before, after)) = before.zip(after) else { return Ok(Verdict::Silent) };
        let (mut paid_before, mut paid_after) = (Usd::ZERO, Usd::ZERO);
        for (less, more) in before.iter().zip(&after) {
            // What more AI retires can be carried into a later year: sums over the years so far hold.
            paid_before = paid_before + less.payment();
            paid_after = paid_after + more.payment();
            at_least("twice", paid_after, paid_before)?;
            at_least("retired", more.retired_with, less.retired_with)?;
        }
        let grew = before.iter().zip(&after).any(|(less, more)| more.ai_list() > less.ai_list());
        Ok(if grew { Verdict::Holds } else { Verdict::Silent })
    });
}

#[test]
fn typed_ai_ends_the_shortfall_exactly_where_it_is_said_to() {
    law_of(87, with_commitment, |scenario, report, card, _| {
        let Some(mut commitment) = scenario.commitment.clone() else { return Ok(Verdict::Silent) };
        // A part of a year below list is taken to the cent, so the end would be off by as much.
        commitment.private_offers.clear();
        let commitment = &commitment;
        let Some(year) = typed(commitment, 100, report, card) else { return Ok(Verdict::Silent) };
        // Over several providers it is spread to the cent, so a dollar's mix isn't that of a million.
        if year.ai.len() > 1 {
            return Ok(Verdict::Silent);
        }
        if year.gap() == Usd::ZERO {
            return equal("ends at", year.shortfall_ends_at(), Some(Usd::ZERO)).map(|_| Verdict::Silent);
        }
        let at = |ai| typed(commitment, ai, report, card).map(|year| year.shortfall());
        let Some(ends) = year.shortfall_ends_at() else {
            // It never does, however much is spent.
            return match at(bounds::DOLLARS_MAX * 100) {
                Some(left) if left > Usd::ZERO => Ok(Verdict::Silent),
                left => Err(format!("never, but at the most that can be typed: {left:?}")),
            };
        };
        // A quotient of 28 digits: twelve places are its own, and the least whole cents from there on end the shortfall.
        let ends = ends.amount().round_dp_with_strategy(12, RoundingStrategy::MidpointAwayFromZero);
        let least = ends.round_dp_with_strategy(2, RoundingStrategy::AwayFromZero);
        let Some(least) = cents(Usd::new(least)).filter(|cents| *cents > 0 && *cents <= bounds::DOLLARS_MAX * 100)
        else {
            return Ok(Verdict::Silent);
        };
        equal("at this level", at(least), Some(Usd::ZERO))?;
        match at(least - 1) {
            Some(left) if left > Usd::ZERO => Ok(Verdict::Holds),
            left => Err(format!("a cent below {ends}: {left:?}")),
        }
    });
}

#[test]
fn in_the_present_mix_the_shortfall_ends_where_it_is_said_to() {
    law_of(88, with_commitment, |scenario, report, card, generator| {
        let measure = generator.pick(&Measure::ALL).copied().unwrap_or_default();
        let mut tried = false;
        for year in under(scenario, measure, report, card) {
            let listed = year.ai_list();
            let Some(ends) = year.shortfall_ends_at() else {
                // It never does: then it hasn't.
                at_least("never", year.shortfall(), Usd::new(Decimal::new(1, 15)))?;
                continue;
            };
            // A quotient, so nothing is said where the two are all but the same.
            let off = (listed - ends).amount().abs();
            if off < Decimal::new(1, 9) {
                continue;
            }
            equal("ended", year.shortfall() == Usd::ZERO, listed > ends)?;
            tried |= year.gap() > Usd::ZERO;
        }
        Ok(if tried { Verdict::Holds } else { Verdict::Silent })
    });
}
