//! What clauses are worth, in words.

use core::cmp::Ordering;

use super::super::totals::plain;
use super::super::{CapacitySection, Column, Holds, Row, Table};
use crate::words::multiple_percent;
use pricing::commitment::{Clause, ClauseValue, YearOutlook, clauses};
use pricing::money::Usd;
use pricing::names::{clause_name, forecast_words};
use pricing::scenario::Commitment;

/// How a clause without worth is marked.
pub(crate) const WORTH_NOTHING: &str = "Worth nothing in this scenario";

/// The clauses of a commitment with years.
pub(super) fn section(commitment: &Commitment, years: &[YearOutlook]) -> CapacitySection {
    let values = clauses(commitment, years);
    let mut section = CapacitySection::new("clauses", "Clauses in money");
    section.lead.push(match values.first().filter(|first| first.value() > Usd::ZERO) {
        Some(first) => {
            format!("Of these clauses “{}” is worth most here: {}.", clause_name(first.clause), first.value())
        }
        None => "None of these clauses is worth anything in this scenario.".to_owned(),
    });
    section.tables.push(table(commitment, &values));
    section
}

/// Every clause with what it is worth, the dearest first.
pub fn table(commitment: &Commitment, values: &[ClauseValue]) -> Table {
    let given = &commitment.clauses;
    let low = forecast_words(&commitment.forecasts.low);
    let (rise, year) = (multiple_percent(given.price_rise), given.rise_year.count());
    let down = multiple_percent(given.reduction);
    let rows = values.iter().map(|value| {
        let (without, with) = (value.without, value.with);
        let (what, formula, nothing) = match value.clause {
            Clause::FullCounting => (
                "Every provider’s spend counts toward the commitment in full, and not as Marketplace spend.",
                format!("{without} paid as it is - {with} with full counting"),
                "everything counts in full, or the commitment is met as it is",
            ),
            Clause::EarnsDiscount => (
                "Every provider’s spend earns the discount.",
                format!("{without} paid as it is - {with} with the discount on all"),
                "everything earns the discount, there is none, or what it saves is shortfall instead",
            ),
            Clause::RateHold => (
                "AI prices stay as they are.",
                format!("{without} with AI prices up {rise} from year {year} on - {with} as it is"),
                "no rise is given for its years, there is no AI, or the rise only fills the gap",
            ),
            Clause::Reduction => (
                "The commitment can be lowered once, for all its years, if demand turns out low.",
                format!("{without} at low demand ({low}) - {with} with the commitment {down} lower"),
                "no reduction is given, or low demand still meets the commitment",
            ),
            Clause::DeprecationParity => (
                "When a model is withdrawn, its replacement costs no migration.",
                format!("{} months × {} a month", given.migration_months, given.migration_cost.usd()),
                "no migration is given",
            ),
        };
        let worth = value.value();
        let under = match worth.cmp(&Usd::ZERO) {
            Ordering::Less => "It costs more than it saves: dearer AI would retire more than it costs more.".to_owned(),
            Ordering::Equal => format!("{WORTH_NOTHING}: {nothing}."),
            Ordering::Greater => String::new(),
        };
        let explanation = plain(what, format!("{formula} = {worth}"));
        Row {
            id: format!("clause-{}", value.clause as usize),
            name: clause_name(value.clause).to_owned(),
            under,
            cells: vec![worth.to_string()],
            opens: Some(explanation),
            ..Row::default()
        }
    });
    Table {
        caption: "What each clause saves over all years of the commitment, by itself.".to_owned(),
        head: "Clause",
        columns: vec![Column::new("Worth", Holds::Number)],
        rows: rows.collect(),
        ..Table::default()
    }
}
