//! What mail, chat and office programs do to a link is undone, in both versions; what can't be is said.

#![allow(clippy::format_collect, reason = "short texts of a test, written to be read")]

use exchange::link::{LinkReason, decode, encode, is_link};
use pricing::rates::RateCard;
use pricing::scenario::{Demand, Rules, Scenario, Workload};

const V1: &str =
    "v1&rates=2026-10-25&w1.name=Support+chat&w1.model=claude-haiku-4.5&w1.tokens=1000000000,100000000&end";

/// The link's scenario, of which nothing was lost.
fn whole(link: &str) -> Result<Scenario, String> {
    let read = decode(link, &RateCard::dates());
    if read.problems.is_empty() {
        read.scenario.ok_or_else(|| format!("no scenario in {link}"))
    } else {
        Err(format!("{link}: {:?}", read.problems))
    }
}

/// The same scenario in both versions of the link.
fn links() -> Result<[String; 2], String> {
    let first = whole(V1)?;
    let second = Scenario { rules: Rules::V2, cache_in_batch: Rules::V2.cache_in_batch(), ..first.clone() };
    let links = [encode(&first), encode(&second)];
    let [one, other] = &links;
    assert_eq!(one, V1);
    assert_eq!(
        other,
        "v2&rates=2026-10-25&w1.name=Support_chat&w1.model=claude-haiku-4.5&w1.tokens=1000000000,100000000&end"
    );
    Ok(links)
}

/// Every sign escaped but letters and digits.
fn escaped(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

#[test]
fn signs_before_and_another_case_of_the_version() -> Result<(), String> {
    for link in links()? {
        let right = whole(&link)?;
        let upper = link.replacen('v', "V", 1);
        let version = link.get(..2).unwrap_or_default();
        let escaped_version: String = version.bytes().map(|byte| format!("%{byte:02x}")).collect();
        for before in
            ["", "#", " ", "%20", "/", "!", "?", "%E2%80%8B", "\u{200b}", "%C2%A0", "(", "%3C", "\n", "#/", "#!"]
        {
            assert_eq!(whole(&format!("{before}{link}"))?, right, "{before}");
            assert_eq!(whole(&format!("#{before}{upper}"))?, right, "{before}");
            assert!(is_link(&format!("#{before}{upper}")), "{before}");
        }
        assert_eq!(whole(&link.replacen(version, &escaped_version, 1))?, right);
        assert_eq!(whole(&format!("#%22{link}%22"))?, right);
        assert_eq!(whole(&format!("\u{201c}{link}\u{201d}"))?, right);
        assert_eq!(whole(&format!("\n    {link}\n  "))?, right);
        assert_eq!(whole(&format!("https://calculator.example/#{link}"))?, right);
        assert_eq!(whole(&format!("https://calculator.example/?utm_source=mail#{link}"))?, right);
    }
    Ok(())
}

#[test]
fn signs_behind_and_what_counts_clicks() -> Result<(), String> {
    for link in links()? {
        let right = whole(&link)?;
        for behind in [
            ".",
            ",",
            ")",
            "]",
            ">",
            "%3E",
            "%3e",
            "%E2%80%8B",
            "\u{200b}",
            "?utm_source=slack",
            "&fbclid=abc",
            "&utm_source=mail&utm_medium=x",
            "?fbclid=abc",
            "%22",
            "\"",
            "'",
            ";",
            "!",
            " ",
            "%20",
            "%0A",
            "\r\n",
            "&",
            "&gclid=1&mc_cid=2",
            "...",
            "*",
            "_",
            "\u{2026}",
        ] {
            assert_eq!(whole(&format!("{link}{behind}"))?, right, "{behind}");
        }
        let within = link.replacen("&w1.model", "&utm_campaign=x&w1.model", 1);
        assert_eq!(whole(&within)?, right);
    }
    Ok(())
}

#[test]
fn entities_and_escapes_anywhere() -> Result<(), String> {
    for link in links()? {
        let right = whole(&link)?;
        for entity in ["&amp;", "&#38;", "&#x26;", "&amp;amp;"] {
            assert_eq!(whole(&link.replace('&', entity))?, right, "{entity}");
        }
        for (sign, escape) in
            [(",", "%2C"), (",", "%2c"), ("=", "%3D"), (".", "%2E"), ("-", "%2D"), ("w1", "%771"), ("1", "%31")]
        {
            let (version, rest) = link.split_once('&').unwrap_or_default();
            assert_eq!(whole(&format!("{version}&{}", rest.replace(sign, escape)))?, right, "{escape}");
        }
        for spaced in ["+", "%20", "%2B", "%2b"] {
            let link = link
                .replace("Support+chat", &format!("Support{spaced}chat"))
                .replace("Support_chat", &format!("Support{spaced}chat"));
            assert_eq!(whole(&link)?, right, "{spaced}");
        }
        // Once, twice, three times.
        let mut all = escaped(&link);
        for layers in 1..=3 {
            assert_eq!(whole(&all)?, right, "{layers}");
            assert_eq!(whole(&format!("https%3A%2F%2Fx.example%2F%23{all}"))?, right, "{layers}");
            all = escaped(&all);
        }
    }
    // In version 1 an escape can be the text's own; one that would be two signs is.
    let name = |link: &str| {
        whole(link).map(|scenario| scenario.workloads.first().map(|it: &Workload| it.name.clone()).unwrap_or_default())
    };
    assert_eq!(name(&V1.replace("Support+chat", "C%2B%2B+%26+Go"))?, "C++ & Go");
    assert_eq!(name(&V1.replace("Support+chat", "A%2CB"))?, "A,B");
    Ok(())
}

#[test]
fn a_comparison_with_escaped_semicolons() {
    let plain = "v1&rates=2026-10-25&w1.model=claude-haiku-4.5&w1.tokens=1000000000,100000000&compare=Today&compare=Cached;w1.model=claude-haiku-4.5;w1.tokens=1000000000,100000000;w1.cached=1/3&end";
    let cards = RateCard::dates();
    let right = decode(plain, &cards);
    assert_eq!((right.compared.len(), right.problems.len()), (2, 0));
    for mangled in [
        plain.replace(';', "%3B"),
        plain.replace(';', "%3b"),
        plain.replace(';', "%3B").replace(',', "%2C"),
        plain.replace('&', "&amp;"),
        escaped(plain),
    ] {
        let read = decode(&mangled, &cards);
        assert_eq!(read.problems, vec![], "{mangled}");
        assert_eq!(read.scenario, right.scenario, "{mangled}");
        let entries = |read: &exchange::link::Decoded| {
            exchange::link::compared(
                &read.compared,
                cards.last().copied().unwrap_or(pricing::rates::Date::FIRST),
                &cards,
            )
        };
        assert_eq!(entries(&read), entries(&right), "{mangled}");
    }
    // A name's own semicolon stays one.
    let named = plain.replace("Today", "A%3B+B");
    let read = decode(&named, &cards);
    assert_eq!(read.compared.first().map(String::as_str), Some("A%3B+B"));
}

#[test]
fn a_number_that_is_cut_is_not_read() {
    for version in ["v1", "v2"] {
        let cut = format!("#{version}&rates=2026-10-25&w1.model=claude-sonnet-4.5&w1.tokens=2400000000,6000");
        let read = decode(&cut, &RateCard::dates());
        let part = "w1.tokens=2400000000,6000";
        assert!(
            read.problems.iter().any(|problem| problem.reason == LinkReason::CutOff && problem.part == part),
            "{:?}",
            read.problems
        );
        assert!(read.problems.iter().any(|problem| problem.reason == LinkReason::NoDemand), "{:?}", read.problems);
        let workload = read.scenario.and_then(|scenario| scenario.workloads.into_iter().next());
        let none = pricing::quantity::Tokens::ZERO;
        assert_eq!(workload.map(|workload| workload.demand), Some(Demand::Monthly { input: none, output: none }));
        // Where the end alone is cut, nothing else is.
        let whole = format!("{version}&rates=2026-10-25&w1.model=claude-sonnet-4.5&w1.tokens=24,6&en");
        let read = decode(&whole, &RateCard::dates());
        assert_eq!(
            read.problems.iter().map(|problem| problem.reason.clone()).collect::<Vec<_>>(),
            vec![LinkReason::CutOff]
        );
    }
}

#[test]
fn what_is_no_link_is_said() {
    for text in [
        "",
        "#",
        "about",
        "v",
        "version",
        "w1.model=claude-haiku-4.5",
        "v9&w1.model=x&end",
        "%",
        "%zz",
        "vv1&end",
        "#main-content",
    ] {
        let read = decode(text, &RateCard::dates());
        assert_eq!(read.scenario, None, "{text}");
        assert_eq!(
            read.problems.first().map(|problem| problem.reason.clone()),
            Some(LinkReason::UnknownVersion),
            "{text}"
        );
        assert_eq!(is_link(text), text.starts_with("v9"), "{text}");
    }
}

#[test]
fn hostile_links_end_soon() {
    let start = std::time::Instant::now();
    for piece in [
        "&amp;",
        "amp;",
        "&",
        "%25",
        "%2525",
        "%",
        "#",
        "~",
        "_",
        "\u{200b}",
        "&w1.name=%2B",
        "%3D",
        "v1&",
        "&end",
        "+",
    ] {
        for before in ["", "v1&", "v2&", "v1&w1.name=", "v2&compare=a;", "&"] {
            let text = format!("{before}{}", piece.repeat(1_000_000 / piece.len()));
            assert!(!decode(&text, &RateCard::dates()).problems.is_empty(), "{before}{piece}");
        }
    }
    assert!(start.elapsed().as_secs() < 120, "{:?}", start.elapsed());
}
