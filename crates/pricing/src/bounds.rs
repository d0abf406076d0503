//! Every bounded value, with its range, in one place.
//!
//! The bounds are what makes the arithmetic exact. All tokens of a scenario together, [`TOKENS_MAX`], at the highest
//! price cost 10^12 dollars a month; eight purchases of reserved throughput 1.2 x 10^12, eight imported models 3.6 x 10^12,
//! units, storage and services less than 10^11 together; training, once, 8 x 10^12. A price of one token has at most 14 decimal places, 15
//! where it is halved. So a first year is a whole number of 10^-15 dollars, at most 7.8 x 10^28 of them, and a
//! [`Decimal`](rust_decimal::Decimal) counts to 7.9 x 10^28 without rounding. `tests/laws/limits.rs` prices scenarios at these limits.

/// Tokens a month, for one number that a reader gives and for a whole scenario: 0 to 10^15.
pub const TOKENS_MAX: u64 = 1_000_000_000_000_000;

/// Requests a month: 0 to 10^12.
pub const REQUESTS_MAX: u64 = 1_000_000_000_000;

/// Tokens of one prompt or one answer: 0 to 10^7, ten times the largest context window on offer.
pub const TOKENS_PER_REQUEST_MAX: u64 = 10_000_000;

/// Places after the point that a [`Multiple`](crate::quantity::Multiple) keeps.
pub const MULTIPLE_PLACES: u32 = 4;

/// Largest denominator of a [`Share`](crate::quantity::Share): four decimal places, or a fraction such as 1/3.
pub const SHARE_DENOMINATOR_MAX: u32 = 10_000;

/// Requests a minute: up to 10^8.
pub const REQUESTS_PER_MINUTE_MAX: u64 = 100_000_000;

/// Hours a day: up to 24.
pub const HOURS_PER_DAY_MAX: u64 = 24;

/// Days a month: up to 31.
pub const DAYS_PER_MONTH_MAX: u64 = 31;

/// Model calls that one user request causes: 1 to 1,000.
pub const CALLS_PER_REQUEST_MAX: u64 = 1_000;

/// Token overhead on input, as a multiple of the input: 0 to 10 (1,000%).
pub const OVERHEAD_MAX: u64 = 10;

/// Cache reads for each cache write: 0.0001 to 10^6.
pub const READS_PER_WRITE_MAX: u64 = 1_000_000;

/// Significant digits of a rate: $1,000 with eight places.
pub const RATE_DIGITS_MAX: u32 = 12;

/// Highest price of a million tokens, in dollars: $1,000, seven times the dearest on the card.
pub const MILLION_TOKENS_PRICE_MAX: u32 = 1_000;

/// Hours of a month: 1 to 744.
pub const HOURS_MAX: u64 = 744;

/// Hours of an average month: a twelfth of the 8,760 hours of a year.
pub const HOURS_OF_AVERAGE_MONTH: u64 = 730;

/// Model units of one purchase: 1 to 1,000.
pub const MODEL_UNITS_MAX: u64 = 1_000;

/// Tokens a minute of one unit or one side of the Reserved tier: 1 to 10^9.
pub const TOKENS_PER_MINUTE_MAX: u64 = 1_000_000_000;

/// Fewest input and output tokens a minute that the Reserved tier sells.
pub const RESERVED_MIN: [u64; 2] = [100_000, 10_000];

/// Hourly weights of a load: the hours of a leap year.
pub const LOAD_HOURS_MAX: usize = 8_784;

/// Times that training goes through its set: 1 to 1,000.
pub const EPOCHS_MAX: u64 = 1_000;

/// Tokens of a training set: 0 to 10^12.
pub const TRAINING_TOKENS_MAX: u64 = 1_000_000_000_000;

/// Hours of training: 0 to 100,000.
pub const TRAINING_HOURS_MAX: u64 = 100_000;

/// Five-minute windows in which copies of an imported model are active, those of all copies: a hundred that never rest in the
/// longest month.
pub const WINDOWS_MAX: u64 = 892_800;

/// Units of a copy x windows: as many as a thousand units that never rest.
pub const UNIT_WINDOWS_MAX: u64 = 8_928_000;

/// A commitment or a year's spend, in dollars: up to 10^11.
pub const DOLLARS_MAX: u64 = 100_000_000_000;

/// Years of a commitment.
pub const COMMITMENT_YEARS_MAX: usize = 5;

/// Offers of one commitment.
pub const OFFERS_MAX: usize = 4;

/// Years of an offer: 1 to 5.
pub const OFFER_YEARS_MAX: u64 = 5;

/// Months within which credits are used: 1 to 60.
pub const CREDIT_MONTHS_MAX: u64 = 60;

/// Demand of a forecast, as a multiple of the scenario's: 0 to 3.
pub const FORECAST_MAX: u64 = 3;

/// How much prices may rise, as a share of them: 0 to 10 (1,000%).
pub const PRICE_RISE_MAX: u64 = 10;

/// Months of a migration: 0 to 60.
pub const MIGRATION_MONTHS_MAX: u64 = 60;

/// Alternatives in one scenario.
pub const ALTERNATIVES_MAX: usize = 4;

/// AI spend of a year over that of the year before: up to 11.
pub const GROWTH_MAX: u64 = 11;

/// Terms of providers in one commitment.
pub const TERMS_MAX: usize = 40;

/// Purchases in one scenario.
pub const PURCHASES_MAX: usize = 8;

/// Custom models in one scenario.
pub const CUSTOM_MODELS_MAX: usize = 8;

/// Highest price of a unit that isn't tokens, in dollars: an hour of a model unit, a month of storage.
pub const UNIT_PRICE_MAX: u32 = 10_000;

/// Highest price of 1,000 tokens a minute reserved for an hour, in dollars.
pub const RESERVED_PRICE_MAX: u32 = 100;

/// Decimal places of the price of one token: eight places on a price for a million.
pub const TOKEN_PRICE_PLACES_MAX: u32 = 14;

/// Workloads in one scenario.
pub const WORKLOADS_MAX: usize = 40;

/// Routes of one workload.
pub const ROUTES_MAX: usize = 8;

/// Models that stand for others with one provider: as many as a scenario has workloads.
pub const SUBSTITUTES_MAX: usize = 40;

/// Typed prices in one scenario.
pub const TYPED_PRICES_MAX: usize = 200;

/// Characters in a name that a reader gives.
pub const NAME_CHARACTERS_MAX: usize = 80;

/// Characters in a model identifier or a region code.
pub const IDENTIFIER_CHARACTERS_MAX: usize = 64;

/// Scenarios side by side, the present one included.
pub const COMPARED_MAX: usize = 4;

/// Characters of a link's fragment that are read; the rest is reported as cut off. Above the longest link that as many
/// scenarios within their bounds can have.
pub const LINK_CHARACTERS_MAX: usize = 4_000_000;

/// Characters of one typed number.
pub const NUMBER_CHARACTERS_MAX: usize = 64;

/// What is counted around inference: documents, pages, bytes. Up to 10^12.
pub const COUNT_MAX: u64 = 1_000_000_000_000;

/// Guardrails, knowledge bases or other entries of one service.
pub const SERVICES_MAX: usize = 16;

/// Policies of one guardrail.
pub const POLICIES_MAX: usize = 8;

/// Characters of one token: 0.1 to 20.
pub const CHARACTERS_PER_TOKEN_MAX: u64 = 20;

/// Images of one call that a guardrail evaluates.
pub const IMAGES_OF_A_CALL_MAX: u64 = 100;

/// How much of a corpus is read in anew each month, as a multiple of it.
pub const RENEWED_MAX: u64 = 1_000;

/// Replicas of a graph.
pub const REPLICAS_MAX: u64 = 10;

/// Fields of a blueprint.
pub const FIELDS_MAX: u64 = 1_000;

/// Node transitions of one execution of a flow.
pub const TRANSITIONS_MAX: u64 = 1_000;

/// Bytes of one character.
pub const BYTES_OF_A_CHARACTER_MAX: u64 = 10;

/// Months that logs are kept.
pub const MONTHS_KEPT_MAX: u64 = 1_200;

/// Availability Zones of one endpoint.
pub const ZONES_MAX: u64 = 10;

/// What all services of a scenario cost a month, and once, in dollars: up to 10^10.
pub const SERVICES_COST_MAX: u64 = 10_000_000_000;

/// Most tokens that a routed model counts for one of the baseline model's.
pub const TOKEN_FACTOR_MAX: u64 = 10;
