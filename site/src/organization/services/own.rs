//! A cost that the reader types: a partner's vector store, a gateway, a licence.

use leptos::prelude::*;
use pricing::scenario::{BilledBy, OwnLine, Scenario};

use crate::field::Label;
use crate::field::kind::{Kind, Number};
use crate::organization::figure::{Entry, Figure, Setting, field, setting};

fn of(scenario: &Scenario, index: usize) -> Option<&OwnLine> {
    scenario.services.lines.get(index)
}

fn change(scenario: &mut Scenario, index: usize, change: impl FnOnce(&mut OwnLine)) {
    if let Some(line) = scenario.services.lines.get_mut(index) {
        change(line);
    }
}

/// Its fields.
pub fn fields(entry: Entry) -> AnyView {
    view! {
        {field(entry, &AMOUNT)}
        {setting(entry, &WHEN)}
        {setting(entry, &BILLED)}
    }
    .into_any()
}

static AMOUNT: Figure = Figure::new(
    "amount",
    Label::of("Amount"),
    Kind::Dollars,
    |scenario, index| of(scenario, index).map(|line| Number::Dollars(line.amount)),
    |scenario, index, number| {
        if let Number::Dollars(dollars) = number {
            change(scenario, index, |line| line.amount = dollars);
        }
    },
)
.dollars();

static WHEN: Setting = Setting {
    id: "when",
    legend: "Paid",
    values: &["Every month", "Once"],
    get: |scenario, index| of(scenario, index).map(|line| usize::from(line.once)),
    put: |scenario, index, place| change(scenario, index, |line| line.once = place == 1),
};

static BILLED: Setting = Setting {
    id: "billed",
    legend: "Billed by",
    values: &["AWS", "AWS Marketplace", "Neither"],
    get: |scenario, index| of(scenario, index).map(|line| line.billed as usize),
    put: |scenario, index, place| {
        if let Some(billed) = BilledBy::ALL.get(place) {
            change(scenario, index, |line| line.billed = *billed);
        }
    },
};
