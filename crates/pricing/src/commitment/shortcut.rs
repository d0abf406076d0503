//! What the published shortcut for AI's part of a payment leaves out.

use super::{AiSpend, YearOutlook};
use crate::money::Usd;
use crate::quantity::Multiple;
use crate::scenario::{Counts, Measure};

/// Something that makes what AI adds differ from the shortcut, which takes every dollar of AI to retire a dollar of the gap at
/// no cost, and every dollar above the gap to earn the discount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// AI that fills the gap earns the discount too.
    AbsorbedEarns,
    /// AI that costs its full price: all of it, or else some.
    EarnsNothing {
        /// Whether it is all of it.
        all: bool,
    },
    /// AI that doesn't count in full, or not at all, by its terms: all of it, or else some.
    CountsInPart {
        /// Whether it is all of it.
        all: bool,
    },
    /// More Marketplace spend than counts.
    MarketplaceCap,
}

impl YearOutlook {
    /// Why the shortcut differs from what AI adds. Of no meaning where it doesn't.
    pub fn shortcut_leaves_out(&self) -> Vec<LeftOut> {
        let gap = self.gap();
        let (is_filled, is_above) = (self.shortfall() == Usd::ZERO, self.ai_negotiated() > gap);
        let (is_gross, has_discount) = (self.deal.measure == Measure::Gross, self.deal.discount > Multiple::ZERO);
        let is_capped = self.marketplace() > self.cap();
        let spends: Vec<_> = self.ai.iter().filter(|spend| spend.negotiated > Usd::ZERO).collect();
        let counts_in_part = |counts| matches!(counts, Counts::Part(part) if part < Multiple::ONE);
        let mut found = Vec::new();
        // Within the gap, and measured after the discount, what AI costs is what it retires: as the shortcut has it.
        let absorbed_earns = spends.iter().any(|spend| spend.terms.earns && spend.counted > Usd::ZERO);
        if has_discount && gap > Usd::ZERO && absorbed_earns && (is_above || is_gross) {
            found.push(LeftOut::AbsorbedEarns);
        }
        // What retires all that it costs adds nothing while there is a shortfall, with the discount or without.
        let adds_full_price =
            |counts| is_filled || counts_in_part(counts) || (is_capped && counts == Counts::Marketplace);
        if has_discount
            && is_above
            && spends.iter().any(|spend| !spend.terms.earns && adds_full_price(spend.terms.counts))
        {
            found.push(LeftOut::EarnsNothing { all: spends.iter().all(|spend| !spend.terms.earns) });
        }
        // Once the shortfall has ended it is the same how much more would count.
        if !is_filled {
            let is_part = |spend: &&AiSpend| counts_in_part(spend.terms.counts) && (is_gross || spend.cash > Usd::ZERO);
            if spends.iter().any(is_part) {
                found.push(LeftOut::CountsInPart { all: spends.iter().all(is_part) });
            }
            if is_capped {
                found.push(LeftOut::MarketplaceCap);
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::super::year::tests::{Own, year};
    use super::*;

    const EARNS: Own = Own { list: 100, earns: true, counts: Counts::Part(Multiple::ONE) };
    const PAYS_FULL: Own = Own { earns: false, ..EARNS };
    const MARKET: Own = Own { counts: Counts::Marketplace, ..PAYS_FULL };

    fn half() -> Counts {
        Counts::Part(Multiple::of_ten_thousandths(5_000).unwrap_or_default())
    }

    /// What is left out of a year at a tenth off.
    fn left_out(commitment: u64, organic: u64, own: &[Own]) -> [Vec<LeftOut>; 2] {
        [Measure::Net, Measure::Gross]
            .map(|measure| year(measure, "0.1", commitment, organic, own).shortcut_leaves_out())
    }

    #[test]
    fn ai_that_earns_the_discount_earns_it_in_the_gap_too() {
        // Net 900 of 1,000 are retired: the gap is 100, and 100 of AI list don't reach above it; gross nothing is open.
        assert_eq!(left_out(1_000, 1_000, &[EARNS]), [vec![], vec![]]);
        // A gap of 50: net 945 - 900 = 45, gross 50, and AI reaches above both.
        assert_eq!(left_out(945, 1_000, &[EARNS]), [vec![LeftOut::AbsorbedEarns], vec![]]);
        assert_eq!(left_out(1_050, 1_000, &[EARNS]), [vec![], vec![LeftOut::AbsorbedEarns]]);
        // Gross, within the gap, it retires more than it costs.
        assert_eq!(left_out(1_200, 1_000, &[EARNS]), [vec![], vec![LeftOut::AbsorbedEarns]]);
        // Nothing is absorbed where nothing counts, nor without a discount.
        let uncounted = Own { counts: Counts::Part(Multiple::ZERO), ..EARNS };
        assert_eq!(left_out(945, 1_000, &[uncounted]), [vec![LeftOut::CountsInPart { all: true }], vec![]]);
        assert_eq!(year(Measure::Net, "0", 1_045, 1_000, &[EARNS]).shortcut_leaves_out(), []);
    }

    #[test]
    fn ai_at_its_full_price_adds_it_above_the_gap() {
        // Net the gap is 45 and filled: what earns nothing costs 100.
        let nothing = |all| LeftOut::EarnsNothing { all };
        assert_eq!(left_out(945, 1_000, &[PAYS_FULL]), [vec![nothing(true)], vec![nothing(true)]]);
        assert_eq!(
            left_out(945, 1_000, &[EARNS, PAYS_FULL]),
            [vec![LeftOut::AbsorbedEarns, nothing(false)], vec![nothing(false)]]
        );
        // A provider without spend is none of them.
        let unused = Own { list: 0, ..EARNS };
        assert_eq!(left_out(945, 1_000, &[unused, PAYS_FULL]), [vec![nothing(true)], vec![nothing(true)]]);
        // While there is a shortfall what retires all that it costs adds nothing.
        assert_eq!(left_out(1_300, 1_000, &[PAYS_FULL]), [vec![], vec![]]);
        // Without a discount there is none to miss.
        assert_eq!(year(Measure::Net, "0", 945, 1_000, &[PAYS_FULL]).shortcut_leaves_out(), []);
    }

    #[test]
    fn ai_that_counts_in_part_fills_less_of_the_gap() {
        let part = |all| LeftOut::CountsInPart { all };
        let halved = Own { counts: half(), ..EARNS };
        // Half of 90 and of 100 don't fill gaps of 300 and 200.
        assert_eq!(left_out(1_200, 1_000, &[halved]), [vec![part(true)], vec![LeftOut::AbsorbedEarns, part(true)]]);
        assert_eq!(
            left_out(1_300, 1_000, &[halved, EARNS]),
            [vec![part(false)], vec![LeftOut::AbsorbedEarns, part(false)]]
        );
        // Where it fills the gap all the same, it doesn't matter how much more would count: net 45 of 45.
        assert_eq!(left_out(945, 1_000, &[halved])[0], [LeftOut::AbsorbedEarns]);
        // At its full price it adds what doesn't count, where it is more than the gap: 100 of 95 net.
        let full = Own { earns: false, ..halved };
        assert_eq!(left_out(995, 1_000, &[full])[0], [LeftOut::EarnsNothing { all: true }, part(true)]);
        // At a discount of all it costs nothing, which net is what it would retire too; gross half of 100 do.
        let free = |measure| year(measure, "1", 1_200, 1_000, &[halved]).shortcut_leaves_out();
        assert_eq!(free(Measure::Net), []);
        assert_eq!(free(Measure::Gross), [LeftOut::AbsorbedEarns, part(true)]);
    }

    #[test]
    fn marketplace_spend_above_its_part_fills_nothing() {
        // A quarter of 200 counts: 50 of 100. Without other spend the gap is 200.
        let market = Own { list: 100, ..MARKET };
        assert_eq!(left_out(200, 0, &[market]), [vec![LeftOut::MarketplaceCap], vec![LeftOut::MarketplaceCap]]);
        // 300 are more than the gap, and 50 of them count: the rest is paid in full.
        let more = Own { list: 300, ..MARKET };
        let expected = || vec![LeftOut::EarnsNothing { all: true }, LeftOut::MarketplaceCap];
        assert_eq!(left_out(200, 0, &[more]), [expected(), expected()]);
        // At just its part nothing is lost.
        let just = Own { list: 50, ..MARKET };
        assert_eq!(left_out(200, 0, &[just]), [vec![], vec![]]);
        // Within its part what it costs is what it retires, also where 90 + 3 don't fill a net gap of 95.
        let within = Own { list: 3, ..MARKET };
        assert_eq!(left_out(995, 1_000, &[EARNS, within])[0], [LeftOut::AbsorbedEarns]);
    }
}
