//! The pictures of what is weighed before a commitment is signed: offers over demand, and what clauses are worth.

use super::plot::{DEPTH, MarkKind, Plot, Sheet};
use super::{WIDTH, WIDTH_POWER, along};
use crate::commitment::{ClauseValue, Crossing, Offers};
use crate::explain::{Column, Holds, Row, Table, capitalised, clause_name, demand_words, offer_name};
use crate::money::Usd;

/// A class for each offer's line, no commitment first.
const LINES: [&str; 5] = ["offer-0", "offer-1", "offer-2", "offer-3", "offer-4"];

/// Every offer's payment over the range of demand, with a dot where one overtakes another.
pub fn offers(offers: &Offers) -> Plot {
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
            sheet.edge_label(class, *y, offer_name(index));
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
        columns.push(Column::new(&capitalised(&offer_name(index)), Holds::Number));
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
        caption: caption(&offers.crossings),
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
fn caption(crossings: &[Crossing]) -> String {
    let between =
        crossings.iter().find(|crossing| crossing.one > 0 && crossing.other > 0).or_else(|| crossings.first());
    match between {
        None => "No offer overtakes another between 40% less demand and 40% more.".to_owned(),
        Some(crossing) => format!(
            "{} costs less than {} from a demand of {}.",
            capitalised(&offer_name(crossing.one)),
            offer_name(crossing.other),
            demand_words(crossing.demand)
        ),
    }
}

/// A bar for each clause that is worth something; `None` where none is.
pub fn clauses(values: &[ClauseValue]) -> Option<Plot> {
    let worth: Vec<&ClauseValue> = values.iter().filter(|value| value.value() > Usd::ZERO).collect();
    let highest = worth.first()?.value();
    let mut sheet = Sheet::new(highest);
    let row = DEPTH / u32::try_from(worth.len()).unwrap_or(1).max(1);
    for (value, index) in worth.iter().zip(0_u32..) {
        let (top, end) = (row * index, along(value.value().share_of(highest), WIDTH_POWER));
        let (upper, lower) = (top + row / 2, top + row * 9 / 10);
        let end = end.max(WIDTH / 200);
        sheet.path(MarkKind::Area, "served", &[(0, upper), (end, upper), (end, lower), (0, lower)]);
        sheet.label("clause", 0, upper, format!("{}: {}", clause_name(value.clause), value.value()));
    }
    let rows = values.iter().map(|value| Row {
        name: clause_name(value.clause).to_owned(),
        cells: vec![value.value().to_string()],
        ..Row::default()
    });
    Some(Plot {
        name: "clauses".to_owned(),
        title: "What each clause is worth",
        caption: format!("{} of {} clauses are worth something here.", worth.len(), values.len()),
        note: "A bar for each clause, by itself, over all years of the commitment.",
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
