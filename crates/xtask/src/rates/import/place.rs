//! What a person decides about rows: sources, models, and what stays out.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::super::files::stated::Files;
use super::row::Row;

/// The decisions for one file of rows.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Placement {
    /// The card the prices are for: its date in `cards.toml`.
    pub(super) card: String,
    /// When the rows were read.
    pub(super) read: String,
    /// What rows call a source, and which it is.
    source: Vec<Source>,
    /// Models that a row names otherwise than the card.
    #[serde(default)]
    model: Vec<Named>,
    /// Thresholds of models with prices for long prompts.
    #[serde(default)]
    pub(super) long_prompt: Vec<LongPrompt>,
    /// Promotional prices.
    #[serde(default)]
    pub(super) promised: Vec<Promised>,
    /// What the rate files say for a remark in a row.
    #[serde(default)]
    note: Vec<Note>,
    /// Providers without a file.
    #[serde(default)]
    pub(super) provider: Vec<NewProvider>,
    /// Rows that stay out, and why.
    #[serde(default)]
    exclude: Vec<Exclude>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    /// How a row's `source` or one of its `also_in` begins.
    row: String,
    /// What it is called where it only confirms a price.
    title: String,
    /// Its identifier in `sources.toml`; none where it only confirms prices.
    id: Option<String>,
    /// Whether it goes before the row's own source: AWS's word before a price book's.
    #[serde(default)]
    first: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    row: String,
    /// Only rows whose key, or the last part of it, is this one.
    key: Option<String>,
    id: String,
    name: String,
    /// `embedding` or `rerank`; left out for a model that answers in text.
    kind: Option<String>,
}

/// Prompts above this many tokens pay the long prices.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LongPrompt {
    pub(super) models: Vec<String>,
    pub(super) above: u32,
}

/// A price that was announced for a time.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Promised {
    pub(super) model: String,
    pub(super) since: String,
    pub(super) until: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Note {
    /// How a row's `note` or `region_basis` begins.
    row: String,
    say: String,
}

/// A provider without a file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewProvider {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) billed_through: String,
}

/// Every field that is given must match.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Exclude {
    reason: String,
    models: Option<Vec<String>>,
    meters: Option<Vec<String>>,
    scope: Option<String>,
    tier: Option<String>,
    region: Option<String>,
}

impl Exclude {
    fn matches(&self, row: &Row) -> bool {
        let one_of = |listed: &Option<Vec<String>>, word: &String| listed.as_ref().is_none_or(|it| it.contains(word));
        let same = |wanted: &Option<String>, word: &str| wanted.as_ref().is_none_or(|wanted| wanted == word);
        one_of(&self.models, &row.model)
            && one_of(&self.meters, &row.meter)
            && same(&self.scope, &row.scope)
            && same(&self.tier, &row.tier)
            && same(&self.region, &row.region)
    }
}

/// What becomes of a row.
pub(super) enum Decision {
    /// It goes on the card.
    Taken(Placed),
    /// It stays out, for a reason that is written down.
    Excluded,
    /// Its confidence is low.
    Doubtful,
    /// It can't be taken, and nobody has said what to do with it.
    Refused(String),
}

/// What is decided about a row that goes on the card.
#[derive(Debug)]
pub(super) struct Placed {
    /// The card's identifier of the model.
    pub(super) model: String,
    /// The model's name.
    pub(super) name: String,
    /// What it makes, where that isn't text.
    pub(super) kind: Option<String>,
    /// Identifier of the source.
    pub(super) source: String,
    /// The source's title, where it only confirms.
    pub(super) title: String,
    /// Titles of the other sources with the same price.
    pub(super) others: BTreeSet<String>,
    /// What a reader should know.
    pub(super) notes: BTreeSet<String>,
}

impl Placement {
    /// What is wrong with the decisions themselves.
    pub(super) fn problems(&self, files: &Files) -> Vec<String> {
        let mut problems = Vec::new();
        if !files.cards.card.iter().any(|card| card.date == self.card) {
            problems.push(format!("cards.toml has no card of {}: add it first", self.card));
        }
        for source in &self.source {
            if let Some(id) = &source.id
                && !files.sources.source.iter().any(|known| known.id == *id)
            {
                problems.push(format!("sources.toml has no source {id}: add it first"));
            }
        }
        for exclude in &self.exclude {
            if exclude.reason.trim().is_empty() {
                problems.push("an exclusion has no reason".to_owned());
            }
        }
        problems
    }

    /// What becomes of `row`.
    pub(super) fn decide(&self, row: &Row) -> Decision {
        if row.confidence == "low" {
            return Decision::Doubtful;
        }
        if self.exclude.iter().any(|exclude| exclude.matches(row)) {
            return Decision::Excluded;
        }
        let source = |text: &str| self.source.iter().find(|source| text.starts_with(&source.row));
        let Some(own) = source(&row.source) else { return Decision::Refused(format!("unknown source {}", row.source)) };
        let mut first = own;
        let mut others = BTreeSet::new();
        for text in &row.also_in {
            let Some(other) = source(text) else { return Decision::Refused(format!("unknown source {text}")) };
            others.insert(other.title.clone());
            if other.first {
                first = other;
            }
        }
        others.insert(own.title.clone());
        others.remove(&first.title);
        let Some(id) = &first.id else { return Decision::Refused(format!("{} only confirms", first.title)) };
        let remarks = [&row.note, &row.region_basis].into_iter().flatten();
        let notes = remarks.filter_map(|text| self.note.iter().find(|note| text.starts_with(&note.row)));
        let named = self.named(row);
        Decision::Taken(Placed {
            model: named.map_or_else(|| row.model.clone(), |named| named.id.clone()),
            name: named.map_or_else(|| row.model_name.clone(), |named| named.name.clone()),
            kind: named.and_then(|named| named.kind.clone()),
            source: id.clone(),
            title: first.title.clone(),
            others,
            notes: notes.map(|note| note.say.clone()).collect(),
        })
    }

    fn named(&self, row: &Row) -> Option<&Named> {
        self.model
            .iter()
            .find(|named| named.row == row.model && named.key.as_ref().is_none_or(|key| is_key(&row.key, key)))
    }
}

/// Whether a row's key is `key`, whatever endpoint and region stand before it.
fn is_key(of_row: &str, key: &str) -> bool {
    of_row.strip_suffix(key).is_some_and(|before| before.is_empty() || before.ends_with('/'))
}
