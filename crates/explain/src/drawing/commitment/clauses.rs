//! What clauses of a contract are worth: a bar for each that is worth something, or costs something.

use super::super::axis::Axis;
use super::super::readout::{Entry, Stop};
use super::super::{Canvas, Chart, NARROW, Px, measure};
use crate::{Column, Holds, Row, Table, amounts, clause_name};
use pricing::commitment::ClauseValue;
use pricing::money::Usd;

/// Draws the clauses; `None` where fewer than two are worth anything.
pub fn clauses(values: &[ClauseValue], width: i32) -> Option<Chart> {
    let drawn: Vec<&ClauseValue> = values.iter().filter(|value| value.value() != Usd::ZERO).collect();
    let first = drawn.first().filter(|_| drawn.len() > 1)?;
    let (lowest, highest) = drawn
        .iter()
        .map(|value| value.value())
        .fold((Usd::ZERO, Usd::ZERO), |(low, high), amount| (low.min(amount), high.max(amount)));
    let axis = Axis::of(lowest, highest);
    let (right, is_narrow) = (Px::new(width), width < NARROW);
    let widest = |texts: &mut dyn Iterator<Item = String>| {
        texts.map(|text| measure::width(&text, measure::LARGE)).fold(Px::ZERO, Px::max)
    };
    let figure = |value: &ClauseValue| amounts::change(value.value());
    let figures = widest(&mut drawn.iter().map(|value| figure(value)));
    let (left, length, row, bar) = if is_narrow {
        (Px::ZERO, right - Px::new(8), Px::new(52), Px::new(20))
    } else {
        let left = widest(&mut drawn.iter().map(|value| clause_name(value.clause).to_owned())) + Px::new(16);
        (left, right - left - figures - Px::new(16), Px::new(40), Px::new(24))
    };
    let foot = row.times(i32::try_from(drawn.len()).unwrap_or(0));
    let mut canvas = Canvas::default();
    axis.below(&mut canvas, left, length, (Px::ZERO, foot), right);
    let mut stops = Vec::new();
    for (value, index) in drawn.iter().zip(0..) {
        let top = row.times(index) + Px::new(if is_narrow { 26 } else { 8 });
        let amount = value.value();
        let (from, to) = (axis.along(amount.min(Usd::ZERO), length), axis.along(amount.max(Usd::ZERO), length));
        let is_gain = amount > Usd::ZERO;
        canvas.rect(left + from, top, (to - from).max(Px::new(2)), bar, if is_gain { "f-save" } else { "f-cost" });
        let base = top + Px::new(if is_narrow { -8 } else { 17 });
        canvas.text(Px::ZERO, base, clause_name(value.clause), "name");
        canvas.text(right, base, figure(value), if is_gain { "end val t-good" } else { "end val t-warn" });
        stops.push(Stop {
            across: (Px::ZERO, right),
            down: (row.times(index), row.times(index + 1)),
            heading: clause_name(value.clause).to_owned(),
            entries: vec![
                Entry::new("Without it you pay", value.without.to_string()),
                Entry::new("With it", value.with.to_string()),
                Entry::new("Worth", amount.to_string()),
            ],
        });
    }
    Some(Chart {
        name: "clauses".to_owned(),
        title: format!("“{}” is worth most: {}", clause_name(first.clause), amounts::short(first.value())),
        subtitle: "What each clause saves over all years of the commitment, by itself".to_owned(),
        legend: Vec::new(),
        width: right,
        height: foot + Px::new(24),
        shapes: canvas.shapes,
        stops,
        table: table(values),
    })
}

fn table(values: &[ClauseValue]) -> Table {
    let rows = values.iter().map(|value| Row {
        name: clause_name(value.clause).to_owned(),
        cells: [value.without, value.with, value.value()].map(|amount| amount.to_string()).to_vec(),
        ..Row::default()
    });
    Table {
        caption: "All years".to_owned(),
        head: "Clause",
        columns: ["You pay without it", "With it", "Worth"].map(|name| Column::new(name, Holds::Number)).to_vec(),
        rows: rows.collect(),
        ..Table::default()
    }
}
