//! Notices and assumptions in words, with what another choice would change.

use super::workload_name;
use pricing::ladder::Lever;
use pricing::price::month_with;
use pricing::rates::RateCard;
use pricing::report::{Assumption, Notice, Report};
use pricing::scenario::{CacheInBatch, Scenario};

/// A convention that an answer rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Convention {
    /// Its first sentence.
    pub lead: String,
    /// What else there is to say; empty for nothing.
    pub rest: String,
    /// What the month would cost under the other choices; empty where there is none.
    pub otherwise: String,
}

/// The conventions of a report that `scenario` and `card` led to.
pub fn conventions(report: &Report, scenario: &Scenario, card: &RateCard) -> Vec<Convention> {
    let convention = |assumption: &Assumption| {
        let text = assumption.to_string();
        let (lead, rest) = text.split_once(". ").map_or((text.as_str(), ""), |(lead, rest)| (lead, rest));
        let otherwise = match assumption {
            Assumption::CacheInBatch(choice) => other_choices(*choice, scenario, card),
            _ => String::new(),
        };
        Convention { lead: format!("{}.", lead.trim_end_matches('.')), rest: rest.to_owned(), otherwise }
    };
    let mut conventions: Vec<Convention> = report.assumptions.iter().map(convention).collect();
    conventions.push(Convention {
        lead: "Prices are before tax and before discounts.".to_owned(),
        rest: "They are AWS’s list prices in US dollars, except where you typed your own.".to_owned(),
        otherwise: String::new(),
    });
    conventions
}

fn other_choices(chosen: CacheInBatch, scenario: &Scenario, card: &RateCard) -> String {
    let mut others = Vec::new();
    for choice in CacheInBatch::ALL.into_iter().filter(|choice| *choice != chosen) {
        let other = Scenario { cache_in_batch: choice, ..scenario.clone() };
        if let Ok(month) = month_with(&other, card, Lever::Prices) {
            let words = match choice {
                CacheInBatch::Halved => "if the batch discount applied to cache reads",
                CacheInBatch::NotHalved => "at the full cache price",
                CacheInBatch::NotCached => "without a cache in batch",
            };
            others.push(format!("{month} {words}"));
        }
    }
    if others.is_empty() { String::new() } else { format!("The month would cost {}.", others.join(", or ")) }
}

/// A notice in words, and the name of the workload it is about.
pub fn notice(notice: &Notice, scenario: &Scenario) -> (Option<String>, String) {
    (notice.workload().map(|index| workload_name(scenario, index)), notice.to_string())
}
