//! Savings that aren't used yet: each priced in full, applied with one press, and undone with another.

use std::sync::Arc;

use explain::{SavingWords, amounts, saving_words};
use leptos::prelude::*;
use pricing::decide::{self, Saving};

use crate::flat;
use crate::state::{Calculator, calculator};

/// How many are shown until all are asked for.
const SHOWN: usize = 3;

/// Savings found; two are equal only where they are the same.
#[derive(Clone, Default)]
pub struct Found(pub Arc<Vec<Saving>>);

impl core::ops::Deref for Found {
    type Target = [Saving];
    fn deref(&self) -> &[Saving] {
        &self.0
    }
}

impl PartialEq for Found {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// The savings of the answer, a moment after the last change: each is a full pricing.
pub fn found(calculator: Calculator) -> Memo<Found> {
    flat::memo(move || {
        calculator.settled.with(|present| match present.fresh() {
            Some(answer) => Found(Arc::new(decide::savings(&answer.scenario, &answer.card))),
            None => Found::default(),
        })
    })
}

/// The card of the next best savings; nothing where there are none.
pub fn card() -> AnyView {
    let found = found(calculator());
    let shows_all = RwSignal::new(false);
    flat::shown_if(
        move || found.with(|found| !found.is_empty()),
        move || {
            view! {
                <section class="card" aria-labelledby="savings-title">
                    <div class="card-h"><h2 id="savings-title">"Next best savings"</h2>{more(found, shows_all)}</div>
                    <ul class="fx acts">{rows(found, shows_all)}</ul>
                </section>
            }
            .into_any()
        },
    )
}

/// The button that shows all of them.
fn more(found: Memo<Found>, shows_all: RwSignal<bool>) -> AnyView {
    let label = flat::text(move || match (shows_all.get(), found.with(|found| found.len())) {
        (_, ..=SHOWN) => String::new(),
        (true, _) => "Show fewer".to_owned(),
        (false, count) => format!("See all {count}"),
    });
    view! {
        <button class="link" type="button" hidden=move || label.with(String::is_empty)
            aria-expanded=flat::text(move || shows_all.get().to_string())
            on:click=flat::clicked(move || shows_all.update(|all| *all = !*all))>{label}</button>
    }
    .into_any()
}

fn rows(found: Memo<Found>, shows_all: RwSignal<bool>) -> AnyView {
    let calculator = calculator();
    flat::part(move || {
        let found = found.get();
        let shown = if shows_all.get() { found.len() } else { SHOWN };
        found.iter().take(shown).map(|saving| row(calculator, saving)).collect::<Vec<_>>().into_any()
    })
}

fn row(calculator: Calculator, saving: &Saving) -> AnyView {
    let (scenario, change) = (saving.scenario.clone(), amounts::change(saving.change));
    let present = calculator.present_now();
    let SavingWords { title, condition, done } = saving_words(saving, &present.scenario, &present.card);
    let label = format!("Apply: {title}");
    let apply = flat::clicked(move || {
        let after = scenario.clone();
        calculator.rearrange(move |moment| moment.scenario = Arc::new(after));
        calculator.say_with_undo(format!("{done}."));
    });
    view! {
        <li>
            <span>{title}</span>
            <small>{condition}</small>
            <span class="amt">
                <span class="save">{change}</span> " "
                <button class="btn small" type="button" aria-label=label on:click=apply>"Apply"</button>
            </span>
        </li>
    }
    .into_any()
}
