//! The core for JavaScript: plain values in, plain values out, and nothing computed in between.
//!
//! Every function answers `{ ok: true, value: ... }` or `{ ok: false, errors: [...] }`, whatever it is given. The package's own
//! JavaScript copies what it is given first, so that only plain values of a bounded size come in here; `serde-wasm-bindgen`
//! carries them across in both directions. [`json`] has the same functions for text, on this machine.

mod bill;
mod bills;
mod capacity;
mod card;
mod commitment;
pub mod json;
mod link;
mod place;
mod preset;
mod problem;
mod read;
mod report;
#[cfg(feature = "schema")]
pub mod schema;
mod services;
mod text;
#[cfg(any(test, target_arch = "wasm32"))]
mod usage;
#[cfg(target_arch = "wasm32")]
mod wasm;

use pricing::price::PriceError;
use pricing::rates::{Date, RateCard};
use pricing::scenario::Scenario;
use problem::Problem;
use serde::ser::SerializeStruct as _;
use serde::{Serialize, Serializer};
use serde_json::Value;
use std::sync::OnceLock;

/// What a function comes to: a value, or everything that is wrong.
type Outcome<T> = Result<T, Vec<Problem>>;

/// An outcome as it goes out.
struct Answer<T>(Outcome<T>);

impl<T: Serialize> Serialize for Answer<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut answer = serializer.serialize_struct("Answer", 2)?;
        answer.serialize_field("ok", &self.0.is_ok())?;
        match &self.0 {
            Ok(value) => answer.serialize_field("value", value)?,
            Err(errors) => answer.serialize_field("errors", errors)?,
        }
        answer.end()
    }
}

/// Prices a scenario with the card of its date.
fn price(scenario: Value) -> Answer<report::Report> {
    Answer(priced(scenario).map(|(scenario, card, report)| report::Report::of(&scenario, card, &report)))
}

/// The steps from list price to what is paid.
fn ladder(scenario: Value) -> Answer<report::Ladder> {
    Answer(priced(scenario).and_then(|(scenario, _, report)| match &report.ladder {
        Ok(ladder) => Ok(report::Ladder::of(ladder)),
        Err(error) => Err(vec![Problem::of_pricing(error, &scenario)]),
    }))
}

/// A link's text for a scenario, without the `#`. A scenario that can't be priced whatever its rates are has none.
fn encode_link(scenario: Value) -> Answer<String> {
    Answer(read::scenario(scenario).and_then(|scenario| {
        card_of(&scenario)?;
        let problems = Problem::of_checking(&scenario);
        if problems.is_empty() { Ok(exchange::link::encode(&scenario)) } else { Err(problems) }
    }))
}

/// What a link's text says, with or without the `#`.
fn decode_link(text: &str) -> Answer<link::Link> {
    Answer(Ok(link::Link::of(exchange::link::decode(text, &RateCard::dates()))))
}

/// The rate card of a date, the newest for an empty text.
fn rate_card(date: &str) -> Answer<card::Card> {
    let card = if date.is_empty() { cards().last() } else { Date::parse(date).and_then(bundled) };
    Answer(card.map(card::Card::of).ok_or_else(|| vec![Problem::no_card("", date)]))
}

/// Published examples, with the published figure beside the exact one.
fn presets() -> Answer<Vec<preset::Preset>> {
    Answer(Ok(exchange::presets::presets().into_iter().map(preset::Preset::of).collect()))
}

/// The scenario that the page opens with.
fn default_scenario() -> Answer<Scenario> {
    Answer(Ok(exchange::presets::default_scenario()))
}

/// What bills of AWS say of Bedrock. Each file has a name, which is only shown, and its bytes.
fn read_bill(files: &[(String, Vec<u8>)]) -> Answer<bills::BillAnswer> {
    let Some(mut reader) = bills::reader() else { return Answer(Err(vec![Problem::no_card("", "")])) };
    for (place, (name, bytes)) in files.iter().enumerate() {
        reader.begin(name);
        if let Err(error) = reader.push(bytes).and_then(|_| reader.end_file()) {
            return Answer(Err(vec![bills::problem(place, &error)]));
        }
    }
    Answer(Ok(bills::answer(reader)))
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

fn priced(scenario: Value) -> Outcome<(Scenario, &'static RateCard, pricing::report::Report)> {
    let scenario = read::scenario(scenario)?;
    let card = card_of(&scenario)?;
    match pricing::price::price(&scenario, card) {
        Ok(report) => Ok((scenario, card, report)),
        Err(PriceError::Field(_)) => Err(Problem::of_checking(&scenario)),
        Err(error) => Err(vec![Problem::of_pricing(&error, &scenario)]),
    }
}
