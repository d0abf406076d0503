//! What a figure opens to.

use pricing::explain::{Explanation, Origin, RateWords};

use crate::Look;
use crate::element::{Element, el};

/// A figure, opened.
pub(crate) fn explanation(explanation: &Explanation) -> Element {
    let Explanation { what, quantity, formula, rate, notes } = explanation;
    let mut list = el("dl").class("explanation");
    list = entry(list, "What", "", std::slice::from_ref(what));
    list = entry(list, "Quantity", "", quantity);
    list = entry(list, "Formula", "formula", formula);
    if let Some(rate) = rate {
        list = rate_entries(list, rate);
    }
    entry(list, "Note", "", notes)
}

/// A term with a paragraph a text; nothing without texts.
fn entry(list: Element, term: &str, class: &str, texts: &[String]) -> Element {
    if texts.is_empty() {
        return list;
    }
    let texts = texts.iter().map(|text| el("p").text(text));
    list.child(el("dt").text(term)).child(el("dd").class(class).children(texts))
}

fn rate_entries(list: Element, words: &RateWords) -> Element {
    let RateWords { rate, change, origin } = words;
    let mut rates = vec![rate.clone()];
    rates.extend(change.clone());
    let list = entry(list, "Rate", "", &rates);
    match origin {
        Origin::Typed => entry(list, "Source", "", &["Your price, typed here.".to_owned()]),
        Origin::Published { title, publisher, published, read, place, primary, note } => {
            let kind = if *primary { "" } else { " A secondary source, not an AWS publication." };
            let first = format!("{title}, {publisher}, {}; read {}.{kind}", published.long(), read.long());
            let note: Vec<String> = note.iter().cloned().collect();
            entry(entry(list, "Source", "", &[first, place.clone()]), "On the rate", "", &note)
        }
    }
}

/// The name of a row that opens: a button where it can be pressed.
pub(crate) fn opener(id: &str, name: &str, look: &Look) -> Element {
    if !look.live {
        return el("span").class("line-name").text(name);
    }
    let expanded = if look.is_open(id) { "true" } else { "false" };
    el("button")
        .class("line-name")
        .with_all(&[("type", "button"), ("aria-expanded", expanded), ("aria-controls", id)])
        .text(name)
}

/// The row below a row that opens; none where nothing can be pressed.
pub(crate) fn explanation_row(
    id: &str,
    columns: usize,
    look: &Look,
    opens: impl FnOnce() -> Option<Explanation>,
) -> Option<Element> {
    if !look.live {
        return None;
    }
    let open = look.is_open(id);
    let mut cell = el("td").with("role", "cell").with("colspan", &columns.to_string());
    if open && let Some(opens) = opens() {
        cell = cell.child(explanation(&opens));
    }
    let row = el("tr").class("explanation-row").with("role", "row").with("id", id).key(id);
    Some(row.with_if(!open, "hidden", "").child(cell))
}

/// A mark after a name.
pub(crate) fn tag(name: &str) -> Element {
    let class = match name {
        "typed" => "tag tag-typed",
        "secondary" => "tag tag-secondary",
        _ => "tag",
    };
    el("span").class(class).text(name)
}
