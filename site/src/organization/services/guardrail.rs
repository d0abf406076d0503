//! The fields of a guardrail.

use leptos::prelude::*;
use pricing::bounds;
use pricing::quantity::Multiple;
use pricing::scenario::{Field, Guardrail, Policy, Scenario, Sides};

use super::applies::applies;
use super::values::{count_given, put_count_given};
use crate::field::Label;
use crate::field::choice::CheckField;
use crate::field::kind::{Kind, Number};
use crate::flat;
use crate::organization::figure::{Entry, Figure, Setting, field, setting};
use crate::state::calculator;

fn of(scenario: &Scenario, index: usize) -> Option<&Guardrail> {
    scenario.services.guardrails.get(index)
}

fn change(scenario: &mut Scenario, index: usize, change: impl FnOnce(&mut Guardrail)) {
    if let Some(guardrail) = scenario.services.guardrails.get_mut(index) {
        change(guardrail);
    }
}

/// The fields of one.
pub fn fields(entry: Entry) -> AnyView {
    let calculator = calculator();
    let index = entry.1;
    let has = move |policy: Policy| {
        flat::flag(move || {
            of(&calculator.scenario(), index).is_some_and(|guardrail| guardrail.policies.contains(&policy))
        })
    };
    let is_grounded = has(Policy::Grounding);
    let policies = Policy::ALL.map(|policy| {
        let check = Callback::new(move |on| {
            calculator.change("", |scenario| change(scenario, index, |guardrail| switch(guardrail, policy, on)));
        });
        view! { <CheckField id=entry.id(policy.name()) label=words(policy) on=has(policy) check/> }.into_any()
    });
    view! {
            <fieldset class="stack-s"><legend class="label">"What it checks for"</legend>{Vec::from(policies)}</fieldset>
            {applies(
                entry,
                "Checks the calls of",
                |services, index| services.guardrails.get(index).map(|guardrail| &guardrail.workloads),
                |services, index| services.guardrails.get_mut(index).map(|guardrail| &mut guardrail.workloads),
            )}
            {setting(entry, &SIDES)}
            {field(entry, &TAGGED)}
            {flat::shown_if(move || is_grounded.get(), move || field(entry, &GROUNDED))}
            {field(entry, &CHARACTERS)}
            {field(entry, &IMAGES)}
    }
    .into_any()
}

/// What a policy checks for.
const fn words(policy: Policy) -> &'static str {
    match policy {
        Policy::Content => "Harmful content",
        Policy::Topics => "Denied topics",
        Policy::Pii => "Sensitive information (PII)",
        Policy::Grounding => "Contextual grounding",
        Policy::Reasoning => "Automated reasoning",
    }
}

/// Adds a policy in the order they are shown, or takes it out.
fn switch(guardrail: &mut Guardrail, policy: Policy, on: bool) {
    guardrail.policies.retain(|other| *other != policy);
    if on {
        guardrail.policies.push(policy);
        guardrail.policies.sort_unstable();
    }
}

static SIDES: Setting = Setting {
    id: "sides",
    legend: "Which text it checks",
    values: &["Prompt and answer", "Prompt", "Answer"],
    get: |scenario, index| of(scenario, index).map(|guardrail| guardrail.sides as usize),
    put: |scenario, index, place| {
        if let Some(sides) = Sides::ALL.get(place) {
            change(scenario, index, |guardrail| guardrail.sides = *sides);
        }
    },
};

static TAGGED: Figure = Figure::new(
    "tagged",
    Label::of("Tagged part of each prompt"),
    Kind::OptionalCount(bounds::COUNT_MAX),
    |scenario, index| of(scenario, index).map(|guardrail| count_given(guardrail.tagged)),
    |scenario, index, number| change(scenario, index, |guardrail| put_count_given(&mut guardrail.tagged, number)),
)
.unit("characters")
.checked_as(|index| Some(Field::Guardrail(index)))
.says(|_, _, _, number| match number {
    Number::Nothing => "Blank: the whole prompt of each call, history and passages included".to_owned(),
    _ => String::new(),
});

static GROUNDED: Figure = Figure::new(
    "grounded",
    Label::of("Source and question of each call"),
    Kind::OptionalCount(bounds::COUNT_MAX),
    |scenario, index| of(scenario, index).map(|guardrail| count_given(guardrail.grounded)),
    |scenario, index, number| change(scenario, index, |guardrail| put_count_given(&mut guardrail.grounded, number)),
)
.unit("characters")
.says(|_, _, _, number| match number {
    Number::Nothing => "Blank: the whole prompt. The answer is counted with it.".to_owned(),
    _ => "The answer is counted with it".to_owned(),
});

static CHARACTERS: Figure = Figure::new(
    "characters",
    Label::of("Characters of a token"),
    Kind::Multiple(1_000, bounds::CHARACTERS_PER_TOKEN_MAX),
    |scenario, index| of(scenario, index).map(|guardrail| Number::Multiple(guardrail.characters_per_token())),
    |scenario, index, number| {
        if let Number::Multiple(characters) = number {
            let given = (characters != Guardrail::CHARACTERS_PER_TOKEN).then_some(characters);
            change(scenario, index, |guardrail| guardrail.characters_per_token = given);
        }
    },
)
.says(|_, _, _, _| "Usually 4 in English, 2 to 3 in code and other scripts".to_owned());

static IMAGES: Figure = Figure::new(
    "images",
    Label::of("Images of each call"),
    Kind::Multiple(0, bounds::IMAGES_OF_A_CALL_MAX),
    |scenario, index| of(scenario, index).map(|guardrail| Number::Multiple(guardrail.images)),
    |scenario, index, number| {
        if let Number::Multiple(images) = number {
            change(scenario, index, |guardrail: &mut Guardrail| guardrail.images = images);
        }
    },
)
.says(|_, _, _, number| match number {
    Number::Multiple(images) if images > Multiple::ZERO => "Each is checked by the image filters".to_owned(),
    _ => String::new(),
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn policies_stay_in_order() {
        let mut guardrail = Guardrail::default();
        for policy in [Policy::Pii, Policy::Content, Policy::Pii] {
            switch(&mut guardrail, policy, true);
        }
        assert_eq!(guardrail.policies, [Policy::Content, Policy::Pii]);
        switch(&mut guardrail, Policy::Content, false);
        assert_eq!(guardrail.policies, [Policy::Pii]);
    }
}
