//! The numbers of a scenario that a field edits, as tables: what each is called, and where it lives.
//!
//! To add a number, add its line to the table of its group, [`DEMAND`] and the like: its id, its name, its unit, how it
//! is read, and the slot of the scenario that it fills. Everything else follows from that line: its element, reading
//! it, writing it, and finding it again by its id. A new group is one more table, listed in [`ALL`].
//!
//! It knows nothing of the document. The numbers of a commitment are in [`deal`](super::deal).

mod capacity;
mod slot;
mod workload;

use pricing::bounds;
use pricing::money::{Rate, Unit};
use pricing::price::IMPORT_MODEL;
use pricing::quantity::{Dollars, Multiple, Share};
use pricing::rates::{Buying, InferenceScope, Meter, PromptLength, RateCard, RateKey};
use pricing::scenario::{Bought, CustomModel, Field, Purchase, Scenario, TypedPrice, Workload};

pub use capacity::{HOURS, PRICES, PURCHASE, SERVING, TRAINING, WINDOW};
pub use workload::{ADJUSTMENTS, BATCH, CACHING, DEMAND, LONG_PROMPTS, PRICE, ROUTE};

use super::owner::Owner;
use slot::Slot;

/// A number of a scenario.
pub struct Figure {
    /// What its id begins or ends with.
    pub id: &'static str,
    pub label: &'static str,
    pub unit: &'static str,
    /// How it is read and written.
    pub kind: Kind,
    /// Whether a slider stands beside the field.
    pub has_slider: bool,
    /// The field that the scenario's check names it by.
    pub checked_as: Option<Field>,
    /// What the number of a workload comes to.
    pub echo: Echo,
    slot: Of,
}

/// How a number is read and written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A whole number, up to this.
    Count(u64),
    /// A whole number, from this to that.
    Whole(u64, u64),
    /// A share, in percent or as a fraction.
    Share,
    /// A number, from so many ten-thousandths up to this.
    Multiple(u64, u64),
    /// A number above zero up to this, or nothing.
    Optional(u64),
    /// Dollars to the cent.
    Dollars,
    /// Dollars to the cent, or nothing.
    Given,
    /// A number in percent, up to this many times a hundred.
    Percent(u64),
    /// An amount in dollars.
    Rate,
    /// An amount in dollars, or nothing where the card's price holds: the price of this model, bought so, of this meter.
    Priced(Buying, Meter),
}

/// The text below a number of a workload; empty where the number says it all.
pub type Echo = fn(&Workload, Number, &RateCard) -> String;

/// Where something keeps a number; `None` where it has none.
type In<T> = for<'a> fn(&'a mut T) -> Option<Slot<'a>>;

/// The slot that a number fills, by what it belongs to.
enum Of {
    Workload(In<Workload>),
    Purchase(In<Purchase>),
    Custom(In<CustomModel>),
    /// The hours of the month.
    Hours,
    /// The share of a route.
    Route,
    /// A typed price, found by model, way of buying and meter.
    Prices,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    Count(u64),
    Share(Share),
    Multiple(Multiple),
    Rate(Rate),
    Dollars(Dollars),
    /// Not given, where that is allowed.
    Nothing,
}

/// All tables.
static ALL: [&[Figure]; 13] = [
    &DEMAND,
    &ADJUSTMENTS,
    &LONG_PROMPTS,
    &CACHING,
    &BATCH,
    &ROUTE,
    &PRICE,
    &HOURS,
    &PURCHASE,
    &WINDOW,
    &TRAINING,
    &SERVING,
    &PRICES,
];

impl Figure {
    /// A number without slider, check or echo.
    const fn of(id: &'static str, label: &'static str, unit: &'static str, kind: Kind, slot: Of) -> Self {
        Self { id, label, unit, kind, has_slider: false, checked_as: None, echo: |_, _, _| String::new(), slot }
    }

    const fn priced(id: &'static str, label: &'static str, buying: Buying, meter: Meter) -> Self {
        Self::of(id, label, "US dollars", Kind::Priced(buying, meter), Of::Prices)
    }

    const fn with_slider(self) -> Self {
        Self { has_slider: true, ..self }
    }

    const fn checked_as(self, field: Field) -> Self {
        Self { checked_as: Some(field), ..self }
    }

    const fn says(self, echo: Echo) -> Self {
        Self { echo, ..self }
    }
}

/// A number of one owner.
#[derive(Clone, Copy)]
pub struct Place {
    pub owner: Owner,
    pub figure: &'static Figure,
}

impl Place {
    /// The field's id, unique on the page.
    pub fn id(self) -> String {
        self.owner.id(self.figure.id)
    }

    /// The place whose field has this id; `None` where the scenario has no such number.
    pub fn of_id(id: &str, scenario: &Scenario) -> Option<Self> {
        let (owner, field) = Owner::of_id(id)?;
        let scenario = &mut scenario.clone();
        for figures in ALL {
            for figure in figures {
                let place = Self { owner, figure };
                if figure.id == field && place.get(scenario).is_some() {
                    return Some(place);
                }
            }
        }
        None
    }

    /// The field's name where it isn't beside the field: `Input tokens of Worked estate`.
    pub fn name(self, scenario: &Scenario) -> String {
        let label = self.figure.label;
        let (of, index) = match self.owner {
            Owner::Price(price) => ("", price),
            Owner::Route(_, route) => (" of route", route),
            Owner::Purchase(purchase) => (" of purchase", purchase),
            Owner::Custom(custom) => (" of custom model", custom),
            Owner::Workload(workload) => {
                return match scenario.workloads.get(workload) {
                    Some(workload) if !workload.name.is_empty() => format!("{label} of {}", workload.name),
                    _ => label.to_owned(),
                };
            }
        };
        format!("{label}{of} {}", index + 1)
    }

    /// The number as it stands; `None` where the scenario has no such number. It is found as [`set`](Self::set) finds it, and
    /// changes nothing.
    #[inline(never)]
    pub fn get(self, scenario: &mut Scenario) -> Option<Number> {
        if let Kind::Priced(buying, meter) = self.figure.kind {
            let model = self.model(scenario)?;
            let typed = scenario.prices.iter().find(|price| is_price_of(price, model, buying, meter));
            return Some(typed.map_or(Number::Nothing, |price| Number::Rate(price.rate)));
        }
        self.slot(scenario).map(|slot| slot.number())
    }

    /// Puts a number in place. A number of another kind, or without a place, changes nothing.
    #[inline(never)]
    pub fn set(self, scenario: &mut Scenario, number: Number) {
        if let Kind::Priced(buying, meter) = self.figure.kind {
            self.set_price(scenario, buying, meter, number);
            return;
        }
        if let Some(slot) = self.slot(scenario) {
            slot.put(number);
        }
    }

    /// Where the scenario keeps the number; `None` where it has no such number.
    fn slot(self, scenario: &mut Scenario) -> Option<Slot<'_>> {
        let capacity = &mut scenario.capacity;
        match (self.owner, &self.figure.slot) {
            (Owner::Price(price), Of::Prices) => {
                scenario.prices.get_mut(price).map(|price| Slot::Rate(&mut price.rate))
            }
            (Owner::Route(workload, route), Of::Route) => {
                let route = scenario.workloads.get_mut(workload)?.routes.get_mut(route)?;
                Some(Slot::Share(&mut route.share))
            }
            (Owner::Workload(index), Of::Workload(slot)) => slot(scenario.workloads.get_mut(index)?),
            (Owner::Workload(_), Of::Hours) => Some(Slot::Hours(&mut capacity.hours)),
            (Owner::Purchase(index), Of::Purchase(slot)) => slot(capacity.purchases.get_mut(index)?),
            (Owner::Custom(index), Of::Custom(slot)) => slot(capacity.customs.get_mut(index)?),
            _ => None,
        }
    }

    /// The model whose price a purchase or a custom model pays here; `None` where it pays no such price.
    fn model(self, scenario: &Scenario) -> Option<&str> {
        let Kind::Priced(buying, _) = self.figure.kind else { return None };
        match self.owner {
            Owner::Purchase(index) => {
                let purchase = scenario.capacity.purchases.get(index)?;
                let by_unit = matches!(buying, Buying::NoCommitment | Buying::OneMonth | Buying::SixMonths);
                let pays = match purchase.bought {
                    Bought::Units { .. } => by_unit,
                    Bought::Reserved { term, .. } => buying == term.buying(),
                };
                pays.then_some(&purchase.placement.model)
            }
            Owner::Custom(index) => {
                let custom = scenario.capacity.customs.get(index)?;
                let pays = match buying {
                    Buying::Import => return Some(IMPORT_MODEL),
                    Buying::Custom => true,
                    _ => buying == custom.term.buying(),
                };
                pays.then_some(&custom.placement.model)
            }
            _ => None,
        }
    }

    /// The card's price, which holds where nothing is typed.
    pub fn listed(self, scenario: &Scenario, card: &RateCard) -> Option<Rate> {
        let Kind::Priced(buying, meter) = self.figure.kind else { return None };
        let placement = match self.owner {
            Owner::Purchase(index) => &scenario.capacity.purchases.get(index)?.placement,
            Owner::Custom(index) => &scenario.capacity.customs.get(index)?.placement,
            _ => return None,
        };
        let is_reserved = matches!(buying, Buying::ReservedOneMonth | Buying::ReservedThreeMonths);
        let scope = if is_reserved { placement.scope } else { InferenceScope::InRegion };
        let (model, region) = (self.model(scenario)?, &placement.region);
        let key = RateKey { model, scope, region, buying, length: PromptLength::Ordinary, meter };
        card.rate(&key).map(|published| published.rate)
    }

    /// What a price typed here covers: training is priced by the hour where only hours are given.
    pub fn unit(self, scenario: &Scenario) -> Unit {
        if let Owner::Price(price) = self.owner {
            return scenario.prices.get(price).map_or(Unit::MillionTokens, |price| price.rate.unit());
        }
        let Kind::Priced(buying, meter) = self.figure.kind else { return Unit::MillionTokens };
        if let (Meter::Training, Owner::Custom(index)) = (meter, self.owner)
            && let Some(custom) = scenario.capacity.customs.get(index)
            && custom.training_tokens.count() == 0
            && custom.training_hours.count() > 0
        {
            return Unit::TrainingHour;
        }
        buying.units(meter).first().copied().unwrap_or(Unit::MillionTokens)
    }

    fn set_price(self, scenario: &mut Scenario, buying: Buying, meter: Meter, number: Number) {
        let Some(model) = self.model(scenario).map(str::to_owned) else { return };
        let at = scenario.prices.iter().position(|price| is_price_of(price, &model, buying, meter));
        match (number, at) {
            (Number::Rate(rate), Some(at)) => {
                if let Some(price) = scenario.prices.get_mut(at) {
                    price.rate = rate;
                }
            }
            (Number::Rate(rate), None) if scenario.prices.len() < bounds::TYPED_PRICES_MAX => {
                scenario.prices.push(TypedPrice {
                    model,
                    place: None,
                    buying,
                    length: PromptLength::Ordinary,
                    meter,
                    rate,
                });
            }
            (Number::Nothing, Some(at)) => drop(scenario.prices.remove(at)),
            _ => {}
        }
    }
}

fn is_price_of(price: &TypedPrice, model: &str, buying: Buying, meter: Meter) -> bool {
    price.model == model && price.buying == buying && price.meter == meter && price.length == PromptLength::Ordinary
}

#[cfg(test)]
mod tests {
    use exchange::presets::default_scenario;
    use pricing::number::DecimalSign;

    use super::*;

    fn place(id: &str) -> Option<Place> {
        Place::of_id(id, &default_scenario())
    }

    #[test]
    fn every_number_of_the_worked_estate_reads_back() {
        let mut scenario = default_scenario();
        for id in ["input-1", "output-1", "cached-1", "reads-1", "batch-1", "calls-1", "overhead-1", "trim-1"] {
            for sign in [DecimalSign::Point, DecimalSign::Comma] {
                let place = place(id);
                let number = place.and_then(|place| place.get(&mut scenario));
                let text = place.zip(number).map(|(place, number)| place.figure.kind.write(number, sign));
                let text = text.unwrap_or_default();
                let read = place.and_then(|place| place.read(&text, sign, &scenario).ok());
                assert!(read.is_some() && read == number, "{id} {text}");
            }
            assert_eq!(place(id).map(Place::id).as_deref(), Some(id));
        }
    }

    #[test]
    fn a_number_that_the_scenario_does_not_have_is_not_found() {
        for id in ["requests-1", "prefix-1", "input-2", "input-0", "route-1-1-share", "price-1", "price-1-mode"] {
            assert!(place(id).is_none(), "{id}");
        }
    }

    #[test]
    fn a_bare_number_in_a_percent_field_is_percent() {
        let scenario = default_scenario();
        let read = |text| place("batch-1")?.read(text, DecimalSign::Point, &scenario).ok();
        assert_eq!(read("40"), Some(Number::Share(Share::of_ten_thousand(4_000))));
        assert_eq!(read("0"), Some(Number::Share(Share::NONE)));
        assert_eq!(read("1/3"), Share::new(1, 3).map(Number::Share));
        assert_eq!((read("0.4"), read("101")), (None, None));
    }

    #[test]
    fn a_number_of_another_kind_or_door_changes_nothing() {
        let mut scenario = default_scenario();
        let before = scenario.clone();
        let owner = Owner::Workload(0);
        for figure in DEMAND.iter().take(4).chain(&ADJUSTMENTS).chain(&BATCH) {
            Place { owner, figure }.set(&mut scenario, Number::Count(5));
            Place { owner, figure }.set(&mut scenario, Number::Nothing);
        }
        assert_eq!(scenario, before);
    }
}
