//! What a usage type says: `USE1-NovaPro-input-tokens-batch`, `USE1-MP:USE1_InputTokenCount_Global-Units`.
//!
//! Usage types have a grammar, and it's matched whole: `CacheWrite1hInputTokenCount` isn't `InputTokenCount`, `xai.grok-4.6` isn't
//! `xai.grok-4`. Codes of regions and models follow no rule, so they come from tables that are matched exactly. What neither has
//! says nothing: see [`read`](Tables::read).

mod dimension;
mod native;

use std::collections::{HashMap, HashSet};

use pricing::rates::{Buying, Meter, PromptLength, RateCard};

/// Text longer than this is no usage type; the longest known has 87 characters.
const TEXT_MAX: usize = 256;

/// Region codes of AWS's bills and their regions. Source: AWS, "Region billing codes".
const REGIONS: &str = include_str!("../../bill/regions.csv");

/// Codes of models, and usage types without a grammar. Source: AWS's Price List, its user guide, and bills.
const USAGE_TYPES: &str = include_str!("../../bill/usage-types.csv");

/// What a usage type says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Said {
    /// The region whose price it is, as the code at its beginning says.
    pub region: &'static str,
    /// What is used.
    pub what: What,
    /// Whether it's the price of global inference profiles; otherwise that of the region.
    pub global: bool,
    /// How it's bought.
    pub buying: Buying,
    /// Which prompts it's for.
    pub length: PromptLength,
    /// What is counted, as rate cards name it; `None` for what they have no meter for, such as images.
    pub meter: Option<Meter>,
    /// How many of what is counted the quantity's unit holds: a power of ten.
    pub power: u32,
}

/// What is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// The model with this identifier on the rate card.
    Model(&'static str),
    /// A model that the line's product names: Marketplace's usage types are shared by many.
    Product,
    /// A model that no rate card has, by its name.
    Other(&'static str),
    /// A service around inference, by its name.
    Service(&'static str),
    /// A model whose code is in no table.
    Unknown,
}

/// Tables of codes.
pub(super) struct Tables {
    regions: HashMap<&'static str, &'static str>,
    /// What a code stands for, and the power of ten of its unit.
    codes: HashMap<&'static str, (What, u32)>,
    /// Usage types without a grammar, from after the region's code.
    whole: HashMap<&'static str, What>,
    /// Dimensions of Marketplace without a grammar.
    dimensions: HashSet<&'static str>,
}

impl Tables {
    /// The tables, and the models that AWS calls by one identifier everywhere, as facts have them.
    pub(super) fn new(card: &RateCard) -> Self {
        let regions = REGIONS.lines().skip(1).filter_map(|line| line.split_once(',')).collect();
        let (mut codes, mut whole, mut dimensions) = (HashMap::new(), HashMap::new(), HashSet::new());
        for line in USAGE_TYPES.lines().skip(1) {
            let mut cells = line.split(',');
            let [kind, text, model, name, unit] = [(); 5].map(|()| cells.next().unwrap_or_default());
            let what = if model.is_empty() { What::Other(name) } else { What::Model(model) };
            match kind {
                "code" => drop(codes.insert(text, (what, if unit == "1M tokens" { 6 } else { 3 }))),
                "service" => drop(whole.insert(text, What::Service(name))),
                "whole" => drop(whole.insert(text, what)),
                _ => drop(dimensions.insert(text)),
            }
        }
        for facts in card.models().iter().filter_map(|model| card.facts(&model.id)) {
            for id in facts.ids.iter().chain(&facts.other_ids) {
                codes.entry(*id).or_insert((What::Model(facts.model), 3));
            }
        }
        Self { regions, codes, whole, dimensions }
    }

    /// The region that a usage type's code stands for.
    pub(super) fn region(&self, code: &str) -> Option<&'static str> {
        self.regions.get(code).copied()
    }

    /// What a usage type says; `None` where it follows no grammar of Bedrock's or its region's code is unknown.
    pub(super) fn read(&self, text: &str) -> Option<Said> {
        if text.len() > TEXT_MAX {
            return None;
        }
        let (prefix, rest) = text.split_once('-')?;
        let region = self.region(prefix)?;
        if let Some(dimension) = rest.strip_prefix("MP:") {
            let dimension = dimension.strip_prefix(prefix)?.strip_prefix('_')?.strip_suffix("-Units")?;
            return dimension::read(dimension, region)
                .or_else(|| self.dimensions.contains(dimension).then_some(Said::counted(region, What::Product)));
        }
        if let Some(what) = self.whole.get(rest) {
            return Some(Said::counted(region, *what));
        }
        native::service(rest, region).or_else(|| native::model(rest, region, |code| self.code(code)))
    }

    /// What a model's code stands for, and the power of ten of its unit.
    fn code(&self, code: &str) -> (What, u32) {
        self.codes.get(code).copied().unwrap_or((What::Unknown, 3))
    }
}

impl Said {
    /// Something counted one by one.
    const fn counted(region: &'static str, what: What) -> Self {
        let (buying, length) = (Buying::Standard, PromptLength::Ordinary);
        Self { region, what, global: false, buying, length, meter: None, power: 0 }
    }
}

/// Whether a text could be a usage type of Bedrock that no table has: it's listed with its amount, not left out as something else's.
pub(super) fn is_likely(text: &str) -> bool {
    /// Words that begin usage types of Bedrock's services, and are never a model's code.
    const WORDS: [&str; 8] = [
        "guardrail",
        "dataautomation",
        "bedrockflows",
        "generatesql",
        "amazonrerank",
        "knowledgebase",
        "agentcore",
        "modelevaluation",
    ];
    let lower = text.get(..TEXT_MAX.min(text.len())).unwrap_or_default().to_ascii_lowercase();
    let first = lower.split('-').nth(1).unwrap_or_default();
    lower.contains("bedrock")
        || lower.contains("token")
        || lower.contains(":consumption-based:")
        || WORDS.iter().any(|word| first.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_like_a_usage_type_says_nothing() {
        let tables = Tables::new(&RateCard::newest());
        for text in [
            "",
            "-",
            "USE1",
            "USE1-",
            "USE1-MP:",
            "USE1-MP:USE1_-Units",
            "USE1-MP:USW2_InputTokenCount-Units",
            "USE1-MP:USE1_InputTokenCount-Unit",
            "USE1-MP:USE1_InputTokenCount-Units ",
            "USE1-MP:USE1_InputTokenCount_Global_Global-Units",
            "USE1-MP:USE1_xInputTokenCount-Units",
            "USE1-MP:USE1_input_tokens-Units",
            "XXX1-NovaPro-input-tokens",
            "USE1-NovaPro-input-tokens-",
            "USE1-NovaPro-input-tokens-batch-batch",
            "USE1--input-tokens",
            "USE1-BoxUsage:m7i.large",
            "USE1-Guardrail-UnitsConsumed",
            "USE1-:Consumption-based:vCPU",
        ] {
            assert_eq!(tables.read(text), None, "{text}");
        }
        for unknown in [
            "USE1-NovaZenith9-input-tokens",
            "USE1-NovaPr-input-tokens",
            "USE1-xai.grok-4-mantle-input-tokens-standard",
        ] {
            assert_eq!(tables.read(unknown).map(|said| said.what), Some(What::Unknown), "{unknown}");
        }
    }

    #[test]
    fn longer_spellings_are_not_shorter_ones() {
        let tables = Tables::new(&RateCard::newest());
        let meter = |text: &str| tables.read(text).and_then(|said| said.meter);
        assert_eq!(meter("USE1-MP:USE1_CacheWrite1hInputTokenCount-Units"), Some(Meter::CacheWrite1h));
        assert_eq!(meter("USE1-MP:USE1_CacheWriteInputTokenCount-Units"), Some(Meter::CacheWrite5m));
        assert_eq!(meter("USE1-NovaPro-cache-write-input-token-count-1-hour"), Some(Meter::CacheWrite1h));
        // An older price than that of `cache_write_tokens_30m`.
        assert_eq!(meter("USW2-MP:USW2_cache_writes_tokens_standard-Units"), None);
    }
}
