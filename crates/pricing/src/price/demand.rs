//! From a workload's demand to the tokens of a month: the three doors, and the adjustments.
//!
//! Follows "Quantities of one workload", steps 1 and 2, of `docs/arithmetic.md`.

use super::growing::Growing;
use crate::quantity::{Multiple, Share, TokensPerRequest};
use crate::report::{Adjustment, Basis, StepKind};
use crate::scenario::{Demand, Workload};

/// Tokens and calls of a month, with how they came about.
#[derive(Clone)]
pub(crate) struct Volume {
    pub(crate) input: Basis,
    pub(crate) output: Basis,
    /// Model calls; zero where demand is given in tokens.
    pub(crate) calls: u64,
}

/// Requests a month, before calls per request; `None` where demand is given in tokens.
pub(crate) fn requests(demand: Demand) -> Option<u64> {
    match demand {
        Demand::Monthly { .. } => None,
        Demand::Requests { requests, .. } => Some(requests.count()),
        Demand::Traffic { requests_per_minute, hours_per_day, days_per_month, .. } => {
            let product = u128::from(requests_per_minute.ten_thousandths())
                * 60
                * u128::from(hours_per_day.ten_thousandths())
                * u128::from(days_per_month.ten_thousandths());
            Some(u64::try_from(product / 1_000_000_000_000).unwrap_or(u64::MAX))
        }
    }
}

/// Input tokens of a month that are asked for, before any adjustment.
pub(crate) fn input_asked(demand: Demand) -> u64 {
    given(demand).0.tokens()
}

/// The volume of a workload, with its output trimmed or not. The scenario has been checked.
pub(crate) fn volume(workload: &Workload, trimmed: bool) -> Volume {
    let trim = if trimmed { workload.output_trim } else { Share::NONE };
    let (input, output): (Basis, Basis) = given(workload.demand);
    let calls = workload.calls_per_request;
    let overhead = workload.token_overhead;
    let all = requests(workload.demand)
        .map_or(0, |requests| narrow(u128::from(requests) * u128::from(calls.ten_thousandths()) / 10_000));
    let reaches = |basis: Basis| match workload.blocked {
        blocked if blocked.is_none() => basis,
        blocked => basis.then(StepKind::Unblocked { blocked }, blocked.rest().of(basis.tokens())),
    };
    Volume {
        input: reaches(
            grown(workload, &input, trim).unwrap_or_else(|| adjust(&input, calls, Adjustment::Overhead(overhead))),
        ),
        output: reaches(adjust(&output, calls, Adjustment::Trim(trim))),
        calls: workload.blocked.rest().of(all),
    }
}

/// Input and output of a month before trim, however large: for checking the bound.
pub(crate) fn tokens_before_trim(workload: &Workload) -> u128 {
    let (input, output) = match (workload.demand, requests(workload.demand)) {
        (Demand::Monthly { input, output }, _) => (u128::from(input.count()), u128::from(output.count())),
        (Demand::Requests { input, output, .. } | Demand::Traffic { input, output, .. }, requests) => {
            let requests = u128::from(requests.unwrap_or(0));
            (requests * u128::from(input.count()), requests * u128::from(output.count()))
        }
    };
    let calls = workload.calls_per_request;
    let grown = grown_tokens(workload, Share::NONE);
    let input = grown.unwrap_or_else(|| adjusted(input, calls, Adjustment::Overhead(workload.token_overhead)));
    input.saturating_add(adjusted(output, calls, Adjustment::Trim(Share::NONE)))
}

/// Whether each prompt of a workload is longer than so many tokens of a model that counts so many for one; false where its requests aren't known.
pub(crate) fn is_longer(workload: &Workload, token_factor: Multiple, above: u32) -> bool {
    prompt_of_call(workload, token_factor).is_some_and(|prompt| prompt > u128::from(above) * PARTS_OF_A_TOKEN)
}

/// Parts of a token that overhead and token factor are exact in.
pub(crate) const PARTS_OF_A_TOKEN: u128 = 100_000_000;

/// The whole prompt of one call (on average, where it grows and shorter answers are applied), overhead included, in [parts](PARTS_OF_A_TOKEN) of a token of a model that counts so many for one;
/// `None` where requests aren't known.
pub(crate) fn prompt_of_call(workload: &Workload, token_factor: Multiple) -> Option<u128> {
    let each = match workload.demand {
        Demand::Monthly { .. } => return None,
        Demand::Requests { input, .. } | Demand::Traffic { input, .. } => input.count(),
    };
    let overhead = u128::from(10_000 + workload.token_overhead.ten_thousandths());
    let first = u128::from(each) * overhead * u128::from(token_factor.ten_thousandths());
    let grown = added_by_a_call(workload, workload.output_trim).map_or(0, |(added, of)| {
        let calls = u128::from(workload.calls_per_request.ten_thousandths().max(1));
        let before = Growing::calls_before(workload.calls_per_request);
        let added = added.saturating_mul(10_000 * u128::from(token_factor.ten_thousandths())).saturating_mul(before);
        added.div_ceil(of * calls)
    });
    Some(first.saturating_add(grown))
}

/// What each call adds to the prompts of those after it, in parts of a token; and the parts of a token. `None` where prompts don't grow.
fn added_by_a_call(workload: &Workload, trim: Share) -> Option<(u128, u128)> {
    let growth = workload.growth?;
    let (Demand::Requests { output, .. } | Demand::Traffic { output, .. }) = workload.demand else { return None };
    let kept = trim.rest();
    let of = u128::from(kept.denominator());
    let answer = u128::from(output.count()) * u128::from(kept.numerator());
    Some((answer + u128::from(growth.tool_results.count()) * of, of))
}

/// Input tokens of a month where prompts grow, rounded down once; `None` where they don't.
fn grown_tokens(workload: &Workload, trim: Share) -> Option<u128> {
    let (added, of) = added_by_a_call(workload, trim)?;
    let (Demand::Requests { input, .. } | Demand::Traffic { input, .. }) = workload.demand else { return None };
    let calls = workload.calls_per_request;
    let overhead = u128::from(10_000 + workload.token_overhead.ten_thousandths());
    let prompts = (u128::from(input.count()) * overhead * of).saturating_mul(u128::from(calls.ten_thousandths()));
    let growth = added.saturating_mul(10_000).saturating_mul(Growing::calls_before(calls));
    let of_request = prompts.saturating_add(growth);
    of_request.saturating_mul(u128::from(requests(workload.demand)?)).checked_div(PARTS_OF_A_TOKEN * of)
}

/// The input of a month where prompts grow, in place of [`adjust`].
fn grown(workload: &Workload, input: &Basis, trim: Share) -> Option<Basis> {
    let tokens = narrow(grown_tokens(workload, trim)?);
    let (Demand::Requests { output, .. } | Demand::Traffic { output, .. }) = workload.demand else { return None };
    let step = StepKind::Grown {
        calls: workload.calls_per_request,
        overhead: workload.token_overhead,
        requests: requests(workload.demand)?,
        output: output.count(),
        trim,
        tool_results: workload.growth?.tool_results.count(),
    };
    Some(input.then(step, tokens))
}

fn given(demand: Demand) -> (Basis, Basis) {
    match demand {
        Demand::Monthly { input, output } => {
            (Basis::new(StepKind::Given, input.count()), Basis::new(StepKind::Given, output.count()))
        }
        Demand::Requests { input, output, .. } | Demand::Traffic { input, output, .. } => {
            let requests = requests(demand).unwrap_or(0);
            let product = |each: TokensPerRequest| {
                let tokens = u128::from(requests) * u128::from(each.count());
                Basis::new(StepKind::PerRequest { requests, each: each.count() }, narrow(tokens))
            };
            (product(input), product(output))
        }
    }
}

fn adjust(basis: &Basis, calls: Multiple, adjustment: Adjustment) -> Basis {
    if calls == Multiple::ONE && adjustment.is_none() {
        return basis.clone();
    }
    let tokens = narrow(adjusted(u128::from(basis.tokens()), calls, adjustment));
    basis.then(StepKind::Adjusted { calls, adjustment }, tokens)
}

/// Tokens x calls x adjustment, rounded down once.
fn adjusted(tokens: u128, calls: Multiple, adjustment: Adjustment) -> u128 {
    let (numerator, denominator) = match adjustment {
        Adjustment::Overhead(overhead) => (u128::from(10_000 + overhead.ten_thousandths()), 10_000),
        Adjustment::Trim(trim) => (u128::from(trim.rest().numerator()), u128::from(trim.rest().denominator())),
    };
    tokens
        .saturating_mul(u128::from(calls.ten_thousandths()))
        .saturating_mul(numerator)
        .checked_div(10_000 * denominator)
        .unwrap_or(u128::MAX)
}

/// A count that the bounds keep small; saturates for a scenario that hasn't been checked.
fn narrow(count: u128) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}
