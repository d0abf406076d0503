//! The same functions for JSON, on this machine: to compare with what the package answers, and to measure.

use crate::problem::{Code, Problem};
use crate::{Answer, Outcome, read};
use serde::Serialize;
use serde_json::Value;

/// Prices a scenario, given as JSON, with the card of its date.
pub fn price(scenario: &str) -> String {
    about(scenario, crate::price)
}

/// The steps from list price to what is paid, of a scenario given as JSON.
pub fn ladder(scenario: &str) -> String {
    about(scenario, crate::ladder)
}

/// A link's text for a scenario given as JSON, without the `#`. A scenario that can't be priced whatever its rates are has none.
pub fn encode_link(scenario: &str) -> String {
    about(scenario, crate::encode_link)
}

/// What a link's text says, with or without the `#`.
pub fn decode_link(text: &str) -> String {
    answer(&crate::decode_link(text))
}

/// The rate card of a date, the newest for an empty text.
pub fn rate_card(date: &str) -> String {
    answer(&crate::rate_card(date))
}

/// Published examples, with the published figure beside the exact one.
pub fn presets() -> String {
    answer(&crate::presets())
}

/// The scenario that the page opens with.
pub fn default_scenario() -> String {
    answer(&crate::default_scenario())
}

/// What bills of AWS say of Bedrock: a name and the bytes of each file.
pub fn read_bill(files: &[(String, Vec<u8>)]) -> String {
    answer(&crate::read_bill(files))
}

fn about<T: Serialize>(scenario: &str, ask: fn(Value) -> Answer<T>) -> String {
    let given: Outcome<Value> = read::json(scenario);
    match given {
        Ok(value) => answer(&ask(value)),
        Err(problems) => answer(&Answer::<T>(Err(problems))),
    }
}

/// The answer as JSON.
fn answer<T: Serialize>(answer: &Answer<T>) -> String {
    // Text, numbers and lists always have a JSON form, so the second answer is never seen.
    serde_json::to_string(answer).unwrap_or_else(|_| {
        let problem = Problem::new(Code::Internal, String::new(), "no answer could be written".to_owned());
        serde_json::to_string(&Answer::<()>(Err(vec![problem]))).unwrap_or_default()
    })
}

#[cfg(test)]
mod tests {
    use super::{answer, decode_link, default_scenario, encode_link, ladder, presets, price, rate_card};
    use crate::Answer;
    use serde_json::Value;

    fn value(answer: &str) -> Value {
        let answer: Value = serde_json::from_str(answer).unwrap_or_default();
        answer.get("value").cloned().unwrap_or_default()
    }

    #[test]
    fn the_default_scenario_is_priced_and_linked() {
        let scenario = value(&default_scenario()).to_string();
        let month = |answer: &str| value(answer).pointer("/totals/month").cloned();
        assert_eq!(month(&price(&scenario)), Some("11664".into()));
        assert_eq!(value(&ladder(&scenario)).get("end"), Some(&"11664".into()));
        let link = value(&encode_link(&scenario));
        let read = value(&decode_link(link.as_str().unwrap_or_default()));
        assert_eq!(read.get("scenario").map(ToString::to_string), Some(scenario));
    }

    #[test]
    fn cards_and_presets_are_given() {
        assert_eq!(value(&rate_card("")).get("date"), Some(&"2026-11-28".into()));
        assert_eq!(value(&rate_card("2026-08-20")).get("date"), Some(&"2026-08-20".into()));
        assert!(rate_card("2020-01-01").contains("unknown-rate-card"));
        assert_eq!(value(&presets()).as_array().map(Vec::len), Some(exchange::presets::presets().len()));
    }

    #[test]
    fn text_that_is_no_scenario_is_refused() {
        let deep = "[".repeat(100_000);
        for text in
            ["", "{", "null", "[]", "1e400", "\"\\ud800\"", "\u{0}", &deep, "{\"rates\":\"2026-10-25\",\"rates\":1}"]
        {
            assert!(price(text).starts_with(r#"{"ok":false,"errors":[{"code":""#), "{text:.40}");
        }
        assert_eq!(answer(&Answer::<()>(Err(Vec::new()))), r#"{"ok":false,"errors":[]}"#);
    }

    #[cfg(feature = "schema")]
    #[test]
    fn types_have_names_of_their_own() {
        let types = crate::schema::types().unwrap_or_else(|error| error);
        assert!(types.starts_with("//"), "{types}");
        assert!(types.contains("export interface Scenario {"));
        for not_understood in ["unknown;", "unknown[]", "object;", "[`"] {
            assert!(!types.contains(not_understood), "{not_understood}");
        }
    }
}
