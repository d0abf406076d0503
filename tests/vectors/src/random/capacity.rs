//! Random purchases and custom models, with the prices they need.

use pricing::bounds;
use pricing::money::{Rate, Unit};
use pricing::price::price;
use pricing::quantity::{Epochs, Hours, ModelUnits, Tokens, TokensPerMinute, TrainingHours, Windows};
use pricing::rates::{Buying, InferenceScope, Meter, PromptLength, RateCard};
use pricing::scenario::{
    Bought, CustomModel, CustomServing, Load, Placement, Purchase, ReservedTerm, Scenario, Term, Throughput, TypedPrice,
};

use super::{Generator, has, placement, scenario};

/// The model that carries the prices of imports.
const IMPORT: &str = "custom-model-import";

/// A random scenario for a card, with purchases, custom models or both.
pub fn with_capacity(generator: &mut Generator, card: &RateCard) -> Scenario {
    let mut scenario = scenario(generator, card);
    let hours = match generator.below(5) {
        0 => 720,
        1 => 744,
        2 => 1 + generator.below(bounds::HOURS_MAX),
        _ => 730,
    };
    scenario.capacity.hours = Hours::new(hours).unwrap_or_default();
    let traffic = Traffic::of(&scenario, card);
    let (purchases, customs) = match generator.below(10) {
        0..=5 => (1 + few(generator), 0),
        6 | 7 => (0, 1 + few(generator)),
        _ => (1 + few(generator), 1 + few(generator)),
    };
    for _ in 0..purchases {
        let purchase = purchase(generator, card, &scenario, &traffic);
        purchase_prices(generator, card, &purchase, &traffic, &mut scenario);
        scenario.capacity.purchases.push(purchase);
    }
    for _ in 0..customs {
        let custom = custom(generator, card, &scenario);
        custom_prices(generator, card, &custom, &mut scenario);
        scenario.capacity.customs.push(custom);
    }
    scenario
}

/// Mostly 0, now and then more.
fn few(generator: &mut Generator) -> u64 {
    if generator.chance(60) { 0 } else { generator.below(4) }
}

/// What a scenario comes to without capacity, so that what is bought can be of its size.
struct Traffic {
    /// Tokens a minute.
    minute: u64,
    /// Millionths of a dollar for a million tokens.
    million: u64,
}

impl Traffic {
    fn of(scenario: &Scenario, card: &RateCard) -> Self {
        let Ok(report) = price(scenario, card) else { return Self { minute: 100_000, million: 5_000_000 } };
        let minute = report.tokens / (60 * scenario.capacity.hours.count());
        let million = report.per_million_tokens().map_or(0, |cost| {
            let (mantissa, scale) = (cost.amount().mantissa(), cost.amount().scale());
            let scaled = if scale > 6 { mantissa / 10_i128.pow(scale - 6) } else { mantissa * 10_i128.pow(6 - scale) };
            u64::try_from(scaled).unwrap_or(0)
        });
        Self { minute, million }
    }

    /// Tokens a minute around those there are, or any number of them.
    fn rate(&self, generator: &mut Generator, least: u64) -> TokensPerMinute {
        let around = u128::from(self.minute) * u128::from(1 + generator.below(300)) / 200;
        let around = u64::try_from(around).unwrap_or(0);
        let rate = if generator.chance(85) { around } else { generator.count(bounds::TOKENS_PER_MINUTE_MAX) };
        let least = if generator.chance(98) { least } else { 1 };
        TokensPerMinute::new(rate.clamp(least, bounds::TOKENS_PER_MINUTE_MAX)).unwrap_or_default()
    }

    /// Millionths of a dollar an hour for so many tokens a minute: around what they would cost, or any price.
    fn hourly(&self, generator: &mut Generator, rate: u64, most: u64) -> u64 {
        if generator.chance(15) {
            return generator.below(most * 1_000_000 + 1);
        }
        let factor = u128::from(generator.below(200));
        let cost = u128::from(self.million) * u128::from(rate) * 60 * factor / 100_000_000;
        u64::try_from(cost).unwrap_or(u64::MAX).min(most * 1_000_000)
    }
}

fn units(generator: &mut Generator) -> ModelUnits {
    let most = if generator.chance(90) { 6 } else { bounds::MODEL_UNITS_MAX };
    ModelUnits::new(1 + generator.below(most)).unwrap_or_default()
}

fn term(generator: &mut Generator) -> Term {
    generator.pick(&Term::ALL).copied().unwrap_or_default()
}

/// A placement that is used, or any other.
fn used(generator: &mut Generator, card: &RateCard, scenario: &Scenario) -> Placement {
    let baselines = scenario.workloads.iter().map(|workload| &workload.placement);
    let routes = scenario.workloads.iter().flat_map(|workload| workload.routes.iter().map(|route| &route.placement));
    let known: Vec<&Placement> = baselines.chain(routes).collect();
    match generator.pick(&known) {
        Some(known) if generator.chance(92) => (*known).clone(),
        _ => placement(generator, card),
    }
}

fn purchase(generator: &mut Generator, card: &RateCard, scenario: &Scenario, traffic: &Traffic) -> Purchase {
    let placement = match generator.pick(&scenario.capacity.purchases) {
        // Often two for the same model.
        Some(before) if generator.chance(60) => before.placement.clone(),
        _ => used(generator, card, scenario),
    };
    let bought = if generator.chance(65) {
        let throughput = if generator.chance(50) {
            Throughput::Blended(traffic.rate(generator, 1))
        } else {
            Throughput::Split { input: traffic.rate(generator, 1), output: traffic.rate(generator, 1) }
        };
        Bought::Units { units: units(generator), term: term(generator), throughput }
    } else {
        let term = generator.pick(&ReservedTerm::ALL).copied().unwrap_or_default();
        Bought::Reserved { input: traffic.rate(generator, 100_000), output: traffic.rate(generator, 10_000), term }
    };
    let serves = generator.chance(30).then(|| (0..scenario.workloads.len()).filter(|_| generator.chance(50)).collect());
    Purchase { placement, bought, serves, load: load(generator) }
}

fn load(generator: &mut Generator) -> Load {
    let small = |generator: &mut Generator, most: u64| u8::try_from(1 + generator.below(most)).unwrap_or(1);
    let count = match generator.below(20) {
        0..=4 => return Load::Flat,
        5..=10 => {
            let beyond = u64::from(generator.chance(2));
            return Load::Window { hours: small(generator, 24 + beyond), days: small(generator, 7 + beyond) };
        }
        11..=14 => 24,
        15 | 16 => 168,
        17 => scenario_hours(generator),
        _ => generator.below(40),
    };
    let most = if generator.chance(80) { 20 } else { bounds::TOKENS_MAX };
    let zeros = if generator.chance(95) { generator.below(60) } else { 100 };
    let weight = |_| {
        let weight = if generator.chance(zeros) { 0 } else { generator.count(most) };
        Tokens::new(weight).unwrap_or_default()
    };
    Load::Hourly((0..count).map(weight).collect())
}

/// The length of a table: a month, rarely a year or more.
fn scenario_hours(generator: &mut Generator) -> u64 {
    let longest = bounds::LOAD_HOURS_MAX as u64;
    match generator.below(30) {
        0 => longest,
        1 => longest + 1,
        _ => 700 + generator.below(45),
    }
}

fn custom(generator: &mut Generator, card: &RateCard, scenario: &Scenario) -> CustomModel {
    let mut custom = CustomModel::new(used(generator, card, scenario));
    let workloads = scenario.workloads.len() as u64;
    custom.workload = generator.chance(85).then(|| usize::try_from(generator.below(workloads)).unwrap_or(0));
    custom.serving = generator.pick(&CustomServing::ALL).copied().unwrap_or_default();
    let beyond = generator.chance(1);
    let most = if beyond { bounds::TOKENS_MAX } else { bounds::TRAINING_TOKENS_MAX };
    custom.training_tokens = Tokens::new(generator.count(most)).unwrap_or_default();
    custom.epochs = Epochs::new(1 + generator.below(10)).unwrap_or_default();
    custom.training_hours = TrainingHours::new(generator.below(200)).unwrap_or_default();
    custom.stored = generator.chance(80);
    custom.units = units(generator);
    custom.term = term(generator);
    custom.import_units = units(generator);
    custom.windows =
        Windows::new(generator.below(if beyond { bounds::WINDOWS_MAX + 1 } else { 3 * 8_928 })).unwrap_or_default();
    custom
}

/// Types a price, given in millionths of a dollar, mostly where the card has none.
fn typed(
    generator: &mut Generator,
    card: &RateCard,
    scenario: &mut Scenario,
    placement: &Placement,
    (buying, meter, unit, millionths): (Buying, Meter, Unit, u64),
) {
    let wanted = if has(card, placement, buying, meter) { 15 } else { 94 };
    let unit = if generator.chance(1) { Unit::Month } else { unit };
    let amount = pricing::number::decimal(&format!("{}.{:06}", millionths / 1_000_000, millionths % 1_000_000));
    let rate = amount.and_then(|amount| Rate::new(amount, unit).ok());
    if let Some(rate) = rate.filter(|_| generator.chance(wanted)) {
        let (model, length) = (placement.model.clone(), PromptLength::Ordinary);
        scenario.prices.push(TypedPrice { model, place: None, buying, length, meter, rate });
    }
}

fn in_region(placement: &Placement, model: &str) -> Placement {
    Placement::new(model, InferenceScope::InRegion, &placement.region)
}

fn purchase_prices(
    generator: &mut Generator,
    card: &RateCard,
    purchase: &Purchase,
    traffic: &Traffic,
    scenario: &mut Scenario,
) {
    let placement = &purchase.placement;
    match purchase.bought {
        Bought::Units { throughput, .. } => {
            let (Throughput::Blended(rate) | Throughput::Split { input: rate, .. }) = throughput;
            let place = in_region(placement, &placement.model);
            for term in Term::ALL {
                let hourly = traffic.hourly(generator, rate.count(), 10_000);
                let price = (term.buying(), Meter::ModelUnit, Unit::ModelUnitHour, hourly);
                typed(generator, card, scenario, &place, price);
            }
        }
        Bought::Reserved { .. } => {
            for term in ReservedTerm::ALL {
                for meter in [Meter::Input, Meter::Output] {
                    let hourly = traffic.hourly(generator, 1_000, 100);
                    let price = (term.buying(), meter, Unit::ThousandTpmHour, hourly);
                    typed(generator, card, scenario, placement, price);
                }
            }
        }
    }
}

fn custom_prices(generator: &mut Generator, card: &RateCard, custom: &CustomModel, scenario: &mut Scenario) {
    let base = in_region(&custom.placement, &custom.placement.model);
    let import = in_region(&custom.placement, IMPORT);
    let by_hour = if generator.chance(50) { Unit::TrainingHour } else { Unit::MillionTokens };
    let prices = [
        (&base, Buying::Custom, Meter::Training, by_hour, 50),
        (&base, Buying::Custom, Meter::Storage, Unit::Month, 10),
        (&custom.placement, Buying::Custom, Meter::Input, Unit::MillionTokens, 20),
        (&custom.placement, Buying::Custom, Meter::Output, Unit::ThousandTokens, 1),
        (&base, custom.term.buying(), Meter::ModelUnit, Unit::ModelUnitHour, 100),
        (&import, Buying::Import, Meter::Storage, Unit::Month, 10),
        (&import, Buying::Import, Meter::ModelUnit, Unit::ImportUnitMinute, 1),
    ];
    for (placement, buying, meter, unit, most) in prices {
        let millionths = generator.below(most * 1_000_000);
        typed(generator, card, scenario, placement, (buying, meter, unit, millionths));
    }
}
