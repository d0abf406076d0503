//! What the package's JavaScript calls. Each argument is a plain copy of a bounded size, or text.

use crate::problem::{Code, Problem};
use crate::{Answer, Outcome};
use serde::Serialize;
use serde_json::Value;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// See [`crate::price`].
#[wasm_bindgen]
pub fn price(scenario: JsValue) -> JsValue {
    about(scenario, crate::price)
}

/// See [`crate::ladder`].
#[wasm_bindgen]
pub fn ladder(scenario: JsValue) -> JsValue {
    about(scenario, crate::ladder)
}

/// See [`crate::encode_link`].
#[wasm_bindgen]
pub fn encode_link(scenario: JsValue) -> JsValue {
    about(scenario, crate::encode_link)
}

/// See [`crate::decode_link`].
#[wasm_bindgen]
pub fn decode_link(text: &str) -> JsValue {
    answer(&crate::decode_link(text))
}

/// See [`crate::rate_card`].
#[wasm_bindgen]
pub fn rate_card(date: &str) -> JsValue {
    answer(&crate::rate_card(date))
}

/// See [`crate::presets`].
#[wasm_bindgen]
pub fn presets() -> JsValue {
    answer(&crate::presets())
}

/// See [`crate::default_scenario`].
#[wasm_bindgen]
pub fn default_scenario() -> JsValue {
    answer(&crate::default_scenario())
}

/// Not straight into the scenario's own types: so read, a field that doesn't exist would pass, and a value of the wrong kind
/// could throw through the program or keep it busy for ever.
fn about<T: Serialize>(scenario: JsValue, ask: fn(Value) -> Answer<T>) -> JsValue {
    let given: Outcome<Value> = serde_wasm_bindgen::from_value(scenario)
        .map_err(|error| vec![Problem::new(Code::BadValue, String::new(), error.to_string())]);
    match given {
        Ok(value) => answer(&ask(value)),
        Err(problems) => answer(&Answer::<T>(Err(problems))),
    }
}

/// An answer as JSON would have it: objects for structs and maps, null for what isn't there.
///
/// Undefined where it can't be written, which never is: the package says then that the core has stopped.
fn answer<T: Serialize>(answer: &Answer<T>) -> JsValue {
    answer.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap_or(JsValue::UNDEFINED)
}
