//! A cache that a provider keeps for a price by the hour: how much, and for how long.

use leptos::prelude::*;
use pricing::bounds;
use pricing::quantity::{Count, Hours};
use pricing::rates::CapacityOffers;
use pricing::scenario::{KeptCache, OtherProvider, Scenario};

use super::super::figure::Entry;
use super::provider::{edit, provider};
use crate::field::Label;
use crate::field::kind::{Kind, Number};
use crate::field::number::{NumberField, Says};
use crate::flat;
use crate::state::calculator;

/// The cache of one model with a provider.
fn kept<'a>(scenario: &'a Scenario, index: usize, model: &str) -> Option<&'a KeptCache> {
    provider(scenario, index)?.caches.iter().find(|cache| cache.model == model)
}

/// Changes how much is kept. No tokens: no cache.
fn put(own: &mut OtherProvider, model: &str, tokens: Count) {
    let at = own.caches.iter().position(|cache| cache.model == model);
    match at {
        Some(at) if tokens.count() == 0 => drop(own.caches.remove(at)),
        Some(at) => {
            if let Some(cache) = own.caches.get_mut(at) {
                cache.tokens = tokens;
            }
        }
        None if tokens.count() > 0 && own.caches.len() < bounds::PURCHASES_MAX => {
            let (there, _) = own.model_for(model);
            let Some(offer) = CapacityOffers::bundled().storage_of(&own.id, there) else { return };
            own.caches.push(KeptCache { model: model.to_owned(), tokens, hours: Hours::default(), price: offer.price });
        }
        None => {}
    }
}

/// The fields, where the provider keeps caches of the model for a price, or one is kept.
pub fn fields(entry: Entry, place: usize, model: Memo<String>) -> AnyView {
    let calculator = calculator();
    let index = entry.1;
    // What a million tokens cost for an hour.
    let price = flat::memo(move || {
        let (scenario, model) = (calculator.scenario(), model.get());
        let own = provider(&scenario, index)?;
        let (there, _) = own.model_for(&model);
        let listed = || CapacityOffers::bundled().storage_of(&own.id, there).map(|offer| offer.price);
        kept(&scenario, index, &model).map(|cache| cache.price).or_else(listed)
    });
    let tokens = flat::memo(move || {
        let scenario = calculator.scenario();
        Number::Count(kept(&scenario, index, &model.get()).map_or(0, |cache| cache.tokens.count()))
    });
    let hours = flat::memo(move || kept(&calculator.scenario(), index, &model.get()).map(|cache| cache.hours.count()));
    let says = flat::memo(move || {
        let echo = price.get().map(|price| {
            let price = explain::price_digits(price.per_million());
            format!(
                "In an explicit cache, at ${price} per million tokens and hour. Implicit caches cost nothing to keep."
            )
        });
        Says { wrong: String::new(), echo: echo.unwrap_or_default() }
    });
    let tokens_id = entry.id(&format!("kept-{}", place + 1));
    let step = tokens_id.clone();
    let put_tokens = Callback::new(move |number: Number| {
        let model = &model.get_untracked();
        if let Number::Count(count) = number
            && let Some(tokens) = Count::new(count)
        {
            edit(calculator, index, &step, |own| put(own, model, tokens));
        }
    });
    let hours_id = entry.id(&format!("kept-hours-{}", place + 1));
    let step = hours_id.clone();
    let put_hours = Callback::new(move |number: Number| {
        let model = &model.get_untracked();
        edit(calculator, index, &step, |own| {
            let found = own.caches.iter_mut().find(|cache| cache.model == *model);
            if let (Number::Count(count), Some(cache)) = (number, found)
                && let Some(hours) = Hours::new(count)
            {
                cache.hours = hours;
            }
        });
    });
    let number = flat::memo(move || Number::Count(hours.get().unwrap_or(bounds::HOURS_OF_AVERAGE_MONTH)));
    let quiet = Signal::stored(Says::default());
    flat::shown_if(
        move || price.with(Option::is_some),
        move || {
            let hours_id = hours_id.clone();
            view! {
                <NumberField id=tokens_id.clone() label=Label::of("Tokens kept in cache") unit="" has_slider=false
                    kind=Kind::Count(0, bounds::COUNT_MAX) number=tokens.into() says=says.into() put=put_tokens/>
                {flat::shown_if(move || hours.with(Option::is_some), move || view! {
                    <NumberField id=hours_id.clone() label=Label::of("Hours a month it is kept") unit="" has_slider=false
                        kind=Kind::Count(1, bounds::HOURS_MAX) number=number.into() says=quiet put=put_hours/>
                }.into_any())}
            }
            .into_any()
        },
    )
}
