//! The tables of the answer, row for row as the page draws them, without what opens.

use super::Example;
use super::html::{escape, inner, joined, span};
use pricing::explain::{self, Column, Holds, LedgerRow, Row, Section, Table};
use pricing::presets;

pub(super) fn lines(example: &Example) -> String {
    let sections = explain::ledger(&example.report, &example.scenario, &example.card);
    let heads = [("Line", ""), ("Quantity a month", "number"), ("× Rate", "number"), ("= Cost a month", "number")];
    let heads = joined(heads.iter().map(|(name, class)| head(name, class)));
    let bodies = joined(sections.iter().map(section));
    let total = sum_row("ledger-total", "row", "Total", &example.report.month().to_string());
    let table = format!(
        "<caption>{}</caption>\n<thead role=\"rowgroup\"><tr role=\"row\">{heads}</tr></thead>\n{bodies}\
         <tfoot role=\"rowgroup\">\n{}</tfoot>\n",
        escape(explain::LEDGER_CAPTION),
        inner(&total),
    );
    format!("<table class=\"table stacks ledger\" role=\"table\">\n{}</table>", inner(&table))
}

fn section(section: &Section) -> String {
    let name = format!("{} {}", span("line-name", &section.name), span("unit", &section.place));
    let mut rows = sum_row("ledger-workload", "rowgroup", &name, &section.cost);
    section.rows.iter().for_each(|row| rows.push_str(&line(row)));
    format!("<tbody role=\"rowgroup\">\n{}</tbody>\n", inner(&rows))
}

fn sum_row(class: &str, scope: &str, name: &str, cost: &str) -> String {
    format!(
        "<tr role=\"row\" class=\"{class}\"><th role=\"rowheader\" scope=\"{scope}\">{name}</th>\
         <td role=\"cell\" class=\"empty\"></td><td role=\"cell\" class=\"empty\"></td>\
         <td role=\"cell\" class=\"number cost\">{}</td></tr>\n",
        escape(cost)
    )
}

fn line(row: &LedgerRow) -> String {
    let place = row.place.as_deref().map(|place| span("unit under", place)).unwrap_or_default();
    let tags = [(row.typed, "typed"), (row.secondary, "secondary")].into_iter().filter(|(is, _)| *is);
    let tags = joined(tags.map(|(_, name)| format!("{} ", span(&format!("tag tag-{name}"), name))));
    format!(
        "<tr role=\"row\" class=\"line\">\n  <th role=\"rowheader\" scope=\"row\">{}{place}</th>\n  \
         <td role=\"cell\" class=\"number quantity\">{} {}</td>\n  \
         <td role=\"cell\" class=\"number rate\">{tags}{} {}</td>\n  <td role=\"cell\" class=\"number cost\">{}</td>\n</tr>\n",
        span("line-name", &row.name),
        escape(&row.quantity),
        span("unit", "tokens"),
        escape(&row.rate),
        span("unit", &row.unit),
        escape(&row.cost),
    )
}

pub(super) fn break_even(example: &Example) -> String {
    let table_of = explain::break_even_table(&example.report, &example.scenario, &example.card);
    table(&table_of, "table stacks")
}

pub(super) fn published(example: &Example) -> String {
    let presets = presets::presets();
    let loaded = explain::loaded(&presets, &example.scenario);
    table(&explain::published_table(&presets, loaded, &example.card), "table stacks")
}

pub(super) fn rate_table(example: &Example) -> String {
    let (table, providers) = explain::compact_rates(&example.card);
    let columns = table.columns.len() + 1;
    let bodies = providers.iter().map(|(provider, rows)| {
        let rows = joined(rows.iter().map(|row| self::row(row, &table.columns)));
        format!(
            "<tbody role=\"rowgroup\">\n  <tr role=\"row\"><th role=\"rowheader\" scope=\"rowgroup\" colspan=\"{columns}\">\
             <strong>{}</strong></th></tr>\n{}</tbody>\n",
            escape(provider),
            inner(&rows),
        )
    });
    shape(&table, "table stacks", &joined(bodies))
}

/// A table as the page's component of that name puts it out.
pub(super) fn table(table: &Table, class: &str) -> String {
    let intro = if table.intro.is_empty() { String::new() } else { format!("<p>{}</p>\n", escape(table.intro)) };
    if table.rows.is_empty() {
        return intro;
    }
    let rows = joined(table.rows.iter().map(|row| self::row(row, &table.columns)));
    format!("{intro}{}", shape(table, class, &format!("<tbody role=\"rowgroup\">\n{}</tbody>\n", inner(&rows))))
}

fn shape(table: &Table, class: &str, bodies: &str) -> String {
    let mut heads = head(table.head, "");
    for column in &table.columns {
        heads.push_str(&head(&column.name, if column.holds == Holds::Words { "" } else { "number" }));
    }
    let caption = match table.caption.as_str() {
        "" => String::new(),
        caption => format!("  <caption>{}</caption>\n", escape(caption)),
    };
    format!(
        "<table class=\"{class}\" role=\"table\">\n{caption}  \
         <thead role=\"rowgroup\"><tr role=\"row\">{heads}</tr></thead>\n{}</table>",
        inner(bodies)
    )
}

fn head(name: &str, class: &str) -> String {
    let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
    format!("<th role=\"columnheader\" scope=\"col\"{class}>{}</th>", escape(name))
}

/// One row on one line: a hundred models follow each other.
fn row(row: &Row, columns: &[Column]) -> String {
    let name = if row.opens.is_some() { span("line-name", &row.name) } else { escape(&row.name) };
    let tag = match row.tag {
        None => String::new(),
        Some("secondary") => format!(" {}", span("tag tag-secondary", "secondary")),
        Some(tag) => format!(" {}", span("tag", tag)),
    };
    let under = if row.under.is_empty() { String::new() } else { span("unit under", &row.under) };
    let current = if row.current { " aria-current=\"true\"" } else { "" };
    let cells = columns.iter().zip(&row.cells).map(|(column, text)| {
        let (class, label) = (column.holds.class(text), escape(&column.name));
        format!("<td role=\"cell\" class=\"{class}\" data-label=\"{label}\">{}</td>", escape(text))
    });
    format!(
        "<tr role=\"row\"{current}><th role=\"rowheader\" scope=\"row\">{name}{tag}{under}</th>{}</tr>\n",
        joined(cells)
    )
}
