//! Tests of what is read from and written to a cache.

use super::*;

fn hits(rate: &str, lifetime: CacheLifetime) -> Option<String> {
    let rate = Multiple::parse(rate).ok()?;
    Some(hit_share(rate, (1, 1), lifetime, Arrivals::Random).to_string())
}

#[test]
fn hit_share_follows_the_exponential() {
    // 1 - exp(-1) = 0.63212..., 1 - exp(-0.5) = 0.39346..., 1 - exp(-3) = 0.95021...
    assert_eq!(hits("0.2", CacheLifetime::FiveMinutes).as_deref(), Some("0.6321"));
    assert_eq!(hits("0.1", CacheLifetime::FiveMinutes).as_deref(), Some("0.3935"));
    assert_eq!(hits("0.05", CacheLifetime::OneHour).as_deref(), Some("0.9502"));
    assert_eq!(hits("0", CacheLifetime::OneHour).as_deref(), Some("0"));
    assert_eq!(hits("100000000", CacheLifetime::OneHour).as_deref(), Some("1"));
}

#[test]
fn even_spacing_hits_always_or_never() {
    let share = |rate: u64, part| {
        hit_share(
            Multiple::of_ten_thousandths(rate).unwrap_or_default(),
            part,
            CacheLifetime::FiveMinutes,
            Arrivals::Even,
        )
    };
    assert_eq!(share(2_000, (1, 1)), Share::ALL);
    assert_eq!(share(1_999, (1, 1)), Share::NONE);
    assert_eq!(share(4_000, (1, 2)), Share::ALL);
    assert_eq!(share(3_999, (1, 2)), Share::NONE);
}

#[test]
fn what_is_nothing_is_absent() {
    let input = Basis::new(StepKind::Given, 1_000);
    let share = |cached: u32, reads: &str| PartCaching::Share {
        cached: Share::of_ten_thousand(cached),
        reads_per_write: Multiple::parse(reads).ok(),
        lives: Lives { lifetime: CacheLifetime::OneHour, hour_share: Share::NONE },
    };
    let counts = |caching: PartCaching| {
        let split = caching.split(&input, 0);
        (split.fresh.tokens(), split.reads.map(|it| it.tokens()), split.writes.map(|it| it.map(|it| it.tokens())))
    };
    assert_eq!(counts(share(0, "4")), (1_000, None, [None; 3]));
    assert_eq!(counts(share(5_000, "1000")), (500, Some(500), [None; 3]));
    assert_eq!(counts(share(5_000, "4")), (375, Some(500), [None, None, Some(125)]));
    // More reads and writes than input, which a check refuses, never come to more than the input.
    assert_eq!(counts(share(8_000, "2")), (0, Some(800), [None, None, Some(200)]));
    // Nothing cached is no step.
    assert_eq!(share(0, "4").split(&input, 0).fresh, input);
}

#[test]
fn writes_of_two_lifetimes_add_up_to_all_writes() {
    let input = Basis::new(StepKind::Given, 1_000);
    let share = |reads: &str, lifetime, hour_share: &str| {
        let (cached, hour_share) = (Share::of_ten_thousand(5_000), Share::parse(hour_share).unwrap_or_default());
        let reads_per_write = Multiple::parse(reads).ok();
        let caching = Caching::Share { cached, reads_per_write, lifetime, hour_share };
        let split = PartCaching::of(caching, (1, 1), 1_000, None).split(&input, 0);
        let steps = split.writes.iter().flatten().map(|it| it.steps().count()).collect::<Vec<_>>();
        (split.fresh.tokens(), split.writes.map(|it| it.map_or(0, |it| it.tokens())), steps)
    };
    let (five_minutes, half_an_hour) = (CacheLifetime::FiveMinutes, CacheLifetime::ThirtyMinutes);
    // 500 read, 500 / 4 = 125 written: a quarter of them, rounded down, for an hour.
    assert_eq!(share("4", five_minutes, "0"), (375, [125, 0, 0], vec![2]));
    assert_eq!(share("4", five_minutes, "0.25"), (375, [94, 0, 31], vec![3, 3]));
    assert_eq!(share("4", half_an_hour, "0.25"), (375, [0, 94, 31], vec![3, 3]));
    assert_eq!(share("4", five_minutes, "1"), (375, [0, 0, 125], vec![2]));
    assert_eq!(share("4", CacheLifetime::OneHour, "0.25"), (375, [0, 0, 125], vec![2]));
    // So few that none is kept for an hour; and no writes at all.
    assert_eq!(share("200", five_minutes, "0.25"), (498, [2, 0, 0], vec![3]));
    assert_eq!(share("1000", five_minutes, "0.25"), (500, [0, 0, 0], vec![]));
    // More than is left of the input, which a check refuses: the rest goes first.
    assert_eq!(share("0.5", five_minutes, "0.25"), (0, [500, 0, 0], vec![3]));
}

#[test]
fn many_prefixes_share_out_the_requests() {
    let hits = |rate: &str, prefixes: u64, left: (u128, u128)| {
        let caching = Caching::Traffic {
            prefix: TokensPerRequest::new(5_000).unwrap_or_default(),
            requests_per_minute: Multiple::parse(rate).unwrap_or_default(),
            prefixes: Multiple::whole(prefixes).unwrap_or_default(),
            hit_share: None,
            lifetime: CacheLifetime::FiveMinutes,
            arrivals: Arrivals::Random,
        };
        let reaching = Reaching { part: (1, 1), on_demand: Share::ALL, unblocked: Share::ALL, left, input: 0 };
        let limits = Limits { minimum: Some(1_024), maximum: None };
        match PartCaching::reached(caching, reaching, limits, Multiple::ONE) {
            PartCaching::Traffic { hit_share, .. } => Some(hit_share.to_string()),
            _ => None,
        }
    };
    // 1 - exp(-0.05) = 0.04877; 1 - exp(-0.562) = 0.42993.
    assert_eq!(hits("10", 1_000, (1, 1)).as_deref(), Some("0.0488"));
    assert_eq!(hits("0.2", 1, (562, 1_000)).as_deref(), Some("0.4299"));
    assert_eq!(hits("0", 1, (1, 1)).as_deref(), Some("0"));
    assert_eq!(hits("2", 1, (1, 1)).as_deref(), Some("1"));
    assert_eq!(hits("2", 1, (0, 1)).as_deref(), Some("0"));
}

/// Caching of one prefix for five minutes.
fn traffic(rate: &str, prefix: u64, arrivals: Arrivals) -> Caching {
    Caching::Traffic {
        prefix: TokensPerRequest::new(prefix).unwrap_or_default(),
        requests_per_minute: Multiple::parse(rate).unwrap_or_default(),
        prefixes: Multiple::ONE,
        hit_share: None,
        lifetime: CacheLifetime::FiveMinutes,
        arrivals,
    }
}

/// The hit share of a part by the first rules and by the second; `None` where nothing is cached.
fn both(caching: Caching, part: (u128, u128)) -> [Option<String>; 2] {
    let minimum = Some(1_024);
    let reaching = Reaching { part, on_demand: Share::ALL, unblocked: Share::ALL, left: (1, 1), input: 1_000 };
    let second = PartCaching::reached(caching, reaching, Limits { minimum, maximum: None }, Multiple::ONE);
    [PartCaching::of(caching, part, 1_000, minimum), second].map(|caching| match caching {
        PartCaching::Traffic { hit_share, .. } => Some(hit_share.to_string()),
        _ => None,
    })
}

#[test]
fn a_prefix_is_cached_from_the_minimum_on() {
    let cached = |prefix| both(traffic("0.2", prefix, Arrivals::Random), (1, 1)).map(|hits| hits.is_some());
    assert_eq!([1_023, 1_024, 1_025].map(cached), [[false; 2], [true; 2], [true; 2]]);
}

#[test]
fn shares_of_many_digits_are_kept_to_eighteen_places() {
    // Half of 0.4 a minute for five minutes is 1: 1 - exp(-1) = 0.63212...
    let half = (5 * 10_u128.pow(31), 10_u128.pow(32));
    let hits = Some("0.6321".to_owned());
    assert_eq!(both(traffic("0.4", 5_000, Arrivals::Random), half), [hits.clone(), hits]);
}

#[test]
fn arrivals_are_rounded_half_up_to_twelve_places() {
    let even = |upper| {
        let [_, second] = both(traffic("0.3", 5_000, Arrivals::Even), (upper, 10_u128.pow(18)));
        second
    };
    // 1.5 x 0.666666666666333334 = 0.999999999999500001, and 1.5 x 0.666666666666333332 = 0.999999999999499998.
    assert_eq!(even(666_666_666_666_333_334).as_deref(), Some("1"));
    assert_eq!(even(666_666_666_666_333_332).as_deref(), Some("0"));
}

#[test]
fn another_model_counts_the_prefix_its_own_way() {
    let prefix = |tokens, factor: &str| {
        let factor = Multiple::parse(factor).unwrap_or_default();
        match traffic("1", tokens, Arrivals::Random).recounted(factor) {
            Caching::Traffic { prefix, .. } => Some(prefix.count()),
            _ => None,
        }
    };
    assert_eq!(prefix(5_001, "1.3"), Some(6_501));
    assert_eq!(prefix(crate::bounds::TOKENS_PER_REQUEST_MAX, "1.3"), Some(crate::bounds::TOKENS_PER_REQUEST_MAX));
}

#[test]
fn growing_and_counted_input_is_split_in_proportion() {
    let counts = |caching: PartCaching, input: u64| {
        let split = caching.split(&Basis::new(StepKind::Given, input), 0);
        let tokens = |basis: Option<Basis>| basis.map_or(0, |basis| basis.tokens());
        (split.fresh.tokens(), tokens(split.reads), split.writes.map(tokens))
    };
    // A quarter read, a half written, for five minutes only.
    let grown = Grown { reads: 1, writes: 2, of: 4 };
    let growing = PartCaching::Grown { grown, lifetime: CacheLifetime::FiveMinutes };
    assert_eq!(counts(growing, 1_000), (250, 250, [500, 0, 0]));
    // Of 1,000 tokens 300 were read, 100 and 60 written; 500 are half of them.
    let tokens = |count| Tokens::new(count).unwrap_or_default();
    let counted =
        CountedCache { reads: tokens(300), writes_5m: tokens(100), writes_30m: Tokens::ZERO, writes_1h: tokens(60) };
    assert_eq!(counts(PartCaching::Counted { counts: counted, input: 1_000 }, 500), (270, 150, [50, 0, 30]));
}

#[test]
fn a_loop_begins_once() {
    let each = |text: &str| Multiple::parse(text).unwrap_or_default();
    assert_eq!(beginnings(10_000, each("10")), 1_000);
    assert_eq!(beginnings(10_001, each("10")), 1_001);
    assert_eq!(beginnings(3, each("1.5")), 2);
    assert_eq!(beginnings(0, each("10")), 0);
    assert_eq!(beginnings(7, each("1")), 7);
}
