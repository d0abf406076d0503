//! What running an estate takes: invocation logs, metrics, private endpoints, transfer, a support plan.

use crate::quantity::{Count, Dollars, Multiple};

/// Logs of model invocations: the prompt and the answer of each call, as JSON. Bedrock itself doesn't charge for them.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Logs {
    /// A name for the reader, up to 80 characters; shown as text only.
    #[serde(default)]
    pub name: String,
    /// Indices of the workloads whose calls are logged; `None` for every workload.
    #[serde(default)]
    pub workloads: Option<Vec<usize>>,
    /// Where they go.
    #[serde(default)]
    pub to: Destination,
    /// Characters of one token: 4 unless given; 0.1 to 20.
    #[serde(default)]
    pub characters_per_token: Option<Multiple>,
    /// Bytes of one character: one unless given, up to 10.
    #[serde(default)]
    pub bytes_per_character: Option<Multiple>,
    /// Bytes of each call's JSON beside its texts: [1,500](Self::ENVELOPE) unless given.
    #[serde(default)]
    pub envelope: Option<Count>,
    /// Months that logs are kept: one unless given, up to 1,200. A month then pays for so many months of logs.
    #[serde(default)]
    pub months: Option<Multiple>,
    /// What compression leaves of stored logs: all of it unless given, 0 to 1. `CloudWatch` bills compressed logs.
    #[serde(default)]
    pub compressed: Option<Multiple>,
    /// Gigabytes a month that queries scan, in `CloudWatch`.
    #[serde(default)]
    pub scanned: Multiple,
    /// Objects a month that are put, in S3.
    #[serde(default)]
    pub objects: Count,
}

impl Logs {
    /// Bytes of a call's JSON beside its texts, where they aren't given: identifiers, times, parameters and usage.
    pub const ENVELOPE: u64 = 1_500;

    /// Characters of one token.
    pub fn characters_per_token(&self) -> Multiple {
        self.characters_per_token.unwrap_or(super::Guardrail::CHARACTERS_PER_TOKEN)
    }

    /// Bytes of one character.
    pub fn bytes_per_character(&self) -> Multiple {
        self.bytes_per_character.unwrap_or(Multiple::ONE)
    }

    /// Bytes of each call's JSON beside its texts.
    pub fn envelope(&self) -> u64 {
        self.envelope.map_or(Self::ENVELOPE, Count::count)
    }

    /// Months that logs are kept.
    pub fn months(&self) -> Multiple {
        self.months.unwrap_or(Multiple::ONE)
    }

    /// What compression leaves.
    pub fn compressed(&self) -> Multiple {
        self.compressed.unwrap_or(Multiple::ONE)
    }
}

/// Where invocation logs go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Destination {
    /// `CloudWatch` Logs.
    #[default]
    #[serde(rename = "cloudwatch")]
    CloudWatch,
    /// S3.
    S3,
}

impl Destination {
    /// Both, in the order they are shown.
    pub const ALL: [Self; 2] = [Self::CloudWatch, Self::S3];

    /// The word used in links and files: `cloudwatch`, `s3`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::CloudWatch => "cloudwatch",
            Self::S3 => "s3",
        }
    }

    /// The destination with this [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|destination| destination.name() == name)
    }
}

/// Custom metrics, alarms and dashboards of `CloudWatch`. Metrics of the `AWS/Bedrock` namespace are free.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Monitoring {
    /// Custom metrics.
    #[serde(default)]
    pub metrics: Count,
    /// Alarms of standard resolution.
    #[serde(default)]
    pub alarms: Count,
    /// Dashboards, of which three are free.
    #[serde(default)]
    pub dashboards: Count,
}

/// What evaluating models costs beside their tokens: those are a workload's.
///
/// AWS charges for people's judgements by the completed task, and for automatic evaluation and a judging model their tokens
/// alone (<https://aws.amazon.com/bedrock/pricing/>).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Evaluation {
    /// Tasks a month that people complete.
    #[serde(default)]
    pub tasks: Count,
}

/// Private endpoints and transfer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Network {
    /// Interface endpoints of `PrivateLink`: bedrock, bedrock-runtime and bedrock-agent-runtime are endpoints each.
    #[serde(default)]
    pub endpoints: Count,
    /// Availability Zones of each endpoint.
    #[serde(default)]
    pub zones: Count,
    /// Gigabytes a month through them.
    #[serde(default)]
    pub data: Multiple,
    /// Gigabytes a month out to the internet, of which 100 are free.
    #[serde(default)]
    pub out: Multiple,
}

/// A support plan, of which a scenario pays what AI adds to it.
///
/// AWS bases its fee on the month's gross charges, before discounts and credits, without AWS Marketplace and AWS Support
/// (<https://aws.amazon.com/premiumsupport/pricing/>). So it grows with what AWS bills of inference and services.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Support {
    /// Which plan.
    pub plan: SupportPlan,
    /// AWS charges of a month without AI, before discounts.
    #[serde(default)]
    pub other: Dollars,
}

/// A support plan whose bands AWS publishes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum SupportPlan {
    /// Enterprise Support.
    #[default]
    Enterprise,
}

impl SupportPlan {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 1] = [Self::Enterprise];

    /// The word used in links and files: `enterprise`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Enterprise => "enterprise",
        }
    }

    /// The plan with this [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|plan| plan.name() == name)
    }
}
