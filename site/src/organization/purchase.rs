//! The fields of one purchase: model units, or tokens a minute of the Reserved tier.

use std::sync::Arc;

use explain::words;
use leptos::prelude::*;
use pricing::bounds;
use pricing::quantity::{ModelUnits, TokensPerMinute};
use pricing::scenario::{Bought, Field, Purchase, ReservedTerm, Scenario, Term, Throughput};

use super::danger_button;
use super::figure::{Entry, Figure, Setting, field, fields, pair, setting};
use super::{load, place, prices};
use crate::browser;
use crate::field::Label;
use crate::field::kind::{Kind, Number};
use crate::field::term;
use crate::flat;
use crate::state::{Calculator, calculator};

/// A purchase as it stands.
pub fn of(scenario: &Scenario, index: usize) -> Option<&Purchase> {
    scenario.capacity.purchases.get(index)
}

/// Changes a purchase.
pub fn change(scenario: &mut Scenario, index: usize, change: impl FnOnce(&mut Purchase)) {
    if let Some(purchase) = scenario.capacity.purchases.get_mut(index) {
        change(purchase);
    }
}

/// The fields of a purchase.
pub fn purchase(index: usize) -> AnyView {
    let calculator = calculator();
    let entry = Entry("purchase", index);
    let is_units = flat::flag(move || {
        of(&calculator.scenario(), index).is_some_and(|purchase| matches!(purchase.bought, Bought::Units { .. }))
    });
    let title = flat::text(move || {
        let what = if is_units.get() { "Model units" } else { "Reserved capacity" };
        format!("{what} {}", index + 1)
    });
    let placement = place::fields(
        entry,
        |scenario, index| of(scenario, index).map(|purchase| &purchase.placement),
        |scenario, index, placement| change(scenario, index, |purchase| purchase.placement = placement),
    );
    let note = flat::text(move || {
        if is_units.get() {
            "AWS doesn’t publish what a unit can do. Ask AWS, or measure it.".to_owned()
        } else {
            "Sold in tokens a minute, input and output apart.".to_owned()
        }
    });
    let remove_id = format!("remove-purchase-{}", index + 1);
    view! {
        <fieldset class="stack-s">
            <legend class="label">{title}</legend>
            {placement}
            {setting(entry, &TERM)}
            {setting(entry, &RESERVED_TERM)}
            {field(entry, &UNITS)}
            {setting(entry, &THROUGHPUT)}
            {field(entry, &TPM)}
            {flat::shown_if(move || is_split(calculator, index), move || pair(entry, &TPM_INPUT, &TPM_OUTPUT))}
            {flat::shown_if(move || !is_units.get(), move || pair(entry, &RESERVED_INPUT, &RESERVED_OUTPUT))}
            <p class="echo">{note}</p>
            {fields(entry, &prices::OF_PURCHASES)}
            {load::fields(entry)}
            {served(calculator, entry)}
            <div>{danger_button(&remove_id, "Remove", move || remove(calculator, index))}</div>
        </fieldset>
    }
    .into_any()
}

fn is_split(calculator: Calculator, index: usize) -> bool {
    let scenario = calculator.scenario();
    let bought = of(&scenario, index).map(|purchase| purchase.bought);
    matches!(bought, Some(Bought::Units { throughput: Throughput::Split { .. }, .. }))
}

fn remove(calculator: Calculator, index: usize) {
    calculator.rearrange(|moment| {
        let purchases = &mut Arc::make_mut(&mut moment.scenario).capacity.purchases;
        if index < purchases.len() {
            purchases.remove(index);
        }
    });
    calculator.say_with_undo("Capacity removed");
    browser::focus_after_render("add-units");
}

/// The workloads that it serves; nothing where there is one only.
fn served(calculator: Calculator, entry: Entry) -> AnyView {
    let has_several = flat::flag(move || calculator.keys().len() > 1);
    let keys = flat::memo(move || calculator.keys());
    flat::shown_if(
        move || has_several.get(),
        move || {
            let boxes = flat::list(keys.into(), move |key| serves(calculator, entry, key));
            view! { <fieldset class="stack-s"><legend class="label">"Serves"</legend>{boxes}</fieldset> }.into_any()
        },
    )
}

fn serves(calculator: Calculator, entry: Entry, key: usize) -> AnyView {
    let place = flat::memo(move || calculator.place_of(key).unwrap_or_default());
    let name = flat::text(move || {
        let scenario = calculator.scenario();
        let name = scenario.workloads.get(place.get()).map(|workload| workload.name.clone()).unwrap_or_default();
        if name.is_empty() { format!("Workload {}", place.get() + 1) } else { name }
    });
    let on =
        flat::flag(move || of(&calculator.scenario(), entry.1).is_some_and(|purchase| purchase.lists(place.get())));
    let check = flat::checked(move |is_served| {
        let (place, count) = (place.get_untracked(), calculator.now().scenario.workloads.len());
        calculator.change("", |scenario| {
            change(scenario, entry.1, |purchase| {
                let served = |other: usize| if other == place { is_served } else { purchase.lists(other) };
                let list: Vec<usize> = (0..count).filter(|other| served(*other)).collect();
                purchase.serves = (list.len() < count).then_some(list);
            });
        });
    });
    view! {
        <label class="check">
            <input type="checkbox" id=entry.id(&format!("serves-{}", key + 1)) checked=on prop:checked=on on:change=check/>
            <span>{name}</span>
        </label>
    }
    .into_any()
}

/// The terms of model units, as the page names them.
pub const TERMS: [&str; 3] = ["No term", "One month", "Six months"];

static TERM: Setting = Setting {
    id: "term",
    legend: "Term",
    values: &TERMS,
    get: |scenario, index| match of(scenario, index)?.bought {
        Bought::Units { term, .. } => Some(term as usize),
        Bought::Reserved { .. } => None,
    },
    put: |scenario, index, place| {
        change(scenario, index, |purchase| {
            if let (Bought::Units { term, .. }, Some(chosen)) = (&mut purchase.bought, Term::ALL.get(place)) {
                *term = *chosen;
            }
        });
    },
};

static RESERVED_TERM: Setting = Setting {
    id: "reserved",
    legend: "Term",
    values: &["One month", "Three months"],
    get: |scenario, index| match of(scenario, index)?.bought {
        Bought::Reserved { term, .. } => Some(term as usize),
        Bought::Units { .. } => None,
    },
    put: |scenario, index, place| {
        change(scenario, index, |purchase| {
            if let (Bought::Reserved { term, .. }, Some(chosen)) = (&mut purchase.bought, ReservedTerm::ALL.get(place))
            {
                *term = *chosen;
            }
        });
    },
};

static THROUGHPUT: Setting = Setting {
    id: "throughput",
    legend: "A unit handles",
    values: &["Tokens together", "Input and output apart"],
    get: |scenario, index| match of(scenario, index)?.bought {
        Bought::Units { throughput, .. } => Some(usize::from(matches!(throughput, Throughput::Split { .. }))),
        Bought::Reserved { .. } => None,
    },
    put: |scenario, index, place| {
        change(scenario, index, |purchase| {
            if let Bought::Units { throughput, .. } = &mut purchase.bought {
                *throughput = match (*throughput, place) {
                    (Throughput::Blended(rate), 1) => Throughput::Split { input: rate, output: rate },
                    (Throughput::Split { input, .. }, 0) => Throughput::Blended(input),
                    (same, _) => same,
                };
            }
        });
    },
};

static UNITS: Figure = Figure::new(
    "units",
    Label::with(&term::MODEL_UNITS, ""),
    Kind::Count(1, bounds::MODEL_UNITS_MAX),
    |scenario, index| match of(scenario, index)?.bought {
        Bought::Units { units, .. } => Some(Number::Count(units.count())),
        Bought::Reserved { .. } => None,
    },
    |scenario, index, number| {
        change(scenario, index, |purchase| {
            if let (Bought::Units { units, .. }, Number::Count(count)) = (&mut purchase.bought, number) {
                *units = ModelUnits::new(count).unwrap_or(*units);
            }
        });
    },
)
.unit("units");

/// Which rate of tokens a minute.
#[derive(Clone, Copy)]
enum Rate {
    /// Of a unit, input and output together.
    Blended,
    /// Of a unit or of a reservation.
    Input,
    /// Of a unit or of a reservation.
    Output,
}

const fn rate(bought: &mut Bought, which: Rate, is_reserved: bool) -> Option<&mut TokensPerMinute> {
    let (input, output) = match bought {
        Bought::Units { throughput: Throughput::Blended(rate), .. } => {
            return if matches!(which, Rate::Blended) { Some(rate) } else { None };
        }
        Bought::Units { throughput: Throughput::Split { input, output }, .. } if !is_reserved => (input, output),
        Bought::Reserved { input, output, .. } if is_reserved => (input, output),
        Bought::Units { .. } | Bought::Reserved { .. } => return None,
    };
    match which {
        Rate::Blended => None,
        Rate::Input => Some(input),
        Rate::Output => Some(output),
    }
}

fn get_rate(scenario: &Scenario, index: usize, which: Rate, is_reserved: bool) -> Option<Number> {
    let mut bought = of(scenario, index)?.bought;
    rate(&mut bought, which, is_reserved).map(|rate| Number::Count(rate.count()))
}

fn put_rate(scenario: &mut Scenario, index: usize, which: Rate, is_reserved: bool, number: Number) {
    change(scenario, index, |purchase| {
        if let (Some(rate), Number::Count(count)) = (rate(&mut purchase.bought, which, is_reserved), number) {
            *rate = TokensPerMinute::new(count).unwrap_or(*rate);
        }
    });
}

/// A long count, in full.
pub fn in_full(number: Number) -> String {
    match number {
        Number::Count(count) if count >= 1_000_000 => words::count(count),
        _ => String::new(),
    }
}

const PER_MINUTE: Kind = Kind::Count(1, bounds::TOKENS_PER_MINUTE_MAX);

const fn reserved(side: usize) -> Kind {
    let [input, output] = bounds::RESERVED_MIN;
    Kind::Count(if side == 0 { input } else { output }, bounds::TOKENS_PER_MINUTE_MAX)
}

static TPM: Figure = Figure::new(
    "tpm",
    Label::of("Tokens a minute of one unit"),
    PER_MINUTE,
    |scenario, index| get_rate(scenario, index, Rate::Blended, false),
    |scenario, index, number| put_rate(scenario, index, Rate::Blended, false, number),
)
.unit("a minute")
.says(|_, _, _, number| in_full(number));

static TPM_INPUT: Figure = Figure::new(
    "tpm-input",
    Label::of("Input of one unit"),
    PER_MINUTE,
    |scenario, index| get_rate(scenario, index, Rate::Input, false),
    |scenario, index, number| put_rate(scenario, index, Rate::Input, false, number),
)
.unit("a minute");

static TPM_OUTPUT: Figure = Figure::new(
    "tpm-output",
    Label::of("Output of one unit"),
    PER_MINUTE,
    |scenario, index| get_rate(scenario, index, Rate::Output, false),
    |scenario, index, number| put_rate(scenario, index, Rate::Output, false, number),
)
.unit("a minute");

static RESERVED_INPUT: Figure = Figure::new(
    "reserved-input",
    Label::of("Input tokens"),
    reserved(0),
    |scenario, index| get_rate(scenario, index, Rate::Input, true),
    |scenario, index, number| put_rate(scenario, index, Rate::Input, true, number),
)
.unit("a minute")
.checked_as(|index| Some(Field::ReservedInput(index)));

static RESERVED_OUTPUT: Figure = Figure::new(
    "reserved-output",
    Label::of("Output tokens"),
    reserved(1),
    |scenario, index| get_rate(scenario, index, Rate::Output, true),
    |scenario, index, number| put_rate(scenario, index, Rate::Output, true, number),
)
.unit("a minute")
.checked_as(|index| Some(Field::ReservedOutput(index)));
