//! Agents, shorter answers, extra prompt tokens and long prompts.

use explain::words;
use pricing::bounds;
use pricing::decide::TRIMMED_PERCENT;
use pricing::quantity::{Multiple, Share};
use pricing::scenario::{Demand, Field, Workload};

use super::figure::{self, Figure};
use super::lever::Lever;
use crate::field::Label;
use crate::field::kind::{Kind, Number};

/// Several model calls for each request.
pub static AGENT: Lever = Lever {
    id: "agent",
    title: "Agent",
    is_on: |workload| workload.calls_per_request != Multiple::ONE,
    switch: |workload, on, _| {
        workload.calls_per_request = if on { Multiple::whole(5).unwrap_or_default() } else { Multiple::ONE };
    },
    off: |_, _| "One call a request".to_owned(),
    fields: |spot| figure::field(spot, &CALLS),
};

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
    off: |workload, card| match card.model(&workload.placement.model).and_then(|model| model.long_prompt_above) {
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
    echo: |_, _, _| "Each call sends the prompt and writes an answer again".to_owned(),
    get: |workload| Some(Number::Multiple(workload.calls_per_request)),
    put: |workload, number| {
        if let Number::Multiple(calls) = number {
            workload.calls_per_request = calls;
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
    echo: |workload, _, card| match card.model(&workload.placement.model).and_then(|model| model.long_prompt_above) {
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
