//! One row: a price as a price book or a price list has it.

use serde::Deserialize;

/// A price, where it holds, and who says so. Fields that aren't named here are for people.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Row {
    /// Short name of the provider: the name of its file.
    pub(super) provider: String,
    /// The card's identifier of the model, or what the source calls it.
    pub(super) model: String,
    /// The model's name.
    pub(super) model_name: String,
    /// The row's key in its source: tells endpoints apart.
    pub(super) key: String,
    /// `global`, `geographic`, `in-region`, or two of them with a bar between: one of the two, and the source doesn't say which.
    pub(super) scope: String,
    /// Region codes with commas between, or `*` for every region.
    pub(super) region: String,
    /// How tokens are bought: the words of the rate files.
    pub(super) tier: String,
    /// `ordinary`, or `long` and what else is said.
    pub(super) prompt_length: String,
    pub(super) meter: String,
    pub(super) unit: String,
    pub(super) price: String,
    pub(super) source: String,
    /// Other sources that have the same price.
    #[serde(default)]
    pub(super) also_in: Vec<String>,
    /// `high`, `medium` or `low`.
    pub(super) confidence: String,
    pub(super) note: Option<String>,
    /// How the region is known.
    pub(super) region_basis: Option<String>,
}

/// A line longer than this isn't a row.
const LINE_MAX: usize = 10_000;

impl Row {
    /// Reads a line of JSON. Refuses what has no place on a card whatever else is decided.
    pub(super) fn read(line: &str) -> Result<Self, String> {
        if line.len() > LINE_MAX {
            return Err(format!("longer than {LINE_MAX} bytes"));
        }
        let row: Self = serde_json::from_str(line).map_err(|error| error.to_string())?;
        for (name, text) in [("provider", &row.provider), ("model", &row.model), ("model_name", &row.model_name)] {
            if text.is_empty() || text.contains(['"', '\\']) || text.chars().any(char::is_control) {
                return Err(format!("{name} can't be `{text}`"));
            }
        }
        if !row.provider.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) {
            return Err(format!("`{}` is no short name of a provider", row.provider));
        }
        if !["high", "medium", "low"].contains(&row.confidence.as_str()) {
            return Err(format!("confidence is high, medium or low, not `{}`", row.confidence));
        }
        Ok(row)
    }

    /// The scopes it may be for.
    pub(super) fn scopes(&self) -> Vec<&str> {
        self.scope.split('|').collect()
    }

    /// The regions it names. What stands in brackets after a region is for people.
    pub(super) fn regions(&self) -> Vec<String> {
        let named = self.region.split(" (").next().unwrap_or_default();
        named.split(',').map(|region| region.trim().to_owned()).collect()
    }

    /// `ordinary` or `long`.
    pub(super) fn length(&self) -> Result<&'static str, String> {
        match self.prompt_length.split(' ').next() {
            Some("ordinary") => Ok("ordinary"),
            Some("long") => Ok("long"),
            _ => Err(format!("`{}` is no length of a prompt", self.prompt_length)),
        }
    }
}

/// The meter as the rate files write it.
pub(super) fn meter(word: &str) -> Result<&'static str, String> {
    let known = super::super::METERS.into_iter().find(|known| *known == word);
    known.ok_or_else(|| format!("no meter counts `{word}`"))
}
