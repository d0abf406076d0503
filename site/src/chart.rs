//! Charts: the core's geometry as SVG, drawn for the width there is.
//!
//! A chart is measured once it stands in the page and again whenever its place changes. Its figures can be read out by
//! pointer, tap and arrow keys, shown as a table, and saved as a picture.

mod picture;
mod readout;
pub mod save;
mod size;

use std::sync::Arc;

use explain::drawing::Chart;
use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::html::Div;
use leptos::prelude::*;

use crate::browser;
use crate::flat;
use crate::icon::{self, icon};
use crate::late::{self, Soon};
use crate::state::calculator;
use crate::table::{self, Opened, none_open};
use save::Form;

/// Draws a chart for a width in pixels; `None` while there is nothing to draw.
pub type Draw = Callback<i32, Option<Chart>>;

/// The width that a chart is drawn for until it is measured: that of a card in the right column at 1440 pixels.
const FIRST_WIDTH: i32 = 942;

/// A chart that stays while its figures change.
#[derive(Clone, PartialEq, Eq)]
pub struct Drawn(Arc<Chart>);

/// A chart in a card of its own. Nothing is there while there is nothing to draw.
#[component]
pub fn ChartCard(
    /// Fit for an `id`, and different for each chart of the page.
    id: String,
    /// Draws it.
    draw: Draw,
) -> AnyView {
    let has_one = flat::memo(move || draw.run(FIRST_WIDTH).is_some());
    flat::shown_if(
        move || has_one.get(),
        move || view! { <section class="card"><ChartFigure id=id.clone() draw/></section> }.into_any(),
    )
}

/// A chart: conclusion, tools, picture or table.
#[component]
pub fn ChartFigure(
    /// Fit for an `id`, and different for each chart of the page.
    id: String,
    /// Draws it.
    draw: Draw,
) -> AnyView {
    let width = RwSignal::new(FIRST_WIDTH);
    let chart = flat::memo(move || draw.run(width.get()).map(|chart| Drawn(Arc::new(chart))));
    let as_table = RwSignal::new(false);
    let opened = none_open();
    let place = NodeRef::<Div>::new();
    size::watch(place, width);
    let text = move |of: fn(&Chart) -> String| {
        flat::text(move || chart.with(|chart| chart.as_ref().map(|chart| of(&chart.0)).unwrap_or_default()))
    };
    let legend = flat::part(move || chart.with(|chart| chart.as_ref().map_or_else(nothing, |chart| legend(&chart.0))));
    let body =
        {
            let id = id.clone();
            flat::part(move || {
                if as_table.get() { late::soon(Soon::Table(chart, opened)) } else { readout::readout(&id, chart) }
            })
        };
    let toggle =
        flat::text(move || if as_table.get() { "Show as a chart".to_owned() } else { "Show as a table".to_owned() });
    let menu = save_menu(id.clone(), as_table);
    view! {
        <figure class="chart" id=id>
            <figcaption>
                <div><h2>{text(|chart| chart.title.clone())}</h2><p>{text(|chart| chart.subtitle.clone())}</p></div>
                <div class="tools">
                    <button class="icon-btn" type="button" aria-label=toggle title=toggle
                        on:click=flat::clicked(move || as_table.update(|as_table| *as_table = !*as_table))>
                        {icon(icon::TABLE, "16")}
                    </button>
                    {menu}
                </div>
            </figcaption>
            {legend}
            <div node_ref=place>{body}</div>
        </figure>
    }
    .into_any()
}

/// The chart as a table.
pub fn as_table(chart: Memo<Option<Drawn>>, opened: Opened) -> AnyView {
    flat::part(move || {
        let rows = chart.with(|chart| chart.as_ref().map(|chart| chart.0.table.clone()));
        rows.map_or_else(nothing, |rows| table::table(&rows, "cards", opened))
    })
}

fn nothing() -> AnyView {
    ().into_any()
}

/// What the fills mean.
fn legend(chart: &Chart) -> AnyView {
    if chart.legend.is_empty() {
        return nothing();
    }
    let entries = chart.legend.iter().map(|swatch| {
        let class = format!("swatch {}", swatch.class);
        view! { <li><span class=class aria-hidden="true"></span>{swatch.words}</li> }.into_any()
    });
    view! { <ul class="legend">{entries.collect::<Vec<_>>()}</ul> }.into_any()
}

/// The button that saves the picture, and its two commands.
fn save_menu(id: String, as_table: RwSignal<bool>) -> AnyView {
    let is_open = RwSignal::new(false);
    let calculator = calculator();
    let button = format!("{id}-save");
    let close = {
        let button = button.clone();
        Callback::new(move |()| {
            is_open.set(false);
            browser::focus(&button);
        })
    };
    let save = move |form: Form| {
        let id = id.clone();
        flat::clicked(move || {
            close.run(());
            // What is shown as a table has no picture in the page to save.
            as_table.set(false);
            let id = id.clone();
            leptos::leptos_dom::helpers::queue_microtask(move || late::picture(calculator, id, form));
        })
    };
    let escape: Box<dyn FnMut(KeyboardEvent)> = Box::new(move |event| {
        if event.key() == "Escape" && is_open.get_untracked() {
            close.run(());
            event.prevent_default();
        }
    });
    let left: Box<dyn FnMut(FocusEvent)> = Box::new(move |event| {
        if browser::leaves(&event) {
            is_open.set(false);
        }
    });
    let (png, svg) = (save(Form::Png), save(Form::Svg));
    view! {
        <div class="menu-place" on:keydown=escape on:focusout=left>
            <button class="icon-btn" type="button" id=button aria-label="Save as picture" title="Save as picture"
                aria-expanded=flat::text(move || is_open.get().to_string())
                on:click=flat::clicked(move || is_open.update(|is_open| *is_open = !*is_open))>
                {icon(icon::DOWNLOAD, "16")}
            </button>
            <div class="menu" hidden=move || !is_open.get()>
                <button type="button" on:click=png>"PNG, for slides"</button>
                <button type="button" on:click=svg>"SVG, to edit"</button>
            </div>
        </div>
    }
    .into_any()
}
