//! Prices of one's own: negotiated ones in place of AWS's list, and those that AWS doesn't publish.

use explain::words;
use leptos::prelude::*;
use pricing::price::MissingRate;
use pricing::rates::{Buying, Meter, PromptLength, RateCard, RateKey};
use pricing::report::Owner;
use pricing::scenario::{Place, Placement, Scenario, TypedPrice, Workload};

use super::Spot;
use crate::field::Label;
use crate::field::choice::{Choice, SelectField, Switch};
use crate::field::kind::{Kind, Number};
use crate::field::number::{NumberField, Says};
use crate::field::typed_price;
use crate::flat;
use crate::state::{Present, calculator};

/// What a price is for: the same for the card's and for one that is typed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    placement: Placement,
    buying: Buying,
    length: PromptLength,
    meter: Meter,
}

impl Key {
    fn rate_key(&self) -> RateKey<'_> {
        let Self { placement: Placement { model, scope, region }, buying, length, meter } = self;
        RateKey { model, scope: *scope, region, buying: *buying, length: *length, meter: *meter }
    }

    /// Whether a typed price is for this, here or everywhere.
    fn is_of(&self, price: &TypedPrice) -> bool {
        price.model == self.placement.model
            && price.buying == self.buying
            && price.length == self.length
            && price.meter == self.meter
            && price.holds_in(self.placement.scope, &self.placement.region)
    }

    /// The typed price that is used, by its place among them: one for this place goes before one for every place.
    fn used(&self, scenario: &Scenario) -> Option<usize> {
        let find =
            |here: bool| scenario.prices.iter().position(|price| self.is_of(price) && price.place.is_some() == here);
        find(true).or_else(|| find(false))
    }

    /// Where a price holds that is typed for this place alone.
    fn here(&self) -> Place {
        Place { scope: self.placement.scope, region: self.placement.region.clone() }
    }

    /// What it is called: `Input`, `Output, batch`, `Cache read, long prompts`.
    fn label(&self, own: &Placement, card: &RateCard) -> String {
        let mut label = crate::words::price_name(self.buying, self.length, self.meter);
        if self.placement.model != own.model {
            label = format!("{label}: {}", words::model_name(card, &self.placement.model));
        }
        label
    }
}

/// The group: off while AWS's list prices hold.
pub fn prices(spot: Spot) -> AnyView {
    let calculator = calculator();
    let keys = flat::memo(move || {
        calculator
            .present
            .with(|present| spot.place(calculator).map(|place| needed(present, place)).unwrap_or_default())
    });
    let is_typed = flat::flag(move || {
        let scenario = calculator.scenario();
        keys.with(|keys| scenario.prices.iter().any(|price| keys.iter().any(|key| key.is_of(price))))
    });
    let is_missing = flat::flag(move || {
        calculator.present.with(|present| keys.with(|keys| keys.iter().any(|key| is_missing(present, key))))
    });
    // Opened by hand: nothing is typed yet.
    let is_opened = RwSignal::new(false);
    // A model that AWS doesn't price has no other prices.
    let is_own = flat::flag(move || {
        calculator.present.with(|present| {
            let model = spot.with(calculator, |workload| present.card.model(&workload.placement.model).is_none());
            model.unwrap_or_default()
        })
    });
    let on = flat::flag(move || is_opened.get() || is_own.get() || is_typed.get() || is_missing.get());
    let switch = Callback::new(move |on: bool| {
        is_opened.set(on);
        if !on {
            let keys = keys.get_untracked();
            calculator.change("", |scenario| scenario.prices.retain(|price| !keys.iter().any(|key| key.is_of(price))));
        }
    });
    let hint = flat::text(move || {
        let hint = match (is_missing.get(), is_typed.get(), is_own.get()) {
            (true, ..) => "A price is missing",
            (false, true, _) => "Yours are used",
            (false, false, true) => "This card has none",
            (false, false, false) => "AWS list prices",
        };
        hint.to_owned()
    });
    let places = flat::memo(move || (0..keys.with(Vec::len)).collect::<Vec<_>>());
    // Chosen before a price is typed; then the prices say it.
    let asked = RwSignal::new(false);
    let is_here = flat::flag(move || {
        let scenario = calculator.scenario();
        let typed = keys.with(|keys| keys.iter().find_map(|key| scenario.prices.get(key.used(&scenario)?)).cloned());
        typed.map_or(asked.get(), |price| price.place.is_some())
    });
    let where_chosen = flat::memo(move || Some(usize::from(is_here.get())));
    let holds = flat::memo(move || {
        let here = spot.with(calculator, |workload| {
            let Placement { scope, region, .. } = &workload.placement;
            format!("Only here: {}, {region}", scope.name())
        });
        vec![Choice::new("In every scope and Region"), Choice::new(here.unwrap_or_default())]
    });
    let choose_where = Callback::new(move |index: usize| {
        asked.set(index == 1);
        let keys = keys.get_untracked();
        calculator.change("", |scenario| {
            for key in &keys {
                let Some(price) = key.used(scenario).and_then(|at| scenario.prices.get_mut(at)) else { continue };
                price.place = (index == 1).then(|| key.here());
            }
        });
    });
    let fields = move || {
        view! {
            <p class="echo">{move || if is_own.get() {
                "Prices per million tokens."
            } else {
                "Prices per million tokens. Leave a field empty to use AWS’s list price."
            }}</p>
            <div class="grid2">{flat::list(places.into(), move |at| price(spot, keys, is_here, at))}</div>
            <SelectField id=spot.id("prices-hold") label="Where your prices apply" options=holds.into() chosen=where_chosen.into() choose=choose_where/>
        }
        .into_any()
    };
    view! {
        <section class=move || if on.get() { "group" } else { "group off" }>
            <div class="group-h">
                <h3>"Your own prices"</h3>
                <span class=move || if on.get() { "faint" } else { "hint" }>{hint}</span>
                {flat::shown_if(move || !is_own.get(), move || {
                    view! { <Switch id=spot.id("prices") label="Your own prices" on switch/> }.into_any()
                })}
            </div>
            {flat::shown_if(move || on.get(), fields)}
        </section>
    }
    .into_any()
}

/// The prices that a workload uses: those of its lines, what is missing, and what is typed for its models.
fn needed(present: &Present, place: usize) -> Vec<Key> {
    let Some(workload) = present.scenario.workloads.get(place) else { return Vec::new() };
    let own = |meter| Key {
        placement: workload.placement.clone(),
        buying: Buying::Standard,
        length: PromptLength::Ordinary,
        meter,
    };
    let mut keys = vec![own(Meter::Input), own(Meter::Output)];
    let mut add = |key: Key| {
        let same = |other: &Key| {
            (&other.placement.model, other.buying, other.length, other.meter)
                == (&key.placement.model, key.buying, key.length, key.meter)
        };
        if !keys.iter().any(same) {
            keys.push(key);
        }
    };
    if let Some(answer) = present.fresh() {
        for line in answer.report.lines_of(place) {
            let buying = line.price.priced_as.unwrap_or(line.buying);
            add(Key { placement: Placement::clone(&line.placement), buying, length: line.length, meter: line.meter });
        }
    }
    for missing in present.missing.iter().filter(|missing| missing.owner == Owner::Workload(place)) {
        let placement = missing.placement.clone();
        add(Key { placement, buying: missing.buying, length: missing.length, meter: missing.meter });
    }
    for price in &present.scenario.prices {
        if let Some(placement) = placement_of(&price.model, workload)
            && price.buying.is_by_token()
            && price.holds_in(placement.scope, &placement.region)
        {
            add(Key { placement: placement.clone(), buying: price.buying, length: price.length, meter: price.meter });
        }
    }
    keys
}

fn placement_of<'a>(model: &str, workload: &'a Workload) -> Option<&'a Placement> {
    let routes = workload.routes.iter().map(|route| &route.placement);
    core::iter::once(&workload.placement).chain(routes).find(|placement| placement.model == model)
}

/// Whether a price is neither published nor typed, where the answer waits for one of its model.
fn is_missing(present: &Present, key: &Key) -> bool {
    let is_of = |missing: &MissingRate| missing.placement == key.placement && missing.refused_above.is_none();
    present.missing.iter().any(is_of)
        && present.card.rate(&key.rate_key()).is_none()
        && !present.scenario.prices.iter().any(|price| key.is_of(price))
}

fn price(spot: Spot, keys: Memo<Vec<Key>>, is_here: Signal<bool>, at: usize) -> AnyView {
    let calculator = calculator();
    let key = flat::memo(move || keys.with(|keys| keys.get(at).cloned()));
    flat::part(move || match key.get() {
        Some(key) => field(spot, calculator, key, is_here),
        None => ().into_any(),
    })
}

fn field(spot: Spot, calculator: crate::state::Calculator, key: Key, is_here: Signal<bool>) -> AnyView {
    let present = calculator.present_now();
    let own = spot.now(calculator).map_or_else(|| key.placement.clone(), |workload| workload.placement);
    let label = key.label(&own, &present.card);
    let unit = key.buying.units(key.meter).first().copied().unwrap_or(pricing::money::Unit::MillionTokens);
    let id = spot.id(&format!(
        "price-{}-{}-{}-{}",
        key.placement.model,
        key.buying.name(),
        key.length.name(),
        key.meter.name()
    ));
    let number = flat::memo({
        let key = key.clone();
        move || {
            let scenario = calculator.scenario();
            let typed = key.used(&scenario).and_then(|at| scenario.prices.get(at));
            typed.map_or(Number::Nothing, |price| Number::Rate(price.rate))
        }
    });
    let says = flat::memo({
        let key = key.clone();
        move || calculator.present.with(|present| says(present, &key))
    });
    let put = Callback::new({
        let (id, key) = (id.clone(), key.clone());
        move |number: Number| calculator.change(&id, |scenario| put(scenario, &key, is_here.get_untracked(), number))
    });
    view! {
        <NumberField id label=Label::made(label) before="$" kind=Kind::Rate(unit) number=number.into() says=says.into() put/>
    }
    .into_any()
}

fn says(present: &Present, key: &Key) -> Says {
    let listed = present.card.rate(&key.rate_key());
    let wrong = if is_missing(present, key) { "Enter a price. This card has none.".to_owned() } else { String::new() };
    let echo = match listed {
        Some(listed) => format!("AWS list: ${}", explain::price_digits(listed.rate.per_million())),
        None if wrong.is_empty() => "No price on this card".to_owned(),
        None => String::new(),
    };
    Says { wrong, echo }
}

fn put(scenario: &mut Scenario, key: &Key, is_here: bool, number: Number) {
    let at = key.used(scenario);
    typed_price::put(&mut scenario.prices, at, number, |rate| {
        let place = is_here.then(|| key.here());
        let Key { placement, buying, length, meter } = key.clone();
        TypedPrice { model: placement.model, place, buying, length, meter, rate }
    });
}
