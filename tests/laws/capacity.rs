//! Capacity: break-even, the best number of units, terms. What it does to the bill is in [`bill`].
//!
//! Fractions are compared multiplied out, in integers of 10^-15 dollars.

mod bill;

use pricing::capacity::{PurchaseOutlook, Side, purchase_outlook};
use pricing::money::{Rate, Unit, Usd};
use pricing::price::price;
use pricing::quantity::{Hours, ModelUnits, Tokens, TokensPerMinute};
use pricing::rates::{Buying, InferenceScope, Meter, PromptLength, RateCard};
use pricing::report::{Notice, Report};
use pricing::scenario::{
    Bought, CacheInBatch, Caching, Capacity, Demand, Load, Placement, Purchase, Rules, Scenario, Services, Term,
    Throughput, TypedPrice, Workload,
};
use rust_decimal::Decimal;
use vectors::{Generator, with_capacity};

use crate::{Verdict, equal, law_of};

/// Whole 10^-15 dollars, the finest amount there is.
fn finest(amount: Usd) -> Result<i128, String> {
    let (mantissa, places) = (amount.amount().mantissa(), amount.amount().scale());
    let power = 15_u32.checked_sub(places).ok_or_else(|| format!("{places} places"))?;
    mantissa.checked_mul(10_i128.pow(power)).ok_or_else(|| "too large".to_owned())
}

fn tokens(count: u64) -> Tokens {
    Tokens::new(count).unwrap_or_default()
}

fn millionths(amount: u64, unit: Unit) -> Option<Rate> {
    Rate::new(Decimal::try_from_i128_with_scale(i128::from(amount), 6).ok()?, unit).ok()
}

/// A load of a workload on demand, and units of about its size at about its price.
fn profile(generator: &mut Generator, card: &RateCard) -> Scenario {
    let placement = Placement::new("claude-sonnet-4.5", InferenceScope::Global, "us-east-1");
    let parts = 1 + generator.count(10_000_000_000);
    let demand = Demand::Monthly { input: tokens(4 * parts), output: tokens(parts) };
    let count = match generator.below(4) {
        0 => 24,
        1 => 168,
        _ => 1 + generator.below(60),
    };
    let mut weights: Vec<Tokens> = (0..count).map(|_| tokens(generator.below(20).saturating_sub(5))).collect();
    weights.push(tokens(1));
    let hours = Hours::new(1 + generator.below(744)).unwrap_or_default();
    let around = 5 * parts / (60 * hours.count()) * (1 + generator.below(200)) / 200;
    let rate = around.clamp(1, 1_000_000_000);
    // $5.40 a million, more or less.
    let hourly = u128::from(rate) * 324 * u128::from(generator.below(200)) / 100;
    let typed = millionths(u64::try_from(hourly).unwrap_or(0).min(10_000_000_000), Unit::ModelUnitHour);
    let purchase = Purchase {
        placement: placement.clone(),
        bought: Bought::Units {
            units: ModelUnits::new(1 + generator.below(5)).unwrap_or_default(),
            term: Term::SixMonths,
            throughput: Throughput::Blended(TokensPerMinute::new(rate).unwrap_or_default()),
        },
        serves: None,
        load: Load::Hourly(weights),
    };
    Scenario {
        rates: card.date(),
        rules: Rules::V1,
        cache_in_batch: CacheInBatch::Halved,
        workloads: vec![Workload::new("Profile", placement, demand)],
        prices: typed.map(six_months).into_iter().collect(),
        thresholds: Vec::new(),
        capacity: Capacity { hours, purchases: vec![purchase], ..Capacity::default() },
        commitment: None,
        alternatives: Vec::new(),
        services: Services::default(),
        billed: None,
    }
}

fn six_months(rate: Rate) -> TypedPrice {
    let (buying, length) = (Buying::SixMonths, PromptLength::Ordinary);
    TypedPrice { model: "claude-sonnet-4.5".into(), place: None, buying, length, meter: Meter::ModelUnit, rate }
}

/// The only side of the first purchase, and what a unit costs a month at its term.
fn units_of(scenario: &Scenario, card: &RateCard) -> Option<(PurchaseOutlook, Side, Usd)> {
    let outlook = purchase_outlook(scenario, card, 0)?;
    let [side] = outlook.sides.as_slice() else { return None };
    let hourly = outlook.chosen_term()?.hourly.first().copied()??;
    let monthly = hourly.times(u32::try_from(outlook.hours).ok()?);
    Some((outlook.clone(), side.clone(), monthly))
}

fn without_capacity(scenario: &Scenario) -> Scenario {
    Scenario { capacity: Capacity::default(), commitment: None, ..scenario.clone() }
}

/// What rounding down can move in the lines of two reports: a few tokens a line, or a prefix where a hit is a whole call.
fn slack(scenario: &Scenario, reports: [&Report; 2]) -> Usd {
    let lines = reports.into_iter().flat_map(|report| &report.lines);
    let each = lines.map(|line| {
        let prefix = match scenario.workloads.get(line.workload).map(|workload| workload.caching) {
            Some(Caching::Traffic { prefix, .. }) if line.meter != Meter::Output => prefix.count(),
            _ => 0,
        };
        line.price.rate().cost(6 + 4 * prefix)
    });
    each.sum()
}

#[test]
fn one_unit_pays_exactly_above_break_even() {
    law_of(61, with_capacity, |scenario, _, card, _| {
        let Some((outlook, side, monthly)) = units_of(scenario, card) else { return Ok(Verdict::Silent) };
        let hourly = outlook.chosen_term().and_then(|term| term.hourly.first().copied().flatten());
        let Some((cost, hourly)) = side.otherwise.zip(hourly) else { return Ok(Verdict::Silent) };
        let Some(break_even) = side.break_even(hourly, cost, outlook.hours) else { return Ok(Verdict::Silent) };
        // One unit saves S(1) / (n x B) x C and costs p x H; both times n x B.
        let (served, all) = (side.sizing.served_by(1), side.sizing.offered_parts());
        let Some((saves, costs)) = product(served, cost)?.zip(product(all, monthly)?) else {
            return Ok(Verdict::Silent);
        };
        let month = u128::from(side.sizing.unit) * u128::from(side.sizing.slot_count());
        let places = 1_000_000_000_000_u128;
        // Its utilisation is S(1) / (n x c): rounded to 12 places, like break-even, so off by no more than one of them.
        let Some(scaled) = served.checked_mul(places) else { return Ok(Verdict::Silent) };
        let utilisation = i128::try_from((scaled + month / 2) / month).map_err(|error| error.to_string())?;
        let break_even = break_even * Decimal::from(1_000_000_000_000_i64);
        let least = Decimal::from(utilisation - 1) > break_even;
        let most = Decimal::from(utilisation + 1) < break_even;
        match (least, most) {
            (true, _) if saves <= costs => Err(format!("{utilisation} above {break_even}, but it costs more")),
            (_, true) if saves >= costs => Err(format!("{utilisation} below {break_even}, but it saves")),
            _ => Ok(Verdict::Holds),
        }
    });
}

/// A count times an amount in 10^-15 dollars; nothing where that has too many digits for the law.
fn product(count: u128, amount: Usd) -> Result<Option<i128>, String> {
    let count = i128::try_from(count).map_err(|error| error.to_string())?;
    Ok(finest(amount)?.checked_mul(count))
}

#[test]
fn at_break_even_capacity_costs_the_same_and_the_right_side_is_cheaper() {
    law_of(62, profile, |scenario, _, card, _| {
        let Some((outlook, side, _)) = units_of(scenario, card) else { return Ok(Verdict::Silent) };
        let Some(cost) = side.otherwise else { return Ok(Verdict::Silent) };
        // The price at which what is served costs as much by the token: S x C / (n x B x u x H), to six places.
        let Some(saved) = product(side.sizing.served(), cost)? else { return Ok(Verdict::Silent) };
        let hours = u128::from(side.sizing.units) * u128::from(outlook.hours);
        let per = i128::try_from(side.sizing.offered_parts() * hours).map_err(|error| error.to_string())?;
        let micro = u64::try_from(saved / 1_000_000_000 / per).unwrap_or(u64::MAX);
        let months = [micro / 2, micro, micro + 1, micro.saturating_mul(2)].map(|price_| {
            let mut priced = scenario.clone();
            priced.prices = vec![six_months(millionths(price_, Unit::ModelUnitHour)?)];
            price(&priced, card).ok()
        });
        let [Some(half), Some(below), Some(above), Some(twice)] = months else { return Ok(Verdict::Silent) };
        let without = price(&without_capacity(scenario), card).map_err(|error| error.to_string())?;
        // Off by what rounding moves, one token of each line and side, stated as six: see `slack`.
        let slack = slack(scenario, [&without, &above]);
        let plain = without.month();
        if below.month() > plain + slack || above.month() + slack < plain {
            return Err(format!("{} to {} around {plain}", below.month(), above.month()));
        }
        let half_price = Usd::new(Decimal::new(1, 6)).times(u32::try_from(micro / 2).unwrap_or(0));
        if half_price.times(u32::try_from(hours).unwrap_or(0)) <= slack {
            return Ok(Verdict::Silent);
        }
        if half.month() < plain && twice.month() > plain {
            Ok(Verdict::Holds)
        } else {
            Err(format!("{} at half the price, {} at twice; {plain} on demand", half.month(), twice.month()))
        }
    });
}

#[test]
fn the_best_number_of_units_is_the_cheapest_of_all() {
    law_of(63, profile, |scenario, _, card, _| {
        let Some((_, side, monthly)) = units_of(scenario, card) else { return Ok(Verdict::Silent) };
        let best = side.best(monthly).ok_or("nothing is best")?;
        let cost = side.otherwise.ok_or("no price")?;
        let all = side.sizing.offered_parts();
        // Times n x B: k x p x H x n x B + (n x B - S(k)) x C.
        let with = |units: u64| -> Result<Option<i128>, String> {
            let overflow = product(all - side.sizing.served_by(units), cost)?;
            let charge = product(all * u128::from(units), monthly)?;
            Ok(overflow.zip(charge).and_then(|(overflow, charge)| overflow.checked_add(charge)))
        };
        let mut cheapest = None;
        for units in 0..=64.max(best.units + 8).min(1_000) {
            let Some(cost) = with(units)? else { return Ok(Verdict::Silent) };
            // Of equals the fewest.
            if cheapest.is_none_or(|(_, least)| cost < least) {
                cheapest = Some((units, cost));
            }
        }
        equal("best", cheapest.map(|(units, _)| units), Some(best.units))?;
        if best.units == 0 { Ok(Verdict::Silent) } else { Ok(Verdict::Holds) }
    });
}

#[test]
fn more_load_in_an_hour_never_costs_less() {
    law_of(65, profile, |scenario, _, card, generator| {
        // Weights that are the tokens themselves, in the same mix of four to one.
        let mut before = scenario.clone();
        let Some(Load::Hourly(weights)) = before.capacity.purchases.first().map(|own| own.load.clone()) else {
            return Ok(Verdict::Silent);
        };
        let each = 5 * (1 + generator.below(1_000_000_000));
        let mut loads: Vec<u64> = weights.iter().map(|weight| weight.count() * each).collect();
        let with = |scenario: &mut Scenario, loads: &[u64]| {
            let all: u64 = loads.iter().sum();
            let hourly = Load::Hourly(loads.iter().map(|load| tokens(*load)).collect());
            scenario.capacity.purchases.iter_mut().for_each(|own| own.load = hourly.clone());
            let demand = Demand::Monthly { input: tokens(all / 5 * 4), output: tokens(all / 5) };
            scenario.workloads.iter_mut().for_each(|workload| workload.demand = demand);
        };
        with(&mut before, &loads);
        // Units of about this size.
        let all: u64 = loads.iter().sum();
        let rate = all / (60 * before.capacity.hours.count()) * (1 + generator.below(200)) / 200;
        for purchase in &mut before.capacity.purchases {
            if let Bought::Units { throughput, .. } = &mut purchase.bought {
                let rate = TokensPerMinute::new(rate.clamp(1, 1_000_000_000)).unwrap_or_default();
                *throughput = Throughput::Blended(rate);
            }
        }
        let mut more = before.clone();
        let hour = usize::try_from(generator.below(loads.len() as u64)).unwrap_or(0);
        if let Some(load) = loads.get_mut(hour) {
            *load += 5 * (1 + generator.below(each));
        }
        with(&mut more, &loads);
        let (Ok(before), Ok(more)) = (price(&before, card), price(&more, card)) else { return Ok(Verdict::Silent) };
        // A token of each line may have been rounded.
        let slack: Usd = more.lines.iter().map(|line| line.price.rate().cost(1)).sum();
        if more.month() + slack >= before.month() {
            Ok(Verdict::Holds)
        } else {
            Err(format!("{} after {}", more.month().exact(), before.month().exact()))
        }
    });
}

#[test]
fn a_longer_term_that_is_no_dearer_never_costs_more_for_whole_terms() {
    law_of(66, with_capacity, |scenario, report, card, _| {
        let mut dearer = Vec::new();
        let mut tried = false;
        for (index, purchase) in scenario.capacity.purchases.iter().enumerate() {
            let outlook = purchase_outlook(scenario, card, index).ok_or("no outlook")?;
            let terms: Vec<_> = outlook.terms.iter().filter_map(|term| Some((term, outlook.month(term)?))).collect();
            for (position, (longer, dear)) in terms.iter().enumerate() {
                for (shorter, cheap) in terms.iter().take(position) {
                    if dear > cheap {
                        let model = card.model(&purchase.placement.model);
                        let name = model.map_or(&purchase.placement.model, |model| &model.name);
                        dearer.extend(matches!(purchase.bought, Bought::Units { .. }).then(|| name.clone()));
                        continue;
                    }
                    tried = true;
                    for times in 1..=8 {
                        let need = longer.months * times;
                        let (long, short) = (dear.times(longer.billed(need)), cheap.times(shorter.billed(need)));
                        equal("nothing owed", longer.owed(need), 0)?;
                        if long > short {
                            return Err(format!("{need} months: {long} above {short}"));
                        }
                    }
                }
            }
        }
        let told = report.notices.iter().filter_map(|notice| match notice {
            Notice::LongerTermDearer { model } => Some(model.clone()),
            _ => None,
        });
        dearer.sort();
        dearer.dedup();
        let mut told: Vec<_> = told.collect();
        told.sort();
        equal("notices", told, dearer)?;
        if tried { Ok(Verdict::Holds) } else { Ok(Verdict::Silent) }
    });
}

#[test]
fn twice_the_load_on_twice_the_units_costs_twice() {
    law_of(70, profile, |scenario, report, card, _| {
        let mut twice = scenario.clone();
        for purchase in &mut twice.capacity.purchases {
            if let Bought::Units { units, .. } = &mut purchase.bought {
                *units = ModelUnits::new(2 * units.count()).unwrap_or_default();
            }
        }
        for workload in &mut twice.workloads {
            if let Demand::Monthly { input, output } = &mut workload.demand {
                (*input, *output) = (tokens(2 * input.count()), tokens(2 * output.count()));
            }
        }
        let twice = price(&twice, card).map_err(|error| error.to_string())?;
        // Each slot can be off by two tokens, and each line by one on either side.
        let slots = purchase_outlook(scenario, card, 0)
            .and_then(|outlook| outlook.sides.first().map(|side| side.sizing.slot_count()));
        let off = 2 * slots.unwrap_or(0) + 4;
        let slack: Usd = twice.lines.iter().chain(&report.lines).map(|line| line.price.rate().cost(off)).sum();
        let doubled = report.month().times(2);
        if slack.times(100) > report.month() {
            return Ok(Verdict::Silent);
        }
        if twice.month() <= doubled + slack && doubled <= twice.month() + slack {
            Ok(Verdict::Holds)
        } else {
            Err(format!("{} is not twice {}", twice.month().exact(), report.month().exact()))
        }
    });
}
