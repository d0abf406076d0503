//! Where it goes: every line of the bill, by workload.

use pricing::explain::{self, LedgerRow, Section};

use crate::element::{Element, el};
use crate::explanation::{explanation_row, opener, tag};
use crate::table::head;
use crate::{Look, Priced};

/// The bill.
pub fn ledger(priced: &Priced<'_>, look: &Look) -> Element {
    let sections = explain::ledger(priced.report, priced.scenario, priced.card);
    let heads = [("Line", ""), ("Quantity a month", "number"), ("× Rate", "number"), ("= Cost a month", "number")];
    let heads = heads.iter().map(|(name, class)| head(name, class));
    let total = sum_row("ledger-total", "row", el("th").text("Total"), &priced.report.month().to_string());
    el("table")
        .class("table stacks ledger")
        .with("role", "table")
        .child(el("caption").text(explain::LEDGER_CAPTION))
        .child(el("thead").with("role", "rowgroup").child(el("tr").with("role", "row").children(heads)))
        .children(sections.iter().map(|part| section(part, priced, look)))
        .child(el("tfoot").with("role", "rowgroup").key("total").child(total))
}

fn section(section: &Section, priced: &Priced<'_>, look: &Look) -> Element {
    let id = format!("workload-{}", section.workload);
    let name = el("th").child(opener(&id, &section.name, look)).text(" ");
    let name = name.child(el("span").class("unit").text(&section.place));
    let mut rows = vec![sum_row("ledger-workload", "rowgroup", name, &section.cost)];
    let opens = || Some(explain::workload(priced.report, section.workload));
    rows.extend(explanation_row(&id, 4, look, opens));
    for row in &section.rows {
        let id = format!("line-{}", row.id);
        rows.push(line(row, &id, look));
        rows.extend(explanation_row(&id, 4, look, || {
            let line = priced.report.lines.iter().find(|line| explain::line_id(line) == row.id)?;
            Some(explain::line(line, priced.scenario, priced.card))
        }));
    }
    el("tbody").with("role", "rowgroup").key(&id).children(rows)
}

/// A row of a name and a cost, with nothing between.
fn sum_row(class: &str, scope: &str, name: Element, cost: &str) -> Element {
    let empty = || el("td").class("empty").with("role", "cell");
    el("tr")
        .class(class)
        .with("role", "row")
        .child(name.with("role", "rowheader").with("scope", scope))
        .child(empty())
        .child(empty())
        .child(el("td").class("number cost").with("role", "cell").text(cost))
}

fn line(row: &LedgerRow, id: &str, look: &Look) -> Element {
    let cell = |class: &str| el("td").class(class).with("role", "cell");
    let unit = |text: &str| el("span").class("unit").text(text);
    let place = row.place.iter().map(|place| el("span").class("unit under").text(place));
    let mut rate = cell("number rate");
    for (is, name) in [(row.typed, "typed"), (row.secondary, "secondary")] {
        if is {
            rate = rate.child(tag(name)).text(" ");
        }
    }
    let open = look.live && look.is_open(id);
    let name = el("th").with("role", "rowheader").with("scope", "row").child(opener(id, &row.name, look));
    el("tr")
        .class(if open { "line line-open" } else { "line" })
        .with("role", "row")
        .key(&row.id)
        .child(name.children(place))
        .child(cell("number quantity").text(&row.quantity).text(" ").child(unit("tokens")))
        .child(rate.text(&row.rate).text(" ").child(unit(&row.unit)))
        .child(cell("number cost").text(&row.cost))
}
