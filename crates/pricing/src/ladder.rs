//! List price to what is paid, one step for each lever.
//!
//! Each step is the difference between two full pricings, so the steps always add up to the end result.

use crate::money::Usd;
use crate::price::{PriceError, Prices, month_and_year_with};
use crate::scenario::{Caching, Scenario, ServiceTier, Workload};

/// What lowers (or raises) a bill, in the order in which it is applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lever {
    /// Nothing yet: list price on demand, Standard tier, everything on the baseline model.
    List,
    /// Shares sent to other models.
    Routing,
    /// Shorter answers.
    Trim,
    /// Prompt caching.
    Caching,
    /// Batch inference.
    Batch,
    /// The service tier.
    Tier,
    /// Model units, reserved throughput and custom models.
    Capacity,
    /// Prices the reader typed in place of the card's.
    Prices,
    /// Services around inference.
    Services,
    /// The rate negotiated below list, before the discount of a commitment.
    Negotiated,
    /// The discount of a commitment.
    Discount,
    /// AI spend that only fills a gap in the commitment.
    Absorption,
}

impl Lever {
    /// The levers of a month, in order. Those of a commitment come behind them, for a year.
    pub const ALL: [Self; 9] = [
        Self::List,
        Self::Routing,
        Self::Trim,
        Self::Caching,
        Self::Batch,
        Self::Tier,
        Self::Capacity,
        Self::Prices,
        Self::Services,
    ];

    /// The lever in words: `list`, `routing`, `token discipline`, `caching`, `batch`, `tier`,
    /// `capacity`, `your prices`, `services`, `negotiated rate`, `commitment discount`, `gap absorption`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Routing => "routing",
            Self::Trim => "token discipline",
            Self::Caching => "caching",
            Self::Batch => "batch",
            Self::Tier => "tier",
            Self::Capacity => "capacity",
            Self::Prices => "your prices",
            Self::Services => "services",
            Self::Negotiated => "negotiated rate",
            Self::Discount => "commitment discount",
            Self::Absorption => "gap absorption",
        }
    }

    /// Whether a scenario pulls this lever at all; one that it doesn't pull changes nothing and needs no pricing.
    fn is_pulled(self, scenario: &Scenario) -> bool {
        let any = |pulls: fn(&Workload) -> bool| scenario.workloads.iter().any(pulls);
        match self {
            Self::List => true,
            Self::Routing => any(|workload| !workload.routes.is_empty()),
            Self::Trim => any(|workload| !workload.output_trim.is_none()),
            Self::Caching => any(|workload| workload.caching != Caching::None),
            Self::Batch => any(|workload| !workload.batch.is_none()),
            Self::Tier => any(|workload| workload.tier != ServiceTier::Standard),
            Self::Capacity => !scenario.capacity.is_none(),
            Self::Prices => !scenario.prices.is_empty(),
            Self::Services => !scenario.services.is_none(),
            Self::Negotiated | Self::Discount | Self::Absorption => false,
        }
    }

    /// Whether pricing with the levers up to `self` applies `lever`.
    pub(crate) fn applies(self, lever: Self) -> bool {
        self >= lever
    }
}

/// The steps from list price to what is paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ladder {
    /// A month at list price; a year, where the ladder is of one.
    pub list: Usd,
    /// What each lever changes, in order; levers that change nothing are left out.
    pub steps: Vec<Step>,
}

/// What one lever changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The lever.
    pub lever: Lever,
    /// The month (or year) after the lever less that before it: negative for a saving.
    pub change: Usd,
}

impl Ladder {
    /// The ladder of what each rung costs, list first.
    fn of(mut rungs: impl Iterator<Item = (Lever, Usd)>) -> Self {
        let list = rungs.next().map_or(Usd::ZERO, |(_, list)| list);
        let (mut before, mut steps) = (list, Vec::new());
        for (lever, after) in rungs {
            if after != before {
                steps.push(Step { lever, change: after - before });
            }
            before = after;
        }
        Self { list, steps }
    }

    /// What is paid: list plus all steps.
    pub fn end(&self) -> Usd {
        self.list + self.steps.iter().map(|step| step.change).sum()
    }

    /// The steps of inference: those that the levers of a month make, without services and without what a commitment does.
    pub fn levers(&self) -> impl Iterator<Item = &Step> {
        self.steps.iter().filter(|step| step.lever <= Lever::Prices)
    }

    /// What inference costs after all of [its steps](Self::levers).
    pub fn inference(&self) -> Usd {
        self.after(Lever::Prices)
    }

    /// What is left after all steps but those that come behind a lever.
    pub fn after(&self, lever: Lever) -> Usd {
        self.list + self.steps.iter().filter(|step| step.lever <= lever).map(|step| step.change).sum()
    }

    /// What one lever changes; zero where it isn't a step.
    pub fn change(&self, lever: Lever) -> Usd {
        self.steps.iter().filter(|step| step.lever == lever).map(|step| step.change).sum()
    }
}

/// Prices every rung: the ladder of a month, and that of a year. Their scenario has been checked; `paid` is what it costs a month and
/// a year with all levers, which is the last rung.
pub(crate) fn ladders(prices: &Prices<'_>, paid: [Usd; 2]) -> (Result<Ladder, PriceError>, Result<Ladder, PriceError>) {
    let scenario = prices.scenario();
    let rungs = || {
        let mut pulled: Vec<Lever> = Lever::ALL.into_iter().filter(|lever| lever.is_pulled(scenario)).collect();
        let last = pulled.pop().unwrap_or(Lever::List);
        let rung = |lever| Ok((lever, month_and_year_with(prices, lever)?));
        let mut rungs = pulled.into_iter().map(rung).collect::<Result<Vec<_>, PriceError>>()?;
        rungs.push((last, paid));
        Ok::<_, PriceError>(rungs)
    };
    match rungs() {
        Ok(rungs) => (
            Ok(Ladder::of(rungs.iter().map(|(lever, [month, _])| (*lever, *month)))),
            Ok(Ladder::of(rungs.iter().map(|(lever, [_, year])| (*lever, *year)))),
        ),
        Err(error) => (Err(error.clone()), Err(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Ladder, Lever, Step};
    use crate::money::Usd;

    #[test]
    fn a_ladder_is_asked_for_one_step_and_for_what_comes_before_another() {
        let step = |lever, cents: u64| Step { lever, change: -Usd::of_cents(cents) };
        // $100.00 at list; caching saves $20.00 and the tier $5.00; services would lower it by $3.00, a discount by $7.00.
        let ladder = Ladder {
            list: Usd::of_cents(10_000),
            steps: vec![
                step(Lever::Caching, 2_000),
                step(Lever::Tier, 500),
                step(Lever::Services, 300),
                step(Lever::Discount, 700),
            ],
        };
        let exact = |amount: Usd| amount.exact();
        let levers: Vec<Lever> = ladder.levers().map(|step| step.lever).collect();
        assert_eq!(levers, [Lever::Caching, Lever::Tier]);
        // 100 - 20 - 5.
        assert_eq!(exact(ladder.inference()), "75");
        assert_eq!(
            [Lever::List, Lever::Caching, Lever::Services].map(|lever| exact(ladder.after(lever))),
            ["100", "80", "72"]
        );
        assert_eq!([Lever::Tier, Lever::Batch].map(|lever| exact(ladder.change(lever))), ["-5", "0"]);
        assert_eq!(exact(ladder.end()), "65");
    }
}
