//! What purchases and custom models serve of each workload, and what they charge.
//!
//! Follows "Capacity" in `docs/arithmetic.md`.

use rust_decimal::Decimal;

use super::lookup::Prices;
use super::parts::Part;
use super::{PriceError, demand, parts};
use crate::capacity::{Sizing, slots};
use crate::ladder::Lever;
use crate::rates::{Buying, InferenceScope, Meter, PromptLength, RateCard};
use crate::report::{Charge, Owner};
use crate::scenario::{Bought, Capacity, CustomServing, Placement, Scenario, Throughput};

/// The identifier on the card that carries the prices of imported models.
pub const IMPORT_MODEL: &str = "custom-model-import";

/// Input, or input and output together; and output where it is bought apart.
pub(crate) type Sides = (Sizing, Option<Sizing>);

/// What capacity serves on a rung of the ladder.
pub(crate) struct Serving<'a> {
    capacity: &'a Capacity,
    /// For each purchase.
    sides: Vec<Sides>,
}

impl<'a> Serving<'a> {
    /// What capacity serves with the levers up to `levers` applied; `None` before it is applied and where there is none.
    pub(crate) fn of(scenario: &'a Scenario, card: &RateCard, levers: Lever) -> Option<Self> {
        let capacity = &scenario.capacity;
        if !levers.applies(Lever::Capacity) || capacity.is_none() {
            return None;
        }
        let mut sides = Vec::with_capacity(capacity.purchases.len());
        for index in 0..capacity.purchases.len() {
            let (mut input, mut output) = (0, 0);
            each_part(scenario, card, index, levers, &mut |_, part| {
                input += part.volume().input.tokens();
                output += part.volume().output.tokens();
            });
            sides.extend(sizes(capacity, index, input, output));
        }
        Some(Self { capacity, sides })
    }

    /// Takes what capacity serves out of a part of a workload.
    pub(crate) fn take(&self, workload: usize, part: &mut Part<'_>) {
        let purchase = first_purchase(self.capacity, workload, &part.placement.model);
        let Some((input, output)) = purchase.and_then(|index| self.sides.get(index)) else { return };
        part.overflow(&|count| input.served_of(count), &|count| output.as_ref().unwrap_or(input).served_of(count));
    }
}

/// The first purchase that serves the parts of a workload on a model.
pub(crate) fn first_purchase(capacity: &Capacity, workload: usize, model: &str) -> Option<usize> {
    capacity.purchases.iter().position(|purchase| purchase.placement.model == model && purchase.lists(workload))
}

/// The parts that a purchase serves, whole: what it is offered.
pub(crate) fn each_part(
    scenario: &Scenario,
    card: &RateCard,
    purchase: usize,
    levers: Lever,
    see: &mut dyn FnMut(usize, &Part<'_>),
) {
    let capacity = &scenario.capacity;
    for (index, workload) in scenario.workloads.iter().enumerate() {
        if capacity.custom_of(index).is_some() {
            continue;
        }
        for part in parts::of(workload, card, levers) {
            if first_purchase(capacity, index, &part.placement.model) == Some(purchase) {
                see(index, &part);
            }
        }
    }
}

/// The sides of a purchase that is offered these tokens; `None` where there is no such purchase.
pub(crate) fn sizes(capacity: &Capacity, purchase: usize, input: u64, output: u64) -> Option<Sides> {
    let purchase = capacity.purchases.get(purchase)?;
    let hours = capacity.hours.count();
    let sizing = |offered: u64, per_minute: u64, units: u64| {
        Sizing::new(slots(&purchase.load, offered), offered, per_minute * 60 * hours, units)
    };
    Some(match purchase.bought {
        Bought::Units { units, throughput, .. } => {
            let (offered, per_minute) = binding(throughput, input, output);
            (sizing(offered, per_minute, units.count()), None)
        }
        Bought::Reserved { input: input_rate, output: output_rate, .. } => {
            (sizing(input, input_rate.count(), 1), Some(sizing(output, output_rate.count(), 1)))
        }
    })
}

/// The sides of a purchase with all levers applied; `None` where there is no such purchase.
pub(crate) fn sides_of(scenario: &Scenario, card: &RateCard, purchase: usize) -> Option<Sides> {
    let (mut input, mut output) = (0, 0);
    each_part(scenario, card, purchase, Lever::Prices, &mut |_, part| {
        input += part.volume().input.tokens();
        output += part.volume().output.tokens();
    });
    sizes(&scenario.capacity, purchase, input, output)
}

/// The part of a purchase that is used, of its first side.
pub(crate) fn utilisation(scenario: &Scenario, card: &RateCard, purchase: usize) -> Option<Decimal> {
    sides_of(scenario, card, purchase)?.0.utilisation()
}

/// The tokens that fill a unit first, and how many of them it does in a minute.
pub(crate) fn binding(throughput: Throughput, input: u64, output: u64) -> (u64, u64) {
    match throughput {
        Throughput::Blended(rate) => (input + output, rate.count()),
        Throughput::Split { input: input_rate, output: output_rate } => {
            let (in_rate, out_rate) = (input_rate.count(), output_rate.count());
            if u128::from(input) * u128::from(out_rate) >= u128::from(output) * u128::from(in_rate) {
                (input, in_rate)
            } else {
                (output, out_rate)
            }
        }
    }
}

/// Every charge of capacity: purchases, then custom models. Empty before that lever is applied.
pub(crate) fn charges(scenario: &Scenario, card: &RateCard, levers: Lever) -> Result<Vec<Charge>, PriceError> {
    let mut charges = Vec::new();
    if !levers.applies(Lever::Capacity) {
        return Ok(charges);
    }
    let prices = Prices::new(scenario, card, levers);
    let capacity = &scenario.capacity;
    let hours = capacity.hours.count();
    let mut charge = |owner, placement: &Placement, buying: Buying, meter, factors: [u64; 2]| {
        if factors.contains(&0) {
            return Ok(());
        }
        let length = PromptLength::Ordinary;
        let price = prices
            .of(placement, buying, length, meter)
            .ok_or_else(|| Box::new(prices.missing(owner, placement, buying, length, meter)))?;
        charges.push(Charge { owner, placement: placement.clone(), buying, meter, factors, price });
        Ok::<(), PriceError>(())
    };
    for (index, purchase) in capacity.purchases.iter().enumerate() {
        let owner = Owner::Purchase(index);
        match purchase.bought {
            Bought::Units { units, term, .. } => {
                let placement = in_region(&purchase.placement);
                charge(owner, &placement, term.buying(), Meter::ModelUnit, [units.count(), hours])?;
            }
            Bought::Reserved { input, output, term } => {
                let buying = term.buying();
                charge(owner, &purchase.placement, buying, Meter::Input, [input.count(), hours])?;
                charge(owner, &purchase.placement, buying, Meter::Output, [output.count(), hours])?;
            }
        }
    }
    for (index, custom) in capacity.customs.iter().enumerate() {
        let owner = Owner::Custom(index);
        let base = in_region(&custom.placement);
        let import = Placement { model: IMPORT_MODEL.to_owned(), ..base.clone() };
        let imported = custom.serving == CustomServing::Import;
        let import_units = custom.import_units.count();
        let by_hour = prices.training_is_by_hour(&base);
        let trained = if by_hour {
            [custom.training_hours.count(), 1]
        } else {
            [custom.training_tokens.count(), custom.epochs.count()]
        };
        charge(owner, &base, Buying::Custom, Meter::Training, trained)?;
        let stored = u64::from(custom.stored);
        if imported {
            charge(owner, &import, Buying::Import, Meter::Storage, [stored * import_units, 1])?;
        } else {
            charge(owner, &base, Buying::Custom, Meter::Storage, [stored, 1])?;
        }
        match custom.serving {
            CustomServing::None | CustomServing::OnDemand => {}
            CustomServing::Units => {
                charge(owner, &base, custom.term.buying(), Meter::ModelUnit, [custom.units.count(), hours])?;
            }
            CustomServing::Import => {
                let minutes = custom.windows.count() * 5;
                charge(owner, &import, Buying::Import, Meter::ModelUnit, [import_units, minutes])?;
            }
        }
    }
    Ok(charges)
}

/// Input and output of the workload that a custom model serves, before any lever but trim.
pub(crate) fn custom_volume(scenario: &Scenario, workload: usize) -> Option<demand::Volume> {
    scenario.workloads.get(workload).map(|workload| demand::volume(workload, true))
}

/// The same model and region, without an inference profile: where units are.
pub(crate) fn in_region(placement: &Placement) -> Placement {
    Placement { scope: InferenceScope::InRegion, ..placement.clone() }
}
