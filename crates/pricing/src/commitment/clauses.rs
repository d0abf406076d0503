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

#[cfg(test)]
mod tests {
    use super::super::year::tests::{Own, year};
    use super::*;
    use crate::quantity::{Dollars, Years};
    use crate::scenario::{Clauses, Measure};

    fn multiple(text: &str) -> Multiple {
        Multiple::parse(text).unwrap_or_default()
    }

    fn usd(dollars: u64) -> Usd {
        Usd::of_cents(dollars * 100)
    }

    #[test]
    fn each_clause_alone_is_worth_what_it_spares() {
        let full = Own { list: 100, earns: true, counts: Counts::Part(Multiple::ONE) };
        let half = Own { earns: false, counts: Counts::Part(multiple("0.5")), ..full };
        let commitment = Commitment {
            clauses: Clauses {
                price_rise: multiple("0.5"),
                rise_year: Years::new(3).unwrap_or_default(),
                reduction: multiple("0.25"),
                migration_cost: Dollars::of_cents(7_500).unwrap_or_default(),
                migration_months: multiple("2"),
            },
            ..Commitment::default()
        };
        let value = |clause, without, with| ClauseValue { clause, without: usd(without), with: usd(with) };
        // Each of three years costs 900 + 90 + 100 and a shortfall of 1,200 - 900 - 90 - 50: 1,250.
        let expected = [
            // At 0.8: 720 + 72 + 80 and 1,200 - 720 - 72 - 40 are 1,240, and with 900 promised 300 less.
            value(Clause::Reduction, 3_720, 2_820),
            // 50 more count each year; of equals this one comes first.
            value(Clause::FullCounting, 3_750, 3_600),
            value(Clause::DeprecationParity, 150, 0),
            // In the last year 900 + 135 + 150 and 1,200 - 900 - 135 - 75.
            value(Clause::RateHold, 3_775, 3_750),
            // 900 + 90 + 90 and 1,200 - 900 - 90 - 45.
            value(Clause::EarnsDiscount, 3_750, 3_735),
        ];
        let year = || year(Measure::Net, "0.1", 1_200, 1_000, &[full, half]);
        let found = clauses(&commitment, &[year(), year(), year()]);
        assert_eq!(found, expected);
        assert_eq!(found.iter().map(ClauseValue::value).collect::<Vec<_>>(), [900, 150, 150, 25, 15].map(usd));
        let names = found.iter().map(|own| own.clause.name()).collect::<Vec<_>>();
        assert_eq!(names, ["reduction", "full-counting", "deprecation-parity", "rate-hold", "earns-discount"]);
    }

    #[test]
    fn what_is_paid_counts_what_is_carried_forward() {
        let years = [1_050, 980].map(|organic| year(Measure::Net, "0", 1_000, organic, &[]));
        let of = |carries_forward| {
            paid(&Commitment { carries_forward, ..Commitment::default() }, &years, &|_, year| year.clone())
        };
        // 50 are carried into a year that lacks 20.
        assert_eq!([of(true), of(false)], [2_030, 2_050].map(usd));
    }
}
