//! The load of a purchase by the hour: what its capacity serves, what overflows, what is idle.

use rust_decimal::Decimal;

use super::bought;
use crate::drawing::axis::Axis;
use crate::drawing::field::Field;
use crate::drawing::readout::{Entry, Stop};
use crate::drawing::{Canvas, Chart, NARROW, Px, Swatch, measure};
use crate::{Column, Holds, Row, Table, amounts, capitalised, count};
use pricing::capacity::{PurchaseOutlook, Side, Sizing};
use pricing::money::Usd;

/// Bars at most: the hours of a week.
const BARS: usize = 168;

/// A run of slots that is drawn as one bar. What is served of it is the sum over its slots: a quiet one can't lend its room
/// to a busy one.
struct Bar {
    slots: u64,
    /// In parts of a token, as [`Sizing`] counts them.
    offered: u128,
    served: u128,
}

impl Bar {
    fn of(slots: &[u64], sizing: &Sizing) -> Self {
        let offered: u128 = slots.iter().copied().map(u128::from).sum();
        Self {
            slots: u64::try_from(slots.len()).unwrap_or(1).max(1),
            offered: offered * u128::from(sizing.slot_count()),
            served: sizing.served_in(slots),
        }
    }
}

/// A number for the axis, which measures in dollars elsewhere.
fn number(parts: u128, minutes: u64, slots: u64) -> Usd {
    let parts = i128::try_from(parts).ok().and_then(|parts| Decimal::try_from_i128_with_scale(parts, 0).ok());
    let all = Decimal::from(minutes.max(1)) * Decimal::from(slots.max(1));
    Usd::new(parts.and_then(|parts| parts.checked_div(all)).unwrap_or_default())
}

/// `80K`.
fn axis_words(amount: Usd) -> String {
    amounts::axis(amount).replace('$', "")
}

/// `216K`.
fn short(amount: Usd) -> String {
    amounts::short(amount).replace('$', "").replace(".0", "")
}

/// Draws one side of a purchase; `None` where its load is the same all month, or nothing is offered to it.
pub fn load(outlook: &PurchaseOutlook, side: usize, model: &str, width: i32) -> Option<Chart> {
    let side = outlook.sides.get(side)?;
    let sizing = &side.sizing;
    if sizing.slots.len() < 2 || sizing.offered == 0 {
        return None;
    }
    let slots = sizing.slot_count();
    let minutes = outlook.hours.saturating_mul(60);
    let each = sizing.slots.len().div_ceil(BARS).max(1);
    let bars: Vec<Bar> = sizing.slots.chunks(each).map(|slots| Bar::of(slots, sizing)).collect();
    let capacity = number(u128::from(sizing.units) * u128::from(sizing.unit), minutes, 1);
    let level = |parts: u128, bar: &Bar| number(parts, minutes, bar.slots);
    let top = bars.iter().map(|bar| level(bar.offered, bar)).fold(capacity, Usd::max);
    let (right, is_narrow) = (Px::new(width), width < NARROW);
    let mut canvas = Canvas::default();
    let field = Field::new(Axis::of(Usd::ZERO, top), axis_words, (26, 200), right);
    field.grid(&mut canvas, axis_words);
    let many = i32::try_from(bars.len()).unwrap_or(1).max(1);
    let place = |index: i32| field.left + Px::tenths(scaled(field.width(), index, many));
    let mut stops = Vec::new();
    let mut peak: Option<(Usd, Px, u64)> = None;
    let mut slot = 0;
    for (bar, index) in bars.iter().zip(0..) {
        let (start, end) = (place(index), place(index + 1));
        let air = (end - start).over(12);
        let (x, wide) = (start + air, (end - start - air.times(2)).max(Px::new(1)));
        let (offered, served) = (level(bar.offered, bar), level(bar.served, bar));
        let (at_served, at_capacity, at_offered) = (field.y(served), field.y(capacity), field.y(offered));
        if served < capacity {
            canvas.rect(x, at_capacity, wide, at_served - at_capacity, "hatch");
        }
        if served > Usd::ZERO {
            canvas.rect(x, at_served, wide, field.foot - at_served, "f-1");
        }
        if offered > served {
            let height = (at_served - at_offered - Px::tenths(15)).max(Px::new(1));
            canvas.rect(x, at_offered, wide, height, "f-4");
        }
        if peak.is_none_or(|(most, ..)| offered > most) {
            peak = Some((offered, (start + end).half(), slot));
        }
        let entries =
            [("f-1", "Served", served), ("f-4", "Overflow", offered - served), ("hatch", "Idle", capacity - served)];
        stops.push(Stop {
            across: (start, end),
            down: (field.top, field.foot),
            heading: slot_name(slot, bar.slots, slots),
            entries: entries
                .into_iter()
                .map(|(class, name, amount)| Entry { class, name: name.to_owned(), value: short(amount), at: None })
                .collect(),
        });
        slot += bar.slots;
    }
    let at = field.y(capacity);
    canvas.line((field.left, at), (field.right, at), "l l-3");
    let (name, _) = bought(outlook);
    let words = if is_narrow { name } else { format!("{name}: {} tokens a minute", short(capacity)) };
    // At the end that is quieter: over bars that overflow it would be hard to read.
    let over = |bars: &mut dyn Iterator<Item = &Bar>| {
        bars.take(bars_under(&words, &field, many)).filter(|bar| level(bar.offered, bar) > capacity).count()
    };
    if over(&mut bars.iter().rev()) < over(&mut bars.iter()) {
        canvas.text(field.right - Px::new(4), at - Px::new(8), words, "end t-3");
    } else {
        canvas.text(field.left + Px::new(4), at - Px::new(8), words, "t-3");
    }
    if let Some((most, x, slot)) = peak.filter(|(most, ..)| *most > capacity) {
        let mut words = format!("Peak {}", short(most));
        if slots == 24 && !is_narrow {
            words = format!("{words} at {}", hour(slot));
        }
        let half = measure::width(&words, measure::SMALL).half();
        let x = x.max(field.left + half).min(right - half);
        canvas.text(x, field.y(most) - Px::new(8), words, "mid lab");
    }
    below(&mut canvas, &field, slots, is_narrow, right);
    Some(Chart {
        name: "load".to_owned(),
        title: title(outlook, side),
        subtitle: format!("{model}, {}tokens a minute, {}", of_side(side), span(slots)),
        legend: vec![
            Swatch { class: "f-1", words: "Served by the capacity" },
            Swatch { class: "f-4", words: "Overflow, on demand" },
            Swatch { class: "hatch", words: "Idle, paid anyway" },
        ],
        width: right,
        height: field.foot + Px::new(24),
        shapes: canvas.shapes,
        stops,
        table: table(&bars, sizing),
    })
}

/// How many of `many` bars a text at the end of a field stands over.
fn bars_under(text: &str, field: &Field, many: i32) -> usize {
    let wide = i64::from(measure::width(text, measure::SMALL).pixels()) + 8;
    let count = wide * i64::from(many) / i64::from(field.width().pixels().max(1)) + 1;
    usize::try_from(count).unwrap_or(1)
}

/// So many of `many` equal parts of a length, in tenths of a pixel.
fn scaled(length: Px, index: i32, many: i32) -> i32 {
    let tenths = i64::from(length.pixels()) * 10 * i64::from(index) / i64::from(many);
    i32::try_from(tenths).unwrap_or(0)
}

/// `input `, where input and output are bought apart.
fn of_side(side: &Side) -> String {
    side.meter.map_or_else(String::new, |meter| format!("{} ", meter.words()))
}

const fn span(slots: u64) -> &'static str {
    match slots {
        24 => "by hour of the day",
        168 => "by hour of the week",
        _ => "by hour of your table",
    }
}

/// `12 am`, `11 am`, `12 pm`.
fn hour(hour: u64) -> String {
    let (hour, half) = (hour % 24, if hour % 24 < 12 { "am" } else { "pm" });
    format!("{} {half}", if hour % 12 == 0 { 12 } else { hour % 12 })
}

fn below(canvas: &mut Canvas, field: &Field, slots: u64, is_narrow: bool, right: Px) {
    let at = |part: i32, of: i32| field.left + Px::tenths(scaled(field.width(), part, of));
    match slots {
        24 => {
            for part in 0..=4 {
                field.below(canvas, at(part, 4), hour(u64::try_from(part * 6).unwrap_or(0)), right);
            }
        }
        168 => {
            for day in (0..7).step_by(if is_narrow { 2 } else { 1 }) {
                field.below(canvas, at(2 * day + 1, 14), format!("Day {}", day + 1), right);
            }
        }
        _ => {
            field.below(canvas, field.left, "First hour", right);
            field.below(canvas, field.right, "Last hour", right);
        }
    }
}

/// `One unit is idle 41% of the time, and 40% of the tokens still overflow`.
fn title(outlook: &PurchaseOutlook, side: &Side) -> String {
    let sizing = &side.sizing;
    let (name, many) = bought(outlook);
    let verb = if many { "are" } else { "is" };
    let used = side.utilisation().unwrap_or_default();
    let idle = Decimal::ONE - used;
    let overflow = Usd::of_cents(side.overflow()).share_of(Usd::of_cents(sizing.offered)).unwrap_or_default();
    match (idle.is_zero(), overflow.is_zero()) {
        (true, true) => format!("{name} {verb} exactly full"),
        (true, false) => {
            format!("{name} {verb} always full, and {} of the tokens overflow", amounts::percent(overflow))
        }
        (false, true) => {
            format!(
                "{name} {} every token, and {} of the capacity is idle",
                if many { "serve" } else { "serves" },
                amounts::percent(idle)
            )
        }
        (false, false) => format!(
            "{} of the capacity is idle, and {} of the tokens still overflow",
            capitalised(&amounts::percent(idle)),
            amounts::percent(overflow)
        ),
    }
}

fn table(bars: &[Bar], sizing: &Sizing) -> Table {
    let capacity = u128::from(sizing.units) * u128::from(sizing.unit);
    let mut slot = 0;
    let mut rows = Vec::new();
    for bar in bars {
        let (offered, served) = (sizing.tokens(bar.offered), sizing.tokens(bar.served));
        let idle = sizing.tokens(capacity * u128::from(bar.slots) - bar.served.min(capacity * u128::from(bar.slots)));
        rows.push(Row {
            name: slot_name(slot, bar.slots, sizing.slot_count()),
            cells: [offered, served, offered - served.min(offered), idle].map(count).to_vec(),
            ..Row::default()
        });
        slot += bar.slots;
    }
    Table {
        caption: "Tokens a month".to_owned(),
        head: "Hours",
        columns: ["Offered", "Served", "Overflow", "Idle"].map(|name| Column::new(name, Holds::Number)).to_vec(),
        rows,
        ..Table::default()
    }
}

/// `9 am`, `Day 2, 9 am`, `Hours 1 to 5`.
fn slot_name(slot: u64, count: u64, slots: u64) -> String {
    match slots {
        24 => hour(slot),
        168 => format!("Day {}, {}", slot / 24 + 1, hour(slot)),
        _ if count == 1 => format!("Hour {}", slot + 1),
        _ => format!("Hours {} to {}", slot + 1, slot + count),
    }
}

#[cfg(test)]
mod tests {
    use super::load;
    use crate::drawing::Shape;
    use pricing::capacity::{PurchaseOutlook, Side, Sizing};

    /// Two, eight and fourteen million tokens an hour, eight hours each, against six million an hour.
    fn outlook() -> PurchaseOutlook {
        let slots = [2_000_000, 8_000_000, 14_000_000].map(|tokens| [tokens; 8]).concat();
        let sizing = Sizing::new(slots, 192_000_000, 144_000_000, 1);
        let side = Side { meter: None, sizing, list: None, otherwise: None, beyond: None };
        PurchaseOutlook { sides: vec![side], terms: Vec::new(), chosen: 0, hours: 24, average_hours: 24 }
    }

    #[test]
    fn each_hour_is_served_idle_or_overflows() {
        let chart = load(&outlook(), 0, "Sonnet", 942).unwrap_or_else(|| unreachable!("it has hours"));
        // 8 quiet hours serve 2 of 6 million: 32 of 144 are idle, 22.2%; 80 of 192 overflow, 41.7%.
        assert_eq!(chart.title, "22% of the capacity is idle, and 42% of the tokens still overflow");
        let of = |class| {
            chart.shapes.iter().filter(|shape| matches!(shape, Shape::Rect { class: it, .. } if *it == class)).count()
        };
        assert_eq!([of("f-1"), of("f-4"), of("hatch")], [24, 16, 8]);
        // 14 million an hour are 233,333 a minute, at 4 in the afternoon first.
        assert!(
            chart.shapes.iter().any(|shape| matches!(shape, Shape::Text { text, .. } if text == "Peak 233K at 4 pm"))
        );
        // The quiet hours come first, and the words stand over them.
        let words = chart.shapes.iter().find_map(|shape| match shape {
            Shape::Text { text, class, .. } if text.contains("tokens a minute") => Some(*class),
            _ => None,
        });
        assert_eq!(words, Some("t-3"));
        let first = chart.table.rows.first().map(|row| (row.name.clone(), row.cells.join(" ")));
        assert_eq!(first, Some(("12 am".to_owned(), "2,000,000 2,000,000 0 4,000,000".to_owned())));
        assert_eq!(chart.stops.len(), 24);
    }

    #[test]
    fn words_stand_at_the_quieter_end() {
        let mut outlook = outlook();
        for side in &mut outlook.sides {
            let slots = [14_000_000, 8_000_000, 2_000_000].map(|tokens| [tokens; 8]).concat();
            side.sizing = Sizing::new(slots, 192_000_000, 144_000_000, 1);
        }
        let chart = load(&outlook, 0, "Sonnet", 942).unwrap_or_else(|| unreachable!("it has hours"));
        let is_there =
            |shape: &Shape| matches!(shape, Shape::Text { text, class: "end t-3", .. } if text.contains("100K"));
        assert!(chart.shapes.iter().any(is_there));
    }

    #[test]
    fn a_load_that_is_the_same_all_month_has_no_picture() {
        let mut outlook = outlook();
        for side in &mut outlook.sides {
            side.sizing = Sizing::new(vec![192_000_000], 192_000_000, 144_000_000, 1);
        }
        assert_eq!(load(&outlook, 0, "Sonnet", 942), None);
    }
}
