//! Tables as plain rows of words and figures. A front end gives them their shape.

use super::{Explanation, break_even, buying_name, list, month, place, price_digits, step, workload_name};
use crate::chart::LadderPicture;
use crate::words::written_for;
use pricing::money::Rate;
use pricing::rates::{PromptLength, RateCard};
use pricing::report::{CacheBreakEven, Needed, Report};
use pricing::scenario::{Caching, Scenario};

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// What stands above it, in a sentence or two.
    pub intro: &'static str,
    /// Its caption; empty for none.
    pub caption: String,
    /// The head of the first column, which names the rows.
    pub head: &'static str,
    /// The other columns.
    pub columns: Vec<Column>,
    /// The rows; none where there is nothing to show but the intro.
    pub rows: Vec<Row>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its head.
    pub name: String,
    /// What its cells hold.
    pub holds: Holds,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// A figure.
    Number,
    /// A figure that says by its sign, or by `less` and `more`, whether it saves.
    Change,
    /// An amount that is paid for nothing.
    Unused,
    /// Words.
    Words,
}

/// A row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// What stays the same while its figures change. Fit for an `id`.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// A mark after the name: `loaded`, `secondary`.
    pub tag: Option<&'static str>,
    /// What belongs to the name, below it.
    pub under: String,
    /// More that belongs to the name and is too long to stand there: what it is, and the text.
    pub more: Option<(String, String)>,
    /// Whether it is the one that is loaded.
    pub current: bool,
    /// One text a column.
    pub cells: Vec<String>,
    /// What the row opens to.
    pub opens: Option<Explanation>,
}

impl Column {
    /// A column with this name.
    pub fn new(name: &str, holds: Holds) -> Self {
        Self { name: name.to_owned(), holds }
    }
}

impl Holds {
    /// The classes of a cell with this text.
    pub fn class(self, text: &str) -> &'static str {
        match self {
            Self::Words => "text",
            Self::Change if text.starts_with('-') => "number saving",
            Self::Change if text.starts_with('+') => "number obligation",
            Self::Number | Self::Change | Self::Unused => "number",
        }
    }
}

/// The ladder as rows; each opens. Empty where there is no ladder.
pub fn ladder_table(report: &Report, picture: &LadderPicture) -> Table {
    let Ok(ladder) = &report.ladder else { return Table::default() };
    let rows = picture.bars.iter().enumerate().map(|(index, bar)| {
        let changed = ladder.steps.iter().find(|step| Some(step.lever) == bar.lever);
        Row {
            id: format!("step-{}", bar.lever.map_or("end", pricing::ladder::Lever::name).replace(' ', "-")),
            name: bar.label.clone(),
            cells: vec![changed.map(|_| bar.figure()).unwrap_or_default(), bar.after.to_string()],
            opens: Some(match changed {
                Some(changed) => step(ladder, changed, &bar.label),
                None if index == 0 => list(ladder),
                None => month(report),
            }),
            ..Row::default()
        }
    });
    Table {
        head: "Step",
        columns: vec![Column::new("Change a month", Holds::Change), Column::new("Cost a month", Holds::Number)],
        rows: rows.collect(),
        ..Table::default()
    }
}

/// Whether caching pays, one row for each part of a workload that caches; each opens.
pub fn break_even_table(report: &Report, scenario: &Scenario, card: &RateCard) -> Table {
    if report.cache_break_even.is_empty() {
        return Table {
            intro: "No workload reads from a cache yet. A cache write costs more than ordinary input and each read costs less, \
                    so caching pays once enough reads have followed the write.",
            ..Table::default()
        };
    }
    let rows = report.cache_break_even.iter().map(|entry| {
        let price = |rate: Rate| format!("${}", price_digits(rate.per_million()));
        let [input, read, write] = [entry.input, entry.read, entry.write].map(price);
        let write = match entry.an_hour {
            None => write,
            Some(of_an_hour) => format!("{write}, {}", price(of_an_hour.write)),
        };
        let route = entry.route.map(|route| route.to_string()).unwrap_or_default();
        Row {
            id: format!("break-even-{}-{route}-{}-{}", entry.workload, entry.buying.name(), entry.length.name()),
            name: workload_name(scenario, entry.workload),
            under: format!(
                "{}, {}{}, {}",
                place(&entry.placement, card),
                buying_name(entry.buying),
                if entry.length == PromptLength::Long { ", long prompts" } else { "" },
                written_for(entry.lives())
            ),
            cells: vec![input, write, read, needed(entry), verdict(entry, scenario)],
            opens: Some(break_even(entry)),
            ..Row::default()
        }
    });
    Table {
        intro: "A cache write costs more than ordinary input and each read costs less. Caching pays once enough reads have \
                followed the write.",
        caption: "Prices per 1M tokens.".to_owned(),
        head: "Cached part",
        columns: vec![
            Column::new("Ordinary input", Holds::Number),
            Column::new("A write", Holds::Number),
            Column::new("A read", Holds::Number),
            Column::new("Reads to repay a write", Holds::Number),
            Column::new("This workload", Holds::Words),
        ],
        rows: rows.collect(),
    }
}

fn needed(entry: &CacheBreakEven) -> String {
    match entry.needed {
        Needed::Reads(needed) => super::totals::places(needed, 3),
        Needed::None => "0".to_owned(),
        Needed::Never => "never".to_owned(),
    }
}

fn reads_words(reads: &str) -> String {
    if reads == "1" { "1 read".to_owned() } else { format!("{reads} reads") }
}

fn verdict(entry: &CacheBreakEven, scenario: &Scenario) -> String {
    let given = entry.actual.map(|actual| super::totals::places(actual, 3));
    match (entry.needed, given) {
        (Needed::Never, _) => "Doesn’t pay: a read saves nothing.".to_owned(),
        (Needed::None, _) => "Pays from the first read: a write costs no more than ordinary input.".to_owned(),
        (Needed::Reads(_), Some(reads)) if entry.repaid() => format!("Pays: {} for each write.", reads_words(&reads)),
        (Needed::Reads(_), Some(reads)) => format!("Doesn’t pay: only {} for each write.", reads_words(&reads)),
        (Needed::Reads(_), None) => {
            let caching = scenario.workloads.get(entry.workload).map(|workload| workload.caching);
            match caching {
                Some(Caching::Traffic { .. }) => "Pays: nothing needs to be written again.".to_owned(),
                _ => "Enter reads per write to find out.".to_owned(),
            }
        }
    }
}
