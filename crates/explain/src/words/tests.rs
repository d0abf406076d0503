//! What is set, in words.

use super::*;
use exchange::presets;

#[test]
fn two_lifetimes_are_named_with_their_share() {
    let quarter = Share::new(1, 4).unwrap_or_default();
    let words = |lifetime, hour_share| written_for(Lives::of(lifetime, hour_share));
    assert_eq!(words(CacheLifetime::FiveMinutes, Share::NONE), "5 minutes");
    assert_eq!(words(CacheLifetime::ThirtyMinutes, quarter), "1 hour (25%) and 30 minutes");
    assert_eq!(words(CacheLifetime::OneHour, quarter), "1 hour");
    assert_eq!(words(CacheLifetime::FiveMinutes, Share::ALL), "1 hour");
}

#[test]
fn a_short_count_is_exact() {
    for (value, text) in [
        (0, "0"),
        (2_000, "2000"),
        (12_000, "12k"),
        (2_400_000_000, "2.4B"),
        (600_000_000, "600M"),
        (1_234_567, "1234567"),
        (12_340, "12.34k"),
        (12_345, "12345"),
        (1_000_000_000_000_000, "1000T"),
    ] {
        assert_eq!(short(value), text);
        let read = pricing::number::read_count(text, pricing::number::DecimalSign::Comma, u64::MAX);
        assert_eq!(read, Ok(value), "{text}");
    }
    assert_eq!(millions(2_400_000_000), "2,400M");
    assert_eq!(millions(1_728_000), "1.728M");
    assert_eq!(millions(1_234_567), "1,234,567");
}

#[test]
fn the_worked_estate_says_what_is_set() {
    let (scenario, card) = (presets::default_scenario(), RateCard::newest());
    assert_eq!(
        workloads(&scenario, &card),
        "Worked estate: Claude Sonnet 4.5, global, 2,400M input and 600M output tokens a month"
    );
    assert_eq!(caching_and_batch(&scenario), "One third of input read from cache; 40% batch, not cached there");
    assert_eq!((routing(&scenario, &card), prices(&scenario, &card)), ("None".into(), "List rates".into()));
}

fn of_link(fields: &str) -> Scenario {
    let link = format!("{fields}&end");
    exchange::link::decode(&link, &RateCard::dates()).scenario.unwrap_or_else(|| unreachable!("{link}"))
}

const REQUESTS: &str = "rates=2026-11-28&w1.model=claude-sonnet-4.5&w1.requests=1000000,6000,0&w1.prefix=5000,10";

#[test]
fn a_measured_hit_share_and_several_prefixes_are_said() {
    let cached = |fields: &str| caching_and_batch(&of_link(fields));
    assert_eq!(
        cached(&format!("v2&{REQUESTS}")),
        "Prefix of 5,000 tokens cached at 10 requests a minute, 5 minutes, at random"
    );
    assert_eq!(
        cached(&format!("v2&{REQUESTS},1000&w1.arrivals=even")),
        "Prefix of 5,000 tokens cached at 10 requests a minute over 1,000 prefixes, 5 minutes, evenly spaced"
    );
    // What was measured follows from no traffic and no arrivals.
    assert_eq!(
        cached(&format!("v2&{REQUESTS},1000&w1.hits=0.75&w1.ttl=1h")),
        "Prefix of 5,000 tokens cached, found by 75% of calls as measured, 1 hour"
    );
}

#[test]
fn counted_writes_are_said_by_how_long_they_live() {
    let counted = |counts: &str| {
        caching_and_batch(&of_link(&format!(
            "v2&rates=2026-11-28&w1.model=claude-sonnet-4.6&w1.tokens=1000000000,0&w1.counted={counts}"
        )))
    };
    assert_eq!(
        counted("620250000,48060000,0,4200000"),
        "620,250,000 tokens read from cache, written 48,060,000 for 5 minutes and 4,200,000 for 1 hour, as counted"
    );
    assert_eq!(counted("620250000,0,7,0"), "620,250,000 tokens read from cache, written 7 for 30 minutes, as counted");
    assert_eq!(counted("620250000,0,0,0"), "620,250,000 tokens read from cache and none written, as counted");
}

#[test]
fn a_route_that_counts_more_tokens_says_so() {
    let card = RateCard::newest();
    let routed = |route: &str| {
        let link = format!("v2&rates=2026-11-28&w1.model=claude-sonnet-4.5&w1.tokens=1000000000,0&w1.route={route}");
        routing(&of_link(&link), &card)
    };
    assert_eq!(routed("claude-haiku-4.5,global,us-east-1,0.4"), "40% to Claude Haiku 4.5, global");
    assert_eq!(
        routed("claude-haiku-4.5,global,us-east-1,0.4,1.3"),
        "40% to Claude Haiku 4.5, global, which counts 1.3 times the tokens"
    );
}
