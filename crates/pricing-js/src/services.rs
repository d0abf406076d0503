//! Services around inference, as the package gives them.

use crate::bill::{OwnerText, Price, PriceSource};
use crate::card::Source;
use crate::text::{Money, Ratio};
use pricing::rates::{Buying, Meter, PromptLength, RateCard, RateKey, ServiceItem, ServicePrice};
use pricing::report::Owner;
use pricing::scenario::{BilledBy, Placement, Scenario};
use pricing::services::ServiceRate;
use serde::Serialize;

/// One charge of a service: quantity x price.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub(crate) struct ServiceLine {
    /// The entry it comes from.
    owner: OwnerText,
    /// Index of the workload whose requests drive it, where one alone does.
    workload: Option<usize>,
    /// What it is called.
    name: String,
    /// How many are charged.
    quantity: Ratio,
    /// What is counted.
    counted: &'static str,
    /// The numbers that the quantity is the product of.
    factors: Vec<Ratio>,
    /// What one unit costs.
    price: ServicePriceText,
    /// Who bills it: a model's provider, `aws-services`, `marketplace-services` or `outside-the-contract`.
    billed: String,
    /// Quantity x price.
    cost: Money,
    /// Whether it comes once; all others come every month.
    once: bool,
}

/// What one unit of a service costs.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "AppliedServicePrice"))]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", tag = "kind")]
enum ServicePriceText {
    /// A price of a service's own.
    Item {
        /// What it is for.
        item: ServiceItem,
        /// Dollars for one unit.
        amount: ServicePrice,
        /// What the price covers.
        unit: String,
        /// The region that is priced.
        region: String,
        /// The region whose price stands for it, where its own has none.
        elsewhere: Option<&'static str>,
        /// Whether the reader typed it.
        typed: bool,
        /// Where it was read.
        source: Option<PriceSource>,
    },
    /// The price of a model.
    Model {
        /// Which model, and where.
        placement: Placement,
        /// How it is bought.
        buying: Buying,
        /// What is counted.
        meter: Meter,
        /// The price.
        price: Price,
    },
    /// An amount that the reader typed.
    Amount {
        /// Who bills it.
        billed: BilledBy,
    },
}

impl ServiceLine {
    pub(crate) fn of(line: &pricing::services::ServiceLine, scenario: &Scenario, card: &RateCard) -> Self {
        Self {
            owner: OwnerText::of(Owner::Service(line.owner)),
            workload: line.workload,
            name: pricing::names::service_line_name(line, scenario, card),
            quantity: Ratio::of(line.charged()),
            counted: line.counted(),
            factors: line.quantity.factors.iter().map(|factor| Ratio::of(factor.value)).collect(),
            price: ServicePriceText::of(&line.price, card),
            billed: line.biller(card).to_owned(),
            cost: line.cost().into(),
            once: line.once,
        }
    }
}

impl ServicePriceText {
    fn of(rate: &ServiceRate, card: &RateCard) -> Self {
        match rate {
            ServiceRate::Item { item, price, published, region } => Self::Item {
                item: *item,
                amount: *price,
                unit: item.unit().name(),
                region: region.clone(),
                elsewhere: rate.elsewhere(),
                typed: published.is_none(),
                source: published.map(|found| PriceSource {
                    source: Source::of(&found.source),
                    read: found.read,
                    note: found.note.map(|note| note.text().to_owned()),
                }),
            },
            ServiceRate::Model { placement, buying, meter, price } => {
                let key = RateKey {
                    model: &placement.model,
                    scope: placement.scope,
                    region: &placement.region,
                    buying: *buying,
                    length: PromptLength::Ordinary,
                    meter: *meter,
                };
                let price = Price::of(price, &key, card);
                Self::Model { placement: placement.clone(), buying: *buying, meter: *meter, price }
            }
            ServiceRate::Amount { billed, .. } => Self::Amount { billed: *billed },
        }
    }
}
