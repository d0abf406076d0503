//! The years of a commitment: what each is made of, and what of it stays unused.

use super::super::axis::Axis;
use super::super::readout::{Entry, Stop};
use super::super::{Canvas, Chart, NARROW, Px, Swatch};
use crate::{Column, Holds, Row, Table, amounts};
use pricing::commitment::YearOutlook;
use pricing::money::Usd;

/// Draws the years; `None` where there is one only.
pub fn years(years: &[YearOutlook], width: i32) -> Option<Chart> {
    if years.len() < 2 {
        return None;
    }
    let highest = years.iter().map(|year| year.payment().max(year.deal.commitment)).fold(Usd::ZERO, Usd::max);
    if highest == Usd::ZERO {
        return None;
    }
    let axis = Axis::of(Usd::ZERO, highest);
    let (right, is_narrow) = (Px::new(width), width < NARROW);
    let (left, length, row, first) = if is_narrow {
        (Px::ZERO, right - Px::new(8), Px::new(66), Px::new(26))
    } else {
        (Px::new(64), right - Px::new(64 + 120), Px::new(62), Px::new(34))
    };
    let count = i32::try_from(years.len()).unwrap_or(0);
    let foot = first + row.times(count) - Px::new(if is_narrow { 0 } else { 12 });
    let mut canvas = Canvas::default();
    axis.below(&mut canvas, left, length, (Px::new(if is_narrow { 0 } else { 18 }), foot), right);
    let mut stops = Vec::new();
    for (year, index) in years.iter().zip(0..) {
        let top = first + row.times(index);
        let mut start = Usd::ZERO;
        for (amount, class) in [(year.usage_without, "f-list"), (year.ai_cash(), "f-1"), (year.shortfall(), "hatch")] {
            if amount > Usd::ZERO {
                let (from, to) = (axis.along(start, length), axis.along(start + amount, length));
                let gap = if start == Usd::ZERO { Px::ZERO } else { Px::new(1) };
                canvas.rect(left + from + gap, top, (to - from - gap).max(Px::new(1)), Px::new(30), class);
                start = start + amount;
            }
        }
        let at = left + axis.along(year.deal.commitment, length);
        canvas.line((at, top - Px::new(6)), (at, top + Px::new(36)), "here");
        let name = format!("Year {}", index + 1);
        let unused = year.shortfall();
        let (words, class) = if unused > Usd::ZERO {
            (format!("{} unused", amounts::short(unused)), "t-warn")
        } else {
            ("Fully used".to_owned(), "t-good")
        };
        if is_narrow {
            canvas.text(Px::ZERO, top - Px::new(10), name.clone(), "name b");
            canvas.text(right, top - Px::new(10), words, if unused > Usd::ZERO { "end t-warn" } else { "end t-good" });
        } else {
            canvas.text(Px::ZERO, top + Px::new(20), name.clone(), "name b");
            let end = left + axis.along(start.max(year.deal.commitment), length) + Px::new(8);
            canvas.text(end, top + Px::new(19), words, class);
        }
        let entry = |class, name: &str, amount: Usd| Entry { class, ..Entry::new(name, amount.to_string()) };
        let carried = (year.carried_with > Usd::ZERO)
            .then(|| Entry::new("Carried in, counts here", year.carried_with.to_string()));
        stops.push(Stop {
            across: (Px::ZERO, right),
            down: (top - Px::new(16), top + row - Px::new(16)),
            heading: name,
            entries: [
                entry("f-list", "Other AWS spend", year.usage_without),
                entry("f-1", "AI", year.ai_cash()),
                entry("hatch", "Unused", unused),
                Entry::new("Commitment", year.deal.commitment.to_string()),
            ]
            .into_iter()
            .chain(carried)
            .collect(),
        });
    }
    let same =
        years.iter().all(|year| years.first().is_some_and(|first| first.deal.commitment == year.deal.commitment));
    if let Some(year) = years.first().filter(|_| same && !is_narrow) {
        let x = left + axis.along(year.deal.commitment, length) + Px::new(4);
        canvas.text(x, Px::new(12), format!("Commitment {}", amounts::short(year.deal.commitment)), "end lab");
    }
    Some(Chart {
        name: "years".to_owned(),
        title: title(years),
        subtitle: "What you pay each year, and the commitment as a dotted line".to_owned(),
        legend: vec![
            Swatch { class: "f-list", words: "Other AWS spend" },
            Swatch { class: "f-1", words: "AI" },
            Swatch { class: "hatch", words: "Unused" },
        ],
        width: right,
        height: foot + Px::new(24),
        shapes: canvas.shapes,
        stops,
        table: table(years),
    })
}

/// `Unused commitment shrinks to $590K by year 3`.
fn title(years: &[YearOutlook]) -> String {
    let unused: Vec<Usd> = years.iter().map(YearOutlook::shortfall).collect();
    let (Some(first), Some(last)) = (unused.first().copied(), unused.last().copied()) else { return String::new() };
    if unused.iter().all(|unused| *unused == Usd::ZERO) {
        return "You use your commitment fully in every year".to_owned();
    }
    // It may come back: then it hasn't ended.
    let ended = unused.iter().rposition(|unused| *unused > Usd::ZERO).map(|year| year + 2);
    match ended.filter(|year| *year <= years.len()) {
        Some(year) => format!("From year {year} on you use your commitment fully"),
        None if last < first => {
            format!("Unused commitment shrinks to {} by year {}", amounts::short(last), years.len())
        }
        None if last > first => format!("Unused commitment grows to {} by year {}", amounts::short(last), years.len()),
        None => format!("{} of your commitment stays unused each year", amounts::short(last)),
    }
}

fn table(years: &[YearOutlook]) -> Table {
    let rows = years.iter().enumerate().map(|(index, year)| {
        let cells = [year.deal.commitment, year.usage_without, year.ai_cash(), year.shortfall(), year.payment()];
        Row {
            name: format!("Year {}", index + 1),
            cells: cells.map(|amount| amount.to_string()).to_vec(),
            ..Row::default()
        }
    });
    Table {
        caption: "A year".to_owned(),
        head: "Year",
        columns: ["Commitment", "Other AWS spend", "AI", "Unused", "You pay"]
            .map(|name| Column::new(name, Holds::Number))
            .to_vec(),
        rows: rows.collect(),
        ..Table::default()
    }
}
