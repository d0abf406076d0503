//! What a workload comes to in numbers, before any price.

use crate::price::demand::{self, Steps};
use crate::quantity::Share;
use crate::scenario::check::{Shares, shares_of};
use crate::scenario::{Demand, Workload};

impl Demand {
    /// Requests a month, before calls per request; `None` where demand is given in tokens.
    pub fn requests(self) -> Option<u64> {
        demand::requests(self)
    }
}

impl Workload {
    /// Input and output tokens of a month before trim, added up, however many.
    pub fn tokens_before_trim(&self) -> u128 {
        demand::tokens_before_trim(self)
    }

    /// Input and output tokens a month, after calls per request, overhead and trim.
    pub fn tokens(&self) -> (u64, u64) {
        let volume = demand::volume(self, true, Steps::Left);
        (volume.input.tokens(), volume.output.tokens())
    }

    /// The share that no route takes, in percent or as a fraction; `None` where the routes take more than all.
    pub fn stays(&self) -> Option<String> {
        match shares_of(&self.routes) {
            Shares::All => Some("0%".to_owned()),
            Shares::MoreThanAll => None,
            Shares::Part { rest, denominator } => {
                let divisor = greatest_common_divisor(rest, denominator);
                let (upper, lower) = (rest / divisor, denominator / divisor);
                let share = u32::try_from(upper).ok().zip(u32::try_from(lower).ok());
                let share = share.and_then(|(upper, lower)| Share::new(upper, lower));
                Some(share.map_or_else(|| format!("{upper}/{lower}"), Share::percent))
            }
        }
    }
}

const fn greatest_common_divisor(mut left: u128, mut right: u128) -> u128 {
    while right != 0 {
        (left, right) = (right, left % right);
    }
    left
}
