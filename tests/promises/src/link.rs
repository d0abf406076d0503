//! Links: read, written and read again, then priced and shown.

use crate::{cards, dates, report};
use exchange::file;
use exchange::link::{compared, compared_texts, decode, encode, encode_with};
use pricing::price::{PriceError, price};
use pricing::scenario::Scenario;

/// What a link means is written so that it is read back, and whatever can be priced can be shown.
///
/// # Panics
/// Where that isn't so.
pub fn holds(text: &str) {
    let read = decode(text, dates());
    for problem in &read.problems {
        assert!(problem.part.chars().count() <= 60, "{problem:?}");
        assert!(!problem.to_string().is_empty());
    }
    let Some(scenario) = read.scenario else { return };
    let again = decode(&encode(&scenario), dates());
    assert_eq!(again.scenario.as_ref(), Some(&scenario), "a link that is written is read back");
    let texts = filed(&scenario);
    let Some(card) = cards().iter().find(|card| card.date() == scenario.rates) else {
        panic!("no card of {}", scenario.rates);
    };

    let entries = compared(&read.compared, scenario.rates, dates());
    let written = compared_texts(&entries, scenario.rates);
    let whole = encode_with(&scenario, &written);
    let reread = decode(&whole, dates());
    assert_eq!(reread.scenario.as_ref(), Some(&scenario), "a comparison doesn't change what is open");
    // A name alone compares nothing, and isn't written.
    if written.iter().any(|text| text.contains(';')) {
        assert_eq!(reread.compared, written, "{whole}");
        let once_more = compared(&reread.compared, scenario.rates, dates());
        assert_eq!(compared_texts(&once_more, scenario.rates), written, "{whole}");
    }
    let _ = explain::words::link_holds(&scenario, &written);
    report::compare(&entries, &scenario, card);

    let errors = scenario.check();
    assert!(errors.iter().all(|error| !error.to_string().is_empty()));
    match price(&scenario, card) {
        Ok(priced) => {
            assert!(errors.is_empty(), "{errors:?}");
            report::holds(&scenario, card, &priced, &texts);
            for other in cards() {
                let _ = price(&scenario, other);
            }
        }
        Err(error) => unpriced(&scenario, &error),
    }
}

/// A scenario's file is read back, by hand and by serde.
fn filed(scenario: &Scenario) -> String {
    let text = file::write(scenario);
    assert_eq!(file::read(&text, dates()).as_ref(), Ok(scenario), "a file that is written is read back");
    match serde_json::from_str::<Scenario>(&text) {
        Ok(read) => assert_eq!(&read, scenario),
        Err(error) => panic!("serde doesn't read {text}: {error}"),
    }
    text
}

/// Why there is no answer can always be said.
fn unpriced(scenario: &Scenario, error: &PriceError) {
    assert!(!error.to_string().is_empty());
    if let PriceError::MissingRate(missing) = error {
        let verdict = explain::incomplete(&[(**missing).clone()], scenario);
        assert!(!verdict.lead.is_empty());
    }
}
