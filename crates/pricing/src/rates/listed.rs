//! What stands on a rate card: models, who makes them, prices and where they were read.

use crate::money::Rate;
use crate::quantity::Multiple;
use crate::rates::compact::Entry;
use crate::rates::{Buying, Date, InferenceScope, Meter, PromptLength, Said};

/// Where prices were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// Title, publisher and place.
    pub(super) said: Said,
    /// The date it bears: of publication, or of the copy where it has none of its own.
    pub published: Date,
    /// Whether it is the seller's own publication (AWS's, on the card of Bedrock) or taken straight from it; otherwise somebody else's word.
    pub primary: bool,
}

impl Source {
    /// What it is called: `AWS Price List, Amazon Bedrock`.
    pub fn title(&self) -> &'static str {
        self.said.part(0)
    }

    /// Who published it.
    pub fn publisher(&self) -> &'static str {
        self.said.part(1)
    }

    /// Where it can be found: an address, or a repository and path.
    pub fn place(&self) -> &'static str {
        self.said.part(2)
    }
}

/// Who makes a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provider {
    /// Short name, as in links: `anthropic`.
    pub id: String,
    /// Name as shown: `Anthropic`.
    pub name: String,
    /// Whether AWS Marketplace bills its models; otherwise AWS does, or is taken to.
    pub marketplace: bool,
    /// Whether AWS's texts leave open who bills its models. Their usual terms are those of what AWS bills; by version 2 of the rules
    /// both readings are known of them, as of Marketplace's.
    ///
    /// AWS names those that it doesn't sell through Marketplace: Amazon, `DeepSeek`, Mistral AI, Meta, Qwen
    /// (<https://docs.aws.amazon.com/bedrock/latest/userguide/model-access.html>, read on 26 September 2026). Older copies of
    /// that page have `OpenAI` among them. Its model cards name a "Marketplace product ID" and don't say "billed through AWS
    /// Marketplace", as Claude's do. That its usage counts toward commitments AWS says (What's New, June 2026).
    pub unsettled: bool,
}

/// What a model makes of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text: what a workload asks for.
    Text,
    /// Vectors.
    Embedding,
    /// An order of documents.
    Rerank,
}

impl Kind {
    /// All of them, in the order of the bundled text.
    pub const ALL: [Self; 3] = [Self::Text, Self::Embedding, Self::Rerank];
}

/// A model that has at least one price on a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    /// Identifier in rate files and links: `claude-sonnet-4.5`.
    pub id: String,
    /// Name as AWS shows it: `Claude Sonnet 4.5`.
    pub name: String,
    /// Whether its prices on this card rest on somebody else's word instead of AWS's publications. Show it wherever they
    /// are used.
    pub secondary: bool,
    /// Shortest prompt prefix that can be cached, in tokens; `None` where it isn't published.
    pub cache_minimum: Option<u32>,
    /// The same by the [first rules](crate::scenario::Rules::V1): what was known of it when their links were made.
    pub first_cache_minimum: Option<u32>,
    /// What else is published of it: the provider's own figure where it differs from AWS's, which counts.
    pub cache_minimum_note: Option<Said>,
    /// The most of a prompt prefix that is cached, in tokens; `None` where no such limit is published.
    pub cache_maximum: Option<u32>,
    /// Prompts above this many tokens pay the [`Long`](PromptLength::Long) prices for the whole request; `None` where
    /// one price covers every length on this card.
    pub long_prompt_above: Option<u32>,
    /// The same as any card knows it: by the second rules prompts above it are long here too, and their price is missing where
    /// this card has none.
    pub threshold: Option<u32>,
    /// What it makes of text.
    pub kind: Kind,
    /// How many tokens it counts for one that the reader counts: 1 but where it stands for another model, on a card of
    /// [another seller](crate::rates::Elsewhere).
    pub(crate) token_factor: Multiple,
    /// Index into the card's providers.
    pub(super) provider: usize,
    /// Index into the card's sources, of the cache minimum and maximum.
    pub(super) cache_minimum_source: Option<usize>,
    /// The model's prices on this card.
    pub(super) entries: Vec<Entry>,
}

/// One published price with its provenance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublishedRate<'a> {
    /// The price, in the unit it is published in.
    pub rate: Rate,
    /// Where it was read.
    pub source: &'a Source,
    /// When it was read there.
    pub read: Date,
    /// When it took effect, where that is known and isn't the card's date.
    pub since: Option<Date>,
    /// Until when it was promised, for a promotional price: it may have ended after that.
    pub promised_until: Option<Date>,
    /// Whether one secondary source alone has it.
    pub single_source: bool,
    /// What a reader should know about it: what another source says, how it was derived.
    pub note: Option<Said>,
}

/// Prices of one model that share everything but the meter: one row of a printed table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateGroup<'a> {
    /// The scopes these prices hold for.
    pub scopes: Vec<InferenceScope>,
    /// The regions these prices hold for; `None` for every region.
    pub regions: Option<Vec<&'a str>>,
    /// How the tokens or the capacity are bought.
    pub buying: Buying,
    /// Which prompts the prices are for.
    pub length: PromptLength,
    /// The meters priced here, in the order of [`Meter::ALL`].
    pub rates: Vec<(Meter, Rate)>,
    /// The card on which they first stand.
    pub from: Date,
    /// The first card without them, where there is one.
    pub until: Option<Date>,
    /// Where the prices were read.
    pub source: &'a Source,
    /// When they were read there.
    pub read: Date,
    /// When they took effect, where that is known and isn't the card's date.
    pub since: Option<Date>,
    /// Until when they were promised, for promotional prices: they may have ended after that.
    pub promised_until: Option<Date>,
    /// Whether one secondary source alone has them.
    pub single_source: bool,
    /// What a reader should know about them.
    pub note: Option<Said>,
}

impl Model {
    /// The same without a price.
    pub(super) fn bare(&self) -> Self {
        Self { id: self.id.clone(), name: self.name.clone(), entries: Vec::new(), ..*self }
    }
}
