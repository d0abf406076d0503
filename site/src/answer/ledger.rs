//! Where it goes: every line of the bill, by workload.

use leptos::prelude::*;
use pricing::explain::{self, LedgerRow, Section};

use super::table::{ExplanationRow, OpenButton, Tag};
use crate::state::{Answer, use_calculator};

/// The bill.
#[component]
pub fn Ledger() -> impl IntoView {
    let answer = use_calculator().answer;
    let sections = Memo::new(move |_| {
        let ledger = |answer: &Answer| explain::ledger(&answer.report, &answer.scenario, &answer.card);
        answer.with(|answer| answer.as_ref().map(ledger).unwrap_or_default())
    });
    let total =
        Memo::new(move |_| answer.with(|answer| answer.as_ref().map(|answer| answer.report.month().to_string())));
    view! {
        <table class="table stacks ledger" role="table">
            <caption>{explain::LEDGER_CAPTION}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    <th role="columnheader" scope="col">"Line"</th>
                    <th role="columnheader" scope="col" class="number">"Quantity a month"</th>
                    <th role="columnheader" scope="col" class="number">"× Rate"</th>
                    <th role="columnheader" scope="col" class="number">"= Cost a month"</th>
                </tr>
            </thead>
            <For
                each=move || sections.with(|all| all.iter().map(|section| section.workload).collect::<Vec<_>>())
                key=|workload| *workload
                let:workload
            >
                <SectionView sections workload/>
            </For>
            <tfoot role="rowgroup">
                <tr role="row" class="ledger-total">
                    <th role="rowheader" scope="row">"Total"</th>
                    <td role="cell" class="empty"></td>
                    <td role="cell" class="empty"></td>
                    <td role="cell" class="number cost">{move || total.get()}</td>
                </tr>
            </tfoot>
        </table>
    }
}

#[component]
fn SectionView(sections: Memo<Vec<Section>>, workload: usize) -> impl IntoView {
    let answer = use_calculator().answer;
    let section = Memo::new(move |before: Option<&Option<Section>>| {
        let now = sections.with(|all| all.iter().find(|section| section.workload == workload).cloned());
        now.or_else(|| before.cloned().flatten())
    });
    let text = move |part: fn(&Section) -> &str| {
        section.with(|section| section.as_ref().map(part).unwrap_or_default().to_owned())
    };
    let rows = move || section.with(|section| section.as_ref().map(|section| section.rows.clone()).unwrap_or_default());
    let explanation =
        Signal::derive(move || answer.with(|answer| Some(explain::workload(&answer.as_ref()?.report, workload))));
    let id = format!("workload-{workload}");
    view! {
        <tbody role="rowgroup">
            <tr role="row" class="ledger-workload">
                <th role="rowheader" scope="rowgroup">
                    <OpenButton id=id.clone() name=Signal::derive(move || text(|section| &section.name))/>
                    " "
                    <span class="unit">{move || text(|section| &section.place)}</span>
                </th>
                <td role="cell" class="empty"></td>
                <td role="cell" class="empty"></td>
                <td role="cell" class="number cost">{move || text(|section| &section.cost)}</td>
            </tr>
            <ExplanationRow id span="4".to_owned() explanation/>
            <For each=rows key=|row| row.id.clone() let:row>
                <LineView section first=row/>
            </For>
        </tbody>
    }
}

#[component]
fn LineView(section: Memo<Option<Section>>, first: LedgerRow) -> impl IntoView {
    let answer = use_calculator().answer;
    let id = first.id.clone();
    let row = {
        let id = id.clone();
        Memo::new(move |before: Option<&LedgerRow>| {
            let now = section.with(|section| section.as_ref()?.rows.iter().find(|row| row.id == id).cloned());
            now.unwrap_or_else(|| before.unwrap_or(&first).clone())
        })
    };
    let explanation = {
        let id = id.clone();
        Signal::derive(move || {
            answer.with(|answer| {
                let answer = answer.as_ref()?;
                let line = answer.report.lines.iter().find(|line| explain::line_id(line) == id)?;
                Some(explain::line(line, &answer.scenario, &answer.card))
            })
        })
    };
    view! {
        <tr role="row" class="line">
            <th role="rowheader" scope="row">
                <OpenButton id=format!("line-{id}") name=Signal::derive(move || row.read().name.clone())/>
                {move || row.read().place.clone().map(|place| view! { <span class="unit under">{place}</span> })}
            </th>
            <td role="cell" class="number quantity">
                {move || row.read().quantity.clone()} " " <span class="unit">"tokens"</span>
            </td>
            <td role="cell" class="number rate">
                {move || row.read().typed.then(|| view! { <Tag tag="typed"/> " " })}
                {move || row.read().secondary.then(|| view! { <Tag tag="secondary"/> " " })}
                {move || row.read().rate.clone()}
                " "
                <span class="unit">{move || row.read().unit.clone()}</span>
            </td>
            <td role="cell" class="number cost">{move || row.read().cost.clone()}</td>
        </tr>
        <ExplanationRow id=format!("line-{id}") span="4".to_owned() explanation/>
    }
}
