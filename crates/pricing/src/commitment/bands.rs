//! Discounts that others have published for commitments of a size: a benchmark, never AWS's terms.

use rust_decimal::Decimal;

use crate::money::Usd;

/// What one firm saw for commitments from a size on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    /// Where it starts, in dollars a year; the edge belongs to it.
    pub from: u32,
    /// The lowest discount seen, in percent.
    pub low: u32,
    /// The highest discount seen, in percent.
    pub high: u32,
}

/// The bands of The AWS Bedrock Licensing and Negotiation Playbook, Redress Compliance, June 2026; smallest first.
pub const BANDS: [Band; 4] = [
    Band { from: 0, low: 7, high: 12 },
    Band { from: 5_000_000, low: 12, high: 18 },
    Band { from: 20_000_000, low: 18, high: 22 },
    Band { from: 50_000_000, low: 22, high: 28 },
];

/// The band of a commitment a year; `None` where nothing is promised.
pub fn observed(commitment: Usd) -> Option<Band> {
    let reached = |band: &&Band| Usd::new(Decimal::from(band.from)) <= commitment;
    BANDS.iter().rev().find(reached).copied().filter(|_| commitment > Usd::ZERO)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_edge_of_a_band_belongs_to_it() {
        let low = |cents: u64| observed(Usd::of_cents(cents)).map(|band| (band.from, band.low, band.high));
        assert_eq!(low(0), None);
        assert_eq!(low(1), Some((0, 7, 12)));
        assert_eq!(low(499_999_999), Some((0, 7, 12)));
        assert_eq!(low(500_000_000), Some((5_000_000, 12, 18)));
        assert_eq!(low(2_000_000_000), Some((20_000_000, 18, 22)));
        assert_eq!(low(4_999_999_999), Some((20_000_000, 18, 22)));
        assert_eq!(low(5_000_000_000), Some((50_000_000, 22, 28)));
    }
}
