//! Whether cached traffic earns back what its cache writes cost extra.
//!
//! Follows "Cache break-even" in `docs/arithmetic.md`.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::lookup::Prices;
use crate::money::{Rate, Usd};
use crate::quantity::Share;
use crate::rates::{Buying, Meter, PromptLength};
use crate::report::{CacheBreakEven, HourWrites, LineItem, Needed, RequestPart, StepKind};
use crate::scenario::{CacheLifetime, Caching, Lives, Placement};

/// One entry for each piece of traffic with cache lines whose three prices are known.
pub(crate) fn of(prices: &Prices<'_>, lines: &[LineItem]) -> Vec<CacheBreakEven> {
    let scenario = prices.scenario();
    let (mut found, mut known) = (Vec::new(), Vec::new());
    for piece in lines.chunk_by(same_piece) {
        let cached = |line: &&LineItem| line.meter.is_cache();
        let Some(first) = piece.iter().find(cached) else { continue };
        let Some(workload) = scenario.workloads.get(first.workload) else { continue };
        let Some(kept) = lives(workload.caching) else { continue };
        let Some(Repaying { input, read, write, an_hour, needed }) = repaying(prices, first, kept, &mut known) else {
            continue;
        };
        found.push(CacheBreakEven {
            workload: first.workload,
            route: first.route,
            placement: Arc::clone(&first.placement),
            buying: first.buying,
            length: first.length,
            lifetime: kept.lifetime,
            input,
            read,
            write,
            an_hour,
            needed,
            actual: actual(piece, workload.caching),
        });
    }
    found
}

/// What repays a cache write: the prices of a place bought one way, and how many reads.
#[derive(Clone, Copy)]
struct Repaying {
    input: Rate,
    read: Rate,
    write: Rate,
    an_hour: Option<HourWrites>,
    needed: Needed,
}

/// What the prices of a piece depend on.
type Key = (Arc<Placement>, Buying, PromptLength, Lives);

/// What repays the writes of a piece, given one of its lines; `None` where a price is missing. Workloads that share a place share it.
fn repaying(
    prices: &Prices<'_>,
    line: &LineItem,
    lives: Lives,
    known: &mut Vec<(Key, Option<Repaying>)>,
) -> Option<Repaying> {
    let same = |(placement, buying, length, of): &Key| {
        (*buying, *length, *of) == (line.buying, line.length, lives) && *placement == line.placement
    };
    if let Some((_, found)) = known.iter().find(|(key, _)| same(key)) {
        return *found;
    }
    let found = priced(prices, line, lives);
    known.push(((Arc::clone(&line.placement), line.buying, line.length, lives), found));
    found
}

fn priced(prices: &Prices<'_>, line: &LineItem, Lives { lifetime, hour_share }: Lives) -> Option<Repaying> {
    let place = prices.at(&line.placement);
    let rate = |meter| Some(prices.of_place(&place, line.buying, line.length, meter)?.rate());
    let (input, read, write) = (rate(Meter::Input)?, rate(Meter::CacheRead)?, rate(lifetime.write_meter())?);
    let an_hour = if hour_share.is_none() {
        None
    } else {
        Some(HourWrites { share: hour_share, write: rate(Meter::CacheWrite1h)? })
    };
    Some(Repaying { input, read, write, an_hour, needed: needed_of(input, read, write, an_hour) })
}

/// Whether two lines belong to the same part of a workload, bought the same way.
fn same_piece(one: &LineItem, other: &LineItem) -> bool {
    (one.workload, one.route, one.buying, one.length) == (other.workload, other.route, other.buying, other.length)
}

/// How long writes live; `None` where counted writes live for different times, which have no one price.
fn lives(caching: Caching) -> Option<Lives> {
    let Caching::Counted(counts) = caching else { return caching.lives() };
    let mut written = CacheLifetime::ALL.into_iter().filter(|lives| counts.writes(*lives).count() > 0);
    let lifetime = written.next().filter(|_| written.next().is_none())?;
    Some(Lives::of(lifetime, Share::NONE))
}

/// Reads that repay a write, or one at the average price of two lifetimes.
fn needed_of(input: Rate, read: Rate, write: Rate, an_hour: Option<HourWrites>) -> Needed {
    let [input, read, write] = [input, read, write].map(Rate::per_million);
    let Some(HourWrites { share, write: of_an_hour }) = an_hour else { return needed(input, read, write) };
    // All prices times the share's denominator: so the average needs no division.
    let (part, all) = (Decimal::from(share.numerator()), Decimal::from(share.denominator()));
    needed(input * all, read * all, write * (all - part) + of_an_hour.per_million() * part)
}

fn needed(input: Decimal, read: Decimal, write: Decimal) -> Needed {
    if read >= input {
        return Needed::Never;
    }
    if write <= input {
        return Needed::None;
    }
    (Usd::new(write) - Usd::new(input)).share_of(Usd::new(input) - Usd::new(read)).map_or(Needed::Never, Needed::Reads)
}

/// Reads for each write: given, counted, or hits for each miss. `None` where nothing is written.
fn actual(piece: &[LineItem], caching: Caching) -> Option<Decimal> {
    if let Caching::Counted(counts) = caching {
        let reads = u128::from(counts.reads.count());
        return Decimal::from(reads).checked_div(Decimal::from(counts.total() - reads));
    }
    if let Caching::Share { reads_per_write, .. } = caching {
        let parts = i128::from(reads_per_write?.ten_thousandths());
        return Decimal::try_from_i128_with_scale(parts, 4).ok().map(|reads| reads.normalize());
    }
    // Where prompts grow, tokens read and written of each request instead of hits and misses.
    let (mut hits, mut misses) = (0_u128, 0_u128);
    for step in piece.iter().flat_map(|line| line.quantity.steps()) {
        match step.kind {
            StepKind::CachedHits { calls, hit_share, .. } => hits = hit_share.of(calls).into(),
            StepKind::LoopHits { calls, first, hit_share, .. } => hits = (calls - first + hit_share.of(first)).into(),
            StepKind::WrittenMisses { misses: calls, .. } => misses = calls.into(),
            StepKind::OfRequest { what: RequestPart::Read, part, .. } => hits = part,
            StepKind::OfRequest { what: RequestPart::Written, part, .. } => misses = part,
            _ => {}
        }
    }
    // 10^23 at most: within the 28 digits of a decimal.
    let [hits, misses] = [hits, misses].map(|count| i128::try_from(count).ok());
    let decimal = |count: i128| Decimal::try_from_i128_with_scale(count, 0).ok();
    decimal(hits?)?.checked_div(decimal(misses?)?)
}

#[cfg(test)]
mod tests {
    use super::needed;
    use crate::money::{Rate, Unit};
    use crate::price::price;
    use crate::quantity::{Multiple, Requests, Share, Tokens, TokensPerRequest};
    use crate::rates::{Buying, InferenceScope, Meter, PromptLength, RateCard};
    use crate::report::{CacheBreakEven, Needed};
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
                caching: Caching::Share {
                    cached,
                    reads_per_write: Some(Multiple::ONE),
                    lifetime,
                    hour_share: Share::NONE,
                },
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
}
