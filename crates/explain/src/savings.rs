//! Savings that aren't used yet, in words: what to do, and what must be true for it.

use super::{count, model_name, purchase_name, workload_name};
use pricing::decide::{CACHED_PERCENT, READS_PER_WRITE, ROUTED_PERCENT, Saving, SavingKind, TRIMMED_PERCENT};
use pricing::quantity::Multiple;
use pricing::rates::RateCard;
use pricing::scenario::{Caching, Scenario};

/// A saving in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavingWords {
    /// What to do: `Run Nightly summaries as batch`.
    pub title: String,
    /// What must be true for it: `If answers can wait for hours`.
    pub condition: String,
    /// What has been done, once it is: `Nightly summaries runs as batch`.
    pub done: String,
}

/// A saving in words.
pub fn saving_words(saving: &Saving, scenario: &Scenario, card: &RateCard) -> SavingWords {
    let of = workload_name(scenario, saving.index);
    let (title, condition, done) = match &saving.kind {
        SavingKind::Cache => cache_words(saving, &of),
        SavingKind::Batch => {
            (format!("Run {of} as batch"), "If answers can wait for hours".to_owned(), format!("{of} runs as batch"))
        }
        SavingKind::Flex => (
            format!("Use the Flex tier for {of}"),
            "If slower answers are fine".to_owned(),
            format!("{of} uses the Flex tier"),
        ),
        SavingKind::Standard => (
            format!("Use the Standard tier for {of}"),
            "If ordinary speed is enough".to_owned(),
            format!("{of} uses the Standard tier"),
        ),
        SavingKind::Route(to) => {
            let model = model_name(&to.model, card);
            let routed = saving.scenario.workloads.get(saving.index).and_then(|workload| workload.routes.first());
            let condition = match routed.map(|route| route.token_factor).filter(|factor| *factor != Multiple::ONE) {
                Some(factor) => {
                    format!("Test quality first. Includes about {factor} times the tokens for the same text")
                }
                None => "Test quality first".to_owned(),
            };
            (
                format!("Send {ROUTED_PERCENT}% of {of} to {model}"),
                condition,
                format!("{ROUTED_PERCENT}% of {of} goes to {model}"),
            )
        }
        SavingKind::Trim => (
            format!("Make the answers of {of} {TRIMMED_PERCENT}% shorter"),
            "If shorter answers are good enough".to_owned(),
            format!("The answers of {of} are {TRIMMED_PERCENT}% shorter"),
        ),
        SavingKind::Global => (
            format!("Use global inference for {of}"),
            "If requests may be processed in any AWS Region".to_owned(),
            format!("{of} uses global inference"),
        ),
        SavingKind::DropCapacity => {
            let purchase = scenario.capacity.purchases.get(saving.index);
            let name = purchase.map(|purchase| purchase_name(purchase, card)).unwrap_or_default();
            (
                format!("Give up capacity: {name}"),
                "Once its term ends: on demand costs less".to_owned(),
                format!("Given up: {name}"),
            )
        }
    };
    SavingWords { title, condition, done }
}

/// Caching, in the form that the workload's demand gives it.
fn cache_words(saving: &Saving, of: &str) -> (String, String, String) {
    let caching = saving.scenario.workloads.get(saving.index).map(|workload| workload.caching);
    let (condition, done) = if let Some(Caching::Traffic { prefix, .. }) = caching {
        let tokens = count(prefix.count());
        (
            format!("If the first {tokens} tokens of each prompt repeat"),
            format!("{of} caches {tokens} tokens of each prompt"),
        )
    } else {
        (
            format!("If {CACHED_PERCENT}% of each prompt repeats, {READS_PER_WRITE} reads for each cache write"),
            format!("{of} reads {CACHED_PERCENT}% of its input from cache"),
        )
    };
    (format!("Cache the prompt of {of}"), condition, done)
}
