//! Capacity that is bought ahead: model units, reserved throughput, custom models.

use crate::quantity::{Epochs, Hours, ModelUnits, Tokens, TokensPerMinute, TrainingHours, Windows};
use crate::rates::{Buying, InferenceScope, Meter, PromptLength, RateKey};
use crate::scenario::Placement;

/// Everything bought by capacity instead of by the token.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Capacity {
    /// Hours in the month: 1 to 744.
    #[serde(default)]
    pub hours: Hours,
    /// Units and reserved throughput; up to [`PURCHASES_MAX`](crate::bounds::PURCHASES_MAX).
    #[serde(default)]
    pub purchases: Vec<Purchase>,
    /// Models of one's own; up to [`CUSTOM_MODELS_MAX`](crate::bounds::CUSTOM_MODELS_MAX).
    #[serde(default)]
    pub customs: Vec<CustomModel>,
    /// How cache reads of requests that the Reserved tier serves are billed. By [`Rules::V2`](crate::scenario::Rules::V2) only.
    #[serde(default)]
    pub reserved_reads: ReservedReads,
    /// Whether batch jobs run as ordinary calls on what model units have left. By [`Rules::V2`](crate::scenario::Rules::V2) only.
    #[serde(default)]
    pub batch_on_units: bool,
}

/// How cache reads of requests that the Reserved tier serves are billed. AWS says that they don't count against the
/// reservation, and not what they cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ReservedReads {
    /// At Standard's cache-read price.
    #[default]
    Priced,
    /// With the reservation.
    Included,
}

impl ReservedReads {
    /// Both, in the order they are shown.
    pub const ALL: [Self; 2] = [Self::Priced, Self::Included];

    /// The word used in links and files: `priced`, `included`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Priced => "priced",
            Self::Included => "included",
        }
    }
}

impl Capacity {
    /// True where nothing is bought by capacity.
    pub fn is_none(&self) -> bool {
        self.purchases.is_empty() && self.customs.is_empty()
    }

    /// Follows a change of the list of workloads, so that everything goes on serving what it served: `moved` says where a
    /// workload stands now, `None` where it is gone.
    pub fn follow(&mut self, moved: &dyn Fn(usize) -> Option<usize>) {
        for purchase in &mut self.purchases {
            if let Some(list) = &mut purchase.serves {
                *list = list.iter().filter_map(|workload| moved(*workload)).collect();
            }
        }
        for custom in &mut self.customs {
            custom.workload = custom.workload.and_then(moved);
        }
    }

    /// The first custom model that serves this workload.
    pub fn custom_of(&self, workload: usize) -> Option<&CustomModel> {
        let serves = |custom: &&CustomModel| custom.serving != CustomServing::None && custom.workload == Some(workload);
        self.customs.iter().find(serves)
    }
}

/// Capacity bought for one model.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Purchase {
    /// The model, and where the capacity is. Model units are always in-region.
    pub placement: Placement,
    /// What is bought.
    pub bought: Bought,
    /// Indices of the workloads it serves; `None` for every workload.
    #[serde(default)]
    pub serves: Option<Vec<usize>>,
    /// How their tokens spread over the month.
    #[serde(default)]
    pub load: Load,
}

impl Purchase {
    /// Whether it is meant to serve this workload.
    pub fn lists(&self, workload: usize) -> bool {
        self.serves.as_ref().is_none_or(|list| list.contains(&workload))
    }

    /// How the card names what is bought.
    pub const fn buying(&self) -> Buying {
        match self.bought {
            Bought::Units { term, .. } => term.buying(),
            Bought::Reserved { term, .. } => term.buying(),
        }
    }

    /// What the published price of a term is looked up by: of the input or the output of a reservation, or of a model unit.
    pub fn key(&self, buying: Buying, meter: Option<Meter>) -> RateKey<'_> {
        let scope = match self.bought {
            Bought::Units { .. } => InferenceScope::InRegion,
            Bought::Reserved { .. } => self.placement.scope,
        };
        RateKey {
            model: &self.placement.model,
            scope,
            region: &self.placement.region,
            buying,
            length: PromptLength::Ordinary,
            meter: meter.unwrap_or(Meter::ModelUnit),
        }
    }
}

/// What a purchase buys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Bought {
    /// Provisioned throughput: model units by the hour.
    Units {
        /// How many.
        units: ModelUnits,
        /// For how long.
        term: Term,
        /// What one unit can do. AWS doesn't publish it.
        throughput: Throughput,
    },
    /// The Reserved tier: tokens a minute, input and output apart.
    Reserved {
        /// Input tokens a minute: at least 100,000.
        input: TokensPerMinute,
        /// Output tokens a minute: at least 10,000.
        output: TokensPerMinute,
        /// For how long.
        term: ReservedTerm,
    },
}

/// Tokens a minute that one model unit can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Throughput {
    /// Input and output together.
    Blended(TokensPerMinute),
    /// Input and output apart: whichever is short holds up the other.
    Split {
        /// Input tokens a minute.
        input: TokensPerMinute,
        /// Output tokens a minute.
        output: TokensPerMinute,
    },
}

/// Commitment of provisioned throughput.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Term {
    /// None: by the hour.
    #[default]
    #[serde(rename = "no-commitment")]
    None,
    /// One month.
    OneMonth,
    /// Six months.
    SixMonths,
}

impl Term {
    /// All terms, shortest first.
    pub const ALL: [Self; 3] = [Self::None, Self::OneMonth, Self::SixMonths];

    /// How the card names it.
    pub const fn buying(self) -> Buying {
        match self {
            Self::None => Buying::NoCommitment,
            Self::OneMonth => Buying::OneMonth,
            Self::SixMonths => Buying::SixMonths,
        }
    }
}

/// Commitment of the Reserved tier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ReservedTerm {
    /// One month.
    #[default]
    OneMonth,
    /// Three months.
    ThreeMonths,
}

impl ReservedTerm {
    /// Both terms, shortest first.
    pub const ALL: [Self; 2] = [Self::OneMonth, Self::ThreeMonths];

    /// How the card names it.
    pub const fn buying(self) -> Buying {
        match self {
            Self::OneMonth => Buying::ReservedOneMonth,
            Self::ThreeMonths => Buying::ReservedThreeMonths,
        }
    }
}

/// How tokens spread over the hours of a month.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Load {
    /// By [`Rules::V2`](crate::scenario::Rules::V2), as the workloads run: one given in requests a minute brings its hours and
    /// days, any other is the same in every hour. By the first rules everything is the same in every hour.
    #[default]
    Flat,
    /// All of it in the first hours of some days, evenly.
    Window {
        /// Hours a day: 1 to 24.
        hours: u8,
        /// Days a week: 1 to 7.
        days: u8,
    },
    /// By weights: 24 for the hours of a day, 168 for those of a week, any other number for those of a table.
    Hourly(Vec<Tokens>),
}

/// A model of one's own: what it costs to make, to keep and to serve.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CustomModel {
    /// The base model it is made from, and where it is served.
    pub placement: Placement,
    /// Index of the workload it serves; `None` for none.
    #[serde(default)]
    pub workload: Option<usize>,
    /// How it is served.
    #[serde(default)]
    pub serving: CustomServing,
    /// Tokens of the training set, where training is priced by tokens.
    #[serde(default)]
    pub training_tokens: Tokens,
    /// How often training goes through the set: 1 to 1,000.
    #[serde(default)]
    pub epochs: Epochs,
    /// Hours of training, where training is priced by the hour.
    #[serde(default)]
    pub training_hours: TrainingHours,
    /// Whether it is kept, and its storage paid.
    #[serde(default)]
    pub stored: bool,
    /// Model units that serve it.
    #[serde(default)]
    pub units: ModelUnits,
    /// Commitment of those units.
    #[serde(default)]
    pub term: Term,
    /// Custom model units of one copy of an import: AWS says how many when the model is imported.
    #[serde(default)]
    pub import_units: ModelUnits,
    /// Five-minute windows a month in which a copy is active, those of all copies together: up to 892,800, and times the units of
    /// a copy up to 8,928,000.
    #[serde(default)]
    pub windows: Windows,
}

impl CustomModel {
    /// A custom model of this base, stored, with one epoch and one unit; nothing is trained or served yet.
    pub fn new(placement: Placement) -> Self {
        Self {
            placement,
            workload: None,
            serving: CustomServing::None,
            training_tokens: Tokens::ZERO,
            epochs: Epochs::default(),
            training_hours: TrainingHours::default(),
            stored: true,
            units: ModelUnits::default(),
            term: Term::None,
            import_units: ModelUnits::default(),
            windows: Windows::default(),
        }
    }
}

/// The ways of serving a custom model.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum CustomServing {
    /// Not served.
    #[default]
    None,
    /// On demand, where the card offers it.
    OnDemand,
    /// By model units.
    Units,
    /// Imported: by units in five-minute windows, nothing while idle.
    Import,
}

impl CustomServing {
    /// All ways, in the order they are shown.
    pub const ALL: [Self; 4] = [Self::None, Self::OnDemand, Self::Units, Self::Import];

    /// The word used in links: `none`, `on-demand`, `units`, `import`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::OnDemand => "on-demand",
            Self::Units => "units",
            Self::Import => "import",
        }
    }
}
