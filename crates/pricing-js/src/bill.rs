//! The lines of a bill as they go out: what is charged for, its quantity step by step, its price and where that was read.

mod step;

use step::Step;

use crate::card::Source;
use crate::text::{Count, Money, Ratio};
use pricing::rates::{Buying, Date, Meter, PromptLength, PublishedRate, RateCard, RateKey};
use pricing::report::{AppliedRate, Owner};
use pricing::scenario::Placement;
use pricing::services::ServiceOwner;
use serde::Serialize;

/// One charge for tokens: quantity x price = cost.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Line {
    /// Index of the workload.
    workload: usize,
    /// Index of the route; null for the baseline part.
    route: Option<usize>,
    /// Model, scope and region it runs on.
    placement: Placement,
    /// How the tokens are bought.
    buying: Buying,
    /// Whether it belongs to long prompts.
    length: PromptLength,
    /// What is counted.
    meter: Meter,
    /// How many tokens.
    tokens: Count,
    /// How the tokens came about, first step to last.
    steps: Vec<Step>,
    /// What one unit costs.
    price: Price,
    /// Quantity x price, exactly.
    cost: Money,
}

/// One charge for capacity: quantity x price = cost.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Charge {
    /// The purchase or custom model it comes from.
    owner: OwnerText,
    /// Model, scope and region.
    placement: Placement,
    /// How it is bought.
    buying: Buying,
    /// What is counted.
    meter: Meter,
    /// Hours, minutes, months or tokens: the product of the factors.
    quantity: Count,
    /// The factors of the quantity: 2 units x 730 hours; 1 where a factor isn't needed.
    factors: Vec<Count>,
    /// What one unit costs.
    price: Price,
    /// Quantity x price, exactly.
    cost: Money,
    /// Whether it comes once; others come every month.
    once: bool,
}

/// An entry of the scenario.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Owner"))]
pub(crate) struct OwnerText {
    /// Which list it is in.
    kind: OwnerKind,
    /// Its index there.
    index: usize,
}

/// A list of the scenario.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
enum OwnerKind {
    /// `workloads`.
    Workload,
    /// `capacity.purchases`.
    Purchase,
    /// `capacity.customs`.
    Custom,
    /// `services.guardrails`.
    Guardrail,
    /// `services.knowledge`.
    Knowledge,
    /// `services.documents`.
    Documents,
    /// `services.agents`.
    Agents,
    /// `services.flows`.
    Flow,
    /// `services.logs`.
    Logs,
    /// `services.monitoring`; its index is 0.
    Monitoring,
    /// `services.network`; its index is 0.
    Network,
    /// `services.evaluation`; its index is 0.
    Evaluation,
    /// `services.lines`.
    Own,
    /// `services.support`; its index is 0.
    Support,
}

impl OwnerKind {
    const fn of(owner: ServiceOwner) -> Self {
        match owner {
            ServiceOwner::Guardrail(_) => Self::Guardrail,
            ServiceOwner::Knowledge(_) => Self::Knowledge,
            ServiceOwner::Documents(_) => Self::Documents,
            ServiceOwner::Agents(_) => Self::Agents,
            ServiceOwner::Flow(_) => Self::Flow,
            ServiceOwner::Logs(_) => Self::Logs,
            ServiceOwner::Monitoring => Self::Monitoring,
            ServiceOwner::Network => Self::Network,
            ServiceOwner::Evaluation => Self::Evaluation,
            ServiceOwner::Own(_) => Self::Own,
            ServiceOwner::Support => Self::Support,
        }
    }
}

/// A price as a line applies it, and where it comes from.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "AppliedPrice"))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Price {
    /// Dollars for one unit, as applied.
    amount: Ratio,
    /// What the price covers.
    unit: pricing::money::Unit,
    /// Dollars for one unit, as published or typed.
    published: Ratio,
    /// Whether the convention for cache prices in batch halves it.
    halved: bool,
    /// Whether it is one of the scenario's own prices.
    typed: bool,
    /// The way of buying whose price this is, where it isn't the line's own.
    priced_as: Option<Buying>,
    /// Where it was read; null for a typed price.
    source: Option<PriceSource>,
}

/// Where a price was read, and when.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct PriceSource {
    #[serde(flatten)]
    pub(crate) source: Source,
    /// The date it was read there.
    pub(crate) read: Date,
    /// What else is known about it.
    pub(crate) note: Option<String>,
}

impl Line {
    pub(crate) fn of(line: &pricing::report::LineItem, card: &RateCard) -> Self {
        Self {
            workload: line.workload,
            route: line.route,
            placement: Placement::clone(&line.placement),
            buying: line.buying,
            length: line.length,
            meter: line.meter,
            tokens: line.quantity.tokens().into(),
            steps: line.quantity.steps().map(Step::of).collect(),
            price: Price::of(&line.price, &line.key(), card),
            cost: line.cost().into(),
        }
    }
}

impl Charge {
    pub(crate) fn of(charge: &pricing::report::Charge, card: &RateCard) -> Self {
        Self {
            owner: OwnerText::of(charge.owner),
            placement: charge.placement.clone(),
            buying: charge.buying,
            meter: charge.meter,
            quantity: charge.quantity().into(),
            factors: charge.factors.map(Count::from).into(),
            price: Price::of(&charge.price, &charge.key(), card),
            cost: charge.cost().into(),
            once: charge.is_once(),
        }
    }
}

impl OwnerText {
    pub(crate) fn of(owner: Owner) -> Self {
        let (kind, index) = match owner {
            Owner::Workload(index) => (OwnerKind::Workload, index),
            Owner::Purchase(index) => (OwnerKind::Purchase, index),
            Owner::Custom(index) => (OwnerKind::Custom, index),
            Owner::Service(owner) => (OwnerKind::of(owner), owner.index()),
        };
        Self { kind, index }
    }
}

impl Price {
    pub(crate) fn of(price: &AppliedRate, key: &RateKey<'_>, card: &RateCard) -> Self {
        let source = |found: PublishedRate<'_>| PriceSource {
            source: Source::of(found.source),
            read: found.read,
            note: found.note.map(|note| note.text().to_owned()),
        };
        Self {
            amount: Ratio::of(price.rate().amount()),
            unit: price.base.unit(),
            published: Ratio::of(price.base.amount()),
            halved: price.halved,
            typed: price.typed,
            priced_as: price.priced_as,
            source: if price.typed { None } else { card.rate(key).map(source) },
        }
    }
}
