//! What a bill says together with what monitoring or logs counted: the cost of requests, and idle capacity.

use std::collections::BTreeMap;

use pricing::rates::Buying;
use rust_decimal::Decimal;

use super::super::answer::{Bill, MonthOf};
use super::super::line::{Line, Subject};
use super::super::metered::{Count, Counted};
use super::super::number::Exact;
use super::super::row::{Kind, Month};
use super::{Share, Way};

/// Model units that are paid for, and what of them stood idle.
///
/// A bill has no tokens of units, so it can't say whether they serve anything. Monitoring can: of each day that it covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Idle {
    /// Unit hours that are paid for.
    pub hours: Decimal,
    /// What they cost, after discounts.
    pub net: Decimal,
    /// Hours and cost of the days on which monitoring saw other models and no call of units; `None` where no file says.
    pub idle: Option<(Decimal, Decimal)>,
}

impl Bill {
    /// What a thousand requests to each model cost in months in which monitoring or a log counted requests of every day that the bill
    /// has: inference after discounts, the card's identifiers in order.
    pub fn per_thousand_requests(&self) -> Vec<(&str, Decimal)> {
        let mut found = BTreeMap::<&str, (Exact, Exact)>::new();
        for count in self.metered.counts.iter().filter(|count| count.counted == Counted::Requests) {
            let month = self.months.iter().find(|month| month.month == count.month);
            let (Some(model), Some(month)) = (&count.model, month) else { continue };
            if month.spent() & !self.counted_days(model, count.month) != 0 {
                continue;
            }
            let (net, requests) = found.entry(model).or_default();
            // Several profiles of a model count apart, and the bill has them together.
            if *requests == Exact::default() {
                let of = |line: &&Line| {
                    matches!(&line.subject, Subject::Model(of) if of == model)
                        && line.buying.is_some_and(|buying| buying.is_by_token() && buying != Buying::Batch)
                        && self.counts_requests(model, line.month)
                };
                self.uses().filter(of).for_each(|line| net.add(line.net));
            }
            requests.add(count.amount);
        }
        let each = |(model, (net, requests)): (&'_ str, (Exact, Exact))| {
            let thousands = requests.value().checked_div(Decimal::ONE_THOUSAND)?;
            let each = net.value().checked_div(thousands).filter(|each| !each.is_zero())?;
            let model = self.uses().find_map(|line| match &line.subject {
                Subject::Model(of) if of == model => Some(of.as_str()),
                _ => None,
            });
            Some((model?, each))
        };
        found.into_iter().filter_map(each).collect()
    }

    /// Days of a month on which requests of a model were counted, under whichever identifier.
    fn counted_days(&self, model: &str, month: Month) -> u32 {
        let counts = self.metered.counts.iter().filter(|count| {
            count.counted == Counted::Requests && count.model.as_deref() == Some(model) && count.month == month
        });
        counts.fold(0, |days, count| days | count.days)
    }

    /// Whether a month's requests of a model are counted for every day that the bill has.
    fn counts_requests(&self, model: &str, month: Month) -> bool {
        let spent = self.months.iter().find(|of| of.month == month).map(MonthOf::spent);
        spent.is_some_and(|spent| spent & !self.counted_days(model, month) == 0)
    }

    /// Model units on the bill, and what of them stood idle; `None` where there are none.
    pub fn idle(&self) -> Option<Idle> {
        let is_unit = |count: &&Count| count.said.contains(":provisioned-model/");
        let points = |month| self.metered.counts.iter().filter(move |count: &&Count| count.month == month);
        let watched = self.metered.counts.iter().any(|count| is_unit(&count));
        let (mut hours, mut net) = (Exact::default(), Exact::default());
        let (mut idle_hours, mut idle_net) = (Exact::default(), Exact::default());
        let mut lines = 0;
        for line in self.lines.iter().filter(|line| line.way() == Way::Provisioned) {
            let (Kind::Usage | Kind::Covered, Some(of)) = (line.kind, line.quantity) else { continue };
            lines += 1;
            hours.add(of);
            net.add(line.net);
            let days = self.months.iter().find(|month| month.month == line.month).map_or(0, MonthOf::spent);
            let seen = points(line.month).fold(0, |days, count| days | count.days);
            let used = |count: &&Count| is_unit(count) && !count.amount.is_zero();
            let busy = points(line.month).filter(used).fold(0, |days, count| days | count.days);
            let share = Share {
                part: Decimal::from((days & seen & !busy).count_ones()),
                whole: Decimal::from(days.count_ones()),
            };
            let part = |of: Decimal| of.checked_mul(share.part)?.checked_div(share.whole);
            idle_hours.add(part(of).unwrap_or_default());
            idle_net.add(part(line.net).unwrap_or_default());
        }
        let idle = watched.then(|| (idle_hours.value(), idle_net.value()));
        (lines > 0).then(|| Idle { hours: hours.value(), net: net.value(), idle })
    }
}
