//! The fields of other providers, which a part of the AI spend could move to. Loaded on demand.

mod cache;
mod own;
mod prices;
mod provider;

use std::sync::Arc;

use explain::amounts;
use leptos::prelude::*;
use pricing::bounds;
use pricing::money::{Rate, Unit, Usd};
use pricing::quantity::{Dollars, Multiple};
use pricing::scenario::{Alternative, AlternativePrice, Field, Scenario};

use super::figure::{Entry, Figure, Setting, entries, field, pair, setting};
use super::{add_button, danger_button};
use crate::browser;
use crate::field::Label;
use crate::field::kind::{Kind, Number};
use crate::field::text::TextField;
use crate::flat;
use crate::state::{Calculator, calculator};

/// The busiest minute over the mean, of the hours in which traffic runs: 1 to 100.
const PEAK_KIND: Kind = Kind::Multiple(10_000, 100);

/// The fields, or what they are for and the button that begins one.
pub fn fields() -> AnyView {
    let calculator = calculator();
    let count = move || calculator.scenario().alternatives.len();
    let is_none = flat::flag(move || count() == 0);
    let is_full = flat::flag(move || count() >= bounds::ALTERNATIVES_MAX);
    let label = flat::text(move || if count() == 0 { "Add a provider" } else { "Add another" }.to_owned());
    view! {
        {flat::shown_if(move || is_none.get(), || view! {
            <p class="muted">
                "What the same work would cost with another provider or on your own servers. What moves no longer counts toward your commitment."
            </p>
        }.into_any())}
        {entries(|scenario| scenario.alternatives.len(), alternative)}
        {flat::shown_if(move || !is_full.get(), move || view! {
            {add_button("add-alternative", label, move || add(calculator))}
            {add_button("add-second-path", flat::text(|| "Keep 5% on a second path".to_owned()), move || add_second_path(calculator))}
        }.into_any())}
    }
    .into_any()
}

fn alternative(index: usize) -> AnyView {
    let calculator = calculator();
    let entry = Entry("alternative", index);
    let name = flat::text(move || {
        calculator.scenario().alternatives.get(index).map(|given| given.name.clone()).unwrap_or_default()
    });
    let step = entry.id("name");
    let typed = Callback::new(move |text: String| {
        calculator.change(&step, |scenario| change(scenario, index, |given| given.name = text));
    });
    let remove_id = format!("remove-alternative-{}", index + 1);
    view! {
        <fieldset class="stack-s">
            <legend class="label">{format!("Provider {}", index + 1)}</legend>
            <TextField id=entry.id("name") label="Name" text=name typed/>
            {setting(entry, &PRICED_BY)}
            {flat::shown_if(
                move || provider::is_by_list(&calculator.scenario(), index),
                move || provider::fields(entry),
            )}
            {flat::shown_if(move || own::is_own(&calculator.scenario(), index), move || own::fields(entry))}
            {field(entry, &MONTHLY)}
            {flat::shown_if(
                move || calculator.scenario().alternatives.get(index).is_some_and(is_by_token),
                move || pair(entry, &INPUT, &OUTPUT),
            )}
            {field(entry, &SHARE)}
            {field(entry, &SWITCHING)}
            <div>{danger_button(&remove_id, "Remove provider", move || remove(calculator, index))}</div>
        </fieldset>
    }
    .into_any()
}

/// Adds a provider to which everything moves, and puts the focus on its name.
pub fn add(calculator: Calculator) {
    add_with(calculator, |_| (AlternativePrice::Monthly(Dollars::default()), Multiple::ONE));
}

/// What keeps a second path warm, in ten-thousandths of the AI spend.
const SECOND_PATH: u64 = 500;

/// Adds a provider to which a small share moves, at its list prices: a contract is easier to bargain for with a second path that
/// works.
fn add_second_path(calculator: Calculator) {
    add_with(calculator, |scenario| {
        let share = Multiple::of_ten_thousandths(SECOND_PATH).unwrap_or(Multiple::ONE);
        (AlternativePrice::Provider(provider::first(scenario)), share)
    });
}

fn add_with(calculator: Calculator, made: fn(&Scenario) -> (AlternativePrice, Multiple)) {
    let mut index = 0;
    calculator.rearrange(|moment| {
        let (price, share) = made(&moment.scenario);
        let alternatives = &mut Arc::make_mut(&mut moment.scenario).alternatives;
        if alternatives.len() < bounds::ALTERNATIVES_MAX {
            alternatives.push(Alternative { name: String::new(), price, share, switching: Dollars::default() });
            index = alternatives.len() - 1;
        }
    });
    let id = Entry("alternative", index).id("name");
    browser::show_and_focus(id);
}

fn remove(calculator: Calculator, index: usize) {
    calculator.rearrange(|moment| {
        let alternatives = &mut Arc::make_mut(&mut moment.scenario).alternatives;
        if index < alternatives.len() {
            alternatives.remove(index);
        }
    });
    calculator.say_with_undo("Provider removed");
    browser::focus_after_render("add-alternative");
}

fn change(scenario: &mut Scenario, index: usize, change: impl FnOnce(&mut Alternative)) {
    if let Some(given) = scenario.alternatives.get_mut(index) {
        change(given);
    }
}

fn is_by_token(given: &Alternative) -> bool {
    matches!(given.price, AlternativePrice::Tokens { .. })
}

static PRICED_BY: Setting = Setting {
    id: "price",
    legend: "Priced by",
    values: &["A month", "Per million tokens", "Its price list", "Your own instances"],
    get: |scenario, index| {
        let given = scenario.alternatives.get(index)?;
        Some(match &given.price {
            AlternativePrice::SelfHosted(_) => 3,
            AlternativePrice::Provider(_) => 2,
            _ => usize::from(is_by_token(given)),
        })
    },
    put: |scenario, index, place| {
        let free = Rate::new(Usd::ZERO.amount(), Unit::MillionTokens);
        let (listed, hosted) = (provider::first(scenario), own::first(scenario));
        change(scenario, index, |given| {
            given.price = match (free, place) {
                (_, 2) => AlternativePrice::Provider(listed),
                (_, 3) => AlternativePrice::SelfHosted(hosted),
                (Ok(rate), 1) => AlternativePrice::Tokens { input: rate, output: rate },
                _ => AlternativePrice::Monthly(Dollars::default()),
            };
        });
    },
};

static MONTHLY: Figure = Figure::new(
    "monthly",
    Label::of("Price of all that moves"),
    Kind::Dollars,
    |scenario, index| match &scenario.alternatives.get(index)?.price {
        AlternativePrice::Monthly(dollars) => Some(Number::Dollars(*dollars)),
        _ => None,
    },
    |scenario, index, number| {
        change(scenario, index, |given| {
            if let (AlternativePrice::Monthly(price), Number::Dollars(dollars)) = (&mut given.price, number) {
                *price = dollars;
            }
        });
    },
)
.dollars()
.unit("a month")
.says(|_, _, _, number| match number {
    Number::Dollars(dollars) if dollars.cents() > 0 => format!("{} a year", amounts::whole(dollars.usd().times(12))),
    _ => "Enter its price to compare".to_owned(),
});

static INPUT: Figure = Figure::new(
    "input",
    Label::of("Input, per million"),
    Kind::Rate(Unit::MillionTokens),
    |scenario, index| match &scenario.alternatives.get(index)?.price {
        AlternativePrice::Tokens { input, .. } => Some(Number::Rate(*input)),
        _ => None,
    },
    |scenario, index, number| {
        change(scenario, index, |given| {
            if let (AlternativePrice::Tokens { input, .. }, Number::Rate(rate)) = (&mut given.price, number) {
                *input = rate;
            }
        });
    },
)
.dollars()
.checked_as(|index| Some(Field::AlternativePrice(index)));

static OUTPUT: Figure = Figure::new(
    "output",
    Label::of("Output, per million"),
    Kind::Rate(Unit::MillionTokens),
    |scenario, index| match &scenario.alternatives.get(index)?.price {
        AlternativePrice::Tokens { output, .. } => Some(Number::Rate(*output)),
        _ => None,
    },
    |scenario, index, number| {
        change(scenario, index, |given| {
            if let (AlternativePrice::Tokens { output, .. }, Number::Rate(rate)) = (&mut given.price, number) {
                *output = rate;
            }
        });
    },
)
.dollars();

static SHARE: Figure = Figure::new(
    "share",
    Label::of("Share of AI spend that moves"),
    Kind::Percent(1),
    |scenario, index| scenario.alternatives.get(index).map(|given| Number::Multiple(given.share)),
    |scenario, index, number| {
        if let Number::Multiple(share) = number {
            change(scenario, index, |given| given.share = share);
        }
    },
)
.unit("%")
.checked_as(|index| Some(Field::AlternativeShare(index)));

static SWITCHING: Figure = Figure::new(
    "switching",
    Label::of("Cost of switching, once"),
    Kind::Dollars,
    |scenario, index| scenario.alternatives.get(index).map(|given| Number::Dollars(given.switching)),
    |scenario, index, number| {
        if let Number::Dollars(dollars) = number {
            change(scenario, index, |given| given.switching = dollars);
        }
    },
)
.dollars();
