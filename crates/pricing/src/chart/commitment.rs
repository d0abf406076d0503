//! The pictures of a commitment: payment against AI spend, and the years.

use super::plot::{DEPTH, MarkKind, Plot, Sheet};
use super::{WIDTH, WIDTH_POWER, along};
use crate::commitment::YearOutlook;
use crate::explain::{Column, Holds, Row, Table};
use crate::money::{Usd, rounded_to, shifted};

/// Steps along the axis of AI spend.
const STEPS: u32 = 20;

/// The pictures of a commitment.
pub fn commitment(years: &[YearOutlook]) -> Vec<Plot> {
    let mut plots = Vec::new();
    if let Some(first) = years.first() {
        plots.extend(payment(first));
        plots.push(bars(years));
    }
    plots
}

/// What a year costs against its AI spend, the mix staying as it is.
fn payment(year: &YearOutlook) -> Option<Plot> {
    let ai = year.ai_list();
    if ai == Usd::ZERO {
        return None;
    }
    let level = year.shortfall_ends_about();
    let most = ai.times(2).max(level.map_or(Usd::ZERO, |level| level.times_parts(12_500)));
    let times = most.share_of(ai)?;
    let at = |step: u32| -> Option<(Usd, Usd)> {
        let share = shifted(times, 4).map(|parts| rounded_to(parts, 0)).and_then(|parts| u64::try_from(parts).ok())?;
        let parts = share * u64::from(step) / u64::from(STEPS);
        let year = year.with_ai(parts);
        Some((year.ai_list(), year.payment()))
    };
    let points: Vec<(Usd, Usd)> = (0..=STEPS).filter_map(at).collect();
    let top = points.iter().map(|(_, payment)| *payment).fold(year.commitment, Usd::max);
    let mut sheet = Sheet::new(top);
    let x = |amount: Usd| along(amount.share_of(most), WIDTH_POWER);
    if let Some(level) = level.filter(|level| *level > Usd::ZERO) {
        let end = x(level);
        sheet.path(MarkKind::Area, "idle", &[(0, 0), (end, 0), (end, DEPTH), (0, DEPTH)]);
        sheet.label("absorbed", end / 2, 150, format!("absorbed up to {level}"));
    }
    let line: Vec<(u32, u32)> = points.iter().map(|(ai, payment)| (x(*ai), sheet.y(*payment))).collect();
    sheet.path(MarkKind::Line, "term-2", &line);
    sheet.path(MarkKind::Line, "yours", &[(x(ai), 0), (x(ai), DEPTH)]);
    sheet.point("yours", x(ai), sheet.y(year.payment()));
    sheet.label("yours", x(ai), 900, format!("yours {ai}"));
    sheet.ends("$0 of AI", &most.to_string());
    let caption = match level {
        Some(level) if level == Usd::ZERO => "No gap: every dollar of AI is paid.".to_owned(),
        Some(level) => format!("Up to {level} of AI a year only fills the gap."),
        None => "The shortfall never ends in this mix.".to_owned(),
    };
    let cells = |(ai, payment): &(Usd, Usd)| Row {
        name: ai.to_string(),
        cells: vec![payment.to_string(), (*payment - year.payment_without()).to_string()],
        ..Row::default()
    };
    Some(Plot {
        name: "commitment-payment".to_owned(),
        title: "Payment of the first year against AI spend",
        caption,
        note: "Left to right: AI spend before discounts. Shaded: what only fills the gap.",
        marks: sheet.marks,
        table: Table {
            caption: "The first year".to_owned(),
            head: "AI spend",
            columns: ["Payment", "AI adds"].map(|name| Column::new(name, Holds::Number)).to_vec(),
            rows: points.iter().map(cells).collect(),
            ..Table::default()
        },
    })
}

/// A bar a year: usage without AI, AI, shortfall; and the commitment.
fn bars(years: &[YearOutlook]) -> Plot {
    let top = years.iter().map(|year| year.payment().max(year.commitment)).fold(Usd::ZERO, Usd::max);
    let mut sheet = Sheet::new(top);
    let count = u32::try_from(years.len()).unwrap_or(1).max(1);
    let slot = WIDTH / count;
    let mut rows = Vec::new();
    for (year, index) in years.iter().zip(0_u32..) {
        let (left, right) = (slot * index + slot / 5, slot * index + slot * 4 / 5);
        let mut below = Usd::ZERO;
        for (class, amount) in [("served", year.usage_without), ("ai", year.ai_cash()), ("overflow", year.shortfall())]
        {
            let above = below + amount;
            let (low, high) = (sheet.y(below), sheet.y(above));
            sheet.path(MarkKind::Area, class, &[(left, low), (left, high), (right, high), (right, low)]);
            below = above;
        }
        let y = sheet.y(year.commitment);
        sheet.path(MarkKind::Line, "capacity", &[(slot * index + slot / 10, y), (slot * index + slot * 9 / 10, y)]);
        sheet.label("axis", slot * index + slot / 2, DEPTH, format!("year {}", index + 1));
        let figures = [year.commitment, year.usage_without, year.ai_cash(), year.shortfall(), year.payment()];
        rows.push(Row {
            name: format!("Year {}", index + 1),
            cells: figures.map(|amount| amount.to_string()).to_vec(),
            ..Row::default()
        });
    }
    let due: Usd = years.iter().map(YearOutlook::shortfall).sum();
    let added: Usd = years.iter().map(YearOutlook::incremental).sum();
    let columns = ["Commitment", "Without AI", "AI", "Shortfall", "Payment"];
    Plot {
        name: "commitment-years".to_owned(),
        title: "What each year costs, against its commitment",
        caption: format!("Over all years AI adds {added}; shortfall comes to {due}."),
        note: "From below: usage without AI (blue), AI (amber), shortfall (red). Line: the commitment.",
        marks: sheet.marks,
        table: Table {
            caption: "A year".to_owned(),
            head: "Year",
            columns: columns.map(|name| Column::new(name, Holds::Number)).to_vec(),
            rows,
            ..Table::default()
        },
    }
}
