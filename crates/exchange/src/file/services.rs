//! Services in a file.

use super::fields::{choice, fields, words};
use pricing::bounds::{NAME_CHARACTERS_MAX, POLICIES_MAX, SERVICES_MAX, TYPED_PRICES_MAX, WORKLOADS_MAX};
use pricing::scenario::{
    BilledBy, Generation, Guardrail, KnowledgeBase, OwnLine, Policy, Rerank, Services, Sides, Store, TypedServicePrice,
    WorkloadRequests,
};

words!(Policy, Policy::name);
words!(Sides, Sides::name);
words!(Generation, Generation::name);
words!(BilledBy, BilledBy::name);

fields!(Services {
    may region,
    may fallback,
    many(WORKLOADS_MAX) requests,
    many(TYPED_PRICES_MAX) prices,
    many(SERVICES_MAX) guardrails,
    many(SERVICES_MAX) knowledge,
    many(SERVICES_MAX) lines,
});

fields!(WorkloadRequests { must workload, must requests });

fields!(TypedServicePrice { must item, must price });

fields!(Guardrail {
    label(NAME_CHARACTERS_MAX) name,
    may workloads,
    many(POLICIES_MAX) policies,
    may sides,
    may characters_per_token,
    may tagged,
    may grounded,
    may images,
});

fields!(KnowledgeBase {
    label(NAME_CHARACTERS_MAX) name,
    may workloads,
    may queries_per_request,
    may query_tokens,
    may documents,
    may document_tokens,
    may chunk_tokens,
    may overlap,
    may renewed,
    may embedding,
    may batch,
    may rerank,
    may structured,
    may store,
});

fields!(Rerank { must placement, may chunks });

choice!(Store {
    "none" => None (),
    "open-search" => OpenSearch {
        may generation, may without_standby, may group, may indexing, may search, may active_hours, may storage
    },
    "s3-vectors" => S3Vectors {
        must dimensions, may filterable, may other, may indexes, may vectors_per_put, may returned
    },
    "aurora" => Aurora { must capacity, may hours, may storage, may requests },
    "neptune" => Neptune { must capacity, may replicas, may hours },
    "managed" => Managed { must storage, may agentic, may retrievals },
});

fields!(OwnLine {
    label(NAME_CHARACTERS_MAX) name,
    must amount,
    may once,
    may billed,
});
