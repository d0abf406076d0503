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
        let usual =
            |workload: &Workload| usual_factor(&workload.placement.model, &workload.routes.get(place)?.placement.model);
        spot.with(calculator, usual).flatten()
    });
    let factor_says = flat::memo(move || {
        let echo = match (factor.get(), usual.get()) {
            (Number::Multiple(Multiple::ONE), Some(_)) => {
                "For the same text Claude since 4.7 counts 1 to 1.35 times the tokens of earlier Claude models, says Anthropic"
            }
            _ => "Times the tokens that this workload’s own model counts",
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

/// How many tokens the model of a route usually counts for one of the workload's own model, where that isn't one: about 1.3
/// from Claude before 4.7 to Claude since (Anthropic: 1.0 to 1.35, see `rates/history/events.toml`), and the reverse.
fn usual_factor(own: &str, routed: &str) -> Option<Multiple> {
    match (is_since_4_7(own)?, is_since_4_7(routed)?) {
        (false, true) => Multiple::of_ten_thousandths(13_000),
        (true, false) => Multiple::of_ten_thousandths(7_692),
        _ => None,
    }
}

/// Whether a Claude model counts as those since 4.7 do; `None` for a model that isn't Claude.
fn is_since_4_7(model: &str) -> Option<bool> {
    let name = model.strip_prefix("claude-")?;
    let version = name.split('-').find(|part| part.starts_with(|letter: char| letter.is_ascii_digit()))?;
    let (major, minor) = version.split_once('.').unwrap_or((version, "0"));
    Some((major.parse::<u32>().ok()?, minor.parse::<u32>().ok()?) >= (4, 7))
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
    Route { placement, share: Share::new(percent, 100).unwrap_or(Share::NONE), token_factor: Multiple::ONE }
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

#[cfg(test)]
mod tests {
    use super::usual_factor;

    #[test]
    fn claude_since_4_7_counts_more_than_claude_before() {
        let factor = |own: &str, routed: &str| usual_factor(own, routed).map(|factor| factor.to_string());
        assert_eq!(factor("claude-sonnet-4.6", "claude-opus-4.7").as_deref(), Some("1.3"));
        assert_eq!(factor("claude-3.5-haiku", "claude-fable-5").as_deref(), Some("1.3"));
        // 1 / 1.3, to four places.
        assert_eq!(factor("claude-opus-5.5", "claude-haiku-4.5").as_deref(), Some("0.7692"));
        for (own, routed) in [
            ("claude-sonnet-4.5", "claude-haiku-4.5"),
            ("claude-opus-4.8", "claude-sonnet-5"),
            ("claude-sonnet-4.5", "nova-lite"),
            ("gpt-5.6-sol", "claude-opus-5"),
            ("claude-sonnet-4.5", "claude-instant"),
        ] {
            assert_eq!(factor(own, routed), None, "{own} to {routed}");
        }
    }
}
