//! Tests of the conventions an answer rests on.

use super::*;

/// What an answer rests on beside what each does.
fn of(change: &dyn Fn(&mut Scenario)) -> Vec<Assumption> {
    let usual = [Assumption::WholeTokens, Assumption::TwelveMonths, Assumption::ReasoningIsOutput];
    let mut own = scenario(vec![workload("nova-pro", 1_000_000, 0)], Vec::new());
    for workload in &mut own.workloads {
        workload.placement.scope = InferenceScope::InRegion;
    }
    change(&mut own);
    let more = |own: &Assumption| !usual.contains(own);
    report(&own).assumptions.into_iter().filter(more).collect()
}

fn caching(caching: Caching) -> impl Fn(&mut Scenario) {
    move |own| {
        for workload in &mut own.workloads {
            workload.caching = caching;
        }
    }
}

fn in_requests(own: &mut Scenario) {
    for workload in &mut own.workloads {
        workload.demand = requests("nova-pro", 5_000).demand;
    }
}

fn at_random(own: &mut Scenario) {
    in_requests(own);
    caching(traffic(2_000, Arrivals::Random))(own);
}

/// A prefix whose hits were measured, or follow from its traffic.
fn measured(hits: Option<Share>, scope: InferenceScope, rules: Rules) -> impl Fn(&mut Scenario) {
    move |own| {
        at_random(own);
        for workload in &mut own.workloads {
            workload.placement.scope = scope;
            if let Caching::Traffic { hit_share, .. } = &mut workload.caching {
                *hit_share = hits;
            }
        }
        own.rules = rules;
    }
}

#[test]
fn an_answer_rests_on_what_it_uses() {
    let routed = |own: &mut Scenario| {
        for workload in &mut own.workloads {
            let (placement, share) = (workload.placement.clone(), Share::of_ten_thousand(5_000));
            workload.routes = vec![Route { placement, share, token_factor: Multiple::ONE }];
        }
    };
    assert_eq!(of(&|_| {}), []);
    assert_eq!(of(&caching(share(5_000, None))), []);
    let both = |own: &mut Scenario| {
        caching(share(5_000, None))(own);
        routed(own);
    };
    assert_eq!(of(&both), [Assumption::CachedShareEverywhere]);
    assert_eq!(of(&at_random), [Assumption::RandomArrivals]);
    let evenly = |own: &mut Scenario| {
        in_requests(own);
        caching(traffic(2_000, Arrivals::Even))(own);
        routed(own);
    };
    assert_eq!(of(&evenly), [Assumption::EvenArrivals, Assumption::CachePerModel]);
    let batch = |own: &mut Scenario| {
        caching(share(5_000, None))(own);
        for workload in &mut own.workloads {
            workload.batch = Share::of_ten_thousand(5_000);
        }
    };
    assert_eq!(of(&batch), [Assumption::CacheInBatch(CacheInBatch::NotCached)]);
    let uncached_batch = |own: &mut Scenario| {
        batch(own);
        caching(Caching::None)(own);
    };
    assert_eq!(of(&uncached_batch), []);
    let geographic = |own: &mut Scenario| {
        for workload in &mut own.workloads {
            workload.placement.scope = InferenceScope::Geographic;
        }
    };
    assert_eq!(of(&geographic), [Assumption::GeographicByRegion]);
    let trained = |own: &mut Scenario| {
        let custom = CustomModel::new(placement("nova-pro", "us-east-1"));
        own.capacity.customs = vec![CustomModel { stored: false, ..custom }];
    };
    assert_eq!(of(&trained), [Assumption::TrainingOnce]);
}

#[test]
fn a_hit_share_that_was_measured_needs_no_arrivals_and_is_no_bound() {
    let hits = Some(Share::of_ten_thousand(7_500));
    assert_eq!(of(&measured(hits, InferenceScope::InRegion, Rules::V2)), []);
    // The first rules don't know of it.
    assert_eq!(of(&measured(hits, InferenceScope::InRegion, Rules::V1)), [Assumption::RandomArrivals]);
    let is_bound = |hits, scope| of(&measured(hits, scope, Rules::V2)).contains(&Assumption::HitShareAtMost);
    assert!(is_bound(None, InferenceScope::Geographic));
    assert!(!is_bound(None, InferenceScope::InRegion));
    assert!(!is_bound(hits, InferenceScope::Geographic));
}

#[test]
fn a_typed_price_holds_everywhere_or_in_its_place() {
    let typed = |own: &mut Scenario| own.prices = vec![input("nova-pro", None)];
    assert_eq!(of(&typed), [Assumption::TypedEverywhere]);
    // A price for the place alone is the one that is used; one for another place isn't.
    let typed_in = |regions: &'static [Option<&'static str>]| {
        move |own: &mut Scenario| {
            let place = |region: &str| Place { scope: InferenceScope::InRegion, region: region.to_owned() };
            let price = |region: Option<&str>| TypedPrice { place: region.map(place), ..input("nova-pro", None) };
            own.prices = regions.iter().copied().map(price).collect();
        }
    };
    let here = Assumption::TypedInOnePlace(Place { scope: InferenceScope::InRegion, region: "us-east-1".to_owned() });
    assert_eq!(here.to_string(), "A price typed for one place holds there alone: in-region, us-east-1.");
    assert_eq!(of(&typed_in(&[Some("us-east-1")])), core::slice::from_ref(&here));
    assert_eq!(of(&typed_in(&[None, Some("us-east-1")])), [here]);
    assert_eq!(of(&typed_in(&[Some("eu-west-1"), None])), [Assumption::TypedEverywhere]);
}

#[test]
fn capacity_rests_on_its_own_assumptions() {
    let of = |term, reserved: bool, rules| {
        let prices = [vec![input("x", None)], terms("x", [Some(1); 3])].concat();
        let mut own = scenario(vec![workload("x", 1_000_000, 0)], prices).under(rules);
        let rate = |count| TokensPerMinute::new(count).unwrap_or_default();
        let throughput = Throughput::Blended(rate(1));
        let bought = if reserved {
            Bought::Reserved { input: rate(100_000), output: rate(10_000), term: ReservedTerm::OneMonth }
        } else {
            Bought::Units { units: ModelUnits::default(), term, throughput }
        };
        own.capacity.purchases = vec![Purchase { bought, ..units("x") }];
        let mut found = assumptions(&own, &[], &[]);
        found.retain(|own| {
            !matches!(own, Assumption::WholeTokens | Assumption::TwelveMonths | Assumption::ReasoningIsOutput)
        });
        found
    };
    let (router, renew) = (Assumption::Router, Assumption::TermsRenew);
    let (mix, every) = (Assumption::SameMix, Assumption::EveryHour);
    let of_units = of(Term::OneMonth, false, Rules::V2);
    assert_eq!(of_units, [router.clone(), mix.clone(), every.clone(), renew.clone()]);
    // Without a term nothing renews, and the first rules know of none that does.
    let plain = [router.clone(), mix.clone(), every.clone()];
    assert_eq!(
        (of(Term::None, false, Rules::V2), of(Term::OneMonth, false, Rules::V1)),
        (plain.to_vec(), plain.to_vec())
    );
    assert_eq!(of(Term::None, true, Rules::V1), plain);
    // AWS itself sends on what a reservation can't take.
    let (by_request, by_minute) = (Assumption::ReservedByRequest, Assumption::ReservedByMinute);
    assert_eq!(of(Term::None, true, Rules::V2), [mix, every, renew, by_request, by_minute]);
}
