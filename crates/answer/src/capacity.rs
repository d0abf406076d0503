//! The views of capacity and of the commitment: the decision, its tables and its pictures. Loaded on demand.

use explain::chart::{DEPTH, MarkKind, Plot, WIDTH, length};
use explain::{self, CapacitySection, Table};

use crate::markup::Markup;
use crate::picture::{drawing, picture};
use crate::table::table;
use crate::{Here, Look, Priced};

/// Characters that the answer has room for where it is narrow beside the inputs, and where it is as wide as it gets.
const WIDE: usize = 68;
const LONG: usize = 120;

/// Height of a drawing, and of what is left for words above and below it, in pixels.
const HEIGHT: u32 = 200;
const EDGE: u32 = 20;

/// What is bought by capacity.
#[inline(never)]
pub fn capacity(page: &mut Markup, priced: &Priced<'_>, look: &Look, _: Here) {
    sections(page, &explain::capacity(priced.scenario, priced.card), look);
}

/// What the commitment does to the bill.
#[inline(never)]
pub fn commitment(page: &mut Markup, priced: &Priced<'_>, look: &Look, _: Here) {
    sections(page, &explain::commitment(priced.report, priced.scenario, priced.card), look);
}

fn sections(page: &mut Markup, sections: &[CapacitySection], look: &Look) {
    for section in sections {
        page.add("<section class='capacity' key='{}'><h3>{}</h3>", &[&section.id, &section.title]);
        for sentence in &section.lead {
            page.add("<p class='lead'>{}</p>", &[sentence]);
        }
        for numbers in &section.tables {
            table(page, numbers, class_of(numbers), look);
        }
        for plot in &section.plots {
            draw(page, plot, look);
        }
        page.end();
    }
}

/// How a table gives way where there is no room for it, by the characters of its columns.
pub(crate) fn class_of(table: &Table) -> &'static str {
    let longest = |column: usize| table.rows.iter().filter_map(|row| row.cells.get(column)).map(String::len).max();
    // Each column has a margin of three.
    let characters: usize = (0..table.columns.len()).filter_map(longest).map(|longest| longest + 3).sum();
    if characters <= WIDE {
        "table stacks"
    } else if characters <= LONG {
        "table wide"
    } else {
        "table wide long"
    }
}

fn draw(page: &mut Markup, plot: &Plot, look: &Look) {
    let note = format!("{}. {}", plot.title, plot.note);
    picture(page, ["plot", &plot.name, class_of(&plot.table)], [&plot.caption, &note], &plot.table, look, &|page| {
        let height = (HEIGHT + 2 * EDGE).to_string();
        drawing(page, &plot.name, "", &height, [plot.title, &plot.caption]);
        let (edge, inner) = (EDGE.to_string(), HEIGHT.to_string());
        let extent = format!("0 0 {WIDTH} {DEPTH}");
        page.add(
            "<svg y='{}' height='{}' width='100%' viewBox='{}' preserveAspectRatio='none'>",
            &[&edge, &inner, &extent],
        );
        for mark in &plot.marks {
            match mark.kind {
                MarkKind::Line => page.add("<path class='line {}' d='{}'></path>", &[mark.class, &mark.text]),
                MarkKind::Area => page.add("<path class='area {}' d='{}'></path>", &[mark.class, &mark.text]),
                MarkKind::Point | MarkKind::Label => {}
            }
        }
        page.end();
        for mark in &plot.marks {
            let (x, y) = (length(mark.x), EDGE + mark.y * HEIGHT / DEPTH);
            match mark.kind {
                MarkKind::Point => {
                    page.add("<circle class='{}' cx='{}' cy='{}' r='4'></circle>", &[mark.class, &x, &y.to_string()]);
                }
                MarkKind::Label => {
                    // Words above a line; below the drawing's foot, where they name a place along it.
                    let y = if mark.y == DEPTH || mark.class == "break-even" { y + 15 } else { y - 5 };
                    let anchor = match mark.x {
                        ..2_500 => "start",
                        7_500.. => "end",
                        _ => "middle",
                    };
                    page.add(
                        "<text class='{}' text-anchor='{}' x='{}' y='{}'>{}</text>",
                        &[mark.class, anchor, &x, &y.to_string(), &mark.text],
                    );
                }
                MarkKind::Line | MarkKind::Area => {}
            }
        }
        page.end();
    });
}
