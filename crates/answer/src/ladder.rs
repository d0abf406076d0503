//! The ladder from list price to what is paid, as a picture and as a table.

use pricing::chart::{self, LadderPicture};
use pricing::explain::{ladder_table, no_ladder};

use crate::markup::Markup;
use crate::table::table;
use crate::{Look, Priced};

/// The ladder, or why there is none.
pub fn ladder(page: &mut Markup, priced: &Priced<'_>, look: &Look) {
    let picture = match &priced.report.ladder {
        Ok(ladder) => chart::ladder(ladder, priced.scenario),
        Err(error) => return page.add("<p class='quiet' key='no-ladder'>{}</p>", &[&no_ladder(error)]),
    };
    page.add(
        "<figure class='ladder' key='ladder'><figcaption>{}</figcaption><div class='ladder-picture'>",
        &[&picture.caption],
    );
    let height = chart::ladder_height(&picture).to_string();
    labels(page, &picture, &height);
    bars(page, &picture, &height);
    page.add(
        "</div><p class='ladder-note'>{}</p><details class='disclosure'><summary>The same numbers as a table</summary>",
        &[chart::LADDER_NOTE],
    );
    table(page, &ladder_table(priced.report, &picture), "table", look);
    page.add("</details></figure>", &[]);
}

/// Two pictures, because the bars move below the labels where there is no room beside them.
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
    page.add(
        "<svg class='ladder-bars' height='{}' role='img' aria-labelledby='ladder-title ladder-text'><title id='ladder-title'>{}</title><desc id='ladder-text'>{}</desc>",
        &[height, chart::LADDER_TITLE, &picture.description],
    );
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
