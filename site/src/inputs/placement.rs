//! Model, scope and region of a workload or a route: only what the card has, and what is chosen now.

use answer::Element;
use pricing::rates::{Buying, InferenceScope, Meter, PromptLength, RateCard, RateKey};
use pricing::scenario::{Placement, Scenario};

use super::View;
use super::regions::region_name;
use crate::echo::{self, key_of, region_near};
use crate::field::choice::Look;
use crate::field::owner::Owner;
use crate::field::picker::picker;
use crate::field::{Choice, Choices};

/// The placement of a workload or of a route.
pub fn of(owner: Owner, scenario: &Scenario) -> Option<&Placement> {
    match owner {
        Owner::Workload(workload) => Some(&scenario.workloads.get(workload)?.placement),
        Owner::Route(workload, route) => Some(&scenario.workloads.get(workload)?.routes.get(route)?.placement),
        Owner::Purchase(purchase) => Some(&scenario.capacity.purchases.get(purchase)?.placement),
        Owner::Custom(custom) => Some(&scenario.capacity.customs.get(custom)?.placement),
        Owner::Price(_) => None,
    }
}

/// The same, to change it.
pub fn of_mut(owner: Owner, scenario: &mut Scenario) -> Option<&mut Placement> {
    match owner {
        Owner::Workload(workload) => Some(&mut scenario.workloads.get_mut(workload)?.placement),
        Owner::Route(workload, route) => {
            Some(&mut scenario.workloads.get_mut(workload)?.routes.get_mut(route)?.placement)
        }
        Owner::Purchase(purchase) => Some(&mut scenario.capacity.purchases.get_mut(purchase)?.placement),
        Owner::Custom(custom) => Some(&mut scenario.capacity.customs.get_mut(custom)?.placement),
        Owner::Price(_) => None,
    }
}

/// The fields.
#[inline(never)]
pub fn elements(view: &View<'_>, owner: Owner, placement: &Placement) -> Vec<Element> {
    let card = view.sheet.card;
    let id = owner.id("model");
    let mut echo = echo::placement(placement, card);
    if let Some(moved) = view.memory.moved.get(id.as_str()) {
        echo.insert_str(0, moved);
    }
    let scopes = scopes(placement, card);
    let scope = Choices {
        id: &owner.id("scope"),
        legend: "Scope",
        options: scopes.iter().map(|scope| Choice::new(scope_name(*scope))).collect(),
        chosen: scopes.iter().position(|scope| *scope == placement.scope),
    };
    let picker = picker(&id, &placement.model, &echo, view.memory.open.as_ref(), card);
    let mut elements = vec![picker, scope.field(Look::Segments)];
    if let Some(regions) = regions(placement, card) {
        let region = Choices {
            id: &owner.id("region"),
            legend: "Region",
            options: regions.iter().map(|region| Choice::new(region_words(region))).collect(),
            chosen: regions.iter().position(|region| *region == placement.region),
        };
        elements.push(region.field(Look::WideList));
    }
    elements
}

/// A region as a list shows it: `US East (N. Virginia) us-east-1`.
fn region_words(region: &str) -> String {
    let mut words = region_name(region).to_owned();
    if !words.is_empty() {
        words.push(' ');
    }
    words + region
}

/// The scopes the card has for the model, and the present one.
#[inline(never)]
pub fn scopes(placement: &Placement, card: &RateCard) -> Vec<InferenceScope> {
    let known = card.scopes(&placement.model);
    InferenceScope::ALL.into_iter().filter(|scope| known.contains(scope) || *scope == placement.scope).collect()
}

const fn scope_name(scope: InferenceScope) -> &'static str {
    match scope {
        InferenceScope::Global => "Global",
        InferenceScope::Geographic => "Geographic",
        InferenceScope::InRegion => "In-region",
    }
}

/// The regions the card has for the model, and the present one; `None` where the region changes no price.
#[inline(never)]
pub fn regions<'a>(placement: &'a Placement, card: &'a RateCard) -> Option<Vec<&'a str>> {
    let mut regions = card.regions(&placement.model, placement.scope);
    if !regions.contains(&placement.region.as_str()) {
        regions.insert(0, &placement.region);
    } else if placement.scope == InferenceScope::Global
        && regions.iter().all(|other| costs_the_same(placement, other, card))
    {
        return None;
    }
    Some(regions)
}

/// Whether everything costs the same in another region.
fn costs_the_same(placement: &Placement, other: &str, card: &RateCard) -> bool {
    for buying in [Buying::Standard, Buying::Batch] {
        for meter in Meter::ALL {
            let key = key_of(placement, buying, PromptLength::Ordinary, meter);
            let there = card.rate(&RateKey { region: other, ..key });
            if card.rate(&key).map(|here| here.rate) != there.map(|there| there.rate) {
                return false;
            }
        }
    }
    true
}

/// The same place with another model, or the nearest one that model has; and what to say about a move.
pub fn with_model(before: &Placement, model: &str, card: &RateCard) -> (Placement, String) {
    let scopes = card.scopes(model);
    let scope = if scopes.contains(&before.scope) { before.scope } else { scopes.first().copied().unwrap_or_default() };
    let region = region_near(&before.region, &card.regions(model, scope));
    let mut said = String::new();
    if scope != before.scope {
        said = format!("No {} price: moved to {}. ", before.scope.name(), scope.name());
    } else if region != before.region && scope != InferenceScope::Global {
        said = format!("No price in {}: moved to {region}. ", before.region);
    }
    (Placement::new(model, scope, &region), said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_model_moves_only_where_it_must() {
        let card = RateCard::newest();
        let global = Placement::new("claude-sonnet-4.5", InferenceScope::Global, "us-east-1");
        let (same, said) = with_model(&global, "claude-haiku-4.5", &card);
        assert_eq!((same.scope, said.as_str()), (InferenceScope::Global, ""));
        let (moved, said) = with_model(&global, "jamba-1.5-large", &card);
        assert_eq!(moved, Placement::new("jamba-1.5-large", InferenceScope::InRegion, "us-east-1"));
        assert_eq!(said, "No global price: moved to in-region. ");
        assert_eq!(regions(&global, &card), None);
    }
}
