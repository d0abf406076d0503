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
