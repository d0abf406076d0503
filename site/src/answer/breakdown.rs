//! The tab Breakdown: where the money goes, line by line.

use std::sync::Arc;

use explain::drawing;
use explain::{Bill, amounts, bill_parts, bills};
use leptos::prelude::*;
use pricing::report::Owner;

use super::ledger;
use crate::chart::{ChartCard, Draw};
use crate::flat;
use crate::icon::{self, icon};
use crate::state::{Calculator, calculator};

/// The bills of an answer; two are equal only where they are the same.
#[derive(Clone, Default)]
pub(super) struct Bills(pub Arc<Vec<Bill>>);

impl PartialEq for Bills {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// Its cards.
pub fn breakdown() -> AnyView {
    let calculator = calculator();
    let all = flat::memo(move || {
        calculator.present.with(|present| {
            let answer = present.answer.as_ref();
            Bills(Arc::new(answer.map(|it| bills(&it.report, &it.scenario, &it.card)).unwrap_or_default()))
        })
    });
    // The open workload, or the dearest bill.
    let chosen = RwSignal::new(None::<Owner>);
    Effect::new(move || {
        if let Some(place) = calculator.open_workload.get().and_then(|key| calculator.place_of(key)) {
            chosen.set(Some(Owner::Workload(place)));
        }
    });
    let shown = flat::memo(move || {
        let all = all.get();
        let wanted = chosen.get().filter(|wanted| all.0.iter().any(|bill| bill.owner == *wanted));
        wanted.or_else(|| all.0.iter().max_by_key(|bill| bill.cost).map(|bill| bill.owner))
    });
    let shares = Draw::new(move |width| {
        all.with(|all| drawing::shares(bill_parts(&all.0), "Inference, a month", "the cost", width))
    });
    let request = Draw::new(move |width| {
        let Some(Owner::Workload(index)) = shown.get() else { return None };
        calculator.present.with(|present| {
            let answer = present.answer.as_ref()?;
            drawing::request(&answer.report, &answer.scenario, index, width)
        })
    });
    let is_empty = flat::flag(move || all.with(|all| all.0.is_empty()));
    view! {
        {flat::shown_if(move || is_empty.get(), || {
            view! { <p class="notice">"No price yet. Enter the missing price in the workload."</p> }
                .into_any()
        })}
        <ChartCard id="chart-shares".to_owned() draw=shares/>
        {ledger::ledger(all, shown)}
        <ChartCard id="chart-request".to_owned() draw=request/>
        {others(all, shown, chosen)}
        {notices(calculator)}
    }
    .into_any()
}

/// The other workloads and purchases, each a press away.
fn others(all: Memo<Bills>, shown: Memo<Option<Owner>>, chosen: RwSignal<Option<Owner>>) -> AnyView {
    let rows = move || {
        let all = all.get();
        let rows = all.0.iter().filter(move |bill| Some(bill.owner) != shown.get()).map(|bill| {
            let owner = bill.owner;
            let show = flat::clicked(move || {
                chosen.set(Some(owner));
                crate::browser::show("ledger");
            });
            view! {
                <button class="org-row" type="button" on:click=show>
                    <span>{bill.name.clone()}</span>
                    <span>{amounts::cents(bill.cost)} {icon(icon::RIGHT, "16")}</span>
                </button>
            }
            .into_any()
        });
        rows.collect::<Vec<_>>()
    };
    flat::shown_if(
        move || all.with(|all| all.0.len() > 1),
        move || {
            view! {
                <section class="card" aria-labelledby="others-title">
                    <div class="card-h"><h2 id="others-title">"The rest of the bill"</h2></div>
                    <div class="org">{flat::part(move || rows().into_any())}</div>
                </section>
            }
            .into_any()
        },
    )
}

/// What the reader should know about this answer.
fn notices(calculator: Calculator) -> AnyView {
    let all = flat::memo(move || {
        calculator.present.with(|present| {
            let Some(answer) = &present.answer else { return Vec::new() };
            answer.report.notices.iter().map(|notice| explain::notice(notice, &answer.scenario)).collect::<Vec<_>>()
        })
    });
    flat::part(move || {
        let all = all.get().into_iter().map(|(who, what)| {
            let who = who.map(|who| view! { <b>{who} ": "</b> }.into_any());
            view! { <div class="notice" role="note">{icon(icon::INFO, "16")}<div>{who}{what}</div></div> }.into_any()
        });
        all.collect::<Vec<_>>().into_any()
    })
}
