//! The pictures of a purchase: break-even, load, number of units, months of need.

mod load;
mod months;
mod units;

use rust_decimal::Decimal;

use super::WIDTH;
use super::plot::{DEPTH, MarkKind, Plot, Sheet};
use crate::capacity::{PurchaseOutlook, Side, TermOutlook};
use crate::explain::{Column, Holds, Row, Table, capitalised, percent};
use crate::money::{Usd, rounded_to, shifted};

/// Utilisation rules that articles publish, as parts of the width.
const BENCHMARKS: [(u32, u32, &str); 3] = [(2_800, 4_200, "28–42%"), (5_000, 6_000, "50–60%"), (7_000, 7_040, "70%")];

/// Classes of the terms' lines.
const TERMS: [&str; 3] = ["term-0", "term-1", "term-2"];

/// The pictures of a purchase: two for each side, and what holds for all of it. Those whose prices are missing aren't there.
pub fn purchase(outlook: &PurchaseOutlook, name: &str) -> Vec<Plot> {
    let mut plots = Vec::new();
    for (index, side) in outlook.sides.iter().enumerate() {
        let name = if index == 0 { name.to_owned() } else { format!("{name}-output") };
        plots.extend(utilisation(outlook, index, side, &name));
        plots.push(load::load(outlook, side, &name));
    }
    plots.extend(units::units(outlook, name));
    plots.extend(months::months(outlook, name));
    plots
}

fn term_columns(terms: &[TermOutlook]) -> Vec<Column> {
    terms.iter().map(|term| Column::new(&capitalised(term_words(term)), Holds::Number)).collect()
}

/// `six months`; `one month` of a reservation too.
fn term_words(term: &TermOutlook) -> &'static str {
    let words = term.buying.words();
    words.strip_prefix("Reserved, ").unwrap_or(words)
}

/// Which tokens, where input and output are bought apart: `Input: `.
fn of_side(side: &Side) -> String {
    side.meter.map_or_else(String::new, |meter| format!("{}: ", capitalised(meter.words())))
}

/// What a share is of the width.
fn across(share: Decimal) -> u32 {
    let x = shifted(share, 4).map(|share| rounded_to(share, 0));
    x.and_then(|x| u32::try_from(x).ok()).unwrap_or(WIDTH).min(WIDTH)
}

/// Cost a month against utilisation.
fn utilisation(outlook: &PurchaseOutlook, index: usize, side: &Side, name: &str) -> Option<Plot> {
    let (list, otherwise) = (side.at_full(side.list?)?, side.at_full(side.otherwise?)?);
    let months: Vec<Option<Usd>> = outlook.terms.iter().map(|term| outlook.side_month(term, index)).collect();
    let top = months.iter().flatten().copied().fold(list.max(otherwise), Usd::max);
    let mut sheet = Sheet::new(top);
    for (from, to, label) in BENCHMARKS {
        sheet.path(MarkKind::Area, "benchmark", &[(from, 0), (to, 0), (to, DEPTH), (from, DEPTH)]);
        sheet.label("benchmark", u32::midpoint(from, to), DEPTH - 10, label.to_owned());
    }
    let mut columns = vec![Column::new("On demand, list", Holds::Number)];
    sheet.path(MarkKind::Line, "demand", &[(0, DEPTH), (WIDTH, sheet.y(list))]);
    sheet.label("demand", 4_500, sheet.y(list.times(45).hundredth()), "list".to_owned());
    if otherwise != list {
        columns.push(Column::new("As otherwise bought", Holds::Number));
        sheet.path(MarkKind::Line, "otherwise", &[(0, DEPTH), (WIDTH, sheet.y(otherwise))]);
        sheet.label("otherwise", 4_500, sheet.y(otherwise.times(45).hundredth()), "otherwise".to_owned());
    }
    columns.extend(term_columns(&outlook.terms));
    for ((term, month), class) in outlook.terms.iter().zip(&months).zip(TERMS) {
        let Some(month) = *month else { continue };
        let y = sheet.y(month);
        sheet.path(MarkKind::Line, class, &[(0, y), (WIDTH, y)]);
        sheet.edge_label(class, y, format!("{} {month}", term_words(term)));
        for cost in [side.list, side.otherwise.filter(|cost| Some(*cost) != side.list)] {
            let share = cost.and_then(|cost| outlook.break_even(term, index, cost));
            if let Some(share) = share.filter(|share| *share <= Decimal::ONE) {
                let x = across(share);
                sheet.point(class, x, y);
                // Words further right would meet those of the terms.
                if x < 8_500 {
                    sheet.label("break-even", x, y, percent(share));
                }
            }
        }
    }
    let mut caption = break_evens(outlook, index, side.list, "list price");
    if otherwise != list {
        caption.push(' ');
        caption.push_str(&break_evens(outlook, index, side.otherwise, "what the traffic would cost otherwise"));
    }
    let used = side.utilisation();
    // The ends make room for the mark between them.
    let x = used.map_or(WIDTH / 2, across);
    sheet.ends(if x < 2_000 { "" } else { "0%" }, if x > 7_500 { "" } else { "100%" });
    if let Some(used) = used {
        sheet.path(MarkKind::Line, "yours", &[(x, 0), (x, DEPTH)]);
        sheet.label("yours", x, DEPTH, format!("yours {}", percent(used)));
        caption = format!("{caption} This load uses {}.", percent(used));
    }
    let row = |tenth: u32| {
        let mut cells = vec![list.times(tenth).tenth().to_string()];
        if otherwise != list {
            cells.push(otherwise.times(tenth).tenth().to_string());
        }
        cells.extend(months.iter().map(|month| month.map_or_else(|| "no price".to_owned(), |month| month.to_string())));
        Row { name: format!("{tenth}0%"), cells, ..Row::default() }
    };
    Some(Plot {
        name: format!("{name}-utilisation"),
        title: "Cost a month against utilisation of the capacity",
        caption,
        note: "Bands: utilisation rules that articles publish.",
        marks: sheet.marks,
        table: Table {
            caption: "Cost a month".to_owned(),
            head: "Utilisation",
            columns,
            rows: (1..=10).map(row).collect(),
            ..Table::default()
        },
    })
}

/// `Against list price, six months breaks even at 67.9% utilisation; no commitment and one month never do.`
fn break_evens(outlook: &PurchaseOutlook, index: usize, cost: Option<Usd>, against: &str) -> String {
    let (mut reached, mut never) = (Vec::new(), Vec::new());
    for term in &outlook.terms {
        match cost.and_then(|cost| outlook.break_even(term, index, cost)) {
            Some(share) if share <= Decimal::ONE => {
                reached.push(format!("{} at {}", term_words(term), percent(share)));
            }
            Some(_) => never.push(term_words(term)),
            None => {}
        }
    }
    let mut text = format!("Against {against}, ");
    match (reached.is_empty(), never.is_empty()) {
        (true, true) => text.push_str("no price is known"),
        (true, false) => text.push_str("no term ever breaks even"),
        (false, _) => {
            text.push_str("break-even: ");
            text.push_str(&reached.join(", "));
            if !never.is_empty() {
                text.push_str("; never: ");
                text.push_str(&never.join(", "));
            }
        }
    }
    text.push('.');
    text
}
