//! A report as it goes out.

use crate::capacity::{Custom, Purchase};
use crate::card::Source;
use crate::commitment::{Alternative, Commitment};
use crate::problem::Problem;
use crate::text::{Count, Money, Ratio};
use pricing::quantity::{Multiple, Share};
use pricing::rates::{Buying, Date, Meter, PromptLength, PublishedRate, RateCard, RateKey};
use pricing::report::{Adjustment, AppliedRate, Assumption, Needed, Notice, Owner, StepKind};
use pricing::scenario::{CacheLifetime, Placement, Scenario};
use serde::Serialize;

/// What a scenario costs, and why.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub(crate) struct Report {
    /// Date of the rate card that priced it.
    rates: Date,
    /// What it comes to.
    totals: Totals,
    /// Cost of a million tokens, input and output together; null without tokens.
    per_million_tokens: Option<Money>,
    /// Cost of a thousand requests; null where a workload doesn't know its requests.
    per_thousand_requests: Option<Money>,
    /// Input and output tokens a month.
    tokens: Count,
    /// Requests a month, before calls per request; null where a workload doesn't know them.
    requests: Option<Count>,
    /// Every charge for tokens: quantity x price = cost.
    lines: Vec<Line>,
    /// Every charge for capacity.
    charges: Vec<Charge>,
    /// The steps from list price to what is paid; null where a rung on the way has no price.
    ladder: Option<Ladder>,
    /// Why there is no ladder; null where there is one.
    ladder_problem: Option<Problem>,
    /// Whether caching repays its writes, one entry for each part of a workload that caches.
    cache_break_even: Vec<CacheBreakEven>,
    /// What to know about this answer.
    notices: Vec<NoticeText>,
    /// Conventions this answer rests on.
    assumptions: Vec<AssumptionText>,
    /// Each purchase of capacity against the traffic it is offered, in the scenario's order.
    purchases: Vec<Option<Purchase>>,
    /// Each custom model: once, a month, and every way of serving it; in the scenario's order.
    customs: Vec<Option<Custom>>,
    /// The spend commitment: its years, and what is weighed before it is signed; null without one.
    commitment: Option<Commitment>,
    /// Each alternative to Bedrock in the first year; null where spend grows too large to compute.
    alternatives: Option<Vec<Alternative>>,
}

/// What a scenario comes to.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
struct Totals {
    /// A month: all lines and recurring charges.
    month: Money,
    /// What is paid once: training.
    once: Money,
    /// Twelve months.
    year: Money,
    /// Twelve months, and what is paid once.
    first_year: Money,
}

/// One charge for tokens: quantity x price = cost.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Line {
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
struct PriceSource {
    #[serde(flatten)]
    source: Source,
    /// The date it was read there.
    read: Date,
    /// What else is known about it.
    note: Option<String>,
}

/// One step of a quantity. `after` is the tokens it leaves.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "QuantityStep"))]
#[serde(tag = "step", rename_all = "kebab-case", rename_all_fields = "camelCase")]
enum Step {
    /// Given as tokens a month.
    Given { after: Count },
    /// Requests x tokens of each.
    PerRequest { requests: Count, each: Count, after: Count },
    /// Times calls per request, and 1 + overhead on input.
    Overhead { calls: Multiple, overhead: Multiple, after: Count },
    /// Times calls per request, and 1 - trim of output.
    Trim { calls: Multiple, trim: Share, after: Count },
    /// The share sent to another model, and what is left over by rounding.
    Routed { share: Share, leftover: Count, after: Count },
    /// What no route takes.
    Unrouted { routed: Count, after: Count },
    /// What capacity doesn't serve.
    Overflow { served: Count, after: Count },
    /// The share that belongs to long prompts.
    Long { share: Share, after: Count },
    /// What isn't long.
    Ordinary { long: Count, after: Count },
    /// The share that runs as batch.
    Batch { share: Share, after: Count },
    /// What runs on demand.
    OnDemand { batch: Count, after: Count },
    /// The share read from cache.
    Cached { share: Share, after: Count },
    /// Calls x hit share x prefix, at most the input.
    CachedHits { calls: Count, hit_share: Share, prefix: Count, after: Count },
    /// Reads / reads per write.
    Written { reads: Count, reads_per_write: Multiple, after: Count },
    /// Misses x prefix, at most what reads leave.
    WrittenMisses { reads: Count, misses: Count, prefix: Count, after: Count },
    /// What is neither read from cache nor written to it.
    Fresh { reads: Count, writes: Count, after: Count },
}

/// List price to what is paid, one step for each lever.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Ladder {
    /// A month at list price.
    list: Money,
    /// What each lever changes, in order; those that change nothing are left out.
    steps: Vec<LadderStep>,
    /// What is paid a month: list and all steps.
    end: Money,
}

/// What one lever changes.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct LadderStep {
    /// The lever: `routing`, `token discipline`, `caching`, `batch`, `tier`, `capacity`, `your prices`.
    lever: String,
    /// The month after it less the month before: negative for a saving.
    change: Money,
}

/// Whether cached traffic earns back what its writes cost extra.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct CacheBreakEven {
    /// Index of the workload.
    workload: usize,
    /// Index of the route; null for the baseline part.
    route: Option<usize>,
    /// Model, scope and region.
    placement: Placement,
    /// How the traffic is bought.
    buying: Buying,
    /// Whether it belongs to long prompts.
    length: PromptLength,
    /// How long a write lives.
    lifetime: CacheLifetime,
    /// Reads that repay one write: `0` where a write costs no more than fresh input, null where no number does.
    needed: Option<Ratio>,
    /// Reads for each write; null where no write is priced.
    actual: Option<Ratio>,
    /// Whether the reads repay the writes.
    repaid: bool,
}

/// What to know about an answer.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Notice"))]
struct NoticeText {
    /// A stable word for its kind.
    code: String,
    /// Index of the workload it is about; null where it is about none.
    workload: Option<usize>,
    /// In words.
    message: String,
}

/// A convention an answer rests on.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Assumption"))]
struct AssumptionText {
    /// A stable word for it.
    code: String,
    /// In words.
    message: String,
}

impl Report {
    pub(crate) fn of(scenario: &Scenario, card: &RateCard, report: &pricing::report::Report) -> Self {
        let (ladder, ladder_problem) = match &report.ladder {
            Ok(ladder) => (Some(Ladder::of(ladder)), None),
            Err(error) => (None, Some(Problem::of_pricing(error, scenario))),
        };
        let alternatives = pricing::commitment::alternatives(scenario, report, card);
        Self {
            rates: report.rates,
            totals: Totals {
                month: report.month().into(),
                once: report.once().into(),
                year: report.year().into(),
                first_year: (report.year() + report.once()).into(),
            },
            per_million_tokens: report.per_million_tokens().map(Money::from),
            per_thousand_requests: report.per_thousand_requests().map(Money::from),
            tokens: report.tokens.into(),
            requests: report.requests.map(Count::from),
            lines: report.lines.iter().map(|line| Line::of(line, card)).collect(),
            charges: report.charges.iter().map(|charge| Charge::of(charge, card)).collect(),
            ladder,
            ladder_problem,
            cache_break_even: report.cache_break_even.iter().map(CacheBreakEven::of).collect(),
            notices: report.notices.iter().map(NoticeText::of).collect(),
            assumptions: report.assumptions.iter().map(AssumptionText::of).collect(),
            purchases: (0..scenario.capacity.purchases.len())
                .map(|index| Purchase::of(scenario, card, index))
                .collect(),
            customs: (0..scenario.capacity.customs.len()).map(|index| Custom::of(scenario, card, index)).collect(),
            commitment: scenario.commitment.as_ref().map(|commitment| Commitment::of(commitment, report, card)),
            alternatives: alternatives
                .map(|outlooks| scenario.alternatives.iter().zip(&outlooks).map(Alternative::of).collect()),
        }
    }
}

impl Line {
    fn of(line: &pricing::report::LineItem, card: &RateCard) -> Self {
        Self {
            workload: line.workload,
            route: line.route,
            placement: line.placement.clone(),
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
        };
        Self { kind, index }
    }
}

impl Price {
    pub(crate) fn of(price: &AppliedRate, key: &RateKey<'_>, card: &RateCard) -> Self {
        let source = |found: PublishedRate<'_>| PriceSource {
            source: Source::of(found.source),
            read: found.read,
            note: found.note.map(str::to_owned),
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

impl Step {
    fn of(step: pricing::report::Step) -> Self {
        let after = step.tokens.into();
        match step.kind {
            StepKind::Given => Self::Given { after },
            StepKind::PerRequest { requests, each } => {
                Self::PerRequest { requests: requests.into(), each: each.into(), after }
            }
            StepKind::Adjusted { calls, adjustment: Adjustment::Overhead(overhead) } => {
                Self::Overhead { calls, overhead, after }
            }
            StepKind::Adjusted { calls, adjustment: Adjustment::Trim(trim) } => Self::Trim { calls, trim, after },
            StepKind::Routed { share, leftover } => Self::Routed { share, leftover: leftover.into(), after },
            StepKind::Unrouted { routed } => Self::Unrouted { routed: routed.into(), after },
            StepKind::Overflow { served } => Self::Overflow { served: served.into(), after },
            StepKind::Long { share } => Self::Long { share, after },
            StepKind::Ordinary { long } => Self::Ordinary { long: long.into(), after },
            StepKind::Batch { share } => Self::Batch { share, after },
            StepKind::OnDemand { batch } => Self::OnDemand { batch: batch.into(), after },
            StepKind::Cached { share } => Self::Cached { share, after },
            StepKind::CachedHits { calls, hit_share, prefix } => {
                Self::CachedHits { calls: calls.into(), hit_share, prefix: prefix.into(), after }
            }
            StepKind::Written { reads, reads_per_write } => {
                Self::Written { reads: reads.into(), reads_per_write, after }
            }
            StepKind::WrittenMisses { reads, misses, prefix } => {
                Self::WrittenMisses { reads: reads.into(), misses: misses.into(), prefix: prefix.into(), after }
            }
            StepKind::Fresh { reads, writes } => Self::Fresh { reads: reads.into(), writes: writes.into(), after },
        }
    }
}

impl Ladder {
    pub(crate) fn of(ladder: &pricing::ladder::Ladder) -> Self {
        let step = |step: &pricing::ladder::Step| LadderStep {
            lever: step.lever.name().to_owned(),
            change: step.change.into(),
        };
        Self { list: ladder.list.into(), steps: ladder.steps.iter().map(step).collect(), end: ladder.end().into() }
    }
}

impl CacheBreakEven {
    fn of(entry: &pricing::report::CacheBreakEven) -> Self {
        Self {
            workload: entry.workload,
            route: entry.route,
            placement: entry.placement.clone(),
            buying: entry.buying,
            length: entry.length,
            lifetime: entry.lifetime,
            needed: match entry.needed {
                Needed::Reads(reads) => Some(Ratio::of(reads)),
                Needed::None => Some(Ratio::of(0)),
                Needed::Never => None,
            },
            actual: entry.actual.map(Ratio::of),
            repaid: entry.repaid(),
        }
    }
}

impl NoticeText {
    fn of(notice: &Notice) -> Self {
        Self { code: notice.kind().to_owned(), workload: notice.workload(), message: notice.to_string() }
    }
}

impl AssumptionText {
    fn of(assumption: &Assumption) -> Self {
        let code = match assumption {
            Assumption::WholeTokens => "whole-tokens",
            Assumption::TwelveMonths => "twelve-months",
            Assumption::CacheInBatch(_) => "cache-in-batch",
            Assumption::RandomArrivals => "random-arrivals",
            Assumption::EvenArrivals => "even-arrivals",
            Assumption::CachedShareEverywhere => "cached-share-everywhere",
            Assumption::CachePerModel => "cache-per-model",
            Assumption::LongShareOfTokens => "long-share-of-tokens",
            Assumption::GeographicByRegion => "geographic-by-region",
            Assumption::TypedEverywhere => "typed-everywhere",
            Assumption::ReasoningIsOutput => "reasoning-is-output",
            Assumption::Router => "router",
            Assumption::SameMix => "same-mix",
            Assumption::EveryHour => "every-hour",
            Assumption::TrainingOnce => "training-once",
        };
        Self { code: code.to_owned(), message: assumption.to_string() }
    }
}
