//! The fields of purchases and custom models. Loaded on demand.

use std::sync::Arc;

use leptos::prelude::*;
use pricing::money::Usd;
use pricing::quantity::{Hours, ModelUnits, TokensPerMinute};
use pricing::rates::InferenceScope;
use pricing::scenario::{Bought, CustomModel, Load, Placement, Purchase, ReservedTerm, Scenario, Term, Throughput};
use pricing::{bounds, decide};

use super::figure::{Entry, Figure, entries, field};
use super::{add_button, custom, load, purchase};
use crate::browser;
use crate::field::Label;
use crate::field::choice::CheckField;
use crate::field::kind::{Kind, Number};
use crate::flat;
use crate::state::{Calculator, calculator};
use crate::words;

/// What can be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    /// Model units of provisioned throughput.
    Units,
    /// Tokens a minute of the Reserved tier.
    Reserved,
    /// A model of one's own.
    Custom,
}

/// The fields, or what they are for; and the buttons that add something.
pub fn fields() -> AnyView {
    let calculator = calculator();
    let is_none = flat::flag(move || calculator.scenario().capacity.is_none());
    let is_full = flat::flag(move || calculator.scenario().capacity.purchases.len() >= bounds::PURCHASES_MAX);
    let customs_full = flat::flag(move || calculator.scenario().capacity.customs.len() >= bounds::CUSTOM_MODELS_MAX);
    let has_units = flat::flag(move || {
        let scenario = calculator.scenario();
        scenario.capacity.purchases.iter().any(|purchase| matches!(purchase.bought, Bought::Units { .. }))
    });
    let on_units = flat::flag(move || calculator.scenario().capacity.batch_on_units);
    let run_on_units = Callback::new(move |on| calculator.change("", |scenario| scenario.capacity.batch_on_units = on));
    let on_units_note = flat::text(move || {
        let saved = calculator.settled.with(|settled| decide::idle_hours_save(&settled.scenario, &settled.card));
        words_of_idle_hours(saved)
    });
    let button = move |id: &'static str, label: &'static str, thing: Thing| {
        add_button(id, Signal::stored(label.to_owned()), move || add(calculator, thing))
    };
    view! {
        {flat::shown_if(move || is_none.get(), || view! {
            <p class="muted">
                "Capacity that you pay by the hour, used or not. Add it here to see whether it beats paying by the token."
            </p>
        }.into_any())}
        {entries(|scenario| scenario.capacity.purchases.len(), purchase::purchase)}
        {entries(|scenario| scenario.capacity.customs.len(), custom::custom)}
        <div class="stack-s">
            {flat::shown_if(move || !is_full.get(), move || view! {
                {button("add-units", "Add model units", Thing::Units)}
                {button("add-reserved", "Add Reserved capacity", Thing::Reserved)}
            }.into_any())}
            {flat::shown_if(move || !customs_full.get(), move || button("add-custom", "Add a custom model", Thing::Custom))}
        </div>
        {flat::shown_if(move || has_units.get(), move || view! {
            <CheckField id="batch-on-units".to_owned() label="Run batch jobs as ordinary calls when the units are idle"
                note=on_units_note on=on_units check=run_on_units/>
        }.into_any())}
        {flat::shown_if(move || !is_none.get(), || field(Entry("capacity", 0), &HOURS))}
    }
    .into_any()
}

/// What it saves a month to run batch jobs as ordinary calls in the idle hours of units; nothing is known without prices.
fn words_of_idle_hours(saved: Option<Usd>) -> String {
    let first = "AWS runs no batch jobs on model units.";
    match saved {
        Some(saved) if saved > Usd::ZERO => format!("{first} This saves {} a month.", words::amount(saved)),
        Some(saved) if saved < Usd::ZERO => format!("{first} This costs {} more a month.", words::amount(-saved)),
        _ => first.to_owned(),
    }
}

/// Adds something on the model of the open workload, or of the first, and puts the focus on it.
pub fn add(calculator: Calculator, thing: Thing) {
    let moment = calculator.now();
    let key = calculator.open_workload.get_untracked();
    let place = key.and_then(|key| moment.place_of(key)).unwrap_or_default();
    let workload = moment.scenario.workloads.get(place);
    let placement = workload.map_or_else(
        || Placement::new("claude-sonnet-4.5", InferenceScope::Global, "us-east-1"),
        |workload| workload.placement.clone(),
    );
    let from_bill = calculator.handed.hours(&moment.scenario);
    let mut first = String::new();
    calculator.rearrange(|moment| {
        let capacity = &mut Arc::make_mut(&mut moment.scenario).capacity;
        match thing {
            Thing::Units | Thing::Reserved if capacity.purchases.len() < bounds::PURCHASES_MAX => {
                let mut added = Purchase { placement, bought: bought(thing), serves: None, load: Load::default() };
                // A scenario that was made from a bill takes the bill's hours.
                if let Some(load) = from_bill.and_then(|kept| load::of_bill(&kept, &added, kept.missing)) {
                    added.load = load;
                }
                capacity.purchases.push(added);
                first = Entry("purchase", capacity.purchases.len() - 1).id("model");
            }
            Thing::Custom if capacity.customs.len() < bounds::CUSTOM_MODELS_MAX => {
                capacity.customs.push(CustomModel { workload: Some(place), ..CustomModel::new(placement) });
                first = Entry("custom", capacity.customs.len() - 1).id("model");
            }
            _ => {}
        }
    });
    calculator.open_row.set(Some("capacity"));
    browser::show_and_focus(first);
}

fn bought(thing: Thing) -> Bought {
    let [input, output] = bounds::RESERVED_MIN.map(|least| TokensPerMinute::new(least).unwrap_or_default());
    if thing == Thing::Reserved {
        return Bought::Reserved { input, output, term: ReservedTerm::OneMonth };
    }
    let throughput = Throughput::Blended(TokensPerMinute::default());
    Bought::Units { units: ModelUnits::default(), term: Term::SixMonths, throughput }
}

/// Hours in the month.
static HOURS: Figure = Figure::new(
    "hours",
    Label::of("Hours in the month"),
    Kind::Count(1, bounds::HOURS_MAX),
    |scenario: &Scenario, _| Some(Number::Count(scenario.capacity.hours.count())),
    |scenario, _, number| {
        if let Number::Count(count) = number {
            scenario.capacity.hours = Hours::new(count).unwrap_or(scenario.capacity.hours);
        }
    },
)
.unit("hours");

#[cfg(test)]
mod tests {
    use super::words_of_idle_hours;
    use pricing::money::Usd;

    #[test]
    fn idle_hours_say_what_they_save() {
        let dollars = |dollars: i64| Some(Usd::new(dollars.into()));
        assert_eq!(
            words_of_idle_hours(dollars(1_200)),
            "AWS runs no batch jobs on model units. This saves $1,200 a month."
        );
        assert!(words_of_idle_hours(dollars(-1_200)).ends_with("This costs $1,200 more a month."));
        assert_eq!(words_of_idle_hours(Some(Usd::ZERO)), words_of_idle_hours(None));
    }
}
