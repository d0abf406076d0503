//! How the tokens of a purchase spread over the month: evenly, over some hours, or as a table says.

use exchange::table;
use explain::words;
use leptos::prelude::*;
use pricing::bounds;
use pricing::quantity::Tokens;
use pricing::scenario::{Field, Load};

use super::figure::{Entry, Figure, Setting, pair, setting};
use super::purchase::{change, of};
use crate::field::Label;
use crate::field::choice::below;
use crate::field::kind::{Kind, Number, wrong};
use crate::flat;
use crate::icon::{self, icon};
use crate::state::{Calculator, Draft, calculator};

/// The choice, and the fields of what is chosen.
pub fn fields(entry: Entry) -> AnyView {
    let calculator = calculator();
    let kind = flat::memo(move || of(&calculator.scenario(), entry.1).map(|purchase| kind(&purchase.load)));
    view! {
        {setting(entry, &LOAD)}
        {flat::shown_if(move || kind.get() == Some(1), move || pair(entry, &HOURS, &DAYS))}
        {flat::shown_if(move || kind.get() == Some(2), move || pasted(calculator, entry))}
    }
    .into_any()
}

const fn kind(load: &Load) -> usize {
    match load {
        Load::Flat => 0,
        Load::Window { .. } => 1,
        Load::Hourly(_) => 2,
    }
}

static LOAD: Setting = Setting {
    id: "load",
    legend: "Your traffic comes",
    values: &["All day", "Some hours", "As a table says"],
    get: |scenario, index| of(scenario, index).map(|purchase| kind(&purchase.load)),
    put: |scenario, index, place| {
        change(scenario, index, |purchase| {
            purchase.load = match place {
                0 => Load::Flat,
                1 => Load::Window { hours: 8, days: 5 },
                _ => Load::Hourly([Tokens::new(1).unwrap_or_default(); 24].to_vec()),
            };
        });
    },
};

static HOURS: Figure = Figure::new(
    "hours",
    Label::of("Hours a day"),
    Kind::Count(1, 24),
    |scenario, index| match of(scenario, index)?.load {
        Load::Window { hours, .. } => Some(Number::Count(u64::from(hours))),
        _ => None,
    },
    |scenario, index, number| {
        change(scenario, index, |purchase| {
            if let (Load::Window { hours, .. }, Number::Count(count)) = (&mut purchase.load, number) {
                *hours = u8::try_from(count).unwrap_or(*hours);
            }
        });
    },
)
.unit("hours")
.checked_as(|index| Some(Field::WindowHours(index)));

static DAYS: Figure = Figure::new(
    "days",
    Label::of("Days a week"),
    Kind::Count(1, 7),
    |scenario, index| match of(scenario, index)?.load {
        Load::Window { days, .. } => Some(Number::Count(u64::from(days))),
        _ => None,
    },
    |scenario, index, number| {
        change(scenario, index, |purchase| {
            if let (Load::Window { days, .. }, Number::Count(count)) = (&mut purchase.load, number) {
                *days = u8::try_from(count).unwrap_or(*days);
            }
        });
    },
)
.unit("days")
.checked_as(|index| Some(Field::WindowDays(index)));

/// Where hourly weights are pasted, and what was read.
fn pasted(calculator: Calculator, entry: Entry) -> AnyView {
    let id = entry.id("table");
    let read = RwSignal::new(String::new());
    let fault = {
        let id = id.clone();
        flat::text(move || {
            let typed = calculator.draft(&id).and_then(|draft| draft.fault);
            let checked = || {
                calculator.present.with(|present| {
                    let problem = present.problems.iter().find(|problem| problem.field == Field::Load(entry.1));
                    problem.map(wrong)
                })
            };
            typed.or_else(checked).unwrap_or_default()
        })
    };
    let echo = flat::text(move || {
        let scenario = calculator.scenario();
        let Some(Load::Hourly(weights)) = of(&scenario, entry.1).map(|purchase| &purchase.load) else {
            return String::new();
        };
        match read.get() {
            said if said.is_empty() => format!("{} hours", words::count(weights.len() as u64)),
            said => said,
        }
    });
    let paste = {
        let id = id.clone();
        flat::valued(move |text| match weights(&text) {
            Ok((said, weights)) => {
                calculator.drop_draft(&id);
                read.set(said);
                calculator.change(&id, |scenario| {
                    change(scenario, entry.1, |purchase| purchase.load = Load::Hourly(weights));
                });
            }
            Err(fault) => calculator.set_draft(Draft {
                field: id.clone(),
                label: "Tokens by hour".to_owned(),
                text,
                fault: Some(fault),
            }),
        })
    };
    let (error_id, echo_id) = (format!("{id}-error"), format!("{id}-echo"));
    let described = format!("{error_id} {echo_id} {id}-help");
    let error = flat::part(move || match fault.get() {
        fault if fault.is_empty() => ().into_any(),
        fault => {
            view! { <p class="err" id=error_id.clone()>{icon(icon::WARNING, "16")} <span>{fault}</span></p> }.into_any()
        }
    });
    view! {
        <div class="field">
            <label for=id.clone()>"Tokens by hour"</label>
            <textarea class="area" id=id.clone() rows="4" spellcheck="false" autocomplete="off" aria-describedby=described
                aria-invalid=move || fault.with(|fault| (!fault.is_empty()).then_some("true")) on:input=paste></textarea>
            {error}
            {below(echo_id, echo)}
            <p class="echo" id=format!("{id}-help")>
                "Paste 24 numbers for a day, 168 for a week, or a table from your monitoring: a time and one or two columns of tokens."
            </p>
        </div>
    }
    .into_any()
}

/// Hourly weights that are pasted, and what to say about them: numbers alone, or a table with times.
fn weights(text: &str) -> Result<(String, Vec<Tokens>), String> {
    match numbers(text) {
        Some(weights) => Ok((format!("Read as {} hours", words::count(weights.len() as u64)), weights)),
        None => table::read(text).map(|table| (table.words(), table.hours)).map_err(|error| error.to_string()),
    }
}

/// Whole numbers between spaces, commas, semicolons or line breaks; `None` where there is anything else.
fn numbers(text: &str) -> Option<Vec<Tokens>> {
    let is_between = |letter: char| letter.is_ascii_whitespace() || matches!(letter, ',' | ';');
    let numbers = text.split(is_between).filter(|number| !number.is_empty());
    let is_count = |number: &&str| number.bytes().all(|byte| byte.is_ascii_digit());
    let weights: Vec<Tokens> = numbers
        .map(|number| Some(number).filter(is_count)?.parse().ok().and_then(Tokens::new))
        .collect::<Option<_>>()?;
    let has_load = weights.iter().any(|weight| weight.count() > 0);
    (has_load && weights.len() <= bounds::LOAD_HOURS_MAX).then_some(weights)
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn numbers_alone_are_weights() {
        let read = |text| numbers(text).map(|weights| weights.iter().map(|weight| weight.count()).collect::<Vec<_>>());
        assert_eq!(read("2, 8\n14;0"), Some(vec![2, 8, 14, 0]));
        for text in ["", " ", "0 0", "1.5", "-1", "+1", "2026-10-01\t5", "99999999999999999999"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
