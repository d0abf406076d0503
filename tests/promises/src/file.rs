//! Files: JSON as it is read and written by hand, held against serde.

use crate::{cards, dates, harmless};
use exchange::file;
use exchange::json::{self, Value, Writer, Wrong};
use exchange::link::{decode, encode};
use pricing::price::price;
use pricing::scenario::Scenario;

/// What is read is JSON, is written so that it is read back, and means what serde reads.
///
/// # Panics
/// Where that isn't so.
pub fn holds(text: &str) {
    let plain = text.strip_prefix('\u{feff}').unwrap_or(text);
    let by_serde = serde_json::from_str::<serde_json::Value>(plain);
    match json::read(text) {
        Ok(value) => {
            let is_json = serde_json::from_str::<serde::de::IgnoredAny>(plain).is_ok();
            assert!(is_json, "this isn't JSON: {text:?}");
            let mut writer = Writer::new();
            write(&value, &mut writer);
            assert_eq!(json::read(&writer.finish()), Ok(value), "JSON that is written is read back");
        }
        Err(wrong) => {
            told(&wrong);
            let bounded = ["given twice", "more than 100,000", "more than 64", "32 deep", "at most 5 MB"];
            let bounded = bounded.iter().any(|bound| wrong.message.contains(bound));
            assert!(bounded || by_serde.is_err(), "{wrong}: {text:?}");
        }
    }
    match file::read(text, dates()) {
        Ok(scenario) => scenario_holds(plain, &scenario),
        Err(wrong) => told(&wrong),
    }
}

/// A refusal is short and shows nothing that hides.
fn told(wrong: &Wrong) {
    let message = wrong.to_string();
    assert!(!message.is_empty() && harmless(&message), "{message:?}");
    assert!(wrong.message.chars().count() < 500, "{message}");
}

fn scenario_holds(text: &str, scenario: &Scenario) {
    assert_eq!(file::read(&file::write(scenario), dates()).as_ref(), Ok(scenario), "a file is read back");
    match serde_json::from_str::<Scenario>(text) {
        Ok(read) => assert_eq!(&read, scenario, "serde reads the same"),
        Err(error) => panic!("serde refuses it: {error}"),
    }
    if scenario.check().is_empty() {
        // A workload that isn't there can't be served, and a link leaves it out.
        let mut meant = scenario.clone();
        meant.capacity.follow(&|index| (index < scenario.workloads.len()).then_some(index));
        let link = encode(scenario);
        let read = decode(&link, dates());
        assert_eq!(read.scenario.as_ref(), Some(&meant), "what can be priced can be in a link: {link}");
        let is_unnamed = link.contains("model=&");
        assert!(is_unnamed || read.problems.is_empty(), "{:?}: {link}", read.problems);
        let Some(card) = cards().iter().find(|card| card.date() == scenario.rates) else { return };
        let month = |scenario| price(scenario, card).map(|report| (report.month(), report.once())).ok();
        assert_eq!(month(scenario), month(&meant), "{link}");
    }
}

/// Writes a value as it was read.
fn write(value: &Value, json: &mut Writer) {
    match value {
        Value::Null => json.word("null"),
        Value::Truth(is) => json.word(if *is { "true" } else { "false" }),
        Value::Number(number) => json.word(number),
        Value::Text(text) => json.text(text),
        Value::List(values) => {
            json.open('[');
            for value in values {
                write(value, json);
            }
            json.close(']');
        }
        Value::Object(fields) => {
            json.open('{');
            for (name, value) in fields {
                json.key(name);
                write(value, json);
            }
            json.close('}');
        }
    }
}
