//! Group 2: prompt caching and batch.

use answer::Element;
use pricing::quantity::{Multiple, Share, TokensPerRequest};
use pricing::rates::{Buying, PromptLength, RateCard};
use pricing::scenario::{Arrivals, CacheLifetime, Caching, Demand, Scenario, Workload};

use super::{View, hint};
use crate::echo::key_of;
use crate::field::choice::{Look, Setting, Words, put};
use crate::field::figure::{BATCH, CACHING};
use crate::field::owner::Owner;
use crate::field::{Choice, Choices};

/// The kinds of caching, in the order of [`kind`].
static KINDS: Words = Words {
    field: "cache",
    legend: "Caching",
    look: Look::Segments,
    values: &[("None", ""), ("Share", ""), ("From traffic", "")],
};

/// What of a workload's caching is chosen between fixed values.
pub static SETTINGS: [Setting<Workload>; 1] = [Setting {
    words: Words {
        field: "arrivals",
        legend: "Arrivals",
        look: Look::Stack,
        values: &[
            ("At random", "Hit share 1 - exp(-requests in one lifetime)"),
            ("Evenly spaced", "Every request hits, or none does"),
        ],
    },
    get: |workload| match workload.caching {
        Caching::Traffic { arrivals, .. } => Some(arrivals as usize),
        _ => None,
    },
    set: |workload, index| {
        if let Caching::Traffic { arrivals, .. } = &mut workload.caching {
            put(&Arrivals::ALL, index, arrivals);
        }
    },
}];

/// How cache prices behave in batch: one choice for the whole scenario.
pub static CONVENTION: Words = Words {
    field: "convention",
    legend: "Cached reads inside batch",
    look: Look::Stack,
    values: &[
        ("Halved too", "Half the on-demand cache price"),
        ("Not halved", "Cache price as on demand"),
        ("Not cached", "Batch traffic pays the batch input price"),
    ],
};

pub fn elements(view: &View<'_>) -> Vec<Element> {
    let mut elements = view.workload_choice("for-2");
    let scenario = view.sheet.scenario;
    if let Some((index, workload)) = view.current {
        let owner = Owner::Workload(index);
        elements.push(KINDS.field(&owner.id(KINDS.field), kind(workload.caching)));
        elements.extend(view.sheet.numbers(owner, &CACHING));
        elements.extend(SETTINGS.iter().filter_map(|setting| setting.element(owner, workload)));
        if let Some(present) = present(workload.caching) {
            let offered = offered(scenario, workload, view.sheet.card);
            let choices = Choices {
                id: &owner.id("ttl"),
                legend: "Cache write lasts (TTL)",
                options: offered.iter().map(|one| Choice::new(one.words())).collect(),
                chosen: offered.iter().position(|one| *one == present),
            };
            elements.push(choices.field(Look::Segments));
        }
        elements.extend(view.sheet.numbers(owner, &BATCH));
    }
    elements.push(CONVENTION.field(CONVENTION.field, scenario.cache_in_batch as usize));
    elements.push(hint("AWS’s user guide says that batch isn’t cached. The choice is printed with the answer."));
    elements
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
    let lifetime = CacheLifetime::ALL.into_iter().find(|one| is_priced(*one, workload, card)).unwrap_or_default();
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
                prefixes: Multiple::ONE,
                hit_share: None,
                prefix: TokensPerRequest::new(u64::from(least).min(prompt)).unwrap_or_default(),
                requests_per_minute: rate.or(Multiple::whole(40)).unwrap_or_default(),
                lifetime,
                arrivals: Arrivals::Random,
            }
        }
        _ => Caching::None,
    }
}

/// Whether the card has a price for writes that live this long.
fn is_priced(lifetime: CacheLifetime, workload: &Workload, card: &RateCard) -> bool {
    let placement = &workload.placement;
    [workload.tier.buying(), Buying::Standard].into_iter().any(|buying| {
        let key = key_of(placement, buying, PromptLength::Ordinary, lifetime.write_meter());
        card.rate(&key).is_some()
    })
}

/// The lifetimes on offer: the card's, those with a typed price, and the present one.
#[inline(never)]
pub fn offered(scenario: &Scenario, workload: &Workload, card: &RateCard) -> Vec<CacheLifetime> {
    let mut offered = Vec::new();
    for lifetime in CacheLifetime::ALL {
        let meter = lifetime.write_meter();
        if present(workload.caching) == Some(lifetime)
            || is_priced(lifetime, workload, card)
            || scenario.prices.iter().any(|price| price.model == workload.placement.model && price.meter == meter)
        {
            offered.push(lifetime);
        }
    }
    offered
}

const fn present(caching: Caching) -> Option<CacheLifetime> {
    match caching {
        Caching::None => None,
        Caching::Share { lifetime, .. } | Caching::Traffic { lifetime, .. } => Some(lifetime),
    }
}
