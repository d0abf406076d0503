//! One guardrail or knowledge base in a link, field by field.

use super::count;
use crate::link::escape;
use crate::link::v1::{bounded, identifier, multiple, number_of, position};
use pricing::bounds;
use pricing::quantity::{Count, Multiple, Share, TokensPerRequest, whole};
use pricing::rates::InferenceScope;
use pricing::scenario::{Generation, Guardrail, KnowledgeBase, Placement, Policy, Rerank, Sides, Store};

/// Parts of a value, one after the other.
pub(super) struct Values<'a> {
    parts: core::iter::Peekable<core::str::Split<'a, char>>,
}

impl<'a> Values<'a> {
    pub(super) fn of(value: &'a str) -> Self {
        Self { parts: value.split(',').peekable() }
    }

    pub(super) fn next(&mut self) -> Option<&'a str> {
        self.parts.next()
    }

    /// The next part, the default where it is left out or empty; nothing where it can't be read.
    pub(super) fn or<T>(&mut self, otherwise: T, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        match self.parts.next() {
            None | Some("") => Some(otherwise),
            Some(part) => read(part),
        }
    }

    pub(super) fn ended(&mut self) -> bool {
        self.parts.peek().is_none()
    }
}

/// Parts joined by commas, without those at the end that say nothing.
pub(super) fn joined(parts: &[String]) -> String {
    let kept = parts.iter().rposition(|part| !part.is_empty()).map_or(0, |last| last + 1);
    parts.get(..kept).unwrap_or_default().join(",")
}

pub(super) fn unless<T: PartialEq + ToString>(value: &T, default: &T) -> String {
    if value == default { String::new() } else { value.to_string() }
}

pub(super) fn given<T: ToString>(value: Option<&T>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

/// A count as digits, empty for none.
pub(super) fn digits(count: Count) -> String {
    unless(&count.count(), &0)
}

fn place_value(Placement { model, scope, region }: &Placement) -> String {
    format!("{},{},{}", escape(model), scope.name(), escape(region))
}

fn place(values: &mut Values<'_>) -> Option<Placement> {
    let model = identifier(values.next()?).filter(|model| !model.is_empty())?;
    let scope = InferenceScope::from_name(values.next()?)?;
    Some(Placement { model, scope, region: identifier(values.next()?)? })
}

pub(super) fn serves_value(list: &[usize]) -> String {
    if list.is_empty() {
        return "none".to_owned();
    }
    list.iter().map(|workload| number_of(*workload)).collect::<Vec<_>>().join(",")
}

pub(super) fn serves(value: &str) -> Option<Vec<usize>> {
    if value == "none" {
        return Some(Vec::new());
    }
    let list: Option<Vec<usize>> = value.split(',').take(bounds::WORKLOADS_MAX + 1).map(position).collect();
    list.filter(|list| list.len() <= bounds::WORKLOADS_MAX)
}

pub(super) fn tokens(text: &str) -> Option<TokensPerRequest> {
    whole(text).and_then(TokensPerRequest::new)
}

pub(super) fn name(value: &str) -> Option<String> {
    bounded(value, bounds::NAME_CHARACTERS_MAX)
}

pub(super) fn guardrail(of: &Guardrail, put: &mut dyn FnMut(&str, &str)) {
    let Guardrail { name, workloads, policies, sides, characters_per_token, tagged, grounded, images } = of;
    // What it checks for stands always, so that a guardrail of nothing is one too.
    put("policies", &policies.iter().map(|policy| policy.name()).collect::<Vec<_>>().join(","));
    let mut unless_empty = |key: &str, value: String| {
        if !value.is_empty() {
            put(key, &value);
        }
    };
    unless_empty("name", escape(name));
    unless_empty("serves", workloads.as_deref().map(serves_value).unwrap_or_default());
    unless_empty("sides", if *sides == Sides::default() { String::new() } else { sides.name().to_owned() });
    unless_empty("characters", given(characters_per_token.as_ref()));
    unless_empty("tagged", tagged.map(|tagged| tagged.count().to_string()).unwrap_or_default());
    unless_empty("grounded", grounded.map(|grounded| grounded.count().to_string()).unwrap_or_default());
    unless_empty("images", unless(images, &Multiple::ZERO));
}

pub(super) fn read_guardrail(of: &mut Guardrail, field: &str, value: &str) -> Option<bool> {
    match field {
        "name" => of.name = name(value)?,
        "serves" => of.workloads = Some(serves(value)?),
        "policies" if value.is_empty() => of.policies = Vec::new(),
        "policies" => {
            let list = value.split(',').take(bounds::POLICIES_MAX + 1).map(Policy::from_name);
            let list: Vec<Policy> = list.collect::<Option<_>>()?;
            of.policies = Some(list).filter(|list| list.len() <= bounds::POLICIES_MAX)?;
        }
        "sides" => of.sides = Sides::from_name(value)?,
        "characters" => of.characters_per_token = Some(multiple(value)?),
        "tagged" => of.tagged = Some(count(value)?),
        "grounded" => of.grounded = Some(count(value)?),
        "images" => of.images = multiple(value)?,
        _ => return Some(false),
    }
    Some(true)
}

const BATCH: &str = "batch";

pub(super) fn knowledge(of: &KnowledgeBase, put: &mut dyn FnMut(&str, &str)) {
    let documents = [of.documents.count(), of.document_tokens.count()];
    // They stand always, so that a knowledge base of nothing is one too.
    put("docs", &format!("{},{}", documents[0], documents[1]));
    let mut unless_empty = |key: &str, value: String| {
        if !value.is_empty() {
            put(key, &value);
        }
    };
    unless_empty("name", escape(&of.name));
    unless_empty("serves", of.workloads.as_deref().map(serves_value).unwrap_or_default());
    let of_query = of.query_tokens.map(|tokens| tokens.count().to_string()).unwrap_or_default();
    unless_empty("queries", joined(&[given(of.queries_per_request.as_ref()), of_query]));
    let of_chunk = of.chunk_tokens.map(|tokens| tokens.count().to_string()).unwrap_or_default();
    unless_empty("chunks", joined(&[of_chunk, unless(&of.overlap, &Multiple::ZERO)]));
    unless_empty("renewed", unless(&of.renewed, &Multiple::ZERO));
    unless_empty("embed", of.embedding.as_ref().map(place_value).unwrap_or_default());
    unless_empty(BATCH, if of.batch { "yes".to_owned() } else { String::new() });
    let rerank = of.rerank.as_ref().map(|rerank| {
        let chunks = rerank.chunks.map(|chunks| chunks.count().to_string()).unwrap_or_default();
        joined(&[place_value(&rerank.placement), chunks])
    });
    unless_empty("rerank", rerank.unwrap_or_default());
    unless_empty("structured", unless(&of.structured, &Multiple::ZERO));
    if let Some((key, value)) = store_value(&of.store) {
        put(key, &value);
    }
}

fn store_value(store: &Store) -> Option<(&'static str, String)> {
    Some(match store {
        Store::None => return None,
        Store::OpenSearch { generation, without_standby, group, indexing, search, active_hours, storage } => {
            let standby = if *without_standby { "no" } else { "yes" };
            let rest = [
                generation.name().to_owned(),
                standby.to_owned(),
                unless(indexing, &Multiple::ZERO),
                unless(search, &Multiple::ZERO),
                given(active_hours.as_ref()),
                unless(storage, &Multiple::ZERO),
                escape(group),
            ];
            ("opensearch", joined(&rest))
        }
        Store::S3Vectors { dimensions, filterable, other, indexes, vectors_per_put, returned } => {
            let optional = |count: &Option<Count>| count.map(|count| count.count().to_string()).unwrap_or_default();
            let rest = [
                dimensions.count().to_string(),
                digits(*filterable),
                digits(*other),
                optional(indexes),
                optional(vectors_per_put),
                digits(*returned),
            ];
            ("s3", joined(&rest))
        }
        Store::Aurora { capacity, hours, storage, requests } => {
            let rest =
                [capacity.to_string(), given(hours.as_ref()), unless(storage, &Multiple::ZERO), digits(*requests)];
            ("aurora", joined(&rest))
        }
        Store::Neptune { capacity, replicas, hours } => {
            let rest = [capacity.to_string(), unless(replicas, &Multiple::ZERO), given(hours.as_ref())];
            ("neptune", joined(&rest))
        }
        Store::Managed { storage, agentic, retrievals } => {
            let rest = [storage.to_string(), unless(agentic, &Share::NONE), given(retrievals.as_ref())];
            ("managed", joined(&rest))
        }
    })
}

pub(super) fn read_knowledge(of: &mut KnowledgeBase, field: &str, value: &str) -> Option<bool> {
    let mut values = Values::of(value);
    let optional = |values: &mut Values<'_>| values.or(None, |text| multiple(text).map(Some));
    match field {
        "name" => of.name = name(value)?,
        "serves" => of.workloads = Some(serves(value)?),
        "docs" => {
            of.documents = count(values.next()?)?;
            of.document_tokens = tokens(values.next()?)?;
        }
        "queries" => {
            of.queries_per_request = optional(&mut values)?;
            of.query_tokens = values.or(None, |text| tokens(text).map(Some))?;
        }
        "chunks" => {
            of.chunk_tokens = values.or(None, |text| tokens(text).map(Some))?;
            of.overlap = values.or(Multiple::ZERO, multiple)?;
        }
        "renewed" => of.renewed = values.or(Multiple::ZERO, multiple)?,
        "embed" => of.embedding = Some(place(&mut values)?),
        BATCH => of.batch = values.next().filter(|word| *word == "yes").map(|_| true)?,
        "rerank" => {
            let placement = place(&mut values)?;
            of.rerank = Some(Rerank { placement, chunks: values.or(None, |text| count(text).map(Some))? });
        }
        "structured" => of.structured = values.or(Multiple::ZERO, multiple)?,
        "opensearch" | "s3" | "aurora" | "neptune" | "managed" => of.store = store(field, &mut values)?,
        _ => return Some(false),
    }
    let is_text = matches!(field, "name" | "serves");
    (is_text || values.ended()).then_some(true)
}

fn store(kind: &str, values: &mut Values<'_>) -> Option<Store> {
    let zero = Multiple::ZERO;
    let optional = |text: &str| multiple(text).map(Some);
    let counted = |text: &str| count(text).map(Some);
    let none = Count::default();
    Some(match kind {
        "opensearch" => Store::OpenSearch {
            generation: Generation::from_name(values.next()?)?,
            without_standby: match values.next()? {
                "yes" => false,
                "no" => true,
                _ => return None,
            },
            indexing: values.or(zero, multiple)?,
            search: values.or(zero, multiple)?,
            active_hours: values.or(None, optional)?,
            storage: values.or(zero, multiple)?,
            group: values.or(String::new(), name)?,
        },
        "s3" => Store::S3Vectors {
            dimensions: count(values.next()?)?,
            filterable: values.or(none, count)?,
            other: values.or(none, count)?,
            indexes: values.or(None, counted)?,
            vectors_per_put: values.or(None, counted)?,
            returned: values.or(none, count)?,
        },
        "aurora" => Store::Aurora {
            capacity: multiple(values.next()?)?,
            hours: values.or(None, optional)?,
            storage: values.or(zero, multiple)?,
            requests: values.or(none, count)?,
        },
        "neptune" => Store::Neptune {
            capacity: multiple(values.next()?)?,
            replicas: values.or(zero, multiple)?,
            hours: values.or(None, optional)?,
        },
        _ => Store::Managed {
            storage: multiple(values.next()?)?,
            agentic: values.or(Share::NONE, |text| Share::parse(text).ok())?,
            retrievals: values.or(None, optional)?,
        },
    })
}
