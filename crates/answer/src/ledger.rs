//! Where it goes: every line of the bill, by workload.

use pricing::explain::{self, LedgerRow, Section};

use crate::explanation::{explanation, explanation_row, opener, tag};
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
    page.add("</tfoot></table>", &[]);
}

fn section(page: &mut Markup, section: &Section, priced: &Priced<'_>, look: &Look) {
    let id = format!("workload-{}", section.workload);
    page.add(
        "<tbody role='rowgroup' key='{}'><tr class='ledger-workload' role='row'><th role='rowheader' scope='rowgroup'>",
        &[&id],
    );
    opener(page, &id, &section.name, look);
    page.add(" <span class='unit'>{}</span></th>", &[&section.place]);
    sum(page, &section.cost);
    explanation_row(page, &id, 4, look, &|page| {
        explanation(page, &explain::workload(priced.report, section.workload));
    });
    for row in &section.rows {
        let id = format!("line-{}", row.id);
        line(page, row, &id, look);
        explanation_row(page, &id, 4, look, &|page| {
            if let Some(line) = priced.report.lines.iter().find(|line| explain::line_id(line) == row.id) {
                explanation(page, &explain::line(line, priced.scenario, priced.card));
            }
        });
    }
    page.end();
}

/// The rest of a row of a name and a cost, with nothing between.
fn sum(page: &mut Markup, cost: &str) {
    page.add(
        "<td class='empty' role='cell'></td><td class='empty' role='cell'></td><td class='number cost' role='cell'>{}</td></tr>",
        &[cost],
    );
}

fn line(page: &mut Markup, row: &LedgerRow, id: &str, look: &Look) {
    let open = if look.live && look.is_open(id) { "line-open" } else { "" };
    page.add("<tr class='line {}' role='row' key='{}'><th role='rowheader' scope='row'>", &[open, &row.id]);
    opener(page, id, &row.name, look);
    if let Some(place) = &row.place {
        page.add("<span class='unit under'>{}</span>", &[place]);
    }
    page.add(
        "</th><td class='number quantity' role='cell'>{} <span class='unit'>tokens</span></td><td class='number rate' role='cell'>",
        &[&row.quantity],
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
