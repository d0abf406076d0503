//! Published rates: those of the scenario's models, or of one provider.

use leptos::prelude::*;
use pricing::explain::rate_table;
use pricing::rates::RateCard;
use pricing::scenario::Scenario;

use super::table::TableView;
use crate::state::use_calculator;

/// The rates the scenario uses, with a choice of any provider's.
#[component]
pub fn Rates() -> impl IntoView {
    let calculator = use_calculator();
    let provider = RwSignal::new(String::new());
    let table = Memo::new(move |_| {
        calculator.card.with(|card| {
            let provider = provider.read();
            if provider.is_empty() {
                let scenario = calculator.scenario();
                rate_table(card, &models_of(&scenario))
            } else {
                let theirs = |model: &&pricing::rates::Model| card.provider_of(model).id == *provider;
                let models: Vec<&str> = card.models().iter().filter(theirs).map(|model| model.id.as_str()).collect();
                rate_table(card, &models)
            }
        })
    });
    view! {
        <div class="field">
            <label for="rates-of">"Models"</label>
            <select id="rates-of" on:change=move |event| provider.set(event_target_value(&event))>
                <option value="">"Those of this scenario"</option>
                {move || calculator.card.with(|card| provider_options(card))}
            </select>
        </div>
        <TableView table class="table stacks rates"/>
    }
}

fn provider_options(card: &RateCard) -> Vec<impl IntoView + use<>> {
    let with_models = card
        .providers()
        .iter()
        .filter(|provider| card.models().iter().any(|model| card.provider_of(model).id == provider.id));
    with_models.map(|provider| view! { <option value=provider.id.clone()>{provider.name.clone()}</option> }).collect()
}

/// The models of a scenario, each once.
fn models_of(scenario: &Scenario) -> Vec<&str> {
    let mut models: Vec<&str> = Vec::new();
    for workload in &scenario.workloads {
        let routes = workload.routes.iter().map(|route| &route.placement);
        for placement in std::iter::once(&workload.placement).chain(routes) {
            if !models.contains(&placement.model.as_str()) {
                models.push(&placement.model);
            }
        }
    }
    models
}
