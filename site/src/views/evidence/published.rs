//! What published sources claim, beside the exact figure.

use exchange::presets::presets;
use explain::{PublishedFigure, loaded, published_figures};
use leptos::prelude::*;

use crate::flat;
use crate::presets::open_preset;
use crate::state::calculator;

/// The card.
pub fn published() -> AnyView {
    let calculator = calculator();
    let current = flat::memo(move || calculator.present.with(|present| loaded(&presets(), &present.scenario)));
    let card = flat::memo(move || calculator.present.with(|present| present.card.date()));
    let rows = flat::part(move || {
        // The card alone decides the exact figures: they are computed again only where it changes.
        card.track();
        let card = calculator.present_now().card.clone();
        let rows = published_figures(&presets(), &card).into_iter().map(|figure| row(figure, current.into()));
        rows.collect::<Vec<_>>().into_any()
    });
    view! {
        <section class="card" aria-labelledby="published-title">
            <div class="card-h mid">
                <div>
                    <h2 id="published-title">"Published figures against exact ones"</h2>
                    <p>"Articles quote rules of thumb. Open an example to see its inputs."</p>
                </div>
            </div>
            <table class="table cards" role="table">
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">"Published example"</th>
                        <th role="columnheader" scope="col">"Source"</th>
                        <th role="columnheader" scope="col" class="num">"Published"</th>
                        <th role="columnheader" scope="col" class="num">"Exact"</th>
                        <th role="columnheader" scope="col" class="num">"Difference"</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
            <p class="muted t12 mt1">
                "All of these come from, or recommend, one advisory firm. They are benchmarks, not AWS’s terms."
            </p>
        </section>
    }
    .into_any()
}

fn row(figure: PublishedFigure, current: Signal<Option<&'static str>>) -> AnyView {
    let calculator = calculator();
    let PublishedFigure { preset, what, reason, source, published, exact, difference, is_same } = figure;
    let is_current = flat::flag(move || current.get() == Some(preset));
    let difference = if is_same {
        view! { <span class="badge good">"Same"</span> }.into_any()
    } else {
        view! { <span class="idle">{difference}</span> }.into_any()
    };
    view! {
        <tr role="row" class=move || if is_current.get() { "you" } else { "" }
            aria-current=move || is_current.get().then_some("true")>
            <th role="rowheader" scope="row">
                <button type="button" class="opener" aria-label=format!("{what}: open this example")
                    on:click=flat::clicked(move || open_preset(calculator, preset))>{what}</button>
                <small>{reason}</small>
            </th>
            <td role="cell" class="muted wide" data-l="Source">{source}</td>
            <td role="cell" class="num" data-l="Published">{published}</td>
            <td role="cell" class="num" data-l="Exact"><b>{exact}</b></td>
            <td role="cell" class="num" data-l="Difference">{difference}</td>
        </tr>
    }
    .into_any()
}
