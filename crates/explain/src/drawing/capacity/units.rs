//! What a month costs with each number of units.

use super::{bought, term_adjective};
use crate::drawing::axis::Axis;
use crate::drawing::field::Field;
use crate::drawing::readout::{Entry, Stop};
use crate::drawing::{Canvas, Chart, NARROW, Px, Swatch};
use crate::{Column, Holds, Row, Table, amounts};
use pricing::capacity::{PurchaseOutlook, Side};
use pricing::money::Usd;

/// Numbers of units that have a bar, where all of them are drawn.
const ALL_UP_TO: u64 = 6;

/// A number of units.
struct Bar {
    units: u64,
    /// What of the units' charge pays for tokens that they serve.
    in_use: Usd,
    idle: Usd,
    on_demand: Usd,
}

impl Bar {
    fn of(side: &Side, units: u64, month: Usd) -> Option<Self> {
        let cost = side.cost_with(units, month)?;
        let charge = month.times(u32::try_from(units).ok()?);
        let sizing = &side.sizing;
        let served = Usd::new(decimal(sizing.served_by(units))?);
        let most = Usd::new(decimal(u128::from(sizing.unit) * u128::from(sizing.slot_count()))?);
        let in_use = month.part(served.share_of(most)?).min(charge);
        Some(Self { units, in_use, idle: charge - in_use, on_demand: cost - charge })
    }

    fn cost(&self) -> Usd {
        self.in_use + self.idle + self.on_demand
    }

    fn name(&self) -> String {
        match self.units {
            0 => "No units".to_owned(),
            1 => "1 unit".to_owned(),
            units => format!("{units} units"),
        }
    }
}

fn decimal(parts: u128) -> Option<rust_decimal::Decimal> {
    rust_decimal::Decimal::try_from_i128_with_scale(i128::try_from(parts).ok()?, 0).ok()
}

/// Draws the cost a month by the number of units on the chosen term; `None` for a reservation, and where a price is missing.
pub fn units(outlook: &PurchaseOutlook, model: &str, width: i32) -> Option<Chart> {
    let side = outlook.sides.first().filter(|side| side.meter.is_none())?;
    let term = outlook.chosen_term()?;
    let month = outlook.unit_month(term)?;
    let best = side.best(month)?;
    let bars: Vec<Bar> =
        numbers(side, best.units).into_iter().filter_map(|units| Bar::of(side, units, month)).collect();
    let highest = bars.iter().map(Bar::cost).fold(Usd::ZERO, Usd::max);
    if highest == Usd::ZERO || bars.len() < 2 {
        return None;
    }
    let (right, is_narrow) = (Px::new(width), width < NARROW);
    let mut canvas = Canvas::default();
    let field = Field::new(Axis::of(Usd::ZERO, highest), amounts::axis, (30, 226), right);
    field.grid(&mut canvas, amounts::axis);
    let slot = field.width().over(i32::try_from(bars.len()).unwrap_or(1));
    let wide = slot.times(56).over(100);
    let mut stops = Vec::new();
    for (bar, index) in bars.iter().zip(0..) {
        let (start, center) = (field.left + slot.times(index), field.left + slot.times(index) + slot.half());
        let mut below = Usd::ZERO;
        for (amount, class) in [(bar.in_use, "f-3"), (bar.idle, "hatch"), (bar.on_demand, "f-1")] {
            if amount > Usd::ZERO {
                let (low, high) = (field.y(below), field.y(below + amount));
                let gap = if below == Usd::ZERO { Px::ZERO } else { Px::new(1) };
                canvas.rect(center - wide.half(), high, wide, (low - high - gap).max(Px::new(1)), class);
                below = below + amount;
            }
        }
        let is_best = bar.units == best.units;
        let words = if is_narrow { amounts::short(bar.cost()) } else { amounts::whole(bar.cost()) };
        let class = if is_best { "mid t-good" } else { "mid lab" };
        canvas.text(center, field.y(bar.cost()) - Px::new(8), words, class);
        let name = if is_narrow { bar.units.to_string() } else { bar.name() };
        canvas.text(center, field.foot + Px::new(18), name, if is_best { "mid lab" } else { "mid" });
        if is_best {
            canvas.text(center, field.foot + Px::new(36), "Cheapest", "mid t-good");
        }
        let entry = |class, name: &str, amount: Usd| Entry {
            class,
            name: name.to_owned(),
            value: amount.to_string(),
            at: None,
        };
        stops.push(Stop {
            across: (start, start + slot),
            down: (field.top, field.foot),
            heading: bar.name(),
            entries: vec![
                entry("f-3", "Units in use", bar.in_use),
                entry("hatch", "Units idle", bar.idle),
                entry("f-1", "On demand", bar.on_demand),
                Entry::new("Together", bar.cost().to_string()),
            ],
        });
    }
    Some(Chart {
        name: "units".to_owned(),
        title: title(outlook, side, best.units, &bars),
        subtitle: format!("{model}, a month, {}", term_adjective(term)),
        legend: vec![
            Swatch { class: "f-1", words: "On demand" },
            Swatch { class: "f-3", words: "Units in use" },
            Swatch { class: "hatch", words: "Units idle" },
        ],
        width: right,
        height: field.foot + Px::new(44),
        shapes: canvas.shapes,
        stops,
        table: table(&bars, side, best.units),
    })
}

/// The numbers of units that are drawn, from none up: all where they are few, otherwise those that matter.
fn numbers(side: &Side, best: u64) -> Vec<u64> {
    let (mean, peak) = side.sizing.mean_and_peak();
    let bought = side.sizing.units;
    let most = (best + 1).max(bought).max(3);
    if most <= ALL_UP_TO {
        return (0..=most).collect();
    }
    let most = pricing::bounds::MODEL_UNITS_MAX;
    let mut numbers = vec![0, best.saturating_sub(1), best, best + 1, bought, mean, peak];
    numbers.retain(|units| *units <= most);
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

fn title(outlook: &PurchaseOutlook, side: &Side, best: u64, bars: &[Bar]) -> String {
    let rises = bars.windows(2).all(|pair| matches!(pair, [one, other] if one.cost() < other.cost()));
    match best {
        0 if rises => "Every unit you add costs more".to_owned(),
        0 => "No units are cheapest".to_owned(),
        _ if best == side.sizing.units => {
            let (name, many) = bought(outlook);
            format!("{name} {} the cheapest number here", if many { "are" } else { "is" })
        }
        1 => "One unit is cheapest".to_owned(),
        units => format!("{units} units are cheapest"),
    }
}

fn table(bars: &[Bar], side: &Side, best: u64) -> Table {
    let (mean, peak) = side.sizing.mean_and_peak();
    let rows = bars.iter().map(|bar| {
        let marks = [
            (best, "cheapest"),
            (side.sizing.units, "yours"),
            (mean, "enough for the mean"),
            (peak, "enough for the peak"),
        ];
        let under: Vec<&str> =
            marks.into_iter().filter(|(units, _)| *units == bar.units).map(|(_, mark)| mark).collect();
        Row {
            name: bar.name(),
            under: under.join(", "),
            cells: [bar.in_use, bar.idle, bar.on_demand, bar.cost()].map(|amount| amount.to_string()).to_vec(),
            current: bar.units == side.sizing.units,
            ..Row::default()
        }
    });
    Table {
        caption: "A month".to_owned(),
        head: "Units",
        columns: ["Units in use", "Units idle", "On demand", "Together"]
            .map(|name| Column::new(name, Holds::Number))
            .to_vec(),
        rows: rows.collect(),
        ..Table::default()
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::{Bar, numbers};
    use pricing::capacity::{Side, Sizing};
    use pricing::money::Usd;

    fn side(units: u64) -> Side {
        let slots = [2_000_000, 8_000_000, 14_000_000].map(|tokens| [tokens; 8]).concat();
        let sizing = Sizing::new(slots, 192_000_000, 144_000_000, units);
        let otherwise = Some(Usd::new(Decimal::from(1_920)));
        Side { meter: None, sizing, list: otherwise, otherwise, beyond: otherwise }
    }

    #[test]
    fn a_bar_is_split_into_use_idle_and_overflow() {
        let bar = Bar::of(&side(1), 1, Usd::new(Decimal::from(720))).unwrap_or_else(|| unreachable!("all is priced"));
        // One unit serves 112 of its 144 million: 720 x 112 / 144 = 560 in use. 80 of 192 million overflow: 1,920 x 80 / 192 = 800.
        assert_eq!([bar.in_use, bar.idle, bar.on_demand].map(|it| it.to_string()), ["$560.00", "$160.00", "$800.00"]);
    }

    #[test]
    fn few_numbers_are_all_drawn_and_of_many_those_that_matter() {
        assert_eq!(numbers(&side(1), 0), [0, 1, 2, 3]);
        // Two units carry the mean, three the peak.
        assert_eq!(numbers(&side(40), 2), [0, 1, 2, 3, 40]);
    }
}
