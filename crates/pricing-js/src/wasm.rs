//! What the package's JavaScript calls.

use wasm_bindgen::prelude::wasm_bindgen;

/// See [`crate::price`].
#[wasm_bindgen]
pub fn price(scenario: &str) -> String {
    crate::price(scenario)
}

/// See [`crate::ladder`].
#[wasm_bindgen]
pub fn ladder(scenario: &str) -> String {
    crate::ladder(scenario)
}

/// See [`crate::encode_link`].
#[wasm_bindgen]
pub fn encode_link(scenario: &str) -> String {
    crate::encode_link(scenario)
}

/// See [`crate::decode_link`].
#[wasm_bindgen]
pub fn decode_link(text: &str) -> String {
    crate::decode_link(text)
}

/// See [`crate::rate_card`].
#[wasm_bindgen]
pub fn rate_card(date: &str) -> String {
    crate::rate_card(date)
}

/// See [`crate::presets`].
#[wasm_bindgen]
pub fn presets() -> String {
    crate::presets()
}

/// See [`crate::default_scenario`].
#[wasm_bindgen]
pub fn default_scenario() -> String {
    crate::default_scenario()
}
