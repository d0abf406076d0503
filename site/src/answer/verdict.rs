//! The verdict banner: the one sentence that answers.

use explain::{Leads, Tone, Verdict};
use leptos::prelude::*;
use pricing::price::PriceError;

use super::savings;
use crate::flat;
use crate::icon::{self, icon};
use crate::late::{self, Soon};
use crate::organization;
use crate::state::{Calculator, Tab, calculator};
use crate::workloads;

/// The banner. What needs no more than the ladder is said at once; the rest comes with what is loaded right after the page.
pub fn verdict() -> AnyView {
    let calculator = calculator();
    let said = flat::memo(move || {
        calculator.present.with(|present| match &present.answer {
            _ if present.error.is_some() || !present.missing.is_empty() => Said::Soon,
            Some(answer) => {
                let of_view = calculator.view_verdict.get();
                let known = of_view.or_else(|| explain::saved_verdict(&answer.report, &answer.scenario));
                known.map_or(Said::Soon, Said::Verdict)
            }
            None => Said::Nothing,
        })
    });
    let shown = flat::part(move || match said.get() {
        Said::Verdict(verdict) => with_button(calculator, verdict),
        Said::Soon => late::soon(Soon::Verdict),
        Said::Nothing => ().into_any(),
    });
    view! { <div class="verdict-place o2">{shown} {late::soon(Soon::Readings)}</div> }.into_any()
}

/// Below the verdict, on every tab: what the first year costs on both readings of models that AWS Marketplace bills. Nothing without
/// a contract.
pub fn readings() -> AnyView {
    let calculator = calculator();
    let both = flat::memo(move || {
        calculator.settled.with(|settled| {
            let answer = settled.fresh()?;
            explain::contract::both_readings(&answer.report, &answer.scenario, &answer.card)
        })
    });
    flat::part(move || match both.get() {
        Some(both) => view! { <p class="readings muted">{both}</p> }.into_any(),
        None => ().into_any(),
    })
}

/// What the banner says.
#[derive(Clone, PartialEq)]
enum Said {
    /// This.
    Verdict(Verdict),
    /// What is missing or wrong, or what commitment, capacity and levers lead to.
    Soon,
    Nothing,
}

/// The verdict that says what is missing or wrong, or that takes commitment, capacity and levers to work out.
pub fn whole() -> AnyView {
    let calculator = calculator();
    let savings = savings::found(calculator);
    let verdict = flat::memo(move || {
        calculator.present.with(|present| match &present.error {
            Some(PriceError::MissingRate(missing)) => {
                Some(explain::incomplete(&[missing.as_ref().clone()], &present.scenario))
            }
            None if !present.missing.is_empty() => Some(explain::incomplete(&present.missing, &present.scenario)),
            Some(error) => Some(Verdict {
                tone: Tone::Bad,
                word: "Incomplete",
                lead: "One entry isn’t valid.".to_owned(),
                reason: crate::words::sentence(&error.to_string()),
                leads: None,
            }),
            None => {
                let answer = present.fresh()?;
                let savings = savings.get();
                Some(explain::verdict(&answer.report, &answer.scenario, &answer.card, &savings.0))
            }
        })
    });
    flat::part(move || verdict.get().map_or_else(|| ().into_any(), |verdict| with_button(calculator, verdict)))
}

fn with_button(calculator: Calculator, verdict: Verdict) -> AnyView {
    let button = verdict.leads.map(|leads| button(calculator, leads));
    banner(verdict, button)
}

fn button(calculator: Calculator, leads: Leads) -> AnyView {
    match leads {
        Leads::Commitment => command("See why", move || calculator.tab.set(Tab::Commitment)),
        Leads::CapacityPrice => command("Enter price", move || organization::open_at_price(calculator)),
        Leads::Price(index) => command("Enter price", move || {
            if let Some(key) = calculator.now().keys.get(index) {
                workloads::open_at_price(calculator, *key);
            }
        }),
        Leads::Demand(index) => command("Change prompts", move || {
            if let Some(key) = calculator.now().keys.get(index) {
                workloads::open_at_demand(calculator, *key);
            }
        }),
    }
}

/// A verdict: a word, the sentence that answers, the reason, and what to do about it.
pub fn banner(verdict: Verdict, button: Option<AnyView>) -> AnyView {
    let Verdict { tone, word, lead, reason, .. } = verdict;
    let sign = match tone {
        Tone::Good => icon::CHECK,
        Tone::Caution | Tone::Bad => icon::ALERT,
        Tone::Neutral => icon::INFO,
    };
    view! {
        <section class=format!("verdict {}", tone.name()) aria-label="Verdict">
            <span class="ico">{icon(sign, "16")}</span>
            <div><span class="word">{word}</span><p><b>{lead}</b> " " {reason}</p></div>
            {button}
        </section>
    }
    .into_any()
}

fn command(label: &'static str, act: impl Fn() + 'static) -> AnyView {
    view! { <button class="btn" type="button" on:click=flat::clicked(act)>{label}</button> }.into_any()
}
