//! Cards that several views are made of.

use explain::Table;
use leptos::prelude::*;

use crate::flat;
use crate::icon::{Icon, icon};
use crate::table::{self, Opened};

/// A card with a title, a line below it, something at its right, and a body.
pub fn card(id: &str, title: Signal<String>, note: Signal<String>, beside: AnyView, body: AnyView) -> AnyView {
    let title_id = format!("{id}-title");
    let note = flat::part(move || match note.get() {
        note if note.is_empty() => ().into_any(),
        note => view! { <p>{note}</p> }.into_any(),
    });
    view! {
        <section class="card" id=id.to_owned() aria-labelledby=title_id.clone()>
            <div class="card-h mid">
                <div><h2 id=title_id.clone()>{title}</h2>{note}</div>
                {beside}
            </div>
            {body}
        </section>
    }
    .into_any()
}

/// A text that never changes.
pub fn fixed(text: &str) -> Signal<String> {
    Signal::stored(text.to_owned())
}

/// A table that is there while it has rows. Rows stay open while their figures change.
pub fn table(of: Memo<Option<Table>>, class: &'static str, opened: Opened) -> AnyView {
    flat::part(move || of.with(|of| of.as_ref().map_or_else(|| ().into_any(), |of| table::table(of, class, opened))))
}

/// A card with a table, gone while the table is.
pub fn table_card(id: &'static str, title: &'static str, note: Signal<String>, of: Memo<Option<Table>>) -> AnyView {
    let opened = table::none_open();
    flat::shown_if(
        move || of.with(|of| of.as_ref().is_some_and(|of| !of.rows.is_empty())),
        move || {
            // A tinted row needs room at its ends.
            let is_tinted = of.with_untracked(|of| of.as_ref().is_some_and(|of| of.rows.iter().any(|row| row.current)));
            let class = if is_tinted { "cards inset loose" } else { "cards loose" };
            card(id, fixed(title), note, ().into_any(), table(of, class, opened))
        },
    )
}

/// What is said where there is nothing yet: what it is for, an example, and the button that starts it.
pub fn empty(
    picture: Icon,
    title: &'static str,
    what: impl Into<Signal<String>>,
    example: &'static str,
    buttons: Vec<AnyView>,
) -> AnyView {
    let what = what.into();
    view! {
        <section class="card">
            <div class="empty">
                <span class="art">{icon(picture, "20")}</span>
                <h2>{title}</h2>
                <p>{what}</p>
                <p class="faint">{example}</p>
                <div class="row">{buttons}</div>
            </div>
        </section>
    }
    .into_any()
}

/// A button that does what its name says.
pub fn button(id: &'static str, label: &'static str, act: impl Fn() + 'static) -> AnyView {
    view! { <button class="btn" type="button" id=id on:click=flat::clicked(act)>{label}</button> }.into_any()
}
