//! What each workload costs in each of several scenarios.

use rust_decimal::Decimal;

use super::{ComparedCell, ComparedRow, Comparison, against, letter, workload};
use crate::{Explanation, amounts, drawing, model_name};
use core::cmp::Reverse;
use pricing::harmless::harmless;
use pricing::money::Usd;
use pricing::rates::RateCard;
use pricing::report::Report;
use pricing::scenario::{Scenario, Workload};

/// Workloads that have a row of their own; further ones share one.
const ROWS: usize = 10;

/// A scenario with its card; `None` where it can't be read.
type Given<'a> = Option<(&'a Scenario, &'a RateCard)>;

/// A row for each workload, by its name, the dearest first; none where each scenario has one workload only, whose cost is the
/// scenario's.
pub(super) fn rows(compared: &Comparison, given: &[Given<'_>]) -> Vec<ComparedRow> {
    let has_more = |(index, given): (usize, &Given<'_>)| {
        compared.report(index).is_some() && given.is_some_and(|(scenario, _)| scenario.workloads.len() > 1)
    };
    if !given.iter().enumerate().any(has_more) {
        return Vec::new();
    }
    let mut names: Vec<(String, Usd)> = Vec::new();
    for (index, given) in given.iter().enumerate() {
        let (Some(report), Some((scenario, card))) = (compared.report(index), given) else { continue };
        for (place, workload) in scenario.workloads.iter().enumerate() {
            let (name, cost) = (name(workload, card), report.workload_month(place));
            match names.iter_mut().find(|(other, _)| *other == name) {
                Some((_, most)) => *most = cost.max(*most),
                None => names.push((name, cost)),
            }
        }
    }
    names.sort_by_key(|(_, most)| Reverse(*most));
    let own = if names.len() > ROWS { ROWS - 1 } else { names.len() };
    let (own, rest) = names.split_at(own);
    let mut rows: Vec<ComparedRow> = (1..)
        .zip(own)
        .map(|(place, (name, _))| {
            let is = |other: &str| other == name;
            row(format!("compare-workload-{place}"), name.clone(), compared, given, &is)
        })
        .collect();
    if !rest.is_empty() {
        let is = |other: &str| rest.iter().any(|(name, _)| name == other);
        let name = format!("{} other workloads", rest.len());
        rows.push(row("compare-workload-others".to_owned(), name, compared, given, &is));
    }
    rows
}

/// What a workload is called: its model where it has no name.
fn name(workload: &Workload, card: &RateCard) -> String {
    let name =
        if workload.name.trim().is_empty() { model_name(&workload.placement.model, card) } else { &workload.name };
    harmless(name)
}

fn row(
    id: String,
    title: String,
    compared: &Comparison,
    given: &[Given<'_>],
    is: &dyn Fn(&str) -> bool,
) -> ComparedRow {
    let mut formula = Vec::new();
    let mut first = None;
    let mut cells = Vec::new();
    for (index, given) in given.iter().enumerate() {
        let (Some(report), Some((scenario, card))) = (compared.report(index), given) else {
            formula.push(format!("{}: no price", letter(index)));
            cells.push(against("no price".to_owned(), None, None));
            continue;
        };
        let named = scenario.workloads.iter().enumerate().filter(|(_, workload)| is(&name(workload, card)));
        let places: Vec<usize> = named.map(|(place, _)| place).collect();
        if places.is_empty() {
            formula.push(format!("{}: not there", letter(index)));
            cells.push(against("not there".to_owned(), None, None));
            continue;
        }
        let cost: Usd = places.iter().map(|place| report.workload_month(*place)).sum();
        for place in &places {
            let lines = workload(report, *place).formula;
            formula.push(format!("{}: {}", letter(index), lines.join(", ")));
        }
        if index == 0 {
            first = Some(cost);
        }
        let mut cell = against(amounts::whole(cost), Some(cost), first);
        beside(&mut cell, report, scenario, &places);
        cells.push(cell);
    }
    ComparedRow {
        id,
        name: title,
        cells,
        opens: Explanation {
            what: "What a month of this workload costs in each: the sum of its lines.".to_owned(),
            quantity: Vec::new(),
            formula,
            rate: None,
            notes: vec!["Open a scenario to see its lines, rates and sources.".to_owned()],
        },
    }
}

/// What one request costs, where one workload stands in the row and its requests are known.
fn beside(cell: &mut ComparedCell, report: &Report, scenario: &Scenario, places: &[usize]) {
    let [place] = places else { return };
    let workload = scenario.workloads.get(*place);
    let requests = workload.and_then(|workload| workload.demand.requests()).filter(|count| *count > 0);
    let each = requests.and_then(|count| report.workload_month(*place).per(Decimal::from(count)));
    if let Some(each) = each {
        let stop = if cell.beside.is_empty() { "" } else { "; " };
        cell.beside = format!("{}{stop}{} a request", cell.beside, drawing::per_request(each));
    }
}
