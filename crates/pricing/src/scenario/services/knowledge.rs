//! Knowledge bases, as a scenario asks for them: a corpus, its embeddings, a store, and what each query causes.

use crate::quantity::{Count, Multiple, Share, TokensPerRequest};
use crate::scenario::Placement;

/// One knowledge base.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct KnowledgeBase {
    /// A name for the reader, up to 80 characters; shown as text only.
    #[serde(default)]
    pub name: String,
    /// Indices of the workloads whose requests query it; `None` for every workload.
    #[serde(default)]
    pub workloads: Option<Vec<usize>>,
    /// Queries that one request causes: one unless given, up to 1,000.
    #[serde(default)]
    pub queries_per_request: Option<Multiple>,
    /// Tokens of one query, for its embedding: [100](Self::QUERY_TOKENS) unless given.
    #[serde(default)]
    pub query_tokens: Option<TokensPerRequest>,
    /// Documents of the corpus.
    #[serde(default)]
    pub documents: Count,
    /// Tokens of one document.
    #[serde(default)]
    pub document_tokens: TokensPerRequest,
    /// Tokens of one chunk: [300](Self::CHUNK_TOKENS) unless given, AWS's default chunking; at least 1. Each chunk is a vector.
    #[serde(default)]
    pub chunk_tokens: Option<TokensPerRequest>,
    /// How much of the corpus chunks repeat of their neighbours, as a multiple of it: 0 to 10.
    #[serde(default)]
    pub overlap: Multiple,
    /// How much of the corpus is read in anew each month, as a multiple of it: 0 to 1,000. The first reading is paid once.
    #[serde(default)]
    pub renewed: Multiple,
    /// The model that embeds documents and queries; none where the store does, or another system.
    #[serde(default)]
    pub embedding: Option<Placement>,
    /// Whether documents are embedded as batch. Queries never are.
    #[serde(default)]
    pub batch: bool,
    /// The model that orders what queries find; none unless given.
    #[serde(default)]
    pub rerank: Option<Rerank>,
    /// Queries of structured data that one request causes, each of which generates SQL: none unless given, up to 1,000.
    #[serde(default)]
    pub structured: Multiple,
    /// Where the vectors are.
    #[serde(default)]
    pub store: Store,
}

impl KnowledgeBase {
    /// Tokens of one query where they aren't given: two or three sentences.
    pub const QUERY_TOKENS: u64 = 100;
    /// Tokens of one chunk where they aren't given. AWS: default chunking splits into chunks of about 300 tokens
    /// (<https://docs.aws.amazon.com/bedrock/latest/userguide/kb-chunking.html>).
    pub const CHUNK_TOKENS: u64 = 300;

    /// Queries that one request causes.
    pub fn queries_per_request(&self) -> Multiple {
        self.queries_per_request.unwrap_or(Multiple::ONE)
    }

    /// Tokens of one query.
    pub fn query_tokens(&self) -> u64 {
        self.query_tokens.map_or(Self::QUERY_TOKENS, TokensPerRequest::count)
    }

    /// Tokens of one chunk.
    pub fn chunk_tokens(&self) -> u64 {
        self.chunk_tokens.map_or(Self::CHUNK_TOKENS, TokensPerRequest::count)
    }
}

/// A model that orders what a query finds.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Rerank {
    /// Which model, and where.
    pub placement: Placement,
    /// Chunks that one query has ordered: [100](Self::CHUNKS) unless given. A query of the price holds up to 100.
    #[serde(default)]
    pub chunks: Option<Count>,
}

impl Rerank {
    /// Chunks that one query of the price holds (AWS's pricing page: up to 100 document chunks).
    pub const CHUNKS: u64 = 100;

    /// Queries of the price that ordering once takes.
    pub fn queries(&self) -> u64 {
        self.chunks.map_or(1, |chunks| chunks.count().div_ceil(Self::CHUNKS).max(1))
    }
}

/// Where the vectors of a knowledge base are.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Store {
    /// None that AWS bills by itself: a partner's is a line of the reader's own.
    #[default]
    None,
    /// A collection of `OpenSearch` Serverless.
    OpenSearch {
        /// Classic or `NextGen`.
        #[serde(default)]
        generation: Generation,
        /// Whether it has no replicas in standby: half the minimum.
        #[serde(default)]
        without_standby: bool,
        /// Collections with the same key or collection group share their units: the same word here, up to 80 characters.
        #[serde(default)]
        group: String,
        /// OCUs used for indexing, on average.
        #[serde(default)]
        indexing: Multiple,
        /// OCUs used for search, on average.
        #[serde(default)]
        search: Multiple,
        /// Hours of the month with any load, for `NextGen`: all of them unless given.
        #[serde(default)]
        active_hours: Option<Multiple>,
        /// Gigabytes stored.
        #[serde(default)]
        storage: Multiple,
    },
    /// Vector indexes in S3.
    S3Vectors {
        /// Dimensions of a vector, four bytes each.
        dimensions: Count,
        /// Bytes of the key and of filterable metadata of one vector.
        #[serde(default)]
        filterable: Count,
        /// Bytes of metadata of one vector that isn't filterable, such as the chunk's text.
        #[serde(default)]
        other: Count,
        /// Indexes that the vectors are spread over, of which a query searches one: one unless given.
        #[serde(default)]
        indexes: Option<Count>,
        /// Vectors of one PUT, which counts as 128 KB at least: 500 unless given, the most there can be.
        #[serde(default)]
        vectors_per_put: Option<Count>,
        /// Bytes that a query returns; 512 KB are free.
        #[serde(default)]
        returned: Count,
    },
    /// Aurora `PostgreSQL` Serverless with pgvector.
    Aurora {
        /// ACUs on average over the hours it runs.
        capacity: Multiple,
        /// Hours it runs in a month: all of them unless given.
        #[serde(default)]
        hours: Option<Multiple>,
        /// Gigabytes stored.
        #[serde(default)]
        storage: Multiple,
        /// Reads and writes a month.
        #[serde(default)]
        requests: Count,
    },
    /// A graph of Neptune Analytics.
    Neptune {
        /// m-NCUs.
        capacity: Multiple,
        /// Replicas, each as large.
        #[serde(default)]
        replicas: Multiple,
        /// Hours it runs in a month: all of them unless given. The rest it is paused, at a tenth.
        #[serde(default)]
        hours: Option<Multiple>,
    },
    /// A managed knowledge base: embeddings, parsing and its own reranker are in its prices.
    Managed {
        /// Gigabytes indexed.
        storage: Multiple,
        /// Share of the queries that are agentic.
        #[serde(default)]
        agentic: Share,
        /// Retrievals that one agentic query causes: two unless given, as in AWS's example.
        #[serde(default)]
        retrievals: Option<Multiple>,
    },
}

/// Which generation of `OpenSearch` Serverless a collection is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Generation {
    /// Classic: never below its minimum.
    #[default]
    Classic,
    /// `NextGen`, in a collection group: down to nothing when idle.
    NextGen,
}

impl Generation {
    /// Both, in the order they are shown.
    pub const ALL: [Self; 2] = [Self::Classic, Self::NextGen];

    /// The word used in links and files: `classic`, `next-gen`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Classic => "classic",
            Self::NextGen => "next-gen",
        }
    }

    /// The generation with this [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|generation| generation.name() == name)
    }
}
