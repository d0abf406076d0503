//! What vector stores charge.

use super::knowledge::with;
use super::{Factor, FactorKind, Making, Measured, ServiceOwner, ServiceQuantity};
use crate::price::PriceError;
use crate::quantity::{Count, Multiple, Share};
use crate::rates::ServiceItem;
use crate::scenario::{Generation, KnowledgeBase, Store};

/// Bytes that one PUT of vectors counts as at least (Amazon S3 pricing: 128 KB).
const PUT_MIN: u64 = 128 * 1_024;
/// Vectors of one PUT at most, and unless given (Amazon S3 user guide: up to 500 in one `PutVectors` call).
const VECTORS_PER_PUT: u64 = 500;
/// Bytes that a query returns for nothing (Amazon S3 pricing: 512 KB).
const FREE_RETURN: u64 = 512 * 1_024;
/// Vectors of an index up to which the first and the second price of data processed hold.
const PROCESSED: [u64; 2] = [100_000, 10_000_000];
/// Retrievals that one agentic query causes, unless given: as in AWS's example.
const RETRIEVALS: u64 = 2;

impl Making<'_> {
    /// What the store of a knowledge base charges.
    pub(super) fn store(&mut self, of: (usize, &KnowledgeBase), requests: Factor) -> Result<(), PriceError> {
        let (index, base) = of;
        let owner = (ServiceOwner::Knowledge(index), None, false);
        let hours = |given: &Option<Multiple>| {
            given.map_or_else(|| self.hours(), |hours| Factor::multiple(FactorKind::Hours, hours))
        };
        let gigabytes = |storage| ServiceQuantity::of(vec![Factor::multiple(FactorKind::Gigabytes, storage)]);
        match &base.store {
            Store::None => Ok(()),
            Store::OpenSearch { active_hours, storage, .. } => {
                self.collection(of, hours(active_hours))?;
                self.item(owner, ServiceItem::OpenSearchStorage, gigabytes(*storage))
            }
            Store::S3Vectors { .. } => self.vectors(of, requests),
            Store::Aurora { capacity, hours: given, storage, requests } => {
                let running = vec![Factor::multiple(FactorKind::Acus, *capacity), hours(given)];
                self.item(owner, ServiceItem::AuroraCapacity, ServiceQuantity::of(running))?;
                self.item(owner, ServiceItem::AuroraStorage, gigabytes(*storage))?;
                let operations = vec![Factor::count(FactorKind::Operations, requests.count())];
                self.item(owner, ServiceItem::AuroraIo, ServiceQuantity::of(operations))
            }
            Store::Neptune { capacity, replicas, hours: given } => {
                let mut graph = vec![Factor::multiple(FactorKind::Ncus, *capacity)];
                if *replicas > Multiple::ZERO {
                    graph.push(Factor::multiple(FactorKind::WithReplicas, with(*replicas)));
                }
                let mut paused = graph.clone();
                graph.push(hours(given));
                self.item(owner, ServiceItem::NeptuneCapacity, ServiceQuantity::of(graph))?;
                let month = self.scenario.capacity.hours.count() * 10_000;
                let rest = given.map_or(0, |hours| month.saturating_sub(hours.ten_thousandths()));
                paused.push(Factor::multiple(FactorKind::Hours, parts(rest)));
                paused.push(Factor::multiple(FactorKind::Paused, parts(1_000)));
                self.item(owner, ServiceItem::NeptuneCapacity, ServiceQuantity::of(paused))
            }
            Store::Managed { storage, agentic, retrievals } => {
                self.item(owner, ServiceItem::ManagedStorage, gigabytes(*storage))?;
                self.retrievals(of, requests, *agentic, *retrievals)
            }
        }
    }

    /// Units of an `OpenSearch` Serverless collection. Classic collections that share them are charged together, with the first.
    fn collection(&mut self, (index, base): (usize, &KnowledgeBase), active: Factor) -> Result<(), PriceError> {
        let Some(own) = Shared::of(base) else { return Ok(()) };
        let owner = (ServiceOwner::Knowledge(index), None, false);
        let (used, hours) = if own.is_classic {
            let together = self.scenario.services.knowledge.iter().enumerate();
            let together = together.filter_map(|(at, base)| Some((at, Shared::of(base)?)));
            let together: Vec<(usize, Shared<'_>)> = together.filter(|(_, other)| other.shares_with(&own)).collect();
            if together.first().is_some_and(|(first, _)| *first != index) {
                return Ok(());
            }
            // AWS: an OCU each for indexing and search with standby replicas, half of one without.
            let least = if own.without_standby { 5_000 } else { 10_000 };
            let sum = |used: fn(&Shared<'_>) -> Multiple| {
                let sum: u64 = together.iter().map(|(_, shared)| used(shared).ten_thousandths()).sum();
                parts(sum.max(least))
            };
            ([sum(|shared| shared.indexing), sum(|shared| shared.search)], self.hours())
        } else {
            ([own.indexing, own.search], active)
        };
        for ocus in used {
            let quantity = ServiceQuantity::of(vec![Factor::multiple(FactorKind::Ocus, ocus), hours]);
            self.item(owner, ServiceItem::OpenSearchOcu, quantity)?;
        }
        Ok(())
    }

    /// Storage, uploads and queries of vectors in S3.
    fn vectors(&mut self, (index, base): (usize, &KnowledgeBase), requests: Factor) -> Result<(), PriceError> {
        let Store::S3Vectors { dimensions, filterable, other, indexes, vectors_per_put, returned } = &base.store else {
            return Ok(());
        };
        let owner = (ServiceOwner::Knowledge(index), None, false);
        let searched = dimensions.count().saturating_mul(4).saturating_add(filterable.count());
        let stored = searched.saturating_add(other.count());
        let vectors = Factor::count(FactorKind::Vectors, base.vectors());
        let bytes = |bytes| Factor::count(FactorKind::BytesOfVector, bytes);
        let in_gigabytes = |factors: Vec<Factor>| ServiceQuantity::measured(factors, Measured::Gigabytes);
        self.item(owner, ServiceItem::VectorsStorage, in_gigabytes(vec![vectors, bytes(stored)]))?;
        let of_put = vectors_per_put.map_or(VECTORS_PER_PUT, Count::count).max(1);
        let uploaded = vec![vectors, bytes(stored.max(PUT_MIN.div_ceil(of_put)))];
        let once = (owner.0, None, true);
        self.item(once, ServiceItem::VectorsPut, in_gigabytes(uploaded.clone()))?;
        let renewed = uploaded.into_iter().chain([Factor::multiple(FactorKind::Renewed, base.renewed)]);
        self.item(owner, ServiceItem::VectorsPut, in_gigabytes(renewed.collect()))?;
        let queries = vec![requests, Factor::multiple(FactorKind::QueriesPerRequest, base.queries_per_request())];
        self.item(owner, ServiceItem::VectorsQuery, ServiceQuantity::of(queries.clone()))?;
        let of_index = base.vectors().div_ceil(indexes.map_or(1, Count::count).max(1));
        let [first, second] = PROCESSED.map(|limit| of_index.min(limit));
        let tiers = [
            (ServiceItem::VectorsProcessed1, first),
            (ServiceItem::VectorsProcessed2, second - first),
            (ServiceItem::VectorsProcessed3, of_index - second),
        ];
        for (item, count) in tiers {
            let read = [Factor::count(FactorKind::VectorsSearched, count), bytes(searched)];
            let factors = queries.iter().copied().chain(read).collect();
            self.item(owner, item, ServiceQuantity::measured(factors, Measured::Terabytes))?;
        }
        let beyond = returned.count().saturating_sub(FREE_RETURN);
        let factors = queries.into_iter().chain([Factor::count(FactorKind::BytesReturned, beyond)]).collect();
        self.item(owner, ServiceItem::VectorsReturned, in_gigabytes(factors))
    }

    /// Retrievals of a managed knowledge base: plain ones, agentic ones, and those that these cause.
    fn retrievals(
        &mut self,
        (index, base): (usize, &KnowledgeBase),
        requests: Factor,
        agentic: Share,
        retrievals: Option<Multiple>,
    ) -> Result<(), PriceError> {
        let owner = (ServiceOwner::Knowledge(index), None, false);
        let queries = Factor::multiple(FactorKind::QueriesPerRequest, base.queries_per_request());
        let all = ServiceQuantity::of(vec![requests, queries]).whole().unwrap_or(u128::MAX);
        let all = u64::try_from(all).unwrap_or(u64::MAX);
        let of_agents = agentic.of(all);
        let counted = |count| Factor::count(FactorKind::Queries, count);
        let plain = ServiceQuantity::of(vec![counted(all - of_agents)]);
        self.item(owner, ServiceItem::ManagedRetrieve, plain)?;
        self.item(owner, ServiceItem::ManagedAgentic, ServiceQuantity::of(vec![counted(of_agents)]))?;
        let each = retrievals.or(Multiple::whole(RETRIEVALS)).unwrap_or(Multiple::ONE);
        let caused = vec![counted(of_agents), Factor::multiple(FactorKind::Retrievals, each)];
        self.item(owner, ServiceItem::ManagedRetrieve, ServiceQuantity::of(caused))
    }
}

/// An `OpenSearch` Serverless collection, as it shares units.
struct Shared<'a> {
    is_classic: bool,
    without_standby: bool,
    group: &'a str,
    indexing: Multiple,
    search: Multiple,
}

impl<'a> Shared<'a> {
    fn of(base: &'a KnowledgeBase) -> Option<Self> {
        let Store::OpenSearch { generation, without_standby, group, indexing, search, .. } = &base.store else {
            return None;
        };
        Some(Self {
            is_classic: *generation == Generation::Classic,
            without_standby: *without_standby,
            group,
            indexing: *indexing,
            search: *search,
        })
    }

    fn shares_with(&self, other: &Self) -> bool {
        self.is_classic == other.is_classic
            && self.without_standby == other.without_standby
            && self.group == other.group
    }
}

/// So many ten-thousandths; the most there can be where that is too many.
fn parts(ten_thousandths: u64) -> Multiple {
    Multiple::of_ten_thousandths(ten_thousandths).unwrap_or_default()
}
