//! The core for JavaScript: JSON in, JSON out, and nothing computed in between.
//!
//! Every function answers `{ "ok": true, "value": ... }` or `{ "ok": false, "errors": [...] }`, whatever it is given. The
//! package's own JavaScript turns objects into the text that comes in here, and the text that goes out into objects.

mod bill;
mod capacity;
mod card;
mod commitment;
mod link;
mod place;
mod preset;
mod problem;
mod read;
mod report;
#[cfg(feature = "schema")]
pub mod schema;
mod text;
#[cfg(target_arch = "wasm32")]
mod wasm;

use pricing::price::PriceError;
use pricing::rates::{Date, RateCard};
use pricing::scenario::Scenario;
use problem::{Code, Problem};
use serde::Serialize;
use std::sync::OnceLock;

/// What a function comes to: a value, or everything that is wrong.
type Outcome<T> = Result<T, Vec<Problem>>;

/// Prices a scenario, given as JSON, with the card of its date.
pub fn price(scenario: &str) -> String {
    answer(priced(scenario).map(|(scenario, card, report)| report::Report::of(&scenario, card, &report)))
}

/// The steps from list price to what is paid, of a scenario given as JSON.
pub fn ladder(scenario: &str) -> String {
    answer(priced(scenario).and_then(|(scenario, _, report)| match &report.ladder {
        Ok(ladder) => Ok(report::Ladder::of(ladder)),
        Err(error) => Err(vec![Problem::of_pricing(error, &scenario)]),
    }))
}

/// A link's text for a scenario given as JSON, without the `#`. A scenario that can't be priced whatever its rates are has none.
pub fn encode_link(scenario: &str) -> String {
    let checked = read::scenario(scenario).and_then(|scenario| {
        card_of(&scenario)?;
        let problems = Problem::of_checking(&scenario);
        if problems.is_empty() { Ok(exchange::link::encode(&scenario)) } else { Err(problems) }
    });
    answer(checked)
}

/// What a link's text says, with or without the `#`.
pub fn decode_link(text: &str) -> String {
    answer(Ok(link::Link::of(exchange::link::decode(text, &RateCard::dates()))))
}

/// The rate card of a date, the newest for an empty text.
pub fn rate_card(date: &str) -> String {
    let card = if date.is_empty() { cards().last() } else { Date::parse(date).and_then(bundled) };
    answer(card.map(card::Card::of).ok_or_else(|| vec![Problem::no_card("", date)]))
}

/// Published examples, with the published figure beside the exact one.
pub fn presets() -> String {
    let presets = exchange::presets::presets();
    answer(Ok(presets.into_iter().map(preset::Preset::of).collect::<Vec<_>>()))
}

/// The scenario that the page opens with.
pub fn default_scenario() -> String {
    answer(Ok(exchange::presets::default_scenario()))
}

/// Every bundled card, oldest first; read once.
fn cards() -> &'static [RateCard] {
    static CARDS: OnceLock<Vec<RateCard>> = OnceLock::new();
    CARDS.get_or_init(|| RateCard::decode(pricing::rates::BUNDLED).unwrap_or_default())
}

fn bundled(date: Date) -> Option<&'static RateCard> {
    cards().iter().find(|card| card.date() == date)
}

fn card_of(scenario: &Scenario) -> Outcome<&'static RateCard> {
    bundled(scenario.rates).ok_or_else(|| vec![Problem::no_card("rates", &scenario.rates.to_string())])
}

fn priced(scenario: &str) -> Outcome<(Scenario, &'static RateCard, pricing::report::Report)> {
    let scenario = read::scenario(scenario)?;
    let card = card_of(&scenario)?;
    match pricing::price::price(&scenario, card) {
        Ok(report) => Ok((scenario, card, report)),
        Err(PriceError::Field(_)) => Err(Problem::of_checking(&scenario)),
        Err(error) => Err(vec![Problem::of_pricing(&error, &scenario)]),
    }
}

/// The answer as JSON.
fn answer<T: Serialize>(outcome: Outcome<T>) -> String {
    #[derive(Serialize)]
    struct Good<T> {
        ok: bool,
        value: T,
    }
    #[derive(Serialize)]
    struct Bad {
        ok: bool,
        errors: Vec<Problem>,
    }
    let text = match outcome {
        Ok(value) => serde_json::to_string(&Good { ok: true, value }),
        Err(errors) => serde_json::to_string(&Bad { ok: false, errors }),
    };
    // Text, numbers and lists always have a JSON form, so the fallback is never seen.
    text.unwrap_or_else(|_| {
        let code = Code::Internal.name();
        format!(r#"{{"ok":false,"errors":[{{"code":"{code}","path":"","message":"no answer could be written"}}]}}"#)
    })
}

#[cfg(test)]
mod tests {
    use super::{answer, decode_link, default_scenario, encode_link, ladder, presets, price, rate_card};
    use serde_json::Value;

    fn value(answer: &str) -> Value {
        let answer: Value = serde_json::from_str(answer).unwrap_or_default();
        answer.get("value").cloned().unwrap_or_default()
    }

    #[test]
    fn the_default_scenario_is_priced_and_linked() {
        let scenario = value(&default_scenario()).to_string();
        let month = |answer: &str| value(answer).pointer("/totals/month").cloned();
        assert_eq!(month(&price(&scenario)), Some("11232".into()));
        assert_eq!(value(&ladder(&scenario)).get("end"), Some(&"11232".into()));
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
        assert_eq!(answer::<()>(Err(Vec::new())), r#"{"ok":false,"errors":[]}"#);
    }

    #[cfg(feature = "schema")]
    #[test]
    fn types_have_names_of_their_own() {
        let types = crate::schema::types().unwrap_or_default();
        assert!(types.contains("export interface Scenario {"));
        for not_understood in ["unknown;", "unknown[]", "object;", "[`"] {
            assert!(!types.contains(not_understood), "{not_understood}");
        }
    }
}
