//! Group 4: prices the reader types, in place of the card's or where it has none.

use answer::{Element, el};
use pricing::bounds;
use pricing::money::Rate;
use pricing::number::{DecimalSign, read_dollars};
use pricing::rates::{Buying, Meter, PromptLength, RateCard};
use pricing::scenario::{Scenario, TypedPrice};
use pricing::words;

use super::{View, hint};
use crate::echo;
use crate::field::picker::picker;
use crate::field::{Choice, Choices, Figure, Place, button, plain};
use crate::state::Calculator;

pub fn elements(view: &View<'_>) -> Vec<Element> {
    let prices = &view.sheet.scenario.prices;
    let text = "A price you type replaces the list rate, is marked wherever it is used, and travels in the link.";
    let mut elements = vec![hint(text)];
    elements.extend(prices.iter().enumerate().map(|(index, price)| card(view, index, price)));
    let full = prices.len() >= bounds::TYPED_PRICES_MAX;
    let add = button("add-price", "Add a price").with("id", "add-price").with_if(full, "aria-disabled", "true");
    elements.push(el("div").key("buttons").class("buttons").child(add));
    elements
}

/// The output price of the workload that is shown, as listed: a place to begin.
pub fn new_price(scenario: &Scenario, workload: Option<usize>, card: &RateCard) -> Option<TypedPrice> {
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
pub fn change(calculator: Calculator, index: usize, change: impl FnOnce(&mut TypedPrice)) {
    let card = calculator.card_now();
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

fn card(view: &View<'_>, index: usize, price: &TypedPrice) -> Element {
    let (number, card, scenario) = (index + 1, view.sheet.card, view.sheet.scenario);
    let name = words::model_name(card, &price.model);
    let legend = format!("Typed price {number}, {name}, {}", price.meter.words());
    let remove = button(&format!("remove-price-{number}"), "Remove");
    let remove = remove.with("aria-label", &format!("Remove price {number}"));
    let title = el("div").class("card-title").child(el("span").text(&format!("Price {number}"))).child(remove);
    let echo = echo::placement(&echo::place_of(&price.model, scenario, card), card);
    let list = |field: &str, legend: &str, options: Vec<Choice>, chosen: Option<usize>| {
        let id = format!("price-{number}-{field}");
        Choices { id: &id, legend, options, chosen }.select(field == "mode")
    };
    let buyings = Buying::ALL.map(|buying| Choice::new(words::buying(buying))).to_vec();
    let buying = Buying::ALL.into_iter().position(|buying| buying == price.buying);
    let length = PromptLength::ALL.into_iter().position(|length| length == price.length);
    let meters = Meter::ALL.map(|meter| Choice::new(meter_name(meter))).to_vec();
    let meter = Meter::ALL.into_iter().position(|meter| meter == price.meter);
    let units = echo::UNITS.map(|unit| Choice::new(unit.name())).to_vec();
    let unit = echo::UNITS.into_iter().position(|unit| unit == price.rate.unit());
    let long = card.model(&price.model).is_some_and(|model| model.long_prompt_above.is_some());
    let has_long = long || price.length == PromptLength::Long;
    el("fieldset")
        .key(&format!("price-{number}"))
        .class("card stack")
        .child(el("legend").class("visually-hidden").text(&legend))
        .child(title)
        .child(picker(&format!("price-{number}-model"), &price.model, &echo, view.open.as_ref(), card))
        .child(list("mode", "Bought as", buyings, buying))
        .children(has_long.then(|| list("length", "Prompts", plain(["Ordinary", "Long"]), length)))
        .child(list("meter", "Meter", meters, meter))
        .children(view.sheet.number(Place { workload: 0, figure: Figure::Price(index) }))
        .child(list("unit", "Per", units, unit))
}

/// A meter as a list shows it: `Cache write (5 min)`.
fn meter_name(meter: Meter) -> String {
    let words = meter.words();
    let first = words.chars().next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(words.chars().skip(1)).collect()
}
