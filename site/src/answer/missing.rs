//! Prices that are needed and aren't published: each is named, with a field to type it.

use leptos::ev::FocusEvent;
use leptos::prelude::*;
use pricing::explain;
use pricing::money::{Rate, Unit};
use pricing::number::{DecimalSign, NumberError, read_dollars};
use pricing::price::{MissingRate, PriceError};
use pricing::scenario::{Scenario, TypedPrice};
use web_sys::wasm_bindgen::JsCast as _;

use crate::state::{Fault, use_calculator};

/// A box for each missing price. While the focus is in one, it stays, and those that follow come below it.
#[component]
pub fn MissingPrices() -> impl IntoView {
    let calculator = use_calculator();
    let within = RwSignal::new(false);
    let asked = Memo::new(move |before: Option<&Vec<MissingRate>>| {
        let kept = if within.get() { before.cloned().unwrap_or_default() } else { Vec::new() };
        let now = match calculator.error.get() {
            Some(PriceError::MissingRate(missing)) => Some(*missing),
            _ => None,
        };
        let is_new = |missing: &MissingRate| !kept.iter().any(|other| id(other) == id(missing));
        let new = now.filter(is_new);
        kept.into_iter().chain(new).collect::<Vec<_>>()
    });
    let leave = move |event: FocusEvent| {
        let to = event.related_target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        let here = event.current_target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        within.set(here.is_some_and(|here| to.is_some_and(|to| here.contains(Some(&to)))));
    };
    view! {
        <div class="missing-prices" on:focusin=move |_| within.set(true) on:focusout=leave>
            <For each=move || asked.get() key=id let:missing>
                <MissingPrice missing/>
            </For>
        </div>
    }
}

/// What names a missing price: typed once, it holds for every scope and region.
fn id(missing: &MissingRate) -> String {
    let MissingRate { placement, buying, length, meter, .. } = missing;
    format!("missing-{}-{}-{}-{}", placement.model, buying.name(), length.name(), meter.name())
}

#[component]
fn MissingPrice(missing: MissingRate) -> impl IntoView {
    let calculator = use_calculator();
    let field = id(&missing);
    let (title, text) = explain::missing(&missing, &calculator.scenario_now(), &calculator.card.get_untracked());
    let label = explain::capitalised(missing.meter.words());
    let (draft, unit) = (RwSignal::new(String::new()), RwSignal::new(Unit::MillionTokens));
    let wrong = Memo::new(move |_| read(&draft.read(), unit.get()).err());
    let typed = {
        let (field, title) = (field.clone(), title.clone());
        move || {
            let rate = read(&draft.read_untracked(), unit.get_untracked());
            let fault = rate.as_ref().err().map(|message| Fault { label: title.clone(), message: message.clone() });
            calculator.set_fault(&field, fault);
            if let Ok(rate) = rate {
                calculator.change(&field, |scenario| put(scenario, &missing, rate));
            }
        }
    };
    on_cleanup({
        let field = field.clone();
        move || calculator.set_fault(&field, None)
    });
    let choose_unit = {
        let typed = typed.clone();
        move |event| {
            unit.set(Unit::from_name(&event_target_value(&event)).unwrap_or(Unit::MillionTokens));
            typed();
        }
    };
    let units: Vec<_> =
        Unit::ALL.into_iter().rev().map(|unit| view! { <option value=unit.name()>{unit.name()}</option> }).collect();
    let (title_id, error_id, unit_id) = (format!("{field}-title"), format!("{field}-error"), format!("{field}-unit"));
    view! {
        <section class="box box-error" aria-labelledby=title_id.clone()>
            <p class="box-title" id=title_id.clone()>{title}</p>
            <p>{text}</p>
            <div class="field">
                <label for=field.clone()>{label} " " <span class="unit">"US dollars"</span></label>
                <input
                    id=field
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    spellcheck="false"
                    aria-describedby=error_id.clone()
                    aria-invalid=move || wrong.read().is_some().then_some("true")
                    prop:value=move || draft.get()
                    on:input=move |event| {
                        draft.set(event_target_value(&event));
                        typed();
                    }
                />
                <p class="error" id=error_id>{move || wrong.get()}</p>
            </div>
            <div class="field">
                <label for=unit_id.clone()>"Per"</label>
                <select id=unit_id on:change=choose_unit>{units}</select>
            </div>
        </section>
    }
}

/// The price that a text gives; none for an empty one.
fn read(text: &str, unit: Unit) -> Result<Option<Rate>, String> {
    match read_dollars(text, DecimalSign::default()) {
        Err(NumberError::Empty) => Ok(None),
        Err(error) => Err(error.to_string()),
        Ok(amount) => match Rate::new(amount, unit) {
            Ok(rate) => Ok(Some(rate)),
            Err(error) => Err(format!("{}.", explain::capitalised(&error.to_string()))),
        },
    }
}

/// Puts the price among the typed ones, or takes it out.
fn put(scenario: &mut Scenario, missing: &MissingRate, rate: Option<Rate>) {
    let MissingRate { placement, buying, length, meter, .. } = missing;
    let same = |price: &TypedPrice| {
        price.model == placement.model && price.buying == *buying && price.length == *length && price.meter == *meter
    };
    match (scenario.prices.iter_mut().find(|price| same(price)), rate) {
        (Some(price), Some(rate)) => price.rate = rate,
        (Some(_), None) => scenario.prices.retain(|price| !same(price)),
        (None, Some(rate)) => scenario.prices.push(TypedPrice {
            model: placement.model.clone(),
            buying: *buying,
            length: *length,
            meter: *meter,
            rate,
        }),
        (None, None) => {}
    }
}
