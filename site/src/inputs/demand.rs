//! Demand through its three doors, and what adjusts it.

use answer::Element;
use pricing::scenario::{ServiceTier, TypedPrice, Workload};
use pricing::words;

use super::View;
use super::doors::Door;
use crate::field::{Choice, Choices, Figure, plain};

/// The doors, and the fields behind the one that is open.
pub fn doors(view: &View<'_>, index: usize, workload: &Workload) -> Vec<Element> {
    let door = Door::of(workload.demand);
    let choices = Choices {
        id: &format!("door-{}", index + 1),
        legend: "Demand",
        options: plain(["Monthly tokens", "Requests", "Requests a minute"]),
        chosen: Door::ALL.into_iter().position(|one| one == door),
    };
    let figures = [
        Figure::Requests,
        Figure::RequestsPerMinute,
        Figure::HoursPerDay,
        Figure::DaysPerMonth,
        Figure::Input,
        Figure::Output,
    ];
    [choices.segments()].into_iter().chain(view.sheet.numbers(index, &figures)).collect()
}

/// Calls, overhead, trim, long prompts where they matter, and the tier.
pub fn adjustments(view: &View<'_>, index: usize, workload: &Workload) -> Vec<Element> {
    let mut elements = view.sheet.numbers(index, &[Figure::Calls, Figure::Overhead, Figure::Trim]);
    let model = view.sheet.card.model(&workload.placement.model);
    if !workload.long_prompts.is_none() || model.is_some_and(|model| model.long_prompt_above.is_some()) {
        elements.extend(view.sheet.numbers(index, &[Figure::LongPrompts]));
    }
    elements.push(tier(view, index, workload));
    elements
}

fn tier(view: &View<'_>, index: usize, workload: &Workload) -> Element {
    let placement = &workload.placement;
    let on_card = view.sheet.card.buyings(&placement.model, placement.scope, &placement.region);
    let choice = |tier: ServiceTier| {
        let typed = |price: &TypedPrice| price.model == placement.model && price.buying == tier.buying();
        if on_card.contains(&tier.buying()) || view.sheet.scenario.prices.iter().any(typed) {
            return Choice::new(words::tier(tier));
        }
        let disabled = tier != workload.tier;
        Choice { disabled, ..Choice::new(format!("{}, no price", words::tier(tier))) }
    };
    let choices = Choices {
        id: &format!("tier-{}", index + 1),
        legend: "Tier",
        options: ServiceTier::ALL.into_iter().map(choice).collect(),
        chosen: ServiceTier::ALL.into_iter().position(|one| one == workload.tier),
    };
    choices.select(false)
}
