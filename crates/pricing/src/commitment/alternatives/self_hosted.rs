//! Instances of one's own in place of Bedrock.
//!
//! Follows "Self-hosting" in `docs/arithmetic.md`.

use rust_decimal::Decimal;

use super::fleet::{FleetThere, Load, a_year, bounded, ratio};
use crate::commitment::{cents, scaled};
use crate::money::{Usd, rounded_to};
use crate::price::{MissingRate, PriceError, price};
use crate::quantity::Multiple;
use crate::rates::{Buying, Meter, PromptLength, RateCard};
use crate::report::{LineItem, Owner};
use crate::scenario::{Capacity, Fleet, Placement, Scenario, SelfHosted, Services};

/// What instances of one's own come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnOwnInstances {
    /// The fleets, in their order.
    pub fleets: Vec<FleetThere>,
    /// What people cost a month.
    pub people: Usd,
    /// What the share that moves costs a month on Bedrock without capacity, to the cent.
    pub here: Usd,
    /// How many times the volume that moves costs on Bedrock what the fleets and people do, with up to 12 places; `None` where these
    /// instances can't serve as much: then never with them.
    pub break_even_volume: Option<Decimal>,
}

impl OnOwnInstances {
    /// Instances and people, a month.
    pub fn month(&self) -> Usd {
        self.fleets.iter().map(|fleet| fleet.month).sum::<Usd>() + self.people
    }
}

/// A year of what a share, in ten-thousandths, of a scenario needs on instances of one's own.
///
/// # Errors
/// A model without a fleet, as a missing price; a price that is missing on Bedrock, which the tokens are counted with; a load beyond the
/// bound of instances.
pub(super) fn year(
    own: &SelfHosted,
    share: u64,
    scenario: &Scenario,
    card: &RateCard,
) -> Result<(Usd, OnOwnInstances), PriceError> {
    let capacity = Capacity { purchases: Vec::new(), customs: Vec::new(), ..scenario.capacity.clone() };
    let services = Services::default();
    let asked = Scenario { capacity, services, commitment: None, alternatives: Vec::new(), ..scenario.clone() };
    let report = price(&asked, card)?;
    let runs = |line: &LineItem| own.fleets.iter().any(|fleet| fleet.model == line.placement.model && is_known(fleet));
    if let Some(line) = report.lines.iter().find(|line| !runs(line)) {
        return Err(Box::new(without_fleet(line, card)).into());
    }
    let (mut fleets, mut can_grow) = (Vec::with_capacity(own.fleets.len()), None);
    for (index, fleet) in own.fleets.iter().filter(|fleet| is_known(fleet)).enumerate() {
        let is_first =
            !own.fleets.iter().filter(|fleet| is_known(fleet)).take(index).any(|other| other.model == fleet.model);
        let lines: Vec<&LineItem> =
            report.lines.iter().filter(|line| is_first && line.placement.model == fleet.model).collect();
        let (found, most) = sized(fleet, &lines, &asked, share)?;
        fleets.push(found);
        // The fleet that is full first.
        can_grow = match (can_grow, most) {
            (Some(one), Some(other)) => Some(if one < other { one } else { other }),
            (one, other) => one.or(other),
        };
    }
    // Tokens alone: what surrounds them stays on AWS.
    let here = scaled(report.workloads_month(), share);
    let mut found = OnOwnInstances { fleets, people: own.people.usd(), here, break_even_volume: None };
    found.break_even_volume = found.month().share_of(here).map(|times| rounded_to(times, 12).normalize());
    found.break_even_volume = found.break_even_volume.filter(|times| can_grow.is_none_or(|most| *times <= most));
    let year = found.fleets.iter().map(|fleet| fleet.year).sum::<Usd>() + found.people.times(12);
    Ok((cents(year), found))
}

/// Whether a fleet's throughput is known.
fn is_known(fleet: &Fleet) -> bool {
    fleet.output_per_second > Multiple::ZERO
}

/// A fleet for what it serves, and how many times that it could serve at most; `None` where it serves nothing.
fn sized(
    fleet: &Fleet,
    lines: &[&LineItem],
    scenario: &Scenario,
    share: u64,
) -> Result<(FleetThere, Option<Decimal>), PriceError> {
    let is_output = |line: &LineItem| if line.meter == Meter::Output { Multiple::ONE } else { Multiple::ZERO };
    let load = Load::of(lines, scenario, share, &is_output);
    let peak = load.at_peak(fleet.peak);
    let (speed, target) =
        (u128::from(fleet.output_per_second.ten_thousandths()), u128::from(fleet.target.ten_thousandths()));
    // Of one instance in a minute, in parts of 10^-8 of a token.
    let serves = speed * target * 60;
    let serving = (peak * 100_000_000).div_ceil(serves).max(1);
    let count = bounded(serving + u128::from(fleet.spare))?;
    let hours = scenario.capacity.hours.count();
    let month = fleet.hourly.cost(count * hours);
    let capacity = u128::from(count) * speed * 3_600 * u128::from(hours);
    let cost: Usd = lines.iter().map(|line| line.cost()).sum();
    let output: u64 = lines.iter().filter(|line| line.meter == Meter::Output).map(|line| line.quantity.tokens()).sum();
    let found = FleetThere {
        model: fleet.model.clone(),
        load: u64::try_from(peak).unwrap_or(u64::MAX),
        count,
        month,
        year: a_year(fleet.hourly, count),
        utilisation: ratio(load.tokens * 10_000, capacity),
        break_even: break_even(fleet, output, cost),
    };
    Ok((found, ratio(serving * serves, peak * 100_000_000)))
}

/// The utilisation of one instance at which its hour costs what its tokens would on Bedrock.
fn break_even(fleet: &Fleet, output: u64, cost: Usd) -> Option<Decimal> {
    if output == 0 {
        return None;
    }
    let an_hour = Decimal::from(fleet.output_per_second.ten_thousandths()) * Decimal::new(3_600, 4);
    let of_bedrock = cost.per(Decimal::from(output))?.amount().checked_mul(an_hour)?;
    fleet.hourly.amount().checked_div(of_bedrock).map(|share| rounded_to(share, 12).normalize())
}

/// A model that nothing of one's own runs.
fn without_fleet(line: &LineItem, card: &RateCard) -> MissingRate {
    let model = &line.placement.model;
    let known = card.model(model);
    MissingRate {
        owner: Owner::Workload(line.workload),
        name: known.map_or_else(|| model.clone(), |known| known.name.clone()),
        unknown_model: known.is_none(),
        placement: Placement::clone(&line.placement),
        buying: Buying::Standard,
        length: PromptLength::Ordinary,
        meter: Meter::ModelUnit,
        lifetimes: Vec::new(),
        refused_above: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::{Rate, Unit};
    use crate::quantity::{Dollars, Hours, Tokens};
    use crate::rates::InferenceScope;
    use crate::scenario::{Demand, Workload};

    const LLAMA: &str = "llama-3.3-70b";
    const NOVA: &str = "nova-pro";

    /// 30M output tokens of Llama at $0.72, and 3M of Nova Pro at $3.20, in a month of 500 hours: 1,000 and 100 a minute.
    fn scenario(models: &[&str]) -> Scenario {
        let workload = |model: &&str| {
            let output = Tokens::new(if *model == LLAMA { 30_000_000 } else { 3_000_000 }).unwrap_or_default();
            let placement = Placement::new(model, InferenceScope::InRegion, "us-east-1");
            Workload::new(model, placement, Demand::Monthly { input: Tokens::ZERO, output })
        };
        let mut scenario = Scenario::new(RateCard::newest().date(), models.iter().map(workload).collect());
        scenario.capacity.hours = Hours::new(500).unwrap_or_default();
        scenario
    }

    /// Instances at a cent an hour, none of them standing by.
    fn fleet(model: &str, per_second: &str) -> Option<Fleet> {
        Some(Fleet {
            model: model.to_owned(),
            hourly: Rate::new(Decimal::new(1, 2), Unit::ModelUnitHour).ok()?,
            output_per_second: Multiple::parse(per_second).ok()?,
            target: Multiple::ONE,
            peak: Multiple::ONE,
            spare: 0,
        })
    }

    fn own(fleets: &[Option<Fleet>], people_cents: u64) -> SelfHosted {
        let fleets = fleets.iter().flatten().cloned().collect();
        SelfHosted { fleets, people: Dollars::of_cents(people_cents).unwrap_or_default() }
    }

    fn found(own: &SelfHosted, share: u64, models: &[&str]) -> Option<(Usd, OnOwnInstances)> {
        year(own, share, &scenario(models), &RateCard::newest()).ok()
    }

    fn number(text: &str) -> Option<Decimal> {
        crate::number::decimal(text)
    }

    fn dollars(text: &str) -> Option<Usd> {
        number(text).map(Usd::new)
    }

    #[test]
    fn instances_and_people_make_up_the_month() {
        // Ten a second are 600 a minute: two instances for 1,000.
        let Some((year, all)) = found(&own(&[fleet(LLAMA, "10")], 80), 10_000, &[LLAMA]) else { unreachable!() };
        let counts: Vec<(u64, u64)> = all.fleets.iter().map(|fleet| (fleet.load, fleet.count)).collect();
        assert_eq!(counts, [(1_000, 2)]);
        // 2 x 500 x 0.01 + 0.80, and for a year 2 x 8,760 x 0.01 + 12 x 0.80.
        assert_eq!((Some(all.month()), Some(year)), (dollars("10.8"), dollars("184.8")));
        // 30 x 0.72 = 21.60 on Bedrock, twice as much.
        assert_eq!((Some(all.here), all.break_even_volume), (dollars("21.6"), number("0.5")));
        let Some(fleet) = all.fleets.first() else { unreachable!() };
        // 30M of 2 x 10 x 3,600 x 500 = 36M; 0.01 / (36,000 x 0.72 / 1,000,000 = 0.02592).
        assert_eq!(fleet.utilisation, number("0.833333333333"));
        assert_eq!(fleet.break_even, number("0.385802469136"));
    }

    #[test]
    fn a_part_of_the_traffic_needs_less() {
        let Some((year, all)) = found(&own(&[fleet(LLAMA, "10")], 80), 5_000, &[LLAMA]) else { unreachable!() };
        // 500 a minute need one instance: 500 x 0.01 + 0.80 against half of 21.60, and a year 87.60 + 9.60.
        assert_eq!((Some(all.month()), Some(all.here), Some(year)), (dollars("5.8"), dollars("10.8"), dollars("97.2")));
    }

    #[test]
    fn of_two_fleets_for_a_model_the_first_serves_it() {
        let fleets = [fleet(NOVA, "0"), fleet(LLAMA, "0"), fleet(LLAMA, "20"), fleet(LLAMA, "10"), fleet(LLAMA, "10")];
        let Some((_, all)) = found(&own(&fleets, 0), 10_000, &[LLAMA]) else { unreachable!() };
        // Those whose speed isn't known aren't there. A fleet that serves nothing has one instance all the same.
        let counts: Vec<(u64, u64)> = all.fleets.iter().map(|fleet| (fleet.load, fleet.count)).collect();
        assert_eq!(counts, [(1_000, 1), (0, 1), (0, 1)]);
        let utilised: Vec<_> = all.fleets.iter().map(|fleet| (fleet.utilisation, fleet.break_even.is_some())).collect();
        assert_eq!(utilised, [(number("0.833333333333"), true), (number("0"), false), (number("0"), false)]);
    }

    #[test]
    fn no_fleet_grows_beyond_the_one_that_is_full_first() {
        // Two instances of Llama do 1,200 a minute for 1,000, one of Nova 105 for 100: 1.05 times is the most of both.
        let fleets = [fleet(LLAMA, "10"), fleet(NOVA, "1.75")];
        let volume = |people, fleets: &[Option<Fleet>]| {
            found(&own(fleets, people), 10_000, &[LLAMA, NOVA]).map(|(_, all)| all.break_even_volume)
        };
        let [llama, nova] = fleets;
        for fleets in [[llama.clone(), nova.clone()], [nova, llama]] {
            // 10 + 5 + 17 = 32 of 21.60 + 9.60 = 31.20; 32.76 of it are 1.05 times, 34.32 would be 1.1 times.
            assert_eq!(volume(1_700, &fleets), Some(number("1.025641025641")));
            assert_eq!(volume(1_776, &fleets), Some(number("1.05")));
            assert_eq!(volume(1_932, &fleets), Some(None));
        }
    }

    #[test]
    fn a_model_without_a_fleet_is_named() {
        let missing =
            |own: &SelfHosted, models: &[&str]| match year(own, 10_000, &scenario(models), &RateCard::newest()) {
                Err(PriceError::MissingRate(missing)) => Some((missing.name, missing.unknown_model, missing.owner)),
                _ => None,
            };
        let named = |workload| Some(("Nova Pro".to_owned(), false, Owner::Workload(workload)));
        assert_eq!(missing(&own(&[fleet(LLAMA, "10")], 0), &[LLAMA, NOVA]), named(1));
        assert_eq!(missing(&own(&[fleet(LLAMA, "10"), fleet(NOVA, "0")], 0), &[NOVA]), named(0));
        assert_eq!(missing(&own(&[fleet(LLAMA, "10")], 0), &[LLAMA]), None);
    }

    #[test]
    fn more_instances_than_there_may_be_are_refused() {
        // Two tokens a second of 0.0001 of an instance: 0.012 a minute each, and 1,000 a minute need 83,334 instances.
        let slow = |peak: &str| {
            let slow = fleet(LLAMA, "2").map(|fleet| Fleet {
                target: Multiple::of_ten_thousandths(1).unwrap_or_default(),
                peak: Multiple::parse(peak).unwrap_or_default(),
                ..fleet
            });
            found(&own(&[slow], 0), 10_000, &[LLAMA])
                .map(|(_, all)| all.fleets.iter().map(|own| own.count).sum::<u64>())
        };
        assert_eq!(slow("1"), Some(83_334));
        // 12,000 a minute need just 1,000,000.
        assert_eq!((slow("12"), slow("12.0012")), (Some(1_000_000), None));
    }
}
