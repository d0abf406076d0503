//! Requests and calls that drive services, and the texts of a call.

use crate::price::demand;
use crate::quantity::Multiple;
use crate::scenario::{Demand, Scenario, Workload};

/// Requests a month of a workload, before calls per request: its own, or as typed for one that gives tokens only. `None` where
/// they aren't known.
pub(crate) fn requests(scenario: &Scenario, index: usize) -> Option<u64> {
    let workload = scenario.workloads.get(index)?;
    let given = || scenario.services.requests.iter().find(|given| given.workload == index);
    demand::requests(workload.demand).or_else(|| given().map(|given| given.requests.count()))
}

/// Model calls of a month.
#[derive(Clone, Copy)]
pub(super) struct Calls {
    /// All of them.
    pub(super) all: u64,
    /// Those whose input isn't blocked.
    pub(super) answered: u64,
}

impl Calls {
    pub(super) fn of(workload: &Workload, requests: u64) -> Self {
        let all = u128::from(requests) * u128::from(workload.calls_per_request.ten_thousandths()) / 10_000;
        let all = u64::try_from(all).unwrap_or(u64::MAX);
        Self { all, answered: workload.blocked.rest().of(all) }
    }
}

/// Characters of one call's prompt (the average one, where prompts grow) and of its answer, each rounded up.
pub(super) fn characters(workload: &Workload, requests: u64, each: Multiple) -> (u64, u64) {
    let (input, output, of) = match workload.demand {
        Demand::Monthly { input, output } => (input.count(), output.count(), u128::from(requests.max(1))),
        Demand::Requests { input, output, .. } | Demand::Traffic { input, output, .. } => {
            (input.count(), output.count(), 1)
        }
    };
    let trimmed = workload.output_trim.rest();
    let overhead = u128::from(10_000 + workload.token_overhead.ten_thousandths());
    let prompt = match demand::prompt_of_call(workload, Multiple::ONE) {
        Some(parts) => {
            let product = parts.saturating_mul(u128::from(each.ten_thousandths()));
            u64::try_from(product.div_ceil(demand::PARTS_OF_A_TOKEN * 10_000)).unwrap_or(u64::MAX)
        }
        None => up(input, each, (overhead, 10_000), of),
    };
    let answer = up(output, each, (u128::from(trimmed.numerator()), u128::from(trimmed.denominator())), of);
    (prompt, answer)
}

/// Tokens x characters of each x a fraction / so many, rounded up.
fn up(tokens: u64, each: Multiple, (numerator, denominator): (u128, u128), of: u128) -> u64 {
    let product = u128::from(tokens) * u128::from(each.ten_thousandths()) * numerator;
    u64::try_from(product.div_ceil(denominator * 10_000 * of)).unwrap_or(u64::MAX)
}
