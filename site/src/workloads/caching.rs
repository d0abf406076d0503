//! Prompt caching: from traffic, as a share of the input, or as a bill counts it.

use explain::words;
use leptos::prelude::*;
use pricing::bounds;
use pricing::decide::{self, has_cache_price};
use pricing::quantity::TokensPerRequest;
use pricing::rates::{InferenceScope, Meter, RateCard};
use pricing::scenario::{Arrivals, CacheLifetime, Caching, CountedCache, Field, Scenario, Workload};

use super::Spot;
use super::counted;
use super::demand::no_echo;
use super::figure::{self, Figure};
use super::lever::Lever;
use crate::field::Label;
use crate::field::choice::{Choice, SegmentField, SelectField};
use crate::field::kind::{Kind, Number};
use crate::field::term;
use crate::flat;
use crate::state::calculator;

/// The lever.
pub static CACHING: Lever = Lever {
    id: "caching",
    title: "Prompt caching",
    is_on: |workload| workload.caching != Caching::None,
    switch: |workload, on, card| {
        workload.caching = if on { decide::usual_caching(workload, card) } else { Caching::None };
    },
    off: |workload, card| {
        let is_known = card.model(&workload.placement.model).is_some();
        if is_known && !has_cache_price(Meter::CacheRead, workload, card) {
            "Not offered for this model".to_owned()
        } else {
            String::new()
        }
    },
    fields,
};

/// How the share that is read from cache is given.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Traffic,
    Share,
    Counted,
}

impl Form {
    /// All forms, in the order they are shown.
    const ALL: [Self; 3] = [Self::Traffic, Self::Share, Self::Counted];

    /// The form of some caching; `None` where nothing is cached.
    const fn of(caching: Caching) -> Option<Self> {
        match caching {
            Caching::None => None,
            Caching::Traffic { .. } => Some(Self::Traffic),
            Caching::Share { .. } => Some(Self::Share),
            Caching::Counted(_) => Some(Self::Counted),
        }
    }
}

fn fields(spot: Spot) -> AnyView {
    let calculator = calculator();
    let chosen = flat::memo(move || {
        let form = Form::of(spot.with(calculator, |workload| workload.caching)?)?;
        Form::ALL.into_iter().position(|one| one == form)
    });
    // Each form as it was left.
    let left = StoredValue::new(Vec::<Caching>::new());
    let choose = Callback::new(move |index: usize| {
        let Some(form) = Form::ALL.get(index).copied() else { return };
        let card = calculator.present_now().card.clone();
        spot.change(calculator, "", |workload| {
            let before = left.with_value(|left| left.iter().copied().find(|one| Form::of(*one) == Some(form)));
            left.update_value(|left| {
                left.retain(|one| Form::of(*one) != Form::of(workload.caching));
                left.push(workload.caching);
            });
            workload.caching = before.unwrap_or_else(|| start(form, workload, &card));
        });
    });
    view! {
        <SegmentField id=spot.id("caching-form") legend="Work out cache reads from" chosen=chosen.into() choose
            options=Choice::fixed(&["Your traffic", "A share of the prompt", "Counted tokens"])/>
        {figure::field(spot, &PREFIX)}
        {figure::field(spot, &CACHED)}
        {counted::fields(spot)}
        <div class="grid2">
            {lifetime(spot)}
            {figure::field(spot, &PER_MINUTE)}
            {figure::field(spot, &PREFIXES)}
            {figure::field(spot, &HIT_SHARE)}
            {figure::field(spot, &READS)}
            {hour(spot)}
        </div>
        {arrivals(spot)}
    }
    .into_any()
}

/// Where a form of caching begins.
fn start(form: Form, workload: &Workload, card: &RateCard) -> Caching {
    match form {
        Form::Share => decide::caching_of_share(workload, card),
        Form::Counted => Caching::Counted(CountedCache::default()),
        Form::Traffic => decide::caching_from_traffic(workload, card),
    }
}

/// The share of writes that is kept for an hour, where the model offers that.
fn hour(spot: Spot) -> AnyView {
    let calculator = calculator();
    let is_offered = move || {
        let card = calculator.present.with(|present| present.card.clone());
        let scenario = calculator.scenario();
        let offered = spot.with(calculator, |workload| offered(&scenario, workload, &card));
        offered.is_some_and(|offered| offered.contains(&CacheLifetime::OneHour))
    };
    flat::shown_if(is_offered, move || figure::field(spot, &HOUR))
}

/// The lifetimes on offer: the card's, those with a typed price, and the present ones.
pub(super) fn offered(scenario: &Scenario, workload: &Workload, card: &RateCard) -> Vec<CacheLifetime> {
    let is_offered = |lifetime: &CacheLifetime| {
        let meter = lifetime.write_meter();
        workload.caching.lifetime() == Some(*lifetime)
            || workload.caching.lives().is_some_and(|lives| lives.each().any(|each| each == *lifetime))
            || matches!(workload.caching, Caching::Counted(counts) if counts.writes(*lifetime).count() > 0)
            || has_cache_price(meter, workload, card)
            || scenario.prices.iter().any(|price| price.model == workload.placement.model && price.meter == meter)
    };
    CacheLifetime::ALL.into_iter().filter(is_offered).collect()
}

fn lifetime(spot: Spot) -> AnyView {
    let calculator = calculator();
    let offered = flat::memo(move || {
        let card = calculator.present.with(|present| present.card.clone());
        let scenario = calculator.scenario();
        spot.with(calculator, |workload| offered(&scenario, workload, &card)).unwrap_or_default()
    });
    let chosen = flat::memo(move || {
        let present = spot.with(calculator, |workload| workload.caching.lifetime()).flatten()?;
        offered.with(|offered| offered.iter().position(|lifetime| *lifetime == present))
    });
    let choose = Callback::new(move |index: usize| {
        let Some(to) = offered.with_untracked(|offered| offered.get(index).copied()) else { return };
        spot.change(calculator, "", |workload| {
            if let Caching::Share { lifetime, .. } | Caching::Traffic { lifetime, .. } = &mut workload.caching {
                *lifetime = to;
            }
        });
    });
    let options = move || offered.with(|offered| offered.iter().map(|it| Choice::new(it.words())).collect());
    flat::shown_if(
        move || spot.with(calculator, |workload| workload.caching.lifetime().is_some()).unwrap_or_default(),
        move || {
            view! {
                <SelectField id=spot.id("lifetime") label="Lifetime" chosen=chosen.into() choose
                    options=Signal::derive(options)/>
            }
            .into_any()
        },
    )
}

fn arrivals(spot: Spot) -> AnyView {
    let calculator = calculator();
    let chosen = flat::memo(move || {
        let caching = spot.with(calculator, |workload| workload.caching)?;
        match caching {
            Caching::Traffic { arrivals, .. } => Arrivals::ALL.into_iter().position(|one| one == arrivals),
            _ => None,
        }
    });
    let choose = Callback::new(move |index: usize| {
        let Some(to) = Arrivals::ALL.get(index) else { return };
        spot.change(calculator, "", |workload| {
            if let Caching::Traffic { arrivals, .. } = &mut workload.caching {
                *arrivals = *to;
            }
        });
    });
    flat::shown_if(
        move || chosen.with(Option::is_some),
        move || {
            view! {
                <SegmentField id=spot.id("arrivals") legend="Requests arrive" is_labeled=true chosen=chosen.into() choose
                    options=Choice::fixed(&["At random", "Evenly spaced"])/>
            }
            .into_any()
        },
    )
}

static PREFIX: Figure = Figure {
    id: "prefix",
    label: Label::with(&term::PREFIX, "repeated in every prompt"),
    unit: "tokens",
    kind: Kind::Count(0, bounds::TOKENS_PER_REQUEST_MAX),
    has_slider: false,
    checked_as: Some(Field::Cached),
    echo: |workload, number, card| {
        let model = card.model(&workload.placement.model);
        let Some((model, least)) = model.and_then(|model| Some((model, model.cache_minimum?))) else {
            return "This card has no minimum for this model".to_owned();
        };
        let written = words::count(u64::from(least));
        // Where the provider has another one, AWS's counts.
        let other = match model.cache_minimum_note {
            Some(_) => format!(" (AWS’s; {} has another)", card.provider_of(model).name),
            None => String::new(),
        };
        match number {
            Number::Count(count) if count < u64::from(least) => {
                format!("Not cached: this model caches from {written} tokens on{other}")
            }
            _ => format!("Above this model’s {written}-token minimum{other}"),
        }
    },
    get: |workload| match workload.caching {
        Caching::Traffic { prefix, .. } => Some(Number::Count(prefix.count())),
        _ => None,
    },
    put: |workload, number| {
        if let (Caching::Traffic { prefix, .. }, Number::Count(count)) = (&mut workload.caching, number) {
            *prefix = TokensPerRequest::new(count).unwrap_or(*prefix);
        }
    },
};

static PER_MINUTE: Figure = Figure {
    id: "prefix-rate",
    label: Label::of("Requests that share it"),
    unit: "a minute",
    kind: Kind::Multiple(0, bounds::REQUESTS_PER_MINUTE_MAX),
    has_slider: false,
    checked_as: None,
    echo: no_echo,
    get: |workload| match workload.caching {
        Caching::Traffic { requests_per_minute, .. } => Some(Number::Multiple(requests_per_minute)),
        _ => None,
    },
    put: |workload, number| {
        if let (Caching::Traffic { requests_per_minute, .. }, Number::Multiple(rate)) = (&mut workload.caching, number)
        {
            *requests_per_minute = rate;
        }
    },
};

static PREFIXES: Figure = Figure {
    id: "prefixes",
    label: Label::of("Different prefixes"),
    unit: "",
    kind: Kind::Multiple(10_000, bounds::REQUESTS_PER_MINUTE_MAX),
    has_slider: false,
    checked_as: None,
    echo: |workload, _, _| match workload.caching {
        Caching::Traffic { hit_share: Some(_), .. } => "Not used: you entered the measured share".to_owned(),
        _ => "Conversations or customers that share the requests out. Each has a cache of its own.".to_owned(),
    },
    get: |workload| match workload.caching {
        Caching::Traffic { prefixes, .. } => Some(Number::Multiple(prefixes)),
        _ => None,
    },
    put: |workload, number| {
        if let (Caching::Traffic { prefixes, .. }, Number::Multiple(count)) = (&mut workload.caching, number) {
            *prefixes = count;
        }
    },
};

static HIT_SHARE: Figure = Figure {
    id: "hit-share",
    label: Label::of("Requests that find the cache, if you measured it"),
    unit: "%",
    kind: Kind::OptionalShare,
    has_slider: false,
    checked_as: None,
    echo: |workload, number, _| match number {
        Number::Nothing if workload.placement.scope == InferenceScope::InRegion => {
            "Worked out from your traffic".to_owned()
        }
        Number::Nothing => {
            "Worked out from your traffic. That is an upper bound: across Regions some requests miss the cache."
                .to_owned()
        }
        _ => "Used instead of your traffic".to_owned(),
    },
    get: |workload| match workload.caching {
        Caching::Traffic { hit_share, .. } => Some(hit_share.map_or(Number::Nothing, Number::Share)),
        _ => None,
    },
    put: |workload, number| {
        if let Caching::Traffic { hit_share, .. } = &mut workload.caching {
            match number {
                Number::Share(share) => *hit_share = Some(share),
                Number::Nothing => *hit_share = None,
                _ => {}
            }
        }
    },
};

static CACHED: Figure = Figure {
    id: "cached",
    label: Label::with(&term::CACHED, ""),
    unit: "%",
    kind: Kind::Share,
    has_slider: true,
    checked_as: Some(Field::Cached),
    echo: |workload, number, _| match number {
        Number::Share(share) => {
            let (input, _) = workload.tokens();
            format!("{} of {} prompt tokens a month", words::count(share.of(input)), words::count(input))
        }
        _ => String::new(),
    },
    get: |workload| match workload.caching {
        Caching::Share { cached, .. } => Some(Number::Share(cached)),
        _ => None,
    },
    put: |workload, number| {
        if let (Caching::Share { cached, .. }, Number::Share(share)) = (&mut workload.caching, number) {
            *cached = share;
        }
    },
};

static READS: Figure = Figure {
    id: "reads-per-write",
    label: Label::with(&term::READS_PER_WRITE, ""),
    unit: "",
    kind: Kind::Optional(bounds::READS_PER_WRITE_MAX),
    has_slider: false,
    checked_as: Some(Field::ReadsPerWrite),
    echo: |_, number, _| match number {
        Number::Nothing => "Cache writes aren’t included yet. Enter a number to add them.".to_owned(),
        _ => String::new(),
    },
    get: |workload| match workload.caching {
        Caching::Share { reads_per_write, .. } => Some(reads_per_write.map_or(Number::Nothing, Number::Multiple)),
        _ => None,
    },
    put: |workload, number| {
        if let Caching::Share { reads_per_write, .. } = &mut workload.caching {
            match number {
                Number::Multiple(reads) => *reads_per_write = Some(reads),
                Number::Nothing => *reads_per_write = None,
                _ => {}
            }
        }
    },
};

static HOUR: Figure = Figure {
    id: "hour-share",
    label: Label::of("Cache writes kept for 1 hour"),
    unit: "%",
    kind: Kind::Share,
    has_slider: false,
    checked_as: None,
    echo: |workload, _, _| match workload.caching.lives() {
        Some(lives) if !lives.hour_share.is_none() => {
            format!(
                "The rest is kept for {}. In the prompt, the part kept for an hour comes first.",
                lives.lifetime.words()
            )
        }
        _ => String::new(),
    },
    get: |workload| match workload.caching {
        Caching::Share { hour_share, lifetime, .. } if lifetime != CacheLifetime::OneHour => {
            Some(Number::Share(hour_share))
        }
        _ => None,
    },
    put: |workload, number| {
        if let (Caching::Share { hour_share, .. }, Number::Share(share)) = (&mut workload.caching, number) {
            *hour_share = share;
        }
    },
};
