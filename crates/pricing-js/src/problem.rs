//! What is wrong with what was given, as a value: a stable code, the path of the field, words.

use crate::place;
use pricing::harmless::start_of;
use pricing::price::PriceError;
use pricing::rates::{Buying, Meter, PromptLength, ServiceItem};
use pricing::scenario::{Placement, Scenario};
use serde::Serialize;

/// A stable word for each kind of error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "ErrorCode"))]
#[serde(rename_all = "kebab-case")]
#[allow(dead_code, reason = "some are said by the package's JavaScript, which reads the objects")]
pub(crate) enum Code {
    /// The field isn't one of a scenario.
    UnknownField,
    /// The field must be there.
    MissingField,
    /// A value of another type: a number where text is expected, a function, an object that isn't plain.
    WrongType,
    /// A word that isn't one of those that can stand here.
    UnknownWord,
    /// Text or a number that can't be read as what stands here, or is out of its range.
    BadValue,
    /// Nested more deeply than a scenario is, or an object that contains itself.
    TooDeep,
    /// More values or longer text than a scenario can have.
    TooLarge,
    /// Reading the value threw an error.
    Unreadable,
    /// A number outside the range of its field.
    OutOfRange,
    /// More entries than are priced together.
    TooMany,
    /// More characters than the field may have.
    TooLong,
    /// No workload at all.
    NoWorkload,
    /// More than 10^15 tokens a month in all.
    TooManyTokens,
    /// Cache reads and the writes they need exceed the input.
    CacheExceedsInput,
    /// Counted cache reads and writes exceed the input.
    CountsExceedInput,
    /// Routing shares exceed the whole.
    RoutesExceedAll,
    /// Caching from traffic without a number of requests.
    NeedsRequests,
    /// A prompt that grows needs the number of requests.
    GrowthNeedsRequests,
    /// A service needs the requests of a workload that gives tokens only.
    NeedsRequestsOf,
    /// Services cost more than the arithmetic keeps exact.
    TooMuchOfServices,
    /// No hour of a load has any tokens.
    NoLoad,
    /// A typed price in a unit that its kind doesn't have.
    WrongUnit,
    /// A cached prefix longer than the prompt.
    PrefixTooLong,
    /// No forecast has a weight above 0.
    NoWeight,
    /// Spend after a discount of 100% says nothing of what it was before.
    NothingLeft,
    /// A price is neither on the card nor typed; `missing` says which.
    MissingRate,
    /// Prompts are longer than the model takes: AWS refuses them.
    AboveWindow,
    /// There is no rate card of this date.
    UnknownRateCard,
    /// A defect of this package: please report it.
    Internal,
}

/// A price that is needed and isn't known: what to look for, or to type in `prices`.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "MissingRate"))]
pub(crate) struct Missing {
    /// Model, scope and region.
    placement: Placement,
    /// How the tokens are bought.
    buying: Buying,
    /// For which prompts.
    length: PromptLength,
    /// What is counted.
    meter: Meter,
}

/// One thing that is wrong.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Problem {
    /// A stable word for the kind of error.
    pub(crate) code: Code,
    /// Where: `workloads[0].demand.monthly.input`; empty for the whole.
    pub(crate) path: String,
    /// What is wrong, in a sentence.
    pub(crate) message: String,
    /// With `missing-rate`: the price that isn't known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) missing: Option<Box<Missing>>,
    /// With `missing-rate`: the price of a service that isn't known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) missing_service: Option<Box<MissingServiceText>>,
}

/// A price of a service that is needed and isn't known: what to type in `services.prices`.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "MissingService"))]
pub(crate) struct MissingServiceText {
    /// What it is for.
    item: ServiceItem,
    /// The region.
    region: String,
}

impl From<&pricing::scenario::Problem> for Code {
    fn from(problem: &pricing::scenario::Problem) -> Self {
        use pricing::scenario::Problem as Found;
        match problem {
            Found::OutOfRange { .. } => Self::OutOfRange,
            Found::NoWorkload => Self::NoWorkload,
            Found::TooMany { .. } => Self::TooMany,
            Found::TooLong { .. } => Self::TooLong,
            Found::TooManyTokens => Self::TooManyTokens,
            Found::CacheExceedsInput => Self::CacheExceedsInput,
            Found::CountsExceedInput => Self::CountsExceedInput,
            Found::RoutesExceedAll => Self::RoutesExceedAll,
            Found::NeedsRequests => Self::NeedsRequests,
            Found::GrowthNeedsRequests => Self::GrowthNeedsRequests,
            Found::NeedsRequestsOf { .. } => Self::NeedsRequestsOf,
            Found::TooMuchOfServices => Self::TooMuchOfServices,
            Found::NoLoad => Self::NoLoad,
            Found::WrongUnit => Self::WrongUnit,
            Found::PrefixTooLong => Self::PrefixTooLong,
            Found::NoWeight => Self::NoWeight,
            Found::NothingLeft => Self::NothingLeft,
        }
    }
}

impl Problem {
    pub(crate) fn new(code: Code, path: String, message: String) -> Self {
        Self { code, path, message, missing: None, missing_service: None }
    }

    /// There is no card of this date.
    pub(crate) fn no_card(path: &str, date: &str) -> Self {
        let dates: Vec<String> = pricing::rates::RateCard::dates().iter().map(ToString::to_string).collect();
        let message = format!("there is no rate card of {:?}; there are those of {}", start_of(date), dates.join(", "));
        Self::new(Code::UnknownRateCard, path.to_owned(), message)
    }

    /// Everything that keeps a scenario from being priced with any rates, in the order of its fields.
    pub(crate) fn of_checking(scenario: &Scenario) -> Vec<Self> {
        let found = scenario.check();
        let problem = |error| Self::of_pricing(&PriceError::Field(error), scenario);
        found.into_iter().map(problem).collect()
    }

    /// Why pricing stopped.
    pub(crate) fn of_pricing(error: &PriceError, scenario: &Scenario) -> Self {
        match error {
            PriceError::Field(error) => {
                Self::new(Code::from(&error.problem), place::of_field(error, scenario), error.to_string())
            }
            PriceError::MissingRate(rate) if rate.refused_above.is_some() => {
                let message = format!("there is {}", harmless_words(&rate.to_string()));
                Self::new(Code::AboveWindow, place::of_owner(rate.owner), message)
            }
            PriceError::MissingRate(rate) => {
                let message = format!("there is {}", harmless_words(&rate.to_string()));
                let missing = Missing {
                    placement: rate.placement.clone(),
                    buying: rate.buying,
                    length: rate.length,
                    meter: rate.meter,
                };
                let path = place::of_owner(rate.owner);
                Self { missing: Some(Box::new(missing)), ..Self::new(Code::MissingRate, path, message) }
            }
            PriceError::MissingService(rate) => {
                let message = format!("there is {}", harmless_words(&rate.to_string()));
                let missing = MissingServiceText { item: rate.item, region: rate.region.clone() };
                let path = "services".to_owned();
                Self { missing_service: Some(Box::new(missing)), ..Self::new(Code::MissingRate, path, message) }
            }
        }
    }
}

/// A sentence whose words may come from outside, such as a model's identifier; each is cut short.
fn harmless_words(sentence: &str) -> String {
    sentence.split(' ').map(start_of).collect::<Vec<_>>().join(" ")
}
