//! The load of a purchase, slot by slot.

use super::super::WIDTH;
use super::super::plot::{DEPTH, MarkKind, Plot, Sheet};
use super::of_side;
use crate::{Column, Holds, Row, Table, count};
use pricing::capacity::{PurchaseOutlook, Side, Sizing};
use pricing::money::{Usd, grouped};

/// Bars of a load at most: the hours of a week.
const BARS: usize = 168;

/// A run of slots that is drawn as one. What is served of it is the sum over its slots: a quiet slot can't lend its room to
/// a busy one.
struct Bar {
    slots: u64,
    /// What is offered and what is served, in parts of a token as [`Sizing`] counts them.
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

    /// What a month would be offered, if all of it were like this.
    fn level(&self) -> u128 {
        self.offered / u128::from(self.slots)
    }

    fn served_level(&self) -> u128 {
        self.served / u128::from(self.slots)
    }
}

/// The load, with what is served, what overflows and what is idle.
pub(super) fn load(outlook: &PurchaseOutlook, side: &Side, name: &str) -> Plot {
    let sizing = &side.sizing;
    let slots = sizing.slot_count();
    let each = sizing.slots.len().div_ceil(BARS).max(1);
    let bars: Vec<Bar> = sizing.slots.chunks(each).map(|slots| Bar::of(slots, sizing)).collect();
    let capacity = u128::from(sizing.units) * u128::from(sizing.unit);
    let top = bars.iter().map(Bar::level).fold(capacity, u128::max).max(1);
    let y = |level: u128| DEPTH - u32::try_from(level * u128::from(DEPTH) / top).unwrap_or(DEPTH);
    let mut sheet = Sheet::new(Usd::ZERO);
    let at = y(capacity);
    sheet.path(MarkKind::Area, "idle", &[(0, DEPTH), (0, at), (WIDTH, at), (WIDTH, DEPTH)]);
    let many = u32::try_from(bars.len()).unwrap_or(1).max(1);
    for class in ["overflow", "served"] {
        let mut points = vec![(0, DEPTH)];
        for (bar, place) in bars.iter().zip(0_u32..) {
            let y = y(if class == "served" { bar.served_level() } else { bar.level() });
            points.push((WIDTH * place / many, y));
            points.push((WIDTH * (place + 1) / many, y));
        }
        points.push((WIDTH, DEPTH));
        sheet.path(MarkKind::Area, class, &points);
    }
    sheet.path(MarkKind::Line, "capacity", &[(0, at), (WIDTH, at)]);
    sheet.ends("first hour", "last hour");
    let an_hour = capacity / u128::from(outlook.hours.max(1));
    sheet.label("axis", 0, 0, format!("dotted: capacity {} tokens an hour", grouped(&an_hour.to_string())));
    let mut rows = Vec::new();
    let mut slot = 0;
    for bar in &bars {
        let (offered, served) = (sizing.tokens(bar.offered), sizing.tokens(bar.served));
        let unused = sizing.tokens(capacity * u128::from(bar.slots) - bar.served);
        rows.push(Row {
            name: slot_name(slot, bar.slots, slots),
            cells: [offered, served, offered - served, unused].map(count).to_vec(),
            ..Row::default()
        });
        slot += bar.slots;
    }
    let served = side.served();
    let overflow = sizing.offered - served.min(sizing.offered);
    let caption = match (sizing.offered, overflow) {
        (0, _) => format!("{}Nothing is offered to it.", of_side(side)),
        (_, 0) => format!("{}All tokens are served.", of_side(side)),
        _ => format!(
            "{}{} of {} tokens are served; {} overflow to on-demand.",
            of_side(side),
            count(served),
            count(sizing.offered),
            count(overflow)
        ),
    };
    let columns = ["Offered", "Served", "Overflow", "Unused"].map(|name| Column::new(name, Holds::Number));
    Plot {
        name: format!("{name}-load"),
        title: "Tokens by hour",
        caption,
        note: "Blue: served. Red, above the capacity: overflow, on demand. Sand, below it: idle, paid for all the same.",
        marks: sheet.marks,
        table: Table {
            caption: format!(
                "Tokens a month. In each slot at most {} / {} = {} are served; the rest overflows.",
                count(sizing.units * sizing.unit),
                count(slots),
                count(sizing.units * sizing.unit / slots.max(1))
            ),
            head: "Hours",
            columns: columns.to_vec(),
            rows,
            ..Table::default()
        },
    }
}

/// `09:00`, `day 2, 09:00`, `hours 1 to 5`.
fn slot_name(hour: u64, hours: u64, slots: u64) -> String {
    match slots {
        1 => "every hour".to_owned(),
        24 => format!("{hour:02}:00"),
        168 => format!("day {}, {:02}:00", hour / 24 + 1, hour % 24),
        _ if hours == 1 => format!("hour {}", hour + 1),
        _ => format!("hours {} to {}", hour + 1, hour + hours),
    }
}

#[cfg(test)]
mod tests {
    use super::load;
    use pricing::capacity::{PurchaseOutlook, Side, Sizing};

    #[test]
    fn a_bar_of_several_slots_serves_what_its_slots_do() {
        // 8,760 slots, 53 to a bar: every other one asks for twice what a unit can do, the rest for nothing.
        let slots: Vec<u64> = [2_000, 0].into_iter().cycle().take(8_760).collect();
        let sizing = Sizing::new(slots, 8_760_000, 8_760_000, 1);
        let side = Side { meter: None, sizing, list: None, otherwise: None };
        let outlook = PurchaseOutlook { sides: Vec::new(), terms: Vec::new(), chosen: 0, hours: 730 };
        let plot = load(&outlook, &side, "purchase-1");
        assert_eq!(plot.caption, "4,380,000 of 8,760,000 tokens are served; 4,380,000 overflow to on-demand.");
        let rows = &plot.table.rows;
        let first = rows.first().map(|row| (row.name.as_str(), row.cells.join(" ")));
        // 27 busy slots and 26 quiet ones.
        assert_eq!(first, Some(("hours 1 to 53", "54,000 27,000 27,000 26,000".to_owned())));
        let served = rows.iter().filter_map(|row| row.cells.get(1)?.replace(',', "").parse::<u64>().ok());
        assert_eq!((rows.len(), served.sum::<u64>()), (166, 4_380_000));
        // Half as high as the load: 27,000 of 54,000 tokens.
        let served = plot.marks.iter().find(|mark| mark.class == "served").map(|mark| mark.text.as_str());
        assert_eq!(served.and_then(|path| path.get(..25)), Some("M0 1000L0 501L60 501L60 5"));
    }
}
