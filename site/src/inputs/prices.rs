//! Group 4: prices the reader types, in place of the card's or where it has none.

use answer::Element;
use explain::words;
use pricing::bounds;
use pricing::money::{Rate, Unit};
use pricing::number::{DecimalSign, read_dollars};
use pricing::rates::{Buying, Meter, PromptLength, RateCard};
use pricing::scenario::{Scenario, TypedPrice};

use super::{Desk, View, buttons, card, hint};
use crate::echo;
use crate::field::choice::{Look, Setting, Words, put};
use crate::field::figure::PRICE;
use crate::field::owner::Owner;
use crate::field::picker::picker;

/// `1M tokens` first: the unit that most prices are published in.
const UNITS: [Unit; 2] = [Unit::MillionTokens, Unit::ThousandTokens];

pub fn elements(view: &View<'_>) -> Vec<Element> {
    let prices = &view.sheet.scenario.prices;
    let text = "A price you type replaces the list rate, is marked wherever it is used, and travels in the link.";
    let mut elements = vec![hint(text)];
    // Prices of capacity are typed where it is bought.
    let by_token = prices.iter().enumerate().filter(|(_, price)| price.buying.is_by_token());
    elements.extend(by_token.map(|(index, price)| of_price(view, index, price)));
    let full = prices.len() >= bounds::TYPED_PRICES_MAX;
    elements.push(buttons(true, &[("add-price", "Add a price", full)]));
    elements
}

/// The output price of the workload that is shown, as listed: a place to begin.
pub fn new_price(scenario: &Scenario, workload: Option<usize>, card: &RateCard) -> Option<TypedPrice> {
    let workload = workload.and_then(|index| scenario.workloads.get(index));
    let model = workload.map_or("claude-sonnet-4.5", |workload| &workload.placement.model).to_owned();
    let taken = |meter: Meter| scenario.prices.iter().any(|price| price.model == model && price.meter == meter);
    let meter = [Meter::Output, Meter::Input].into_iter().find(|meter| !taken(*meter)).unwrap_or(Meter::CacheRead);
    let mut price = TypedPrice {
        model,
        place: None,
        buying: Buying::Standard,
        length: PromptLength::Ordinary,
        meter,
        rate: one_dollar()?,
    };
    if let Some(rate) = echo::list_rate(&price, scenario, card) {
        price.rate = rate;
    }
    Some(price)
}

/// Stands until a price is typed, where the card has none to begin with.
fn one_dollar() -> Option<Rate> {
    Rate::new(read_dollars("1", DecimalSign::Point).ok()?, Unit::MillionTokens).ok()
}

/// Changes what a price is for. A price that was the list price stays the list price.
#[inline(never)]
pub fn change(desk: Desk, index: usize, change: &mut dyn FnMut(&mut TypedPrice)) {
    let card = desk.calculator.card_now();
    desk.change("", &mut |scenario| {
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

/// What of a price is chosen from a list.
pub static SETTINGS: [Setting<TypedPrice>; 4] = [
    Setting {
        words: Words {
            field: "mode",
            legend: "Bought as",
            look: Look::WideList,
            values: &[
                (words::buying(Buying::Standard), ""),
                (words::buying(Buying::Flex), ""),
                (words::buying(Buying::Priority), ""),
                (words::buying(Buying::LatencyOptimised), ""),
                (words::buying(Buying::Ultrafast), ""),
                (words::buying(Buying::Batch), ""),
            ],
        },
        get: |price| Some(price.buying as usize),
        set: |price, index| put(&Buying::ALL, index, &mut price.buying),
    },
    Setting {
        words: Words {
            field: "length",
            legend: "Prompts",
            look: Look::List,
            values: &[("Ordinary", ""), ("Long", "")],
        },
        get: |price| Some(price.length as usize),
        set: |price, index| put(&PromptLength::ALL, index, &mut price.length),
    },
    Setting {
        words: Words {
            field: "meter",
            legend: "Meter",
            look: Look::List,
            values: &[
                ("Input", ""),
                ("Cache read", ""),
                ("Cache write (5 min)", ""),
                ("Cache write (30 min)", ""),
                ("Cache write (1 h)", ""),
                ("Output", ""),
            ],
        },
        get: |price| Meter::ALL.into_iter().position(|meter| meter == price.meter),
        set: |price, index| put(&Meter::ALL, index, &mut price.meter),
    },
    Setting {
        words: Words {
            field: "unit",
            legend: "Per",
            look: Look::List,
            values: &[(Unit::MillionTokens.name(), ""), (Unit::ThousandTokens.name(), "")],
        },
        get: |price| UNITS.into_iter().position(|unit| unit == price.rate.unit()),
        set: |price, index| {
            let mut unit = price.rate.unit();
            put(&UNITS, index, &mut unit);
            price.rate = Rate::new(price.rate.amount(), unit).unwrap_or(price.rate);
        },
    },
];

fn of_price(view: &View<'_>, index: usize, price: &TypedPrice) -> Element {
    let (rates, scenario) = (view.sheet.card, view.sheet.scenario);
    let owner = Owner::Price(index);
    let name = words::model_name(rates, &price.model);
    let legend = format!("Typed price {}, {name}, {}", index + 1, price.meter.words());
    let echo = echo::placement(&echo::place_of(&price.model, scenario, rates), rates);
    let has_long = price.length == PromptLength::Long
        || rates.model(&price.model).is_some_and(|model| model.long_prompt_above.is_some());
    let mut fields = vec![picker(&owner.id("model"), &price.model, &echo, view.memory.open.as_ref(), rates)];
    for setting in &SETTINGS {
        match setting.words.field {
            "length" if !has_long => continue,
            "unit" => fields.extend(view.sheet.numbers(owner, &PRICE)),
            _ => {}
        }
        fields.extend(setting.element(owner, price));
    }
    card("price", index, &legend, fields)
}

#[cfg(test)]
mod tests {
    use explain::capitalised;

    use super::*;

    #[test]
    fn every_value_of_a_price_is_found_at_its_position() {
        let price = new_price(&exchange::presets::default_scenario(), None, &RateCard::newest());
        // A dollar: few enough for either unit.
        let price = price.zip(one_dollar()).map(|(price, rate)| TypedPrice { rate, ..price });
        assert!(price.is_some());
        if let Some(mut price) = price {
            for setting in &SETTINGS {
                for (index, (label, _)) in setting.words.values.iter().enumerate() {
                    (setting.set)(&mut price, index);
                    assert_eq!((setting.get)(&price), Some(index));
                    if setting.words.field == "meter" {
                        assert_eq!(*label, capitalised(price.meter.words()));
                    }
                }
            }
        }
    }
}
