//! What each contract costs as AWS spend without AI grows, and where an offer begins to pay.

use super::super::axis::{Axis, round_between};
use super::super::field::{Field, Name, names};
use super::super::readout::{Entry, Stop};
use super::super::{Canvas, Chart, NARROW, Px, Shape, measure};
use crate::{Column, Holds, Row, Table, amounts};
use pricing::commitment::{Curves, Turn};
use pricing::money::Usd;

/// An offer as the chart names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// `AWS’s offer`, `Offer 2`.
    pub name: String,
    /// `$14.0M at 15%`.
    pub terms: String,
    /// Where it begins to pay as spend without AI grows; `None` where it doesn't.
    pub pays_above: Option<Turn>,
}

/// The looks of the lines, the current contract first: a line, its words, its fill, its ring.
const LINES: [[&str; 4]; 5] = [
    ["l l-1", "t-1", "f-1", "pt l-1"],
    ["l l-4", "t-4", "f-4", "pt l-4"],
    ["l l-2 dash", "t-2", "f-2", "pt l-2"],
    ["l l-3 dot", "t-3", "f-3", "pt l-3"],
    ["l l-5 dash", "t-5", "f-5", "pt l-5"],
];

/// Draws the contracts; `None` without an offer. `contract` names the terms of the current one.
pub fn offers(curves: &Curves, contract: &str, offers: &[Offered], width: i32) -> Option<Chart> {
    let (first, last) = (curves.points.first()?, curves.points.last()?);
    if offers.is_empty() || first.spend == last.spend {
        return None;
    }
    let payments =
        || curves.points.iter().flat_map(|point| core::iter::once(point.contract).chain(point.offers.iter().copied()));
    let highest = payments().fold(Usd::ZERO, Usd::max);
    let lowest = payments().fold(highest, Usd::min);
    let axis = Axis::between(lowest, highest);
    let (right, is_narrow) = (Px::new(width), width < NARROW);
    let all_names = || core::iter::once("Current contract").chain(offers.iter().map(|offer| offer.name.as_str()));
    let room = all_names().map(|name| measure::width(name, measure::SMALL)).fold(Px::ZERO, Px::max);
    let room = room.min(right.over(4));
    let end = if is_narrow { right - Px::new(4) } else { right - room - Px::new(10) };
    let mut canvas = Canvas::default();
    let field = Field::new(axis, amounts::axis, (34, if is_narrow { 250 } else { 270 }), end);
    field.grid(&mut canvas, amounts::axis);
    let x = |spend: Usd| field.left + field.width().share((spend - first.spend).share_of(last.spend - first.spend));
    let count = offers.len() + 1;
    let payment = |point: &pricing::commitment::CurvePoint, line: usize| match line.checked_sub(1) {
        None => Some(point.contract),
        Some(offer) => point.offers.get(offer).copied(),
    };
    let mut ends = Vec::new();
    // The current contract on top.
    for line in (0..count).rev() {
        let Some([class, words, ..]) = LINES.get(line) else { continue };
        let points: Vec<(Px, Px)> =
            curves.points.iter().filter_map(|point| Some((x(point.spend), field.y(payment(point, line)?)))).collect();
        if let Some((_, y)) = points.last() {
            let name = all_names().nth(line).unwrap_or_default();
            ends.push(Name { y: *y, text: measure::fitted(name, measure::SMALL, room), class: words });
        }
        canvas.shapes.push(Shape::Path { points, closed: false, class });
    }
    for (offer, [.., ring]) in offers.iter().zip(LINES.iter().skip(1)) {
        let Some(turn) = &offer.pays_above else { continue };
        let spend = curves.at(turn.demand);
        if spend < first.spend || spend > last.spend {
            continue;
        }
        let at = (x(spend), field.y(turn.payment));
        canvas.shapes.push(Shape::Circle { at, radius: Px::new(5), class: ring });
        if is_narrow {
            // The title says what it is; beside the lines there is room for the figure only.
            let text = amounts::short(spend);
            let name_ends = x(curves.here) + Px::new(18) + measure::width(&offer.name, measure::SMALL);
            let runs_into = at.0 + Px::new(2) - measure::width(&text, measure::SMALL) < name_ends;
            canvas.text(at.0 + Px::new(2), at.1 - Px::new(if runs_into { 26 } else { 12 }), text, "end lab");
            continue;
        }
        let text = format!("Pays off above {}", amounts::short(spend));
        let y = at.1 + Px::new(22);
        let wide = measure::width(&text, measure::SMALL);
        if at.0 + Px::new(10) + wide <= end {
            canvas.text(at.0 + Px::new(10), y, text, "lab");
        } else {
            canvas.text(end, y, text, "end lab");
        }
    }
    let here = x(curves.here);
    let terms = core::iter::once(contract).chain(offers.iter().map(|offer| offer.terms.as_str()));
    on_lines(&mut canvas, curves, &field, here, &mut |line| {
        Some(if is_narrow { all_names().nth(line)?.to_owned() } else { terms.clone().nth(line)?.to_owned() })
    });
    if !is_narrow {
        names(&mut canvas, field.right + Px::new(10), ends, &field);
    }
    for spend in round_between(first.spend, last.spend, if is_narrow { 4 } else { 5 }) {
        field.below(&mut canvas, x(spend), amounts::axis(spend), right);
    }
    let what = if is_narrow { "AWS spend without AI, a year" } else { "AWS spend without AI, a year, before discount" };
    field.measured(&mut canvas, what);
    field.here(&mut canvas, here, &format!("You are here: {}", amounts::short(curves.here)), right);
    let half = field.width().over(48);
    let stops = curves.points.iter().step_by(2).map(|point| {
        let place = x(point.spend);
        let entries = all_names().enumerate().filter_map(|(line, name)| {
            let amount = payment(point, line)?;
            let class = LINES.get(line).map_or("f-list", |[_, _, fill, _]| fill);
            Some(Entry { class, name: name.to_owned(), value: amount.to_string(), at: Some((place, field.y(amount))) })
        });
        Stop {
            across: (place - half, place + half),
            down: (field.top, field.foot),
            heading: format!("AWS spend {}", point.spend),
            entries: entries.collect(),
        }
    });
    let period = if curves.horizon == 1 { "in a year".to_owned() } else { format!("over {} years", curves.horizon) };
    Some(Chart {
        name: "offers".to_owned(),
        title: title(curves, offers),
        subtitle: format!("What you pay {period} under each contract, as AWS spend without AI changes"),
        legend: Vec::new(),
        width: right,
        height: field.foot + Px::new(44),
        shapes: canvas.shapes,
        stops: stops.collect(),
        table: table(curves, offers),
    })
}

/// Words above the lines where the reader is, where they don't run into each other.
fn on_lines(
    canvas: &mut Canvas,
    curves: &Curves,
    field: &Field,
    here: Px,
    words: &mut dyn FnMut(usize) -> Option<String>,
) {
    let Some(point) = curves.points.iter().find(|point| point.spend >= curves.here) else { return };
    let payments = core::iter::once(point.contract).chain(point.offers.iter().copied());
    let mut taken: Vec<Px> = Vec::new();
    for (line, (payment, [_, class, ..])) in payments.zip(LINES).enumerate() {
        let y = field.y(payment) - Px::new(8);
        let is_free = taken.iter().all(|other| (*other - y).max(y - *other) >= Px::new(16));
        if let Some(text) = words(line).filter(|_| is_free) {
            let wide = measure::width(&text, measure::SMALL);
            if here + Px::new(10) + wide <= field.right {
                canvas.text(here + Px::new(10), y, text, class);
            } else {
                canvas.text(here - Px::new(10) - wide, y, text, class);
            }
            taken.push(y);
        }
    }
}

/// `AWS’s offer pays off only above $15.6M of spend`.
fn title(curves: &Curves, offers: &[Offered]) -> String {
    let saves = |index: usize| curves.saves(index);
    // The offer with the nearest turn above the present spend says most.
    let mut later: Option<(&str, Usd)> = None;
    for offer in offers {
        if let Some(turn) = &offer.pays_above {
            let spend = curves.at(turn.demand);
            if turn.demand > 10_000 && later.is_none_or(|(_, nearest)| spend < nearest) {
                later = Some((&offer.name, spend));
            }
        }
    }
    if let Some((name, spend)) = later {
        return format!("{name} pays off only above {} of spend", amounts::short(spend));
    }
    let cheaper: Vec<&str> = offers
        .iter()
        .enumerate()
        .filter(|(index, _)| saves(*index).is_some_and(|saved| saved > Usd::ZERO))
        .map(|(_, offer)| offer.name.as_str())
        .collect();
    match cheaper.as_slice() {
        [] if offers.len() == 1 => "The offer doesn’t pay off at any level of spend shown".to_owned(),
        [] => "No offer pays off at any level of spend shown".to_owned(),
        [one] => format!("{one} costs less than your contract at your spend"),
        many => format!("{} offers cost less than your contract at your spend", many.len()),
    }
}

fn table(curves: &Curves, offers: &[Offered]) -> Table {
    let mut columns = vec![Column::new("Current contract", Holds::Number)];
    columns.extend(offers.iter().map(|offer| Column::new(&offer.name, Holds::Number)));
    let rows = curves.points.iter().step_by(6).map(|point| Row {
        name: point.spend.to_string(),
        cells: core::iter::once(point.contract).chain(point.offers.iter().copied()).map(|it| it.to_string()).collect(),
        ..Row::default()
    });
    Table {
        caption: "What you pay, less credits".to_owned(),
        head: "AWS spend without AI",
        columns,
        rows: rows.collect(),
        ..Table::default()
    }
}
