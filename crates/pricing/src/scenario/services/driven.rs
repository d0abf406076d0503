//! Services that count what requests cause, or what a month brings: documents, agents, flows.

use crate::quantity::{Count, Multiple, TokensPerRequest};

/// What the counts of a service are counts of.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Driver {
    /// A month.
    #[default]
    Month,
    /// Each request of these workloads.
    Requests {
        /// Indices of the workloads; `None` for every workload.
        #[serde(default)]
        workloads: Option<Vec<usize>>,
    },
}

/// Documents and images that Bedrock Data Automation reads.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Documents {
    /// A name for the reader, up to 80 characters; shown as text only.
    #[serde(default)]
    pub name: String,
    /// What the counts are counts of.
    #[serde(default)]
    pub per: Driver,
    /// Pages with standard output.
    #[serde(default)]
    pub pages: Multiple,
    /// Pages with custom output.
    #[serde(default)]
    pub custom_pages: Multiple,
    /// Fields of the blueprint of custom output: each above [30](Self::FIELDS) costs extra on every page. Up to 1,000.
    #[serde(default)]
    pub fields: Count,
    /// Images with standard output.
    #[serde(default)]
    pub images: Multiple,
    /// Images with custom output.
    #[serde(default)]
    pub custom_images: Multiple,
}

impl Documents {
    /// Fields that the price of custom output holds (Bedrock Data Automation pricing).
    pub const FIELDS: u64 = 30;
}

/// Agents on `AgentCore`: what each session takes. The model calls of an agent are its workload's.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Agents {
    /// A name for the reader, up to 80 characters; shown as text only.
    #[serde(default)]
    pub name: String,
    /// What sessions are counts of.
    #[serde(default)]
    pub per: Driver,
    /// Sessions.
    #[serde(default)]
    pub sessions: Multiple,
    /// Which runtime they run on.
    #[serde(default)]
    pub runtime: Runtime,
    /// vCPU-seconds that a session uses: time that it waits isn't counted.
    #[serde(default)]
    pub cpu_seconds: Multiple,
    /// Seconds that a session lives, waiting included.
    #[serde(default)]
    pub seconds: Multiple,
    /// Gigabytes of memory that a session takes at its peak; it counts as [128 MB](Self::MEMORY_MIN) at least.
    #[serde(default)]
    pub memory: Multiple,
    /// Gateway calls of a session: tools listed or invoked.
    #[serde(default)]
    pub gateway_calls: Multiple,
    /// Searches for tools of a session.
    #[serde(default)]
    pub searches: Multiple,
    /// Tools that the gateway indexes.
    #[serde(default)]
    pub tools: Count,
    /// Token or key requests of a session beside those through runtime and gateway, which are free.
    #[serde(default)]
    pub identity_requests: Multiple,
    /// Short-term memory events of a session.
    #[serde(default)]
    pub memory_events: Multiple,
    /// Long-term memory records kept in a month.
    #[serde(default)]
    pub memory_records: Count,
    /// Long-term memory retrievals of a session.
    #[serde(default)]
    pub memory_retrievals: Multiple,
    /// Authorizations of a session.
    #[serde(default)]
    pub authorizations: Multiple,
    /// Tokens that built-in evaluators read of a session.
    #[serde(default)]
    pub evaluation_input: TokensPerRequest,
    /// Tokens that built-in evaluators write of a session.
    #[serde(default)]
    pub evaluation_output: TokensPerRequest,
    /// Evaluations of a session with evaluators of one's own; their models are charged besides.
    #[serde(default)]
    pub custom_evaluations: Multiple,
}

impl Agents {
    /// The least memory of a session, in ten-thousandths of a gigabyte (`AgentCore` pricing: 128 MB).
    pub const MEMORY_MIN: u64 = 1_280;
}

/// Which `AgentCore` runtime runs sessions: each has prices of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Runtime {
    /// V1.
    #[default]
    V1,
    /// V2.
    V2,
}

impl Runtime {
    /// Both, in the order they are shown.
    pub const ALL: [Self; 2] = [Self::V1, Self::V2];

    /// The word used in links and files: `v1`, `v2`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::V1 => "v1",
            Self::V2 => "v2",
        }
    }

    /// The runtime with this [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|runtime| runtime.name() == name)
    }
}

/// A flow of Bedrock: what passes through its nodes. Models and knowledge bases in them are charged besides.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Flow {
    /// A name for the reader, up to 80 characters; shown as text only.
    #[serde(default)]
    pub name: String,
    /// What executions are counts of.
    #[serde(default)]
    pub per: Driver,
    /// Executions.
    #[serde(default)]
    pub executions: Multiple,
    /// Node transitions of one execution: up to 1,000.
    #[serde(default)]
    pub transitions: Multiple,
}
