//! Which of several scenarios is cheapest, in words that don't take a smaller demand for a saving.

use super::Side;
use crate::compare::{Comparison, Measure};
use crate::{Tone, Verdict, amounts, words};
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
    let text = format!("They differ in tokens a month ({}): a smaller bill isn’t all a saving.", each.join(", "));
    let Some(row) = compared.row(Measure::PerMillionTokens) else { return text };
    let Some(least) = row.figures.iter().flatten().min() else { return text };
    let cheapest = sides.iter().zip(&row.figures).filter(|(_, figure)| **figure == Some(*least));
    let cheapest: Vec<String> = cheapest.map(|(side, _)| format!("{} {}", side.letter, side.name)).collect();
    format!("{text} Per million tokens the least is {least}: {}.", cheapest.join(", "))
}

/// Which is cheapest.
pub(super) struct Found {
    /// Which, where it costs less than another for the same tokens.
    pub cheapest: Option<usize>,
    pub verdict: Verdict,
    /// The same above a picture, without a full stop.
    pub title: String,
}

impl Found {
    fn new(tone: Tone, word: &'static str, lead: String, reason: String, title: String) -> Self {
        Self { cheapest: None, verdict: Verdict { tone, word, lead, reason, leads: None }, title }
    }
}

/// The cheapest, and how far it lies from the first. The least bill is called cheapest only where the demand is the same.
pub(super) fn verdict(compared: &Comparison, sides: &[Side], asked: &[Option<u64>]) -> Found {
    let title = "What each costs a month".to_owned();
    let priced = sides.iter().enumerate().filter_map(|(index, side)| Some((index, side, side.month?)));
    let Some((index, side, month)) = priced.clone().min_by_key(|(_, _, month)| *month) else {
        let lead = "None of them has a price.".to_owned();
        return Found::new(Tone::Bad, "Price missing", lead, "Open one to enter what is missing.".to_owned(), title);
    };
    let before = before_discounts(compared);
    let demands = unequal_demands(compared, sides, asked, index);
    let costs = format!("{} a month{before}", amounts::whole(month));
    if priced.clone().count() > 1 && priced.clone().all(|(_, _, other)| other == month) {
        return Found::new(Tone::Neutral, "Equal", format!("Each costs {costs}."), demands, title);
    }
    let first = sides.first().zip(sides.first().and_then(|first| first.month)).filter(|_| index > 0);
    let difference = first.map(|(first, most)| (first, most - month)).filter(|(_, difference)| *difference > Usd::ZERO);
    let name = &side.name;
    if !demands.is_empty() {
        let less = difference.map_or_else(String::new, |(first, difference)| {
            format!(", {} less than {}", amounts::whole(difference), first.name)
        });
        let lead = format!("{name} has the smallest bill: {costs}{less}.");
        return Found::new(Tone::Caution, "Check", lead, demands, format!("{name} has the smallest bill"));
    }
    let found = if let Some(((first, difference), (_, most))) = difference.zip(first) {
        let saves = if priced.count() > 2 { "saves most: " } else { "saves " };
        let share = amounts::percent(difference.share_of(most).unwrap_or_default());
        Found::new(
            Tone::Good,
            "Saving",
            format!("{name} saves {} a month{before}.", amounts::whole(difference)),
            format!("It costs {}, and {} {}.", amounts::whole(month), first.name, amounts::whole(most)),
            format!("{name} {saves}{share} against {}", first.name),
        )
    } else {
        let lead = format!("{name} costs least: {costs}.");
        Found::new(Tone::Good, "Cheapest", lead, String::new(), format!("{name} costs least"))
    };
    Found { cheapest: Some(index), ..found }
}
