//! Tests of when a cache pays for itself.

use super::needed;
use crate::money::{Rate, Unit};
use crate::price::price;
use crate::quantity::{Multiple, Requests, Share, Tokens, TokensPerRequest};
use crate::rates::{Buying, InferenceScope, Meter, PromptLength, RateCard};
use crate::report::{CacheBreakEven, Needed, RequestPart, StepKind};
use crate::scenario::{
    Arrivals, CacheInBatch, CacheLifetime, Caching, CountedCache, Demand, Growth, Placement, Rules, Scenario,
    ServiceTier, TypedPrice, Workload,
};
use rust_decimal::Decimal;

#[test]
fn reads_needed_by_the_three_prices() {
    let cents = |cents: i64| Decimal::new(cents, 2);
    // (3.75 - 3) / (3 - 0.30) = 0.2777...
    let reads = match needed(cents(300), cents(30), cents(375)) {
        Needed::Reads(reads) => Some(reads.round_dp(4)),
        Needed::Never | Needed::None => None,
    };
    assert_eq!(reads, Some(Decimal::new(2778, 4)));
    // A write that costs what fresh input costs has nothing to repay; a read that costs as much never repays.
    assert_eq!(needed(cents(300), cents(30), cents(300)), Needed::None);
    assert_eq!(needed(cents(300), cents(30), cents(299)), Needed::None);
    assert_eq!(needed(cents(300), cents(300), cents(375)), Needed::Never);
    assert_eq!(needed(cents(300), cents(301), cents(300)), Needed::Never);
}

/// The entries of 10 million tokens of input on Claude Sonnet 4.5: $3.00 fresh, $0.30 read, $3.75 written for five
/// minutes and $6.00 for an hour.
fn entries(caching: Caching) -> Vec<CacheBreakEven> {
    let demand = Demand::Monthly { input: Tokens::new(10_000_000).unwrap_or_default(), output: Tokens::ZERO };
    let placement = Placement::new("claude-sonnet-4.5", InferenceScope::Global, "us-east-1");
    let mut workload = Workload::new("One", placement, demand);
    workload.caching = caching;
    let card = RateCard::newest();
    let scenario = Scenario::new(card.date(), vec![workload]);
    price(&scenario, &card).map(|report| report.cache_break_even).unwrap_or_default()
}

fn needed_reads(needed: Needed) -> Option<Decimal> {
    match needed {
        Needed::Reads(reads) => Some(reads.round_dp(6)),
        Needed::Never | Needed::None => None,
    }
}

#[test]
fn counted_writes_of_one_lifetime_are_held_against_its_price() {
    let counted = |reads: u64, five_minutes: u64, an_hour: u64| {
        let tokens = |count| Tokens::new(count).unwrap_or_default();
        let found = entries(Caching::Counted(CountedCache {
            reads: tokens(reads),
            writes_5m: tokens(five_minutes),
            writes_30m: Tokens::ZERO,
            writes_1h: tokens(an_hour),
        }));
        found
            .into_iter()
            .map(|entry| (entry.lifetime, needed_reads(entry.needed), entry.actual, entry.repaid()))
            .collect::<Vec<_>>()
    };
    // 0.75 / 2.70 = 0.277778 and 3.00 / 2.70 = 1.111111.
    let (five_minutes, an_hour) = (Some(Decimal::new(277_778, 6)), Some(Decimal::new(1_111_111, 6)));
    let four = Some(Decimal::from(4));
    assert_eq!(counted(4_000_000, 1_000_000, 0), [(CacheLifetime::FiveMinutes, five_minutes, four, true)]);
    assert_eq!(counted(4_000_000, 0, 1_000_000), [(CacheLifetime::OneHour, an_hour, four, true)]);
    let one = Some(Decimal::ONE);
    assert_eq!(counted(1_000_000, 0, 1_000_000), [(CacheLifetime::OneHour, an_hour, one, false)]);
    // Two lifetimes have no one price, and without writes there is none.
    assert_eq!(counted(4_000_000, 1_000_000, 1_000_000), []);
    assert_eq!(counted(4_000_000, 0, 0), []);
}

#[test]
fn writes_of_two_lifetimes_are_held_against_their_average_price() {
    let of = |hour_share: &str, lifetime| {
        let hour_share = Share::parse(hour_share).unwrap_or_default();
        let cached = Share::of_ten_thousand(1_000);
        let found = entries(Caching::Share { cached, reads_per_write: Some(Multiple::ONE), lifetime, hour_share });
        found
            .into_iter()
            .map(|entry| {
                (entry.lifetime, entry.an_hour.map(|writes| writes.share.to_string()), needed_reads(entry.needed))
            })
            .collect::<Vec<_>>()
    };
    let needed = |millionths| Some(Decimal::new(millionths, 6));
    let (five_minutes, an_hour) = (CacheLifetime::FiveMinutes, CacheLifetime::OneHour);
    assert_eq!(of("0", five_minutes), [(five_minutes, None, needed(277_778))]);
    // 0.75 x 3.75 + 0.25 x 6.00 = 4.3125: 1.3125 / 2.70.
    assert_eq!(of("0.25", five_minutes), [(five_minutes, Some("0.25".to_owned()), needed(486_111))]);
    // 0.25 x 3.75 + 0.75 x 6.00 = 5.4375: 2.4375 / 2.70.
    assert_eq!(of("0.75", five_minutes), [(five_minutes, Some("0.75".to_owned()), needed(902_778))]);
    // 2/3 x 3.75 + 1/3 x 6.00 = 4.50: 1.50 / 2.70.
    assert_eq!(of("1/3", five_minutes), [(five_minutes, Some("1/3".to_owned()), needed(555_556))]);
    // All of it, or the rest for an hour too: there is one lifetime.
    assert_eq!(of("1", five_minutes), [(an_hour, None, needed(1_111_111))]);
    assert_eq!(of("0.25", an_hour), [(an_hour, None, needed(1_111_111))]);
}

#[test]
fn workloads_share_the_prices_of_their_place_and_lifetime_alone() {
    let workload = |model: &str, tier, lifetime| {
        let demand = Demand::Monthly { input: Tokens::new(10_000_000).unwrap_or_default(), output: Tokens::ZERO };
        let cached = Share::of_ten_thousand(1_000);
        let placement = Placement::new(model, InferenceScope::Global, "us-east-1");
        Workload {
            tier,
            caching: Caching::Share { cached, reads_per_write: Some(Multiple::ONE), lifetime, hour_share: Share::NONE },
            ..Workload::new("", placement, demand)
        }
    };
    let (sonnet, haiku) = ("claude-sonnet-4.5", "claude-haiku-4.5");
    let (five_minutes, an_hour) = (CacheLifetime::FiveMinutes, CacheLifetime::OneHour);
    let standard = ServiceTier::Standard;
    let workloads = vec![
        workload(sonnet, standard, five_minutes),
        workload(haiku, standard, five_minutes),
        workload(sonnet, standard, an_hour),
        workload(sonnet, standard, five_minutes),
        workload(sonnet, ServiceTier::Flex, five_minutes),
    ];
    let card = RateCard::newest();
    let mut scenario = Scenario::new(card.date(), workloads);
    // Flex at half of Sonnet's prices, as typed.
    let typed = [(Meter::Input, 150), (Meter::CacheRead, 15), (Meter::CacheWrite5m, 200), (Meter::Output, 750)];
    scenario.prices = typed
        .into_iter()
        .filter_map(|(meter, cents)| {
            let rate = Rate::new(Decimal::new(cents, 2), Unit::MillionTokens).ok()?;
            let (buying, length) = (Buying::Flex, PromptLength::Ordinary);
            Some(TypedPrice { model: sonnet.to_owned(), place: None, buying, length, meter, rate })
        })
        .collect();
    let entries = price(&scenario, &card).map(|report| report.cache_break_even).unwrap_or_default();
    let cents = |rate: Rate| (rate.per_million() * Decimal::from(100)).normalize().to_string();
    let prices: Vec<_> = entries
        .iter()
        .map(|entry| [entry.input, entry.read, entry.write].map(cents))
        .zip(entries.iter().map(|entry| needed_reads(entry.needed)))
        .collect();
    let expected = |prices: [&str; 3], millionths| (prices.map(str::to_owned), Some(Decimal::new(millionths, 6)));
    // 0.75 / 2.70, 0.25 / 0.90, 3.00 / 2.70, and 0.50 / 1.35 in Flex.
    assert_eq!(
        prices,
        [
            expected(["300", "30", "375"], 277_778),
            expected(["100", "10", "125"], 277_778),
            expected(["300", "30", "600"], 1_111_111),
            expected(["300", "30", "375"], 277_778),
            expected(["150", "15", "200"], 370_370),
        ]
    );
}

/// Caching of one prefix for five minutes, with requests at random.
fn traffic(prefix: TokensPerRequest, rate: &str) -> Caching {
    Caching::Traffic {
        prefix,
        requests_per_minute: Multiple::parse(rate).unwrap_or_default(),
        prefixes: Multiple::ONE,
        hit_share: None,
        lifetime: CacheLifetime::FiveMinutes,
        arrivals: Arrivals::Random,
    }
}

/// What of a request is long, read and written, and how much of it there is, in whole tokens or calls.
fn parts_of_a_request(workload: Workload) -> Vec<(RequestPart, u128, u128)> {
    let card = RateCard::newest();
    let lines = price(&Scenario::new(card.date(), vec![workload]), &card).map(|report| report.lines);
    let mut found = Vec::new();
    for step in lines.unwrap_or_default().iter().flat_map(|line| line.quantity.steps()) {
        if let StepKind::OfRequest { what, part, of } = step.kind {
            let whole = 10_u128.pow(what.places());
            found.push((what, part / whole, of / whole));
        }
    }
    found.dedup();
    found
}

#[test]
fn parts_of_a_request_count_its_tokens_and_calls() {
    let each = |tokens| TokensPerRequest::new(tokens).unwrap_or_default();
    let agent = |model: &str, input, output, calls, results| {
        let requests = Requests::new(1_000).unwrap_or_default();
        let demand = Demand::Requests { requests, input: each(input), output: each(output) };
        let placement = Placement::new(model, InferenceScope::Global, "us-east-1");
        Workload {
            calls_per_request: Multiple::whole(calls).unwrap_or_default(),
            growth: Some(Growth { tool_results: each(results) }),
            ..Workload::new("Agent", placement, demand)
        }
    };
    // Prompts of 60,000 to 120,000 tokens, of which the last is above 100,000: 120,000 of 360,000 tokens, one of four calls.
    let long = parts_of_a_request(agent("claude-haiku-5.5", 60_000, 10_000, 4, 10_000));
    assert!(long.contains(&(RequestPart::LongInput, 120_000, 360_000)));
    assert!(long.contains(&(RequestPart::LongCalls, 1, 4)));
    // Prompts of 4,000 to 7,200 tokens: each call reads the prompt before it, the first one the shared 2,000.
    let mut cached = agent("claude-sonnet-4.5", 4_000, 500, 5, 300);
    cached.caching = traffic(each(2_000), "100");
    let cached = parts_of_a_request(cached);
    assert!(cached.contains(&(RequestPart::Read, 22_800, 28_000)));
    assert!(cached.contains(&(RequestPart::Written, 5_200, 28_000)));
}

#[test]
fn loops_and_prompts_that_grow_count_all_their_calls() {
    let actual = |calls: u64, growth: Option<Growth>, rate: &str| {
        let each = |tokens| TokensPerRequest::new(tokens).unwrap_or_default();
        let requests = Requests::new(1_000).unwrap_or_default();
        let demand = Demand::Requests { requests, input: each(5_000), output: each(1_000) };
        let placement = Placement::new("claude-sonnet-4.5", InferenceScope::Global, "us-east-1");
        let mut workload = Workload::new("Loop", placement, demand);
        workload.calls_per_request = Multiple::whole(calls).unwrap_or_default();
        workload.growth = growth;
        workload.caching = traffic(each(2_000), rate);
        let card = RateCard::newest();
        let scenario = Scenario::new(card.date(), vec![workload]);
        let report = price(&scenario, &card).ok()?;
        report.cache_break_even.first()?.actual
    };
    let share = |reads: i64, writes: i64| Decimal::from(reads).checked_div(Decimal::from(writes));
    // Of 10,000 calls 1,000 begin a loop: 63.21% of these hit, and all the others.
    assert_eq!(actual(10, None, "0.2"), share(9_632, 368));
    // The first call reads 2,000 and writes the 3,000 left; the second reads 5,000 and writes the answer of 1,000.
    let growth = Some(Growth { tool_results: TokensPerRequest::default() });
    assert_eq!(actual(2, growth, "100"), share(7_000, 4_000));
    // No first call finds its prefix.
    assert_eq!(actual(2, growth, "0"), share(5_000, 6_000));
}

#[test]
fn each_workload_has_its_own_hits_and_misses() {
    let workload = |rate: &str| {
        let each = |tokens| TokensPerRequest::new(tokens).unwrap_or_default();
        let demand = Demand::Requests {
            requests: Requests::new(10_000).unwrap_or_default(),
            input: each(6_000),
            output: each(0),
        };
        let placement = Placement::new("claude-sonnet-4.5", InferenceScope::Global, "us-east-1");
        let mut workload = Workload::new("One", placement, demand);
        workload.caching = traffic(each(5_000), rate);
        workload
    };
    let card = RateCard::newest();
    for rules in Rules::ALL {
        let scenario = Scenario {
            rules,
            cache_in_batch: CacheInBatch::NotCached,
            ..Scenario::new(card.date(), vec![workload("0.2"), workload("0.1")])
        };
        let entries = price(&scenario, &card).map(|report| report.cache_break_even).unwrap_or_default();
        // 1 - exp(-1) = 0.6321 and 1 - exp(-0.5) = 0.3935 of 10,000 calls hit.
        let actual: Vec<_> = entries.iter().map(|entry| entry.actual).collect();
        let share = |hits: i64, misses: i64| Decimal::from(hits).checked_div(Decimal::from(misses));
        assert_eq!(actual, [share(6_321, 3_679), share(3_935, 6_065)]);
    }
}
