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
use crate::scenario::{Capacity, Fleet, Scenario, SelfHosted, Services};

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
    let here = scaled(report.lines.iter().map(LineItem::cost).sum(), share);
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
        placement: line.placement.clone(),
        buying: Buying::Standard,
        length: PromptLength::Ordinary,
        meter: Meter::ModelUnit,
        lifetimes: Vec::new(),
    }
}
