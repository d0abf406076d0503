//! What stands in the rate files.

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Cards {
    pub(crate) card: Vec<Card>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Card {
    pub(crate) date: String,
    pub(crate) title: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sources {
    pub(crate) source: Vec<Source>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Source {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) publisher: String,
    pub(crate) published: String,
    #[serde(rename = "where")]
    pub(crate) place: String,
    pub(crate) kind: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProviderFile {
    pub(crate) provider: Provider,
    pub(crate) model: Vec<Model>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Provider {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) billed_through: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Model {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) evidence: String,
    pub(crate) cache_minimum: Option<u32>,
    pub(crate) cache_maximum: Option<u32>,
    pub(crate) cache_minimum_source: Option<String>,
    /// What the first rules take for it, where that was another: 0 for none.
    pub(crate) cache_minimum_first: Option<u32>,
    /// What else is published of it: the provider's own figure, where it differs.
    pub(crate) cache_minimum_note: Option<String>,
    pub(crate) long_prompt_above: Option<u32>,
    /// What it makes of text; left out for text.
    pub(crate) kind: Option<String>,
    pub(crate) rate: Vec<Rate>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rate {
    pub(crate) from: String,
    pub(crate) until: Option<String>,
    pub(crate) scopes: Vec<String>,
    pub(crate) regions: Option<Vec<String>>,
    pub(crate) buying: String,
    pub(crate) length: Option<String>,
    pub(crate) unit: String,
    pub(crate) input: Option<String>,
    pub(crate) output: Option<String>,
    pub(crate) cache_read: Option<String>,
    pub(crate) cache_write_5m: Option<String>,
    pub(crate) cache_write_30m: Option<String>,
    pub(crate) cache_write_1h: Option<String>,
    pub(crate) model_unit: Option<String>,
    pub(crate) training: Option<String>,
    pub(crate) storage: Option<String>,
    pub(crate) query: Option<String>,
    pub(crate) source: String,
    pub(crate) read: String,
    /// When the price took effect, where that isn't the card's date.
    pub(crate) since: Option<String>,
    /// Until when a promotional price was promised.
    pub(crate) promised_until: Option<String>,
    /// Whether one secondary source alone has it.
    #[serde(default)]
    pub(crate) single_source: bool,
    pub(crate) note: Option<String>,
}

/// Every rate file, parsed.
pub(crate) struct Files {
    pub(crate) cards: Cards,
    pub(crate) sources: Sources,
    /// By name of the provider, each with the name of its file.
    pub(crate) providers: Vec<(String, ProviderFile)>,
}

/// The file of facts: see `rates/facts/models.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Facts {
    pub(crate) known: String,
    pub(crate) listed_source: String,
    pub(crate) burn_down_source: String,
    pub(crate) model: Vec<ModelFacts>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ModelFacts {
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) ids: Vec<String>,
    #[serde(default)]
    pub(crate) other_ids: Vec<String>,
    #[serde(default)]
    pub(crate) profiles: Vec<String>,
    #[serde(default)]
    pub(crate) regions: Vec<String>,
    #[serde(default)]
    pub(crate) mantle_regions: Vec<String>,
    pub(crate) needs_profile: Option<String>,
    pub(crate) state: String,
    pub(crate) launched: Option<String>,
    pub(crate) legacy: Option<String>,
    pub(crate) not_before: Option<String>,
    pub(crate) end_of_life: Option<String>,
    pub(crate) end_source: Option<String>,
    pub(crate) input_limit: Option<u32>,
    pub(crate) output_limit: Option<u32>,
    pub(crate) limits_source: Option<String>,
    pub(crate) burn_down: Option<u8>,
    /// Where AWS says that it has no explicit prompt caching, where it has prices for one.
    pub(crate) no_cache_source: Option<String>,
    #[serde(default)]
    pub(crate) quota: Vec<Quota>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Quota {
    pub(crate) scope: String,
    pub(crate) counts: String,
    pub(crate) a_minute: u64,
    pub(crate) adjustable: Option<bool>,
    pub(crate) source: String,
}
