//! Group 3: shares of a workload that other models serve.

use leptos::prelude::*;
use pricing::bounds;
use pricing::quantity::Share;
use pricing::rates::{InferenceScope, RateCard};
use pricing::scenario::{Placement, Route, Workload};
use pricing::words;

use super::Desk;
use super::placement::PlacementFields;
use crate::echo::region_near;
use crate::field::{Figure, Place, number_field};
use crate::page;

pub fn fields(desk: Desk) -> AnyView {
    view! {
        {desk.workload_choice(3)}
        {desk.of_current(of_workload)}
    }
    .into_any()
}

fn of_workload(desk: Desk, index: usize) -> AnyView {
    let calculator = desk.calculator;
    let count =
        Memo::new(move |_| calculator.scenario().workloads.get(index).map_or(0, |workload| workload.routes.len()));
    let remainder = Memo::new(move |_| {
        let scenario = calculator.scenario();
        let workload = scenario.workloads.get(index)?;
        let model = words::model_name(&calculator.card.read(), &workload.placement.model).to_owned();
        Some((model, workload.stays()?))
    });
    let remainder_view = move || {
        remainder.get().filter(|_| count.get() > 0).map(|(model, share)| {
            view! {
                <p class="remainder">
                    <span>{format!("Stays on {model}")}</span>
                    <span class="figure">{share}</span>
                </p>
            }
        })
    };
    let full = move || count.get() >= bounds::ROUTES_MAX;
    let add = move |_| {
        let card = calculator.card.get_untracked();
        calculator.rearrange(|scenario| {
            if let Some(workload) = scenario.workloads.get_mut(index) {
                workload.routes.push(new_route(workload, &card));
            }
        });
        let id = format!("route-{}-{}-share", index + 1, count.get_untracked());
        request_animation_frame(move || page::focus(&id));
    };
    view! {
        <p class="hint">"Shares of this workload’s volume sent to another model. The rest stays."</p>
        {move || (0..count.get()).map(|route| card(desk, index, route)).collect::<Vec<_>>()}
        {remainder_view}
        <div class="buttons">
            <button type="button" id="add-route" disabled=full on:click=add>
                "Add a route"
            </button>
        </div>
    }
    .into_any()
}

fn card(desk: Desk, index: usize, route: usize) -> AnyView {
    let calculator = desk.calculator;
    let number = route + 1;
    let legend = Memo::new(move |_| {
        let scenario = calculator.scenario();
        let route = scenario.workloads.get(index).and_then(|workload| workload.routes.get(route));
        let model = route.map(|route| words::model_name(&calculator.card.read(), &route.placement.model).to_owned());
        format!("Route {number}, {}", model.unwrap_or_default())
    });
    let remove = move |_| {
        calculator.rearrange(|scenario| {
            if let Some(workload) = scenario.workloads.get_mut(index)
                && route < workload.routes.len()
            {
                workload.routes.remove(route);
            }
        });
        page::focus("add-route");
    };
    view! {
        <fieldset class="card stack">
            <legend class="visually-hidden">{legend}</legend>
            <div class="card-title">
                <span>{format!("Route {number}")}</span>
                <button type="button" aria-label=format!("Remove route {number}") on:click=remove>"Remove"</button>
            </div>
            {PlacementFields { workload: index, route: Some(route) }.view()}
            {number_field(Place { workload: index, figure: Figure::RouteShare(route) })}
        </fieldset>
    }
    .into_any()
}

/// A tenth of the volume to a smaller model, if that much is left.
fn new_route(workload: &Workload, card: &RateCard) -> Route {
    let smaller = ["claude-haiku-4.5", "nova-lite"]
        .into_iter()
        .find(|id| card.model(id).is_some() && *id != workload.placement.model);
    let model = smaller.unwrap_or(&workload.placement.model);
    let scopes = card.scopes(model);
    let present = Some(workload.placement.scope).filter(|scope| scopes.contains(scope));
    let scope = present.or(scopes.first().copied()).unwrap_or(InferenceScope::Global);
    let region = region_near(&workload.placement.region, &card.regions(model, scope));
    let tenth = Route { placement: Placement::new(model, scope, &region), share: Share::of_ten_thousand(1_000) };
    let mut with = workload.clone();
    with.routes.push(tenth.clone());
    if with.stays().is_some() { tenth } else { Route { share: Share::NONE, ..tenth } }
}
