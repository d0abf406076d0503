//! What a case expects of the years of a commitment.

use std::collections::BTreeMap;

use pricing::commitment::{YearOutlook, years};
use pricing::money::Usd;
use pricing::rates::RateCard;
use pricing::report::Report;
use pricing::scenario::Scenario;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::Deserialize;

/// A year, by its index; `none` where nothing is said.
#[derive(Deserialize)]
pub struct ExpectedYear {
    #[serde(default)]
    year: usize,
    #[serde(flatten)]
    figures: BTreeMap<String, String>,
}

/// The figures that differ.
pub fn differences(expected: &[ExpectedYear], scenario: &Scenario, report: &Report, card: &RateCard) -> Vec<String> {
    let got = scenario.commitment.as_ref().and_then(|commitment| years(commitment, report, card)).unwrap_or_default();
    let mut found = Vec::new();
    for ExpectedYear { year, figures } in expected {
        let Some(outlook) = got.get(*year) else {
            found.push(format!("there is no year {year}"));
            continue;
        };
        for (name, text) in figures {
            let Some(got) = figure(outlook, name) else {
                found.push(format!("no figure is called {name}"));
                continue;
            };
            let got = got.map(|got| got.round_dp_with_strategy(12, RoundingStrategy::MidpointAwayFromZero).normalize());
            let same = if text == "none" { got.is_none() } else { got.is_some() && super::signed(text) == got };
            if !same {
                found.push(format!("year {year}, {name}: expected {text}, got {got:?}"));
            }
        }
    }
    found
}

/// A figure by its name, and whether anything is said of it.
fn figure(year: &YearOutlook, name: &str) -> Option<Option<Decimal>> {
    let amount = match name {
        "commitment" => year.commitment,
        "organic" => year.organic,
        "ai_list" => year.ai_list(),
        "ai_cash" => year.ai_cash(),
        "gap" => year.gap(),
        "shortfall" => year.shortfall(),
        "payment" => year.payment(),
        "payment_without" => year.payment_without(),
        "incremental" => year.incremental(),
        "absorbed" => year.absorbed(),
        "shortcut" => year.shortcut(),
        "effective_discount" => return Some(year.effective_discount()),
        "shortfall_ends_at" => return Some(year.shortfall_ends_at().map(Usd::amount)),
        _ => return None,
    };
    Some(Some(amount.amount()))
}
