//! Which price a line gets: typed before published, and Standard's cache prices inside batch.

use super::MissingRate;
use crate::ladder::Lever;
use crate::money::{Rate, Unit};
use crate::rates::{Buying, Meter, PromptLength, RateCard, RateKey};
use crate::report::{AppliedRate, Owner};
use crate::scenario::{CacheInBatch, Placement, Scenario};

/// The prices of a scenario.
pub(crate) struct Prices<'a> {
    scenario: &'a Scenario,
    card: &'a RateCard,
    typed_first: bool,
}

impl<'a> Prices<'a> {
    /// Typed prices go first where that lever is applied; before that they only fill in what the card doesn't have.
    pub(crate) fn new(scenario: &'a Scenario, card: &'a RateCard, levers: Lever) -> Self {
        Self { scenario, card, typed_first: levers.applies(Lever::Prices) }
    }

    /// The price of one meter; `None` where it is neither typed nor on the card.
    pub(crate) fn of(
        &self,
        placement: &Placement,
        buying: Buying,
        length: PromptLength,
        meter: Meter,
    ) -> Option<AppliedRate> {
        let cached = meter.is_cache();
        if buying != Buying::Batch || !cached {
            let (base, typed) = self.plain(placement, buying, length, meter)?;
            return Some(AppliedRate { base, halved: false, typed, priced_as: None });
        }
        let for_batch = || {
            let base = self.typed(placement, buying, length, meter)?;
            Some(AppliedRate { base, halved: false, typed: true, priced_as: None })
        };
        let standard = || {
            let (base, typed) = self.plain(placement, Buying::Standard, length, meter)?;
            let halved = self.scenario.cache_in_batch == CacheInBatch::Halved;
            Some(AppliedRate { base, halved, typed, priced_as: Some(Buying::Standard) })
        };
        if self.typed_first { for_batch().or_else(standard) } else { standard().or_else(for_batch) }
    }

    /// Whether training of a model is priced by the hour.
    pub(crate) fn training_is_by_hour(&self, placement: &Placement) -> bool {
        let price = self.plain(placement, Buying::Custom, PromptLength::Ordinary, Meter::Training);
        price.is_some_and(|(rate, _)| rate.unit() == Unit::TrainingHour)
    }

    fn plain(&self, placement: &Placement, buying: Buying, length: PromptLength, meter: Meter) -> Option<(Rate, bool)> {
        let typed = || self.typed(placement, buying, length, meter).map(|rate| (rate, true));
        let published = || {
            let key = RateKey {
                model: &placement.model,
                scope: placement.scope,
                region: &placement.region,
                buying,
                length,
                meter,
            };
            self.card.rate(&key).map(|published| (published.rate, false))
        };
        if self.typed_first { typed().or_else(published) } else { published().or_else(typed) }
    }

    fn typed(&self, placement: &Placement, buying: Buying, length: PromptLength, meter: Meter) -> Option<Rate> {
        let mut same = self.scenario.prices.iter().filter(|price| {
            price.buying == buying
                && price.length == length
                && price.meter == meter
                && price.model == placement.model
                && price.holds_in(placement.scope, &placement.region)
        });
        let first = same.clone().next();
        // One for this place alone goes before one for every place.
        same.find(|price| price.place.is_some()).or(first).map(|price| price.rate)
    }

    /// Names a price that is missing.
    pub(crate) fn missing(
        &self,
        owner: Owner,
        placement: &Placement,
        buying: Buying,
        length: PromptLength,
        meter: Meter,
    ) -> MissingRate {
        let model = self.card.model(&placement.model);
        // A cache price inside batch is Standard's, and that is the one to type.
        let buying = if buying == Buying::Batch && meter.is_cache() { Buying::Standard } else { buying };
        MissingRate {
            owner,
            name: model.map_or_else(|| placement.model.clone(), |model| model.name.clone()),
            unknown_model: model.is_none(),
            placement: placement.clone(),
            buying,
            length,
            meter,
        }
    }
}
