//! A table of the core's rows. A row that opens has its explanation below it.

use leptos::prelude::*;
use pricing::explain::{Column, Explanation, Holds, Row, Table};

use super::explanation::{ExplanationView, Opened};

/// A table, with the sentence above it.
#[component]
pub fn TableView(table: Memo<Table>, class: &'static str) -> impl IntoView {
    move || {
        let Table { intro, caption, head, columns, rows } = table.get();
        let intro = (!intro.is_empty()).then(|| view! { <p>{intro}</p> });
        let body = (!rows.is_empty()).then(|| {
            let heads: Vec<_> = columns.iter().map(column_head).collect();
            let rows: Vec<_> = rows.into_iter().map(|row| row_view(row, &columns)).collect();
            view! {
                <table class=class role="table">
                    {(!caption.is_empty()).then(|| view! { <caption>{caption}</caption> })}
                    <thead role="rowgroup">
                        <tr role="row">
                            <th role="columnheader" scope="col">{head}</th>
                            {heads}
                        </tr>
                    </thead>
                    <tbody role="rowgroup">{rows}</tbody>
                </table>
            }
        });
        (intro, body)
    }
}

fn column_head(column: &Column) -> impl IntoView + use<> {
    let class = if column.holds == Holds::Words { "" } else { "number" };
    view! { <th role="columnheader" scope="col" class=class>{column.name.clone()}</th> }
}

fn row_view(row: Row, columns: &[Column]) -> impl IntoView + use<> {
    let Row { id, name, tag, under, more, current, cells, opens } = row;
    let span = (columns.len() + 1).to_string();
    let cells: Vec<_> = columns
        .iter()
        .zip(cells)
        .map(|(column, text)| {
            let class = column.holds.class(&text);
            view! { <td role="cell" class=class data-label=column.name.clone()>{text}</td> }
        })
        .collect();
    let name = match &opens {
        Some(_) => view! { <OpenButton id=id.clone() name/> }.into_any(),
        None => name.into_any(),
    };
    view! {
        <tr role="row" aria-current=current.then_some("true")>
            <th role="rowheader" scope="row">
                {name}
                {tag.map(|tag| view! { " " <Tag tag/> })}
                {(!under.is_empty()).then(|| view! { <span class="unit under">{under}</span> })}
                {more.map(|(what, text)| {
                    view! {
                        <details class="disclosure">
                            <summary>{what}</summary>
                            <span class="unit">{text}</span>
                        </details>
                    }
                })}
            </th>
            {cells}
        </tr>
        {opens.map(|opens| view! { <ExplanationRow id span explanation=Signal::stored(Some(opens))/> })}
    }
}

/// A mark after a name.
#[component]
pub fn Tag(tag: &'static str) -> impl IntoView {
    let class = match tag {
        "typed" => "tag tag-typed",
        "secondary" => "tag tag-secondary",
        _ => "tag",
    };
    view! { <span class=class>{tag}</span> }
}

/// The name of a row that opens.
#[component]
pub fn OpenButton(id: String, #[prop(into)] name: Signal<String>) -> impl IntoView {
    let opened: Opened = expect_context();
    let controls = id.clone();
    let key = id.clone();
    view! {
        <button
            type="button"
            class="line-name"
            aria-expanded=move || opened.has(&key).to_string()
            aria-controls=controls
            on:click=move |_| opened.toggle(&id)
        >
            {move || name.get()}
        </button>
    }
}

/// The row below, with what is explained while it is open.
#[component]
pub fn ExplanationRow(id: String, span: String, explanation: Signal<Option<Explanation>>) -> impl IntoView {
    let opened: Opened = expect_context();
    let (key, shown) = (id.clone(), id.clone());
    view! {
        <tr role="row" class="explanation-row" id=id hidden=move || !opened.has(&key)>
            <td role="cell" colspan=span>
                {move || {
                    opened
                        .has(&shown)
                        .then(|| explanation.get())
                        .flatten()
                        .map(|explanation| view! { <ExplanationView explanation/> })
                }}
            </td>
        </tr>
    }
}
