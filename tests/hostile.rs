//! Hostile text: no panic, bounded time, everything refused or read with its bounds kept.

use std::time::{Duration, Instant};

use exchange::link::{decode, encode};
use pricing::bounds;
use pricing::commitment::{alternatives, clauses, offers, years};
use pricing::money::{Rate, Unit};
use pricing::number::{DecimalSign, decimal, read_count, read_dollars, read_multiple, read_share};
use pricing::price::price;
use pricing::quantity::{Multiple, Share};
use pricing::rates::{Buying, Date, Elsewhere, InferenceScope, Meter, PromptLength, RateCard};
use pricing::scenario::{CustomModel, Field, FieldError, Placement, Problem, Scenario, TypedPrice};
use rust_decimal::Decimal;
use vectors::Generator;

/// Texts that have broken parsers before.
const NASTY: &[&str] = &[
    "",
    " ",
    "\0",
    "NaN",
    "Infinity",
    "-Infinity",
    "1e400",
    "1E5",
    "0x1F",
    "1__2",
    "--1",
    "+1",
    "1.",
    ".1",
    "1..2",
    "1,,2",
    "1/0",
    "1/2/3",
    "99999999999999999999999999999999999999",
    "0.00000000000000000000000000000000001",
    "%",
    "100%%",
    "\u{0661}\u{0662}",
    "\u{ff11}",
    "\u{202e}1",
    "1\u{200b}2",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "__proto__",
    "constructor",
    "'; DROP TABLE",
    "=1+1",
    "\u{1f600}",
    "1k k",
    "kkk",
    "2.4BB",
    "M",
    "$",
    "$$1",
    "1T1T",
    "340282366920938463463374607431768211456",
    "18446744073709551616",
    "\u{feff}1",
    "1\u{a0}000",
    "1'000",
    "٣",
    "½",
    "²",
];

fn all_texts() -> Vec<String> {
    let mut generator = Generator::new(41);
    let alphabet: Vec<char> = "0123456789.,/%kMBT$- e_\u{a0}\u{202f}\u{0661}<>&=#+w".chars().collect();
    let random = (0..20_000).map(|_| {
        let length = generator.below(24);
        (0..length).filter_map(|_| generator.pick(&alphabet).copied()).collect()
    });
    let long =
        ["9", "1,", "%", "/", "k", "\u{1f600}", "&w1.a=", "%25"].map(|piece| piece.repeat(1_000_000 / piece.len()));
    NASTY.iter().map(|text| (*text).to_owned()).chain(random).chain(long).collect()
}

#[test]
fn no_number_panics_or_leaves_its_bounds() {
    for text in all_texts() {
        for sign in [DecimalSign::Point, DecimalSign::Comma] {
            if let Ok(count) = read_count(&text, sign, bounds::TOKENS_MAX) {
                assert!(count <= bounds::TOKENS_MAX, "{text}");
            }
            if let Ok(share) = read_share(&text, sign) {
                assert!(share.numerator() <= share.denominator() && share.denominator() <= 10_000, "{text}");
            }
            let multiple = read_multiple(&text, sign, Multiple::ONE, bounds::CALLS_PER_REQUEST_MAX);
            if let Ok(multiple) = multiple {
                assert!(multiple >= Multiple::ONE && multiple.ten_thousandths() <= 10_000_000, "{text}");
            }
            if let Ok(amount) = read_dollars(&text, sign) {
                assert!(!amount.is_sign_negative(), "{text}");
            }
        }
        let _ = (decimal(&text), Share::parse(&text), Multiple::parse(&text), Date::parse(&text));
    }
}

#[test]
fn no_link_panics_and_what_it_gives_can_be_priced_or_refused() {
    let cards = RateCard::dates();
    let newest = RateCard::newest();
    let mut generator = Generator::new(42);
    let template = encode(&exchange::presets::default_scenario());
    let mut texts = all_texts();
    texts.extend(NASTY.iter().flat_map(|text| {
        [
            "rates=",
            "w1.name=",
            "w1.model=",
            "w1.tokens=",
            "w1.batch=",
            "w1.route=",
            "price=",
            "w1.",
            "w",
            "edp=",
            "y1=",
            "terms=",
            "o1=",
            "o1=1,0.1,",
            "o",
            "forecast=",
            "clauses=",
            "a1=",
            "billed=",
            "a1=provider,gemini-api,2026-11-28,1,0,G&s1=claude-sonnet-4.5,",
            "billed=2026-10-01,1,",
            "a1=month,",
            "a1=tokens,1,1,",
            "a",
        ]
        .map(|key| format!("{template}&{key}{text}"))
    }));
    // The template with a few bytes changed, and one with all that a commitment has.
    let plan = "&edp=net,0.1,1.2,1.1&y1=200000,90000,0.1&y2=300000,,0.1,5000.5&terms=anthropic,yes,market\
                &o1=200000,0.1,2,1.1,5000,18&o2=300000,0.2,5,1,0,60&forecast=0.5,1,3,0.2,0,1&clauses=0.1,2,0.5,100,2.5\
                &a1=month,4000.5,0.5,20000,Own&a2=tokens,0.5,0.7,1,5000,Elsewhere&end";
    let planned = template.replace("&end", plan);
    assert!(decode(&planned, &cards).problems.is_empty(), "{planned}");
    for index in 0..10_000 {
        let mut bytes = if index % 3 == 0 { template.clone() } else { planned.clone() }.into_bytes();
        for _ in 0..=generator.below(4) {
            let at = usize::try_from(generator.below(bytes.len() as u64)).unwrap_or(0);
            if let Some(byte) = bytes.get_mut(at) {
                *byte = u8::try_from(32 + generator.below(95)).unwrap_or(b' ');
            }
        }
        texts.push(String::from_utf8_lossy(&bytes).into_owned());
    }
    let mut compared = 0;
    for text in texts {
        let read = decode(&text, &cards);
        for problem in &read.problems {
            assert!(problem.part.chars().count() <= 60);
        }
        if let Some(scenario) = read.scenario {
            if let Ok(report) = price(&scenario, &newest) {
                let _ = alternatives(&scenario, &report, &newest, Elsewhere::bundled());
                // Words take long: those of some are enough.
                if text.len() % 8 == 0 {
                    let _ = explain::brief(&report, &scenario, &newest);
                }
                if let Some(commitment) = &scenario.commitment {
                    let found = years(commitment, &report, &newest).unwrap_or_default();
                    let _ = clauses(commitment, &found);
                    compared += u32::from(offers(commitment, &report, &newest).is_some());
                }
            }
            // Reading what was read gives the same again.
            assert_eq!(decode(&encode(&scenario), &cards).scenario, Some(scenario), "{text}");
        }
    }
    assert!(compared >= 1_000, "offers were compared {compared} times only");
}

#[test]
fn a_megabyte_is_refused_in_bounded_time() {
    // A generous limit that only a quadratic parser misses: this is no benchmark.
    let started = Instant::now();
    for piece in
        ["&w1.route=a,global,b,0.1", "&price=a,batch,long,input,1,1M", "&w40.name=%", "&", "=", "%", "w1.w1.w1.", ","]
    {
        let text = format!("v1{}", piece.repeat(1_000_000 / piece.len()));
        let _ = decode(&text, &RateCard::dates());
        let _ = read_count(&text, DecimalSign::Point, 1);
    }
    assert!(started.elapsed() < Duration::from_secs(20));
}

#[test]
fn no_scenario_file_panics() {
    let nested = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    for text in NASTY.iter().copied().chain([nested.as_str(), "{}", "null", "{\"__proto__\":{}}", "[1]"]) {
        assert!(serde_json::from_str::<Scenario>(text).is_err(), "{}", text.chars().take(40).collect::<String>());
    }
}

/// A scenario that buys units.
fn with_units() -> Option<Scenario> {
    let mut scenarios = exchange::presets::presets().into_iter().map(|preset| preset.scenario);
    scenarios.find(|scenario| !scenario.capacity.purchases.is_empty())
}

#[test]
fn a_purchase_of_a_workload_that_is_not_there_serves_none_by_its_link() {
    let mut scenario = with_units().unwrap_or_else(exchange::presets::default_scenario);
    // The highest position has no number from 1. Were its list lost, the purchase would serve all.
    for purchase in &mut scenario.capacity.purchases {
        purchase.serves = Some(vec![usize::MAX]);
    }
    let custom = CustomModel::new(Placement::new("command", InferenceScope::InRegion, "us-east-1"));
    scenario.capacity.customs.push(CustomModel { workload: Some(usize::MAX), ..custom });
    let read = decode(&encode(&scenario), &RateCard::dates());
    assert_eq!(read.problems, vec![]);
    let capacity = read.scenario.map(|scenario| scenario.capacity).unwrap_or_default();
    assert_eq!(capacity.purchases.first().and_then(|purchase| purchase.serves.clone()), Some(Vec::new()));
    assert_eq!(capacity.customs.first().map(|custom| custom.workload), Some(None));
}

#[test]
fn what_no_link_could_hold_is_refused() {
    let card = RateCard::newest();
    let refused = |scenario: &Scenario, field, problem| {
        let error = FieldError { workload: None, field, problem };
        assert_eq!(price(scenario, &card).err(), Some(error.into()));
    };
    let mut scenario = with_units().unwrap_or_else(exchange::presets::default_scenario);
    for purchase in &mut scenario.capacity.purchases {
        purchase.serves = Some(vec![0; bounds::WORKLOADS_MAX]);
    }
    assert!(price(&scenario, &card).is_ok());
    for purchase in &mut scenario.capacity.purchases {
        purchase.serves = Some(vec![0; bounds::WORKLOADS_MAX + 1]);
    }
    refused(&scenario, Field::Serves(0), Problem::TooMany { most: bounds::WORKLOADS_MAX });

    let mut scenario = exchange::presets::default_scenario();
    let most = bounds::IDENTIFIER_CHARACTERS_MAX;
    let Ok(rate) = Rate::new(Decimal::ONE, Unit::MillionTokens) else { return };
    let (buying, length, meter) = (Buying::Standard, PromptLength::Ordinary, Meter::Input);
    scenario.prices = vec![TypedPrice { model: "\u{e9}".repeat(most), place: None, buying, length, meter, rate }];
    assert!(price(&scenario, &card).is_ok());
    scenario.prices.extend([TypedPrice { model: "\u{e9}".repeat(most + 1), place: None, buying, length, meter, rate }]);
    refused(&scenario, Field::Prices, Problem::TooLong { most });
}
