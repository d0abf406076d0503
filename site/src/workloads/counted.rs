//! Cache reads and writes as a bill or a monitoring system counts them, in tokens a month.

use explain::words;
use leptos::prelude::*;
use pricing::bounds;
use pricing::quantity::Tokens;
use pricing::scenario::{CacheLifetime, Caching, CountedCache, Field, Workload};

use super::Spot;
use super::caching::offered;
use super::demand::long_count;
use super::figure::{self, Figure};
use crate::field::Label;
use crate::field::kind::{Kind, Number};
use crate::flat;
use crate::state::calculator;

/// One field for the reads, and one for each lifetime that the model offers.
pub(super) fn fields(spot: Spot) -> AnyView {
    let calculator = calculator();
    let lives = flat::memo(move || {
        let card = calculator.present.with(|present| present.card.clone());
        let scenario = calculator.scenario();
        spot.with(calculator, |workload| offered(&scenario, workload, &card)).unwrap_or_default()
    });
    let has = move |lifetime: CacheLifetime| lives.with(|lives| lives.contains(&lifetime));
    view! {
        <div class="grid2">
            {figure::field(spot, &READS)}
            {flat::shown_if(move || has(CacheLifetime::FiveMinutes), move || figure::field(spot, &FIVE_MINUTES))}
            {flat::shown_if(move || has(CacheLifetime::ThirtyMinutes), move || figure::field(spot, &THIRTY_MINUTES))}
            {flat::shown_if(move || has(CacheLifetime::OneHour), move || figure::field(spot, &ONE_HOUR))}
        </div>
    }
    .into_any()
}

static READS: Figure = Figure {
    id: "counted-reads",
    label: Label::of("Tokens read from cache"),
    unit: "tokens",
    kind: Kind::Count(0, bounds::TOKENS_MAX),
    has_slider: false,
    checked_as: Some(Field::Cached),
    echo: |workload, _, _| fresh(workload),
    get: |workload| get(workload, |counts| counts.reads),
    put: |workload, number| put(workload, number, |counts| &mut counts.reads),
};

static FIVE_MINUTES: Figure = Figure {
    id: "counted-5m",
    label: Label::of("Tokens written for 5 minutes"),
    unit: "tokens",
    kind: Kind::Count(0, bounds::TOKENS_MAX),
    has_slider: false,
    checked_as: None,
    echo: |_, number, _| long_count(number, "tokens"),
    get: |workload| get(workload, |counts| counts.writes_5m),
    put: |workload, number| put(workload, number, |counts| &mut counts.writes_5m),
};

static THIRTY_MINUTES: Figure = Figure {
    id: "counted-30m",
    label: Label::of("Tokens written for 30 minutes"),
    unit: "tokens",
    kind: Kind::Count(0, bounds::TOKENS_MAX),
    has_slider: false,
    checked_as: None,
    echo: |_, number, _| long_count(number, "tokens"),
    get: |workload| get(workload, |counts| counts.writes_30m),
    put: |workload, number| put(workload, number, |counts| &mut counts.writes_30m),
};

static ONE_HOUR: Figure = Figure {
    id: "counted-1h",
    label: Label::of("Tokens written for 1 hour"),
    unit: "tokens",
    kind: Kind::Count(0, bounds::TOKENS_MAX),
    has_slider: false,
    checked_as: None,
    echo: |_, number, _| long_count(number, "tokens"),
    get: |workload| get(workload, |counts| counts.writes_1h),
    put: |workload, number| put(workload, number, |counts| &mut counts.writes_1h),
};

fn get(workload: &Workload, of: fn(&CountedCache) -> Tokens) -> Option<Number> {
    match &workload.caching {
        Caching::Counted(counts) => Some(Number::Count(of(counts).count())),
        _ => None,
    }
}

fn put(workload: &mut Workload, number: Number, of: fn(&mut CountedCache) -> &mut Tokens) {
    if let (Caching::Counted(counts), Number::Count(count)) = (&mut workload.caching, number)
        && let Some(tokens) = Tokens::new(count)
    {
        *of(counts) = tokens;
    }
}

/// What of the prompts is neither read nor written: `206,175,000 of 878,685,000 prompt tokens are left at the input price`.
fn fresh(workload: &Workload) -> String {
    let Caching::Counted(counts) = &workload.caching else { return String::new() };
    let (input, _) = workload.tokens();
    match u64::try_from(counts.total()).ok().and_then(|counted| input.checked_sub(counted)) {
        Some(fresh) => {
            format!("{} of {} prompt tokens are left at the input price", words::count(fresh), words::count(input))
        }
        None => String::new(),
    }
}
