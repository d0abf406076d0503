//! The calls of one request whose prompt grows from call to call: an agent's loop.
//!
//! Follows "Prompts that grow" in `docs/arithmetic.md`. Every length is of one call, in whole tokens of the model that counts
//! them; what runs in a month is split in proportion, so nothing here is multiplied by requests.

use super::demand;
use crate::bounds::CALLS_PER_REQUEST_MAX;
use crate::quantity::{Multiple, Share};
use crate::scenario::{Demand, Growth, Workload};

/// The prompts of one request's calls, as one model counts them. The last call may be one that only a part of the requests makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Growing {
    /// Tokens of the first prompt, before overhead.
    input: u64,
    /// Ten-thousandths of it, overhead included.
    overhead: u64,
    /// Tokens of an answer before trim.
    output: u64,
    trim: Share,
    results: u64,
    factor: u64,
    /// Calls per request, in ten-thousandths.
    calls: u64,
}

/// What of a request something is: a count of it, and the count of all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) part: u128,
    pub(crate) of: u128,
}

/// Which calls of a request are meant: all, those whose prompt is long, or the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Which {
    All,
    Long(u32),
    Ordinary(u32),
}

/// What a model caches of a prompt, in its tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cacheable {
    /// What the first calls of different requests share.
    pub(crate) prefix: u64,
    /// The shortest prompt that is cached.
    pub(crate) minimum: Option<u32>,
    /// The most of a prompt that is cached.
    pub(crate) maximum: Option<u32>,
}

/// What some calls of a request read from cache and write to it, in proportion to their prompts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Grown {
    pub(crate) reads: u128,
    pub(crate) writes: u128,
    /// Tokens of those prompts, in the same unit: [`WEIGHT`] x 10,000ths of a hit.
    pub(crate) of: u128,
}

/// What a call counts that every request makes: ten thousand requests of it.
const WEIGHT: u64 = 10_000;

impl Growing {
    /// The calls of a workload, trimmed or not, on a model that counts so many tokens for one; `None` where its prompts don't grow, or
    /// its requests aren't known.
    pub(crate) fn of(workload: &Workload, trimmed: bool, token_factor: Multiple) -> Option<Self> {
        let Growth { tool_results } = workload.growth?;
        let (Demand::Requests { input, output, .. } | Demand::Traffic { input, output, .. }) = workload.demand else {
            return None;
        };
        Some(Self {
            input: input.count(),
            overhead: 10_000 + workload.token_overhead.ten_thousandths(),
            output: output.count(),
            trim: if trimmed { workload.output_trim } else { Share::NONE },
            results: tool_results.count(),
            factor: token_factor.ten_thousandths(),
            // More isn't priced; a scenario that hasn't been checked could ask for it.
            calls: workload.calls_per_request.ten_thousandths().min(CALLS_PER_REQUEST_MAX * WEIGHT),
        })
    }

    /// Calls before each call, summed up over the calls of one request, in ten-thousandths: 0 + 1 + 2 + ...
    pub(crate) fn calls_before(calls: Multiple) -> u128 {
        let calls = u128::from(calls.ten_thousandths());
        let (whole, rest) = (calls / 10_000, calls % 10_000);
        // `whole` is 1 at least where the scenario has been checked.
        whole * whole.saturating_sub(1) / 2 * 10_000 + rest * whole
    }

    /// Tokens of the prompt of a call, counted from 0, rounded down.
    fn prompt(&self, before: u64) -> u64 {
        let kept = self.trim.rest();
        let (kept, of) = (u128::from(kept.numerator()), u128::from(kept.denominator()));
        let first = u128::from(self.input) * u128::from(self.overhead) * of;
        let added = (u128::from(self.output) * kept + u128::from(self.results) * of) * 10_000;
        let exact = (first + u128::from(before) * added) * u128::from(self.factor);
        u64::try_from(exact / (of * demand::PARTS_OF_A_TOKEN)).unwrap_or(u64::MAX)
    }

    /// Each call's prompt and the one before it, and how many of ten thousand requests make it.
    fn calls(&self) -> impl Iterator<Item = (Option<u64>, u64, u64)> + '_ {
        (0..self.calls.div_ceil(WEIGHT)).map(|before| {
            let weight = (self.calls - before * WEIGHT).min(WEIGHT);
            (before.checked_sub(1).map(|last| self.prompt(last)), self.prompt(before), weight)
        })
    }

    /// The longest prompt of a request.
    pub(crate) fn longest(&self) -> u64 {
        self.prompt(self.calls.div_ceil(WEIGHT).saturating_sub(1))
    }

    /// What of a request's input, and of its calls, belongs to prompts above so many tokens.
    pub(crate) fn long(&self, above: u32) -> [Part; 2] {
        let (mut input, mut calls) = (Part { part: 0, of: 0 }, Part { part: 0, of: 0 });
        for (_, prompt, weight) in self.calls() {
            let (tokens, weight) = (u128::from(prompt) * u128::from(weight), u128::from(weight));
            input.of += tokens;
            calls.of += weight;
            if prompt > u64::from(above) {
                input.part += tokens;
                calls.part += weight;
            }
        }
        [input, calls]
    }

    /// What calls read and write where each reads what the one before it left, and the first reads the shared prefix as often as
    /// it is still cached; or where every call finds its last prompt with a measured share.
    pub(crate) fn cached(&self, which: Which, cacheable: Cacheable, hit_share: Share, is_measured: bool) -> Grown {
        let mut grown = Grown { reads: 0, writes: 0, of: 0 };
        for (last, prompt, weight) in self.calls() {
            let is_meant = match which {
                Which::All => true,
                Which::Long(above) => prompt > u64::from(above),
                Which::Ordinary(above) => prompt <= u64::from(above),
            };
            if !is_meant {
                continue;
            }
            // A hit share has four places.
            let hits = if last.is_none() || is_measured { u128::from(hit_share.of(WEIGHT)) } else { 10_000 };
            let cached = cacheable.of(prompt);
            let left = cacheable.of(last.unwrap_or(cacheable.prefix)).min(cached);
            let (weight, cached) = (u128::from(weight), u128::from(cached) * 10_000);
            let read = u128::from(left) * hits;
            grown.reads += read * weight;
            grown.writes += (cached - read) * weight;
            grown.of += u128::from(prompt) * 10_000 * weight;
        }
        grown
    }
}

impl Part {
    /// So much of a count, rounded down.
    pub(crate) fn of(self, count: u64) -> u64 {
        let part = u128::from(count).checked_mul(self.part).and_then(|product| product.checked_div(self.of));
        part.and_then(|part| u64::try_from(part).ok()).unwrap_or(0)
    }
}

impl Cacheable {
    /// What of a prompt, or of a shared prefix, is cached.
    fn of(self, prompt: u64) -> u64 {
        let is_too_short = self.minimum.is_some_and(|minimum| prompt < u64::from(minimum));
        if is_too_short { 0 } else { self.maximum.map_or(prompt, |maximum| prompt.min(u64::from(maximum))) }
    }
}

#[cfg(test)]
mod tests {
    use super::{Cacheable, Growing, Part, Which};
    use crate::quantity::{Multiple, Requests, Share, Tokens, TokensPerRequest};
    use crate::rates::InferenceScope;
    use crate::scenario::{Demand, Growth, Placement, Workload};

    fn growing(calls: &str) -> Growing {
        let calls = Multiple::parse(calls).unwrap_or_default().ten_thousandths();
        Growing { input: 4_000, overhead: 10_000, output: 500, trim: Share::NONE, results: 300, factor: 10_000, calls }
    }

    #[test]
    fn a_prompt_grows_by_answers_and_results() {
        // 4,000, 4,800, 5,600, 6,400, 7,200: 28,000 together, 24,000 + 4,000 of them in the prompts above 4,000.
        let five = growing("5");
        assert_eq!(five.longest(), 7_200);
        let tokens = |tokens: u128| tokens * 10_000;
        assert_eq!(
            five.long(4_000),
            [Part { part: tokens(24_000), of: tokens(28_000) }, Part { part: tokens(4), of: tokens(5) },]
        );
        // A quarter of the requests makes a third call of 5,600.
        assert_eq!(growing("2.25").long(5_000)[0], Part { part: tokens(1_400), of: tokens(10_200) });
        let before = |calls: &str| Growing::calls_before(Multiple::parse(calls).unwrap_or_default());
        assert_eq!((before("1"), before("5"), before("2.25")), (0, 100_000, 15_000));
    }

    #[test]
    fn overhead_trim_and_token_factor_are_in_each_prompt() {
        let each = |tokens| TokensPerRequest::new(tokens).unwrap_or_default();
        let demand =
            Demand::Requests { requests: Requests::new(10).unwrap_or_default(), input: each(3_000), output: each(600) };
        let workload = Workload {
            growth: Some(Growth { tool_results: each(300) }),
            calls_per_request: Multiple::whole(3).unwrap_or_default(),
            token_overhead: Multiple::parse("0.2").unwrap_or_default(),
            output_trim: Share::parse("1/3").unwrap_or_default(),
            ..Workload::new("", Placement::new("m", InferenceScope::Global, "us-east-1"), demand)
        };
        let prompts = |trimmed, factor: &str| {
            let factor = Multiple::parse(factor).unwrap_or_default();
            let growing = Growing::of(&workload, trimmed, factor);
            growing.map(|growing| growing.calls().map(|(_, prompt, _)| prompt).collect::<Vec<_>>())
        };
        // First 3,000 x 1.2 = 3,600. Each further call adds 600 x 2/3 + 300 = 700; untrimmed 600 + 300 = 900.
        assert_eq!(prompts(true, "1"), Some(vec![3_600, 4_300, 5_000]));
        assert_eq!(prompts(false, "1"), Some(vec![3_600, 4_500, 5_400]));
        // A model that counts 1.5 for one: 5,400, 6,450 and 7,500.
        assert_eq!(prompts(true, "1.5"), Some(vec![5_400, 6_450, 7_500]));
        let monthly = Demand::Monthly { input: Tokens::ZERO, output: Tokens::ZERO };
        assert_eq!(Growing::of(&Workload { demand: monthly, ..workload.clone() }, true, Multiple::ONE), None);
        assert_eq!(Growing::of(&Workload { growth: None, ..workload.clone() }, true, Multiple::ONE), None);
    }

    #[test]
    fn a_call_reads_what_the_one_before_it_left() {
        let all = Cacheable { prefix: 1_000, minimum: None, maximum: None };
        let half = Share::of_ten_thousand(5_000);
        let tokens = |tokens: u128| tokens * 10_000 * 10_000;
        // First call: half of them read 1,000. Then 4,000 + 4,800 + 5,600 + 6,400 are read, and four times 800 written.
        let grown = growing("5").cached(Which::All, all, half, false);
        assert_eq!((grown.reads, grown.writes, grown.of), (tokens(21_300), tokens(6_700), tokens(28_000)));
        // Above 6,000 a prompt is long: it reads and writes at long prices.
        let long = growing("5").cached(Which::Long(6_000), all, half, false);
        assert_eq!((long.reads, long.writes, long.of), (tokens(12_000), tokens(1_600), tokens(13_600)));
        // Nothing below 5,000 is cached, and at most 6,000: 5,600 and 6,000 are written, 5,600 and 6,000 read.
        let bounded = Cacheable { prefix: 1_000, minimum: Some(5_000), maximum: Some(6_000) };
        let grown = growing("5").cached(Which::All, bounded, half, false);
        assert_eq!((grown.reads, grown.writes), (tokens(11_600), tokens(6_000)));
        // Measured: half of all calls find what is left.
        let measured = growing("2").cached(Which::All, all, half, true);
        assert_eq!((measured.reads, measured.writes), (tokens(2_500), tokens(6_300)));
    }
}
