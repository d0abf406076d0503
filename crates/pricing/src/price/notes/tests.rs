//! Tests of what is said beside the figures. Model `x` and model `y` are on no card: all their prices are typed.

mod assumptions;
mod capacity;

use super::*;
use crate::money::{Rate, Unit};
use crate::price::price;
use crate::quantity::{ModelUnits, Multiple, Requests, Tokens, TokensPerMinute, TokensPerRequest};
use crate::rates::Buying;
use crate::report::Report;
use crate::scenario::{CacheLifetime, CustomModel, Demand, Load, Place, ReservedTerm, Route, Throughput, TypedPrice};
use rust_decimal::Decimal;

fn placement(model: &str, region: &str) -> Placement {
    Placement::new(model, InferenceScope::Global, region)
}

fn workload(model: &str, input: u64, output: u64) -> Workload {
    let tokens = |count| Tokens::new(count).unwrap_or_default();
    let demand = Demand::Monthly { input: tokens(input), output: tokens(output) };
    Workload::new("", placement(model, "us-east-1"), demand)
}

/// Requests of so many tokens each.
fn requests(model: &str, input: u64) -> Workload {
    let each = |tokens| TokensPerRequest::new(tokens).unwrap_or_default();
    let requests = Requests::new(1_000).unwrap_or_default();
    Workload { demand: Demand::Requests { requests, input: each(input), output: each(0) }, ..workload(model, 0, 0) }
}

/// A price, at a place or everywhere.
fn typed(model: &str, buying: Buying, meter: Meter, dollars: u32, region: Option<&str>) -> TypedPrice {
    let unit = match (buying, meter) {
        (Buying::Import, _) => Unit::ImportUnitMinute,
        (_, Meter::ModelUnit) => Unit::ModelUnitHour,
        _ => Unit::MillionTokens,
    };
    let Ok(rate) = Rate::new(Decimal::from(dollars), unit) else { unreachable!() };
    let place = region.map(|region| Place { scope: InferenceScope::Global, region: region.to_owned() });
    TypedPrice { model: model.to_owned(), place, buying, length: PromptLength::Ordinary, meter, rate }
}

fn input(model: &str, region: Option<&str>) -> TypedPrice {
    typed(model, Buying::Standard, Meter::Input, 1, region)
}

fn scenario(workloads: Vec<Workload>, prices: Vec<TypedPrice>) -> Scenario {
    Scenario { prices, ..Scenario::new(RateCard::newest().date(), workloads) }
}

fn report(scenario: &Scenario) -> Report {
    let report = price(scenario, &RateCard::newest());
    let Ok(report) = report else { unreachable!() };
    report
}

fn said(scenario: &Scenario) -> Vec<Notice> {
    report(scenario).notices
}

/// The typed prices that nothing uses, by their index.
fn unused(scenario: &Scenario) -> Vec<usize> {
    let index = |notice: Notice| if let Notice::UnusedPrice { price } = notice { Some(price) } else { None };
    said(scenario).into_iter().filter_map(index).collect()
}

fn units(model: &str) -> Purchase {
    Purchase {
        placement: placement(model, "us-east-1"),
        bought: Bought::Units {
            units: ModelUnits::default(),
            term: Term::OneMonth,
            throughput: Throughput::Blended(TokensPerMinute::new(1).unwrap_or_default()),
        },
        serves: None,
        load: Load::Flat,
    }
}

/// Prices of a model's units without a commitment, for a month and for six.
fn terms(model: &str, dollars: [Option<u32>; 3]) -> Vec<TypedPrice> {
    let all = Term::ALL.into_iter().zip(dollars);
    all.filter_map(|(term, dollars)| Some(typed(model, term.buying(), Meter::ModelUnit, dollars?, None))).collect()
}

#[test]
fn a_typed_price_that_nothing_uses_is_named() {
    let x = || workload("x", 1_000_000, 0);
    let of = |prices: &[TypedPrice]| unused(&scenario(vec![x()], prices.to_vec()));
    assert_eq!(of(&[input("x", None)]), Vec::<usize>::new());
    // Another meter, another model, another way of buying, another length.
    let long = TypedPrice { length: PromptLength::Long, ..input("x", None) };
    let output = typed("x", Buying::Standard, Meter::Output, 1, None);
    let batch = typed("x", Buying::Batch, Meter::Input, 1, None);
    for other in [output, input("y", None), batch, long] {
        assert_eq!(of(&[other.clone(), input("x", None)]), [0], "{other:?}");
    }
    // Of two alike the first holds, and one for this place goes before one for every place.
    assert_eq!(of(&[input("x", None), input("x", None)]), [1]);
    assert_eq!(of(&[input("x", None), input("x", Some("us-east-1"))]), [0]);
    assert_eq!(of(&[input("x", Some("us-east-1")), input("x", None)]), [1]);
    assert_eq!(of(&[input("x", Some("us-west-2")), input("x", None)]), [0]);
    // It is used where another place has none.
    let west = Workload { placement: placement("x", "us-west-2"), ..x() };
    assert_eq!(
        unused(&scenario(vec![x(), west], vec![input("x", Some("us-east-1")), input("x", None)])),
        Vec::<usize>::new()
    );
    // One of another meter for this place takes nothing from it.
    let output = typed("x", Buying::Standard, Meter::Output, 1, Some("us-east-1"));
    assert_eq!(unused(&scenario(vec![workload("x", 1, 1)], vec![input("x", None), output])), Vec::<usize>::new());
}

#[test]
fn prices_of_other_terms_are_used_to_compare() {
    let with = |model: &str| {
        let prices =
            [vec![input("x", None)], terms("x", [Some(3), Some(2), Some(1)]), terms(model, [Some(3), None, None])];
        let mut scenario = scenario(vec![workload("x", 1_000_000, 0)], prices.concat());
        scenario.capacity.purchases = vec![units("x")];
        scenario
    };
    assert_eq!(unused(&with("y")), [4]);
    // Of a custom model's base they are too, and what an import costs where there is any custom model.
    let mut custom = with("y");
    custom.capacity.customs = vec![CustomModel { stored: false, ..CustomModel::new(placement("y", "us-east-1")) }];
    assert_eq!(unused(&custom), Vec::<usize>::new());
    let mut imported = with("y");
    imported.prices.push(typed(IMPORT_MODEL, Buying::Import, Meter::ModelUnit, 1, None));
    assert_eq!(unused(&imported), [4, 5]);
    imported.capacity.customs = custom.capacity.customs;
    assert_eq!(unused(&imported), Vec::<usize>::new());
}

fn share(cached: u32, reads_per_write: Option<Multiple>) -> Caching {
    let lifetime = CacheLifetime::FiveMinutes;
    Caching::Share { cached: Share::of_ten_thousand(cached), reads_per_write, lifetime, hour_share: Share::NONE }
}

fn traffic(prefix: u64, arrivals: Arrivals) -> Caching {
    Caching::Traffic {
        prefix: TokensPerRequest::new(prefix).unwrap_or_default(),
        requests_per_minute: Multiple::ONE,
        prefixes: Multiple::ONE,
        hit_share: None,
        lifetime: CacheLifetime::FiveMinutes,
        arrivals,
    }
}

#[test]
fn reads_without_their_writes_are_named() {
    let says = |caching, tokens| {
        let mut own = workload("claude-sonnet-4.5", tokens, 0);
        own.caching = caching;
        said(&scenario(vec![own], Vec::new())).contains(&Notice::NoCacheWrites { workload: 0 })
    };
    assert!(says(share(5_000, None), 1_000));
    assert!(!says(share(5_000, Some(Multiple::ONE)), 1_000));
    assert!(!says(share(0, None), 1_000));
    // Nothing is said of what has no line.
    assert!(!says(share(5_000, None), 0));
}

#[test]
fn a_share_of_long_prompts_needs_a_threshold() {
    let says = |model: &str, long: u32, routed: bool| {
        let mut own = workload(model, 1_000_000, 0);
        own.long_prompts = Share::of_ten_thousand(long);
        if routed {
            let share = Share::of_ten_thousand(5_000);
            own.routes = vec![Route { placement: placement("x", "us-east-1"), share, token_factor: Multiple::ONE }];
        }
        let flat = |notice: Notice| if let Notice::FlatPrompt { model, .. } = notice { Some(model) } else { None };
        let thresholds = vec![crate::scenario::TypedThreshold {
            model: "y".to_owned(),
            above: TokensPerRequest::new(200_000).unwrap_or_default(),
        }];
        let long = TypedPrice { length: PromptLength::Long, ..input("y", None) };
        let prices = vec![input("x", None), input("y", None), long];
        said(&Scenario { thresholds, ..scenario(vec![own], prices) }).into_iter().filter_map(flat).collect::<Vec<_>>()
    };
    assert_eq!(says("x", 1_000, false), ["x"]);
    assert_eq!(says("x", 0, false), [""; 0]);
    assert_eq!(says("y", 1_000, false), [""; 0]);
    // Of a route that has none too.
    assert_eq!(says("y", 1_000, true), ["x"]);
}

#[test]
fn a_prefix_is_held_against_what_its_model_caches() {
    let says = |model: &str, prefix, rules| {
        let mut own = requests(model, 100_000);
        own.caching = traffic(prefix, Arrivals::Random);
        if model == "nova-pro" {
            own.placement.scope = InferenceScope::InRegion;
        }
        let cached = [Meter::CacheRead, Meter::CacheWrite5m].map(|meter| typed("x", Buying::Standard, meter, 1, None));
        let scenario = scenario(vec![own], [vec![input("x", None)], cached.to_vec()].concat()).under(rules);
        let of_prefix = |notice: Notice| match notice {
            Notice::PrefixBelowMinimum { minimum, .. } => Some(("below", minimum)),
            Notice::PrefixAboveMaximum { maximum, .. } => Some(("above", maximum)),
            Notice::MinimumUnknown { .. } => Some(("unknown", 0)),
            _ => None,
        };
        said(&scenario).into_iter().filter_map(of_prefix).collect::<Vec<_>>()
    };
    assert_eq!(says("claude-sonnet-4.5", 1_023, Rules::V2), [("below", 1_024)]);
    assert_eq!(says("claude-sonnet-4.5", 1_024, Rules::V2), []);
    assert_eq!(says("x", 5_000, Rules::V2), [("unknown", 0)]);
    // Nova Pro caches 20,000 tokens at most, which the first rules don't know.
    assert_eq!(says("nova-pro", 20_000, Rules::V2), []);
    assert_eq!(says("nova-pro", 20_001, Rules::V2), [("above", 20_000)]);
    assert_eq!(says("nova-pro", 20_001, Rules::V1), []);
}

#[test]
fn a_route_without_a_price_of_reads_is_not_cached() {
    let says = |model: &str, caching, rules| {
        let mut own = workload("claude-sonnet-4.5", 1_000_000, 0);
        own.caching = caching;
        let share = Share::of_ten_thousand(5_000);
        own.routes = vec![Route { placement: placement(model, "us-east-1"), share, token_factor: Multiple::ONE }];
        let reads = typed("y", Buying::Standard, Meter::CacheRead, 1, None);
        let cached = typed("x", Buying::Standard, Meter::CacheRead, 1, Some("us-west-2"));
        let scenario = scenario(vec![own], vec![input("x", None), input("y", None), reads, cached]).under(rules);
        let found = price(&scenario, &RateCard::newest()).map(|report| report.notices).unwrap_or_default();
        found.contains(&Notice::RouteNotCached { workload: 0, model: model.to_owned() })
    };
    assert!(says("x", share(5_000, None), Rules::V2));
    assert!(!says("y", share(5_000, None), Rules::V2));
    assert!(!says("x", Caching::None, Rules::V2));
}

#[test]
fn caching_of_what_a_custom_model_serves_is_named() {
    let says = |caching, rules| {
        let mut own = workload("x", 1_000, 0);
        own.caching = caching;
        let prices = vec![input("x", None), typed("y", Buying::Custom, Meter::Input, 1, None)];
        let mut scenario = scenario(vec![own, workload("x", 1, 0)], prices).under(rules);
        scenario.capacity.customs = vec![CustomModel {
            workload: Some(0),
            serving: CustomServing::OnDemand,
            stored: false,
            ..CustomModel::new(placement("y", "us-east-1"))
        }];
        said(&scenario).contains(&Notice::CustomNotCached { workload: 0 })
    };
    assert!(says(share(5_000, None), Rules::V2));
    assert!(!says(share(5_000, None), Rules::V1));
    assert!(!says(Caching::None, Rules::V2));
}

#[test]
fn nothing_is_said_of_a_part_without_tokens() {
    let says = |input| {
        let mut own = workload("y", input, 0);
        own.long_prompts = Share::of_ten_thousand(1);
        let share = Share::of_ten_thousand(1_000);
        own.routes = vec![Route { placement: placement("x", "us-east-1"), share, token_factor: Multiple::ONE }];
        let flat = |notice: Notice| if let Notice::FlatPrompt { model, .. } = notice { Some(model) } else { None };
        let prices = vec![self::input("x", None), self::input("y", None)];
        said(&scenario(vec![own], prices)).into_iter().filter_map(flat).collect::<Vec<_>>()
    };
    // A tenth of nine tokens is none.
    assert_eq!([says(9), says(10)], [vec!["y"], vec!["y", "x"]]);
}

#[test]
fn caching_that_a_model_lacks_is_named_where_it_is_typed() {
    let says = |model: &str, caching, rules| {
        let mut own = workload(model, 1_000, 0);
        own.caching = caching;
        let typed = [Meter::Input, Meter::CacheRead, Meter::CacheWrite5m];
        let prices = typed.map(|meter| self::typed(model, Buying::Standard, meter, 1, None)).to_vec();
        said(&scenario(vec![own], prices).under(rules))
            .iter()
            .any(|notice| matches!(notice, Notice::CachingUnsupported { .. }))
    };
    let counted = Caching::Counted(crate::scenario::CountedCache {
        reads: Tokens::new(500).unwrap_or_default(),
        ..crate::scenario::CountedCache::default()
    });
    assert!(says("gpt-6.1-sol", share(5_000, None), Rules::V2));
    assert!(!says("gpt-6.1-sol", share(5_000, None), Rules::V1));
    // What was counted as read was cached, and what isn't cached needs no cache.
    assert!(!says("gpt-6.1-sol", counted, Rules::V2));
    assert!(!says("gpt-6.1-sol", Caching::None, Rules::V2));
    assert!(!says("claude-sonnet-4.5", share(5_000, None), Rules::V2));
}

#[test]
fn flex_with_its_cache_is_named_where_it_costs_less_than_batch() {
    let says = |read_in_flex, batch_share, caching| {
        let mut own = workload("x", 1_000_000, 0);
        own.batch = Share::of_ten_thousand(batch_share);
        own.caching = caching;
        let prices = vec![
            input("x", None),
            typed("x", Buying::Standard, Meter::CacheRead, 1, None),
            typed("x", Buying::Batch, Meter::Input, 5, None),
            typed("x", Buying::Flex, Meter::Input, 8, None),
            typed("x", Buying::Flex, Meter::CacheRead, read_in_flex, None),
        ];
        let found = |notice: Notice| match notice {
            Notice::FlexBelowBatch { batch, flex, .. } => Some([batch, flex].map(Usd::exact)),
            _ => None,
        };
        said(&scenario(vec![own], prices)).into_iter().find_map(found)
    };
    let half = share(5_000, None);
    // All in batch $5, and in Flex half at 8 and half read: 4 + 0.50, or 4 + 1 which is as much.
    assert_eq!(says(1, 4_000, half), Some(["5", "4.5"].map(str::to_owned)));
    assert_eq!(says(2, 4_000, half), None);
    assert_eq!(says(3, 4_000, half), None);
    // Long prompts are long by themselves too.
    let mut own = workload("x", 1_000_000, 0);
    (own.batch, own.caching, own.long_prompts) = (Share::of_ten_thousand(4_000), half, Share::ALL);
    let long =
        |buying, meter, dollars| TypedPrice { length: PromptLength::Long, ..typed("x", buying, meter, dollars, None) };
    let (standard, flex) = (Buying::Standard, Buying::Flex);
    let prices = vec![
        long(standard, Meter::Input, 1),
        long(standard, Meter::CacheRead, 1),
        long(Buying::Batch, Meter::Input, 5),
        long(flex, Meter::Input, 8),
        long(flex, Meter::CacheRead, 1),
    ];
    let above = TokensPerRequest::new(1_000).unwrap_or_default();
    let thresholds = vec![crate::scenario::TypedThreshold { model: "x".to_owned(), above }];
    let found = said(&Scenario { thresholds, ..scenario(vec![own], prices) });
    let [batch, flex] = [500, 450].map(Usd::of_cents);
    assert!(found.contains(&Notice::FlexBelowBatch { workload: 0, batch, flex }));
    // Without batch, or without a cache, there is nothing to hold against each other.
    assert_eq!(says(1, 0, half), None);
    assert_eq!(says(1, 4_000, Caching::None), None);
    // Not even where Flex itself is cheaper: this is about the cache that batch has to do without.
    let mut own = workload("x", 1_000_000, 0);
    own.batch = Share::of_ten_thousand(4_000);
    let [batch, flex] = [(Buying::Batch, 5), (Buying::Flex, 4)]
        .map(|(buying, dollars)| typed("x", buying, Meter::Input, dollars, None));
    let found = said(&scenario(vec![own], vec![input("x", None), batch, flex]));
    assert!(!found.iter().any(|notice| matches!(notice, Notice::FlexBelowBatch { .. })));
}

#[test]
fn a_cache_that_is_not_repaid_is_named_by_workload() {
    let cached = |reads_per_write: &str| {
        let mut own = workload("claude-sonnet-4.5", 1_000_000, 0);
        own.caching = share(1_000, Multiple::parse(reads_per_write).ok());
        own
    };
    let says = |workloads: Vec<Workload>| {
        let found = |notice: Notice| match notice {
            Notice::CacheNotRepaid { workload, .. } => Some(workload),
            _ => None,
        };
        said(&scenario(workloads, Vec::new())).into_iter().filter_map(found).collect::<Vec<_>>()
    };
    // (3.75 - 3) / (3 - 0.30) = 0.28 reads repay a write.
    assert_eq!(says(vec![cached("4"), cached("0.2"), cached("0.3")]), [1]);
    assert_eq!(says(vec![cached("4"), cached("4")]), [0; 0]);
}

#[test]
fn rows_that_add_up_to_another_cent_are_named() {
    // Each row of 1.005 dollars is shown as 1.01; two of them are 2.01.
    let fine = |meter, unit| {
        let rate = Rate::new(Decimal::new(1_005, 3), unit);
        let buying = if meter == Meter::Input { Buying::Standard } else { Buying::Custom };
        rate.map(|rate| TypedPrice { rate, ..typed("x", buying, meter, 1, None) }).ok()
    };
    let prices =
        [(Meter::Input, Unit::MillionTokens), (Meter::Storage, Unit::Month), (Meter::Training, Unit::TrainingHour)];
    let prices: Vec<TypedPrice> = prices.into_iter().filter_map(|(meter, unit)| fine(meter, unit)).collect();
    let says = |workloads: usize, custom: Option<CustomModel>, tasks| {
        let mut scenario = scenario(vec![workload("x", 1_000_000, 0); workloads], prices.clone());
        scenario.capacity.customs = custom.into_iter().collect();
        scenario.services.evaluation.tasks = crate::quantity::Count::new(tasks).unwrap_or_default();
        let price = crate::rates::ServicePrice::parse("1.005");
        let item = crate::rates::ServiceItem::EvaluationTasks;
        scenario.services.prices =
            price.into_iter().map(|price| crate::scenario::TypedServicePrice { item, price }).collect();
        let found = |notice: Notice| match notice {
            Notice::RowsRounded { rows, total } => Some([rows, total].map(Usd::exact)),
            _ => None,
        };
        said(&scenario).into_iter().find_map(found)
    };
    let two = Some(["2.02", "2.01"].map(str::to_owned));
    let custom = || CustomModel::new(placement("x", "us-east-1"));
    let trained = CustomModel {
        stored: false,
        training_hours: crate::quantity::TrainingHours::new(1).unwrap_or_default(),
        ..custom()
    };
    assert_eq!([says(1, None, 0), says(2, None, 0)], [None, two.clone()]);
    // What is kept every month is a row of it, training isn't.
    assert_eq!([says(1, Some(custom()), 0), says(1, Some(trained), 0)], [two.clone(), None]);
    // A service is one too.
    assert_eq!(says(1, None, 1), two);
}

#[test]
fn a_price_of_another_region_is_named_once() {
    let card = RateCard::newest();
    let says = |region: &str| {
        let mut scenario = scenario(vec![requests("x", 1_000)], vec![input("x", None)]);
        scenario.services.region = Some(region.to_owned());
        scenario.services.fallback = true;
        let policies = vec![crate::scenario::Policy::Content];
        let guardrail = crate::scenario::Guardrail { policies, ..crate::scenario::Guardrail::default() };
        scenario.services.guardrails = vec![guardrail.clone(), guardrail];
        let notices = price(&scenario, &card).map(|report| report.notices).unwrap_or_default();
        let elsewhere = |notice: Notice| match notice {
            Notice::ServicePricedElsewhere { region, priced, .. } => Some([region, priced.to_owned()]),
            _ => None,
        };
        notices.into_iter().filter_map(elsewhere).collect::<Vec<_>>()
    };
    assert_eq!(says("nowhere-1"), [["nowhere-1", "us-east-1"].map(str::to_owned)]);
    assert_eq!(says("us-east-1"), [[""; 2]; 0]);
}

#[test]
fn a_notice_names_the_workload_that_it_is_about() {
    let cached = || Workload { caching: share(5_000, None), ..workload("x", 1_000, 0) };
    let prices = || vec![input("x", None), typed("x", Buying::Standard, Meter::CacheRead, 1, None), input("y", None)];
    let found = said(&scenario(vec![workload("x", 1_000, 0), cached(), cached()], prices()));
    let about = found.iter().filter(|notice| matches!(notice, Notice::NoCacheWrites { .. })).map(Notice::workload);
    assert_eq!(about.collect::<Vec<_>>(), [Some(1), Some(2)]);
    // The price of `y` is used by none of them.
    let unused = found.iter().find(|notice| matches!(notice, Notice::UnusedPrice { .. }));
    assert_eq!(unused.map(Notice::workload), Some(None));
}
