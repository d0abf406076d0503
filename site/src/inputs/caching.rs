//! Group 2: prompt caching and batch.

use leptos::prelude::*;
use pricing::quantity::{Multiple, Share, TokensPerRequest};
use pricing::rates::{Buying, PromptLength, RateCard};
use pricing::scenario::{Arrivals, CacheInBatch, CacheLifetime, Caching, Demand, Scenario, Workload};

use super::Desk;
use crate::field::number::number_fields;
use crate::field::{Choice, Choices, Figure};

pub fn fields(desk: Desk) -> AnyView {
    view! {
        {desk.workload_choice(2)}
        {desk.of_current(of_workload)}
        {convention(desk)}
        <p class="hint">"AWS doesn’t document how the two combine. The choice is printed with the answer."</p>
    }
    .into_any()
}

fn of_workload(desk: Desk, index: usize) -> AnyView {
    let kind = desk.part(index, |workload| kind(workload.caching));
    let choices = Choices {
        id: StoredValue::new(format!("cache-{}", index + 1)),
        legend: "Caching",
        options: Signal::stored(["None", "Share", "From traffic"].map(Choice::new).to_vec()),
        chosen: kind.into(),
        choose: Callback::new(move |chosen: usize| choose(desk, index, chosen)),
    };
    let settings = move || {
        let figures: &[Figure] = match kind.get() {
            Some(1) => &[Figure::Cached, Figure::ReadsPerWrite],
            Some(2) => &[Figure::Prefix, Figure::PrefixRequests],
            _ => &[],
        };
        let fields = number_fields(index, figures);
        let arrivals = (kind.get() == Some(2)).then(|| arrivals(desk, index));
        let lifetime = (!figures.is_empty()).then(|| lifetime(desk, index));
        view! { {fields} {arrivals} {lifetime} }
    };
    view! {
        {choices.segments()}
        {settings}
        {number_fields(index, &[Figure::Batch])}
    }
    .into_any()
}

const fn kind(caching: Caching) -> usize {
    match caching {
        Caching::None => 0,
        Caching::Share { .. } => 1,
        Caching::Traffic { .. } => 2,
    }
}

/// Another kind of caching: as it was left, otherwise where it begins.
fn choose(desk: Desk, index: usize, chosen: usize) {
    let card = desk.calculator.card.get_untracked();
    desk.change("", index, |workload| {
        let left = workload.caching;
        let before = desk.caching.try_update_value(|drafts| {
            drafts.insert((index, kind(left)), left);
            drafts.get(&(index, chosen)).copied()
        });
        workload.caching = before.flatten().unwrap_or_else(|| start(chosen, workload, &card));
    });
}

fn start(kind: usize, workload: &Workload, card: &RateCard) -> Caching {
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
fn offered(scenario: &Scenario, index: usize, card: &RateCard) -> Vec<CacheLifetime> {
    let Some(workload) = scenario.workloads.get(index) else { return Vec::new() };
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

fn lifetime(desk: Desk, index: usize) -> AnyView {
    let calculator = desk.calculator;
    let offered = Memo::new(move |_| offered(&calculator.scenario(), index, &calculator.card.read()));
    let chosen = desk.part(index, |workload| present(workload.caching));
    let choices = Choices {
        id: StoredValue::new(format!("ttl-{}", index + 1)),
        legend: "Cache write lasts (TTL)",
        options: Signal::derive(move || offered.read().iter().map(|one| Choice::new(one.words())).collect()),
        chosen: Signal::derive(move || offered.read().iter().position(|one| Some(Some(*one)) == chosen.get())),
        choose: Callback::new(move |chosen: usize| {
            let Some(chosen) = offered.read_untracked().get(chosen).copied() else { return };
            desk.change("", index, |workload| match &mut workload.caching {
                Caching::None => {}
                Caching::Share { lifetime, .. } | Caching::Traffic { lifetime, .. } => *lifetime = chosen,
            });
        }),
    };
    choices.segments()
}

fn arrivals(desk: Desk, index: usize) -> AnyView {
    let present = desk.part(index, |workload| match workload.caching {
        Caching::Traffic { arrivals, .. } => Some(arrivals),
        _ => None,
    });
    let choices = Choices {
        id: StoredValue::new(format!("arrivals-{}", index + 1)),
        legend: "Arrivals",
        options: Signal::stored(vec![
            Choice::explained("At random", "Hit share 1 - exp(-requests in one lifetime)"),
            Choice::explained("Evenly spaced", "Every request hits, or none does"),
        ]),
        chosen: Signal::derive(move || Arrivals::ALL.into_iter().position(|one| Some(Some(one)) == present.get())),
        choose: Callback::new(move |chosen: usize| {
            let Some(chosen) = Arrivals::ALL.get(chosen) else { return };
            desk.change("", index, |workload| {
                if let Caching::Traffic { arrivals, .. } = &mut workload.caching {
                    *arrivals = *chosen;
                }
            });
        }),
    };
    choices.choices()
}

/// How cache prices behave in batch: one choice for the whole scenario.
fn convention(desk: Desk) -> AnyView {
    let calculator = desk.calculator;
    let present = Memo::new(move |_| calculator.scenario().cache_in_batch);
    let choices = Choices {
        id: StoredValue::new("convention".to_owned()),
        legend: "Cached reads inside batch",
        options: Signal::stored(vec![
            Choice::explained("Halved too", "Half the on-demand cache price"),
            Choice::explained("Not halved", "Cache price as on demand"),
            Choice::explained("Not cached", "Batch traffic pays the batch input price"),
        ]),
        chosen: Signal::derive(move || CacheInBatch::ALL.into_iter().position(|one| one == present.get())),
        choose: Callback::new(move |chosen: usize| {
            if let Some(chosen) = CacheInBatch::ALL.get(chosen) {
                calculator.change("", |scenario| scenario.cache_in_batch = *chosen);
            }
        }),
    };
    choices.choices()
}
