//! Axes: zero and three grid lines, at round amounts.

use rust_decimal::Decimal;

use super::{Canvas, Px, measure};
use crate::amounts;
use pricing::money::Usd;

/// Distances between grid lines, in hundredths of a power of ten.
const STEPS: [i64; 14] = [100, 120, 125, 150, 180, 200, 250, 300, 400, 500, 600, 750, 800, 1_000];

/// Grid lines beside the first.
const LINES: u32 = 3;

/// An axis of amounts: from `first`, three steps long. The first is $0, unless something lies below it or all lies far above.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Axis {
    pub first: Usd,
    pub step: Usd,
}

impl Axis {
    /// The shortest axis from $0 that holds an amount; from below $0 where the lowest lies there.
    pub fn of(lowest: Usd, highest: Usd) -> Self {
        let mut axis = Self { first: Usd::ZERO, step: step(highest.max(Usd::new(Decimal::new(1, 6)))) };
        if lowest < Usd::ZERO {
            // So many whole steps below zero as the lowest needs, and three in all.
            for below in 1..LINES {
                let above = LINES - below;
                let need = part(-lowest, below).max(part(highest.max(Usd::ZERO), above));
                let fitting = step_of(need);
                if below == 1 || fitting < axis.step {
                    axis = Self { first: -fitting.times(below), step: fitting };
                }
            }
        }
        axis
    }

    /// The shortest axis that holds both amounts, from a whole number of steps on: for lines, which needn't begin at $0. It
    /// begins there where that shows the lines as well.
    pub fn between(lowest: Usd, highest: Usd) -> Self {
        let from_zero = Self::of(lowest.min(Usd::ZERO), highest);
        if lowest <= highest.times_parts(4_000) {
            return from_zero;
        }
        let mut step = step(highest - lowest);
        loop {
            let steps = lowest.share_of(step).map(|share| share.floor()).and_then(|share| u32::try_from(share).ok());
            let Some(steps) = steps.filter(|_| step < from_zero.step) else { return from_zero };
            let axis = Self { first: step.times(steps), step };
            if axis.last() >= highest {
                return axis;
            }
            // The next round step.
            step = step_of(Usd::new(step.amount() * Decimal::new(1_001, 3)));
        }
    }

    /// The end.
    pub fn last(&self) -> Usd {
        self.first + self.step.times(LINES)
    }

    /// How far along `length` an amount lies.
    pub fn along(&self, amount: Usd, length: Px) -> Px {
        length.share((amount - self.first).share_of(self.last() - self.first))
    }

    /// The first amount and that of each grid line.
    pub fn ticks(&self) -> impl Iterator<Item = Usd> {
        let (first, step) = (self.first, self.step);
        (0..=LINES).map(move |line| first + step.times(line))
    }

    /// Draws it below bars that lie: lines from `top` to `foot`, with their amounts below.
    pub fn below(&self, canvas: &mut Canvas, left: Px, length: Px, (top, foot): (Px, Px), right: Px) {
        for (amount, place) in self.ticks().zip(0..) {
            let x = left + self.along(amount, length);
            canvas.line((x, top), (x, foot), if amount == Usd::ZERO { "axis" } else { "grid" });
            let (words, y) = (amounts::axis(amount), foot + Px::new(18));
            let half = measure::width(&words, measure::SMALL).half();
            if place == 0 {
                canvas.text(x, y, words, "");
            } else if x + half > right {
                canvas.text(right, y, words, "end");
            } else {
                canvas.text(x, y, words, "mid");
            }
        }
    }
}

/// Round amounts between two, at most `most` of them, a round step apart: where an axis begins at neither $0 nor a round amount.
pub(super) fn round_between(first: Usd, last: Usd, most: u32) -> Vec<Usd> {
    let mut step = step_of(part(last - first, most));
    loop {
        // The whole steps below the first amount; what can't be counted has no amounts of its own.
        let below = first.share_of(step).map(|share| share.ceil()).and_then(|share| u32::try_from(share).ok());
        let Some(below) = below else { return vec![first, last] };
        let ticks: Vec<Usd> =
            (0..=most).map(|tick| step.times(below.saturating_add(tick))).filter(|tick| *tick <= last).collect();
        if ticks.len() <= most as usize {
            return ticks;
        }
        step = step_of(Usd::new(step.amount() * Decimal::new(1_001, 3)));
    }
}

/// A third of an amount and the like, never less than it is.
fn part(amount: Usd, parts: u32) -> Usd {
    amount.per(Decimal::from(parts)).unwrap_or(amount)
}

fn step(highest: Usd) -> Usd {
    step_of(part(highest, LINES))
}

/// The least round step that is at least this.
fn step_of(least: Usd) -> Usd {
    let least = least.amount();
    // From a millionth of a cent to more than any bill.
    for power in 0..=26_u32 {
        for hundredths in STEPS {
            let step = if power <= 10 {
                Decimal::new(hundredths, 12 - power)
            } else {
                let factor = 10_i128.checked_pow(power - 10).unwrap_or(i128::MAX);
                Decimal::try_from_i128_with_scale(i128::from(hundredths).saturating_mul(factor), 2)
                    .unwrap_or(Decimal::MAX)
            };
            if step >= least {
                return Usd::new(step.normalize());
            }
        }
    }
    Usd::new(least)
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::Axis;
    use crate::drawing::Px;
    use pricing::money::Usd;

    fn dollars(amount: i64) -> Usd {
        Usd::new(Decimal::from(amount))
    }

    fn ticks(lowest: i64, highest: i64) -> Vec<String> {
        Axis::of(dollars(lowest), dollars(highest)).ticks().map(Usd::exact).collect()
    }

    #[test]
    fn grid_lines_lie_at_round_amounts() {
        assert_eq!(ticks(0, 43_055), ["0", "15000", "30000", "45000"]);
        assert_eq!(ticks(0, 32_120), ["0", "12000", "24000", "36000"]);
        assert_eq!(ticks(0, 45_000), ["0", "15000", "30000", "45000"]);
        assert_eq!(ticks(0, 14_000_000), ["0", "5000000", "10000000", "15000000"]);
        assert_eq!(ticks(0, 1), ["0", "0.4", "0.8", "1.2"]);
        let small = Axis::of(Usd::ZERO, Usd::new(Decimal::new(86, 4)));
        assert_eq!(small.ticks().map(Usd::exact).collect::<Vec<_>>(), ["0", "0.003", "0.006", "0.009"]);
    }

    #[test]
    fn an_axis_reaches_below_zero_where_something_lies_there() {
        assert_eq!(ticks(-50, 150), ["-75", "0", "75", "150"]);
        assert_eq!(ticks(-150, 50), ["-150", "-75", "0", "75"]);
        let axis = Axis::of(dollars(-50), dollars(150));
        assert_eq!([-75, 0, 150].map(|at| axis.along(dollars(at), Px::new(300)).pixels()), [0, 100, 300]);
    }

    #[test]
    fn an_axis_of_lines_begins_near_the_lowest() {
        let ticks = |low: i64, high: i64| -> Vec<String> {
            Axis::between(dollars(low), dollars(high)).ticks().map(Usd::exact).collect()
        };
        // 7 million in three steps are 2.5 million each: from 7.5 million they reach 15 only, so it is 3 million each.
        assert_eq!(
            ticks(9_000_000, 16_000_000),
            ["9000000", "12000000", "15000000", "18000000"].map(std::borrow::ToOwned::to_owned)
        );
        assert_eq!(ticks(1, 16), ["0", "6", "12", "18"].map(std::borrow::ToOwned::to_owned));
    }

    #[test]
    fn amounts_between_two_are_round() {
        let ticks = |first: i64, last: i64, most| -> Vec<String> {
            super::round_between(dollars(first), dollars(last), most).into_iter().map(Usd::exact).collect()
        };
        // A fifth of 12.7 million is 2.54 million: the next round step is 3 million.
        assert_eq!(ticks(6_000_000, 18_700_000, 5), ["6000000", "9000000", "12000000", "15000000", "18000000"]);
        // Steps of 20 would be 20, 40, 60, 80, 100: five, where four have room; so it is 25.
        assert_eq!(ticks(20, 100, 4), ["25", "50", "75", "100"]);
        assert_eq!(ticks(7, 9, 5), ["7.2", "7.6", "8", "8.4", "8.8"]);
    }

    #[test]
    fn nothing_and_the_largest_bill_have_an_axis() {
        assert_eq!(Axis::of(Usd::ZERO, Usd::ZERO).ticks().count(), 4);
        let most = Usd::new(Decimal::from(10_u64.pow(18)));
        assert!(Axis::of(Usd::ZERO, most).last() >= most);
    }
}
