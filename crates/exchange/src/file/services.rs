//! Services in a file.

use super::fields::{choice, fields, words};
use pricing::bounds::{NAME_CHARACTERS_MAX, POLICIES_MAX, SERVICES_MAX, TYPED_PRICES_MAX, WORKLOADS_MAX};
use pricing::scenario::{
    Agents, BilledBy, Destination, Documents, Driver, Evaluation, Flow, Generation, Guardrail, KnowledgeBase, Logs,
    Monitoring, Network, OwnLine, Policy, Rerank, Runtime, Services, Sides, Store, Support, SupportPlan,
    TypedServicePrice, WorkloadRequests,
};

words!(Policy, Policy::name);
words!(Sides, Sides::name);
words!(Generation, Generation::name);
words!(BilledBy, BilledBy::name);
words!(Runtime, Runtime::name);
words!(Destination, Destination::name);
words!(SupportPlan, SupportPlan::name);

choice!(Driver {
    "month" => Month (),
    "requests" => Requests { may workloads },
});

fields!(Services {
    may region,
    may fallback,
    many(WORKLOADS_MAX) requests,
    many(TYPED_PRICES_MAX) prices,
    many(SERVICES_MAX) guardrails,
    many(SERVICES_MAX) knowledge,
    many(SERVICES_MAX) documents,
    many(SERVICES_MAX) agents,
    many(SERVICES_MAX) flows,
    many(SERVICES_MAX) logs,
    may monitoring,
    may network,
    may evaluation,
    may support,
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

fields!(Documents {
    label(NAME_CHARACTERS_MAX) name,
    may per,
    may pages,
    may custom_pages,
    may fields,
    may images,
    may custom_images,
});

fields!(Agents {
    label(NAME_CHARACTERS_MAX) name,
    may per,
    may sessions,
    may runtime,
    may cpu_seconds,
    may seconds,
    may memory,
    may gateway_calls,
    may searches,
    may tools,
    may identity_requests,
    may memory_events,
    may memory_records,
    may memory_retrievals,
    may authorizations,
    may evaluation_input,
    may evaluation_output,
    may custom_evaluations,
});

fields!(Flow {
    label(NAME_CHARACTERS_MAX) name,
    may per,
    may executions,
    may transitions,
});

fields!(Logs {
    label(NAME_CHARACTERS_MAX) name,
    may workloads,
    may to,
    may characters_per_token,
    may bytes_per_character,
    may envelope,
    may months,
    may compressed,
    may scanned,
    may objects,
});

fields!(Monitoring { may metrics, may alarms, may dashboards });

fields!(Network { may endpoints, may zones, may data, may out });

fields!(Evaluation { may tasks });

fields!(Support { must plan, may other });
