//! What a link says of services.

use super::{LinkReason, reasons, scenario};
use pricing::quantity::Count;
use pricing::scenario::{Destination, Driver, Generation, Sides, Store};

#[test]
fn the_region_of_services_may_be_left_out() {
    let of = |value: &str| {
        let services = scenario(&format!("services={value}")).services;
        (services.region, services.fallback)
    };
    assert_eq!(of("eu-central-1"), (Some("eu-central-1".to_owned()), false));
    assert_eq!(of("eu-central-1,us-prices"), (Some("eu-central-1".to_owned()), true));
    assert_eq!(of(",us-prices"), (None, true));
    assert_eq!(of(""), (None, false));
}

#[test]
fn a_line_of_ones_own_comes_once_or_every_month() {
    let once = |value: &str| scenario(&format!("own={value}")).services.lines.first().map(|line| line.once);
    assert_eq!(once("5,once,aws,A"), Some(true));
    assert_eq!(once("5,month,aws,A"), Some(false));
    // Its name may be left out.
    assert_eq!(once("5,month,aws"), Some(false));
    assert_eq!(reasons("own=5,month"), [LinkReason::BadValue]);
}

#[test]
fn entries_stand_in_the_order_of_their_numbers() {
    for kind in ["g", "k", "d", "r", "f", "l"] {
        let read = scenario(&format!("{kind}7.name=C&{kind}2.name=B&{kind}1.name=A")).services;
        let names: Vec<&str> = match kind {
            "g" => read.guardrails.iter().map(|of| of.name.as_str()).collect(),
            "k" => read.knowledge.iter().map(|of| of.name.as_str()).collect(),
            "d" => read.documents.iter().map(|of| of.name.as_str()).collect(),
            "r" => read.agents.iter().map(|of| of.name.as_str()).collect(),
            "f" => read.flows.iter().map(|of| of.name.as_str()).collect(),
            _ => read.logs.iter().map(|of| of.name.as_str()).collect(),
        };
        assert_eq!(names, ["A", "B", "C"], "{kind}");
    }
}

#[test]
fn what_is_left_out_is_nothing_or_the_usual() {
    let Some(guardrail) = scenario("g1.policies=").services.guardrails.into_iter().next() else { unreachable!() };
    assert_eq!((guardrail.policies, guardrail.workloads, guardrail.sides), (vec![], None, Sides::Both));
    let Some(guardrail) = scenario("g1.serves=none&g1.sides=output&g1.tagged=5").services.guardrails.into_iter().next()
    else {
        unreachable!()
    };
    assert_eq!((guardrail.workloads, guardrail.sides), (Some(vec![]), Sides::Output));
    assert_eq!(guardrail.tagged.map(Count::count), Some(5));
    let store = |field: &str| scenario(&format!("k1.{field}")).services.knowledge.into_iter().next().map(|of| of.store);
    let Some(Store::OpenSearch { generation, without_standby, active_hours, storage, group, .. }) =
        store("opensearch=next-gen,no,1,,,3")
    else {
        unreachable!()
    };
    assert_eq!((generation, without_standby, active_hours, group.as_str()), (Generation::NextGen, true, None, ""));
    assert_eq!(storage.to_string(), "3");
    let Some(Store::S3Vectors { filterable, other, indexes, vectors_per_put, returned, .. }) = store("s3=1024,,2,,5")
    else {
        unreachable!()
    };
    assert_eq!((filterable.count(), other.count(), returned.count()), (0, 2, 0));
    assert_eq!((indexes, vectors_per_put.map(Count::count)), (None, Some(5)));
    // What has to be there.
    for field in ["opensearch=", "opensearch=classic", "s3=", "aurora=", "neptune=", "managed=", "docs=1", "embed=m"] {
        assert_eq!(reasons(&format!("k1.{field}")), [LinkReason::BadValue], "{field}");
    }
}

#[test]
fn counts_are_of_a_month_or_of_requests() {
    let per = |value: &str| scenario(&format!("d1.per={value}")).services.documents.into_iter().next().map(|of| of.per);
    assert_eq!(per("month"), Some(Driver::Month));
    assert_eq!(per("requests"), Some(Driver::Requests { workloads: None }));
    assert_eq!(per("requests:none"), Some(Driver::Requests { workloads: Some(vec![]) }));
    assert_eq!(per("requests:1"), Some(Driver::Requests { workloads: Some(vec![0]) }));
    let to = |value: &str| scenario(&format!("l1.to={value}")).services.logs.into_iter().next().map(|of| of.to);
    assert_eq!([to("s3"), to("cloudwatch")], [Some(Destination::S3), Some(Destination::CloudWatch)]);
}
