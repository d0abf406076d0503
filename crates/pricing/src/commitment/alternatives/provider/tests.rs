//! Tests of what a provider offers, at `OpenAI`'s prices of November 2026: GPT-5 mini at 0.25, 2 and 0.025, GPT-5 nano at 0.05 and 0.40.

use super::super::{AlternativeOutlook, alternatives};
use super::*;
use crate::money::Unit;
use crate::quantity::{Count, Dollars, Hours, Share, Tokens};
use crate::rates::{Date, InferenceScope};
use crate::scenario::{
    Alternative, AlternativePrice, Caching, Commitment, CommitmentYear, Demand, Place, Route, Substitute,
};
use rust_decimal::Decimal;

const HAIKU: &str = "claude-haiku-4.5";
const MICRO: &str = "nova-micro";

fn dollars(text: &str) -> Option<Usd> {
    crate::number::decimal(text).map(Usd::new)
}

fn rate(text: &str) -> Option<Rate> {
    Rate::new(crate::number::decimal(text)?, Unit::MillionTokens).ok()
}

fn multiple(text: &str) -> Multiple {
    Multiple::parse(text).unwrap_or_default()
}

fn placement(model: &str) -> Placement {
    let scope = if model == HAIKU { InferenceScope::Global } else { InferenceScope::InRegion };
    Placement::new(model, scope, "us-east-1")
}

fn workload(model: &str, millions: [u64; 2]) -> Workload {
    let [input, output] = millions.map(|millions| Tokens::new(millions * 1_000_000).unwrap_or_default());
    Workload::new(model, placement(model), Demand::Monthly { input, output })
}

fn scenario(workloads: Vec<Workload>) -> Scenario {
    Scenario::new(RateCard::newest().date(), workloads)
}

fn openai() -> OtherProvider {
    let substitute = |model: &str, there: &str| Substitute {
        model: model.to_owned(),
        there: there.to_owned(),
        token_factor: Multiple::ONE,
    };
    let substitutes = vec![substitute(HAIKU, "gpt-5-mini"), substitute(MICRO, "gpt-5-nano")];
    OtherProvider { substitutes, ..OtherProvider::new("openai-api", Date::new(2026, 11, 28).unwrap_or(Date::FIRST)) }
}

fn outlook(provider: OtherProvider, mut scenario: Scenario, share: &str) -> Option<AlternativeOutlook> {
    let card = RateCard::newest();
    scenario.alternatives = vec![Alternative {
        name: String::new(),
        price: AlternativePrice::Provider(provider),
        share: multiple(share),
        switching: Dollars::default(),
    }];
    let report = price(&scenario, &card).ok()?;
    alternatives(&scenario, &report, &card, Elsewhere::bundled())?.into_iter().next()
}

#[test]
fn each_workload_is_held_against_its_own_price_there() {
    // On Bedrock 1,000 x 1 + 100 x 5 = 1,500 and 2,000 x 0.035 = 70; there 250 + 200 = 450 and 2,000 x 0.05 = 100.
    let workloads = vec![workload(HAIKU, [1_000, 100]), workload(MICRO, [2_000, 0])];
    let Some(half) = outlook(openai(), scenario(workloads.clone()), "0.5") else { unreachable!() };
    let Some(provider) = half.provider else { unreachable!() };
    assert_eq!(provider.name, "OpenAI API");
    let offered: Vec<(&str, &str)> =
        provider.offered.iter().map(|offer| (offer.model.as_str(), offer.there.as_str())).collect();
    assert_eq!(offered, [(HAIKU, "gpt-5-mini"), (MICRO, "gpt-5-nano")]);
    let of = |own: &WorkloadThere| (Some(own.here), own.there.clone().ok(), own.adds);
    let all: Vec<_> = provider.workloads.iter().map(of).collect();
    // Half of 12 months of each is what it adds.
    let expected = [("1500", "450", "9000"), ("70", "100", "420")];
    assert_eq!(all, expected.map(|(here, there, adds)| (dollars(here), dollars(there), dollars(adds))));
    // (450 + 100) x 12 / 2.
    assert_eq!(half.price, dollars("3300"));
    // Where AI spend is typed, nobody knows whose it is.
    let mut typed = scenario(workloads);
    let ai = Dollars::of_cents(1_000_000);
    typed.commitment =
        Some(Commitment { years: vec![CommitmentYear { ai, ..CommitmentYear::default() }], ..Commitment::default() });
    let adds = outlook(openai(), typed, "0.5").and_then(|outlook| outlook.provider);
    assert_eq!(adds.map(|own| own.workloads.iter().map(|own| own.adds).collect::<Vec<_>>()), Some(vec![None, None]));
}

#[test]
fn a_workload_is_known_where_another_has_no_price() {
    let only = OtherProvider { substitutes: openai().substitutes.into_iter().take(1).collect(), ..openai() };
    let workloads = vec![workload(HAIKU, [1_000, 100]), workload(MICRO, [2_000, 0])];
    let Some(found) = outlook(only, scenario(workloads), "1") else { unreachable!() };
    assert_eq!((found.price, found.problem.is_some()), (None, true));
    let there: Vec<_> =
        found.provider.iter().flat_map(|own| &own.workloads).map(|own| own.there.clone().ok()).collect();
    assert_eq!(there, [dollars("450"), None]);
}

#[test]
fn tokens_are_bounded_as_they_are_counted_there() {
    // 5 x 10^14 tokens that count for two each are 10^15, just the most there may be. A route's factor is times that of its model.
    let bounded = |factor: &str, of_route: &str| {
        let mut provider = openai();
        for substitute in &mut provider.substitutes {
            substitute.token_factor = multiple(factor);
        }
        let mut own = workload(MICRO, [500_000_000, 0]);
        let share = Share::of_ten_thousand(1);
        own.routes = vec![Route { placement: placement(HAIKU), share, token_factor: multiple(of_route) }];
        let (there, elsewhere) = (translated(&provider, &scenario(vec![own.clone()])), Elsewhere::bundled());
        let asked = scenario(vec![own]);
        let (seen, _) = card_of(&provider, &wanted(&provider, &asked), &RateCard::newest(), elsewhere);
        check_tokens(&there, &seen).is_ok()
    };
    assert!(bounded("2", "1"));
    assert!(!bounded("2.0001", "1"));
    assert!(bounded("1.6", "1.25"));
    assert!(!bounded("1.6", "1.2501"));
}

#[test]
fn the_most_that_a_workload_counts_is_its_dearest_route() {
    let card = RateCard::newest();
    let mut own = workload(MICRO, [1, 0]);
    assert_eq!(most_tokens(&own, &card), 1_000_000);
    let share = Share::of_ten_thousand(1);
    let route = |factor: &str| Route { placement: placement(HAIKU), share, token_factor: multiple(factor) };
    own.routes = vec![route("0.5"), route("1.3"), route("1.2")];
    assert_eq!(most_tokens(&own, &card), 1_300_000);
}

#[test]
fn every_place_is_asked_for_once() {
    let mut first = workload(HAIKU, [1, 1]);
    let route = Route { placement: placement(MICRO), share: Share::NONE, token_factor: Multiple::ONE };
    first.routes = vec![route.clone(), route];
    let asked = scenario(vec![first, workload(MICRO, [1, 1]), workload(HAIKU, [1, 1])]);
    let provider = openai();
    let all: Vec<(&str, &str)> = wanted(&provider, &asked).iter().map(|own| (own.model, own.there)).collect();
    assert_eq!(all, [(HAIKU, "gpt-5-mini"), (MICRO, "gpt-5-nano")]);
}

#[test]
fn a_price_typed_for_a_place_goes_before_one_for_every_place() {
    let typed = |model: &str, region: Option<&str>, buying, amount: &str| {
        let place = region.map(|region| Place { scope: InferenceScope::InRegion, region: region.to_owned() });
        let (model, length, meter) = (model.to_owned(), PromptLength::Ordinary, Meter::Input);
        rate(amount).map(|rate| TypedPrice { model, place, buying, length, meter, rate })
    };
    let prices = [
        typed(HAIKU, None, Buying::Standard, "9"),
        typed(MICRO, None, Buying::Standard, "1"),
        typed(MICRO, None, Buying::Standard, "2"),
        typed(MICRO, Some("us-west-2"), Buying::Standard, "3"),
        typed(MICRO, Some("us-east-1"), Buying::Standard, "4"),
        typed(MICRO, Some("us-east-1"), Buying::Batch, "5"),
    ];
    let provider = OtherProvider { prices: prices.into_iter().flatten().collect(), ..openai() };
    let of = |region, buying, meter| {
        let scope = InferenceScope::InRegion;
        let wanted = Wanted { model: MICRO, there: "gpt-5-nano", token_factor: Multiple::ONE, scope, region };
        typed_there(&provider, &wanted, (buying, PromptLength::Ordinary, meter))
    };
    assert_eq!(of("us-east-1", Buying::Standard, Meter::Input), rate("4"));
    // Of two for every place the first holds.
    assert_eq!(of("eu-west-1", Buying::Standard, Meter::Input), rate("1"));
    assert_eq!(of("us-east-1", Buying::Batch, Meter::Input), rate("5"));
    assert_eq!(of("us-east-1", Buying::Standard, Meter::Output), None);
}

#[test]
fn a_cache_is_kept_by_the_hour() {
    let cache = rate("4.5").map(|price| KeptCache {
        model: HAIKU.to_owned(),
        tokens: Count::new(2_000_000).unwrap_or_default(),
        hours: Hours::new(100).unwrap_or_default(),
        price,
    });
    // 2M x 100 hours x 4.50 a million.
    assert_eq!(cache.as_ref().map(stored), dollars("900"));
    let of = |model: &str| {
        let caches = cache.iter().map(|own| KeptCache { model: model.to_owned(), ..own.clone() }).collect();
        let provider = OtherProvider { caches, ..openai() };
        let found = outlook(provider, scenario(vec![workload(HAIKU, [1_000, 100])]), "0.5");
        found.and_then(|found| Some((found.price?, found.provider?.storage)))
    };
    // Half of 450 x 12, and all of 900 x 12; what is kept of a model that no workload asks for is nothing.
    assert_eq!(of(HAIKU), dollars("13500").zip(dollars("900")));
    assert_eq!(of(MICRO), dollars("2700").map(|price| (price, Usd::ZERO)));
}

#[test]
fn what_is_charged_there_is_listed_once() {
    let (card, elsewhere) = (RateCard::newest(), Elsewhere::bundled());
    let mut cached = workload(HAIKU, [1_000, 100]);
    let cached_share = Share::of_ten_thousand(5_000);
    cached.caching = Caching::Share {
        cached: cached_share,
        reads_per_write: None,
        lifetime: crate::scenario::CacheLifetime::default(),
        hour_share: Share::NONE,
    };
    let asked = scenario(vec![cached, workload(MICRO, [1, 0]), workload(HAIKU, [1, 1])]);
    let charged = |model| charged_there(&openai(), model, &asked, &card, elsewhere);
    let standard = |meter| (Buying::Standard, PromptLength::Ordinary, meter);
    assert_eq!(charged(HAIKU), [Meter::Input, Meter::CacheRead, Meter::Output].map(standard));
    assert_eq!(charged(MICRO), [standard(Meter::Input)]);
    // Nothing where a price is missing there.
    let unsold = OtherProvider { substitutes: Vec::new(), ..openai() };
    assert_eq!(charged_there(&unsold, HAIKU, &asked, &card, elsewhere), []);
}

#[test]
fn what_is_listed_is_the_providers_own_price() {
    let listed = |model: &str, buying, meter| {
        let Placement { model, scope, region } = &placement(model);
        let key = RateKey { model, scope: *scope, region, buying, length: PromptLength::Ordinary, meter };
        let typed = rate("7").map(|rate| TypedPrice {
            model: HAIKU.to_owned(),
            place: None,
            buying: Buying::Standard,
            length: PromptLength::Ordinary,
            meter: Meter::Input,
            rate,
        });
        let provider = OtherProvider { prices: typed.into_iter().collect(), ..openai() };
        listed_there(&provider, &key, Elsewhere::bundled()).map(Rate::amount)
    };
    // What was typed isn't looked at.
    assert_eq!(listed(HAIKU, Buying::Standard, Meter::Input), Some(Decimal::new(25, 2)));
    assert_eq!(listed(HAIKU, Buying::Standard, Meter::CacheRead), Some(Decimal::new(25, 3)));
    assert_eq!(listed(HAIKU, Buying::Batch, Meter::Input), None);
    assert_eq!(listed("nova-pro", Buying::Standard, Meter::Input), None);
}
