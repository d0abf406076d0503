//! A rate card as it goes out.

use crate::text::Ratio;
use pricing::money::Unit;
use pricing::rates::{Buying, Date, InferenceScope, Meter, PromptLength, RateGroup};
use serde::Serialize;

/// Every published price as of a date.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "RateCard"))]
pub(crate) struct Card {
    /// Its date: prices that took effect later aren't on it.
    date: Date,
    /// What it is called.
    title: String,
    /// The dates of all bundled cards, oldest first.
    dates: Vec<Date>,
    /// Who makes the models.
    providers: Vec<Provider>,
    /// Where prices were read.
    sources: Vec<Source>,
    /// Every region that a price names.
    regions: Vec<String>,
    /// The models, by provider, each provider's newest first.
    models: Vec<Model>,
}

/// Who makes a model.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Provider {
    /// Identifier.
    id: String,
    /// Name as shown.
    name: String,
    /// Whether AWS Marketplace bills its models; otherwise AWS does, or is taken to.
    marketplace: bool,
    /// Whether AWS's texts leave open who bills its models.
    unsettled: bool,
}

/// Where prices were read.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub(crate) struct Source {
    /// What it is called.
    title: String,
    /// Who published it.
    publisher: String,
    /// The date it bears.
    published: Date,
    /// An address, or a repository and path.
    place: String,
    /// Whether it is AWS's own publication or taken straight from it; otherwise somebody else's word.
    primary: bool,
}

/// A model, and its prices.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
struct Model {
    /// Identifier, as in a scenario.
    id: String,
    /// Name as AWS shows it.
    name: String,
    /// The provider's identifier.
    provider: String,
    /// Whether its prices rest on somebody else's word instead of AWS's publications.
    secondary: bool,
    /// Shortest prompt prefix that can be cached, in tokens; null where it isn't published.
    cache_minimum: Option<u32>,
    /// What else is published of it: the provider's own figure, where it differs; null where nothing is.
    cache_minimum_note: Option<&'static str>,
    /// The most of a prompt prefix that is cached, in tokens; null where no limit is published.
    cache_maximum: Option<u32>,
    /// Prompts above this many tokens pay the long prices; null where one price covers every length.
    long_prompt_above: Option<u32>,
    /// Its prices.
    rates: Vec<Rates>,
}

/// Prices of a model that share everything but what is counted.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "ModelRates"))]
#[serde(rename_all = "camelCase")]
struct Rates {
    /// The scopes they hold for.
    scopes: Vec<InferenceScope>,
    /// The regions they hold for; null for every commercial region.
    regions: Option<Vec<String>>,
    /// How the tokens or the capacity are bought.
    buying: Buying,
    /// Which prompts they are for.
    length: PromptLength,
    /// The prices.
    prices: Vec<MeterPrice>,
    /// Index into the card's sources.
    source: usize,
    /// When they were read there.
    read: Date,
    /// When they took effect, where that is known and isn't the card's date.
    since: Option<Date>,
    /// Until when they were promised, for promotional prices: they may have ended after that.
    promised_until: Option<Date>,
    /// Whether one source that isn't AWS has them, and no other.
    single_source: bool,
    /// What else is known about them.
    note: Option<String>,
}

/// What one thing counted costs.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct MeterPrice {
    /// What is counted.
    meter: Meter,
    /// Dollars for one unit.
    amount: Ratio,
    /// What the price covers.
    unit: Unit,
}

impl Card {
    pub(crate) fn of(card: &pricing::rates::RateCard) -> Self {
        let provider = |provider: &pricing::rates::Provider| Provider {
            id: provider.id.clone(),
            name: provider.name.clone(),
            marketplace: provider.marketplace,
            unsettled: provider.unsettled,
        };
        let model = |model: &pricing::rates::Model| Model {
            id: model.id.clone(),
            name: model.name.clone(),
            provider: card.provider_of(model).id.clone(),
            secondary: model.secondary,
            cache_minimum: model.cache_minimum,
            cache_minimum_note: model.cache_minimum_note.map(pricing::rates::Said::text),
            cache_maximum: model.cache_maximum,
            long_prompt_above: model.long_prompt_above,
            rates: card.groups(&model.id).iter().map(|group| Rates::of(group, card)).collect(),
        };
        Self {
            date: card.date(),
            title: card.title().to_owned(),
            dates: pricing::rates::RateCard::dates(),
            providers: card.providers().iter().map(provider).collect(),
            sources: card.sources().iter().map(Source::of).collect(),
            regions: card.all_regions().map(str::to_owned).collect(),
            models: card.models().iter().map(model).collect(),
        }
    }
}

impl Source {
    pub(crate) fn of(source: &pricing::rates::Source) -> Self {
        Self {
            title: source.title().to_owned(),
            publisher: source.publisher().to_owned(),
            published: source.published,
            place: source.place().to_owned(),
            primary: source.primary,
        }
    }
}

impl Rates {
    fn of(group: &RateGroup<'_>, card: &pricing::rates::RateCard) -> Self {
        let price = |(meter, rate): &(Meter, pricing::money::Rate)| MeterPrice {
            meter: *meter,
            amount: Ratio::of(rate.amount()),
            unit: rate.unit(),
        };
        Self {
            scopes: group.scopes.clone(),
            regions: group.regions.as_ref().map(|regions| regions.iter().map(ToString::to_string).collect()),
            buying: group.buying,
            length: group.length,
            prices: group.rates.iter().map(price).collect(),
            source: card.sources().iter().position(|source| source == group.source).unwrap_or_default(),
            read: group.read,
            since: group.since,
            promised_until: group.promised_until,
            single_source: group.single_source,
            note: group.note.map(|note| note.text().to_owned()),
        }
    }
}
