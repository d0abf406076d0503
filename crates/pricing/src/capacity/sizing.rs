//! A load against a number of units: what is served, for any number of them.

use rust_decimal::Decimal;

use crate::money::rounded_to;

/// A count in millions; `None` above what a decimal holds.
pub(super) fn millions(count: u128) -> Option<Decimal> {
    Decimal::try_from_i128_with_scale(i128::try_from(count).ok()?, 6).ok()
}

/// A load, and the units that serve it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sizing {
    /// Tokens of each slot; all slots last equally long.
    pub slots: Vec<u64>,
    /// Tokens of all slots: what is offered in a month.
    pub offered: u64,
    /// Tokens that one unit can do in a month.
    pub unit: u64,
    /// Units bought.
    pub units: u64,
    /// What the units bought serve, in the parts of [`served_by`](Self::served_by).
    served: u128,
}

impl Sizing {
    /// The slots of a load of `offered` tokens against `units` that do `unit` tokens a month each.
    pub fn new(slots: Vec<u64>, offered: u64, unit: u64, units: u64) -> Self {
        let mut sizing = Self { slots, offered, unit, units, served: 0 };
        sizing.served = sizing.served_by(units);
        sizing
    }

    /// The same load, of which this share is served: that of whole requests, which another side may force.
    #[must_use]
    pub(crate) fn serving(mut self, served: u128, offered: u128) -> Self {
        let all = self.offered_parts();
        self.served = all.saturating_mul(served).checked_div(offered).unwrap_or(all).min(all);
        self
    }

    /// How many slots there are: what is served counts in parts of a token that are this small.
    pub fn slot_count(&self) -> u64 {
        self.slots.len().try_into().unwrap_or(u64::MAX)
    }

    /// Tokens a month that this many units serve, times the number of slots.
    ///
    /// A slot holds the month's capacity divided by the number of slots; multiplied out, so that nothing is rounded and
    /// each further unit serves at most as much as the one before.
    pub fn served_by(&self, units: u64) -> u128 {
        self.served_of_slots(&self.slots, units)
    }

    fn served_of_slots(&self, slots: &[u64], units: u64) -> u128 {
        let (count, capacity) = (self.slot_count(), units * self.unit);
        // Within the bounds of a scenario neither product reaches 2^64.
        slots.iter().map(|slot| u128::from(slot.saturating_mul(count).min(capacity))).sum()
    }

    /// What is served of the load: by the units bought, or as far as whole requests are; see [`served_by`](Self::served_by).
    pub fn served(&self) -> u128 {
        self.served
    }

    /// What one run of slots is served by the units bought; see [`served_by`](Self::served_by).
    pub fn served_in(&self, slots: &[u64]) -> u128 {
        self.served_of_slots(slots, self.units)
    }

    /// Whole tokens of what counts in parts of a token, rounded down.
    pub fn tokens(&self, parts: u128) -> u64 {
        u64::try_from(parts / u128::from(self.slot_count().max(1))).unwrap_or(u64::MAX)
    }

    /// What is offered, in the same parts of a token.
    pub fn offered_parts(&self) -> u128 {
        u128::from(self.offered) * u128::from(self.slot_count())
    }

    /// What the units bought can do, in the same parts of a token.
    pub fn capacity_parts(&self) -> u128 {
        u128::from(self.units) * u128::from(self.unit) * u128::from(self.slot_count())
    }

    /// How many of `count` tokens are served: their share of what is offered, rounded down.
    pub(crate) fn served_of(&self, count: u64) -> u64 {
        let served = (u128::from(count) * self.served).checked_div(self.offered_parts()).unwrap_or(0);
        u64::try_from(served).unwrap_or(count).min(count)
    }

    /// Part of the capacity bought that is used: to 12 places.
    pub fn utilisation(&self) -> Option<Decimal> {
        let (served, all) = (millions(self.served)?, millions(self.capacity_parts())?);
        served.checked_div(all).map(|share| rounded_to(share, 12))
    }

    /// Unit-slots in which a unit has nothing to do; each lasts the month's hours divided by the number of slots.
    pub fn idle(&self) -> u64 {
        let busy = |slot: &u64| slot.saturating_mul(self.slot_count()).div_ceil(self.unit.max(1)).min(self.units);
        self.slots.iter().map(|slot| self.units - busy(slot)).sum()
    }

    /// Units that carry the mean of the load, and units that carry its peak.
    pub fn mean_and_peak(&self) -> (u64, u64) {
        let peak = self.slots.iter().copied().max().unwrap_or(0).saturating_mul(self.slot_count());
        let unit = self.unit.max(1);
        (self.offered.div_ceil(unit), peak.div_ceil(unit))
    }
}

#[cfg(test)]
mod tests {
    use super::Sizing;

    /// Two, eight and fourteen million tokens an hour, eight hours each, against six million an hour.
    fn spill(units: u64) -> Sizing {
        let slots = [2_000_000, 8_000_000, 14_000_000].map(|tokens| [tokens; 8]).concat();
        Sizing::new(slots, 192_000_000, 144_000_000, units)
    }

    #[test]
    fn each_unit_serves_less_than_the_one_before() {
        let served: Vec<u128> = (0..=4).map(|units| spill(1).served_by(units) / 24).collect();
        assert_eq!(served, [0, 112_000_000, 176_000_000, 192_000_000, 192_000_000]);
    }

    #[test]
    fn what_is_bought_serves_some_slots_by_themselves() {
        // Two units do 12 million tokens an hour: 12 of 14 million, and all of 2 million. In parts of 1/24 of a token.
        assert_eq!(spill(2).served_in(&[14_000_000, 2_000_000]), 14_000_000 * 24);
        assert_eq!(spill(1).served_in(&[14_000_000, 2_000_000]), 8_000_000 * 24);
        assert_eq!(spill(2).served_in(&[]), 0);
    }

    #[test]
    fn idle_units_are_counted_slot_by_slot() {
        // One unit is idle in the eight quiet hours, none in the others.
        assert_eq!(spill(2).idle(), 8);
        assert_eq!(spill(1).idle(), 0);
        assert_eq!(spill(3).idle(), 2 * 8 + 8);
    }

    #[test]
    fn mean_and_peak() {
        assert_eq!(spill(1).mean_and_peak(), (2, 3));
    }
}
