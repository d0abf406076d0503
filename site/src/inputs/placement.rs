//! Model, scope and region of a workload or a route: only what the card has, and what is chosen now.

use answer::Element;
use pricing::rates::{Buying, InferenceScope, PromptLength, RateCard};
use pricing::scenario::{Placement, Scenario};

use super::View;
use super::regions::region_name;
use crate::echo::{self, region_near};
use crate::field::picker::picker;
use crate::field::{Choice, Choices};

/// Whose placement it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Whose {
    pub workload: usize,
    /// `None` for the workload's own.
    pub route: Option<usize>,
}

impl Whose {
    /// The id of one of its fields: `model`, `scope`, `region`.
    pub fn id(self, field: &str) -> String {
        match self.route {
            None => format!("{field}-{}", self.workload + 1),
            Some(route) => format!("route-{}-{}-{field}", self.workload + 1, route + 1),
        }
    }

    /// Whose field has this id, and which it is.
    pub fn of_id(id: &str) -> Option<(Self, &str)> {
        let parts: Vec<&str> = id.split('-').collect();
        let position = |text: &str| text.parse::<usize>().ok()?.checked_sub(1);
        let (whose, field) = match *parts.as_slice() {
            [field, workload] => (Self { workload: position(workload)?, route: None }, field),
            ["route", workload, route, field] => {
                (Self { workload: position(workload)?, route: Some(position(route)?) }, field)
            }
            _ => return None,
        };
        matches!(field, "model" | "scope" | "region").then_some((whose, field))
    }

    pub fn get(self, scenario: &Scenario) -> Option<&Placement> {
        let workload = scenario.workloads.get(self.workload)?;
        match self.route {
            None => Some(&workload.placement),
            Some(route) => workload.routes.get(route).map(|route| &route.placement),
        }
    }

    pub fn set(self, scenario: &mut Scenario, placement: Placement) {
        let Some(workload) = scenario.workloads.get_mut(self.workload) else { return };
        let place = match self.route {
            None => Some(&mut workload.placement),
            Some(route) => workload.routes.get_mut(route).map(|route| &mut route.placement),
        };
        if let Some(place) = place {
            *place = placement;
        }
    }
}

/// The fields.
pub fn elements(view: &View<'_>, whose: Whose) -> Vec<Element> {
    let card = view.sheet.card;
    let Some(placement) = whose.get(view.sheet.scenario) else { return Vec::new() };
    let id = whose.id("model");
    let moved = view.moved.get(&id).map_or("", String::as_str);
    let echo = format!("{moved}{}", echo::placement(placement, card));
    let scopes = scopes(placement, card);
    let scope = Choices {
        id: &whose.id("scope"),
        legend: "Scope",
        options: scopes.iter().map(|scope| Choice::new(scope_name(*scope))).collect(),
        chosen: scopes.iter().position(|scope| *scope == placement.scope),
    };
    let region = regions(placement, card).map(|regions| {
        let choices = Choices {
            id: &whose.id("region"),
            legend: "Region",
            options: regions.iter().map(|region| region_choice(region)).collect(),
            chosen: regions.iter().position(|region| *region == placement.region),
        };
        choices.select(true)
    });
    let picker = picker(&id, &placement.model, &echo, view.open.as_ref(), card);
    [picker, scope.segments()].into_iter().chain(region).collect()
}

fn region_choice(region: &str) -> Choice {
    Choice::new(match region_name(region) {
        "" => region.to_owned(),
        name => format!("{name} {region}"),
    })
}

/// The scopes the card has for the model, and the present one.
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
pub fn regions(placement: &Placement, card: &RateCard) -> Option<Vec<String>> {
    let Placement { model, scope, region } = placement;
    let known = card.regions(model, *scope);
    let is_known = known.contains(&region.as_str());
    let prices = |region: &str| {
        let of = |buying| card.meters(model, *scope, region, buying, PromptLength::Ordinary);
        let priced = [of(Buying::Standard), of(Buying::Batch)].concat().into_iter();
        priced.map(|(meter, published)| (meter, published.rate)).collect::<Vec<_>>()
    };
    let here = prices(region);
    if *scope == InferenceScope::Global && is_known && known.iter().all(|other| prices(other) == here) {
        return None;
    }
    let missing = (!is_known).then(|| region.clone());
    Some(missing.into_iter().chain(known.into_iter().map(str::to_owned)).collect())
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

    #[test]
    fn a_field_is_found_by_its_id() {
        for whose in [Whose { workload: 0, route: None }, Whose { workload: 3, route: Some(7) }] {
            assert_eq!(Whose::of_id(&whose.id("scope")), Some((whose, "scope")));
        }
        assert_eq!(Whose::of_id("tier-1"), None);
    }
}
