//! Model, inference scope and region: of a workload, and of each of its routes.

use leptos::prelude::*;
use pricing::rates::{Buying, InferenceScope, Meter, PromptLength, RateCard, RateKey};
use pricing::scenario::{Placement, Workload};

use super::Spot;
use super::regions::region_name;
use crate::field::Label;
use crate::field::choice::{Choice, SelectField};
use crate::field::picker::{ModelPicker, Picked, prices_at, region_near};
use crate::field::term;
use crate::flat;
use crate::state::calculator;

/// Whose placement it is: the workload's own, or that of its route at this place.
#[derive(Clone, Copy)]
pub struct Whose {
    /// The workload.
    pub spot: Spot,
    /// The route's place; `None` for the workload's own placement.
    pub route: Option<usize>,
}

impl Whose {
    fn get(self, workload: &Workload) -> Option<&Placement> {
        match self.route {
            None => Some(&workload.placement),
            Some(route) => Some(&workload.routes.get(route)?.placement),
        }
    }

    fn change(self, workload: &mut Workload, placement: Placement) {
        match self.route {
            None => workload.placement = placement,
            Some(route) => {
                if let Some(route) = workload.routes.get_mut(route) {
                    route.placement = placement;
                }
            }
        }
    }

    fn id(self, field: &str) -> String {
        match self.route {
            None => self.spot.id(field),
            Some(route) => self.spot.id(&format!("route-{}-{field}", route + 1)),
        }
    }
}

/// The group of a workload.
pub fn place(spot: Spot) -> AnyView {
    super::group("Model and place", fields(Whose { spot, route: None }))
}

/// The picker, the scope, and the region where it matters.
pub fn fields(whose: Whose) -> AnyView {
    let calculator = calculator();
    let placement = flat::memo(move || {
        let placement = whose.spot.with(calculator, |workload| whose.get(workload).cloned());
        placement.flatten().unwrap_or_else(|| Placement::new("", InferenceScope::Global, ""))
    });
    let put = Callback::new(move |placement: Placement| {
        whose.spot.change(calculator, "", |workload| whose.change(workload, placement));
    });
    fields_of(&|field| whose.id(field), placement, put)
}

/// The same for a placement of anything else; `id` makes the ids of its fields.
pub fn fields_of(id: &dyn Fn(&str) -> String, placement: Memo<Placement>, put: Callback<Placement>) -> AnyView {
    let calculator = calculator();
    // What to say about the last change of model.
    let moved = RwSignal::new(String::new());
    let with = move |of: fn(&Placement, &RateCard) -> String| {
        flat::text(move || calculator.present.with(|present| placement.with(|placement| of(placement, &present.card))))
    };
    let choose_model = Callback::new(move |Picked { model, scope, region }: Picked| {
        let mut asked = placement.get_untracked();
        asked.scope = scope.unwrap_or(asked.scope);
        asked.region = region.unwrap_or(asked.region);
        let (after, said) = with_model(&asked, &model, &calculator.present_now().card);
        moved.set(said);
        put.run(after);
    });
    let scopes = flat::memo(move || {
        calculator.present.with(|present| placement.with(|placement| scopes(placement, &present.card)))
    });
    let scope = flat::memo(move || {
        scopes.with(|scopes| scopes.iter().position(|scope| *scope == placement.with(|it| it.scope)))
    });
    let choose_scope = Callback::new(move |index: usize| {
        let (before, card) = (placement.get_untracked(), calculator.present_now().card.clone());
        if let Some(scope) = scopes.with_untracked(|scopes| scopes.get(index).copied()) {
            let region = region_near(&before.region, &card.regions(&before.model, scope));
            put.run(Placement::new(&before.model, scope, &region));
        }
    });
    let regions = flat::memo(move || {
        calculator.present.with(|present| placement.with(|placement| regions(placement, &present.card)))
    });
    let region = flat::memo(move || {
        regions.with(|regions| regions.iter().position(|region| *region == placement.with(|it| it.region.clone())))
    });
    let choose_region = Callback::new(move |index: usize| {
        if let Some(region) = regions.with_untracked(|regions| regions.get(index).cloned()) {
            put.run(Placement { region, ..placement.get_untracked() });
        }
    });
    let said = flat::part(move || match moved.get() {
        said if said.is_empty() => ().into_any(),
        said => view! { <p class="echo" role="status">{said}</p> }.into_any(),
    });
    view! {
        <ModelPicker id=id("model") label="Model" chosen=flat::text(move || placement.with(|it| it.model.clone()))
            note=with(note) choose=choose_model/>
        {said}
        <div class="stack-s">
            <SelectField id=id("scope") label=Label::with(&term::SCOPE, "") chosen=scope.into() choose=choose_scope echo=with(dearer_elsewhere)
                options=Signal::derive(move || scopes.with(|scopes| scopes.iter().map(|it| Choice::new(scope_name(*it))).collect()))/>
            <SelectField id=id("region") label="Region" chosen=region.into() choose=choose_region
                options=Signal::derive(move || regions.with(|regions| regions.iter().map(|it| Choice::new(region_words(it))).collect()))/>
        </div>
    }
    .into_any()
}

/// Below the model's name: what a million tokens cost there.
fn note(placement: &Placement, card: &RateCard) -> String {
    if card.model(&placement.model).is_none() {
        return "Your own model, prices typed".to_owned();
    }
    match prices_at(card, &placement.model, placement.scope, &placement.region) {
        Some((input, Some(output))) => format!("{input} in, {output} out per million tokens"),
        Some((input, None)) => format!("{input} in per million tokens"),
        None => "No Standard price here".to_owned(),
    }
}

/// Where one Region or one geography costs more than the present scope, by how much.
fn dearer_elsewhere(placement: &Placement, card: &RateCard) -> String {
    if placement.scope != InferenceScope::Global {
        return String::new();
    }
    let price = |scope| {
        let Placement { model, region, .. } = placement;
        let (buying, length, meter) = (Buying::Standard, PromptLength::Ordinary, Meter::Input);
        Some(card.rate(&RateKey { model, scope, region, buying, length, meter })?.rate)
    };
    let Some(here) = price(InferenceScope::Global) else { return String::new() };
    let more = |scope| {
        let there = price(scope)?;
        let (here, there) =
            (pricing::money::Usd::new(here.per_million()), pricing::money::Usd::new(there.per_million()));
        let share = (there - here).share_of(here)?;
        (there > here).then(|| explain::amounts::percent(share))
    };
    match (more(InferenceScope::Geographic), more(InferenceScope::InRegion)) {
        (_, Some(more)) => format!("One Region adds {more}"),
        (Some(more), None) => format!("One geography adds {more}"),
        (None, None) => String::new(),
    }
}

/// A region as a list shows it: `us-east-1 · US East (N. Virginia)`.
fn region_words(region: &str) -> String {
    match region_name(region) {
        "" => region.to_owned(),
        name => format!("{region} · {name}"),
    }
}

/// The scopes the card has for the model, and the present one.
fn scopes(placement: &Placement, card: &RateCard) -> Vec<InferenceScope> {
    let known = card.scopes(&placement.model);
    InferenceScope::ALL.into_iter().filter(|scope| known.contains(scope) || *scope == placement.scope).collect()
}

/// A scope as the page names it.
pub const fn scope_name(scope: InferenceScope) -> &'static str {
    match scope {
        InferenceScope::Global => "Global",
        InferenceScope::Geographic => "One geography",
        InferenceScope::InRegion => "One Region",
    }
}

/// The regions the card has for the model, and the present one.
fn regions(placement: &Placement, card: &RateCard) -> Vec<String> {
    let mut regions: Vec<String> =
        card.regions(&placement.model, placement.scope).into_iter().map(str::to_owned).collect();
    if !regions.contains(&placement.region) {
        regions.insert(0, placement.region.clone());
    }
    regions
}

/// The same place with another model, or the nearest one that model has; and what to say about a move.
pub fn with_model(before: &Placement, model: &str, card: &RateCard) -> (Placement, String) {
    let scopes = card.scopes(model);
    if scopes.is_empty() {
        return (Placement { model: model.to_owned(), ..before.clone() }, String::new());
    }
    let scope = if scopes.contains(&before.scope) { before.scope } else { scopes.first().copied().unwrap_or_default() };
    let region = region_near(&before.region, &card.regions(model, scope));
    let said = if scope != before.scope {
        format!("This model has no {} price, so it is set to {}.", scope_name(before.scope), scope_name(scope))
    } else if region != before.region && scope != InferenceScope::Global {
        format!("This model has no price in {}, so it is set to {region}.", before.region)
    } else {
        String::new()
    };
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
        assert_eq!(said, "This model has no Global price, so it is set to One Region.");
    }
}
