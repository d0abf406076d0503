//! A table of the core's rows. A row that opens has its explanation below it.

use pricing::explain::{Column, Holds, Row, Table};

use crate::Look;
use crate::element::{Element, el};
use crate::explanation::{explanation_row, opener, tag};

/// A table, with the sentence above it.
pub(crate) fn table(table: &Table, class: &str, look: &Look) -> Vec<Element> {
    let mut parts = Vec::new();
    if !table.intro.is_empty() {
        parts.push(el("p").text(table.intro));
    }
    if !table.rows.is_empty() {
        let rows = table.rows.iter().flat_map(|row| rows(row, &table.columns, look));
        parts.push(shape(table, class).child(el("tbody").with("role", "rowgroup").children(rows)));
    }
    parts
}

/// A table without its rows.
pub(crate) fn shape(table: &Table, class: &str) -> Element {
    let heads = table.columns.iter().map(|column| head(&column.name, head_class(column)));
    let heads = el("tr").with("role", "row").child(head(table.head, "")).children(heads);
    let mut shape = el("table").class(class).with("role", "table");
    if !table.caption.is_empty() {
        shape = shape.child(el("caption").text(&table.caption));
    }
    shape.child(el("thead").with("role", "rowgroup").child(heads))
}

fn head_class(column: &Column) -> &'static str {
    if column.holds == Holds::Words { "" } else { "number" }
}

/// The head of a column.
pub(crate) fn head(name: &str, class: &str) -> Element {
    el("th").class(class).with_all(&[("role", "columnheader"), ("scope", "col")]).text(name)
}

/// A row, and the one it opens to.
pub(crate) fn rows(row: &Row, columns: &[Column], look: &Look) -> Vec<Element> {
    let mut name = el("th").with("role", "rowheader").with("scope", "row");
    name = if row.opens.is_some() { name.child(opener(&row.id, &row.name, look)) } else { name.text(&row.name) };
    if let Some(mark) = row.tag {
        name = name.text(" ").child(tag(mark));
    }
    if !row.under.is_empty() {
        name = name.child(el("span").class("unit under").text(&row.under));
    }
    if let Some((what, text)) = &row.more {
        let more = el("details").class("disclosure").child(el("summary").text(what));
        name = name.child(more.child(el("span").class("unit").text(text)));
    }
    let cells = columns.iter().zip(&row.cells).map(|(column, text)| {
        let cell = el("td").class(column.holds.class(text)).with("role", "cell");
        cell.with("data-label", &column.name).text(text)
    });
    let shown = el("tr").with("role", "row").with_if(row.current, "aria-current", "true").key(&row.id);
    let mut rows = vec![shown.child(name).children(cells)];
    if row.opens.is_some() {
        rows.extend(explanation_row(&row.id, columns.len() + 1, look, || row.opens.clone()));
    }
    rows
}
