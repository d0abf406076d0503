//! How a quantity came about, step by step.
//!
//! The steps are written down by the code that computes the quantity, so an explanation can't drift from its figure.

use std::sync::Arc;

use crate::quantity::{Multiple, Share};

/// A number of tokens, with the steps that led to it. Quantities that begin alike share their first steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basis {
    tokens: u64,
    /// `None` where nobody will ask for the steps.
    last: Option<Arc<Taken>>,
}

/// A step that was taken, and the one before it.
#[derive(Debug, PartialEq, Eq)]
struct Taken {
    step: Step,
    before: Option<Arc<Taken>>,
}

/// One step, and the tokens it leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// What was done.
    pub kind: StepKind,
    /// Tokens after this step.
    pub tokens: u64,
}

/// What a step does with the tokens before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepKind {
    /// Given by the reader as tokens a month.
    Given,
    /// Requests x tokens of each.
    PerRequest {
        /// Requests a month.
        requests: u64,
        /// Tokens of one request.
        each: u64,
    },
    /// Times calls per request, and overhead or trim.
    Adjusted {
        /// Calls per request.
        calls: Multiple,
        /// Overhead on input or trim of output.
        adjustment: Adjustment,
    },
    /// Requests x what their calls send, where the prompt grows from call to call: the first prompt with its overhead once for each
    /// call, and for each call before a call its answer after trim and what tools returned.
    Grown {
        /// Calls per request.
        calls: Multiple,
        /// Overhead on input.
        overhead: Multiple,
        /// Requests a month.
        requests: u64,
        /// Tokens of an answer before trim.
        output: u64,
        /// Trim of output.
        trim: Share,
        /// Tokens that tools return after each call.
        tool_results: u64,
    },
    /// A product: what a guardrail lets through.
    Unblocked {
        /// The share of requests that it blocks.
        blocked: Share,
    },
    /// A product: the share sent to another model.
    Routed {
        /// The route's share.
        share: Share,
        /// Tokens left over by rounding down that this route receives too.
        leftover: u64,
    },
    /// A product: what another model counts for the same text.
    Recounted {
        /// Tokens there for one here.
        factor: Multiple,
    },
    /// A remainder: what no route takes.
    Unrouted {
        /// Tokens that routes take.
        routed: u64,
    },
    /// A remainder: what capacity doesn't serve.
    Overflow {
        /// Tokens that capacity serves.
        served: u64,
    },
    /// A product: the share that belongs to long prompts.
    Long {
        /// The share.
        share: Share,
    },
    /// A remainder: what isn't long.
    Ordinary {
        /// Tokens that are long.
        long: u64,
    },
    /// A product: what belongs to some of the calls of each request, or to what they read from cache or write to it.
    OfRequest {
        /// What.
        what: RequestPart,
        /// How much of a request it is, in parts of one: see [`RequestPart::places`].
        part: u128,
        /// How much the request has in all.
        of: u128,
    },
    /// A product: the share that runs as batch.
    Batch {
        /// The share.
        share: Share,
    },
    /// A remainder: what runs on demand.
    OnDemand {
        /// Tokens that run as batch.
        batch: u64,
    },
    /// A product: the share read from cache.
    Cached {
        /// The share.
        share: Share,
    },
    /// A product: the part of the input that was counted as read from cache or written to it.
    CountedPart {
        /// Tokens counted.
        counted: u64,
        /// Tokens of the input that they are part of.
        of: u64,
    },
    /// A product: calls x hit share x prefix, at most the input.
    CachedHits {
        /// Model calls.
        calls: u64,
        /// Share of calls that hit.
        hit_share: Share,
        /// Tokens of the prefix.
        prefix: u64,
    },
    /// A product: calls that hit x prefix, at most the input. Of each loop of calls only the first can miss.
    LoopHits {
        /// Model calls.
        calls: u64,
        /// Those that begin a loop.
        first: u64,
        /// Share of these that hit.
        hit_share: Share,
        /// Tokens of the prefix.
        prefix: u64,
    },
    /// Reads / reads per write.
    Written {
        /// Tokens read from cache.
        reads: u64,
        /// Reads for each write.
        reads_per_write: Multiple,
    },
    /// A product: the share of what is written that is kept for an hour.
    KeptAnHour {
        /// The share.
        share: Share,
    },
    /// A remainder: what is written and not kept for an hour.
    KeptShorter {
        /// Tokens that are kept for an hour.
        an_hour: u64,
    },
    /// A product: misses x prefix, at most what reads leave.
    WrittenMisses {
        /// Tokens read from cache.
        reads: u64,
        /// Calls that miss.
        misses: u64,
        /// Tokens of the prefix.
        prefix: u64,
    },
    /// A remainder: what is neither read from cache nor written to it.
    Fresh {
        /// Tokens read from cache.
        reads: u64,
        /// Tokens written to cache.
        writes: u64,
    },
}

/// What of a request, where prompts grow from call to call, something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestPart {
    /// Tokens of its long prompts.
    LongInput,
    /// Its calls with a long prompt, to which its answers are in proportion.
    LongCalls,
    /// Tokens of its prompts that are read from cache.
    Read,
    /// Tokens of its prompts that are written to cache.
    Written,
}

impl RequestPart {
    /// Decimal places of the parts: counts are in ten-thousandths, and of what is cached in hundred-millionths.
    pub const fn places(self) -> u32 {
        match self {
            Self::LongInput | Self::LongCalls => 4,
            Self::Read | Self::Written => 8,
        }
    }
}

/// What is multiplied together with calls per request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Adjustment {
    /// Extra tokens on input, as a multiple of it.
    Overhead(Multiple),
    /// Share of output saved.
    Trim(Share),
}

impl Adjustment {
    /// True where it changes nothing.
    pub fn is_none(self) -> bool {
        match self {
            Self::Overhead(overhead) => overhead == Multiple::ZERO,
            Self::Trim(trim) => trim.is_none(),
        }
    }
}

impl Basis {
    /// A quantity that begins with this step.
    pub(crate) fn new(kind: StepKind, tokens: u64) -> Self {
        Self { tokens, last: Some(Arc::new(Taken { step: Step { kind, tokens }, before: None })) }
    }

    /// A quantity whose steps nobody will ask for; nor are those written down that come after.
    pub(crate) fn counted(tokens: u64) -> Self {
        Self { tokens, last: None }
    }

    /// The quantity after one more step.
    #[must_use]
    pub(crate) fn then(&self, kind: StepKind, tokens: u64) -> Self {
        let before = self.last.as_ref();
        let taken = |before| Arc::new(Taken { step: Step { kind, tokens }, before: Some(Arc::clone(before)) });
        Self { tokens, last: before.map(taken) }
    }

    /// Splits off a share, rounded down; the second quantity is the remainder.
    pub(crate) fn split(
        &self,
        share: Share,
        part: impl Fn(Share) -> StepKind,
        rest: impl Fn(u64) -> StepKind,
    ) -> (Self, Self) {
        let tokens = share.of(self.tokens());
        (self.then(part(share), tokens), self.then(rest(tokens), self.tokens() - tokens))
    }

    /// The tokens.
    pub fn tokens(&self) -> u64 {
        self.tokens
    }

    /// The steps, first to last.
    pub fn steps(&self) -> impl DoubleEndedIterator<Item = Step> {
        let backwards = core::iter::successors(self.last.as_ref(), |taken| taken.before.as_ref());
        let mut steps: Vec<Step> = backwards.map(|taken| taken.step).collect();
        steps.reverse();
        steps.into_iter()
    }
}
