//! Cost of a purchase against months of need.

use super::super::WIDTH;
use super::super::plot::{MarkKind, Plot, Sheet};
use super::{Priced, TERMS, month_words, pattern, priced, term_columns, term_words};
use crate::{Column, Holds, Row, Table, capitalised};
use pricing::capacity::PurchaseOutlook;
use pricing::money::Usd;

/// Months that are drawn.
const MONTHS: u32 = 24;

/// Cost against months of need.
pub(super) fn months(outlook: &PurchaseOutlook, name: &str) -> Option<Plot> {
    let monthly: Vec<Option<Usd>> = outlook.terms.iter().map(|term| outlook.month(term)).collect();
    let cost = |term: usize, need: u32| -> Option<Usd> {
        Some(monthly.get(term).copied()??.times(outlook.terms.get(term)?.billed(need)))
    };
    let cheapest = |need: u32| -> Option<usize> {
        let mut found: Option<(usize, Usd)> = None;
        for term in 0..outlook.terms.len() {
            if let Some(cost) = cost(term, need)
                && found.is_none_or(|(_, best)| cost < best)
            {
                found = Some((term, cost));
            }
        }
        found.map(|(term, _)| term)
    };
    let words = |term: usize| outlook.terms.get(term).map_or("", term_words);
    let top = (0..outlook.terms.len()).filter_map(|term| cost(term, MONTHS)).fold(Usd::ZERO, Usd::max);
    let mut sheet = Sheet::new(top);
    sheet.ends("now", "24 months");
    let x = |month: u32| WIDTH * month / MONTHS;
    for (term, class) in (0..outlook.terms.len()).zip(TERMS) {
        let mut points = Vec::new();
        for need in 1..=MONTHS {
            let Some(cost) = cost(term, need) else { continue };
            let y = sheet.y(cost);
            points.extend([(x(need - 1), y), (x(need), y)]);
        }
        let Some(&(_, end)) = points.last() else { continue };
        sheet.path(MarkKind::Line, class, &points);
        sheet.edge_label(class, end, words(term).to_owned());
    }
    let (first, last) = (cheapest(1)?, cheapest(MONTHS)?);
    // The month from which the last one stays the cheapest.
    let mut stays = MONTHS;
    while stays > 1 && cheapest(stays - 1) == Some(last) {
        stays -= 1;
    }
    let priced = priced(outlook, &monthly);
    let cheapest_words = if matches!(priced, Priced::All) { "Cheapest" } else { "Of the terms with a price, cheapest" };
    let caption = match (&priced, stays) {
        (Priced::Only(term), _) => {
            format!("Only {} has a price, so there is nothing to compare it with.", term_words(term))
        }
        (_, 1) => format!("{cheapest_words} for any length of need: {}.", words(last)),
        _ => format!("{cheapest_words} at first: {}; from {stays} months on: {}.", words(first), words(last)),
    };
    let compared = !matches!(priced, Priced::Only(_));
    let chosen = outlook.chosen_term()?;
    let row = |need: u32| {
        let cell = |term| cost(term, need).map_or_else(|| "no price".to_owned(), |cost| cost.to_string());
        let mut cells: Vec<String> = (0..outlook.terms.len()).map(cell).collect();
        if compared {
            cells.push(cheapest(need).map_or("", words).to_owned());
        }
        let owed = outlook.month(chosen).map(|month| month.times(chosen.owed(need)));
        cells.push(owed.map_or_else(String::new, |owed| owed.to_string()));
        Row { name: need.to_string(), cells, ..Row::default() }
    };
    let mut columns = term_columns(&outlook.terms);
    if compared {
        columns.push(Column::new("Cheapest", Holds::Words));
    }
    columns.push(Column::new(&format!("Owed on {}, if left then", term_words(chosen)), Holds::Number));
    Some(Plot {
        name: format!("{name}-months"),
        title: "Cost against months of need",
        caption,
        note: "A term that is begun is paid to its end.",
        marks: sheet.marks,
        table: Table {
            caption: formulas(outlook, &monthly),
            head: "Months",
            columns,
            rows: (1..=MONTHS).map(row).collect(),
            ..Table::default()
        },
    })
}

/// How the costs come about, with the numbers of one row.
fn formulas(outlook: &PurchaseOutlook, monthly: &[Option<Usd>]) -> String {
    /// No multiple of a term above a month.
    const NEED: u32 = 7;
    let mut text = "Cost of all months.".to_owned();
    let Some((term, month)) = pattern(outlook, monthly) else { return text };
    let units = outlook.sides.first().map_or(0, |side| side.sizing.units);
    if let Some(words) = month_words(outlook, units, &term.hourly) {
        text = format!("{text} {}: {words} = {month} a month.", capitalised(term_words(term)));
    }
    let (billed, owed) = (term.billed(NEED), term.owed(NEED));
    text = format!("{text} {NEED} months of need are {billed} billed: {billed} × {month} = {}.", month.times(billed));
    if owed > 0 && outlook.chosen_term() == Some(term) {
        text = format!(
            "{text} Left then, {billed} - {NEED} = {owed} months are owed: {owed} × {month} = {}.",
            month.times(owed)
        );
    }
    text
}
