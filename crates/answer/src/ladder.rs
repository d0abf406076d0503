//! The ladder from list price to what is paid, as a picture and as a table.

use explain::chart::{self, LadderPicture};
use explain::{self, Table, ladder_table, no_ladder};

use crate::markup::Markup;
use crate::picture::{drawing, picture};
use crate::{Here, Look, Priced};

/// Characters of a figure for which there is room beside the longest bar.
const FIGURE_ROOM: usize = 12;

/// The ladder, or why there is none. A commitment continues it to what AI adds in a year, once the part of the program is
/// there that knows how.
pub fn ladder(page: &mut Markup, priced: &Priced<'_>, look: &Look) {
    if let (Some(_), Some(here)) = (&priced.scenario.commitment, look.part.here())
        && ladder_of_year(page, priced, look, here)
    {
        return;
    }
    let drawn = match &priced.report.ladder {
        Ok(ladder) => chart::ladder(ladder, priced.scenario),
        Err(error) => return page.add("<p class='quiet' key='no-ladder'>{}</p>", &[&no_ladder(error)]),
    };
    show(page, &drawn, &ladder_table(priced.report, &drawn), chart::LADDER_TITLE, look);
}

/// The ladder of a commitment's first year, where there is one.
#[inline(never)]
pub fn ladder_of_year(page: &mut Markup, priced: &Priced<'_>, look: &Look, _: Here) -> bool {
    let found = explain::year_ladder(priced.report, priced.scenario, priced.card);
    if let Some((ladder, drawn)) = &found {
        show(page, drawn, &explain::year_ladder_table(ladder, drawn), chart::YEAR_LADDER_TITLE, look);
    }
    found.is_some()
}

fn show(page: &mut Markup, drawn: &LadderPicture, numbers: &Table, title: &str, look: &Look) {
    let height = chart::ladder_height(drawn).to_string();
    picture(page, ["ladder", "ladder", "table"], [&drawn.caption, chart::LADDER_NOTE], numbers, look, &|page| {
        labels(page, drawn, &height);
        bars(page, drawn, title, &height);
    });
}

/// A drawing of its own, because the bars move below the labels where there is no room beside them.
fn labels(page: &mut Markup, picture: &LadderPicture, height: &str) {
    page.add("<svg class='ladder-labels' height='{}' width='100%' aria-hidden='true'>", &[height]);
    for (bar, row) in picture.bars.iter().zip(0_u32..) {
        let y = chart::text_y(row).to_string();
        let total = if bar.is_total() { " step-total" } else { "" };
        page.add(
            "<text class='step-label{}' x='0' y='{}'>{}</text><text class='step-figure{} {}' x='100%' y='{}'>{}</text>",
            &[total, &y, &bar.label, total, bar.direction().class(), &y, &bar.figure()],
        );
    }
    page.end();
}

fn bars(page: &mut Markup, picture: &LadderPicture, title: &str, height: &str) {
    // Long figures need more room beside the bars.
    let is_long = picture.bars.iter().any(|bar| bar.figure().len() > FIGURE_ROOM);
    let class = if is_long { "ladder-bars ladder-short" } else { "ladder-bars" };
    drawing(page, "ladder", class, height, [title, &picture.description]);
    for (bar, row) in picture.bars.iter().zip(0_u32..) {
        page.add(
            "<g transform='{}'><rect class='{}' x='{}' y='8' width='{}' height='20'></rect>",
            &[&chart::row_transform(row), bar.class(), &chart::length(bar.start), &chart::length(bar.width)],
        );
        if picture.zero > 0 {
            page.add(
                "<rect class='step-zero' x='{}' y='4' width='1' height='28'></rect>",
                &[&chart::length(picture.zero)],
            );
        }
        page.end();
    }
    for (x, from, to) in chart::joins(picture) {
        page.add(
            "<line class='step-join' x1='{}' x2='{}' y1='{}' y2='{}'></line>",
            &[&x, &x, &from.to_string(), &to.to_string()],
        );
    }
    page.end();
}
