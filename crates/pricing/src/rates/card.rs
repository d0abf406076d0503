//! The rate card: finding its models and prices.

use std::sync::OnceLock;

use crate::rates::compact::{Bundle, DecodeError, Entry, Regions};
use crate::rates::facts::{self, FACTS};
use crate::rates::{
    BUNDLED, Buying, Date, InferenceScope, Kind, Meter, Model, PromptLength, Provider, PublishedRate, RateGroup,
    RateKey, Source,
};

/// Every published price as of a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateCard {
    date: Date,
    title: String,
    sources: Vec<Source>,
    providers: Vec<Provider>,
    /// Region codes in order.
    regions: Vec<String>,
    /// In the order of the rate files: by provider, then newest first.
    models: Vec<Model>,
    /// Indices into `models`, ordered by identifier.
    by_id: Vec<usize>,
    /// What is known of the models besides their prices.
    pub(super) facts: facts::Bundle<'static>,
}

/// Values in order. There are a hundred at the most, and a sort of the standard library weighs more than a model's rates.
pub(crate) fn in_order<T: Ord>(values: impl Iterator<Item = T>) -> Vec<T> {
    let mut ordered: Vec<T> = Vec::new();
    for value in values {
        let place = ordered.partition_point(|other| *other <= value);
        ordered.insert(place, value);
    }
    ordered
}

/// Every bundled card. They are read once.
pub(super) fn bundled() -> &'static Bundle {
    static READ: OnceLock<Bundle> = OnceLock::new();
    READ.get_or_init(|| Bundle::read(BUNDLED).0)
}

/// What is known of models apart from their prices. It is read once.
fn known_facts() -> &'static facts::Bundle<'static> {
    static READ: OnceLock<facts::Bundle<'static>> = OnceLock::new();
    READ.get_or_init(|| facts::Bundle::read(FACTS))
}

impl RateCard {
    /// The newest bundled card.
    pub fn newest() -> Self {
        let bundle = bundled();
        let newest = bundle.cards.iter().max_by_key(|(date, _)| *date).cloned();
        let (date, title) = newest.unwrap_or((Date::FIRST, String::new()));
        Self::from_bundle(bundle, date, title)
    }

    /// The bundled card of exactly this date, as a link pins it.
    pub fn of(date: Date) -> Option<Self> {
        let bundle = bundled();
        let (date, title) = bundle.cards.iter().find(|(of, _)| *of == date).cloned()?;
        Some(Self::from_bundle(bundle, date, title))
    }

    /// The dates of all bundled cards, oldest first.
    pub fn dates() -> Vec<Date> {
        in_order(bundled().cards.iter().map(|(date, _)| *date))
    }

    /// Every card in a compact text such as [`BUNDLED`], oldest first.
    ///
    /// # Errors
    /// When a line can't be read, or names a source, region set or heading that the text doesn't have.
    pub fn decode(text: &str) -> Result<Vec<Self>, DecodeError> {
        let (bundle, errors) = Bundle::read(text);
        if let Some(error) = errors.into_iter().next() {
            return Err(error);
        }
        let cards = in_order(bundle.cards.iter().cloned());
        Ok(cards.into_iter().map(|(date, title)| Self::from_bundle(&bundle, date, title)).collect())
    }

    /// The card of one date.
    fn from_bundle(bundle: &Bundle, date: Date, title: String) -> Self {
        let of_date = |model: &Model| {
            let holds = |entry: &&Entry| entry.from <= date && entry.until.is_none_or(|until| date < until);
            let entries: Vec<Entry> = model.entries.iter().filter(holds).cloned().collect();
            // A threshold without long prices on this card belongs to a later one: by the first rules it isn't on this one.
            let has_long = entries.iter().any(|entry| entry.length == PromptLength::Long);
            let long_prompt_above = model.long_prompt_above.filter(|_| has_long);
            Model { id: model.id.clone(), name: model.name.clone(), long_prompt_above, entries, ..*model }
        };
        let bundle = Bundle {
            sources: bundle.sources.clone(),
            providers: bundle.providers.clone(),
            regions: bundle.regions.clone(),
            models: bundle.models.iter().map(of_date).collect(),
            ..Bundle::default()
        };
        Self::with_all(bundle, date, title)
    }

    /// A card with every price of a bundle, of whichever date.
    pub(super) fn with_all(bundle: Bundle, date: Date, title: String) -> Self {
        let Bundle { sources, providers, regions, mut models, .. } = bundle;
        models.retain(|model| !model.entries.is_empty());
        for model in &mut models {
            // It follows from the prices of this card: an older one may lack the prices that a newer one has.
            model.secondary = !model.entries.iter().any(|entry| {
                let source = sources.get(entry.source);
                source.is_some_and(|source| source.primary)
            });
        }
        let by_id = in_order(models.iter().map(|model| model.id.as_str()).zip(0..)).into_iter().map(|(_, index)| index);
        let by_id = by_id.collect();
        let facts = known_facts().clone();
        Self { date, title, sources, providers, regions, models, by_id, facts }
    }

    /// The same models, providers and regions without a single price, and without what is known of Bedrock's models: what a scenario
    /// is priced with where it runs elsewhere, at prices typed for there.
    #[must_use]
    pub fn without_rates(&self) -> Self {
        Self {
            date: self.date,
            title: self.title.clone(),
            sources: self.sources.clone(),
            providers: self.providers.clone(),
            regions: self.regions.clone(),
            models: self.models.iter().map(Model::bare).collect(),
            by_id: self.by_id.clone(),
            facts: facts::Bundle { models: Vec::new(), ..self.facts.clone() },
        }
    }

    /// Models of another card without their prices, where this one doesn't have them: so that what is missing has its name. A threshold
    /// of long prompts is a seller's own, so theirs stays behind.
    pub(super) fn add_bare<'a>(&mut self, other: &Self, ids: impl Iterator<Item = &'a str>) {
        for id in ids {
            if let (None, Some(model)) = (self.model(id), other.model(id)) {
                self.models.push(Model { long_prompt_above: None, threshold: None, ..model.bare() });
                let order = in_order(self.models.iter().map(|model| model.id.as_str()).zip(0..));
                self.by_id = order.into_iter().map(|(_, index)| index).collect();
            }
        }
    }

    /// The card's date: prices that took effect later aren't on it.
    pub const fn date(&self) -> Date {
        self.date
    }

    /// What the card is called: `AWS Price List of 20 August 2026`.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The models with at least one price on this card: by provider, each provider's newest first.
    pub fn models(&self) -> &[Model] {
        &self.models
    }

    /// Those of [the models](Self::models) that generate text and are sold by the token: the ones a workload can ask. The
    /// others are here for the price of their capacity alone, or embed and rank text.
    pub fn models_by_token(&self) -> impl Iterator<Item = &Model> {
        let sold = |model: &&Model| model.entries.iter().any(|entry| entry.buying.is_by_token());
        self.models.iter().filter(move |model| model.kind == Kind::Text && sold(model))
    }

    /// The model with this identifier.
    pub fn model(&self, id: &str) -> Option<&Model> {
        let model_at = |index: &usize| self.models.get(*index);
        let found = self.by_id.binary_search_by(|index| model_at(index).map_or("", |model| model.id.as_str()).cmp(id));
        model_at(self.by_id.get(found.ok()?)?)
    }

    /// The providers of all bundled models, by name.
    pub fn providers(&self) -> &[Provider] {
        &self.providers
    }

    /// Who makes `model`, which must be this card's: another card's may answer with another provider.
    pub fn provider_of(&self, model: &Model) -> &Provider {
        // Decoding keeps no model without a provider, so the fallback is never seen.
        static NOBODY: Provider =
            Provider { id: String::new(), name: String::new(), marketplace: false, unsettled: false };
        self.providers.get(model.provider).unwrap_or(&NOBODY)
    }

    /// Where [`Model::cache_minimum`] and [`Model::cache_maximum`] were read.
    pub fn cache_minimum_source(&self, model: &Model) -> Option<&Source> {
        self.sources.get(model.cache_minimum_source?)
    }

    /// The sources of all bundled prices, in the order of the source file.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// Every region that a bundled price names, in order.
    pub fn all_regions(&self) -> impl Iterator<Item = &str> {
        self.regions.iter().map(String::as_str)
    }

    /// The published price, or `None` where there is none: never 0 for unknown.
    ///
    /// A price that holds in every region answers for any commercial region, known to the card or not.
    pub fn rate(&self, key: &RateKey<'_>) -> Option<PublishedRate<'_>> {
        let region = self.region_bit(key.region);
        let mut matching = self.model(key.model)?.entries.iter().filter(|entry| {
            entry.buying == key.buying
                && entry.length == key.length
                && entry.has_scope(key.scope)
                && entry.regions.contains(key.region, region)
        });
        matching.find_map(|entry| self.published(entry, key.meter))
    }

    /// Every meter that has a price here, in the order of [`Meter::ALL`].
    pub fn meters(
        &self,
        model: &str,
        scope: InferenceScope,
        region: &str,
        buying: Buying,
        length: PromptLength,
    ) -> Vec<(Meter, PublishedRate<'_>)> {
        let priced = |meter| Some((meter, self.rate(&RateKey { model, scope, region, buying, length, meter })?));
        Meter::ALL.into_iter().filter_map(priced).collect()
    }

    /// The scopes in which `model` has a price by the token, in the order of [`InferenceScope::ALL`]; empty for an
    /// unknown model.
    pub fn scopes(&self, model: &str) -> Vec<InferenceScope> {
        let entries = self.entries(model);
        let sold = |scope| entries.iter().any(|entry| entry.buying.is_by_token() && entry.has_scope(scope));
        InferenceScope::ALL.into_iter().filter(|scope| sold(*scope)).collect()
    }

    /// The regions from which `model` has a price by the token in `scope`, in order. For a price that holds in every
    /// region, all commercial ones that the card knows.
    pub fn regions(&self, model: &str, scope: InferenceScope) -> Vec<&str> {
        let entries = self.entries(model);
        let sold = |region: &&str| {
            let here = |entry: &&Entry| entry.buying.is_by_token() && entry.has_scope(scope);
            entries.iter().filter(here).any(|entry| entry.regions.contains(region, self.region_bit(region)))
        };
        self.all_regions().filter(sold).collect()
    }

    /// How `model` can be bought from `region` in `scope`, in the order of [`Buying::ALL`].
    pub fn buyings(&self, model: &str, scope: InferenceScope, region: &str) -> Vec<Buying> {
        let bit = self.region_bit(region);
        let here = |entry: &&Entry| entry.has_scope(scope) && entry.regions.contains(region, bit);
        let entries: Vec<&Entry> = self.entries(model).iter().filter(here).collect();
        Buying::ALL.into_iter().filter(|buying| entries.iter().any(|entry| entry.buying == *buying)).collect()
    }

    /// The prices of `model` as a table's rows, in the order of the rate file.
    pub fn groups(&self, model: &str) -> Vec<RateGroup<'_>> {
        let group = |entry: &Entry| {
            Some(RateGroup {
                scopes: InferenceScope::ALL.into_iter().filter(|scope| entry.has_scope(*scope)).collect(),
                regions: match entry.regions {
                    Regions::Every => None,
                    Regions::Of(_) => Some(self.regions_of(entry.regions)),
                },
                buying: entry.buying,
                length: entry.length,
                rates: entry.rates().collect(),
                from: entry.from,
                until: entry.until,
                source: self.sources.get(entry.source)?,
                read: entry.read,
                since: entry.since,
                promised_until: entry.promised_until,
                single_source: entry.single_source,
                note: entry.note,
            })
        };
        self.entries(model).iter().filter_map(group).collect()
    }

    /// Every price with the key it answers to; a price that holds in every region comes once for each known region.
    pub fn rates(&self) -> impl Iterator<Item = (RateKey<'_>, PublishedRate<'_>)> {
        self.models.iter().flat_map(move |model| {
            model.entries.iter().flat_map(move |entry| {
                let scopes = InferenceScope::ALL.into_iter().filter(|scope| entry.has_scope(*scope));
                scopes.flat_map(move |scope| {
                    self.regions_of(entry.regions).into_iter().flat_map(move |region| {
                        entry.rates().filter_map(move |(meter, _)| {
                            let (buying, length) = (entry.buying, entry.length);
                            let key = RateKey { model: &model.id, scope, region, buying, length, meter };
                            Some((key, self.published(entry, meter)?))
                        })
                    })
                })
            })
        })
    }

    fn entries(&self, model: &str) -> &[Entry] {
        self.model(model).map_or(&[], |model| &model.entries)
    }

    fn published(&self, entry: &Entry, meter: Meter) -> Option<PublishedRate<'_>> {
        let source = self.sources.get(entry.source)?;
        Some(PublishedRate {
            rate: entry.rate(meter)?,
            source,
            read: entry.read,
            since: entry.since,
            promised_until: entry.promised_until,
            single_source: entry.single_source,
            note: entry.note,
        })
    }

    /// The region's bit; no bit for a region the card doesn't know.
    fn region_bit(&self, region: &str) -> u64 {
        let index = self.regions.binary_search_by(|known| known.as_str().cmp(region)).ok();
        index.and_then(|index| u32::try_from(index).ok()).and_then(|index| 1_u64.checked_shl(index)).unwrap_or(0)
    }

    fn regions_of(&self, regions: Regions) -> Vec<&str> {
        self.all_regions().filter(|region| regions.contains(region, self.region_bit(region))).collect()
    }
}
