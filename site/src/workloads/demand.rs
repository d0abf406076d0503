//! Demand, through its three doors.

use explain::words;
use leptos::prelude::*;
use pricing::bounds;
use pricing::quantity::{Multiple, Requests, Tokens, TokensPerRequest};
use pricing::rates::RateCard;
use pricing::scenario::{Demand, Field, Workload};

use super::doors::{Door, Doors};
use super::figure::{self, Figure};
use super::{Spot, group};
use crate::field::Label;
use crate::field::choice::{Choice, SegmentField, SelectField};
use crate::field::kind::{Kind, Number};
use crate::field::term;
use crate::flat;
use crate::state::calculator;

/// Requests a minute, requests a month, tokens a month.
pub fn demand(spot: Spot) -> AnyView {
    let calculator = calculator();
    let chosen = flat::memo(move || spot.with(calculator, |workload| Door::of(workload.demand) as usize));
    let doors = StoredValue::new(Doors::default());
    let choose = Callback::new(move |index: usize| {
        let Some(door) = Door::ALL.get(index) else { return };
        spot.change(calculator, "", |workload| {
            if let Some(there) = doors.try_update_value(|doors| doors.go(workload.demand, *door)) {
                workload.demand = there;
            }
        });
    });
    let body = view! {
        <div class="group-fields" id=spot.id("demand")>
            <SegmentField id=spot.id("door") legend="Enter demand as" options=Choice::fixed(&["Requests a minute", "A month", "Tokens"])
                chosen=chosen.into() choose/>
            {figure::field(spot, &REQUESTS)}
            <div class="grid2">{figure::field(spot, &RATE)} {figure::field(spot, &HOURS)}</div>
            {days(spot)}
            <div class="grid2">{figure::field(spot, &INPUT_EACH)} {figure::field(spot, &OUTPUT_EACH)}</div>
            <div class="grid2">{figure::field(spot, &INPUT)} {figure::field(spot, &OUTPUT)}</div>
            {figure::field(spot, &MAX_TOKENS)}
            {flat::shown_if(
                move || !calculator.scenario().services.guardrails.is_empty(),
                move || figure::field(spot, &BLOCKED),
            )}
        </div>
    }
    .into_any();
    group("Demand", body)
}

/// Weekdays of a month, on average: 365 x 5 / 7 / 12, to two places.
const WEEKDAYS: u64 = 217_500;
/// Days of a month, on average.
const EVERY_DAY: u64 = 300_000;

/// Days a month: weekdays, every day, or another number.
fn days(spot: Spot) -> AnyView {
    let calculator = calculator();
    let days = move |workload: &Workload| match workload.demand {
        Demand::Traffic { days_per_month, .. } => Some(days_per_month.ten_thousandths()),
        _ => None,
    };
    let present = flat::memo(move || spot.with(calculator, days).flatten());
    // Once another number is asked for, its field stays, even while it is that of weekdays.
    let is_other = RwSignal::new(false);
    let chosen = flat::memo(move || {
        Some(match present.get()? {
            _ if is_other.get() => 2,
            WEEKDAYS => 0,
            EVERY_DAY => 1,
            _ => 2,
        })
    });
    let choose = Callback::new(move |index: usize| {
        is_other.set(index == 2);
        let days = match index {
            0 => WEEKDAYS,
            1 => EVERY_DAY,
            _ => return,
        };
        spot.change(calculator, "", |workload| {
            if let Demand::Traffic { days_per_month, .. } = &mut workload.demand {
                *days_per_month = Multiple::of_ten_thousandths(days).unwrap_or(*days_per_month);
            }
        });
    });
    let echo = flat::text(move || spot.with(calculator, requests_a_month).unwrap_or_default());
    flat::shown_if(
        move || present.with(Option::is_some),
        move || {
            view! {
                <SelectField id=spot.id("days-kind") label="Days" chosen=chosen.into() choose echo
                    options=Choice::fixed(&["Weekdays (21.75 a month)", "Every day (30 a month)", "Another number"])/>
                {flat::shown_if(move || chosen.get() == Some(2), move || figure::field(spot, &DAYS))}
            }
            .into_any()
        },
    )
}

fn requests_a_month(workload: &Workload) -> String {
    workload.demand.requests().map_or_else(String::new, |requests| words::count(requests) + " requests a month")
}

static REQUESTS: Figure = Figure {
    id: "requests",
    label: Label::of("Requests a month"),
    unit: "requests",
    kind: Kind::Count(0, bounds::REQUESTS_MAX),
    has_slider: false,
    checked_as: None,
    echo: |_, number, _| long_count(number, "requests a month"),
    get: |workload| match workload.demand {
        Demand::Requests { requests, .. } => Some(Number::Count(requests.count())),
        _ => None,
    },
    put: |workload, number| {
        if let (Demand::Requests { requests, .. }, Number::Count(count)) = (&mut workload.demand, number) {
            *requests = Requests::new(count).unwrap_or(*requests);
        }
    },
};

static RATE: Figure = Figure {
    id: "rate",
    label: Label::of("Requests a minute"),
    unit: "a minute",
    kind: Kind::Multiple(0, bounds::REQUESTS_PER_MINUTE_MAX),
    has_slider: false,
    checked_as: None,
    echo: no_echo,
    get: |workload| match workload.demand {
        Demand::Traffic { requests_per_minute, .. } => Some(Number::Multiple(requests_per_minute)),
        _ => None,
    },
    put: |workload, number| {
        if let (Demand::Traffic { requests_per_minute, .. }, Number::Multiple(rate)) = (&mut workload.demand, number) {
            *requests_per_minute = rate;
        }
    },
};

static HOURS: Figure = Figure {
    id: "hours",
    label: Label::of("Hours a day"),
    unit: "hours",
    kind: Kind::Multiple(0, bounds::HOURS_PER_DAY_MAX),
    has_slider: false,
    checked_as: Some(Field::HoursPerDay),
    echo: no_echo,
    get: |workload| match workload.demand {
        Demand::Traffic { hours_per_day, .. } => Some(Number::Multiple(hours_per_day)),
        _ => None,
    },
    put: |workload, number| {
        if let (Demand::Traffic { hours_per_day, .. }, Number::Multiple(hours)) = (&mut workload.demand, number) {
            *hours_per_day = hours;
        }
    },
};

static DAYS: Figure = Figure {
    id: "days",
    label: Label::of("Days a month"),
    unit: "days",
    kind: Kind::Multiple(0, bounds::DAYS_PER_MONTH_MAX),
    has_slider: false,
    checked_as: Some(Field::DaysPerMonth),
    echo: no_echo,
    get: |workload| match workload.demand {
        Demand::Traffic { days_per_month, .. } => Some(Number::Multiple(days_per_month)),
        _ => None,
    },
    put: |workload, number| {
        if let (Demand::Traffic { days_per_month, .. }, Number::Multiple(days)) = (&mut workload.demand, number) {
            *days_per_month = days;
        }
    },
};

static INPUT_EACH: Figure = Figure {
    id: "input-each",
    label: Label::with(&term::PROMPT, ", whole"),
    unit: "tokens",
    kind: Kind::Count(0, bounds::TOKENS_PER_REQUEST_MAX),
    has_slider: false,
    checked_as: Some(Field::Demand),
    echo: |workload, _, card| too_long(workload, card),
    get: |workload| match workload.demand {
        Demand::Requests { input, .. } | Demand::Traffic { input, .. } => Some(Number::Count(input.count())),
        Demand::Monthly { .. } => None,
    },
    put: |workload, number| {
        if let (Demand::Requests { input, .. } | Demand::Traffic { input, .. }, Number::Count(count)) =
            (&mut workload.demand, number)
        {
            *input = TokensPerRequest::new(count).unwrap_or(*input);
        }
    },
};

/// Beside what a model writes.
const THINKING: &str = "Thinking tokens are output";

static OUTPUT_EACH: Figure = Figure {
    id: "output-each",
    label: Label::with(&term::ANSWER, ""),
    unit: "tokens",
    kind: Kind::Count(0, bounds::TOKENS_PER_REQUEST_MAX),
    has_slider: false,
    checked_as: None,
    echo: |_, _, _| THINKING.to_owned(),
    get: |workload| match workload.demand {
        Demand::Requests { output, .. } | Demand::Traffic { output, .. } => Some(Number::Count(output.count())),
        Demand::Monthly { .. } => None,
    },
    put: |workload, number| {
        if let (Demand::Requests { output, .. } | Demand::Traffic { output, .. }, Number::Count(count)) =
            (&mut workload.demand, number)
        {
            *output = TokensPerRequest::new(count).unwrap_or(*output);
        }
    },
};

static INPUT: Figure = Figure {
    id: "input",
    label: Label::with(&term::TOKENS, ""),
    unit: "tokens",
    kind: Kind::Count(0, bounds::TOKENS_MAX),
    has_slider: false,
    checked_as: Some(Field::Demand),
    echo: |_, number, _| long_count(number, "tokens"),
    get: |workload| match workload.demand {
        Demand::Monthly { input, .. } => Some(Number::Count(input.count())),
        _ => None,
    },
    put: |workload, number| {
        if let (Demand::Monthly { input, .. }, Number::Count(count)) = (&mut workload.demand, number) {
            *input = Tokens::new(count).unwrap_or(*input);
        }
    },
};

static OUTPUT: Figure = Figure {
    id: "output",
    label: Label::of("Output tokens a month"),
    unit: "tokens",
    kind: Kind::Count(0, bounds::TOKENS_MAX),
    has_slider: false,
    checked_as: None,
    echo: |_, number, _| match long_count(number, "tokens").as_str() {
        "" => THINKING.to_owned(),
        in_full => format!("{in_full}. {THINKING}"),
    },
    get: |workload| match workload.demand {
        Demand::Monthly { output, .. } => Some(Number::Count(output.count())),
        _ => None,
    },
    put: |workload, number| {
        if let (Demand::Monthly { output, .. }, Number::Count(count)) = (&mut workload.demand, number) {
            *output = Tokens::new(count).unwrap_or(*output);
        }
    },
};

static MAX_TOKENS: Figure = Figure {
    id: "max-tokens",
    label: Label::with(&term::MAX_TOKENS, ", if you set it"),
    unit: "tokens",
    kind: Kind::OptionalCount(bounds::TOKENS_PER_REQUEST_MAX),
    has_slider: false,
    checked_as: None,
    echo: |_, number, _| match number {
        Number::Count(count) => format!("{} tokens of your AWS quota while a call runs", words::count(count)),
        _ => "Only compares your traffic with AWS’s quotas".to_owned(),
    },
    get: |workload| match workload.demand {
        Demand::Traffic { .. } => Some(workload.max_tokens.map_or(Number::Nothing, |max| Number::Count(max.count()))),
        _ => None,
    },
    put: |workload, number| match number {
        Number::Count(count) => workload.max_tokens = TokensPerRequest::new(count),
        Number::Nothing => workload.max_tokens = None,
        _ => {}
    },
};

/// Shown where the scenario has a guardrail.
static BLOCKED: Figure = Figure {
    id: "blocked",
    label: Label::of("Requests that a guardrail blocks"),
    unit: "%",
    kind: Kind::Share,
    has_slider: false,
    checked_as: None,
    echo: |_, _, _| "They cost the guardrail’s check of the prompt, and no tokens".to_owned(),
    get: |workload| Some(Number::Share(workload.blocked)),
    put: |workload, number| {
        if let Number::Share(blocked) = number {
            workload.blocked = blocked;
        }
    },
};

/// Nothing to add.
pub fn no_echo(_: &Workload, _: Number, _: &RateCard) -> String {
    String::new()
}

/// A count in full, where it is written short: `2,400,000,000 tokens`.
pub fn long_count(number: Number, what: &str) -> String {
    match number {
        Number::Count(count) if count >= 1_000_000 => format!("{} {what}", words::count(count)),
        _ => String::new(),
    }
}

/// What a prompt of this length means for its price.
fn too_long(workload: &Workload, card: &RateCard) -> String {
    let Some(above) = card.model(&workload.placement.model).and_then(|model| model.threshold) else {
        return String::new();
    };
    match workload.demand {
        Demand::Requests { input, .. } | Demand::Traffic { input, .. } if input.count() > u64::from(above) => {
            format!("Above {} tokens this model charges its long-prompt price", words::count(u64::from(above)))
        }
        _ => String::new(),
    }
}
