//! Which price a line gets: typed before published, and Standard's cache prices inside batch.

use core::cell::{Cell, RefCell};
use std::rc::Rc;

use super::MissingRate;
use super::parts::Piece;
use crate::ladder::Lever;
use crate::money::{Rate, Unit};
use crate::rates::{Buying, Meter, PromptLength, RateCard, RateKey};
use crate::report::{AppliedRate, Owner};
use crate::scenario::{CacheInBatch, CacheLifetime, Caching, Placement, Rules, Scenario};

/// The prices of a scenario.
pub(crate) struct Prices<'a> {
    scenario: &'a Scenario,
    card: &'a RateCard,
    typed_first: bool,
    /// What was looked up before, by placement: many parts ask for the same prices, and every rung of a ladder for all of them.
    known: Rc<RefCell<Vec<Known>>>,
    /// Where the placement that was asked for last stands among them.
    last: Cell<usize>,
}

/// Prices of one placement that were looked up, missing ones too.
struct Known {
    placement: Placement,
    prices: Vec<(Asked, Found)>,
}

/// What of a placement's prices was asked for.
type Asked = (Buying, PromptLength, Meter);

/// What is known of one price.
#[derive(Clone, Copy)]
struct Found {
    typed: Option<Rate>,
    published: Option<Rate>,
}

impl<'a> Prices<'a> {
    /// Typed prices go first where that lever is applied; before that they only fill in what the card doesn't have.
    pub(crate) fn new(scenario: &'a Scenario, card: &'a RateCard, levers: Lever) -> Self {
        Self { scenario, card, typed_first: levers.applies(Lever::Prices), known: Rc::default(), last: Cell::new(0) }
    }

    /// The same with other levers applied.
    pub(crate) fn with(&self, levers: Lever) -> Self {
        Self { typed_first: levers.applies(Lever::Prices), known: Rc::clone(&self.known), last: Cell::new(0), ..*self }
    }

    /// The scenario that is priced.
    pub(crate) const fn scenario(&self) -> &'a Scenario {
        self.scenario
    }

    /// The card that it is priced with.
    pub(crate) const fn card(&self) -> &'a RateCard {
        self.card
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
        let second = self.scenario.rules == Rules::V2;
        let for_batch = || {
            // By the first rules a batch cache price of the card counts for nothing.
            let own = if second { self.plain(placement, buying, length, meter) } else { None };
            let typed = || self.typed(placement, buying, length, meter).map(|rate| (rate, true));
            let (base, typed) = own.or_else(typed)?;
            Some(AppliedRate { base, halved: false, typed, priced_as: None })
        };
        let standard = || {
            let (base, typed) = self.plain(placement, Buying::Standard, length, meter)?;
            let halved = self.scenario.cache_in_batch == CacheInBatch::Halved;
            Some(AppliedRate { base, halved, typed, priced_as: Some(Buying::Standard) })
        };
        if self.typed_first || second { for_batch().or_else(standard) } else { standard().or_else(for_batch) }
    }

    /// Whether a model's cache reads inside batch have a price of their own, typed or published.
    pub(crate) fn has_batch_cache(&self, placement: &Placement, length: PromptLength) -> bool {
        self.plain(placement, Buying::Batch, length, Meter::CacheRead).is_some()
    }

    /// Whether training of a model is priced by the hour.
    pub(crate) fn training_is_by_hour(&self, placement: &Placement) -> bool {
        let price = self.plain(placement, Buying::Custom, PromptLength::Ordinary, Meter::Training);
        price.is_some_and(|(rate, _)| rate.unit() == Unit::TrainingHour)
    }

    fn plain(&self, placement: &Placement, buying: Buying, length: PromptLength, meter: Meter) -> Option<(Rate, bool)> {
        let Found { typed, published } = self.found(placement, (buying, length, meter));
        let (typed, published) = (typed.map(|rate| (rate, true)), published.map(|rate| (rate, false)));
        if self.typed_first { typed.or(published) } else { published.or(typed) }
    }

    fn found(&self, placement: &Placement, asked: Asked) -> Found {
        let mut known = self.known.borrow_mut();
        // All meters of a part are asked for one after the other.
        let again = known.get(self.last.get()).is_some_and(|known| known.placement == *placement);
        if !again {
            let search = known.binary_search_by(|known| known.placement.cmp(placement));
            self.last.set(search.unwrap_or_else(|place| {
                known.insert(place, Known { placement: placement.clone(), prices: Vec::with_capacity(8) });
                place
            }));
        }
        let place = self.last.get();
        let of = known.get(place).and_then(|known| known.prices.iter().find(|(known, _)| *known == asked));
        if let Some((_, found)) = of {
            return *found;
        }
        let found = self.looked_up(placement, asked);
        if let Some(known) = known.get_mut(place) {
            known.prices.push((asked, found));
        }
        found
    }

    fn looked_up(&self, placement: &Placement, (buying, length, meter): Asked) -> Found {
        let Placement { model, scope, region } = placement;
        let key = RateKey { model, scope: *scope, region, buying, length, meter };
        Found {
            typed: self.typed(placement, buying, length, meter),
            published: self.card.rate(&key).map(|published| published.rate),
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
    fn lifetimes(&self, placement: &Placement, buying: Buying, length: PromptLength) -> Vec<CacheLifetime> {
        let priced = |of: &CacheLifetime| self.of(placement, buying, length, of.write_meter()).is_some();
        CacheLifetime::ALL.into_iter().filter(priced).collect()
    }

    /// A model has the lifetimes whose cache writes have a price, also where the scenario prices reads alone.
    pub(crate) fn check_lifetime(
        &self,
        workload: usize,
        placement: &Placement,
        piece: &Piece,
        caching: Caching,
    ) -> Result<(), Box<MissingRate>> {
        let Some(lives) = caching.lives() else { return Ok(()) };
        if !piece.reads_cache() {
            return Ok(());
        }
        let (buying, length) = (piece.buying, piece.length);
        let has = self.lifetimes(placement, buying, length);
        match lives.each().find(|lifetime| !has.is_empty() && !has.contains(lifetime)) {
            Some(lacking) => {
                let (owner, meter) = (Owner::Workload(workload), lacking.write_meter());
                Err(Box::new(self.missing(owner, placement, buying, length, meter)))
            }
            None => Ok(()),
        }
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
        let lifetimes = if meter.is_cache() && meter != Meter::CacheRead && self.scenario.rules == Rules::V2 {
            self.lifetimes(placement, buying, length)
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
        }
    }
}

#[cfg(test)]
mod tests;
