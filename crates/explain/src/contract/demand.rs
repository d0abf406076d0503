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
        let [all, ai] = [forecast.demand, forecast.ai_demand()].map(crate::words::multiple_percent);
        if ai == all { format!("{name}, {all} of plan") } else { format!("{name}, {all} of plan, AI {ai}") }
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

#[cfg(test)]
mod tests {
    use super::{crossings, demand};
    use exchange::link;
    use pricing::commitment::offers;
    use pricing::price::price;
    use pricing::rates::RateCard;

    #[test]
    fn a_demand_of_its_own_for_ai_and_typed_names_are_said() -> Result<(), String> {
        let link = "v2&rates=2026-11-28&w1.model=claude-sonnet-4.5&w1.scope=global&w1.tokens=0,0&edp=net,0,1\
                    &y1=20000000,30000000,0.15&o1=28000000,0.17,1,1,0,12,eDP+2027&o2=18000000,0.12,1,1,0,12\
                    &forecast=0.8,1,1.2,0.25,0.5,0.25,0.8,,1.5&end";
        let scenario = link::decode(link, &RateCard::dates()).scenario.ok_or("a damaged link")?;
        let card = RateCard::of(scenario.rates).ok_or("no card")?;
        let report = price(&scenario, &card).map_err(|error| error.to_string())?;
        let commitment = scenario.commitment.clone().ok_or("no commitment")?;
        let compared = offers(&commitment, &report, &card).ok_or("no offers")?;
        let table = demand(&compared, &commitment);
        let columns: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
        assert_eq!(columns, ["Low, 80% of plan", "Likely, 100% of plan", "High, 120% of plan, AI 150%", "Expected"]);
        let names: Vec<&str> = table.rows.iter().map(|row| row.name.as_str()).collect();
        assert_eq!(names, ["Your current contract", "eDP 2027", "Offer 2"]);
        let crossings = crossings(&compared, &commitment).unwrap_or_default();
        let names: Vec<&str> = crossings.rows.iter().map(|row| row.name.as_str()).collect();
        assert!(names.contains(&"eDP 2027 becomes cheaper than offer 2"), "{names:?}");
        Ok(())
    }
}
