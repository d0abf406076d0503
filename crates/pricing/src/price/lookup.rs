//! Which price a line gets: typed before published, and Standard's cache prices inside batch.

use core::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use super::MissingRate;
use super::parts::{Part, Piece};
use crate::ladder::Lever;
use crate::money::{Rate, Unit};
use crate::rates::{Buying, Meter, Model, PromptLength, PublishedRate, RateCard, RateKey};
use crate::report::{AppliedRate, Owner};
use crate::scenario::{CacheInBatch, CacheLifetime, Caching, Placement, Rules, Scenario, Workload};

/// The prices of a scenario.
pub(crate) struct Prices<'a> {
    scenario: &'a Scenario,
    card: &'a RateCard,
    typed_first: bool,
    /// What was looked up before, in the order of placements: many parts ask for the same prices, and every rung of a ladder for
    /// all of them.
    places: Rc<RefCell<Vec<Rc<PlacePrices<'a>>>>>,
}

/// A placement with what was looked up of it.
pub(crate) struct PlacePrices<'a> {
    /// The placement, for all lines there to share.
    pub(crate) placement: Arc<Placement>,
    /// The model; `None` where the card doesn't have it.
    pub(crate) model: Option<&'a Model>,
    /// The longest prompt that the model takes, by the second rules; `None` where it isn't known.
    pub(crate) window: Option<u32>,
    /// Its prices, missing ones too.
    prices: RefCell<Vec<(Asked, Found)>>,
}

/// What of a placement's prices was asked for.
type Asked = (Buying, PromptLength, Meter);

/// What is known of one price.
#[derive(Clone, Copy)]
struct Found {
    typed: Option<Plain>,
    published: Option<Plain>,
}

/// A price as it was typed or published.
#[derive(Clone, Copy)]
struct Plain {
    rate: Rate,
    typed: bool,
    /// Published by somebody else's word than AWS's.
    secondary: bool,
}

impl Plain {
    fn typed(rate: Rate) -> Self {
        Self { rate, typed: true, secondary: false }
    }

    fn published(published: PublishedRate<'_>) -> Self {
        Self { rate: published.rate, typed: false, secondary: !published.source.primary }
    }

    /// The price as a line applies it.
    fn applied(self) -> AppliedRate {
        let Self { rate: base, typed, secondary } = self;
        AppliedRate { base, halved: false, typed, secondary, priced_as: None }
    }
}

impl<'a> Prices<'a> {
    /// Typed prices go first where that lever is applied; before that they only fill in what the card doesn't have.
    pub(crate) fn new(scenario: &'a Scenario, card: &'a RateCard, levers: Lever) -> Self {
        Self { scenario, card, typed_first: levers.applies(Lever::Prices), places: Rc::default() }
    }

    /// The same with other levers applied.
    pub(crate) fn with(&self, levers: Lever) -> Self {
        Self { typed_first: levers.applies(Lever::Prices), places: Rc::clone(&self.places), ..*self }
    }

    /// The scenario that is priced.
    pub(crate) const fn scenario(&self) -> &'a Scenario {
        self.scenario
    }

    /// The card that it is priced with.
    pub(crate) const fn card(&self) -> &'a RateCard {
        self.card
    }

    /// What is known of a placement: for asking it for more than one price.
    pub(crate) fn at(&self, placement: &Placement) -> Rc<PlacePrices<'a>> {
        let mut places = self.places.borrow_mut();
        let search = places.binary_search_by(|place| (*place.placement).cmp(placement));
        if let Some(known) = search.ok().and_then(|index| places.get(index)) {
            return Rc::clone(known);
        }
        let model = self.card.model(&placement.model);
        let second = self.scenario.rules == Rules::V2;
        let facts = if second { self.card.facts(&placement.model) } else { None };
        let window = facts.and_then(|facts| facts.input_limit);
        let prices = RefCell::new(Vec::with_capacity(8));
        let place = Rc::new(PlacePrices { placement: Arc::new(placement.clone()), model, window, prices });
        places.insert(search.unwrap_or_else(|index| index), Rc::clone(&place));
        place
    }

    /// The price of one meter; `None` where it is neither typed nor on the card.
    pub(crate) fn of(
        &self,
        placement: &Placement,
        buying: Buying,
        length: PromptLength,
        meter: Meter,
    ) -> Option<AppliedRate> {
        self.of_place(&self.at(placement), buying, length, meter)
    }

    /// The same for a [place](Self::at).
    pub(crate) fn of_place(
        &self,
        place: &PlacePrices<'_>,
        buying: Buying,
        length: PromptLength,
        meter: Meter,
    ) -> Option<AppliedRate> {
        let cached = meter.is_cache();
        if buying != Buying::Batch || !cached {
            return Some(self.plain(place, buying, length, meter)?.applied());
        }
        let second = self.scenario.rules == Rules::V2;
        let for_batch = || {
            // By the first rules a batch cache price of the card counts for nothing.
            let own = if second { self.plain(place, buying, length, meter) } else { None };
            let typed = || self.typed(&place.placement, buying, length, meter).map(Plain::typed);
            Some(own.or_else(typed)?.applied())
        };
        let standard = || {
            let applied = self.plain(place, Buying::Standard, length, meter)?.applied();
            let halved = self.scenario.cache_in_batch == CacheInBatch::Halved;
            Some(AppliedRate { halved, priced_as: Some(Buying::Standard), ..applied })
        };
        if self.typed_first || second { for_batch().or_else(standard) } else { standard().or_else(for_batch) }
    }

    /// Whether a model's cache reads inside batch have a price of their own, typed or published.
    pub(crate) fn has_batch_cache(&self, place: &PlacePrices<'_>, length: PromptLength) -> bool {
        self.plain(place, Buying::Batch, length, Meter::CacheRead).is_some()
    }

    /// Whether training of a model is priced by the hour.
    pub(crate) fn training_is_by_hour(&self, placement: &Placement) -> bool {
        let price = self.plain(&self.at(placement), Buying::Custom, PromptLength::Ordinary, Meter::Training);
        price.is_some_and(|price| price.rate.unit() == Unit::TrainingHour)
    }

    fn plain(&self, place: &PlacePrices<'_>, buying: Buying, length: PromptLength, meter: Meter) -> Option<Plain> {
        let Found { typed, published } = self.found(place, (buying, length, meter));
        if self.typed_first { typed.or(published) } else { published.or(typed) }
    }

    fn found(&self, place: &PlacePrices<'_>, asked: Asked) -> Found {
        let mut prices = place.prices.borrow_mut();
        if let Some((_, found)) = prices.iter().find(|(known, _)| *known == asked) {
            return *found;
        }
        let found = self.looked_up(&place.placement, asked);
        prices.push((asked, found));
        found
    }

    fn looked_up(&self, placement: &Placement, (buying, length, meter): Asked) -> Found {
        let Placement { model, scope, region } = placement;
        let key = RateKey { model, scope: *scope, region, buying, length, meter };
        Found {
            typed: self.typed(placement, buying, length, meter).map(Plain::typed),
            published: self.card.rate(&key).map(Plain::published),
        }
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

    /// The lifetimes whose cache writes have a price.
    fn lifetimes(&self, place: &PlacePrices<'_>, buying: Buying, length: PromptLength) -> Vec<CacheLifetime> {
        let priced = |of: &CacheLifetime| self.of_place(place, buying, length, of.write_meter()).is_some();
        CacheLifetime::ALL.into_iter().filter(priced).collect()
    }

    /// A model has the lifetimes whose cache writes have a price, also where the scenario prices reads alone.
    pub(crate) fn check_lifetime(
        &self,
        workload: usize,
        place: &PlacePrices<'_>,
        piece: &Piece,
        caching: Caching,
    ) -> Result<(), Box<MissingRate>> {
        let Some(lives) = caching.lives() else { return Ok(()) };
        if !piece.reads_cache() {
            return Ok(());
        }
        let (buying, length) = (piece.buying, piece.length);
        let has = self.lifetimes(place, buying, length);
        match lives.each().find(|lifetime| !has.is_empty() && !has.contains(lifetime)) {
            Some(lacking) => {
                let (owner, meter) = (Owner::Workload(workload), lacking.write_meter());
                Err(Box::new(self.missing(owner, &place.placement, buying, length, meter)))
            }
            None => Ok(()),
        }
    }

    /// What a piece has no price for because AWS refuses its prompts: they are above the model's window. The reader's own price for
    /// long prompts there is taken all the same: AWS may have agreed to more than its documentation says.
    pub(crate) fn refused(
        &self,
        workload: usize,
        asked: &Workload,
        part: &Part<'_>,
        piece: &Piece,
    ) -> Option<Box<MissingRate>> {
        let window = part.place.window?;
        if !part.is_refused(asked, piece.length, window) || self.has_long_price_typed(part) {
            return None;
        }
        let owner = Owner::Workload(workload);
        let missing = self.missing(owner, part.placement, piece.buying, PromptLength::Long, Meter::Input);
        Some(Box::new(MissingRate { refused_above: Some(window), ..missing }))
    }

    /// Whether the reader typed a price for long prompts of a part, and the part has a threshold above which it counts.
    fn has_long_price_typed(&self, part: &Part<'_>) -> bool {
        let Placement { model, scope, region } = part.placement;
        part.long_prompt_above.is_some()
            && self.scenario.prices.iter().any(|price| {
                price.length == PromptLength::Long && price.model == *model && price.holds_in(*scope, region)
            })
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
        let place = self.at(placement);
        let model = place.model;
        let lifetimes = if meter.is_cache() && meter != Meter::CacheRead && self.scenario.rules == Rules::V2 {
            self.lifetimes(&place, buying, length)
        } else {
            Vec::new()
        };
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
            lifetimes,
            refused_above: None,
        }
    }
}

#[cfg(test)]
mod tests;
