//! What services around inference cost: lines with their quantities and prices.
//!
//! Follows "Services" in `docs/arithmetic.md`. A quantity is the product of its factors, and the factors are what an explanation
//! shows.

mod driven;
mod guardrails;
mod knowledge;
mod operations;
mod quantity;
mod requests;
mod stores;

pub use quantity::{Factor, FactorKind, Measured, ServiceQuantity};
pub(crate) use requests::requests;

use crate::bounds::HOURS_OF_AVERAGE_MONTH;
use crate::ladder::Lever;
use crate::money::Usd;
use crate::price::lookup::Prices;
use crate::price::{MissingService, PriceError};
use crate::rates::{
    Buying, FALLBACK_REGION, Meter, PromptLength, PublishedService, RateCard, ServiceItem, ServicePrice, ServiceUnit,
    service_cost, service_rate,
};
use crate::report::{AppliedRate, Owner};
use crate::scenario::{BilledBy, Field, FieldError, Placement, Problem, Rules, Scenario};

/// Which entry of a scenario's services a line belongs to, by its index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ServiceOwner {
    /// A guardrail.
    Guardrail(usize),
    /// A knowledge base.
    Knowledge(usize),
    /// Documents and images.
    Documents(usize),
    /// Agents.
    Agents(usize),
    /// A flow.
    Flow(usize),
    /// Invocation logs.
    Logs(usize),
    /// Metrics, alarms and dashboards.
    Monitoring,
    /// Private endpoints and transfer.
    Network,
    /// People's judgements of models.
    Evaluation,
    /// A line of the reader's own.
    Own(usize),
    /// The support plan.
    Support,
}

impl ServiceOwner {
    /// A stable word for the kind: `guardrail`, `knowledge`, `documents`, `agents`, `flow`, `logs`, `monitoring`, `network`,
    /// `evaluation`, `own`, `support`.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Guardrail(_) => "guardrail",
            Self::Knowledge(_) => "knowledge",
            Self::Documents(_) => "documents",
            Self::Agents(_) => "agents",
            Self::Flow(_) => "flow",
            Self::Logs(_) => "logs",
            Self::Monitoring => "monitoring",
            Self::Network => "network",
            Self::Evaluation => "evaluation",
            Self::Own(_) => "own",
            Self::Support => "support",
        }
    }

    /// The index; 0 of what there is one of.
    pub const fn index(self) -> usize {
        match self {
            Self::Guardrail(index)
            | Self::Knowledge(index)
            | Self::Documents(index)
            | Self::Agents(index)
            | Self::Flow(index)
            | Self::Logs(index)
            | Self::Own(index) => index,
            Self::Monitoring | Self::Network | Self::Evaluation | Self::Support => 0,
        }
    }
}

/// One charge of a service: quantity x price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceLine {
    /// The entry it comes from.
    pub owner: ServiceOwner,
    /// The workload whose requests drive it, where one alone does.
    pub workload: Option<usize>,
    /// How many, and how that came about.
    pub quantity: ServiceQuantity,
    /// What one unit costs, and of what.
    pub price: ServiceRate,
    /// Whether it comes once; all others come every month.
    pub once: bool,
    /// Hours of an average month, by which a year counts what is charged in every hour of the month; `None` for all else.
    pub average_hours: Option<u64>,
}

/// What a unit of a service costs, and where the price comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ServiceRate {
    /// A price of a service's own.
    Item {
        /// What it is for.
        item: ServiceItem,
        /// Dollars for one of the item's units.
        price: ServicePrice,
        /// Where it was read; `None` for a price that the reader typed.
        published: Option<&'static PublishedService>,
        /// The region that is priced.
        region: String,
    },
    /// The price of a model that embeds or orders.
    Model {
        /// Which model, and where.
        placement: Placement,
        /// How it is bought: Standard or batch.
        buying: Buying,
        /// What is counted: input tokens or queries.
        meter: Meter,
        /// The price.
        price: AppliedRate,
    },
    /// An amount that the reader typed.
    Amount {
        /// The amount.
        amount: Usd,
        /// Who bills it.
        billed: BilledBy,
    },
}

impl ServiceLine {
    /// Quantity x price, exactly. A scenario that is priced keeps within what is exact.
    pub fn cost(&self) -> Usd {
        self.exact_cost().unwrap_or(Usd::ZERO)
    }

    /// Cost of twelve months. What is charged in every hour counts 8,760 of them, as [`Charge::year`](crate::report::Charge::year)
    /// does.
    pub fn year(&self) -> Usd {
        let Some(hours) = self.average_hours else { return self.cost().times(12) };
        let mut average = self.clone();
        for factor in average.quantity.factors.iter_mut().filter(|factor| factor.kind == FactorKind::Hours) {
            *factor = Factor::count(FactorKind::Hours, hours);
        }
        average.cost().times(12)
    }

    /// The same; `None` where the product has too many digits.
    fn exact_cost(&self) -> Option<Usd> {
        match &self.price {
            ServiceRate::Item { item, price, .. } => {
                service_cost(self.quantity.millionths(item.unit().places())?, *price, item.unit())
            }
            ServiceRate::Model { price, .. } => {
                let count = u64::try_from(self.quantity.whole()?).ok()?;
                (count <= MODEL_COUNT_MAX).then(|| price.rate().cost(count))
            }
            ServiceRate::Amount { amount, .. } => Some(*amount),
        }
    }

    /// Whether AWS bills it, and not AWS Marketplace or somebody else.
    fn is_billed_by_aws(&self, card: &RateCard) -> bool {
        match &self.price {
            ServiceRate::Model { placement, .. } => !crate::price::is_marketplace(&placement.model, card),
            ServiceRate::Item { .. } | ServiceRate::Amount { .. } => self.biller(card) == AWS,
        }
    }

    /// How many are charged, in what the price counts: tokens and queries whole, what is measured to six places; 1 of an amount.
    pub fn charged(&self) -> rust_decimal::Decimal {
        match &self.price {
            ServiceRate::Item { item, .. } => self.quantity.amount(item.unit().places()),
            ServiceRate::Model { .. } => self.quantity.amount(0),
            ServiceRate::Amount { .. } => rust_decimal::Decimal::ONE,
        }
    }

    /// What is counted, in words: `text units`, `tokens`; empty for an amount.
    pub const fn counted(&self) -> &'static str {
        match &self.price {
            ServiceRate::Item { item, .. } => item.unit().counted(),
            ServiceRate::Model { meter: Meter::Query, .. } => "queries",
            ServiceRate::Model { .. } => "tokens",
            ServiceRate::Amount { .. } => "",
        }
    }

    /// Who bills it: the provider's identifier for a model, otherwise one of [`AWS`], [`MARKETPLACE`] and [`OUTSIDE`].
    pub fn biller<'a>(&self, card: &'a RateCard) -> &'a str {
        match &self.price {
            ServiceRate::Item { item, .. } if item.is_support() => OUTSIDE,
            ServiceRate::Item { .. } | ServiceRate::Amount { billed: BilledBy::Aws, .. } => AWS,
            ServiceRate::Amount { billed: BilledBy::Marketplace, .. } => MARKETPLACE,
            ServiceRate::Amount { billed: BilledBy::Neither, .. } => OUTSIDE,
            ServiceRate::Model { placement, .. } => {
                card.model(&placement.model).map_or("", |model| &card.provider_of(model).id)
            }
        }
    }
}

/// Services that AWS bills, in a commitment: they earn the discount and retire it in full.
pub const AWS: &str = "aws-services";
/// Services billed through AWS Marketplace, in a commitment.
pub const MARKETPLACE: &str = "marketplace-services";
/// What stands beside the contract: it neither earns nor retires.
pub const OUTSIDE: &str = "outside-the-contract";

/// What stands for a provider of services in a commitment, in words; `None` for a model's provider.
pub fn name_of(biller: &str) -> Option<&'static str> {
    match biller {
        AWS => Some("AWS services"),
        MARKETPLACE => Some("Marketplace services"),
        OUTSIDE => Some("Outside the contract"),
        _ => None,
    }
}

/// Tokens or queries of one line that a model's price is exact for.
const MODEL_COUNT_MAX: u64 = crate::bounds::TOKENS_MAX;

/// Every line of a scenario's services, in the order of `docs/arithmetic.md`. The scenario has been checked.
///
/// # Errors
/// A price that is missing, and services that cost more than [`SERVICES_COST_MAX`](crate::bounds::SERVICES_COST_MAX).
///
/// `inference` is what AWS bills of a month of inference: a support plan is charged on it too.
pub(crate) fn lines(scenario: &Scenario, card: &RateCard, inference: Usd) -> Result<Vec<ServiceLine>, PriceError> {
    let mut making = Making::new(scenario, card);
    if scenario.services.is_none() {
        return Ok(making.lines);
    }
    making.all(inference)?;
    let cap = Usd::of_cents(crate::bounds::SERVICES_COST_MAX * 100);
    for once in [false, true] {
        let mut sum = Usd::ZERO;
        for line in making.lines.iter().filter(|line| line.once == once) {
            sum = line.exact_cost().filter(|cost| *cost <= cap).map(|cost| sum + cost).ok_or_else(too_much)?;
        }
        if sum > cap {
            return Err(too_much());
        }
    }
    Ok(making.lines)
}

/// Every price of a service that is needed and isn't known, so that each can be typed; empty where all are, and where something
/// else keeps the scenario from being priced.
pub fn missing(scenario: &Scenario, card: &RateCard) -> Vec<MissingService> {
    if !scenario.check().is_empty() {
        return Vec::new();
    }
    let mut making = Making::new(scenario, card);
    making.goes_on = true;
    // What else is missing is a model's price, which pricing names.
    let _ = making.all(Usd::ZERO);
    making.missing
}

fn too_much() -> PriceError {
    FieldError { workload: None, field: Field::Services, problem: Problem::TooMuchOfServices }.into()
}

/// Makes the lines of a scenario's services.
struct Making<'a> {
    scenario: &'a Scenario,
    card: &'a RateCard,
    prices: Prices<'a>,
    region: &'a str,
    lines: Vec<ServiceLine>,
    /// Whether a missing price is noted instead of ending it.
    goes_on: bool,
    missing: Vec<MissingService>,
}

impl<'a> Making<'a> {
    fn new(scenario: &'a Scenario, card: &'a RateCard) -> Self {
        let first = scenario.workloads.first().map(|first| first.placement.region.as_str());
        Self {
            scenario,
            card,
            prices: Prices::new(scenario, card, Lever::Prices),
            region: scenario.services.region.as_deref().or(first).unwrap_or(FALLBACK_REGION),
            lines: Vec::new(),
            goes_on: false,
            missing: Vec::new(),
        }
    }

    fn all(&mut self, inference: Usd) -> Result<(), PriceError> {
        self.guardrails()?;
        self.knowledge()?;
        self.documents()?;
        self.agents()?;
        self.flows()?;
        self.logs()?;
        self.monitoring()?;
        self.network()?;
        self.evaluation()?;
        for (index, own) in self.scenario.services.lines.iter().enumerate() {
            if own.amount.cents() > 0 {
                self.lines.push(ServiceLine {
                    owner: ServiceOwner::Own(index),
                    workload: None,
                    quantity: ServiceQuantity::one(),
                    price: ServiceRate::Amount { amount: own.amount.usd(), billed: own.billed },
                    once: own.once,
                    average_hours: None,
                });
            }
        }
        self.support(inference)
    }

    /// Hours of the month.
    fn hours(&self) -> Factor {
        Factor::count(FactorKind::Hours, self.scenario.capacity.hours.count())
    }

    /// Adds a line of an item. A quantity of nothing has no line and needs no price.
    fn item(
        &mut self,
        (owner, workload, once): (ServiceOwner, Option<usize>, bool),
        item: ServiceItem,
        quantity: ServiceQuantity,
    ) -> Result<(), PriceError> {
        if quantity.millionths(item.unit().places()) == Some(0) {
            return Ok(());
        }
        let Some(price) = self.price(item) else {
            let missing = MissingService { item, region: self.region.to_owned() };
            if !self.goes_on {
                return Err(Box::new(missing).into());
            }
            if !self.missing.contains(&missing) {
                self.missing.push(missing);
            }
            return Ok(());
        };
        let hours = self.hours();
        let average_hours =
            (self.scenario.rules == Rules::V2 && quantity.factors.contains(&hours)).then_some(HOURS_OF_AVERAGE_MONTH);
        self.lines.push(ServiceLine { owner, workload, quantity, price, once, average_hours });
        Ok(())
    }

    /// The price of an item: typed, then the region's, then that of us-east-1 where the reader chose so.
    fn price(&self, item: ServiceItem) -> Option<ServiceRate> {
        let services = &self.scenario.services;
        let rate =
            |price, published, region: &str| ServiceRate::Item { item, price, published, region: region.to_owned() };
        if let Some(price) = services.typed(item) {
            return Some(rate(price, None, self.region));
        }
        let published = |region| service_rate(item, region, self.scenario.rates);
        let there = || published(FALLBACK_REGION).filter(|_| services.fallback);
        published(self.region).or_else(there).map(|found| rate(found.price, Some(found), self.region))
    }

    /// Adds a line of a model's tokens or queries.
    fn model(
        &mut self,
        (index, once): (usize, bool),
        (placement, buying, meter): (&Placement, Buying, Meter),
        quantity: ServiceQuantity,
    ) -> Result<(), PriceError> {
        if quantity.whole() == Some(0) {
            return Ok(());
        }
        let length = PromptLength::Ordinary;
        let owner = Owner::Service(ServiceOwner::Knowledge(index));
        let Some(price) = self.prices.of(placement, buying, length, meter) else {
            return Err(Box::new(self.prices.missing(owner, placement, buying, length, meter)).into());
        };
        let price = ServiceRate::Model { placement: placement.clone(), buying, meter, price };
        self.lines.push(ServiceLine {
            owner: ServiceOwner::Knowledge(index),
            workload: None,
            quantity,
            price,
            once,
            average_hours: None,
        });
        Ok(())
    }
}

impl ServiceRate {
    /// Whether the reader typed it.
    pub fn is_typed(&self) -> bool {
        match self {
            Self::Item { published, .. } => published.is_none(),
            Self::Model { price, .. } => price.typed,
            Self::Amount { .. } => true,
        }
    }

    /// The region whose price it is, where the reader's own has none.
    pub fn elsewhere(&self) -> Option<&'static str> {
        let Self::Item { published: Some(published), region, .. } = self else { return None };
        let is_here = published.regions.is_empty() || published.regions.contains(&region.as_str());
        (!is_here).then_some(FALLBACK_REGION)
    }

    /// The unit of an item's price.
    pub const fn unit(&self) -> Option<ServiceUnit> {
        match self {
            Self::Item { item, .. } => Some(item.unit()),
            Self::Model { .. } | Self::Amount { .. } => None,
        }
    }
}
