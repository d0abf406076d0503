//! What is read out at a point of a chart: on hover, on focus, on tap.

use super::{Chart, Px, Shape, measure};

/// A place of a chart where its figures can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// Left and right edge of the part of the picture that it answers for.
    pub across: (Px, Px),
    /// Upper and lower edge of that part.
    pub down: (Px, Px),
    /// The place: `List price`, `AWS spend $12,500,000`.
    pub heading: String,
    /// The figures there, in the order of the picture.
    pub entries: Vec<Entry>,
}

/// One figure of a stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The fill of what it belongs to; empty for none.
    pub class: &'static str,
    /// What it is.
    pub name: String,
    /// The figure, exact to the cent.
    pub value: String,
    /// Where it lies in the picture, to be marked there.
    pub at: Option<(Px, Px)>,
}

impl Entry {
    /// A figure without a mark.
    pub(super) fn new(name: impl Into<String>, value: impl Into<String>) -> Self {
        Self { class: "", name: name.into(), value: value.into(), at: None }
    }
}

const PADDING: Px = Px::new(10);
const ROW: Px = Px::new(18);

impl Stop {
    /// What it says, in a sentence: `Batch. Change −$2,808.00, after it $11,232.00.`
    pub fn words(&self) -> String {
        let entries = self.entries.iter().map(|entry| format!("{} {}", entry.name, entry.value));
        format!("{}. {}.", self.heading, entries.collect::<Vec<_>>().join(", "))
    }

    /// Whether a place belongs to it.
    pub fn holds(&self, x: Px, y: Px) -> bool {
        x >= self.across.0 && x <= self.across.1 && y >= self.down.0 && y <= self.down.1
    }

    /// The box with its figures, and the marks in the picture: beside the place, and never out of the chart.
    pub fn shapes(&self, chart: &Chart) -> Vec<Shape> {
        let mut shapes = Vec::new();
        let middle = (self.across.0 + self.across.1).half();
        let marks: Vec<_> = self.entries.iter().filter_map(|entry| entry.at.map(|at| (at, entry.class))).collect();
        if let Some(((x, _), _)) = marks.first() {
            shapes.push(Shape::Line { from: (*x, self.down.0), to: (*x, self.down.1), class: "axis" });
        }
        for (at, class) in &marks {
            shapes.push(Shape::Circle { at: *at, radius: Px::new(4), class });
        }
        let swatch = if self.entries.iter().any(|entry| !entry.class.is_empty()) { Px::new(14) } else { Px::ZERO };
        let small = |text: &str| measure::width(text, measure::SMALL);
        let rows = self.entries.iter().map(|entry| swatch + small(&entry.name) + Px::new(16) + small(&entry.value));
        let widest = rows.fold(small(&self.heading), Px::max);
        let (width, rows) = (widest + PADDING.times(2), i32::try_from(self.entries.len()).unwrap_or(0));
        let height = PADDING.times(2) + ROW.times(rows) + Px::new(14);
        let anchor = marks.first().map_or(middle, |((x, _), _)| *x);
        let right = anchor + Px::new(12);
        let x = if right + width <= chart.width { right } else { (anchor - Px::new(12) - width).max(Px::ZERO) };
        let center = (self.down.0 + self.down.1).half();
        let y = (center - height.half()).min(chart.height - height).max(Px::ZERO);
        shapes.push(Shape::Rect { x, y, width, height, radius: Px::new(8), class: "read" });
        let mut line = y + PADDING + Px::new(11);
        shapes.push(Shape::Text { x: x + PADDING, y: line, text: self.heading.clone(), class: "lab nh" });
        for entry in &self.entries {
            line = line + ROW;
            if !entry.class.is_empty() {
                let (side, up) = (Px::new(8), Px::new(8));
                let radius = Px::new(2);
                shapes.push(Shape::Rect {
                    x: x + PADDING,
                    y: line - up,
                    width: side,
                    height: side,
                    radius,
                    class: entry.class,
                });
            }
            shapes.push(Shape::Text { x: x + PADDING + swatch, y: line, text: entry.name.clone(), class: "lab-s" });
            shapes.push(Shape::Text {
                x: x + width - PADDING,
                y: line,
                text: entry.value.clone(),
                class: "end lab nh",
            });
        }
        shapes
    }
}
