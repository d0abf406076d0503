//! Worked examples from published sources, each with the published figure beside the exact one.
//!
//! The sources are written by, or recommend, one advisory firm: they are published benchmarks, not AWS's terms, and their
//! agreement with each other is no independent evidence.

use rust_decimal::Decimal;

use crate::ladder::Lever;
use crate::money::{Usd, shifted};
use crate::price::{PriceError, price};
use crate::quantity::{Multiple, Requests, Share, Tokens, TokensPerRequest};
use crate::rates::{Buying, InferenceScope, RateCard};
use crate::report::Report;
use crate::scenario::{
    Arrivals, CacheInBatch, CacheLifetime, Caching, Capacity, Demand, Placement, Route, Scenario, Workload,
};

/// A publication that a preset is taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Publication {
    /// Its title.
    pub title: &'static str,
    /// Who published it.
    pub publisher: &'static str,
    /// When, as far as it says.
    pub published: &'static str,
}

/// The AWS Bedrock Licensing and Negotiation Playbook.
pub const PLAYBOOK: Publication = Publication {
    title: "The AWS Bedrock Licensing and Negotiation Playbook",
    publisher: "Redress Compliance",
    published: "June 2026",
};

/// The AWS Bedrock enterprise pricing guide.
pub const PRICING_GUIDE: Publication =
    Publication { title: "AWS Bedrock enterprise pricing guide", publisher: "Redress Compliance", published: "2026" };

/// A scenario by name, with what its source publishes for it.
#[derive(Clone, Debug)]
pub struct Preset {
    /// Short name, as in addresses: `worked-estate`.
    pub id: &'static str,
    /// Name as shown.
    pub title: &'static str,
    /// What it shows, in one sentence.
    pub about: &'static str,
    /// Where its inputs come from.
    pub publication: Publication,
    /// The scenario.
    pub scenario: Scenario,
    /// Published figures to hold against exact ones.
    pub comparisons: Vec<Comparison>,
}

/// A published figure, and the exact one from the same inputs.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// What the figure is.
    pub what: &'static str,
    /// As published.
    pub published: Published,
    /// What computes the exact figure: the preset's scenario, or a variant of it.
    pub scenario: Scenario,
    /// Which figure of that scenario it is.
    pub measure: Measure,
    /// Why they differ, or that they don't.
    pub reason: &'static str,
}

/// A figure as its source gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Published {
    /// An amount.
    Amount(Usd),
    /// A range of shares, in percent.
    Percent(&'static str),
}

/// Which figure of a report is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// What a month costs.
    Month,
    /// What one lever saves in a month.
    Saving(Lever),
    /// What one lever saves, for a thousand requests.
    SavingPerThousandRequests(Lever),
    /// What one lever saves, as a share of list price in percent.
    SavingShare(Lever),
    /// What on-demand lines cost, batch left out.
    OnDemand,
}

/// An exact figure to hold against a published one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exact {
    /// An amount.
    Amount(Usd),
    /// Percent, up to 28 digits.
    Percent(Decimal),
}

impl Comparison {
    /// Computes the exact figure.
    ///
    /// # Errors
    /// When the card can't price the scenario.
    pub fn exact(&self, card: &RateCard) -> Result<Exact, PriceError> {
        let report = price(&self.scenario, card)?;
        self.measure.of(&report)
    }
}

impl Measure {
    fn of(self, report: &Report) -> Result<Exact, PriceError> {
        let ladder = report.ladder.as_ref().map_err(Clone::clone)?;
        Ok(match self {
            Self::Month => Exact::Amount(report.month()),
            Self::Saving(lever) => Exact::Amount(-ladder.change(lever)),
            Self::SavingPerThousandRequests(lever) => {
                let thousands = Decimal::new(i64::try_from(report.requests.unwrap_or(0)).unwrap_or(0), 3);
                Exact::Amount((-ladder.change(lever)).per(thousands).unwrap_or(Usd::ZERO))
            }
            Self::SavingShare(lever) => {
                let share = (-ladder.change(lever)).share_of(ladder.list).unwrap_or(Decimal::ZERO);
                Exact::Percent(shifted(share, 2).unwrap_or(share))
            }
            Self::OnDemand => {
                let lines = report.lines.iter().filter(|line| line.buying != Buying::Batch);
                Exact::Amount(lines.map(crate::report::LineItem::cost).sum())
            }
        })
    }
}

/// What the page opens with: the worked estate with caching and batch.
pub fn default_scenario() -> Scenario {
    worked_estate(Levers::CachingAndBatch(CacheInBatch::Halved))
}

/// All presets, in the order they are shown.
pub fn presets() -> Vec<Preset> {
    vec![
        worked_estate_preset(),
        worked_estate_caching_preset(),
        worked_estate_batch_preset(),
        cached_system_prompt_preset(),
        platform_preset(),
        routed_mix_preset(),
    ]
}

const SONNET: &str = "claude-sonnet-4.5";
const HAIKU: &str = "claude-haiku-4.5";
const OPUS: &str = "claude-opus-4.5";

#[derive(Clone, Copy)]
enum Levers {
    None,
    Caching,
    CachingAndBatch(CacheInBatch),
}

fn worked_estate(levers: Levers) -> Scenario {
    let mut workload = Workload::new("Worked estate", global(SONNET), monthly(2_400_000_000, 600_000_000));
    let mut cache_in_batch = CacheInBatch::default();
    if !matches!(levers, Levers::None) {
        let lifetime = CacheLifetime::FiveMinutes;
        workload.caching = Caching::Share { cached: fraction(1, 3), reads_per_write: None, lifetime };
    }
    if let Levers::CachingAndBatch(convention) = levers {
        workload.batch = fraction(2, 5);
        cache_in_batch = convention;
    }
    Scenario { cache_in_batch, ..of(workload) }
}

fn worked_estate_preset() -> Preset {
    let scenario = worked_estate(Levers::None);
    Preset {
        id: "worked-estate",
        title: "Worked estate",
        about: "2.4 billion input and 600 million output tokens a month on a Sonnet-class model at list price.",
        publication: PLAYBOOK,
        comparisons: vec![Comparison {
            what: "A month at list price",
            published: dollars(16_200),
            scenario: scenario.clone(),
            measure: Measure::Month,
            reason: "The same: $7,200 of input and $9,000 of output.",
        }],
        scenario,
    }
}

fn worked_estate_caching_preset() -> Preset {
    let scenario = worked_estate(Levers::Caching);
    Preset {
        id: "worked-estate-caching",
        title: "Worked estate, with caching",
        about: "The same estate with a third of its input read from cache at a tenth of the price.",
        publication: PLAYBOOK,
        comparisons: vec![
            Comparison {
                what: "A month with caching",
                published: dollars(14_040),
                scenario: scenario.clone(),
                measure: Measure::Month,
                reason: "The same. The source prices no cache writes; give reads per write to see what they add.",
            },
            Comparison {
                what: "Saved by caching",
                published: dollars(2_160),
                scenario: scenario.clone(),
                measure: Measure::Saving(Lever::Caching),
                reason: "The same: 800 million tokens at $0.30 in place of $3.00.",
            },
        ],
        scenario,
    }
}

fn worked_estate_batch_preset() -> Preset {
    let scenario = default_scenario();
    Preset {
        id: "worked-estate-batch",
        title: "Worked estate, with caching and batch",
        about: "The same estate with caching, and 40% of it run as batch at half price.",
        publication: PLAYBOOK,
        comparisons: vec![
            Comparison {
                what: "A month, cached reads halved in batch too",
                published: dollars(11_232),
                scenario: scenario.clone(),
                measure: Measure::Month,
                reason: "The same, if batch halves the cache price as well, which AWS doesn't document.",
            },
            Comparison {
                what: "A month, cached reads not halved in batch",
                published: dollars(11_232),
                scenario: worked_estate(Levers::CachingAndBatch(CacheInBatch::NotHalved)),
                measure: Measure::Month,
                reason: "$48 more: the cached 40% keeps its $0.30 price in batch.",
            },
        ],
        scenario,
    }
}

fn cached_system_prompt_preset() -> Preset {
    let demand = Demand::Requests {
        requests: Requests::new(30_000_000).unwrap_or_default(),
        input: each(4_000),
        output: TokensPerRequest::default(),
    };
    let mut workload = Workload::new("System prompt", global(SONNET), demand);
    workload.caching = Caching::Traffic {
        prefix: each(4_000),
        // A million requests a day, spread over 1,440 minutes.
        requests_per_minute: Multiple::of_ten_thousandths(6_944_444).unwrap_or_default(),
        lifetime: CacheLifetime::FiveMinutes,
        arrivals: Arrivals::Random,
    };
    let scenario = of(workload);
    Preset {
        id: "cached-system-prompt",
        title: "Cached system prompt",
        about: "A 4,000-token system prompt in a million requests a day, always warm in the cache.",
        publication: PRICING_GUIDE,
        comparisons: vec![
            Comparison {
                what: "Saved for a thousand requests",
                published: Published::Amount(Usd::new(Decimal::new(27, 2))),
                scenario: scenario.clone(),
                measure: Measure::SavingPerThousandRequests(Lever::Caching),
                reason: "The source is 40 times too low: 4 million tokens at $3.00 are $12.00, cached they are $1.20.",
            },
            Comparison {
                what: "Saved in a month",
                published: dollars(8_100),
                scenario: scenario.clone(),
                measure: Measure::Saving(Lever::Caching),
                reason: "30 million requests a month times the same slip.",
            },
        ],
        scenario,
    }
}

/// 500 million tokens: 40% Haiku, 15% Opus, the rest Sonnet.
fn platform(input: u64, output: u64, cached: Share, batch: Share) -> Scenario {
    let mut workload = Workload::new("Platform", global(SONNET), monthly(input, output));
    workload.routes = vec![
        Route { placement: global(HAIKU), share: fraction(2, 5) },
        Route { placement: global(OPUS), share: fraction(3, 20) },
    ];
    if !cached.is_none() {
        workload.caching = Caching::Share { cached, reads_per_write: None, lifetime: CacheLifetime::FiveMinutes };
    }
    workload.batch = batch;
    of(workload)
}

fn platform_preset() -> Preset {
    let (cached, batch) = (fraction(3, 5), fraction(7, 20));
    Preset {
        id: "mid-size-platform",
        title: "Mid-size platform, inference",
        about: "500 million tokens a month over three models, 35% of it batch, 60% of its input cached. The source doesn't \
                say how much is output; four to one is our choice.",
        publication: PRICING_GUIDE,
        scenario: platform(400_000_000, 100_000_000, cached, batch),
        comparisons: vec![
            Comparison {
                what: "On-demand inference in a month",
                published: dollars(4_200),
                scenario: platform(0, 500_000_000, Share::NONE, batch),
                measure: Measure::OnDemand,
                reason: "The most its inputs allow, with every token output. The published line can't come from them.",
            },
            Comparison {
                what: "Saved by caching in a month",
                published: dollars(1_800),
                scenario: platform(500_000_000, 0, cached, Share::NONE),
                measure: Measure::Saving(Lever::Caching),
                reason: "The most its inputs allow, with every token input and no batch. The published line can't come from them.",
            },
        ],
    }
}

fn routed(placement: Placement, share: Share, input: u64, output: u64) -> Scenario {
    let mut workload = Workload::new("Routed mix", global(SONNET), monthly(input, output));
    workload.routes = vec![Route { placement, share }];
    of(workload)
}

fn routed_mix_preset() -> Preset {
    let scenario = routed(global(HAIKU), fraction(2, 5), 2_400_000_000, 600_000_000);
    let micro = Placement::new("nova-micro", InferenceScope::InRegion, REGION);
    Preset {
        id: "routed-mix",
        title: "Routed mix",
        about: "The worked estate with 40% of its volume sent to a Haiku-class model.",
        publication: PRICING_GUIDE,
        comparisons: vec![
            Comparison {
                what: "Saved by routing 40% to Claude Haiku 4.5",
                published: Published::Percent("50 to 70"),
                scenario: scenario.clone(),
                measure: Measure::SavingShare(Lever::Routing),
                reason: "A model at a third of the price saves two thirds of what is routed to it, and no more.",
            },
            Comparison {
                what: "Saved by routing 60% to Amazon Nova Micro, input only",
                published: Published::Percent("50 to 70"),
                scenario: routed(micro, fraction(3, 5), 2_400_000_000, 0),
                measure: Measure::SavingShare(Lever::Routing),
                reason: "The published range needs a far cheaper model for most of the traffic.",
            },
        ],
        scenario,
    }
}

const REGION: &str = "us-east-1";

fn of(workload: Workload) -> Scenario {
    let rates = RateCard::dates().last().copied().unwrap_or(crate::rates::Date::FIRST);
    Scenario {
        rates,
        cache_in_batch: CacheInBatch::default(),
        workloads: vec![workload],
        prices: Vec::new(),
        capacity: Capacity::default(),
    }
}

fn global(model: &str) -> Placement {
    Placement::new(model, InferenceScope::Global, REGION)
}

fn monthly(input: u64, output: u64) -> Demand {
    Demand::Monthly { input: Tokens::new(input).unwrap_or_default(), output: Tokens::new(output).unwrap_or_default() }
}

fn each(tokens: u64) -> TokensPerRequest {
    TokensPerRequest::new(tokens).unwrap_or_default()
}

fn fraction(numerator: u32, denominator: u32) -> Share {
    Share::new(numerator, denominator).unwrap_or_default()
}

fn dollars(amount: i64) -> Published {
    Published::Amount(Usd::new(Decimal::new(amount, 0)))
}
