//! Costs that the reader types.

use crate::quantity::Dollars;

/// A cost of the reader's own beside inference: a partner's vector store, a gateway, a licence.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OwnLine {
    /// A name for the reader, up to 80 characters; shown as text only.
    #[serde(default)]
    pub name: String,
    /// Dollars a month, or once.
    pub amount: Dollars,
    /// Whether it is paid once.
    #[serde(default)]
    pub once: bool,
    /// Who bills it.
    #[serde(default)]
    pub billed: BilledBy,
}

/// Who bills a cost, which decides how it stands in a commitment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum BilledBy {
    /// AWS: it earns the discount and retires the commitment.
    #[default]
    Aws,
    /// AWS Marketplace: it earns nothing and retires as Marketplace spend.
    Marketplace,
    /// Neither: it stands beside the contract.
    Neither,
}

impl BilledBy {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 3] = [Self::Aws, Self::Marketplace, Self::Neither];

    /// The word used in links and files: `aws`, `marketplace`, `neither`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Aws => "aws",
            Self::Marketplace => "marketplace",
            Self::Neither => "neither",
        }
    }

    /// The one with this [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|billed| billed.name() == name)
    }
}
