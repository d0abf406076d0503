//! The pictures of what is weighed before a commitment is signed: offers over demand, and what clauses are worth.

use super::plot::{DEPTH, MarkKind, Plot, Sheet};
use super::{WIDTH, WIDTH_POWER, along};
use crate::{Column, Holds, Row, Table, clause_name, demand_from, demand_words};
use pricing::commitment::{ClauseValue, Crossing, Offers};
use pricing::money::Usd;
use pricing::names::{crossing_name, offer_name, offer_title};
use pricing::scenario::Commitment;

/// A class for each offer's line, no commitment first.
const LINES: [&str; 5] = ["offer-0", "offer-1", "offer-2", "offer-3", "offer-4"];

/// Every offer's payment over the range of demand, with a dot where one overtakes another.
pub fn offers(offers: &Offers, commitment: &Commitment) -> Plot {
    let payments = || offers.offers.iter().flat_map(|offer| &offer.points).map(|(_, payment)| *payment);
    let highest = payments().fold(Usd::ZERO, Usd::max);
    // What all of them cost at least isn't drawn, so that the lines stand apart.
    let floor = payments().fold(highest, Usd::min);
    let mut sheet = Sheet::new(highest - floor);
    let demands: Vec<u64> = offers.offers.iter().take(1).flat_map(|offer| &offer.points).map(|point| point.0).collect();
    let (first, last) = (demands.first().copied().unwrap_or(0), demands.last().copied().unwrap_or(0));
    let place = |demand: u64| {
        let share = Usd::of_cents(demand.saturating_sub(first)).share_of(Usd::of_cents(last.saturating_sub(first)));
        // The right end is left to the names of the lines.
        along(share, WIDTH_POWER) * 22 / 25
    };
    sheet.path(MarkKind::Line, "yours", &[(place(10_000), 0), (place(10_000), DEPTH)]);
    for (index, (offer, class)) in offers.offers.iter().zip(LINES).enumerate() {
        let line: Vec<(u32, u32)> =
            offer.points.iter().map(|(demand, payment)| (place(*demand), sheet.y(*payment - floor))).collect();
        sheet.path(MarkKind::Line, class, &line);
        if let Some((_, y)) = line.last() {
            sheet.edge_label(class, *y, offer_name(commitment, index));
        }
    }
    for crossing in &offers.crossings {
        sheet.point("best", place(crossing.demand), sheet.y(crossing.payment - floor));
    }
    sheet.label("axis", 0, 0, highest.to_string());
    sheet.label("axis", 0, DEPTH, format!("demand {}", demand_words(first)));
    sheet.label("axis", place(last), DEPTH, demand_words(last));
    sheet.label("axis", place(10_000), DEPTH, "as it is".to_owned());
    let mut columns = vec![];
    for index in 0..offers.offers.len() {
        columns.push(Column::new(&offer_title(commitment, index), Holds::Number));
    }
    let rows = demands.iter().enumerate().step_by(5).map(|(index, demand)| Row {
        name: demand_words(*demand),
        cells: offers
            .offers
            .iter()
            .filter_map(|offer| offer.points.get(index))
            .map(|(_, payment)| payment.to_string())
            .collect(),
        ..Row::default()
    });
    Plot {
        name: "offers".to_owned(),
        title: "Payment under each offer against demand",
        caption: caption(&offers.crossings, commitment),
        note: "Left to right: demand from 40% less to 40% more. Dots: where one overtakes another. The height doesn’t begin at $0.",
        table: Table {
            caption: format!("Payment under each offer; the picture’s foot is {floor}."),
            head: "Demand",
            columns,
            rows: rows.collect(),
            ..Table::default()
        },
        marks: sheet.marks,
    }
}

/// Between offers, and where there is none of those, against no commitment.
fn caption(crossings: &[Crossing], commitment: &Commitment) -> String {
    let between =
        crossings.iter().find(|crossing| crossing.one > 0 && crossing.other > 0).or_else(|| crossings.first());
    match between {
        None => "No offer overtakes another between 40% less demand and 40% more.".to_owned(),
        Some(crossing) => {
            format!("{} from {} on.", crossing_name(commitment, crossing), demand_from(crossing.demand))
        }
    }
}

/// A bar for each clause that is worth something or less than nothing; `None` where none is.
pub fn clauses(values: &[ClauseValue]) -> Option<Plot> {
    let drawn: Vec<&ClauseValue> = values.iter().filter(|value| value.value() != Usd::ZERO).collect();
    let amounts = || drawn.iter().map(|value| value.value());
    let (highest, lowest) = (amounts().fold(Usd::ZERO, Usd::max), amounts().fold(Usd::ZERO, Usd::min));
    let place = |amount: Usd| along((amount - lowest).share_of(highest - lowest), WIDTH_POWER);
    let mut sheet = Sheet::new(highest);
    let row = DEPTH / u32::try_from(drawn.len()).ok().filter(|count| *count > 0)?;
    let zero = place(Usd::ZERO);
    for (value, index) in drawn.iter().zip(0_u32..) {
        let (top, amount) = (row * index, value.value());
        let (upper, lower) = (top + row / 2, top + row * 9 / 10);
        let class = if amount < Usd::ZERO { "overflow" } else { "served" };
        let (start, end) = (zero.min(place(amount)), zero.max(place(amount)));
        let end = end.max(start + WIDTH / 200);
        sheet.path(MarkKind::Area, class, &[(start, upper), (end, upper), (end, lower), (start, lower)]);
        sheet.label("clause", 0, upper, format!("{}: {amount}", clause_name(value.clause)));
    }
    if lowest < Usd::ZERO {
        sheet.path(MarkKind::Line, "yours", &[(zero, 0), (zero, DEPTH)]);
    }
    let worth = amounts().filter(|amount| *amount > Usd::ZERO).count();
    let least = drawn.last().filter(|value| value.value() < Usd::ZERO);
    let rows = values.iter().map(|value| Row {
        name: clause_name(value.clause).to_owned(),
        cells: vec![value.value().to_string()],
        ..Row::default()
    });
    Some(Plot {
        name: "clauses".to_owned(),
        title: "What each clause is worth",
        caption: match (worth, least) {
            (0, Some(least)) => {
                format!(
                    "No clause is worth something here, and “{}” costs more than it saves.",
                    clause_name(least.clause)
                )
            }
            (1, _) => format!("One of {} clauses is worth something here.", values.len()),
            (several, _) => format!("{several} of {} clauses are worth something here.", values.len()),
        },
        note: if least.is_some() {
            "A bar for each clause, by itself, over all years of the commitment. Left of the line: it costs more than it saves."
        } else {
            "A bar for each clause, by itself, over all years of the commitment."
        },
        table: Table {
            caption: "Without the clause less with it; each row above opens to its formula.".to_owned(),
            head: "Clause",
            columns: vec![Column::new("Worth", Holds::Number)],
            rows: rows.collect(),
            ..Table::default()
        },
        marks: sheet.marks,
    })
}
