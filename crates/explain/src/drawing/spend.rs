//! What was paid by month: a column for each, a part for each model.

use super::axis::Axis;
use super::field::{Field, Name, names};
use super::readout::{Entry, Stop};
use super::{Canvas, Chart, NARROW, Px, measure, series};
use crate::{Column, Holds, Row, Table, amounts};
use pricing::money::Usd;

/// Models that have a fill of their own; the others are drawn together.
const SERIES_MAX: usize = 5;

/// Months that are drawn: the last of them.
const MONTHS_MAX: usize = 24;

/// Fills and classes of words, in the order of models.
const WORDS: [&str; SERIES_MAX] = ["t-1", "t-2", "t-3", "t-4", "t-5"];

/// What was paid in one month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paid {
    /// What it is called: `Aug 2026`.
    pub name: String,
    /// Whether there may be more to it: it can't be compared.
    pub is_incomplete: bool,
    /// What was paid for each of [`Spend::models`]; below zero it isn't drawn.
    pub parts: Vec<Usd>,
}

/// What was paid in some months.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spend {
    /// What it was paid for, the dearest first.
    pub models: Vec<String>,
    /// The months, in order.
    pub months: Vec<Paid>,
}

impl Paid {
    fn total(&self) -> Usd {
        self.parts.iter().copied().sum()
    }
}

/// Draws the months; `None` where nothing was paid.
pub fn spend(of: &Spend, width: i32) -> Option<Chart> {
    let folded = folded(of);
    let drawn = |month: &Paid| month.parts.iter().map(|part| (*part).max(Usd::ZERO)).sum::<Usd>();
    let highest = folded.months.iter().map(drawn).fold(Usd::ZERO, Usd::max);
    let last = folded.months.last().filter(|_| highest > Usd::ZERO)?;
    let (right, is_narrow) = (Px::new(width), width < NARROW);
    let widest = folded.models.iter().map(|name| measure::width(name, measure::SMALL)).fold(Px::ZERO, Px::max);
    // Names stand beside the last column where there is room, and below the chart where there isn't.
    let room = if is_narrow { Px::ZERO } else { widest.min(right.over(3)) + Px::new(10) };
    let axis = Axis::of(Usd::ZERO, highest);
    let field = Field::new(axis, amounts::axis, (20, 200), right - room);
    let mut canvas = Canvas::default();
    field.grid(&mut canvas, amounts::axis);
    let slot = field.width().over(i32::try_from(folded.months.len()).unwrap_or(1));
    let bar = slot.share(Some(rust_decimal::Decimal::new(56, 2))).min(Px::new(88)).max(Px::new(2));
    let (mut stops, mut ends, mut free) = (Vec::new(), Vec::new(), Px::ZERO);
    for (month, place) in folded.months.iter().zip(0..) {
        let start = field.left + slot.times(place);
        let middle = start + slot.half();
        let (mut sum, mut entries) = (Usd::ZERO, Vec::new());
        for (index, (part, name)) in month.parts.iter().zip(&folded.models).enumerate() {
            let (from, to) = (field.y(sum), field.y(sum + (*part).max(Usd::ZERO)));
            let class = series(index);
            if *part > Usd::ZERO {
                let gap = if sum == Usd::ZERO { Px::ZERO } else { Px::new(1) };
                canvas.rect(middle - bar.half(), to, bar, (from - to - gap).max(Px::new(1)), class);
                sum = sum + *part;
            }
            entries.push(Entry { class, ..Entry::new(name.as_str(), part.to_string()) });
            if place + 1 == i32::try_from(folded.months.len()).unwrap_or(0) && *part > Usd::ZERO {
                let class = WORDS.get(index).copied().unwrap_or("");
                ends.push(Name { y: (from + to).half(), text: name.clone(), class });
            }
        }
        entries.push(Entry::new("Together", month.total().to_string()));
        // Labels that would touch the one before are left out: the read-out has them.
        let total = amounts::short(month.total());
        let half = measure::width(&total, measure::SMALL).half();
        if half.times(2) < slot {
            canvas.text(middle, field.y(sum) - Px::new(6), total, "mid lab");
        }
        let half = measure::width(&month.name, measure::SMALL).half();
        if middle - half >= free {
            field.below(&mut canvas, middle, month.name.clone(), right);
            free = middle + half + Px::new(8);
        }
        let heading = if month.is_incomplete { format!("{}, incomplete", month.name) } else { month.name.clone() };
        stops.push(Stop { across: (start, start + slot), down: (field.top, field.foot), heading, entries });
    }
    let mut height = field.foot + Px::new(26);
    if is_narrow {
        for (index, (name, part)) in folded.models.iter().zip(&last.parts).enumerate() {
            height = height + Px::new(18);
            canvas.rect(Px::ZERO, height - Px::new(14), Px::new(10), Px::new(10), series(index));
            canvas.text(Px::new(16), height - Px::new(5), name.clone(), "");
            canvas.text(right, height - Px::new(5), format!("{}, {}", amounts::whole(*part), last.name), "end");
        }
        height = height + Px::new(4);
    } else {
        names(&mut canvas, field.right + Px::new(8), ends, &field);
    }
    Some(Chart {
        name: "spend".to_owned(),
        title: title(of),
        subtitle: "What you paid, by month and model".to_owned(),
        legend: Vec::new(),
        width: right,
        height,
        shapes: canvas.shapes,
        stops,
        table: table(&folded),
    })
}

/// The last months, with the models beyond those that have a fill as one.
fn folded(of: &Spend) -> Spend {
    let mut folded = of.clone();
    let first = folded.months.len().saturating_sub(MONTHS_MAX);
    folded.months.drain(..first);
    if folded.models.len() > SERIES_MAX {
        let others = folded.models.len() - SERIES_MAX;
        folded.models.truncate(SERIES_MAX);
        folded.models.push(format!("{others} others"));
        for month in &mut folded.months {
            let rest: Usd = month.parts.iter().skip(SERIES_MAX).copied().sum();
            month.parts.truncate(SERIES_MAX);
            month.parts.push(rest);
        }
    }
    folded
}

/// `Bedrock spend grew 44% from Jul 2026 to Oct 2026`: between the first and the last month that are whole.
fn title(of: &Spend) -> String {
    let whole: Vec<&Paid> = of.months.iter().filter(|month| !month.is_incomplete).collect();
    let (Some(first), Some(last)) = (whole.first(), whole.last()) else { return "Bedrock spend by month".to_owned() };
    if whole.len() < 2 {
        return format!("You paid {} in {}", amounts::whole(last.total()), last.name);
    }
    let change = last.total() - first.total();
    let Some(share) = change.share_of(first.total()).filter(|_| first.total() > Usd::ZERO) else {
        return "Bedrock spend by month".to_owned();
    };
    let word = match () {
        () if change > Usd::ZERO => "grew",
        () if change < Usd::ZERO => "fell",
        () => return format!("Bedrock spend is what it was in {}", first.name),
    };
    format!("Bedrock spend {word} {} from {} to {}", amounts::percent(share.abs()), first.name, last.name)
}

fn table(of: &Spend) -> Table {
    let mut columns: Vec<Column> = of.models.iter().map(|model| Column::new(model, Holds::Number)).collect();
    columns.push(Column::new("Together", Holds::Number));
    let rows = of.months.iter().map(|month| Row {
        name: month.name.clone(),
        under: if month.is_incomplete { "Incomplete".to_owned() } else { String::new() },
        cells: month.parts.iter().chain([&month.total()]).map(ToString::to_string).collect(),
        ..Row::default()
    });
    Table { head: "Month", columns, rows: rows.collect(), ..Table::default() }
}

#[cfg(test)]
mod tests {
    use super::{Paid, Spend, spend};
    use crate::drawing::Shape;
    use pricing::money::Usd;

    fn month(name: &str, parts: &[u64]) -> Paid {
        let parts = parts.iter().map(|dollars| Usd::of_cents(dollars * 100)).collect();
        Paid { name: name.to_owned(), is_incomplete: false, parts }
    }

    fn models(count: usize) -> Vec<String> {
        (0..count).map(|place| format!("Model {place}")).collect()
    }

    #[test]
    fn the_title_compares_whole_months_only() {
        let incomplete = |month: Paid| Paid { is_incomplete: true, ..month };
        let [july, august, september] =
            [month("Jul 2026", &[60, 40]), month("Aug 2026", &[90, 54]), incomplete(month("Sep 2026", &[9, 1]))];
        let of = Spend { models: models(2), months: vec![july.clone(), august.clone(), september.clone()] };
        let title = |of: &Spend| spend(of, 600).map(|chart| chart.title);
        assert_eq!(title(&of).as_deref(), Some("Bedrock spend grew 44% from Jul 2026 to Aug 2026"));
        let of = Spend { models: models(2), months: vec![july, incomplete(august), september] };
        assert_eq!(title(&of).as_deref(), Some("You paid $100.00 in Jul 2026"));
        assert_eq!(spend(&Spend { models: models(1), months: vec![month("Jul 2026", &[0])] }, 600), None);
    }

    #[test]
    fn parts_stand_on_each_other_within_the_drawing() {
        let months: Vec<Paid> = (0..7).map(|place| month("Aug 2026", &[40, 30, 20, 10 + place, 5, 4, 3, 2])).collect();
        let of = Spend { models: models(8), months };
        for width in [320, 400, 442, 942] {
            let chart = spend(&of, width).map(|chart| (chart.shapes, chart.width, chart.height, chart.stops.len()));
            let (shapes, right, foot, stops) = chart.unwrap_or_default();
            assert_eq!(stops, 7);
            let mut columns = 0;
            for shape in &shapes {
                if let Shape::Rect { x, y, width, height, .. } = shape {
                    assert!(*x + *width <= right && *y + *height <= foot, "{shape:?}");
                    columns += 1;
                }
            }
            // Five models and the rest, in seven months; on a phone the names have marks, too.
            assert!(columns == 42 || columns == 48, "{columns}");
        }
    }
}
