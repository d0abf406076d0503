//! Lines of services that a golden case expects.

use pricing::number::decimal;
use pricing::rates::RateCard;
use pricing::report::Report;
use pricing::services::{ServiceLine, ServiceRate};
use serde::Deserialize;

/// A line as a case expects it.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct ExpectedService {
    /// `guardrail 0`: the entry it comes from.
    of: String,
    /// The item; a model's identifier; `amount`.
    item: String,
    quantity: String,
    price: String,
    cost: String,
    #[serde(default)]
    once: bool,
    /// Who bills it, where that is expected.
    billed: Option<String>,
}

/// The lines, where they differ from the expected ones.
pub fn differs(expected: &[ExpectedService], report: &Report, card: &RateCard) -> Option<Vec<ExpectedService>> {
    let got: Vec<ExpectedService> = report.services.iter().map(|line| written(line, card)).collect();
    let alike = expected.len() == got.len() && expected.iter().zip(&got).all(|(one, other)| one.is(other));
    (!alike).then_some(got)
}

impl ExpectedService {
    fn is(&self, got: &Self) -> bool {
        let same = |one: &str, other: &str| decimal(one).is_some() && decimal(one) == decimal(other);
        self.of == got.of
            && self.item == got.item
            && self.once == got.once
            && same(&self.quantity, &got.quantity)
            && same(&self.price, &got.price)
            && same(&self.cost, &got.cost)
            && (self.billed.is_none() || self.billed == got.billed)
    }
}

fn written(line: &ServiceLine, card: &RateCard) -> ExpectedService {
    let (item, price) = match &line.price {
        ServiceRate::Item { item, price, .. } => (item.name().to_owned(), price.amount()),
        ServiceRate::Model { placement, price, .. } => (placement.model.clone(), price.rate().amount()),
        ServiceRate::Amount { amount, .. } => ("amount".to_owned(), amount.amount()),
    };
    ExpectedService {
        of: format!("{} {}", line.owner.kind(), line.owner.index()),
        item,
        quantity: line.charged().to_string(),
        price: price.to_string(),
        cost: line.cost().amount().normalize().to_string(),
        once: line.once,
        billed: Some(line.biller(card).to_owned()),
    }
}
