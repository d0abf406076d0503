//! What a scenario must satisfy before it can be priced, field by field.

mod capacity;
mod commitment;
mod services;

use super::{Caching, Commitment, Demand, Scenario, TypedPrice, Workload};
use crate::bounds;
use crate::price::demand;
use crate::quantity::Multiple;

/// A field of a scenario, for saying where something is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The list of workloads.
    Workloads,
    /// The list of typed prices.
    Prices,
    /// A workload's name.
    Name,
    /// A model's identifier.
    Model,
    /// A region code.
    Region,
    /// The numbers of a workload's demand.
    Demand,
    /// Hours a day that traffic runs.
    HoursPerDay,
    /// Days a month that traffic runs.
    DaysPerMonth,
    /// Model calls per request.
    CallsPerRequest,
    /// How the prompt grows from call to call.
    Growth,
    /// Token overhead on input.
    TokenOverhead,
    /// Share of input read from cache, or the cached prefix.
    Cached,
    /// Cache reads for each write.
    ReadsPerWrite,
    /// The routing shares.
    Routes,
    /// The list of purchases.
    Purchases,
    /// The list of custom models.
    CustomModels,
    /// Model or region of a purchase.
    PurchaseModel(usize),
    /// The workloads that a purchase serves.
    Serves(usize),
    /// Input tokens a minute that a purchase reserves.
    ReservedInput(usize),
    /// Output tokens a minute that a purchase reserves.
    ReservedOutput(usize),
    /// Hours a day of a purchase's load.
    WindowHours(usize),
    /// Days a week of a purchase's load.
    WindowDays(usize),
    /// Hourly weights of a purchase's load.
    Load(usize),
    /// Base model or region of a custom model.
    BaseModel(usize),
    /// Tokens of a custom model's training set.
    TrainingTokens(usize),
    /// Windows in which the copies of an imported model are active.
    CopyWindows(usize),
    /// The years of the commitment.
    Years,
    /// The rate negotiated below list.
    Negotiated,
    /// Rates negotiated with single providers.
    PrivateOffers,
    /// The discount without a commitment.
    FlatDiscount,
    /// The part of the commitment that Marketplace spend can retire.
    MarketplaceShare,
    /// Growth of AI spend.
    AiGrowth,
    /// Discount of a year of the commitment.
    Discount(usize),
    /// Spend without AI of a year.
    Organic(usize),
    /// Growth of spend without AI.
    OrganicGrowth,
    /// Terms of providers.
    Terms,
    /// The list of offers.
    Offers,
    /// Name of an offer.
    OfferName(usize),
    /// Discount of an offer.
    OfferDiscount(usize),
    /// Growth of what an offer promises.
    OfferGrowth(usize),
    /// Demand of a forecast.
    ForecastDemand(usize),
    /// Demand for AI of a forecast.
    ForecastAi(usize),
    /// Weight of a forecast.
    ForecastWeight(usize),
    /// How much prices rise.
    PriceRise,
    /// The part by which the commitment can be lowered.
    Reduction,
    /// Months of a migration.
    MigrationMonths,
    /// Services around inference, together.
    Services,
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
    /// Private endpoints and transfer.
    Network,
    /// A line of the reader's own.
    OwnLine(usize),
    /// The list of alternatives.
    Alternatives,
    /// Name of an alternative.
    AlternativeName(usize),
    /// Prices of an alternative.
    AlternativePrice(usize),
    /// Share that moves to an alternative.
    AlternativeShare(usize),
}

impl Field {
    /// The field in words.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Workloads => "workloads",
            Self::Prices => "prices",
            Self::Name => "name",
            Self::Model => "model",
            Self::Region => "region",
            Self::Demand => "demand",
            Self::HoursPerDay => "hours a day",
            Self::DaysPerMonth => "days a month",
            Self::CallsPerRequest => "calls per request",
            Self::Growth => "growth of the prompt",
            Self::TokenOverhead => "token overhead",
            Self::Cached => "caching",
            Self::ReadsPerWrite => "reads per write",
            Self::Routes => "routes",
            Self::Purchases => "purchases",
            Self::CustomModels => "custom models",
            Self::PurchaseModel(_) => "model of a purchase",
            Self::Serves(_) => "workloads of a purchase",
            Self::ReservedInput(_) => "input reserved",
            Self::ReservedOutput(_) => "output reserved",
            Self::WindowHours(_) => "hours a day of the load",
            Self::WindowDays(_) => "days a week of the load",
            Self::Load(_) => "load",
            Self::BaseModel(_) => "base model",
            Self::TrainingTokens(_) => "training tokens",
            Self::CopyWindows(_) => "windows of copies",
            Self::Years => "years of the commitment",
            Self::Negotiated => "negotiated rate",
            Self::PrivateOffers => "rate negotiated with a provider",
            Self::FlatDiscount => "discount without a commitment",
            Self::MarketplaceShare => "Marketplace share",
            Self::AiGrowth => "growth of AI spend",
            Self::Discount(_) => "discount",
            Self::Organic(_) => "spend without AI",
            Self::OrganicGrowth => "growth of spend without AI",
            Self::Terms => "terms of a provider",
            Self::Offers => "offers",
            Self::OfferName(_) => "name of an offer",
            Self::OfferDiscount(_) => "discount of an offer",
            Self::OfferGrowth(_) => "growth of an offer",
            Self::ForecastDemand(_) => "demand of a forecast",
            Self::ForecastAi(_) => "AI demand of a forecast",
            Self::ForecastWeight(_) => "weight of a forecast",
            Self::PriceRise => "price rise",
            Self::Reduction => "reduction",
            Self::MigrationMonths => "months of a migration",
            Self::Services => "services",
            Self::Guardrail(_) => "guardrail",
            Self::Knowledge(_) => "knowledge base",
            Self::Documents(_) => "documents",
            Self::Agents(_) => "agents",
            Self::Flow(_) => "flow",
            Self::Logs(_) => "invocation logs",
            Self::Network => "private endpoints",
            Self::OwnLine(_) => "line of your own",
            Self::Alternatives => "alternatives",
            Self::AlternativeName(_) => "name of an alternative",
            Self::AlternativePrice(_) => "price of an alternative",
            Self::AlternativeShare(_) => "share that moves",
        }
    }
}

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{}: {problem}", workload_words(*.workload), .field.name())]
pub struct FieldError {
    /// Index of the workload, where the field belongs to one.
    pub workload: Option<usize>,
    /// Which field.
    pub field: Field,
    /// What is wrong with it.
    pub problem: Problem,
}

/// The ways in which a field can be wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// A number outside its range.
    #[error("give a number from {low} to {high}")]
    OutOfRange {
        /// Lowest value allowed.
        low: &'static str,
        /// Highest value allowed.
        high: u64,
    },
    /// Nothing to price.
    #[error("give at least one workload")]
    NoWorkload,
    /// Too many entries in a list.
    #[error("at most {most} are priced together")]
    TooMany {
        /// How many are allowed.
        most: usize,
    },
    /// A text that is too long.
    #[error("at most {most} characters")]
    TooLong {
        /// How many characters are allowed.
        most: usize,
    },
    /// More tokens than the arithmetic keeps exact.
    #[error("more than 10^15 tokens a month in all")]
    TooManyTokens,
    /// Cache reads and writes together exceed the input.
    #[error("reads and the writes they need come to more than the whole input")]
    CacheExceedsInput,
    /// Counted cache reads and writes exceed the input.
    #[error("the tokens counted as read and written come to more than the whole input")]
    CountsExceedInput,
    /// The routing shares exceed the whole.
    #[error("the shares add up to more than 100%")]
    RoutesExceedAll,
    /// Caching from traffic needs to know the number of requests.
    #[error("caching from traffic needs the number of requests: give demand as requests, or caching as a share")]
    NeedsRequests,
    /// A prompt that grows from call to call needs to know the tokens of one request.
    #[error("a prompt that grows needs the number of requests: give demand as requests")]
    GrowthNeedsRequests,
    /// A service is driven by the requests of a workload that gives tokens only.
    #[error("type the requests a month of workload {workload}: a service needs them, and tokens don’t tell them")]
    NeedsRequestsOf {
        /// Its number, from 1.
        workload: usize,
    },
    /// Services cost more than the arithmetic keeps exact.
    #[error("services cost more than 10 billion dollars a month or once")]
    TooMuchOfServices,
    /// No hour has any load.
    #[error("give at least one hour with load")]
    NoLoad,
    /// A typed price in a unit that its kind doesn't have.
    #[error("a price of this kind has another unit")]
    WrongUnit,
    /// An amount after a discount of 100% says nothing of the amount before it.
    #[error("a discount of 100% leaves nothing to convert: type the spend before the discount")]
    NothingLeft,
    /// No forecast counts.
    #[error("give at least one forecast a weight above 0")]
    NoWeight,
    /// The cached prefix is longer than the prompt.
    #[error("the prefix is longer than the prompt of one request")]
    PrefixTooLong,
}

fn workload_words(workload: Option<usize>) -> String {
    workload.map_or_else(String::new, |index| format!("workload {}, ", index + 1))
}

impl Scenario {
    /// Everything that keeps this scenario from being priced, in the order of its fields; empty when nothing does.
    ///
    /// A rate that the card doesn't have isn't found here, but when pricing.
    pub fn check(&self) -> Vec<FieldError> {
        let mut found = Vec::new();
        let too_many = |length: usize, most: usize, field| {
            (length > most).then_some(FieldError { workload: None, field, problem: Problem::TooMany { most } })
        };
        found.extend(too_many(self.workloads.len(), bounds::WORKLOADS_MAX, Field::Workloads));
        found.extend(too_many(self.prices.len(), bounds::TYPED_PRICES_MAX, Field::Prices));
        if self.workloads.is_empty() {
            found.push(FieldError { workload: None, field: Field::Workloads, problem: Problem::NoWorkload });
        }
        if !found.is_empty() {
            return found;
        }
        let (mut tokens, mut largest) = (0_u128, (0_u128, 0));
        for (index, workload) in self.workloads.iter().enumerate() {
            for (field, problem) in workload.check() {
                found.push(FieldError { workload: Some(index), field, problem });
            }
            // At the most that one of its models counts.
            let factors = workload.routes.iter().map(|route| u128::from(route.token_factor.ten_thousandths()));
            let most = factors.max().unwrap_or(0).max(10_000);
            let asked = demand::tokens_before_trim(workload).saturating_mul(most) / 10_000;
            tokens = tokens.saturating_add(asked);
            if asked > largest.0 {
                largest = (asked, index);
            }
        }
        let of_scenario = |(field, problem)| FieldError { workload: None, field, problem };
        found.extend(self.capacity.check().into_iter().map(of_scenario));
        let commitment = self.commitment.iter().flat_map(Commitment::check);
        found.extend(commitment.map(of_scenario));
        found.extend(commitment::check_alternatives(&self.alternatives).into_iter().map(of_scenario));
        found.extend(self.check_services().into_iter().map(of_scenario));
        found.extend(check_prices(&self.prices).into_iter().map(|problem| of_scenario((Field::Prices, problem))));
        let most = bounds::IDENTIFIER_CHARACTERS_MAX;
        if self.thresholds.len() > bounds::TYPED_PRICES_MAX {
            found.push(of_scenario((Field::Prices, Problem::TooMany { most: bounds::TYPED_PRICES_MAX })));
        }
        if self.thresholds.iter().any(|threshold| threshold.model.chars().count() > most) {
            found.push(of_scenario((Field::Prices, Problem::TooLong { most })));
        }
        if tokens > u128::from(bounds::TOKENS_MAX) {
            // Said at the largest.
            found.push(FieldError { workload: Some(largest.1), field: Field::Demand, problem: Problem::TooManyTokens });
        }
        found
    }
}

/// What keeps typed prices from being used. How many there are is checked before anything else.
fn check_prices(prices: &[TypedPrice]) -> Vec<Problem> {
    let mut found = Vec::new();
    if !prices.iter().all(capacity::has_its_unit) {
        found.push(Problem::WrongUnit);
    }
    let most = bounds::IDENTIFIER_CHARACTERS_MAX;
    let is_long = |text: &str| text.chars().count() > most;
    let region = |price: &TypedPrice| price.place.as_ref().is_some_and(|place| is_long(&place.region));
    if prices.iter().any(|price| is_long(&price.model) || region(price)) {
        found.push(Problem::TooLong { most });
    }
    let most = bounds::TYPED_PRICES_MAX;
    if prices.len() > most {
        found.push(Problem::TooMany { most });
    }
    found
}

impl Workload {
    fn check(&self) -> Vec<(Field, Problem)> {
        let mut found = Vec::new();
        let mut text = |field, text: &str, most| {
            if text.chars().count() > most {
                found.push((field, Problem::TooLong { most }));
            }
        };
        text(Field::Name, &self.name, bounds::NAME_CHARACTERS_MAX);
        for placement in core::iter::once(&self.placement).chain(self.routes.iter().map(|route| &route.placement)) {
            text(Field::Model, &placement.model, bounds::IDENTIFIER_CHARACTERS_MAX);
            text(Field::Region, &placement.region, bounds::IDENTIFIER_CHARACTERS_MAX);
        }
        let mut range = |field, value: Multiple, low: Multiple, low_text, high: u64| {
            if value < low || Multiple::whole(high).is_some_and(|high| value > high) {
                found.push((field, Problem::OutOfRange { low: low_text, high }));
            }
        };
        range(Field::CallsPerRequest, self.calls_per_request, Multiple::ONE, "1", bounds::CALLS_PER_REQUEST_MAX);
        range(Field::TokenOverhead, self.token_overhead, Multiple::ZERO, "0", bounds::OVERHEAD_MAX);
        if let Demand::Traffic { hours_per_day, days_per_month, .. } = self.demand {
            range(Field::HoursPerDay, hours_per_day, Multiple::ZERO, "0", bounds::HOURS_PER_DAY_MAX);
            range(Field::DaysPerMonth, days_per_month, Multiple::ZERO, "0", bounds::DAYS_PER_MONTH_MAX);
        }
        for route in &self.routes {
            let least = Multiple::of_ten_thousandths(1_000).unwrap_or(Multiple::ONE);
            range(Field::Routes, route.token_factor, least, "0.1", bounds::TOKEN_FACTOR_MAX);
        }
        if let Caching::Traffic { prefixes, .. } = self.caching {
            range(Field::Cached, prefixes, Multiple::ONE, "1", bounds::REQUESTS_PER_MINUTE_MAX);
        }
        if let Caching::Share { reads_per_write: Some(reads), .. } = self.caching {
            let smallest = Multiple::of_ten_thousandths(1).unwrap_or(Multiple::ONE);
            range(Field::ReadsPerWrite, reads, smallest, "0.0001", bounds::READS_PER_WRITE_MAX);
        }
        if self.growth.is_some() && matches!(self.demand, Demand::Monthly { .. }) {
            found.push((Field::Growth, Problem::GrowthNeedsRequests));
        }
        found.extend(self.check_caching().map(|problem| (Field::Cached, problem)));
        found.extend(self.check_routes().map(|problem| (Field::Routes, problem)));
        found
    }

    fn check_caching(&self) -> Option<Problem> {
        match self.caching {
            Caching::Share { cached, reads_per_write: Some(reads), .. } => {
                // cached x (1 + 1/reads) > 1, without dividing.
                let numerator = u128::from(cached.numerator()) * u128::from(reads.ten_thousandths() + 10_000);
                let denominator = u128::from(cached.denominator()) * u128::from(reads.ten_thousandths());
                (numerator > denominator && !cached.is_none()).then_some(Problem::CacheExceedsInput)
            }
            Caching::Traffic { prefix, .. } => match self.demand {
                Demand::Monthly { .. } => Some(Problem::NeedsRequests),
                Demand::Requests { input, .. } | Demand::Traffic { input, .. } => {
                    let prompt = u128::from(input.count()) * u128::from(10_000 + self.token_overhead.ten_thousandths());
                    (u128::from(prefix.count()) * 10_000 > prompt).then_some(Problem::PrefixTooLong)
                }
            },
            Caching::Counted(counts) => {
                let input = u128::from(demand::input_asked(self.demand));
                (counts.total() > input).then_some(Problem::CountsExceedInput)
            }
            Caching::None | Caching::Share { .. } => None,
        }
    }

    fn check_routes(&self) -> Option<Problem> {
        if self.routes.len() > bounds::ROUTES_MAX {
            return Some(Problem::TooMany { most: bounds::ROUTES_MAX });
        }
        (shares_of(&self.routes) == Shares::MoreThanAll).then_some(Problem::RoutesExceedAll)
    }
}

/// How routing shares relate to the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shares {
    /// Something stays on the baseline model: this part of a common denominator.
    Part {
        /// What stays, in units of `denominator`.
        rest: u128,
        /// The common denominator of all shares.
        denominator: u128,
    },
    /// The shares add up to the whole.
    All,
    /// The shares add up to more than the whole.
    MoreThanAll,
}

/// Adds up routing shares exactly, whatever their denominators.
pub(crate) fn shares_of(routes: &[super::Route]) -> Shares {
    let (mut sum, mut denominator) = (0_u128, 1_u128);
    for share in routes.iter().map(|route| route.share) {
        let (upper, lower) = (u128::from(share.numerator()), u128::from(share.denominator()));
        // At most eight denominators of four digits: the product stays below 10^32.
        sum = sum * lower + upper * denominator;
        denominator *= lower;
    }
    match sum.cmp(&denominator) {
        core::cmp::Ordering::Less => Shares::Part { rest: denominator - sum, denominator },
        core::cmp::Ordering::Equal => Shares::All,
        core::cmp::Ordering::Greater => Shares::MoreThanAll,
    }
}
