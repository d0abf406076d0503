//! What a link says, as it goes out.

use exchange::link::{Decoded, LinkReason};
use pricing::harmless::start_of;
use pricing::scenario::Scenario;
use serde::Serialize;

/// What a link says.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "DecodedLink"))]
pub(crate) struct Link {
    /// The scenario that is open, as far as it could be read; null where nothing could. What a link compares it with is left out.
    scenario: Option<Scenario>,
    /// What could not be read, in the order of the text.
    problems: Vec<LinkProblem>,
}

/// One thing in a link that could not be read.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct LinkProblem {
    /// A stable word for the reason.
    code: String,
    /// The part of the link, cut short.
    part: String,
    /// Why it isn't used, in a sentence.
    message: String,
}

impl Link {
    pub(crate) fn of(decoded: Decoded) -> Self {
        let problem = |problem: &exchange::link::LinkProblem| {
            let part = start_of(&problem.part);
            let message =
                exchange::link::LinkProblem { part: part.clone(), reason: problem.reason.clone() }.to_string();
            LinkProblem { code: code(&problem.reason).to_owned(), part, message }
        };
        Self { problems: decoded.problems.iter().map(problem).collect(), scenario: decoded.scenario }
    }
}

const fn code(reason: &LinkReason) -> &'static str {
    match reason {
        LinkReason::UnknownVersion => "unknown-version",
        LinkReason::CutOff => "cut-off",
        LinkReason::UnknownField => "unknown-field",
        LinkReason::BadValue => "bad-value",
        LinkReason::Repeated => "repeated",
        LinkReason::NoDemand => "no-demand",
        LinkReason::NoModel => "no-model",
        LinkReason::Contradiction => "contradiction",
        LinkReason::StrayCaching => "stray-caching",
        LinkReason::UnknownCard => "unknown-card",
        LinkReason::NothingBought => "nothing-bought",
        LinkReason::NoMeasure => "no-measure",
        LinkReason::TooMany => "too-many",
        LinkReason::NoWorkload => "no-workload",
        LinkReason::Nested => "nested",
    }
}
