//! The ledger: the lines of one workload or purchase. Each opens to what it is, formula, rate, source and assumption.

use explain::{Bill, BillLine, amounts, bill_entry, bill_text};
use leptos::prelude::*;
use pricing::report::Owner;

use super::breakdown::Bills;
use crate::browser;
use crate::explanation::proof;
use crate::flat;
use crate::icon::{self, icon};
use crate::state::calculator;
use crate::table::{self, Opened};

/// The card; nothing where nothing is billed.
pub(super) fn ledger(all: Memo<Bills>, shown: Memo<Option<Owner>>) -> AnyView {
    let bill = flat::memo(move || {
        let shown = shown.get();
        all.with(|all| all.0.iter().find(|bill| Some(bill.owner) == shown).cloned())
    });
    flat::shown_if(move || bill.with(Option::is_some), move || card(bill))
}

fn card(bill: Memo<Option<Bill>>) -> AnyView {
    let calculator = calculator();
    let opened = table::none_open();
    let of = move |text: fn(&Bill) -> String| {
        flat::text(move || bill.with(|bill| bill.as_ref().map(text).unwrap_or_default()))
    };
    // Lines keep their place and stay open while their figures change.
    let ids = flat::memo(move || {
        bill.with(|bill| bill.iter().flat_map(|bill| &bill.lines).map(|line| line.id.clone()).collect::<Vec<_>>())
    });
    let lines = view! { <For each=move || ids.get() key=String::clone children=move |id| line(bill, id, opened)/> };
    let copy = flat::clicked(move || {
        let present = calculator.present_now();
        let text = bill
            .get_untracked()
            .zip(present.answer.as_ref())
            .map(|(bill, answer)| bill_text(&bill, &answer.report, &answer.scenario, &answer.card));
        if let Some(text) = text {
            browser::copy(&text, move |is_copied| {
                calculator.say(if is_copied { "Table copied" } else { "This browser doesn’t allow copying." });
            });
        }
    });
    let tokens =
        of(|bill| if bill.tokens == 0 { String::new() } else { format!("{} tokens", amounts::count(bill.tokens)) });
    view! {
        <section class="card" id="ledger" aria-labelledby="ledger-title">
            <div class="card-h mid">
                <div>
                    <h2 id="ledger-title">{of(|bill| bill.name.clone())}", line by line"</h2>
                    <p>{of(|bill| bill.under.clone())}". Check every number against its AWS price."</p>
                </div>
                <button class="btn small" type="button" on:click=copy>{icon(icon::TABLE, "16")} "Copy table"</button>
            </div>
            <table class="table cards" role="table">
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">"Line"</th>
                        <th role="columnheader" scope="col" class="num">"Quantity"</th>
                        <th role="columnheader" scope="col" class="num">"Rate, per million"</th>
                        <th role="columnheader" scope="col" class="num">"Cost a month"</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">
                    {lines}
                    <tr role="row" class="total">
                        <th role="rowheader" scope="row">{of(|bill| bill.name.clone())}</th>
                        <td role="cell" class="num" data-l="Quantity"><span>{tokens}</span></td>
                        <td role="cell" class="only-wide-cell"></td>
                        <td role="cell" class="num" data-l="Cost a month"><span>{of(|bill| bill.cost.to_string())}</span></td>
                    </tr>
                </tbody>
            </table>
        </section>
    }
    .into_any()
}

/// One line, and what it opens to.
fn line(bill: Memo<Option<Bill>>, id: String, opened: Opened) -> AnyView {
    let calculator = calculator();
    let is_open = {
        let id = id.clone();
        flat::flag(move || opened.with(|opened| opened.contains(&id)))
    };
    let of = {
        let id = id.clone();
        flat::memo(move || {
            bill.with(|bill| bill.iter().flat_map(|bill| &bill.lines).find(|line| line.id == id).cloned())
        })
    };
    let text = move |what: fn(&BillLine) -> String| {
        flat::text(move || of.with(|line| line.as_ref().map(what).unwrap_or_default()))
    };
    let named = id.clone();
    let name = flat::part(move || {
        let (name, under) =
            of.with(|line| line.as_ref().map(|line| (line.name.clone(), line.under.clone())).unwrap_or_default());
        let under = (!under.is_empty()).then(|| view! { <small>{under}</small> }.into_any());
        view! { {table::opener(named.clone(), name, opened)} {under} }.into_any()
    });
    let mark = flat::part(move || match of.with(|line| line.as_ref().and_then(|line| line.mark)) {
        Some(mark) => view! { <span class="badge warn">{mark}</span> " " }.into_any(),
        None => ().into_any(),
    });
    let row = format!("proof-{id}");
    let explanation = flat::memo(move || {
        if !is_open.get() {
            return None;
        }
        calculator.present.with(|present| {
            let answer = present.answer.as_ref()?;
            bill_entry(&id, &answer.report, &answer.scenario, &answer.card)
        })
    });
    let proof_row = flat::part(move || match explanation.get() {
        None => ().into_any(),
        Some(explanation) => view! {
            <tr role="row" class="proof-row" id=row.clone()><td role="cell" colspan="4">{proof(&explanation)}</td></tr>
        }
        .into_any(),
    });
    let once = text(|line| if line.is_once { " once".to_owned() } else { String::new() });
    view! {
        <tr role="row" class:has-proof=move || is_open.get()>
            <th role="rowheader" scope="row">{name}</th>
            <td role="cell" class="num" data-l="Quantity"><span>{text(|line| line.quantity.clone())}</span></td>
            <td role="cell" class="num" data-l="Rate, per million"><span>{mark}{text(|line| line.rate.clone())}</span></td>
            <td role="cell" class="num" data-l="Cost a month"><span>{text(|line| line.cost.clone())}{once}</span></td>
        </tr>
        {proof_row}
    }
    .into_any()
}
