//! Routing: shares of a workload's volume that other models serve.

use explain::words;
use leptos::prelude::*;
use pricing::bounds;
use pricing::decide;
use pricing::quantity::{Multiple, Share};
use pricing::rates::{Buying, InferenceScope, Meter, PromptLength, RateCard, RateKey};
use pricing::scenario::{Field, Placement, Route, Workload};

use super::Spot;
use super::lever::Lever;
use super::placement::{self, Whose};
use crate::field::Label;
use crate::field::kind::{Kind, Number, wrong};
use crate::field::number::{NumberField, Says};
use crate::field::picker::region_near;
use crate::flat;
use crate::icon::{self, icon};
use crate::state::calculator;

/// The share that a further route takes, in percent.
const FURTHER_PERCENT: u32 = 10;
/// Smaller models, of which a further route takes the first that isn't the workload's own and costs less.
const SMALLER: [&str; 4] = ["claude-haiku-4.5", "nova-lite", "nova-2-lite", "nova-micro"];

/// How many tokens one model counts for one of another's: 0.1 to 10.
const FACTOR: Kind = Kind::Multiple(1_000, bounds::TOKEN_FACTOR_MAX);

/// The lever.
pub static ROUTING: Lever = Lever {
    id: "routing",
    title: "Routing",
    is_on: |workload| !workload.routes.is_empty(),
    switch: |workload, on, card| {
        workload.routes.clear();
        if on {
            add(workload, card);
        }
    },
    off: |workload, card| match next(workload, card) {
        Some(_) => String::new(),
        None => "All on this model".to_owned(),
    },
    fields,
};

fn fields(spot: Spot) -> AnyView {
    let calculator = calculator();
    let places = flat::memo(move || {
        let count = spot.with(calculator, |workload| workload.routes.len()).unwrap_or_default();
        (0..count).collect::<Vec<_>>()
    });
    let stays = flat::text(move || {
        calculator
            .present
            .with(|present| {
                spot.with(calculator, |workload| {
                    let name = words::model_name(&present.card, &workload.placement.model);
                    workload.stays().map(|share| format!("{share} stay on {name}."))
                })
            })
            .flatten()
            .unwrap_or_default()
    });
    let is_full = flat::flag(move || places.with(Vec::len) >= bounds::ROUTES_MAX);
    let add_route = flat::clicked(move || {
        let card = calculator.present_now().card.clone();
        spot.change(calculator, "", |workload| add(workload, &card));
    });
    view! {
        {flat::list(places.into(), move |place| route(spot, place))}
        <p class="echo">{stays}</p>
        <button class="btn small quiet" type="button" id=spot.id("add-route") disabled=is_full on:click=add_route>
            {icon(icon::PLUS, "16")} " Add another model"
        </button>
    }
    .into_any()
}

fn route(spot: Spot, place: usize) -> AnyView {
    let calculator = calculator();
    let number = flat::memo(move || {
        let share = spot.with(calculator, |workload| workload.routes.get(place).map(|route| route.share)).flatten();
        Number::Share(share.unwrap_or_default())
    });
    let says = flat::memo(move || {
        calculator.priced.with(|present| {
            let at = spot.place(calculator);
            let problem = present.problems.iter().find(|error| error.field == Field::Routes && error.workload == at);
            Says { wrong: problem.map(wrong).unwrap_or_default(), echo: String::new() }
        })
    });
    let id = spot.id(&format!("route-{}-share", place + 1));
    let field = id.clone();
    let put = Callback::new(move |number: Number| {
        spot.change(calculator, &field, |workload| {
            if let (Number::Share(share), Some(route)) = (number, workload.routes.get_mut(place)) {
                route.share = share;
            }
        });
    });
    let remove = flat::going(spot.id("add-route"), move || {
        calculator.drafts.set(Vec::new());
        spot.change(calculator, "", |workload| {
            if place < workload.routes.len() {
                workload.routes.remove(place);
            }
        });
    });
    let factor = flat::memo(move || {
        let route = spot.with(calculator, |workload| workload.routes.get(place).map(|route| route.token_factor));
        Number::Multiple(route.flatten().unwrap_or(Multiple::ONE))
    });
    let factor_id = spot.id(&format!("route-{}-factor", place + 1));
    let factor_field = factor_id.clone();
    let put_factor = Callback::new(move |number: Number| {
        spot.change(calculator, &factor_field, |workload| {
            if let (Number::Multiple(factor), Some(route)) = (number, workload.routes.get_mut(place)) {
                route.token_factor = factor;
            }
        });
    });
    let usual = flat::memo(move || {
        let usual = |workload: &Workload| {
            decide::usual_token_factor(&workload.placement.model, &workload.routes.get(place)?.placement.model)
        };
        spot.with(calculator, usual).flatten()
    });
    let factor_says = flat::memo(move || {
        let echo = if usual.get().is_some() {
            "For the same text Claude since 4.7 counts 1 to 1.35 times the tokens of earlier Claude models, says Anthropic"
        } else {
            "Times the tokens that this workload’s own model counts"
        };
        Says { wrong: String::new(), echo: echo.to_owned() }
    });
    let offered = flat::memo(move || usual.get().filter(|_| factor.get() == Number::Multiple(Multiple::ONE)));
    let take = flat::part(move || match offered.get() {
        None => ().into_any(),
        Some(usual) => {
            let take = flat::clicked(move || put_factor.run(Number::Multiple(usual)));
            view! { <button class="btn small" type="button" on:click=take>{format!("Use {usual}")}</button> }.into_any()
        }
    });
    view! {
        <fieldset class="route-fields">
            <legend class="sr">{format!("Model {}", place + 2)}</legend>
            <div class="between">
                <span class="label">"Send to"</span>
                <button class="btn small quiet" type="button" on:click=remove>"Remove"</button>
            </div>
            {placement::fields(Whose { spot, route: Some(place) })}
            <NumberField id label=Label::of("Share") unit="%" kind=Kind::Share has_slider=true number=number.into()
                says=says.into() put/>
            <NumberField id=factor_id label=Label::of("Token factor") unit="" kind=FACTOR has_slider=false
                number=factor.into() says=factor_says.into() put=put_factor/>
            {take}
        </fieldset>
    }
    .into_any()
}

/// One more route: the usual one, or to a smaller model, if there is one and enough of the volume is left.
fn add(workload: &mut Workload, card: &RateCard) {
    if workload.routes.len() >= bounds::ROUTES_MAX {
        return;
    }
    let route = next(workload, card).unwrap_or_else(|| route_to(workload, workload.placement.clone()));
    workload.routes.push(route);
    if workload.stays().is_none()
        && let Some(route) = workload.routes.last_mut()
    {
        route.share = Share::NONE;
    }
}

/// The route that comes next; `None` where no model that costs less is known.
fn next(workload: &Workload, card: &RateCard) -> Option<Route> {
    if let Some(usual) = decide::usual_route(workload, card).filter(|_| workload.routes.is_empty()) {
        return Some(usual);
    }
    let (placement, _) = placement::with_model(&workload.placement, &smaller(workload, card)?, card);
    Some(route_to(workload, placement))
}

fn route_to(workload: &Workload, placement: Placement) -> Route {
    let percent = if workload.routes.is_empty() { decide::ROUTED_PERCENT } else { FURTHER_PERCENT };
    let token_factor = decide::usual_token_factor(&workload.placement.model, &placement.model).unwrap_or(Multiple::ONE);
    Route { placement, share: Share::new(percent, 100).unwrap_or(Share::NONE), token_factor }
}

/// A model that costs less for input than the workload's own and isn't routed to yet.
fn smaller(workload: &Workload, card: &RateCard) -> Option<String> {
    let price = |model: &str, scope: InferenceScope, region: &str| {
        let (buying, length, meter) = (Buying::Standard, PromptLength::Ordinary, Meter::Input);
        Some(card.rate(&RateKey { model, scope, region, buying, length, meter })?.rate.per_million())
    };
    let own = &workload.placement;
    let own_price = price(&own.model, own.scope, &own.region)?;
    let is_smaller = |id: &&str| {
        let is_new = own.model != **id && !workload.routes.iter().any(|route| route.placement.model == **id);
        let scope = card.scopes(id).first().copied();
        let there = scope.and_then(|scope| price(id, scope, &region_near(&own.region, &card.regions(id, scope))));
        is_new && there.is_some_and(|there| there < own_price)
    };
    SMALLER.into_iter().find(is_smaller).map(str::to_owned)
}
