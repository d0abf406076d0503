//! Where it goes: every line of the bill, by workload.

use explain::{self, LedgerRow, Section};
use pricing::money::Usd;

use crate::explanation::{explanation_row, ledger_entry, opener, tag};
use crate::markup::Markup;
use crate::table::head;
use crate::{Look, Priced};

/// The bill.
pub fn ledger(page: &mut Markup, priced: &Priced<'_>, look: &Look) {
    page.add("<table class='table stacks ledger' role='table'><caption>{}</caption>", &[explain::LEDGER_CAPTION]);
    page.add("<thead role='rowgroup'><tr role='row'>", &[]);
    head(page, "Line", "");
    for name in ["Quantity a month", "× Rate", "= Cost a month"] {
        head(page, name, "number");
    }
    page.add("</tr></thead>", &[]);
    for part in &explain::ledger(priced.report, priced.scenario, priced.card) {
        section(page, part, priced, look);
    }
    page.add(
        "<tfoot role='rowgroup' key='total'><tr class='ledger-total' role='row'><th role='rowheader' scope='row'>Total</th>",
        &[],
    );
    sum(page, &priced.report.month().to_string());
    let once = priced.report.once();
    if once > Usd::ZERO {
        page.add(
            "<tr class='line' role='row' key='once'><th role='rowheader' scope='row'>Paid once, not in the month</th>",
            &[],
        );
        sum(page, &once.to_string());
    }
    page.add("</tfoot></table>", &[]);
}

fn section(page: &mut Markup, section: &Section, priced: &Priced<'_>, look: &Look) {
    let id = &section.id;
    page.add(
        "<tbody role='rowgroup' key='{}'><tr class='ledger-workload' role='row'><th role='rowheader' scope='rowgroup'>",
        &[id],
    );
    opener(page, id, &section.name, look);
    page.add(" <span class='unit'>{}</span></th>", &[&section.place]);
    sum(page, &section.cost);
    opened(page, id, priced, look);
    for row in &section.rows {
        line(page, row, look);
        opened(page, &row.id, priced, look);
    }
    page.end();
}

fn opened(page: &mut Markup, id: &str, priced: &Priced<'_>, look: &Look) {
    explanation_row(page, id, 4, look, &|page, here| ledger_entry(page, id, priced, here));
}

/// The rest of a row of a name and a cost, with nothing between.
fn sum(page: &mut Markup, cost: &str) {
    page.add(
        "<td class='empty' role='cell'></td><td class='empty' role='cell'></td><td class='number cost' role='cell'>{}</td></tr>",
        &[cost],
    );
}

fn line(page: &mut Markup, row: &LedgerRow, look: &Look) {
    let id = &row.id;
    let open = if look.live && look.is_open(id) { "line-open" } else { "" };
    page.add("<tr class='line {}' role='row' key='{}'><th role='rowheader' scope='row'>", &[open, id]);
    opener(page, id, &row.name, look);
    if let Some(place) = &row.place {
        page.add("<span class='unit under'>{}</span>", &[place]);
    }
    page.add(
        "</th><td class='number quantity' role='cell'>{} <span class='unit'>{}</span></td><td class='number rate' role='cell'>",
        &[&row.quantity, row.counted],
    );
    for (is, name) in [(row.typed, "typed"), (row.secondary, "secondary")] {
        if is {
            tag(page, name);
            page.text(" ");
        }
    }
    page.add(
        "{} <span class='unit'>{}</span></td><td class='number cost' role='cell'>{}</td></tr>",
        &[&row.rate, &row.unit, &row.cost],
    );
}
