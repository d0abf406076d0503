//! What a figure opens to. What is in it is loaded on demand; what opens it isn't.

use explain::{self, Explanation, Figure, Origin, RateWords};

use crate::markup::{Markup, truth, when};
use crate::part::waiting;
use crate::{Here, Look, Priced};

/// A figure of the answer as a whole, opened.
#[inline(never)]
pub fn figure(page: &mut Markup, figure: Figure, priced: &Priced<'_>, _: Here) {
    if let Some(opened) = figure.explain(priced.report) {
        entries(page, &opened);
    }
}

/// What has this id in the bill, opened.
#[inline(never)]
pub fn ledger_entry(page: &mut Markup, id: &str, priced: &Priced<'_>, _: Here) {
    if let Some(opened) = explain::ledger_entry(id, priced.report, priced.scenario, priced.card) {
        entries(page, &opened);
    }
}

/// What a row of a table opens to.
#[inline(never)]
pub fn explanation(page: &mut Markup, explanation: &Explanation, _: Here) {
    entries(page, explanation);
}

/// What is open, or what stands there until the part is.
pub(crate) fn when_here(page: &mut Markup, look: &Look, fill: &dyn Fn(&mut Markup, Here)) {
    match look.part.here() {
        Some(here) => fill(page, here),
        None => waiting(page, look.part),
    }
}

#[inline(never)]
fn entries(page: &mut Markup, explanation: &Explanation) {
    let Explanation { what, quantity, formula, rate, notes } = explanation;
    page.add("<dl class='explanation'>", &[]);
    entry(page, "What", core::slice::from_ref(what));
    entry(page, "Quantity", quantity);
    entry(page, "Formula", formula);
    if let Some(rate) = rate {
        rate_entries(page, rate);
    }
    entry(page, "Note", notes);
    page.end();
}

/// A term with a paragraph a text; nothing without texts.
#[inline(never)]
fn entry(page: &mut Markup, term: &str, texts: &[String]) {
    if texts.is_empty() {
        return;
    }
    let class = if term == "Formula" { "formula" } else { "" };
    page.add("<dt>{}</dt><dd class='{}'>", &[term, class]);
    for text in texts {
        page.add("<p>{}</p>", &[text]);
    }
    page.end();
}

fn rate_entries(page: &mut Markup, words: &RateWords) {
    let RateWords { rate, change, origin } = words;
    page.add("<dt>Rate</dt><dd><p>{}</p>", &[rate]);
    if let Some(change) = change {
        page.add("<p>{}</p>", &[change]);
    }
    page.add("</dd><dt>Source</dt><dd><p>", &[]);
    match origin {
        Origin::Typed => page.add("Your price, typed here.</p></dd>", &[]),
        Origin::Published { title, publisher, published, read, place, primary, note } => {
            let kind = if *primary { "" } else { " A secondary source, not an AWS publication." };
            let slots = [title.as_str(), publisher, &published.long(), &read.long(), kind, place];
            page.add("{}, {}, {}; read {}.{}</p><p>{}</p></dd>", &slots);
            if let Some(note) = note {
                page.add("<dt>On the rate</dt><dd><p>{}</p></dd>", &[note]);
            }
        }
    }
}

/// The name of a row that opens: a button where it can be pressed.
#[inline(never)]
pub(crate) fn opener(page: &mut Markup, id: &str, name: &str, look: &Look) {
    if look.live {
        page.add(
            "<button class='line-name' type='button' aria-expanded='{}' aria-controls='{}'>{}</button>",
            &[truth(look.is_open(id)), id, name],
        );
    } else {
        page.add("<span class='line-name'>{}</span>", &[name]);
    }
}

/// The row below a row that opens, filled while it is open; none where nothing can be pressed.
#[inline(never)]
pub(crate) fn explanation_row(
    page: &mut Markup,
    id: &str,
    columns: usize,
    look: &Look,
    fill: &dyn Fn(&mut Markup, Here),
) {
    if !look.live {
        return;
    }
    let open = look.is_open(id);
    page.add(
        "<tr class='explanation-row' role='row' id='{}' key='{}' ?hidden><td role='cell' colspan='{}'>",
        &[id, id, when(!open), &columns.to_string()],
    );
    if open {
        when_here(page, look, fill);
    }
    page.add("</td></tr>", &[]);
}

/// A mark after a name.
#[inline(never)]
pub(crate) fn tag(page: &mut Markup, name: &str) {
    let class = match name {
        "typed" => " tag-typed",
        "secondary" => " tag-secondary",
        _ => "",
    };
    page.add("<span class='tag{}'>{}</span>", &[class, name]);
}
