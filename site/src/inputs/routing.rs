//! Group 3: shares of a workload that other models serve.

use answer::{Element, el};
use explain::words;
use pricing::bounds;
use pricing::quantity::{Multiple, Share};
use pricing::rates::RateCard;
use pricing::scenario::{Placement, Route, Workload};

use super::{View, buttons, card, hint, placement};
use crate::echo::region_near;
use crate::field::figure::ROUTE;
use crate::field::owner::Owner;

pub fn elements(view: &View<'_>) -> Vec<Element> {
    let mut elements = view.workload_choice("for-3");
    elements.push(hint("Shares of this workload’s volume sent to another model. The rest stays."));
    let Some((index, workload)) = view.current else { return elements };
    for (route, Route { placement, .. }) in workload.routes.iter().enumerate() {
        let owner = Owner::Route(index, route);
        let legend = format!("Route {}, {}", route + 1, words::model_name(view.sheet.card, &placement.model));
        let mut fields = placement::elements(view, owner, placement);
        fields.extend(view.sheet.numbers(owner, &ROUTE));
        elements.push(card("route", route, &legend, fields));
    }
    if let Some(share) = workload.stays().filter(|_| !workload.routes.is_empty()) {
        let model = words::model_name(view.sheet.card, &workload.placement.model);
        let remainder = el("p").key("remainder").class("remainder");
        let stays = el("span").text(&format!("Stays on {model}"));
        elements.push(remainder.child(stays).child(el("span").class("figure").text(&share)));
    }
    let full = workload.routes.len() >= bounds::ROUTES_MAX;
    elements.push(buttons(true, &[("add-route", "Add a route", full)]));
    elements
}

/// One more route: a tenth of the volume to a smaller model, if that much is left.
pub fn add_route(workload: &mut Workload, card: &RateCard) {
    let present = &workload.placement;
    let smaller =
        ["claude-haiku-4.5", "nova-lite"].into_iter().find(|id| card.model(id).is_some() && *id != present.model);
    let model = smaller.unwrap_or(&present.model);
    let scopes = card.scopes(model);
    let scope =
        if scopes.contains(&present.scope) { present.scope } else { scopes.first().copied().unwrap_or_default() };
    let placement = Placement::new(model, scope, &region_near(&present.region, &card.regions(model, scope)));
    workload.routes.push(Route { placement, share: Share::of_ten_thousand(1_000), token_factor: Multiple::ONE });
    if workload.stays().is_none()
        && let Some(route) = workload.routes.last_mut()
    {
        route.share = Share::NONE;
    }
}
