//! How many of a kind a link may hold, and how long a value may be.

use super::{LinkReason, link, problems, reasons};

const PROVIDER: &str = "a1=provider,x,2026-08-20,1,0,A";

/// A field so many times, each with its number where the field has one.
fn times(field: &str, count: usize) -> String {
    (1..=count).map(|number| field.replace("{n}", &number.to_string())).collect::<Vec<_>>().join("&")
}

#[test]
fn a_link_holds_as_many_as_a_scenario() {
    for (before, field, most) in [
        ("", "w{n}.model=m&w{n}.tokens=1,1&w{n}.batch=0", 40),
        ("", "w1.route=m,global,us-east-1,0.1", 8),
        ("", "price=m,standard,ordinary,input,1,1M", 200),
        ("", "long-above=m,1", 200),
        ("", "compare=A", 4),
        ("", "p{n}.model=m&p{n}.units=1,one-month,1", 8),
        ("", "c{n}.model=m", 8),
        ("edp=net,0,1", "y{n}=1,,0", 5),
        ("edp=net,0,1", "o{n}=1,0,1,1,0,12", 4),
        ("edp=net,0,1", "terms=m,yes,1", 40),
        ("edp=net,0,1", "private=m,0.1,12", 40),
        ("", "a{n}=month,1,1,0,A", 4),
        ("a1=prices,1,0,A", "t1=m,standard,ordinary,input,1,1M", 200),
        (PROVIDER, "t1=m,standard,ordinary,input,1,1M", 200),
        (PROVIDER, "m1=m,n", 40),
        (PROVIDER, "u1=m,1,1,1,1,1,1,1,month", 8),
        (PROVIDER, "s1=m,1,1,1", 8),
        ("a1=own,1,1,0,A", "f1=m,1,1,1,1,1", 8),
        ("", "service-requests=1,1", 40),
        ("", "service-price=guardrail-content,1", 200),
        ("", "own=1,month,aws,A", 16),
        ("", "g{n}.name=A", 16),
        ("", "k{n}.name=A", 16),
        ("", "d{n}.name=A", 16),
        ("", "r{n}.name=A", 16),
        ("", "f{n}.name=A", 16),
        ("", "l{n}.name=A", 16),
    ] {
        // The helper's own workload is the first of the forty.
        let first = if field.starts_with("w{n}") { 2 } else { 1 };
        let all = |count: usize| {
            let fields = times(field, count);
            let fields = if first == 2 { fields.split('&').skip(2).collect::<Vec<_>>().join("&") } else { fields };
            reasons(&format!("{before}&{fields}"))
        };
        assert_eq!(all(most), [], "{field}");
        let more = all(most + 1);
        assert!(!more.is_empty() && more.iter().all(|reason| *reason == LinkReason::TooMany), "{field}: {more:?}");
    }
}

#[test]
fn each_alternative_has_a_list_of_its_own() {
    let alternatives = times("a{n}=provider,x,2026-08-20,1,0,A", 4);
    let own = times("a{n}=own,1,1,0,A", 4);
    for (alternatives, field, most) in [
        (&alternatives, "m{n}=m,n", 40),
        (&alternatives, "u{n}=m,1,1,1,1,1,1,1,month", 8),
        (&alternatives, "s{n}=m,1,1,1", 8),
        (&own, "f{n}=m,1,1,1,1,1", 8),
        (&alternatives, "t{n}=m,standard,ordinary,input,1,1M", 200),
    ] {
        let full = |number: &str| times(&field.replace("{n}", number), most);
        let all = ["1", "2", "3", "4"].map(full).join("&");
        assert_eq!(reasons(&format!("{alternatives}&{all}")), [], "{field}");
        // Where the lists of four are full, that of a fifth isn't begun.
        let fifth = field.replace("{n}", "5");
        assert_eq!(reasons(&format!("{alternatives}&{all}&{fifth}")), [LinkReason::TooMany], "{field}");
    }
}

#[test]
fn what_belongs_to_no_alternative_of_its_kind_is_named() {
    for field in
        ["t2=m,standard,ordinary,input,1,1M", "m2=m,n", "u2=m,1,1,1,1,1,1,1,month", "s2=m,1,1,1", "f2=m,1,1,1,1,1"]
    {
        let (key, _) = field.split_once('=').unwrap_or_default();
        let named = [(key.to_owned(), LinkReason::UnknownField)];
        assert_eq!(problems(field), named, "{field}");
        assert_eq!(problems(&format!("a1=month,1,1,0,A&a2=month,1,1,0,B&{field}")), named, "{field}");
    }
    // They go to the one with their number, wherever it stands.
    let fields =
        "m2=m,n&f1=m,1,1,1,1,1&t2=m,standard,ordinary,input,1,1M&a2=provider,x,2026-08-20,1,0,B&a1=own,1,1,0,A";
    assert_eq!(problems(fields), []);
}

#[test]
fn lists_and_texts_are_bounded() {
    let list = |count: usize| vec!["1"; count].join(",");
    let text = |count: usize| "x".repeat(count);
    let units = "p1.model=m&p1.units=1,one-month,1";
    let check = |field: &dyn Fn(usize) -> String, most: usize| {
        assert_eq!(reasons(&field(most)), [], "{}", field(most));
        assert_eq!(reasons(&field(most + 1)), [LinkReason::BadValue], "{}", field(most));
    };
    check(&|count| format!("{units}&p1.serves={}", list(count)), 40);
    check(&|count| format!("{units}&p1.load=hours:{}", list(count)), 8_784);
    check(&|count| format!("k1.serves={}", list(count)), 40);
    check(&|count| format!("d1.per=requests:{}", list(count)), 40);
    check(&|count| format!("g1.policies={}", vec!["pii"; count].join(",")), 8);
    for field in ["w1.name=", "g1.name=", "own=1,month,aws,", "a1=month,1,1,0,", "k1.opensearch=classic,yes,1,1,1,1,"] {
        check(&|count| format!("{field}{}", text(count)), 80);
    }
    check(&|count| format!("edp=net,0,1&o1=1,0,1,1,0,12,{}", text(count)), 80);
    for field in ["w1.region=", "services=", "w1.route=m,global,"] {
        let behind = if field.starts_with("w1.route") { ",0.1" } else { "" };
        check(&|count| format!("{field}{}{behind}", text(count)), 64);
    }
    // Without a model nothing is priced.
    assert_eq!(reasons(&format!("c1.model={}", text(64))), []);
    assert_eq!(reasons(&format!("c1.model={}", text(65))), [LinkReason::BadValue, LinkReason::NoModel]);
}

#[test]
fn numbers_keep_to_their_ranges() {
    for (field, least, most) in [
        ("hours=", 1, 744),
        ("edp=net,0,1&o1=1,0,1,1,0,", 1, 60),
        ("p1.model=m&p1.units=1,one-month,", 1, 1_000_000_000),
    ] {
        for number in [least, most] {
            assert_eq!(reasons(&format!("{field}{number}")), [], "{field}{number}");
        }
        for number in [least - 1, most + 1] {
            let found = reasons(&format!("{field}{number}"));
            assert_eq!(found.first(), Some(&LinkReason::BadValue), "{field}{number}");
        }
    }
    // The last number there is stands for a workload that isn't there.
    assert_eq!(problems("p1.model=m&p1.units=1,one-month,1&p1.serves=18446744073709551615"), []);
    assert!(
        link("p1.model=m&p1.units=1,one-month,1&p1.serves=0")
            .problems
            .iter()
            .any(|it| it.reason == LinkReason::BadValue)
    );
}
