//! Tests of pricing as a whole.

use super::{MissingRate, earlier_calls, month_and_year_with, month_with, price};
use crate::ladder::Lever;
use crate::money::Usd;
use crate::quantity::{Dollars, Multiple, Requests, Tokens, TokensPerRequest};
use crate::rates::{Buying, InferenceScope, Meter, PromptLength, RateCard};
use crate::report::Owner;
use crate::scenario::{CacheLifetime, Demand, Placement, Scenario, Support, SupportPlan, Workload};

#[test]
fn a_missing_price_is_named_with_its_place() {
    let missing = |scope, buying, meter, lifetimes: &[CacheLifetime]| {
        let missing = MissingRate {
            owner: Owner::Workload(0),
            name: "Some model".to_owned(),
            unknown_model: false,
            placement: Placement::new("some-model", scope, "eu-west-1"),
            buying,
            length: PromptLength::Ordinary,
            meter,
            lifetimes: lifetimes.to_vec(),
            refused_above: None,
        };
        missing.to_string()
    };
    assert_eq!(
        missing(InferenceScope::Global, Buying::Standard, Meter::Input, &[]),
        "no input price for Some model, global"
    );
    assert_eq!(
        missing(InferenceScope::Geographic, Buying::Flex, Meter::Output, &[]),
        "no Flex output price for Some model, geographic, from eu-west-1"
    );
    assert_eq!(
        missing(InferenceScope::InRegion, Buying::SixMonths, Meter::ModelUnit, &[]),
        "no model unit (six months) price for Some model, in eu-west-1"
    );
    let lifetimes = [CacheLifetime::FiveMinutes, CacheLifetime::ThirtyMinutes];
    assert_eq!(
        missing(InferenceScope::Global, Buying::Standard, Meter::CacheWrite1h, &lifetimes),
        "no cache write (1 h) price for Some model, global; its cache writes live 5 minutes or 30 minutes"
    );
}

#[test]
fn calls_before_each_call_add_up() {
    // 0 + 1 + 2 + 3 + 4, and a third call in a quarter of the requests: 1 + 0.25 x 2.
    let before = |calls: &str| earlier_calls(Multiple::parse(calls).unwrap_or_default());
    assert_eq!([before("1"), before("5"), before("2.25")], [0, 100_000, 15_000]);
}

#[test]
fn the_fee_of_a_support_plan_is_on_what_aws_bills() {
    let card = RateCard::newest();
    let workload = |model: &str, scope| {
        let demand = Demand::Monthly { input: Tokens::new(1_000_000_000).unwrap_or_default(), output: Tokens::ZERO };
        Workload::new(model, Placement::new(model, scope, "us-east-1"), demand)
    };
    let workloads =
        vec![workload("claude-sonnet-4.5", InferenceScope::Global), workload("nova-pro", InferenceScope::InRegion)];
    let mut scenario = Scenario::new(card.date(), workloads);
    scenario.services.support =
        Some(Support { plan: SupportPlan::Enterprise, other: Dollars::of_cents(6_000_000).unwrap_or_default() });
    // Claude, which Marketplace bills, costs $3,000, Nova Pro $800; 10% of $800 lie above $60,000.
    let exact = |amount: Usd| amount.exact();
    let report = price(&scenario, &card);
    let found = report.as_ref().map(|report| [report.inference(), report.month(), report.year()].map(exact));
    assert_eq!(found.ok(), Some(["3800", "3880", "46560"].map(str::to_owned)));
    // Priced up to a lever it is the same, and without the services there is no fee.
    let up_to = |levers| {
        month_and_year_with(&super::Prices::new(&scenario, &card, levers), levers).ok().map(|both| both.map(exact))
    };
    assert_eq!(up_to(Lever::Services), Some(["3880", "46560"].map(str::to_owned)));
    assert_eq!(up_to(Lever::Prices), Some(["3800", "45600"].map(str::to_owned)));
    assert_eq!(month_with(&scenario, &card, Lever::Services).ok().map(exact).as_deref(), Some("3880"));
    let ladder = report.ok().and_then(|report| report.year_ladder.ok()).map(|ladder| exact(ladder.end()));
    assert_eq!(ladder.as_deref(), Some("46560"));
}

#[test]
fn no_requests_are_no_number_of_requests() {
    let card = RateCard::newest();
    let requests = |count| {
        let each = TokensPerRequest::new(1_000).unwrap_or_default();
        let requests = Requests::new(count).unwrap_or_default();
        let placement = Placement::new("nova-pro", InferenceScope::InRegion, "us-east-1");
        let workload = Workload::new("One", placement, Demand::Requests { requests, input: each, output: each });
        price(&Scenario::new(card.date(), vec![workload]), &card).ok().and_then(|report| report.requests)
    };
    assert_eq!([requests(0), requests(1)], [None, Some(1)]);
}
