//! Capacity and the bill: what is served and what overflows, charges, the ladder.

use std::collections::BTreeMap;

use pricing::capacity::purchase_outlook;
use pricing::money::{Unit, Usd};
use pricing::price::price;
use pricing::quantity::Hours;
use pricing::rates::{Buying, Meter, RateCard};
use pricing::report::{Report, StepKind};
use pricing::scenario::{Caching, Capacity, CustomServing, Purchase, Rules, Scenario, Workload};
use rust_decimal::Decimal;
use vectors::{Generator, with_capacity};

use super::{finest, slack, units_of, without_capacity};
use crate::{Verdict, equal, law_of};

/// Input (or all but output) and output of each part, by workload, route and side.
fn counted(report: &Report) -> BTreeMap<(usize, Option<usize>, bool), u64> {
    let mut counted = BTreeMap::new();
    for line in &report.lines {
        let key = (line.workload, line.route, line.meter == Meter::Output);
        *counted.entry(key).or_insert(0) += line.quantity.tokens();
    }
    counted
}

/// A random scenario with capacity, by the first rules.
fn by_the_first_rules(generator: &mut Generator, card: &RateCard) -> Scenario {
    Scenario { rules: Rules::V1, ..with_capacity(generator, card) }
}

/// What units leave of a line, by the second rules, and what they serve of it add up to what there was.
#[test]
fn what_each_line_is_left_and_what_is_served_of_it_is_what_there_was() {
    let kind =
        |generator: &mut Generator, card: &RateCard| Scenario { rules: Rules::V2, ..with_capacity(generator, card) };
    law_of(73, kind, |_, report, _, _| {
        let mut served_some = false;
        for line in &report.lines {
            let mut before = 0;
            for step in line.quantity.steps() {
                if let StepKind::Overflow { served } = step.kind {
                    served_some = true;
                    equal("served + left", served + step.tokens, before)?;
                }
                before = step.tokens;
            }
            if line.buying == Buying::Batch {
                let taken = line.quantity.steps().any(|step| matches!(step.kind, StepKind::Overflow { .. }));
                equal("batch served", taken, false)?;
            }
        }
        if served_some { Ok(Verdict::Holds) } else { Ok(Verdict::Silent) }
    });
}

#[test]
fn what_is_served_and_what_overflows_is_what_was_asked() {
    // By the second rules a purchase is offered pieces, not parts: see the steps of each line.
    law_of(64, by_the_first_rules, |scenario, report, card, _| {
        let Ok(whole) = price(&without_capacity(scenario), card) else { return Ok(Verdict::Silent) };
        let capacity = &scenario.capacity;
        let outlooks: Vec<_> =
            (0..capacity.purchases.len()).map(|index| purchase_outlook(scenario, card, index)).collect();
        let (left, mut served_some) = (counted(report), false);
        for (key, asked) in counted(&whole) {
            let (index, route, output) = key;
            let billed = left.get(&key).copied().unwrap_or(0);
            let mut customs = capacity.customs.iter();
            let custom = customs.find(|own| own.workload == Some(index) && own.serving != CustomServing::None);
            if custom.is_some() {
                continue;
            }
            let workload = scenario.workloads.get(index).ok_or("no workload")?;
            let placement = route
                .and_then(|route| workload.routes.get(route))
                .map_or(&workload.placement, |route| &route.placement);
            let purchase = capacity.purchases.iter().position(|own| {
                own.placement.model == placement.model && own.serves.as_ref().is_none_or(|list| list.contains(&index))
            });
            let outlook = purchase.and_then(|purchase| outlooks.get(purchase)?.as_ref());
            let side = outlook.and_then(|outlook| outlook.sides.get(usize::from(output && outlook.sides.len() > 1)));
            let served = side.map_or(0, |side| {
                // Multiplied out from the slots themselves.
                let (count, capacity) = (side.sizing.slot_count(), side.sizing.units * side.sizing.unit);
                let served: u128 = side.sizing.slots.iter().map(|slot| u128::from((slot * count).min(capacity))).sum();
                u128::from(asked) * served / (u128::from(count) * u128::from(side.sizing.offered)).max(1)
            });
            served_some |= served > 0;
            equal("served + overflow", u128::from(billed) + served, u128::from(asked))?;
        }
        for side in outlooks.iter().flatten().flat_map(|outlook| &outlook.sides) {
            equal("tokens of all slots", side.sizing.slots.iter().sum::<u64>(), side.sizing.offered)?;
        }
        if served_some { Ok(Verdict::Holds) } else { Ok(Verdict::Silent) }
    });
}

#[test]
fn a_month_is_its_lines_and_its_charges() {
    law_of(67, with_capacity, |scenario, report, _, _| {
        let (mut month, mut once, mut by_hour) = (0_i128, 0_i128, 0_i128);
        let lines = report.lines.iter().map(|line| (line.price.rate(), line.quantity.tokens(), false, false));
        let charges = report.charges.iter().map(|charge| {
            let quantity = charge.factors.iter().product::<u64>();
            let hourly = charge.buying != Buying::Import && charge.buying != Buying::Custom;
            (charge.price.rate(), quantity, charge.meter == Meter::Training, hourly)
        });
        for (rate, count, is_once, hourly) in lines.chain(charges) {
            let places = match rate.unit() {
                Unit::MillionTokens => 6,
                Unit::ThousandTokens | Unit::ThousandTpmHour => 3,
                _ => 0,
            };
            let units = rate.amount().mantissa() * i128::from(count) * 10_i128.pow(15 - places - rate.amount().scale());
            *(if is_once { &mut once } else { &mut month }) += units;
            if hourly {
                by_hour += units;
            }
        }
        equal("month", finest(report.month())?, month)?;
        equal("once", finest(report.once())?, once)?;
        // By the second rules what is charged by the hour is charged for the 8,760 hours of a year.
        let hours = i128::from(scenario.capacity.hours.count());
        let year =
            if scenario.rules == Rules::V2 { 12 * (month - by_hour) + by_hour / hours * 8_760 } else { 12 * month };
        equal("year", finest(report.year())?, year)?;
        if report.charges.is_empty() { Ok(Verdict::Silent) } else { Ok(Verdict::Holds) }
    });
}

#[test]
fn the_ladder_with_capacity_ends_at_what_is_paid() {
    law_of(68, with_capacity, |_, report, _, _| match &report.ladder {
        Ok(ladder) => {
            equal("end", ladder.end(), report.month())?;
            equal("steps without effect", ladder.steps.iter().filter(|step| step.change == Usd::ZERO).count(), 0)
        }
        Err(_) => Ok(Verdict::Silent),
    });
}

#[test]
fn no_capacity_changes_nothing() {
    law_of(69, with_capacity, |scenario, _, card, generator| {
        let plain = price(&without_capacity(scenario), card);
        let hours = Hours::new(1 + generator.below(744)).unwrap_or_default();
        let empty = Scenario { capacity: Capacity { hours, ..Capacity::default() }, ..scenario.clone() };
        equal("report", price(&empty, card), plain)
    });
}

#[test]
fn a_purchase_for_no_workload_only_adds_its_charge() {
    law_of(71, with_capacity, |scenario, report, card, _| {
        let Some(purchase) = scenario.capacity.purchases.first() else { return Ok(Verdict::Silent) };
        let mut more = scenario.clone();
        if more.capacity.purchases.len() >= pricing::bounds::PURCHASES_MAX {
            return Ok(Verdict::Silent);
        }
        more.capacity.purchases.push(Purchase { serves: Some(Vec::new()), ..purchase.clone() });
        let more = price(&more, card).map_err(|error| error.to_string())?;
        equal("lines", &more.lines, &report.lines)?;
        let last = scenario.capacity.purchases.len();
        let owner = pricing::report::Owner::Purchase(last);
        let charge: Usd =
            more.charges.iter().filter(|charge| charge.owner == owner).map(pricing::report::Charge::cost).sum();
        equal("month", more.month(), report.month() + charge)?;
        if charge == Usd::ZERO { Ok(Verdict::Silent) } else { Ok(Verdict::Holds) }
    });
}

#[test]
fn a_month_is_what_the_outlook_of_its_purchase_says() {
    law_of(72, with_capacity, |scenario, report, card, _| {
        let capacity = &scenario.capacity;
        if capacity.purchases.len() != 1 || !capacity.customs.is_empty() {
            return Ok(Verdict::Silent);
        }
        // What units leave keeps a cache less warm, so what it costs is no share of what all of it would cost.
        let warmed = |workload: &Workload| matches!(workload.caching, Caching::Traffic { .. });
        if scenario.rules == Rules::V2 && scenario.workloads.iter().any(warmed) {
            return Ok(Verdict::Silent);
        }
        let Some((_, side, monthly)) = units_of(scenario, card) else { return Ok(Verdict::Silent) };
        let Ok(plain) = price(&without_capacity(scenario), card) else { return Ok(Verdict::Silent) };
        let otherwise = side.otherwise.ok_or("no price")?;
        let with = side.cost_with(side.sizing.units, monthly).ok_or("no cost")?;
        // A quotient has more places than an amount.
        let with = Usd::new(with.amount().round_dp(15));
        let slack = slack(scenario, [&plain, report]) + Usd::new(Decimal::new(1, 14));
        let expected = plain.month() - otherwise + with;
        if report.month() > expected + slack || expected > report.month() + slack {
            return Err(format!("{} is not {}", report.month().exact(), expected.exact()));
        }
        if side.sizing.offered > 0 { Ok(Verdict::Holds) } else { Ok(Verdict::Silent) }
    });
}
