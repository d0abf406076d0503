//! The numbers of a workload, of a route and of a typed price.

use pricing::bounds;
use pricing::scenario::{Caching, Demand, Field};

use super::{Figure, Kind, Of, Slot};
use crate::echo;

/// What a workload asks for. Input and output mean another thing by the month than by the request.
pub static DEMAND: [Figure; 8] = [
    Figure::of(
        "requests",
        "Requests",
        "a month",
        Kind::Count(bounds::REQUESTS_MAX),
        Of::Workload(|it| match &mut it.demand {
            Demand::Requests { requests, .. } => Some(Slot::Requests(requests)),
            _ => None,
        }),
    )
    .says(echo::requests),
    Figure::of(
        "rate",
        "Requests",
        "a minute",
        Kind::Multiple(0, bounds::REQUESTS_PER_MINUTE_MAX),
        Of::Workload(|it| match &mut it.demand {
            Demand::Traffic { requests_per_minute, .. } => Some(Slot::Multiple(requests_per_minute)),
            _ => None,
        }),
    ),
    Figure::of(
        "hours",
        "Hours",
        "a day",
        Kind::Multiple(0, bounds::HOURS_PER_DAY_MAX),
        Of::Workload(|it| match &mut it.demand {
            Demand::Traffic { hours_per_day, .. } => Some(Slot::Multiple(hours_per_day)),
            _ => None,
        }),
    )
    .checked_as(Field::HoursPerDay),
    Figure::of(
        "days",
        "Days",
        "a month",
        Kind::Multiple(0, bounds::DAYS_PER_MONTH_MAX),
        Of::Workload(|it| match &mut it.demand {
            Demand::Traffic { days_per_month, .. } => Some(Slot::Multiple(days_per_month)),
            _ => None,
        }),
    )
    .checked_as(Field::DaysPerMonth)
    .says(echo::requests),
    Figure::of(
        "input",
        "Input tokens",
        "a month",
        Kind::Count(bounds::TOKENS_MAX),
        Of::Workload(|it| match &mut it.demand {
            Demand::Monthly { input, .. } => Some(Slot::Tokens(input)),
            _ => None,
        }),
    )
    .checked_as(Field::Demand)
    .says(echo::input),
    Figure::of(
        "input",
        "Input",
        "tokens a request",
        Kind::Count(bounds::TOKENS_PER_REQUEST_MAX),
        Of::Workload(|it| match &mut it.demand {
            Demand::Requests { input, .. } | Demand::Traffic { input, .. } => Some(Slot::Each(input)),
            Demand::Monthly { .. } => None,
        }),
    )
    .checked_as(Field::Demand)
    .says(echo::input),
    Figure::of(
        "output",
        "Output tokens",
        "a month",
        Kind::Count(bounds::TOKENS_MAX),
        Of::Workload(|it| match &mut it.demand {
            Demand::Monthly { output, .. } => Some(Slot::Tokens(output)),
            _ => None,
        }),
    )
    .says(echo::output),
    Figure::of(
        "output",
        "Output",
        "tokens a request",
        Kind::Count(bounds::TOKENS_PER_REQUEST_MAX),
        Of::Workload(|it| match &mut it.demand {
            Demand::Requests { output, .. } | Demand::Traffic { output, .. } => Some(Slot::Each(output)),
            Demand::Monthly { .. } => None,
        }),
    )
    .says(echo::output),
];

/// What adjusts the demand of a workload.
pub static ADJUSTMENTS: [Figure; 3] = [
    Figure::of(
        "calls",
        "Calls",
        "per request",
        Kind::Multiple(10_000, bounds::CALLS_PER_REQUEST_MAX),
        Of::Workload(|it| Some(Slot::Multiple(&mut it.calls_per_request))),
    )
    .checked_as(Field::CallsPerRequest)
    .says(echo::calls),
    Figure::of(
        "overhead",
        "Added to input",
        "% of tokens",
        Kind::Percent(bounds::OVERHEAD_MAX),
        Of::Workload(|it| Some(Slot::Multiple(&mut it.token_overhead))),
    )
    .checked_as(Field::TokenOverhead)
    .says(echo::overhead),
    Figure::of(
        "trim",
        "Cut from output",
        "% of tokens",
        Kind::Share,
        Of::Workload(|it| Some(Slot::Share(&mut it.output_trim))),
    ),
];

/// The adjustment that only some models have a price for.
pub static LONG_PROMPTS: [Figure; 1] = [Figure::of(
    "long",
    "Long prompts",
    "% of tokens",
    Kind::Share,
    Of::Workload(|it| Some(Slot::Share(&mut it.long_prompts))),
)
.says(echo::long_prompts)];

/// What a workload caches.
pub static CACHING: [Figure; 4] = [
    Figure::of(
        "cached",
        "Input read from cache",
        "%",
        Kind::Share,
        Of::Workload(|it| match &mut it.caching {
            Caching::Share { cached, .. } => Some(Slot::Share(cached)),
            _ => None,
        }),
    )
    .with_slider()
    .checked_as(Field::Cached)
    .says(echo::cached),
    Figure::of(
        "reads",
        "Reads per write",
        "optional",
        Kind::Optional(bounds::READS_PER_WRITE_MAX),
        Of::Workload(|it| match &mut it.caching {
            Caching::Share { reads_per_write, .. } => Some(Slot::Optional(reads_per_write)),
            _ => None,
        }),
    )
    .checked_as(Field::ReadsPerWrite)
    .says(echo::reads),
    Figure::of(
        "prefix",
        "Prefix",
        "tokens",
        Kind::Count(bounds::TOKENS_PER_REQUEST_MAX),
        Of::Workload(|it| match &mut it.caching {
            Caching::Traffic { prefix, .. } => Some(Slot::Each(prefix)),
            _ => None,
        }),
    )
    .checked_as(Field::Cached)
    .says(echo::prefix),
    Figure::of(
        "perminute",
        "Requests",
        "a minute",
        Kind::Multiple(0, bounds::REQUESTS_PER_MINUTE_MAX),
        Of::Workload(|it| match &mut it.caching {
            Caching::Traffic { requests_per_minute, .. } => Some(Slot::Multiple(requests_per_minute)),
            _ => None,
        }),
    ),
];

/// What of a workload runs as batch.
pub static BATCH: [Figure; 1] = [Figure::of(
    "batch",
    "Requests run as batch",
    "%",
    Kind::Share,
    Of::Workload(|it| Some(Slot::Share(&mut it.batch))),
)
.with_slider()
.says(echo::share_of_all)];

/// The share of a route.
pub static ROUTE: [Figure; 1] = [Figure::of("share", "Share", "% of volume", Kind::Share, Of::Route)
    .with_slider()
    .checked_as(Field::Routes)
    .says(echo::share_of_all)];

/// The amount of a typed price.
pub static PRICE: [Figure; 1] = [Figure::of("", "Price", "US dollars", Kind::Rate, Of::Prices)];
