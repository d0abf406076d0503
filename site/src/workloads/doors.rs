//! The three doors to demand: going through another one keeps the numbers where they convert exactly.

use pricing::quantity::{Multiple, Requests, Tokens, TokensPerRequest};
use pricing::scenario::Demand;

/// A door to demand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// Requests a minute, while traffic runs.
    Traffic,
    /// Requests a month.
    Requests,
    /// Tokens a month.
    Monthly,
}

impl Door {
    /// All doors, in the order they are shown.
    pub const ALL: [Self; 3] = [Self::Traffic, Self::Requests, Self::Monthly];

    /// The door that a demand is given through.
    pub const fn of(demand: Demand) -> Self {
        match demand {
            Demand::Monthly { .. } => Self::Monthly,
            Demand::Requests { .. } => Self::Requests,
            Demand::Traffic { .. } => Self::Traffic,
        }
    }
}

/// What was last given through each door.
#[derive(Clone, Copy, Default)]
pub struct Doors {
    left: [Option<Left>; 3],
    /// The demand that the workload was last given here.
    given: Option<Demand>,
}

/// A demand as its door was left.
#[derive(Clone, Copy)]
struct Left {
    demand: Demand,
    /// Whether something was typed behind another door since.
    is_old: bool,
}

impl Doors {
    /// The demand behind another door: as it was left where nothing was typed since, otherwise the same tokens where
    /// they convert exactly, otherwise what was typed there before.
    pub fn go(&mut self, from: Demand, to: Door) -> Demand {
        if self.given != Some(from) {
            for left in self.left.iter_mut().flatten() {
                left.is_old = true;
            }
        }
        if let Some(left) = self.left.get_mut(Door::of(from) as usize) {
            *left = Some(Left { demand: from, is_old: false });
        }
        let there = match self.left.get(to as usize).copied().flatten() {
            Some(Left { demand, is_old: false }) => demand,
            before => convert(from, to).or(before.map(|before| before.demand)).unwrap_or_else(|| start(to)),
        };
        self.given = Some(there);
        there
    }
}

/// The same tokens through another door; `None` where they can't be said there exactly.
fn convert(from: Demand, to: Door) -> Option<Demand> {
    let each = |count: u64| TokensPerRequest::new(count);
    match (from, to) {
        (Demand::Monthly { input, output }, Door::Requests) => {
            let (input, output) = (input.count(), output.count());
            // A usual prompt whose number of requests is whole on both sides.
            for prompt in [2_000_u64, 1_000, 4_000, 500, 10_000, 100] {
                let requests = input / prompt;
                if requests > 0
                    && input.is_multiple_of(prompt)
                    && output.is_multiple_of(requests)
                    && let Some(requests) = Requests::new(requests)
                    && let (Some(input), Some(output)) = (each(prompt), each(output / requests.count()))
                {
                    return Some(Demand::Requests { requests, input, output });
                }
            }
            None
        }
        (Demand::Requests { input, output, .. } | Demand::Traffic { input, output, .. }, Door::Monthly) => {
            let requests = from.requests()?;
            let all = |each: u64| Tokens::new(requests.checked_mul(each)?);
            Some(Demand::Monthly { input: all(input.count())?, output: all(output.count())? })
        }
        (Demand::Traffic { input, output, .. }, Door::Requests) => {
            Some(Demand::Requests { requests: Requests::new(from.requests()?)?, input, output })
        }
        (Demand::Requests { requests, input, output }, Door::Traffic) => {
            let (hours_per_day, days_per_month) = (Multiple::whole(24)?, Multiple::whole(30)?);
            // 24 hours of 30 days are 43,200 minutes.
            let parts = requests.count().checked_mul(10_000).filter(|parts| parts.is_multiple_of(43_200))? / 43_200;
            let requests_per_minute = Multiple::of_ten_thousandths(parts)?;
            Some(Demand::Traffic { requests_per_minute, hours_per_day, days_per_month, input, output })
        }
        (Demand::Monthly { .. }, Door::Traffic) => convert(convert(from, Door::Requests)?, Door::Traffic),
        _ => Some(from),
    }
}

/// Where a door begins: nothing is asked for yet.
fn start(door: Door) -> Demand {
    let each = TokensPerRequest::default();
    match door {
        Door::Monthly => Demand::Monthly { input: Tokens::ZERO, output: Tokens::ZERO },
        Door::Requests => Demand::Requests { requests: Requests::default(), input: each, output: each },
        Door::Traffic => Demand::Traffic {
            requests_per_minute: Multiple::ZERO,
            hours_per_day: Multiple::whole(24).unwrap_or_default(),
            days_per_month: Multiple::whole(30).unwrap_or_default(),
            input: each,
            output: each,
        },
    }
}

/// The demand of an empty workload.
pub fn nothing_yet() -> Demand {
    start(Door::Requests)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example() -> Demand {
        Demand::Monthly {
            input: Tokens::new(2_400_000_000).unwrap_or_default(),
            output: Tokens::new(600_000_000).unwrap_or_default(),
        }
    }

    #[test]
    fn the_example_is_the_same_through_every_door() {
        let mut doors = Doors::default();
        let requests = doors.go(example(), Door::Requests);
        assert_eq!(requests.requests(), Some(1_200_000));
        assert_eq!(doors.go(requests, Door::Monthly), example());
    }

    #[test]
    fn what_was_typed_behind_a_door_comes_back() {
        let mut doors = Doors::default();
        let odd = Demand::Monthly { input: Tokens::new(7).unwrap_or_default(), output: Tokens::ZERO };
        let requests = doors.go(odd, Door::Requests);
        assert_eq!(requests, start(Door::Requests));
        let traffic = doors.go(requests, Door::Traffic);
        assert_eq!(doors.go(traffic, Door::Monthly), odd);
    }
}
