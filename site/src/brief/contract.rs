//! What a negotiation rests on, behind the answer: the years of the current contract, what clauses are worth, and capacity
//! that is owed whatever is signed.

use explain::{Table, contract, obligations_table};
use leptos::prelude::*;
use pricing::commitment::clauses;
use pricing::scenario::Clauses;

use super::answer::deal;
use super::{beside, paper_section};
use crate::state::Answer;

/// The sections; none without a commitment.
pub fn sections(answer: &Answer) -> AnyView {
    let Some(deal) = deal(answer) else { return ().into_any() };
    let mut sections = Vec::new();
    if !deal.commitment.offers.is_empty() {
        let years = contract::years(deal.commitment, &deal.years);
        sections.extend(section("brief-years", "Your current contract by year", &[], Some(years)));
    }
    if deal.commitment.clauses != Clauses::default() {
        let values = clauses(deal.commitment, &deal.years);
        let table = contract::clauses(deal.commitment, &values);
        sections.extend(section(
            "brief-clauses",
            "Clauses to ask for",
            &[contract::clauses_note(&values)],
            Some(table),
        ));
    }
    let owed = obligations_table(deal.commitment, &deal.years, &answer.report, &answer.scenario, &answer.card);
    sections.extend(section("brief-owed", "Capacity you owe", &[], owed));
    beside(sections)
}

fn section(id: &str, title: &'static str, lead: &[String], table: Option<Table>) -> Option<AnyView> {
    let table = table.filter(|table| !table.rows.is_empty()).map(closed);
    let is_there = !lead.is_empty() || table.is_some();
    let tables = table.iter().map(|table| (table, "cards loose")).collect();
    is_there.then(|| paper_section(id, title, lead, tables))
}

/// The same, with nothing that opens: on paper nothing does.
fn closed(mut table: Table) -> Table {
    for row in &mut table.rows {
        row.opens = None;
    }
    table
}
