//! Demand through its three doors, and what adjusts it.

use leptos::prelude::*;
use pricing::scenario::ServiceTier;
use pricing::words;

use super::Desk;
use super::doors::Door;
use crate::field::number::number_fields;
use crate::field::{Choice, Choices, Figure};

/// The doors, and the fields behind the one that is open.
pub fn doors(desk: Desk, index: usize) -> AnyView {
    let door = desk.part(index, |workload| Door::of(workload.demand));
    let names = ["Monthly tokens", "Requests", "Requests a minute"];
    let choices = Choices {
        id: StoredValue::new(format!("door-{}", index + 1)),
        legend: "Demand",
        options: Signal::stored(names.map(Choice::new).to_vec()),
        chosen: Signal::derive(move || Door::ALL.into_iter().position(|one| Some(one) == door.get())),
        choose: Callback::new(move |chosen: usize| {
            let Some(to) = Door::ALL.get(chosen).copied() else { return };
            desk.change("", index, |workload| {
                let there = desk.doors.try_update_value(|doors| doors.go(index, workload.demand, to));
                workload.demand = there.unwrap_or(workload.demand);
            });
        }),
    };
    let fields = move || {
        door.get().map(|door| {
            let figures: &[Figure] = match door {
                Door::Monthly => &[Figure::Input, Figure::Output],
                Door::Requests => &[Figure::Requests, Figure::Input, Figure::Output],
                Door::Traffic => &[
                    Figure::RequestsPerMinute,
                    Figure::HoursPerDay,
                    Figure::DaysPerMonth,
                    Figure::Input,
                    Figure::Output,
                ],
            };
            number_fields(index, figures)
        })
    };
    view! {
        {choices.segments()}
        {fields}
    }
    .into_any()
}

/// Calls, overhead, trim, long prompts where they matter, and the tier.
pub fn adjustments(desk: Desk, index: usize) -> AnyView {
    let has_long = Memo::new(move |_| {
        let (scenario, card) = (desk.calculator.scenario(), desk.calculator.card.get());
        let workload = scenario.workloads.get(index);
        workload.is_some_and(|workload| {
            let model = card.model(&workload.placement.model);
            !workload.long_prompts.is_none() || model.is_some_and(|model| model.long_prompt_above.is_some())
        })
    });
    view! {
        {number_fields(index, &[Figure::Calls, Figure::Overhead, Figure::Trim])}
        {move || has_long.get().then(|| number_fields(index, &[Figure::LongPrompts]))}
        {tier(desk, index)}
    }
    .into_any()
}

fn tier(desk: Desk, index: usize) -> AnyView {
    let options = Memo::new(move |_| {
        let (scenario, card) = (desk.calculator.scenario(), desk.calculator.card.get());
        let Some(workload) = scenario.workloads.get(index) else { return Vec::new() };
        let placement = &workload.placement;
        let on_card = card.buyings(&placement.model, placement.scope, &placement.region);
        let choice = |tier: ServiceTier| {
            let typed =
                |price: &pricing::scenario::TypedPrice| price.model == placement.model && price.buying == tier.buying();
            if on_card.contains(&tier.buying()) || scenario.prices.iter().any(typed) {
                return Choice::new(words::tier(tier));
            }
            let disabled = tier != workload.tier;
            Choice { disabled, ..Choice::new(format!("{}, no price", words::tier(tier))) }
        };
        ServiceTier::ALL.into_iter().map(choice).collect()
    });
    let tier = desk.part(index, |workload| workload.tier);
    let choices = Choices {
        id: StoredValue::new(format!("tier-{}", index + 1)),
        legend: "Tier",
        options: options.into(),
        chosen: Signal::derive(move || ServiceTier::ALL.into_iter().position(|one| Some(one) == tier.get())),
        choose: Callback::new(move |chosen: usize| {
            if let Some(tier) = ServiceTier::ALL.get(chosen) {
                desk.change("", index, |workload| workload.tier = *tier);
            }
        }),
    };
    choices.select(false)
}
