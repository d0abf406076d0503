//! Random offers, forecasts, clauses and alternatives, many of about the size of what is spent, so that lines cross.

use pricing::bounds;
use pricing::money::{Rate, Unit};
use pricing::price::price;
use pricing::quantity::{Count, Hours, ModelUnits, Months, Multiple, TokensPerMinute, Years};
use pricing::rates::{Elsewhere, RateCard, RateKey};
use pricing::scenario::{
    Alternative, AlternativePrice, Clauses, Fleet, Forecast, Forecasts, KeptCache, Offer, OtherProvider, Place,
    Scenario, SelfHosted, Substitute, TypedPrice, UnitsThere,
};
use rust_decimal::Decimal;

use super::commitment::{any_amount, around, dollars, part};
use super::{Generator, decimal};

/// Up to four offers for a demand in cents; each later one tends to promise more for a higher discount.
pub(super) fn offers(generator: &mut Generator, demand: u64) -> Vec<Offer> {
    let (mut committed, mut points) = (around(generator, demand, 110), generator.below(2_000));
    let years = 1 + generator.below(5);
    let count = generator.below(5);
    let mut offers: Vec<Offer> = Vec::new();
    for _ in 0..count {
        let previous = offers.last().cloned();
        offers.push(match (generator.below(20), previous) {
            // The same once more: every demand is a tie.
            (0, Some(previous)) => previous,
            (1, _) => Offer { commitment: dollars(0), discount: Multiple::ZERO, ..offer(generator, 0, 0, years) },
            (2, _) => {
                let (amount, discount) = (any_amount(generator), part(generator).ten_thousandths());
                offer(generator, amount, discount, years)
            }
            _ => offer(generator, committed, points, years),
        });
        committed = committed.saturating_add(around(generator, demand, 40));
        points += generator.below(600);
    }
    offers
}

fn offer(generator: &mut Generator, commitment: u64, points: u64, years: u64) -> Offer {
    let years = if generator.chance(60) { years } else { 1 + generator.below(5) };
    let credits = match generator.below(8) {
        0 | 1 => around(generator, commitment, 20),
        2 => around(generator, commitment, 300),
        3 => any_amount(generator) % 100_000,
        _ => 0,
    };
    let points = if generator.chance(50) { points / 100 * 100 } else { points };
    Offer {
        name: String::new(),
        commitment: dollars(commitment),
        discount: Multiple::of_ten_thousandths(points).unwrap_or_default(),
        years: Years::new(years).unwrap_or_default(),
        growth: if generator.chance(60) { Multiple::ONE } else { generator.multiple(0, 3) },
        credits: dollars(credits),
        credit_months: Months::new(1 + generator.below(60)).unwrap_or_default(),
    }
}

/// Forecasts: the usual ones, or any, now and then with a weight of nothing; hardly ever all of them, which is an error.
pub(super) fn forecasts(generator: &mut Generator) -> Forecasts {
    if generator.chance(35) {
        return Forecasts::default();
    }
    Forecasts { low: forecast(generator), likely: forecast(generator), high: forecast(generator) }
}

fn forecast(generator: &mut Generator) -> Forecast {
    let demand = match generator.below(400) {
        0 => 30_001 + generator.below(10_000),
        1..=30 => 0,
        31..=60 => 30_000,
        61..=250 => 6_000 + generator.below(8_001),
        _ => generator.below(30_001),
    };
    let ai = match generator.below(400) {
        0 => Some(30_001),
        1..=100 => Some(generator.below(30_001)),
        _ => None,
    };
    let weight = match generator.below(400) {
        0 => 10_001 + generator.below(10_000),
        1..=40 => 0,
        41..=80 => 10_000,
        _ => generator.below(10_001),
    };
    let of = |parts| Multiple::of_ten_thousandths(parts).unwrap_or_default();
    Forecast { demand: of(demand), ai: ai.map(of), weight: of(weight) }
}

/// What clauses are valued with.
pub(super) fn clauses(generator: &mut Generator, demand: u64) -> Clauses {
    if generator.chance(30) {
        return Clauses::default();
    }
    let beyond = u64::from(generator.chance(1));
    let months = if generator.chance(90) { 6 } else { 60 + beyond };
    Clauses {
        price_rise: if generator.chance(60) { part(generator) } else { generator.multiple(0, 10 + beyond) },
        rise_year: Years::new(1 + generator.below(5)).unwrap_or_default(),
        reduction: part(generator),
        migration_cost: dollars(around(generator, demand, 5)),
        migration_months: generator.multiple(0, months),
    }
}

/// An alternative to a part of what AI costs a year, in cents.
pub(super) fn alternative(generator: &mut Generator, scenario: &Scenario, card: &RateCard, ai: u64) -> Alternative {
    let month = if generator.chance(85) { around(generator, ai / 12, 120) } else { any_amount(generator) };
    let by_tokens = match generator.below(8) {
        6 => Some(AlternativePrice::SelfHosted(self_hosted(generator, scenario))),
        0 => tokens(generator),
        4 | 5 | 7 => Some(AlternativePrice::Provider(provider(generator, scenario, card))),
        1 | 2 => Some(AlternativePrice::Prices(prices(generator, scenario, card))),
        _ => None,
    };
    let price = by_tokens.unwrap_or_else(|| AlternativePrice::Monthly(dollars(month)));
    let switching = match generator.below(4) {
        0 => 0,
        1 => any_amount(generator),
        _ => around(generator, ai, 100),
    };
    Alternative {
        name: "Elsewhere".to_owned(),
        price,
        share: if generator.chance(40) { Multiple::ONE } else { part(generator) },
        switching: dollars(switching),
    }
}

/// Tokens of a model that are kept in a cache.
fn cache(generator: &mut Generator, model: &str) -> Option<KeptCache> {
    Some(KeptCache {
        model: model.to_owned(),
        tokens: Count::new(generator.below(100_000_000))?,
        hours: Hours::new(1 + generator.below(744))?,
        price: Rate::new(decimal(generator, 10, 4)?, Unit::MillionTokens).ok()?,
    })
}

/// Units for a model, by the hour or by the month.
fn units(generator: &mut Generator, model: &str) -> Option<UnitsThere> {
    let unit = if generator.chance(50) { Unit::ModelUnitHour } else { Unit::Month };
    Some(UnitsThere {
        model: model.to_owned(),
        throughput: TokensPerMinute::new(1_000 + generator.below(1_000_000))?,
        output_weight: generator.multiple(0, 10),
        read_weight: part(generator),
        minimum: ModelUnits::new(1 + generator.below(20))?,
        step: ModelUnits::new(1 + generator.below(6))?,
        peak: generator.multiple(1, 5),
        price: Rate::new(decimal(generator, 300, 4)?, unit).ok()?,
    })
}

/// Instances for each model that a scenario asks for; now and then one has none.
fn self_hosted(generator: &mut Generator, scenario: &Scenario) -> SelfHosted {
    let routes = scenario.workloads.iter().flat_map(|workload| &workload.routes).map(|route| &route.placement.model);
    let asked = scenario.workloads.iter().map(|workload| &workload.placement.model).chain(routes);
    let mut models: Vec<String> = Vec::new();
    for model in asked {
        if !models.contains(model) && !generator.chance(3) {
            models.push(model.clone());
        }
    }
    let fleet = |model: String| {
        Some(Fleet {
            model,
            hourly: Rate::new(decimal(generator, 100, 5)?, Unit::ModelUnitHour).ok()?,
            output_per_second: generator.multiple(1, 50_000),
            target: Multiple::of_ten_thousandths(1 + generator.below(10_000))?,
            peak: generator.multiple(1, 10),
            spare: u8::try_from(generator.below(4)).ok()?,
        })
    };
    let fleets = models.into_iter().take(bounds::PURCHASES_MAX).filter_map(fleet).collect();
    SelfHosted { fleets, people: dollars(generator.below(2_000_000)) }
}

/// A provider's list, with substitutes for most of what it doesn't sell, and now and then a price that was offered.
fn provider(generator: &mut Generator, scenario: &Scenario, card: &RateCard) -> OtherProvider {
    let all = Elsewhere::bundled();
    let id = generator.pick(all.sellers()).map_or_else(|| "nobody".to_owned(), |seller| seller.id.clone());
    let mut provider = OtherProvider::new(&id, all.newest());
    let sold = all.models(&id, provider.rates);
    let routes = scenario.workloads.iter().flat_map(|workload| &workload.routes).map(|route| &route.placement.model);
    let asked = scenario.workloads.iter().map(|workload| &workload.placement.model).chain(routes);
    for model in asked {
        let is_sold = sold.iter().any(|own| own.id == *model);
        if provider.substitutes.len() < bounds::SUBSTITUTES_MAX
            && generator.chance(if is_sold { 10 } else { 95 })
            && let Some(there) = generator.pick(&sold)
        {
            let factor = if generator.chance(50) { Multiple::ONE } else { generator.multiple(1, 2) };
            let (model, there) = (model.clone(), there.id.clone());
            provider.substitutes.push(Substitute { model, there, token_factor: factor });
        }
    }
    if generator.chance(25)
        && let Some(workload) = generator.pick(&scenario.workloads)
    {
        provider.units = units(generator, &workload.placement.model).into_iter().collect();
    }
    if generator.chance(15) {
        provider.prices = prices(generator, scenario, card);
    }
    // A stream of its own: what comes after is as it was before there were caches.
    let mut apart = Generator::new(generator.state);
    if apart.chance(20)
        && let Some(workload) = apart.pick(&scenario.workloads)
    {
        provider.caches = cache(&mut apart, &workload.placement.model).into_iter().collect();
    }
    provider
}

/// Prices of a million tokens, up to $20, of up to eight places.
fn tokens(generator: &mut Generator) -> Option<AlternativePrice> {
    let mut rate = || {
        let places = generator.below(9);
        let amount = decimal(generator, 20, places)?;
        Rate::new(amount, Unit::MillionTokens).ok()
    };
    Some(AlternativePrice::Tokens { input: rate()?, output: rate()? })
}

/// Prices elsewhere for what a scenario pays now, most of them others than here; now and then one is missing.
fn prices(generator: &mut Generator, scenario: &Scenario, card: &RateCard) -> Vec<TypedPrice> {
    let mut prices = same_prices(scenario, card);
    let (in_places, missing) = (generator.chance(50), generator.chance(10));
    for price in &mut prices {
        if !in_places || generator.chance(10) {
            price.place = None;
        }
        if generator.chance(70) {
            let tenths = i64::try_from(1 + generator.below(20)).unwrap_or(1);
            let amount = (price.rate.amount() * Decimal::new(tenths, 1)).round_dp(4);
            price.rate = Rate::new(amount, price.rate.unit()).unwrap_or(price.rate);
        }
    }
    if missing && !prices.is_empty() {
        let index = usize::try_from(generator.below(prices.len() as u64)).unwrap_or(0);
        prices.remove(index);
    }
    prices
}

/// Exactly the prices that a scenario pays, each for its place; none where it can't be priced.
pub fn same_prices(scenario: &Scenario, card: &RateCard) -> Vec<TypedPrice> {
    let Ok(report) = price(scenario, card) else { return Vec::new() };
    let typed = |key: RateKey<'_>, rate| TypedPrice {
        model: key.model.to_owned(),
        place: Some(Place { scope: key.scope, region: key.region.to_owned() }),
        buying: key.buying,
        length: key.length,
        meter: key.meter,
        rate,
    };
    let mut found: Vec<TypedPrice> = Vec::new();
    let lines = report.lines.iter().map(|line| typed(line.key(), line.price.base));
    for price in lines.chain(report.charges.iter().map(|charge| typed(charge.key(), charge.price.base))) {
        if !found.contains(&price) && found.len() < bounds::TYPED_PRICES_MAX {
            found.push(price);
        }
    }
    found
}
