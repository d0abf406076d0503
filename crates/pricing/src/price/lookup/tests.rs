//! Tests of which price a line gets. Model `x` is on no card: all its prices are typed.

use std::rc::Rc;

use super::*;
use crate::price::{PriceError, price};
use crate::quantity::{Requests, Share, Tokens, TokensPerRequest};
use crate::rates::InferenceScope;
use crate::scenario::{Demand, Place, TypedPrice, Workload};
use rust_decimal::Decimal;

const CLAUDE: &str = "claude-sonnet-4.5";

fn placement(model: &str) -> Placement {
    Placement::new(model, InferenceScope::Global, "us-east-1")
}

fn typed(buying: Buying, meter: Meter, dollars: u32) -> TypedPrice {
    let Ok(rate) = Rate::new(Decimal::from(dollars), Unit::MillionTokens) else { unreachable!() };
    TypedPrice { model: "x".to_owned(), place: None, buying, length: PromptLength::Ordinary, meter, rate }
}

fn scenario(prices: &[TypedPrice], rules: Rules, cache_in_batch: CacheInBatch) -> Scenario {
    let empty = Scenario::new(RateCard::newest().date(), Vec::new());
    Scenario { prices: prices.to_vec(), rules, cache_in_batch, ..empty }
}

/// What is paid for an ordinary prompt, whether it is typed, and whose price it is where it isn't the way of buying's own.
fn paid(
    scenario: &Scenario,
    levers: Lever,
    model: &str,
    buying: Buying,
    meter: Meter,
) -> Option<(Decimal, bool, Option<Buying>)> {
    let card = RateCard::newest();
    let price = Prices::new(scenario, &card, levers).of(&placement(model), buying, PromptLength::Ordinary, meter)?;
    Some((price.rate().amount(), price.typed, price.priced_as))
}

#[test]
fn cached_tokens_in_batch_have_their_own_price_or_that_of_standard() {
    let (read, batch, standard) = (Meter::CacheRead, Buying::Batch, Buying::Standard);
    let dollars = |count: i64| Decimal::from(count);
    let both = [typed(standard, read, 2), typed(batch, read, 5)];
    let of = |prices: &[TypedPrice], rules, convention, levers| {
        paid(&scenario(prices, rules, convention), levers, "x", batch, read)
    };
    let (own, halved) = (Some((dollars(5), true, None)), Some((dollars(1), true, Some(standard))));
    let (first, second) = (Rules::V1, Rules::V2);
    // A typed batch price goes first where typed prices do; before, only where Standard has none.
    assert_eq!(of(&both, first, CacheInBatch::Halved, Lever::Prices), own);
    assert_eq!(of(&both, first, CacheInBatch::Halved, Lever::Tier), halved);
    assert_eq!(of(&both[1..], first, CacheInBatch::Halved, Lever::Tier), own);
    // By the second rules it goes first under every convention.
    assert_eq!(of(&both, second, CacheInBatch::Halved, Lever::Tier), own);
    assert_eq!(of(&both, second, CacheInBatch::NotHalved, Lever::Prices), own);
    // Otherwise it is Standard's, halved where that is the convention.
    for rules in Rules::ALL {
        assert_eq!(of(&both[..1], rules, CacheInBatch::Halved, Lever::Prices), halved);
        let whole = Some((dollars(2), true, Some(standard)));
        assert_eq!(of(&both[..1], rules, CacheInBatch::NotHalved, Lever::Prices), whole);
        assert_eq!(of(&[], rules, CacheInBatch::Halved, Lever::Prices), None);
    }
    // On demand nothing is halved, and fresh input in batch has the price of batch alone.
    let scenario = scenario(&both, first, CacheInBatch::Halved);
    assert_eq!(paid(&scenario, Lever::Prices, "x", standard, read), Some((dollars(2), true, None)));
    assert_eq!(paid(&scenario, Lever::Prices, "x", batch, Meter::Input), None);
    assert_eq!(paid(&scenario, Lever::Prices, CLAUDE, batch, Meter::Input), Some((Decimal::new(15, 1), false, None)));
}

#[test]
fn a_cache_of_batch_is_known_by_its_reads() {
    let card = RateCard::newest();
    let has = |prices: &[TypedPrice]| {
        let scenario = scenario(prices, Rules::V2, CacheInBatch::NotCached);
        let prices = Prices::new(&scenario, &card, Lever::Prices);
        prices.has_batch_cache(&prices.at(&placement("x")), PromptLength::Ordinary)
    };
    assert!(has(&[typed(Buying::Batch, Meter::CacheRead, 1)]));
    assert!(!has(&[typed(Buying::Standard, Meter::CacheRead, 1), typed(Buying::Batch, Meter::CacheWrite5m, 1)]));
}

#[test]
fn training_is_priced_by_tokens_or_by_the_hour() {
    let card = RateCard::newest();
    let by_hour = |unit: Option<Unit>| {
        let rate = unit.and_then(|unit| Rate::new(Decimal::ONE, unit).ok());
        let prices = rate.map(|rate| TypedPrice { rate, ..typed(Buying::Custom, Meter::Training, 1) });
        let prices: Vec<TypedPrice> = prices.into_iter().collect();
        let scenario = scenario(&prices, Rules::V2, CacheInBatch::NotCached);
        Prices::new(&scenario, &card, Lever::Prices).training_is_by_hour(&placement("x"))
    };
    assert_eq!([Some(Unit::TrainingHour), Some(Unit::MillionTokens), None].map(by_hour), [true, false, false]);
}

#[test]
fn typed_prices_fill_in_until_they_go_first() {
    let nine = TypedPrice { model: CLAUDE.to_owned(), ..typed(Buying::Standard, Meter::Input, 9) };
    let scenario = scenario(&[nine, typed(Buying::Standard, Meter::Input, 4)], Rules::V2, CacheInBatch::NotCached);
    let of = |model, levers| paid(&scenario, levers, model, Buying::Standard, Meter::Input);
    // $3 are on the card.
    assert_eq!(of(CLAUDE, Lever::Tier), Some((Decimal::from(3), false, None)));
    assert_eq!(of(CLAUDE, Lever::Prices), Some((Decimal::from(9), true, None)));
    assert_eq!([Lever::Tier, Lever::Prices].map(|levers| of("x", levers)), [Some((Decimal::from(4), true, None)); 2]);
}

#[test]
fn a_typed_price_is_for_what_it_says() {
    let card = RateCard::newest();
    let place = |region: &str| Some(Place { scope: InferenceScope::Global, region: region.to_owned() });
    let input = typed(Buying::Standard, Meter::Input, 1);
    let of = |prices: &[TypedPrice]| {
        let scenario = scenario(prices, Rules::V2, CacheInBatch::NotCached);
        let prices = Prices::new(&scenario, &card, Lever::Prices);
        // Asked twice: what was looked up before is the same.
        let asked = || prices.of(&placement("x"), Buying::Standard, PromptLength::Ordinary, Meter::Input);
        let [once, again] = [asked(), asked()].map(|price| price.map(|price| price.rate().amount()));
        assert_eq!(once, again);
        once
    };
    assert_eq!(of(core::slice::from_ref(&input)), Some(Decimal::ONE));
    for other in [
        TypedPrice { model: "y".to_owned(), ..input.clone() },
        TypedPrice { buying: Buying::Flex, ..input.clone() },
        TypedPrice { length: PromptLength::Long, ..input.clone() },
        TypedPrice { meter: Meter::Output, ..input.clone() },
        TypedPrice { place: place("us-west-2"), ..input.clone() },
    ] {
        assert_eq!(of(core::slice::from_ref(&other)), None, "{other:?}");
        // It stands in nobody's way.
        assert_eq!(of(&[other, input.clone()]), Some(Decimal::ONE));
    }
    // One for this place goes before one for every place, and of two alike the first holds.
    let two = typed(Buying::Standard, Meter::Input, 2);
    assert_eq!(of(&[input.clone(), two.clone()]), Some(Decimal::ONE));
    assert_eq!(of(&[input, TypedPrice { place: place("us-east-1"), ..two }]), Some(Decimal::from(2)));
}

#[test]
fn each_placement_has_its_own_price() {
    let card = RateCard::newest();
    let three = TypedPrice { model: "y".to_owned(), ..typed(Buying::Standard, Meter::Input, 3) };
    let prices = [typed(Buying::Standard, Meter::Input, 1), typed(Buying::Standard, Meter::Output, 2), three];
    let scenario = scenario(&prices, Rules::V2, CacheInBatch::NotCached);
    let prices = Prices::new(&scenario, &card, Lever::Prices);
    let of = |model, meter| {
        let price = prices.of(&placement(model), Buying::Standard, PromptLength::Ordinary, meter);
        price.map(|price| price.rate().amount())
    };
    let all = [of("x", Meter::Input), of("x", Meter::Output), of("y", Meter::Input), of("y", Meter::Output)];
    assert_eq!(all, [Some(Decimal::from(1)), Some(Decimal::from(2)), Some(Decimal::from(3)), None]);
}

#[test]
fn a_missing_price_says_what_there_is() {
    let card = RateCard::newest();
    let writes = [typed(Buying::Standard, Meter::CacheWrite5m, 1), typed(Buying::Standard, Meter::CacheWrite1h, 1)];
    let of = |rules, model, buying, meter| {
        let scenario = scenario(&writes, rules, CacheInBatch::NotCached);
        let prices = Prices::new(&scenario, &card, Lever::Prices);
        prices.missing(Owner::Workload(0), &placement(model), buying, PromptLength::Ordinary, meter)
    };
    let both = [CacheLifetime::FiveMinutes, CacheLifetime::OneHour];
    let lacking = of(Rules::V2, "x", Buying::Standard, Meter::CacheWrite30m);
    assert_eq!((lacking.name.as_str(), lacking.unknown_model, lacking.lifetimes.as_slice()), ("x", true, &both[..]));
    assert_eq!(of(Rules::V1, "x", Buying::Standard, Meter::CacheWrite30m).lifetimes, []);
    for meter in [Meter::CacheRead, Meter::Input] {
        assert_eq!(of(Rules::V2, "x", Buying::Standard, meter).lifetimes, []);
    }
    let known = of(Rules::V2, CLAUDE, Buying::Flex, Meter::Input);
    assert_eq!((known.name.as_str(), known.unknown_model), ("Claude Sonnet 4.5", false));
    // A cache price inside batch is Standard's to type; any other is named as it is bought.
    let bought = |buying, meter| of(Rules::V2, "x", buying, meter).buying;
    assert_eq!(bought(Buying::Batch, Meter::CacheRead), Buying::Standard);
    assert_eq!(bought(Buying::Batch, Meter::Input), Buying::Batch);
    assert_eq!(bought(Buying::Flex, Meter::CacheRead), Buying::Flex);
}

#[test]
fn a_lifetime_exists_where_its_writes_have_a_price() {
    let lacks = |writes: &[Meter], lifetime, hour_share: &str, cached: u32| {
        let demand = Demand::Monthly { input: Tokens::new(1_000).unwrap_or_default(), output: Tokens::ZERO };
        let mut workload = Workload::new("", placement("x"), demand);
        let hour_share = Share::parse(hour_share).unwrap_or_default();
        let cached = Share::of_ten_thousand(cached);
        workload.caching = Caching::Share { cached, reads_per_write: None, lifetime, hour_share };
        let always = [Meter::Input, Meter::CacheRead];
        let prices: Vec<TypedPrice> =
            always.iter().chain(writes).map(|meter| typed(Buying::Standard, *meter, 1)).collect();
        let scenario = Scenario { workloads: vec![workload], ..scenario(&prices, Rules::V2, CacheInBatch::NotCached) };
        match price(&scenario, &RateCard::newest()) {
            Err(PriceError::MissingRate(missing)) => Some(missing.meter),
            _ => None,
        }
    };
    let (five_minutes, half_an_hour) = (CacheLifetime::FiveMinutes, CacheLifetime::ThirtyMinutes);
    let short = [Meter::CacheWrite5m];
    assert_eq!(lacks(&short, five_minutes, "0", 5_000), None);
    assert_eq!(lacks(&short, half_an_hour, "0", 5_000), Some(Meter::CacheWrite30m));
    // That of an hour share counts too, and all of it alone where the share is 1.
    assert_eq!(lacks(&short, five_minutes, "0.5", 5_000), Some(Meter::CacheWrite1h));
    assert_eq!(lacks(&[Meter::CacheWrite1h], five_minutes, "1", 5_000), None);
    // Where no lifetime has a price, and where nothing is read, nothing is missing.
    assert_eq!(lacks(&[], half_an_hour, "0", 5_000), None);
    assert_eq!(lacks(&short, half_an_hour, "0", 0), None);
}

#[test]
fn only_a_long_price_typed_for_the_place_is_taken_above_the_window() {
    // Claude Sonnet 4.5 takes 200,000 tokens, and has a threshold of as many.
    let long = |length, model: &str, place: Option<&str>| TypedPrice {
        model: model.to_owned(),
        place: place.map(|region| Place { scope: InferenceScope::Global, region: region.to_owned() }),
        length,
        ..typed(Buying::Standard, Meter::Input, 1)
    };
    let refused_above = |model: &str, rules, tokens: u64, prices: &[TypedPrice]| {
        let demand = Demand::Requests {
            requests: Requests::new(1).unwrap_or_default(),
            input: TokensPerRequest::new(tokens).unwrap_or_default(),
            output: TokensPerRequest::default(),
        };
        let workloads = vec![Workload::new("", placement(model), demand)];
        let scenario = Scenario { workloads, ..scenario(prices, rules, CacheInBatch::NotCached) };
        match price(&scenario, &RateCard::newest()) {
            Err(PriceError::MissingRate(missing)) => missing.refused_above,
            _ => None,
        }
    };
    let above = |prices: &[TypedPrice]| refused_above(CLAUDE, Rules::V2, 200_001, prices);
    let refused = Some(200_000);
    assert_eq!(above(&[]), refused);
    assert_eq!(above(&[long(PromptLength::Long, CLAUDE, None)]), None);
    assert_eq!(above(&[long(PromptLength::Long, CLAUDE, Some("us-east-1"))]), None);
    for other in [
        long(PromptLength::Ordinary, CLAUDE, None),
        long(PromptLength::Long, "claude-haiku-4.5", None),
        long(PromptLength::Long, CLAUDE, Some("us-west-2")),
    ] {
        assert_eq!(above(&[other]), refused);
    }
    // Without a threshold no prompt is long, so that a long price is none of theirs.
    let haiku = "claude-haiku-4.5";
    assert_eq!(refused_above(haiku, Rules::V2, 200_001, &[long(PromptLength::Long, haiku, None)]), refused);
    assert_eq!(refused_above(CLAUDE, Rules::V2, 200_000, &[]), None);
    // The first rules know no window.
    assert_eq!(refused_above(CLAUDE, Rules::V1, 200_001, &[]), None);
}

#[test]
fn a_placement_is_looked_up_once_and_knows_its_model() {
    let card = RateCard::newest();
    let scenario = scenario(&[], Rules::V2, CacheInBatch::NotCached);
    let prices = Prices::new(&scenario, &card, Lever::List);
    let name = |model: &str| prices.at(&placement(model)).model.map(|model| model.name.clone());
    assert_eq!([name(CLAUDE), name("x")], [Some("Claude Sonnet 4.5".to_owned()), None]);
    // Other levers share what was looked up.
    assert!(Rc::ptr_eq(&prices.at(&placement("x")), &prices.with(Lever::Prices).at(&placement("x"))));
    assert!(!Rc::ptr_eq(&prices.at(&placement("x")), &prices.at(&placement(CLAUDE))));
}
