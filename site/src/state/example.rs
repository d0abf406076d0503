//! The example of the first visit becomes the reader's own.

use pricing::quantity::{Multiple, Share};
use pricing::scenario::{Caching, Scenario, ServiceTier, Workload};

/// Whether a change makes the example the reader's: another model or another demand.
pub fn is_own(before: &Scenario, after: &Scenario) -> bool {
    let is_same = |(before, after): (&Workload, &Workload)| {
        before.placement.model == after.placement.model && before.demand == after.demand
    };
    before.workloads.len() == after.workloads.len() && !before.workloads.iter().zip(&after.workloads).all(is_same)
}

/// Switches off what lowers the example's price: the reader hasn't said that it holds for theirs. False where nothing did.
pub fn drop_levers(scenario: &mut Scenario) -> bool {
    let before = scenario.clone();
    for workload in &mut scenario.workloads {
        workload.caching = Caching::None;
        workload.batch = Share::NONE;
        workload.output_trim = Share::NONE;
        workload.token_overhead = Multiple::ZERO;
        workload.calls_per_request = Multiple::ONE;
        workload.tier = ServiceTier::Standard;
        workload.routes.clear();
    }
    *scenario != before
}
