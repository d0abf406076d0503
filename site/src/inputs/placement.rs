//! Model, scope and region of a workload or a route: only what the card has, and what is chosen now.

use leptos::prelude::*;
use pricing::rates::{Buying, InferenceScope, PromptLength, RateCard};
use pricing::scenario::{Placement, Scenario};

use super::regions::region_name;
use crate::echo::{self, region_near};
use crate::field::{Choice, Choices, ModelPicker};
use crate::state::{Calculator, use_calculator};

/// Whose placement it is.
#[derive(Clone, Copy)]
pub struct PlacementFields {
    pub workload: usize,
    /// `None` for the workload's own.
    pub route: Option<usize>,
}

impl PlacementFields {
    fn id(self, field: &str) -> String {
        match self.route {
            None => format!("{field}-{}", self.workload + 1),
            Some(route) => format!("route-{}-{}-{field}", self.workload + 1, route + 1),
        }
    }

    fn get(self, scenario: &Scenario) -> Option<&Placement> {
        let workload = scenario.workloads.get(self.workload)?;
        match self.route {
            None => Some(&workload.placement),
            Some(route) => workload.routes.get(route).map(|route| &route.placement),
        }
    }

    fn set(self, calculator: Calculator, placement: Placement) {
        calculator.change("", |scenario| {
            let Some(workload) = scenario.workloads.get_mut(self.workload) else { return };
            match self.route {
                None => workload.placement = placement,
                Some(route) => {
                    if let Some(route) = workload.routes.get_mut(route) {
                        route.placement = placement;
                    }
                }
            }
        });
    }

    /// The fields.
    pub fn view(self) -> AnyView {
        let calculator = use_calculator();
        let placement = Memo::new(move |_| self.get(&calculator.scenario()).cloned());
        let moved = RwSignal::new(String::new());
        let present = move || placement.get_untracked();
        let picker = ModelPicker {
            id: StoredValue::new(self.id("model")),
            chosen: Signal::derive(move || placement.get().map(|placement| placement.model).unwrap_or_default()),
            echo: Signal::derive(move || {
                let text = placement.get().map(|placement| echo::placement(&placement, &calculator.card.read()));
                format!("{}{}", moved.get(), text.unwrap_or_default())
            }),
            choose: Callback::new(move |model: String| {
                if let Some(before) = present() {
                    let (after, said) = with_model(&before, &model, &calculator.card.get_untracked());
                    moved.set(said);
                    self.set(calculator, after);
                }
            }),
        };

        let scopes = Memo::new(move |_| {
            placement.get().map(|placement| scopes(&placement, &calculator.card.read())).unwrap_or_default()
        });
        let scope = Choices {
            id: StoredValue::new(self.id("scope")),
            legend: "Scope",
            options: Signal::derive(move || scopes.read().iter().map(|(_, choice)| choice.clone()).collect()),
            chosen: Signal::derive(move || {
                let scope = placement.get()?.scope;
                scopes.read().iter().position(|(other, _)| *other == scope)
            }),
            choose: Callback::new(move |index: usize| {
                let scope = scopes.read_untracked().get(index).map(|(scope, _)| *scope);
                if let (Some(before), Some(scope)) = (present(), scope) {
                    let card = calculator.card.get_untracked();
                    let region = region_near(&before.region, &card.regions(&before.model, scope));
                    moved.set(String::new());
                    self.set(calculator, Placement { scope, region, ..before });
                }
            }),
        };

        let regions = Memo::new(move |_| {
            placement.get().and_then(|placement| regions(&placement, &calculator.card.read())).unwrap_or_default()
        });
        let region = Choices {
            id: StoredValue::new(self.id("region")),
            legend: "Region",
            options: Signal::derive(move || regions.read().iter().map(|region| region_choice(region)).collect()),
            chosen: Signal::derive(move || {
                let region = placement.get()?.region;
                regions.read().iter().position(|known| *known == region)
            }),
            choose: Callback::new(move |index: usize| {
                let region = regions.read_untracked().get(index).cloned();
                if let (Some(before), Some(region)) = (present(), region) {
                    moved.set(String::new());
                    self.set(calculator, Placement { region, ..before });
                }
            }),
        };
        let has_region = Memo::new(move |_| !regions.read().is_empty());
        view! {
            {picker.view()}
            {scope.segments()}
            {move || has_region.get().then(|| region.select(true))}
        }
        .into_any()
    }
}

fn region_choice(region: &str) -> Choice {
    Choice::new(match region_name(region) {
        "" => region.to_owned(),
        name => format!("{name} {region}"),
    })
}

/// The scopes the card has for the model, and the present one.
fn scopes(placement: &Placement, card: &RateCard) -> Vec<(InferenceScope, Choice)> {
    let known = card.scopes(&placement.model);
    let shown = InferenceScope::ALL.into_iter().filter(|scope| known.contains(scope) || *scope == placement.scope);
    shown.map(|scope| (scope, Choice::new(scope_name(scope)))).collect()
}

const fn scope_name(scope: InferenceScope) -> &'static str {
    match scope {
        InferenceScope::Global => "Global",
        InferenceScope::Geographic => "Geographic",
        InferenceScope::InRegion => "In-region",
    }
}

/// The regions the card has for the model, and the present one; `None` where the region changes no price.
fn regions(placement: &Placement, card: &RateCard) -> Option<Vec<String>> {
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
fn with_model(before: &Placement, model: &str, card: &RateCard) -> (Placement, String) {
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
