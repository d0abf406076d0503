//! How the contract treats models that AWS Marketplace bills, or may bill: under both readings.

use super::super::{Column, Row, Table, capitalised};
use super::said;
use crate::words::multiple_percent;
use pricing::commitment::{Reading, YearOutlook, as_read};
use pricing::scenario::Commitment;

/// The first year under both readings; `None` where AWS bills all of the AI spend.
pub fn readings(commitment: &Commitment, years: &[YearOutlook]) -> Option<Table> {
    let first = years.first()?;
    if !first.ai.iter().any(|spend| spend.may_be_marketplace) {
        return None;
    }
    let share = multiple_percent(commitment.marketplace_share);
    let rows = Reading::ALL.into_iter().filter_map(|reading| {
        let read = as_read(commitment, years, reading).into_iter().next()?;
        let is_used = read.ai.iter().zip(&first.ai).all(|(one, other)| one.terms == other.terms);
        let name = match reading {
            Reading::Capped => format!("Marketplace: no discount, counts up to {share}"),
            Reading::Full => {
                capitalised(&format!("earns {} and counts in full", multiple_percent(first.deal.discount)))
            }
        };
        let under = match (is_used, reading) {
            (true, _) => "Used here",
            (false, Reading::Full) => "Ask AWS to confirm in writing",
            (false, Reading::Capped) => "If AWS treats it as any Marketplace purchase",
        };
        Some(Row {
            id: format!("reading-{}", reading as usize),
            name,
            under: under.to_owned(),
            cells: [read.payment(), read.incremental(), read.shortfall()].map(said).to_vec(),
            current: is_used,
            ..Row::default()
        })
    });
    Some(Table {
        head: "Reading",
        columns: ["You pay, year 1", "AI adds", "Unused"]
            .map(|name| Column::new(name, super::offers::holds(name)))
            .to_vec(),
        rows: rows.collect(),
        ..Table::default()
    })
}
