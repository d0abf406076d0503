//! What capacity must satisfy.

use super::{Field, Problem};
use crate::bounds;
use crate::scenario::{Bought, Capacity, Load, Placement, Purchase, TypedPrice};

impl Capacity {
    /// What keeps the capacity from being priced, in the order of its fields.
    pub(super) fn check(&self) -> Vec<(Field, Problem)> {
        let mut found = Vec::new();
        for (field, count, most) in [
            (Field::Purchases, self.purchases.len(), bounds::PURCHASES_MAX),
            (Field::CustomModels, self.customs.len(), bounds::CUSTOM_MODELS_MAX),
        ] {
            if count > most {
                found.push((field, Problem::TooMany { most }));
            }
        }
        for (index, purchase) in self.purchases.iter().enumerate().take(bounds::PURCHASES_MAX) {
            found.extend(placement(&purchase.placement).map(|problem| (Field::PurchaseModel(index), problem)));
            check_purchase(index, purchase, &mut found);
        }
        for (index, custom) in self.customs.iter().enumerate().take(bounds::CUSTOM_MODELS_MAX) {
            found.extend(placement(&custom.placement).map(|problem| (Field::BaseModel(index), problem)));
            let high = bounds::TRAINING_TOKENS_MAX;
            if custom.training_tokens.count() > high {
                found.push((Field::TrainingTokens(index), Problem::OutOfRange { low: "0", high }));
            }
            let units = custom.import_units.count();
            if units * custom.windows.count() > bounds::UNIT_WINDOWS_MAX {
                let high = bounds::UNIT_WINDOWS_MAX / units.max(1);
                found.push((Field::CopyWindows(index), Problem::OutOfRange { low: "0", high }));
            }
        }
        found
    }
}

fn check_purchase(index: usize, purchase: &Purchase, found: &mut Vec<(Field, Problem)>) {
    if let Bought::Reserved { input, output, .. } = purchase.bought {
        let high = bounds::TOKENS_PER_MINUTE_MAX;
        let [least_input, least_output] = bounds::RESERVED_MIN;
        if input.count() < least_input {
            found.push((Field::ReservedInput(index), Problem::OutOfRange { low: "100,000", high }));
        }
        if output.count() < least_output {
            found.push((Field::ReservedOutput(index), Problem::OutOfRange { low: "10,000", high }));
        }
    }
    let most = bounds::WORKLOADS_MAX;
    if purchase.serves.as_ref().is_some_and(|list| list.len() > most) {
        found.push((Field::Serves(index), Problem::TooMany { most }));
    }
    match &purchase.load {
        Load::Flat => {}
        Load::Window { hours, days } => {
            if !(1..=24).contains(hours) {
                found.push((Field::WindowHours(index), Problem::OutOfRange { low: "1", high: 24 }));
            }
            if !(1..=7).contains(days) {
                found.push((Field::WindowDays(index), Problem::OutOfRange { low: "1", high: 7 }));
            }
        }
        Load::Hourly(weights) => {
            if weights.len() > bounds::LOAD_HOURS_MAX {
                found.push((Field::Load(index), Problem::TooMany { most: bounds::LOAD_HOURS_MAX }));
            } else if weights.iter().all(|weight| weight.count() == 0) {
                found.push((Field::Load(index), Problem::NoLoad));
            }
        }
    }
}

fn placement(placement: &Placement) -> Option<Problem> {
    let most = bounds::IDENTIFIER_CHARACTERS_MAX;
    let long = |text: &str| text.chars().count() > most;
    (long(&placement.model) || long(&placement.region)).then_some(Problem::TooLong { most })
}

/// Whether a typed price covers what a price of its kind can cover.
pub(super) fn has_its_unit(price: &TypedPrice) -> bool {
    price.buying.units(price.meter).contains(&price.rate.unit())
}
