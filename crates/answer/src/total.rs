//! The total and the figures below it; each opens to its explanation.

use pricing::explain::Figure;
use pricing::report::Report;

use crate::element::{Element, el};
use crate::explanation::explanation;
use crate::{Look, Priced};

/// Every figure by the name that its button bears.
const NAMES: [(Figure, &str); 7] = [
    (Figure::Month, "month"),
    (Figure::List, "list"),
    (Figure::Percent, "percent"),
    (Figure::Year, "year"),
    (Figure::Saving, "saving"),
    (Figure::PerMillionTokens, "million"),
    (Figure::PerThousandRequests, "thousand"),
];

/// The figure whose button bears this name.
pub fn figure_named(name: &str) -> Option<Figure> {
    NAMES.into_iter().find(|(_, of)| *of == name).map(|(figure, _)| figure)
}

/// What is paid a month, against list price; marked where it isn't the present scenario's.
pub fn total(priced: &Priced<'_>, why_stale: Option<&str>, look: &Look) -> Element {
    let report = priced.report;
    let unit = |text: &str| el("span").class("unit").text(text);
    let month =
        el("p").class("total-figure").child(figure(Figure::Month, report, look)).text(" ").child(unit("a month"));
    let mut compare = el("p").class("total-compare");
    if Figure::List.text(report).is_ok() {
        let list = el("span").class("figure").child(figure(Figure::List, report, look));
        compare = compare.child(list.text(" ").child(unit("list")));
    }
    if Figure::Percent.text(report).is_ok() {
        compare = compare.child(figure(Figure::Percent, report, look));
    }
    let mark = why_stale.map(|why| el("p").class("total-mark").text(&format!("Last good answer. {why}")));
    el("div").class("total").key("total").child(month).child(compare).children(mark)
}

/// What stands there while nothing could ever be priced.
pub fn unpriced() -> Element {
    el("div").class("total").key("total").child(el("p").class("total-figure").text("No price yet"))
}

/// The figures below the total, and the explanation of the one that is open.
pub fn facts(priced: &Priced<'_>, look: &Look) -> Vec<Element> {
    let report = priced.report;
    let fact = |fact: Figure| {
        let value = match fact.text(report) {
            Ok(_) => el("dd").class("figure").child(figure(fact, report, look)),
            Err(why) => el("dd").class("quiet").text(why),
        };
        el("div").child(el("dt").text(fact.label(report))).child(value)
    };
    let mut facts = vec![el("dl").class("facts").key("facts").children(Figure::FACTS.into_iter().map(fact))];
    if look.live {
        let opened = look.figure.and_then(|figure| figure.explain(report));
        let panel = el("div").class("figure-explanation").with("id", "figure-explanation").key("explanation");
        facts.push(panel.with_if(opened.is_none(), "hidden", "").children(opened.iter().map(explanation)));
    }
    facts
}

/// A figure; a button where it can be opened.
fn figure(figure: Figure, report: &Report, look: &Look) -> Element {
    let text = figure.text(report).unwrap_or_default();
    let class = format!("figure {}", figure.direction(report).class());
    if !look.live {
        return el("span").class(&class).text(&text);
    }
    let name = NAMES.into_iter().find(|(of, _)| *of == figure).map_or("", |(_, name)| name);
    let expanded = if look.figure == Some(figure) { "true" } else { "false" };
    el("button")
        .class(&class)
        .with_all(&[("type", "button"), ("data-figure", name)])
        .with("aria-label", &format!("{text}, {}", figure.label(report)))
        .with_all(&[("aria-expanded", expanded), ("aria-controls", "figure-explanation")])
        .text(&text)
}

/// The one-line total at the bottom of a narrow page; what is in it.
pub fn strip(priced: Option<&Priced<'_>>) -> Vec<Element> {
    let mut parts = vec![el("span").class("total-strip-label").text("You pay")];
    let Some(Priced { report, .. }) = priced else {
        parts.push(el("span").class("figure").text("no price yet"));
        return parts;
    };
    let month = el("span").class("total-strip-figure").text(&report.month().to_string());
    parts.push(el("span").class("figure").child(month).text(" ").child(el("span").class("unit").text("a month")));
    if let Ok(percent) = Figure::Percent.text(report) {
        let class = format!("figure {}", Figure::Percent.direction(report).class());
        parts.push(el("span").class(&class).text(&percent));
    }
    parts
}
