//! How many units or instances a load needs, and what they cost.

use rust_decimal::Decimal;

use crate::bounds;
use crate::money::{Rate, Unit, Usd, rounded_to};
use crate::price::PriceError;
use crate::quantity::Multiple;
use crate::rates::{Buying, Meter};
use crate::report::{LineItem, Report};
use crate::scenario::{Demand, Field, FieldError, Problem, Scenario, UnitsThere};

/// Most units or instances of one kind: a load that needs more is refused.
const UNITS_MAX: u128 = 1_000_000;

/// Units of one kind, or instances of one fleet, with another provider or of one's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FleetThere {
    /// The model that they serve, by its identifier on Bedrock.
    pub model: String,
    /// Tokens a minute in the busiest minute, as they count there: of input for units, of output for instances.
    pub load: u64,
    /// How many there are, those that stand by included.
    pub count: u64,
    /// What they cost a month.
    pub month: Usd,
    /// What they cost a year: what is paid by the hour is paid for 8,760.
    pub year: Usd,
    /// How much of them the month's mean load uses, with up to 12 places; `None` where nothing is counted.
    pub utilisation: Option<Decimal>,
    /// The utilisation of one instance from which it costs less than Bedrock; `None` for units, and where nothing runs. Above 1: never.
    pub break_even: Option<Decimal>,
}

/// The units of a provider, sized for the share of the load that moves. The lines that they serve leave the report.
pub(super) fn take(
    all: &[UnitsThere],
    report: &mut Report,
    scenario: &Scenario,
    share: u64,
) -> Result<Vec<FleetThere>, PriceError> {
    let mut found = Vec::with_capacity(all.len());
    for units in all {
        let served = |line: &LineItem| line.placement.model == units.model && line.buying != Buying::Batch;
        let weight = |line: &LineItem| match line.meter {
            Meter::Output => units.output_weight,
            Meter::CacheRead => units.read_weight,
            _ => Multiple::ONE,
        };
        let own: Vec<&LineItem> = report.lines.iter().filter(|line| served(line)).collect();
        let load = Load::of(&own, scenario, share, &weight);
        let peak = load.at_peak(units.peak);
        let (minimum, step) = (u128::from(units.minimum.count()), u128::from(units.step.count()));
        let needed = peak.div_ceil(u128::from(units.throughput.count()));
        let count = bounded(minimum + needed.saturating_sub(minimum).div_ceil(step) * step)?;
        let hours = scenario.capacity.hours.count();
        let billed = if units.price.unit() == Unit::ModelUnitHour { count * hours } else { count };
        let capacity = u128::from(count) * u128::from(units.throughput.count()) * 60 * u128::from(hours);
        found.push(FleetThere {
            model: units.model.clone(),
            load: u64::try_from(peak).unwrap_or(u64::MAX),
            count,
            month: units.price.cost(billed),
            year: if units.price.unit() == Unit::ModelUnitHour {
                a_year(units.price, count)
            } else {
                units.price.cost(billed).times(12)
            },
            utilisation: ratio(load.tokens, capacity),
            break_even: None,
        });
        report.lines.retain(|line| !served(line));
    }
    Ok(found)
}

/// So many units or instances by the hour, for a year.
pub(super) fn a_year(hourly: Rate, count: u64) -> Usd {
    hourly.cost(count * bounds::HOURS_OF_AVERAGE_MONTH * 12)
}

/// A count within its bound.
pub(super) fn bounded(count: u128) -> Result<u64, PriceError> {
    let problem = FieldError { workload: None, field: Field::Demand, problem: Problem::TooManyTokens };
    u64::try_from(count).ok().filter(|count| u128::from(*count) <= UNITS_MAX).ok_or(PriceError::Field(problem))
}

/// What is asked of a fleet.
pub(super) struct Load {
    /// Tokens of the month, as they count there, rounded down.
    pub(super) tokens: u128,
    /// Tokens a minute while traffic runs: each workload's, rounded up, added up.
    a_minute: u128,
}

impl Load {
    /// The load of some lines, of which a share moves; `weight` is what a token of a line counts for.
    pub(super) fn of(
        lines: &[&LineItem],
        scenario: &Scenario,
        share: u64,
        weight: &dyn Fn(&LineItem) -> Multiple,
    ) -> Self {
        let (mut tokens, mut a_minute) = (0_u128, 0_u128);
        for (index, workload) in scenario.workloads.iter().enumerate() {
            let own = lines.iter().filter(|line| line.workload == index);
            // In parts of 10^-8 of a token.
            let parts: u128 = own
                .map(|line| u128::from(line.quantity.tokens()) * u128::from(weight(line).ten_thousandths()))
                .sum::<u128>()
                * u128::from(share);
            let minutes = minutes(workload.demand, scenario);
            tokens += parts / 100_000_000;
            if minutes > 0 {
                a_minute += parts.div_ceil(minutes);
            }
        }
        Self { tokens, a_minute }
    }

    /// Tokens a minute in the busiest minute, rounded up.
    pub(super) fn at_peak(&self, peak: Multiple) -> u128 {
        (self.a_minute * u128::from(peak.ten_thousandths())).div_ceil(10_000)
    }
}

/// The minutes of a month that a workload's traffic runs in, in parts of 10^-8: those it says, otherwise all.
fn minutes(demand: Demand, scenario: &Scenario) -> u128 {
    match demand {
        Demand::Traffic { hours_per_day, days_per_month, .. } => {
            u128::from(hours_per_day.ten_thousandths()) * u128::from(days_per_month.ten_thousandths()) * 60
        }
        Demand::Monthly { .. } | Demand::Requests { .. } => {
            u128::from(scenario.capacity.hours.count()) * 60 * 100_000_000
        }
    }
}

/// One whole number by another, to 12 places, half up; `None` where it can't be.
pub(super) fn ratio(count: u128, whole: u128) -> Option<Decimal> {
    let twice = count.checked_mul(2_000_000_000_000)?.checked_add(whole)?;
    let parts = twice.checked_div(whole.checked_mul(2)?)?;
    Decimal::try_from_i128_with_scale(i128::try_from(parts).ok()?, 12)
        .ok()
        .map(|value| rounded_to(value, 12).normalize())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::money::Rate;
    use crate::quantity::{Tokens, TokensPerRequest};
    use crate::rates::{InferenceScope, PromptLength, RateCard};
    use crate::report::{AppliedRate, Basis, StepKind};
    use crate::scenario::{Placement, Workload};

    fn multiple(text: &str) -> Multiple {
        Multiple::parse(text).unwrap_or_default()
    }

    fn traffic(hours: &str, days: &str) -> Demand {
        let each = TokensPerRequest::default();
        Demand::Traffic {
            requests_per_minute: Multiple::ONE,
            hours_per_day: multiple(hours),
            days_per_month: multiple(days),
            input: each,
            output: each,
        }
    }

    fn monthly() -> Demand {
        Demand::Monthly { input: Tokens::ZERO, output: Tokens::ZERO }
    }

    fn scenario(demands: &[Demand]) -> Scenario {
        let placement = || Placement::new("m", InferenceScope::Global, "us-east-1");
        let workloads = demands.iter().map(|demand| Workload::new("", placement(), *demand)).collect();
        Scenario::new(RateCard::newest().date(), workloads)
    }

    fn line(workload: usize, meter: Meter, tokens: u64) -> Option<LineItem> {
        let base = Rate::new(Decimal::ONE, Unit::MillionTokens).ok()?;
        Some(LineItem {
            workload,
            route: None,
            placement: Arc::new(Placement::new("m", InferenceScope::Global, "us-east-1")),
            buying: Buying::Standard,
            length: PromptLength::Ordinary,
            meter,
            quantity: Basis::new(StepKind::Given, tokens),
            price: AppliedRate { base, halved: false, typed: true, secondary: false, priced_as: None },
        })
    }

    #[test]
    fn a_quotient_has_twelve_places_half_up() {
        let shown = |count, whole| ratio(count, whole).map(|value| value.to_string());
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(shown(5, 2), text("2.5"));
        assert_eq!(shown(1, 3), text("0.333333333333"));
        assert_eq!(shown(2, 3), text("0.666666666667"));
        // Half of the last place, and just below.
        assert_eq!(shown(1, 2_000_000_000_000), text("0.000000000001"));
        assert_eq!(shown(1, 2_000_000_000_001), text("0"));
        assert_eq!((shown(1, 0), shown(u128::MAX, 1)), (None, None));
    }

    #[test]
    fn a_million_units_are_the_most() {
        assert_eq!(bounded(1_000_000).ok(), Some(1_000_000));
        assert!(bounded(1_000_001).is_err());
        assert!(bounded(u128::from(u64::MAX) + 2).is_err());
    }

    #[test]
    fn traffic_runs_in_the_minutes_it_says() {
        let of = |demand| minutes(demand, &scenario(&[]));
        // 7.5 hours on 20 days are 9,000 minutes; a month of 730 hours has 43,800.
        assert_eq!(of(traffic("7.5", "20")), 9_000 * 100_000_000);
        assert_eq!(of(monthly()), 43_800 * 100_000_000);
    }

    #[test]
    fn each_workload_adds_its_own_minute() {
        // An hour a day on one day has 60 minutes; of the third nothing runs.
        let scenario = scenario(&[monthly(), traffic("1", "1"), traffic("0", "1")]);
        let lines = [
            line(0, Meter::Input, 43_800),
            line(0, Meter::Output, 1),
            line(1, Meter::Input, 20),
            line(1, Meter::Output, 45),
            line(2, Meter::Input, 7),
        ];
        let lines: Vec<&LineItem> = lines.iter().flatten().collect();
        let load = |share| {
            let double = |line: &LineItem| if line.meter == Meter::Output { multiple("2") } else { Multiple::ONE };
            let load = Load::of(&lines, &scenario, share, &double);
            (load.tokens, load.a_minute)
        };
        // 43,802 in 43,800 minutes are 2 a minute, rounded up, and 110 in 60 are 2; 7 have no minute to run in.
        assert_eq!(load(10_000), (43_802 + 110 + 7, 2 + 2));
        // Half of them: 21,901 and 55 and 3.5; each workload's are rounded down, its minute up.
        assert_eq!(load(5_000), (21_901 + 55 + 3, 1 + 1));
    }

    #[test]
    fn the_busiest_minute_is_rounded_up() {
        let load = Load { tokens: 0, a_minute: 3 };
        assert_eq!([multiple("1"), multiple("1.5"), multiple("2")].map(|peak| load.at_peak(peak)), [3, 5, 6]);
    }
}
