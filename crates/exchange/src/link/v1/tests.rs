//! Tests of what a field of a link may hold, how many of a kind there may be, and what is said of the rest.

mod many;
mod round;
mod services;

use crate::link::{Decoded, LinkReason, decode, encode};
use pricing::rates::RateCard;
use pricing::scenario::{Caching, Commitment, Scenario};

/// A link with one workload and these fields.
fn link(fields: &str) -> Decoded {
    decode(&format!("v1&rates=2026-08-20&w1.model=m&w1.tokens=1,1&{fields}&end"), &RateCard::dates())
}

fn reasons(fields: &str) -> Vec<LinkReason> {
    link(fields).problems.into_iter().map(|problem| problem.reason).collect()
}

/// What can't be read, and why.
fn problems(fields: &str) -> Vec<(String, LinkReason)> {
    link(fields).problems.into_iter().map(|problem| (problem.part, problem.reason)).collect()
}

fn scenario(fields: &str) -> Scenario {
    let read = link(fields);
    assert_eq!(read.problems, [], "{fields}");
    let Some(scenario) = read.scenario else { unreachable!() };
    scenario
}

fn commitment(fields: &str) -> Commitment {
    scenario(fields).commitment.unwrap_or_default()
}

#[test]
fn a_field_holds_just_so_many_values() {
    for (fields, with) in [
        ("w1.counted=1,1,1,1", "w1.counted"),
        ("long-above=m,1", "long-above"),
        ("price=m,standard,ordinary,input,1,1M,global,us-east-1", "price"),
        ("billed=2026-08-01,1,2,3,4", "billed"),
        ("p1.model=m&p1.units=1,one-month,1,1", "p1.units"),
        ("p1.model=m&p1.reserved=1,1,one-month", "p1.reserved"),
        ("p1.model=m&p1.units=1,one-month,1&p1.load=window:1,1", "p1.load"),
        ("c1.model=m&c1.training=1,1,1", "c1.training"),
        ("c1.model=m&c1.units=1,one-month", "c1.units"),
        ("c1.model=m&c1.import=1,1", "c1.import"),
        ("edp=net,0,1,1", "edp"),
        ("edp=net,0,1&y1=1,1,0,1,after", "y1"),
        ("edp=net,0,1&terms=m,yes,1", "terms"),
        ("edp=net,0,1&private=m,0.1,12", "private"),
        ("edp=net,0,1&market=0.25,1", "market"),
        ("edp=net,0,1&forecast=1,1,1,1,1,1,1,1,1", "forecast"),
        ("edp=net,0,1&clauses=0,1,0,0,0", "clauses"),
        ("a1=month,1,1,0,A", "a1"),
        ("a1=provider,x,2026-08-20,1,0,A&m1=m,n,1", "m1"),
        ("a1=provider,x,2026-08-20,1,0,A&u1=m,1,1,1,1,1,1,1,month", "u1"),
        ("a1=provider,x,2026-08-20,1,0,A&s1=m,1,1,1", "s1"),
        ("a1=own,1,1,0,A&f1=m,1,1,1,1,1", "f1"),
        ("monitoring=1,1,1", "monitoring"),
        ("network=1,1,1,1", "network"),
        ("evaluation=1", "evaluation"),
        ("support=enterprise,1", "support"),
        ("services=us-east-1,us-prices", "services"),
        ("service-requests=1,1", "service-requests"),
        ("service-price=guardrail-content,1", "service-price"),
        ("own=1,month,aws,A", "own"),
        ("k1.docs=1,1", "k1.docs"),
        ("k1.queries=1,1", "k1.queries"),
        ("k1.chunks=1,0", "k1.chunks"),
        ("k1.renewed=1", "k1.renewed"),
        ("k1.embed=m,global,us-east-1", "k1.embed"),
        ("k1.batch=yes", "k1.batch"),
        ("k1.rerank=m,global,us-east-1,1", "k1.rerank"),
        ("k1.structured=1", "k1.structured"),
        ("k1.opensearch=classic,yes,1,1,1,1,A", "k1.opensearch"),
        ("k1.s3=1,1,1,1,1,1", "k1.s3"),
        ("k1.aurora=1,1,1,1", "k1.aurora"),
        ("k1.neptune=1,1,1", "k1.neptune"),
        ("k1.managed=1,1,1", "k1.managed"),
        ("d1.pages=1,1,1", "d1.pages"),
        ("d1.images=1,1", "d1.images"),
        ("r1.runtime=v1,1,1,1", "r1.runtime"),
        ("r1.sessions=1", "r1.sessions"),
        ("r1.gateway=1,1,1", "r1.gateway"),
        ("r1.memory=1,1,1", "r1.memory"),
        ("r1.evaluation=1,1,1", "r1.evaluation"),
        ("l1.bytes=1,1", "l1.bytes"),
        ("l1.kept=1,1", "l1.kept"),
        ("l1.scanned=1", "l1.scanned"),
    ] {
        assert_eq!(reasons(fields), [], "{fields}");
        let one_more = fields.replace(&format!("{with}="), &format!("{with}=1,"));
        assert!(reasons(&one_more).contains(&LinkReason::BadValue), "{one_more}");
        let behind = format!("{fields},1");
        assert!(reasons(&behind).contains(&LinkReason::BadValue), "{behind}");
    }
    // Behind the numbers of an offer is its name, as it stands.
    assert_eq!(reasons("edp=net,0,1&o1=1,0,1,1,0"), [LinkReason::BadValue]);
    let offer = |value: &str| commitment(&format!("edp=net,0,1&o1={value}")).offers.into_iter().next();
    assert_eq!(offer("1,0,1,1,0,12").map(|offer| offer.name).as_deref(), Some(""));
    assert_eq!(offer("1,0,1,1,0,12,A+B").map(|offer| offer.name).as_deref(), Some("A B"));
}

#[test]
fn what_stands_once_is_not_read_twice() {
    for (first, second) in [
        ("rules=v1", "rules=v2"),
        ("cache-in-batch=halved", "cache-in-batch=not-halved"),
        ("billed=2026-08-01,1,2,3,4", "billed=2026-08-01,1,2,3,5"),
        ("hours=720", "hours=744"),
        ("reserved-reads=included", "reserved-reads=priced"),
        ("batch-on-units=yes", "batch-on-units=yes"),
        ("edp=net,0,1", "edp=gross,0,1"),
        ("edp=net,0,1&y1=1,,0", "y1=2,,0"),
        ("edp=net,0,1&o1=1,0,1,1,0,12", "o1=2,0,1,1,0,12"),
        ("edp=net,0,1&forecast=1,1,1,1,1,1", "forecast=1,1,1,1,1,1"),
        ("edp=net,0,1&clauses=0,1,0,0,0", "clauses=0,1,0,0,0"),
        ("edp=net,0,1&flat=0.1", "flat=0.2"),
        ("edp=net,0,1&market=0.3,1", "market=0.4,1"),
        ("edp=net,0,1&carry=yes", "carry=yes"),
        ("edp=net,0,1&credits=unretired", "credits=unretired"),
        ("a1=month,1,1,0,A", "a1=month,2,1,0,A"),
        ("services=us-east-1", "services=us-west-2"),
        ("monitoring=1", "monitoring=2"),
        ("network=1", "network=2"),
        ("evaluation=1", "evaluation=2"),
        ("support=enterprise,1", "support=enterprise,2"),
        ("w1.batch=0.5", "w1.batch=0.4"),
        ("p1.model=m&p1.units=1,one-month,1", "p1.model=n"),
        ("c1.model=m", "c1.model=n"),
        ("g1.name=A", "g1.name=B"),
        ("k1.name=A", "k1.name=B"),
    ] {
        // The first one holds.
        assert_eq!(reasons(first), [], "{first}");
        assert_eq!(reasons(&format!("{first}&{second}")), [LinkReason::Repeated], "{first}&{second}");
        let both = link(&format!("{first}&{second}"));
        assert_eq!(both.scenario, link(first).scenario, "{first}&{second}");
    }
    // What can't be read doesn't stand there.
    for (broken, second) in [("hours=0", "hours=744"), ("monitoring=x", "monitoring=1"), ("w1.batch=2", "w1.batch=1")] {
        assert_eq!(reasons(&format!("{broken}&{second}")), [LinkReason::BadValue], "{broken}&{second}");
    }
}

#[test]
fn words_are_those_of_the_link() {
    for fields in [
        "batch-on-units=no",
        "reserved-reads=yes",
        "carry=no",
        "credits=yes",
        "terms=m,maybe,1",
        "k1.batch=no",
        "k1.opensearch=classic,maybe",
        "services=us-east-1,prices",
        "own=1,year,aws,A",
        "d1.per=year",
        "d1.per=month:1",
        "p1.model=m&p1.units=1,one-month,1&p1.load=days:1,2",
        "c1.model=m&c1.stored=maybe",
        "y1=1,,0,,before",
        "w1.name=%zz",
        "w1.model=",
        "c1.model=",
    ] {
        assert!(
            reasons(fields).contains(&LinkReason::BadValue) || reasons(fields).contains(&LinkReason::Repeated),
            "{fields}"
        );
    }
    for fields in ["p1.serving=units", "p1.stored=no", "c1.reserved=1,1,one-month", "c1.load=window:1,1", "x1.model=m"]
    {
        assert!(reasons(fields).contains(&LinkReason::UnknownField), "{fields}");
    }
    for fields in
        ["g1.docs=1,1", "k1.pages=1", "d1.x=1", "r1.x=1", "f1.x=1", "l1.x=1", "x1.name=A", "g0.name=A", "y0=1,,0"]
    {
        assert_eq!(reasons(fields), [LinkReason::UnknownField], "{fields}");
    }
}

#[test]
fn two_ways_to_say_one_thing_contradict() {
    let of = |fields: &str| {
        let link = format!("v1&rates=2026-08-20&w1.model=m&{fields}&end");
        decode(&link, &RateCard::dates()).problems.into_iter().map(|problem| problem.reason).collect::<Vec<_>>()
    };
    let doors = ["w1.tokens=1,1", "w1.requests=1,1,1", "w1.traffic=1,1,1,1,1"];
    let caches = ["w1.cached=0.5", "w1.prefix=1,1", "w1.counted=1,1,1,1"];
    for one in doors {
        assert_eq!(of(one), []);
        for other in doors.into_iter().filter(|other| *other != one) {
            assert_eq!(of(&format!("{one}&{other}")), [LinkReason::Contradiction], "{one}&{other}");
        }
    }
    for one in caches {
        assert_eq!(reasons(one), []);
        for other in caches.into_iter().filter(|other| *other != one) {
            assert_eq!(reasons(&format!("{one}&{other}")), [LinkReason::Contradiction], "{one}&{other}");
        }
    }
    for fields in
        ["p1.units=1,one-month,1&p1.reserved=1,1,one-month", "p1.reserved=1,1,one-month&p1.units=1,one-month,1"]
    {
        assert_eq!(reasons(&format!("p1.model=m&{fields}")), [LinkReason::Contradiction], "{fields}");
    }
}

#[test]
fn a_setting_of_caching_belongs_to_its_kind() {
    for fields in [
        "w1.cached=0.5&w1.reads=4&w1.hour=0.5&w1.ttl=1h",
        "w1.prefix=1,1&w1.hits=0.5&w1.ttl=1h&w1.arrivals=even",
        "w1.counted=1,1,1,1",
    ] {
        assert_eq!(reasons(fields), [], "{fields}");
    }
    for fields in [
        "w1.reads=4",
        "w1.hour=0.5",
        "w1.ttl=1h",
        "w1.arrivals=even",
        "w1.hits=0.5",
        "w1.cached=0.5&w1.arrivals=even",
        "w1.cached=0.5&w1.hits=0.5",
        "w1.prefix=1,1&w1.reads=4",
        "w1.prefix=1,1&w1.hour=0.5",
        "w1.counted=1,1,1,1&w1.ttl=1h",
        "w1.counted=1,1,1,1&w1.reads=4",
    ] {
        assert_eq!(problems(fields), [("Workload 1".to_owned(), LinkReason::StrayCaching)], "{fields}");
    }
    // What isn't given is nothing, or the usual.
    let caching = |fields: &str| scenario(fields).workloads.into_iter().next().map(|workload| workload.caching);
    assert!(matches!(caching("w1.cached=0.5"), Some(Caching::Share { reads_per_write: None, .. })));
    assert!(matches!(caching("w1.cached=0.5&w1.reads=4"), Some(Caching::Share { reads_per_write: Some(_), .. })));
    assert!(matches!(caching("w1.prefix=1,1"), Some(Caching::Traffic { hit_share: None, .. })));
    assert!(matches!(caching("w1.prefix=1,1&w1.hits=1"), Some(Caching::Traffic { hit_share: Some(_), .. })));
}

#[test]
fn who_lacks_something_is_named_by_number() {
    let named = |name: &str, reason| vec![(name.to_owned(), reason)];
    assert_eq!(problems("w3.tokens=1,1"), named("Workload 3", LinkReason::NoModel));
    assert_eq!(problems("w3.model=m"), named("Workload 3", LinkReason::NoDemand));
    assert_eq!(problems("p2.units=1,one-month,1"), named("Purchase 2", LinkReason::NoModel));
    assert_eq!(problems("p2.model=m"), named("Purchase 2", LinkReason::NothingBought));
    assert_eq!(problems("c2.stored=no"), named("Custom model 2", LinkReason::NoModel));
    // A card that isn't bundled is named by its date, one that can't be read by its part.
    let of = |rates: &str| {
        let link = format!("v1{rates}&w1.model=m&w1.tokens=1,1&end");
        let read = decode(&link, &RateCard::dates());
        let newest = read.scenario.map(|scenario| scenario.rates) == RateCard::dates().last().copied();
        (read.problems.into_iter().map(|problem| (problem.part, problem.reason)).collect::<Vec<_>>(), newest)
    };
    assert_eq!(of("&rates=1999-01-01"), (named("1999-01-01", LinkReason::UnknownCard), true));
    assert_eq!(of("&rates=soon"), (named("rates=soon", LinkReason::UnknownCard), true));
    assert_eq!(of(""), (named("none", LinkReason::UnknownCard), true));
}

#[test]
fn entries_stand_in_the_order_of_their_numbers() {
    let fields = "w3.name=C&w3.model=m&w3.tokens=1,1&w2.name=B&w2.model=m&w2.tokens=1,1\
        &p2.model=q&p2.units=1,one-month,1&p1.model=p&p1.units=1,one-month,1&p1.serves=3,1\
        &c2.model=d&c1.model=c&c1.serves=2&edp=net,0,1&y2=2,,0&y1=1,,0&o2=2,0,1,1,0,12,Two&o1=1,0,1,1,0,12,One\
        &a2=month,1,1,0,Second&a1=month,1,1,0,First";
    let read = scenario(fields);
    let names: Vec<&str> = read.workloads.iter().map(|workload| workload.name.as_str()).collect();
    assert_eq!(names, ["", "B", "C"]);
    let bought: Vec<&str> = read.capacity.purchases.iter().map(|own| own.placement.model.as_str()).collect();
    assert_eq!(bought, ["p", "q"]);
    assert_eq!(read.capacity.purchases.first().and_then(|own| own.serves.clone()), Some(vec![2, 0]));
    let customs: Vec<_> =
        read.capacity.customs.iter().map(|own| (own.placement.model.as_str(), own.workload)).collect();
    assert_eq!(customs, [("c", Some(1)), ("d", None)]);
    let committed = read.commitment.clone().unwrap_or_default();
    let years: Vec<String> = committed.years.iter().map(|year| year.commitment.to_string()).collect();
    assert_eq!(years, ["1", "2"]);
    let offers: Vec<&str> = committed.offers.iter().map(|offer| offer.name.as_str()).collect();
    assert_eq!(offers, ["One", "Two"]);
    let alternatives: Vec<&str> = read.alternatives.iter().map(|other| other.name.as_str()).collect();
    assert_eq!(alternatives, ["First", "Second"]);
    // What is left out in between moves up, with what is said of it.
    let read = scenario("w5.model=m&w5.tokens=1,1&p7.model=m&p7.units=1,one-month,1&p7.serves=5");
    assert_eq!(read.capacity.purchases.first().and_then(|own| own.serves.clone()), Some(vec![1]));
    assert!(encode(&read).contains("&p1.serves=2&"));
}

#[test]
fn each_field_of_a_commitment_makes_one() {
    assert_eq!(scenario("w1.batch=0.5").commitment, None);
    for field in [
        "y1=1,,0",
        "terms=m,yes,1",
        "o1=1,0,1,1,0,12",
        "forecast=1,1,1,1,1,1",
        "clauses=0,1,0,0,0",
        "private=m,0.1,12",
        "flat=0.1",
        "market=0.3,1",
        "carry=yes",
        "credits=unretired",
    ] {
        assert_eq!(problems(field), [("The commitment".to_owned(), LinkReason::NoMeasure)], "{field}");
        assert!(link(field).scenario.is_some_and(|scenario| scenario.commitment.is_some()), "{field}");
    }
    let usual = commitment("edp=net,0,1");
    assert_eq!((usual.carries_forward, usual.credits_lower_retirement), (false, false));
    assert!(commitment("edp=net,0,1&carry=yes").carries_forward);
    assert!(commitment("edp=net,0,1&credits=unretired").credits_lower_retirement);
    assert_eq!(commitment("edp=net,0,1.5,1.2").organic_growth.to_string(), "1.2");
    assert_eq!(commitment("edp=net,0,1.5").organic_growth.to_string(), "1");
}

#[test]
fn a_year_may_leave_out_what_grows() {
    let year = |value: &str| {
        let year = commitment(&format!("edp=net,0,1&y1={value}")).years.into_iter().next();
        year.map(|year| {
            let shown = |dollars: Option<pricing::quantity::Dollars>| dollars.map(|dollars| dollars.to_string());
            (shown(year.organic), shown(year.ai), year.organic_after_discount)
        })
    };
    let dollars = |text: &str| Some(text.to_owned());
    assert_eq!(year("5,,0"), Some((None, None, false)));
    assert_eq!(year("5,4,0"), Some((dollars("4"), None, false)));
    assert_eq!(year("5,4,0,3"), Some((dollars("4"), dollars("3"), false)));
    assert_eq!(year("5,4,0,,after"), Some((dollars("4"), None, true)));
    assert_eq!(year("5,4,0,3,after"), Some((dollars("4"), dollars("3"), true)));
    // An empty part at the end says nothing.
    assert_eq!(reasons("edp=net,0,1&y1=5,4,0,"), [LinkReason::BadValue]);
}
