//! Charts as plain shapes, drawn for the width they have: no document, no color.
//!
//! A chart is a function of a report and a width. Text keeps its size, so a narrow chart isn't a scaled wide one: labels
//! stand beside the bars where there is room and above them where there isn't. A shape says by its class what it stands
//! for; a front end gives that a color. The exact figures are in the chart's table and in what is read out at a point.

mod axis;
pub mod capacity;
pub mod commitment;
mod compared;
mod field;
mod ladder;
mod measure;
mod px;
mod readout;
mod request;
mod shares;
mod spend;

pub use compared::compared;
pub use ladder::{Period, ladder, lever_words};
pub use px::Px;
pub use readout::{Entry, Stop};
pub use request::{per_request, request};
pub use shares::{Part, shares};
pub use spend::{Paid, Spend, spend};

use crate::Table;

/// Below this width a chart has its narrow geometry: in pixels.
pub const NARROW: i32 = 420;

/// A chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// What stays the same while its figures change. Fit for an `id`.
    pub name: String,
    /// Its conclusion, in a sentence without a full stop.
    pub title: String,
    /// What is measured, in which unit, over which period.
    pub subtitle: String,
    /// What the fills mean, where a label can't say it.
    pub legend: Vec<Swatch>,
    /// Width of the drawing.
    pub width: Px,
    /// Height of the drawing.
    pub height: Px,
    /// What is drawn, back to front.
    pub shapes: Vec<Shape>,
    /// Where figures can be read out, in the order of the picture.
    pub stops: Vec<Stop>,
    /// The same numbers.
    pub table: Table,
}

/// An entry of a legend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Swatch {
    /// The class of the fill.
    pub class: &'static str,
    /// What it means.
    pub words: &'static str,
}

/// One thing drawn. The class `hatch` is a pattern of lines: idle, or unused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A rectangle.
    Rect {
        /// Left edge.
        x: Px,
        /// Upper edge.
        y: Px,
        /// Width.
        width: Px,
        /// Height.
        height: Px,
        /// Radius of its corners.
        radius: Px,
        /// What it stands for.
        class: &'static str,
    },
    /// A straight line.
    Line {
        /// From.
        from: (Px, Px),
        /// To.
        to: (Px, Px),
        /// What it stands for.
        class: &'static str,
    },
    /// A line through points, or the area they enclose.
    Path {
        /// The points.
        points: Vec<(Px, Px)>,
        /// Whether the last point is joined to the first.
        closed: bool,
        /// What it stands for.
        class: &'static str,
    },
    /// A point.
    Circle {
        /// Its center.
        at: (Px, Px),
        /// Its radius.
        radius: Px,
        /// What it stands for.
        class: &'static str,
    },
    /// Words.
    Text {
        /// Where they begin, end or have their middle: the class says which.
        x: Px,
        /// The line they stand on.
        y: Px,
        /// The words.
        text: String,
        /// What they are.
        class: &'static str,
    },
}

/// The fills of a series of things, in their order; further ones are gray.
const SERIES: [&str; 5] = ["f-1", "f-2", "f-3", "f-4", "f-5"];

/// The fill of the thing at this place of a series. The same thing keeps its fill in all charts of a view.
pub fn series(place: usize) -> &'static str {
    SERIES.get(place).copied().unwrap_or("f-list")
}

/// A drawing in the making.
#[derive(Default)]
struct Canvas {
    shapes: Vec<Shape>,
}

impl Canvas {
    fn rect(&mut self, x: Px, y: Px, width: Px, height: Px, class: &'static str) {
        let radius = Px::new(if height < Px::new(16) && height >= Px::new(10) { 4 } else { 3 }).min(height.half());
        self.shapes.push(Shape::Rect { x, y, width, height, radius, class });
    }

    fn line(&mut self, from: (Px, Px), to: (Px, Px), class: &'static str) {
        self.shapes.push(Shape::Line { from, to, class });
    }

    fn text(&mut self, x: Px, y: Px, text: impl Into<String>, class: &'static str) {
        self.shapes.push(Shape::Text { x, y, text: text.into(), class });
    }
}
