//! Prices of services: blank for AWS's, typed where yours differs or none is known for your Region.

use leptos::prelude::*;
use pricing::bounds;
use pricing::rates::{FALLBACK_REGION, ServiceItem, service_rate};
use pricing::scenario::{Scenario, TypedServicePrice};
use pricing::services::ServiceRate;

use crate::field::Label;
use crate::field::choice::Switch;
use crate::field::kind::{Kind, Number};
use crate::field::number::{NumberField, Says};
use crate::flat;
use crate::state::{Present, calculator};

/// The group: a field for each price that is used or missing. It stands open while one is typed or missing.
pub fn prices() -> AnyView {
    let calculator = calculator();
    let items = flat::memo(move || calculator.present.with(needed));
    let missing = flat::memo(move || calculator.present.with(missing));
    let is_typed = flat::flag(move || !calculator.scenario().services.prices.is_empty());
    let is_opened = RwSignal::new(false);
    let on = flat::flag(move || is_opened.get() || is_typed.get() || missing.with(|missing| !missing.is_empty()));
    let switch = Callback::new(move |on: bool| {
        is_opened.set(on);
        if !on {
            calculator.change("", |scenario| scenario.services.prices.clear());
        }
    });
    let hint = flat::text(move || {
        let hint = match (missing.with(Vec::is_empty), is_typed.get()) {
            (false, _) => "A price is missing",
            (true, true) => "Yours are used",
            (true, false) => "AWS’s prices",
        };
        hint.to_owned()
    });
    let fields = move || {
        let keys = flat::memo(move || items.with(|items| items.iter().map(|item| *item as usize).collect::<Vec<_>>()));
        flat::list(keys.into(), move |key| match ServiceItem::ALL.get(key) {
            Some(item) => price(*item),
            None => ().into_any(),
        })
    };
    view! {
        <section class=move || if on.get() { "group" } else { "group off" }>
            <div class="group-h">
                <div><h3 class="t14">"Prices of services"</h3><p class="echo">{hint}</p></div>
                <Switch id="service-prices".to_owned() label="Your own prices of services" on switch/>
            </div>
            {flat::shown_if(move || on.get(), fields)}
        </section>
    }
    .into_any()
}

/// What a price is needed for: what the answer uses, and what it waits for.
fn needed(present: &Present) -> Vec<ServiceItem> {
    let used = present.answer.iter().flat_map(|answer| answer.report.services.iter());
    let used = used.filter_map(|line| match line.price {
        ServiceRate::Item { item, .. } => Some(item),
        ServiceRate::Model { .. } | ServiceRate::Amount { .. } => None,
    });
    let typed = present.scenario.services.prices.iter().map(|typed| typed.item);
    let mut items: Vec<ServiceItem> = used.chain(missing(present)).chain(typed).collect();
    items.sort_unstable();
    items.dedup();
    items
}

fn missing(present: &Present) -> Vec<ServiceItem> {
    present.missing_services.iter().map(|missing| missing.item).collect()
}

/// The region that the scenario's services are priced in.
fn region(scenario: &Scenario) -> &str {
    let first = scenario.workloads.first().map(|first| first.placement.region.as_str());
    scenario.services.region.as_deref().or(first).unwrap_or(FALLBACK_REGION)
}

fn price(item: ServiceItem) -> AnyView {
    let calculator = calculator();
    let number = flat::memo(move || calculator.scenario().services.typed(item).map_or(Number::Nothing, Number::Price));
    let says = flat::memo(move || {
        calculator.present.with(|present| {
            if missing(present).contains(&item) {
                let wrong = format!("Enter a price: none is known for {}.", region(&present.scenario));
                return Says { wrong, echo: String::new() };
            }
            Says { wrong: String::new(), echo: listed(&present.scenario, item) }
        })
    });
    let id = format!("service-price-{}", item.name());
    let step = id.clone();
    let put = Callback::new(move |number: Number| {
        calculator.change(&step, |scenario| {
            let prices = &mut scenario.services.prices;
            prices.retain(|typed| typed.item != item);
            if let Number::Price(price) = number
                && prices.len() < bounds::TYPED_PRICES_MAX
            {
                prices.push(TypedServicePrice { item, price });
                prices.sort_unstable_by_key(|typed| typed.item);
            }
        });
    });
    view! {
        <NumberField id label=Label::of(item.words()) before="$" kind=Kind::Price number=number.into() says=says.into() put/>
    }
    .into_any()
}

/// What AWS charges there, or elsewhere where that stands for it.
fn listed(scenario: &Scenario, item: ServiceItem) -> String {
    let here = region(scenario);
    let unit = item.unit().name();
    let published = |region| service_rate(item, region, scenario.rates);
    match (published(here), published(FALLBACK_REGION).filter(|_| scenario.services.fallback)) {
        (Some(found), _) => format!("AWS: {} per {unit}", found.price),
        (None, Some(found)) => format!("AWS in {FALLBACK_REGION}: {} per {unit}", found.price),
        (None, None) => format!("Per {unit}"),
    }
}
