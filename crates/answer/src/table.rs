//! A table of the core's rows. A row that opens has its explanation below it.

use explain::{Column, Holds, Row, Table};

use crate::Look;
use crate::explanation::{explanation, explanation_row, opener, tag};
use crate::markup::{Markup, when};

/// A table, with the sentence above it.
pub(crate) fn table(page: &mut Markup, table: &Table, class: &str, look: &Look) {
    if !table.intro.is_empty() {
        page.add("<p>{}</p>", &[table.intro]);
    }
    if !table.rows.is_empty() {
        begin(page, table, class);
        page.add("<tbody role='rowgroup'>", &[]);
        for row in &table.rows {
            self::row(page, row, &table.columns, look);
        }
        page.add("</tbody></table>", &[]);
    }
}

/// A table up to its first row.
pub(crate) fn begin(page: &mut Markup, table: &Table, class: &str) {
    page.add("<table class='{}' role='table'>", &[class]);
    if !table.caption.is_empty() {
        page.add("<caption>{}</caption>", &[&table.caption]);
    }
    page.add("<thead role='rowgroup'><tr role='row'>", &[]);
    head(page, table.head, "");
    for column in &table.columns {
        head(page, &column.name, if column.holds == Holds::Words { "" } else { "number" });
    }
    page.add("</tr></thead>", &[]);
}

/// The head of a column.
pub(crate) fn head(page: &mut Markup, name: &str, class: &str) {
    page.add("<th class='{}' role='columnheader' scope='col'>{}</th>", &[class, name]);
}

/// A row, and the one it opens to.
pub(crate) fn row(page: &mut Markup, row: &Row, columns: &[Column], look: &Look) {
    page.add(
        "<tr role='row' ?aria-current='true' key='{}'><th role='rowheader' scope='row'>",
        &[when(row.current), &row.id],
    );
    match row.opens {
        Some(_) => opener(page, &row.id, &row.name, look),
        None => page.text(&row.name),
    }
    if let Some(mark) = row.tag {
        page.text(" ");
        tag(page, mark);
    }
    if !row.under.is_empty() {
        page.add("<span class='unit under'>{}</span>", &[&row.under]);
    }
    if let Some((what, text)) = &row.more {
        page.add(
            "<details class='disclosure'><summary>{}</summary><span class='unit'>{}</span></details>",
            &[what, text],
        );
    }
    page.end();
    for (column, text) in columns.iter().zip(&row.cells) {
        let class = column.holds.class(text);
        page.add("<td class='{}' role='cell' data-label='{}'>{}</td>", &[class, &column.name, text]);
    }
    page.end();
    if let Some(opens) = &row.opens {
        explanation_row(page, &row.id, columns.len() + 1, look, &|page, here| explanation(page, opens, here));
    }
}
