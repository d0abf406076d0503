//! The same workloads with other providers, one row for each provider and workload, in words.

use core::cmp::Ordering;

use super::super::super::totals::plain;
use super::super::super::{Column, Explanation, Holds, Row, Table, count, price_digits, signed, workload_name};
use crate::words::multiple_percent;
use pricing::commitment::{AlternativeOutlook, AtProvider, WorkloadThere};
use pricing::money::{Rate, Usd};
use pricing::names::alternative_name;
use pricing::rates::{Buying, InferenceScope, Offered};
use pricing::scenario::{
    Alternative, AlternativePrice, Caching, OtherProvider, Placement, Scenario, ServiceTier, Workload,
};

/// Provider by workload: what each costs here and there. Without rows where no alternative is priced by a provider's list.
pub(super) fn table(scenario: &Scenario, outlooks: &[AlternativeOutlook]) -> Table {
    let columns = [
        ("Model there", Holds::Words),
        ("Place", Holds::Words),
        ("Bedrock, a month", Holds::Number),
        ("There, a month", Holds::Number),
        ("There, a year", Holds::Number),
        ("Bedrock adds a year", Holds::Number),
        ("Moving saves", Holds::Number),
    ];
    let mut table = Table {
        caption: "By workload. A month is of the whole workload before discounts, a year of the share that moves."
            .to_owned(),
        head: "Workload",
        columns: columns.map(|(name, holds)| Column::new(name, holds)).to_vec(),
        ..Table::default()
    };
    for (index, (given, outlook)) in scenario.alternatives.iter().zip(outlooks).enumerate() {
        let Some(provider) = &outlook.provider else { continue };
        for (at, (workload, there)) in scenario.workloads.iter().zip(&provider.workloads).enumerate() {
            table.rows.push(Row {
                id: format!("alternative-{index}-workload-{at}"),
                name: workload_name(scenario, at),
                under: alternative_name(given, index),
                cells: cells(given, workload, provider, there),
                opens: Some(opened(given, workload, provider, there)),
                ..Row::default()
            });
        }
        table.rows.extend(kept(index, given, provider));
    }
    table
}

/// What the caches cost that are kept with a provider; `None` where none are.
fn kept(index: usize, given: &Alternative, provider: &AtProvider) -> Option<Row> {
    let AlternativePrice::Provider(OtherProvider { caches, .. }) = &given.price else { return None };
    if caches.is_empty() {
        return None;
    }
    let (month, year) = (provider.storage, provider.storage.times(12));
    let mut explanation = plain(
        "Caches that this provider keeps for a price by the hour, beside what reading them costs.",
        String::new(),
    );
    explanation.formula = caches
        .iter()
        .map(|own| {
            let (tokens, hours) = (count(own.tokens.count()), own.hours.count());
            let price = price_digits(own.price.per_million());
            format!("{}: {tokens} tokens × {hours} hours × ${price} per million tokens and hour", own.model)
        })
        .collect();
    explanation.formula.push(format!("Together {month} a month; 12 × {month} = {year}"));
    explanation.notes.push("Storage is charged in full, however small the share that moves.".to_owned());
    Some(Row {
        id: format!("alternative-{index}-caches"),
        name: "Caches kept".to_owned(),
        under: alternative_name(given, index),
        cells: ["", "", "", &month.to_string(), &year.to_string(), "", ""].map(str::to_owned).to_vec(),
        opens: Some(explanation),
        ..Row::default()
    })
}

/// The prices that were used, with their sources and dates; without rows where none were.
pub(super) fn prices(scenario: &Scenario, outlooks: &[AlternativeOutlook]) -> Table {
    let columns = ["Input", "Output", "Where", "Published", "Read"];
    let mut table = Table {
        caption:
            "Prices on demand for 1M tokens there, and where they were read. Prices typed for there go before them."
                .to_owned(),
        head: "Model there",
        columns: columns
            .map(|name| Column::new(name, if name == "Where" { Holds::Words } else { Holds::Number }))
            .to_vec(),
        ..Table::default()
    };
    for (index, (given, outlook)) in scenario.alternatives.iter().zip(outlooks).enumerate() {
        for (at, own) in outlook.provider.iter().flat_map(|provider| &provider.offered).enumerate() {
            let price = |rate: Option<Rate>| {
                rate.map_or_else(|| "none".to_owned(), |rate| format!("${}", price_digits(rate.per_million())))
            };
            table.rows.push(Row {
                id: format!("alternative-{index}-price-{at}"),
                name: own.name.clone(),
                under: format!("{}, {}", alternative_name(given, index), scope(own.given)),
                cells: vec![
                    price(Some(own.input)),
                    price(own.output),
                    format!("{}, {}", own.source.title(), own.source.publisher()),
                    own.source.published.to_string(),
                    own.read.to_string(),
                ],
                ..Row::default()
            });
        }
    }
    table
}

/// Which workloads are cheaper where, in a sentence or two; `None` where none is known.
pub(super) fn verdict(
    scenario: &Scenario,
    given: &Alternative,
    name: &str,
    outlook: &AlternativeOutlook,
) -> Option<String> {
    let provider = outlook.provider.as_ref()?;
    let which = |order: Ordering| {
        let is = |there: &WorkloadThere| saves(given, there).is_some_and(|saves| saves.cmp(&Usd::ZERO) == order);
        let all = provider.workloads.iter().enumerate().filter(|(_, there)| is(there));
        all.map(|(at, _)| workload_name(scenario, at)).collect::<Vec<_>>().join(", ")
    };
    let beside = if provider.storage > Usd::ZERO { ", not counting the caches kept there" } else { "" };
    let there = format!("Cheaper with {name}{beside}");
    let here = format!("Cheaper on Bedrock than with {name}");
    let said = [(there, which(Ordering::Greater)), (here, which(Ordering::Less))];
    let said = said.into_iter().filter(|(_, which)| !which.is_empty()).map(|(what, which)| format!("{what}: {which}."));
    let said = said.collect::<Vec<_>>().join(" ");
    (!said.is_empty()).then_some(said)
}

fn year(given: &Alternative, there: &WorkloadThere) -> Option<Usd> {
    let month = there.there.as_ref().ok()?;
    Some(month.times(12).times_parts(given.share.ten_thousandths().min(10_000)))
}

fn saves(given: &Alternative, there: &WorkloadThere) -> Option<Usd> {
    Some(there.adds? - year(given, there)?)
}

fn cells(given: &Alternative, workload: &Workload, provider: &AtProvider, there: &WorkloadThere) -> Vec<String> {
    let known = |amount: Option<Usd>| amount.map_or_else(|| "not known".to_owned(), |amount| amount.to_string());
    let own = offers(workload, provider);
    let told_apart = |own: &&Offered| {
        if own.there == own.model { own.name.clone() } else { format!("{} (substitute)", own.name) }
    };
    let names: Vec<String> = own.iter().map(told_apart).collect();
    let place = match own.iter().find(|own| own.given != own.asked) {
        _ if own.is_empty() => "not sold there".to_owned(),
        None => "like for like".to_owned(),
        Some(own) => format!("{} there, {} here", scope(own.given), scope(own.asked)),
    };
    vec![
        if names.is_empty() { "none".to_owned() } else { names.join(", ") },
        place,
        there.here.to_string(),
        known(there.there.as_ref().ok().copied()),
        known(year(given, there)),
        known(there.adds),
        known(saves(given, there)),
    ]
}

/// What the provider offers for each model of a workload.
fn offers<'a>(workload: &Workload, provider: &'a AtProvider) -> Vec<&'a Offered> {
    let routes = workload.routes.iter().map(|route| &route.placement);
    let of = |placement: &Placement| {
        let own = |own: &&Offered| {
            own.model == placement.model && own.asked == placement.scope && own.region == placement.region
        };
        provider.offered.iter().find(own)
    };
    core::iter::once(&workload.placement).chain(routes).filter_map(of).collect()
}

const fn scope(scope: InferenceScope) -> &'static str {
    match scope {
        InferenceScope::Global => "global",
        InferenceScope::Geographic => "a zone of countries",
        InferenceScope::InRegion => "one region",
    }
}

fn opened(given: &Alternative, workload: &Workload, provider: &AtProvider, there: &WorkloadThere) -> Explanation {
    let seller = if provider.name.is_empty() { "this provider" } else { &provider.name };
    let month = match &there.there {
        Ok(month) => month,
        Err(error) => {
            let what = format!("This workload has no price with {seller}.");
            return plain(&what, format!("{error}. Choose a model that stands for it, or type the price."));
        }
    };
    let what = format!(
        "This workload with {seller}: its own tokens with its own levers, at that provider’s prices: yours where you typed one, otherwise its list."
    );
    let mut explanation = plain(&what, format!("A month on Bedrock {}, there {month}", there.here));
    if let (Some(year), Some(adds), Some(saves)) = (year(given, there), there.adds, saves(given, there)) {
        let share = multiple_percent(given.share);
        explanation.formula.push(format!("12 × {month} × {share} = {year}"));
        explanation.formula.push(format!("{adds} that it adds on Bedrock - {year} = {}", signed(saves)));
    }
    for own in offers(workload, provider) {
        explanation.notes.extend(notes(own, workload));
    }
    explanation
}

/// Where the prices of a model are from, and what of the scenario isn't sold there.
fn notes(own: &Offered, workload: &Workload) -> Vec<String> {
    let Offered { name, source, read, .. } = own;
    let published = source.published;
    let mut notes = vec![format!(
        "{name}: {}, {}, {published}; read {read}{}",
        source.title(),
        source.publisher(),
        if source.primary { "." } else { ". Somebody else’s word, not the provider’s own page." }
    )];
    if own.there != own.model {
        notes.push(format!("{name} is a substitute: another model, whose answers and token counts differ."));
    }
    if own.given != own.asked {
        notes.push(format!(
            "Not like for like: on Bedrock it runs in {}, {name} is priced for {}.",
            scope_of(own.asked),
            scope_of(own.given)
        ));
    }
    let tier = workload.tier.buying();
    if workload.tier != ServiceTier::Standard && own.not_sold.contains(&tier) {
        notes.push(format!("{} isn’t sold for it there: the ordinary price is used.", tier.words()));
    }
    if !workload.batch.is_none() && own.not_sold.contains(&Buying::Batch) {
        notes.push("No batch price is listed for it there: batch runs at the ordinary price.".to_owned());
    }
    let on_demand = if own.not_sold.contains(&tier) { Buying::Standard } else { tier };
    if workload.caching != Caching::None && own.not_cached.contains(&on_demand) {
        notes.push("No price of cached input is listed for it there: cached tokens are billed as input.".to_owned());
    }
    if let Some(until) = own.promised_until {
        notes.push(format!("Its prices hold until {until}; a year is priced as if they stayed."));
    }
    notes.extend(own.note.map(|note| note.text().to_owned()));
    notes
}

const fn scope_of(scope: InferenceScope) -> &'static str {
    match scope {
        InferenceScope::Global => "any region of the world",
        InferenceScope::Geographic => "a zone of countries",
        InferenceScope::InRegion => "one region",
    }
}
