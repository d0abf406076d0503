//! What must hold for the bill of any scenario: it adds up, in any order, in every export and packing; what comes twice is
//! noticed; and the scenario that is made of it costs what the first one did, to the last digit.

use exchange::bill::{Bill, Line, Period, Reader};
use pricing::money::Usd;
use pricing::price::price;
use pricing::rates::{InferenceScope, RateCard, RateKey};
use pricing::report::Report;
use pricing::scenario::{CacheInBatch, Rules, Scenario};
use rust_decimal::Decimal;
use vectors::Generator;

use crate::made::{Export, Packing, charges, others, table};
use crate::{AUGUST, Tried};

fn read(files: &[Vec<u8>], card: &RateCard) -> Tried<Bill> {
    let mut reader = Reader::new(card);
    for file in files {
        reader.begin("bill");
        for piece in file.chunks(3_000) {
            reader.push(piece)?;
        }
        reader.end_file()?;
    }
    Ok(reader.finish())
}

/// What a bill's lines are, whatever export they're from.
fn lines(bill: &Bill) -> Vec<String> {
    let of = |line: &Line| {
        let values = [line.quantity, line.list, Some(line.net)].map(|value| value.map(|value| value.normalize()));
        let place = (&line.account, &line.region, line.kind, &line.subject, &line.text);
        format!("{place:?} {:?} {values:?}", (line.scope, line.buying, line.length, line.meter, line.marketplace))
    };
    let mut lines: Vec<String> = bill.lines.iter().map(of).collect();
    lines.sort();
    lines
}

/// Today's published prices alone: a bill knows no others.
fn published(mut scenario: Scenario) -> Scenario {
    scenario.rules = Rules::V2;
    scenario.cache_in_batch = CacheInBatch::NotCached;
    scenario.prices.clear();
    scenario.thresholds.clear();
    scenario
}

/// Whether two lines have one name on a bill and two prices: a profile's and the region's. Nobody can tell their tokens apart.
fn is_mixed(report: &Report, card: &RateCard) -> bool {
    let mut served: Vec<(&str, &str, InferenceScope)> = Vec::new();
    for line in report.lines.iter().filter(|line| line.placement.scope != InferenceScope::Global) {
        let key = line.key();
        let other = match key.scope {
            InferenceScope::InRegion => InferenceScope::Geographic,
            _ => InferenceScope::InRegion,
        };
        let rate = |scope| card.rate(&RateKey { scope, ..key }).map(|published| published.rate);
        let two_prices = rate(other).is_some_and(|other| Some(other) != rate(key.scope));
        if two_prices && served.contains(&(key.model, key.region, other)) {
            return true;
        }
        served.push((key.model, key.region, key.scope));
    }
    false
}

/// Tries the law on bills in these packings, each export in turn.
fn law(cases: usize, seed: u64, packings: &[Packing]) -> Tried {
    let card = RateCard::newest();
    let mut generator = Generator::new(seed);
    let forms = Export::ALL.into_iter().flat_map(|export| packings.iter().map(move |packing| (export, *packing)));
    let forms: Vec<(Export, Packing)> = forms.collect();
    let (mut tried, mut silent) = (0, 0);
    let mut turn = forms.iter().cycle();
    while tried < cases {
        let scenario = published(vectors::scenario(&mut generator, &card));
        let Ok(report) = price(&scenario, &card) else { continue };
        let used = charges(&report, &card, &mut generator).filter(|used| !used.is_empty() && !is_mixed(&report, &card));
        let (Some(used), Some((export, packing))) = (used, turn.next()) else {
            silent += 1;
            assert!(silent < cases, "the law was tried on {tried} bills only");
            continue;
        };
        let case = format!("{export:?}, {packing:?}, #{}", exchange::link::encode(&scenario));
        let all = [used, others(&mut generator)].concat();
        let net: Decimal = all.iter().map(|charge| charge.net).sum();
        let plain = table(Export::Report, &all).packed(Packing::Csv)?;
        let bill = read(core::slice::from_ref(&plain), &card)?;
        assert!(bill.adds_up() && bill.file_total == net, "{case}: {} isn't {net}", bill.file_total);
        let [left, right] = table(*export, &all).halves();
        let halves = [left.packed(*packing)?, right.packed(*packing)?];
        let split = read(&halves, &card).map_err(|error| format!("{case}: {error}"))?;
        assert!(split.adds_up() && split.file_total == net, "{case}: {} isn't {net}", split.file_total);
        assert_eq!(lines(&split), lines(&bill), "{case}");
        if tried % 5 == 0 {
            // As another file of the same export, or as another export, it's the same money once more.
            let again = read(&[plain, halves[1].clone(), halves[0].clone()], &card)?;
            assert!(again.adds_up() && again.file_total == net + net, "{case}: {}", again.file_total);
            assert_eq!(lines(&again), lines(&bill), "{case}");
        }
        let made = split.baseline(Period::Of(AUGUST), &card).ok_or_else(|| format!("{case}: no baseline"))?;
        let priced = price(&made.scenario, &card)?.month();
        assert_eq!(priced, report.month(), "{case}: {:?}", made.left);
        assert!(made.models.iter().all(|model| model.unexplained == Some(Usd::ZERO)), "{case}: {:?}", made.models);
        tried += 1;
    }
    Ok(())
}

// Ten thousand bills together; in two tests, so that they run at once.

#[test]
fn a_scenario_comes_back_from_its_bill_at_the_same_total() -> Tried {
    law(7_000, 13, &[Packing::Csv, Packing::Gzip])
}

#[test]
fn a_scenario_comes_back_from_parquet_at_the_same_total() -> Tried {
    law(3_000, 14, &[Packing::Parquet])
}
