//! Tests of how a volume is split.

use super::*;
use crate::price::growing;
use crate::quantity::{Requests, Tokens, TokensPerRequest};
use crate::rates::{InferenceScope, RateCard};
use crate::scenario::{Demand, Growth, TypedThreshold};

fn multiple(text: &str) -> Multiple {
    Multiple::parse(text).unwrap_or_default()
}

fn share(text: &str) -> Share {
    Share::parse(text).unwrap_or_default()
}

fn volume(input: u64, output: u64, calls: u64) -> Volume {
    Volume { input: Basis::new(StepKind::Given, input), output: Basis::new(StepKind::Given, output), calls }
}

/// Input, output and calls.
fn counts(volume: &Volume) -> [u64; 3] {
    [volume.input.tokens(), volume.output.tokens(), volume.calls]
}

fn route(model: &str, scope: InferenceScope, region: &str, of: &str) -> Route {
    Route { placement: Placement::new(model, scope, region), share: share(of), token_factor: Multiple::ONE }
}

#[test]
fn a_share_that_is_served_is_rounded_down() {
    let served = |served, offered| Served { served, offered };
    assert_eq!([served(1, 3).of(10), served(2, 3).of(10), served(3, 3).of(10)], [3, 6, 10]);
    // Nothing is served of nothing offered, and no more than there is.
    assert_eq!([served(0, 0).of(10), served(4, 3).of(10)], [0, 10]);
    assert_eq!([served(3, 10).left(), served(12, 10).left(), served(0, 0).left()], [(7, 10), (0, 10), (1, 1)]);
    assert!(served(1, 3).is_below(served(1, 2)));
    assert!(!served(1, 2).is_below(served(1, 3)));
    assert!(!served(1, 2).is_below(served(2, 4)));
}

#[test]
fn what_is_left_goes_to_the_largest_route() {
    use InferenceScope::{Geographic, Global, InRegion};
    let of = |routes: &[Route]| leftover_route(routes);
    let (third, half) = ("1/3", "0.5");
    assert_eq!(of(&[route("a", Global, "b", third), route("b", Global, "b", half)]), Some(1));
    // Of equals by model, then scope, then region, and of equal places the first.
    assert_eq!(of(&[route("b", Global, "b", half), route("a", Global, "b", half)]), Some(1));
    assert_eq!(of(&[route("a", InRegion, "b", half), route("a", Geographic, "b", half)]), Some(1));
    assert_eq!(of(&[route("a", Global, "b", half), route("a", Global, "a", half)]), Some(1));
    assert_eq!(of(&[route("a", Global, "b", half), route("a", Global, "b", half)]), Some(0));
    assert_eq!(of(&[]), None);
}

#[test]
fn routes_take_whole_tokens_and_leave_the_rest() {
    use InferenceScope::Global;
    let routes = [route("a", Global, "b", "1/3"), route("c", Global, "b", "1/3")];
    let all = volume(100, 50, 10);
    let taken = Taken::by(&routes, &all);
    // 33 + 33 of 100, 16 + 16 of 50, 3 + 3 of 10.
    assert_eq!(counts(&taken.rest(&all)), [34, 18, 4]);
    assert_eq!(counts(&taken.route(share("1/3"), &all, false)), [33, 16, 3]);
    assert_eq!(counts(&taken.route(share("1/3"), &all, true)), [67, 34, 7]);
}

#[test]
fn factors_of_a_route_and_of_a_model_multiply() {
    let card = RateCard::newest();
    let model = |factor: &str| {
        let mut model = card.model("nova-pro").cloned();
        if let Some(model) = &mut model {
            model.token_factor = multiple(factor);
        }
        model
    };
    let routed =
        |factor: &str| Route { token_factor: multiple(factor), ..route("a", InferenceScope::Global, "b", "1") };
    let of = |one: &str, other: &str| counted(Some(&routed(one)), model(other).as_ref()).to_string();
    assert_eq!(of("1.3", "0.8"), "1.04");
    // 0.3333 x 0.5 = 0.16665 and 0.3331 x 0.5 = 0.16655, half up; 0.3333 x 0.4 = 0.13332.
    assert_eq!([of("0.3333", "0.5"), of("0.3331", "0.5"), of("0.3333", "0.4")], ["0.1667", "0.1666", "0.1333"]);
    assert_eq!(counted(None, None), Multiple::ONE);
    assert_eq!(counted(Some(&routed("1.3")), None), multiple("1.3"));
    // As another model counts it a text has other tokens, rounded down, and as many calls.
    assert_eq!(counts(&volume(1_001, 99, 7).recounted(multiple("1.3"))), [1_301, 128, 7]);
}

#[test]
fn a_share_of_a_volume_and_its_rest_are_all_of_it() {
    let of = |text: &str| {
        let parts = split(
            &volume(100, 50, 10),
            share(text),
            |share| StepKind::Long { share },
            |long| StepKind::Ordinary { long },
        );
        [parts.0, parts.1].map(|part| part.as_ref().map(counts))
    };
    assert_eq!(of("1/3"), [Some([33, 16, 3]), Some([67, 34, 7])]);
    // Nothing and all of it are no split.
    assert_eq!(of("0"), [None, Some([100, 50, 10])]);
    assert_eq!(of("1"), [Some([100, 50, 10]), None]);
}

#[test]
fn long_calls_take_their_own_part_of_input_and_output() {
    let part = |part, of| growing::Part { part, of };
    let of = |input, calls| {
        let (long, rest) = volume(100, 50, 10).by_call([input, calls]);
        [long, rest].map(|part| part.as_ref().map(counts))
    };
    // Three quarters of the input belong to two of five calls.
    assert_eq!(of(part(3, 4), part(2, 5)), [Some([75, 20, 4]), Some([25, 30, 6])]);
    assert_eq!(of(part(4, 4), part(5, 5)), [Some([100, 50, 10]), None]);
}

#[test]
fn what_is_served_leaves_the_rest_of_a_volume() {
    let left = |served, offered| counts(&volume(100, 50, 10).without(Served { served, offered }));
    assert_eq!(left(1, 3), [67, 34, 7]);
    assert_eq!(left(0, 3), [100, 50, 10]);
    assert_eq!(left(3, 3), [0, 0, 0]);
}

/// Ten requests of three calls each, on model `x`: of 1,000, 1,110 and 1,220 tokens, each with an answer of 100.
fn growing() -> Workload {
    let each = |tokens| TokensPerRequest::new(tokens).unwrap_or_default();
    let requests = Requests::new(10).unwrap_or_default();
    let demand = Demand::Requests { requests, input: each(1_000), output: each(100) };
    Workload {
        growth: Some(Growth { tool_results: each(10) }),
        calls_per_request: multiple("3"),
        ..Workload::new("", Placement::new("x", InferenceScope::Global, "us-east-1"), demand)
    }
}

/// What is asked of model `x` as tokens of a month.
fn monthly(input: u64, output: u64) -> Workload {
    let tokens = |count| Tokens::new(count).unwrap_or_default();
    Workload { demand: Demand::Monthly { input: tokens(input), output: tokens(output) }, growth: None, ..growing() }
}

/// Sees the one part of a workload without routes, where the prompts of model `x` are long above so many tokens.
fn of_part<T>(workload: &Workload, above: u64, see: impl Fn(Part<'_>, &Scenario, &Prices<'_>) -> T) -> Vec<T> {
    let card = RateCard::newest();
    let mut scenario = Scenario::new(card.date(), vec![workload.clone()]);
    let above = TokensPerRequest::new(above).unwrap_or_default();
    scenario.thresholds = vec![TypedThreshold { model: "x".to_owned(), above }];
    let prices = Prices::new(&scenario, &card, Lever::Prices);
    let parts = of(&prices, workload, Lever::Prices, Steps::Left);
    parts.into_iter().map(|part| see(part, &scenario, &prices)).collect()
}

#[test]
fn what_capacity_serves_is_taken_out_of_a_part() {
    let own = monthly(1_000, 300);
    // Three calls of each: 3,000 and 900. A quarter of the input is served, and a half of the output.
    let left = of_part(&own, 1, |mut part, _, _| {
        part.overflow(&|count| count / 4, &|count| count / 2);
        counts(part.volume())
    });
    assert_eq!(left, [[2_250, 450, 0]]);
    // Of 10 x (1,000 + 1,110 + 1,220), 10 x 300 and 10 x 3 calls, which are served as the input is: 8,325, 1,500 and 7.
    let left = of_part(&growing(), 1, |mut part, _, _| {
        part.overflow(&|count| count / 4, &|count| count / 2);
        counts(part.volume())
    });
    assert_eq!(left, [[24_975, 1_500, 23]]);
}

#[test]
fn the_long_share_says_what_is_long_where_no_call_is() {
    let long = |above, said: &str| {
        let own = Workload { long_prompts: share(said), ..growing() };
        let pieces = of_part(&own, above, |part, scenario, prices| {
            let pieces = part.pieces_by_request(&own, scenario, prices, Lever::Prices, &|_, _| None);
            pieces.iter().map(|piece| (piece.length, counts(&piece.volume))).collect::<Vec<_>>()
        });
        pieces.concat()
    };
    let (ordinary, long_prompt) = (PromptLength::Ordinary, PromptLength::Long);
    // The third call is above 1,219: 1,220 of 3,330 tokens of a request, and one of three answers and calls.
    let third = [(ordinary, [21_100, 2_000, 20]), (long_prompt, [12_200, 1_000, 10])];
    assert_eq!(long(1_219, "0.5"), third);
    // None is above its own length: a half is long, as is said, and nothing where nothing is.
    let half = [(ordinary, [16_650, 1_500, 15]), (long_prompt, [16_650, 1_500, 15])];
    assert_eq!(long(1_220, "0.5"), half);
    assert_eq!(long(1_220, "0"), [(ordinary, [33_300, 3_000, 30])]);
}

#[test]
fn a_model_refuses_prompts_that_are_longer_than_it_takes() {
    let (ordinary, long) = (PromptLength::Ordinary, PromptLength::Long);
    let refused = |own: &Workload, above, length, limits: [u32; 3]| {
        of_part(own, above, |part, _, _| limits.map(|limit| part.is_refused(own, length, limit))).concat()
    };
    // The longest call has 1,220 tokens: just that much is taken.
    assert_eq!(refused(&growing(), 1, ordinary, [1_219, 1_220, 1_221]), [true, false, false]);
    // Of tokens of a month it is known of the long ones where their threshold is no lower than the limit.
    let said = Workload { long_prompts: share("0.5"), ..monthly(5_000, 0) };
    assert_eq!(refused(&said, 1_000, long, [999, 1_000, 1_001]), [true, true, false]);
    assert_eq!(refused(&said, 1_000, ordinary, [999, 1_000, 1_001]), [false; 3]);
    // Where requests don't grow their own length says it: 1,000 tokens.
    let alike = Workload { growth: None, ..growing() };
    assert_eq!(refused(&alike, 1, ordinary, [999, 1_000, 1_001]), [true, false, false]);
}
