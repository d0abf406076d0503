//! A report as a file for other programs: CSV for spreadsheets, JSON for everything else. See `docs/files.md`.
//!
//! Every decimal is written exactly as it was computed: without rounding, grouping or currency sign.

mod csv;
mod json;

pub use csv::csv;
pub use json::json;

use crate::explain;
use crate::money::Usd;
use crate::rates::{PublishedRate, RateCard};
use crate::report::{Charge, LineItem, Report};
use crate::scenario::{Placement, Scenario};

/// A report, and what it was made from.
#[derive(Clone, Copy, Debug)]
pub struct Exported<'a> {
    /// What was asked.
    pub scenario: &'a Scenario,
    /// The card that priced it.
    pub card: &'a RateCard,
    /// What came out.
    pub report: &'a Report,
}

impl<'a> Exported<'a> {
    /// The provider of a placement's model; empty where the card doesn't have it.
    fn provider(&self, placement: &Placement) -> &'a str {
        self.card.model(&placement.model).map_or("", |model| &self.card.provider_of(model).name)
    }

    /// Where the price of a line was read; `None` for a typed one.
    fn source_of_line(&self, line: &LineItem) -> Option<PublishedRate<'a>> {
        if line.price.typed { None } else { self.card.rate(&line.key()) }
    }

    /// Where the price of a charge was read; `None` for a typed one.
    fn source_of_charge(&self, charge: &Charge) -> Option<PublishedRate<'a>> {
        if charge.price.typed { None } else { self.card.rate(&charge.key()) }
    }

    /// What a scenario comes to: key, name, amount.
    fn totals(&self) -> [(&'static str, &'static str, Usd); 4] {
        let (month, once, year) = (self.report.month(), self.report.once(), self.report.year());
        [
            ("month", "Month", month),
            ("once", "Once", once),
            ("year", "Year", year),
            ("firstYear", "First year", year + once),
        ]
    }

    /// The ladder: name and amount of the list price, of each change, and of what is paid. Empty where there is none.
    fn ladder(&self) -> Vec<(String, Usd)> {
        let Ok(ladder) = &self.report.ladder else { return Vec::new() };
        let mut rungs = vec![("List price".to_owned(), ladder.list)];
        for step in &ladder.steps {
            rungs.push((explain::lever_name(step.lever, self.scenario), step.change));
        }
        rungs.push(("Paid".to_owned(), ladder.end()));
        rungs
    }

    /// The years of the commitment: for each, key, name and amount. Empty without one.
    fn years(&self) -> Vec<[(&'static str, &'static str, Usd); 9]> {
        let commitment = self.scenario.commitment.as_ref();
        let years = commitment.and_then(|it| crate::commitment::years(it, self.report, self.card));
        let figures = |year: &crate::commitment::YearOutlook| {
            [
                ("commitment", "Committed", year.deal.commitment),
                ("organic", "Spend without AI, before discount", year.organic),
                ("aiList", "AI spend, before discount", year.ai_list()),
                ("gap", "Gap without AI", year.gap()),
                ("shortfall", "Shortfall with AI", year.shortfall()),
                ("paymentWithout", "Payment without AI", year.payment_without()),
                ("payment", "Payment with AI", year.payment()),
                ("incremental", "What AI adds", year.incremental()),
                ("absorbed", "Absorbed by the gap", year.absorbed()),
            ]
        };
        years.unwrap_or_default().iter().map(figures).collect()
    }
}
