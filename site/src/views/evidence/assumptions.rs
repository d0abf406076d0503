//! The assumptions that the answer rests on, and whether caching repays its writes.

use explain::{Convention, break_even_table, conventions};
use leptos::prelude::*;

use crate::flat;
use crate::state::calculator;
use crate::table::{none_open, table};

/// The card of assumptions.
pub fn assumptions() -> AnyView {
    let calculator = calculator();
    let list = flat::part(move || {
        let present = calculator.present.get();
        let Some(answer) = present.answer.as_deref() else { return ().into_any() };
        let conventions = conventions(&answer.report, &answer.scenario, &answer.card);
        conventions.into_iter().map(entry).collect::<Vec<_>>().into_any()
    });
    view! {
        <section class="card" aria-labelledby="assumptions-title">
            <div class="card-h">
                <div>
                    <h2 id="assumptions-title">"Assumptions in this answer"</h2>
                    <p>"Check them against your contract and your bill."</p>
                </div>
            </div>
            <ul class="fx acts">{list}</ul>
        </section>
    }
    .into_any()
}

fn entry(convention: Convention) -> AnyView {
    let Convention { lead, rest, otherwise } = convention;
    let rest = [rest, otherwise].join(" ");
    view! { <li><span>{lead}</span><small>{rest.trim().to_owned()}</small></li> }.into_any()
}

/// The card of the cache break-even.
pub fn break_even() -> AnyView {
    let calculator = calculator();
    let opened = none_open();
    let rows = flat::part(move || {
        let present = calculator.present.get();
        let Some(answer) = present.answer.as_deref() else { return ().into_any() };
        table(&break_even_table(&answer.report, &answer.scenario, &answer.card), "cards", opened)
    });
    view! {
        <section class="card" aria-labelledby="caching-title">
            <div class="card-h"><div><h2 id="caching-title">"Does caching pay?"</h2></div></div>
            {rows}
        </section>
    }
    .into_any()
}
