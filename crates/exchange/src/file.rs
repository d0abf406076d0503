//! A scenario as a file: JSON with every decimal as a text, the same form as `serde` gives with the feature of that name.
//!
//! Reading is strict: a field that doesn't exist, is missing, is given twice or holds something else is an error that names
//! its path, and nothing is read by halves. See `docs/files.md`.

mod capacity;
mod commitment;
mod fields;
mod services;
mod workload;

use crate::json::{self, Writer, Wrong};
use pricing::bounds;
use pricing::rates::Date;
use pricing::scenario::{Billed, CacheInBatch, ProviderTerms, Rules, Scenario};

use fields::{Filed, fields, words};

words!(CacheInBatch, CacheInBatch::name);
words!(Rules, Rules::name);

fields!(Scenario {
    must rates,
    rules rules,
    cache_in_batch cache_in_batch,
    some(bounds::WORKLOADS_MAX) workloads,
    many(bounds::TYPED_PRICES_MAX) prices,
    many(bounds::TYPED_PRICES_MAX) thresholds,
    may capacity,
    may commitment,
    many(bounds::ALTERNATIVES_MAX) alternatives,
    may services,
    may billed,
});

fields!(Billed { must from, must months, must paid, may list, may left });

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

/// Writes the terms of a provider as one value among others.
pub(crate) fn write_terms_into(terms: &ProviderTerms, json: &mut Writer) {
    terms.write(json);
}

/// Reads a file's text. `cards` are the dates of the rate cards that there are.
///
/// What is read can still be wrong to price: [`Scenario::check`] says so, as for what is typed.
///
/// # Errors
/// When the text isn't a scenario: what is wrong, with its path.
pub fn read(text: &str, cards: &[Date]) -> Result<Scenario, Wrong> {
    let value = json::read(text)?;
    let mut at = Wrong::default();
    let read = <Scenario as Filed>::read(&value, &mut at);
    read.filter(|scenario| is_known(scenario.rates, cards, &mut at)).ok_or(at)
}

/// Whether there is a card of this date.
fn is_known(date: Date, cards: &[Date], at: &mut Wrong) -> bool {
    let known = cards.contains(&date);
    if !known {
        let dates: Vec<String> = cards.iter().map(ToString::to_string).collect();
        at.down("rates");
        let _ = at.refuse(&["no rate card of this date is here; there are ", &dates.join(", ")]);
    }
    known
}
