//! Prices that can't be right: a slip of the point, a mistaken unit, tiers exchanged.
//!
//! A price is held against fixed bounds, against the model's other prices at the same place, and against the same price
//! in other regions. A thousandfold slip of any one price, or of all prices of a model, breaks one of these.

use std::collections::BTreeMap;

use super::amount::Amount;
use super::files::stated::Files;
use super::{EVERY, Key, prices};

/// The least and the most that a price may be, in thousandths of a dollar.
type Bounds = (i128, i128);

/// Standard prices for a million input tokens: less than 1,000 times apart, so that no price whose unit is mistaken stays
/// inside. In August 2026 they reach from 3.5 cents to 27.50 dollars.
const STANDARD_INPUT: Bounds = (30, 29_000);
/// A million input tokens of a model that embeds text. Published: 0.02 to 0.135.
const EMBEDDING_INPUT: Bounds = (10, 1_000);
/// A thousand queries. Published: 0.07 to 2.
const QUERY: Bounds = (20, 10_000);
/// Any other price for a million input tokens, cached or fresh. The dearest in November 2026 are ultrafast and long: 165.
const INPUT: Bounds = (1, 200_000);
/// Any price for a million output tokens.
const OUTPUT: Bounds = (20, 600_000);
/// A model unit for an hour. Published: 4.11 to 163.80.
const UNIT_HOUR: Bounds = (1_000, 500_000);
/// A thousand tokens a minute for an hour. Published: 0.054 to 1.65.
const RESERVED: Bounds = (10, 10_000);
/// Training on a million tokens. Published: 0.50 to 7.99.
const TRAINING: Bounds = (100, 100_000);
/// An hour of training. Published: 80.
const TRAINING_HOUR: Bounds = (10_000, 500_000);
/// A model kept for a month. Published: 1.95.
const STORAGE: Bounds = (100, 100_000);
/// A unit of an imported model for a minute. Published: 0.05718 and 0.07144.
const IMPORT_MINUTE: Bounds = (5, 1_000);

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
/// Ultrafast. Published: 3 and 6.
const ULTRAFAST_BY_STANDARD: Span = ((1, 1), (7, 1));
/// A longer term by the next shorter one. Published: 0.55 to 0.92.
const LONGER_BY_SHORTER: Span = ((1, 4), (1, 1));
/// A thousand tokens a minute for an hour, which is 60,000 tokens, by a million. Published: 0.9 to 1 of them.
const RESERVED_BY_STANDARD: Span = ((48, 1_000), (66, 1_000));
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
                for problem in about(key, model.kind.is_some(), price, &prices, &ranges) {
                    problems.push(format!("{name}: {}: {key}: {price} {problem}", model.id));
                }
            }
        }
    }
    problems
}

fn about(
    key: Key<'_>,
    embeds: bool,
    price: Amount,
    prices: &BTreeMap<Key<'_>, Amount>,
    ranges: &Ranges<'_>,
) -> Vec<String> {
    let mut problems = Vec::new();
    let (least, most) = match (key.meter, key.buying, price.unit()) {
        (_, _, "model unit hour") => UNIT_HOUR,
        (_, _, "1K TPM-hour") => RESERVED,
        (_, _, "training hour") => TRAINING_HOUR,
        (_, _, "month") => STORAGE,
        (_, _, "unit minute") => IMPORT_MINUTE,
        (_, _, "1K queries") => QUERY,
        ("training", ..) => TRAINING,
        ("input", "standard", _) if embeds => EMBEDDING_INPUT,
        ("input", "standard", _) if key.length == "ordinary" => STANDARD_INPUT,
        ("output", ..) => OUTPUT,
        _ => INPUT,
    };
    if !price.is_within(least, most) {
        problems.push(format!("is outside {} to {}", dollars(least), dollars(most)));
    }
    let mut held = |(least, most): Span, other: Amount, what: &str| {
        if !price.is_between(least, most, other) {
            problems.push(format!("is implausible beside {what}, {other}"));
        }
    };
    match (key.meter, prices.get(&Key { meter: "input", ..key })) {
        ("output", Some(input)) => held(OUTPUT_BY_INPUT, *input, "the input price"),
        ("cache_read", Some(input)) => held(READ_BY_INPUT, *input, "the input price"),
        ("input" | "output" | "model_unit" | "training" | "storage" | "query", _) => {}
        (_, Some(input)) => held(WRITE_BY_INPUT, *input, "the input price"),
        (_, None) => return vec!["has no input price beside it".to_owned()],
    }
    let shorter: &[&str] = match key.buying {
        "one-month" => &["no-commitment"],
        "six-months" => &["one-month", "no-commitment"],
        "reserved-three-months" => &["reserved-one-month"],
        _ => &[],
    };
    if let Some(shorter) = shorter.iter().find_map(|buying| prices.get(&Key { buying, ..key })) {
        held(LONGER_BY_SHORTER, *shorter, "the price of the shorter term");
    }
    if let ("long", Some(ordinary)) = (key.length, prices.get(&Key { length: "ordinary", ..key })) {
        held(LONG_BY_ORDINARY, *ordinary, "the ordinary price");
    }
    if key.buying != "standard" {
        let span = match key.buying {
            "batch" | "flex" => CHEAPER_BY_STANDARD,
            "reserved-one-month" | "reserved-three-months" => RESERVED_BY_STANDARD,
            "ultrafast" => ULTRAFAST_BY_STANDARD,
            _ => DEARER_BY_STANDARD,
        };
        let standard = Key { buying: "standard", ..key };
        // Where Standard has no price in this region, the nearest that any region and scope has.
        match (prices.get(&standard), ranges.get(&anywhere(standard))) {
            (Some(standard), _) => held(span, *standard, "the Standard price"),
            (None, Some((low, high))) if price.unit() == low.unit() => {
                held(span, price.clamp(*low, *high), "Standard prices elsewhere");
            }
            (None, _) if price.unit() == "1K TPM-hour" => {
                return vec!["has no Standard price beside it".to_owned()];
            }
            (None, _) => {}
        }
    }
    if let Some((low, _)) = ranges.get(&anywhere(key)) {
        held(REGION_BY_REGION, *low, "the lowest price of another region or scope");
    }
    problems
}

/// Thousandths of a dollar in dollars: `0.03`, `29`.
fn dollars(thousandths: i128) -> String {
    let text = format!("{}.{:03}", thousandths / 1_000, thousandths % 1_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
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
    fn a_slip_of_a_price_for_capacity_is_refused() {
        for (from, to, key) in [
            ("model_unit = \"23\"", "model_unit = \"23000\"", "no-commitment ordinary model_unit"),
            ("model_unit = \"23\"", "model_unit = \"0.023\"", "no-commitment ordinary model_unit"),
            ("model_unit = \"0.05718\"", "model_unit = \"57.18\"", "import ordinary model_unit"),
            ("model_unit = \"0.05718\"", "model_unit = \"0.00005718\"", "import ordinary model_unit"),
            ("training = \"80\"", "training = \"0.08\"", "custom ordinary training"),
            ("training = \"7.99\"", "training = \"7990\"", "custom ordinary training"),
            ("storage = \"1.95\"", "storage = \"1950\"", "custom ordinary storage"),
            ("input = \"0.18\"", "input = \"180\"", "reserved-one-month ordinary input"),
        ] {
            refused(from, to, &["acme.toml: ", key, "outside"]);
        }
    }

    #[test]
    fn prices_for_capacity_are_held_against_each_other() {
        refused("model_unit = \"20.3\"", "model_unit = \"23.1\"", &["capacity", "one-month", "shorter term, 23"]);
        refused("model_unit = \"12.54\"", "model_unit = \"20.4\"", &["capacity", "six-months", "shorter term, 20.3"]);
        refused("input = \"0.18\"", "input = \"0.3\"", &["big", "reserved-one-month", "the Standard price, 3"]);
        refused("input = \"0.18\"", "input = \"0.1\"", &["big", "reserved-one-month", "the Standard price, 3"]);
        refused("input = \"0.162\"", "input = \"0.19\"", &["big", "three-months", "shorter term, 0.18"]);
        refused("input = \"0.05\"", "input = \"0.2\"", &["small", "custom ordinary input", "Standard price, 0.035"]);
        let alone = "scopes = [\"global\"]\nbuying = \"reserved-one-month\"";
        refused(alone, &alone.replace("global", "in-region"), &["big", "has no Standard price beside it"]);
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
