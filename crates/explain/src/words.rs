//! A scenario in words: what is set, in one line, and what a number of it comes to.
//!
//! These are texts about inputs. Texts about figures are in [`explain`](crate).

use pricing::money::grouped;
pub use pricing::number::{count, millions, short};
use pricing::quantity::{Multiple, Share};

use pricing::rates::{Buying, InferenceScope, RateCard};
use pricing::scenario::{
    Arrivals, CacheInBatch, CacheLifetime, Caching, CountedCache, Demand, Lives, Placement, Rules, Scenario,
    ServiceTier, TypedPrice, Workload,
};

/// `a, b and c`; empty for none.
pub(crate) fn in_a_row(names: &[impl AsRef<str>]) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    match names.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => names.concat(),
    }
}

/// A model's name, or its identifier where the card doesn't have it.
pub fn model_name<'a>(card: &'a RateCard, id: &'a str) -> &'a str {
    card.model(id).map_or(id, |model| &model.name)
}

/// Model and place: `Claude Sonnet 4.5, global`; with the region wherever it decides the price.
pub fn placement(placement: &Placement, card: &RateCard) -> String {
    let name = model_name(card, &placement.model);
    match placement.scope {
        InferenceScope::Global => format!("{name}, global"),
        InferenceScope::Geographic => format!("{name}, geographic, {}", placement.region),
        InferenceScope::InRegion => format!("{name}, {}", placement.region),
    }
}

/// How tokens are bought: `On demand, Standard`, `Batch`.
pub const fn buying(buying: Buying) -> &'static str {
    match buying {
        Buying::Standard => "On demand, Standard",
        Buying::Flex => "On demand, Flex",
        Buying::Priority => "On demand, Priority",
        Buying::LatencyOptimised => "On demand, latency-optimized",
        Buying::Ultrafast => "On demand, ultrafast",
        Buying::Batch => "Batch",
        Buying::NoCommitment => "Units, no commitment",
        Buying::OneMonth => "Units, one month",
        Buying::SixMonths => "Units, six months",
        Buying::ReservedOneMonth => "Reserved, one month",
        Buying::ReservedThreeMonths => "Reserved, three months",
        Buying::Custom => "Custom model",
        Buying::Import => "Imported model",
    }
}

/// A tier as AWS writes it: `Standard`, `Flex`, `Priority`, `Latency-optimized`.
pub const fn tier(tier: ServiceTier) -> &'static str {
    match tier {
        ServiceTier::Standard => "Standard",
        ServiceTier::Flex => "Flex",
        ServiceTier::Priority => "Priority",
        ServiceTier::LatencyOptimised => "Latency-optimized",
        ServiceTier::Ultrafast => "Ultrafast",
    }
}

/// The workloads in one line.
pub fn workloads(scenario: &Scenario, card: &RateCard) -> String {
    match scenario.workloads.as_slice() {
        [] => "None".to_owned(),
        [one] => {
            let mut text =
                format!("{}: {}, {}", one.name, placement(&one.placement, card), demand_and_adjustments(one));
            if one.name.is_empty() {
                text.drain(..2);
            }
            text
        }
        many => {
            let tokens = many.iter().map(Workload::tokens);
            let sum = tokens.fold(0_u64, |sum, (input, output)| sum.saturating_add(input).saturating_add(output));
            format!("{} workloads, {} tokens a month", many.len(), millions(sum))
        }
    }
}

/// What a workload asks for, with the adjustments that aren't the ordinary ones.
pub fn demand_and_adjustments(workload: &Workload) -> String {
    let mut text = demand_words(workload.demand);
    let set = adjustments(workload);
    if !set.is_empty() {
        text = format!("{text}; {}", set.join(", "));
    }
    text
}

/// A demand in words: `2,400M input and 600M output tokens a month`.
fn demand_words(demand: Demand) -> String {
    let each = |input: u64, output: u64| format!("{} input and {} output tokens", millions(input), millions(output));
    match demand {
        Demand::Monthly { input, output } => format!("{} a month", each(input.count(), output.count())),
        Demand::Requests { requests, input, output } => {
            format!("{} requests a month of {}", millions(requests.count()), each(input.count(), output.count()))
        }
        Demand::Traffic { requests_per_minute, hours_per_day, days_per_month, input, output } => format!(
            "{requests_per_minute} requests a minute, {hours_per_day} hours a day, {days_per_month} days a month, of {}",
            each(input.count(), output.count())
        ),
    }
}

/// The adjustments, tier and long prompts of a workload that aren't the ordinary ones.
pub fn adjustments(workload: &Workload) -> Vec<String> {
    let mut set = Vec::new();
    if workload.calls_per_request != Multiple::ONE {
        set.push(format!("{} calls per request", workload.calls_per_request));
    }
    if let Some(growth) = workload.growth {
        let results = growth.tool_results.count();
        let tools = if results == 0 { String::new() } else { format!(" and {} tokens from tools", millions(results)) };
        set.push(format!("each call also sends the answers{tools} of the calls before it"));
    }
    if workload.token_overhead != Multiple::ZERO {
        set.push(format!("{} added to input", multiple_percent(workload.token_overhead)));
    }
    if !workload.output_trim.is_none() {
        set.push(format!("{} cut from output", workload.output_trim.percent()));
    }
    if !workload.long_prompts.is_none() {
        set.push(format!("{} long prompts", workload.long_prompts.percent()));
    }
    if workload.tier != ServiceTier::Standard {
        set.push(format!("{} tier", tier(workload.tier)));
    }
    set
}

/// A multiple in percent: 0.15 is `15%`, 12.5 is `1,250%`.
pub fn multiple_percent(multiple: Multiple) -> String {
    let percent = Multiple::of_ten_thousandths(multiple.ten_thousandths().saturating_mul(100));
    percent.map_or_else(|| format!("{multiple} ×"), |percent| format!("{}%", grouped(&percent.to_string())))
}

/// How long what is written to the cache lives: `5 minutes`, `1 hour (25%) and 5 minutes`.
pub(super) fn written_for(lives: Lives) -> String {
    let rest = lives.lifetime.words();
    if lives.hour_share.is_none() {
        rest.to_owned()
    } else {
        format!("1 hour ({}) and {rest}", lives.hour_share.percent())
    }
}

/// Caching and batch in one line.
pub fn caching_and_batch(scenario: &Scenario) -> String {
    per_workload(scenario, |workload| {
        let mut set = Vec::new();
        match workload.caching {
            Caching::None => {}
            Caching::Share { cached, reads_per_write, lifetime, hour_share } => {
                let share = if Share::new(1, 3) == Some(cached) { "One third".to_owned() } else { cached.percent() };
                let lives = Lives::of(lifetime, hour_share);
                let written = written_for(lives);
                let reads = reads_per_write
                    .map_or_else(String::new, |reads| format!(", {reads} reads per write, written for {written}"));
                let is_usual = lives.lifetime == CacheLifetime::default() && lives.hour_share.is_none();
                let lifetime = if reads.is_empty() && !is_usual { format!(", cache lasts {written}") } else { reads };
                set.push(format!("{share} of input read from cache{lifetime}"));
            }
            Caching::Traffic { .. } => set.extend(cached_by_traffic(workload.caching, scenario.rules)),
            Caching::Counted(counts) => set.push(counted_cache(&counts)),
        }
        if !workload.batch.is_none() {
            let convention = match scenario.cache_in_batch {
                _ if workload.caching == Caching::None => "",
                CacheInBatch::Halved => ", batch discount on cache reads too",
                CacheInBatch::NotHalved => ", full price for cache reads",
                CacheInBatch::NotCached => ", not cached there",
            };
            set.push(format!("{} batch{convention}", workload.batch.percent()));
        }
        set
    })
}

/// A prefix that traffic keeps warm. By the first rules a measured hit share and several prefixes don't count.
fn cached_by_traffic(caching: Caching, rules: Rules) -> Option<String> {
    let Caching::Traffic { prefix, requests_per_minute, prefixes, hit_share, lifetime, arrivals } = caching else {
        return None;
    };
    let (prefix, lifetime) = (count(prefix.count()), lifetime.words());
    if let Some(hits) = hit_share.filter(|_| rules == Rules::V2) {
        return Some(format!(
            "Prefix of {prefix} tokens cached, found by {} of calls as measured, {lifetime}",
            hits.percent()
        ));
    }
    let shared = if prefixes == Multiple::ONE || rules == Rules::V1 {
        String::new()
    } else {
        format!(" over {} prefixes", grouped(&prefixes.to_string()))
    };
    let arrive = match arrivals {
        Arrivals::Random => "at random",
        Arrivals::Even => "evenly spaced",
    };
    Some(format!(
        "Prefix of {prefix} tokens cached at {requests_per_minute} requests a minute{shared}, {lifetime}, {arrive}"
    ))
}

/// Tokens of the cache as they were counted, what is written by how long it lives.
fn counted_cache(counts: &CountedCache) -> String {
    let written = CacheLifetime::ALL.into_iter().filter_map(|lifetime| {
        let tokens = counts.writes(lifetime).count();
        (tokens > 0).then(|| format!("{} for {}", count(tokens), lifetime.words()))
    });
    let written: Vec<String> = written.collect();
    let reads = count(counts.reads.count());
    if written.is_empty() {
        format!("{reads} tokens read from cache and none written, as counted")
    } else {
        format!("{reads} tokens read from cache, written {}, as counted", in_a_row(&written))
    }
}

/// Routing in one line.
pub fn routing(scenario: &Scenario, card: &RateCard) -> String {
    per_workload(scenario, |workload| {
        let routes = workload.routes.iter().map(|route| {
            let to = format!("{} to {}", route.share.percent(), placement(&route.placement, card));
            // By the first rules every model counts alike.
            if route.token_factor == Multiple::ONE || scenario.rules == Rules::V1 {
                to
            } else {
                format!("{to}, which counts {} times the tokens", route.token_factor)
            }
        });
        routes.collect()
    })
}

/// What is set for each workload, by name where there are several; `None` where nothing is.
fn per_workload(scenario: &Scenario, set: impl Fn(&Workload) -> Vec<String>) -> String {
    let several = scenario.workloads.len() > 1;
    let texts = scenario.workloads.iter().filter_map(|workload| {
        let text = set(workload).join("; ");
        let text = if several { format!("{}: {text}", workload.name) } else { text };
        (!set(workload).is_empty()).then_some(text)
    });
    let texts: Vec<String> = texts.collect();
    if texts.is_empty() { "None".to_owned() } else { texts.join(". ") }
}

/// The commitment in a few words: `$20,000,000.00 a year`, `3 years`.
pub fn commitment(scenario: &Scenario) -> String {
    let years = scenario.commitment.as_ref().map_or(&[][..], |commitment| &commitment.years);
    match years {
        [] => "None".to_owned(),
        [year] => format!("{} a year", year.commitment.usd()),
        years => format!("{} years", years.len()),
    }
}

/// The capacity in a few words: `2 purchases, 1 custom model`.
pub fn capacity(scenario: &Scenario) -> String {
    let capacity = &scenario.capacity;
    counted(&[(capacity.purchases.len(), "purchase"), (capacity.customs.len(), "custom model")])
}

/// The offers in a few words: `2 offers`.
pub fn offers(scenario: &Scenario) -> String {
    counted(&[(scenario.commitment.as_ref().map_or(0, |commitment| commitment.offers.len()), "offer")])
}

/// The alternatives in a few words: `1 alternative`.
pub fn alternatives(scenario: &Scenario) -> String {
    counted(&[(scenario.alternatives.len(), "alternative")])
}

/// How many there are of what there is: `2 purchases, 1 custom model`; `None` where there is nothing.
pub(crate) fn counted(lists: &[(usize, &str)]) -> String {
    let mut text = String::new();
    for (count, what) in lists {
        if *count > 0 {
            if !text.is_empty() {
                text.push_str(", ");
            }
            text = format!("{text}{count} {what}{}", if *count == 1 { "" } else { "s" });
        }
    }
    if text.is_empty() { "None".to_owned() } else { text }
}

/// The prices in one line.
pub fn prices(scenario: &Scenario, card: &RateCard) -> String {
    // Those of capacity stand with what they are for.
    let by_token = scenario.prices.iter().filter(|price| price.buying.is_by_token());
    let mut text = String::new();
    let mut count = 0;
    for price in by_token {
        count += 1;
        if count <= 3 {
            if count > 1 {
                text.push_str("; ");
            }
            text.push_str(&typed(price, card));
        }
    }
    match count {
        0 => "List rates".to_owned(),
        1..=3 => text,
        _ => format!("{count} typed prices"),
    }
}

fn typed(price: &TypedPrice, card: &RateCard) -> String {
    let TypedPrice { model, place, buying: bought, length, meter, rate } = price;
    let (name, meter, length) = (model_name(card, model), meter.words(), length.words_before());
    let name = match place {
        Some(place) => format!("{name}, {} from {}", place.scope.name(), place.region),
        None => name.to_owned(),
    };
    match bought {
        Buying::Standard => format!("{name}, {length}{meter}: {rate}"),
        _ => format!("{name}, {}, {length}{meter}: {rate}", buying(*bought)),
    }
}

/// What a link to this scenario holds.
pub fn link_holds(scenario: &Scenario, compared: &[String]) -> Vec<String> {
    let names: Vec<&str> = scenario.workloads.iter().map(|workload| workload.name.as_str()).collect();
    let mut holds = vec![format!("the date of the rates, {}", scenario.rates.long())];
    holds.push(match names.as_slice() {
        [] => "no workload".to_owned(),
        [name] => format!("1 workload with its name, {name}"),
        names if names.len() <= 5 => format!("{} workloads with their names, {}", names.len(), names.join(", ")),
        names => format!("{} workloads with their names", names.len()),
    });
    if scenario.workloads.iter().any(|workload| workload.caching != Caching::None || !workload.batch.is_none()) {
        holds.push("caching and batch".to_owned());
    }
    let routes: usize = scenario.workloads.iter().map(|workload| workload.routes.len()).sum();
    if routes > 0 {
        holds.push(if routes == 1 { "1 route".to_owned() } else { format!("{routes} routes") });
    }
    if !scenario.capacity.is_none() {
        holds.push(capacity(scenario));
    }
    if scenario.commitment.is_some() {
        holds.push("a commitment, with its offers".to_owned());
    }
    if !scenario.alternatives.is_empty() {
        holds.push(alternatives(scenario));
    }
    holds.push(match scenario.prices.len() {
        0 => "no typed prices".to_owned(),
        1 => "1 typed price, with its amount".to_owned(),
        several => format!("{several} typed prices, with their amounts"),
    });
    if compared.iter().any(|entry| entry.contains(';')) {
        holds.push("every scenario of the comparison, with its name".to_owned());
    }
    holds
}

#[cfg(test)]
mod tests;
