//! Published figures beside the exact ones.

use super::signed;
use super::totals::percent_text;
use pricing::money::{Usd, grouped};
use pricing::presets::{Comparison, Exact, Preset, Publication, Published};
use pricing::rates::RateCard;
use pricing::scenario::Scenario;

/// What stands for the difference of two figures that agree.
const NO_DIFFERENCE: &str = "none";

/// A published figure beside the exact one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedFigure {
    /// The identifier of the preset that it belongs to.
    pub preset: &'static str,
    /// What the figure is.
    pub what: &'static str,
    /// Why the two differ, or that they don't.
    pub reason: &'static str,
    /// Who published it, its title and its date.
    pub source: String,
    /// As published.
    pub published: String,
    /// Computed with the rates of the card, or why it can't be.
    pub exact: String,
    /// Exact less published, with its sign; empty where they agree or can't be subtracted.
    pub difference: String,
    /// Whether the two agree, to the cent.
    pub is_same: bool,
}

/// Every published figure of `presets`, with the exact one from the rates of `card`.
pub fn published_figures(presets: &[Preset], card: &RateCard) -> Vec<PublishedFigure> {
    let figures = presets.iter().flat_map(|preset| {
        let Publication { title, publisher, published: date } = preset.publication;
        preset.comparisons.iter().map(move |comparison| {
            let (published, exact, difference) = words(comparison, card);
            let is_same = difference == NO_DIFFERENCE;
            PublishedFigure {
                preset: preset.id,
                what: comparison.what,
                reason: comparison.reason,
                source: format!("{publisher}, {title}, {date}"),
                published,
                exact,
                difference: if is_same { String::new() } else { difference },
                is_same,
            }
        })
    });
    figures.collect()
}

/// Which preset a scenario is, whatever the date of its rates: the preset's identifier.
pub fn loaded(presets: &[Preset], scenario: &Scenario) -> Option<&'static str> {
    let same = |preset: &&Preset| {
        preset.scenario.cache_in_batch == scenario.cache_in_batch
            && preset.scenario.workloads == scenario.workloads
            && preset.scenario.prices == scenario.prices
            && preset.scenario.capacity == scenario.capacity
            && preset.scenario.commitment == scenario.commitment
    };
    presets.iter().find(same).map(|preset| preset.id)
}

fn words(comparison: &Comparison, card: &RateCard) -> (String, String, String) {
    let published = match comparison.published {
        Published::Amount(amount) => format!("${}", grouped(&amount.exact())),
        Published::Percent(range) => format!("{range}%"),
        Published::Range(range) => range.to_owned(),
    };
    let (exact, difference) = match (comparison.exact(card), comparison.published) {
        (Ok(Exact::Amount(exact)), Published::Amount(amount)) => {
            let difference = exact - amount;
            let agree = difference.rounded() == Usd::ZERO.amount();
            (exact.to_string(), if agree { NO_DIFFERENCE.to_owned() } else { signed(difference) })
        }
        (Ok(Exact::Amount(exact)), Published::Percent(_) | Published::Range(_)) => (exact.to_string(), String::new()),
        (Ok(Exact::Percent(exact)), _) => (percent_text(exact), String::new()),
        (Err(error), _) => (error.to_string(), String::new()),
    };
    (published, exact, difference)
}
