//! One year of a commitment: what is spent, what retires it, what is paid.

use rust_decimal::Decimal;

use super::{cents, scaled};
use crate::money::{Usd, rounded_to, shifted};
use crate::quantity::Multiple;
use crate::scenario::{Counts, Measure, ProviderTerms};

/// The part of a commitment that Marketplace spend can retire, in ten-thousandths: a quarter.
const MARKETPLACE_CAP: u64 = 2_500;

/// What was agreed for a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deal {
    /// What is promised.
    pub commitment: Usd,
    /// The discount, as a share.
    pub discount: Multiple,
    /// The rate negotiated below list for AI spend, as a share.
    pub negotiated: Multiple,
    /// What retires the commitment.
    pub measure: Measure,
}

impl Deal {
    /// The same with nothing promised and no discount.
    #[must_use]
    pub const fn without_commitment(self) -> Self {
        Self { commitment: Usd::ZERO, discount: Multiple::ZERO, ..self }
    }

    /// What is left of an amount after the discount.
    fn discounted(self, amount: Usd) -> Usd {
        amount.times_parts(rest(self.discount))
    }

    /// AI spend on these terms.
    pub(super) fn spend(self, name: &str, list: Usd, terms: ProviderTerms) -> AiSpend {
        let negotiated = list.times_parts(rest(self.negotiated));
        let cash = if terms.earns { self.discounted(negotiated) } else { negotiated };
        let measured = if self.measure == Measure::Net { cash } else { negotiated };
        let counted = match terms.counts {
            Counts::Part(part) => measured.times_parts(part.ten_thousandths().min(10_000)),
            Counts::Marketplace => measured,
        };
        AiSpend { name: name.to_owned(), list, negotiated, cash, counted, terms }
    }
}

/// One less a share, in ten-thousandths.
fn rest(share: Multiple) -> u64 {
    10_000 - share.ten_thousandths().min(10_000)
}

/// One year: what is spent, what retires the commitment, and what is paid, with AI and without it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearOutlook {
    /// What was agreed for it.
    pub deal: Deal,
    /// Spend without AI, before discount.
    pub organic: Usd,
    /// AI spend by provider.
    pub ai: Vec<AiSpend>,
    /// What is paid for usage without AI, after discount.
    pub usage_without: Usd,
    /// What retires the commitment without AI.
    pub retired_without: Usd,
    /// What retires the commitment with AI.
    pub retired_with: Usd,
}

/// AI spend of a year on one provider's models.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AiSpend {
    /// The provider's name; `AI spend, typed` for typed spend.
    pub name: String,
    /// Before any discount.
    pub list: Usd,
    /// After the negotiated rate.
    pub negotiated: Usd,
    /// After the discount, where it earns it: what is paid.
    pub cash: Usd,
    /// What of it could retire the commitment, before the cap on Marketplace spend.
    pub counted: Usd,
    /// Its terms.
    pub terms: ProviderTerms,
}

impl YearOutlook {
    /// AI spend before any discount.
    pub fn ai_list(&self) -> Usd {
        self.ai.iter().map(|spend| spend.list).sum()
    }

    /// What is paid for AI usage.
    pub fn ai_cash(&self) -> Usd {
        self.ai.iter().map(|spend| spend.cash).sum()
    }

    /// Committed spend that isn't reached without AI: the gap.
    pub fn gap(&self) -> Usd {
        shortfall(self.deal.commitment, self.retired_without)
    }

    /// Committed spend that isn't reached with AI.
    pub fn shortfall(&self) -> Usd {
        shortfall(self.deal.commitment, self.retired_with)
    }

    /// What the year costs without AI.
    pub fn payment_without(&self) -> Usd {
        self.usage_without + self.gap()
    }

    /// What the year costs with AI.
    pub fn payment(&self) -> Usd {
        self.usage_without + self.ai_cash() + self.shortfall()
    }

    /// What AI adds to the year's payment. Negative where AI retires more than it costs.
    pub fn incremental(&self) -> Usd {
        self.payment() - self.payment_without()
    }

    /// The part of AI cost that only replaces shortfall.
    pub fn absorbed(&self) -> Usd {
        self.gap() - self.shortfall()
    }

    /// How far what AI adds lies below its list price, as a share; `None` without AI.
    pub fn effective_discount(&self) -> Option<Decimal> {
        let list = self.ai_list();
        (list - self.incremental()).share_of(list)
    }

    /// The published shortcut: AI spend above the gap, less the discount.
    pub fn shortcut(&self) -> Usd {
        let gap = self.gap();
        let above = self.ai_negotiated() - gap;
        if above > Usd::ZERO { self.deal.discounted(above) } else { Usd::ZERO }
    }

    /// AI spend before discounts, in the present mix, at which the shortfall ends; `None` where it never does.
    pub fn shortfall_ends_at(&self) -> Option<Usd> {
        if self.gap() == Usd::ZERO {
            return Some(Usd::ZERO);
        }
        times_share(self.ai_list(), self.shortfall_ends_share())
    }

    /// The same as a share of the present AI spend, given a gap: a dividend, and a divisor which is nothing where it never ends.
    fn shortfall_ends_share(&self) -> (Usd, Usd) {
        let gap = self.gap();
        let (open, capped) = self.counted();
        let (cap, all) = (self.cap(), open + capped);
        // Where nothing is capped yet, all of it counts; above the cap only the rest does. The question is multiplied out.
        let capped = capped.times_exactly(finest(gap)) > cap.times_exactly(finest(all));
        if capped { (gap - cap, open) } else { (gap, all) }
    }

    /// AI spend before discounts, to the cent, and the payment, where more AI in this mix begins to add more than before: where
    /// Marketplace spend reaches its cap, and where the shortfall ends.
    pub fn bends(&self) -> Vec<(Usd, Usd)> {
        if self.gap() == Usd::ZERO {
            return Vec::new();
        }
        let end = self.at_share(self.shortfall_ends_share());
        let capped = self.at_share((self.cap(), self.marketplace()));
        // Once the shortfall has ended nothing changes at the cap.
        let capped = capped.filter(|(ai, _)| end.is_none_or(|(end, _)| *ai < end));
        capped.into_iter().chain(end).collect()
    }

    /// AI spend before discounts, to the cent, and the payment at a share of the present AI spend, its mix staying as it is.
    fn at_share(&self, share: (Usd, Usd)) -> Option<(Usd, Usd)> {
        let (open, capped) = self.counted();
        let [list, cash, open, capped] =
            [self.ai_list(), self.ai_cash(), open, capped].map(|all| times_share(all, share));
        let retired = self.retired_without + open? + capped?.min(self.cap());
        let payment = self.usage_without + cash? + shortfall(self.deal.commitment, retired);
        // What is paid without AI has six places at most: what is the same stays the same.
        Some((cents(list?), Usd::new(rounded_to(payment.amount(), 6))))
    }

    /// The same to the cent, for showing.
    pub fn shortfall_ends_about(&self) -> Option<Usd> {
        self.shortfall_ends_at().map(cents)
    }

    /// A year with this deal, this spend without AI and this AI spend.
    pub(super) fn new(deal: Deal, organic: Usd, ai: Vec<AiSpend>) -> Self {
        let usage_without = deal.discounted(organic);
        let retired_without = if deal.measure == Measure::Net { usage_without } else { organic };
        let mut year = Self { deal, organic, ai, usage_without, retired_without, retired_with: retired_without };
        let (open, capped) = year.counted();
        year.retired_with = retired_without + open + capped.min(year.cap());
        year
    }

    /// The same year, its deal, its AI spend before discounts and its terms changed.
    pub(super) fn again(&self, deal: Deal, organic: Usd, change: &dyn Fn(&mut Usd, &mut ProviderTerms)) -> Self {
        let ai = self.ai.iter().map(|spend| {
            let (mut list, mut terms) = (spend.list, spend.terms.clone());
            change(&mut list, &mut terms);
            deal.spend(&spend.name, list, terms)
        });
        Self::new(deal, organic, ai.collect())
    }

    /// The year with all spend times so many ten-thousandths, each to the cent, under a deal.
    #[must_use]
    pub fn at(&self, deal: Deal, demand: u64) -> Self {
        self.again(deal, scaled(self.organic, demand), &|list, _| *list = scaled(*list, demand))
    }

    /// The same year with all AI spend times so many ten-thousandths, each to the cent.
    #[must_use]
    pub fn with_ai(&self, parts: u64) -> Self {
        self.again(self.deal, self.organic, &|list, _| *list = scaled(*list, parts))
    }

    /// The same year without so many ten-thousandths of its AI spend, each to the cent.
    #[must_use]
    pub fn without(&self, parts: u64) -> Self {
        self.again(self.deal, self.organic, &|list, _| *list = *list - scaled(*list, parts))
    }

    /// What is paid for usage, with AI.
    pub fn usage(&self) -> Usd {
        self.usage_without + self.ai_cash()
    }

    /// AI spend after the negotiated rate.
    pub fn ai_negotiated(&self) -> Usd {
        self.ai.iter().map(|spend| spend.negotiated).sum()
    }

    /// What could count without a cap, and what is Marketplace spend.
    fn counted(&self) -> (Usd, Usd) {
        let (mut open, mut capped) = (Usd::ZERO, Usd::ZERO);
        for spend in &self.ai {
            let sum = if spend.terms.counts == Counts::Marketplace { &mut capped } else { &mut open };
            *sum = *sum + spend.counted;
        }
        (open, capped)
    }

    /// Marketplace spend that could count without a cap.
    pub fn marketplace(&self) -> Usd {
        self.counted().1
    }

    /// How much more Marketplace spend could count than there is now.
    pub fn marketplace_left(&self) -> Usd {
        let (now, cap) = (self.marketplace(), self.cap());
        if now < cap { cap - now } else { Usd::ZERO }
    }

    /// How much Marketplace spend counts at most.
    pub fn cap(&self) -> Usd {
        self.deal.commitment.times_parts(MARKETPLACE_CAP)
    }
}

/// An amount times a quotient, for showing; `None` where its divisor is nothing.
fn times_share(amount: Usd, (dividend, divisor): (Usd, Usd)) -> Option<Usd> {
    amount.amount().checked_mul(dividend.amount())?.checked_div(divisor.amount()).map(Usd::new)
}

fn shortfall(commitment: Usd, retired: Usd) -> Usd {
    if retired < commitment { commitment - retired } else { Usd::ZERO }
}

/// Whole 10^-15 dollars: finer than anything that counts.
pub(super) fn finest(amount: Usd) -> u128 {
    shifted(amount.amount(), 15).map_or(u128::MAX, |amount| amount.mantissa().unsigned_abs())
}
