//! A scenario as a file: JSON with every decimal as a text, the same form as `serde` gives with the feature of that name.
//!
//! Reading is strict: a field that doesn't exist, is missing, is given twice or holds something else is an error that names
//! its path, and nothing is read by halves. See `docs/files.md`.

mod capacity;
mod commitment;
mod fields;
mod workload;

use crate::bounds;
use crate::json::{self, Writer, Wrong};
use crate::rates::Date;
use crate::scenario::{CacheInBatch, Scenario};

use fields::{Filed, fields, words};

words!(CacheInBatch, CacheInBatch::name);

fields!(Scenario {
    must rates,
    may cache_in_batch,
    some(bounds::WORKLOADS_MAX) workloads,
    list(bounds::TYPED_PRICES_MAX) prices,
    may capacity,
    may commitment,
    list(bounds::ALTERNATIVES_MAX) alternatives,
});

/// Writes a scenario as a file's text.
pub fn write(scenario: &Scenario) -> String {
    let mut json = Writer::new();
    write_into(scenario, &mut json);
    json.finish()
}

/// Writes a scenario as one value among others.
pub(crate) fn write_into(scenario: &Scenario, json: &mut Writer) {
    scenario.write(json);
}

/// Reads a file's text. `cards` are the dates of the rate cards that there are.
///
/// What is read can still be wrong to price: [`Scenario::check`] says so, as for what is typed.
///
/// # Errors
/// When the text isn't a scenario: what is wrong, with its path.
pub fn read(text: &str, cards: &[Date]) -> Result<Scenario, Wrong> {
    let scenario = <Scenario as Filed>::read(json::read(text)?)?;
    if !cards.contains(&scenario.rates) {
        let mut message = "no rate card of this date is here; there are ".to_owned();
        for (index, date) in cards.iter().enumerate() {
            message.push_str(if index == 0 { "" } else { ", " });
            message.push_str(&date.to_string());
        }
        return Err(Wrong::new(&message).in_field("rates"));
    }
    Ok(scenario)
}
