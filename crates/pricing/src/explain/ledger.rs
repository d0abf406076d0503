//! The bill as rows: one section a workload, one row a line.

use super::{line_id, line_name, place, rate_parts, workload_name};
use crate::money::grouped;
use crate::rates::RateCard;
use crate::report::{LineItem, Report};
use crate::scenario::Scenario;

/// What the ledger says above its rows.
pub const LEDGER_CAPTION: &str = "Quantity × rate = cost. Each line opens to its formula, its rate and its source.";

/// The lines of one workload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Index of the workload.
    pub workload: usize,
    /// What it is called.
    pub name: String,
    /// Its baseline model, scope and region.
    pub place: String,
    /// What it costs a month.
    pub cost: String,
    /// Its lines, in the report's order.
    pub rows: Vec<LedgerRow>,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerRow {
    /// See [`line_id`].
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Model, scope and region of a line that a route took there.
    pub place: Option<String>,
    /// Tokens a month.
    pub quantity: String,
    /// Dollars for one unit.
    pub rate: String,
    /// The unit: `per 1M tokens`.
    pub unit: String,
    /// Whether the reader typed the price.
    pub typed: bool,
    /// Whether the price rests on somebody else's word than AWS's.
    pub secondary: bool,
    /// What it costs a month.
    pub cost: String,
}

/// The sections of a report, in the order of the scenario; a workload without lines has none.
pub fn ledger(report: &Report, scenario: &Scenario, card: &RateCard) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for line in &report.lines {
        if sections.last().is_none_or(|section| section.workload != line.workload) {
            let placement = scenario.workloads.get(line.workload).map(|workload| &workload.placement);
            sections.push(Section {
                workload: line.workload,
                name: workload_name(scenario, line.workload),
                place: placement.map(|placement| place(placement, card)).unwrap_or_default(),
                cost: report.workload_month(line.workload).to_string(),
                rows: Vec::new(),
            });
        }
        if let Some(section) = sections.last_mut() {
            section.rows.push(row(line, card));
        }
    }
    sections
}

fn row(line: &LineItem, card: &RateCard) -> LedgerRow {
    let (rate, unit) = rate_parts(line.price.rate());
    LedgerRow {
        id: line_id(line),
        name: line_name(line),
        place: line.route.map(|_| place(&line.placement, card)),
        quantity: grouped(&line.quantity.tokens().to_string()),
        rate,
        unit,
        typed: line.price.typed,
        secondary: line.is_secondary(card),
        cost: line.cost().to_string(),
    }
}
