//! Which of several scenarios is cheapest, in words that don't take a smaller demand for a saving.

use super::Side;
use crate::compare::{Comparison, Measure};
use crate::words;
use pricing::money::Usd;
use pricing::rates::RateCard;
use pricing::scenario::{Scenario, Workload};

/// What a bill leaves out where one of the scenarios has a commitment.
pub(super) fn before_discounts(compared: &Comparison) -> &'static str {
    if compared.row(Measure::Incremental).is_some() { ", before discounts" } else { "" }
}

/// Input and output tokens a month that each scenario asks for; shorter answers are a saving of its own, so before trim.
pub(super) fn demands(compared: &Comparison, given: &[Option<(&Scenario, &RateCard)>]) -> Vec<Option<u64>> {
    let asked = |scenario: &Scenario| scenario.workloads.iter().map(Workload::tokens_before_trim).sum::<u128>();
    let demand = |(index, given): (usize, &Option<(&Scenario, &RateCard)>)| {
        compared.report(index)?;
        u64::try_from(asked(given.as_ref()?.0)).ok()
    };
    given.iter().enumerate().map(demand).collect()
}

/// That the cheapest asks for other tokens than what it is held against, and what is cheapest for each token; empty where
/// its bill is smaller for the same demand.
fn unequal_demands(compared: &Comparison, sides: &[Side], asked: &[Option<u64>], cheapest: usize) -> String {
    let demand = |index: usize| asked.get(index).copied().flatten();
    let differs = |index: usize| demand(index).is_some() && demand(index) != demand(cheapest);
    let mut held = if cheapest == 0 { 0..sides.len() } else { 0..1 };
    if !held.any(differs) {
        return String::new();
    }
    let each: Vec<String> = sides
        .iter()
        .zip(asked)
        .filter_map(|(side, asked)| Some(format!("{} {}", side.letter, words::millions((*asked)?))))
        .collect();
    let text = format!(" They differ in tokens a month ({}): a smaller bill isn’t all a saving.", each.join(", "));
    let Some(row) = compared.row(Measure::PerMillionTokens) else { return text };
    let Some(least) = row.figures.iter().flatten().min() else { return text };
    let cheapest = sides.iter().zip(&row.figures).filter(|(_, figure)| **figure == Some(*least));
    let cheapest: Vec<String> = cheapest.map(|(side, _)| format!("{} {}", side.letter, side.name)).collect();
    format!("{text} Per million tokens the least is {least}: {}.", cheapest.join(", "))
}

/// The cheapest, and how far it lies from the first. The least bill is called cheapest only where the demand is the same.
pub(super) fn lead(compared: &Comparison, sides: &[Side], asked: &[Option<u64>]) -> String {
    let Some(row) = compared.row(Measure::Month) else { return String::new() };
    let priced =
        sides.iter().zip(&row.figures).enumerate().filter_map(|(index, (side, month))| Some((index, side, (*month)?)));
    let before = before_discounts(compared);
    let Some((index, side, month)) = priced.clone().min_by_key(|(_, _, month)| *month) else {
        return "None of them has a price.".to_owned();
    };
    let demands = unequal_demands(compared, sides, asked, index);
    if priced.clone().count() > 1 && priced.clone().all(|(_, _, other)| other == month) {
        return format!("Each costs {month} a month{before}.{demands}");
    }
    let against = match (row.difference(index), sides.first()) {
        (Some(difference), Some(first)) if difference != Usd::ZERO => {
            format!(", {} less than {} {}", -difference, first.letter, first.name)
        }
        _ => String::new(),
    };
    let least = if demands.is_empty() { "costs least" } else { "has the smallest bill" };
    format!("{} {} {least}: {month} a month{before}{against}.{demands}", side.letter, side.name)
}
