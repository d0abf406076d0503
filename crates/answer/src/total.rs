//! The total and the figures below it; each opens to its explanation.

use explain::{Figure, total_leaves_out, total_name};

use crate::explanation::{self, when_here};
use crate::markup::{Markup, truth, when};
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
    NAMES.iter().find(|(_, of)| *of == name).map(|(figure, _)| *figure)
}

/// What is paid a month, against list price; marked where it isn't the present scenario's.
pub fn total(page: &mut Markup, priced: &Priced<'_>, why_stale: Option<&str>, look: &Look) {
    page.add("<div class='total' key='total'><p class='total-figure'>", &[]);
    figure(page, Figure::Month, priced, look);
    page.add(" <span class='unit'>a month{}</span></p><p class='total-compare'>", &[total_leaves_out(priced.scenario)]);
    if Figure::List.text(priced.report, priced.scenario).is_ok() {
        page.add("<span class='figure'>", &[]);
        figure(page, Figure::List, priced, look);
        page.add(" <span class='unit'>list</span></span>", &[]);
    }
    figure(page, Figure::Percent, priced, look);
    page.end();
    if let Some(why) = why_stale {
        page.add("<p class='total-mark'>Last good answer. {}</p>", &[why]);
    }
    page.end();
}

/// What stands there while nothing could ever be priced.
pub fn unpriced(page: &mut Markup) {
    page.add("<div class='total' key='total'><p class='total-figure'>No price yet</p></div>", &[]);
}

/// The figures below the total, and the explanation of the one that is open.
pub fn facts(page: &mut Markup, priced: &Priced<'_>, look: &Look) {
    let Priced { report, scenario, .. } = *priced;
    page.add("<dl class='facts' key='facts'>", &[]);
    for fact in Figure::FACTS {
        page.add("<div><dt>{}</dt>", &[fact.label(report)]);
        match fact.text(report, scenario) {
            Ok(_) => {
                page.add("<dd class='figure'>", &[]);
                figure(page, fact, priced, look);
                page.end();
            }
            Err(why) => page.add("<dd class='quiet'>{}</dd>", &[why]),
        }
        page.end();
    }
    page.end();
    if look.live {
        let opened = look.figure.filter(|figure| figure.text(report, scenario).is_ok());
        page.add(
            "<div class='figure-explanation' id='figure-explanation' key='explanation' ?hidden>",
            &[when(opened.is_none())],
        );
        if let Some(opened) = opened {
            when_here(page, look, &|page, here| explanation::figure(page, opened, priced, here));
        }
        page.end();
    }
}

/// A figure, where there is one; a button where it can be opened.
#[inline(never)]
fn figure(page: &mut Markup, figure: Figure, priced: &Priced<'_>, look: &Look) {
    let report = priced.report;
    let Ok(text) = figure.text(report, priced.scenario) else { return };
    let class = figure.direction(report).class();
    if !look.live {
        return page.add("<span class='figure {}'>{}</span>", &[class, &text]);
    }
    let name = NAMES.iter().find(|(of, _)| *of == figure).map_or("", |(_, name)| *name);
    page.add(
        "<button class='figure {}' type='button' data-figure='{}' aria-label='{}, {}' aria-expanded='{}' aria-controls='figure-explanation'>{}</button>",
        &[class, name, &text, figure.label(report), truth(look.figure == Some(figure)), &text],
    );
}

/// The one-line total at the bottom of a narrow page; what is in it.
pub fn strip(page: &mut Markup, priced: Option<&Priced<'_>>) {
    page.add(
        "<span class='total-strip-label'>{}</span>",
        &[priced.map_or("You pay", |priced| total_name(priced.scenario))],
    );
    let Some(priced) = priced else {
        return page.add("<span class='figure'>no price yet</span>", &[]);
    };
    page.add(
        "<span class='figure'><span class='total-strip-figure'>{}</span> <span class='unit'>a month</span></span>",
        &[&priced.report.month().to_string()],
    );
    figure(page, Figure::Percent, priced, &Look::default());
}
