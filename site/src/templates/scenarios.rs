//! What stands in the templates. Their figures are examples to be replaced, not measurements.

use exchange::presets;
use pricing::quantity::{Count, Dollars, Multiple, Requests, Share, TokensPerRequest, TrainingHours};
use pricing::rates::{InferenceScope, RateCard};
use pricing::scenario::{
    Agents, Arrivals, CacheInBatch, CacheLifetime, Caching, Commitment, CommitmentYear, CustomModel, CustomServing,
    Demand, Driver, Generation, Growth, Guardrail, KnowledgeBase, Placement, Policy, Rerank, Rules, Scenario, Store,
    Workload,
};

use leptos::prelude::Set;

use super::{Start, TEMPLATES};
use crate::state::{Calculator, Moment, Screen};
use crate::workloads;

/// Puts it in the place of the scenario, as one step that can be undone, and opens its first workload.
pub fn open(calculator: Calculator, start: Start) {
    let title = TEMPLATES.iter().find(|template| template.start == start).map(|template| template.title);
    let moment = moment(start);
    calculator.replace(title.map_or_else(|| moment.clone(), |title| moment.renamed(title)));
    calculator.say_with_undo(match title {
        Some(title) => format!("{title} opened. Change its numbers to yours."),
        None => "Started an empty scenario".to_owned(),
    });
    calculator.screen.set(Screen::Calculator);
    if let Some(key) = calculator.now().keys.first() {
        workloads::open_workload(calculator, *key);
    }
}

fn moment(start: Start) -> Moment {
    let card = RateCard::newest();
    let workloads = match start {
        Start::Empty => vec![workloads::empty_workload("My app", &card)],
        Start::SupportChat | Start::ScreenedChat => vec![support_chat()],
        Start::DocumentPipeline => vec![document_pipeline()],
        Start::Retrieval => {
            vec![monthly_requests("Retrieval assistant", "claude-sonnet-4.6", 200_000, 6_000, 400)]
        }
        Start::Agent => vec![agent()],
        Start::FineTuned => vec![monthly_requests("Claims triage", "gpt-oss-20b", 1_000_000, 1_500, 200)],
        Start::Committed => vec![document_pipeline(), agent(), support_chat()],
    };
    let mut scenario = scenario(workloads, &card);
    match start {
        Start::FineTuned => scenario.capacity.customs.push(fine_tuned()),
        Start::Committed => scenario.commitment = Some(commitment()),
        Start::Retrieval => scenario.services.knowledge.push(handbook()),
        Start::ScreenedChat => scenario.services.guardrails.push(screening()),
        Start::Agent => scenario.services.agents.push(sessions()),
        _ => {}
    }
    Moment::of(scenario, Vec::new())
}

/// One of the models whose training, storage and serving have published prices, in the region that has them.
fn fine_tuned() -> CustomModel {
    let base = Placement::new("gpt-oss-20b", InferenceScope::InRegion, "us-west-2");
    CustomModel {
        workload: Some(0),
        serving: CustomServing::OnDemand,
        training_hours: TrainingHours::new(10).unwrap_or_default(),
        ..CustomModel::new(base)
    }
}

/// 50,000 documents of two pages, embedded once, searched and put in order for each request.
fn handbook() -> KnowledgeBase {
    KnowledgeBase {
        name: "Handbook".to_owned(),
        documents: Count::new(50_000).unwrap_or_default(),
        document_tokens: each(1_200),
        embedding: Some(Placement::new("titan-embed-text-v2", InferenceScope::InRegion, "us-east-1")),
        rerank: Some(Rerank {
            placement: Placement::new("cohere-rerank-3.5", InferenceScope::InRegion, "us-east-1"),
            chunks: None,
        }),
        store: Store::OpenSearch {
            generation: Generation::Classic,
            without_standby: false,
            group: String::new(),
            indexing: Multiple::default(),
            search: Multiple::default(),
            active_hours: None,
            storage: Multiple::default(),
        },
        ..KnowledgeBase::default()
    }
}

/// Prompts and answers checked for harmful content and for personal data.
fn screening() -> Guardrail {
    Guardrail { name: "Compliance".to_owned(), policies: vec![Policy::Content, Policy::Pii], ..Guardrail::default() }
}

/// A session for each request: two minutes, of which twenty seconds compute, and five tool calls.
fn sessions() -> Agents {
    let whole = |count| Multiple::whole(count).unwrap_or_default();
    Agents {
        name: "Research sessions".to_owned(),
        per: Driver::Requests { workloads: None },
        sessions: Multiple::ONE,
        cpu_seconds: whole(20),
        seconds: whole(120),
        memory: Multiple::ONE,
        gateway_calls: whole(5),
        ..Agents::default()
    }
}

fn commitment() -> Commitment {
    let year = CommitmentYear {
        commitment: dollars(10_000_000),
        organic: Some(dollars(8_500_000)),
        organic_after_discount: false,
        discount: Multiple::of_ten_thousandths(1_200).unwrap_or_default(),
        ai: None,
    };
    Commitment { years: vec![year], ..Commitment::default() }
}

fn scenario(workloads: Vec<Workload>, card: &RateCard) -> Scenario {
    Scenario {
        rates: card.date(),
        rules: Rules::V2,
        // AWS: caching isn't supported with batch inference.
        cache_in_batch: CacheInBatch::NotCached,
        workloads,
        ..presets::default_scenario()
    }
}

fn global(model: &str) -> Placement {
    Placement::new(model, InferenceScope::Global, "us-east-1")
}

fn each(tokens: u64) -> TokensPerRequest {
    TokensPerRequest::new(tokens).unwrap_or_default()
}

fn dollars(whole: u64) -> Dollars {
    Dollars::of_cents(whole * 100).unwrap_or_default()
}

fn monthly_requests(name: &str, model: &str, requests: u64, input: u64, output: u64) -> Workload {
    let demand = Demand::Requests {
        requests: Requests::new(requests).unwrap_or_default(),
        input: each(input),
        output: each(output),
    };
    Workload::new(name, global(model), demand)
}

fn support_chat() -> Workload {
    let requests_per_minute = Multiple::whole(40).unwrap_or_default();
    let demand = Demand::Traffic {
        requests_per_minute,
        hours_per_day: Multiple::whole(12).unwrap_or_default(),
        days_per_month: Multiple::of_ten_thousandths(217_500).unwrap_or_default(),
        input: each(3_800),
        output: each(350),
    };
    let caching = Caching::Traffic {
        prefix: each(3_000),
        requests_per_minute,
        prefixes: Multiple::ONE,
        hit_share: None,
        lifetime: CacheLifetime::FiveMinutes,
        arrivals: Arrivals::Random,
    };
    Workload { caching, ..Workload::new("Support chat", global("claude-sonnet-4.6"), demand) }
}

fn document_pipeline() -> Workload {
    let workload = monthly_requests("Nightly summaries", "claude-haiku-4.5", 6_000_000, 3_000, 250);
    Workload { batch: Share::ALL, ..workload }
}

fn agent() -> Workload {
    let workload = monthly_requests("Research agent", "claude-opus-4.5", 30_000, 6_000, 700);
    // Each call sends what the calls before it added: an answer, and what its tool gave back.
    let growth = Some(Growth { tool_results: each(800) });
    Workload { calls_per_request: Multiple::whole(5).unwrap_or_default(), growth, ..workload }
}

#[cfg(test)]
mod tests {
    use pricing::price::price;

    use super::*;

    #[test]
    fn every_template_has_a_price() {
        let card = RateCard::newest();
        for template in &TEMPLATES {
            let moment = moment(template.start);
            let month = price(&moment.scenario, &card).map(|report| report.month());
            assert!(
                month.as_ref().is_ok_and(|month| *month > pricing::money::Usd::ZERO),
                "{}: {month:?}",
                template.title
            );
        }
    }
}
