//! Published examples as they go out.

use crate::text::Money;
use exchange::presets::{Comparison as Compared, Exact, Published};
use pricing::scenario::Scenario;
use serde::Serialize;

/// A published example: a scenario, and the published figures beside the exact ones.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Preset {
    /// Short name.
    id: String,
    /// Name as shown.
    title: String,
    /// What it shows, in one sentence.
    about: String,
    /// Where its inputs come from.
    publication: Publication,
    /// The scenario.
    scenario: Scenario,
    /// Published figures beside exact ones.
    comparisons: Vec<Comparison>,
}

/// A publication that a preset is taken from.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Publication {
    /// Its title.
    title: String,
    /// Who published it.
    publisher: String,
    /// When, as far as it says.
    published: String,
}

/// A published figure, and the exact one from the same inputs.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Comparison {
    /// What the figure is.
    what: String,
    /// As published.
    published: Figure,
    /// As the newest card prices it; null where it can't.
    exact: Option<Figure>,
    /// Why they differ, or that they don't.
    reason: String,
    /// What computes the exact figure: the preset's scenario, or a variant of it.
    scenario: Scenario,
}

/// A figure.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
enum Figure {
    /// Dollars.
    Amount(Money),
    /// Percent: a number, or a published range in words.
    Percent(String),
    /// A published range of amounts, in words.
    Range(String),
}

impl Preset {
    pub(crate) fn of(preset: exchange::presets::Preset) -> Self {
        let published = preset.publication;
        Self {
            id: preset.id.to_owned(),
            title: preset.title.to_owned(),
            about: preset.about.to_owned(),
            publication: Publication {
                title: published.title.to_owned(),
                publisher: published.publisher.to_owned(),
                published: published.published.to_owned(),
            },
            scenario: preset.scenario,
            comparisons: preset.comparisons.into_iter().map(Comparison::of).collect(),
        }
    }
}

impl Comparison {
    fn of(compared: Compared) -> Self {
        let exact = crate::cards().last().and_then(|card| compared.exact(card).ok());
        Self {
            what: compared.what.to_owned(),
            published: match compared.published {
                Published::Amount(amount) => Figure::Amount(amount.into()),
                Published::Percent(words) => Figure::Percent(words.to_owned()),
                Published::Range(words) => Figure::Range(words.to_owned()),
            },
            exact: exact.map(|exact| match exact {
                Exact::Amount(amount) => Figure::Amount(amount.into()),
                Exact::Percent(percent) => Figure::Percent(percent.normalize().to_string()),
            }),
            reason: compared.reason.to_owned(),
            scenario: compared.scenario,
        }
    }
}
