//! A scenario as a file: the same form as serde's, both ways; the same meaning as a link; and nothing that is read by halves.

#![allow(clippy::indexing_slicing, reason = "what isn't there fails the test")]

use exchange::file::{read, write};
use exchange::link;
use exchange::presets::presets;
use pricing::bounds;
use pricing::rates::RateCard;
use pricing::scenario::{Load, Rules, Scenario};
use serde::Deserialize;
use serde_json::Value;
use vectors::Generator;

type Failure = Box<dyn std::error::Error>;

#[derive(Deserialize)]
struct Case {
    scenario: Scenario,
}

/// Every golden scenario, every preset, and random ones.
fn scenarios(random: u32) -> Result<Vec<Scenario>, Failure> {
    let mut scenarios: Vec<Scenario> = presets().into_iter().map(|preset| preset.scenario).collect();
    for file in tests::files("golden", "toml")? {
        scenarios.push(toml::from_str::<Case>(&std::fs::read_to_string(file)?)?.scenario);
    }
    let card = RateCard::newest();
    let mut generator = Generator::new(29);
    scenarios.extend((0..random).map(|_| vectors::random::any(&mut generator, &card)));
    Ok(scenarios)
}

/// Whether a load has more hours than a file holds.
fn is_too_long(scenario: &Scenario) -> bool {
    let long = |load: &Load| matches!(load, Load::Hourly(weights) if weights.len() > bounds::LOAD_HOURS_MAX);
    scenario.capacity.purchases.iter().any(|purchase| long(&purchase.load))
}

#[test]
fn the_file_is_what_serde_writes_and_reads() -> Result<(), Failure> {
    let cards = RateCard::dates();
    let scenarios = scenarios(10_000)?;
    assert!(scenarios.len() > 10_080);
    for scenario in &scenarios {
        let text = write(scenario);
        assert_eq!(text, serde_json::to_string_pretty(scenario)? + "\n");
        if is_too_long(scenario) {
            assert!(read(&text, &cards).is_err_and(|wrong| wrong.message == "at most 8784 entries"));
            continue;
        }
        assert_eq!(&read(&text, &cards)?, scenario);
        assert_eq!(&serde_json::from_str::<Scenario>(&text)?, scenario);
    }
    Ok(())
}

#[test]
fn file_and_link_mean_the_same() -> Result<(), Failure> {
    let cards = RateCard::dates();
    let mut linked_too = 0;
    for scenario in scenarios(2_000)?.into_iter().filter(|scenario| !is_too_long(scenario)) {
        let linked = link::decode(&link::encode(&scenario), &cards);
        let of_link = linked.scenario.ok_or("no scenario in the link")?;
        let of_file = read(&write(&scenario), &cards)?;
        assert_eq!(link::encode(&of_file), link::encode(&scenario));
        assert_eq!(write(&of_link), write(&read(&write(&of_link), &cards)?));
        // A link leaves out what an entry that isn't there would be served by.
        let known = scenario.workloads.len();
        let mut served = scenario.capacity.purchases.iter().flat_map(|it| it.serves.iter().flatten());
        let of_customs = scenario.capacity.customs.iter().all(|it| it.workload.is_none_or(|it| it < known));
        if linked.problems.is_empty() && of_customs && served.all(|it| *it < known) {
            linked_too += 1;
            assert_eq!(link::encode(&of_link), link::encode(&of_file));
            // A link holds the prices of an alternative for a million tokens.
            if scenario.alternatives.is_empty() {
                assert_eq!(of_link, of_file);
            }
        }
    }
    assert!(linked_too > 1_000, "{linked_too}");
    Ok(())
}

#[test]
fn what_has_a_default_need_not_be_given() -> Result<(), Failure> {
    let text = r#"{"rates": "2026-10-25", "workloads": [{"name": "A", "placement":
        {"model": "nova-pro", "scope": "in-region", "region": "us-east-1"},
        "demand": {"monthly": {"input": "1000", "output": "10"}}}], "commitment": {"years": [{"commitment": "5"}]},
        "capacity": {"purchases": [{"placement": {"model": "nova-pro", "scope": "in-region", "region": "us-east-1"},
        "bought": {"reserved": {"input": "100000", "output": "10000", "term": "three-months"}}}]},
        "alternatives": [{"price": {"monthly": "12.50"}}]}"#;
    let scenario = read(text, &RateCard::dates())?;
    // A file that names no rules has the first ones; what a program hands over has today's.
    assert_eq!(scenario, serde_json::from_str::<Scenario>(text)?.under(Rules::V1));
    assert_eq!(read(&write(&scenario), &RateCard::dates())?, scenario);
    Ok(())
}

/// Everything that can be done to one value of a file.
fn damaged(value: &Value) -> Vec<Value> {
    let mut found = Vec::new();
    match value {
        Value::Object(fields) => {
            for (name, inner) in fields {
                let mut without = fields.clone();
                without.remove(name);
                found.push(Value::Object(without.clone()));
                without.insert(format!("{name}x"), inner.clone());
                found.push(Value::Object(without));
                for other in damaged(inner) {
                    let mut changed = fields.clone();
                    changed.insert(name.clone(), other);
                    found.push(Value::Object(changed));
                }
            }
        }
        Value::Array(values) => {
            for (index, inner) in values.iter().enumerate() {
                for other in damaged(inner) {
                    let mut changed = values.clone();
                    changed[index] = other;
                    found.push(Value::Array(changed));
                }
            }
        }
        _ => {}
    }
    for other in ["null", "true", "1", "-1", "1.5", "1e400000", "300", "\"\"", "\"none\"", "\"1/3\"", "{}", "{\"a\":1}"]
    {
        found.extend(serde_json::from_str::<Value>(other));
    }
    found
}

#[test]
fn what_is_damaged_is_refused_as_serde_refuses_it() -> Result<(), Failure> {
    let cards = RateCard::dates();
    let (mut taken, mut refused) = (0, 0);
    for preset in presets().into_iter().filter(|preset| preset.scenario.workloads.len() < 4).take(6) {
        for damaged in damaged(&serde_json::to_value(&preset.scenario)?) {
            let text = damaged.to_string();
            let of_serde: Option<Scenario> = serde_json::from_str(&text).ok();
            match (read(&text, &cards), of_serde) {
                (Ok(one), Some(mut other)) => {
                    taken += 1;
                    // A file that leaves out its rules has the first ones, and what they say of caching in batch.
                    if damaged.get("rules").is_none() {
                        other.rules = Rules::V1;
                    }
                    if damaged.get("cache_in_batch").is_none() {
                        other.cache_in_batch = other.rules.cache_in_batch();
                    }
                    assert_eq!(one, other, "{text}");
                }
                (Err(wrong), None) => {
                    refused += 1;
                    assert!(!wrong.message.is_empty() && wrong.to_string().chars().count() < 500, "{wrong}");
                }
                // What serde alone takes: a list in place of an object's fields, in order.
                (Err(_), Some(_)) => refused += 1,
                (Ok(_), None) => return Err(format!("serde refuses {text}").into()),
            }
        }
    }
    assert!(taken > 100 && refused > 1_000, "{taken} taken, {refused} refused");
    Ok(())
}
