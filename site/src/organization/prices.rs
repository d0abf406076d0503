//! Prices of capacity: blank for the card's, typed where the card has none or yours differs.

use pricing::money::{Rate, Unit};
use pricing::price::{IMPORT_MODEL, MissingRate};
use pricing::rates::{Buying, InferenceScope, Meter, PromptLength, RateCard, RateKey};
use pricing::report::Owner;
use pricing::scenario::{Bought, Placement, Scenario, TypedPrice};

use super::figure::Figure;
use crate::field::Label;
use crate::field::kind::{Kind, Number};
use crate::field::typed_price;

/// Whose price it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whose {
    Purchase,
    Custom,
}

/// One price of capacity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Price {
    whose: Whose,
    buying: Buying,
    meter: Meter,
    unit: Unit,
}

impl Price {
    fn placement(self, scenario: &Scenario, index: usize) -> Option<&Placement> {
        match self.whose {
            Whose::Purchase => Some(&scenario.capacity.purchases.get(index)?.placement),
            Whose::Custom => Some(&scenario.capacity.customs.get(index)?.placement),
        }
    }

    /// The model whose price it is; `None` where nothing pays it.
    fn model(self, scenario: &Scenario, index: usize) -> Option<&str> {
        let is_paid = match self.whose {
            Whose::Purchase => match scenario.capacity.purchases.get(index)?.bought {
                Bought::Units { .. } => self.meter == Meter::ModelUnit,
                Bought::Reserved { term, .. } => self.buying == term.buying(),
            },
            Whose::Custom => {
                let custom = scenario.capacity.customs.get(index)?;
                match self.buying {
                    Buying::Import => return Some(IMPORT_MODEL),
                    Buying::Custom => self.meter != Meter::Training || self.is_training_unit(scenario, index),
                    _ => self.buying == custom.term.buying(),
                }
            }
        };
        is_paid.then_some(&self.placement(scenario, index)?.model)
    }

    /// Training is priced by the hour where only hours are given, otherwise by the token.
    fn is_training_unit(self, scenario: &Scenario, index: usize) -> bool {
        let by_hour = scenario
            .capacity
            .customs
            .get(index)
            .is_some_and(|custom| custom.training_tokens.count() == 0 && custom.training_hours.count() > 0);
        by_hour == (self.unit == Unit::TrainingHour)
    }

    fn is(self, price: &TypedPrice, model: &str) -> bool {
        price.model == model
            && price.buying == self.buying
            && price.meter == self.meter
            && price.length == PromptLength::Ordinary
    }

    fn get(self, scenario: &Scenario, index: usize) -> Option<Number> {
        let model = self.model(scenario, index)?;
        let typed = scenario.prices.iter().find(|price| self.is(price, model));
        Some(typed.map_or(Number::Nothing, |price| Number::Rate(price.rate)))
    }

    fn put(self, scenario: &mut Scenario, index: usize, number: Number) {
        let Some(model) = self.model(scenario, index).map(str::to_owned) else { return };
        let at = scenario.prices.iter().position(|price| self.is(price, &model));
        typed_price::put(&mut scenario.prices, at, number, |rate| {
            let (buying, length, meter) = (self.buying, PromptLength::Ordinary, self.meter);
            TypedPrice { model, place: None, buying, length, meter, rate }
        });
    }

    /// The card's price, which holds where nothing is typed.
    fn listed(self, scenario: &Scenario, index: usize, card: &RateCard) -> Option<Rate> {
        let placement = self.placement(scenario, index)?;
        let is_reserved = matches!(self.buying, Buying::ReservedOneMonth | Buying::ReservedThreeMonths);
        let scope = if is_reserved { placement.scope } else { InferenceScope::InRegion };
        let (model, region) = (self.model(scenario, index)?, &placement.region);
        let (buying, length, meter) = (self.buying, PromptLength::Ordinary, self.meter);
        card.rate(&RateKey { model, scope, region, buying, length, meter }).map(|published| published.rate)
    }

    /// Whether it is what the answer waits for.
    fn is_missing(self, missing: &MissingRate, index: usize) -> bool {
        let owner = match self.whose {
            Whose::Purchase => Owner::Purchase(index),
            Whose::Custom => Owner::Custom(index),
        };
        missing.owner == owner && missing.buying == self.buying && missing.meter == self.meter
    }

    fn echo(self, scenario: &Scenario, card: &RateCard, index: usize, number: Number) -> String {
        match (self.listed(scenario, index, card), number) {
            (Some(rate), Number::Nothing) => format!("List price: {rate}"),
            (Some(rate), _) => format!("In place of the list price, {rate}"),
            (None, Number::Nothing) => "This card has none. Enter yours to compare.".to_owned(),
            (None, _) => "Your price. This card has none.".to_owned(),
        }
    }
}

/// The line of one price. A macro, since a function pointer can't carry which price it is.
macro_rules! price {
    ($id:literal, $label:literal, $whose:ident, $buying:ident, $meter:ident, $unit:ident, $after:literal) => {
        Figure::new(
            $id,
            Label::of($label),
            Kind::Rate(Unit::$unit),
            |scenario, index| price!(@ $whose, $buying, $meter, $unit).get(scenario, index),
            |scenario, index, number| price!(@ $whose, $buying, $meter, $unit).put(scenario, index, number),
        )
        .dollars()
        .unit($after)
        .missing_as(|missing, index| price!(@ $whose, $buying, $meter, $unit).is_missing(missing, index))
        .says(|scenario, card, index, number| price!(@ $whose, $buying, $meter, $unit).echo(scenario, card, index, number))
    };
    (@ $whose:ident, $buying:ident, $meter:ident, $unit:ident) => {
        Price { whose: Whose::$whose, buying: Buying::$buying, meter: Meter::$meter, unit: Unit::$unit }
    };
}

/// Prices of units of each term, so that the terms can be compared; and of a reservation.
pub static OF_PURCHASES: [Figure; 7] = [
    price!("price-none", "A unit without a term", Purchase, NoCommitment, ModelUnit, ModelUnitHour, "an hour"),
    price!("price-one", "A unit for one month", Purchase, OneMonth, ModelUnit, ModelUnitHour, "an hour"),
    price!("price-six", "A unit for six months", Purchase, SixMonths, ModelUnit, ModelUnitHour, "an hour"),
    price!(
        "price-r1-input",
        "1,000 input tokens a minute",
        Purchase,
        ReservedOneMonth,
        Input,
        ThousandTpmHour,
        "an hour"
    ),
    price!(
        "price-r1-output",
        "1,000 output tokens a minute",
        Purchase,
        ReservedOneMonth,
        Output,
        ThousandTpmHour,
        "an hour"
    ),
    price!(
        "price-r3-input",
        "1,000 input tokens a minute",
        Purchase,
        ReservedThreeMonths,
        Input,
        ThousandTpmHour,
        "an hour"
    ),
    price!(
        "price-r3-output",
        "1,000 output tokens a minute",
        Purchase,
        ReservedThreeMonths,
        Output,
        ThousandTpmHour,
        "an hour"
    ),
];

/// The price of training, by the token or by the hour.
pub static OF_TRAINING: [Figure; 2] = [
    price!("price-training", "Training", Custom, Custom, Training, MillionTokens, "per million tokens"),
    price!("price-training-hour", "Training", Custom, Custom, Training, TrainingHour, "an hour"),
];

/// The price of storage.
pub static OF_STORAGE: [Figure; 1] = [price!("price-storage", "Storage", Custom, Custom, Storage, Month, "a month")];

/// Prices of serving a custom model on demand.
pub static ON_DEMAND: [Figure; 2] = [
    price!("price-input", "Input", Custom, Custom, Input, MillionTokens, "per million tokens"),
    price!("price-output", "Output", Custom, Custom, Output, MillionTokens, "per million tokens"),
];

/// Prices of serving it by units.
pub static BY_UNITS: [Figure; 3] = [
    price!("price-none", "A unit without a term", Custom, NoCommitment, ModelUnit, ModelUnitHour, "an hour"),
    price!("price-one", "A unit for one month", Custom, OneMonth, ModelUnit, ModelUnitHour, "an hour"),
    price!("price-six", "A unit for six months", Custom, SixMonths, ModelUnit, ModelUnitHour, "an hour"),
];

/// Prices of serving it imported.
pub static IMPORTED: [Figure; 2] = [
    price!("price-import", "An import unit", Custom, Import, ModelUnit, ImportUnitMinute, "a minute"),
    price!("price-kept", "Import storage", Custom, Import, Storage, Month, "a month"),
];

#[cfg(test)]
mod tests {
    use exchange::presets::default_scenario;
    use pricing::quantity::{ModelUnits, Tokens, TokensPerMinute, TrainingHours};
    use pricing::scenario::{CustomModel, Load, Purchase, Term, Throughput};

    use super::*;

    fn scenario() -> Scenario {
        let mut scenario = default_scenario();
        let placement = Placement::new("claude-sonnet-4.5", InferenceScope::Global, "us-east-1");
        let throughput = Throughput::Blended(TokensPerMinute::default());
        let bought = Bought::Units { units: ModelUnits::default(), term: Term::SixMonths, throughput };
        let purchase = Purchase { placement: placement.clone(), bought, serves: None, load: Load::Flat };
        scenario.capacity.purchases.push(purchase);
        scenario.capacity.customs.push(CustomModel::new(placement));
        scenario
    }

    const SIX: Price =
        Price { whose: Whose::Purchase, buying: Buying::SixMonths, meter: Meter::ModelUnit, unit: Unit::ModelUnitHour };

    #[test]
    fn a_typed_price_is_found_again_and_taken_out_when_it_is_blank() {
        let mut scenario = scenario();
        let before = scenario.prices.len();
        assert_eq!(SIX.get(&scenario, 0), Some(Number::Nothing));
        let rate = Kind::Rate(Unit::ModelUnitHour).read("22", pricing::number::DecimalSign::Point);
        let number = rate.unwrap_or(Number::Nothing);
        SIX.put(&mut scenario, 0, number);
        assert_eq!((SIX.get(&scenario, 0), scenario.prices.len()), (Some(number), before + 1));
        SIX.put(&mut scenario, 0, Number::Nothing);
        assert_eq!((SIX.get(&scenario, 0), scenario.prices.len()), (Some(Number::Nothing), before));
        assert_eq!(SIX.get(&scenario, 1), None);
    }

    #[test]
    fn training_has_one_price_at_a_time() {
        let mut scenario = scenario();
        let price = |unit| Price { whose: Whose::Custom, buying: Buying::Custom, meter: Meter::Training, unit };
        let there = |scenario: &Scenario| {
            [Unit::MillionTokens, Unit::TrainingHour].map(|unit| price(unit).get(scenario, 0).is_some())
        };
        assert_eq!(there(&scenario), [true, false]);
        if let Some(custom) = scenario.capacity.customs.first_mut() {
            custom.training_hours = TrainingHours::new(8).unwrap_or_default();
        }
        assert_eq!(there(&scenario), [false, true]);
        if let Some(custom) = scenario.capacity.customs.first_mut() {
            custom.training_tokens = Tokens::new(8).unwrap_or_default();
        }
        assert_eq!(there(&scenario), [true, false]);
    }
}
