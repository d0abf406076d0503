//! What the figures leave out, and the way to add it.

use leptos::prelude::*;

use crate::flat;
use crate::organization;
use crate::state::calculator;
use crate::views::cards;

/// The card.
pub fn card() -> AnyView {
    let calculator = calculator();
    let said = flat::memo(move || explain::left_out(&calculator.scenario().services));
    let addable = flat::text(move || said.with(|said| said.addable.clone().unwrap_or_default()));
    let published = flat::text(move || said.with(|said| said.published.unwrap_or_default().to_owned()));
    let never = flat::text(move || said.with(|said| said.never.to_owned()));
    let add = move || organization::open(calculator, "services");
    view! {
        <section class="card" aria-labelledby="left-out-title">
            <div class="card-h"><h2 id="left-out-title">"Not included"</h2></div>
            {flat::shown_if(move || said.with(|said| said.addable.is_some()), move || view! {
                <p class="lead">{addable} " " {published}</p>
            }.into_any())}
            <p class="muted">{never}</p>
            {flat::shown_if(move || said.with(|said| said.addable.is_some()), move || {
                view! { <div class="mt2">{cards::button("add-services", "Add services", add)}</div> }.into_any()
            })}
        </section>
    }
    .into_any()
}
