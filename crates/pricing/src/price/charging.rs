//! What purchases and custom models charge.
//!
//! Follows "Capacity" in `docs/arithmetic.md`.

use super::PriceError;
use super::demand::{self, Steps};
use super::lookup::Prices;
use crate::bounds::HOURS_OF_AVERAGE_MONTH;
use crate::ladder::Lever;
use crate::rates::{Buying, InferenceScope, Meter, PromptLength, RateCard};
use crate::report::{Charge, Owner};
use crate::scenario::{Bought, CustomModel, CustomServing, Placement, Purchase, Rules, Scenario};

/// The identifier on the card that carries the prices of imported models.
pub const IMPORT_MODEL: &str = "custom-model-import";

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
            let average_hours = self.average_hours(buying, meter);
            charges.push(Charge { owner, placement: placement.clone(), buying, meter, factors, average_hours, price });
        }
        Ok(charges)
    }

    fn hours(&self) -> u64 {
        self.scenario.capacity.hours.count()
    }

    /// Hours of the months that terms and years count, where this is charged by the hour of the month. Imports are charged by
    /// the minute in which a copy is active.
    fn average_hours(&self, buying: Buying, meter: Meter) -> Option<u64> {
        let by_hour = match meter {
            Meter::ModelUnit => buying != Buying::Import,
            Meter::Input | Meter::Output => matches!(buying, Buying::ReservedOneMonth | Buying::ReservedThreeMonths),
            _ => false,
        };
        (by_hour && self.scenario.rules == Rules::V2).then_some(HOURS_OF_AVERAGE_MONTH)
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
                let volume = demand::volume(workload, true, Steps::Left);
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
