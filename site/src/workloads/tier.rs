//! The service tier of what runs on demand.

use leptos::prelude::*;
use pricing::rates::{Meter, PromptLength, RateCard, RateKey};
use pricing::scenario::{Placement, Scenario, ServiceTier, Workload};

use super::Spot;
use crate::field::choice::{Choice, SegmentField};
use crate::flat;
use crate::state::calculator;

/// Standard, Flex, Priority, Latency-optimized: those that the model has a price for, and the present one.
pub fn tier(spot: Spot) -> AnyView {
    let calculator = calculator();
    let offered = flat::memo(move || {
        calculator.present.with(|present| {
            spot.with(calculator, |workload| offered(&present.scenario, workload, &present.card)).unwrap_or_default()
        })
    });
    let chosen = flat::memo(move || {
        let present = spot.with(calculator, |workload| workload.tier)?;
        offered.with(|offered| offered.iter().position(|tier| *tier == present))
    });
    let choose = Callback::new(move |index: usize| {
        if let Some(tier) = offered.with_untracked(|offered| offered.get(index).copied()) {
            spot.change(calculator, "", |workload| workload.tier = tier);
        }
    });
    let only_one = flat::flag(move || offered.with(Vec::len) < 2);
    view! {
        <section class=move || if only_one.get() { "group off" } else { "group" }>
            <div class="group-h">
                <h3>"Service tier"</h3>
                {flat::shown_if(move || only_one.get(), || view! { <span class="hint">"Standard only"</span> }.into_any())}
            </div>
            {flat::shown_if(move || !only_one.get(), move || view! {
                <SegmentField id=spot.id("tier") legend="Service tier" chosen=chosen.into() choose
                    options=Signal::derive(move || offered.with(|offered| offered.iter().map(|it| Choice::new(name(*it))).collect()))/>
            }.into_any())}
        </section>
    }
    .into_any()
}

fn offered(scenario: &Scenario, workload: &Workload, card: &RateCard) -> Vec<ServiceTier> {
    let Placement { model, scope, region } = &workload.placement;
    let has_price = |tier: ServiceTier| {
        let buying = tier.buying();
        let is_typed = scenario.prices.iter().any(|price| price.model == *model && price.buying == buying);
        is_typed
            || PromptLength::ALL.into_iter().any(|length| {
                let has = |meter| card.rate(&RateKey { model, scope: *scope, region, buying, length, meter }).is_some();
                Meter::ALL.into_iter().any(has)
            })
    };
    let is_offered = |tier: &ServiceTier| *tier == workload.tier || *tier == ServiceTier::Standard || has_price(*tier);
    ServiceTier::ALL.into_iter().filter(is_offered).collect()
}

const fn name(tier: ServiceTier) -> &'static str {
    match tier {
        ServiceTier::Standard => "Standard",
        ServiceTier::Flex => "Flex",
        ServiceTier::Priority => "Priority",
        ServiceTier::LatencyOptimised => "Low latency",
        ServiceTier::Ultrafast => "Ultrafast",
    }
}
