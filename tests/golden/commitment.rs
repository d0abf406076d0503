//! What a case expects of the years of a commitment.

use pricing::commitment::{Reading, YearOutlook, as_read, years};
use pricing::ladder::Ladder;
use pricing::money::Usd;
use pricing::rates::RateCard;
use pricing::report::Report;
use pricing::scenario::Scenario;
use rust_decimal::Decimal;
use serde::Deserialize;

use super::capacity::{Figures, of_figures};

/// A year, by its index; `none` where nothing is said.
#[derive(Deserialize)]
pub struct ExpectedYear {
    #[serde(default)]
    year: usize,
    #[serde(flatten)]
    figures: Figures,
}

/// The figures that differ.
pub fn differences(expected: &[ExpectedYear], scenario: &Scenario, report: &Report, card: &RateCard) -> Vec<String> {
    let got = scenario.commitment.as_ref().and_then(|commitment| years(commitment, report, card)).unwrap_or_default();
    let read = |reading| scenario.commitment.as_ref().map(|commitment| as_read(commitment, &got, reading));
    let [capped, full] = Reading::ALL.map(|reading| read(reading).unwrap_or_default());
    let with_readings = |index: usize, year: &YearOutlook| {
        let mut found = figures(year);
        for (names, years) in
            [(["payment_capped", "shortfall_capped"], &capped), (["payment_full", "shortfall_full"], &full)]
        {
            let amounts = years.get(index).map(|year| [year.payment(), year.shortfall()].map(Usd::amount));
            found.extend(names.into_iter().zip(amounts.into_iter().flatten().map(Some)));
        }
        found
    };
    let of_year = |expected: &ExpectedYear| {
        let found =
            of_figures(&expected.figures, got.get(expected.year).map(|year| with_readings(expected.year, year)));
        found.into_iter().map(|difference| format!("year {}, {difference}", expected.year)).collect::<Vec<_>>()
    };
    expected.iter().flat_map(of_year).collect()
}

/// The ladder of a year.
pub fn ladder(scenario: &Scenario, report: &Report, card: &RateCard) -> Option<Ladder> {
    let commitment = scenario.commitment.as_ref()?;
    pricing::commitment::ladder(commitment, &years(commitment, report, card)?, report)
}

fn figures(year: &YearOutlook) -> Vec<(&'static str, Option<Decimal>)> {
    let amounts = [
        ("commitment", year.deal.commitment),
        ("organic", year.organic),
        ("ai_list", year.ai_list()),
        ("ai_cash", year.ai_cash()),
        ("carried", year.carried_with),
        ("gap", year.gap()),
        ("shortfall", year.shortfall()),
        ("payment", year.payment()),
        ("payment_without", year.payment_without()),
        ("incremental", year.incremental()),
        ("absorbed", year.absorbed()),
        ("shortcut", year.shortcut()),
    ];
    let mut figures: Vec<_> = amounts.into_iter().map(|(name, amount)| (name, Some(amount.amount()))).collect();
    figures.push(("effective_discount", year.effective_discount()));
    figures.push(("shortfall_ends_at", year.shortfall_ends_at().map(Usd::amount)));
    figures
}
