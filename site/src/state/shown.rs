//! What of the page is shown: which page and tab, for which period, in which colours.

/// The pages: the calculator itself, and what opens in its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Screen {
    /// Inputs and answer.
    #[default]
    Calculator,
    /// Scenarios side by side.
    Compare,
    /// The brief, as it is printed.
    Brief,
    /// The reader's own bill.
    Bill,
}

/// The tabs of the answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// Ladder, next savings, certainty, what isn't included.
    #[default]
    Overview,
    /// Every line of the bill.
    Breakdown,
    /// Commitment and offers.
    Commitment,
    /// Provisioned throughput.
    Capacity,
    /// Prices, sources, assumptions and published figures.
    Evidence,
}

impl Tab {
    /// All tabs, in the order they are shown.
    pub const ALL: [Self; 5] = [Self::Overview, Self::Breakdown, Self::Commitment, Self::Capacity, Self::Evidence];

    /// Its title.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Overview => "Overview",
            Self::Breakdown => "Breakdown",
            Self::Commitment => "Commitment and offers",
            Self::Capacity => "Capacity",
            Self::Evidence => "Evidence",
        }
    }

    /// The end of its ids: `tab-overview`, `panel-overview`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Breakdown => "breakdown",
            Self::Commitment => "commitment",
            Self::Capacity => "capacity",
            Self::Evidence => "evidence",
        }
    }
}

/// Which period the figures are for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Period {
    /// A month.
    #[default]
    Month,
    /// Twelve equal months.
    Year,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the reader's system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// All themes, in the order they are shown.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// Its title.
    pub const fn title(self) -> &'static str {
        match self {
            Self::System => "Same as system",
            Self::Light => "Light",
            Self::Dark => "Dark",
        }
    }

    /// The word it is kept by: empty, `light`, `dark`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::System => "",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme with this [`name`](Self::name).
    pub fn from_name(name: &str) -> Self {
        Self::ALL.into_iter().find(|theme| theme.name() == name).unwrap_or_default()
    }
}
