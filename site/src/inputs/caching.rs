//! Group 2: prompt caching and batch.

use answer::Element;
use pricing::quantity::{Multiple, Share, TokensPerRequest};
use pricing::rates::{Buying, PromptLength, RateCard};
use pricing::scenario::{Arrivals, CacheInBatch, CacheLifetime, Caching, Demand, Scenario, Workload};

use super::{View, hint};
use crate::field::{Choice, Choices, Figure, plain};

pub fn elements(view: &View<'_>) -> Vec<Element> {
    let mut elements: Vec<Element> = view.workload_choice("for-2").into_iter().collect();
    if let Some((index, workload)) = view.current {
        elements.extend(of_workload(view, index, workload));
    }
    elements.push(convention(view.sheet.scenario));
    elements.push(hint("AWS doesn’t document how the two combine. The choice is printed with the answer."));
    elements
}

fn of_workload(view: &View<'_>, index: usize, workload: &Workload) -> Vec<Element> {
    let number = index + 1;
    let kinds = Choices {
        id: &format!("cache-{number}"),
        legend: "Caching",
        options: plain(["None", "Share", "From traffic"]),
        chosen: Some(kind(workload.caching)),
    };
    let figures = [Figure::Cached, Figure::ReadsPerWrite, Figure::Prefix, Figure::PrefixRequests];
    let mut elements = vec![kinds.segments()];
    elements.extend(view.sheet.numbers(index, &figures));
    if let Caching::Traffic { arrivals, .. } = workload.caching {
        let choices = Choices {
            id: &format!("arrivals-{number}"),
            legend: "Arrivals",
            options: vec![
                Choice::explained("At random", "Hit share 1 - exp(-requests in one lifetime)"),
                Choice::explained("Evenly spaced", "Every request hits, or none does"),
            ],
            chosen: Arrivals::ALL.into_iter().position(|one| one == arrivals),
        };
        elements.push(choices.choices());
    }
    if let Some(present) = present(workload.caching) {
        let offered = offered(view.sheet.scenario, workload, view.sheet.card);
        let choices = Choices {
            id: &format!("ttl-{number}"),
            legend: "Cache write lasts (TTL)",
            options: offered.iter().map(|one| Choice::new(one.words())).collect(),
            chosen: offered.iter().position(|one| *one == present),
        };
        elements.push(choices.segments());
    }
    elements.extend(view.sheet.numbers(index, &[Figure::Batch]));
    elements
}

/// How cache prices behave in batch: one choice for the whole scenario.
fn convention(scenario: &Scenario) -> Element {
    let choices = Choices {
        id: "convention",
        legend: "Cached reads inside batch",
        options: vec![
            Choice::explained("Halved too", "Half the on-demand cache price"),
            Choice::explained("Not halved", "Cache price as on demand"),
            Choice::explained("Not cached", "Batch traffic pays the batch input price"),
        ],
        chosen: CacheInBatch::ALL.into_iter().position(|one| one == scenario.cache_in_batch),
    };
    choices.choices()
}

/// The position of a kind of caching among those on offer.
pub const fn kind(caching: Caching) -> usize {
    match caching {
        Caching::None => 0,
        Caching::Share { .. } => 1,
        Caching::Traffic { .. } => 2,
    }
}

/// Where a kind of caching begins.
pub fn start(kind: usize, workload: &Workload, card: &RateCard) -> Caching {
    let lifetime = lifetimes(workload, card).first().copied().unwrap_or_default();
    match kind {
        1 => Caching::Share { cached: Share::new(1, 3).unwrap_or_default(), reads_per_write: None, lifetime },
        2 => {
            let least = card.model(&workload.placement.model).and_then(|model| model.cache_minimum).unwrap_or(1_024);
            let (prompt, rate) = match workload.demand {
                Demand::Monthly { .. } => (u64::MAX, None),
                Demand::Requests { input, .. } => (input.count(), None),
                Demand::Traffic { input, requests_per_minute, .. } => (input.count(), Some(requests_per_minute)),
            };
            Caching::Traffic {
                prefix: TokensPerRequest::new(u64::from(least).min(prompt)).unwrap_or_default(),
                requests_per_minute: rate.or(Multiple::whole(40)).unwrap_or_default(),
                lifetime,
                arrivals: Arrivals::Random,
            }
        }
        _ => Caching::None,
    }
}

/// The lifetimes the card has a write price for.
fn lifetimes(workload: &Workload, card: &RateCard) -> Vec<CacheLifetime> {
    let placement = &workload.placement;
    let (scope, region, length) = (placement.scope, &placement.region, PromptLength::Ordinary);
    let priced = |buying| card.meters(&placement.model, scope, region, buying, length);
    let meters = [priced(workload.tier.buying()), priced(Buying::Standard)].concat();
    let has = |lifetime: &CacheLifetime| meters.iter().any(|(meter, _)| *meter == lifetime.write_meter());
    CacheLifetime::ALL.into_iter().filter(has).collect()
}

/// The lifetimes on offer: the card's, those with a typed price, and the present one.
pub fn offered(scenario: &Scenario, workload: &Workload, card: &RateCard) -> Vec<CacheLifetime> {
    let known = lifetimes(workload, card);
    let typed = |lifetime: CacheLifetime| {
        let mut prices = scenario.prices.iter();
        prices.any(|price| price.model == workload.placement.model && price.meter == lifetime.write_meter())
    };
    let present = present(workload.caching);
    let offered = |lifetime: &CacheLifetime| known.contains(lifetime) || typed(*lifetime) || present == Some(*lifetime);
    CacheLifetime::ALL.into_iter().filter(offered).collect()
}

const fn present(caching: Caching) -> Option<CacheLifetime> {
    match caching {
        Caching::None => None,
        Caching::Share { lifetime, .. } | Caching::Traffic { lifetime, .. } => Some(lifetime),
    }
}
