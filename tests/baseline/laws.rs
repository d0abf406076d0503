//! What must hold for the bill of any scenario.

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

/// Scenarios on which each law is really tried.
const CASES: usize = 10_000;

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

#[test]
fn a_scenario_comes_back_from_its_bill_at_the_same_total() -> Tried {
    let card = RateCard::newest();
    let mut generator = Generator::new(13);
    let (mut tried, mut silent, mut exports) = (0, 0, [0; 9]);
    while tried < CASES {
        let scenario = published(vectors::scenario(&mut generator, &card));
        let Ok(report) = price(&scenario, &card) else { continue };
        let used = charges(&report, &card, &mut generator).filter(|used| !used.is_empty() && !is_mixed(&report, &card));
        let Some(used) = used else {
            silent += 1;
            assert!(silent < CASES, "the law was tried on {tried} bills only");
            continue;
        };
        let all = [used, others(&mut generator)].concat();
        let net: Decimal = all.iter().map(|charge| charge.net).sum();
        let case = format!("#{}", exchange::link::encode(&scenario));
        // One of the nine forms in turn, and always another one to compare it with.
        let forms = Export::ALL.into_iter().flat_map(|export| Packing::ALL.map(|packing| (export, packing)));
        let forms: Vec<(Export, Packing)> = forms.collect();
        let place = tried % forms.len();
        let (Some((export, packing)), Some(count)) = (forms.get(place).copied(), exports.get_mut(place)) else {
            return Err("no form".into());
        };
        *count += 1;
        let bill = read(&[table(Export::Report, &all).packed(Packing::Csv)?], &card)?;
        assert!(bill.adds_up() && bill.file_total == net, "{case}: {} isn't {net}", bill.file_total);
        let halves = table(export, &all).halves();
        let files = [halves[0].packed(packing)?, halves[1].packed(packing)?];
        let split = read(&files, &card).map_err(|error| format!("{case}: {export:?} {packing:?}: {error}"))?;
        assert!(split.adds_up() && split.file_total == net, "{case}: {export:?} {packing:?}: {}", split.file_total);
        assert_eq!(lines(&split), lines(&bill), "{case}: {export:?} {packing:?}");
        let made = split.baseline(Period::Of(AUGUST), &card).ok_or_else(|| format!("{case}: no baseline"))?;
        let priced = price(&made.scenario, &card)?.month();
        assert_eq!(priced, report.month(), "{case}: {export:?} {packing:?}: {:?}", made.left);
        assert!(made.models.iter().all(|model| model.unexplained == Some(Usd::ZERO)), "{case}: {:?}", made.models);
        tried += 1;
    }
    assert!(exports.iter().all(|count| *count > CASES / 10), "{exports:?}");
    Ok(())
}
