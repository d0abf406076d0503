//! What a published price is looked up by.

use crate::money::Unit;

/// Which requests may be served where, as AWS's inference profiles name it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum InferenceScope {
    /// A global cross-region inference profile: any commercial region may serve the request.
    #[default]
    Global,
    /// A geographic profile (US, EU, APAC, ...): priced by the region the request is sent to.
    Geographic,
    /// The region itself, without a profile.
    InRegion,
}

impl InferenceScope {
    /// All scopes, in the order they are shown.
    pub const ALL: [Self; 3] = [Self::Global, Self::Geographic, Self::InRegion];

    /// `global`, `geographic`, `in-region`: the words used in rate files, links and on the page.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Global => "global",
            Self::Geographic => "geographic",
            Self::InRegion => "in-region",
        }
    }

    /// The scope with this [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.name() == name)
    }
}

/// How inference is bought: token by token, by capacity, or with a model of one's own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Buying {
    /// On demand, Standard tier.
    #[default]
    Standard,
    /// On demand, Flex tier: cheaper, may wait.
    Flex,
    /// On demand, Priority tier: dearer, served first.
    Priority,
    /// On demand, latency-optimised inference.
    LatencyOptimised,
    /// On demand, ultrafast inference: dearer, and faster than latency-optimised.
    Ultrafast,
    /// Batch inference: results usually within a day; AWS lets a job run for up to seven.
    Batch,
    /// Provisioned throughput without a commitment, by the hour.
    NoCommitment,
    /// Provisioned throughput committed for one month.
    OneMonth,
    /// Provisioned throughput committed for six months.
    SixMonths,
    /// Tokens a minute of the Reserved tier, committed for one month.
    ReservedOneMonth,
    /// Tokens a minute of the Reserved tier, committed for three months.
    ReservedThreeMonths,
    /// A model customised on Bedrock: its training, its storage, its tokens on demand.
    Custom,
    /// An imported model, by the minute.
    Import,
}

impl Buying {
    /// All ways of buying tokens, in the order they are shown.
    pub const ALL: [Self; 13] = [
        Self::Standard,
        Self::Flex,
        Self::Priority,
        Self::LatencyOptimised,
        Self::Ultrafast,
        Self::Batch,
        Self::NoCommitment,
        Self::OneMonth,
        Self::SixMonths,
        Self::ReservedOneMonth,
        Self::ReservedThreeMonths,
        Self::Custom,
        Self::Import,
    ];

    /// Whether a model of AWS's catalogue is bought token by token.
    pub const fn is_by_token(self) -> bool {
        matches!(
            self,
            Self::Standard | Self::Flex | Self::Priority | Self::LatencyOptimised | Self::Ultrafast | Self::Batch
        )
    }

    /// The word used in rate files and links.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Flex => "flex",
            Self::Priority => "priority",
            Self::LatencyOptimised => "latency-optimised",
            Self::Ultrafast => "ultrafast",
            Self::Batch => "batch",
            Self::NoCommitment => "no-commitment",
            Self::OneMonth => "one-month",
            Self::SixMonths => "six-months",
            Self::ReservedOneMonth => "reserved-one-month",
            Self::ReservedThreeMonths => "reserved-three-months",
            Self::Custom => "custom",
            Self::Import => "import",
        }
    }

    /// The way of buying in words: `on demand`, `Flex`, `six months`.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Standard => "on demand",
            Self::Flex => "Flex",
            Self::Priority => "Priority",
            Self::LatencyOptimised => "latency-optimised",
            Self::Ultrafast => "ultrafast",
            Self::Batch => "batch",
            Self::NoCommitment => "no commitment",
            Self::OneMonth => "one month",
            Self::SixMonths => "six months",
            Self::ReservedOneMonth => "Reserved, one month",
            Self::ReservedThreeMonths => "Reserved, three months",
            Self::Custom => "custom model",
            Self::Import => "imported model",
        }
    }

    /// What a price of this kind may cover, the usual unit first.
    pub const fn units(self, meter: Meter) -> &'static [Unit] {
        const TOKENS: [Unit; 2] = [Unit::MillionTokens, Unit::ThousandTokens];
        match (self, meter) {
            (_, Meter::Training) => &[Unit::MillionTokens, Unit::TrainingHour],
            (_, Meter::Storage) => &[Unit::Month],
            (_, Meter::Query) => &[Unit::ThousandQueries],
            (Self::Import, Meter::ModelUnit) => &[Unit::ImportUnitMinute],
            (_, Meter::ModelUnit) => &[Unit::ModelUnitHour],
            (Self::ReservedOneMonth | Self::ReservedThreeMonths, _) => &[Unit::ThousandTpmHour],
            _ => &TOKENS,
        }
    }

    /// The way of buying with this [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|buying| buying.name() == name)
    }
}

/// One thing counted and priced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Meter {
    /// Fresh input tokens: neither read from a cache nor written to one.
    Input,
    /// Output tokens, reasoning tokens included.
    Output,
    /// Input tokens read from a prompt cache.
    CacheRead,
    /// Input tokens written to a prompt cache that lives five minutes.
    CacheWrite5m,
    /// Input tokens written to a prompt cache that lives thirty minutes.
    CacheWrite30m,
    /// Input tokens written to a prompt cache that lives one hour.
    CacheWrite1h,
    /// Model units, by the time they are kept.
    ModelUnit,
    /// Tokens trained on, or hours of training.
    Training,
    /// A custom model kept for a month.
    Storage,
    /// Queries: one request to a rerank model, or to an embedding model that is sold by the request.
    Query,
}

impl Meter {
    /// All meters, in the order they are shown.
    pub const ALL: [Self; 10] = [
        Self::Input,
        Self::CacheRead,
        Self::CacheWrite5m,
        Self::CacheWrite30m,
        Self::CacheWrite1h,
        Self::Output,
        Self::ModelUnit,
        Self::Training,
        Self::Storage,
        Self::Query,
    ];

    /// Whether it counts tokens read from a prompt cache or written to one.
    pub const fn is_cache(self) -> bool {
        matches!(self, Self::CacheRead | Self::CacheWrite5m | Self::CacheWrite30m | Self::CacheWrite1h)
    }

    /// The word used in rate files and links.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Input => "input",
            Self::Output => "output",
            Self::CacheRead => "cache_read",
            Self::CacheWrite5m => "cache_write_5m",
            Self::CacheWrite30m => "cache_write_30m",
            Self::CacheWrite1h => "cache_write_1h",
            Self::ModelUnit => "model_unit",
            Self::Training => "training",
            Self::Storage => "storage",
            Self::Query => "query",
        }
    }

    /// The meter with this [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|meter| meter.name() == name)
    }

    /// The meter in words: `cache read`, `cache write (5 min)`.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Input => "input",
            Self::Output => "output",
            Self::CacheRead => "cache read",
            Self::CacheWrite5m => "cache write (5 min)",
            Self::CacheWrite30m => "cache write (30 min)",
            Self::CacheWrite1h => "cache write (1 h)",
            Self::ModelUnit => "model unit",
            Self::Training => "training",
            Self::Storage => "storage",
            Self::Query => "query",
        }
    }
}

/// Which length of prompt a price is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PromptLength {
    /// Up to the model's threshold, or any length where a model has no threshold.
    #[default]
    Ordinary,
    /// Above the model's threshold: the long rate applies to the whole request.
    Long,
}

impl PromptLength {
    /// Both, in the order they are shown.
    pub const ALL: [Self; 2] = [Self::Ordinary, Self::Long];

    /// The word used in rate files and links.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ordinary => "ordinary",
            Self::Long => "long",
        }
    }

    /// The length with this [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|length| length.name() == name)
    }

    /// What goes before a meter's words: nothing, or `long-prompt `.
    pub const fn words_before(self) -> &'static str {
        match self {
            Self::Ordinary => "",
            Self::Long => "long-prompt ",
        }
    }
}

/// Everything a published price depends on, but for the date, which is the card's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RateKey<'a> {
    /// The model's identifier on the card.
    pub model: &'a str,
    /// Where the request may be served.
    pub scope: InferenceScope,
    /// The AWS region the request is sent to, such as `us-east-1`.
    pub region: &'a str,
    /// How the tokens are bought.
    pub buying: Buying,
    /// Which prompts the price is for.
    pub length: PromptLength,
    /// What is counted.
    pub meter: Meter,
}
