//! What to tell the reader beside the figures.

use crate::ladder::Lever;
use crate::money::Usd;
use crate::price::parts;
use crate::rates::{InferenceScope, PromptLength, RateCard, in_order};
use crate::report::{Assumption, CacheBreakEven, LineItem, Needed, Notice};
use crate::scenario::{Arrivals, Caching, Scenario, TypedPrice};

/// Everything worth a notice, by workload and then by model, each said once.
pub(crate) fn notices(
    scenario: &Scenario,
    card: &RateCard,
    lines: &[LineItem],
    cache_break_even: &[CacheBreakEven],
) -> Vec<Notice> {
    let mut notices = Vec::new();
    for (index, workload) in scenario.workloads.iter().enumerate() {
        if !lines.iter().any(|line| line.workload == index) {
            continue;
        }
        if let Caching::Share { cached, reads_per_write: None, .. } = workload.caching
            && !cached.is_none()
        {
            notices.push(Notice::NoCacheWrites { workload: index });
        }
        for part in parts::of(workload, card, Lever::Prices) {
            if !lines.iter().any(|line| line.workload == index && line.route == part.route) {
                continue;
            }
            let model = card.model(&part.placement.model);
            let name = model.map_or_else(|| part.placement.model.clone(), |model| model.name.clone());
            if !workload.long_prompts.is_none() && part.long_prompt_above.is_none() {
                notices.push(Notice::FlatPrompt { workload: index, model: name.clone() });
            }
            if let Caching::Traffic { prefix, .. } = workload.caching {
                match model.and_then(|model| model.cache_minimum) {
                    Some(minimum) if prefix.count() < u64::from(minimum) => {
                        notices.push(Notice::PrefixBelowMinimum { workload: index, model: name, minimum });
                    }
                    Some(_) => {}
                    None => notices.push(Notice::MinimumUnknown { workload: index, model: name }),
                }
            }
        }
        for entry in cache_break_even.iter().filter(|entry| entry.workload == index && !entry.repaid()) {
            let model = card.model(&entry.placement.model);
            let model = model.map_or_else(|| entry.placement.model.clone(), |model| model.name.clone());
            notices.push(match entry.needed {
                Needed::Never => Notice::CacheSavesNothing { workload: index, model },
                Needed::Reads(_) | Needed::None => Notice::CacheNotRepaid { workload: index, model },
            });
        }
    }
    for line in lines.iter().filter(|line| line.is_secondary(card)) {
        let model = card.model(&line.placement.model);
        let model = model.map_or_else(|| line.placement.model.clone(), |model| model.name.clone());
        notices.push(Notice::SecondaryRates { model });
    }
    notices.extend(unused_prices(scenario, lines));
    notices.extend(rounded_rows(lines));
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
            (&other.model, other.buying, other.length, other.meter)
                == (&price.model, price.buying, price.length, price.meter)
        };
        // Of two for the same key the first holds.
        let first = !scenario.prices.iter().take(index).any(|other| same(&other));
        let used = first
            && lines.iter().any(|line| {
                let key = line.key();
                line.price.typed
                    && key.model == price.model
                    && key.buying == price.buying
                    && key.length == price.length
                    && key.meter == price.meter
            });
        (!used).then_some(Notice::UnusedPrice { price: index })
    })
}

fn rounded_rows(lines: &[LineItem]) -> Option<Notice> {
    let rows: Usd = lines.iter().map(|line| Usd::new(line.cost().rounded())).sum();
    let total: Usd = lines.iter().map(LineItem::cost).sum();
    (rows.rounded() != total.rounded()).then_some(Notice::RowsRounded { rows, total })
}

/// The conventions this scenario's answer rests on, each once.
pub(crate) fn assumptions(scenario: &Scenario, lines: &[LineItem]) -> Vec<Assumption> {
    let mut found = vec![Assumption::WholeTokens, Assumption::TwelveMonths, Assumption::ReasoningIsOutput];
    for workload in &scenario.workloads {
        let caches = !matches!(workload.caching, Caching::None);
        if caches && !workload.batch.is_none() {
            found.push(Assumption::CacheInBatch(scenario.cache_in_batch));
        }
        match workload.caching {
            Caching::Traffic { arrivals: Arrivals::Random, .. } => found.push(Assumption::RandomArrivals),
            Caching::Traffic { arrivals: Arrivals::Even, .. } => found.push(Assumption::EvenArrivals),
            Caching::Share { .. } if !workload.routes.is_empty() => found.push(Assumption::CachedShareEverywhere),
            Caching::None | Caching::Share { .. } => {}
        }
        if matches!(workload.caching, Caching::Traffic { .. }) && !workload.routes.is_empty() {
            found.push(Assumption::CachePerModel);
        }
    }
    if lines.iter().any(|line| line.length == PromptLength::Long) {
        found.push(Assumption::LongShareOfTokens);
    }
    if lines.iter().any(|line| line.placement.scope == InferenceScope::Geographic) {
        found.push(Assumption::GeographicByRegion);
    }
    if lines.iter().any(|line| line.price.typed) {
        found.push(Assumption::TypedEverywhere);
    }
    let mut found = in_order(found.into_iter());
    found.dedup();
    found
}
