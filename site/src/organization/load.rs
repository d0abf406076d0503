//! How the tokens of a purchase spread over the month: evenly, over some hours, or as a table says.

use std::sync::Arc;

use exchange::table::{Missing, Pasted, paste};
use explain::words;
use leptos::prelude::*;
use pricing::quantity::Tokens;
use pricing::scenario::{Field, Load, Purchase, Scenario};

use super::figure::{Entry, Figure, Setting, pair, setting};
use super::purchase::{change, of};
use crate::field::Label;
use crate::field::choice::{CheckField, below};
use crate::field::kind::{Kind, Number, wrong};
use crate::flat;
use crate::handed::BillHours;
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

/// The hours of a bill as the load of a purchase; `None` where it has none for it.
pub fn of_bill(kept: &BillHours, purchase: &Purchase, missing: Missing) -> Option<Load> {
    kept.hours.iter().find_map(|of| of.load(purchase, missing))
}

/// The bill's hours that the purchase has as its load, and what is said of hours without a row.
fn has_bill(calculator: Calculator, scenario: &Scenario, index: usize) -> Option<(Arc<BillHours>, Missing)> {
    let (kept, purchase) = (calculator.handed.hours(scenario)?, of(scenario, index)?);
    let is = |missing| of_bill(&kept, purchase, missing).is_some_and(|load| load == purchase.load);
    let missing = [kept.missing, Missing::Unknown, Missing::Zero].into_iter().find(|missing| is(*missing))?;
    Some((kept, missing))
}

/// Puts the bill's hours in place of the load.
fn take_bill(calculator: Calculator, index: usize, missing: Option<Missing>) {
    let scenario = calculator.now().scenario;
    let Some((kept, purchase)) = calculator.handed.hours(&scenario).zip(of(&scenario, index)) else { return };
    if let Some(load) = of_bill(&kept, purchase, missing.unwrap_or(kept.missing)) {
        calculator.change("", |scenario| change(scenario, index, |purchase| purchase.load = load));
    }
}

static LOAD: Setting = Setting {
    id: "load",
    legend: "When traffic comes",
    values: &["All day", "Some hours", "From a table"],
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

/// The hours of the bill that the scenario was made from: taken by a press, or else what hours without a row are.
fn bill_hours(calculator: Calculator, entry: Entry) -> AnyView {
    let has = flat::memo(move || {
        has_bill(calculator, &calculator.scenario(), entry.1).map(|(_, missing)| missing == Missing::Zero)
    });
    let is_offered = flat::flag(move || {
        let scenario = calculator.scenario();
        let of_bill = |kept: Arc<BillHours>| of_bill(&kept, of(&scenario, entry.1)?, kept.missing);
        has.get().is_none() && calculator.handed.hours(&scenario).and_then(of_bill).is_some()
    });
    let id = entry.id("bill-gaps");
    let check = Callback::new(move |on| {
        take_bill(calculator, entry.1, Some(if on { Missing::Zero } else { Missing::Unknown }));
    });
    view! {
        {flat::shown_if(move || is_offered.get(), move || view! {
            <button class="btn small" type="button" id=entry.id("bill-hours")
                on:click=flat::clicked(move || take_bill(calculator, entry.1, None))>"Use the hours of your bill"</button>
        }.into_any())}
        {flat::shown_if(move || has.get().is_some(), move || view! {
            <CheckField id=id.clone() label="Hours without a row in the bill had no traffic"
                on=flat::flag(move || has.get() == Some(true)) check/>
        }.into_any())}
    }
    .into_any()
}

/// Where hourly weights are pasted, and what was read.
#[allow(clippy::too_many_lines, reason = "one field, and what it says of each thing that can be wrong with a table")]
fn pasted(calculator: Calculator, entry: Entry) -> AnyView {
    let id = entry.id("table");
    let read = RwSignal::new(None::<Pasted>);
    let missing = RwSignal::new(Missing::Unknown);
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
        // What was read last is said as long as it is what the scenario has.
        let missing = missing.get();
        let said = read.with(|read| {
            let read = read.as_ref().filter(|read| read.weights(missing) == *weights);
            read.map(|read| format!("Read as: {}", read.words(missing)))
        });
        let hours = format!("{} hours", words::count(weights.len() as u64));
        said.unwrap_or_else(|| match has_bill(calculator, &scenario, entry.1) {
            Some(_) => format!("{hours} of your bill, input and output together"),
            None => hours,
        })
    });
    let take = {
        let id = id.clone();
        move || {
            let now = missing.get_untracked();
            if let Some(weights) = read.with_untracked(|read| read.as_ref().map(|read| read.weights(now))) {
                calculator.change(&id, |scenario| {
                    change(scenario, entry.1, |purchase| purchase.load = Load::Hourly(weights));
                });
            }
        }
    };
    // A text that can't be read goes with its field: nothing else would show it.
    on_cleanup({
        let id = id.clone();
        move || {
            let _ = calculator.drafts.try_update(|drafts| drafts.retain(|draft| draft.field != id));
        }
    });
    let pasting = {
        let (id, take) = (id.clone(), take.clone());
        flat::valued(move |text| match paste(&text) {
            Ok(pasted) => {
                calculator.drop_draft(&id);
                read.set(Some(pasted));
                take();
            }
            Err(fault) => calculator.set_draft(Draft {
                field: id.clone(),
                label: "Tokens by hour".to_owned(),
                text,
                fault: Some(fault.to_string()),
            }),
        })
    };
    let has_gaps = move || read.with(|read| matches!(read, Some(Pasted::Table(table)) if !table.gaps.is_empty()));
    let gaps = {
        let id = format!("{id}-gaps");
        flat::shown_if(has_gaps, move || {
            let take = take.clone();
            let check = move |on: bool| {
                missing.set(if on { Missing::Zero } else { Missing::Unknown });
                take();
            };
            view! {
                <label class="check">
                    <input type="checkbox" id=id.clone() prop:checked=move || missing.get() == Missing::Zero
                        on:change=flat::checked(check)/>
                    <span>"Hours without a row had no traffic"</span>
                </label>
            }
            .into_any()
        })
    };
    let bill = bill_hours(calculator, entry);
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
                aria-invalid=move || fault.with(|fault| (!fault.is_empty()).then_some("true")) on:input=pasting></textarea>
            {error}
            {below(echo_id, echo)}
            {gaps}
            {bill}
            <p class="echo" id=format!("{id}-help")>
                "Paste 24 numbers for a day or 168 for a week, one in each row, or a table from your monitoring: a time and one or two columns of tokens."
            </p>
        </div>
    }
    .into_any()
}
