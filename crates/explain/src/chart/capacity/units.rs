//! Cost of a purchase against its number of units.

use super::super::WIDTH;
use super::super::plot::{MarkKind, Plot, Sheet};
use super::{Priced, TERMS, month_words, pattern, priced, term_columns, term_words, units_words};
use crate::{Row, Table, count};
use pricing::capacity::{PurchaseOutlook, Side};
use pricing::money::Usd;

/// Units that are drawn at most.
const UNITS: u64 = 64;

/// Cost a month against the number of units.
pub(super) fn units(outlook: &PurchaseOutlook, name: &str) -> Option<Plot> {
    let side = outlook.sides.first().filter(|side| side.meter.is_none())?;
    let monthly: Vec<Option<Usd>> = outlook.terms.iter().map(|term| outlook.unit_month(term)).collect();
    let best: Vec<_> = monthly.iter().map(|monthly| monthly.and_then(|monthly| side.best(monthly))).collect();
    let (mean, peak) = side.sizing.mean_and_peak();
    let most = best.iter().flatten().map(|best| best.units).fold(peak.max(side.sizing.units), u64::max);
    let most = u32::try_from((most + 1).clamp(3, UNITS)).unwrap_or(3);
    let costs = |units: u32| -> Vec<Option<Usd>> {
        monthly.iter().map(|monthly| monthly.and_then(|monthly| side.cost_with(u64::from(units), monthly))).collect()
    };
    let all: Vec<Vec<Option<Usd>>> = (0..=most).map(costs).collect();
    let top = all.iter().flatten().flatten().copied().fold(Usd::ZERO, Usd::max);
    let mut sheet = Sheet::new(top);
    sheet.ends("0 units", &format!("{most} units"));
    let mut captions = Vec::new();
    for (index, ((term, best), class)) in outlook.terms.iter().zip(&best).zip(TERMS).enumerate() {
        let cost_of = |units: u32| all.get(units as usize).and_then(|costs| costs.get(index).copied().flatten());
        let x = |units: u32| WIDTH * units / most;
        let points: Vec<(u32, u32)> =
            (0..=most).filter_map(|units| Some((x(units), sheet.y(cost_of(units)?)))).collect();
        let Some(&(_, end)) = points.last() else { continue };
        sheet.path(MarkKind::Line, class, &points);
        sheet.edge_label(class, end, term_words(term).to_owned());
        let Some(best) = best else { continue };
        if let Some(units) = u32::try_from(best.units).ok().filter(|units| *units <= most) {
            sheet.point("best", x(units), sheet.y(best.cost));
        }
        captions.push(format!("{} on {} ({} a month)", units_words(best.units), term_words(term), best.cost));
    }
    if captions.is_empty() {
        return None;
    }
    let priced = priced(outlook, &monthly);
    let mut cheapest = captions.join(", ");
    if best.iter().flatten().all(|best| best.units == 0) {
        cheapest = match &priced {
            Priced::All => "no units, on any term".to_owned(),
            Priced::Several => "no units, on any term with a price".to_owned(),
            Priced::Only(term) => format!("no units on {}", term_words(term)),
        };
    }
    let others = if matches!(priced, Priced::Only(_)) { " No other term has a price." } else { "" };
    let rows = all.iter().enumerate().map(|(units, costs)| {
        let sized = |of: u64| u64::try_from(units).is_ok_and(|units| units == of);
        let marks = [(mean, "for the mean"), (peak, "for the peak"), (side.sizing.units, "yours")];
        let under: Vec<&str> = marks.into_iter().filter(|(of, _)| sized(*of)).map(|(_, mark)| mark).collect();
        let cell = |cost: &Option<Usd>| cost.map_or_else(|| "no price".to_owned(), |cost| cost.to_string());
        Row {
            name: units.to_string(),
            under: under.join(", "),
            cells: costs.iter().map(cell).collect(),
            ..Row::default()
        }
    });
    Some(Plot {
        name: format!("{name}-units"),
        title: "Cost a month against the number of units",
        caption: format!("Cheapest: {cheapest}.{others}"),
        note: "Each point: the units, and what they leave over on demand. Dots: the cheapest number.",
        marks: sheet.marks,
        table: Table {
            caption: formula(outlook, side, &monthly),
            head: "Units",
            columns: term_columns(&outlook.terms),
            rows: rows.collect(),
            ..Table::default()
        },
    })
}

/// How a cost comes about, with the numbers of the units bought.
fn formula(outlook: &PurchaseOutlook, side: &Side, monthly: &[Option<Usd>]) -> String {
    let text = "Cost a month, overflow included.";
    let sizing = &side.sizing;
    let words = pattern(outlook, monthly).and_then(|(term, month)| {
        let mut words = month_words(outlook, sizing.units, &term.hourly)?;
        let left = sizing.offered - side.served().min(sizing.offered);
        if left > 0 {
            let (left, offered) = (count(left), count(sizing.offered));
            words = format!("{words} + {left} overflow / {offered} tokens × {} otherwise", side.otherwise?);
        }
        let cost = side.cost_with(sizing.units, month)?;
        Some(format!("As a pattern, {} on {}: {words} = {cost}.", units_words(sizing.units), term_words(term)))
    });
    words.map_or_else(|| text.to_owned(), |words| format!("{text} {words}"))
}
