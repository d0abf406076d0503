//! How tokens spread over the slots of a month.

use crate::scenario::{Demand, Load};

/// Hours of a week: the slots of a window.
const WEEK: u16 = 168;

/// The tokens of each slot: `offered` spread by the load's weights, to the last token.
///
/// All slots last equally long and fill the month together: one slot for a flat load, 24 for the hours of a day, 168 for
/// those of a week.
pub fn slots(load: &Load, offered: u64) -> Vec<u64> {
    match load {
        Load::Flat => vec![offered],
        Load::Window { hours, days } => {
            let (hours, days) = (u16::from(*hours), u16::from(*days));
            spread(offered, (0..WEEK).map(|hour| u64::from(hour / 24 < days && hour % 24 < hours)))
        }
        Load::Hourly(weights) => spread(offered, weights.iter().map(|weight| weight.count())),
    }
}

/// When a workload runs that is given in requests a minute: the first hours of each of the first days of a week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RunningHours {
    /// Hours a day, in ten-thousandths.
    hours: u64,
    /// Days a week: 1 to 7.
    days: u64,
}

impl RunningHours {
    /// The hours of a demand in a month of so many hours; `None` where it doesn't say.
    ///
    /// Days a month become whole days a week, to the nearest, half up: 22 of a month of 730 hours are 5 of 7.
    pub(crate) fn of(demand: Demand, month: u64) -> Option<Self> {
        let Demand::Traffic { hours_per_day, days_per_month, .. } = demand else { return None };
        let in_a_week = days_per_month.ten_thousandths() * u64::from(WEEK);
        let days = (in_a_week * 2 + month * 10_000).checked_div(month * 20_000).unwrap_or(7).clamp(1, 7);
        Some(Self { hours: hours_per_day.ten_thousandths(), days })
    }

    fn weights(self) -> impl Iterator<Item = u64> + Clone {
        (0..u64::from(WEEK)).map(move |hour| {
            let (day, hour) = (hour / 24, hour % 24);
            if day < self.days { self.hours.saturating_sub(hour * 10_000).min(10_000) } else { 0 }
        })
    }
}

/// The tokens of each slot where workloads bring their own hours: 168 slots, or one where none of them has any.
pub(crate) fn running(each: impl Iterator<Item = (u64, Option<RunningHours>)> + Clone) -> Vec<u64> {
    let offered = each.filter(|(tokens, _)| *tokens > 0);
    if offered.clone().all(|(_, hours)| hours.is_none()) {
        return vec![offered.map(|(tokens, _)| tokens).sum()];
    }
    let mut slots = vec![0; usize::from(WEEK)];
    for (tokens, hours) in offered {
        let own = match hours {
            Some(hours) => spread(tokens, hours.weights()),
            None => spread(tokens, (0..WEEK).map(|_| 1)),
        };
        for (slot, own) in slots.iter_mut().zip(own) {
            *slot += own;
        }
    }
    slots
}

fn spread(offered: u64, weights: impl Iterator<Item = u64> + Clone) -> Vec<u64> {
    let whole: u128 = weights.clone().map(u128::from).sum();
    let (mut weight_so_far, mut before) = (0_u128, 0_u64);
    weights
        .map(|weight| {
            weight_so_far += u128::from(weight);
            let up_to = (u128::from(offered) * weight_so_far).checked_div(whole).unwrap_or(0);
            let up_to = u64::try_from(up_to).unwrap_or(offered);
            let tokens = up_to - before;
            before = up_to;
            tokens
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{RunningHours, running, slots};
    use crate::quantity::Tokens;
    use crate::scenario::Load;

    #[test]
    fn no_token_is_lost() {
        let thirds = Load::Hourly([1, 1, 1].into_iter().filter_map(Tokens::new).collect());
        assert_eq!(slots(&thirds, 100), [33, 33, 34]);
        assert_eq!(slots(&Load::Flat, 7), [7]);
        let nightly = slots(&Load::Window { hours: 4, days: 7 }, 28_000);
        assert_eq!(nightly.len(), 168);
        assert_eq!(nightly.get(..5), Some([1_000, 1_000, 1_000, 1_000, 0].as_slice()));
        assert_eq!(nightly.iter().sum::<u64>(), 28_000);
    }

    #[test]
    fn a_window_runs_in_the_first_hours_of_the_first_days() {
        // 2 hours on each of 3 days are 6 slots for 6,000 tokens: 0 and 1, 24 and 25, 48 and 49.
        let slots = slots(&Load::Window { hours: 2, days: 3 }, 6_000);
        let filled: Vec<usize> = (0..).zip(&slots).filter(|(_, tokens)| **tokens == 1_000).map(|(at, _)| at).collect();
        assert_eq!(filled, [0, 1, 24, 25, 48, 49]);
        assert_eq!(slots.iter().sum::<u64>(), 6_000);
    }

    #[test]
    fn hours_of_what_offers_nothing_do_not_count() {
        let daily = Some(RunningHours { hours: 20_000, days: 1 });
        assert_eq!(running([(0, daily), (5, None)].into_iter()), [5]);
        // Two hours of one day for what has hours, all 168 of a week for the rest.
        let slots = running([(10, daily), (168, None)].into_iter());
        assert_eq!((slots.len(), slots.get(..3)), (168, Some([6, 6, 1].as_slice())));
        assert_eq!(slots.iter().sum::<u64>(), 178);
    }
}
