//! What stands below a number: how it was read, and what it comes to.
//!
//! A number of a workload has its own function here, which its line in [`figure`](crate::field::figure) names.

use explain::words;
use pricing::quantity::Multiple;
use pricing::rates::{Buying, InferenceScope, Meter, PromptLength, RateCard, RateKey};
use pricing::scenario::{Demand, Placement, Scenario, TypedPrice, Workload};

use crate::field::figure::{Kind, Number, Place};
use crate::field::owner::Owner;

/// The text below a number; empty where the number says it all.
pub fn echo(place: Place, number: Number, scenario: &Scenario, card: &RateCard) -> String {
    match place.owner {
        Owner::Price(price) => scenario.prices.get(price).map(|price| list_price(price, scenario, card)),
        Owner::Purchase(_) | Owner::Custom(_) => Some(price_of_capacity(place, number, scenario, card)),
        Owner::Workload(workload) | Owner::Route(workload, _) => {
            scenario.workloads.get(workload).map(|workload| (place.figure.echo)(workload, number, card))
        }
    }
    .unwrap_or_default()
}

/// What the card says of a price of capacity, and what a number comes to.
fn price_of_capacity(place: Place, number: Number, scenario: &Scenario, card: &RateCard) -> String {
    if let Kind::Priced(..) = place.figure.kind {
        return match (place.listed(scenario, card), number) {
            (Some(rate), Number::Nothing) => format!("The card’s {rate}"),
            (Some(rate), _) => format!("In place of the card’s {rate}"),
            (None, Number::Nothing) => "The card has none: type yours".to_owned(),
            (None, _) => format!("per {}; the card has none", place.unit(scenario).name()),
        };
    }
    match number {
        Number::Count(count) if count >= 10_000 => words::count(count),
        _ => String::new(),
    }
}

/// Input tokens a month.
pub fn input(workload: &Workload, number: Number, _: &RateCard) -> String {
    tokens_a_month(workload.demand, number, workload.tokens().0)
}

/// Output tokens a month.
pub fn output(workload: &Workload, number: Number, _: &RateCard) -> String {
    tokens_a_month(workload.demand, number, workload.tokens().1)
}

#[inline(never)]
fn tokens_a_month(demand: Demand, number: Number, adjusted: u64) -> String {
    let Number::Count(count) = number else { return String::new() };
    let monthly = match demand {
        Demand::Monthly { .. } => Some(count),
        _ => demand.requests().and_then(|requests| requests.checked_mul(count)),
    };
    let Some(monthly) = monthly else { return "More than 10^15 tokens a month".to_owned() };
    let mut text = words::count(monthly) + " tokens a month";
    if monthly != adjusted {
        text.push_str(", ");
        text.push_str(&words::count(adjusted));
        text.push_str(" after adjustments");
    }
    text
}

/// Requests a month.
pub fn requests(workload: &Workload, _: Number, _: &RateCard) -> String {
    workload.demand.requests().map_or_else(String::new, |requests| words::count(requests) + " requests a month")
}

/// What calls per request mean.
pub fn calls(_: &Workload, number: Number, _: &RateCard) -> String {
    let is_one = number == Number::Multiple(Multiple::ONE);
    if is_one { "No agent loop" } else { "Each call pays input and output again" }.to_owned()
}

/// What the overhead is for.
pub fn overhead(_: &Workload, _: Number, _: &RateCard) -> String {
    "System prompts, tools and schemas not counted above".to_owned()
}

/// From where on a prompt is long.
pub fn long_prompts(workload: &Workload, _: Number, card: &RateCard) -> String {
    match card.model(&workload.placement.model).and_then(|model| model.long_prompt_above) {
        Some(above) => {
            let above = words::count(u64::from(above));
            format!("Above {above} input tokens the long rate applies to the whole request")
        }
        None => "This model has one price for prompts of any length".to_owned(),
    }
}

/// The tokens that are read from cache.
pub fn cached(workload: &Workload, number: Number, _: &RateCard) -> String {
    of_tokens(number, workload.tokens().0, 0)
}

/// The tokens of a share of the whole volume.
pub fn share_of_all(workload: &Workload, number: Number, _: &RateCard) -> String {
    let (input, output) = workload.tokens();
    of_tokens(number, input, output)
}

fn of_tokens(number: Number, input: u64, output: u64) -> String {
    let Number::Share(share) = number else { return String::new() };
    let (part, all) = (share.of(input).saturating_add(share.of(output)), input.saturating_add(output));
    format!("{} of {} tokens a month", words::count(part), words::count(all))
}

/// How often a cache write is read.
pub fn reads(_: &Workload, number: Number, _: &RateCard) -> String {
    match number {
        Number::Multiple(reads) => format!("Each write is read {reads} times"),
        _ => "Not given: no cache write is priced".to_owned(),
    }
}

/// The least that a model caches.
pub fn prefix(workload: &Workload, number: Number, card: &RateCard) -> String {
    let Some(least) = card.model(&workload.placement.model).and_then(|model| model.cache_minimum) else {
        return "The least this model caches isn’t published".to_owned();
    };
    let written = words::count(u64::from(least));
    match number {
        Number::Count(count) if count < u64::from(least) => {
            format!("Not cached: {written} tokens is the least this model caches")
        }
        _ => written + " is the least this model caches",
    }
}

/// Below the picker of a model: who makes it and what it costs where it is placed.
pub fn placement(placement: &Placement, card: &RateCard) -> String {
    let Some(model) = card.model(&placement.model) else {
        return "Not on this card. Type its prices under Prices, or choose another model.".to_owned();
    };
    let provider = &card.provider_of(model).name;
    let (scope, region) = match placement.scope {
        InferenceScope::Global => ("global", ""),
        InferenceScope::Geographic => ("geographic, ", placement.region.as_str()),
        InferenceScope::InRegion => ("", placement.region.as_str()),
    };
    let price = |meter| {
        let key = key_of(placement, Buying::Standard, PromptLength::Ordinary, meter);
        card.rate(&key).map(|published| published.rate.to_string())
    };
    let prices = match (price(Meter::Input), price(Meter::Output)) {
        (Some(input), Some(output)) => {
            // The unit is said once.
            let input = input.split_once(" per ").map_or("", |(price, _)| price);
            format!("Input {input}, output {output}")
        }
        (Some(input), None) => format!("Input {input}, no output price"),
        _ => "No Standard price".to_owned(),
    };
    format!("{provider}. {prices}, {scope}{region}.")
}

/// What the price of a placement is looked up by.
pub fn key_of(placement: &Placement, buying: Buying, length: PromptLength, meter: Meter) -> RateKey<'_> {
    let Placement { model, scope, region } = placement;
    RateKey { model, scope: *scope, region, buying, length, meter }
}

/// Where a typed price's list price is looked up: where the model is used first, otherwise its first scope and region.
pub fn place_of(model: &str, scenario: &Scenario, card: &RateCard) -> Placement {
    for workload in &scenario.workloads {
        if workload.placement.model == model {
            return workload.placement.clone();
        }
        if let Some(route) = workload.routes.iter().find(|route| route.placement.model == model) {
            return route.placement.clone();
        }
    }
    let scope = card.scopes(model).first().copied().unwrap_or_default();
    Placement::new(model, scope, &region_near("us-east-1", &card.regions(model, scope)))
}

/// The region itself where it is among these, otherwise N. Virginia or the first.
#[inline(never)]
pub fn region_near(region: &str, regions: &[&str]) -> String {
    let nearest = [region, "us-east-1"].into_iter().find(|near| regions.contains(near));
    nearest.or_else(|| regions.first().copied()).unwrap_or(region).to_owned()
}

/// The list price that a typed one replaces.
pub fn list_rate(price: &TypedPrice, scenario: &Scenario, card: &RateCard) -> Option<pricing::money::Rate> {
    let placement = place_of(&price.model, scenario, card);
    card.rate(&key_of(&placement, price.buying, price.length, price.meter)).map(|published| published.rate)
}

fn list_price(price: &TypedPrice, scenario: &Scenario, card: &RateCard) -> String {
    match list_rate(price, scenario, card) {
        Some(rate) => format!("List: {rate}"),
        None => "No list price".to_owned(),
    }
}

/// Model, place and volume of a workload, for the list of workloads.
pub fn workload_note(workload: &Workload, card: &RateCard) -> String {
    let (input, output) = workload.tokens();
    format!("{}, {} tokens", words::placement(&workload.placement, card), words::millions(input.saturating_add(output)))
}
