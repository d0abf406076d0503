//! What a figure opens to, and which ones are open.

use std::collections::BTreeSet;

use leptos::prelude::*;
use pricing::explain::{Explanation, Origin, RateWords};

/// The rows that are open, by id. They stay open while their figures change, and when they come back.
#[derive(Clone, Copy, Default)]
pub struct Opened(RwSignal<BTreeSet<String>>);

impl Opened {
    /// Whether a row is open, tracked.
    pub fn has(self, id: &str) -> bool {
        self.0.with(|open| open.contains(id))
    }

    /// Opens a row, or closes it.
    pub fn toggle(self, id: &str) {
        self.0.update(|open| {
            if !open.remove(id) {
                open.insert(id.to_owned());
            }
        });
    }
}

/// A figure, opened.
#[component]
pub fn ExplanationView(explanation: Explanation) -> impl IntoView {
    let Explanation { what, quantity, formula, rate, notes } = explanation;
    view! {
        <dl class="explanation">
            <dt>"What"</dt>
            <dd>{what}</dd>
            {entries("Quantity", "steps", quantity)}
            {entries("Formula", "formula", formula)}
            {rate.map(rate_entries)}
            {entries("Note", "", notes)}
        </dl>
    }
}

/// A term with one paragraph a text; nothing without texts.
fn entries(term: &'static str, class: &'static str, texts: Vec<String>) -> Option<impl IntoView> {
    (!texts.is_empty()).then(|| {
        let texts: Vec<_> = texts.into_iter().map(|text| view! { <p>{text}</p> }).collect();
        view! {
            <dt>{term}</dt>
            <dd class=class>{texts}</dd>
        }
    })
}

fn rate_entries(words: RateWords) -> impl IntoView {
    let RateWords { rate, change, origin } = words;
    let mut texts = vec![rate];
    texts.extend(change);
    let (source, note) = match origin {
        Origin::Typed => (vec!["Your price, typed here.".to_owned()], None),
        Origin::Published { title, publisher, published, read, place, primary, note } => {
            let kind = if primary { "" } else { " A secondary source, not an AWS publication." };
            let first = format!("{title}, {publisher}, {}; read {}.{kind}", published.long(), read.long());
            (vec![first, place], note)
        }
    };
    (entries("Rate", "", texts), entries("Source", "", source), entries("On the rate", "", note.into_iter().collect()))
}
