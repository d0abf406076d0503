//! Prices with their sources: those of the answer, and all of a provider.

use explain::{self, PriceUsed};
use leptos::prelude::*;
use pricing::rates::RateCard;
use pricing::scenario::Scenario;

use crate::explanation::linked;
use crate::flat;
use crate::icon::{self, icon};
use crate::state::calculator;
use crate::table::{Opened, none_open, table};
use crate::words;

/// The card of the prices that the answer uses.
pub fn prices_used() -> AnyView {
    let calculator = calculator();
    let as_of = flat::text(move || {
        calculator.present.with(|present| format!("Prices as of {}", words::date(present.card.date())))
    });
    let rows = flat::part(move || {
        let present = calculator.present.get();
        let Some(answer) = present.answer.as_deref() else { return ().into_any() };
        explain::prices_used(&answer.report, &answer.card).into_iter().map(row).collect::<Vec<_>>().into_any()
    });
    view! {
        <section class="card" aria-labelledby="prices-title">
            <div class="card-h mid">
                <div><h2 id="prices-title">"Prices used"</h2><p>{as_of}</p></div>
                <div class="row only-wide"><a class="btn small" href="rates.html">"All prices on one page"</a></div>
            </div>
            <table class="table cards" role="table">
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">"Model"</th>
                        <th role="columnheader" scope="col">"Meter"</th>
                        <th role="columnheader" scope="col" class="num">"Price"</th>
                        <th role="columnheader" scope="col">"Source"</th>
                        <th role="columnheader" scope="col">"Published"</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

/// A source by the first part of its title, with a link where it has an address. Which parts of AWS's price list were read
/// is said where a line of the bill opens.
fn origin(title: &str, address: &str) -> AnyView {
    let title = title.split(", ").next().unwrap_or(title);
    linked(title, if address.starts_with("https://") { address } else { "" })
}

fn row(price: PriceUsed) -> AnyView {
    let PriceUsed { place, what, amount, unit, source } = price;
    let (from, published) = match source {
        None => (view! { <span class="badge">"Your price"</span> }.into_any(), String::new()),
        Some(source) => {
            let secondary = (!source.primary).then(|| view! { " " <span class="badge">"secondary"</span> });
            let from = view! { <span>{origin(&source.title, &source.address)} {secondary}</span> };
            (from.into_any(), words::date(source.published))
        }
    };
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">{place}</th>
            <td role="cell" data-l="Meter">{what}</td>
            <td role="cell" class="num" data-l="Price"><b>{amount}</b> " " {unit}</td>
            <td role="cell" class="wide" data-l="Source">{from}</td>
            <td role="cell" class="muted nowrap" data-l="Published">{published}</td>
        </tr>
    }
    .into_any()
}

/// The card of every published price: of the scenario's models, or of one provider.
pub fn all_prices() -> AnyView {
    let calculator = calculator();
    let provider = RwSignal::new(String::new());
    let opened = none_open();
    let providers = flat::part(move || {
        let card = calculator.present.with(|present| present.card.clone());
        let with_models = card
            .providers()
            .iter()
            .filter(|provider| card.models().iter().any(|model| card.provider_of(model).id == provider.id));
        let options = with_models.map(|entry| {
            let (id, name) = (entry.id.clone(), entry.name.clone());
            view! { <option value=id>{name}</option> }.into_any()
        });
        options.collect::<Vec<_>>().into_any()
    });
    let is_open = RwSignal::new(false);
    let has_rows = flat::flag(move || is_open.get() || provider.with(|provider| !provider.is_empty()));
    let rows = flat::part(move || {
        if !has_rows.get() {
            let show = flat::clicked(move || is_open.set(true));
            return view! { <button class="btn" type="button" id="show-prices" on:click=show>"Show these prices"</button> }
                .into_any();
        }
        let present = calculator.present.get();
        let models = models(&present.scenario, &present.card, &provider.get());
        let models: Vec<&str> = models.iter().map(String::as_str).collect();
        view! {
            <p class="muted">{explain::card_words(&present.card)}</p>
            {table(&explain::rate_table(&present.card, &models), "cards", opened)}
            {history(&models, opened)}
        }
        .into_any()
    });
    view! {
        <section class="card" aria-labelledby="all-prices-title">
            <div class="card-h mid">
                <div><h2 id="all-prices-title">"Every published price"</h2><p>"By scope, region, tier and meter."</p></div>
                <div class="field">
                    <label for="rates-of">"Models"</label>
                    <div class="select">
                    <select id="rates-of" on:change=flat::valued(move |value| provider.set(value))>
                        <option value="">"Models of this scenario"</option>
                        {providers}
                    </select>
                        {icon(icon::DOWN, "16")}
                    </div>
                </div>
            </div>
            {rows}
        </section>
    }
    .into_any()
}

/// What the prices of these models have been, as far as is known today.
fn history(models: &[&str], opened: Opened) -> AnyView {
    let changes = explain::history_table(&RateCard::newest(), models);
    let none =
        changes.rows.is_empty().then(|| view! { <p class="muted">"No price change is known for these models."</p> });
    view! {
        <h3>"Price history"</h3>
        {none}
        {table(&changes, "cards", opened)}
    }
    .into_any()
}

/// The models to show: of a provider, or of the scenario where none is chosen; each once.
fn models(scenario: &Scenario, card: &RateCard, provider: &str) -> Vec<String> {
    if !provider.is_empty() {
        let of_provider = card.models().iter().filter(|model| card.provider_of(model).id == provider);
        return of_provider.map(|model| model.id.clone()).collect();
    }
    let mut models: Vec<String> = Vec::new();
    for workload in &scenario.workloads {
        let routes = workload.routes.iter().map(|route| &route.placement);
        for placement in core::iter::once(&workload.placement).chain(routes) {
            if !models.contains(&placement.model) {
                models.push(placement.model.clone());
            }
        }
    }
    models
}
