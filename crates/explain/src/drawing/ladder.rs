//! From list price to what is paid: a bar for each lever.

use rust_decimal::Decimal;

use super::axis::Axis;
use super::readout::{Entry, Stop};
use super::{Canvas, Chart, NARROW, Px, measure};
use crate::{Column, Holds, Row, Table, amounts};
use pricing::ladder::{Ladder, Lever};
use pricing::money::Usd;
use pricing::report::Report;
use pricing::scenario::{Scenario, ServiceTier};

/// Which period a figure is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Period {
    /// A month.
    #[default]
    Month,
    /// A year.
    Year,
}

impl Period {
    /// `a month`, `a year`.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Month => "a month",
            Self::Year => "a year",
        }
    }

    /// The ladder of the period; `None` where a rung of it has no price.
    pub fn ladder(self, report: &Report) -> Option<&Ladder> {
        match self {
            Self::Month => report.ladder.as_ref().ok(),
            Self::Year => report.year_ladder.as_ref().ok(),
        }
    }
}

/// What a lever is called where it names a bar: `Prompt caching`.
pub fn lever_words(lever: Lever, scenario: &Scenario) -> &'static str {
    match lever {
        Lever::List => "List price",
        Lever::Routing => "Routing",
        Lever::Trim => "Shorter answers",
        Lever::Caching => "Prompt caching",
        Lever::Batch => "Batch",
        Lever::Tier => match tier(scenario) {
            Some(ServiceTier::Flex) => "Flex tier",
            Some(ServiceTier::Priority) => "Priority tier",
            Some(ServiceTier::LatencyOptimised) => "Latency-optimized",
            _ => "Service tiers",
        },
        Lever::Capacity => "Capacity",
        Lever::Prices => "Your prices",
        Lever::Services => "Services",
        Lever::Negotiated => "Negotiated rate",
        Lever::Discount => "Commitment discount",
        Lever::Absorption => "Covered by commitment",
    }
}

/// The one tier beside Standard that is used; `None` for none or several.
fn tier(scenario: &Scenario) -> Option<ServiceTier> {
    let mut tiers =
        scenario.workloads.iter().map(|workload| workload.tier).filter(|tier| *tier != ServiceTier::Standard);
    let first = tiers.next()?;
    tiers.all(|other| other == first).then_some(first)
}

/// A bar, before it is drawn.
struct Bar {
    name: &'static str,
    /// The total, or the change.
    amount: Usd,
    from: Usd,
    to: Usd,
    is_total: bool,
    class: &'static str,
}

/// Draws the ladder of this period; `None` where no lever changes anything.
pub fn ladder(of: &Ladder, scenario: &Scenario, period: Period, width: i32) -> Option<Chart> {
    if of.steps.is_empty() || of.list == Usd::ZERO {
        return None;
    }
    let bars = bars(of, scenario);
    let (lowest, highest) = bars
        .iter()
        .flat_map(|bar| [bar.from, bar.to])
        .fold((Usd::ZERO, Usd::ZERO), |(low, high), amount| (low.min(amount), high.max(amount)));
    let axis = Axis::of(lowest, highest);
    let list = of.list;
    let mut canvas = Canvas::default();
    let mut stops = Vec::new();
    let right = Px::new(width);
    let is_narrow = width < NARROW;
    let widest = |texts: &mut dyn Iterator<Item = String>, size| {
        texts.map(|text| measure::width(&text, size)).fold(Px::ZERO, Px::max)
    };
    let names = widest(&mut bars.iter().map(|bar| bar.name.to_owned()), measure::LARGE);
    let figures = widest(&mut bars.iter().map(figure), measure::LARGE);
    // Beside the bars: names on the left, figures and shares on the right.
    let (left, length, row, bar_height) = if is_narrow {
        (Px::ZERO, right, Px::new(52), Px::new(20))
    } else {
        let left = (names + Px::new(16)).max(Px::new(148));
        (left, right - left - figures - Px::new(44 + 16), Px::new(40), Px::new(24))
    };
    let count = i32::try_from(bars.len()).unwrap_or(0);
    let foot = row.times(count);
    axis.below(&mut canvas, left, length, (Px::ZERO, foot), if is_narrow { right - Px::new(1) } else { right });
    for (bar, index) in bars.iter().zip(0..) {
        let top = row.times(index) + if is_narrow { Px::new(26) } else { Px::new(8) };
        let (start, end) = (axis.along(bar.from.min(bar.to), length), axis.along(bar.from.max(bar.to), length));
        canvas.rect(left + start, top, (end - start).max(Px::new(2)), bar_height, bar.class);
        let base = top + if is_narrow { Px::new(-8) } else { Px::new(17) };
        canvas.text(Px::ZERO, base, bar.name, if bar.is_total { "name b" } else { "name" });
        let class = match (bar.is_total, bar.amount < Usd::ZERO) {
            (true, _) => "end val",
            (false, true) => "end val t-good",
            (false, false) => "end val t-warn",
        };
        canvas.text(if is_narrow { right } else { right - Px::new(44) }, base, figure(bar), class);
        let share = bar.amount.share_of(list).unwrap_or_default();
        if !is_narrow {
            canvas.text(right, base - Px::new(1), amounts::percent_in_little(share), "end");
        }
        if index + 1 < count {
            let x = left + axis.along(bar.to, length);
            canvas.line((x, top + bar_height), (x, top + row), "join");
        }
        let exact = if bar.is_total { amounts::cents(bar.amount) } else { amounts::change_cents(bar.amount) };
        let mut entries = vec![Entry::new(if bar.is_total { "Cost" } else { "Change" }, exact)];
        if !bar.is_total {
            entries.push(Entry::new("After it", amounts::cents(bar.to)));
        }
        entries.push(Entry::new("Of list price", amounts::percent(share)));
        let down = (row.times(index), row.times(index + 1));
        stops.push(Stop { across: (Px::ZERO, right), down, heading: bar.name.to_owned(), entries });
    }
    Some(Chart {
        name: "ladder".to_owned(),
        title: title(of, scenario),
        subtitle: format!(
            "{}, {}{}",
            if of.change(Lever::Services) == Usd::ZERO { "Inference" } else { "Inference and services" },
            period.words(),
            if scenario.commitment.is_some() { ", before your commitment discount" } else { "" }
        ),
        legend: Vec::new(),
        width: right,
        height: foot + Px::new(24),
        shapes: canvas.shapes,
        stops,
        table: table(&bars, period),
    })
}

fn bars(of: &Ladder, scenario: &Scenario) -> Vec<Bar> {
    let list = of.list;
    let total = |name, amount, class| Bar { name, amount, from: Usd::ZERO, to: amount, is_total: true, class };
    let mut bars = vec![total(lever_words(Lever::List, scenario), list, "f-list")];
    let mut level = list;
    for step in &of.steps {
        let amount = step.change;
        let class = if amount < Usd::ZERO { "f-save" } else { "f-cost" };
        let name = lever_words(step.lever, scenario);
        bars.push(Bar { name, amount, from: level, to: level + amount, is_total: false, class });
        level = level + amount;
    }
    bars.push(total("You pay", level, "f-pay"));
    bars
}

fn figure(bar: &Bar) -> String {
    if bar.is_total { amounts::whole(bar.amount) } else { amounts::change(bar.amount) }
}

fn table(bars: &[Bar], period: Period) -> Table {
    let rows = bars.iter().map(|bar| Row {
        name: bar.name.to_owned(),
        cells: vec![
            if bar.is_total { String::new() } else { amounts::change_cents(bar.amount) },
            amounts::cents(bar.to),
        ],
        ..Row::default()
    });
    Table {
        head: "Step",
        columns: vec![
            Column::new(&format!("Change {}", period.words()), Holds::Number),
            Column::new(&format!("Cost {}", period.words()), Holds::Number),
        ],
        rows: rows.collect(),
        ..Table::default()
    }
}

/// `Caching and batch cut 41% off list price`, and after it what services add.
fn title(of: &Ladder, scenario: &Scenario) -> String {
    let share = |change: Usd| amounts::percent(change.share_of(of.list).unwrap_or(Decimal::ZERO));
    let services = of.change(Lever::Services);
    match of.levers().next() {
        _ if services == Usd::ZERO => title_of_levers(of, scenario),
        None => format!("Services add {} to list price", share(services)),
        Some(_) => format!("{}; services add {}", title_of_levers(of, scenario), share(services)),
    }
}

fn title_of_levers(of: &Ladder, scenario: &Scenario) -> String {
    let change = of.inference() - of.list;
    let share = amounts::percent(change.share_of(of.list).unwrap_or(Decimal::ZERO));
    let named = |saving: bool| -> Vec<String> {
        let steps = of.levers().filter(|step| (step.change < Usd::ZERO) == saving);
        steps.map(|step| title_words(step.lever, scenario)).collect()
    };
    let (savings, additions) = (named(true), named(false));
    let is_one = |levers: &[String]| levers.len() == 1 && levers.first().is_some_and(|lever| !lever.ends_with('s'));
    match (savings.is_empty(), additions.is_empty()) {
        (_, true) => {
            format!("{} {} {share} off list price", joined(&savings), if is_one(&savings) { "cuts" } else { "cut" })
        }
        (true, _) => {
            format!("{} {} {share} to list price", joined(&additions), if is_one(&additions) { "adds" } else { "add" })
        }
        _ if change < Usd::ZERO => format!("You pay {share} less than list price"),
        _ if change > Usd::ZERO => format!("You pay {share} more than list price"),
        _ => "You end up at list price: savings and extra costs cancel out".to_owned(),
    }
}

/// A lever in a sentence.
fn title_words(lever: Lever, scenario: &Scenario) -> String {
    match lever {
        Lever::Caching => "caching".to_owned(),
        Lever::Tier => match tier(scenario) {
            Some(ServiceTier::Flex) => "the Flex tier".to_owned(),
            Some(ServiceTier::Priority) => "the Priority tier".to_owned(),
            Some(ServiceTier::LatencyOptimised) => "latency-optimized inference".to_owned(),
            _ => "service tiers".to_owned(),
        },
        other => lever_words(other, scenario).to_ascii_lowercase(),
    }
}

/// `Caching, batch and routing`; more than three are counted.
fn joined(levers: &[String]) -> String {
    let text = match levers {
        [_, _, _, _, ..] => format!("{} levers", levers.len()),
        few => crate::words::in_a_row(few),
    };
    crate::capitalised(&text)
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::{Period, ladder};
    use crate::drawing::{Chart, Px, Shape};
    use exchange::presets::default_scenario;
    use pricing::ladder::{Ladder, Lever, Step};
    use pricing::money::Usd;

    fn dollars(amount: i64) -> Usd {
        Usd::new(Decimal::from(amount))
    }

    fn drawn(list: i64, steps: &[(Lever, i64)], width: i32) -> Option<Chart> {
        let steps = steps.iter().map(|&(lever, change)| Step { lever, change: dollars(change) }).collect();
        ladder(&Ladder { list: dollars(list), steps }, &default_scenario(), Period::Month, width)
    }

    fn title(list: i64, steps: &[(Lever, i64)]) -> String {
        drawn(list, steps, 942).map(|chart| chart.title).unwrap_or_default()
    }

    fn bars(chart: &Chart) -> Vec<[String; 3]> {
        let bars = chart.shapes.iter().filter_map(|shape| match shape {
            Shape::Rect { x, width, y, .. } => Some([x.to_string(), width.to_string(), y.to_string()]),
            _ => None,
        });
        bars.collect()
    }

    #[test]
    fn the_title_is_the_conclusion() {
        assert_eq!(
            title(43_055, &[(Lever::Caching, -5_074), (Lever::Batch, -12_750)]),
            "Caching and batch cut 41% off list price"
        );
        assert_eq!(title(100, &[(Lever::Caching, -12)]), "Caching cuts 12% off list price");
        assert_eq!(title(100, &[(Lever::Trim, -12)]), "Shorter answers cut 12% off list price");
        assert_eq!(title(100, &[(Lever::Prices, 12)]), "Your prices add 12% to list price");
        assert_eq!(title(100, &[(Lever::Caching, -30), (Lever::Tier, 10)]), "You pay 20% less than list price");
        assert_eq!(title(100, &[(Lever::Caching, -10), (Lever::Tier, 30)]), "You pay 20% more than list price");
        assert_eq!(title(100, &[(Lever::Services, 40)]), "Services add 40% to list price");
        assert_eq!(
            title(100, &[(Lever::Caching, -12), (Lever::Services, 40)]),
            "Caching cuts 12% off list price; services add 40%"
        );
        assert_eq!(drawn(100, &[], 942), None);
    }

    #[test]
    fn bars_stand_on_each_other_and_on_the_axis() {
        // 45,000 is the end of the axis; between names (148) and figures it is 942 - 148 - (figures + 60) long.
        let chart = drawn(45_000, &[(Lever::Caching, -15_000), (Lever::Batch, -15_000)], 942);
        let chart = chart.unwrap_or_else(|| unreachable!("a ladder with steps"));
        let grid: Vec<Px> = chart
            .shapes
            .iter()
            .filter_map(|shape| match shape {
                Shape::Line { from, class: "axis" | "grid", .. } => Some(from.0),
                _ => None,
            })
            .collect();
        let [zero, third, two, end] = grid.as_slice() else { unreachable!("{grid:?}") };
        let width = |from: Px, to: Px| (to - from).to_string();
        assert_eq!(
            bars(&chart),
            [
                [zero.to_string(), width(*zero, *end), "8".to_owned()],
                [two.to_string(), width(*two, *end), "48".to_owned()],
                [third.to_string(), width(*third, *two), "88".to_owned()],
                [zero.to_string(), width(*zero, *third), "128".to_owned()],
            ]
        );
        assert_eq!(zero.to_string(), "148");
        assert_eq!((chart.width.to_string(), chart.height.to_string()), ("942".to_owned(), "184".to_owned()));
    }

    #[test]
    fn a_narrow_ladder_has_its_names_above_its_bars() {
        let chart = drawn(45_000, &[(Lever::Caching, -15_000)], 294).unwrap_or_else(|| unreachable!("a ladder"));
        let expected = [["0", "294", "26"], ["196", "98", "78"], ["0", "196", "130"]].map(|bar| bar.map(str::to_owned));
        assert_eq!(bars(&chart), expected);
        assert_eq!(chart.height.to_string(), "180");
    }

    #[test]
    fn a_stop_reads_out_what_was_rounded() {
        let chart = drawn(45_000, &[(Lever::Batch, -15_000)], 294).unwrap_or_else(|| unreachable!("a ladder"));
        let said: Vec<String> = chart.stops.iter().map(crate::drawing::Stop::words).collect();
        assert_eq!(
            said,
            [
                "List price. Cost $45,000.00, Of list price 100%.",
                "Batch. Change −$15,000.00, After it $30,000.00, Of list price 33%.",
                "You pay. Cost $30,000.00, Of list price 67%.",
            ]
        );
    }
}
