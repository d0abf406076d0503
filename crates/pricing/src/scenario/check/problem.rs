//! Where something is wrong in a scenario, and what.

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
