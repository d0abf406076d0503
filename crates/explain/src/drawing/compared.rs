//! Scenarios side by side: a bar for each, from $0, with how far it lies from the first.

use super::axis::Axis;
use super::readout::{Entry, Stop};
use super::{Canvas, Chart, NARROW, Px, measure};
use crate::{Column, ComparisonWords, Holds, Row, Side, Table, amounts};
use pricing::money::Usd;

/// Draws what each costs a month; `None` where none of them has a price.
pub fn compared(of: &ComparisonWords, width: i32) -> Option<Chart> {
    let highest = of.sides.iter().filter_map(|side| side.month).max().filter(|most| *most > Usd::ZERO)?;
    let axis = Axis::of(Usd::ZERO, highest);
    let first = of.sides.first().and_then(|side| side.month);
    let right = Px::new(width);
    let is_narrow = width < NARROW;
    let widest = |texts: &mut dyn Iterator<Item = String>, size| {
        texts.map(|text| measure::width(&text, size)).fold(Px::ZERO, Px::max)
    };
    let names = widest(&mut of.sides.iter().map(name), measure::LARGE);
    let figures = widest(&mut of.sides.iter().map(figure), measure::LARGE);
    let changes = widest(&mut (0..of.sides.len()).map(|index| change(of, index)), measure::SMALL);
    // Beside the bars: names on the left, figures and differences on the right.
    let (left, length, row, bar) = if is_narrow {
        (Px::ZERO, right, Px::new(54), Px::new(20))
    } else {
        let left = (names + Px::new(16)).max(Px::new(148)).min(right.over(3));
        (left, right - left - figures - changes - Px::new(16 + 24), Px::new(42), Px::new(24))
    };
    let foot = row.times(i32::try_from(of.sides.len()).unwrap_or(0));
    let mut canvas = Canvas::default();
    axis.below(&mut canvas, left, length, (Px::ZERO, foot), if is_narrow { right - Px::new(1) } else { right });
    let mut stops = Vec::new();
    for ((index, side), place) in of.sides.iter().enumerate().zip(0..) {
        let top = row.times(place) + Px::new(if is_narrow { 26 } else { 9 });
        let base = top + Px::new(if is_narrow { -8 } else { 17 });
        if let Some(month) = side.month {
            let class = if index == 0 { "f-list" } else { "f-1" };
            canvas.rect(left, top, axis.along(month, length).max(Px::new(2)), bar, class);
        }
        let room = if is_narrow { right - figures - Px::new(16) } else { left - Px::new(12) };
        canvas.text(Px::ZERO, base, measure::fitted(&name(side), measure::LARGE, room), "name");
        let end = if is_narrow { right } else { right - changes - Px::new(24) };
        canvas.text(end, base, figure(side), "end val");
        if !is_narrow {
            canvas.text(right, base - Px::new(1), change(of, index), class_of(side.month, first, index));
        }
        let mut entries = vec![Entry::new("A month", side.month.map_or_else(|| "No price".to_owned(), amounts::cents))];
        if let Some(difference) = difference(of, index) {
            entries.push(Entry::new("Against A", amounts::change_cents(difference)));
        }
        let down = (row.times(place), row.times(place + 1));
        stops.push(Stop { across: (Px::ZERO, right), down, heading: name(side), entries });
    }
    Some(Chart {
        name: "compared".to_owned(),
        title: of.title.clone(),
        subtitle: "You pay, a month".to_owned(),
        legend: Vec::new(),
        width: right,
        height: foot + Px::new(24),
        shapes: canvas.shapes,
        stops,
        table: table(of),
    })
}

fn name(side: &Side) -> String {
    format!("{} {}", side.letter, side.name)
}

fn figure(side: &Side) -> String {
    side.month.map_or_else(|| "No price".to_owned(), amounts::whole)
}

/// How far a scenario lies from the first; `None` for the first, and where one of the two has no price.
fn difference(of: &ComparisonWords, index: usize) -> Option<Usd> {
    let first = of.sides.first()?.month?;
    Some(of.sides.get(index).filter(|_| index > 0)?.month? - first)
}

fn change(of: &ComparisonWords, index: usize) -> String {
    match difference(of, index) {
        Some(difference) => amounts::change(difference),
        None if index == 0 => "Baseline".to_owned(),
        None => String::new(),
    }
}

fn class_of(month: Option<Usd>, first: Option<Usd>, index: usize) -> &'static str {
    match month.zip(first).filter(|_| index > 0) {
        Some((month, first)) if month < first => "end t-good",
        Some((month, first)) if month > first => "end t-warn",
        _ => "end",
    }
}

fn table(of: &ComparisonWords) -> Table {
    let rows = of.sides.iter().enumerate().map(|(index, side)| Row {
        id: format!("compared-{}", side.letter),
        name: name(side),
        cells: vec![
            side.month.map_or_else(|| "No price".to_owned(), amounts::cents),
            difference(of, index).map(amounts::change_cents).unwrap_or_default(),
        ],
        ..Row::default()
    });
    Table {
        head: "Scenario",
        columns: vec![Column::new("A month", Holds::Number), Column::new("Against A", Holds::Change)],
        rows: rows.collect(),
        ..Table::default()
    }
}

#[cfg(test)]
mod tests {
    use super::compared;
    use crate::drawing::{Shape, Stop};
    use crate::{Compared, ComparisonWords, comparison};
    use exchange::presets::presets;
    use pricing::rates::RateCard;
    use pricing::scenario::Scenario;

    fn of(ids: &[&str]) -> ComparisonWords {
        let scenario = |id: &str| presets().into_iter().find(|preset| preset.id == id).map(|preset| preset.scenario);
        let scenarios: Vec<Option<Scenario>> = ids.iter().map(|id| scenario(id)).collect();
        let beside = |scenario| Compared { name: "", scenario, is_here: false, problems: Vec::new() };
        let entries: Vec<Compared<'_>> = scenarios.iter().map(|scenario| beside(scenario.as_ref())).collect();
        comparison(&entries, &presets(), &RateCard::newest())
    }

    #[test]
    fn bars_are_as_long_as_what_is_paid_and_keep_within_the_picture() {
        let words = of(&["worked-estate", "worked-estate-caching", "worked-estate-batch"]);
        for width in [294, 600, 942] {
            let chart = compared(&words, width).unwrap_or_else(|| unreachable!("they have prices"));
            let bars: Vec<i64> = chart
                .shapes
                .iter()
                .filter_map(|shape| match shape {
                    Shape::Rect { width, .. } => Some(i64::from(width.pixels())),
                    _ => None,
                })
                .collect();
            let [list, cached, batched] = bars.as_slice() else { unreachable!("{bars:?}") };
            // 14,040 and 11,232 of 16,200: within a pixel.
            assert!((cached * 16_200 - list * 14_040).abs() <= 16_200, "{bars:?}");
            assert!((batched * 16_200 - list * 11_232).abs() <= 16_200, "{bars:?}");
            assert!(bars.iter().all(|bar| *bar <= i64::from(width)), "{bars:?}");
        }
    }

    #[test]
    fn a_stop_reads_out_the_cents_and_the_difference() {
        let words = of(&["worked-estate", "worked-estate-batch", "nowhere"]);
        let chart = compared(&words, 600).unwrap_or_else(|| unreachable!("two have prices"));
        let said: Vec<String> = chart.stops.iter().map(Stop::words).collect();
        assert_eq!(
            said,
            [
                "A Worked estate. A month $16,200.00.",
                "B Worked estate, with caching and batch. A month $11,232.00, Against A −$4,968.00.",
                "C Not readable. A month No price.",
            ]
        );
        assert_eq!(chart.title, "Worked estate, with caching and batch saves 31% against Worked estate");
        assert_eq!(compared(&of(&["nowhere"]), 600), None);
    }
}
