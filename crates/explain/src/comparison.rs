//! Scenarios side by side, in words.

#[cfg(test)]
mod tests;

mod verdict;
mod workloads;

use super::totals::{change_percent, list, month, per_million_tokens, percent, step, workload, year};
use super::{Direction, Explanation, Verdict, amounts, capitalised, signed};
use crate::compare::{Comparison, Measure, compare};
use crate::words;
use pricing::commitment::years;
use pricing::harmless::harmless;
use pricing::ladder::Lever;
use pricing::money::Usd;
use pricing::presets::Preset;
use pricing::quantity::Dollars;
use pricing::rates::RateCard;
use pricing::report::Report;
use pricing::scenario::Scenario;

/// What a place in a comparison is called.
const LETTERS: [&str; pricing::bounds::COMPARED_MAX] = ["A", "B", "C", "D"];

/// One of the scenarios to compare, as its front end has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared<'a> {
    /// What its reader calls it; may be empty.
    pub name: &'a str,
    /// The scenario; `None` where it could not be read.
    pub scenario: Option<&'a Scenario>,
    /// Whether it is the one whose fields are shown.
    pub is_here: bool,
    /// What of it could not be read, a sentence each.
    pub problems: Vec<String>,
}

/// A comparison as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparisonWords {
    /// Which of them is cheapest, and by how much.
    pub verdict: Verdict,
    /// The same above the picture, without a full stop.
    pub title: String,
    /// What else its reader should know.
    pub notes: Vec<String>,
    /// Each scenario, in order.
    pub sides: Vec<Side>,
    /// The figures; one cell for each scenario.
    pub rows: Vec<ComparedRow>,
}

/// One of the scenarios that are compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// Its place: `A` for the first.
    pub letter: &'static str,
    /// What it is called, fit for any place. See [`harmless`].
    pub name: String,
    /// Whether it is the one whose fields are shown.
    pub is_here: bool,
    /// What it asks for, and the date of its rates.
    pub about: String,
    /// What a month costs; `None` where that isn't known.
    pub month: Option<Usd>,
    /// Whether no other costs less, and another costs more, for the same tokens.
    pub is_cheapest: bool,
    /// Why it has no price; empty where it has one.
    pub why: String,
    /// What of it could not be read.
    pub problems: Vec<String>,
}

/// One figure of each scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparedRow {
    /// What stays the same while its figures change. Fit for an `id`.
    pub id: String,
    /// What the figure is.
    pub name: String,
    /// The figures.
    pub cells: Vec<ComparedCell>,
    /// How they come about.
    pub opens: Explanation,
}

/// A figure of one scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparedCell {
    /// The figure, or why there is none.
    pub figure: String,
    /// How far it lies from the first one's: `$2,160 less`; empty where there is nothing to say.
    pub difference: String,
    /// Where that points.
    pub direction: Direction,
    /// What else belongs to it: the difference in percent, what a request costs.
    pub beside: String,
}

/// Scenarios side by side. A preset without a name is called by its title; `card` is the one that the scenario whose
/// fields are shown is priced with.
pub fn comparison(entries: &[Compared<'_>], presets: &[Preset], card: &RateCard) -> ComparisonWords {
    let of = |scenario: &Scenario| match RateCard::of(scenario.rates) {
        Some(other) if scenario.rates != card.date() => other,
        _ => card.clone(),
    };
    let scenarios: Vec<Option<&Scenario>> = entries.iter().map(|entry| entry.scenario).collect();
    let cards: Vec<Option<RateCard>> = scenarios.iter().map(|scenario| scenario.map(of)).collect();
    let both = scenarios.iter().zip(&cards).map(|(scenario, card)| Some(((*scenario)?, card.as_ref()?)));
    let priced: Vec<Option<(&Scenario, &RateCard)>> = both.collect();
    let compared = compare(&priced);
    let side = |(index, entry): (usize, &Compared<'_>)| Side {
        letter: letter(index),
        name: name(entry, presets),
        is_here: entry.is_here,
        about: priced.get(index).copied().flatten().map(about).unwrap_or_default(),
        month: compared.report(index).map(Report::month),
        is_cheapest: false,
        why: why(&compared, index),
        problems: entry.problems.iter().map(|problem| harmless(problem)).collect(),
    };
    let mut sides: Vec<Side> = entries.iter().enumerate().map(side).collect();
    let found = verdict::verdict(&compared, &sides, &verdict::demands(&compared, &priced));
    for (index, side) in sides.iter_mut().enumerate() {
        side.is_cheapest = found.cheapest == Some(index);
    }
    let row = |row: &crate::compare::Row| {
        let measure = row.measure;
        let cells = (0..sides.len()).map(|index| {
            let mut cell = cell(&compared, row, index);
            let typed = scenarios.get(index).copied().flatten().and_then(typed_ai);
            if let (Measure::Incremental, Some(typed), Some(_)) = (measure, typed, compared.report(index)) {
                let stop = if cell.beside.is_empty() { "" } else { "; " };
                cell.beside = format!("{}{stop}of {} typed", cell.beside, amounts::whole(typed));
            }
            cell
        });
        let is_bill = matches!(measure, Measure::Month | Measure::Year | Measure::FirstYear);
        ComparedRow {
            id: format!("compare-{}", measure_id(measure)),
            name: measure_name(measure) + if is_bill { verdict::before_discounts(&compared) } else { "" },
            cells: cells.collect(),
            opens: explain(&compared, row, &priced),
        }
    };
    let mut rows = Vec::new();
    for figures in &compared.rows {
        rows.push(row(figures));
        if figures.measure == Measure::List {
            rows.extend(workloads::rows(&compared, &priced));
        }
    }
    let dates: Vec<_> = scenarios.iter().flatten().map(|scenario| scenario.rates).collect();
    let mut notes = Vec::new();
    if dates.iter().any(|date| dates.first() != Some(date)) {
        notes.push(
            "They are priced with rates of different days, so part of a difference may be the rates’.".to_owned(),
        );
    }
    ComparisonWords { verdict: found.verdict, title: found.title, notes, rows, sides }
}

/// What a scenario is called that its reader may have named: a preset by its title.
fn name(entry: &Compared<'_>, presets: &[Preset]) -> String {
    if !entry.name.trim().is_empty() {
        return harmless(entry.name);
    }
    let Some(scenario) = entry.scenario else { return "Not readable".to_owned() };
    match presets.iter().find(|preset| preset.scenario == *scenario) {
        Some(preset) => preset.title.to_owned(),
        None if entry.is_here => "This scenario".to_owned(),
        None => "Without a name".to_owned(),
    }
}

fn letter(index: usize) -> &'static str {
    LETTERS.get(index).copied().unwrap_or_default()
}

fn about((scenario, card): (&Scenario, &RateCard)) -> String {
    let mut about = format!("{}.", words::workloads(scenario, card));
    for more in [words::caching_and_batch(scenario), words::routing(scenario, card), words::prices(scenario, card)] {
        if more != "None" && more != "List rates" {
            about.push(' ');
            about.push_str(&more);
            about.push('.');
        }
    }
    if let Some(typed) = typed_ai(scenario) {
        about = format!("{about} AI spend of the commitment’s first year: {typed}, typed in place of the year’s bill.");
    }
    format!("{about} Rates of {}.", card.date().long())
}

fn why(compared: &Comparison, index: usize) -> String {
    match compared.reports.get(index) {
        Some(Some(Err(error))) => format!("No price: {error}."),
        Some(None) => "This one can’t be read.".to_owned(),
        _ => String::new(),
    }
}

/// AI spend that the commitment's first year is computed with in place of the bill.
fn typed_ai(scenario: &Scenario) -> Option<Usd> {
    scenario.commitment.as_ref()?.first_typed_ai().map(Dollars::usd)
}

fn cell(compared: &Comparison, row: &crate::compare::Row, index: usize) -> ComparedCell {
    let figure = match row.figures.get(index).copied().flatten() {
        Some(amount) if matches!(row.measure, Measure::Step(_)) => amounts::change(amount),
        Some(amount) => amounts::whole(amount),
        None if compared.report(index).is_none() => "no price".to_owned(),
        None => absent(row.measure).to_owned(),
    };
    let first = row.figures.first().copied().flatten();
    // A step is a change itself: how far two changes lie apart says nothing.
    let held = (index > 0 && !matches!(row.measure, Measure::Step(_))).then_some(first).flatten();
    against(figure, row.figures.get(index).copied().flatten(), held)
}

/// A figure held against the first one's, where both are known and differ: `$2,160 less, 13.3%`.
fn against(figure: String, amount: Option<Usd>, first: Option<Usd>) -> ComparedCell {
    let difference = amount.zip(first).map(|(amount, first)| amount - first).unwrap_or_default();
    if difference == Usd::ZERO {
        return ComparedCell {
            figure,
            difference: String::new(),
            direction: Direction::Neutral,
            beside: String::new(),
        };
    }
    let (size, word) = if difference < Usd::ZERO { (-difference, "less") } else { (difference, "more") };
    let share = first.filter(|first| *first > Usd::ZERO).and_then(|first| size.share_of(first));
    ComparedCell {
        figure,
        difference: format!("{} {word}", amounts::whole(size)),
        direction: Direction::of(difference),
        beside: share.map(percent).unwrap_or_default(),
    }
}

/// Why a scenario that has a price doesn't have this figure.
const fn absent(measure: Measure) -> &'static str {
    match measure {
        Measure::PerMillionTokens => "no tokens",
        Measure::Incremental => "no commitment",
        Measure::List | Measure::Step(_) => "no list price",
        Measure::Month | Measure::Year | Measure::FirstYear => "no price",
    }
}

fn measure_id(measure: Measure) -> String {
    match measure {
        Measure::Month => "month".to_owned(),
        Measure::Year => "year".to_owned(),
        Measure::FirstYear => "first-year".to_owned(),
        Measure::PerMillionTokens => "million".to_owned(),
        Measure::Incremental => "adds".to_owned(),
        Measure::List => "list".to_owned(),
        Measure::Step(lever) => lever.name().replace(' ', "-"),
    }
}

fn measure_name(measure: Measure) -> String {
    match measure {
        Measure::Month => "You pay, a month".to_owned(),
        Measure::Year => "A year".to_owned(),
        Measure::FirstYear => "The first year, training included".to_owned(),
        Measure::PerMillionTokens => "Per million tokens".to_owned(),
        Measure::Incremental => "Added to your bill, year 1".to_owned(),
        Measure::List => "List price, a month".to_owned(),
        // What one of them calls by its tier's name, another may not.
        Measure::Step(Lever::Tier) => "Service tier".to_owned(),
        Measure::Step(lever) => capitalised(lever.name()),
    }
}

const fn meaning(measure: Measure) -> &'static str {
    match measure {
        Measure::Month => "What a month of each costs, and how far it lies from the first.",
        Measure::Year => "What twelve such months cost.",
        Measure::FirstYear => "What twelve such months cost, and what is paid once, for training.",
        Measure::PerMillionTokens => "What a million tokens cost on average, input and output together.",
        Measure::Incremental => "How much more is paid in the commitment’s first year because of AI.",
        Measure::List => "A month at list price: everything on demand on the baseline model, with no lever applied.",
        Measure::Step(_) => "What this step of the ladder changes in a month; 0 where the scenario doesn’t take it.",
    }
}

/// How a row comes about: each figure, and each difference.
fn explain(compared: &Comparison, row: &crate::compare::Row, priced: &[Option<(&Scenario, &RateCard)>]) -> Explanation {
    let mut formula = Vec::new();
    for (index, side) in priced.iter().enumerate() {
        let letter = letter(index);
        match (compared.report(index), row.figures.get(index).copied().flatten(), side) {
            (Some(report), Some(figure), Some((scenario, card))) => {
                formula.push(format!("{letter}: {}", how(row.measure, report, figure, scenario, card)));
            }
            (Some(_), _, _) => formula.push(format!("{letter}: {}", absent(row.measure))),
            (None, _, _) => formula.push(format!("{letter}: {}", why(compared, index))),
        }
    }
    let figure = |index: usize| row.figures.get(index).copied().flatten();
    for index in 1..priced.len() {
        if let (Some(first), Some(other), Some(difference)) = (figure(0), figure(index), row.difference(index)) {
            formula.push(format!("{} against A: {other} - {first} = {}", letter(index), signed(difference)));
        }
    }
    Explanation {
        what: meaning(row.measure).to_owned(),
        quantity: Vec::new(),
        formula,
        rate: None,
        notes: vec!["Open a scenario to see its lines, rates and sources.".to_owned()],
    }
}

fn how(measure: Measure, report: &Report, figure: Usd, scenario: &Scenario, card: &RateCard) -> String {
    let ladder = report.ladder.as_ref().ok();
    let last = |explanation: Explanation| explanation.formula.last().cloned();
    let found = match measure {
        Measure::Month => last(month(report)),
        Measure::Year => last(year(report)),
        Measure::FirstYear if report.once() == Usd::ZERO => Some(format!("nothing is paid once: {figure}")),
        Measure::FirstYear => Some(format!("{} a year + {} once = {figure}", report.year(), report.once())),
        Measure::PerMillionTokens => per_million_tokens(report).and_then(last),
        Measure::Incremental => scenario.commitment.as_ref().and_then(|commitment| {
            let years = years(commitment, report, card)?;
            let year = years.first()?;
            Some(format!("{} paid with AI - {} without = {figure}", year.payment(), year.payment_without()))
        }),
        Measure::List => ladder.and_then(|ladder| last(list(ladder))),
        Measure::Step(lever) => ladder.and_then(|ladder| {
            let taken = ladder.steps.iter().find(|step| step.lever == lever)?;
            let against = change_percent(ladder.list, ladder.list + taken.change);
            let formula = last(step(ladder, taken, ""))?;
            Some(against.map_or(formula.clone(), |against| format!("{formula}, {against} of list price")))
        }),
    };
    found.unwrap_or_else(|| figure.to_string())
}
