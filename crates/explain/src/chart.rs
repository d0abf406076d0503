//! Geometry of the pictures, as plain shapes: no document, no colour.
//!
//! Positions are whole units of a drawing [`WIDTH`] wide; a front end scales them. The figures stay exact beside them.

use rust_decimal::Decimal;

use crate::{adds_to, lever_name, signed, total_name};
use pricing::ladder::{Ladder, Lever, Step};
use pricing::money::{Usd, rounded_to, shifted};
use pricing::scenario::Scenario;

/// Width of a drawing, in its own units: hundredths of a percent.
pub const WIDTH: u32 = 10_u32.pow(WIDTH_POWER);

const WIDTH_POWER: u32 = 4;

/// How far a share of a whole reaches along the width or the height of a drawing, which is 10^`power` units: nothing
/// without a share or below zero, all of it above one.
fn along(share: Option<Decimal>, power: u32) -> u32 {
    let share = share.map_or(Decimal::ZERO, |share| share.clamp(Decimal::ZERO, Decimal::ONE));
    let units = shifted(share, power).and_then(|units| u32::try_from(rounded_to(units, 0)).ok());
    units.unwrap_or(0)
}

/// Width of the thinnest bar that can be seen.
const THINNEST: u32 = 20;

/// The ladder as a waterfall of bars.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LadderPicture {
    /// List, each step, what is paid.
    pub bars: Vec<Bar>,
    /// The conclusion in a sentence, for the caption.
    pub caption: String,
    /// Every figure of the picture in words, for those who can't see it.
    pub description: String,
    /// Where $0 lies, 0 to [`WIDTH`]: the left end, unless something lies below zero.
    pub zero: u32,
}

/// One bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Which lever; [`Lever::List`] for the first bar, `None` for what is paid.
    pub lever: Option<Lever>,
    /// What it is: `List`, `Caching`, `You pay`. See [`total_name`].
    pub label: String,
    /// The amount: a total for the first and last bar, a change for the others.
    pub amount: Usd,
    /// What the month costs after this bar.
    pub after: Usd,
    /// Left edge, 0 to [`WIDTH`].
    pub start: u32,
    /// Width, 0 to [`WIDTH`]; never too thin to be seen where the amount isn't zero.
    pub width: u32,
    /// Where [`after`](Self::after) lies, 0 to [`WIDTH`].
    pub level: u32,
}

impl Bar {
    /// Whether it is a total: the first or the last bar.
    pub fn is_total(&self) -> bool {
        matches!(self.lever, None | Some(Lever::List))
    }

    /// The amount as shown: a change has its sign.
    pub fn figure(&self) -> String {
        if self.is_total() { self.amount.to_string() } else { signed(self.amount) }
    }
}

/// Draws the ladder of a commitment's first year.
pub fn year_ladder(of: &Ladder, scenario: &Scenario) -> LadderPicture {
    let mut picture = ladder(of, scenario);
    if let Some(last) = picture.bars.last_mut() {
        let label = if of.end() < Usd::ZERO { "Change by AI" } else { "AI adds" };
        label.clone_into(&mut last.label);
    }
    picture.caption = format!("Of {} a year at list price, AI {}.", of.list, adds_to(of.end(), "the payment"));
    picture.description = described(&picture.bars);
    picture
}

fn described(bars: &[Bar]) -> String {
    bars.iter().map(|bar| format!("{} {}.", bar.label, bar.figure())).collect::<Vec<_>>().join(" ")
}

/// Draws the ladder of `scenario`.
pub fn ladder(ladder: &Ladder, scenario: &Scenario) -> LadderPicture {
    let (mut lowest, mut highest) = (Usd::ZERO, ladder.list);
    let mut level = ladder.list;
    for step in &ladder.steps {
        level = level + step.change;
        (lowest, highest) = (lowest.min(level), highest.max(level));
    }
    let scale = |amount: Usd| along((amount - lowest).share_of(highest - lowest), WIDTH_POWER);
    let bar = |lever, label: String, amount: Usd, from: Usd, after: Usd| {
        let (start, end) = (scale(from.min(after)), scale(from.max(after)));
        let width = if amount == Usd::ZERO { 0 } else { (end - start).max(THINNEST) };
        Bar { lever, label, amount, after, start: start.min(WIDTH - width), width, level: scale(after) }
    };
    let mut bars = Vec::with_capacity(ladder.steps.len() + 2);
    bars.push(bar(Some(Lever::List), "List".to_owned(), ladder.list, Usd::ZERO, ladder.list));
    let mut level = ladder.list;
    for step in &ladder.steps {
        let after = level + step.change;
        bars.push(bar(Some(step.lever), lever_name(step.lever, scenario), step.change, level, after));
        level = after;
    }
    bars.push(bar(None, total_name(scenario).to_owned(), level, Usd::ZERO, level));
    let description = described(&bars);
    LadderPicture { bars, caption: caption(ladder, scenario), description, zero: scale(Usd::ZERO) }
}

/// `Caching saves $2,160.00 and batch $2,808.00 of $16,200.00; Priority adds $90.00.`
fn caption(ladder: &Ladder, scenario: &Scenario) -> String {
    let (savings, additions): (Vec<&Step>, Vec<&Step>) = ladder.steps.iter().partition(|step| step.change < Usd::ZERO);
    let saved = clause(&savings, ["saves", "save"], scenario);
    let added = clause(&additions, ["adds", "add"], scenario);
    match (saved.is_empty(), added.is_empty()) {
        (true, true) if ladder.end() == Usd::ZERO => "Nothing is billed.".to_owned(),
        (true, true) if scenario.prices.is_empty() => format!("{} a month, all of it at list price.", ladder.end()),
        (true, true) => format!("{} a month; no lever changes it.", ladder.end()),
        (false, true) => format!("{saved} of {}.", ladder.list),
        (true, false) => format!("{added} to {}.", ladder.list),
        (false, false) => format!("{saved} of {}; {}.", ladder.list, continued(&added)),
    }
}

/// `Caching saves $1.00, batch $2.00 and your prices $3.00`; empty without steps.
fn clause(steps: &[&Step], [one, many]: [&str; 2], scenario: &Scenario) -> String {
    let mut text = String::new();
    for (index, step) in steps.iter().enumerate() {
        let name = lever_name(step.lever, scenario);
        let amount = step.change.max(-step.change);
        let verb = if step.lever == Lever::Prices { many } else { one };
        text = if index == 0 {
            format!("{name} {verb} {amount}")
        } else {
            let joint = if index + 1 == steps.len() { " and " } else { ", " };
            format!("{text}{joint}{} {amount}", continued(&name))
        };
    }
    text
}

/// A name in the middle of a sentence; the tiers that AWS writes with a capital keep it.
fn continued(name: &str) -> String {
    if name.starts_with("Flex") || name.starts_with("Priority") {
        return name.to_owned();
    }
    let mut letters = name.chars();
    letters
        .next()
        .map_or_else(String::new, |first| core::iter::once(first.to_ascii_lowercase()).chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::{LadderPicture, along};
    use exchange::presets::default_scenario;
    use pricing::ladder::{Ladder, Lever, Step};
    use pricing::money::Usd;
    use pricing::scenario::ServiceTier;

    fn dollars(amount: i64) -> Usd {
        Usd::new(Decimal::from(amount))
    }

    fn picture(list: i64, steps: &[(Lever, i64)]) -> LadderPicture {
        let mut scenario = default_scenario();
        scenario.workloads.iter_mut().for_each(|workload| workload.tier = ServiceTier::Priority);
        let steps = steps.iter().map(|&(lever, change)| Step { lever, change: dollars(change) });
        super::ladder(&Ladder { list: dollars(list), steps: steps.collect() }, &scenario)
    }

    #[test]
    fn the_caption_says_what_each_lever_does() {
        let caption = |list, steps: &[(Lever, i64)]| picture(list, steps).caption;
        assert_eq!(caption(10, &[]), "$10.00 a month, all of it at list price.");
        assert_eq!(
            caption(16_200, &[(Lever::Caching, -2_160), (Lever::Batch, -2_808)]),
            "Caching saves $2,160.00 and batch $2,808.00 of $16,200.00."
        );
        assert_eq!(
            caption(100, &[(Lever::Routing, -10), (Lever::Caching, -20), (Lever::Tier, 5), (Lever::Prices, -1)]),
            "Routing saves $10.00, caching $20.00 and your prices $1.00 of $100.00; Priority adds $5.00."
        );
        assert_eq!(caption(100, &[(Lever::Prices, 5)]), "Your prices add $5.00 to $100.00.");
    }

    #[test]
    fn a_share_never_leaves_the_drawing() {
        let shares = [None, Some(-1), Some(0), Some(1_234_500), Some(9_999_999), Some(10_000_000), Some(20_000_000)];
        let units = shares.map(|share| along(share.map(|share| Decimal::new(share, 7)), 4));
        assert_eq!(units, [0, 0, 0, 1_235, 10_000, 10_000, 10_000]);
    }

    #[test]
    fn bars_stand_on_each_other() {
        let bars = picture(100, &[(Lever::Caching, -25), (Lever::Tier, 50)]).bars;
        let edges: Vec<_> = bars.iter().map(|bar| (bar.start, bar.width, bar.level)).collect();
        assert_eq!(edges, [(0, 8_000, 8_000), (6_000, 2_000, 6_000), (6_000, 4_000, 10_000), (0, 10_000, 10_000),]);
    }

    #[test]
    fn bars_below_zero_are_drawn_to_scale() {
        let picture = picture(150, &[(Lever::Discount, -50), (Lever::Absorption, -150)]);
        let edges: Vec<_> = picture.bars.iter().map(|bar| (bar.start, bar.width, bar.level)).collect();
        assert_eq!(edges, [(2_500, 7_500, 10_000), (7_500, 2_500, 7_500), (0, 7_500, 0), (0, 2_500, 0)]);
        assert_eq!(picture.zero, 2_500);
        assert_eq!(super::ladder(&Ladder { list: dollars(5), steps: Vec::new() }, &default_scenario()).zero, 0);
    }
}
