//! What capacity owes by its own term, beside what it retires, in words.

use core::slice;

use super::super::capacity::over_months;
use super::super::totals::plain;
use super::super::{Column, Holds, Row, Table, owner_name};
use super::{cap_words, counted_words, counts_words, is_marketplace};
use pricing::commitment::{YearOutlook, obligations};
use pricing::rates::RateCard;
use pricing::report::{Charge, Report};
use pricing::scenario::{Commitment, Scenario};

/// Every purchase and custom model with a term; `None` where there is none.
pub fn table(
    commitment: &Commitment,
    years: &[YearOutlook],
    report: &Report,
    scenario: &Scenario,
    card: &RateCard,
) -> Option<Table> {
    let found = obligations(commitment, years, report, card);
    if found.is_empty() {
        return None;
    }
    let rows = found.iter().enumerate().map(|(index, obligation)| {
        let (month, months, spend) = (obligation.month, obligation.months, &obligation.spend);
        let mut explanation = plain(
            "Capacity with a term is owed for the whole term, whatever the commitment says. What of it counts retires the commitment too.",
            format!("{month} a month"),
        );
        let of: Vec<&Charge> = report
            .charges
            .iter()
            .filter(|charge| charge.owner == obligation.owner && charge.term_months().is_some())
            .collect();
        explanation.formula.extend(over_months(&of, months));
        explanation.formula.push(format!("{} owed once the term begins", obligation.owed));
        explanation.formula.extend(over_months(&of, 12));
        explanation.formula.push(format!("{} a year before discounts, to the cent", spend.list));
        explanation.formula.push(format!(
            "{} after the negotiated rate, {} after the discount; {}",
            spend.negotiated,
            spend.cash,
            counted_words(spend)
        ));
        let term = if months == 1 { "one month".to_owned() } else { format!("{months} months") };
        Row {
            id: format!("obligation-{index}"),
            name: owner_name(scenario, obligation.owner),
            under: format!("for {term}"),
            cells: [month, obligation.owed, spend.cash, spend.counted].map(|amount| amount.to_string()).to_vec(),
            opens: Some(explanation),
            ..Row::default()
        }
    });
    let capped =
        years.first().filter(|_| found.iter().any(|obligation| is_marketplace(slice::from_ref(&obligation.spend))));
    let columns = ["A month", "Owed by its term", "Paid in a year", counts_words(capped.is_some())];
    let what = "Capacity with a term is owed whatever happens. The part of it that counts toward the commitment also fills it.";
    Some(Table {
        caption: capped.map_or_else(|| what.to_owned(), |year| format!("{what} {}", cap_words(year))),
        head: "Capacity",
        columns: columns.map(|name| Column::new(name, Holds::Number)).to_vec(),
        rows: rows.collect(),
        ..Table::default()
    })
}
