//! Hostile files: no panic, bounded time, a message with the path, and nothing read by halves.

use std::time::{Duration, Instant};

use exchange::file::{read, write};
use exchange::presets::default_scenario;
use pricing::rates::RateCard;

/// What is wrong with a text, as the page shows it.
fn wrong(text: &str) -> String {
    let start = Instant::now();
    let message = match read(text, &RateCard::dates()) {
        Ok(_) => String::new(),
        Err(wrong) => wrong.to_string(),
    };
    assert!(start.elapsed() < Duration::from_secs(20), "{message}");
    assert!(message.chars().count() < 500, "{message}");
    assert!(!message.chars().any(|letter| letter.is_control() || ('\u{202a}'..='\u{202e}').contains(&letter)));
    message
}

/// The default scenario's file with one piece put in place of another.
fn with(piece: &str, other: &str) -> String {
    let text = write(&default_scenario());
    assert!(text.contains(piece), "{piece}");
    text.replacen(piece, other, 1)
}

#[test]
fn each_refusal_names_its_path() {
    let name = "\"name\": \"Worked estate\"";
    let input = "\"input\": \"2400000000\"";
    let long = format!("\"name\": \"{}\"", "x".repeat(1_000_000));
    let deep = format!("\"name\": {}{}", "[".repeat(100_000), "]".repeat(100_000));
    let extra: Vec<String> = (0..100).map(|n| format!("\"f{n}\": 1, ")).collect();
    let many = format!("\"name\": \"a\", {} \"z\": 1", extra.concat());
    for (piece, other, message) in [
        (name, long.as_str(), "workloads[0].name: at most 80 characters"),
        (name, deep.as_str(), "workloads[0].name[0][0]"),
        (name, many.as_str(), "more than 64 fields"),
        (name, "\"name\": null", "workloads[0].name: a text expected, not null"),
        (name, "\"name\": \"a\", \"__proto__\": {\"x\": 1}", "workloads[0].__proto__: there is no such field"),
        (name, "\"name\": \"a\", \"name\": \"b\"", "workloads[0].name: this field is given twice"),
        (name, "\"name\": \"a\0b\"", "workloads[0].name: not JSON"),
        (name, "\"name\": \"\\ud800\"", "workloads[0].name: not JSON"),
        (name, "\"name\": \"a\", \"\u{202e}evil\\u0007\": 1", "workloads[0][\"\u{fffd}evil"),
        (input, "\"input\": NaN", "workloads[0].demand.monthly.input: not JSON (line 15)"),
        (input, "\"input\": 1.5", "workloads[0].demand.monthly.input: decimals are in quotes (line 15)"),
        (input, "\"input\": 1e400", "workloads[0].demand.monthly.input: not JSON (line 15)"),
        (input, "\"input\": \"1e400\"", "workloads[0].demand.monthly.input: tokens as digits"),
        (input, "\"input\": \"NaN\"", "workloads[0].demand.monthly.input: tokens as digits"),
        (input, "\"input\": \"-1\"", "workloads[0].demand.monthly.input: tokens as digits"),
        (input, "\"input\": 2400000000", "texts are in quotes"),
        (
            input,
            "\"input\": [\"1\"]",
            "workloads[0].demand.monthly.input: tokens as digits, up to 10^15, expected, not a list",
        ),
        (input, "\"input\": \"1\u{202e}2\"", "workloads[0].demand.monthly.input: tokens"),
        (
            "\"monthly\"",
            "\"yearly\"",
            "workloads[0].demand: one of monthly, requests, traffic expected, not \u{201c}yearly\u{201d}",
        ),
        ("\"2026-11-28\"", "\"2031-01-01\"", "rates: no rate card of this date is here"),
        ("\"2026-11-28\"", "\"soon\"", "rates: a date such as"),
        ("\"rates\"", "\"rate\"", "rate: there is no such field; there are rates, "),
        ("\"purchases\": []", "\"purchases\": [1]", "capacity.purchases[0]: an object expected, not the number 1"),
    ] {
        let said = wrong(&with(piece, other));
        assert!(said.contains(message), "{message}\n{said}");
    }
}

#[test]
fn what_is_no_scenario_is_refused() {
    for text in [
        "",
        " ",
        "\0",
        "null",
        "1",
        "\"\"",
        "[]",
        "{}",
        "NaN",
        "nul",
        "tru",
        "{\"rates\"",
        "{\"rates\":",
        "{,}",
        "[1,]",
        "{} {}",
        "\u{feff}",
        "\u{feff}{}",
        "v1&rates=2026-10-25&end",
        "<html>",
        "a,b\r\n1,2",
        "-",
        "01",
        "1.",
        "1e",
        ".5",
        "+1",
        "'a'",
        "\"",
        "\"\\",
        "\"\\u12",
        "\"\\x\"",
        "\u{202e}",
        "{\"a\":1,}",
        "[[[[",
        "//",
        "Infinity",
        "{\"__proto__\":{}}",
    ] {
        assert!(!wrong(text).is_empty(), "{text:?}");
    }
    for open in ["[", "{\"a\":", "[{\"a\":"] {
        assert!(wrong(&open.repeat(100_000)).contains("nested more than 32 deep"));
    }
    assert!(wrong(&"x".repeat(50_000_000)).contains("at most 5 MB"));
    assert!(wrong(&format!("[{}1]", "1,".repeat(2_000_000))).contains("more than 100,000 values"));
    let workload = write(&default_scenario());
    let start = workload.find("    {\n      \"name\"").unwrap_or_default();
    let end = workload.find("\n  ],\n  \"prices\"").unwrap_or_default();
    let one = workload.get(start..end).unwrap_or_default();
    let many = [
        workload.get(..start).unwrap_or_default(),
        &[one].repeat(41).join(","),
        workload.get(end..).unwrap_or_default(),
    ];
    assert_eq!(wrong(&many.concat()), "workloads: at most 40 entries");
}

#[test]
fn a_file_cut_or_changed_anywhere_is_read_whole_or_refused() {
    let text = write(&default_scenario());
    let cards = RateCard::dates();
    for end in 0..text.trim_end().len() {
        if let Some(start) = text.get(..end) {
            assert!(!wrong(start).is_empty(), "{end}");
        }
    }
    for place in 0..text.len() {
        for other in ["\"", "{", "}", "\\", "\0", "9", "\u{202e}", ""] {
            let (Some(before), Some(after)) = (text.get(..place), text.get(place + 1..)) else { continue };
            if let Ok(scenario) = read(&[before, other, after].concat(), &cards) {
                assert_eq!(read(&write(&scenario), &cards), Ok(scenario));
            }
        }
    }
}
