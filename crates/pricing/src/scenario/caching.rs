//! Prompt caching, as a scenario asks for it.

use super::one;
use crate::quantity::{Multiple, Share, Tokens, TokensPerRequest};
use crate::rates::Meter;

/// Prompt caching of one workload.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Caching {
    /// No caching: all input is fresh.
    #[default]
    None,
    /// A share of the input is read from cache.
    Share {
        /// Share of input tokens read from cache.
        cached: Share,
        /// Cache reads for each write. Without it no write is priced, and a notice says so.
        #[serde(default)]
        reads_per_write: Option<Multiple>,
        /// How long a write lives.
        #[serde(default)]
        lifetime: CacheLifetime,
        /// The share of what is written that is kept for an hour, whatever the lifetime of the rest: none unless given. A prompt
        /// can have both, such as instructions that are kept for an hour and a conversation that is kept for five minutes.
        /// Bedrock refuses a longer lifetime behind a shorter one (<https://strandsagents.com/docs/api/typescript/BedrockCacheTTL/>).
        #[serde(default)]
        hour_share: Share,
    },
    /// A shared prefix, and the traffic that keeps it warm.
    Traffic {
        /// Tokens of the prefix that every request starts with.
        prefix: TokensPerRequest,
        /// Requests a minute, those of all prefixes together.
        requests_per_minute: Multiple,
        /// How many prefixes they share out among themselves, such as conversations or tenants: 1 unless given. A request
        /// finds the cache of its own prefix only.
        #[serde(default = "one")]
        prefixes: Multiple,
        /// The share of all calls that find the prefix cached, where it was measured: then traffic and arrivals don't count. By
        /// [`Rules::V2`] only.
        #[serde(default)]
        hit_share: Option<Share>,
        /// How long a write lives; each hit refreshes it.
        #[serde(default)]
        lifetime: CacheLifetime,
        /// How requests arrive.
        #[serde(default)]
        arrivals: Arrivals,
    },
    /// What a bill or a monitoring system counted: how much of the workload's input was read from cache and written to it.
    /// Where the input is routed, batched or grows, the counts keep their part of it.
    Counted(CountedCache),
}

/// Input tokens that were read from cache and written to it, as counted; the rest of the workload's input is fresh. Together
/// they come to at most the input of the demand, before calls per request and overhead.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CountedCache {
    /// Tokens read from cache in a month.
    #[serde(default)]
    pub reads: Tokens,
    /// Tokens written in a month to live five minutes.
    #[serde(default)]
    pub writes_5m: Tokens,
    /// Tokens written in a month to live thirty minutes.
    #[serde(default)]
    pub writes_30m: Tokens,
    /// Tokens written in a month to live one hour.
    #[serde(default)]
    pub writes_1h: Tokens,
}

impl CountedCache {
    /// Tokens written to live so long.
    pub const fn writes(&self, lifetime: CacheLifetime) -> Tokens {
        match lifetime {
            CacheLifetime::FiveMinutes => self.writes_5m,
            CacheLifetime::ThirtyMinutes => self.writes_30m,
            CacheLifetime::OneHour => self.writes_1h,
        }
    }

    /// Reads and writes together.
    pub fn total(&self) -> u128 {
        let counts = [self.reads, self.writes_5m, self.writes_30m, self.writes_1h];
        counts.into_iter().map(|tokens| u128::from(tokens.count())).sum()
    }
}

impl Caching {
    /// How long its writes live; `None` where nothing is cached, or where each count of writes has its own lifetime.
    pub const fn lifetime(&self) -> Option<CacheLifetime> {
        match self {
            Self::Share { lifetime, .. } | Self::Traffic { lifetime, .. } => Some(*lifetime),
            Self::None | Self::Counted(_) => None,
        }
    }

    /// How long its writes live, and how many of them for an hour; `None` where [`lifetime`](Self::lifetime) is.
    pub fn lives(&self) -> Option<Lives> {
        let lifetime = self.lifetime()?;
        let hour_share = if let Self::Share { hour_share, .. } = self { *hour_share } else { Share::NONE };
        Some(Lives::of(lifetime, hour_share))
    }
}

/// How long the cache writes of a workload live.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lives {
    /// The lifetime of all writes but those that are kept for an hour.
    pub lifetime: CacheLifetime,
    /// The share of writes that is kept for an hour; none where all writes live alike, an hour too.
    pub hour_share: Share,
}

impl Lives {
    /// A share kept for an hour, the rest for a lifetime.
    pub fn of(lifetime: CacheLifetime, hour_share: Share) -> Self {
        if lifetime == CacheLifetime::OneHour || hour_share == Share::ALL {
            Self { lifetime: CacheLifetime::OneHour, hour_share: Share::NONE }
        } else {
            Self { lifetime, hour_share }
        }
    }

    /// The lifetimes that occur, shortest first.
    pub fn each(self) -> impl Iterator<Item = CacheLifetime> {
        let hour = (!self.hour_share.is_none()).then_some(CacheLifetime::OneHour);
        core::iter::once(self.lifetime).chain(hour)
    }
}

/// How long a cache write lives without a hit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum CacheLifetime {
    /// Five minutes.
    #[default]
    #[serde(rename = "5m")]
    FiveMinutes,
    /// Thirty minutes.
    #[serde(rename = "30m")]
    ThirtyMinutes,
    /// One hour.
    #[serde(rename = "1h")]
    OneHour,
}

impl CacheLifetime {
    /// All lifetimes, shortest first.
    pub const ALL: [Self; 3] = [Self::FiveMinutes, Self::ThirtyMinutes, Self::OneHour];

    /// The lifetime in minutes: 5, 30 or 60.
    pub const fn minutes(self) -> u32 {
        match self {
            Self::FiveMinutes => 5,
            Self::ThirtyMinutes => 30,
            Self::OneHour => 60,
        }
    }

    /// The meter of a write that lives this long.
    pub const fn write_meter(self) -> Meter {
        match self {
            Self::FiveMinutes => Meter::CacheWrite5m,
            Self::ThirtyMinutes => Meter::CacheWrite30m,
            Self::OneHour => Meter::CacheWrite1h,
        }
    }

    /// The word used in links: `5m`, `30m`, `1h`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::FiveMinutes => "5m",
            Self::ThirtyMinutes => "30m",
            Self::OneHour => "1h",
        }
    }

    /// The lifetime in words: `5 minutes`.
    pub const fn words(self) -> &'static str {
        match self {
            Self::FiveMinutes => "5 minutes",
            Self::ThirtyMinutes => "30 minutes",
            Self::OneHour => "1 hour",
        }
    }

    /// The lifetime with this [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lifetime| lifetime.name() == name)
    }
}

/// How requests arrive, which decides how often a prefix is still in the cache.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Arrivals {
    /// At random: the hit share is 1 - exp(-rate x lifetime).
    #[default]
    Random,
    /// At even intervals: every request hits, or none does.
    Even,
}

impl Arrivals {
    /// Both, in the order they are shown.
    pub const ALL: [Self; 2] = [Self::Random, Self::Even];

    /// The word used in links: `random`, `even`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Random => "random",
            Self::Even => "even",
        }
    }

    /// The arrivals with this [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|arrivals| arrivals.name() == name)
    }
}

/// How cached reads and writes are billed inside batch.
///
/// AWS: prompt caching is "only supported for on-demand inference endpoints" and "not supported with the batch inference API"
/// (<https://docs.aws.amazon.com/bedrock/latest/userguide/prompt-caching.html>). The other two are for what an invoice shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum CacheInBatch {
    /// Half of the on-demand cache price.
    Halved,
    /// The on-demand cache price.
    NotHalved,
    /// Batch traffic isn't cached: all its input is fresh. By [`Rules::V2`] it is cached all the same where the card has a
    /// batch cache price of the model, at that price.
    #[default]
    NotCached,
}

impl CacheInBatch {
    /// The three conventions, in the order they are shown.
    pub const ALL: [Self; 3] = [Self::Halved, Self::NotHalved, Self::NotCached];

    /// The word used in links: `halved`, `not-halved`, `not-cached`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Halved => "halved",
            Self::NotHalved => "not-halved",
            Self::NotCached => "not-cached",
        }
    }

    /// The convention with this [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|convention| convention.name() == name)
    }
}
