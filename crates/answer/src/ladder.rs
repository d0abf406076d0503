//! The ladder from list price to what is paid, as a picture and as a table.

use pricing::chart::{self, LadderPicture};
use pricing::explain::{ladder_table, no_ladder};

use crate::element::{Element, el};
use crate::table::table;
use crate::{Look, Priced};

/// The ladder, or why there is none.
pub fn ladder(priced: &Priced<'_>, look: &Look) -> Element {
    let picture = match &priced.report.ladder {
        Ok(ladder) => chart::ladder(ladder, priced.scenario),
        Err(error) => return el("p").class("quiet").key("no-ladder").text(&no_ladder(error)),
    };
    let rows = ladder_table(priced.report, &picture);
    let details = el("details").class("disclosure").child(el("summary").text("The same numbers as a table"));
    el("figure")
        .class("ladder")
        .key("ladder")
        .child(el("figcaption").text(&picture.caption))
        .child(el("div").class("ladder-picture").child(labels(&picture)).child(bars(&picture)))
        .child(el("p").class("ladder-note").text(chart::LADDER_NOTE))
        .child(details.children(table(&rows, "table", look)))
}

fn svg(class: &str, picture: &LadderPicture) -> Element {
    el("svg").class(class).with("height", &chart::ladder_height(picture).to_string())
}

/// Two pictures, because the bars move below the labels where there is no room beside them.
fn labels(picture: &LadderPicture) -> Element {
    let texts = picture.bars.iter().zip(0_u32..).flat_map(|(bar, row)| {
        let y = chart::text_y(row).to_string();
        let total = if bar.is_total() { " step-total" } else { "" };
        let text = |class: &str, x: &str, words: &str| el("text").class(class).with("x", x).with("y", &y).text(words);
        [
            text(&format!("step-label{total}"), "0", &bar.label),
            text(&format!("step-figure{total} {}", bar.direction().class()), "100%", &bar.figure()),
        ]
    });
    svg("ladder-labels", picture).with_all(&[("width", "100%"), ("aria-hidden", "true")]).children(texts)
}

fn bars(picture: &LadderPicture) -> Element {
    let bars = picture.bars.iter().zip(0_u32..).map(|(bar, row)| {
        let rect = el("rect").class(bar.class()).with("x", &chart::length(bar.start)).with("y", "8");
        let rect = rect.with("width", &chart::length(bar.width)).with("height", "20");
        el("g").with("transform", &chart::row_transform(row)).child(rect)
    });
    let joins = chart::joins(picture).map(|(x, from, to)| {
        let line = el("line").class("step-join").with("x1", &x).with("x2", &x);
        line.with("y1", &from.to_string()).with("y2", &to.to_string())
    });
    svg("ladder-bars", picture)
        .with_all(&[("role", "img"), ("aria-labelledby", "ladder-title ladder-text")])
        .child(el("title").with("id", "ladder-title").text(chart::LADDER_TITLE))
        .child(el("desc").with("id", "ladder-text").text(&picture.description))
        .children(bars)
        .children(joins)
}
