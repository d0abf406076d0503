//! Group 4: prices the reader types, in place of the card's or where it has none.

use leptos::prelude::*;
use pricing::bounds;
use pricing::money::Rate;
use pricing::number::{DecimalSign, read_dollars};
use pricing::rates::{Buying, Meter, PromptLength, RateCard};
use pricing::scenario::{Scenario, TypedPrice};
use pricing::words;

use super::Desk;
use crate::echo;
use crate::field::{Choice, Choices, Figure, ModelPicker, Place, number_field};
use crate::page;
use crate::state::Calculator;

pub fn fields(desk: Desk) -> AnyView {
    let calculator = desk.calculator;
    let count = Memo::new(move |_| calculator.scenario().prices.len());
    let full = move || count.get() >= bounds::TYPED_PRICES_MAX;
    let add = move |_| {
        let card = calculator.card.get_untracked();
        calculator.rearrange(|scenario| {
            let price = new_price(scenario, desk.current.get_untracked(), &card);
            scenario.prices.extend(price);
        });
        let id = format!("price-{}", count.get_untracked());
        request_animation_frame(move || page::focus(&id));
    };
    view! {
        <p class="hint">
            "A price you type replaces the list rate, is marked wherever it is used, and travels in the link."
        </p>
        {move || (0..count.get()).map(|index| card(calculator, index)).collect::<Vec<_>>()}
        <div class="buttons">
            <button type="button" id="add-price" disabled=full on:click=add>
                "Add a price"
            </button>
        </div>
    }
    .into_any()
}

/// The output price of the workload that is shown, as listed: a place to begin.
fn new_price(scenario: &Scenario, workload: Option<usize>, card: &RateCard) -> Option<TypedPrice> {
    let workload = workload.and_then(|index| scenario.workloads.get(index));
    let model = workload.map_or("claude-sonnet-4.5", |workload| &workload.placement.model).to_owned();
    let taken = |meter: Meter| scenario.prices.iter().any(|price| price.model == model && price.meter == meter);
    let meter = [Meter::Output, Meter::Input].into_iter().find(|meter| !taken(*meter)).unwrap_or(Meter::CacheRead);
    let mut price =
        TypedPrice { model, buying: Buying::Standard, length: PromptLength::Ordinary, meter, rate: one_dollar()? };
    if let Some(rate) = echo::list_rate(&price, scenario, card) {
        price.rate = rate;
    }
    Some(price)
}

/// Stands until a price is typed, where the card has none to begin with.
fn one_dollar() -> Option<Rate> {
    let [unit, _] = echo::UNITS;
    Rate::new(read_dollars("1", DecimalSign::Point).ok()?, unit).ok()
}

/// Changes what a price is for. A price that was the list price stays the list price.
fn change(calculator: Calculator, index: usize, change: impl FnOnce(&mut TypedPrice)) {
    let card = calculator.card.get_untracked();
    calculator.change("", |scenario| {
        let Some(mut price) = scenario.prices.get(index).cloned() else { return };
        let was_listed = echo::list_rate(&price, scenario, &card) == Some(price.rate);
        change(&mut price);
        if was_listed && let Some(rate) = echo::list_rate(&price, scenario, &card) {
            price.rate = rate;
        }
        if let Some(place) = scenario.prices.get_mut(index) {
            *place = price;
        }
    });
}

fn card(calculator: Calculator, index: usize) -> AnyView {
    let number = index + 1;
    let price = Memo::new(move |_| calculator.scenario().prices.get(index).cloned());
    let legend = move || {
        price.get().map(|price| {
            let card = calculator.card.read();
            format!("Typed price {number}, {}, {}", words::model_name(&card, &price.model), price.meter.words())
        })
    };
    let remove = move |_| {
        calculator.rearrange(|scenario| {
            if index < scenario.prices.len() {
                scenario.prices.remove(index);
            }
        });
        page::focus("add-price");
    };
    let picker = ModelPicker {
        id: StoredValue::new(format!("price-{number}-model")),
        chosen: Signal::derive(move || price.get().map(|price| price.model).unwrap_or_default()),
        echo: Signal::derive(move || {
            let (scenario, card) = (calculator.scenario(), calculator.card.get());
            price
                .get()
                .map(|price| echo::placement(&echo::place_of(&price.model, &scenario, &card), &card))
                .unwrap_or_default()
        }),
        choose: Callback::new(move |model: String| change(calculator, index, |price| price.model = model)),
    };
    let list = |field: &str,
                legend: &'static str,
                names: Vec<String>,
                chosen: fn(&TypedPrice) -> Option<usize>,
                choose: fn(&mut TypedPrice, usize)| {
        Choices {
            id: StoredValue::new(format!("price-{number}-{field}")),
            legend,
            options: Signal::stored(names.into_iter().map(Choice::new).collect()),
            chosen: Signal::derive(move || chosen(&price.get()?)),
            choose: Callback::new(move |at: usize| change(calculator, index, |price| choose(price, at))),
        }
    };
    let buying = list(
        "mode",
        "Bought as",
        Buying::ALL.map(|buying| words::buying(buying).to_owned()).to_vec(),
        |price| Buying::ALL.into_iter().position(|buying| buying == price.buying),
        |price, at| price.buying = Buying::ALL.get(at).copied().unwrap_or(price.buying),
    );
    let length = list(
        "length",
        "Prompts",
        vec!["Ordinary".to_owned(), "Long".to_owned()],
        |price| PromptLength::ALL.into_iter().position(|length| length == price.length),
        |price, at| price.length = PromptLength::ALL.get(at).copied().unwrap_or(price.length),
    );
    let meter = list(
        "meter",
        "Meter",
        Meter::ALL.map(meter_name).to_vec(),
        |price| Meter::ALL.into_iter().position(|meter| meter == price.meter),
        |price, at| price.meter = Meter::ALL.get(at).copied().unwrap_or(price.meter),
    );
    let unit = list(
        "unit",
        "Per",
        echo::UNITS.map(|unit| unit.name().to_owned()).to_vec(),
        |price| echo::UNITS.into_iter().position(|unit| unit == price.rate.unit()),
        |price, at| {
            let unit = echo::UNITS.get(at).copied().unwrap_or(price.rate.unit());
            price.rate = Rate::new(price.rate.amount(), unit).unwrap_or(price.rate);
        },
    );
    let has_long = Memo::new(move |_| {
        price.get().is_some_and(|price| {
            let card = calculator.card.get();
            let model = card.model(&price.model);
            price.length == PromptLength::Long || model.is_some_and(|model| model.long_prompt_above.is_some())
        })
    });
    view! {
        <fieldset class="card stack">
            <legend class="visually-hidden">{legend}</legend>
            <div class="card-title">
                <span>{format!("Price {number}")}</span>
                <button type="button" aria-label=format!("Remove price {number}") on:click=remove>"Remove"</button>
            </div>
            {picker.view()}
            {buying.select(true)}
            {move || has_long.get().then(|| length.select(false))}
            {meter.select(false)}
            {number_field(Place { workload: 0, figure: Figure::Price(index) })}
            {unit.select(false)}
        </fieldset>
    }
    .into_any()
}

/// A meter as a list shows it: `Cache write (5 min)`.
fn meter_name(meter: Meter) -> String {
    let words = meter.words();
    let first = words.chars().next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(words.chars().skip(1)).collect()
}
