//! What the package's JavaScript calls. Each argument is a plain copy of a bounded size, or text.

use crate::problem::{Code, Problem};
use crate::{Answer, Outcome, bills, usage};
use core::cell::RefCell;
use exchange::bill::Reader;
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

thread_local! {
    /// The bill that is read.
    static BILL: RefCell<Option<Reader<'static>>> = const { RefCell::new(None) };
}

/// Begins a bill: what was read of another is dropped.
#[wasm_bindgen]
pub fn bill_start(_: JsValue) -> JsValue {
    BILL.set(bills::reader());
    JsValue::TRUE
}

/// Begins the next file of a bill.
#[wasm_bindgen]
pub fn bill_file(name: &str) -> JsValue {
    BILL.with_borrow_mut(|bill| bill.as_mut().map(|reader| reader.begin(name)));
    JsValue::TRUE
}

/// Reads the next piece of a file; true, or an answer that says what is wrong. Nothing ends the file.
#[wasm_bindgen]
pub fn bill_bytes(bytes: &[u8], file: usize) -> JsValue {
    let read = BILL.with_borrow_mut(|bill| {
        let reader = bill.as_mut()?;
        Some(if bytes.is_empty() { reader.end_file() } else { reader.push(bytes) })
    });
    match read {
        Some(Err(error)) => answer(&Answer::<()>(Err(vec![bills::problem(file, &error)]))),
        _ => JsValue::TRUE,
    }
}

/// The bill of all files that have ended.
#[wasm_bindgen]
pub fn bill_finish(_: JsValue) -> JsValue {
    match BILL.take() {
        Some(reader) => answer(&Answer(Ok(bills::answer(reader)))),
        None => answer(&Answer::<()>(Err(vec![Problem::no_card("", "")]))),
    }
}

/// Prices usage records: `kinds` as JSON, the kind of each record, and its counts, each as two halves of 32 bits, the lower first.
/// See [`crate::usage::price`].
#[wasm_bindgen]
pub fn price_usage(kinds: &str, of: &[u32], halves: &[u32]) -> JsValue {
    let Ok(kinds) = serde_json::from_str::<Vec<usage::Kind>>(kinds) else { return JsValue::UNDEFINED };
    let whole = |pair: &[u32]| match pair {
        [low, high] => u64::from(*low) | u64::from(*high) << 32,
        _ => 0,
    };
    let counts: Vec<u64> = halves.chunks_exact(2).map(whole).collect();
    JsValue::from_str(&usage::price(&kinds, of, &counts))
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
