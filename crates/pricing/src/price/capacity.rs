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
use crate::scenario::{Bought, Capacity, CustomModel, CustomServing, Placement, Purchase, Scenario, Throughput};

/// The identifier on the card that carries the prices of imported models.
pub const IMPORT_MODEL: &str = "custom-model-import";

/// Input, or input and output together; and output where it is bought apart.
pub type Sides = (Sizing, Option<Sizing>);

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
        let purchases = 0..capacity.purchases.len();
        let sides = purchases.filter_map(|index| sides_of(scenario, card, index, levers)).collect();
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
fn each_part(scenario: &Scenario, card: &RateCard, purchase: usize, levers: Lever, see: &mut dyn FnMut(&Part<'_>)) {
    let capacity = &scenario.capacity;
    for (index, workload) in scenario.workloads.iter().enumerate() {
        if capacity.custom_of(index).is_some() {
            continue;
        }
        for part in parts::of(workload, card, levers) {
            if first_purchase(capacity, index, &part.placement.model) == Some(purchase) {
                see(&part);
            }
        }
    }
}

/// The sides of a purchase that is offered these tokens; `None` where there is no such purchase.
fn sizes(capacity: &Capacity, purchase: usize, input: u64, output: u64) -> Option<Sides> {
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

/// Input and output that a purchase is offered on a rung of the ladder.
pub(crate) fn offered(scenario: &Scenario, card: &RateCard, purchase: usize, levers: Lever) -> (u64, u64) {
    let (mut input, mut output) = (0, 0);
    each_part(scenario, card, purchase, levers, &mut |part| {
        input += part.volume().input.tokens();
        output += part.volume().output.tokens();
    });
    (input, output)
}

/// The sides of a purchase on a rung of the ladder; `None` where there is no such purchase.
pub fn sides_of(scenario: &Scenario, card: &RateCard, purchase: usize, levers: Lever) -> Option<Sides> {
    let (input, output) = offered(scenario, card, purchase, levers);
    sizes(&scenario.capacity, purchase, input, output)
}

/// The part of a purchase that is used, of its first side.
pub(crate) fn utilisation(scenario: &Scenario, card: &RateCard, purchase: usize) -> Option<Decimal> {
    sides_of(scenario, card, purchase, Lever::Prices)?.0.utilisation()
}

/// The tokens that fill a unit first, and how many of them it does in a minute.
fn binding(throughput: Throughput, input: u64, output: u64) -> (u64, u64) {
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
    let charging = Charging::new(scenario, card, levers);
    for (index, purchase) in scenario.capacity.purchases.iter().enumerate() {
        charges.extend(charging.purchase(index, purchase)?);
    }
    for (index, custom) in scenario.capacity.customs.iter().enumerate() {
        charges.extend(charging.training(index, custom)?);
        charges.extend(charging.storage(index, custom)?);
        // What is served on demand has lines like any workload.
        if custom.serving != CustomServing::OnDemand {
            charges.extend(charging.serving(index, custom, custom.serving)?);
        }
    }
    Ok(charges)
}

/// Makes charges at the prices of a scenario.
pub(crate) struct Charging<'a> {
    scenario: &'a Scenario,
    prices: Prices<'a>,
}

impl<'a> Charging<'a> {
    pub(crate) fn new(scenario: &'a Scenario, card: &'a RateCard, levers: Lever) -> Self {
        Self { scenario, prices: Prices::new(scenario, card, levers) }
    }

    /// One charge for each meter that counts anything. What counts nothing needs no price.
    fn charges(
        &self,
        owner: Owner,
        placement: &Placement,
        buying: Buying,
        meters: &[(Meter, [u64; 2])],
    ) -> Result<Vec<Charge>, PriceError> {
        let length = PromptLength::Ordinary;
        let mut charges = Vec::new();
        for &(meter, factors) in meters.iter().filter(|(_, factors)| !factors.contains(&0)) {
            let price = self.prices.of(placement, buying, length, meter);
            let price = price.ok_or_else(|| Box::new(self.prices.missing(owner, placement, buying, length, meter)))?;
            charges.push(Charge { owner, placement: placement.clone(), buying, meter, factors, price });
        }
        Ok(charges)
    }

    fn hours(&self) -> u64 {
        self.scenario.capacity.hours.count()
    }

    fn purchase(&self, index: usize, purchase: &Purchase) -> Result<Vec<Charge>, PriceError> {
        let (owner, buying, hours) = (Owner::Purchase(index), purchase.buying(), self.hours());
        match purchase.bought {
            Bought::Units { units, .. } => {
                let meters = [(Meter::ModelUnit, [units.count(), hours])];
                self.charges(owner, &in_region(&purchase.placement), buying, &meters)
            }
            Bought::Reserved { input, output, .. } => {
                let meters = [(Meter::Input, [input.count(), hours]), (Meter::Output, [output.count(), hours])];
                self.charges(owner, &purchase.placement, buying, &meters)
            }
        }
    }

    /// What training a custom model costs, once.
    pub(crate) fn training(&self, index: usize, custom: &CustomModel) -> Result<Vec<Charge>, PriceError> {
        let base = in_region(&custom.placement);
        let trained = if self.prices.training_is_by_hour(&base) {
            [custom.training_hours.count(), 1]
        } else {
            [custom.training_tokens.count(), custom.epochs.count()]
        };
        self.charges(Owner::Custom(index), &base, Buying::Custom, &[(Meter::Training, trained)])
    }

    /// What keeping a custom model costs a month, as it is served now.
    pub(crate) fn storage(&self, index: usize, custom: &CustomModel) -> Result<Vec<Charge>, PriceError> {
        let stored = u64::from(custom.stored);
        let (placement, buying, kept) = match custom.serving {
            CustomServing::Import => (imported(custom), Buying::Import, stored * custom.import_units.count()),
            _ => (in_region(&custom.placement), Buying::Custom, stored),
        };
        self.charges(Owner::Custom(index), &placement, buying, &[(Meter::Storage, [kept, 1])])
    }

    /// What serving a custom model in one of the ways costs a month.
    pub(crate) fn serving(
        &self,
        index: usize,
        custom: &CustomModel,
        serving: CustomServing,
    ) -> Result<Vec<Charge>, PriceError> {
        let owner = Owner::Custom(index);
        match serving {
            CustomServing::None => Ok(Vec::new()),
            CustomServing::OnDemand => {
                let workload = custom.workload.and_then(|workload| self.scenario.workloads.get(workload));
                let Some(workload) = workload else { return Ok(Vec::new()) };
                let volume = demand::volume(workload, true);
                let meters = [(Meter::Input, volume.input), (Meter::Output, volume.output)];
                let meters = meters.map(|(meter, tokens)| (meter, [tokens.tokens(), 1]));
                self.charges(owner, &custom.placement, Buying::Custom, &meters)
            }
            CustomServing::Units => {
                let meters = [(Meter::ModelUnit, [custom.units.count(), self.hours()])];
                self.charges(owner, &in_region(&custom.placement), custom.term.buying(), &meters)
            }
            CustomServing::Import => {
                let meters = [(Meter::ModelUnit, [custom.import_units.count(), custom.windows.count() * 5])];
                self.charges(owner, &imported(custom), Buying::Import, &meters)
            }
        }
    }
}

/// Where the card has the prices of an imported model.
fn imported(custom: &CustomModel) -> Placement {
    Placement { model: IMPORT_MODEL.to_owned(), ..in_region(&custom.placement) }
}

/// The same model and region, without an inference profile: where units are.
pub(crate) fn in_region(placement: &Placement) -> Placement {
    Placement { scope: InferenceScope::InRegion, ..placement.clone() }
}
