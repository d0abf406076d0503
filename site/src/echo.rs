//! What stands below a number: how it was read, and what it comes to.

use pricing::money::Unit;
use pricing::quantity::Multiple;
use pricing::rates::{Buying, InferenceScope, Meter, PromptLength, RateCard, RateKey};
use pricing::scenario::{Demand, Placement, Scenario, TypedPrice, Workload};
use pricing::words;

use crate::field::figure::{Figure, Number, Place};

/// The text below a number; `None` where the number says it all.
pub fn echo(place: Place, scenario: &Scenario, card: &RateCard) -> Option<String> {
    let number = place.get(scenario)?;
    if let Figure::Price(price) = place.figure {
        return scenario.prices.get(price).map(|price| list_price(price, scenario, card));
    }
    let workload = scenario.workloads.get(place.workload)?;
    let text = match (place.figure, number) {
        (Figure::Input, Number::Count(count)) => tokens_a_month(workload, count, true),
        (Figure::Output, Number::Count(count)) => tokens_a_month(workload, count, false),
        (Figure::Requests, Number::Count(count)) => format!("{} requests a month", words::count(count)),
        (Figure::DaysPerMonth, _) => format!("{} requests a month", words::count(workload.demand.requests()?)),
        (Figure::Calls, Number::Multiple(Multiple::ONE)) => "No agent loop".to_owned(),
        (Figure::Calls, _) => "Each call pays input and output again".to_owned(),
        (Figure::Overhead, _) => "System prompts, tools and schemas not counted above".to_owned(),
        (Figure::LongPrompts, _) => long_prompts(workload, card),
        (Figure::Cached, Number::Share(share)) => of_tokens(share.of(workload.tokens().0), workload.tokens().0),
        (Figure::ReadsPerWrite, Number::Nothing) => "Not given: no cache write is priced".to_owned(),
        (Figure::ReadsPerWrite, Number::Multiple(reads)) => format!("Each write is read {reads} times"),
        (Figure::Prefix, Number::Count(count)) => prefix(workload, count, card),
        (Figure::Batch | Figure::RouteShare(_), Number::Share(share)) => {
            let (input, output) = workload.tokens();
            of_tokens(share.of(input).saturating_add(share.of(output)), input.saturating_add(output))
        }
        _ => return None,
    };
    Some(text)
}

fn of_tokens(part: u64, all: u64) -> String {
    format!("{} of {} tokens a month", words::count(part), words::count(all))
}

fn tokens_a_month(workload: &Workload, count: u64, is_input: bool) -> String {
    let monthly = match workload.demand {
        Demand::Monthly { .. } => Some(count),
        _ => workload.demand.requests().and_then(|requests| requests.checked_mul(count)),
    };
    let adjusted = if is_input { workload.tokens().0 } else { workload.tokens().1 };
    match monthly {
        Some(monthly) if monthly == adjusted => format!("{} tokens a month", words::count(monthly)),
        Some(monthly) => {
            format!("{} tokens a month, {} after adjustments", words::count(monthly), words::count(adjusted))
        }
        None => "More than 10^15 tokens a month".to_owned(),
    }
}

fn long_prompts(workload: &Workload, card: &RateCard) -> String {
    match card.model(&workload.placement.model).and_then(|model| model.long_prompt_above) {
        Some(above) => {
            format!("Above {} input tokens the long rate applies to the whole request", words::count(u64::from(above)))
        }
        None => "This model has one price for prompts of any length".to_owned(),
    }
}

fn prefix(workload: &Workload, count: u64, card: &RateCard) -> String {
    match card.model(&workload.placement.model).and_then(|model| model.cache_minimum) {
        Some(least) if count < u64::from(least) => {
            format!("Not cached: {} tokens is the least this model caches", words::count(u64::from(least)))
        }
        Some(least) => format!("{} is the least this model caches", words::count(u64::from(least))),
        None => "The least this model caches isn’t published".to_owned(),
    }
}

/// Below the picker of a model: who makes it and what it costs where it is placed.
pub fn placement(placement: &Placement, card: &RateCard) -> String {
    let Some(model) = card.model(&placement.model) else {
        return "Not on this card. Type its prices under Prices, or choose another model.".to_owned();
    };
    let provider = &card.provider_of(model).name;
    let place = match placement.scope {
        InferenceScope::Global => "global".to_owned(),
        InferenceScope::Geographic => format!("geographic, {}", placement.region),
        InferenceScope::InRegion => placement.region.clone(),
    };
    let price = |meter| {
        let key = key_of(placement, Buying::Standard, PromptLength::Ordinary, meter);
        card.rate(&key).map(|published| published.rate.to_string())
    };
    match (price(Meter::Input), price(Meter::Output)) {
        (Some(input), Some(output)) => {
            // The unit is said once.
            let input = words::around(&input, " per ").map_or("", |(price, _)| price).to_owned();
            format!("{provider}. Input {input}, output {output}, {place}.")
        }
        (Some(input), None) => format!("{provider}. Input {input}, no output price, {place}."),
        _ => format!("{provider}. No Standard price, {place}."),
    }
}

fn key_of(placement: &Placement, buying: Buying, length: PromptLength, meter: Meter) -> RateKey<'_> {
    let Placement { model, scope, region } = placement;
    RateKey { model, scope: *scope, region, buying, length, meter }
}

/// Where a typed price's list price is looked up: where the model is used first, otherwise its first scope and region.
pub fn place_of(model: &str, scenario: &Scenario, card: &RateCard) -> Placement {
    let used = scenario.workloads.iter().flat_map(|workload| {
        core::iter::once(&workload.placement).chain(workload.routes.iter().map(|route| &route.placement))
    });
    used.into_iter().find(|placement| placement.model == model).cloned().unwrap_or_else(|| {
        let scope = card.scopes(model).first().copied().unwrap_or_default();
        Placement::new(model, scope, &region_near("us-east-1", &card.regions(model, scope)))
    })
}

/// The region itself where it is among these, otherwise N. Virginia or the first.
pub fn region_near(region: &str, regions: &[&str]) -> String {
    let find = |wanted: &str| regions.iter().find(|known| **known == wanted);
    find(region).or_else(|| find("us-east-1")).or_else(|| regions.first()).map_or(region, |found| *found).to_owned()
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

/// `1M tokens` first: the unit that most prices are published in.
pub const UNITS: [Unit; 2] = [Unit::MillionTokens, Unit::ThousandTokens];
