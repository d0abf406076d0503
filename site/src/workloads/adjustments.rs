//! Agents, shorter answers, extra prompt tokens and long prompts.

use explain::words;
use leptos::prelude::*;
use pricing::bounds;
use pricing::decide::TRIMMED_PERCENT;
use pricing::quantity::{Multiple, Share, TokensPerRequest};
use pricing::scenario::{Demand, Field, Workload};

use super::Spot;
use super::figure::{self, Figure};
use super::lever::Lever;
use crate::field::Label;
use crate::field::choice::{Choice, SelectField};
use crate::field::kind::{Kind, Number};
use crate::flat;
use crate::state::calculator;

/// Several model calls for each request.
pub static AGENT: Lever = Lever {
    id: "agent",
    title: "Agent",
    is_on: |workload| workload.calls_per_request != Multiple::ONE || workload.growth.is_some(),
    switch: |workload, on, _| {
        workload.calls_per_request = if on { Multiple::whole(5).unwrap_or_default() } else { Multiple::ONE };
        workload.growth = None;
    },
    off: |_, _| "One call a request".to_owned(),
    fields: |spot| {
        view! { {figure::field(spot, &CALLS)} {prompts(spot)} {figure::field(spot, &TOOL_RESULTS)} }.into_any()
    },
};

/// Whether each call sends the same prompt, or what the calls before it added too. What a call adds is known of requests only.
fn prompts(spot: Spot) -> AnyView {
    let calculator = calculator();
    let chosen = flat::memo(move || spot.with(calculator, |workload| usize::from(workload.growth.is_some())));
    let choose = Callback::new(move |index: usize| {
        spot.change(calculator, "", |workload| {
            workload.growth = (index == 1).then(|| workload.growth.unwrap_or_default());
        });
    });
    let is_known = flat::flag(move || {
        let known = |workload: &Workload| workload.demand.requests().is_some() || workload.growth.is_some();
        spot.with(calculator, known).unwrap_or_default()
    });
    flat::shown_if(
        move || is_known.get(),
        move || {
            view! {
                <SelectField id=spot.id("grows") label="Each call sends" chosen=chosen.into() choose
                    options=Choice::fixed(&["The same prompt", "The prompt, and all calls before it"])/>
            }
            .into_any()
        },
    )
}

/// Less output.
pub static SHORTER_ANSWERS: Lever = Lever {
    id: "shorter",
    title: "Shorter answers",
    is_on: |workload| !workload.output_trim.is_none(),
    switch: |workload, on, _| {
        let trimmed = Share::new(TRIMMED_PERCENT, 100).unwrap_or(Share::NONE);
        workload.output_trim = if on { trimmed } else { Share::NONE };
    },
    off: |_, _| String::new(),
    fields: |spot| figure::field(spot, &TRIM),
};

/// More input than was counted.
pub static EXTRA_PROMPT_TOKENS: Lever = Lever {
    id: "extra",
    title: "Extra prompt tokens",
    is_on: |workload| workload.token_overhead != Multiple::ZERO,
    switch: |workload, on, _| {
        workload.token_overhead =
            if on { Multiple::of_ten_thousandths(1_500).unwrap_or_default() } else { Multiple::ZERO };
    },
    off: |_, _| "None".to_owned(),
    fields: |spot| figure::field(spot, &OVERHEAD),
};

/// Prompts above the model's threshold.
pub static LONG_PROMPTS: Lever = Lever {
    id: "long",
    title: "Long prompts",
    is_on: |workload| !workload.long_prompts.is_none(),
    switch: |workload, on, _| {
        workload.long_prompts = if on { Share::of_ten_thousand(1_000) } else { Share::NONE };
    },
    off: |workload, card| match card.model(&workload.placement.model).and_then(|model| model.threshold) {
        Some(above) => {
            format!("None above {} tokens", thousands(above))
        }
        None => "None".to_owned(),
    },
    fields: |spot| figure::field(spot, &LONG),
};

static CALLS: Figure = Figure {
    id: "calls",
    label: Label::of("Calls a request"),
    unit: "calls",
    kind: Kind::Multiple(10_000, bounds::CALLS_PER_REQUEST_MAX),
    has_slider: false,
    checked_as: Some(Field::CallsPerRequest),
    echo: |workload, _, _| match workload.growth {
        None => "Each call sends the prompt and writes an answer again".to_owned(),
        Some(_) => String::new(),
    },
    get: |workload| Some(Number::Multiple(workload.calls_per_request)),
    put: |workload, number| {
        if let Number::Multiple(calls) = number {
            workload.calls_per_request = calls;
        }
    },
};

static TOOL_RESULTS: Figure = Figure {
    id: "tool-results",
    label: Label::of("Tool results after each call"),
    unit: "tokens",
    kind: Kind::Count(0, bounds::TOKENS_PER_REQUEST_MAX),
    has_slider: false,
    checked_as: Some(Field::Growth),
    echo: |workload, number, _| match (number, answer_of(workload)) {
        (Number::Count(results), Some(answer)) => {
            let added = workload.output_trim.rest().of(answer).saturating_add(results);
            format!("With its answer, each call adds {} tokens to the next prompt", words::count(added))
        }
        _ => String::new(),
    },
    get: |workload| workload.growth.map(|growth| Number::Count(growth.tool_results.count())),
    put: |workload, number| {
        if let (Some(growth), Number::Count(count)) = (&mut workload.growth, number) {
            growth.tool_results = TokensPerRequest::new(count).unwrap_or(growth.tool_results);
        }
    },
};

static TRIM: Figure = Figure {
    id: "trim",
    label: Label::of("Cut from answers"),
    unit: "%",
    kind: Kind::Share,
    has_slider: true,
    checked_as: None,
    echo: |workload, number, _| match (number, answer_of(workload)) {
        (Number::Share(share), Some(tokens)) => {
            let kept = tokens.saturating_sub(share.of(tokens));
            format!("{} tokens become {}", words::count(tokens), words::count(kept))
        }
        _ => String::new(),
    },
    get: |workload| Some(Number::Share(workload.output_trim)),
    put: |workload, number| {
        if let Number::Share(share) = number {
            workload.output_trim = share;
        }
    },
};

static OVERHEAD: Figure = Figure {
    id: "overhead",
    label: Label::of("System prompts, tools and schemas"),
    unit: "%",
    kind: Kind::Percent(bounds::OVERHEAD_MAX),
    has_slider: false,
    checked_as: Some(Field::TokenOverhead),
    echo: |_, _, _| "Added to the prompt you entered above".to_owned(),
    get: |workload| Some(Number::Multiple(workload.token_overhead)),
    put: |workload, number| {
        if let Number::Multiple(overhead) = number {
            workload.token_overhead = overhead;
        }
    },
};

static LONG: Figure = Figure {
    id: "long-share",
    label: Label::of("Share of tokens in long prompts"),
    unit: "%",
    kind: Kind::Share,
    has_slider: true,
    checked_as: None,
    echo: |workload, _, card| match card.model(&workload.placement.model).and_then(|model| model.threshold) {
        Some(above) => {
            let above = words::count(u64::from(above));
            format!("A prompt above {above} tokens pays the long price for the whole request")
        }
        None => "This model has one price for prompts of any length".to_owned(),
    },
    get: |workload| Some(Number::Share(workload.long_prompts)),
    put: |workload, number| {
        if let Number::Share(share) = number {
            workload.long_prompts = share;
        }
    },
};

/// A count in thousands where it is a whole number of them: `200K`.
fn thousands(count: u32) -> String {
    if count.is_multiple_of(1_000) {
        format!("{}K", words::count(u64::from(count / 1_000)))
    } else {
        words::count(u64::from(count))
    }
}

/// Output tokens of one request, where they are known.
const fn answer_of(workload: &Workload) -> Option<u64> {
    match workload.demand {
        Demand::Requests { output, .. } | Demand::Traffic { output, .. } => Some(output.count()),
        Demand::Monthly { .. } => None,
    }
}
