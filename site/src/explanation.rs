//! What a figure opens to: what it is, how its quantity came about, the formula, the rate with its source, the notes.

use explain::{Explanation, Origin, RateWords};
use leptos::prelude::*;

/// An opened figure, in a box of its own.
pub fn proof(explanation: &Explanation) -> AnyView {
    let Explanation { what, quantity, formula, rate, notes } = explanation;
    let mut entries = entry("Quantity", quantity, "");
    entries.extend(entry("Formula", formula, "formula"));
    if let Some(rate) = rate {
        entries.extend(rate_entries(rate));
    }
    entries.extend(entry("Assumes", notes, ""));
    view! { <div class="proof"><p>{what.clone()}</p><dl>{entries}</dl></div> }.into_any()
}

/// A term and its texts; nothing without texts.
fn entry(term: &'static str, texts: &[String], class: &'static str) -> Vec<AnyView> {
    if texts.is_empty() {
        return Vec::new();
    }
    let texts = texts.iter().map(|text| view! { <p>{text.clone()}</p> }.into_any()).collect::<Vec<_>>();
    vec![view! { <dt>{term}</dt><dd class=class>{texts}</dd> }.into_any()]
}

fn rate_entries(words: &RateWords) -> Vec<AnyView> {
    let RateWords { rate, change, origin } = words;
    let mut rates = vec![rate.clone()];
    rates.extend(change.clone());
    let mut entries = entry("Rate", &rates, "");
    match origin {
        Origin::Typed => entries.extend(entry("Source", &["Your price, typed here.".to_owned()], "")),
        Origin::Published { title, publisher, published, read, place, primary, note } => {
            let said = format!("{publisher} · published {} · read {}", published.long(), read.long());
            let link = linked(title, place);
            let secondary = (!primary).then(|| view! { <p>"A secondary source, not an AWS publication."</p> });
            let source = view! { <dt>"Source"</dt><dd><p>{link} " · " {said}</p>{secondary}</dd> };
            entries.push(source.into_any());
            if let Some(note) = note {
                entries.extend(entry("Note", core::slice::from_ref(note), ""));
            }
        }
    }
    entries
}

/// A source's title, as a link where its place is an address.
pub fn linked(title: &str, place: &str) -> AnyView {
    let title = title.to_owned();
    if place.starts_with("https://") {
        view! { <a href=place.to_owned() rel="noreferrer" target="_blank">{title}</a> }.into_any()
    } else if place.is_empty() {
        view! { <span>{title}</span> }.into_any()
    } else {
        view! { <span>{format!("{title}, {place}")}</span> }.into_any()
    }
}
