//! What a year costs as AI spend grows, its mix staying as it is: how much AI fits into the commitment.

use super::super::axis::Axis;
use super::super::field::{Field, Name, names};
use super::super::readout::{Entry, Stop};
use super::super::{Canvas, Chart, NARROW, Px, Shape, Swatch, measure};
use crate::{Column, Holds, Row, Table, amounts};
use pricing::commitment::YearOutlook;
use pricing::money::{Usd, rounded_to, shifted};

/// Parts of the width that figures can be read out at.
const STEPS: u32 = 24;

/// What a year comes to at some AI spend.
struct Point {
    ai: Usd,
    payment: Usd,
    counts: Usd,
}

/// Draws the room for AI in a year; `None` without AI spend or without a commitment.
pub fn room(year: &YearOutlook, width: i32) -> Option<Chart> {
    let ai = year.ai_list();
    let commitment = year.deal.commitment;
    if ai == Usd::ZERO || commitment == Usd::ZERO {
        return None;
    }
    let level = year.shortfall_ends_about();
    let most = ai.times(2).max(level.unwrap_or(Usd::ZERO).times(2));
    let across = Axis::of(Usd::ZERO, most);
    let points = points(year, ai, across.last())?;
    let top = points.iter().map(|point| point.payment).fold(commitment, Usd::max);
    let (right, is_narrow) = (Px::new(width), width < NARROW);
    let mut canvas = Canvas::default();
    let field = Field::new(Axis::of(Usd::ZERO, top), amounts::axis, (30, 220), right - Px::new(8));
    field.grid(&mut canvas, amounts::axis);
    let x = |amount: Usd| field.left + across.along(amount, field.width());
    unused(&mut canvas, &points, commitment, &field, &x);
    let counts = points.iter().map(|point| (x(point.ai), field.y(point.counts)));
    canvas.shapes.push(Shape::Path { points: counts.collect(), closed: false, class: "l l-list" });
    let pays = points.iter().map(|point| (x(point.ai), field.y(point.payment)));
    canvas.shapes.push(Shape::Path { points: pays.collect(), closed: false, class: "l l-1" });
    if let Some(level) = level.filter(|level| *level > Usd::ZERO) {
        let at = points.iter().find(|point| point.ai >= level).map_or(commitment, |point| point.payment);
        let center = (x(level), field.y(at));
        canvas.shapes.push(Shape::Circle { at: center, radius: Px::new(5), class: "pt l-1" });
        let words = format!("Above {}, AI adds to your bill", amounts::short(level));
        let words = if is_narrow { format!("Above {}, AI adds cost", amounts::short(level)) } else { words };
        let (y, wide) = (center.1 + Px::new(24), measure::width(&words, measure::SMALL));
        if center.0 + Px::new(12) + wide <= right {
            canvas.text(center.0 + Px::new(12), y, words, "lab");
        } else {
            canvas.text(right, y, words, "end lab");
        }
    }
    lines(&mut canvas, &points, &field, right);
    field.across(&mut canvas, across, right);
    field.measured(&mut canvas, "AI spend a year, before discount");
    field.here(&mut canvas, x(ai), &format!("You are here: {}", amounts::short(ai)), right);
    let stops = (0..=STEPS).filter_map(|step| {
        let spend = across.last().times(step).per(rust_decimal::Decimal::from(STEPS))?;
        let point = point(year, ai, spend)?;
        let place = x(point.ai);
        let half = field.width().over(48);
        let entry = |class, name: &str, amount: Usd| Entry {
            class,
            name: name.to_owned(),
            value: amount.to_string(),
            at: Some((place, field.y(amount))),
        };
        let mut entries =
            vec![entry("f-1", "You pay", point.payment), entry("f-list", "Spend that counts", point.counts)];
        if point.counts < commitment {
            entries.push(Entry { class: "hatch", ..Entry::new("Unused", (commitment - point.counts).to_string()) });
        }
        let heading = format!("{} of AI", point.ai);
        Some(Stop { across: (place - half, place + half), down: (field.top, field.foot), heading, entries })
    });
    Some(Chart {
        name: "room".to_owned(),
        title: title(year, level, ai),
        subtitle: "What you pay in year 1 as AI spend grows".to_owned(),
        legend: if points.iter().any(|point| point.counts < commitment) {
            vec![Swatch { class: "hatch", words: "Unused commitment" }]
        } else {
            Vec::new()
        },
        width: right,
        height: field.foot + Px::new(44),
        shapes: canvas.shapes,
        stops: stops.collect(),
        table: table(&points, year, commitment),
    })
}

/// What a year comes to at an AI spend, to the ten-thousandth of the present one.
fn point(year: &YearOutlook, ai: Usd, spend: Usd) -> Option<Point> {
    let parts = shifted(spend.share_of(ai)?, 4).map(|parts| rounded_to(parts, 0))?;
    let year = year.with_ai(u64::try_from(parts).ok()?);
    Some(Point { ai: year.ai_list(), payment: year.payment(), counts: year.retired_with })
}

/// The points of the lines: evenly spaced, and where they bend.
fn points(year: &YearOutlook, ai: Usd, most: Usd) -> Option<Vec<Point>> {
    let mut spends: Vec<Usd> = (0..=STEPS * 2)
        .filter_map(|step| most.times(step).per(rust_decimal::Decimal::from(STEPS * 2)))
        .chain(year.bends().into_iter().map(|(ai, _)| ai).filter(|ai| *ai <= most))
        .collect();
    spends.sort_unstable();
    spends.into_iter().map(|spend| point(year, ai, spend)).collect()
}

/// The area between what counts and the commitment.
fn unused(canvas: &mut Canvas, points: &[Point], commitment: Usd, field: &Field, x: &dyn Fn(Usd) -> Px) {
    let short: Vec<&Point> = points.iter().take_while(|point| point.counts < commitment).collect();
    let Some(last) = short.last() else { return };
    // To where the shortfall ends, which lies within the next step.
    let end = points.get(short.len()).filter(|next| next.counts >= commitment).unwrap_or(last);
    let mut area: Vec<(Px, Px)> = short.iter().map(|point| (x(point.ai), field.y(point.counts))).collect();
    area.push((x(end.ai), field.y(end.counts.min(commitment))));
    area.push((x(end.ai), field.y(commitment)));
    area.push((field.left, field.y(commitment)));
    canvas.shapes.push(Shape::Path { points: area, closed: true, class: "hatch" });
}

/// The names of both lines, at the right end above and below them.
fn lines(canvas: &mut Canvas, points: &[Point], field: &Field, right: Px) {
    let Some(last) = points.last() else { return };
    let (pays, counts) = (field.y(last.payment) - Px::new(12), field.y(last.counts) + Px::new(16));
    let both = vec![
        Name { y: pays, text: "You pay".to_owned(), class: "end t-1" },
        Name { y: counts.max(pays + Px::new(24)), text: "Spend that counts".to_owned(), class: "end t-5" },
    ];
    names(canvas, right - Px::new(4), both, field);
}

fn title(year: &YearOutlook, level: Option<Usd>, ai: Usd) -> String {
    match level {
        Some(level) if level == Usd::ZERO => "Other spend meets the commitment, so AI adds its full cost".to_owned(),
        Some(level) if level > ai => format!("You have room for {} of AI a year", amounts::short(level)),
        Some(level) => {
            format!("AI fills the commitment at {} a year and adds to your bill above it", amounts::short(level))
        }
        None if year.marketplace() > Usd::ZERO => {
            format!("AI alone can’t close the gap: Marketplace spend counts only up to {}", amounts::short(year.cap()))
        }
        None => "AI alone can’t close the gap: it doesn’t count toward the commitment".to_owned(),
    }
}

fn table(points: &[Point], year: &YearOutlook, commitment: Usd) -> Table {
    let rows = points.iter().step_by(4).map(|point| {
        let unused = if point.counts < commitment { commitment - point.counts } else { Usd::ZERO };
        let added = point.payment - year.payment_without();
        Row {
            name: point.ai.to_string(),
            cells: [point.payment, point.counts, unused, added].map(|amount| amount.to_string()).to_vec(),
            ..Row::default()
        }
    });
    Table {
        caption: "Year 1".to_owned(),
        head: "AI spend",
        columns: ["You pay", "Spend that counts", "Unused", "Added to your bill"]
            .map(|name| Column::new(name, Holds::Number))
            .to_vec(),
        rows: rows.collect(),
        ..Table::default()
    }
}
