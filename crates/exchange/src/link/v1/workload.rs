//! A workload in version 1 of the link: `w1.model=claude-sonnet-4.5&w1.tokens=2400000000,600000000&w1.cached=1/3`.

use super::{REGION, bounded, identifier, multiple, parts};
use crate::link::{LinkProblem, LinkReason, escape, problem};
use pricing::bounds;
use pricing::quantity::{Multiple, Requests, Share, Tokens, TokensPerRequest, whole};
use pricing::rates::InferenceScope;
use pricing::scenario::{
    Arrivals, CacheLifetime, Caching, CountedCache, Demand, Growth, Placement, Route, ServiceTier, Workload,
};

/// A field of a workload.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    Name,
    Model,
    Scope,
    Region,
    Tokens,
    Requests,
    Traffic,
    Calls,
    Grows,
    Overhead,
    Trim,
    Max,
    Tier,
    Long,
    Cached,
    Reads,
    Prefix,
    Hits,
    Counted,
    Lifetime,
    Hour,
    Arrivals,
    Batch,
    Route,
    Blocked,
}

impl Key {
    /// Every field with its key in the text.
    const ALL: [(Self, &str); 25] = [
        (Self::Name, "name"),
        (Self::Model, "model"),
        (Self::Scope, "scope"),
        (Self::Region, "region"),
        (Self::Tokens, "tokens"),
        (Self::Requests, "requests"),
        (Self::Traffic, "traffic"),
        (Self::Calls, "calls"),
        (Self::Grows, "grows"),
        (Self::Overhead, "overhead"),
        (Self::Trim, "trim"),
        (Self::Max, "max"),
        (Self::Tier, "tier"),
        (Self::Long, "long"),
        (Self::Cached, "cached"),
        (Self::Reads, "reads"),
        (Self::Prefix, "prefix"),
        (Self::Hits, "hits"),
        (Self::Counted, "counted"),
        (Self::Lifetime, "ttl"),
        (Self::Hour, "hour"),
        (Self::Arrivals, "arrivals"),
        (Self::Batch, "batch"),
        (Self::Route, "route"),
        (Self::Blocked, "blocked"),
    ];
    const DEMAND: u32 = Self::Tokens.bit() | Self::Requests.bit() | Self::Traffic.bit();

    fn of(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, name)| *name == text).map(|(key, _)| key)
    }

    pub(super) fn name(self) -> &'static str {
        Self::ALL.into_iter().find(|(key, _)| *key == self).map_or("", |(_, name)| name)
    }

    /// The field in a set of fields.
    const fn bit(self) -> u32 {
        1 << self as u32
    }

    /// The fields that say otherwise what this one says.
    const fn contradicts(self) -> u32 {
        match self {
            Self::Tokens | Self::Requests | Self::Traffic => Self::DEMAND,
            Self::Cached => Self::Prefix.bit() | Self::Counted.bit(),
            Self::Prefix => Self::Cached.bit() | Self::Counted.bit(),
            Self::Counted => Self::Cached.bit() | Self::Prefix.bit(),
            _ => 0,
        }
    }
}

pub(super) fn encode(workload: &Workload, put: &mut dyn FnMut(Key, &str)) {
    let Workload { name, placement, demand, caching, .. } = workload;
    if !name.is_empty() {
        put(Key::Name, &escape(name));
    }
    put(Key::Model, &escape(&placement.model));
    let mut unless = |key: Key, value: String, default: &str| {
        if value != default {
            put(key, &value);
        }
    };
    unless(Key::Scope, placement.scope.name().to_owned(), InferenceScope::default().name());
    unless(Key::Region, escape(&placement.region), REGION);
    let (key, value) = match *demand {
        Demand::Monthly { input, output } => (Key::Tokens, format!("{},{}", input.count(), output.count())),
        Demand::Requests { requests, input, output } => {
            (Key::Requests, format!("{},{},{}", requests.count(), input.count(), output.count()))
        }
        Demand::Traffic { requests_per_minute, hours_per_day, days_per_month, input, output } => {
            let (input, output) = (input.count(), output.count());
            (Key::Traffic, format!("{requests_per_minute},{hours_per_day},{days_per_month},{input},{output}"))
        }
    };
    unless(key, value, "");
    unless(Key::Calls, workload.calls_per_request.to_string(), "1");
    if let Some(Growth { tool_results }) = workload.growth {
        unless(Key::Grows, tool_results.count().to_string(), "");
    }
    unless(Key::Overhead, workload.token_overhead.to_string(), "0");
    unless(Key::Trim, workload.output_trim.to_string(), "0");
    if let Some(max) = workload.max_tokens {
        unless(Key::Max, max.count().to_string(), "");
    }
    unless(Key::Tier, workload.tier.name().to_owned(), ServiceTier::default().name());
    unless(Key::Long, workload.long_prompts.to_string(), "0");
    let lifetime = match *caching {
        Caching::None => CacheLifetime::default(),
        Caching::Share { cached, reads_per_write, lifetime, hour_share } => {
            unless(Key::Cached, cached.to_string(), "");
            if let Some(reads) = reads_per_write {
                unless(Key::Reads, reads.to_string(), "");
            }
            unless(Key::Hour, hour_share.to_string(), "0");
            lifetime
        }
        Caching::Traffic { prefix, requests_per_minute, prefixes, hit_share, lifetime, .. } => {
            let many = if prefixes == Multiple::ONE { String::new() } else { format!(",{prefixes}") };
            unless(Key::Prefix, format!("{},{requests_per_minute}{many}", prefix.count()), "");
            if let Some(hits) = hit_share {
                unless(Key::Hits, hits.to_string(), "");
            }
            lifetime
        }
        Caching::Counted(CountedCache { reads, writes_5m, writes_30m, writes_1h }) => {
            let counts = [reads, writes_5m, writes_30m, writes_1h].map(|tokens| tokens.count().to_string());
            unless(Key::Counted, counts.join(","), "");
            CacheLifetime::default()
        }
    };
    unless(Key::Lifetime, lifetime.name().to_owned(), CacheLifetime::default().name());
    if let Caching::Traffic { arrivals, .. } = caching {
        unless(Key::Arrivals, arrivals.name().to_owned(), Arrivals::default().name());
    }
    unless(Key::Batch, workload.batch.to_string(), "0");
    unless(Key::Blocked, workload.blocked.to_string(), "0");
    for Route { placement, share, token_factor } in &workload.routes {
        let Placement { model, scope, region } = placement;
        let factor = if *token_factor == Multiple::ONE { String::new() } else { format!(",{token_factor}") };
        unless(Key::Route, format!("{},{},{},{share}{factor}", escape(model), scope.name(), escape(region)), "");
    }
}

/// A workload as far as it is read: the defaults, but for the fields that are seen.
pub(super) struct Reader {
    workload: Workload,
    cached: Share,
    reads: Multiple,
    prefix: (TokensPerRequest, Multiple, Multiple),
    hits: Share,
    counted: CountedCache,
    lifetime: CacheLifetime,
    hour_share: Share,
    arrivals: Arrivals,
    /// The bits of the fields that were read.
    seen: u32,
}

impl Default for Reader {
    fn default() -> Self {
        let placement = Placement { model: String::new(), scope: InferenceScope::default(), region: REGION.to_owned() };
        let workload = Workload {
            name: String::new(),
            placement,
            demand: Demand::Monthly { input: Tokens::ZERO, output: Tokens::ZERO },
            calls_per_request: Multiple::ONE,
            growth: None,
            token_overhead: Multiple::ZERO,
            output_trim: Share::NONE,
            max_tokens: None,
            tier: ServiceTier::default(),
            long_prompts: Share::NONE,
            caching: Caching::None,
            batch: Share::NONE,
            routes: Vec::new(),
            blocked: Share::NONE,
        };
        Self {
            workload,
            cached: Share::NONE,
            reads: Multiple::ZERO,
            prefix: (TokensPerRequest::default(), Multiple::ZERO, Multiple::ONE),
            hits: Share::NONE,
            counted: CountedCache::default(),
            lifetime: CacheLifetime::default(),
            hour_share: Share::NONE,
            arrivals: Arrivals::default(),
            seen: 0,
        }
    }
}

impl Reader {
    pub(super) fn read(&mut self, field: &str, value: &str) -> Result<(), LinkReason> {
        let key = Key::of(field).ok_or(LinkReason::UnknownField)?;
        if self.seen & key.contradicts() != 0 {
            return Err(LinkReason::Contradiction);
        }
        if key == Key::Route {
            if self.workload.routes.len() == bounds::ROUTES_MAX {
                return Err(LinkReason::TooMany);
            }
        } else if self.saw(key) {
            return Err(LinkReason::Repeated);
        }
        self.put(key, value).ok_or(LinkReason::BadValue)?;
        self.seen |= key.bit();
        Ok(())
    }

    /// Reads a value into its place.
    fn put(&mut self, key: Key, value: &str) -> Option<()> {
        let workload = &mut self.workload;
        match key {
            Key::Name => workload.name = bounded(value, bounds::NAME_CHARACTERS_MAX)?,
            Key::Model => workload.placement.model = identifier(value).filter(|model| !model.is_empty())?,
            Key::Scope => workload.placement.scope = InferenceScope::from_name(value)?,
            Key::Region => workload.placement.region = identifier(value)?,
            Key::Tokens | Key::Requests | Key::Traffic => workload.demand = demand(key, value)?,
            Key::Calls => workload.calls_per_request = multiple(value)?,
            Key::Grows => workload.growth = Some(Growth { tool_results: each(value)? }),
            Key::Overhead => workload.token_overhead = multiple(value)?,
            Key::Trim => workload.output_trim = share(value)?,
            Key::Max => workload.max_tokens = Some(each(value)?),
            Key::Tier => workload.tier = ServiceTier::from_name(value)?,
            Key::Long => workload.long_prompts = share(value)?,
            Key::Cached => self.cached = share(value)?,
            Key::Reads => self.reads = multiple(value)?,
            Key::Prefix => self.prefix = prefix(value)?,
            Key::Hits => self.hits = share(value)?,
            Key::Counted => self.counted = counted(value)?,
            Key::Lifetime => self.lifetime = CacheLifetime::from_name(value)?,
            Key::Hour => self.hour_share = share(value)?,
            Key::Arrivals => self.arrivals = Arrivals::from_name(value)?,
            Key::Batch => workload.batch = share(value)?,
            Key::Route => workload.routes.push(route(value)?),
            Key::Blocked => workload.blocked = share(value)?,
        }
        Some(())
    }

    const fn saw(&self, key: Key) -> bool {
        self.seen & key.bit() != 0
    }

    pub(super) fn finish(mut self, part: &str, problems: &mut Vec<LinkProblem>) -> Workload {
        let mut tell = |reason| problems.push(problem(part, reason));
        if self.seen & Key::DEMAND == 0 {
            tell(LinkReason::NoDemand);
        }
        if !self.saw(Key::Model) {
            tell(LinkReason::NoModel);
        }
        let (of_share, lifetime, arrivals) =
            (Key::Reads.bit() | Key::Hour.bit(), Key::Lifetime.bit(), Key::Arrivals.bit() | Key::Hits.bit());
        let stray = match (self.saw(Key::Cached), self.saw(Key::Prefix)) {
            (true, _) => arrivals,
            (false, true) => of_share,
            (false, false) => of_share | lifetime | arrivals,
        };
        if self.seen & stray != 0 {
            tell(LinkReason::StrayCaching);
        }
        let lifetime = self.lifetime;
        if self.saw(Key::Cached) {
            let reads_per_write = self.saw(Key::Reads).then_some(self.reads);
            let (cached, hour_share) = (self.cached, self.hour_share);
            self.workload.caching = Caching::Share { cached, reads_per_write, lifetime, hour_share };
        } else if self.saw(Key::Prefix) {
            let (prefix, requests_per_minute, prefixes) = self.prefix;
            let (hit_share, arrivals) = (self.saw(Key::Hits).then_some(self.hits), self.arrivals);
            self.workload.caching =
                Caching::Traffic { prefix, requests_per_minute, prefixes, hit_share, lifetime, arrivals };
        } else if self.saw(Key::Counted) {
            self.workload.caching = Caching::Counted(self.counted);
        }
        self.workload
    }
}

fn each(text: &str) -> Option<TokensPerRequest> {
    whole(text).and_then(TokensPerRequest::new)
}

fn share(text: &str) -> Option<Share> {
    Share::parse(text).ok()
}

fn tokens(text: &str) -> Option<Tokens> {
    whole(text).and_then(Tokens::new)
}

fn counted(value: &str) -> Option<CountedCache> {
    let [reads, five_minutes, half_an_hour, an_hour] = parts(value)?;
    Some(CountedCache {
        reads: tokens(reads)?,
        writes_5m: tokens(five_minutes)?,
        writes_30m: tokens(half_an_hour)?,
        writes_1h: tokens(an_hour)?,
    })
}

fn demand(door: Key, value: &str) -> Option<Demand> {
    match door {
        Key::Tokens => {
            let [input, output] = parts(value)?;
            Some(Demand::Monthly { input: tokens(input)?, output: tokens(output)? })
        }
        Key::Requests => {
            let [requests, input, output] = parts(value)?;
            let requests = whole(requests).and_then(Requests::new)?;
            Some(Demand::Requests { requests, input: each(input)?, output: each(output)? })
        }
        _ => {
            let [requests_per_minute, hours, days, input, output] = parts(value)?;
            Some(Demand::Traffic {
                requests_per_minute: multiple(requests_per_minute)?,
                hours_per_day: multiple(hours)?,
                days_per_month: multiple(days)?,
                input: each(input)?,
                output: each(output)?,
            })
        }
    }
}

fn prefix(value: &str) -> Option<(TokensPerRequest, Multiple, Multiple)> {
    if let Some([prefix, requests_per_minute, prefixes]) = parts(value) {
        return Some((each(prefix)?, multiple(requests_per_minute)?, multiple(prefixes)?));
    }
    let [prefix, requests_per_minute] = parts(value)?;
    Some((each(prefix)?, multiple(requests_per_minute)?, Multiple::ONE))
}

fn route(value: &str) -> Option<Route> {
    let ([model, scope, region, share], token_factor) = match parts(value) {
        Some([model, scope, region, share, factor]) => ([model, scope, region, share], multiple(factor)?),
        None => (parts(value)?, Multiple::ONE),
    };
    let scope = InferenceScope::from_name(scope)?;
    let placement = Placement { model: identifier(model)?, scope, region: identifier(region)? };
    Some(Route { placement, share: self::share(share)?, token_factor })
}
