//! Random services around inference.

use pricing::quantity::{Count, Dollars, Multiple, Requests, TokensPerRequest};
use pricing::rates::{InferenceScope, RateCard, ServiceItem, ServicePrice};
use pricing::scenario::{
    Agents, BilledBy, Demand, Destination, Documents, Driver, Evaluation, Flow, Generation, Guardrail, KnowledgeBase,
    Logs, Monitoring, Network, OwnLine, Placement, Policy, Rerank, Runtime, Scenario, Services, Sides, Store, Support,
    SupportPlan, TypedServicePrice, WorkloadRequests,
};

use super::Generator;

/// Services for a scenario: each kind in a part of them.
pub fn services(generator: &mut Generator, card: &RateCard, scenario: &Scenario) -> Services {
    let workloads = scenario.workloads.len();
    let region = match generator.below(4) {
        0 => None,
        1 => Some("us-west-2"),
        _ => Some("us-east-1"),
    };
    let mut services =
        Services { region: region.map(str::to_owned), fallback: generator.chance(95), ..Services::default() };
    for (index, workload) in scenario.workloads.iter().enumerate() {
        // Now and then the requests of tokens aren't known.
        if matches!(workload.demand, Demand::Monthly { .. }) && generator.chance(97) {
            let requests = Requests::new(generator.count(1_000_000)).unwrap_or_default();
            services.requests.push(WorkloadRequests { workload: index, requests });
        }
    }
    if generator.chance(15) {
        let item = generator.pick(&ServiceItem::ALL).copied();
        let price = ServicePrice::parse(&format!("{}.{:08}", generator.below(3), generator.below(100_000_000)));
        services.prices.extend(item.zip(price).map(|(item, price)| TypedServicePrice { item, price }));
    }
    let some = |generator: &mut Generator| if generator.chance(40) { 1 + generator.below(2) } else { 0 };
    services.guardrails = (0..some(generator)).map(|_| guardrail(generator, workloads)).collect();
    services.knowledge = (0..some(generator)).map(|_| knowledge(generator, card, workloads)).collect();
    services.documents = (0..some(generator) / 2).map(|_| documents(generator, workloads)).collect();
    services.agents = (0..some(generator) / 2).map(|_| agents(generator, workloads)).collect();
    services.flows = (0..some(generator) / 2).map(|_| flow(generator, workloads)).collect();
    services.logs = (0..some(generator) / 2).map(|_| logs(generator, workloads)).collect();
    services.lines = (0..some(generator)).map(|_| own(generator)).collect();
    if generator.chance(15) {
        services.monitoring = Monitoring {
            metrics: count(generator, 2_000_000),
            alarms: count(generator, 100),
            dashboards: count(generator, 10),
        };
    }
    if generator.chance(15) {
        services.network = Network {
            endpoints: count(generator, 10),
            zones: Count::new(generator.below(4)).unwrap_or_default(),
            data: some_of(generator, 10_000),
            out: some_of(generator, 500),
        };
    }
    if generator.chance(25) {
        let other = Dollars::of_cents(generator.below(200_000_000)).unwrap_or_default();
        services.support = Some(Support { plan: SupportPlan::Enterprise, other });
    }
    // A stream of its own: what comes after is as it was before there was evaluation.
    let mut apart = Generator::new(generator.state);
    if apart.chance(15) {
        services.evaluation = Evaluation { tasks: count(&mut apart, 20_000) };
    }
    services
}

/// A name, with signs that a link has to escape, or none.
fn name(generator: &mut Generator) -> String {
    generator.pick(&["", "Chat", "a, b_c", "100%+"]).copied().unwrap_or_default().to_owned()
}

fn count(generator: &mut Generator, most: u64) -> Count {
    Count::new(generator.count(most)).unwrap_or_default()
}

/// A number of four places up to `most`, half of the time whole.
fn some_of(generator: &mut Generator, most: u64) -> Multiple {
    let parts = generator.below(most * 10_000 + 1);
    let parts = if generator.chance(50) { parts / 10_000 * 10_000 } else { parts };
    Multiple::of_ten_thousandths(parts).unwrap_or_default()
}

fn maybe<T>(generator: &mut Generator, of: impl Fn(&mut Generator) -> T) -> Option<T> {
    if generator.chance(50) { Some(of(generator)) } else { None }
}

fn tokens(generator: &mut Generator, most: u64) -> TokensPerRequest {
    TokensPerRequest::new(generator.count(most)).unwrap_or_default()
}

fn listed(generator: &mut Generator, workloads: usize) -> Option<Vec<usize>> {
    maybe(generator, |generator| (0..workloads).filter(|_| generator.chance(60)).collect())
}

fn driver(generator: &mut Generator, workloads: usize) -> Driver {
    if generator.chance(50) { Driver::Month } else { Driver::Requests { workloads: listed(generator, workloads) } }
}

fn guardrail(generator: &mut Generator, workloads: usize) -> Guardrail {
    Guardrail {
        name: name(generator),
        workloads: listed(generator, workloads),
        policies: (0..generator.below(4)).filter_map(|_| generator.pick(&Policy::ALL).copied()).collect(),
        sides: generator.pick(&Sides::ALL).copied().unwrap_or_default(),
        characters_per_token: maybe(generator, |generator| {
            Multiple::of_ten_thousandths(1_000 + generator.below(60_000)).unwrap_or_default()
        }),
        tagged: maybe(generator, |generator| count(generator, 10_000)),
        grounded: maybe(generator, |generator| count(generator, 10_000)),
        images: if generator.chance(20) { some_of(generator, 3) } else { Multiple::ZERO },
    }
}

/// Models that embed or order, where the card has their prices.
fn model(generator: &mut Generator, models: &[(&str, InferenceScope)]) -> Option<Placement> {
    let (model, scope) = generator.pick(models).copied()?;
    Some(Placement::new(model, scope, "us-east-1"))
}

fn knowledge(generator: &mut Generator, _: &RateCard, workloads: usize) -> KnowledgeBase {
    let embeds = [
        ("titan-embed-text-v2", InferenceScope::InRegion),
        ("cohere-embed-4", InferenceScope::Global),
        ("titan-embed-text", InferenceScope::InRegion),
    ];
    let orders = [("cohere-rerank-3.5", InferenceScope::InRegion), ("amazon-rerank-1.0", InferenceScope::InRegion)];
    KnowledgeBase {
        name: name(generator),
        workloads: listed(generator, workloads),
        queries_per_request: maybe(generator, |generator| some_of(generator, 3)),
        query_tokens: maybe(generator, |generator| tokens(generator, 500)),
        documents: count(generator, 1_000_000),
        document_tokens: tokens(generator, 5_000),
        chunk_tokens: maybe(generator, |generator| {
            TokensPerRequest::new(1 + generator.below(2_000)).unwrap_or_default()
        }),
        overlap: if generator.chance(60) { some_of(generator, 1) } else { Multiple::ZERO },
        renewed: if generator.chance(60) { some_of(generator, 2) } else { Multiple::ZERO },
        embedding: if generator.chance(60) { model(generator, &embeds) } else { None },
        batch: generator.chance(2),
        rerank: if generator.chance(30) {
            let chunks = maybe(generator, |generator| count(generator, 500));
            model(generator, &orders).map(|placement| Rerank { placement, chunks })
        } else {
            None
        },
        structured: if generator.chance(30) { some_of(generator, 1) } else { Multiple::ZERO },
        store: store(generator),
    }
}

fn store(generator: &mut Generator) -> Store {
    match generator.below(6) {
        0 => Store::None,
        1 | 2 => Store::OpenSearch {
            generation: generator.pick(&Generation::ALL).copied().unwrap_or_default(),
            without_standby: generator.chance(30),
            group: name(generator),
            indexing: some_of(generator, 3),
            search: some_of(generator, 3),
            active_hours: maybe(generator, |generator| some_of(generator, 700)),
            storage: some_of(generator, 100),
        },
        3 => Store::S3Vectors {
            dimensions: count(generator, 4_096),
            filterable: count(generator, 2_000),
            other: count(generator, 4_000),
            indexes: maybe(generator, |generator| count(generator, 100)),
            vectors_per_put: maybe(generator, |generator| count(generator, 500)),
            returned: count(generator, 1_000_000),
        },
        4 => Store::Aurora {
            capacity: some_of(generator, 20),
            hours: maybe(generator, |generator| some_of(generator, 700)),
            storage: some_of(generator, 500),
            requests: count(generator, 1_000_000_000),
        },
        _ if generator.chance(50) => Store::Neptune {
            capacity: some_of(generator, 128),
            replicas: some_of(generator, 2),
            hours: maybe(generator, |generator| some_of(generator, 744)),
        },
        _ => Store::Managed {
            storage: some_of(generator, 100),
            agentic: generator.share(),
            retrievals: maybe(generator, |generator| some_of(generator, 4)),
        },
    }
}

fn documents(generator: &mut Generator, workloads: usize) -> Documents {
    Documents {
        name: name(generator),
        per: driver(generator, workloads),
        pages: some_of(generator, 1_000),
        custom_pages: some_of(generator, 1_000),
        fields: Count::new(generator.below(100)).unwrap_or_default(),
        images: some_of(generator, 10),
        custom_images: some_of(generator, 10),
    }
}

fn agents(generator: &mut Generator, workloads: usize) -> Agents {
    Agents {
        name: name(generator),
        per: driver(generator, workloads),
        sessions: some_of(generator, 1_000),
        runtime: generator.pick(&Runtime::ALL).copied().unwrap_or_default(),
        cpu_seconds: some_of(generator, 100),
        seconds: some_of(generator, 1_000),
        memory: some_of(generator, 2),
        gateway_calls: some_of(generator, 10),
        searches: some_of(generator, 3),
        tools: count(generator, 1_000),
        identity_requests: some_of(generator, 2),
        memory_events: some_of(generator, 10),
        memory_records: count(generator, 100_000),
        memory_retrievals: some_of(generator, 3),
        authorizations: some_of(generator, 5),
        evaluation_input: tokens(generator, 10_000),
        evaluation_output: tokens(generator, 1_000),
        custom_evaluations: some_of(generator, 2),
    }
}

fn flow(generator: &mut Generator, workloads: usize) -> Flow {
    Flow {
        name: name(generator),
        per: driver(generator, workloads),
        executions: some_of(generator, 1_000),
        transitions: some_of(generator, 20),
    }
}

fn logs(generator: &mut Generator, workloads: usize) -> Logs {
    Logs {
        name: name(generator),
        workloads: listed(generator, workloads),
        to: generator.pick(&Destination::ALL).copied().unwrap_or_default(),
        characters_per_token: maybe(generator, |generator| {
            Multiple::of_ten_thousandths(10_000 + generator.below(50_000)).unwrap_or_default()
        }),
        bytes_per_character: maybe(generator, |generator| some_of(generator, 4)),
        envelope: maybe(generator, |generator| count(generator, 5_000)),
        months: maybe(generator, |generator| some_of(generator, 12)),
        compressed: maybe(generator, |generator| some_of(generator, 1)),
        scanned: some_of(generator, 100),
        objects: count(generator, 1_000_000),
    }
}

fn own(generator: &mut Generator) -> OwnLine {
    OwnLine {
        name: name(generator),
        amount: Dollars::of_cents(generator.below(10_000_000)).unwrap_or_default(),
        once: generator.chance(30),
        billed: generator.pick(&BilledBy::ALL).copied().unwrap_or_default(),
    }
}
