//! What a figure at the top opens to: how it is computed, and each price it rests on with its source and date.

use explain::{HeroPart, HeroProof, PriceUsed};
use leptos::prelude::*;

use super::hero;
use crate::explanation::{linked, proof};
use crate::flat;
use crate::state::{Calculator, Tab, calculator};
use crate::words;

/// Prices that are listed; the tab Evidence has all of them.
const PRICES: usize = 6;

/// The opened figure; it follows the answer.
pub fn hero_proof(part: HeroPart) -> AnyView {
    let calculator = calculator();
    flat::part(move || {
        let period = hero::period(calculator);
        let proof = calculator.present.with(|present| {
            let answer = present.answer.as_ref()?;
            explain::hero_proof(part, &answer.report, &answer.scenario, &answer.card, period)
        });
        proof.map_or_else(
            || view! { <p class="muted">"There is no such figure yet."</p> }.into_any(),
            |it| opened(calculator, &it),
        )
    })
}

fn opened(calculator: Calculator, of: &HeroProof) -> AnyView {
    let shown = of.prices.iter().take(PRICES).map(price).collect::<Vec<_>>();
    let more = of.prices.len().saturating_sub(PRICES);
    let all = if more > 0 { format!("All prices, {more} more") } else { "All prices and sources".to_owned() };
    let to = move |tab: Tab| flat::clicked(move || calculator.tab.set(tab));
    view! {
        {proof(&of.explanation)}
        <h3>"Prices it rests on"</h3>
        <ul class="price-list">{shown}</ul>
        <div class="row">
            <button type="button" class="btn small" on:click=to(Tab::Breakdown)>"Every line"</button>
            <button type="button" class="btn small" on:click=to(Tab::Evidence)>{all}</button>
        </div>
    }
    .into_any()
}

fn price(price: &PriceUsed) -> AnyView {
    let PriceUsed { place, what, amount, unit, source } = price;
    let from = match source {
        None => view! { <span class="badge">"Your price"</span> }.into_any(),
        Some(source) => {
            // The parts of AWS's price list that were read are said where a line of the bill opens.
            let title = source.title.split(", ").next().unwrap_or(&source.title);
            let place = if source.address.starts_with("https://") { source.address.as_str() } else { "" };
            let published = format!(", published {}", words::date(source.published));
            let secondary = (!source.primary).then(|| view! { " " <span class="badge">"secondary"</span> }.into_any());
            view! { {linked(title, place)} {published} {secondary} }.into_any()
        }
    };
    view! {
        <li>
            <span>{format!("{place}: {what}")}</span> " "
            <b>{amount.clone()}</b> {format!(" {unit}")}
            <small>{from}</small>
        </li>
    }
    .into_any()
}
