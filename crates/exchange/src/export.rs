//! A report as a file for other programs: CSV for spreadsheets, JSON for everything else. See `docs/files.md`.
//!
//! Every decimal is written exactly as it was computed: without rounding, grouping or currency sign.

mod capacity;
mod csv;
mod figure;
mod json;
mod negotiation;

pub use csv::{Separators, csv, csv_with};
pub use json::json;

use pricing::commitment::{self, ClauseValue, HeldRates, Obligation, Offers, Reading, YearOutlook};
use pricing::ladder::Ladder;
use pricing::money::Usd;
use pricing::names;
use pricing::rates::{PublishedRate, RateCard, RateKey};
use pricing::report::{AppliedRate, Report};
use pricing::scenario::{Commitment, Placement, Scenario};

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

    /// Where a price was read; `None` for a typed one.
    fn source_of(&self, price: &AppliedRate, key: &RateKey<'_>) -> Option<PublishedRate<'a>> {
        if price.typed { None } else { self.card.rate(key) }
    }

    /// What a scenario comes to: key, name, amount.
    fn totals(&self) -> [(&'static str, &'static str, Usd); 6] {
        let (month, once, year) = (self.report.month(), self.report.once(), self.report.year());
        [
            ("month", "Month", month),
            ("inference", "Month, inference", self.report.inference()),
            ("services", "Month, services", self.report.services()),
            ("once", "Once", once),
            ("year", "Year", year),
            ("firstYear", "First year", year + once),
        ]
    }

    /// A ladder: name and amount of the list price, of each change, and of what it ends at.
    fn rungs(&self, ladder: &Ladder, end: &str) -> Vec<(String, Usd)> {
        let mut rungs = vec![("List price".to_owned(), ladder.list)];
        for step in &ladder.steps {
            rungs.push((names::lever_name(step.lever, self.scenario), step.change));
        }
        rungs.push((end.to_owned(), ladder.end()));
        rungs
    }

    /// What the commitment comes to. `None` without one, and where spend grows too large to compute.
    fn committed(&self) -> Option<Committed> {
        let Self { scenario, report, card } = self;
        let commitment = scenario.commitment.as_ref()?;
        let years = commitment::years(commitment, report, card)?;
        Some(Committed {
            ladder: commitment::ladder(commitment, &years, report),
            clauses: commitment::clauses(commitment, &years),
            held: commitment::rate_hold(commitment, &years, card),
            obligations: commitment::obligations(commitment, &years, report, card),
            readings: Reading::ALL.map(|reading| commitment::as_read(commitment, &years, reading)),
            years,
        })
    }

    /// The commitment and its offers compared; `None` where there are none, or they can't be.
    fn offers(&self) -> Option<(&'a Commitment, Offers)> {
        let commitment = self.scenario.commitment.as_ref()?;
        Some((commitment, commitment::offers(commitment, self.report, self.card)?))
    }
}

/// What a commitment comes to.
struct Committed {
    years: Vec<YearOutlook>,
    /// From list price to what AI adds in the first year; `None` where there is no such ladder.
    ladder: Option<Ladder>,
    /// The dearest first.
    clauses: Vec<ClauseValue>,
    /// A rate hold by what prices have done, from the largest rise to the largest cut.
    held: Vec<HeldRates>,
    obligations: Vec<Obligation>,
    /// The years under both readings of Marketplace-billed models.
    readings: [Vec<YearOutlook>; 2],
}
