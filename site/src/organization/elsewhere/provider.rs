//! A provider by its own price list: which one, and what stands for a model that it doesn't sell.

use leptos::prelude::*;
use pricing::bounds;
use pricing::money::Unit;
use pricing::quantity::Multiple;
use pricing::rates::{CapacityOffers, Elsewhere, UnitOffer};
use pricing::scenario::{AlternativePrice, OtherProvider, Scenario, Substitute, UnitsThere};

use super::super::figure::Entry;
use super::{PEAK_KIND, cache, change, prices};
use crate::field::Label;
use crate::field::choice::{Choice, SelectField};
use crate::field::kind::{Kind, Number};
use crate::field::number::{NumberField, Says};
use crate::flat;
use crate::state::{Calculator, calculator};
use crate::words;

/// Token factors, as of a route.
const FACTOR: Kind = Kind::Multiple(1_000, bounds::TOKEN_FACTOR_MAX);

/// The provider of an alternative, where its own price list is used.
pub fn provider(scenario: &Scenario, index: usize) -> Option<&OtherProvider> {
    match &scenario.alternatives.get(index)?.price {
        AlternativePrice::Provider(provider) => Some(provider),
        _ => None,
    }
}

/// Whether an alternative is priced by a provider's own list.
pub fn is_by_list(scenario: &Scenario, index: usize) -> bool {
    provider(scenario, index).is_some()
}

/// The provider that a scenario most likely asks about, on the newest list: the first that sells the first workload's model.
pub fn first(scenario: &Scenario) -> OtherProvider {
    let all = Elsewhere::bundled();
    let date = all.newest();
    let model = scenario.workloads.first().map_or("", |workload| workload.placement.model.as_str());
    let sells = |id: &str| all.models(id, date).iter().any(|own| own.id == model);
    let ids = || all.sellers().iter().map(|seller| seller.id.as_str());
    let id = ids().find(|id| sells(id)).or_else(|| ids().next()).unwrap_or_default();
    OtherProvider::new(id, date)
}

/// Changes the provider of an alternative.
pub fn edit(calculator: Calculator, index: usize, step: &str, edit: impl FnOnce(&mut OtherProvider) + Copy) {
    calculator.change(step, |scenario| {
        change(scenario, index, |given| {
            if let AlternativePrice::Provider(provider) = &mut given.price {
                edit(provider);
            }
        });
    });
}

/// The fields.
pub fn fields(entry: Entry) -> AnyView {
    let calculator = calculator();
    let index = entry.1;
    let sellers = || Elsewhere::bundled().sellers();
    let chosen = flat::memo(move || {
        let scenario = calculator.scenario();
        let id = &provider(&scenario, index)?.id;
        sellers().iter().position(|seller| seller.id == *id)
    });
    let choose = Callback::new(move |place: usize| {
        if let Some(seller) = sellers().get(place) {
            calculator.change("", |scenario| {
                change(scenario, index, |given| {
                    given.price =
                        AlternativePrice::Provider(OtherProvider::new(&seller.id, Elsewhere::bundled().newest()));
                    if given.name.is_empty() || sellers().iter().any(|other| other.name == given.name) {
                        given.name.clone_from(&seller.name);
                    }
                });
            });
        }
    });
    let dated = flat::text(move || {
        let scenario = calculator.scenario();
        provider(&scenario, index)
            .map(|own| format!("List prices as of {}, each with its source", words::date(own.rates)))
            .unwrap_or_default()
    });
    let count = flat::memo(move || (0..models(&calculator.scenario()).len()).collect::<Vec<_>>());
    view! {
        <SelectField id=entry.id("provider") label="Provider" chosen=chosen.into() choose echo=dated
            options=Signal::stored(sellers().iter().map(|seller| Choice::new(seller.name.clone())).collect())/>
        {flat::list(count.into(), move |place| model(entry, place))}
    }
    .into_any()
}

/// The models that a scenario's workloads ask for, each once.
pub fn models(scenario: &Scenario) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for workload in &scenario.workloads {
        let routed = workload.routes.iter().map(|route| &route.placement.model);
        for model in core::iter::once(&workload.placement.model).chain(routed) {
            if !found.contains(model) {
                found.push(model.clone());
            }
        }
    }
    found.truncate(bounds::SUBSTITUTES_MAX);
    found
}

/// What runs there in place of one model.
fn model(entry: Entry, place: usize) -> AnyView {
    let calculator = calculator();
    let index = entry.1;
    let own = flat::memo(move || models(&calculator.scenario()).get(place).cloned().unwrap_or_default());
    // What the provider sells, in the order of its list: identifier and name.
    let sold = flat::memo(move || {
        let scenario = calculator.scenario();
        let Some(provider) = provider(&scenario, index) else { return Vec::new() };
        let all = Elsewhere::bundled().models(&provider.id, provider.rates);
        all.into_iter().map(|model| (model.id.clone(), model.name.clone())).collect::<Vec<_>>()
    });
    let options = flat::memo(move || {
        let name = calculator.present.with(|present| explain::words::model_name(&present.card, &own.get()).to_owned());
        let is_sold = sold.with(|sold| sold.iter().any(|(id, _)| *id == own.get()));
        let same =
            if is_sold { format!("{name}, the same model") } else { format!("{name} isn’t sold here: choose one") };
        let others = sold.get().into_iter().map(|(_, name)| Choice::new(name));
        core::iter::once(Choice::new(same)).chain(others).collect::<Vec<_>>()
    });
    let substitute = flat::memo(move || {
        let scenario = calculator.scenario();
        let own = own.get();
        provider(&scenario, index)?.substitutes.iter().find(|substitute| substitute.model == own).cloned()
    });
    let chosen = flat::memo(move || match substitute.get() {
        None => Some(0),
        Some(substitute) => {
            sold.with(|sold| sold.iter().position(|(id, _)| *id == substitute.there)).map(|place| place + 1)
        }
    });
    let choose = Callback::new(move |at: usize| {
        let there = at.checked_sub(1).and_then(|at| sold.with_untracked(|sold| sold.get(at).map(|(id, _)| id.clone())));
        let (model, there) = (&own.get_untracked(), &there);
        edit(calculator, index, "", |provider| {
            provider.substitutes.retain(|substitute| substitute.model != *model);
            // What was bought or offered there was for another model.
            provider.units.retain(|units| units.model != *model);
            provider.caches.retain(|cache| cache.model != *model);
            provider.prices.retain(|price| price.model != *model);
            if let Some(there) = there.as_ref().filter(|there| *there != model) {
                let (model, there) = (model.clone(), there.clone());
                provider.substitutes.push(Substitute { model, there, token_factor: Multiple::ONE });
            }
        });
    });
    let factor = flat::memo(move || Number::Multiple(substitute.get().map_or(Multiple::ONE, |own| own.token_factor)));
    let factor_id = entry.id(&format!("factor-{}", place + 1));
    let step = factor_id.clone();
    let put = Callback::new(move |number: Number| {
        let model = &own.get_untracked();
        edit(calculator, index, &step, |provider| {
            let found = provider.substitutes.iter_mut().find(|substitute| substitute.model == *model);
            if let (Number::Multiple(factor), Some(substitute)) = (number, found) {
                substitute.token_factor = factor;
            }
        });
    });
    let says = Signal::stored(Says {
        wrong: String::new(),
        echo: "Times the tokens that your model counts for the same text".to_owned(),
    });
    let id = entry.id(&format!("model-{}", place + 1));
    view! {
        <SelectField id label="Model there" options=options.into() chosen=chosen.into() choose/>
        {flat::shown_if(move || substitute.with(Option::is_some), move || view! {
            <NumberField id=factor_id.clone() label=Label::of("Token factor") unit="" kind=FACTOR has_slider=false
                number=factor.into() says put/>
        }.into_any())}
        {bought(entry, place, own)}
        {cache::fields(entry, place, own)}
        {prices::offered(entry, place, own)}
    }
    .into_any()
}

/// How far the busiest minute stands above the mean one, by which units are counted.
fn peak(entry: Entry, place: usize, own: Memo<String>) -> AnyView {
    let calculator = calculator();
    let index = entry.1;
    let peak = flat::memo(move || {
        let scenario = calculator.scenario();
        let own = own.get();
        provider(&scenario, index)?.units.iter().find(|units| units.model == own).map(|units| units.peak)
    });
    let number = flat::memo(move || Number::Multiple(peak.get().unwrap_or(Multiple::ONE)));
    let id = entry.id(&format!("peak-{}", place + 1));
    let step = id.clone();
    let put = Callback::new(move |number: Number| {
        let model = &own.get_untracked();
        edit(calculator, index, &step, |provider| {
            let found = provider.units.iter_mut().find(|units| units.model == *model);
            if let (Number::Multiple(peak), Some(units)) = (number, found) {
                units.peak = peak;
            }
        });
    });
    let says = Signal::stored(Says {
        wrong: String::new(),
        echo: "Of the hours in which traffic runs. Units must serve the busiest minute.".to_owned(),
    });
    flat::shown_if(
        move || peak.with(Option::is_some),
        move || {
            view! {
                <NumberField id=id.clone() label=Label::of("Busiest minute over mean") unit="" has_slider=false
                    kind=PEAK_KIND number=number.into() says put/>
            }
            .into_any()
        },
    )
}

/// How what runs there in place of a model is bought: by the token, or as units of capacity that the provider sells for it.
fn bought(entry: Entry, place: usize, own: Memo<String>) -> AnyView {
    let calculator = calculator();
    let index = entry.1;
    let offers = flat::memo(move || {
        let scenario = calculator.scenario();
        let own = own.get();
        let Some(provider) = provider(&scenario, index) else { return Vec::new() };
        let (there, _) = provider.model_for(&own);
        let all = CapacityOffers::bundled().units_of(&provider.id, there);
        let offer = |offer: &UnitOffer| {
            let units = UnitsThere {
                model: own.clone(),
                throughput: offer.throughput,
                output_weight: offer.output_weight,
                read_weight: offer.read_weight,
                minimum: offer.minimum,
                step: offer.step,
                peak: Multiple::ONE,
                price: offer.price,
            };
            let each = if offer.price.unit() == Unit::Month { "a month" } else { "an hour" };
            (format!("{}: ${} {each} a unit", offer.name, offer.price.amount()), units)
        };
        all.map(offer).collect::<Vec<_>>()
    });
    let buying = flat::memo(move || {
        let names = offers.get().into_iter().map(|(name, _)| Choice::new(name));
        core::iter::once(Choice::new("By the token")).chain(names).collect::<Vec<_>>()
    });
    let bought = flat::memo(move || {
        let scenario = calculator.scenario();
        let own = own.get();
        let units = provider(&scenario, index)?.units.iter().find(|units| units.model == own);
        let place = units
            .and_then(|units| offers.with(|offers| offers.iter().position(|(_, offer)| offer.price == units.price)));
        Some(place.map_or(0, |place| place + 1))
    });
    let buy = Callback::new(move |at: usize| {
        let model = &own.get_untracked();
        let units =
            &at.checked_sub(1).and_then(|at| offers.with_untracked(|all| all.get(at).map(|(_, units)| units.clone())));
        edit(calculator, index, "", |provider| {
            let peak = provider.units.iter().find(|units| units.model == *model).map(|units| units.peak);
            provider.units.retain(|units| units.model != *model);
            if provider.units.len() < bounds::PURCHASES_MAX {
                // Other units serve the same traffic.
                let as_typed = |units| UnitsThere { peak: peak.unwrap_or(Multiple::ONE), ..units };
                provider.units.extend(units.clone().map(as_typed));
            }
        });
    });
    let id = entry.id(&format!("units-{}", place + 1));
    let chosen = flat::shown_if(
        move || !offers.with(Vec::is_empty),
        move || {
            view! {
                <SelectField id=id.clone() label="Bought" options=buying.into() chosen=bought.into() choose=buy/>
            }
            .into_any()
        },
    );
    view! { {chosen} {peak(entry, place, own)} }.into_any()
}
