//! Prices that can't be right: a slip of the point, a mistaken unit, tiers exchanged.
//!
//! A price is held against fixed bounds, against the model's other prices at the same place, and against the same price
//! in other regions. A thousandfold slip of any one price, or of all prices of a model, breaks one of these.

use std::collections::BTreeMap;

use super::amount::Amount;
use super::files::Files;
use super::{EVERY, Key, prices};

/// Standard prices for a million input tokens: less than 1,000 times apart, so that no price whose unit is mistaken stays
/// inside. In August 2026 they reach from 3.5 cents to 27.50 dollars.
const STANDARD_INPUT: (Amount, Amount) = (Amount::cents(3), Amount::cents(2_900));

/// Any other price for a million input tokens, cached or fresh.
const INPUT: (Amount, Amount) = (Amount::tenth_of_a_cent(), Amount::cents(10_000));

/// Any price for a million output tokens.
const OUTPUT: (Amount, Amount) = (Amount::cents(2), Amount::cents(20_000));

/// At least and at most how many times another price a price may be, as fractions.
type Span = ((i128, i128), (i128, i128));

const OUTPUT_BY_INPUT: Span = ((1, 2), (30, 1));
/// Published: 0.025 to 0.25.
const READ_BY_INPUT: Span = ((1, 50), (1, 1));
/// Published: 1 to 2.
const WRITE_BY_INPUT: Span = ((1, 1), (5, 2));
/// Published: 1.5 to 5.
const LONG_BY_ORDINARY: Span = ((1, 1), (10, 1));
/// Published: 0.5 to 0.75.
const CHEAPER_BY_STANDARD: Span = ((1, 4), (1, 1));
/// Published: 1.25 to 1.75.
const DEARER_BY_STANDARD: Span = ((1, 1), (3, 1));
/// The dearest region by the cheapest. Published: 5, of Titan Text G1 - Express.
const REGION_BY_REGION: Span = ((1, 1), (6, 1));

/// What can't be right on the card of a date.
pub(crate) fn problems(files: &Files, card: &str) -> Vec<String> {
    let prices = prices(files, card);
    let ranges = ranges(&prices);
    let mut problems = Vec::new();
    for (name, file) in &files.providers {
        for model in &file.model {
            let first = Key { model: &model.id, ..Key::default() };
            for (&key, &price) in prices.range(first..).take_while(|(key, _)| key.model == model.id) {
                for problem in about(key, price, &prices, &ranges) {
                    problems.push(format!("{name}: {}: {key}: {price} {problem}", model.id));
                }
            }
        }
    }
    problems
}

fn about(key: Key<'_>, price: Amount, prices: &BTreeMap<Key<'_>, Amount>, ranges: &Ranges<'_>) -> Vec<String> {
    let mut problems = Vec::new();
    let (least, most) = match (key.meter, key.buying, key.length) {
        ("input", "standard", "ordinary") => STANDARD_INPUT,
        ("output", _, _) => OUTPUT,
        _ => INPUT,
    };
    if price < least || price > most {
        problems.push(format!("is outside {least} to {most}"));
    }
    let mut held = |(least, most): Span, other: Amount, what: &str| {
        if !price.is_between(least, most, other) {
            problems.push(format!("is implausible beside {what}, {other}"));
        }
    };
    match (key.meter, prices.get(&Key { meter: "input", ..key })) {
        ("output", Some(input)) => held(OUTPUT_BY_INPUT, *input, "the input price"),
        ("cache_read", Some(input)) => held(READ_BY_INPUT, *input, "the input price"),
        ("input" | "output", _) => {}
        (_, Some(input)) => held(WRITE_BY_INPUT, *input, "the input price"),
        (_, None) => return vec!["has no input price beside it".to_owned()],
    }
    if let ("long", Some(ordinary)) = (key.length, prices.get(&Key { length: "ordinary", ..key })) {
        held(LONG_BY_ORDINARY, *ordinary, "the ordinary price");
    }
    if key.buying != "standard" {
        let span = if ["batch", "flex"].contains(&key.buying) { CHEAPER_BY_STANDARD } else { DEARER_BY_STANDARD };
        let standard = Key { buying: "standard", ..key };
        // Where Standard has no price in this region, the nearest that any region and scope has.
        match (prices.get(&standard), ranges.get(&anywhere(standard))) {
            (Some(standard), _) => held(span, *standard, "the Standard price"),
            (None, Some((low, high))) => held(span, price.clamp(*low, *high), "Standard prices elsewhere"),
            (None, None) => {}
        }
    }
    if let Some((low, _)) = ranges.get(&anywhere(key)) {
        held(REGION_BY_REGION, *low, "the lowest price of another region or scope");
    }
    problems
}

/// The lowest and the highest price over all regions and scopes.
type Ranges<'a> = BTreeMap<Key<'a>, (Amount, Amount)>;

fn ranges<'a>(prices: &BTreeMap<Key<'a>, Amount>) -> Ranges<'a> {
    let mut ranges = Ranges::new();
    for (&key, &price) in prices {
        let (low, high) = ranges.entry(anywhere(key)).or_insert((price, price));
        (*low, *high) = (price.min(*low), price.max(*high));
    }
    ranges
}

fn anywhere(key: Key<'_>) -> Key<'_> {
    Key { scope: "", region: EVERY, ..key }
}

#[cfg(test)]
mod tests {
    use super::problems;
    use crate::rates::fixture::files;

    #[track_caller]
    fn refused(from: &str, to: &str, expected: &[&str]) {
        let problems = problems(&files(from, to), "2026-08-20");
        let named = |problem: &String| expected.iter().all(|words| problem.contains(words));
        assert!(problems.iter().any(named), "{expected:?} expected, not {problems:#?}");
    }

    #[test]
    fn the_fixture_is_plausible() {
        assert_eq!(problems(&files("", ""), "2026-08-20"), Vec::<String>::new());
    }

    #[test]
    fn a_thousandfold_slip_of_one_price_is_refused() {
        for (from, to, key) in [
            ("input = \"3\"", "input = \"3000\"", "global standard ordinary input"),
            ("input = \"3\"", "input = \"0.003\"", "global standard ordinary input"),
            ("output = \"15\"", "output = \"15000\"", "global standard ordinary output"),
            ("output = \"15\"", "output = \"0.015\"", "global standard ordinary output"),
            ("cache_read = \"0.3\"", "cache_read = \"300\"", "global standard ordinary cache_read"),
            ("cache_read = \"0.3\"", "cache_read = \"0.0003\"", "global standard ordinary cache_read"),
            ("cache_write_5m = \"3.75\"", "cache_write_5m = \"3750\"", "global standard ordinary cache_write_5m"),
            ("cache_write_5m = \"3.75\"", "cache_write_5m = \"0.00375\"", "global standard ordinary cache_write_5m"),
            ("input = \"1.5\"", "input = \"1500\"", "global batch ordinary input"),
            ("input = \"1.5\"", "input = \"0.0015\"", "global batch ordinary input"),
            ("input = \"6\"", "input = \"6000\"", "global standard long input"),
            ("input = \"6\"", "input = \"0.006\"", "global standard long input"),
            ("input = \"0.035\"", "input = \"35\"", "in-region standard ordinary input"),
            ("input = \"0.035\"", "input = \"0.000035\"", "in-region standard ordinary input"),
        ] {
            refused(from, to, &["acme.toml: ", key]);
        }
    }

    #[test]
    fn a_mistaken_unit_is_refused() {
        // Every price of the cheapest and of the dearest model slips together.
        let small = "unit = \"1M tokens\"\ninput = \"0.035\"";
        refused(small, &small.replace("1M", "1K"), &["acme.toml: small", "outside 0.03 to 29"]);
        let large = "input = \"27.5\"\noutput = \"137.5\"";
        refused(large, "input = \"0.0275\"\noutput = \"0.1375\"", &["acme.toml: large", "outside 0.03 to 29"]);
    }

    #[test]
    fn prices_are_held_against_each_other() {
        refused("output = \"15\"", "output = \"1\"", &["big", "output", "beside the input price, 3"]);
        refused("output = \"15\"", "output = \"91\"", &["big", "output", "beside the input price, 3"]);
        refused("cache_read = \"0.3\"", "cache_read = \"3.1\"", &["big", "cache_read", "beside the input price, 3"]);
        refused("cache_write_5m = \"3.75\"", "cache_write_5m = \"2.9\"", &["big", "cache_write_5m"]);
        refused("input = \"1.5\"", "input = \"3.1\"", &["big", "batch", "beside the Standard price, 3"]);
        refused("input = \"1.5\"", "input = \"0.7\"", &["big", "batch", "beside the Standard price, 3"]);
        refused("input = \"1.65\"", "input = \"3.4\"", &["big", "flex", "beside the Standard price, 3.3"]);
        refused("input = \"5.775\"", "input = \"3.2\"", &["big", "priority", "beside the Standard price, 3.3"]);
        refused("input = \"3.3\"", "input = \"19\"", &["big", "input", "lowest price of another region or scope, 3"]);
        refused("input = \"6\"", "input = \"2.9\"", &["big", "long", "beside the ordinary price, 3"]);
        refused("input = \"0.035\"\noutput", "cache_read = \"0.035\"\noutput", &["small", "no input price beside it"]);
    }
}
