//! What a total is made of: a bar for each part, the largest first.

use rust_decimal::Decimal;

use super::readout::{Entry, Stop};
use super::{Canvas, Chart, NARROW, Px, measure};
use crate::{Column, Holds, Row, Table, amounts};
use pricing::money::Usd;

/// Parts that have a bar of their own; further ones are drawn together.
const PARTS: usize = 8;

/// A part of a total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub name: String,
    /// Its amount; not below zero.
    pub amount: Usd,
    /// Its fill: see [`series`](super::series).
    pub class: &'static str,
}

/// Draws the parts of a total; `None` where there is one only, or nothing.
///
/// `of` says what the total is: `the cost`.
pub fn shares(parts: Vec<Part>, subtitle: &str, of: &str, width: i32) -> Option<Chart> {
    let total: Usd = parts.iter().map(|part| part.amount).sum();
    let mut parts: Vec<Part> = parts.into_iter().filter(|part| part.amount > Usd::ZERO).collect();
    parts.sort_by_key(|part| core::cmp::Reverse(part.amount));
    if parts.len() < 2 {
        return None;
    }
    let title = title(&parts, total, of);
    let table = table(&parts, total, subtitle);
    if parts.len() > PARTS {
        let rest = parts.split_off(PARTS - 1);
        let amount = rest.iter().map(|part| part.amount).sum();
        parts.push(Part { name: format!("{} others", rest.len()), amount, class: "f-list" });
    }
    let right = Px::new(width);
    let is_narrow = width < NARROW;
    let figures = parts.iter().map(|part| measure::width(&amounts::whole(part.amount), measure::LARGE));
    let figures = figures.fold(Px::ZERO, Px::max);
    let names = parts.iter().map(|part| measure::width(&part.name, measure::LARGE)).fold(Px::ZERO, Px::max);
    let (left, end, row, height) = if is_narrow {
        (Px::ZERO, right, Px::new(48), Px::new(10))
    } else {
        let left = (names + Px::new(16)).max(Px::new(148)).min(right.over(3));
        (left, right - Px::new(40 + 16) - figures, Px::new(36), Px::new(14))
    };
    let mut canvas = Canvas::default();
    let mut stops = Vec::new();
    for (part, index) in parts.iter().zip(0..) {
        let share = part.amount.share_of(total).unwrap_or_default();
        let top = row.times(index) + if is_narrow { Px::new(26) } else { Px::new(8) };
        let base = top + if is_narrow { Px::new(-10) } else { Px::new(12) };
        canvas.rect(left, top, end - left, height, "f-track");
        canvas.rect(left, top, (end - left).share(Some(share)).max(Px::new(2)), height, part.class);
        let room = if is_narrow { right - Px::new(40 + 16) - figures } else { left - Px::new(12) };
        canvas.text(Px::ZERO, base, measure::fitted(&part.name, measure::LARGE, room), "name");
        canvas.text(right - Px::new(40), base, amounts::whole(part.amount), "end val");
        canvas.text(right, base - Px::new(1), amounts::percent_in_little(share), "end");
        stops.push(Stop {
            across: (Px::ZERO, right),
            down: (row.times(index), row.times(index + 1)),
            heading: part.name.clone(),
            entries: vec![
                Entry::new("Cost", amounts::cents(part.amount)),
                Entry::new("Share", format!("{}%", hundredths(share))),
            ],
        });
    }
    let count = i32::try_from(parts.len()).unwrap_or(0);
    Some(Chart {
        name: "shares".to_owned(),
        title,
        subtitle: subtitle.to_owned(),
        legend: Vec::new(),
        width: right,
        height: row.times(count),
        shapes: canvas.shapes,
        stops,
        table,
    })
}

/// A share in percent, to two places.
fn hundredths(share: Decimal) -> String {
    pricing::money::rounded_to(share * Decimal::ONE_HUNDRED, 2).normalize().to_string()
}

/// `Nightly summaries make up half of the cost`.
fn title(parts: &[Part], total: Usd, of: &str) -> String {
    let Some(first) = parts.first() else { return String::new() };
    let share = first.amount.share_of(total).unwrap_or_default();
    let even = parts.iter().all(|part| part.amount == first.amount);
    if even {
        return format!(
            "{} cost the same",
            if parts.len() == 2 { "Both".to_owned() } else { format!("All {}", parts.len()) }
        );
    }
    let thousandths = share * Decimal::ONE_THOUSAND;
    let within = |low: i64, high: i64| thousandths >= Decimal::from(low) && thousandths < Decimal::from(high);
    let part = if within(485, 515) {
        "about half".to_owned()
    } else if within(323, 343) {
        "about a third".to_owned()
    } else if within(657, 677) {
        "about two thirds".to_owned()
    } else {
        amounts::percent(share)
    };
    format!("{}: {part} of {of}", first.name)
}

fn table(parts: &[Part], total: Usd, subtitle: &str) -> Table {
    let rows = parts.iter().map(|part| Row {
        name: part.name.clone(),
        cells: vec![
            amounts::cents(part.amount),
            format!("{}%", hundredths(part.amount.share_of(total).unwrap_or_default())),
        ],
        ..Row::default()
    });
    Table {
        caption: subtitle.to_owned(),
        head: "Part",
        columns: vec![Column::new("Cost", Holds::Number), Column::new("Share", Holds::Number)],
        rows: rows.collect(),
        ..Table::default()
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::{Part, shares};
    use crate::drawing::{Chart, Shape, series};
    use pricing::money::Usd;

    fn drawn(amounts: &[i64], width: i32) -> Option<Chart> {
        let parts = amounts.iter().enumerate().map(|(place, amount)| Part {
            name: format!("Workload {}", place + 1),
            amount: Usd::new(Decimal::from(*amount)),
            class: series(place),
        });
        shares(parts.collect(), "Inference, a month", "the cost", width)
    }

    fn title(amounts: &[i64]) -> String {
        drawn(amounts, 646).map(|chart| chart.title).unwrap_or_default()
    }

    #[test]
    fn the_title_names_the_largest_part() {
        assert_eq!(title(&[5_356, 12_750, 7_125]), "Workload 2: 51% of the cost".replace("51%", "about half"));
        assert_eq!(title(&[70, 20, 10]), "Workload 1: 70% of the cost");
        assert_eq!(title(&[5, 5]), "Both cost the same");
        assert_eq!(drawn(&[5, 0], 646), None);
    }

    #[test]
    fn a_bar_is_its_share_of_the_track_and_keeps_its_fill() {
        let chart = drawn(&[25, 75], 294).unwrap_or_else(|| unreachable!("two parts"));
        let bars: Vec<_> = chart
            .shapes
            .iter()
            .filter_map(|shape| match shape {
                Shape::Rect { width, class, .. } => Some((width.to_string(), *class)),
                _ => None,
            })
            .collect();
        // The second workload is the larger one and comes first, in its own color.
        let expected = [("294", "f-track"), ("220.5", "f-2"), ("294", "f-track"), ("73.5", "f-1")];
        assert_eq!(bars, expected.map(|(width, class)| (width.to_owned(), class)));
    }

    #[test]
    fn many_parts_are_drawn_together_and_stay_in_the_table() {
        let chart = drawn(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], 646).unwrap_or_else(|| unreachable!("parts"));
        assert_eq!((chart.stops.len(), chart.table.rows.len()), (8, 12));
        // 1 to 5 are 15 of 78.
        let last = chart.stops.last().map(crate::drawing::Stop::words);
        assert_eq!(last.as_deref(), Some("5 others. Cost $15.00, Share 19.23%."));
    }
}
