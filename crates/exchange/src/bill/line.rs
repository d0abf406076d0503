//! Lines of a bill: what is left of its rows.

use pricing::money::Rate;
use pricing::rates::{Buying, Date, Meter, PromptLength, Source as RateSource};
use rust_decimal::Decimal;

use super::hours::PartKey;
use super::row::{Kind, Month, Source};

/// What a line is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A model, by its identifier on the rate card.
    Model(String),
    /// A service around inference: `Guardrails`.
    Service(String),
    /// Amazon Bedrock as a whole: the file doesn't say which model.
    Bedrock,
    /// Something that couldn't be mapped, and why. [`Line::text`] has its own words.
    Unmapped(Unmapped),
}

/// Why a line has no model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unmapped {
    /// Marketplace's usage types are shared by many models, and no row with this product's code names it.
    Product,
    /// The code of the model is in no table.
    Code,
    /// The model is known, but the rate card doesn't have it.
    NotOnCard,
    /// The usage type follows no known grammar.
    UsageType,
}

/// Where a token price holds, as far as a bill tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// The price of global inference profiles.
    Global,
    /// The price of the region, which serves geographic profiles and requests without one alike.
    Regional,
    /// The price of the region; the rate card has the model without profiles alone.
    InRegion,
}

impl Scope {
    /// `global`, `geographic|in-region`, `in-region`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Global => "global",
            Self::Regional => "geographic|in-region",
            Self::InRegion => "in-region",
        }
    }
}

/// How sure the unit of a quantity is: files print thousands, millions and single tokens under like names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scale {
    /// Cost and amount agree with the card: between half and 1.2 times its price.
    Checked,
    /// They agree in another unit than the usage type's own, which is used.
    Corrected,
    /// There is nothing to check it by.
    Unchecked,
    /// They are off by more than that, and no other unit fits: ask the reader.
    Unsure,
}

/// Where a list price is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ListFrom {
    /// The file prints it.
    File,
    /// The rate card has it; the file prints none.
    Card,
}

/// A line: all rows with equal keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The export it's from.
    pub source: Source,
    /// The billing month, in UTC.
    pub month: Month,
    /// The account that used it; empty where the file doesn't say.
    pub account: String,
    /// Its tags, `team=search`, in order, each on a line of its own; empty where the file has none.
    pub tags: String,
    /// The code of its product on AWS Marketplace, where no row names that: [`Bill::named`](super::Bill::named) does.
    pub product: String,
    /// The region it was sent to; empty where the file doesn't say.
    pub region: String,
    /// What it is.
    pub kind: Kind,
    /// What it's about.
    pub subject: Subject,
    /// Where its price holds; `None` where it has no price by the token.
    pub scope: Option<Scope>,
    /// How it's bought; `None` where the file doesn't say.
    pub buying: Option<Buying>,
    /// Which prompts its price is for.
    pub length: PromptLength,
    /// What is counted; `None` where the file doesn't say, or rate cards have no such meter.
    pub meter: Option<Meter>,
    /// The file's own words where the line isn't a model's tokens: its usage type, else its product.
    pub text: String,
    /// How much: tokens for meters of tokens; hours, months or requests as the meter counts; for services the file's own unit.
    /// `None` where the file has no quantities or its unit isn't clear.
    pub quantity: Option<Decimal>,
    /// How sure the unit is.
    pub scale: Scale,
    /// The cost before discounts, in the bill's currency; `None` where the file prints only what is paid.
    pub before: Option<Decimal>,
    /// What is paid, after discounts and before credits, refunds and tax.
    pub net: Decimal,
    /// The list price of it all; `None` where neither file nor card has it.
    pub list: Option<Decimal>,
    /// Where the list price is from.
    pub list_from: Option<ListFrom>,
    /// Whether AWS Marketplace bills it.
    pub marketplace: bool,
    /// The rows it sums.
    pub rows: u64,
    /// The files that these are in.
    pub files: Files,
    /// The usage types of its rows as the files print them, in order: at most 20.
    pub usage_types: Vec<String>,
    /// The rates of the card that its list price was computed with: none where the files print it, and more than one where rows were
    /// sold at several.
    pub rates: Vec<ListRate>,
}

/// Files, by their places in [`Bill::files`](super::Bill::files).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Files(pub(super) u64);

impl Files {
    /// The last place that is told apart: files from there on are one.
    pub const LAST: usize = 63;

    pub(super) fn one(place: usize) -> Self {
        Self(1 << place.min(Self::LAST))
    }

    pub(super) fn add(&mut self, others: Self) {
        self.0 |= others.0;
    }

    /// The files of both.
    #[must_use]
    pub const fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// Whether the file at a place is one of them; from [`LAST`](Self::LAST) on, whether any file is.
    pub fn contains(self, place: usize) -> bool {
        self.0 & Self::one(place).0 != 0
    }
}

/// A rate of the card, with where and when it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListRate {
    /// The rate as it is published.
    pub rate: Rate,
    /// Where it was read.
    pub source: RateSource,
    /// When it was read there.
    pub read: Date,
}

impl Line {
    /// Which tokens it has; `None` for what isn't usage of a model by the token.
    pub(super) fn part(&self) -> Option<PartKey> {
        let buying = self.buying.filter(|buying| self.kind == Kind::Usage && buying.is_by_token())?;
        Some(PartKey {
            month: self.month,
            subject: self.subject.clone(),
            product: self.product.clone(),
            text: self.text.clone(),
            region: self.region.clone(),
            scope: self.scope,
            buying,
            length: self.length,
            meter: self.meter?,
        })
    }
}

/// An amount that is in no line, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rest {
    /// Why.
    pub why: Why,
    /// The export it's from.
    pub source: Source,
    /// The month.
    pub month: Month,
    /// What kind of rows.
    pub kind: Kind,
    /// The cost before discounts, where the file says.
    pub before: Option<Decimal>,
    /// What is paid.
    pub net: Decimal,
    /// The rows it sums.
    pub rows: u64,
    /// The files that these are in.
    pub files: Files,
}

/// Why an amount is in no line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It isn't Bedrock's.
    NotBedrock,
    /// Tax of Bedrock and other services together: the file doesn't say whose.
    SharedTax,
    /// Another export of the same month has it: it's the same money.
    SameMoney,
    /// The same row came before.
    Repeated,
    /// More different lines than are kept apart.
    Beyond,
}
