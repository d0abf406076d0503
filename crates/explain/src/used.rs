//! The prices that an answer rests on, each once.

use super::services::{self, key_of};
use super::{charge_name, line_name, place, rate_parts};
use pricing::rates::{Date, PublishedRate, RateCard};
use pricing::report::{AppliedRate, Report};
use pricing::services::ServiceRate;

/// A price of the answer, with where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceUsed {
    /// The model and its place: `Claude Sonnet 4.5, global`.
    pub place: String,
    /// What is priced: `Cache read, on demand`.
    pub what: String,
    /// The amount: `$0.30`.
    pub amount: String,
    /// What it is for: `per 1M tokens`.
    pub unit: String,
    /// Where it was read; `None` where the reader typed it.
    pub source: Option<PriceSource>,
}

/// Where a price was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceSource {
    /// Title of the source.
    pub title: String,
    /// Where it can be found.
    pub address: String,
    /// The date that the source bears.
    pub published: Date,
    /// Whether it is AWS's own publication.
    pub primary: bool,
}

/// Every price that a line or a charge of the report uses, each once, in their order.
pub fn prices_used(report: &Report, card: &RateCard) -> Vec<PriceUsed> {
    let mut used: Vec<PriceUsed> = Vec::new();
    let mut add = |place: String, what: String, applied: &AppliedRate, found: Option<&PublishedRate<'_>>| {
        let (amount, unit) = rate_parts(applied.rate());
        let source = found.filter(|_| !applied.typed).map(|found| PriceSource {
            title: found.source.title().to_owned(),
            address: found.source.place().to_owned(),
            published: found.source.published,
            primary: found.source.primary,
        });
        let price = PriceUsed { place, what, amount, unit, source };
        if !used.contains(&price) {
            used.push(price);
        }
    };
    for line in &report.lines {
        add(place(&line.placement, card), line_name(line), &line.price, card.rate(&line.key()).as_ref());
    }
    for charge in &report.charges {
        add(place(&charge.placement, card), charge_name(charge), &charge.price, card.rate(&charge.key()).as_ref());
    }
    for line in &report.services {
        match &line.price {
            ServiceRate::Item { item, price, published, region } => {
                let source = published.map(|found| PriceSource {
                    title: found.source.title().to_owned(),
                    address: found.source.place().to_owned(),
                    published: found.source.published,
                    primary: found.source.primary,
                });
                let place = line.price.elsewhere().map_or_else(
                    || format!("Services, {region}"),
                    |priced| format!("Services, {priced} in place of {region}"),
                );
                let (what, unit) = (item.words().to_owned(), format!("per {}", item.unit().name()));
                let price = PriceUsed { place, what, amount: price.to_string(), unit, source };
                if !used.contains(&price) {
                    used.push(price);
                }
            }
            ServiceRate::Model { placement, price, .. } => {
                let found = key_of(&line.price).and_then(|key| card.rate(&key));
                let (amount, unit) = rate_parts(price.rate());
                let price = PriceUsed {
                    place: place(placement, card),
                    what: services::model_words(line).to_owned(),
                    amount,
                    unit,
                    source: found.filter(|_| !price.typed).map(|found| PriceSource {
                        title: found.source.title().to_owned(),
                        address: found.source.place().to_owned(),
                        published: found.source.published,
                        primary: found.source.primary,
                    }),
                };
                if !used.contains(&price) {
                    used.push(price);
                }
            }
            ServiceRate::Amount { .. } => {}
        }
    }
    used
}
