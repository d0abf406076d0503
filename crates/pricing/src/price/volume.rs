//! Tokens and calls of a month, and how they are recounted and split.

use super::growing;
use super::parts::Served;
use crate::quantity::{Multiple, Share};
use crate::report::{Basis, RequestPart, StepKind};

/// Tokens and calls of a month, with how they came about.
#[derive(Clone)]
pub(crate) struct Volume {
    pub(crate) input: Basis,
    pub(crate) output: Basis,
    /// Model calls; zero where demand is given in tokens.
    pub(crate) calls: u64,
}

impl Volume {
    /// The same text as another model counts it, rounded down; calls stay calls.
    pub(crate) fn recounted(self, factor: Multiple) -> Self {
        if factor == Multiple::ONE {
            return self;
        }
        let there = |basis: &Basis| {
            let tokens = u128::from(basis.tokens()) * u128::from(factor.ten_thousandths()) / 10_000;
            basis.then(StepKind::Recounted { factor }, u64::try_from(tokens).unwrap_or(u64::MAX))
        };
        Self { input: there(&self.input), output: there(&self.output), calls: self.calls }
    }

    /// What of it belongs to calls with long prompts, and the rest: of its input and of its calls.
    pub(crate) fn by_call(&self, [input, calls]: [growing::Part; 2]) -> (Option<Self>, Option<Self>) {
        if calls.part == calls.of {
            return (Some(self.clone()), None);
        }
        let split = |basis: &Basis, what, growing::Part { part, of }| {
            let long = growing::Part { part, of }.of(basis.tokens());
            let rest = basis.then(StepKind::Ordinary { long }, basis.tokens() - long);
            (basis.then(StepKind::OfRequest { what, part, of }, long), rest)
        };
        let (long_input, input) = split(&self.input, RequestPart::LongInput, input);
        let (long_output, output) = split(&self.output, RequestPart::LongCalls, calls);
        let long_calls = calls.of(self.calls);
        (
            Some(Self { input: long_input, output: long_output, calls: long_calls }),
            Some(Self { input, output, calls: self.calls - long_calls }),
        )
    }

    /// What a share that is served leaves of it.
    pub(crate) fn without(self, served: Served) -> Self {
        let left = |basis: Basis| match served.of(basis.tokens()) {
            0 => basis,
            served => basis.then(StepKind::Overflow { served }, basis.tokens() - served),
        };
        Self { input: left(self.input), output: left(self.output), calls: self.calls - served.of(self.calls) }
    }
}

/// Splits a volume by a share: the share and the rest. A share of nothing or of all is no split.
pub(crate) fn split(
    volume: &Volume,
    share: Share,
    part: impl Fn(Share) -> StepKind + Copy,
    rest: impl Fn(u64) -> StepKind + Copy,
) -> (Option<Volume>, Option<Volume>) {
    if share.is_none() {
        return (None, Some(volume.clone()));
    }
    if share == Share::ALL {
        return (Some(volume.clone()), None);
    }
    let (input, input_rest) = volume.input.split(share, part, rest);
    let (output, output_rest) = volume.output.split(share, part, rest);
    let calls = share.of(volume.calls);
    let one = Volume { input, output, calls };
    let other = Volume { input: input_rest, output: output_rest, calls: volume.calls - calls };
    (Some(one), Some(other))
}
