//! The part of a chart where values are drawn: grid lines with their amounts, the reader's place, names of lines.

use super::axis::Axis;
use super::{Canvas, Px, measure};
use pricing::money::Usd;

/// Least distance between two lines of small text.
const LINE: Px = Px::new(16);

/// A rectangle with a vertical axis.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field {
    pub left: Px,
    pub right: Px,
    pub top: Px,
    pub foot: Px,
    pub axis: Axis,
}

impl Field {
    /// A field as wide as a drawing leaves it beside the amounts of its axis.
    pub fn new(axis: Axis, words: fn(Usd) -> String, (top, foot): (i32, i32), right: Px) -> Self {
        let widest = axis.ticks().map(|amount| measure::width(&words(amount), measure::SMALL)).fold(Px::ZERO, Px::max);
        Self { left: widest + Px::new(8), right, top: Px::new(top), foot: Px::new(foot), axis }
    }

    /// How far down an amount lies.
    pub fn y(&self, amount: Usd) -> Px {
        self.foot - self.axis.along(amount, self.foot - self.top)
    }

    /// How wide it is.
    pub fn width(&self) -> Px {
        self.right - self.left
    }

    /// The grid lines, with their amounts on the left.
    pub fn grid(&self, canvas: &mut Canvas, words: fn(Usd) -> String) {
        for amount in self.axis.ticks() {
            let y = self.y(amount);
            canvas.line((self.left, y), (self.right, y), if amount == Usd::ZERO { "axis" } else { "grid" });
            canvas.text(self.left - Px::new(8), y + Px::new(4), words(amount), "end");
        }
    }

    /// A word below the field: within the drawing, and centered on its place where it can be.
    pub fn below(&self, canvas: &mut Canvas, x: Px, text: impl Into<String>, right: Px) {
        let text = text.into();
        let half = measure::width(&text, measure::SMALL).half();
        let y = self.foot + Px::new(18);
        if x - half < self.left {
            canvas.text(x.min(self.left), y, text, "");
        } else if x + half > right {
            canvas.text(right, y, text, "end");
        } else {
            canvas.text(x, y, text, "mid");
        }
    }

    /// What the horizontal axis measures, below its amounts.
    pub fn measured(&self, canvas: &mut Canvas, text: impl Into<String>) {
        canvas.text((self.left + self.right).half(), self.foot + Px::new(38), text, "mid");
    }

    /// Where the reader is: a dotted line, and a dark pill with words above it.
    pub fn here(&self, canvas: &mut Canvas, x: Px, words: &str, right: Px) {
        let width = measure::width(words, measure::SMALL) + Px::new(20);
        let start = (x - width.half()).max(Px::ZERO).min(right - width);
        canvas.line((x, Px::new(26)), (x, self.foot), "here");
        let radius = Px::new(6);
        canvas.shapes.push(super::Shape::Rect {
            x: start,
            y: Px::new(2),
            width,
            height: Px::new(22),
            radius,
            class: "here-b",
        });
        canvas.text(start + width.half(), Px::new(17), words, "here-t mid");
    }

    /// The amounts of a horizontal axis, below.
    pub fn across(&self, canvas: &mut Canvas, axis: Axis, right: Px) {
        for amount in axis.ticks() {
            self.below(canvas, self.left + axis.along(amount, self.width()), crate::amounts::axis(amount), right);
        }
    }
}

/// A name beside a line.
pub(super) struct Name {
    /// The line's height there.
    pub y: Px,
    pub text: String,
    pub class: &'static str,
}

/// Names of lines, one below the other at `x`, each as near to its line as the others allow, and within the field.
pub(super) fn names(canvas: &mut Canvas, x: Px, mut names: Vec<Name>, field: &Field) {
    names.sort_by_key(|name| name.y);
    let places = spread(&names.iter().map(|name| name.y).collect::<Vec<_>>(), field.top, field.foot);
    for (name, y) in names.into_iter().zip(places) {
        canvas.text(x, y + Px::new(4), name.text, name.class);
    }
}

/// Places in the same order, a line of text apart: pushed down from the top, then up from the foot.
fn spread(wanted: &[Px], top: Px, foot: Px) -> Vec<Px> {
    let mut places = Vec::with_capacity(wanted.len());
    let mut free = top - LINE;
    for y in wanted {
        free = (*y).max(free + LINE);
        places.push(free);
    }
    let mut limit = foot + LINE;
    for place in places.iter_mut().rev() {
        *place = (*place).min(limit - LINE);
        limit = *place;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::spread;
    use crate::drawing::Px;

    fn places(wanted: &[i32]) -> Vec<i32> {
        let wanted: Vec<Px> = wanted.iter().copied().map(Px::new).collect();
        spread(&wanted, Px::new(20), Px::new(200)).into_iter().map(Px::pixels).collect()
    }

    #[test]
    fn names_stand_apart_and_within_the_field() {
        assert_eq!(places(&[50, 100]), [50, 100]);
        assert_eq!(places(&[50, 52, 53]), [50, 66, 82]);
        // At the foot they move up.
        assert_eq!(places(&[190, 195, 199]), [168, 184, 200]);
        assert_eq!(places(&[0, 5]), [20, 36]);
    }
}
