//! Whether the rows of a table are hours or days.

use super::Step;
use super::time::{Hour, Time};

/// What times have shown.
#[derive(Default)]
pub(super) struct Days {
    /// The hours of the first time.
    first: Option<[Option<Hour>; 2]>,
    /// Whether there are others.
    several: bool,
    /// Whether a time says more than the day.
    clock: bool,
    /// Whether a time isn't midnight as it is written, and whether one isn't in UTC.
    others: [bool; 2],
    /// Whether a time names an offset other than UTC.
    offsets: bool,
}

/// What the rows of a table are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Each {
    Hour,
    /// A day, with times that don't say more.
    Day,
    /// A day, with times that are midnight in UTC.
    Midnight,
    /// A day, with times that are midnight where they were written.
    LocalMidnight,
}

impl Days {
    pub(super) fn note(&mut self, time: &Time) {
        self.several |= *self.first.get_or_insert(time.hours) != time.hours;
        self.clock |= time.clock;
        self.offsets |= time.offset != 0;
        for (other, midnight) in self.others.iter_mut().zip(time.midnights()) {
            *other |= !midnight;
        }
    }

    /// What the rows are. An hour in a column of its own is an hour, midnight too.
    pub(super) const fn each(&self, hours_apart: bool) -> Each {
        match self.others {
            _ if !self.clock => Each::Day,
            _ if hours_apart || !self.several => Each::Hour,
            [_, false] => Each::Midnight,
            [false, true] => Each::LocalMidnight,
            [true, true] => Each::Hour,
        }
    }
}

impl Each {
    pub(super) const fn step(self) -> Step {
        match self {
            Self::Hour => Step::Hour,
            Self::Day | Self::Midnight | Self::LocalMidnight => Step::Day,
        }
    }

    /// The hour of a time, or its day's first, and the seconds within.
    pub(super) fn place(self, time: &Time, order: usize) -> Option<(Hour, u16)> {
        let (hours, within) = match self {
            Self::LocalMidnight => (time.local(), 0),
            Self::Hour | Self::Day | Self::Midnight => (time.hours, time.within),
        };
        Some((hours.get(order).copied().flatten()?, within))
    }
}
