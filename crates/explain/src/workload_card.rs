//! One workload in a few words: what stands on its card.

use rust_decimal::Decimal;

use crate::{amounts, words};
use pricing::money::Usd;
use pricing::quantity::{Multiple, Share};
use pricing::rates::RateCard;
use pricing::report::Report;
use pricing::scenario::{Demand, Scenario, Workload};

/// Model and demand: `Sonnet 4.5 · 40 a minute`, `Haiku 4.5 · 6M requests, batch`; the model alone while there is no demand.
pub fn workload_line(workload: &Workload, card: &RateCard) -> String {
    let name = words::model_name(card, &workload.placement.model);
    let name = name.strip_prefix("Claude ").unwrap_or(name);
    let name = if name.is_empty() { "No model yet" } else { name };
    let demand = match workload.demand {
        // The card says "No demand yet" beside it.
        Demand::Monthly { input, output } if input.count() + output.count() == 0 => return name.to_owned(),
        Demand::Monthly { input, output } => {
            format!("{} in, {} out", amounts::count(input.count()), amounts::count(output.count()))
        }
        Demand::Requests { requests, .. } if workload.batch == Share::ALL => {
            format!("{} requests", amounts::count(requests.count()))
        }
        Demand::Requests { requests, .. } => format!("{} requests a month", amounts::count(requests.count())),
        Demand::Traffic { requests_per_minute, .. } => format!("{requests_per_minute} a minute"),
    };
    let demand = match workload.calls_per_request {
        Multiple::ONE => demand,
        calls => format!("{calls} calls a request"),
    };
    let batch = if workload.batch == Share::ALL { ", batch" } else { "" };
    format!("{name} · {demand}{batch}")
}

/// What one unit of a workload's demand costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitCost {
    /// One request, before calls per request.
    Request(Usd),
    /// A million tokens, input and output together.
    MillionTokens(Usd),
}

/// What one request of a workload costs; a million tokens where requests aren't known. `None` without demand.
pub fn unit_cost(workload: usize, report: &Report, scenario: &Scenario) -> Option<UnitCost> {
    let asked = scenario.workloads.get(workload)?;
    let month = report.workload_month(workload);
    if let Some(requests) = asked.demand.requests() {
        return month.per(Decimal::from(requests)).map(UnitCost::Request);
    }
    let (input, output) = asked.tokens();
    let millions = Decimal::try_from_i128_with_scale(i128::from(input.saturating_add(output)), 6).ok()?;
    month.per(millions).map(UnitCost::MillionTokens)
}

/// A workload's part of what all workloads cost, in thousandths.
pub fn thousandths_of_cost(month: Usd, all: Usd) -> u32 {
    let share = month.share_of(all).unwrap_or_default();
    u32::try_from((share * Decimal::ONE_THOUSAND).trunc()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use exchange::presets::default_scenario;
    use pricing::price::price;
    use pricing::quantity::Tokens;

    #[test]
    fn the_worked_example_in_a_line() {
        let (scenario, card) = (default_scenario(), RateCard::newest());
        let line = scenario.workloads.first().map(|workload| workload_line(workload, &card));
        assert_eq!(line.as_deref(), Some("Sonnet 4.5 · 2.4B in, 600M out"));
    }

    #[test]
    fn what_is_not_chosen_yet_is_said() {
        let card = RateCard::newest();
        let mut workload = default_scenario().workloads.swap_remove(0);
        workload.demand = Demand::Monthly { input: Tokens::ZERO, output: Tokens::ZERO };
        assert_eq!(workload_line(&workload, &card), "Sonnet 4.5");
        workload.placement.model = String::new();
        assert_eq!(workload_line(&workload, &card), "No model yet");
    }

    #[test]
    fn what_a_million_tokens_cost() {
        let (scenario, card) = (default_scenario(), RateCard::newest());
        let millions = price(&scenario, &card).map(|report| match unit_cost(0, &report, &scenario) {
            Some(UnitCost::MillionTokens(cost)) => cost.to_string(),
            _ => String::new(),
        });
        // $11,664.00 for 3,000 million tokens.
        assert_eq!(millions.as_deref(), Ok("$3.89"));
    }

    #[test]
    fn a_part_of_the_cost_is_cut_off_at_thousandths() {
        let of = |month, all| thousandths_of_cost(Usd::of_cents(month), Usd::of_cents(all));
        assert_eq!([of(100, 100), of(1, 3), of(2, 3), of(0, 3), of(0, 0)], [1_000, 333, 666, 0, 0]);
    }
}
