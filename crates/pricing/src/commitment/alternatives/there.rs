//! A scenario priced elsewhere, by the core itself: the same workloads with the same levers, at prices typed for there.

use crate::commitment::{of_scenario, scaled};
use crate::ladder::Lever;
use crate::money::{Rate, Usd};
use crate::price::charging::{self, Charging};
use crate::price::lookup::Prices;
use crate::price::{PriceError, price};
use crate::quantity::{Tokens, TrainingHours};
use crate::rates::{Buying, Meter, PromptLength, RateCard};
use crate::scenario::{Capacity, CustomModel, CustomServing, Scenario, Services, TypedPrice};

/// What a share, in ten-thousandths, of a scenario's first year costs at prices typed for there.
///
/// Each provider's year is taken to the cent and so is its share, as on Bedrock: the same prices give the same total.
///
/// # Errors
/// The first price that is needed and isn't typed: none is taken from the card.
pub(super) fn year(scenario: &Scenario, prices: &[TypedPrice], share: u64, card: &RateCard) -> Result<Usd, PriceError> {
    let bare = card.without_rates();
    let mut there = Scenario {
        prices: prices.to_vec(),
        capacity: Capacity::default(),
        commitment: None,
        alternatives: Vec::new(),
        services: Services::default(),
        ..scenario.clone()
    };
    there.capacity = priced_capacity(&there, scenario, card, &bare);
    let report = price(&there, &bare)?;
    Ok(of_scenario(&report, card).into_iter().map(|spend| scaled(spend.list, share)).sum())
}

/// The capacity that has all its prices there; what the rest serves runs on demand.
fn priced_capacity(there: &Scenario, here: &Scenario, card: &RateCard, bare: &RateCard) -> Capacity {
    let all = &here.capacity;
    let empty = || Capacity { purchases: Vec::new(), customs: Vec::new(), ..all.clone() };
    let only = |capacity: Capacity| Scenario { capacity, ..there.clone() };
    let is_charged = |only: &Scenario| charging::charges(only, bare, Lever::Prices).is_ok();
    let purchases = all
        .purchases
        .iter()
        .filter(|purchase| is_charged(&only(Capacity { purchases: vec![(*purchase).clone()], ..empty() })));
    let prices = [Prices::new(here, card, Lever::Prices), Prices::new(there, bare, Lever::Prices)];
    let customs = all.customs.iter().filter_map(|custom| {
        let custom = trained_there(custom, &prices)?;
        let only = only(Capacity { customs: vec![custom.clone()], ..empty() });
        let on_demand = Charging::new(&only, bare, Lever::Prices).serving(0, &custom, CustomServing::OnDemand);
        let is_served = custom.serving != CustomServing::OnDemand || on_demand.is_ok();
        (is_served && is_charged(&only)).then_some(custom)
    });
    Capacity { purchases: purchases.cloned().collect(), customs: customs.collect(), ..empty() }
}

/// A custom model as it is trained there: one whose training costs something here needs a price there, for tokens or hours;
/// one whose training costs nothing is trained for nothing. `None` where that price is missing.
fn trained_there(custom: &CustomModel, [here, there]: &[Prices<'_>; 2]) -> Option<CustomModel> {
    let base = charging::in_region(&custom.placement);
    if there.of(&base, Buying::Custom, PromptLength::Ordinary, Meter::Training).is_some() {
        return Some(custom.clone());
    }
    let costs = if here.training_is_by_hour(&base) {
        custom.training_hours.count() > 0
    } else {
        custom.training_tokens.count() > 0
    };
    (!costs).then(|| CustomModel {
        training_tokens: Tokens::ZERO,
        training_hours: TrainingHours::default(),
        ..custom.clone()
    })
}

/// One price of input and one of output, as prices of the model that the first workload runs on: what runs on another has
/// none.
pub(super) fn of_one_model(scenario: &Scenario, input: Rate, output: Rate) -> Vec<TypedPrice> {
    let model = scenario.workloads.first().map_or("", |workload| &workload.placement.model);
    let typed = |meter, rate| TypedPrice {
        model: model.to_owned(),
        place: None,
        buying: Buying::Standard,
        length: PromptLength::Ordinary,
        meter,
        rate,
    };
    vec![typed(Meter::Input, input), typed(Meter::Output, output)]
}
