//! The ladder from list price to what is paid, as a picture and as a table.

use leptos::prelude::*;
use pricing::chart::{self, LadderPicture};
use pricing::explain::{ladder_table, no_ladder};

use super::table::TableView;
use crate::state::use_calculator;

/// The ladder, or why there is none.
#[component]
pub fn LadderFigure() -> impl IntoView {
    let answer = use_calculator().answer;
    let picture = Memo::new(move |_| {
        answer.with(|answer| {
            let answer = answer.as_ref()?;
            Some(answer.report.ladder.as_ref().map(|ladder| chart::ladder(ladder, &answer.scenario)).map_err(no_ladder))
        })
    });
    let table = Memo::new(move |_| {
        answer.with(|answer| match (answer, &*picture.read()) {
            (Some(answer), Some(Ok(picture))) => ladder_table(&answer.report, picture),
            _ => pricing::explain::Table::default(),
        })
    });
    move || match picture.get()? {
        Err(why) => Some(view! { <p class="quiet">{why}</p> }.into_any()),
        Ok(picture) => Some(
            view! {
                <figure class="ladder">
                    <figcaption>{picture.caption.clone()}</figcaption>
                    <Picture picture/>
                    <p class="ladder-note">{chart::LADDER_NOTE}</p>
                    <details class="disclosure">
                        <summary>"The same numbers as a table"</summary>
                        <TableView table class="table"/>
                    </details>
                </figure>
            }
            .into_any(),
        ),
    }
}

/// Labels and bars. They are two pictures, because the bars move below the labels where there is no room beside them.
#[component]
fn Picture(picture: LadderPicture) -> impl IntoView {
    let height = chart::ladder_height(&picture);
    let labels: Vec<_> = picture
        .bars
        .iter()
        .zip(0_u32..)
        .map(|(bar, row)| {
            let y = chart::text_y(row);
            let total = if bar.is_total() { " step-total" } else { "" };
            view! {
                <text class=format!("step-label{total}") x="0" y=y>{bar.label.clone()}</text>
                <text class=format!("step-figure{total} {}", bar.direction().class()) x="100%" y=y>{bar.figure()}</text>
            }
        })
        .collect();
    let bars: Vec<_> = picture.bars.iter().zip(0_u32..).map(|(bar, row)| {
        view! {
            <g transform=chart::row_transform(row)>
                <rect class=bar.class() x=chart::length(bar.start) y="8" width=chart::length(bar.width) height="20"></rect>
            </g>
        }
    }).collect();
    let joins: Vec<_> = chart::joins(&picture)
        .map(|(x, from, to)| {
            view! { <line class="step-join" x1=x.clone() x2=x y1=from y2=to></line> }
        })
        .collect();
    view! {
        <div class="ladder-picture">
            <svg class="ladder-labels" width="100%" height=height aria-hidden="true">{labels}</svg>
            <svg class="ladder-bars" height=height role="img" aria-labelledby="ladder-title ladder-text">
                <title id="ladder-title">{chart::LADDER_TITLE}</title>
                <desc id="ladder-text">{picture.description}</desc>
                {bars}
                {joins}
            </svg>
        </div>
    }
}
