//! Where the vectors of a knowledge base are: the store, and what it is charged by.

use leptos::prelude::*;
use pricing::bounds;
use pricing::quantity::{Count, Multiple, Share};
use pricing::scenario::{Generation, Scenario, Store};

use super::knowledge::{change, of};
use super::values::{counted, given, measured, put_counted, put_given, put_measured, put_share, share};
use crate::field::Label;
use crate::field::choice::CheckField;
use crate::field::kind::{Kind, Number};
use crate::flat;
use crate::organization::figure::{Echo, Entry, Figure, Setting, fields as all, pair, setting};
use crate::state::calculator;

fn store(scenario: &Scenario, index: usize) -> Option<&Store> {
    of(scenario, index).map(|base| &base.store)
}

fn with(scenario: &mut Scenario, index: usize, act: impl FnOnce(&mut Store)) {
    change(scenario, index, |base| act(&mut base.store));
}

/// The choice of a store, and the fields of the chosen one: each figure is there only where the store has it.
pub fn fields(entry: Entry) -> AnyView {
    let calculator = calculator();
    let index = entry.1;
    let is_search = flat::flag(move || {
        let scenario = calculator.scenario();
        matches!(store(&scenario, index), Some(Store::OpenSearch { .. }))
    });
    let alone = flat::flag(move || {
        let scenario = calculator.scenario();
        matches!(store(&scenario, index), Some(Store::OpenSearch { without_standby: true, .. }))
    });
    let check = Callback::new(move |on| {
        calculator.change("", |scenario| {
            with(scenario, index, |store| {
                if let Store::OpenSearch { without_standby, .. } = store {
                    *without_standby = on;
                }
            });
        });
    });
    view! {
        {setting(entry, &STORE)}
        {setting(entry, &GENERATION)}
        {flat::shown_if(move || is_search.get(), move || view! {
            <CheckField id=entry.id("alone") label="No replica in standby (for tests)" on=alone check/>
            {pair(entry, &INDEXING, &SEARCH)}
        }.into_any())}
        {all(entry, &FIGURES)}
    }
    .into_any()
}

static STORE: Setting = Setting {
    id: "store",
    legend: "Vector store",
    values: &[
        "None, or a partner’s",
        "OpenSearch Serverless",
        "S3 Vectors",
        "Aurora PostgreSQL",
        "Neptune Analytics",
        "Managed by Bedrock",
    ],
    get: |scenario, index| {
        let place = match store(scenario, index)? {
            Store::None => 0,
            Store::OpenSearch { .. } => 1,
            Store::S3Vectors { .. } => 2,
            Store::Aurora { .. } => 3,
            Store::Neptune { .. } => 4,
            Store::Managed { .. } => 5,
        };
        Some(place)
    },
    put: |scenario, index, place| {
        let (none, nothing) = (Multiple::ZERO, Count::default());
        let chosen = match place {
            1 => Store::OpenSearch {
                generation: Generation::default(),
                without_standby: false,
                group: String::new(),
                indexing: none,
                search: none,
                active_hours: None,
                storage: none,
            },
            2 => Store::S3Vectors {
                // What Titan Text Embeddings V2 gives unless asked otherwise.
                dimensions: Count::new(1_024).unwrap_or_default(),
                filterable: nothing,
                other: nothing,
                indexes: None,
                vectors_per_put: None,
                returned: nothing,
            },
            // The least that Aurora Serverless runs on, and the smallest graph of Neptune Analytics.
            3 => Store::Aurora {
                capacity: Multiple::of_ten_thousandths(5_000).unwrap_or_default(),
                hours: None,
                storage: none,
                requests: nothing,
            },
            4 => Store::Neptune { capacity: Multiple::whole(16).unwrap_or_default(), replicas: none, hours: None },
            5 => Store::Managed { storage: Multiple::ONE, agentic: Share::NONE, retrievals: None },
            _ => Store::None,
        };
        with(scenario, index, |store| *store = chosen);
    },
};

static GENERATION: Setting = Setting {
    id: "generation",
    legend: "Generation",
    values: &["Classic", "NextGen"],
    get: |scenario, index| match store(scenario, index)? {
        Store::OpenSearch { generation, .. } => Some(*generation as usize),
        _ => None,
    },
    put: |scenario, index, place| {
        with(scenario, index, |store| {
            if let (Store::OpenSearch { generation, .. }, Some(chosen)) = (store, Generation::ALL.get(place)) {
                *generation = *chosen;
            }
        });
    },
};

/// A figure of one kind of store: it is gone while the knowledge base has another.
macro_rules! figure {
    ($id:literal, $label:literal, $kind:expr, $store:ident . $field:ident: $read:path, $put:path) => {
        Figure::new(
            $id,
            Label::of($label),
            $kind,
            |scenario, index| match store(scenario, index)? {
                Store::$store { $field, .. } => Some($read(*$field)),
                _ => None,
            },
            |scenario, index, number| {
                with(scenario, index, |store| {
                    if let Store::$store { $field, .. } = store {
                        $put($field, number);
                    }
                });
            },
        )
    };
}

/// Of what is measured on average.
const MEASURE: Kind = Kind::Multiple(0, bounds::REQUESTS_PER_MINUTE_MAX);
/// Of what is counted.
const COUNT: Kind = Kind::Count(0, bounds::COUNT_MAX);
/// Hours of the month.
const HOURS: Kind = Kind::Optional(bounds::HOURS_MAX);

/// What blank hours mean.
const ALL_HOURS: Echo =
    |_, _, _, number| if number == Number::Nothing { "Blank: all of them".to_owned() } else { String::new() };

static INDEXING: Figure =
    figure!("indexing", "OCUs for indexing", MEASURE, OpenSearch.indexing: measured, put_measured)
        .says(|_, _, _, _| "On average; the minimum is charged anyway".to_owned());

static SEARCH: Figure = figure!("search", "OCUs for search", MEASURE, OpenSearch.search: measured, put_measured)
    .says(|_, _, _, _| "On average".to_owned());

static FIGURES: [Figure; 15] = [
    figure!("active", "Hours with any load", HOURS, OpenSearch.active_hours: given, put_given)
        .unit("a month")
        .says(ALL_HOURS),
    figure!("storage", "Storage", MEASURE, OpenSearch.storage: measured, put_measured).unit("GB"),
    figure!("dimensions", "Dimensions of a vector", COUNT, S3Vectors.dimensions: counted, put_counted),
    figure!("filterable", "Filterable metadata of a vector", COUNT, S3Vectors.filterable: counted, put_counted)
        .unit("bytes"),
    figure!("other", "Its text and other metadata", COUNT, S3Vectors.other: counted, put_counted).unit("bytes"),
    figure!("returned", "Returned by a query", COUNT, S3Vectors.returned: counted, put_counted)
        .unit("bytes")
        .says(|_, _, _, _| "512 KB of each query are free".to_owned()),
    figure!("aurora-capacity", "ACUs on average", MEASURE, Aurora.capacity: measured, put_measured),
    figure!("aurora-hours", "Hours it runs", HOURS, Aurora.hours: given, put_given).unit("a month").says(ALL_HOURS),
    figure!("aurora-storage", "Storage", MEASURE, Aurora.storage: measured, put_measured).unit("GB"),
    figure!("aurora-requests", "Reads and writes", COUNT, Aurora.requests: counted, put_counted).unit("a month"),
    figure!("neptune-capacity", "m-NCUs", MEASURE, Neptune.capacity: measured, put_measured),
    figure!("neptune-replicas", "Replicas", Kind::Multiple(0, bounds::REPLICAS_MAX), Neptune.replicas: measured, put_measured),
    figure!("neptune-hours", "Hours it runs", HOURS, Neptune.hours: given, put_given).unit("a month").says(ALL_HOURS),
    figure!("managed-storage", "Indexed", MEASURE, Managed.storage: measured, put_measured).unit("GB"),
    figure!("agentic", "Agentic queries", Kind::Share, Managed.agentic: share, put_share).unit("%"),
];
