//! A table of the core's rows. A row that can be opened has its explanation below it.

use explain::{Column, Holds, Row, Table};
use leptos::prelude::*;

use crate::browser;
use crate::explanation::proof;
use crate::flat;
use crate::icon::{RIGHT, icon};

/// Which rows of a table are open, by their ids. Whoever shows the table keeps it, so that rows stay open while figures
/// change.
pub type Opened = RwSignal<Vec<String>>;

/// No row open yet.
pub fn none_open() -> Opened {
    RwSignal::new(Vec::new())
}

/// The table, with the sentences above it. `class` goes beside `table`: `cards` for label and value pairs on a phone.
pub fn table(table: &Table, class: &'static str, opened: Opened) -> AnyView {
    let intro = (!table.intro.is_empty()).then(|| view! { <p class="muted">{table.intro}</p> });
    if table.rows.is_empty() {
        return intro.into_any();
    }
    let caption = (!table.caption.is_empty()).then(|| view! { <caption>{table.caption.clone()}</caption> });
    let heads = table.columns.iter().map(head).collect::<Vec<_>>();
    let rows = table.rows.iter().flat_map(|row| self::row(row, &table.columns, opened)).collect::<Vec<_>>();
    view! {
        {intro}
        <table class=format!("table {class}") role="table">
            {caption}
            <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">{table.head}</th>{heads}</tr></thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}

fn head(column: &Column) -> AnyView {
    let class = if column.holds == Holds::Words { "" } else { "num" };
    view! { <th role="columnheader" scope="col" class=class>{column.name.clone()}</th> }.into_any()
}

fn row(row: &Row, columns: &[Column], opened: Opened) -> Vec<AnyView> {
    let name = match row.opens {
        Some(_) => opener(row.id.clone(), row.name.clone(), opened),
        None => view! { <span>{row.name.clone()}</span> }.into_any(),
    };
    let mark = row.tag.map(|tag| view! { " " <span class="badge">{tag}</span> });
    let under = (!row.under.is_empty()).then(|| view! { <small>{row.under.clone()}</small> });
    let more = row.more.clone().map(|(what, text)| {
        view! { <details><summary>{what}</summary><small>{text}</small></details> }
    });
    let cells = columns.iter().zip(&row.cells).map(|(column, text)| cell(column, text)).collect::<Vec<_>>();
    let mut views = vec![
        view! {
            <tr role="row" class=if row.current { "you" } else { "" } aria-current=row.current.then_some("true")>
                <th role="rowheader" scope="row">{name}{mark}{under}{more}</th>
                {cells}
            </tr>
        }
        .into_any(),
    ];
    if let Some(explanation) = row.opens.clone() {
        let (id, shown) = (row.id.clone(), row.id.clone());
        let columns = columns.len() + 1;
        let is_open = move || opened.with(|opened| opened.contains(&shown));
        views.push(flat::shown_if(is_open, move || {
            view! {
                <tr role="row" class="proof-row" id=proof_id(&id)>
                    <td role="cell" colspan=columns.to_string()>{proof(&explanation)}</td>
                </tr>
            }
            .into_any()
        }));
    }
    views
}

fn cell(column: &Column, text: &str) -> AnyView {
    let class = match column.holds {
        Holds::Words => "wide",
        Holds::Change if text.starts_with(['-', '\u{2212}']) || text.ends_with(" less") => "num save",
        Holds::Change if text.starts_with('+') || text.ends_with(" more") => "num owe",
        Holds::Unused if text != "$0" => "num idle",
        Holds::Number | Holds::Change | Holds::Unused => "num",
    };
    view! { <td role="cell" class=class data-l=column.name.clone()><span>{text.to_owned()}</span></td> }.into_any()
}

/// The id of what a row, or another figure with this id, opens to.
pub fn proof_id(id: &str) -> String {
    format!("proof-{id}")
}

/// The name of a row that can be opened: a button with a caret.
pub fn opener(id: String, name: String, opened: Opened) -> AnyView {
    let (shown, pressed, controls) = (id.clone(), id.clone(), proof_id(&id));
    let is_open = flat::flag(move || opened.with(|opened| opened.contains(&shown)));
    let toggle = flat::clicked(move || {
        opened.update(|opened| match opened.iter().position(|open| *open == pressed) {
            Some(at) => drop(opened.remove(at)),
            None => opened.push(pressed.clone()),
        });
        // One that stands at the foot of the window opens below it.
        let shown = proof_id(&pressed);
        browser::after_render(move || browser::show(&shown));
    });
    view! {
        <button type="button" class="opener" aria-expanded=move || is_open.get().to_string()
            aria-controls=move || is_open.get().then(|| controls.clone()) on:click=toggle>
            {icon(RIGHT, "16")} <span>{name}</span>
        </button>
    }
    .into_any()
}
