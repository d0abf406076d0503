//! How lines, places, levers and amounts are called wherever they are shown.

use rust_decimal::Decimal;

use pricing::money::{Rate, Usd, grouped};
use pricing::names::{capitalised, model_name, workload_name};
use pricing::rates::{InferenceScope, Meter, RateCard};
use pricing::report::{LineItem, Owner};
use pricing::scenario::{Bought, Placement, Scenario};

/// What stays the same about a line while its figures change: `0--standard-ordinary-cache_read`. Fit for an `id`.
pub fn line_id(line: &LineItem) -> String {
    let route = line.route.map(|route| route.to_string()).unwrap_or_default();
    let (buying, length, meter) = (line.buying.name(), line.length.name(), line.meter.name());
    format!("{}-{route}-{buying}-{length}-{meter}", line.workload)
}

/// Model, scope and, where it matters, region: `Claude Sonnet 4.5, global`, `Nova Lite, in-region, us-east-1`.
pub fn place(placement: &Placement, card: &RateCard) -> String {
    let name = model_name(&placement.model, card);
    match placement.scope {
        InferenceScope::Global => format!("{name}, global"),
        scope => format!("{name}, {}, {}", scope.name(), placement.region),
    }
}

/// What the page calls an entry of a scenario: a workload by its name, capacity as its fields are called.
pub fn owner_title(scenario: &Scenario, owner: Owner) -> String {
    match owner {
        Owner::Workload(index) => workload_name(scenario, index),
        Owner::Purchase(index) => {
            let bought = scenario.capacity.purchases.get(index).map(|purchase| purchase.bought);
            let what =
                if matches!(bought, Some(Bought::Reserved { .. })) { "Reserved capacity" } else { "Model units" };
            format!("{what} {}", index + 1)
        }
        Owner::Custom(index) => format!("Custom model {}", index + 1),
        Owner::Service(owner) => pricing::names::service_owner_name(scenario, owner),
    }
}

/// A change with its sign: `-$2,160.00`, `+$48.00`; `$0.00` for none.
pub fn signed(change: Usd) -> String {
    if change > Usd::ZERO { format!("+{change}") } else { change.to_string() }
}

/// A rate in two parts: `$3.00` and `per 1M tokens`.
pub fn rate_parts(rate: Rate) -> (String, String) {
    (format!("${}", price_digits(rate.amount())), format!("per {}", rate.unit().name()))
}

/// A price with all its digits, at least two after the point: `3.00`, `0.0375`.
pub fn price_digits(amount: Decimal) -> String {
    let mut digits = amount.normalize();
    if digits.scale() < 2 {
        digits.rescale(2);
    }
    grouped(&digits.to_string())
}

/// A meter as the head of a column: `Cache write (5 min)`.
pub(crate) fn meter_head(meter: Meter) -> String {
    capitalised(meter.words())
}
