//! What to tell the reader beside the figures.

use crate::ladder::Lever;
use crate::money::Usd;
use crate::price::capacity;
use crate::price::charging::{self, IMPORT_MODEL};
use crate::price::demand::{self, Steps};
use crate::price::lookup::Prices;
use crate::price::{facts, month_with, parts};
use crate::quantity::Share;
use crate::rates::{InferenceScope, Meter, PromptLength, RateCard, in_order};
use crate::report::{Assumption, CacheBreakEven, Charge, LineItem, Needed, Notice, of_workload};
use crate::scenario::{
    Arrivals, Bought, CacheInBatch, Caching, CustomServing, Placement, Purchase, Rules, Scenario, ServiceTier, Term,
    TypedPrice, Workload,
};
use crate::services::{ServiceLine, ServiceRate};

/// Everything worth a notice, by workload and then by model, each said once; but for [`rounded_rows`].
pub(crate) fn notices(
    prices: &Prices<'_>,
    lines: &[LineItem],
    charges: &[Charge],
    services: &[ServiceLine],
    cache_break_even: &[CacheBreakEven],
) -> Vec<Notice> {
    let (scenario, card) = (prices.scenario(), prices.card());
    let mut notices = Vec::new();
    of_services(services, &mut notices);
    let second = scenario.rules == Rules::V2;
    for (index, workload) in scenario.workloads.iter().enumerate() {
        let lines = of_workload(lines, index, |line| line.workload);
        if lines.is_empty() {
            continue;
        }
        let of_custom = second && scenario.capacity.custom_of(index).is_some();
        if of_custom && workload.caching != Caching::None {
            notices.push(Notice::CustomNotCached { workload: index });
            continue;
        }
        if let Caching::Share { cached, reads_per_write: None, .. } = workload.caching
            && !cached.is_none()
        {
            notices.push(Notice::NoCacheWrites { workload: index });
        }
        for part in parts::of(prices, workload, Lever::Prices, Steps::Left) {
            if !lines.iter().any(|line| line.route == part.route) {
                continue;
            }
            let model = part.place.model;
            let name = || model.map_or_else(|| part.placement.model.clone(), |model| model.name.clone());
            let read =
                || prices.of_place(&part.place, workload.tier.buying(), PromptLength::Ordinary, Meter::CacheRead);
            if second && part.route.is_some() && workload.caching != Caching::None && read().is_none() {
                notices.push(Notice::RouteNotCached { workload: index, model: name() });
            }
            if !workload.long_prompts.is_none() && part.long_prompt_above.is_none() {
                notices.push(Notice::FlatPrompt { workload: index, model: name() });
            }
            let facts = if second { card.facts(&part.placement.model) } else { None };
            // Without the reader's own price for them there would be no figure.
            let lengths = || lines.iter().filter(|line| line.route == part.route).map(|line| line.length);
            if let Some(limit) = part.place.window
                && lengths().any(|length| part.is_refused(workload, length, limit))
            {
                notices.push(Notice::AboveWindow { workload: index, model: name(), limit });
            }
            // What was counted as read was cached, whatever the card of the model says.
            let typed = !matches!(workload.caching, Caching::None | Caching::Counted(_));
            if typed && facts.is_some_and(|facts| facts.no_cache_source.is_some()) {
                notices.push(Notice::CachingUnsupported { workload: index, model: name() });
            }
            if let Caching::Traffic { prefix, .. } = workload.caching {
                // Where prompts grow, all of the longest one is cached if it is long enough.
                let longest = part.longest_call().unwrap_or(prefix.count());
                if let Some(maximum) = model.and_then(|model| model.cache_maximum).filter(|_| second)
                    && longest > u64::from(maximum)
                {
                    notices.push(Notice::PrefixAboveMaximum { workload: index, model: name(), maximum });
                }
                match part.cache_minimum() {
                    Some(minimum) if longest < u64::from(minimum) => {
                        notices.push(Notice::PrefixBelowMinimum { workload: index, model: name(), minimum });
                    }
                    Some(_) => {}
                    // The first rules may not know what the card has by now.
                    None if model.is_some_and(|model| model.cache_minimum.is_some()) => {}
                    None => notices.push(Notice::MinimumUnknown { workload: index, model: name() }),
                }
            }
        }
        if let Some((batch, flex)) = second.then(|| batch_and_flex(scenario, card, index)).flatten()
            && flex < batch
        {
            notices.push(Notice::FlexBelowBatch { workload: index, batch, flex });
        }
        let cached = of_workload(cache_break_even, index, |entry| entry.workload);
        for entry in cached.iter().filter(|entry| !entry.repaid()) {
            let model = prices.at(&entry.placement).model;
            let model = model.map_or_else(|| entry.placement.model.clone(), |model| model.name.clone());
            notices.push(match entry.needed {
                Needed::Never => Notice::CacheSavesNothing { workload: index, model },
                Needed::Reads(_) | Needed::None => Notice::CacheNotRepaid { workload: index, model },
            });
        }
    }
    capacity_notices(scenario, card, &mut notices);
    let secondary = lines.iter().filter(|line| line.price.secondary).map(|line| &*line.placement);
    let secondary_charges = charges.iter().filter(|charge| charge.price.secondary).map(|charge| &charge.placement);
    for placement in secondary.chain(secondary_charges) {
        let model = card.model(&placement.model);
        let model = model.map_or_else(|| placement.model.clone(), |model| model.name.clone());
        notices.push(Notice::SecondaryRates { model });
    }
    notices.extend(facts::notices(scenario, card, lines, charges));
    notices.extend(unused_prices(scenario, lines));
    let mut said: Vec<Notice> = Vec::with_capacity(notices.len());
    for notice in notices {
        if !said.contains(&notice) {
            said.push(notice);
        }
    }
    said
}

fn unused_prices<'a>(scenario: &'a Scenario, lines: &'a [LineItem]) -> impl Iterator<Item = Notice> + 'a {
    scenario.prices.iter().enumerate().filter_map(move |(index, price)| {
        let same = |other: &&TypedPrice| {
            (&other.model, &other.place, other.buying, other.length, other.meter)
                == (&price.model, &price.place, price.buying, price.length, price.meter)
        };
        // Of two for the same key the first holds.
        let first = !scenario.prices.iter().take(index).any(|other| same(&other));
        // Where one is typed for a place, the one for every place isn't used there.
        let holds = |place: &Placement| {
            let own = |other: &TypedPrice| {
                other.place.is_some()
                    && (&other.model, other.buying, other.length, other.meter)
                        == (&price.model, price.buying, price.length, price.meter)
                    && other.holds_in(place.scope, &place.region)
            };
            price.holds_in(place.scope, &place.region) && (price.place.is_some() || !scenario.prices.iter().any(own))
        };
        let capacity = &scenario.capacity;
        let bases = capacity.purchases.iter().map(|purchase| &purchase.placement.model);
        let bases = bases.chain(capacity.customs.iter().map(|custom| &custom.placement.model));
        // A price of another term is used too: it is what the term is compared with.
        let for_capacity = !price.buying.is_by_token()
            && (bases.into_iter().any(|base| *base == price.model)
                || price.model == IMPORT_MODEL && !capacity.customs.is_empty());
        let used = first
            && (for_capacity
                || lines.iter().any(|line| {
                    let key = line.key();
                    line.price.typed
                        && key.model == price.model
                        && key.buying == price.buying
                        && key.length == price.length
                        && key.meter == price.meter
                        && holds(&line.placement)
                }));
        (!used).then_some(Notice::UnusedPrice { price: index })
    })
}

/// The last notice: where the rows as shown don't add up to the month as shown.
pub(crate) fn rounded_rows(costs: impl Iterator<Item = Usd>, month: Usd) -> Option<Notice> {
    let rows: Usd = costs.map(|cost| Usd::new(cost.rounded())).sum();
    (rows.rounded() != month.rounded()).then_some(Notice::RowsRounded { rows, total: month })
}

/// What a workload costs in a month all in batch, and all in Flex with its cache. `None` where it has no batch or no cache, where
/// batch reads the cache, or where a price is missing.
fn batch_and_flex(scenario: &Scenario, card: &RateCard, index: usize) -> Option<(Usd, Usd)> {
    let workload = scenario.workloads.get(index)?;
    let is_cached = workload.caching != Caching::None;
    if workload.batch.is_none() || !is_cached || scenario.cache_in_batch != CacheInBatch::NotCached {
        return None;
    }
    let month = |batch: Share, tier: ServiceTier| {
        let alone = Scenario {
            prices: scenario.prices.clone(),
            thresholds: scenario.thresholds.clone(),
            ..Scenario::new(scenario.rates, vec![Workload { tier, batch, ..workload.clone() }])
        };
        month_with(&alone, card, Lever::Prices).ok()
    };
    // Flex first: most models aren't sold so, which the first price tells.
    let flex = month(Share::NONE, ServiceTier::Flex)?;
    Some((month(Share::ALL, ServiceTier::Standard)?, flex))
}

fn capacity_notices(scenario: &Scenario, card: &RateCard, notices: &mut Vec<Notice>) {
    let prices = Prices::new(scenario, card, Lever::Prices);
    for (index, custom) in scenario.capacity.customs.iter().enumerate() {
        let serves = custom.workload.filter(|workload| {
            let first = scenario.capacity.custom_of(*workload);
            custom.serving == CustomServing::Units && first.is_some_and(|first| core::ptr::eq(first, custom))
        });
        let volume = serves.and_then(|workload| scenario.workloads.get(workload));
        let volume = volume.map(|workload| demand::volume(workload, true, Steps::Left));
        let tokens = volume.map_or(0, |volume| volume.input.tokens() + volume.output.tokens());
        if scenario.rules == Rules::V2 && tokens > 0 {
            let model = card.model(&custom.placement.model);
            let model = model.map_or_else(|| custom.placement.model.clone(), |model| model.name.clone());
            notices.push(Notice::CustomUnitsServeAll { custom: index, model, tokens });
        }
    }
    for (index, purchase) in scenario.capacity.purchases.iter().enumerate() {
        let model = card.model(&purchase.placement.model);
        let model = model.map_or_else(|| purchase.placement.model.clone(), |model| model.name.clone());
        if capacity::offered(scenario, card, index, Lever::Prices) == (0, 0) {
            notices.push(Notice::ServesNothing { purchase: index, model: model.clone() });
        }
        if let Bought::Units { .. } = purchase.bought {
            notices.push(Notice::ThroughputTyped { model: model.clone() });
            if scenario.rules == Rules::V2 {
                let mut elsewhere = false;
                capacity::each_piece(scenario, card, index, Lever::Prices, &mut |_, part, piece| {
                    let elsewhere_asked = *part.placement != charging::in_region(&purchase.placement);
                    elsewhere |= elsewhere_asked && piece.whole() != (0, 0);
                });
                if elsewhere {
                    notices.push(Notice::UnitsServeElsewhere { purchase: index, model: model.clone() });
                }
                let published = |term: Term| card.rate(&purchase.key(term.buying(), Some(Meter::ModelUnit))).is_some();
                if model.starts_with("Claude") && !Term::ALL.into_iter().any(published) {
                    notices.push(Notice::NoModelUnits { model: model.clone() });
                }
            }
            let placement = charging::in_region(&purchase.placement);
            let price = |term: Term| {
                let price = prices.of(&placement, term.buying(), PromptLength::Ordinary, Meter::ModelUnit);
                price.map(|price| price.rate().amount())
            };
            let [none, one, six] = Term::ALL.map(price);
            let dearer = |longer: Option<_>, shorter: Option<_>| longer.zip(shorter).is_some_and(|(l, s)| l > s);
            if dearer(one, none) || dearer(six, one) || dearer(six, none) {
                notices.push(Notice::LongerTermDearer { model });
            }
        }
    }
}

/// The conventions this scenario's answer rests on, each once.
pub(crate) fn assumptions(scenario: &Scenario, lines: &[LineItem], charges: &[Charge]) -> Vec<Assumption> {
    let by_hour = charges.iter().any(|charge| charge.average_hours.is_some());
    let year = if by_hour { Assumption::HoursOfYear } else { Assumption::TwelveMonths };
    let mut found = vec![Assumption::WholeTokens, year, Assumption::ReasoningIsOutput];
    for workload in &scenario.workloads {
        let caches = !matches!(workload.caching, Caching::None);
        if caches && !workload.batch.is_none() {
            found.push(Assumption::CacheInBatch(scenario.cache_in_batch));
        }
        match workload.caching {
            // What was measured follows from no arrivals.
            Caching::Traffic { hit_share: Some(_), .. } if scenario.rules == Rules::V2 => {}
            Caching::Traffic { arrivals: Arrivals::Random, .. } => found.push(Assumption::RandomArrivals),
            Caching::Traffic { arrivals: Arrivals::Even, .. } => found.push(Assumption::EvenArrivals),
            Caching::Share { .. } if !workload.routes.is_empty() => found.push(Assumption::CachedShareEverywhere),
            Caching::None | Caching::Share { .. } | Caching::Counted(_) => {}
        }
        if matches!(workload.caching, Caching::Traffic { .. }) && !workload.routes.is_empty() {
            found.push(Assumption::CachePerModel);
        }
        let is_worked_out = matches!(workload.caching, Caching::Traffic { hit_share: None, .. });
        let crosses_regions = |placement: &Placement| placement.scope != InferenceScope::InRegion;
        let mut placements = workload.routes.iter().map(|route| &route.placement).chain([&workload.placement]);
        if is_worked_out && placements.any(crosses_regions) {
            found.push(Assumption::HitShareAtMost);
        }
    }
    if lines.iter().any(|line| line.length == PromptLength::Long) {
        found.push(Assumption::LongShareOfTokens);
    }
    if lines.iter().any(|line| line.placement.scope == InferenceScope::Geographic) {
        found.push(Assumption::GeographicByRegion);
    }
    found.extend(lines.iter().filter(|line| line.price.typed).filter_map(|line| typed_for(scenario, line)));
    let capacity = &scenario.capacity;
    if !capacity.purchases.is_empty() {
        let reserves = |purchase: &Purchase| matches!(purchase.bought, Bought::Reserved { .. });
        found.extend([Assumption::SameMix, Assumption::EveryHour]);
        if scenario.rules == Rules::V2 && capacity.purchases.iter().any(reserves) {
            found.extend([Assumption::ReservedByRequest, Assumption::ReservedByMinute]);
        }
        let renews = |purchase: &Purchase| purchase.buying() != Term::None.buying();
        if scenario.rules == Rules::V2 && capacity.purchases.iter().any(renews) {
            found.push(Assumption::TermsRenew);
        }
        // AWS itself sends to Standard what the Reserved tier can't take.
        if scenario.rules == Rules::V1 || !capacity.purchases.iter().all(reserves) {
            found.push(Assumption::Router);
        }
    }
    if capacity.customs.iter().any(|custom| custom.serving == CustomServing::Units) {
        found.push(Assumption::EveryHour);
    }
    if !capacity.customs.is_empty() {
        found.push(Assumption::TrainingOnce);
    }
    let mut found = in_order(found.into_iter());
    found.dedup();
    found
}

/// Where the typed price that a line has holds.
fn typed_for(scenario: &Scenario, line: &LineItem) -> Option<Assumption> {
    let key = line.key();
    let mut same = scenario.prices.iter().filter(|price| {
        (price.model.as_str(), price.buying, price.length, price.meter)
            == (key.model, key.buying, key.length, key.meter)
            && price.holds_in(key.scope, key.region)
    });
    let first = same.clone().next()?;
    // One for this place alone goes before one for every place.
    let place = same.find_map(|price| price.place.clone()).or_else(|| first.place.clone());
    Some(place.map_or(Assumption::TypedEverywhere, Assumption::TypedInOnePlace))
}

/// Prices of services that another region's stand for.
fn of_services(services: &[ServiceLine], notices: &mut Vec<Notice>) {
    for line in services {
        if let ServiceRate::Item { item, region, .. } = &line.price
            && let Some(priced) = line.price.elsewhere()
        {
            let notice = Notice::ServicePricedElsewhere { item: *item, region: region.clone(), priced };
            if !notices.contains(&notice) {
                notices.push(notice);
            }
        }
    }
}

#[cfg(test)]
mod tests;
