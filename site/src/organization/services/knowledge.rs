//! The fields of a knowledge base: its documents, the models that embed and order, and where its vectors are.

use leptos::prelude::*;
use pricing::bounds;
use pricing::quantity::{Count, Multiple, TokensPerRequest};
use pricing::rates::{Kind as ModelKind, RateCard};
use pricing::scenario::{Field, KnowledgeBase, Placement, Rerank, Scenario};

use super::applies::applies;
use super::store;
use crate::field::Label;
use crate::field::choice::{CheckField, Choice, SelectField};
use crate::field::kind::{Kind, Number};
use crate::flat;
use crate::organization::figure::{Entry, Figure, field, pair};
use crate::state::calculator;

/// The knowledge base at a place.
pub fn of(scenario: &Scenario, index: usize) -> Option<&KnowledgeBase> {
    scenario.services.knowledge.get(index)
}

/// Changes the knowledge base at a place.
pub fn change(scenario: &mut Scenario, index: usize, change: impl FnOnce(&mut KnowledgeBase)) {
    if let Some(base) = scenario.services.knowledge.get_mut(index) {
        change(base);
    }
}

/// The fields of one.
pub fn fields(entry: Entry) -> AnyView {
    let calculator = calculator();
    let index = entry.1;
    let embeds = flat::flag(move || of(&calculator.scenario(), index).is_some_and(|base| base.embedding.is_some()));
    let orders = flat::flag(move || of(&calculator.scenario(), index).is_some_and(|base| base.rerank.is_some()));
    let batch = flat::flag(move || of(&calculator.scenario(), index).is_some_and(|base| base.batch));
    let run_as_batch = Callback::new(move |on| {
        calculator.change("", |scenario| change(scenario, index, |base| base.batch = on));
    });
    let asked = view! {
        {applies(
            entry,
            "Searched by",
            |services, index| services.knowledge.get(index).map(|base| &base.workloads),
            |services, index| services.knowledge.get_mut(index).map(|base| &mut base.workloads),
        )}
        {pair(entry, &QUERIES, &STRUCTURED)}
    }
    .into_any();
    let corpus = view! {
        {pair(entry, &DOCUMENTS, &DOCUMENT_TOKENS)}
        {pair(entry, &OVERLAP, &RENEWED)}
    }
    .into_any();
    view! {
            {corpus}
            {model(entry, &EMBEDDING)}
            {flat::shown_if(move || embeds.get(), move || view! {
                {pair(entry, &CHUNK_TOKENS, &QUERY_TOKENS)}
                <CheckField id=entry.id("batch") label="Embed documents as batch" on=batch check=run_as_batch/>
            }.into_any())}
            {store::fields(entry)}
            {asked}
            {model(entry, &RERANK)}
            {flat::shown_if(move || orders.get(), move || field(entry, &CHUNKS))}
    }
    .into_any()
}

/// A model of a knowledge base that is chosen from those of a kind.
struct Chosen {
    id: &'static str,
    label: &'static str,
    none: &'static str,
    kind: ModelKind,
    get: fn(&KnowledgeBase) -> Option<&Placement>,
    put: fn(&mut KnowledgeBase, Option<Placement>),
}

static EMBEDDING: Chosen = Chosen {
    id: "embedding",
    label: "Embedding model",
    none: "None",
    kind: ModelKind::Embedding,
    get: |base| base.embedding.as_ref(),
    put: |base, placement| base.embedding = placement,
};

static RERANK: Chosen = Chosen {
    id: "rerank",
    label: "Rerank model",
    none: "None",
    kind: ModelKind::Rerank,
    get: |base| base.rerank.as_ref().map(|rerank| &rerank.placement),
    put: |base, placement| {
        let chunks = base.rerank.as_ref().and_then(|rerank| rerank.chunks);
        base.rerank = placement.map(|placement| Rerank { placement, chunks });
    },
};

/// A place where a model of the card is sold.
fn placements(card: &RateCard, kind: ModelKind) -> Vec<Placement> {
    let of_kind = card.models().iter().filter(|model| model.kind == kind);
    let places = of_kind.flat_map(|model| {
        let scopes = card.scopes(&model.id).into_iter();
        scopes.flat_map(move |scope| {
            let regions = card.regions(&model.id, scope).into_iter();
            regions.map(move |region| Placement::new(&model.id, scope, region))
        })
    });
    places.collect()
}

/// The list of models and Regions that sell them, with none at its top.
fn model(entry: Entry, chosen: &'static Chosen) -> AnyView {
    let calculator = calculator();
    let index = entry.1;
    let present = move || calculator.present.with(|present| present.card.clone());
    // One that this card doesn't sell, such as an older link's, stays in the list until another is chosen.
    let known = flat::memo(move || {
        let mut known = placements(&present(), chosen.kind);
        let own = of(&calculator.scenario(), index).and_then(chosen.get).cloned();
        if let Some(own) = own.filter(|own| !known.contains(own)) {
            known.push(own);
        }
        known
    });
    let options = flat::memo(move || {
        let card = present();
        let names = known.with(|known| {
            let named = |it: &Placement| format!("{}, {}", explain::model_name(&it.model, &card), it.region);
            known.iter().map(named).collect::<Vec<_>>()
        });
        core::iter::once(chosen.none.to_owned()).chain(names).map(Choice::new).collect::<Vec<_>>()
    });
    let place = flat::memo(move || {
        let scenario = calculator.scenario();
        let own = of(&scenario, index).and_then(chosen.get);
        own.map_or(Some(0), |own| known.with(|known| known.iter().position(|it| it == own)).map(|at| at + 1))
    });
    let choose = Callback::new(move |at: usize| {
        let placement = at.checked_sub(1).and_then(|at| known.with_untracked(|known| known.get(at).cloned()));
        calculator.change("", |scenario| change(scenario, index, |base| (chosen.put)(base, placement)));
    });
    view! {
        <SelectField id=entry.id(chosen.id) label=chosen.label options=options.into() chosen=place.into() choose/>
    }
    .into_any()
}

static DOCUMENTS: Figure = Figure::new(
    "documents",
    Label::of("Documents"),
    Kind::Count(0, bounds::COUNT_MAX),
    |scenario, index| of(scenario, index).map(|base| Number::Count(base.documents.count())),
    |scenario, index, number| {
        if let Number::Count(count) = number {
            change(scenario, index, |base| base.documents = Count::new(count).unwrap_or(base.documents));
        }
    },
)
.checked_as(|index| Some(Field::Knowledge(index)));

static DOCUMENT_TOKENS: Figure = Figure::new(
    "document-tokens",
    Label::of("Tokens of each"),
    Kind::Count(0, bounds::TOKENS_PER_REQUEST_MAX),
    |scenario, index| of(scenario, index).map(|base| Number::Count(base.document_tokens.count())),
    |scenario, index, number| {
        if let Number::Count(count) = number {
            change(scenario, index, |base| {
                base.document_tokens = TokensPerRequest::new(count).unwrap_or(base.document_tokens);
            });
        }
    },
);

static OVERLAP: Figure = Figure::new(
    "overlap",
    Label::of("Overlap of chunks"),
    Kind::Percent(bounds::OVERHEAD_MAX),
    |scenario, index| of(scenario, index).map(|base| Number::Multiple(base.overlap)),
    |scenario, index, number| {
        if let Number::Multiple(overlap) = number {
            change(scenario, index, |base| base.overlap = overlap);
        }
    },
)
.unit("%");

static RENEWED: Figure = Figure::new(
    "renewed",
    Label::of("Read in anew"),
    Kind::Percent(bounds::RENEWED_MAX),
    |scenario, index| of(scenario, index).map(|base| Number::Multiple(base.renewed)),
    |scenario, index, number| {
        if let Number::Multiple(renewed) = number {
            change(scenario, index, |base| base.renewed = renewed);
        }
    },
)
.unit("% a month")
.says(|_, _, _, _| "The first reading is paid once".to_owned());

/// Tokens that may be left out, as a number.
fn tokens(given: Option<TokensPerRequest>, usual: u64) -> Number {
    Number::Count(given.map_or(usual, TokensPerRequest::count))
}

static CHUNK_TOKENS: Figure = Figure::new(
    "chunk-tokens",
    Label::of("Tokens of a chunk"),
    Kind::Count(1, bounds::TOKENS_PER_REQUEST_MAX),
    |scenario, index| of(scenario, index).map(|base| tokens(base.chunk_tokens, KnowledgeBase::CHUNK_TOKENS)),
    |scenario, index, number| {
        if let Number::Count(count) = number {
            let given = (count != KnowledgeBase::CHUNK_TOKENS).then(|| TokensPerRequest::new(count)).flatten();
            change(scenario, index, |base| base.chunk_tokens = given);
        }
    },
);

static QUERY_TOKENS: Figure = Figure::new(
    "query-tokens",
    Label::of("Tokens of a query"),
    Kind::Count(0, bounds::TOKENS_PER_REQUEST_MAX),
    |scenario, index| of(scenario, index).map(|base| tokens(base.query_tokens, KnowledgeBase::QUERY_TOKENS)),
    |scenario, index, number| {
        if let Number::Count(count) = number {
            let given = (count != KnowledgeBase::QUERY_TOKENS).then(|| TokensPerRequest::new(count)).flatten();
            change(scenario, index, |base| base.query_tokens = given);
        }
    },
);

static QUERIES: Figure = Figure::new(
    "queries",
    Label::of("Queries of a request"),
    Kind::Multiple(0, bounds::CALLS_PER_REQUEST_MAX),
    |scenario, index| of(scenario, index).map(|base| Number::Multiple(base.queries_per_request())),
    |scenario, index, number| {
        if let Number::Multiple(queries) = number {
            let given = (queries != Multiple::ONE).then_some(queries);
            change(scenario, index, |base| base.queries_per_request = given);
        }
    },
);

static STRUCTURED: Figure = Figure::new(
    "structured",
    Label::of("Of those that write SQL"),
    Kind::Multiple(0, bounds::CALLS_PER_REQUEST_MAX),
    |scenario, index| of(scenario, index).map(|base| Number::Multiple(base.structured)),
    |scenario, index, number| {
        if let Number::Multiple(queries) = number {
            change(scenario, index, |base| base.structured = queries);
        }
    },
);

static CHUNKS: Figure = Figure::new(
    "chunks",
    Label::of("Chunks put in order for a query"),
    Kind::Count(1, bounds::COUNT_MAX),
    |scenario, index| {
        let rerank = of(scenario, index)?.rerank.as_ref()?;
        Some(Number::Count(rerank.chunks.map_or(Rerank::CHUNKS, Count::count)))
    },
    |scenario, index, number| {
        if let Number::Count(count) = number {
            let given = (count != Rerank::CHUNKS).then(|| Count::new(count)).flatten();
            change(scenario, index, |base| {
                if let Some(rerank) = &mut base.rerank {
                    rerank.chunks = given;
                }
            });
        }
    },
)
.says(|_, _, _, _| "AWS charges a query for each 100 chunks".to_owned());
