//! The pictures of a commitment: payment against AI spend, and the years.

use super::plot::{DEPTH, MarkKind, Plot, Sheet};
use super::{WIDTH, WIDTH_POWER, along};
use crate::{Column, Holds, Row, Table, adds_to};
use pricing::commitment::YearOutlook;
use pricing::money::{Usd, rounded_to, shifted};

/// Steps along the axis of AI spend.
const STEPS: u32 = 20;

/// Height of a row of words, with air around it.
const ROW: u32 = 85;

/// Air between words and a line.
const AIR: u32 = 25;

/// How wide a row of words is at most: on a narrow screen nearly half of the picture.
const REACH: u32 = 4_500;

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
    let mut points: Vec<(Usd, Usd)> = (0..=STEPS).filter_map(at).collect();
    // Between its bends the line is straight: without them it would cut the corners.
    for bend in year.bends().into_iter().filter(|(ai, _)| *ai <= most) {
        points.retain(|(ai, _)| *ai != bend.0);
        let place = points.partition_point(|(ai, _)| *ai < bend.0);
        points.insert(place, bend);
    }
    let top = points.iter().map(|(_, payment)| *payment).fold(year.deal.commitment, Usd::max);
    let mut sheet = Sheet::new(top);
    let x = |amount: Usd| along(amount.share_of(most), WIDTH_POWER);
    if let Some(level) = level.filter(|level| *level > Usd::ZERO) {
        let end = x(level);
        sheet.path(MarkKind::Area, "idle", &[(0, 0), (end, 0), (end, DEPTH), (0, DEPTH)]);
    }
    let line: Vec<(u32, u32)> = points.iter().map(|(ai, payment)| (x(*ai), sheet.y(*payment))).collect();
    sheet.path(MarkKind::Line, "term-2", &line);
    sheet.path(MarkKind::Line, "yours", &[(x(ai), 0), (x(ai), DEPTH)]);
    sheet.point("yours", x(ai), sheet.y(year.payment()));
    let yours = clear_of(&line, x(ai), 2, (2 * ROW..DEPTH).rev(), None);
    // In two rows, so that they keep within a narrow picture.
    sheet.label("yours", x(ai), yours - ROW, format!("your {ai}:"));
    sheet.label("yours", x(ai), yours, format!("{} paid", year.payment()));
    if let Some(level) = level.filter(|level| *level > Usd::ZERO) {
        let place = clear_of(&line, 0, 1, ROW..DEPTH, Some(yours));
        sheet.label("absorbed", 0, place, format!("gap ends at {level}"));
    }
    sheet.ends("$0 of AI", &most.to_string());
    let added = |point: &(Usd, Usd)| point.1 - year.payment_without();
    let caption = match level {
        Some(level) if level == Usd::ZERO => "No gap: AI adds all that it costs.".to_owned(),
        // Where it counts in part it adds something all along, where it counts before the discount it lowers the payment.
        Some(level) if !points.iter().any(|point| point.0 <= level && added(point) != Usd::ZERO) => {
            format!("Up to {level} of AI a year only fills the gap.")
        }
        Some(level) => {
            let adds = points.iter().find(|point| point.0 == level).map_or(Usd::ZERO, added);
            format!("The shortfall ends at {level} of AI a year, which {}.", adds_to(adds, "the payment"))
        }
        None => "The shortfall never ends in this mix.".to_owned(),
    };
    let cells = |point: &(Usd, Usd)| Row {
        name: point.0.to_string(),
        cells: vec![point.1.to_string(), added(point).to_string()],
        ..Row::default()
    };
    Some(Plot {
        name: "commitment-payment".to_owned(),
        title: "Payment of the first year against AI spend",
        caption,
        note: "Left to right: AI spend before discounts. Shaded: up to where the shortfall ends.",
        marks: sheet.marks,
        table: Table {
            caption: "The first year".to_owned(),
            head: "AI spend",
            columns: ["Payment", "Change by AI"].map(|name| Column::new(name, Holds::Number)).to_vec(),
            rows: points.iter().map(cells).collect(),
            ..Table::default()
        },
    })
}

/// The first of some places for the foot of `rows` rows of words at `x` that is clear of the line, and of two other rows; the
/// first of all where none is.
fn clear_of(
    line: &[(u32, u32)],
    x: u32,
    rows: u32,
    places: impl Iterator<Item = u32> + Clone,
    taken: Option<u32>,
) -> u32 {
    // Words begin at their place at the left edge, end there at the right one, and are around it else.
    let (left, right) = match x {
        ..2_500 => (x, x + REACH),
        7_500.. => (x.saturating_sub(REACH), x),
        _ => (x.saturating_sub(REACH / 2), x + REACH / 2),
    };
    let beside = line.windows(2).filter_map(|piece| match piece {
        [from, to] if from.0 <= right && to.0 >= left => Some((from.1.min(to.1), from.1.max(to.1))),
        _ => None,
    });
    let meets = |place: u32, top: u32, foot: u32| top < place + AIR && foot + AIR > place - (ROW * rows).min(place);
    let is_clear = |place: &u32| {
        !beside.clone().any(|(top, foot)| meets(*place, top, foot))
            && taken.is_none_or(|other| !meets(*place, other.saturating_sub(2 * ROW), other))
    };
    let first = places.clone().next().unwrap_or(DEPTH);
    places.step_by(5).find(is_clear).unwrap_or(first)
}

/// A bar a year: usage without AI, AI, shortfall; and the commitment.
fn bars(years: &[YearOutlook]) -> Plot {
    let top = years.iter().map(|year| year.payment().max(year.deal.commitment)).fold(Usd::ZERO, Usd::max);
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
        let y = sheet.y(year.deal.commitment);
        sheet.path(MarkKind::Line, "capacity", &[(slot * index + slot / 10, y), (slot * index + slot * 9 / 10, y)]);
        sheet.label("axis", slot * index + slot / 2, DEPTH, format!("year {}", index + 1));
        let figures = [year.deal.commitment, year.usage_without, year.ai_cash(), year.shortfall(), year.payment()];
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
        caption: format!("Over all years AI {}; shortfall comes to {due}.", adds_to(added, "what is paid")),
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

#[cfg(test)]
mod tests {
    use super::{ROW, clear_of, commitment};
    use crate::chart::plot::{DEPTH, MarkKind};
    use exchange::presets::presets;
    use pricing::commitment::years;
    use pricing::price::price;
    use pricing::rates::RateCard;

    #[test]
    fn words_stand_clear_of_the_payment() {
        let yours = |line: &[(u32, u32)], x| clear_of(line, x, 2, (2 * ROW..DEPTH).rev(), None);
        // Flat at the top: at the foot. Flat at the foot: above it.
        assert_eq!(yours(&[(0, 40), (10_000, 40)], 5_000), 999);
        assert_eq!(yours(&[(0, 980), (10_000, 980)], 5_000), 954);
        // Rising from the foot: below it at the right, above it at the left.
        let rising: Vec<(u32, u32)> = (0..=20).map(|step| (500 * step, 1_000 - 50 * step)).collect();
        assert_eq!(yours(&rising, 8_000), 999);
        assert!(yours(&rising, 1_000) < 675);
        // Beside other words.
        let absorbed = clear_of(&[(0, 20), (10_000, 20)], 0, 1, ROW..DEPTH, Some(999));
        assert!((130..140).contains(&absorbed), "{absorbed}");
    }

    #[test]
    fn the_payment_is_named_with_its_amounts() {
        let card = RateCard::newest();
        let gap = presets().into_iter().find(|preset| preset.id == "edp-gap-full");
        let years = gap.and_then(|preset| {
            let report = price(&preset.scenario, &card).ok()?;
            years(preset.scenario.commitment.as_ref()?, &report, &card)
        });
        let plots = commitment(&years.unwrap_or_default());
        let marks = plots.first().map(|plot| plot.marks.clone()).unwrap_or_default();
        let labels = marks.iter().filter(|mark| mark.kind == MarkKind::Label);
        let labels: Vec<&str> = labels.map(|mark| mark.text.as_str()).collect();
        assert_eq!(
            labels,
            ["your $1,500,000.00:", "$20,000,000.00 paid", "gap ends at $3,000,000.00", "$0 of AI", "$3,750,000.00"]
        );
    }
}
