//! Where a reader starts: an empty scenario, or one of six that are like theirs.

use exchange::presets;
use leptos::prelude::*;
use pricing::quantity::{Dollars, Multiple, Requests, Share, TokensPerRequest, TrainingHours};
use pricing::rates::{InferenceScope, RateCard};
use pricing::scenario::{
    Arrivals, CacheInBatch, CacheLifetime, Caching, Commitment, CommitmentYear, CustomModel, CustomServing, Demand,
    Placement, Rules, Scenario, Workload,
};

use crate::icon::{self, Icon};
use crate::state::{Calculator, Moment};
use crate::workloads;

/// A scenario to start from.
pub struct Template {
    /// What it is for.
    pub title: &'static str,
    /// What is special about it, in a few words.
    pub about: &'static str,
    /// Its picture.
    pub icon: Icon,
    workloads: fn() -> Vec<Workload>,
    /// What else belongs to it.
    finish: fn(&mut Scenario),
}

/// The templates. Their figures are examples to be replaced, not measurements.
pub static TEMPLATES: [Template; 6] = [
    Template {
        title: "Support chat",
        about: "Live answers, long cached prompt",
        icon: icon::CHAT,
        workloads: || vec![support_chat()],
        finish: |_| {},
    },
    Template {
        title: "Document pipeline",
        about: "Millions of pages, overnight batch",
        icon: icon::DOCUMENT,
        workloads: || vec![document_pipeline()],
        finish: |_| {},
    },
    Template {
        title: "Retrieval assistant",
        about: "Search, rerank and answer",
        icon: icon::BOOK,
        workloads: || vec![monthly_requests("Retrieval assistant", "claude-sonnet-4.6", 200_000, 6_000, 400)],
        finish: |_| {},
    },
    Template {
        title: "Agent",
        about: "Several calls a request, tools",
        icon: icon::BOLT,
        workloads: || vec![agent()],
        finish: |_| {},
    },
    Template {
        title: "Fine-tuned model",
        about: "Training, storage and serving",
        icon: icon::TUNED,
        workloads: || vec![monthly_requests("Claims triage", "gpt-oss-20b", 1_000_000, 1_500, 200)],
        finish: |scenario| {
            // One of the models whose training, storage and serving have published prices, in the region that has them.
            let base = Placement::new("gpt-oss-20b", InferenceScope::InRegion, "us-west-2");
            scenario.capacity.customs.push(CustomModel {
                workload: Some(0),
                serving: CustomServing::OnDemand,
                training_hours: TrainingHours::new(10).unwrap_or_default(),
                ..CustomModel::new(base)
            });
        },
    },
    Template {
        title: "Committed enterprise",
        about: "AI inside an AWS commitment",
        icon: icon::BANK,
        workloads: || vec![document_pipeline(), agent(), support_chat()],
        finish: |scenario| {
            let year = CommitmentYear {
                commitment: dollars(10_000_000),
                organic: Some(dollars(8_500_000)),
                organic_after_discount: false,
                discount: Multiple::of_ten_thousandths(1_200).unwrap_or_default(),
                ai: None,
            };
            scenario.commitment = Some(Commitment { years: vec![year], ..Commitment::default() });
        },
    },
];

/// Opens a template, as one step that can be undone.
pub fn open(calculator: Calculator, template: &Template) {
    calculator.replace(moment(template).renamed(template.title));
    calculator.say_with_undo(format!("{} opened. Change its numbers to yours.", template.title));
    open_first(calculator);
}

/// An empty workload, every lever off.
pub fn price_my_app(calculator: Calculator) {
    let card = RateCard::newest();
    let scenario = scenario(vec![workloads::empty_workload("My app", &card)], &card);
    calculator.replace(Moment::of(scenario, Vec::new()));
    calculator.say_with_undo("Started an empty scenario");
    open_first(calculator);
}

fn open_first(calculator: Calculator) {
    calculator.screen.set(crate::state::Screen::Calculator);
    if let Some(key) = calculator.now().keys.first() {
        workloads::open_workload(calculator, *key);
    }
}

fn moment(template: &Template) -> Moment {
    let mut scenario = scenario((template.workloads)(), &RateCard::newest());
    (template.finish)(&mut scenario);
    Moment::of(scenario, Vec::new())
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
    Workload { calls_per_request: Multiple::whole(5).unwrap_or_default(), ..workload }
}

#[cfg(test)]
mod tests {
    use pricing::price::price;

    use super::*;

    #[test]
    fn every_template_has_a_price() {
        let card = RateCard::newest();
        for template in &TEMPLATES {
            let moment = moment(template);
            let month = price(&moment.scenario, &card).map(|report| report.month());
            assert!(
                month.as_ref().is_ok_and(|month| *month > pricing::money::Usd::ZERO),
                "{}: {month:?}",
                template.title
            );
        }
    }
}
