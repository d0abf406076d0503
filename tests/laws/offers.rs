//! Offers: where they cross, what credits do, what more discount and more commitment do.

use pricing::bounds;
use pricing::commitment::{Forecasted, Offers, offers};
use pricing::money::Usd;
use pricing::quantity::{Dollars, Multiple};
use pricing::rates::RateCard;
use pricing::report::Report;
use pricing::scenario::{Commitment, Forecast, Forecasts, Measure, Offer, Scenario};
use rust_decimal::Decimal;
use vectors::{Generator, with_offers};

use crate::{CASES_OF_OFFERS, Verdict, equal, law_on};

fn parts(parts: u64) -> Multiple {
    Multiple::of_ten_thousandths(parts).unwrap_or_default()
}

fn cents(cents: u64) -> Dollars {
    Dollars::of_cents(cents.min(bounds::DOLLARS_MAX * 100)).unwrap_or_default()
}

/// Offers of a scenario with these forecasts of equal weight.
fn at(commitment: &Commitment, demands: [u64; 3], report: &Report, card: &RateCard) -> Option<Offers> {
    let [low, likely, high] = demands.map(|demand| Forecast { demand: parts(demand), ai: None, weight: Multiple::ONE });
    let forecasts = Forecasts { low, likely, high };
    offers(&Commitment { forecasts, ..commitment.clone() }, report, card)
}

/// The only offer of a commitment, at a random demand.
fn alone(commitment: &Commitment, offer: Offer, demand: u64, report: &Report, card: &RateCard) -> Option<Forecasted> {
    let commitment = Commitment { offers: vec![offer], ..commitment.clone() };
    let found = at(&commitment, [demand; 3], report, card)?;
    let [first, ..] = &found.offers.get(1)?.forecasts;
    Some(first.clone())
}

fn payment(offers: &Offers, offer: usize, forecast: usize) -> Option<Usd> {
    Some(offers.offers.get(offer)?.forecasts.get(forecast)?.payment)
}

fn at_most(what: &str, less: Usd, more: Usd) -> Result<(), String> {
    if less <= more { Ok(()) } else { Err(format!("{what}: {less:?} is more than {more:?}")) }
}

fn given(scenario: &Scenario) -> Result<&Commitment, String> {
    scenario.commitment.as_ref().ok_or_else(|| "no commitment".to_owned())
}

/// An offer of a scenario, and a demand from 0 to 3.
fn drawn(commitment: &Commitment, generator: &mut Generator) -> Result<(Offer, u64), String> {
    let offer = generator.pick(&commitment.offers).cloned().ok_or("no offer")?;
    let demand = if generator.chance(50) { 6_000 + generator.below(8_001) } else { generator.below(30_001) };
    Ok((offer, demand))
}

#[test]
fn offers_cross_where_the_picture_says() {
    law_on(CASES_OF_OFFERS, 91, with_offers, |scenario, report, card, _| {
        let commitment = given(scenario)?;
        let Some(found) = offers(commitment, report, card) else { return Ok(Verdict::Silent) };
        for crossing in &found.crossings {
            let ((one, other), demand) = ((crossing.one, crossing.other), crossing.demand);
            let around = at(commitment, [demand - 1, demand, demand], report, card).ok_or("too large")?;
            let cheaper = |forecast| payment(&around, one, forecast) < payment(&around, other, forecast);
            equal("cheaper before, cheaper there", (cheaper(0), cheaper(1)), (false, true))?;
            equal("payment", payment(&around, one, 1), Some(crossing.payment))?;
            equal("the other's", payment(&around, other, 1), Some(crossing.other_payment))?;
        }
        // As often as the signs at the points say, and within those steps.
        for (one, own) in found.offers.iter().enumerate() {
            for (other, against) in found.offers.iter().enumerate() {
                let signs = own.points.iter().zip(&against.points).map(|(own, against)| (own.0, own.1 < against.1));
                let signs: Vec<(u64, bool)> = signs.collect();
                let steps = signs.windows(2).filter_map(|pair| match pair {
                    [(from, false), (to, true)] => Some((*from, *to)),
                    _ => None,
                });
                let steps: Vec<(u64, u64)> = steps.collect();
                let between =
                    |crossing: &&pricing::commitment::Crossing| (crossing.one, crossing.other) == (one, other);
                let demands: Vec<u64> =
                    found.crossings.iter().filter(between).map(|crossing| crossing.demand).collect();
                let inside = steps.iter().zip(&demands).all(|((from, to), demand)| from < demand && demand <= to);
                equal("a crossing in each step", (steps.len(), inside), (demands.len(), true))?;
            }
        }
        Ok(if found.crossings.is_empty() { Verdict::Silent } else { Verdict::Holds })
    });
}

#[test]
fn an_offer_of_nothing_is_no_commitment() {
    law_on(CASES_OF_OFFERS, 92, with_offers, |scenario, report, card, generator| {
        let commitment = given(scenario)?;
        let (offer, _) = drawn(commitment, generator)?;
        let (commitment_of_nothing, discount) = (Dollars::default(), Multiple::ZERO);
        let nothing =
            Offer { commitment: commitment_of_nothing, discount, credits: Dollars::default(), ..offer.clone() };
        // Without the discount that holds where nothing is promised: the offer's own, of nothing, stands in its place.
        let commitment = Commitment { offers: vec![nothing], flat_discount: Multiple::ZERO, ..commitment.clone() };
        let Some(found) = offers(&commitment, report, card) else { return Ok(Verdict::Silent) };
        let [none, nothing] = found.offers.as_slice() else { return Err("two were expected".to_owned()) };
        equal("points", &none.points, &nothing.points)?;
        equal("expected", none.expected, nothing.expected)?;
        equal("shortfall", nothing.forecasts.each_ref().map(|one| one.shortfall), [Usd::ZERO; 3])?;
        equal("cheapest", (found.cheapest_expected(), found.cheapest_at(0), found.crossings.len()), (0, 0, 0))
    });
}

#[test]
fn more_discount_costs_no_more_before_credits() {
    law_on(CASES_OF_OFFERS, 93, with_offers, |scenario, report, card, generator| {
        let commitment = given(scenario)?;
        let (offer, demand) = drawn(commitment, generator)?;
        let less = offer.discount.ten_thousandths().min(10_000);
        let more = less + generator.below(10_001 - less);
        // Credits are part of what is used, which a discount lowers: measured net within a shortfall fewer of them are used.
        let offer = Offer { credits: Dollars::default(), ..offer.clone() };
        let of =
            |discount| alone(commitment, Offer { discount: parts(discount), ..offer.clone() }, demand, report, card);
        let Some((less_off, more_off)) = of(less).zip(of(more)) else { return Ok(Verdict::Silent) };
        at_most("payment", more_off.payment, less_off.payment)?;
        Ok(if more > less { Verdict::Holds } else { Verdict::Silent })
    });
}

#[test]
fn more_commitment_costs_no_less_for_the_same_discount() {
    law_on(CASES_OF_OFFERS, 94, with_offers, |scenario, report, card, generator| {
        // A larger commitment lets more Marketplace spend count, a quarter of what it grows by: three quarters of it stay due.
        let mut commitment = given(scenario)?.clone();
        let (offer, demand) = drawn(&commitment, generator)?;
        let less = offer.commitment.cents();
        let more = less + generator.below(less / 2 + 1_000);
        let mut tried = false;
        for measure in Measure::ALL {
            commitment.measure = measure;
            let of = |promised| {
                alone(&commitment, Offer { commitment: cents(promised), ..offer.clone() }, demand, report, card)
            };
            let Some((less, more)) = of(less).zip(of(more)) else { return Ok(Verdict::Silent) };
            at_most("payment", less.payment, more.payment)?;
            equal("credits", less.credits, more.credits)?;
            tried |= more.shortfall > Usd::ZERO && less.retired < more.retired;
            tried |= less.shortfall < more.shortfall;
        }
        Ok(if tried { Verdict::Holds } else { Verdict::Silent })
    });
}

#[test]
fn credits_lower_the_payment_by_no_more_than_themselves() {
    law_on(CASES_OF_OFFERS, 95, with_offers, |scenario, report, card, generator| {
        let commitment = given(scenario)?;
        let (offer, demand) = drawn(commitment, generator)?;
        let credits = 1 + generator.below(offer.commitment.cents() + 1_000);
        let of = |credits| alone(commitment, Offer { credits: cents(credits), ..offer.clone() }, demand, report, card);
        let Some((without, with)) = of(0).zip(of(credits)) else { return Ok(Verdict::Silent) };
        let credits = cents(credits).usd();
        at_most("payment", with.payment, without.payment)?;
        at_most("payment without credits", without.payment, with.payment + credits)?;
        at_most("used", with.credits, credits)?;
        if commitment.credits_lower_retirement {
            // What credits pay may be missing from what retires, and no more than that.
            at_most("retired", with.retired, without.retired)?;
            at_most("retired without credits", without.retired, with.retired + with.credits)?;
            at_most("shortfall", without.shortfall, with.shortfall)?;
            at_most("shortfall without credits", with.shortfall, without.shortfall + with.credits)?;
        } else {
            equal("shortfall and retired", (with.shortfall, with.retired), (without.shortfall, without.retired))?;
        }
        at_most("nothing is paid back", Usd::ZERO, with.payment)?;
        Ok(if with.credits > Usd::ZERO { Verdict::Holds } else { Verdict::Silent })
    });
}

#[test]
fn what_is_expected_lies_between_the_forecasts() {
    law_on(CASES_OF_OFFERS, 96, with_offers, |scenario, report, card, _| {
        let commitment = given(scenario)?;
        let Some(found) = offers(commitment, report, card) else { return Ok(Verdict::Silent) };
        let mut tried = false;
        for offer in &found.offers {
            let counts = |(forecasted, forecast): (&Forecasted, &Forecast)| {
                (forecast.weight > Multiple::ZERO).then_some(forecasted.payment)
            };
            let weighed: Vec<Usd> = offer.forecasts.iter().zip(&found.forecasts).filter_map(counts).collect();
            let least = weighed.iter().min().copied().ok_or("no weight")?;
            let most = weighed.iter().max().copied().ok_or("no weight")?;
            // A quotient of 28 digits may be off in its last place.
            let off = Usd::new(Decimal::new(1, 12));
            at_most("least", least, offer.expected + off)?;
            at_most("most", offer.expected, most + off)?;
            tried |= least < most;
        }
        let expected = found.offers.iter().map(|offer| offer.expected);
        let best = found.offers.get(found.cheapest_expected()).map(|offer| offer.expected);
        equal("cheapest", expected.min(), best)?;
        Ok(if tried { Verdict::Holds } else { Verdict::Silent })
    });
}

#[test]
fn the_order_of_offers_changes_no_figure_of_any() {
    law_on(CASES_OF_OFFERS, 97, with_offers, |scenario, report, card, generator| {
        let commitment = given(scenario)?;
        let count = commitment.offers.len();
        let turn = 1 + usize::try_from(generator.below(count as u64)).unwrap_or(0);
        let mut turned = commitment.clone();
        turned.offers.rotate_left(turn % count.max(1));
        let (Some(before), Some(after)) = (offers(commitment, report, card), offers(&turned, report, card)) else {
            return Ok(Verdict::Silent);
        };
        let place = |offer: usize| if offer == 0 { 0 } else { (offer - 1 + count - turn % count) % count + 1 };
        for (index, offer) in before.offers.iter().enumerate() {
            equal("offer", Some(offer), after.offers.get(place(index)))?;
        }
        let key = |one: usize, other: usize, crossing: &pricing::commitment::Crossing| {
            (one, other, crossing.demand, crossing.payment, crossing.other_payment, crossing.used)
        };
        let mut expected: Vec<_> =
            before.crossings.iter().map(|found| key(place(found.one), place(found.other), found)).collect();
        let mut got: Vec<_> = after.crossings.iter().map(|found| key(found.one, found.other, found)).collect();
        expected.sort_unstable();
        got.sort_unstable();
        equal("crossings", expected, got)?;
        Ok(if count > 1 && turn % count > 0 { Verdict::Holds } else { Verdict::Silent })
    });
}
