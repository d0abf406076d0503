//! Random numbers that are the same for the same seed.

use pricing::quantity::{Multiple, Share};

/// A `SplitMix64` generator: the same numbers for the same seed, natively and in WASM.
pub struct Generator {
    pub(super) state: u64,
}

impl Generator {
    /// A generator with a seed.
    pub const fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`; 0 for a bound of 0.
    pub fn below(&mut self, bound: u64) -> u64 {
        self.bits().checked_rem(bound).unwrap_or(0)
    }

    /// True `percent` times of a hundred.
    pub fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of several.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        let index = usize::try_from(self.below(from.len() as u64)).unwrap_or(0);
        from.get(index)
    }

    /// A count of any magnitude up to `most`.
    pub fn count(&mut self, most: u64) -> u64 {
        let digits = u32::try_from(self.below(17)).unwrap_or(0);
        self.below(10_u64.pow(digits)).min(most)
    }

    /// A share: often nothing, a round percentage, a fraction, sometimes any four places, nothing or all.
    pub fn share(&mut self) -> Share {
        let share = match self.below(6) {
            0 => Some(Share::NONE),
            1 => Share::new(u32::try_from(self.below(101)).unwrap_or(0), 100),
            2 => Share::new(1, u32::try_from(1 + self.below(12)).unwrap_or(1)),
            3 => Some(Share::ALL),
            _ => Share::new(u32::try_from(self.below(10_001)).unwrap_or(0), 10_000),
        };
        share.unwrap_or_default()
    }

    pub(super) fn multiple(&mut self, least: u64, most: u64) -> Multiple {
        let (least, most) = (least * 10_000, most * 10_000);
        let value =
            if self.chance(50) { self.below(most - least + 1) / 10_000 * 10_000 } else { self.below(most - least + 1) };
        Multiple::of_ten_thousandths(least + value).unwrap_or(Multiple::ONE)
    }
}
