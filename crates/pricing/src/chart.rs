//! Geometry of the pictures, as plain shapes: no document, no colour.
//!
//! Positions are whole units of a drawing [`WIDTH`] wide; a front end scales them. The figures stay exact beside them.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::explain::change_percent;
use crate::ladder::{Ladder, Lever};
use crate::money::Usd;

/// Width of a drawing, in its own units.
pub const WIDTH: u32 = 1_000;

/// The ladder as a waterfall of bars.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LadderPicture {
    /// List, each step, what is paid.
    pub bars: Vec<Bar>,
    /// The conclusion in a sentence, for the caption.
    pub caption: String,
}

/// One bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Which lever; [`Lever::List`] for the first bar, `None` for what is paid.
    pub lever: Option<Lever>,
    /// What it is: `list`, `caching`, `you pay`.
    pub label: &'static str,
    /// The amount: a total for the first and last bar, a change for the others.
    pub amount: Usd,
    /// What the month costs after this bar.
    pub after: Usd,
    /// Left edge, 0 to [`WIDTH`].
    pub start: u32,
    /// Width, 0 to [`WIDTH`]; at least 2 where the amount isn't zero, so that it can be seen.
    pub width: u32,
}

/// Draws the ladder.
pub fn ladder(ladder: &Ladder) -> LadderPicture {
    let mut bars = Vec::with_capacity(ladder.steps.len() + 2);
    let mut highest = ladder.list;
    let mut level = ladder.list;
    for step in &ladder.steps {
        level = level + step.change;
        highest = highest.max(level);
    }
    let scale = |amount: Usd| -> u32 {
        let units = amount.share_of(highest).map(|share| share * Decimal::from(WIDTH));
        let units = units.map(|units| units.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero));
        units.and_then(|units| u32::try_from(units).ok()).unwrap_or(0).min(WIDTH)
    };
    let bar = |lever, label, amount: Usd, after: Usd, from: Usd, to: Usd| {
        let (start, end) = (scale(from.min(to)), scale(from.max(to)));
        let width = if amount == Usd::ZERO { 0 } else { (end - start).max(2) };
        Bar { lever, label, amount, after, start: start.min(WIDTH - width), width }
    };
    bars.push(bar(Some(Lever::List), "list", ladder.list, ladder.list, Usd::ZERO, ladder.list));
    let mut level = ladder.list;
    for step in &ladder.steps {
        let after = level + step.change;
        bars.push(bar(Some(step.lever), step.lever.name(), step.change, after, level, after));
        level = after;
    }
    bars.push(bar(None, "you pay", level, level, Usd::ZERO, level));
    LadderPicture { bars, caption: caption(ladder) }
}

fn caption(ladder: &Ladder) -> String {
    let largest = ladder.steps.iter().min_by_key(|step| step.change);
    let end = ladder.end();
    match (largest, change_percent(ladder.list, end)) {
        (Some(step), Some(percent)) if step.change < Usd::ZERO => format!(
            "From {} at list to {end} ({percent}); the largest step is {}, which saves {}.",
            ladder.list,
            step.lever.name(),
            -step.change
        ),
        (Some(_), Some(percent)) => format!("From {} at list to {end} ({percent}).", ladder.list),
        _ => format!("{end} a month at list price; no lever is applied."),
    }
}
