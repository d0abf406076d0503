//! Random scenarios. Most can be priced; some can't, on purpose.

mod capacity;
mod commitment;
mod generator;
mod negotiation;
mod services;

pub use capacity::with_capacity;
pub use commitment::{with_alternatives, with_capacity_and_commitment, with_commitment, with_offers};
pub use generator::Generator;
pub use negotiation::same_prices;

use pricing::money::{Rate, Unit};
use pricing::quantity::{Months, Multiple, Requests, Share, Tokens, TokensPerRequest};
use pricing::rates::{Buying, Date, InferenceScope, Meter, Model, PromptLength, RateCard, RateKey};
use pricing::scenario::{
    Arrivals, Billed, Bought, CacheInBatch, CacheLifetime, Caching, Capacity, CountedCache, Demand, Growth, Load,
    Place, Placement, ReservedReads, Route, Rules, Scenario, ServiceTier, Services, TypedPrice, TypedThreshold,
    Workload,
};
use rust_decimal::Decimal;

/// A random scenario for a card, in a good part of them with capacity, in a third with a commitment, in some with alternatives.
pub fn any(generator: &mut Generator, card: &RateCard) -> Scenario {
    let mut scenario = if generator.chance(60) { scenario(generator, card) } else { with_capacity(generator, card) };
    if generator.chance(33) {
        scenario.commitment = Some(commitment::commitment(generator, card, &scenario));
    }
    if generator.chance(30) {
        scenario.alternatives = commitment::alternatives(generator, card, &scenario);
    }
    // An older card has the prices of few services.
    let is_newest = card.date() == RateCard::newest().date();
    if generator.chance(if is_newest { 35 } else { 5 }) {
        scenario.services = services::services(generator, card, &scenario);
    }
    if generator.chance(10) {
        for workload in &mut scenario.workloads {
            workload.blocked = generator.share();
        }
    }
    // It changes no figure, and so draws from a copy: what is drawn after it stays what it was.
    scenario.billed = billed(&mut Generator::new(generator.state));
    scenario
}

/// What a bill said, for one scenario in five.
fn billed(generator: &mut Generator) -> Option<Billed> {
    generator.chance(20).then(|| Billed {
        from: Date::new(2026, 10, 1).unwrap_or(Date::FIRST),
        months: Months::new(1 + generator.below(12)).unwrap_or_default(),
        paid: commitment::dollars(commitment::any_amount(generator)),
        list: generator.chance(70).then(|| commitment::dollars(commitment::any_amount(generator))),
        left: commitment::dollars(commitment::any_amount(generator)),
    })
}

/// A random scenario with services, without capacity.
pub fn with_services(generator: &mut Generator, card: &RateCard) -> Scenario {
    let mut scenario = scenario(generator, card);
    scenario.services = services::services(generator, card, &scenario);
    scenario
}

/// A random scenario for a card, without capacity.
pub fn scenario(generator: &mut Generator, card: &RateCard) -> Scenario {
    let count = if generator.chance(70) { 1 } else { 1 + generator.below(4) };
    let mut scenario = Scenario {
        rules: generator.pick(&Rules::ALL).copied().unwrap_or_default(),
        rates: card.date(),
        cache_in_batch: generator.pick(&CacheInBatch::ALL).copied().unwrap_or_default(),
        workloads: (0..count).map(|_| workload(generator, card)).collect(),
        prices: Vec::new(),
        thresholds: Vec::new(),
        capacity: Capacity::default(),
        commitment: None,
        alternatives: Vec::new(),
        services: Services::default(),
        billed: None,
    };
    if generator.chance(20) {
        for _ in 0..=generator.below(4) {
            let price = typed_price(generator, &scenario);
            scenario.prices.extend(price);
        }
    }
    scenario
}

/// One workload without a lever: the smallest subject of the benchmark.
pub fn one_workload(card: &RateCard) -> Scenario {
    let demand = Demand::Monthly {
        input: Tokens::new(2_400_000_000).unwrap_or_default(),
        output: Tokens::new(600_000_000).unwrap_or_default(),
    };
    let placement = Placement::new("claude-sonnet-4.5", InferenceScope::Global, "us-east-1");
    Scenario {
        rates: card.date(),
        rules: Rules::V1,
        cache_in_batch: CacheInBatch::Halved,
        workloads: vec![Workload::new("One", placement, demand)],
        prices: Vec::new(),
        thresholds: Vec::new(),
        capacity: Capacity::default(),
        commitment: None,
        alternatives: Vec::new(),
        services: Services::default(),
        billed: None,
    }
}

/// Forty workloads with caching, batch and two routes each, all of which can be priced.
pub fn forty_workloads(generator: &mut Generator, card: &RateCard) -> Scenario {
    let mut scenario = one_workload(card);
    let Some(first) = scenario.workloads.pop() else { return scenario };
    let global = |model: &str| Placement::new(model, InferenceScope::Global, "us-east-1");
    for index in 0..40 {
        let mut workload = first.clone();
        workload.name = format!("Workload {}", index + 1);
        let third = Share::new(1, 3).unwrap_or_default();
        let reads_per_write = Multiple::whole(4);
        let (lifetime, hour_share) = (CacheLifetime::FiveMinutes, Share::NONE);
        workload.caching = Caching::Share { cached: third, reads_per_write, lifetime, hour_share };
        workload.batch = Share::of_ten_thousand(u32::try_from(generator.below(9_000)).unwrap_or(0));
        for model in ["claude-haiku-4.5", "claude-opus-4.5"] {
            workload.routes.push(Route {
                placement: global(model),
                share: Share::of_ten_thousand(2_500),
                token_factor: Multiple::ONE,
            });
        }
        scenario.workloads.push(workload);
    }
    scenario
}

fn placement(generator: &mut Generator, card: &RateCard) -> Placement {
    if generator.chance(2) {
        return Placement::new("no-such-model", InferenceScope::Global, "us-east-1");
    }
    // Few models have a long-prompt threshold or cache prices: pick them more often than their number.
    let wanted = match generator.below(5) {
        0 => card.models().iter().filter(|model| model.long_prompt_above.is_some()).collect(),
        1 | 2 => card.models().iter().filter(|model| model.cache_minimum.is_some()).collect(),
        _ => card.models().iter().collect::<Vec<&Model>>(),
    };
    let model = generator.pick(&wanted).map_or_else(String::new, |model| model.id.clone());
    let scopes = if generator.chance(98) { card.scopes(&model) } else { InferenceScope::ALL.to_vec() };
    let scope = generator.pick(&scopes).copied().unwrap_or_default();
    let regions = card.regions(&model, scope);
    let region = generator.pick(&regions).copied().unwrap_or("us-east-1");
    Placement::new(&model, scope, region)
}

fn has(card: &RateCard, placement: &Placement, buying: Buying, meter: Meter) -> bool {
    let Placement { model, scope, region } = placement;
    card.rate(&RateKey { model, scope: *scope, region, buying, length: PromptLength::Ordinary, meter }).is_some()
}

fn demand(generator: &mut Generator) -> Demand {
    let each = |generator: &mut Generator| {
        let most = if generator.chance(90) { 20_000 } else { 1_000_000 };
        TokensPerRequest::new(generator.below(most)).unwrap_or_default()
    };
    match generator.below(3) {
        0 => Demand::Monthly {
            input: Tokens::new(generator.count(400_000_000_000_000)).unwrap_or_default(),
            output: Tokens::new(generator.count(40_000_000_000_000)).unwrap_or_default(),
        },
        1 => Demand::Requests {
            requests: Requests::new(generator.count(30_000_000)).unwrap_or_default(),
            input: each(generator),
            output: each(generator),
        },
        _ => Demand::Traffic {
            requests_per_minute: if generator.chance(50) {
                generator.multiple(0, 3)
            } else {
                generator.multiple(0, 900)
            },
            hours_per_day: generator.multiple(0, 24),
            days_per_month: generator.multiple(0, 31),
            input: each(generator),
            output: each(generator),
        },
    }
}

fn caching(generator: &mut Generator, card: &RateCard, placement: &Placement, demand: Demand) -> Caching {
    let lifetimes: Vec<CacheLifetime> = CacheLifetime::ALL
        .into_iter()
        .filter(|lifetime| has(card, placement, Buying::Standard, lifetime.write_meter()))
        .collect();
    let readable = has(card, placement, Buying::Standard, Meter::CacheRead);
    if (!readable && generator.chance(98)) || generator.chance(30) {
        return Caching::None;
    }
    if let Demand::Monthly { input, .. } = demand
        && generator.chance(25)
    {
        return counted(generator, input.count(), &lifetimes);
    }
    let lifetime = generator.pick(&lifetimes).copied().unwrap_or_default();
    let prompt = match demand {
        Demand::Monthly { .. } => None,
        Demand::Requests { input, .. } | Demand::Traffic { input, .. } => Some(input.count()),
    };
    let prompt = prompt.or_else(|| generator.chance(2).then_some(1_000));
    match prompt {
        Some(prompt) if generator.chance(60) => {
            let beyond = if generator.chance(95) { 1 } else { 1_000 };
            let prefix = generator.below(prompt + beyond);
            Caching::Traffic {
                prefix: TokensPerRequest::new(prefix).unwrap_or_default(),
                requests_per_minute: if generator.chance(50) {
                    generator.multiple(0, 2)
                } else {
                    generator.multiple(0, 1_000)
                },
                prefixes: Multiple::ONE,
                hit_share: None,
                lifetime,
                arrivals: generator.pick(&Arrivals::ALL).copied().unwrap_or_default(),
            }
        }
        _ => {
            let cached = generator.share();
            let writes = generator.chance(60) && !lifetimes.is_empty();
            // Few reads per write with a large share is an error; keep it rare.
            let least = if cached == Share::ALL { 1_000 } else { 1 };
            let reads_per_write = writes.then(|| generator.multiple(least, 10_000));
            // Seldom of a model without a price for an hour: then it is an error.
            let has_an_hour = lifetimes.contains(&CacheLifetime::OneHour);
            let hour_share =
                if generator.chance(if has_an_hour { 40 } else { 3 }) { generator.share() } else { Share::NONE };
            Caching::Share { cached, reads_per_write, lifetime, hour_share }
        }
    }
}

/// Counts of reads and writes within so much input, seldom more than it; writes of the lifetimes that have a price.
fn counted(generator: &mut Generator, input: u64, lifetimes: &[CacheLifetime]) -> Caching {
    let mut left = if generator.chance(97) { input } else { input.saturating_add(1) };
    let mut take = |some: bool| {
        let tokens = if some { generator.below(left.saturating_add(1)) } else { 0 };
        left -= tokens;
        Tokens::new(tokens).unwrap_or_default()
    };
    Caching::Counted(CountedCache {
        reads: take(true),
        writes_5m: take(lifetimes.contains(&CacheLifetime::FiveMinutes)),
        writes_30m: take(lifetimes.contains(&CacheLifetime::ThirtyMinutes)),
        writes_1h: take(lifetimes.contains(&CacheLifetime::OneHour)),
    })
}

fn workload(generator: &mut Generator, card: &RateCard) -> Workload {
    let placement = placement(generator, card);
    let demand = demand(generator);
    let mut workload = Workload::new("Random", placement, demand);
    workload.caching = caching(generator, card, &workload.placement, demand);
    if generator.chance(30) {
        let least = u64::from(generator.chance(97));
        workload.calls_per_request = generator.multiple(least, 12);
        workload.token_overhead = generator.multiple(0, 1);
        workload.output_trim = generator.share();
    }
    let knows_requests = !matches!(demand, Demand::Monthly { .. });
    if generator.chance(if knows_requests { 25 } else { 1 }) {
        let tool_results = if generator.chance(20) { 0 } else { generator.below(3_000) };
        workload.growth = Some(Growth { tool_results: TokensPerRequest::new(tool_results).unwrap_or_default() });
        workload.calls_per_request = generator.multiple(1, 12);
    }
    if generator.chance(50) {
        workload.long_prompts = generator.share();
    }
    let batched = has(card, &workload.placement, Buying::Batch, Meter::Output);
    if (batched || generator.chance(2)) && generator.chance(50) {
        workload.batch = generator.share();
    }
    let tier = generator.pick(&ServiceTier::ALL).copied().unwrap_or_default();
    if has(card, &workload.placement, tier.buying(), Meter::Input) || generator.chance(2) {
        workload.tier = tier;
    }
    if generator.chance(25) {
        let count = 1 + generator.below(3);
        let ways = count + u64::from(generator.chance(50));
        for index in 0..count {
            let placement = routed(generator, card, &workload);
            let share = match generator.below(3) {
                0 => Share::new(1, u32::try_from(ways).unwrap_or(1)),
                1 => Share::new(u32::try_from(generator.below(9_999 / count)).unwrap_or(0), 10_000),
                _ => Share::new(1, u32::try_from(2 + index + generator.below(6)).unwrap_or(1)),
            };
            workload.routes.push(Route { placement, share: share.unwrap_or_default(), token_factor: Multiple::ONE });
        }
    }
    if generator.chance(20) {
        workload.max_tokens = TokensPerRequest::new(generator.below(100_000));
    }
    workload
}

/// A placement for a route, mostly one that has every price the workload needs.
fn routed(generator: &mut Generator, card: &RateCard, workload: &Workload) -> Placement {
    let mut found = placement(generator, card);
    for _ in 0..12 {
        let cached = workload.caching == Caching::None || has(card, &found, Buying::Standard, Meter::CacheRead);
        let batched = workload.batch.is_none() || has(card, &found, Buying::Batch, Meter::Input);
        if cached && batched && has(card, &found, workload.tier.buying(), Meter::Input) {
            break;
        }
        found = placement(generator, card);
    }
    found
}

fn typed_price(generator: &mut Generator, scenario: &Scenario) -> Option<TypedPrice> {
    let workload = generator.pick(&scenario.workloads)?;
    let model = workload.placement.model.clone();
    let unit = generator.pick(&Unit::OF_TOKENS).copied()?;
    let buyings = Buying::ALL.into_iter().filter(|buying| buying.is_by_token()).collect::<Vec<_>>();
    let metered = |meter: &Meter| meter.is_cache() || matches!(meter, Meter::Input | Meter::Output);
    let meters = Meter::ALL.into_iter().filter(metered).collect::<Vec<_>>();
    // At most $200 for a million tokens, with as many places as the unit allows.
    let (most, places) = if unit == Unit::MillionTokens { (200, 8) } else { (1, 11) };
    let places = generator.below(places + 1);
    let amount = decimal(generator, most, places)?;
    let place = generator.chance(30).then(|| {
        let Placement { scope, region, .. } = workload.placement.clone();
        let scope = if generator.chance(80) { scope } else { InferenceScope::Global };
        Place { scope, region }
    });
    Some(TypedPrice {
        model,
        place,
        buying: generator.pick(&buyings).copied()?,
        length: if generator.chance(80) { PromptLength::Ordinary } else { PromptLength::Long },
        meter: generator.pick(&meters).copied()?,
        rate: Rate::new(amount, unit).ok()?,
    })
}

/// A number of so many places, up to `most`.
fn decimal(generator: &mut Generator, most: u64, places: u64) -> Option<Decimal> {
    let places = u32::try_from(places).ok()?;
    let mantissa = generator.below(most * 10_u64.checked_pow(places)? + 1);
    Decimal::try_from_i128_with_scale(i128::from(mantissa), places).ok()
}

/// The same scenario by the rules of today, with what only they know: distinct prefixes, a typed threshold, batch jobs on
/// units, cache reads with the reservation, purchases that are loaded as their workloads run.
pub fn of_today(generator: &mut Generator, mut scenario: Scenario) -> Scenario {
    scenario.rules = Rules::V2;
    scenario.cache_in_batch = if generator.chance(60) { CacheInBatch::NotCached } else { scenario.cache_in_batch };
    for workload in &mut scenario.workloads {
        if let Caching::Traffic { hit_share, .. } = &mut workload.caching
            && generator.chance(20)
        {
            *hit_share = Some(Share::of_ten_thousand(u32::try_from(generator.below(10_001)).unwrap_or(0)));
        }
        if let Caching::Traffic { prefixes, .. } = &mut workload.caching
            && generator.chance(50)
        {
            *prefixes = generator.multiple(1, 5_000);
        }
        for route in &mut workload.routes {
            if generator.chance(30) {
                route.token_factor =
                    Multiple::of_ten_thousandths(9_000 + generator.below(5_000)).unwrap_or(Multiple::ONE);
            }
        }
        if generator.chance(15) {
            let above = generator.below(5_000);
            scenario.thresholds.push(TypedThreshold {
                model: workload.placement.model.clone(),
                above: TokensPerRequest::new(above).unwrap_or_default(),
            });
        }
    }
    for purchase in &mut scenario.capacity.purchases {
        if generator.chance(40) {
            purchase.load = Load::Flat;
        }
        // Half of the reservations are where their workload is.
        if let Some(workload) = scenario.workloads.first()
            && matches!(purchase.bought, Bought::Reserved { .. })
            && generator.chance(50)
        {
            purchase.placement = workload.placement.clone();
        }
    }
    scenario.capacity.batch_on_units = generator.chance(30);
    if generator.chance(30) {
        scenario.capacity.reserved_reads = ReservedReads::Included;
    }
    scenario
}
