//! Levers: what can lower the bill. One that is off is a line: its name, what it could save, a switch.

use leptos::ev::FocusEvent;
use leptos::prelude::*;
use pricing::money::Usd;
use pricing::price::price;
use pricing::rates::RateCard;
use pricing::scenario::{Scenario, Workload};

use super::Spot;
use crate::browser;
use crate::field::choice::Switch;
use crate::flat;
use crate::state::{Calculator, calculator};
use crate::words::amount;

/// A lever of a workload.
#[derive(Clone, Copy)]
pub struct Lever {
    /// The end of its ids.
    pub id: &'static str,
    /// Its name.
    pub title: &'static str,
    /// Whether a workload uses it.
    pub is_on: fn(&Workload) -> bool,
    /// Switches it on as it usually begins, or off.
    pub switch: fn(&mut Workload, bool, &RateCard),
    /// What to say while it is off, in place of what it could save; empty to say that.
    pub off: fn(&Workload, &RateCard) -> String,
    /// Its fields.
    pub fields: fn(Spot) -> AnyView,
}

/// The lever's line, and its fields while it is on.
pub fn lever(spot: Spot, lever: &'static Lever) -> AnyView {
    let calculator = calculator();
    let is_on = flat::flag(move || spot.with(calculator, lever.is_on).unwrap_or_default());
    // While a number is typed the lever may be off for a moment: 1 on the way to 10 calls. Its fields stay.
    let is_typed_in = RwSignal::new(false);
    let on = flat::flag(move || is_on.get() || is_typed_in.get());
    // The place by itself: with the whole scenario, every lever would be priced anew at every keystroke.
    let place = flat::memo(move || spot.place(calculator));
    let hint = flat::text(move || place.get().map_or_else(String::new, |place| hint(calculator, place, lever)));
    let switch = Callback::new(move |on: bool| {
        is_typed_in.set(false);
        let card = calculator.present_now().card.clone();
        spot.change(calculator, "", |workload| (lever.switch)(workload, on, &card));
    });
    let fields = flat::shown_if(move || on.get(), move || (lever.fields)(spot));
    let focusin: Box<dyn FnMut(FocusEvent)> = Box::new(move |_| {
        if is_on.get_untracked() {
            is_typed_in.set(true);
        }
    });
    let focusout: Box<dyn FnMut(FocusEvent)> = Box::new(move |event| {
        if browser::leaves(&event) {
            is_typed_in.set(false);
        }
    });
    view! {
        <section class=move || if on.get() { "group" } else { "group off" }>
            <div class="group-h">
                <h3>{lever.title}</h3>
                <span class=move || if on.get() { "faint" } else { "hint" }>{hint}</span>
                <Switch id=spot.id(lever.id) label=lever.title on switch/>
            </div>
            <div class="group-fields" on:focusin=focusin on:focusout=focusout>{fields}</div>
        </section>
    }
    .into_any()
}

/// What a lever saves, or could save: the difference between two full pricings, a moment after typing has stopped.
fn hint(calculator: Calculator, place: usize, lever: &Lever) -> String {
    let present = calculator.settled.get();
    let Some(workload) = present.scenario.workloads.get(place) else { return String::new() };
    let is_on = (lever.is_on)(workload);
    if !is_on {
        let off = (lever.off)(workload, &present.card);
        if !off.is_empty() {
            return off;
        }
    }
    if workload.tokens() == (0, 0) {
        return String::new();
    }
    // Where a price is missing the answer is of a part of the scenario: nothing to hold another one against.
    let is_whole = present.missing.is_empty() && present.missing_services.is_empty();
    let Some(answer) = present.fresh().filter(|_| is_whole) else { return String::new() };
    let mut other = Scenario::clone(&present.scenario);
    if let Some(workload) = other.workloads.get_mut(place) {
        (lever.switch)(workload, !is_on, &present.card);
    }
    let Ok(other) = price(&other, &present.card) else { return String::new() };
    let (now, then) = (answer.report.month(), other.month());
    let (without, with) = if is_on { (then, now) } else { (now, then) };
    let words =
        if is_on { ["Saves", "Adds", "Saves nothing here"] } else { ["Could save", "Would add", "Saves nothing here"] };
    let [saves, adds, nothing] = words;
    match without - with {
        less if less > Usd::ZERO => format!("{saves} {}", amount(less)),
        more if more < Usd::ZERO => format!("{adds} {}", amount(Usd::ZERO - more)),
        _ => nothing.to_owned(),
    }
}
