//! A scenario priced.

use std::sync::Arc;

use pricing::money::Usd;
use pricing::price::{MissingRate, MissingService, PriceError, price};
use pricing::quantity::Tokens;
use pricing::rates::RateCard;
use pricing::report::{Owner, Report};
use pricing::scenario::{Caching, Capacity, Demand, FieldError, Scenario, Services};

use super::Moment;

/// An answer: what was priced, and what came out.
pub struct Answer {
    /// The scenario that the report belongs to. Workloads stand where they stand in the reader's scenario; one whose price
    /// is missing asks for nothing here.
    pub scenario: Arc<Scenario>,
    /// The card it was priced with.
    pub card: Arc<RateCard>,
    /// What it costs, and why.
    pub report: Report,
    /// [`Report::workloads_month`], summed once: each workload's card shows its part of it.
    pub workloads: Usd,
}

/// A scenario, and what follows from it. Cheap to copy; two are equal only where they are the same.
#[derive(Clone)]
pub struct Present(Arc<Priced>);

/// What is in a [`Present`].
pub struct Priced {
    /// The scenario, whether or not it could be priced.
    pub scenario: Arc<Scenario>,
    /// The card of its date.
    pub card: Arc<RateCard>,
    /// Everything wrong with its fields.
    pub problems: Vec<FieldError>,
    /// Its answer, or the last good one; `None` while nothing could ever be priced.
    pub answer: Option<Arc<Answer>>,
    /// Prices that are neither on the card nor typed. What needs them is left out of the answer.
    pub missing: Vec<MissingRate>,
    /// Prices of services that are neither known for the region nor typed. While there is one, no service is in the answer.
    pub missing_services: Vec<MissingService>,
    /// Why nothing of it could be priced, where that is so: `answer` is then an earlier one.
    pub error: Option<PriceError>,
}

impl PartialEq for Present {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl core::ops::Deref for Present {
    type Target = Priced;

    fn deref(&self) -> &Priced {
        &self.0
    }
}

impl Present {
    /// Prices the scenario that the page begins with.
    pub fn first(moment: &Moment) -> Self {
        Self::of(Arc::clone(&moment.scenario), None)
    }

    /// Prices a scenario; where that fails, the answer from before stays.
    pub(super) fn of(scenario: Arc<Scenario>, before: Option<&Self>) -> Self {
        let card = match before {
            Some(before) if before.card.date() == scenario.rates => Arc::clone(&before.card),
            _ => Arc::new(RateCard::of(scenario.rates).unwrap_or_else(RateCard::newest)),
        };
        let problems = scenario.check();
        let mut missing = Vec::new();
        let missing_services = pricing::services::missing(&scenario, &card);
        let (answer, error) = match priced(Arc::clone(&scenario), &card, &mut missing) {
            Ok(answer) => (Some(Arc::new(answer)), None),
            Err(error) => (before.and_then(|before| before.answer.clone()), Some(error)),
        };
        Self(Arc::new(Priced { scenario, card, problems, answer, missing, missing_services, error }))
    }

    /// The answer of this very scenario, if only of a part of it; `None` where it is an earlier one or there is none.
    pub fn fresh(&self) -> Option<&Answer> {
        self.answer.as_deref().filter(|_| self.error.is_none())
    }
}

/// Prices a scenario, without what has no price.
fn priced(
    mut scenario: Arc<Scenario>,
    card: &Arc<RateCard>,
    missing: &mut Vec<MissingRate>,
) -> Result<Answer, PriceError> {
    loop {
        let error = match price(&scenario, card) {
            Ok(report) => {
                let workloads = report.workloads_month();
                return Ok(Answer { scenario, card: Arc::clone(card), report, workloads });
            }
            Err(error) => error,
        };
        let rate = match error {
            PriceError::MissingRate(rate) => rate,
            PriceError::MissingService(_) if !scenario.services.is_none() => {
                Arc::make_mut(&mut scenario).services = Services::default();
                continue;
            }
            error => return Err(error),
        };
        if !leave_out(Arc::make_mut(&mut scenario), rate.owner) {
            return Err(PriceError::MissingRate(rate));
        }
        missing.push(*rate);
    }
}

/// Takes out of a scenario what has no price; false where that is out already.
fn leave_out(scenario: &mut Scenario, owner: Owner) -> bool {
    match owner {
        Owner::Workload(index) => {
            let nothing = Demand::Monthly { input: Tokens::ZERO, output: Tokens::ZERO };
            match scenario.workloads.get_mut(index) {
                Some(workload) if workload.demand != nothing => {
                    workload.demand = nothing;
                    // Caching from traffic needs requests, and counts an input that they are part of.
                    workload.caching = Caching::None;
                    true
                }
                _ => false,
            }
        }
        Owner::Service(_) => {
            let had_some = !scenario.services.is_none();
            scenario.services = Services::default();
            had_some
        }
        Owner::Purchase(_) | Owner::Custom(_) => {
            let had_some = scenario.capacity != Capacity::default();
            scenario.capacity = Capacity::default();
            had_some
        }
    }
}

#[cfg(test)]
mod tests {
    use exchange::presets::default_scenario;
    use pricing::scenario::CountedCache;

    use super::*;

    #[test]
    fn a_missing_price_leaves_the_rest() {
        let whole = default_scenario();
        let mut scenario = whole.clone();
        scenario.workloads.extend(whole.workloads.first().cloned());
        if let Some(last) = scenario.workloads.last_mut() {
            "claims-7b".clone_into(&mut last.placement.model);
        }
        let alone = Present::of(Arc::new(whole), None);
        let both = Present::of(Arc::new(scenario), None);
        let month = |present: &Present| present.fresh().map(|answer| answer.report.month());
        assert!(month(&alone).is_some());
        assert_eq!(month(&both), month(&alone));
        assert_eq!(both.missing.iter().map(|missing| missing.owner).collect::<Vec<_>>(), [Owner::Workload(1)]);
    }

    #[test]
    fn a_missing_price_of_a_workload_that_caches_leaves_the_rest_too() {
        let whole = default_scenario();
        let counts = Tokens::new(10).map(|reads| CountedCache { reads, ..CountedCache::default() });
        let mut scenario = whole.clone();
        scenario.workloads.extend(whole.workloads.first().cloned());
        if let Some(last) = scenario.workloads.last_mut() {
            "claims-7b".clone_into(&mut last.placement.model);
            last.caching = Caching::Counted(counts.unwrap_or_default());
        }
        let month = |present: &Present| present.fresh().map(|answer| answer.report.month());
        let (alone, both) = (Present::of(Arc::new(whole), None), Present::of(Arc::new(scenario), None));
        assert!(month(&alone).is_some());
        assert_eq!(month(&both), month(&alone));
    }

    #[test]
    fn the_last_good_answer_stays() {
        let good = Present::of(Arc::new(default_scenario()), None);
        let mut scenario = default_scenario();
        scenario.workloads.clear();
        let bad = Present::of(Arc::new(scenario), Some(&good));
        assert!(bad.fresh().is_none() && bad.error.is_some());
        assert_eq!(
            bad.answer.as_ref().map(|answer| answer.report.month()),
            good.answer.as_ref().map(|answer| answer.report.month())
        );
    }
}
