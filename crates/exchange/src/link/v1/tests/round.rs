//! Each field is written as it is read, and left out where it says what holds anyway.

use super::{decode, encode};
use pricing::rates::RateCard;

const START: &str = "v1&rates=2026-08-20";
const WORKLOAD: &str = "w1.model=m&w1.tokens=5,4";

/// A link as it is written anew.
fn again(link: &str) -> String {
    let read = decode(link, &RateCard::dates());
    assert_eq!(read.problems, [], "{link}");
    read.scenario.as_ref().map(encode).unwrap_or_default()
}

#[test]
fn a_workload_is_written_as_it_is_read() {
    for workload in [
        "w1.name=A+B&w1.model=m&w1.scope=in-region&w1.region=eu-west-1&w1.tokens=5,4&w1.calls=2&w1.overhead=0.5&w1.trim=1/3\
         &w1.tier=flex&w1.long=0.2&w1.cached=0.5&w1.reads=4&w1.hour=0.25&w1.ttl=30m&w1.batch=0.4&w1.blocked=0.1\
         &w1.route=n,global,us-east-1,0.3,1.2&w1.route=o,geographic,eu-west-1,0.1",
        "w1.model=m&w1.requests=3,2,1&w1.grows=3&w1.max=100&w1.prefix=10,5,7&w1.hits=0.9&w1.ttl=1h&w1.arrivals=even",
        "w1.model=m&w1.traffic=1.5,8,20,100,10&w1.prefix=10,5",
        "w1.model=m&w1.tokens=5,4&w1.counted=1,2,3,4",
        "w1.model=m&w1.tokens=5,4&w1.cached=0",
    ] {
        let link = format!("{START}&{workload}&end");
        assert_eq!(again(&link), link);
    }
}

#[test]
fn what_surrounds_workloads_is_written_as_it_is_read() {
    for fields in [
        "price=m,standard,ordinary,input,1.5,1M&price=m,batch,long,output,0.5,1K,in-region,us-east-1&long-above=m,200000",
        "price=m,no-commitment,ordinary,model_unit,2,hour&price=m,custom,ordinary,storage,2,month",
        "price=m,custom,ordinary,training,2,hour&price=custom-model-import,import,ordinary,model_unit,2,minute",
        "price=m,reserved-one-month,ordinary,input,2,1K-hour&price=m,standard,ordinary,query,2,1K-queries",
        "hours=720&reserved-reads=included&batch-on-units=yes\
         &p1.model=m&p1.scope=in-region&p1.region=eu-west-1&p1.units=2,six-months,100000&p1.serves=1,3&p1.load=window:4,7\
         &p2.model=m&p2.units=1,no-commitment,80000,20000&p2.serves=none&p2.load=hours:2,8,14\
         &p3.model=m&p3.reserved=100000,10000,three-months&p4.model=m&p4.reserved=100000,10000,one-month\
         &c1.model=m&c1.serves=1&c1.serving=import&c1.training=10,3,2&c1.units=2,one-month&c1.import=8,400&c1.stored=no\
         &c2.model=m",
        "billed=2026-10-01,1,396,440,12.5",
        "billed=2026-10-01,12,396,,0",
    ] {
        // The first workload stands beside two others, so that what serves the third is there.
        let link = format!("{START}&{WORKLOAD}&w2.model=m&w2.tokens=5,4&w3.model=m&w3.tokens=5,4&{fields}&end");
        assert_eq!(again(&link), link);
    }
    let chosen = format!("{START}&cache-in-batch=not-halved&{WORKLOAD}&end");
    assert_eq!(again(&chosen), chosen);
}

#[test]
fn a_commitment_is_written_as_it_is_read() {
    for fields in [
        "edp=net,0,1",
        "edp=gross,0.1,1.2,1.05&y1=20,17,0.15&y2=22,,0.15,1.5&y3=1,2,0,,after&y4=1,2,0,3,after\
         &terms=a,yes,market&terms=b,no,0.5&private=a,0.1,18&flat=0.05&market=0.3,100&carry=yes&credits=unretired\
         &o1=28,0.17,3,1.1,5,24,Long&o2=1,0,1,1,0,12&forecast=0.8,1,1.2,0.25,0.5,0.2,,1.1,&clauses=0.1,2,0.1,40,3",
        "edp=net,0,1&market=0.25,100&forecast=0.7,1,1.2,0.25,0.5,0.25",
        "a1=month,40,0.5,200,Own&a2=tokens,0.54,0.72,1,50,Together\
         &t3=m,standard,ordinary,input,3,1M&a3=prices,1,0,V&f4=m,55.04,17672,0.9,2,3&a4=own,5,1,0,C",
        "u1=m,833,4,0.5,15,5,2,260,month&u1=n,833,4,0,1,1,1,3.5,hour&s1=m,2000000,730,4.5&m1=m,n,0.9&m1=o,p\
         &t1=m,standard,ordinary,input,3,1M&a1=provider,openai-api,2026-11-28,1,0,O",
    ] {
        let link = format!("{START}&{WORKLOAD}&{fields}&end");
        assert_eq!(again(&link), link);
    }
}

#[test]
fn services_are_written_as_they_are_read() {
    for fields in [
        "services=eu-central-1,us-prices&service-requests=1,500&service-price=guardrail-content,0.12",
        "services=,us-prices",
        "services=eu-central-1",
        "g1.policies=content,pii&g1.name=Chat&g1.serves=1&g1.sides=input&g1.characters=3.5&g1.tagged=1000&g1.grounded=9&g1.images=1\
         &g2.policies=&g2.serves=none",
        "k1.docs=50,12&k1.name=K&k1.serves=1&k1.queries=2,150&k1.chunks=300,0.2&k1.renewed=0.1&k1.embed=t,in-region,us-east-1\
         &k1.batch=yes&k1.rerank=r,in-region,us-east-1,20&k1.structured=3&k1.opensearch=classic,no,2,3,500,10,shared\
         &k2.docs=1,2&k2.queries=,150&k2.chunks=,0.2&k2.rerank=r,in-region,us-east-1&k2.opensearch=next-gen,yes\
         &k3.docs=0,0&k3.s3=1024,1,2,3,4,5&k4.docs=0,0&k4.s3=1024,,,,,5&k5.docs=0,0&k5.aurora=1,2,3,4&k6.docs=0,0&k6.aurora=1\
         &k7.docs=0,0&k7.neptune=1,2,3&k8.docs=0,0&k8.managed=20,0.1,2&k9.docs=0,0&k9.managed=20",
        "d1.per=requests:1&d1.name=D&d1.pages=2,1,45&d1.images=1,2&d2.per=month&d2.pages=,,45&d3.per=requests:none",
        "r1.per=requests&r1.name=R&r1.sessions=1&r1.runtime=v2,30,600,0.5&r1.gateway=12,1,40&r1.identity=1&r1.memory=6,10000,2\
         &r1.policy=3&r1.evaluation=2000,300,1&r2.per=month&r2.runtime=v1,30",
        "f1.per=month&f1.name=F&f1.executions=1000&f1.transitions=8",
        "l1.to=s3&l1.name=L&l1.serves=1&l1.characters=3.5&l1.bytes=1,1500&l1.kept=12,0.2&l1.scanned=50&l1.objects=1000&l2.to=cloudwatch",
        "monitoring=20,5,4&network=3,2,1000,500&evaluation=400&support=enterprise,250000",
        "own=500,month,aws,Gateway&own=2.5,once,neither,",
    ] {
        let link = format!("{START}&{WORKLOAD}&{fields}&end");
        assert_eq!(again(&link), link);
    }
}

#[test]
fn what_holds_anyway_is_left_out() {
    for field in [
        "w1.scope=global",
        "w1.region=us-east-1",
        "w1.calls=1",
        "w1.overhead=0",
        "w1.trim=0",
        "w1.tier=standard",
        "w1.long=0",
        "w1.batch=0",
        "w1.blocked=0",
        "cache-in-batch=halved",
        "hours=730",
        "reserved-reads=priced",
        "services=",
        "monitoring=0,0,0",
        "network=",
        "evaluation=0",
    ] {
        assert_eq!(again(&format!("{START}&{WORKLOAD}&{field}&end")), format!("{START}&{WORKLOAD}&end"), "{field}");
    }
    for (field, kept) in [
        ("edp=net,0,1,1&flat=0&market=0.25,0&forecast=0.8,1,1.2,0.25,0.5,0.25", "edp=net,0,1"),
        ("c1.model=m&c1.serving=none&c1.training=0,1,0&c1.import=1,0&c1.stored=yes", "c1.model=m"),
        ("w1.cached=0.5&w1.hour=0&w1.ttl=5m", "w1.cached=0.5"),
        ("w1.prefix=10,5,1&w1.arrivals=random", "w1.prefix=10,5"),
        ("a1=provider,x,2026-11-28,1,0,O&m1=m,n,1", "m1=m,n&a1=provider,x,2026-11-28,1,0,O"),
        ("g1.policies=&g1.sides=both&g1.images=0", "g1.policies="),
        ("r1.per=month&r1.runtime=v1", "r1.per=month"),
    ] {
        assert_eq!(
            again(&format!("{START}&{WORKLOAD}&{field}&end")),
            format!("{START}&{WORKLOAD}&{kept}&end"),
            "{field}"
        );
    }
}
