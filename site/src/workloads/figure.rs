//! The numbers of a workload that a field edits, as tables: what each is called, and where it lives.
//!
//! To add a number, add its line to the table of its group: its id, label, unit and kind, and how it is got from and put
//! into a workload. Its field, draft, error, undo step and slider follow from that line.

use leptos::prelude::*;
use pricing::rates::RateCard;
use pricing::scenario::{Field, Workload};

use super::Spot;
use crate::field::Label;
use crate::field::kind::{Kind, Number, wrong};
use crate::field::number::{NumberField, Says};
use crate::flat;
use crate::state::calculator;

/// The text below a number of a workload; empty where the number says it all.
pub type Echo = fn(&Workload, Number, &RateCard) -> String;

/// A number of a workload.
pub struct Figure {
    /// The end of its id, unique within a workload.
    pub id: &'static str,
    /// Above the field.
    pub label: Label,
    /// In the field, after the number.
    pub unit: &'static str,
    /// How it is read and written.
    pub kind: Kind,
    /// Whether a slider stands beside the field.
    pub has_slider: bool,
    /// The field that the scenario's check names it by.
    pub checked_as: Option<Field>,
    /// What it comes to.
    pub echo: Echo,
    /// The number as it stands; `None` where the workload has no such number.
    pub get: fn(&Workload) -> Option<Number>,
    /// Puts a number in place. One of another kind, out of range or without a place changes nothing.
    pub put: fn(&mut Workload, Number),
}

/// The field of a number of a workload. It is gone while the workload has no such number.
pub fn field(spot: Spot, figure: &'static Figure) -> AnyView {
    let calculator = calculator();
    let number = flat::memo(move || spot.with(calculator, |workload| (figure.get)(workload)).flatten());
    let says = flat::memo(move || {
        calculator.priced.with(|present| {
            let place = spot.place(calculator);
            let workload = place.and_then(|place| present.scenario.workloads.get(place));
            let (Some(workload), Some(number)) = (workload, number.get()) else { return Says::default() };
            let mine = |field: Field| {
                let mut problems = present.problems.iter();
                problems.find(|error| error.field == field && error.workload.is_none_or(|other| Some(other) == place))
            };
            Says {
                wrong: figure.checked_as.and_then(mine).map(wrong).unwrap_or_default(),
                echo: (figure.echo)(workload, number, &present.card),
            }
        })
    });
    let id = spot.id(figure.id);
    flat::shown_if(
        move || number.with(Option::is_some),
        move || {
            let id = id.clone();
            let field = id.clone();
            let put =
                Callback::new(move |number| spot.change(calculator, &field, |workload| (figure.put)(workload, number)));
            let number = flat::memo(move || number.get().unwrap_or(Number::Nothing));
            view! {
                <NumberField id label=figure.label.clone() unit=figure.unit kind=figure.kind has_slider=figure.has_slider
                    number=number.into() says=says.into() put/>
            }
            .into_any()
        },
    )
}
