//! Group 5: capacity bought ahead, and models of one's own. Loaded on demand.

use answer::{Element, Here, el};
use exchange::table;
use explain::words;
use pricing::bounds;
use pricing::quantity::{ModelUnits, Tokens, TokensPerMinute};
use pricing::rates::InferenceScope;
use pricing::scenario::{
    Bought, Capacity, CustomModel, CustomServing, Load, Placement, Purchase, ReservedTerm, Scenario, Term, Throughput,
};

use super::deal::present;
use super::{Desk, View, buttons, card, hint, placement, workload_name};
use crate::field::choice::{Look, Setting, Words, put};
use crate::field::figure::{HOURS, PRICES, PURCHASE, SERVING, TRAINING, WINDOW};
use crate::field::owner::{Owner, position};
use crate::field::{Choice, Choices};
use crate::state::Fault;

/// The field that a table of load is pasted into.
pub const TABLE: &str = "table";

/// The terms of model units.
static TERMS: [(&str, &str); 3] = [("None", ""), ("1 month", ""), ("6 months", "")];

/// What of a purchase is chosen.
pub static PURCHASE_SETTINGS: [Setting<Purchase>; 4] = [
    Setting {
        words: Words { field: "term", legend: "Term", look: Look::Segments, values: &TERMS },
        get: |purchase| match purchase.bought {
            Bought::Units { term, .. } => Some(term as usize),
            Bought::Reserved { .. } => None,
        },
        set: |purchase, index| {
            if let Bought::Units { term, .. } = &mut purchase.bought {
                put(&Term::ALL, index, term);
            }
        },
    },
    Setting {
        words: Words {
            field: "reserved",
            legend: "Term",
            look: Look::Segments,
            values: &[("1 month", ""), ("3 months", "")],
        },
        get: |purchase| match purchase.bought {
            Bought::Reserved { term, .. } => Some(term as usize),
            Bought::Units { .. } => None,
        },
        set: |purchase, index| {
            if let Bought::Reserved { term, .. } = &mut purchase.bought {
                put(&ReservedTerm::ALL, index, term);
            }
        },
    },
    Setting {
        words: Words {
            field: "throughput",
            legend: "Throughput of a unit",
            look: Look::Segments,
            values: &[("One figure", ""), ("Input and output", "")],
        },
        get: |purchase| match purchase.bought {
            Bought::Units { throughput, .. } => Some(usize::from(matches!(throughput, Throughput::Split { .. }))),
            Bought::Reserved { .. } => None,
        },
        set: |purchase, index| {
            if let Bought::Units { throughput, .. } = &mut purchase.bought {
                *throughput = match (*throughput, index) {
                    (Throughput::Blended(rate), 1) => Throughput::Split { input: rate, output: rate },
                    (Throughput::Split { input, .. }, 0) => Throughput::Blended(input),
                    (same, _) => same,
                };
            }
        },
    },
    Setting {
        words: Words {
            field: "load",
            legend: "Load",
            look: Look::Segments,
            values: &[("Flat", ""), ("Hours a day", ""), ("By hour", "")],
        },
        get: |purchase| {
            Some(match purchase.load {
                Load::Flat => 0,
                Load::Window { .. } => 1,
                Load::Hourly(_) => 2,
            })
        },
        set: |purchase, index| {
            purchase.load = match index {
                0 => Load::Flat,
                1 => Load::Window { hours: 8, days: 5 },
                _ => Load::Hourly([Tokens::new(1).unwrap_or_default(); 24].to_vec()),
            };
        },
    },
];

/// What of a custom model is chosen.
pub static CUSTOM_SETTINGS: [Setting<CustomModel>; 3] = [
    Setting {
        words: Words {
            field: "stored",
            legend: "Storage",
            look: Look::Segments,
            values: &[("Not kept", ""), ("Kept", "")],
        },
        get: |custom| Some(usize::from(custom.stored)),
        set: |custom, index| custom.stored = index == 1,
    },
    Setting {
        words: Words {
            field: "serving",
            legend: "Served",
            look: Look::WideList,
            values: &[("Not at all", ""), ("On demand", ""), ("By model units", ""), ("Imported", "")],
        },
        get: |custom| Some(custom.serving as usize),
        set: |custom, index| put(&CustomServing::ALL, index, &mut custom.serving),
    },
    Setting {
        words: Words { field: "term", legend: "Term of the units", look: Look::Segments, values: &TERMS },
        get: |custom| Some(custom.term as usize),
        set: |custom, index| put(&Term::ALL, index, &mut custom.term),
    },
];

/// The fields of the group.
#[inline(never)]
pub fn elements(view: &View<'_>, _: Here) -> Vec<Element> {
    let capacity = &view.sheet.scenario.capacity;
    let mut elements = vec![hint(
        "Model units, reserved throughput and models of your own. The view Capacity says whether they pay for your load.",
    )];
    for (index, purchase) in capacity.purchases.iter().enumerate() {
        elements.push(of_purchase(view, index, purchase));
    }
    for (index, custom) in capacity.customs.iter().enumerate() {
        elements.push(of_custom(view, index, custom));
    }
    let full = capacity.purchases.len() >= bounds::PURCHASES_MAX;
    elements.push(buttons(
        true,
        &[
            ("add-units", "Add model units", full),
            ("add-reserved", "Add reserved", full),
            ("add-custom", "Add a custom model", capacity.customs.len() >= bounds::CUSTOM_MODELS_MAX),
        ],
    ));
    elements.extend(view.sheet.numbers(Owner::Workload(0), &HOURS));
    elements
}

fn of_purchase(view: &View<'_>, index: usize, purchase: &Purchase) -> Element {
    let owner = Owner::Purchase(index);
    let mut fields = placement::elements(view, owner, &purchase.placement);
    let setting = |field: &str| {
        let of = PURCHASE_SETTINGS.iter().find(|setting| setting.words.field == field);
        of.and_then(|setting| setting.element(owner, purchase))
    };
    fields.extend(setting("term"));
    fields.extend(setting("reserved"));
    fields.extend(setting("throughput"));
    fields.extend(view.sheet.numbers(owner, &PURCHASE));
    if let Bought::Units { .. } = purchase.bought {
        fields.push(hint("AWS doesn’t publish what a unit can do: ask AWS, or measure. Prices are per unit and hour."));
    } else {
        fields.push(hint("Prices are per 1,000 tokens a minute and hour."));
    }
    fields.extend(view.sheet.numbers(owner, &PRICES));
    fields.extend(setting("load"));
    fields.extend(view.sheet.numbers(owner, &WINDOW));
    if let Load::Hourly(weights) = &purchase.load {
        fields.push(table_field(view, owner, weights));
    }
    let workloads = &view.sheet.scenario.workloads;
    if workloads.len() > 1 {
        let mut boxes = el("div").class("choices");
        for (place, workload) in workloads.iter().enumerate() {
            let input = el("input")
                .with_all(&[("type", "checkbox"), ("id", &owner.id(&format!("serves-{}", place + 1)))])
                .with_if(purchase.lists(place), "checked", "");
            let name = el("span").text(&workload_name(place, &workload.name));
            boxes = boxes.child(el("label").class("choice").child(input).child(name));
        }
        let legend = el("legend").class("legend").text("Serves");
        fields.push(el("fieldset").key("serves").child(legend).child(boxes));
    }
    let name = explain::purchase_name(purchase, view.sheet.card);
    card("purchase", index, &format!("Purchase {}, {name}", index + 1), fields)
}

/// Where hourly weights are pasted, and what was read.
fn table_field(view: &View<'_>, owner: Owner, weights: &[Tokens]) -> Element {
    let id = owner.id(TABLE);
    let fault = view.sheet.calculator.fault(&id).map(|fault| fault.message);
    let label = el("label").with("for", &id).text("Hours ").child(el("span").class("unit").text("pasted"));
    let area = el("textarea")
        .with_all(&[("id", &id), ("rows", "4"), ("spellcheck", "false"), ("autocomplete", "off")])
        .with("aria-describedby", &format!("{id}-{}", if fault.is_some() { "error" } else { "echo" }))
        .with_if(fault.is_some(), "aria-invalid", "true");
    let said = view.memory.moved.get(said_of(&id, weights).as_str()).cloned();
    let said = said.unwrap_or_else(|| format!("{} hours by weight", words::count(weights.len() as u64)));
    let help =
        "24 numbers for the hours of a day, 168 for a week, or a table: a time and one or two columns of tokens.";
    let mut field = el("div").key(&id).class("field field-wide").child(label).child(area);
    if let Some(fault) = fault {
        field = field.child(el("p").key("error").class("error").with("id", &format!("{id}-error")).text(&fault));
    } else {
        field = field.child(el("p").key("echo").class("echo").with("id", &format!("{id}-echo")).text(&said));
    }
    field.child(hint(help))
}

fn of_custom(view: &View<'_>, index: usize, custom: &CustomModel) -> Element {
    let owner = Owner::Custom(index);
    let mut fields = placement::elements(view, owner, &custom.placement);
    fields.extend(view.sheet.numbers(owner, &TRAINING));
    fields.extend(CUSTOM_SETTINGS.iter().filter_map(|setting| setting.element(owner, custom)));
    fields.extend(view.sheet.numbers(owner, &SERVING));
    let names = view.sheet.scenario.workloads.iter().enumerate();
    let names = names.map(|(index, workload)| Choice::new(workload_name(index, &workload.name)));
    let choices = Choices {
        id: &owner.id("workload"),
        legend: "Serves",
        options: core::iter::once(Choice::new("No workload")).chain(names).collect(),
        chosen: Some(custom.workload.map_or(0, |workload| workload + 1)),
    };
    fields.push(choices.field(Look::WideList));
    fields.extend(view.sheet.numbers(owner, &PRICES));
    card("custom", index, &format!("Custom model {}", index + 1), fields)
}

/// A value of a purchase's or custom model's list or radio buttons.
pub fn choose(desk: Desk, owner: Owner, field: &str, index: usize) {
    let mut scenario = present(desk);
    match owner {
        Owner::Purchase(purchase) => {
            if let Some(purchase) = scenario.capacity.purchases.get_mut(purchase) {
                Setting::choose(&PURCHASE_SETTINGS, field, purchase, index);
            }
        }
        Owner::Custom(custom) => {
            if let Some(custom) = scenario.capacity.customs.get_mut(custom) {
                if field == "workload" {
                    custom.workload = index.checked_sub(1);
                } else {
                    Setting::choose(&CUSTOM_SETTINGS, field, custom, index);
                }
            }
        }
        _ => {}
    }
    desk.calculator.put("", scenario);
}

/// A workload that a purchase serves, or no longer.
#[inline(never)]
pub fn serve(desk: Desk, id: &str, is_served: bool, _: Here) {
    let Some((Owner::Purchase(purchase), field)) = Owner::of_id(id) else { return };
    let Some(workload) = field.strip_prefix("serves-").and_then(position) else { return };
    let mut scenario = present(desk);
    let count = scenario.workloads.len();
    let Some(purchase) = scenario.capacity.purchases.get_mut(purchase) else { return };
    let served = |other: usize| if other == workload { is_served } else { purchase.lists(other) };
    let list: Vec<usize> = (0..count).filter(|other| served(*other)).collect();
    purchase.serves = (list.len() < count).then_some(list);
    desk.calculator.put("", scenario);
}

/// Hourly weights that are pasted: numbers alone, or a table with times.
#[inline(never)]
pub fn paste(desk: Desk, id: &str, text: &str, _: Here) {
    let Some((Owner::Purchase(purchase), TABLE)) = Owner::of_id(id) else { return };
    let read = match numbers(text) {
        Some(weights) => Ok((format!("{} hours by weight", words::count(weights.len() as u64)), weights)),
        None => table::read(text).map(|table| (table.words(), table.hours)).map_err(|error| error.to_string()),
    };
    match read {
        Ok((said, weights)) => {
            desk.calculator.set_fault(id, None);
            desk.remember(&mut |memory| memory.moved.insert(said_of(id, &weights), said.clone()));
            let mut scenario = present(desk);
            if let Some(purchase) = scenario.capacity.purchases.get_mut(purchase) {
                purchase.load = Load::Hourly(weights);
            }
            desk.calculator.put(id, scenario);
        }
        Err(message) => {
            let label = format!("Load of purchase {}", purchase + 1);
            desk.calculator.set_fault(id, Some(Fault { label, message }));
        }
    }
}

/// One purchase or custom model more.
pub fn add(desk: Desk, what: &str, current: Option<usize>) {
    let mut scenario = present(desk);
    let placement = usual(&scenario, current);
    let capacity = &mut scenario.capacity;
    let first = if what == "add-custom" {
        add_custom(capacity, placement, current);
        Owner::Custom(capacity.customs.len().saturating_sub(1)).id("model")
    } else {
        add_purchase(capacity, placement, what == "add-reserved");
        Owner::Purchase(capacity.purchases.len().saturating_sub(1)).id("model")
    };
    desk.calculator.replace(scenario);
    super::choose::focus_later(first);
}

/// Takes out a purchase or a custom model.
pub fn remove(desk: Desk, owner: Owner) {
    let mut scenario = present(desk);
    let capacity = &mut scenario.capacity;
    match owner {
        Owner::Purchase(index) if index < capacity.purchases.len() => drop(capacity.purchases.remove(index)),
        Owner::Custom(index) if index < capacity.customs.len() => drop(capacity.customs.remove(index)),
        _ => {}
    }
    desk.calculator.replace(scenario);
    super::choose::focus_later("add-units".to_owned());
}

/// Where the workload that is shown runs.
fn usual(scenario: &Scenario, current: Option<usize>) -> Placement {
    let workload = current.and_then(|index| scenario.workloads.get(index));
    workload.map_or_else(
        || Placement::new("claude-sonnet-4.5", InferenceScope::Global, "us-east-1"),
        |workload| workload.placement.clone(),
    )
}

fn add_purchase(capacity: &mut Capacity, placement: Placement, is_reserved: bool) {
    if capacity.purchases.len() >= bounds::PURCHASES_MAX {
        return;
    }
    let [input, output] = bounds::RESERVED_MIN.map(|least| TokensPerMinute::new(least).unwrap_or_default());
    let bought = if is_reserved {
        Bought::Reserved { input, output, term: ReservedTerm::OneMonth }
    } else {
        let throughput = Throughput::Blended(TokensPerMinute::default());
        Bought::Units { units: ModelUnits::default(), term: Term::SixMonths, throughput }
    };
    capacity.purchases.push(Purchase { placement, bought, serves: None, load: Load::Flat });
}

fn add_custom(capacity: &mut Capacity, placement: Placement, workload: Option<usize>) {
    if capacity.customs.len() < bounds::CUSTOM_MODELS_MAX {
        capacity.customs.push(CustomModel { workload, ..CustomModel::new(placement) });
    }
}

/// Where it is kept what was said of these weights.
fn said_of(id: &str, weights: &[Tokens]) -> String {
    let sum = weights.iter().fold(0_u64, |sum, weight| sum.wrapping_add(weight.count()));
    format!("{id} {} {sum}", weights.len())
}

/// Whole numbers between spaces, commas, semicolons or line breaks; `None` where there is anything else.
fn numbers(text: &str) -> Option<Vec<Tokens>> {
    let mut weights = Vec::new();
    let mut number: Option<u64> = None;
    for byte in text.bytes().chain([b' ']) {
        match byte {
            b'0'..=b'9' => {
                let digit = u64::from(byte - b'0');
                number = Some(number.unwrap_or(0).checked_mul(10)?.checked_add(digit)?);
            }
            b' ' | b',' | b';' | b'\n' | b'\r' | b'\t' => {
                if let Some(number) = number.take() {
                    weights.push(Tokens::new(number)?);
                }
            }
            _ => return None,
        }
    }
    let has_load = weights.iter().any(|weight| weight.count() > 0);
    (has_load && weights.len() <= bounds::LOAD_HOURS_MAX).then_some(weights)
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn numbers_alone_are_weights() {
        let read = |text| numbers(text).map(|weights| weights.iter().map(|weight| weight.count()).collect::<Vec<_>>());
        assert_eq!(read("2, 8\n14;0"), Some(vec![2, 8, 14, 0]));
        for text in ["", " ", "0 0", "1.5", "-1", "2026-10-01\t5", "99999999999999999999"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
