//! Batch: requests that may wait, at half price where the model offers it.

use explain::words;
use leptos::prelude::*;
use pricing::quantity::Share;
use pricing::scenario::{CacheInBatch, Caching, Demand, Workload};

use super::Spot;
use super::figure::{self, Figure};
use super::lever::Lever;
use crate::field::Label;
use crate::field::choice::{Choice, SelectField};
use crate::field::kind::{Kind, Number};
use crate::field::term;
use crate::flat;
use crate::state::calculator;

/// The lever.
pub static BATCH: Lever = Lever {
    id: "batch",
    title: "Batch",
    is_on: |workload| !workload.batch.is_none(),
    switch: |workload, on, _| workload.batch = if on { Share::ALL } else { Share::NONE },
    off: |workload, _| match workload.demand {
        Demand::Traffic { .. } => "Not for live requests".to_owned(),
        _ => String::new(),
    },
    fields,
};

fn fields(spot: Spot) -> AnyView {
    let calculator = calculator();
    let is_cached =
        flat::flag(move || spot.with(calculator, |workload| workload.caching != Caching::None).unwrap_or_default());
    view! {
        {figure::field(spot, &SHARE)}
        {flat::shown_if(move || is_cached.get(), move || convention(spot))}
    }
    .into_any()
}

/// How cached reads are billed inside batch: one choice for the whole scenario.
fn convention(spot: Spot) -> AnyView {
    const ORDER: [CacheInBatch; 3] = [CacheInBatch::NotCached, CacheInBatch::Halved, CacheInBatch::NotHalved];
    let calculator = calculator();
    let chosen = flat::memo(move || {
        let present = calculator.scenario().cache_in_batch;
        ORDER.into_iter().position(|one| one == present)
    });
    let choose = Callback::new(move |index: usize| {
        if let Some(to) = ORDER.get(index) {
            calculator.change("", |scenario| scenario.cache_in_batch = *to);
        }
    });
    view! {
        <SelectField id=spot.id("cache-in-batch") label="Cache reads in batch jobs" chosen=chosen.into() choose
            options=Choice::fixed(&["Not cached (AWS’s rule)", "Batch discount applies", "Full cache price"])/>
    }
    .into_any()
}

static SHARE: Figure = Figure {
    id: "batch-share",
    label: Label::with(&term::BATCH, ""),
    unit: "%",
    kind: Kind::Share,
    has_slider: true,
    checked_as: None,
    echo: |workload, number, _| batch_words(workload, number),
    get: |workload| Some(Number::Share(workload.batch)),
    put: |workload, number| {
        if let Number::Share(share) = number {
            workload.batch = share;
        }
    },
};

fn batch_words(workload: &Workload, number: Number) -> String {
    let Number::Share(share) = number else { return String::new() };
    match workload.demand.requests() {
        Some(requests) if share == Share::ALL => format!("All {} requests a month", words::count(requests)),
        Some(requests) => {
            format!("{} of {} requests a month", words::count(share.of(requests)), words::count(requests))
        }
        None => {
            let (input, output) = workload.tokens();
            let all = input.saturating_add(output);
            let part = share.of(input).saturating_add(share.of(output));
            format!("{} of {} tokens a month", words::count(part), words::count(all))
        }
    }
}
