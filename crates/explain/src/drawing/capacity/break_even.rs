//! Where each term breaks even: its cost against that of the same tokens on demand, by utilization.

use rust_decimal::Decimal;

use super::{cell, looks, term_adjective, term_name};
use crate::drawing::axis::Axis;
use crate::drawing::field::{Field, Name, names};
use crate::drawing::readout::{Entry, Stop};
use crate::drawing::{Canvas, Chart, NARROW, Px, Shape, measure};
use crate::{Column, Holds, Row, Table, amounts};
use pricing::capacity::{PurchaseOutlook, Side, TermOutlook};
use pricing::money::Usd;

/// Parts of the width that figures can be read out at.
const STEPS: u32 = 20;

/// Draws one side of a purchase; `None` where a price is missing or nothing is offered.
pub fn break_even(outlook: &PurchaseOutlook, index: usize, model: &str, width: i32) -> Option<Chart> {
    let side = outlook.sides.get(index)?;
    let (list, own) = (side.at_full(side.list?)?, side.at_full(side.otherwise?)?);
    let terms: Vec<_> =
        looks(outlook).filter_map(|(term, look)| Some((term, outlook.side_month(term, index)?, look))).collect();
    if terms.is_empty() {
        return None;
    }
    let has_own = own != list;
    let top = terms.iter().map(|(_, month, _)| *month).fold(list.max(own), Usd::max);
    let (right, is_narrow) = (Px::new(width), width < NARROW);
    let named = |term: &TermOutlook, month: Usd| {
        if is_narrow { term_name(term) } else { format!("{} {}", term_name(term), amounts::whole(month)) }
    };
    let own_name = if is_narrow { "On demand" } else { "On demand, yours" };
    let widths = terms.iter().map(|(term, month, _)| measure::width(&named(term, *month), measure::SMALL));
    let room = widths.fold(measure::width(own_name, measure::SMALL), Px::max);
    let mut canvas = Canvas::default();
    let field = Field::new(Axis::of(Usd::ZERO, top), amounts::axis, (34, 250), right - room - Px::new(10));
    field.grid(&mut canvas, amounts::axis);
    let x = |share: Decimal| field.left + field.width().share(Some(share));
    let mut ends = Vec::new();
    for (term, month, (line, words, _)) in &terms {
        let y = field.y(*month);
        canvas.line((field.left, y), (field.right, y), line);
        ends.push(Name { y, text: named(term, *month), class: words });
    }
    let origin = (field.left, field.foot);
    let rising =
        |full: Usd, class| Shape::Path { points: vec![origin, (field.right, field.y(full))], closed: false, class };
    canvas.shapes.push(rising(list, if has_own { "l l-list" } else { "l l-1" }));
    if has_own {
        canvas.shapes.push(rising(own, "l l-1"));
        ends.push(Name { y: field.y(own), text: own_name.to_owned(), class: "t-1" });
        let half = Decimal::new(55, 2);
        let y = field.y(list.part(half)) - Px::new(12);
        canvas.text(x(half), y, "On demand at list", "mid t-5");
    } else {
        ends.push(Name { y: field.y(list), text: own_name.to_owned(), class: "t-1" });
    }
    for (term, month, (line, ..)) in &terms {
        for (cost, what) in [(side.otherwise.filter(|_| has_own), "against yours"), (side.list, "at list")] {
            let share = cost.and_then(|cost| outlook.break_even(term, index, cost));
            let Some(share) = share.filter(|share| *share <= Decimal::ONE) else { continue };
            let at = (x(share), field.y(*month));
            canvas.shapes.push(Shape::Circle { at, radius: Px::new(5), class: ring(line) });
            let words = if is_narrow {
                amounts::percent(share)
            } else {
                format!("Break-even {} {what}", amounts::percent(share))
            };
            canvas.text(at.0, at.1 - Px::new(12), words, "end lab");
        }
    }
    names(&mut canvas, field.right + Px::new(8), ends, &field);
    let used = side.utilisation();
    if let Some(used) = used {
        let words = format!("You are here: {}", amounts::percent(used));
        field.here(&mut canvas, x(used), &words, right);
        let at = (x(used), field.y(own.part(used)));
        canvas.shapes.push(Shape::Circle { at, radius: Px::new(5), class: "f-1 pt-f" });
    }
    for quarter in 0..=4 {
        let share = Decimal::new(quarter * 25, 2);
        field.below(&mut canvas, x(share), format!("{}%", quarter * 25), right);
    }
    field.measured(&mut canvas, if is_narrow { "Utilization" } else { "Utilization of the capacity, whole month" });
    let stops = (0..=STEPS).map(|step| {
        let share = Decimal::from(step).checked_div(Decimal::from(STEPS)).unwrap_or_default();
        let place = x(share);
        let half = field.width().over(40);
        let mut entries: Vec<Entry> = terms
            .iter()
            .map(|(term, month, (.., fill))| entry(fill, &term_name(term), *month, place, &field))
            .collect();
        entries.push(entry("f-list", "On demand at list", list.part(share), place, &field));
        if has_own {
            entries.push(entry("f-1", "On demand, yours", own.part(share), place, &field));
        }
        let heading = format!("{} utilization", amounts::percent(share));
        Stop { across: (place - half, place + half), down: (field.top, field.foot), heading, entries }
    });
    Some(Chart {
        name: "break-even".to_owned(),
        title: title(outlook, index, side),
        subtitle: format!("{model}: cost a month of the {}traffic that the capacity can serve", of_side(side)),
        legend: Vec::new(),
        width: right,
        height: field.foot + Px::new(44),
        shapes: canvas.shapes,
        stops: stops.collect(),
        table: table(outlook, index, list, own),
    })
}

/// `input `, where input and output are bought apart.
fn of_side(side: &Side) -> String {
    side.meter.map_or_else(String::new, |meter| format!("{} ", meter.words()))
}

fn entry(class: &'static str, name: &str, amount: Usd, x: Px, field: &Field) -> Entry {
    Entry { class, name: name.to_owned(), value: amount.to_string(), at: Some((x, field.y(amount))) }
}

/// The ring of a term's break-even, in the color of its line.
fn ring(line: &str) -> &'static str {
    match line {
        "l l-3" => "pt l-3",
        "l l-4 dash" => "pt l-4",
        _ => "pt l-5",
    }
}

/// The terms that can break even at some cost of the traffic, with where.
fn reached(outlook: &PurchaseOutlook, index: usize, cost: Option<Usd>) -> Vec<(&TermOutlook, Decimal)> {
    let share = |term| outlook.break_even(term, index, cost?).filter(|share| *share <= Decimal::ONE);
    outlook.terms.iter().filter_map(|term| Some((term, share(term)?))).collect()
}

fn title(outlook: &PurchaseOutlook, index: usize, side: &Side) -> String {
    let against_own = reached(outlook, index, side.otherwise);
    let against_list = reached(outlook, index, side.list);
    let (found, end) = match (against_own.is_empty(), side.otherwise == side.list) {
        (false, true) => (against_own, ""),
        (false, false) => (against_own, ", against what you pay on demand"),
        (true, _) => (against_list, ""),
    };
    let name = |term: &TermOutlook| {
        if term.months == 0 { "units without a term".to_owned() } else { format!("the {}", term_adjective(term)) }
    };
    match found.as_slice() {
        [] => "No term can break even, however busy it is".to_owned(),
        [(term, share)] => {
            format!("Only {} can break even, at {} utilization{end}", name(term), amounts::percent(*share))
        }
        many => {
            let best = many.iter().fold(None::<&(&TermOutlook, Decimal)>, |best, next| match best {
                Some(best) if best.1 <= next.1 => Some(best),
                _ => Some(next),
            });
            best.map_or_else(String::new, |(term, share)| {
                format!(
                    "{} breaks even first, at {} utilization{end}",
                    crate::capitalised(&name(term)),
                    amounts::percent(*share)
                )
            })
        }
    }
}

fn table(outlook: &PurchaseOutlook, index: usize, list: Usd, own: Usd) -> Table {
    let mut columns = vec![Column::new("On demand at list", Holds::Number)];
    if own != list {
        columns.push(Column::new("On demand, yours", Holds::Number));
    }
    columns.extend(outlook.terms.iter().map(|term| Column::new(&term_name(term), Holds::Number)));
    let rows = (1..=10_i64).map(|tenth| {
        let share = Decimal::new(tenth, 1);
        let mut cells = vec![list.part(share).to_string()];
        if own != list {
            cells.push(own.part(share).to_string());
        }
        cells.extend(outlook.terms.iter().map(|term| cell(outlook.side_month(term, index))));
        Row { name: format!("{}%", tenth * 10), cells, ..Row::default() }
    });
    Table { caption: "Cost a month".to_owned(), head: "Utilization", columns, rows: rows.collect(), ..Table::default() }
}

#[cfg(test)]
mod tests {
    use super::break_even;
    use crate::drawing::{Chart, Shape};
    use exchange::presets::presets;
    use pricing::capacity::purchase_outlook;
    use pricing::rates::RateCard;

    fn chart(width: i32) -> Option<Chart> {
        let preset = presets().into_iter().find(|preset| preset.id == "worked-estate-units")?;
        let outlook = purchase_outlook(&preset.scenario, &RateCard::newest(), 0)?;
        break_even(&outlook, 0, "Claude Sonnet 4.5", width)
    }

    #[test]
    fn the_title_names_the_term_that_can_break_even() {
        // 16,060 a month against 16,200 / 3,000 x 4,380 = 23,652 at full use: 67.9%.
        let chart = chart(942).unwrap_or_else(|| unreachable!("all is priced"));
        let words =
            |text: &str| chart.shapes.iter().any(|shape| matches!(shape, Shape::Text { text: it, .. } if it == text));
        assert!(words("Break-even 68% at list"));
        assert!(chart.title.starts_with("Only the six-month term can break even, at "), "{}", chart.title);
        assert!(words("Six months $16,060"));
        // 3,000 of 4,380 million tokens.
        assert!(words("You are here: 68%"));
    }

    #[test]
    fn words_stay_within_a_narrow_picture() {
        let chart = chart(294).unwrap_or_else(|| unreachable!("all is priced"));
        for shape in &chart.shapes {
            if let Shape::Text { x, text, class, .. } = shape {
                let width = crate::drawing::measure::width(text, 12);
                let (start, end) = if class.contains("end") {
                    (*x - width, *x)
                } else if class.contains("mid") {
                    (*x - width.half(), *x + width.half())
                } else {
                    (*x, *x + width)
                };
                assert!(
                    start >= crate::drawing::Px::new(-1) && end <= chart.width + crate::drawing::Px::new(1),
                    "{text}"
                );
            }
        }
    }
}
