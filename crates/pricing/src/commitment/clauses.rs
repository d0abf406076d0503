//! What a clause of the contract is worth in this scenario.

use super::year::carry;
use super::{Demanded, YearOutlook, scaled};
use crate::money::Usd;
use crate::quantity::Multiple;
use crate::scenario::{Commitment, Counts};

/// A clause that can be negotiated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clause {
    /// Partner models count toward the commitment in full.
    FullCounting,
    /// Partner models earn the discount.
    EarnsDiscount,
    /// Prices don't rise.
    RateHold,
    /// The commitment can be lowered once.
    Reduction,
    /// A withdrawn model is replaced at the vendor's cost.
    DeprecationParity,
}

impl Clause {
    /// A stable word for it: `full-counting`, `earns-discount`, `rate-hold`, `reduction`, `deprecation-parity`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::FullCounting => "full-counting",
            Self::EarnsDiscount => "earns-discount",
            Self::RateHold => "rate-hold",
            Self::Reduction => "reduction",
            Self::DeprecationParity => "deprecation-parity",
        }
    }
}

/// A clause in money: what is paid without it less what is paid with it, over all years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClauseValue {
    /// Which clause.
    pub clause: Clause,
    /// What is paid without it.
    pub without: Usd,
    /// What you pay with it.
    pub with: Usd,
}

impl ClauseValue {
    /// What it is worth. A rate hold can be worth less than nothing: where spend counts before the discount, dearer AI retires more
    /// than it costs more. So can a reduction that takes a year's whole commitment where a surplus carries forward: that year
    /// then brings nothing into the next.
    pub fn value(&self) -> Usd {
        self.without - self.with
    }
}

/// What is paid over all years, each changed as `again` says, given its index.
pub(super) fn paid(
    commitment: &Commitment,
    years: &[YearOutlook],
    again: &dyn Fn(usize, &YearOutlook) -> YearOutlook,
) -> Usd {
    let mut changed: Vec<YearOutlook> = years.iter().enumerate().map(|(index, year)| again(index, year)).collect();
    if commitment.carries_forward {
        carry(&mut changed);
    }
    changed.iter().map(YearOutlook::payment).sum()
}

/// All clauses, the dearest first.
pub fn clauses(commitment: &Commitment, years: &[YearOutlook]) -> Vec<ClauseValue> {
    let given = &commitment.clauses;
    let paid = |again: &dyn Fn(usize, &YearOutlook) -> YearOutlook| paid(commitment, years, again);
    let now: Usd = years.iter().map(YearOutlook::payment).sum();
    let counting = paid(&|_, year| {
        year.again(year.deal, year.organic, &|_, spend| spend.terms.counts = Counts::Part(Multiple::ONE))
    });
    let earning = paid(&|_, year| year.again(year.deal, year.organic, &|_, spend| spend.terms.earns = true));
    let risen = paid(&|index, year| {
        let holds = (index as u64) + 1 < given.rise_year.count();
        if holds { year.clone() } else { year.with_ai(10_000 + given.price_rise.ten_thousandths()) }
    });
    let low = Demanded::of(&commitment.forecasts.low);
    let kept = 10_000 - given.reduction.ten_thousandths().min(10_000);
    let short = paid(&|_, year| year.at(year.deal, low));
    let lowered = paid(&|_, year| {
        let mut deal = year.deal;
        deal.commitment = scaled(deal.commitment, kept);
        year.at(deal, low)
    });
    let migration = given.migration_cost.usd().times_parts(given.migration_months.ten_thousandths());
    let mut values = vec![
        ClauseValue { clause: Clause::FullCounting, without: now, with: counting },
        ClauseValue { clause: Clause::EarnsDiscount, without: now, with: earning },
        ClauseValue { clause: Clause::RateHold, without: risen, with: now },
        ClauseValue { clause: Clause::Reduction, without: short, with: lowered },
        ClauseValue { clause: Clause::DeprecationParity, without: migration, with: Usd::ZERO },
    ];
    // Few enough to put in order by hand; equals stay as they are.
    for end in (1..values.len()).rev() {
        for index in 0..end {
            let falls = values.get(index).map(ClauseValue::value) < values.get(index + 1).map(ClauseValue::value);
            if falls {
                values.swap(index, index + 1);
            }
        }
    }
    values
}
