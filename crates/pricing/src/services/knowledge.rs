//! What knowledge bases charge beside their stores: embeddings of documents and queries, ordering, generated queries.

use super::requests::requests;
use super::{Factor, FactorKind, Making, ServiceOwner, ServiceQuantity};
use crate::price::PriceError;
use crate::quantity::Multiple;
use crate::rates::{Buying, Meter, ServiceItem};
use crate::scenario::services::lists;
use crate::scenario::{KnowledgeBase, Scenario};

impl Making<'_> {
    pub(super) fn knowledge(&mut self) -> Result<(), PriceError> {
        let scenario = self.scenario;
        for (index, base) in scenario.services.knowledge.iter().enumerate() {
            let requests = Factor::count(FactorKind::Requests, requests_of(scenario, base));
            self.embeddings((index, base), requests)?;
            let structured = vec![requests, Factor::multiple(FactorKind::QueriesPerRequest, base.structured)];
            let owner = (ServiceOwner::Knowledge(index), None, false);
            self.item(owner, ServiceItem::GenerateQuery, ServiceQuantity::of(structured))?;
            self.store((index, base), requests)?;
        }
        Ok(())
    }

    fn embeddings(&mut self, (index, base): (usize, &KnowledgeBase), requests: Factor) -> Result<(), PriceError> {
        let queries = [requests, Factor::multiple(FactorKind::QueriesPerRequest, base.queries_per_request())];
        if let Some(model) = &base.embedding {
            let buying = if base.batch { Buying::Batch } else { Buying::Standard };
            let documents = (model, buying, Meter::Input);
            let mut corpus = vec![
                Factor::count(FactorKind::Documents, base.documents.count()),
                Factor::count(FactorKind::TokensOfDocument, base.document_tokens.count()),
            ];
            if base.overlap > Multiple::ZERO {
                corpus.push(Factor::multiple(FactorKind::WithOverlap, with(base.overlap)));
            }
            self.model((index, true), documents, ServiceQuantity::of(corpus.clone()))?;
            corpus.push(Factor::multiple(FactorKind::Renewed, base.renewed));
            self.model((index, false), documents, ServiceQuantity::of(corpus))?;
            let mut asked = queries.to_vec();
            asked.push(Factor::count(FactorKind::TokensOfQuery, base.query_tokens()));
            self.model((index, false), (model, Buying::Standard, Meter::Input), ServiceQuantity::of(asked))?;
        }
        if let Some(rerank) = &base.rerank {
            let mut ordered = queries.to_vec();
            if rerank.queries() > 1 {
                ordered.push(Factor::count(FactorKind::RerankQueries, rerank.queries()));
            }
            let of = (&rerank.placement, Buying::Standard, Meter::Query);
            self.model((index, false), of, ServiceQuantity::of(ordered))?;
        }
        Ok(())
    }
}

/// One more than a multiple.
pub(super) fn with(more: Multiple) -> Multiple {
    Multiple::of_ten_thousandths(more.ten_thousandths() + 10_000).unwrap_or(more)
}

/// Requests of the workloads that query a knowledge base.
fn requests_of(scenario: &Scenario, base: &KnowledgeBase) -> u64 {
    let listed = (0..scenario.workloads.len()).filter(|index| lists(base.workloads.as_ref(), *index));
    listed.filter_map(|index| requests(scenario, index)).fold(0, u64::saturating_add)
}

impl KnowledgeBase {
    /// Vectors of the corpus: chunks of each document, rounded up, times documents.
    pub fn vectors(&self) -> u64 {
        let tokens = u128::from(self.document_tokens.count()) * u128::from(with(self.overlap).ten_thousandths());
        let chunks = tokens.div_ceil(u128::from(self.chunk_tokens().max(1)) * 10_000);
        u64::try_from(chunks * u128::from(self.documents.count())).unwrap_or(u64::MAX)
    }

    /// Whether anything of it is driven by the requests of workloads.
    pub(crate) fn is_queried(&self) -> bool {
        use crate::scenario::Store;
        self.embedding.is_some()
            || self.rerank.is_some()
            || self.structured > Multiple::ZERO
            || matches!(self.store, Store::S3Vectors { .. } | Store::Managed { .. })
    }
}
