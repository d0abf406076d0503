//! The answer, and why: lines with what they are made of, notices, assumptions, totals.
//!
//! Totals are methods: a total is the sum of its lines, and is never stored beside them.

mod assumption;
mod basis;
mod notice;

pub use assumption::Assumption;
pub use basis::{Adjustment, Basis, RequestPart, Step, StepKind};
pub use notice::Notice;

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::ladder::Ladder;
use crate::money::{Rate, Usd};
use crate::price::PriceError;
use crate::quantity::Share;
use crate::rates::{Buying, Date, Meter, PromptLength, RateKey};
use crate::scenario::{CacheLifetime, Lives, Placement, Rules};
use crate::services::{ServiceLine, ServiceOwner};

/// What a scenario costs in a month, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Date of the rate card that priced it.
    pub rates: Date,
    /// The rules that priced it.
    pub rules: Rules,
    /// The model that the first workload runs on, wherever it is routed.
    pub first_model: String,
    /// Every charge, in the order of `docs/arithmetic.md`.
    pub lines: Vec<LineItem>,
    /// Every charge for capacity, after the lines of tokens.
    pub charges: Vec<Charge>,
    /// Every charge of services around inference, after those for capacity.
    pub services: Vec<ServiceLine>,
    /// The steps from list price to what is paid; an error where a rung on the way has no price.
    pub ladder: Result<Ladder, PriceError>,
    /// The same steps over a year. By version 2 of the rules a step of it isn't always twelve of the month's: what is charged
    /// by the hour is counted for 8,760 hours.
    pub year_ladder: Result<Ladder, PriceError>,
    /// Whether caching repays its writes, one entry for each part of a workload that caches.
    pub cache_break_even: Vec<CacheBreakEven>,
    /// What the reader should know about this answer.
    pub notices: Vec<Notice>,
    /// Conventions this answer rests on.
    pub assumptions: Vec<Assumption>,
    /// Input and output tokens a month, cached and batched ones included, and those that capacity serves.
    pub tokens: u64,
    /// Requests a month, before calls per request; `None` where a workload gives tokens only, or there are none.
    pub requests: Option<u64>,
}

impl Report {
    /// Cost of a month: inference and services together.
    pub fn month(&self) -> Usd {
        self.inference() + self.services()
    }

    /// Cost of a month of inference: the sum of all lines of tokens and recurring charges of capacity.
    pub fn inference(&self) -> Usd {
        self.workloads_month() + self.charged(false)
    }

    /// Cost of a month of services around inference; nothing without any.
    pub fn services(&self) -> Usd {
        self.served(false)
    }

    /// What is paid once: training, and what services begin with.
    pub fn once(&self) -> Usd {
        self.inference_once() + self.services_once()
    }

    /// What is paid once for models: training.
    pub fn inference_once(&self) -> Usd {
        self.charged(true)
    }

    /// What is paid once for services: the first reading of documents, and lines of the reader's own.
    pub fn services_once(&self) -> Usd {
        self.served(true)
    }

    fn served(&self, once: bool) -> Usd {
        self.services.iter().filter(|line| line.once == once).map(ServiceLine::cost).sum()
    }

    fn charged(&self, once: bool) -> Usd {
        self.charges.iter().filter(|charge| charge.is_once() == once).map(Charge::cost).sum()
    }

    /// Cost of a year, exactly: twelve such months of tokens, and of charges what [`Charge::year`] says. The bounds of a scenario
    /// leave room for it.
    pub fn year(&self) -> Usd {
        self.workloads_month().times(12)
            + self.charges.iter().filter(|charge| !charge.is_once()).map(Charge::year).sum()
            + self.services_year()
    }

    /// Cost of a year of services around inference: see [`ServiceLine::year`].
    pub fn services_year(&self) -> Usd {
        self.services.iter().filter(|line| !line.once).map(ServiceLine::year).sum()
    }

    /// Cost of a month of all workloads: the sum of all lines of tokens.
    pub fn workloads_month(&self) -> Usd {
        self.lines.iter().map(LineItem::cost).sum()
    }

    /// Cost of a month of one workload.
    pub fn workload_month(&self, workload: usize) -> Usd {
        self.lines_of(workload).map(LineItem::cost).sum()
    }

    /// The lines of one workload.
    pub fn lines_of(&self, workload: usize) -> impl Iterator<Item = &LineItem> {
        of_workload(&self.lines, workload, |line| line.workload).iter()
    }

    /// Blended cost of inference of a million tokens, input and output together; `None` without tokens.
    pub fn per_million_tokens(&self) -> Option<Usd> {
        let millions = Decimal::try_from_i128_with_scale(i128::from(self.tokens), 6).ok()?;
        self.inference().per(millions)
    }

    /// Cost of a thousand requests, services included, before calls per request; `None` where requests aren't known.
    pub fn per_thousand_requests(&self) -> Option<Usd> {
        let thousands = Decimal::try_from_i128_with_scale(i128::from(self.requests?), 3).ok()?;
        self.month().per(thousands)
    }
}

/// Those of one workload among entries that stand in the order of workloads.
pub(crate) fn of_workload<T>(entries: &[T], workload: usize, of: impl Fn(&T) -> usize) -> &[T] {
    let first = entries.partition_point(|entry| of(entry) < workload);
    let from = entries.get(first..).unwrap_or_default();
    from.get(..from.partition_point(|entry| of(entry) == workload)).unwrap_or_default()
}

/// One charge: quantity x rate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineItem {
    /// Index of the workload in the scenario.
    pub workload: usize,
    /// `None` for the baseline part, otherwise the index of the route.
    pub route: Option<usize>,
    /// Model, scope and region it runs on. Lines of one part of a workload share it.
    pub placement: Arc<Placement>,
    /// How the tokens are bought.
    pub buying: Buying,
    /// Whether it belongs to long prompts.
    pub length: PromptLength,
    /// What is counted.
    pub meter: Meter,
    /// Tokens, and how they came about.
    pub quantity: Basis,
    /// What one unit costs.
    pub price: AppliedRate,
}

impl LineItem {
    /// Quantity x rate, exactly.
    pub fn cost(&self) -> Usd {
        self.price.rate().cost(self.quantity.tokens())
    }

    /// What this line's published price is looked up by.
    pub fn key(&self) -> RateKey<'_> {
        RateKey {
            model: &self.placement.model,
            scope: self.placement.scope,
            region: &self.placement.region,
            buying: self.price.priced_as.unwrap_or(self.buying),
            length: self.length,
            meter: self.meter,
        }
    }
}

/// Which entry of a scenario something belongs to, by its index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    /// A workload.
    Workload(usize),
    /// A purchase of capacity.
    Purchase(usize),
    /// A custom model.
    Custom(usize),
    /// An entry of the services.
    Service(ServiceOwner),
}

/// One charge for capacity: quantity x rate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Charge {
    /// The purchase or custom model it comes from.
    pub owner: Owner,
    /// Model, scope and region.
    pub placement: Placement,
    /// How it is bought.
    pub buying: Buying,
    /// What is counted: units, a side of the Reserved tier, training, storage.
    pub meter: Meter,
    /// The factors of the quantity: 2 units x 730 hours; 1 where a factor isn't needed.
    pub factors: [u64; 2],
    /// Hours of a month that terms and years count, where it is charged by the hour of the month; `None` where every month is
    /// like this one.
    pub average_hours: Option<u64>,
    /// What one unit costs.
    pub price: AppliedRate,
}

impl Charge {
    /// How many hours, minutes, months or tokens are charged: the product of the factors.
    pub fn quantity(&self) -> u64 {
        self.factors.iter().product()
    }

    /// Quantity x rate, exactly.
    pub fn cost(&self) -> Usd {
        self.price.rate().cost(self.quantity())
    }

    /// Cost of so many months, exactly. What is charged by the hour counts 730 hours for each by version 2 of the rules, however
    /// long the month is: a year has 8,760 hours.
    pub fn months(&self, count: u32) -> Usd {
        let month =
            self.average_hours.map_or_else(|| self.cost(), |hours| self.price.rate().cost(self.factors[0] * hours));
        month.times(count)
    }

    /// Cost of twelve months: see [`months`](Self::months).
    pub fn year(&self) -> Usd {
        self.months(12)
    }

    /// Months of the term that it is bought for; `None` without a term.
    pub fn term_months(&self) -> Option<u32> {
        match self.buying {
            Buying::OneMonth | Buying::ReservedOneMonth => Some(1),
            Buying::ReservedThreeMonths => Some(3),
            Buying::SixMonths => Some(6),
            _ => None,
        }
    }

    /// Whether it comes once; all others come every month.
    pub fn is_once(&self) -> bool {
        self.meter == Meter::Training
    }

    /// What its published price is looked up by.
    pub fn key(&self) -> RateKey<'_> {
        RateKey {
            model: &self.placement.model,
            scope: self.placement.scope,
            region: &self.placement.region,
            buying: self.buying,
            length: PromptLength::Ordinary,
            meter: self.meter,
        }
    }
}

/// A rate as a line applies it, and where it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AppliedRate {
    /// The rate as published or typed.
    pub base: Rate,
    /// Whether the convention for cache prices in batch halves it.
    pub halved: bool,
    /// Whether the reader typed it.
    pub typed: bool,
    /// Whether it is on the card by somebody else's word than AWS's.
    pub secondary: bool,
    /// The way of buying whose price this is, where it isn't the line's own: cache prices in batch are Standard's.
    pub priced_as: Option<Buying>,
}

impl AppliedRate {
    /// The rate that multiplies the quantity.
    pub fn rate(&self) -> Rate {
        if self.halved { self.base.halved() } else { self.base }
    }
}

/// Whether cached traffic earns back what its cache writes cost extra: one entry for each way of buying it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CacheBreakEven {
    /// Index of the workload in the scenario.
    pub workload: usize,
    /// `None` for the baseline part, otherwise the index of the route.
    pub route: Option<usize>,
    /// Model, scope and region.
    pub placement: Arc<Placement>,
    /// How the cached traffic is bought.
    pub buying: Buying,
    /// Whether it belongs to long prompts.
    pub length: PromptLength,
    /// How long a write lives, but for those that are kept for an hour.
    pub lifetime: CacheLifetime,
    /// Price of fresh input, as this traffic would pay it.
    pub input: Rate,
    /// Price of a read, as this traffic pays it.
    pub read: Rate,
    /// Price of a write of that lifetime, as this traffic pays it.
    pub write: Rate,
    /// What of the writes is kept for an hour, where they live for two different times.
    pub an_hour: Option<HourWrites>,
    /// Reads that repay one write; of two lifetimes, a write at their average price.
    pub needed: Needed,
    /// Reads for each write in this scenario; `None` where no write is priced.
    pub actual: Option<Decimal>,
}

/// Cache writes that are kept for an hour, beside others that are kept for less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HourWrites {
    /// Their share of all writes: above none, below all.
    pub share: Share,
    /// Price of one, as this traffic pays it.
    pub write: Rate,
}

/// Reads that repay one cache write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needed {
    /// This many: (write - input) / (input - read).
    Reads(Decimal),
    /// None: a write costs no more than fresh input.
    None,
    /// No number of reads repays it, since a read saves nothing.
    Never,
}

impl CacheBreakEven {
    /// How long the writes live.
    pub fn lives(&self) -> Lives {
        Lives { lifetime: self.lifetime, hour_share: self.an_hour.map_or(Share::NONE, |of_an_hour| of_an_hour.share) }
    }

    /// Whether this part's reads repay its writes. True without writes, unless reads never save anything.
    pub fn repaid(&self) -> bool {
        match (self.needed, self.actual) {
            (Needed::Never, _) => false,
            (Needed::None, _) | (Needed::Reads(_), None) => true,
            (Needed::Reads(needed), Some(actual)) => actual >= needed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::of_workload;

    #[test]
    fn entries_of_one_workload_are_found_among_all() {
        // The second workload has none.
        let entries = [(0, 'a'), (0, 'b'), (2, 'c'), (3, 'd'), (3, 'e')];
        let of =
            |workload| of_workload(&entries, workload, |entry| entry.0).iter().map(|entry| entry.1).collect::<String>();
        assert_eq!([0, 1, 2, 3, 4].map(of), ["ab", "", "c", "de", ""]);
        assert!(of_workload(&[], 0, |entry: &(usize, char)| entry.0).is_empty());
    }
}
