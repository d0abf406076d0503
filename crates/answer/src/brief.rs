//! The answer on a page or two, to print. Loaded on demand.

use crate::capacity::class_of;
use crate::markup::Markup;
use crate::table::table;
use crate::{Here, Look, Priced};

/// The brief.
#[inline(never)]
pub fn brief(page: &mut Markup, priced: &Priced<'_>, look: &Look, _: Here) {
    let brief = explain::brief(priced.report, priced.scenario, priced.card);
    page.add(
        "<p class='no-print'><button type='button' data-print=''>Print the brief</button> One or two A4 pages.</p>",
        &[],
    );
    page.add("<article class='brief'><h3 class='brief-title'>What Amazon Bedrock costs</h3>", &[]);
    for sentence in &brief.lead {
        page.add("<p class='lead'>{}</p>", &[sentence]);
    }
    for section in &brief.sections {
        page.add("<section key='{}'><h4>{}</h4>", &[&section.id, &section.title]);
        for sentence in &section.lead {
            page.add("<p>{}</p>", &[sentence]);
        }
        for numbers in &section.tables {
            table(page, numbers, class_of(numbers), look);
        }
        page.end();
    }
    let address = format!("{}#{}", look.address, exchange::link::encode(priced.scenario));
    page.add(
        "<section><h4>The same in the calculator</h4><p class='brief-link'><a href='{}'>{}</a></p></section>",
        &[&address, &address],
    );
    page.end();
}
