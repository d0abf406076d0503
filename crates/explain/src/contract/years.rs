//! The years of the current contract, with AI and without it.

use super::super::totals::plain;
use super::super::{Column, Explanation, Row, Table, percent};
use super::{said, terms};
use pricing::commitment::YearOutlook;
use pricing::money::Usd;
use pricing::scenario::{Commitment, Measure};

/// A row a year, each opening to how it comes about.
pub fn years(commitment: &Commitment, years: &[YearOutlook]) -> Table {
    let rows = years.iter().enumerate().map(|(index, year)| Row {
        id: format!("year-{}", index + 1),
        name: format!("Year {}", index + 1),
        under: terms(year.deal.commitment, year.deal.discount),
        cells: vec![
            said(year.payment_without()),
            said(year.payment()),
            said(year.incremental()),
            said(year.absorbed()),
            said(year.shortfall()),
        ],
        opens: Some(opened(commitment, year)),
        ..Row::default()
    });
    let columns = ["Without AI", "With AI", "Added by AI", "Covered", "Unused"];
    Table {
        head: "Year",
        columns: columns.map(|name| Column::new(name, super::offers::holds(name))).to_vec(),
        rows: rows.collect(),
        ..Table::default()
    }
}

/// How what AI adds to a year comes about.
pub(crate) fn opened(commitment: &Commitment, year: &YearOutlook) -> Explanation {
    let mut explanation = plain(
        "What AI adds to the year’s bill: what you pay with AI, less what you would pay without it.",
        format!(
            "Without AI: {} of usage + {} = {}",
            year.usage_without,
            unused(year.deal.commitment, year.retired_without),
            year.payment_without()
        ),
    );
    explanation.formula.push(format!("With AI: {}", formula(year)));
    explanation.formula.push(format!("{} − {} = {} added", year.payment(), year.payment_without(), year.incremental()));
    explanation.formula.push(format!(
        "{} of AI = {} added + {} covered by the commitment",
        year.ai_cash(),
        year.incremental(),
        year.absorbed()
    ));
    if let Some(saved) = year.effective_discount() {
        explanation.formula.push(format!(
            "{} of AI at list price − {} added: {} saved",
            year.ai_list(),
            year.incremental(),
            percent(saved)
        ));
    }
    explanation.notes.push(
        match commitment.measure {
            Measure::Net => "Spend counts after the discount, as your contract says.",
            Measure::Gross => "Spend counts before the discount, as your contract says.",
        }
        .to_owned(),
    );
    explanation.notes.push("Unused commitment is billed in full.".to_owned());
    explanation.notes.extend(left_out_of_shortcut(year));
    explanation
}

/// `max(0, $10,000,000.00 − $7,480,000.00 that counts) of unused commitment`.
fn unused(commitment: Usd, counts: Usd) -> String {
    format!("max(0, {commitment} − {counts} that counts) unused")
}

/// `$7,480,000.00 of usage + $302,768.88 of AI + max(0, $10,000,000.00 − $7,782,768.88 that counts) unused = $10,000,000.00`.
pub(super) fn formula(year: &YearOutlook) -> String {
    format!(
        "{} of usage + {} of AI + {} = {}",
        year.usage_without,
        year.ai_cash(),
        unused(year.deal.commitment, year.retired_with),
        year.payment()
    )
}

/// What the published shortcut says of a year, and what it leaves out; `None` where it says the same.
pub fn left_out_of_shortcut(year: &YearOutlook) -> Option<String> {
    if year.ai_list() == Usd::ZERO || year.shortcut() == year.incremental() {
        return None;
    }
    Some(format!(
        "The published shortcut, AI above the gap less the discount, gives {}. It leaves out {}.",
        year.shortcut(),
        super::super::commitment::left_out(year)
    ))
}
