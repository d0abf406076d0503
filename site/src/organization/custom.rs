//! The fields of one custom model: its training, its storage, and how it is served.

use std::sync::Arc;

use leptos::prelude::*;
use pricing::bounds;
use pricing::quantity::{Epochs, ModelUnits, Tokens, TrainingHours, Windows};
use pricing::scenario::{CustomModel, CustomServing, Field, Scenario, Term};

use super::danger_button;
use super::figure::{Entry, Figure, Setting, field, fields, pair, setting};
use super::purchase::{TERMS, in_full};
use super::{place, prices};
use crate::browser;
use crate::field::Label;
use crate::field::choice::{CheckField, Choice, SelectField};
use crate::field::kind::{Kind, Number};
use crate::flat;
use crate::state::{Calculator, calculator};

fn of(scenario: &Scenario, index: usize) -> Option<&CustomModel> {
    scenario.capacity.customs.get(index)
}

fn change(scenario: &mut Scenario, index: usize, change: impl FnOnce(&mut CustomModel)) {
    if let Some(custom) = scenario.capacity.customs.get_mut(index) {
        change(custom);
    }
}

/// The fields of a custom model.
pub fn custom(index: usize) -> AnyView {
    let calculator = calculator();
    let entry = Entry("custom", index);
    let serving = flat::memo(move || of(&calculator.scenario(), index).map(|custom| custom.serving));
    let is_served = move |by: CustomServing| move || serving.get() == Some(by);
    let stored = flat::flag(move || of(&calculator.scenario(), index).is_some_and(|custom| custom.stored));
    let store = Callback::new(move |stored| {
        calculator.change("", |scenario| change(scenario, index, |custom| custom.stored = stored));
    });
    let placement = place::fields(
        entry,
        |scenario, index| of(scenario, index).map(|custom| &custom.placement),
        |scenario, index, placement| change(scenario, index, |custom| custom.placement = placement),
    );
    let remove_id = format!("remove-custom-{}", index + 1);
    let body = view! {
        {fields(entry, &prices::OF_TRAINING)}
        <CheckField id=entry.id("stored") label="Keep the model in Bedrock" on=stored check=store/>
        {flat::shown_if(move || stored.get(), move || fields(entry, &prices::OF_STORAGE))}
        {setting(entry, &SERVING)}
        {flat::shown_if(is_served(CustomServing::OnDemand), move || fields(entry, &prices::ON_DEMAND))}
        {flat::shown_if(is_served(CustomServing::Units), move || view! {
            {field(entry, &UNITS)}
            {setting(entry, &TERM)}
            {fields(entry, &prices::BY_UNITS)}
        }.into_any())}
        {flat::shown_if(is_served(CustomServing::Import), move || view! {
            {pair(entry, &IMPORT_UNITS, &WINDOWS)}
            {fields(entry, &prices::IMPORTED)}
        }.into_any())}
        {workload(calculator, entry)}
    }
    .into_any();
    view! {
        <fieldset class="stack-s">
            <legend class="label">{format!("Custom model {}", index + 1)}</legend>
            {placement}
            {field(entry, &TRAINING_TOKENS)}
            {pair(entry, &EPOCHS, &TRAINING_HOURS)}
            {body}
            <div>{danger_button(&remove_id, "Remove custom model", move || remove(calculator, index))}</div>
        </fieldset>
    }
    .into_any()
}

fn remove(calculator: Calculator, index: usize) {
    calculator.rearrange(|moment| {
        let customs = &mut Arc::make_mut(&mut moment.scenario).capacity.customs;
        if index < customs.len() {
            customs.remove(index);
        }
    });
    calculator.say_with_undo("Custom model removed");
    browser::focus_after_render("add-custom");
}

/// Which workload it serves.
fn workload(calculator: Calculator, entry: Entry) -> AnyView {
    let options = flat::memo(move || {
        let scenario = calculator.scenario();
        let names = scenario.workloads.iter().enumerate().map(|(index, workload)| {
            if workload.name.is_empty() { format!("Workload {}", index + 1) } else { workload.name.clone() }
        });
        core::iter::once("No workload".to_owned()).chain(names).map(Choice::new).collect::<Vec<_>>()
    });
    let chosen = flat::memo(move || {
        let scenario = calculator.scenario();
        of(&scenario, entry.1).map(|custom| custom.workload.map_or(0, |workload| workload + 1))
    });
    let choose = Callback::new(move |place: usize| {
        calculator.change("", |scenario| change(scenario, entry.1, |custom| custom.workload = place.checked_sub(1)));
    });
    view! {
        <SelectField id=entry.id("workload") label="Serves" options=options.into() chosen=chosen.into() choose/>
    }
    .into_any()
}

static SERVING: Setting = Setting {
    id: "serving",
    legend: "Served",
    values: &["Not served", "On demand", "By model units", "Imported"],
    get: |scenario, index| of(scenario, index).map(|custom| custom.serving as usize),
    put: |scenario, index, place| {
        if let Some(serving) = CustomServing::ALL.get(place) {
            change(scenario, index, |custom| custom.serving = *serving);
        }
    },
};

static TERM: Setting = Setting {
    id: "term",
    legend: "Term of the units",
    values: &TERMS,
    get: |scenario, index| of(scenario, index).map(|custom| custom.term as usize),
    put: |scenario, index, place| {
        if let Some(term) = Term::ALL.get(place) {
            change(scenario, index, |custom| custom.term = *term);
        }
    },
};

static TRAINING_TOKENS: Figure = Figure::new(
    "tokens",
    Label::of("Training set"),
    Kind::Count(0, bounds::TRAINING_TOKENS_MAX),
    |scenario, index| of(scenario, index).map(|custom| Number::Count(custom.training_tokens.count())),
    |scenario, index, number| {
        if let Number::Count(count) = number {
            change(scenario, index, |custom| {
                custom.training_tokens = Tokens::new(count).unwrap_or(custom.training_tokens);
            });
        }
    },
)
.unit("tokens")
.checked_as(|index| Some(Field::TrainingTokens(index)))
.says(|_, _, _, number| in_full(number));

static EPOCHS: Figure = Figure::new(
    "epochs",
    Label::of("Epochs"),
    Kind::Count(1, bounds::EPOCHS_MAX),
    |scenario, index| of(scenario, index).map(|custom| Number::Count(custom.epochs.count())),
    |scenario, index, number| {
        if let Number::Count(count) = number {
            change(scenario, index, |custom| custom.epochs = Epochs::new(count).unwrap_or(custom.epochs));
        }
    },
);

static TRAINING_HOURS: Figure = Figure::new(
    "training",
    Label::of("Or hours of training"),
    Kind::Count(0, bounds::TRAINING_HOURS_MAX),
    |scenario, index| of(scenario, index).map(|custom| Number::Count(custom.training_hours.count())),
    |scenario, index, number| {
        if let Number::Count(count) = number {
            change(scenario, index, |custom| {
                custom.training_hours = TrainingHours::new(count).unwrap_or(custom.training_hours);
            });
        }
    },
)
.unit("hours");

static UNITS: Figure = Figure::new(
    "units",
    Label::of("Model units"),
    Kind::Count(1, bounds::MODEL_UNITS_MAX),
    |scenario, index| of(scenario, index).map(|custom| Number::Count(custom.units.count())),
    |scenario, index, number| {
        if let Number::Count(count) = number {
            change(scenario, index, |custom| custom.units = ModelUnits::new(count).unwrap_or(custom.units));
        }
    },
)
.unit("always on");

static IMPORT_UNITS: Figure = Figure::new(
    "import",
    Label::of("Units of one copy"),
    Kind::Count(1, bounds::MODEL_UNITS_MAX),
    |scenario, index| of(scenario, index).map(|custom| Number::Count(custom.import_units.count())),
    |scenario, index, number| {
        if let Number::Count(count) = number {
            change(scenario, index, |custom| {
                custom.import_units = ModelUnits::new(count).unwrap_or(custom.import_units);
            });
        }
    },
)
.unit("units");

static WINDOWS: Figure = Figure::new(
    "windows",
    Label::of("Active 5-minute windows, all copies"),
    Kind::Count(0, bounds::WINDOWS_MAX),
    |scenario, index| of(scenario, index).map(|custom| Number::Count(custom.windows.count())),
    |scenario, index, number| {
        if let Number::Count(count) = number {
            change(scenario, index, |custom| custom.windows = Windows::new(count).unwrap_or(custom.windows));
        }
    },
)
.unit("a month")
.checked_as(|index| Some(Field::CopyWindows(index)));
