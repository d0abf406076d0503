//! What a case expects of capacity.

use pricing::capacity::{custom_outlook, purchase_outlook};
use pricing::money::Usd;
use pricing::rates::RateCard;
use pricing::report::{Charge, Owner, Report};
use pricing::scenario::Scenario;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::Deserialize;

/// A charge as a case writes it.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedCharge {
    owner: String,
    #[serde(default)]
    index: usize,
    buying: String,
    meter: String,
    quantity: String,
    rate: String,
    cost: String,
}

/// One side of a purchase, or one of its terms; `none` where nothing is said.
#[derive(Deserialize)]
pub struct ExpectedPurchase {
    #[serde(default)]
    purchase: usize,
    #[serde(default)]
    side: usize,
    #[serde(default)]
    buying: String,
    #[serde(default)]
    need: u32,
    #[serde(flatten)]
    figures: Figures,
}

/// A custom model, by its index.
#[derive(Deserialize)]
pub struct ExpectedCustom {
    #[serde(default)]
    custom: usize,
    #[serde(flatten)]
    figures: Figures,
}

/// Figures by their names.
pub type Figures = std::collections::BTreeMap<String, String>;

/// The charges that a report has in place of these; `None` where they are the same.
pub fn charges(expected: &[ExpectedCharge], report: &Report) -> Option<Vec<ExpectedCharge>> {
    let got: Vec<_> = report.charges.iter().map(written).collect();
    (got != expected).then_some(got)
}

fn written(charge: &Charge) -> ExpectedCharge {
    let (owner, index) = match charge.owner {
        Owner::Workload(index) => ("workload", index),
        Owner::Purchase(index) => ("purchase", index),
        Owner::Custom(index) => ("custom", index),
        Owner::Service(owner) => (owner.kind(), owner.index()),
    };
    ExpectedCharge {
        owner: owner.to_owned(),
        index,
        buying: charge.buying.name().to_owned(),
        meter: charge.meter.name().to_owned(),
        quantity: charge.quantity().to_string(),
        rate: charge.price.rate().amount().to_string(),
        cost: charge.cost().exact(),
    }
}

/// The figures of a side, or with a way of buying those of a term, that differ.
pub fn purchase(expected: &ExpectedPurchase, scenario: &Scenario, card: &RateCard) -> Vec<String> {
    let got = || {
        let outlook = purchase_outlook(scenario, card, expected.purchase)?;
        let side = outlook.sides.get(expected.side)?;
        let count = |count: u64| Some(Decimal::from(count));
        if expected.buying.is_empty() {
            let slot = Decimal::from(outlook.hours).checked_div(Decimal::from(side.sizing.slot_count()))?;
            let (mean, peak) = side.sizing.mean_and_peak();
            return Some(vec![
                ("offered", count(side.sizing.offered)),
                ("unit", count(side.sizing.unit)),
                ("idle_hours", slot.checked_mul(Decimal::from(side.sizing.idle()))),
                ("mean", count(mean)),
                ("peak", count(peak)),
                ("utilisation", side.utilisation()),
                ("list", side.list.map(Usd::amount)),
                ("otherwise", side.otherwise.map(Usd::amount)),
            ]);
        }
        let term = outlook.terms.iter().find(|term| term.buying.name() == expected.buying)?;
        let hourly = term.hourly.get(expected.side).copied()?;
        let break_even = |cost: Option<Usd>| side.break_even(hourly?, cost?, outlook.hours);
        let monthly = hourly.map(|hourly| hourly.times(u32::try_from(outlook.hours).unwrap_or(0)));
        let best = monthly.and_then(|monthly| side.best(monthly));
        Some(vec![
            ("hourly", hourly.map(Usd::amount)),
            ("month", outlook.month(term).map(Usd::amount)),
            ("renewal", outlook.renewal(term).map(Usd::amount)),
            ("billed", count(u64::from(term.billed(expected.need)))),
            ("owed", count(u64::from(term.owed(expected.need)))),
            ("break_even_list", break_even(side.list)),
            ("break_even_otherwise", break_even(side.otherwise)),
            ("per_million", hourly.and_then(|hourly| side.per_million(hourly, outlook.hours)).map(Usd::amount)),
            ("best_units", best.and_then(|best| count(best.units))),
            ("best_cost", best.map(|best| best.cost.amount())),
        ])
    };
    of_figures(&expected.figures, got())
}

/// The figures of a custom model that differ.
pub fn custom(expected: &ExpectedCustom, scenario: &Scenario, card: &RateCard) -> Vec<String> {
    let got = custom_outlook(scenario, card, expected.custom).map(|outlook| {
        let amount = |amount: Option<Usd>| amount.map(Usd::amount);
        let mut figures = vec![
            ("once", amount(outlook.once())),
            ("storage", amount(outlook.storage_month())),
            ("first_year", amount(outlook.first_year())),
            ("serving_share", outlook.serving_share()),
        ];
        figures.extend(outlook.paths.iter().map(|path| (path.serving.name(), amount(path.month()))));
        figures
    });
    of_figures(&expected.figures, got)
}

/// The figures that differ from those found, to twelve places.
pub fn of_figures(expected: &Figures, got: Option<Vec<(&'static str, Option<Decimal>)>>) -> Vec<String> {
    let Some(got) = got else { return vec!["no such purchase, side, term, custom model or year".to_owned()] };
    let mut found = Vec::new();
    for (name, text) in expected {
        let Some((_, got)) = got.iter().find(|(known, _)| known == name) else {
            found.push(format!("no figure is called {name}"));
            continue;
        };
        let got = got.map(|got| got.round_dp_with_strategy(12, RoundingStrategy::MidpointAwayFromZero).normalize());
        let same = if text == "none" { got.is_none() } else { got.is_some() && super::signed(text) == got };
        if !same {
            found.push(format!("{name}: expected {text}, got {got:?}"));
        }
    }
    found
}
