//! Contracts if demand turns out differently, and where one offer overtakes another.

use super::super::totals::plain;
use super::super::{Column, Holds, Row, Table, percent};
use super::{during, offer_name, said};
use pricing::commitment::{Crossing, OfferOutlook, Offers};
use pricing::names;
use pricing::scenario::Commitment;

/// What each contract costs at each forecast, and weighted.
pub fn demand(offers: &Offers, commitment: &Commitment) -> Table {
    let best = [0, 1, 2].map(|forecast| offers.best_at(forecast));
    let expected = offers.best_expected();
    let row = |id: String, name: String, place: Option<usize>, outlook: &OfferOutlook| {
        let wins = |winner: Option<usize>, is: &'static str| (winner == place).then_some(is);
        let [low, likely, high] = best;
        let won: Vec<&str> =
            [wins(low, "low"), wins(likely, "likely"), wins(high, "high")].into_iter().flatten().collect();
        let mut cells: Vec<String> = outlook.forecasts.iter().map(|forecasted| said(forecasted.payment)).collect();
        cells.push(said(outlook.expected));
        Row {
            id,
            name,
            tag: (expected == place).then_some("Cheapest expected"),
            under: if won.is_empty() { String::new() } else { format!("Cheapest if demand is {}", won.join(" or ")) },
            cells,
            current: place.is_none(),
            opens: Some(weighted(outlook, offers)),
            ..Row::default()
        }
    };
    let mut rows = vec![row("demand-contract".to_owned(), "Your current contract".to_owned(), None, &offers.contract)];
    for (index, outlook) in offers.offers.iter().skip(1).enumerate() {
        rows.push(row(format!("demand-{}", index + 1), offer_name(commitment, index), Some(index), outlook));
    }
    let named = |name: &str, index: usize| {
        let forecast = offers.forecasts.get(index).copied().unwrap_or(offers.forecasts[0]);
        format!("{name}, {} of plan", crate::words::multiple_percent(forecast.demand))
    };
    let columns = [named("Low", 0), named("Likely", 1), named("High", 2), "Expected".to_owned()];
    Table {
        caption: format!("What you pay {}, less credits", during(offers.horizon)),
        head: "Contract",
        columns: columns.iter().map(|name| Column::new(name, Holds::Number)).collect(),
        rows,
        ..Table::default()
    }
}

/// How the expected payment comes about.
fn weighted(outlook: &OfferOutlook, offers: &Offers) -> super::super::Explanation {
    let parts = offers.forecasts.iter().zip(&outlook.forecasts);
    let parts: Vec<String> =
        parts.map(|(forecast, forecasted)| format!("{} × {}", forecast.weight, forecasted.payment)).collect();
    let weights: Vec<String> = offers.forecasts.iter().map(|forecast| forecast.weight.to_string()).collect();
    plain(
        "The payment to expect: that of each forecast by its weight.",
        format!("({}) / ({}) = {}", parts.join(" + "), weights.join(" + "), outlook.expected),
    )
}

/// Where one contract becomes cheaper than another as all demand grows; `None` where none does.
pub fn crossings(offers: &Offers, commitment: &Commitment) -> Option<Table> {
    if offers.crossings.is_empty() {
        return None;
    }
    let rows = offers.crossings.iter().map(|crossing| {
        let mut explanation = plain(
            "The least demand, in steps of 0.01%, at which the first is cheaper.",
            format!("At {}: {} < {}", demand_words(crossing.demand), crossing.payment, crossing.other_payment),
        );
        if let (Some(used), Some(more)) = (crossing.used, offers.promised_more(crossing)) {
            explanation.formula.push(format!(
                "{} of the {more} promised beyond it counts: {}",
                crossing.retired_more,
                percent(used)
            ));
        }
        Row {
            id: format!("crossing-{}-{}-{}", crossing.one, crossing.other, crossing.demand),
            name: format!(
                "{} becomes cheaper than {}",
                names::offer_title(commitment, crossing.one),
                names::offer_name(commitment, crossing.other)
            ),
            cells: vec![if_demand(crossing.demand), said(crossing.payment), used(crossing)],
            opens: Some(explanation),
            ..Row::default()
        }
    });
    Some(Table {
        head: "Turning point",
        columns: vec![
            Column::new("If demand", Holds::Words),
            Column::new("It then costs", Holds::Number),
            Column::new("Share of the extra commitment you must use", Holds::Number),
        ],
        rows: rows.collect(),
        ..Table::default()
    })
}

fn used(crossing: &Crossing) -> String {
    match crossing.used {
        Some(used) if used > rust_decimal::Decimal::ZERO => percent(used),
        Some(_) => "None".to_owned(),
        None => "Not applicable".to_owned(),
    }
}

/// `grows 13.6%`, `falls 20%`, `stays`.
fn if_demand(parts: u64) -> String {
    let off = rust_decimal::Decimal::from(parts.abs_diff(10_000)) / rust_decimal::Decimal::from(10_000);
    match parts.cmp(&10_000) {
        core::cmp::Ordering::Less => format!("falls {}", percent(off)),
        core::cmp::Ordering::Equal => "stays as planned".to_owned(),
        core::cmp::Ordering::Greater => format!("grows {}", percent(off)),
    }
}

/// `113.61% of plan`.
fn demand_words(parts: u64) -> String {
    let share = pricing::quantity::Multiple::of_ten_thousandths(parts);
    format!("{} of plan", share.map_or_else(String::new, crate::words::multiple_percent))
}
