//! Tests of who serves what.

use super::*;
use crate::quantity::{ModelUnits, TokensPerMinute};
use crate::rates::InferenceScope;
use crate::scenario::{CustomModel, CustomServing, Purchase, ReservedTerm, Term};

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
