//! Prices that a provider offered you, in place of its list's: by model, way of buying and meter.

use leptos::prelude::*;
use pricing::commitment::{charged_there, listed_there};
use pricing::money::Unit;
use pricing::rates::{Buying, Elsewhere, Meter, PromptLength, RateKey};
use pricing::scenario::{OtherProvider, Placement, Scenario, TypedPrice};

use super::super::figure::Entry;
use super::provider::{edit, provider};
use crate::field::Label;
use crate::field::choice::Switch;
use crate::field::kind::{Kind, Number};
use crate::field::number::{NumberField, Says};
use crate::field::typed_price;
use crate::flat;
use crate::state::{Present, calculator};
use crate::words::price_name;

/// What a price is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Key {
    buying: Buying,
    length: PromptLength,
    meter: Meter,
}

impl Key {
    fn is_of(self, price: &TypedPrice, model: &str) -> bool {
        price.model == model && (price.buying, price.length, price.meter) == (self.buying, self.length, self.meter)
    }

    fn get(self, provider: &OtherProvider, model: &str) -> Number {
        let typed = provider.prices.iter().find(|price| self.is_of(price, model));
        typed.map_or(Number::Nothing, |price| Number::Rate(price.rate))
    }

    fn put(self, provider: &mut OtherProvider, model: &str, number: Number) {
        let at = provider.prices.iter().position(|price| self.is_of(price, model));
        typed_price::put(&mut provider.prices, at, number, |rate| {
            let Self { buying, length, meter } = self;
            TypedPrice { model: model.to_owned(), place: None, buying, length, meter, rate }
        });
    }
}

/// The group for one model: off while the provider's list prices hold.
pub fn offered(entry: Entry, place: usize, model: Memo<String>) -> AnyView {
    let calculator = calculator();
    let index = entry.1;
    let keys = flat::memo(move || {
        let model = model.get();
        calculator.present.with(|present| needed(present, index, &model))
    });
    let is_typed = flat::flag(move || {
        let (scenario, model) = (calculator.scenario(), model.get());
        provider(&scenario, index).is_some_and(|own| own.prices.iter().any(|price| price.model == model))
    });
    // Opened by hand: nothing is typed yet.
    let is_opened = RwSignal::new(false);
    let on = flat::flag(move || is_opened.get() || is_typed.get());
    let switch = Callback::new(move |on: bool| {
        is_opened.set(on);
        if !on {
            let model = &model.get_untracked();
            edit(calculator, index, "", |own| own.prices.retain(|price| price.model != *model));
        }
    });
    let hint = flat::text(move || if is_typed.get() { "Yours are used" } else { "Its list prices" }.to_owned());
    let places = flat::memo(move || (0..keys.with(Vec::len)).collect::<Vec<_>>());
    let fields = move || {
        view! {
            <p class="echo">"Prices per million tokens that you were offered. Leave a field empty to use the list price."</p>
            <div class="grid2">{flat::list(places.into(), move |at| price(entry, place, model, keys, at))}</div>
        }
        .into_any()
    };
    let id = entry.id(&format!("offered-{}", place + 1));
    view! {
        <section class=move || if on.get() { "group" } else { "group off" }>
            <div class="group-h">
                <h3>"Prices you were offered"</h3>
                <span class=move || if on.get() { "faint" } else { "hint" }>{hint}</span>
                <Switch id label="Prices you were offered" on switch/>
            </div>
            {flat::shown_if(move || on.get(), fields)}
        </section>
    }
    .into_any()
}

/// The prices that a model's tokens need there: input and output, what they are bought as on Bedrock, what the provider charges, and
/// what is typed.
fn needed(present: &Present, index: usize, model: &str) -> Vec<Key> {
    let own = |meter| Key { buying: Buying::Standard, length: PromptLength::Ordinary, meter };
    let mut keys = vec![own(Meter::Input), own(Meter::Output)];
    let mut add = |key: Key| {
        if key.buying.is_by_token() && !keys.contains(&key) {
            keys.push(key);
        }
    };
    let lines = present.answer.iter().flat_map(|answer| &answer.report.lines);
    for line in lines.filter(|line| line.placement.model == model) {
        add(Key { buying: line.buying, length: line.length, meter: line.meter });
    }
    let Some(own) = provider(&present.scenario, index) else { return keys };
    // Its prices of long prompts too, where its own threshold makes them long.
    for (buying, length, meter) in charged_there(own, model, &present.scenario, &present.card, Elsewhere::bundled()) {
        add(Key { buying, length, meter });
    }
    for price in own.prices.iter().filter(|price| price.model == model) {
        add(Key { buying: price.buying, length: price.length, meter: price.meter });
    }
    keys
}

/// Where a scenario first asks for a model.
fn asked<'a>(scenario: &'a Scenario, model: &str) -> Option<&'a Placement> {
    let mut all = scenario.workloads.iter().flat_map(|workload| {
        let routed = workload.routes.iter().map(|route| &route.placement);
        core::iter::once(&workload.placement).chain(routed)
    });
    all.find(|placement| placement.model == model)
}

fn price(entry: Entry, place: usize, model: Memo<String>, keys: Memo<Vec<Key>>, at: usize) -> AnyView {
    let key = flat::memo(move || keys.with(|keys| keys.get(at).copied()));
    flat::part(move || match key.get() {
        Some(key) => field(entry, place, model, key),
        None => ().into_any(),
    })
}

/// What happens where a provider lists no price.
const fn unlisted(buying: Buying, meter: Meter) -> &'static str {
    match (buying, meter.is_cache()) {
        (Buying::Batch, true) | (Buying::Standard, false) => "It lists no price",
        (_, true) => "Not listed: billed as input",
        (_, false) => "Not sold there: bought on demand",
    }
}

fn field(entry: Entry, place: usize, model: Memo<String>, key: Key) -> AnyView {
    let calculator = calculator();
    let index = entry.1;
    let Key { buying, length, meter } = key;
    let name = format!("offered-{}-{}-{}-{}", place + 1, buying.name(), length.name(), meter.name());
    let id = entry.id(&name);
    let number = flat::memo(move || {
        let (scenario, model) = (calculator.scenario(), model.get());
        provider(&scenario, index).map_or(Number::Nothing, |own| key.get(own, &model))
    });
    let says = flat::memo(move || {
        let model = model.get();
        let listed = calculator.present.with(|present| {
            let Placement { scope, region, .. } = asked(&present.scenario, &model)?;
            let key = RateKey { model: &model, scope: *scope, region, buying, length, meter };
            listed_there(provider(&present.scenario, index)?, &key, Elsewhere::bundled())
        });
        let echo = listed.map_or_else(
            || unlisted(buying, meter).to_owned(),
            |listed| format!("Its list: ${}", explain::price_digits(listed.per_million())),
        );
        Says { wrong: String::new(), echo }
    });
    let step = id.clone();
    let put = Callback::new(move |number: Number| {
        let model = &model.get_untracked();
        edit(calculator, index, &step, |own| key.put(own, model, number));
    });
    view! {
        <NumberField id label=Label::made(price_name(buying, length, meter)) before="$" kind=Kind::Rate(Unit::MillionTokens)
            number=number.into() says=says.into() put/>
    }
    .into_any()
}
