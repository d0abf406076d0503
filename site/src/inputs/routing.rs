//! Group 3: shares of a workload that other models serve.

use answer::{Element, el};
use pricing::bounds;
use pricing::quantity::Share;
use pricing::rates::{InferenceScope, RateCard};
use pricing::scenario::{Placement, Route, Workload};
use pricing::words;

use super::placement::{self, Whose};
use super::{View, hint};
use crate::echo::region_near;
use crate::field::{Figure, Place, button};

pub fn elements(view: &View<'_>) -> Vec<Element> {
    let mut elements: Vec<Element> = view.workload_choice("for-3").into_iter().collect();
    elements.push(hint("Shares of this workload’s volume sent to another model. The rest stays."));
    let Some((index, workload)) = view.current else { return elements };
    let routes = workload.routes.iter().enumerate();
    elements.extend(routes.map(|(number, route)| card(view, index, number, route)));
    if let Some(share) = workload.stays().filter(|_| !workload.routes.is_empty()) {
        let model = words::model_name(view.sheet.card, &workload.placement.model);
        let remainder = el("p").key("remainder").class("remainder");
        let stays = el("span").text(&format!("Stays on {model}"));
        elements.push(remainder.child(stays).child(el("span").class("figure").text(&share)));
    }
    let full = workload.routes.len() >= bounds::ROUTES_MAX;
    let add = button("add-route", "Add a route").with("id", "add-route").with_if(full, "aria-disabled", "true");
    elements.push(el("div").key("buttons").class("buttons").child(add));
    elements
}

fn card(view: &View<'_>, index: usize, route: usize, present: &Route) -> Element {
    let number = route + 1;
    let legend = format!("Route {number}, {}", words::model_name(view.sheet.card, &present.placement.model));
    let remove = button(&format!("remove-route-{number}"), "Remove");
    let remove = remove.with("aria-label", &format!("Remove route {number}"));
    let title = el("div").class("card-title").child(el("span").text(&format!("Route {number}"))).child(remove);
    el("fieldset")
        .key(&format!("route-{number}"))
        .class("card stack")
        .child(el("legend").class("visually-hidden").text(&legend))
        .child(title)
        .children(placement::elements(view, Whose { workload: index, route: Some(route) }))
        .children(view.sheet.number(Place { workload: index, figure: Figure::RouteShare(route) }))
}

/// A tenth of the volume to a smaller model, if that much is left.
pub fn new_route(workload: &Workload, card: &RateCard) -> Route {
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
