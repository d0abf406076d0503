//! One year of a commitment: what is spent, what retires it, what is paid.

use rust_decimal::Decimal;

use super::{cents, scaled, twelfths};
use crate::money::{Usd, rounded_to, shifted};
use crate::quantity::Multiple;
use crate::scenario::{Commitment, Counts, Forecast, Measure, ProviderTerms};

/// What was agreed for a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deal {
    /// What is promised.
    pub commitment: Usd,
    /// The discount, as a share.
    pub discount: Multiple,
    /// What retires the commitment.
    pub measure: Measure,
    /// The part of the commitment that Marketplace spend can retire, as a share.
    pub marketplace_share: Multiple,
    /// How much of that part other Marketplace spend takes.
    pub marketplace_used: Usd,
}

/// How far below list a provider's models are, and for how much of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BelowList {
    /// The rate below list, as a share.
    pub share: Multiple,
    /// Months of the year it holds: 0 to 12. The rest is at list price.
    pub months: u32,
}

/// What a spend comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Spent {
    negotiated: Usd,
    cash: Usd,
    counted: Usd,
}

impl Deal {
    /// The same with nothing promised, and the discount there is without a commitment.
    #[must_use]
    pub const fn without_commitment(self, flat_discount: Multiple) -> Self {
        Self { commitment: Usd::ZERO, discount: flat_discount, ..self }
    }

    /// How much Marketplace spend counts at most.
    pub fn marketplace_room(self) -> Usd {
        let room = self.commitment.times_parts(self.marketplace_share.ten_thousandths().min(10_000));
        if self.marketplace_used < room { room - self.marketplace_used } else { Usd::ZERO }
    }

    /// What is left of an amount after the discount.
    fn discounted(self, amount: Usd) -> Usd {
        amount.times_parts(rest(self.discount))
    }

    fn spent(self, list: Usd, terms: &ProviderTerms, below: BelowList) -> Spent {
        let covered = if below.months < 12 { twelfths(list, below.months) } else { list };
        let negotiated = list - covered.times_parts(below.share.ten_thousandths().min(10_000));
        let cash = if terms.earns { self.discounted(negotiated) } else { negotiated };
        let measured = if self.measure == Measure::Net { cash } else { negotiated };
        let counted = match terms.counts {
            Counts::Part(part) => measured.times_parts(part.ten_thousandths().min(10_000)),
            Counts::Marketplace => measured,
        };
        Spent { negotiated, cash, counted }
    }

    /// AI spend on these terms.
    pub(super) fn spend(self, provider: Provider, list: Usd) -> AiSpend {
        let Spent { negotiated, cash, counted } = self.spent(list, &provider.terms, provider.below);
        let Provider { name, terms, below, may_be_marketplace } = provider;
        AiSpend { name, list, negotiated, cash, counted, terms, below, may_be_marketplace }
    }

    /// What is paid for usage of such spend, and what of it retires the commitment.
    pub(super) fn settle(self, organic: Usd, ai: &[AiSpend], list: &dyn Fn(&AiSpend) -> Usd) -> Settled {
        let usage_without = self.discounted(organic);
        let retired_without = if self.measure == Measure::Net { usage_without } else { organic };
        let (mut cash, mut open, mut capped) = (Usd::ZERO, Usd::ZERO, Usd::ZERO);
        for spend in ai {
            let spent = self.spent(list(spend), &spend.terms, spend.below);
            let sum = if spend.terms.counts == Counts::Marketplace { &mut capped } else { &mut open };
            *sum = *sum + spent.counted;
            cash = cash + spent.cash;
        }
        let retired_with = retired_without + open + capped.min(self.marketplace_room());
        Settled { usage: usage_without + cash, retired_with }
    }
}

/// What a year comes to before its shortfall.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Settled {
    pub(super) usage: Usd,
    pub(super) retired_with: Usd,
}

/// A provider of AI spend, its terms and its rate below list in a year.
pub(super) struct Provider {
    pub(super) name: String,
    pub(super) terms: ProviderTerms,
    pub(super) below: BelowList,
    pub(super) may_be_marketplace: bool,
}

/// How Marketplace-billed models stand in the contract: no AWS text settles it, so the payment is known under both readings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// They earn no discount and count as Marketplace spend, up to its part of the commitment.
    Capped,
    /// They earn the discount and count in full.
    Full,
}

impl Reading {
    /// Both, the stricter first.
    pub const ALL: [Self; 2] = [Self::Capped, Self::Full];
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
    /// What the year's spend without AI retires.
    pub retired_without: Usd,
    /// What the year's spend with AI retires.
    pub retired_with: Usd,
    /// What earlier years retired beyond their commitments without AI; nothing unless it carries forward.
    pub carried_without: Usd,
    /// What earlier years retired beyond their commitments with AI; nothing unless it carries forward.
    pub carried_with: Usd,
}

/// AI spend of a year on one provider's models.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AiSpend {
    /// The provider's name; `AI spend, typed` for typed spend by version 1 of the rules.
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
    /// Its rate below list.
    pub below: BelowList,
    /// Whether AWS Marketplace bills it or, by version 2 of the rules, may: no text of AWS settles it. Then its terms have two readings.
    pub may_be_marketplace: bool,
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
        shortfall(self.deal.commitment, self.retired_without + self.carried_without)
    }

    /// Committed spend that isn't reached with AI.
    pub fn shortfall(&self) -> Usd {
        shortfall(self.deal.commitment, self.retired_with + self.carried_with)
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

    /// What this year's AI would have to retire: the gap, less what earlier years' AI brings forward.
    fn open_gap(&self) -> Usd {
        shortfall(self.deal.commitment, self.retired_without + self.carried_with)
    }

    /// AI spend before discounts, in the present mix, at which the shortfall ends; `None` where it never does.
    pub fn shortfall_ends_at(&self) -> Option<Usd> {
        if self.open_gap() == Usd::ZERO {
            return Some(Usd::ZERO);
        }
        times_share(self.ai_list(), self.shortfall_ends_share())
    }

    /// The same as a share of the present AI spend, given a gap: a dividend, and a divisor which is nothing where it never ends.
    fn shortfall_ends_share(&self) -> (Usd, Usd) {
        let gap = self.open_gap();
        let (open, capped) = self.counted();
        let (cap, all) = (self.cap(), open + capped);
        // Where nothing is capped yet, all of it counts; above the cap only the rest does. The question is multiplied out.
        let capped = capped.times_exactly(finest(gap)) > cap.times_exactly(finest(all));
        if capped { (gap - cap, open) } else { (gap, all) }
    }

    /// AI spend before discounts, to the cent, and the payment, where more AI in this mix begins to add more than before: where
    /// Marketplace spend reaches its cap, and where the shortfall ends.
    pub fn bends(&self) -> Vec<(Usd, Usd)> {
        if self.open_gap() == Usd::ZERO {
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
        let retired = self.retired_without + self.carried_with + open? + capped?.min(self.cap());
        let payment = self.usage_without + cash? + shortfall(self.deal.commitment, retired);
        // What is paid without AI has six places at most: what is the same stays the same.
        Some((cents(list?), Usd::new(rounded_to(payment.amount(), 6))))
    }

    /// The same to the cent, for showing.
    pub fn shortfall_ends_about(&self) -> Option<Usd> {
        self.shortfall_ends_at().map(cents)
    }

    /// A year with this deal, this spend without AI and this AI spend; nothing is carried into it.
    pub(super) fn new(deal: Deal, organic: Usd, ai: Vec<AiSpend>) -> Self {
        let usage_without = deal.discounted(organic);
        let retired_without = if deal.measure == Measure::Net { usage_without } else { organic };
        let retired_with = deal.settle(organic, &ai, &|spend| spend.list).retired_with;
        let (carried_without, carried_with) = (Usd::ZERO, Usd::ZERO);
        Self { deal, organic, ai, usage_without, retired_without, retired_with, carried_without, carried_with }
    }

    /// The same year, its deal, its AI spend before discounts and its terms changed; nothing is carried into it.
    pub(super) fn again(&self, deal: Deal, organic: Usd, change: &dyn Fn(&mut Usd, &mut AiSpend)) -> Self {
        let ai = self.ai.iter().map(|spend| {
            let (mut list, mut changed) = (spend.list, spend.clone());
            change(&mut list, &mut changed);
            let Spent { negotiated, cash, counted } = deal.spent(list, &changed.terms, changed.below);
            AiSpend { list, negotiated, cash, counted, ..changed }
        });
        Self::new(deal, organic, ai.collect())
    }

    /// The year under a deal, with spend without AI and AI spend times so many ten-thousandths, each to the cent; nothing is
    /// carried into it.
    #[must_use]
    pub fn at(&self, deal: Deal, demand: Demanded) -> Self {
        self.again(deal, scaled(self.organic, demand.other), &|list, _| *list = scaled(*list, demand.ai))
    }

    /// What [`at`](Self::at) comes to before its shortfall.
    pub(super) fn settled_at(&self, deal: Deal, demand: Demanded) -> Settled {
        deal.settle(scaled(self.organic, demand.other), &self.ai, &|spend| scaled(spend.list, demand.ai))
    }

    /// The same year with all AI spend times so many ten-thousandths, each to the cent; nothing is carried into it.
    #[must_use]
    pub fn with_ai(&self, parts: u64) -> Self {
        self.again(self.deal, self.organic, &|list, _| *list = scaled(*list, parts))
    }

    /// The same year without so many ten-thousandths of its AI spend beyond what is owed of it, each to the cent.
    #[must_use]
    pub(super) fn without(&self, parts: u64, owed: &dyn Fn(&AiSpend) -> Usd) -> Self {
        self.again(self.deal, self.organic, &|list, spend| *list = *list - scaled(*list - owed(spend), parts))
    }

    /// The same year with Marketplace-billed models on the terms of a reading; nothing is carried into it.
    #[must_use]
    pub(super) fn read(&self, reading: Reading) -> Self {
        self.again(self.deal, self.organic, &|_, spend| {
            if spend.may_be_marketplace {
                let counts = match reading {
                    Reading::Capped => Counts::Marketplace,
                    Reading::Full => Counts::Part(Multiple::ONE),
                };
                spend.terms.counts = counts;
                spend.terms.earns = reading == Reading::Full;
            }
        })
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
        self.deal.marketplace_room()
    }
}

/// Demand of a year as ten-thousandths of what is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Demanded {
    /// Of spend without AI.
    pub other: u64,
    /// Of AI spend.
    pub ai: u64,
}

impl Demanded {
    /// The same for both.
    pub const fn all(parts: u64) -> Self {
        Self { other: parts, ai: parts }
    }

    /// That of a forecast.
    pub fn of(forecast: &Forecast) -> Self {
        Self { other: forecast.demand.ten_thousandths(), ai: forecast.ai_demand().ten_thousandths() }
    }
}

/// Carries what each year retires beyond its commitment into the next. A year that promises nothing brings nothing forward.
pub(super) fn carry(years: &mut [YearOutlook]) {
    let (mut without, mut with) = (Usd::ZERO, Usd::ZERO);
    for year in years {
        (year.carried_without, year.carried_with) = (without, with);
        let commitment = year.deal.commitment;
        without = surplus(commitment, year.retired_without + without);
        with = surplus(commitment, year.retired_with + with);
    }
}

/// What is retired beyond a commitment, where there is one.
pub(super) fn surplus(commitment: Usd, retired: Usd) -> Usd {
    if commitment > Usd::ZERO && retired > commitment { retired - commitment } else { Usd::ZERO }
}

/// The years of a commitment with Marketplace-billed models on the terms of a reading, whatever terms are typed for them.
pub fn as_read(commitment: &Commitment, years: &[YearOutlook], reading: Reading) -> Vec<YearOutlook> {
    let mut read: Vec<YearOutlook> = years.iter().map(|year| year.read(reading)).collect();
    if commitment.carries_forward {
        carry(&mut read);
    }
    read
}

/// An amount times a quotient, for showing; `None` where its divisor is nothing.
fn times_share(amount: Usd, (dividend, divisor): (Usd, Usd)) -> Option<Usd> {
    amount.amount().checked_mul(dividend.amount())?.checked_div(divisor.amount()).map(Usd::new)
}

/// Committed spend that isn't reached.
pub(super) fn shortfall(commitment: Usd, retired: Usd) -> Usd {
    if retired < commitment { commitment - retired } else { Usd::ZERO }
}

/// Whole 10^-15 dollars: finer than anything that counts.
pub(super) fn finest(amount: Usd) -> u128 {
    shifted(amount.amount(), 15).map_or(u128::MAX, |amount| amount.mantissa().unsigned_abs())
}

#[cfg(test)]
pub(super) mod tests;
