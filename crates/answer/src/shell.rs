//! Parts of the answer as elements of their own, for the static shell.

use exchange::presets::Preset;
use pricing::rates::RateCard;

use crate::element::{Element, Node, el};
use crate::markup::Markup;
use crate::{Look, Part, Priced, boxes, ladder as picture, ledger as bill, total as figures, views};

/// What `write` writes.
fn written(write: impl FnOnce(&mut Markup)) -> Vec<Element> {
    let mut page = Markup::new();
    write(&mut page);
    page.finish().children.iter().cloned().filter_map(Node::into_element).collect()
}

/// The one element that `write` writes.
fn one(write: impl FnOnce(&mut Markup)) -> Element {
    written(write).pop().unwrap_or_else(|| el("div"))
}

/// What is paid a month, against list price; marked where it isn't the present scenario's.
pub fn total(priced: &Priced<'_>, why_stale: Option<&str>, look: &Look) -> Element {
    one(|page| figures::total(page, priced, why_stale, look))
}

/// The figures below the total.
pub fn facts(priced: &Priced<'_>, look: &Look) -> Vec<Element> {
    written(|page| figures::facts(page, priced, look))
}

/// The one-line total at the bottom of a narrow page; what is in it.
pub fn strip(priced: Option<&Priced<'_>>) -> Vec<Element> {
    written(|page| figures::strip(page, priced))
}

/// The ladder, or why there is none.
pub fn ladder(priced: &Priced<'_>, look: &Look) -> Element {
    one(|page| picture::ladder(page, priced, look))
}

/// The notices of a report.
pub fn notices(priced: &Priced<'_>) -> Vec<Element> {
    written(|page| boxes::notices(page, priced))
}

/// The bill.
pub fn ledger(priced: &Priced<'_>, look: &Look) -> Element {
    one(|page| bill::ledger(page, priced, look))
}

/// Whether caching pays.
pub fn break_even(priced: &Priced<'_>, look: &Look) -> Vec<Element> {
    written(|page| views::break_even(page, priced, look))
}

/// Published figures beside exact ones.
pub fn published(presets: &[Preset], loaded: Option<&str>, card: &RateCard) -> Vec<Element> {
    written(|page| {
        if let Some(here) = Part::Here.here() {
            views::published(page, presets, loaded, card, here);
        }
    })
}

/// The conventions that an answer rests on.
pub fn assumptions(priced: &Priced<'_>) -> Element {
    one(|page| views::assumptions(page, priced))
}

/// Every model's rates in its usual place.
pub fn rate_table_of_all(card: &RateCard) -> Element {
    one(|page| views::rate_table_of_all(page, card))
}
