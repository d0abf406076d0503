//! Tests of who serves what.

use super::*;
use crate::money::{Rate, Unit};
use crate::quantity::{Hours, ModelUnits, Share, Tokens, TokensPerMinute};
use crate::rates::InferenceScope;
use crate::scenario::{
    CacheLifetime, Caching, CustomModel, CustomServing, Demand, Purchase, ReservedTerm, Term, TypedPrice,
};

fn rate(count: u64) -> TokensPerMinute {
    TokensPerMinute::new(count).unwrap_or_default()
}

fn placement(model: &str, region: &str) -> Placement {
    Placement::new(model, InferenceScope::Global, region)
}

fn purchase(model: &str, reserved: bool, serves: Option<Vec<usize>>) -> Purchase {
    let throughput = Throughput::Blended(rate(1));
    let bought = if reserved {
        Bought::Reserved { input: rate(100_000), output: rate(10_000), term: ReservedTerm::OneMonth }
    } else {
        Bought::Units { units: ModelUnits::default(), term: Term::None, throughput }
    };
    Purchase { placement: placement(model, "us-east-1"), bought, serves, load: Load::Flat }
}

fn scenario(purchases: &[Purchase]) -> Scenario {
    let mut scenario = Scenario::new(RateCard::newest().date(), Vec::new());
    scenario.capacity.purchases = purchases.to_vec();
    scenario
}

/// Who serves an ordinary prompt on demand of a workload on model `x` in us-east-1.
fn serves(scenario: &Scenario, workload: usize) -> Option<usize> {
    purchase_of(scenario, workload, &placement("x", "us-east-1"), Buying::Standard, PromptLength::Ordinary)
}

#[test]
fn the_side_that_fills_a_unit_first_binds() {
    // Of 10 in and 1 out a minute, 100 in and 10 out fill it alike: then it is the input.
    assert!(input_binds((100, 10), (10, 1)) && !input_binds((99, 10), (10, 1)) && input_binds((100, 9), (10, 1)));
    // 100 x 3 and 30 x 10 are alike too, 99 x 3 is less.
    assert!(input_binds((100, 30), (10, 3)) && !input_binds((99, 30), (10, 3)));
    let split = Throughput::Split { input: rate(10), output: rate(1) };
    assert_eq!([binding(split, 100, 10), binding(split, 99, 10)], [(100, 10), (10, 1)]);
    assert_eq!(binding(Throughput::Blended(rate(7)), 99, 10), (109, 7));
}

#[test]
fn requests_are_served_as_far_as_the_tighter_side_does() {
    let side = |offered, unit| Sizing::new(vec![offered], offered, unit, 1);
    let served = |input, output| {
        let Served { served, offered } = requests_served(&(input, output));
        (served, offered)
    };
    assert_eq!(served(side(100, 50), Some(side(10, 8))), (50, 100));
    assert_eq!(served(side(100, 90), Some(side(10, 8))), (8, 10));
    // Of both alike the first is as good; a side without tokens holds nothing up, and units have one side.
    assert_eq!(served(side(100, 80), Some(side(10, 8))), (80, 100));
    assert_eq!(served(side(0, 50), Some(side(10, 8))), (8, 10));
    assert_eq!(served(side(100, 50), Some(side(0, 8))), (50, 100));
    assert_eq!(served(side(0, 50), None), (1, 1));
    assert_eq!(served(side(100, 30), None), (30, 100));
}

#[test]
fn the_first_purchase_that_may_serve_does() {
    let all = scenario(&[purchase("y", false, None), purchase("x", false, Some(vec![1])), purchase("x", false, None)]);
    assert_eq!([0, 1].map(|workload| serves(&all, workload)), [Some(2), Some(1)]);
    let of = |model| first_purchase(&all.capacity, 1, model);
    assert_eq!([of("x"), of("y"), of("z")], [Some(1), Some(0), None]);
    // What a custom model serves no purchase does.
    let mut custom = all.clone();
    let units = CustomServing::Units;
    custom.capacity.customs =
        vec![CustomModel { workload: Some(1), serving: units, ..CustomModel::new(placement("y", "us-east-1")) }];
    assert_eq!([0, 1].map(|workload| serves(&custom, workload)), [Some(2), None]);
}

#[test]
fn units_serve_their_model_anywhere_and_a_reservation_its_place() {
    let of = |reserved, region, buying, length| {
        let scenario = scenario(&[purchase("x", reserved, None)]);
        purchase_of(&scenario, 0, &placement("x", region), buying, length).is_some()
    };
    let (standard, flex, batch) = (Buying::Standard, Buying::Flex, Buying::Batch);
    let (ordinary, long) = (PromptLength::Ordinary, PromptLength::Long);
    for (region, buying, length, by_units, by_reservation) in [
        ("us-east-1", standard, ordinary, true, true),
        ("us-east-1", flex, ordinary, true, true),
        ("us-east-1", standard, long, true, false),
        ("us-west-2", standard, ordinary, true, false),
        ("us-east-1", batch, ordinary, false, false),
    ] {
        let found = [false, true].map(|reserved| of(reserved, region, buying, length));
        assert_eq!(found, [by_units, by_reservation], "{region} {buying:?} {length:?}");
    }
    // Where batch jobs run as ordinary calls, units serve them too.
    for (reserved, served) in [(false, Some(0)), (true, None)] {
        let mut scenario = scenario(&[purchase("x", reserved, None)]);
        scenario.capacity.batch_on_units = true;
        assert_eq!(purchase_of(&scenario, 0, &placement("x", "us-east-1"), batch, ordinary), served);
    }
}

const CLAUDE: &str = "claude-sonnet-4.5";

fn workload(model: &str, input: u64, output: u64) -> Workload {
    let tokens = |count| Tokens::new(count).unwrap_or_default();
    let demand = Demand::Monthly { input: tokens(input), output: tokens(output) };
    Workload::new("", placement(model, "us-east-1"), demand)
}

fn typed(model: &str, meter: Meter, dollars: i64) -> TypedPrice {
    let Ok(rate) = Rate::new(Decimal::from(dollars), Unit::MillionTokens) else { unreachable!() };
    let (buying, length) = (Buying::Standard, PromptLength::Ordinary);
    TypedPrice { model: model.to_owned(), place: None, buying, length, meter, rate }
}

/// One unit of model `x` with so much input and output a minute, for an hour; half of what is asked runs as batch, on the unit.
fn with_batch(throughput: Throughput) -> Scenario {
    let bought = Bought::Units { units: ModelUnits::default(), term: Term::None, throughput };
    let mut scenario = scenario(&[Purchase { bought, ..purchase("x", false, None) }]);
    scenario.workloads = vec![Workload { batch: Share::of_ten_thousand(5_000), ..workload("x", 6_000, 600) }];
    scenario.capacity.hours = Hours::new(1).unwrap_or_default();
    scenario.capacity.batch_on_units = true;
    scenario
}

#[test]
fn batch_takes_what_units_have_left_of_the_side_that_binds() {
    let of = |throughput| {
        let (scenario, card) = (with_batch(throughput), RateCard::newest());
        let serving = Serving::of(&scenario, &card, Lever::Prices)?;
        let by = |buying| serving.by(0, &placement("x", "us-east-1"), buying, PromptLength::Ordinary);
        Some([by(Buying::Standard)?, by(Buying::Batch)?])
    };
    let split = |input, output| Throughput::Split { input: rate(input), output: rate(output) };
    let units = |served, offered| By::Units(Served { served, offered });
    // 3,000 in and 300 out run on demand, as much as batch. Of 6,000 and 360 in an hour output binds: 300, and 60 of 300 are left.
    assert_eq!(of(split(100, 6)), Some([units(300, 300), units(60, 300)]));
    // Of 3,600 and 600 input binds: 3,000, and 600 of 3,000 are left.
    assert_eq!(of(split(60, 10)), Some([units(3_000, 3_000), units(600, 3_000)]));
    // Together they are 3,300 of 3,600, and 300 of 3,300 are left.
    assert_eq!(of(Throughput::Blended(rate(60))), Some([units(3_300, 3_300), units(300, 3_300)]));
}

#[test]
fn the_part_that_is_used_is_that_of_all_that_is_bought() {
    let card = RateCard::newest();
    let of = |scenario: &Scenario, index| utilisation(scenario, &card, index).map(|share| share.to_string());
    let split = Throughput::Split { input: rate(100), output: rate(6) };
    // 300 of 360; batch isn't part of the load.
    let second = with_batch(split);
    assert_eq!([of(&second, 0), of(&second, 1)], [Some("0.833333333333".to_owned()), None]);
    // By the first rules it is: 600 of 360, all that there is.
    assert_eq!(of(&second.under(Rules::V1), 0), Some("1".to_owned()));
}

#[test]
fn what_units_and_reservations_are_held_against() {
    let card = RateCard::newest();
    let cached = Share::of_ten_thousand(5_000);
    let (lifetime, hour_share) = (CacheLifetime::FiveMinutes, Share::NONE);
    let caching = Caching::Share { cached, reads_per_write: None, lifetime, hour_share };
    let of = |reserved, at| {
        let mut scenario = scenario(&[purchase(CLAUDE, reserved, None)]);
        scenario.workloads = vec![Workload { caching, ..workload(CLAUDE, 1_000_000_000, 100_000_000) }];
        scenario.prices = vec![typed(CLAUDE, Meter::Input, 2)];
        costs_by_request(&scenario, &card, 0, at)
    };
    let dollars = |each: [u64; 2]| Some(each.map(|whole| Usd::of_cents(whole * 100)));
    // On the card $3 in, $0.30 from cache and $15 out. At list units are held against 1,000 x 3 + 100 x 15, without a cache.
    assert_eq!(of(false, At::List), dollars([4_500, 0]));
    // At the typed $2 and as it is cached: 500 x 2 + 500 x 0.30 + 1,500.
    assert_eq!([At::Standard, At::Own].map(|at| of(false, at)), [dollars([2_650, 0]); 2]);
    // A reservation has sides, and cache reads count on neither: 500 x 3, or 500 x 2, and 1,500.
    assert_eq!(of(true, At::List), dollars([1_500, 1_500]));
    assert_eq!([At::Standard, At::Own].map(|at| of(true, at)), [dollars([1_000, 1_500]); 2]);
}

#[test]
fn what_is_not_asked_needs_no_price_to_be_held_against() {
    let card = RateCard::newest();
    let of = |output, at| {
        let mut scenario = scenario(&[purchase("x", false, None)]);
        scenario.workloads = vec![workload("x", 1_000_000, output)];
        scenario.prices = vec![typed("x", Meter::Input, 2)];
        costs_by_request(&scenario, &card, 0, at)
    };
    // 1M in at $2; of output no price is known.
    let two = Some([Usd::of_cents(200), Usd::ZERO]);
    assert_eq!([At::List, At::Own].map(|at| of(0, at)), [two, two]);
    assert_eq!([At::List, At::Own].map(|at| of(1, at)), [None, None]);
}
