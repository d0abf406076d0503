//! The ladder from list price to what is paid, as a picture and as a table.

use pricing::chart::{self, LadderPicture};
use pricing::explain::{ladder_table, no_ladder};

use crate::markup::Markup;
use crate::picture::{drawing, picture};
use crate::{Look, Priced};

/// The ladder, or why there is none.
pub fn ladder(page: &mut Markup, priced: &Priced<'_>, look: &Look) {
    let drawn = match &priced.report.ladder {
        Ok(ladder) => chart::ladder(ladder, priced.scenario),
        Err(error) => return page.add("<p class='quiet' key='no-ladder'>{}</p>", &[&no_ladder(error)]),
    };
    let height = chart::ladder_height(&drawn).to_string();
    let numbers = ladder_table(priced.report, &drawn);
    picture(page, ["ladder", "ladder", "table"], [&drawn.caption, chart::LADDER_NOTE], &numbers, look, &|page| {
        labels(page, &drawn, &height);
        bars(page, &drawn, &height);
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

fn bars(page: &mut Markup, picture: &LadderPicture, height: &str) {
    drawing(page, "ladder", "ladder-bars", height, [chart::LADDER_TITLE, &picture.description]);
    for (bar, row) in picture.bars.iter().zip(0_u32..) {
        page.add(
            "<g transform='{}'><rect class='{}' x='{}' y='8' width='{}' height='20'></rect></g>",
            &[&chart::row_transform(row), bar.class(), &chart::length(bar.start), &chart::length(bar.width)],
        );
    }
    for (x, from, to) in chart::joins(picture) {
        page.add(
            "<line class='step-join' x1='{}' x2='{}' y1='{}' y2='{}'></line>",
            &[&x, &x, &from.to_string(), &to.to_string()],
        );
    }
    page.end();
}
