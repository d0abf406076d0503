//! Guardrails, as a scenario asks for them.

use crate::quantity::{Count, Multiple};
use crate::rates::ServiceItem;

/// One guardrail, and the calls it evaluates.
///
/// It evaluates the whole prompt of each call, history and passages included, unless a tagged length is given (AWS: input tags
/// select what a guardrail evaluates).
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Guardrail {
    /// A name for the reader, up to 80 characters; shown as text only.
    #[serde(default)]
    pub name: String,
    /// Indices of the workloads whose calls it evaluates; `None` for every workload.
    #[serde(default)]
    pub workloads: Option<Vec<usize>>,
    /// Its policies that cost something, each charged by itself; up to [`POLICIES_MAX`](crate::bounds::POLICIES_MAX). Automated
    /// reasoning stands here once for each of its policies.
    #[serde(default)]
    pub policies: Vec<Policy>,
    /// Which texts it evaluates: both unless given.
    #[serde(default)]
    pub sides: Sides,
    /// Characters of one token: [4](Self::CHARACTERS_PER_TOKEN) unless given, which is usual for English; 0.1 to 20.
    #[serde(default)]
    pub characters_per_token: Option<Multiple>,
    /// Characters of each prompt that are evaluated, where only a tagged part is; the whole prompt unless given.
    #[serde(default)]
    pub tagged: Option<Count>,
    /// Characters of grounding source and query of each call; the whole prompt unless given. For contextual grounding only.
    #[serde(default)]
    pub grounded: Option<Count>,
    /// Images of each call that its image filters evaluate: none unless given, up to 100.
    #[serde(default)]
    pub images: Multiple,
}

impl Guardrail {
    /// Characters of one token where they aren't given.
    pub const CHARACTERS_PER_TOKEN: Multiple = match Multiple::whole(4) {
        Some(four) => four,
        None => Multiple::ONE,
    };

    /// Characters of one token.
    pub fn characters_per_token(&self) -> Multiple {
        self.characters_per_token.unwrap_or(Self::CHARACTERS_PER_TOKEN)
    }
}

/// What a guardrail checks a text for. Word filters and custom regular expressions cost nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Policy {
    /// Content filters.
    Content,
    /// Denied topics.
    Topics,
    /// Sensitive information, managed types.
    Pii,
    /// Contextual grounding: source, query and response together, once a call.
    Grounding,
    /// One policy of automated reasoning.
    Reasoning,
}

impl Policy {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 5] = [Self::Content, Self::Topics, Self::Pii, Self::Grounding, Self::Reasoning];

    /// The word used in links and files: `content`, `topics`, `pii`, `grounding`, `reasoning`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Content => "content",
            Self::Topics => "topics",
            Self::Pii => "pii",
            Self::Grounding => "grounding",
            Self::Reasoning => "reasoning",
        }
    }

    /// The policy with this [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|policy| policy.name() == name)
    }

    /// What it is priced as.
    pub const fn item(self) -> ServiceItem {
        match self {
            Self::Content => ServiceItem::GuardrailContent,
            Self::Topics => ServiceItem::GuardrailTopics,
            Self::Pii => ServiceItem::GuardrailPii,
            Self::Grounding => ServiceItem::GuardrailGrounding,
            Self::Reasoning => ServiceItem::GuardrailReasoning,
        }
    }
}

/// Which texts of a call a guardrail evaluates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Sides {
    /// Prompt and answer.
    #[default]
    Both,
    /// The prompt alone.
    Input,
    /// The answer alone.
    Output,
}

impl Sides {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 3] = [Self::Both, Self::Input, Self::Output];

    /// The word used in links and files: `both`, `input`, `output`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Both => "both",
            Self::Input => "input",
            Self::Output => "output",
        }
    }

    /// The sides with this [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sides| sides.name() == name)
    }
}
