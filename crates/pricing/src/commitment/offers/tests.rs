//! Tests of offers side by side, and of their curves.

use super::super::{Curves, Turn, Vary, curves, spend_at};
use super::*;
use crate::price::price;
use crate::quantity::{Dollars, Months, Tokens, Years};
use crate::rates::InferenceScope;
use crate::scenario::{CommitmentYear, Demand, Placement, Rules, Scenario, Workload};

fn multiple(text: &str) -> Multiple {
    Multiple::parse(text).unwrap_or_default()
}

fn whole(dollars: u64) -> Dollars {
    Dollars::of_cents(dollars * 100).unwrap_or_default()
}

fn usd(dollars: u64) -> Usd {
    whole(dollars).usd()
}

fn offer(commitment: u64, discount: &str) -> Offer {
    Offer { commitment: whole(commitment), discount: multiple(discount), ..Offer::default() }
}

/// $10.0M promised at 12%, with $8.5M without AI and none with it.
fn contract(offers: &[Offer]) -> Commitment {
    let year = CommitmentYear {
        commitment: whole(10_000_000),
        organic: Some(whole(8_500_000)),
        discount: multiple("0.12"),
        ai: Some(Dollars::default()),
        ..CommitmentYear::default()
    };
    Commitment { years: vec![year], offers: offers.to_vec(), ..Commitment::default() }
}

fn report() -> Option<Report> {
    let card = RateCard::newest();
    let placement = Placement::new("nova-pro", InferenceScope::InRegion, "us-east-1");
    let demand = Demand::Monthly { input: Tokens::ZERO, output: Tokens::ZERO };
    price(&Scenario::new(card.date(), vec![Workload::new("", placement, demand)]).under(Rules::V1), &card).ok()
}

fn compared(commitment: &Commitment) -> Option<Offers> {
    offers(commitment, &report()?, &RateCard::newest())
}

fn drawn(commitment: &Commitment) -> Option<Curves> {
    let (report, card) = (report()?, RateCard::newest());
    curves(commitment, &offers(commitment, &report, &card)?.standings, &report, &card)
}

#[test]
fn the_best_offer_is_the_one_that_saves_most() {
    // The contract is paid at $10.0M, the first at $14.0M, the second at $9.0M, whatever the forecast.
    let commitment = contract(&[offer(14_000_000, "0.15"), offer(9_000_000, "0.13")]);
    let Some(all) = compared(&commitment) else { unreachable!() };
    assert_eq!([0, 1, 2].map(|forecast| all.best_at(forecast)), [Some(1); 3]);
    assert_eq!(all.best_expected(), Some(1));
    // Without a commitment 6.8, 8.5 and 10.2 are paid, 8.5 of them on the mean.
    assert_eq!([0, 1, 2].map(|forecast| all.cheapest_at(forecast)), [0, 0, 2]);
    assert_eq!(all.cheapest_expected(), 0);
    assert_eq!(all.offers.iter().map(|offer| offer.years).collect::<Vec<_>>(), [0, 1, 1]);
    assert_eq!(all.offers.iter().map(|offer| offer.promised).collect::<Vec<_>>(), [0, 14_000_000, 9_000_000].map(usd));
    // From 0.6 to 1.4 in steps of 0.02.
    let points = all.offers.first().map(|offer| offer.points.as_slice()).unwrap_or_default();
    assert_eq!(
        (points.len(), points.first(), points.last()),
        (41, Some(&(6_000, usd(5_100_000))), Some(&(14_000, usd(11_900_000))))
    );
}

#[test]
fn of_equals_the_contract_and_then_the_first_is_kept() {
    let best = |offers: &[Offer]| compared(&contract(offers)).map(|all| (all.best_at(1), all.best_expected()));
    let (same, better) = (offer(10_000_000, "0.12"), offer(9_000_000, "0.12"));
    assert_eq!(best(&[same.clone(), same.clone()]), Some((None, None)));
    assert_eq!(best(&[same, better.clone(), better]), Some((Some(1), Some(1))));
    // Nothing promised and no discount is what there is without a commitment.
    let Some(all) = compared(&contract(&[offer(0, "0")])) else { unreachable!() };
    assert_eq!((all.cheapest_at(1), all.cheapest_expected()), (0, 0));
}

#[test]
fn one_overtakes_another_where_it_becomes_cheaper() {
    let Some(all) = compared(&contract(&[offer(14_000_000, "0.15"), offer(9_000_000, "0.13")])) else { unreachable!() };
    // 8.5 x 1.0588 = 8.9998 is below 9, 8.5 x 1.0589 = 9.00065 above. $9,000,650 at 13% off retire $7,830,565.50.
    let retired_more = usd(7_830_565) + Usd::of_cents(50);
    let (payment, other_payment) = (usd(9_000_000), usd(9_000_650));
    let crossing = Crossing { one: 2, other: 0, demand: 10_589, payment, other_payment, used: None, retired_more };
    assert_eq!(all.crossings, core::slice::from_ref(&crossing));
    assert_eq!(all.promised_more(&crossing), Some(usd(9_000_000)));
    assert_eq!(all.promised_more(&Crossing { one: 3, ..crossing }), None);
}

#[test]
fn what_costs_the_same_overtakes_nothing() {
    // From 9.0 and 10.2 of spend on, which the points of the range reach, each costs what there is without a commitment.
    let Some(all) = compared(&contract(&[offer(9_000_000, "0"), offer(10_200_000, "0")])) else { unreachable!() };
    assert_eq!(all.crossings, []);
    // 8.5 x 1.0589 are just what is promised: cheaper is only what comes after.
    let Some(all) = compared(&contract(&[offer(9_000_650, "0.13")])) else { unreachable!() };
    assert_eq!(all.crossings.iter().map(|crossing| crossing.demand).collect::<Vec<_>>(), [10_590]);
}

#[test]
fn what_is_promised_more_is_used_in_part() {
    // 11 promised at 20% off, against 9 without a discount, both for a year: above 11 of spend without AI the first is cheaper.
    let Some(all) = compared(&contract(&[offer(9_000_000, "0"), offer(11_000_000, "0.2")])) else { unreachable!() };
    let found = all.crossings.iter().find(|crossing| (crossing.one, crossing.other) == (2, 1));
    // 8.5 x 1.2941 = 10.99985, 8.5 x 1.2942 = 11.0007, of which 8.80056 are paid at 20% off and 11 are due.
    assert_eq!(
        found.map(|found| (found.demand, found.payment, found.other_payment)),
        Some((12_942, usd(11_000_000), usd(11_000_700)))
    );
    // Of 11 and 9 promised; 8,800,560 less 9,000,000 of 2,000,000.
    assert_eq!(found.and_then(|found| all.promised_more(found)), Some(usd(2_000_000)));
    assert_eq!(found.and_then(|found| found.used), Some(Decimal::new(-9_972, 5)));
}

#[test]
fn offers_are_compared_over_the_longest_of_them() {
    let years = |years| Years::new(years).unwrap_or_default();
    let long = Offer { years: years(3), growth: multiple("1.5"), ..offer(8_000_000, "0.1") };
    let Some(all) = compared(&contract(&[offer(9_000_000, "0.13"), long.clone()])) else { unreachable!() };
    assert_eq!(all.horizon, 3);
    // 8 + 12 + 18; the contract promises in its first year alone.
    assert_eq!(all.offers.get(2).map(|offer| (offer.years, offer.promised)), Some((3, usd(38_000_000))));
    assert_eq!((all.contract.years, all.contract.promised), (1, usd(10_000_000)));
    // Of spend that doesn't grow 7.65 are paid a year, and 8, 12 and 18 are due.
    let likely = all.offers.get(2).and_then(|offer| offer.forecasts.get(1));
    assert_eq!(
        likely.map(|likely| (likely.payment, likely.shortfall, likely.retired)),
        Some((usd(38_000_000), usd(38_000_000 - 3 * 7_650_000), usd(3 * 7_650_000)))
    );
    // The contract costs 10, and then 8.5 without a discount.
    assert_eq!(all.contract.forecasts.get(1).map(|likely| likely.payment), Some(usd(27_000_000)));
    // What is promised is bounded in every year.
    let bounded = |commitment| {
        let offer = Offer { commitment: whole(commitment), ..long.clone() };
        compared(&contract(&[offer])).is_some()
    };
    // 44,444,444,444 x 1.5 x 1.5 is just below 10^11 dollars.
    assert_eq!([bounded(44_444_444_444), bounded(44_444_444_445)], [true, false]);
    assert_eq!(compared(&contract(&[])), None);
    assert_eq!(compared(&Commitment { years: Vec::new(), ..contract(&[long]) }), None);
}

#[test]
fn what_is_carried_forward_is_carried_on() {
    let years = Years::new(3).unwrap_or_default();
    let offer = Offer { years, growth: multiple("1.05"), ..offer(8_000_000, "0") };
    let of = |carries_forward| {
        let all = compared(&Commitment { carries_forward, ..contract(core::slice::from_ref(&offer)) })?;
        let likely = all.offers.get(1)?.forecasts.get(1)?;
        let of_years: Usd = likely.years.iter().map(YearOutlook::shortfall).sum();
        Some([likely.payment, likely.shortfall, of_years])
    };
    // 8.5 a year against 8, 8.4 and 8.82: 0.5 is carried, then 0.6, which fills the 0.32 that are missed without it.
    assert_eq!(of(true), Some([25_500_000, 0, 0].map(usd)));
    assert_eq!(of(false), Some([25_820_000, 320_000, 320_000].map(usd)));
}

#[test]
fn credits_are_used_within_their_months() {
    let months = |months| Months::new(months).unwrap_or_default();
    let of = |credits, within, lower| {
        let years = Years::new(2).unwrap_or_default();
        let offer = Offer { credits: whole(credits), credit_months: months(within), years, ..offer(0, "0") };
        let commitment = Commitment { credits_lower_retirement: lower, ..contract(&[offer]) };
        compared(&commitment)?.offers.get(1)?.forecasts.get(1).cloned()
    };
    let by_year = |likely: Forecasted| likely.years.iter().map(|year| year.retired_with).collect::<Vec<_>>();
    let years = |credits, within, lower| of(credits, within, lower).map(by_year);
    let of = |credits, within, lower| {
        of(credits, within, lower).map(|likely| (likely.payment, likely.credits, likely.retired))
    };
    // Two years of 8.5 without a discount. Credits of a million are used, whatever the months.
    assert_eq!(of(1_000_000, 1, false).map(|(_, used, _)| used), Some(usd(708_333) + Usd::of_cents(33)));
    assert_eq!(of(1_000_000, 12, false), Some((usd(16_000_000), usd(1_000_000), usd(17_000_000))));
    // Within 12 months at most 8.5, within 18 a half of the second year more, within two years all 17.
    assert_eq!(of(20_000_000, 12, false).map(|(_, used, _)| used), Some(usd(8_500_000)));
    assert_eq!(of(20_000_000, 18, false).map(|(_, used, _)| used), Some(usd(12_750_000)));
    assert_eq!(of(20_000_000, 60, false).map(|(payment, used, _)| (payment, used)), Some((Usd::ZERO, usd(17_000_000))));
    // Where the contract says so, what they pay doesn't retire.
    assert_eq!(of(1_000_000, 12, true).map(|(_, _, retired)| retired), Some(usd(16_000_000)));
    assert_eq!(of(20_000_000, 12, true).map(|(_, _, retired)| retired), Some(usd(8_500_000)));
    // They are used once: 8.5 less 1.0, then 8.5.
    assert_eq!(years(1_000_000, 24, true), Some([7_500_000, 8_500_000].map(usd).to_vec()));
    // What they pay can be more than what retires, which is nothing then and no debt.
    let plan = Plan::none(&Commitment { credits_lower_retirement: true, ..Commitment::default() }, &[]);
    assert_eq!([4, 5, 7].map(|credits| plan.retired(usd(5), usd(credits))), [1, 0, 0].map(usd));
}

#[test]
fn an_offer_is_asked_for_what_makes_it_no_dearer() {
    let ask = |offer: Offer| {
        let all = compared(&contract(&[offer]))?;
        let standing = all.standings.first()?;
        Some((standing.discount_to_ask, standing.commitment_worth))
    };
    // 14 are due at any discount; 9 cost less than the contract's 10 at none. Up to 10 could be promised either way.
    let worth = Some(whole(10_000_000));
    assert_eq!(ask(offer(14_000_000, "0.15")), Some((None, worth)));
    assert_eq!(ask(offer(9_000_000, "0.13")), Some((Some(Multiple::ZERO), worth)));
    // 17 in two years against 10 and 8.5: 18.5 at most. Promising 9.25 in each.
    let years = Years::new(2).unwrap_or_default();
    assert_eq!(ask(Offer { years, ..offer(0, "0") }), Some((Some(Multiple::ZERO), Some(whole(9_250_000)))));
}

#[test]
fn a_forecast_weighs_as_much_as_it_says() {
    let mut forecasts = Commitment::default().forecasts.all();
    let amounts = [100, 200, 400].map(usd);
    // A quarter of 100 and 400, a half of 200.
    assert_eq!(weighted(&forecasts, &amounts), usd(225));
    for (forecast, weight) in forecasts.iter_mut().zip(["0", "0.5", "1"]) {
        forecast.weight = multiple(weight);
    }
    // (100 + 400) / 1.5, and for one alone all of it.
    assert_eq!(weighted(&forecasts, &amounts).rounded(), Decimal::new(33_333, 2));
    for forecast in forecasts.iter_mut().skip(1) {
        forecast.weight = Multiple::ZERO;
    }
    if let Some(first) = forecasts.first_mut() {
        first.weight = multiple("0.5");
    }
    assert_eq!(weighted(&forecasts, &amounts), usd(100));
}

#[test]
fn the_least_number_is_found_by_halving() {
    for from in [0, 700] {
        for wanted in 1..=200 {
            assert_eq!(least(from, 200, &|number| number >= from + wanted), from + wanted);
        }
    }
}

#[test]
fn a_picture_reaches_beyond_the_turns() {
    let Some(far) = drawn(&contract(&[offer(14_000_000, "0.15"), offer(9_000_000, "0.13")])) else { unreachable!() };
    // The contract costs more than 14.0 from 1.8717 times on: a fifth further is 2.2460. At the lower end 0.7 is enough.
    let ends = |curves: &Curves| (curves.points.first().map(|it| it.spend), curves.points.last().map(|it| it.spend));
    assert_eq!(ends(&far), (Some(usd(5_950_000)), Some(usd(19_091_000))));
    // 61 points, and the present spend between two of them.
    assert_eq!(far.points.len(), 62);
    assert_eq!(far.saves(1), Some(usd(1_000_000)));
    assert_eq!(far.saves(2), None);
    assert_eq!(far.at(12_000), usd(10_200_000));
    // 3.0 are what the contract costs at 3.409 / 8.5 = 0.4011 times: four fifths of that is where the picture begins.
    let low = Commitment {
        years: contract(&[]).years.into_iter().map(|year| CommitmentYear { commitment: whole(0), ..year }).collect(),
        ..contract(&[offer(3_000_000, "0.2")])
    };
    let Some(low) = drawn(&low) else { unreachable!() };
    // 8.5 x 0.4011 x 0.88 = 3.0002: 0.4011 x 0.8 = 0.3208.
    assert_eq!(ends(&low), (Some(usd(2_726_800)), Some(usd(11_900_000))));
    // Where nothing turns, from 0.7 to 1.4 times.
    let Some(plain) = drawn(&contract(&[offer(9_000_000, "0.13")])) else { unreachable!() };
    assert_eq!(ends(&plain), (Some(usd(5_950_000)), Some(usd(11_900_000))));
}

#[test]
fn an_offer_is_held_against_the_contract_at_the_present_spend() {
    let Some(curves) = drawn(&contract(&[offer(0, "0")])) else { unreachable!() };
    // 8.5 without a commitment against 10. At the least spend, 5.95, it would be 4.05.
    assert_eq!(curves.saves(0), Some(usd(1_500_000)));
    assert_eq!(curves.points.first().map(|point| point.contract), Some(usd(10_000_000)));
    // A spend at so much of it, to the cent, half up: 0.333 and 0.335.
    assert_eq!([spend_at(usd(8_500_000), 12_000), spend_at(usd(1), 3_330)], [usd(10_200_000), Usd::of_cents(33)]);
    assert_eq!(spend_at(usd(1), 3_350), Usd::of_cents(34));
}

#[test]
fn an_offer_pays_where_it_is_cheaper_and_not_where_it_costs_the_same() {
    // The same is promised at 13% as at 12%: until the contract costs more, both are paid at 10.
    let Some(all) = compared(&contract(&[offer(10_000_000, "0.13")])) else { unreachable!() };
    let Some(standing) = all.standings.first() else { unreachable!() };
    // 8.5 x 1.3368 x 0.88 = 9.999264, and 8.5 x 1.3369 = 11.36365, of which the contract's 0.88 are 10.000012.
    let turn = Turn {
        demand: 13_369,
        cheaper: true,
        spend: usd(11_363_650),
        ai: Usd::ZERO,
        payment: usd(10_000_000),
        contract_payment: usd(10_000_012),
    };
    assert_eq!(standing.turns, [vec![turn], Vec::new(), vec![turn]]);
    assert_eq!(Vary::ALL.map(|vary| standing.pays_above(vary).copied()), [Some(turn), None, Some(turn)]);
    assert_eq!(standing.saves, [0, 0, 0].map(usd));
}
