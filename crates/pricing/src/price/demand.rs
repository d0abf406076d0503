//! From a workload's demand to the tokens of a month: the three doors, and the adjustments.
//!
//! Follows "Quantities of one workload", steps 1 and 2, of `docs/arithmetic.md`.

use super::growing::Growing;
use super::volume::Volume;
use crate::quantity::{Multiple, Share, TokensPerRequest};
use crate::report::{Adjustment, Basis, StepKind};
use crate::scenario::{Demand, Workload};

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
    let [(_, input), _] = given(demand);
    input
}

/// Whether the steps that lead to a quantity are written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Steps {
    /// They are, for a line that explains itself.
    Written,
    /// They aren't: the quantity is only counted.
    Left,
}

/// The volume of a workload, with its output trimmed or not. The scenario has been checked.
pub(crate) fn volume(workload: &Workload, trimmed: bool, steps: Steps) -> Volume {
    let trim = if trimmed { workload.output_trim } else { Share::NONE };
    let [input, output] = given(workload.demand).map(|(step, tokens)| match steps {
        Steps::Written => Basis::new(step, tokens),
        Steps::Left => Basis::counted(tokens),
    });
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

/// Tokens of input and of output as they are asked for, each with its step.
fn given(demand: Demand) -> [(StepKind, u64); 2] {
    match demand {
        Demand::Monthly { input, output } => [input, output].map(|tokens| (StepKind::Given, tokens.count())),
        Demand::Requests { input, output, .. } | Demand::Traffic { input, output, .. } => {
            let requests = requests(demand).unwrap_or(0);
            let product = |each: TokensPerRequest| {
                let tokens = u128::from(requests) * u128::from(each.count());
                (StepKind::PerRequest { requests, each: each.count() }, narrow(tokens))
            };
            [input, output].map(product)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{Requests, Tokens};
    use crate::rates::InferenceScope;
    use crate::scenario::{Growth, Placement};

    fn multiple(text: &str) -> Multiple {
        Multiple::parse(text).unwrap_or_default()
    }

    fn each(tokens: u64) -> TokensPerRequest {
        TokensPerRequest::new(tokens).unwrap_or_default()
    }

    fn traffic(a_minute: &str, hours: &str, days: &str) -> Demand {
        Demand::Traffic {
            requests_per_minute: multiple(a_minute),
            hours_per_day: multiple(hours),
            days_per_month: multiple(days),
            input: each(100),
            output: each(10),
        }
    }

    fn monthly(input: u64, output: u64) -> Demand {
        let tokens = |count| Tokens::new(count).unwrap_or_default();
        Demand::Monthly { input: tokens(input), output: tokens(output) }
    }

    /// So many requests of 1,000 tokens in and 100 out.
    fn requested(count: u64) -> Workload {
        let requests = Requests::new(count).unwrap_or_default();
        let placement = Placement::new("x", InferenceScope::Global, "us-east-1");
        Workload::new("", placement, Demand::Requests { requests, input: each(1_000), output: each(100) })
    }

    fn share(text: &str) -> Share {
        Share::parse(text).unwrap_or_default()
    }

    /// Input, output and calls.
    fn counts(workload: &Workload, trimmed: bool) -> [u64; 3] {
        let Volume { input, output, calls } = volume(workload, trimmed, Steps::Left);
        [input.tokens(), output.tokens(), calls]
    }

    #[test]
    fn traffic_makes_whole_requests() {
        // 1.5 x 60 x 8 x 20.
        assert_eq!(requests(traffic("1.5", "8", "20")), Some(14_400));
        // 0.0333 x 60 = 1.998 and 0.0334 x 60 = 2.004.
        assert_eq!([requests(traffic("0.0333", "1", "1")), requests(traffic("0.0334", "1", "1"))], [Some(1), Some(2)]);
        assert_eq!(requests(monthly(5, 5)), None);
        assert_eq!([input_asked(monthly(5, 4)), input_asked(traffic("1.5", "8", "20"))], [5, 1_440_000]);
    }

    #[test]
    fn adjustments_are_rounded_down_once() {
        let mut own = requested(10);
        assert_eq!(counts(&own, true), [10_000, 1_000, 10]);
        own.calls_per_request = multiple("2.55");
        own.token_overhead = multiple("0.1");
        own.output_trim = share("1/3");
        // 10,000 x 2.55 x 1.1 = 28,050; 1,000 x 2.55 x 2/3 = 1,700; 10 x 2.55 = 25.5.
        assert_eq!(counts(&own, true), [28_050, 1_700, 25]);
        assert_eq!(counts(&own, false), [28_050, 2_550, 25]);
        // A tenth is blocked: 25,245, 1,530 and 22.5 are left.
        own.blocked = share("0.1");
        assert_eq!(counts(&own, true), [25_245, 1_530, 22]);
        // 7 x 1.1 = 7.7 and 7 x 2/3 = 4.67; the number of calls isn't known.
        let of_tokens =
            Workload { demand: monthly(7, 7), calls_per_request: Multiple::ONE, blocked: Share::NONE, ..own };
        assert_eq!(counts(&of_tokens, true), [7, 4, 0]);
    }

    #[test]
    fn a_step_is_written_down_where_something_is_blocked() {
        let mut own = requested(10);
        // 10 x 1,000 and 10 x 100: nothing else was done.
        let input = Basis::new(StepKind::PerRequest { requests: 10, each: 1_000 }, 10_000);
        let output = Basis::new(StepKind::PerRequest { requests: 10, each: 100 }, 1_000);
        let plain = volume(&own, true, Steps::Written);
        assert_eq!((&plain.input, &plain.output), (&input, &output));
        // A quarter is blocked: 7,500 and 750 are left.
        own.blocked = share("0.25");
        let blocked = volume(&own, true, Steps::Written);
        let step = StepKind::Unblocked { blocked: own.blocked };
        assert_eq!((blocked.input, blocked.output), (input.then(step, 7_500), output.then(step, 750)));
    }

    #[test]
    fn the_bound_counts_answers_before_trim() {
        let mut own = requested(10);
        own.calls_per_request = multiple("2");
        own.token_overhead = multiple("0.5");
        own.output_trim = share("0.5");
        // 10 x 1,000 x 2 x 1.5 and 10 x 100 x 2.
        assert_eq!(tokens_before_trim(&own), 30_000 + 2_000);
        own.growth = Some(Growth { tool_results: each(10) });
        // The second prompt has an answer of 100 and 10 more: 10 x (1,500 + 1,610).
        assert_eq!(tokens_before_trim(&own), 31_100 + 2_000);
        assert_eq!(tokens_before_trim(&Workload { demand: monthly(7, 5), growth: None, ..own }), 7 * 3 + 5 * 2);
    }

    #[test]
    fn prompts_that_grow_are_added_up() {
        let mut own = requested(10);
        own.growth = Some(Growth { tool_results: each(10) });
        own.calls_per_request = multiple("2.5");
        own.output_trim = share("0.5");
        // 1,000, 1,060 and half of 1,120; 10 times that.
        assert_eq!(counts(&own, true), [26_200, 1_250, 25]);
        // Untrimmed each call adds 110: 1,000, 1,110 and half of 1,220.
        assert_eq!(counts(&own, false), [27_200, 2_500, 25]);
    }

    #[test]
    fn a_prompt_is_longer_above_a_length() {
        let mut own = requested(10);
        own.token_overhead = multiple("0.5");
        let longer = |factor: &str, above| is_longer(&own, multiple(factor), above);
        assert_eq!([longer("1", 1_499), longer("1", 1_500)], [true, false]);
        // 1,500 x 1.3.
        assert_eq!([longer("1.3", 1_949), longer("1.3", 1_950)], [true, false]);
        let of_tokens = Workload { demand: monthly(5_000, 0), ..own.clone() };
        assert!(!is_longer(&of_tokens, Multiple::ONE, 1));
        // Where prompts grow it is the mean of a request's calls: 1,500 + 60 and + 120 of three.
        own.growth = Some(Growth { tool_results: each(10) });
        own.output_trim = share("0.5");
        own.calls_per_request = multiple("3");
        assert_eq!(prompt_of_call(&own, Multiple::ONE), Some(1_560 * PARTS_OF_A_TOKEN));
        assert_eq!(prompt_of_call(&own, multiple("0.5")), Some(780 * PARTS_OF_A_TOKEN));
        // Two thirds of an answer and ten more are 76.67, up in the last part; of 2.5 calls each has 0.8 of that.
        own.output_trim = share("1/3");
        assert_eq!(prompt_of_call(&own, Multiple::ONE), Some(1_500 * PARTS_OF_A_TOKEN + 7_666_666_667));
        own.calls_per_request = multiple("2.5");
        assert_eq!(prompt_of_call(&own, Multiple::ONE), Some(1_500 * PARTS_OF_A_TOKEN + 6_133_333_334));
    }
}
