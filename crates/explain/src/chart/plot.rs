//! A picture of lines, areas and points, as plain marks.
//!
//! A mark's place is `x`, 0 to [`WIDTH`](super::WIDTH) from the left, and `y`, 0 to [`DEPTH`] from the top. A front end
//! stretches lines and areas to its own width and sets words and points on top without stretching them.

use core::fmt::Write as _;

use crate::Table;
use pricing::money::Usd;

/// Height of a drawing, in its own units.
pub const DEPTH: u32 = 10_u32.pow(DEPTH_POWER);

const DEPTH_POWER: u32 = 3;

/// A picture, what it says in words, and its numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plot {
    /// What stays the same while its figures change. Fit for an `id`.
    pub name: String,
    /// What it is a picture of, with its axes.
    pub title: &'static str,
    /// Its conclusion.
    pub caption: String,
    /// How to read it.
    pub note: &'static str,
    /// Lines, areas, points and words, back to front.
    pub marks: Vec<Mark>,
    /// The same numbers.
    pub table: Table,
}

/// One thing drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What it is.
    pub kind: MarkKind,
    /// What it stands for: `served`, `overflow`, `idle`, `unit-0`, `demand`, `benchmark`, `best`.
    pub class: &'static str,
    /// Path data of a line or an area, the words of a label; empty for a point.
    pub text: String,
    /// From the left, of a point or a label.
    pub x: u32,
    /// From the top, of a point or a label.
    pub y: u32,
}

/// What a mark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// A line through points.
    Line,
    /// A filled area.
    Area,
    /// A dot.
    Point,
    /// Words.
    Label,
}

/// A drawing in the making: amounts are scaled to its top.
pub(crate) struct Sheet {
    top: Usd,
    pub(crate) marks: Vec<Mark>,
    /// Where labels at the right edge stand already.
    taken: Vec<u32>,
}

impl Sheet {
    pub(crate) fn new(top: Usd) -> Self {
        Self { top, marks: Vec::new(), taken: Vec::new() }
    }

    /// How far from the top an amount lies.
    pub(crate) fn y(&self, amount: Usd) -> u32 {
        DEPTH - super::along(amount.share_of(self.top), DEPTH_POWER)
    }

    pub(crate) fn path(&mut self, kind: MarkKind, class: &'static str, points: &[(u32, u32)]) {
        let mut text = String::new();
        for (x, y) in points {
            let letter = if text.is_empty() { 'M' } else { 'L' };
            // Writing into a text can't fail.
            let _ = write!(text, "{letter}{x} {y}");
        }
        self.marks.push(Mark { kind, class, text, x: 0, y: 0 });
    }

    pub(crate) fn point(&mut self, class: &'static str, x: u32, y: u32) {
        self.marks.push(Mark { kind: MarkKind::Point, class, text: String::new(), x, y });
    }

    pub(crate) fn label(&mut self, class: &'static str, x: u32, y: u32, text: String) {
        self.marks.push(Mark { kind: MarkKind::Label, class, text, x, y });
    }

    /// What the left and the right end of the axis below stand for.
    pub(crate) fn ends(&mut self, left: &str, right: &str) {
        self.label("axis", 0, DEPTH, left.to_owned());
        self.label("axis", super::WIDTH, DEPTH, right.to_owned());
    }

    /// A label at the right edge, moved down from those that stand there; up where there is no more room below.
    pub(crate) fn edge_label(&mut self, class: &'static str, y: u32, text: String) {
        const ROOM: u32 = 75;
        let wanted = y.min(DEPTH - 2 * ROOM);
        let is_free = |place: &u32| self.taken.iter().all(|taken| taken.abs_diff(*place) >= ROOM);
        let below = (wanted..DEPTH).step_by(5).find(is_free);
        let place = below.or_else(|| (0..wanted).rev().step_by(5).find(is_free)).unwrap_or(wanted);
        self.taken.push(place);
        self.label(class, super::WIDTH, place, text);
    }
}

#[cfg(test)]
mod tests {
    use super::{DEPTH, Sheet};
    use pricing::money::Usd;

    #[test]
    fn labels_at_the_edge_stand_apart_and_within_the_picture() {
        let mut sheet = Sheet::new(Usd::ZERO);
        for _ in 0..5 {
            sheet.edge_label("offer-1", DEPTH, String::new());
        }
        let mut places: Vec<u32> = sheet.marks.iter().map(|mark| mark.y).collect();
        places.sort_unstable();
        assert!(places.iter().all(|place| *place < DEPTH), "{places:?}");
        assert!(places.windows(2).all(|pair| matches!(pair, [one, other] if other - one >= 75)), "{places:?}");
    }
}
