//! Tests of what is said of capacity.

use super::*;

#[test]
fn a_longer_term_that_costs_more_is_named() {
    let dearer = |dollars: [Option<u32>; 3]| {
        let prices = [vec![input("x", None)], terms("x", dollars)].concat();
        let mut scenario = scenario(vec![workload("x", 1_000_000, 0)], prices);
        scenario.capacity.purchases = vec![units("x")];
        said(&scenario).contains(&Notice::LongerTermDearer { model: "x".to_owned() })
    };
    for fair in [[Some(3), Some(2), Some(1)], [Some(2), Some(2), Some(2)], [None, Some(2), None]] {
        assert!(!dearer(fair), "{fair:?}");
    }
    for unfair in [[Some(1), Some(2), Some(1)], [Some(3), Some(1), Some(2)], [Some(2), Some(2), Some(3)]] {
        assert!(dearer(unfair), "{unfair:?}");
    }
}

#[test]
fn units_say_what_they_serve() {
    let of = |model: &str, of_units: &str, tokens, rules| {
        let prices = [vec![input("x", None)], terms(of_units, [None, Some(1), None])].concat();
        let mut scenario = scenario(vec![workload(model, tokens, 0), workload("x", 1, 0)], prices).under(rules);
        scenario.capacity.purchases = vec![units(of_units)];
        said(&scenario)
    };
    let (model, purchase) = ("y".to_owned(), 0);
    let nothing = Notice::ServesNothing { purchase, model: model.clone() };
    let found = of("x", "y", 1_000_000, Rules::V2);
    assert!(found.contains(&nothing) && found.contains(&Notice::ThroughputTyped { model }));
    let model = "x".to_owned();
    assert!(!of("x", "x", 1_000_000, Rules::V2).contains(&Notice::ServesNothing { purchase, model: model.clone() }));
    // Asked of every region, and served in one: by the second rules that is said.
    let elsewhere = Notice::UnitsServeElsewhere { purchase, model };
    assert!(of("x", "x", 1_000_000, Rules::V2).contains(&elsewhere));
    assert!(!of("x", "x", 1_000_000, Rules::V1).contains(&elsewhere));
    // What is asked where the units are, and what has no tokens elsewhere, isn't.
    let mut here = scenario(
        vec![workload("x", 1_000_000, 0), workload("x", 0, 0)],
        [vec![input("x", None)], terms("x", [None, Some(1), None])].concat(),
    );
    if let Some(first) = here.workloads.first_mut() {
        first.placement.scope = InferenceScope::InRegion;
    }
    here.capacity.purchases = vec![units("x")];
    assert!(!said(&here).contains(&elsewhere));
}

#[test]
fn units_of_claude_are_not_sold() {
    let no_units = |model: &str, rules| {
        let mut scenario = scenario(vec![workload(model, 1, 0)], terms(model, [None, Some(1), None])).under(rules);
        scenario.capacity.purchases = vec![units(model)];
        said(&scenario).iter().any(|notice| matches!(notice, Notice::NoModelUnits { .. }))
    };
    assert!(no_units("claude-sonnet-4.5", Rules::V2));
    assert!(!no_units("claude-sonnet-4.5", Rules::V1));
    assert!(!no_units("nova-lite", Rules::V2));
}

#[test]
fn units_of_a_custom_model_serve_a_whole_workload() {
    let of = |rules, serving: [CustomServing; 2], tokens| {
        let prices = [vec![input("x", None)], terms("y", [Some(1), None, None])].concat();
        let mut scenario = scenario(vec![workload("x", tokens, tokens), workload("x", 1, 0)], prices).under(rules);
        scenario.prices.push(typed("y", Buying::Custom, Meter::Input, 1, None));
        scenario.prices.push(typed("y", Buying::Custom, Meter::Output, 1, None));
        let custom = |serving| CustomModel {
            workload: Some(0),
            serving,
            stored: false,
            ..CustomModel::new(placement("y", "us-east-1"))
        };
        scenario.capacity.customs = serving.map(custom).to_vec();
        let serves = |notice: &Notice| match notice {
            Notice::CustomUnitsServeAll { custom, tokens, .. } => Some((*custom, *tokens)),
            _ => None,
        };
        said(&scenario).iter().filter_map(serves).collect::<Vec<_>>()
    };
    let (units, none, on_demand) = (CustomServing::Units, CustomServing::None, CustomServing::OnDemand);
    assert_eq!(of(Rules::V2, [units, none], 5), [(0, 10)]);
    assert_eq!(of(Rules::V2, [none, units], 5), [(1, 10)]);
    // The first of two serves it, by units or not.
    assert_eq!(of(Rules::V2, [units, units], 5), [(0, 10)]);
    assert_eq!(of(Rules::V2, [on_demand, units], 5), []);
    assert_eq!(of(Rules::V2, [units, none], 0), []);
    assert_eq!(of(Rules::V1, [units, none], 5), []);
}
