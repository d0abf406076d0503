//! A report as it goes out.

use crate::bill::{Charge, Line};
use crate::capacity::{Custom, Purchase};
use crate::commitment::{Alternative, Commitment};
use crate::problem::Problem;
use crate::services::ServiceLine;
use crate::text::{Count, Money, Ratio};
use pricing::quantity::Share;
use pricing::rates::{Buying, Date, Elsewhere, PromptLength, RateCard};
use pricing::report::{Assumption, Needed, Notice};
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
    /// Every charge of services around inference.
    services: Vec<ServiceLine>,
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
    /// A month: inference and services together.
    month: Money,
    /// A month of inference: all lines of tokens and recurring charges of capacity.
    inference: Money,
    /// A month of services around inference.
    services: Money,
    /// What is paid once: training, and what services begin with.
    once: Money,
    /// Twelve months; by version 2 of the rules the 8,760 hours of a year of what is charged by the hour.
    year: Money,
    /// A year, and what is paid once.
    first_year: Money,
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
    /// How long a write lives, but for those that are kept for an hour.
    lifetime: CacheLifetime,
    /// Share of the writes that is kept for an hour: above `0` only where writes live for two different times.
    hour_share: Share,
    /// Reads that repay one write, of two lifetimes at the average price: `0` where a write costs no more than fresh input, null where no number does.
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
        let alternatives = pricing::commitment::alternatives(scenario, report, card, Elsewhere::bundled());
        Self {
            rates: report.rates,
            totals: Totals {
                month: report.month().into(),
                inference: report.inference().into(),
                services: report.services().into(),
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
            services: report.services.iter().map(|line| ServiceLine::of(line, scenario, card)).collect(),
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
            alternatives: alternatives.map(|outlooks| outlooks.iter().map(Alternative::of).collect()),
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
            placement: Placement::clone(&entry.placement),
            buying: entry.buying,
            length: entry.length,
            lifetime: entry.lifetime,
            hour_share: entry.lives().hour_share,
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
            Assumption::HoursOfYear => "hours-of-year",
            Assumption::CacheInBatch(_) => "cache-in-batch",
            Assumption::RandomArrivals => "random-arrivals",
            Assumption::EvenArrivals => "even-arrivals",
            Assumption::HitShareAtMost => "hit-share-at-most",
            Assumption::CachedShareEverywhere => "cached-share-everywhere",
            Assumption::CachePerModel => "cache-per-model",
            Assumption::LongShareOfTokens => "long-share-of-tokens",
            Assumption::GeographicByRegion => "geographic-by-region",
            Assumption::TypedEverywhere => "typed-everywhere",
            Assumption::TypedInOnePlace(_) => "typed-in-one-place",
            Assumption::ReasoningIsOutput => "reasoning-is-output",
            Assumption::Router => "router",
            Assumption::SameMix => "same-mix",
            Assumption::EveryHour => "every-hour",
            Assumption::TrainingOnce => "training-once",
            Assumption::TermsRenew => "terms-renew",
            Assumption::ReservedByRequest => "reserved-by-request",
            Assumption::ReservedByMinute => "reserved-by-minute",
        };
        Self { code: code.to_owned(), message: assumption.to_string() }
    }
}
