//! Demand through its three doors, and what adjusts it.

use answer::Element;
use explain::words;
use pricing::rates::{Meter, PromptLength};
use pricing::scenario::{ServiceTier, Workload};

use super::View;
use super::doors::Door;
use crate::echo::key_of;
use crate::field::choice::{Look, Words};
use crate::field::figure::{ADJUSTMENTS, DEMAND, LONG_PROMPTS};
use crate::field::owner::Owner;
use crate::field::{Choice, Choices};

/// The doors, in the order of [`Door::ALL`].
static DOORS: Words = Words {
    field: "door",
    legend: "Demand",
    look: Look::Segments,
    values: &[("Monthly tokens", ""), ("Requests", ""), ("Requests a minute", "")],
};

/// The doors, and the fields behind the one that is open.
pub fn doors(view: &View<'_>, owner: Owner, workload: &Workload) -> Vec<Element> {
    let mut elements = vec![DOORS.field(&owner.id(DOORS.field), Door::of(workload.demand) as usize)];
    elements.extend(view.sheet.numbers(owner, &DEMAND));
    elements
}

/// Calls, overhead, trim, long prompts where they matter, and the tier.
pub fn adjustments(view: &View<'_>, owner: Owner, workload: &Workload) -> Vec<Element> {
    let mut elements = view.sheet.numbers(owner, &ADJUSTMENTS);
    let model = view.sheet.card.model(&workload.placement.model);
    if !workload.long_prompts.is_none() || model.is_some_and(|model| model.long_prompt_above.is_some()) {
        elements.extend(view.sheet.numbers(owner, &LONG_PROMPTS));
    }
    elements.push(tier(view, owner, workload));
    elements
}

fn tier(view: &View<'_>, owner: Owner, workload: &Workload) -> Element {
    let placement = &workload.placement;
    let is_on_card = |buying, length, meter| view.sheet.card.rate(&key_of(placement, buying, length, meter)).is_some();
    let mut options = Vec::new();
    for tier in ServiceTier::ALL {
        let mut choice = Choice::new(words::tier(tier));
        let buying = tier.buying();
        let mut typed = view.sheet.scenario.prices.iter();
        let has_price = typed.any(|price| price.model == placement.model && price.buying == buying)
            || PromptLength::ALL
                .into_iter()
                .any(|length| Meter::ALL.into_iter().any(|meter| is_on_card(buying, length, meter)));
        if !has_price {
            choice.label.push_str(", no price");
            choice.disabled = tier != workload.tier;
        }
        options.push(choice);
    }
    let chosen = Some(workload.tier as usize);
    Choices { id: &owner.id("tier"), legend: "Tier", options, chosen }.field(Look::List)
}
