//! What a scenario must satisfy before it can be priced, field by field.

mod capacity;
mod commitment;
mod problem;
mod services;

pub use problem::{Field, FieldError, Problem};

use super::{Caching, Commitment, Demand, Scenario, TypedPrice, Workload};
use crate::bounds;
use crate::price::demand;
use crate::quantity::Multiple;

impl Scenario {
    /// Everything that keeps this scenario from being priced, in the order of its fields; empty when nothing does.
    ///
    /// A rate that the card doesn't have isn't found here, but when pricing.
    pub fn check(&self) -> Vec<FieldError> {
        let mut found = Vec::new();
        let too_many = |length: usize, most: usize, field| {
            (length > most).then_some(FieldError { workload: None, field, problem: Problem::TooMany { most } })
        };
        found.extend(too_many(self.workloads.len(), bounds::WORKLOADS_MAX, Field::Workloads));
        found.extend(too_many(self.prices.len(), bounds::TYPED_PRICES_MAX, Field::Prices));
        if self.workloads.is_empty() {
            found.push(FieldError { workload: None, field: Field::Workloads, problem: Problem::NoWorkload });
        }
        if !found.is_empty() {
            return found;
        }
        let (mut tokens, mut largest) = (0_u128, (0_u128, 0));
        for (index, workload) in self.workloads.iter().enumerate() {
            for (field, problem) in workload.check() {
                found.push(FieldError { workload: Some(index), field, problem });
            }
            // At the most that one of its models counts.
            let factors = workload.routes.iter().map(|route| u128::from(route.token_factor.ten_thousandths()));
            let most = factors.max().unwrap_or(0).max(10_000);
            let asked = demand::tokens_before_trim(workload).saturating_mul(most) / 10_000;
            tokens = tokens.saturating_add(asked);
            if asked > largest.0 {
                largest = (asked, index);
            }
        }
        let of_scenario = |(field, problem)| FieldError { workload: None, field, problem };
        found.extend(self.capacity.check().into_iter().map(of_scenario));
        let commitment = self.commitment.iter().flat_map(Commitment::check);
        found.extend(commitment.map(of_scenario));
        found.extend(commitment::check_alternatives(&self.alternatives).into_iter().map(of_scenario));
        found.extend(self.check_services().into_iter().map(of_scenario));
        found.extend(check_prices(&self.prices).into_iter().map(|problem| of_scenario((Field::Prices, problem))));
        let most = bounds::IDENTIFIER_CHARACTERS_MAX;
        if self.thresholds.len() > bounds::TYPED_PRICES_MAX {
            found.push(of_scenario((Field::Prices, Problem::TooMany { most: bounds::TYPED_PRICES_MAX })));
        }
        if self.thresholds.iter().any(|threshold| threshold.model.chars().count() > most) {
            found.push(of_scenario((Field::Prices, Problem::TooLong { most })));
        }
        if tokens > u128::from(bounds::TOKENS_MAX) {
            // Said at the largest.
            found.push(FieldError { workload: Some(largest.1), field: Field::Demand, problem: Problem::TooManyTokens });
        }
        found
    }
}

/// What keeps typed prices from being used. How many there are is checked before anything else.
fn check_prices(prices: &[TypedPrice]) -> Vec<Problem> {
    let mut found = Vec::new();
    if !prices.iter().all(capacity::has_its_unit) {
        found.push(Problem::WrongUnit);
    }
    let most = bounds::IDENTIFIER_CHARACTERS_MAX;
    let is_long = |text: &str| text.chars().count() > most;
    let region = |price: &TypedPrice| price.place.as_ref().is_some_and(|place| is_long(&place.region));
    if prices.iter().any(|price| is_long(&price.model) || region(price)) {
        found.push(Problem::TooLong { most });
    }
    let most = bounds::TYPED_PRICES_MAX;
    if prices.len() > most {
        found.push(Problem::TooMany { most });
    }
    found
}

impl Workload {
    fn check(&self) -> Vec<(Field, Problem)> {
        let mut found = Vec::new();
        let mut text = |field, text: &str, most| {
            if text.chars().count() > most {
                found.push((field, Problem::TooLong { most }));
            }
        };
        text(Field::Name, &self.name, bounds::NAME_CHARACTERS_MAX);
        for placement in core::iter::once(&self.placement).chain(self.routes.iter().map(|route| &route.placement)) {
            text(Field::Model, &placement.model, bounds::IDENTIFIER_CHARACTERS_MAX);
            text(Field::Region, &placement.region, bounds::IDENTIFIER_CHARACTERS_MAX);
        }
        let mut range = |field, value: Multiple, low: Multiple, low_text, high: u64| {
            if value < low || Multiple::whole(high).is_some_and(|high| value > high) {
                found.push((field, Problem::OutOfRange { low: low_text, high }));
            }
        };
        range(Field::CallsPerRequest, self.calls_per_request, Multiple::ONE, "1", bounds::CALLS_PER_REQUEST_MAX);
        range(Field::TokenOverhead, self.token_overhead, Multiple::ZERO, "0", bounds::OVERHEAD_MAX);
        if let Demand::Traffic { hours_per_day, days_per_month, .. } = self.demand {
            range(Field::HoursPerDay, hours_per_day, Multiple::ZERO, "0", bounds::HOURS_PER_DAY_MAX);
            range(Field::DaysPerMonth, days_per_month, Multiple::ZERO, "0", bounds::DAYS_PER_MONTH_MAX);
        }
        for route in &self.routes {
            let least = Multiple::of_ten_thousandths(1_000).unwrap_or(Multiple::ONE);
            range(Field::Routes, route.token_factor, least, "0.1", bounds::TOKEN_FACTOR_MAX);
        }
        if let Caching::Traffic { prefixes, .. } = self.caching {
            range(Field::Cached, prefixes, Multiple::ONE, "1", bounds::REQUESTS_PER_MINUTE_MAX);
        }
        if let Caching::Share { reads_per_write: Some(reads), .. } = self.caching {
            let smallest = Multiple::of_ten_thousandths(1).unwrap_or(Multiple::ONE);
            range(Field::ReadsPerWrite, reads, smallest, "0.0001", bounds::READS_PER_WRITE_MAX);
        }
        if self.growth.is_some() && matches!(self.demand, Demand::Monthly { .. }) {
            found.push((Field::Growth, Problem::GrowthNeedsRequests));
        }
        found.extend(self.check_caching().map(|problem| (Field::Cached, problem)));
        found.extend(self.check_routes().map(|problem| (Field::Routes, problem)));
        found
    }

    fn check_caching(&self) -> Option<Problem> {
        match self.caching {
            Caching::Share { cached, reads_per_write: Some(reads), .. } => {
                // cached x (1 + 1/reads) > 1, without dividing.
                let numerator = u128::from(cached.numerator()) * u128::from(reads.ten_thousandths() + 10_000);
                let denominator = u128::from(cached.denominator()) * u128::from(reads.ten_thousandths());
                (numerator > denominator && !cached.is_none()).then_some(Problem::CacheExceedsInput)
            }
            Caching::Traffic { prefix, .. } => match self.demand {
                Demand::Monthly { .. } => Some(Problem::NeedsRequests),
                Demand::Requests { input, .. } | Demand::Traffic { input, .. } => {
                    let prompt = u128::from(input.count()) * u128::from(10_000 + self.token_overhead.ten_thousandths());
                    (u128::from(prefix.count()) * 10_000 > prompt).then_some(Problem::PrefixTooLong)
                }
            },
            Caching::Counted(counts) => {
                let input = u128::from(demand::input_asked(self.demand));
                (counts.total() > input).then_some(Problem::CountsExceedInput)
            }
            Caching::None | Caching::Share { .. } => None,
        }
    }

    fn check_routes(&self) -> Option<Problem> {
        if self.routes.len() > bounds::ROUTES_MAX {
            return Some(Problem::TooMany { most: bounds::ROUTES_MAX });
        }
        (shares_of(&self.routes) == Shares::MoreThanAll).then_some(Problem::RoutesExceedAll)
    }
}

/// How routing shares relate to the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shares {
    /// Something stays on the baseline model: this part of a common denominator.
    Part {
        /// What stays, in units of `denominator`.
        rest: u128,
        /// The common denominator of all shares.
        denominator: u128,
    },
    /// The shares add up to the whole.
    All,
    /// The shares add up to more than the whole.
    MoreThanAll,
}

/// Adds up routing shares exactly, whatever their denominators.
pub(crate) fn shares_of(routes: &[super::Route]) -> Shares {
    let (mut sum, mut denominator) = (0_u128, 1_u128);
    for share in routes.iter().map(|route| route.share) {
        let (upper, lower) = (u128::from(share.numerator()), u128::from(share.denominator()));
        // At most eight denominators of four digits: the product stays below 10^32.
        sum = sum * lower + upper * denominator;
        denominator *= lower;
    }
    match sum.cmp(&denominator) {
        core::cmp::Ordering::Less => Shares::Part { rest: denominator - sum, denominator },
        core::cmp::Ordering::Equal => Shares::All,
        core::cmp::Ordering::Greater => Shares::MoreThanAll,
    }
}
