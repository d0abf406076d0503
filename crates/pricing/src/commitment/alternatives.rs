//! Other ways to run a part of the AI spend, beside what that part adds to the payment on Bedrock.

mod fleet;
mod provider;
mod self_hosted;
mod there;

pub use fleet::FleetThere;
pub use provider::{AtProvider, WorkloadThere, charged_there, listed_there};
pub use self_hosted::OnOwnInstances;

use super::obligations::owed_by_provider;
use super::of_services;
use super::year::finest;
use super::{AiSpend, YearOutlook, years_until};
use crate::money::{Rate, Usd};
use crate::price::PriceError;
use crate::price::demand::{self, Steps};
use crate::rates::{Elsewhere, RateCard};
use crate::report::Report;
use crate::scenario::{Alternative, AlternativePrice, Commitment, Rules, Scenario};

/// One alternative in the first year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlternativeOutlook {
    /// What moves, before discounts.
    pub moved: Usd,
    /// What terms of capacity owe of the AI spend whatever moves, before discounts: it is paid on Bedrock, used or not.
    pub owed: Usd,
    /// What is paid for what moves on Bedrock.
    pub cash: Usd,
    /// What it adds to the year's payment on Bedrock.
    pub adds: Usd,
    /// What it costs on the alternative, a year; `None` where no price is typed, and where one is missing.
    pub price: Option<Usd>,
    /// Why prices by model and meter give no price: one that is needed isn't typed, or can't be used.
    pub problem: Option<PriceError>,
    /// Input and output tokens of a month that move, where one price of each is typed.
    pub tokens: Option<[u64; 2]>,
    /// What the provider offers for each workload, where its card prices them.
    pub provider: Option<AtProvider>,
    /// The instances, where it is self-hosted.
    pub own: Option<OnOwnInstances>,
    /// What moving costs, once.
    pub switching: Usd,
}

impl AlternativeOutlook {
    /// Units of the provider, or instances of one's own, in their order; none where neither is bought.
    pub fn fleets(&self) -> &[FleetThere] {
        let units = self.provider.as_ref().map(|provider| &provider.units);
        units.or(self.own.as_ref().map(|own| &own.fleets)).map_or(&[], Vec::as_slice)
    }

    /// What moving saves a year; negative where it costs more, `None` without a price. Where capacity is owed it is at most
    /// this: the term may begin anew, or run for longer than it was taken to.
    pub fn saves(&self) -> Option<Usd> {
        Some(self.adds - self.price?)
    }

    /// Whole months until what is saved has repaid the switch; `None` where it never does, and without a price.
    pub fn months_to_repay(&self) -> Option<u128> {
        let saves = self.saves()?;
        (saves > Usd::ZERO).then(|| finest(self.switching.times(12)).div_ceil(finest(saves).max(1)))
    }
}

/// Every alternative of a scenario that is priced, in order; `None` where spend grows too large to compute. `elsewhere` has the prices
/// of other providers.
pub fn alternatives(
    scenario: &Scenario,
    report: &Report,
    card: &RateCard,
    elsewhere: &Elsewhere,
) -> Option<Vec<AlternativeOutlook>> {
    let none = Commitment::default();
    let commitment = scenario.commitment.as_ref().filter(|commitment| !commitment.years.is_empty()).unwrap_or(&none);
    let years = years_until(commitment, report, card, 1)?;
    let year = years.first()?;
    let owed = match report.rules {
        // Typed AI spend stands in place of the scenario's, and of its capacity.
        Rules::V2 if commitment.first_typed_ai().is_none() => owed_by_provider(report, card),
        Rules::V1 | Rules::V2 => Vec::new(),
    };
    // Services stay where they are: an alternative replaces inference.
    let is_typed = commitment.first_typed_ai().is_some();
    let services = if is_typed { Vec::new() } else { of_services(report, card) };
    let asked = Asked { scenario, report, card, elsewhere, year, is_typed };
    let outlook = |alternative| outlook(alternative, [&owed, &services], &asked);
    Some(scenario.alternatives.iter().map(outlook).collect())
}

/// What alternatives are held against.
struct Asked<'a> {
    scenario: &'a Scenario,
    report: &'a Report,
    card: &'a RateCard,
    elsewhere: &'a Elsewhere,
    /// The first year on Bedrock.
    year: &'a YearOutlook,
    /// Whether its AI spend is typed instead of the scenario's.
    is_typed: bool,
}

fn outlook(
    alternative: &Alternative,
    [owed, services]: [&[(String, Usd)]; 2],
    asked: &Asked<'_>,
) -> AlternativeOutlook {
    let Asked { scenario, card, year, .. } = *asked;
    let share = alternative.share.ten_thousandths().min(10_000);
    let of = |list: &[(String, Usd)], spend: &AiSpend| {
        let found = list.iter().find(|(provider, _)| *provider == spend.terms.provider);
        found.map_or(Usd::ZERO, |(_, owed)| *owed)
    };
    let owed_of = |spend: &AiSpend| of(owed, spend);
    let stays = year.without(share, &|spend| owed_of(spend) + of(services, spend));
    let (mut tokens, mut problem, mut provider, mut own) = (None, None, None, None);
    let mut there = |prices: &[crate::scenario::TypedPrice]| match there::year(scenario, prices, share, card) {
        Ok(year) => Some(year),
        Err(error) => {
            problem = Some(error);
            None
        }
    };
    let price = match &alternative.price {
        AlternativePrice::Monthly(month) => alternative.is_priced().then(|| month.usd().times(12)),
        AlternativePrice::Prices(prices) => there(prices).filter(|_| alternative.is_priced()),
        AlternativePrice::SelfHosted(hosted) => match self_hosted::year(hosted, share, scenario, card) {
            Ok((year, found)) => {
                own = Some(found);
                Some(year).filter(|_| alternative.is_priced())
            }
            Err(error) => {
                problem = Some(error);
                None
            }
        },
        AlternativePrice::Provider(asked_of) => {
            let (year, found) = provider::year(asked_of, share, asked);
            provider = Some(found);
            match year {
                Ok(year) => Some(year),
                Err(error) => {
                    problem = Some(error);
                    None
                }
            }
        }
        AlternativePrice::Tokens { input, output } => {
            let moved = moved_tokens(scenario, share);
            tokens = Some(moved);
            match scenario.rules {
                _ if !alternative.is_priced() => None,
                Rules::V1 => Some(all_alike(moved, *input, *output)),
                Rules::V2 => there(&there::of_one_model(scenario, *input, *output)),
            }
        }
    };
    AlternativeOutlook {
        moved: year.ai_list() - stays.ai_list(),
        owed: year.ai.iter().map(owed_of).sum(),
        cash: year.ai_cash() - stays.ai_cash(),
        adds: year.payment() - stays.payment(),
        price,
        problem,
        tokens,
        provider,
        own,
        switching: alternative.switching.usd(),
    }
}

/// Input and output tokens of a month that move: those of all workloads after trim.
fn moved_tokens(scenario: &Scenario, share: u64) -> [u64; 2] {
    let volumes = scenario.workloads.iter().map(|workload| demand::volume(workload, true, Steps::Left));
    let (input, output) =
        volumes.fold((0, 0), |sum, volume| (sum.0 + volume.input.tokens(), sum.1 + volume.output.tokens()));
    [input, output].map(|tokens| part(tokens, share))
}

/// A year of tokens at one price each, as version 1 of the rules has it.
fn all_alike([moved_input, moved_output]: [u64; 2], input: Rate, output: Rate) -> Usd {
    (input.cost(moved_input) + output.cost(moved_output)).times(12)
}

/// So many ten-thousandths of a count, rounded down.
fn part(count: u64, parts: u64) -> u64 {
    u64::try_from(u128::from(count) * u128::from(parts) / 10_000).unwrap_or(count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Unit;
    use crate::price::price;
    use crate::quantity::{Dollars, ModelUnits, Multiple, Tokens, TokensPerMinute};
    use crate::rates::{InferenceScope, Meter, PromptLength};
    use crate::scenario::{
        Bought, CommitmentYear, Demand, Load, OwnLine, Placement, Purchase, Term, Throughput, TypedPrice, Workload,
    };
    use rust_decimal::Decimal;

    const NOVA: &str = "nova-pro";

    fn placement() -> Placement {
        Placement::new(NOVA, InferenceScope::InRegion, "us-east-1")
    }

    fn rate(dollars: i64, unit: Unit) -> Rate {
        let Ok(rate) = Rate::new(Decimal::from(dollars), unit) else { unreachable!() };
        rate
    }

    fn dollars(whole: u64) -> Dollars {
        Dollars::of_cents(whole * 100).unwrap_or_default()
    }

    /// So much input and output of Nova Pro a month, at $0.80 and $3.20.
    fn asked(input: u64, output: u64) -> Scenario {
        let tokens = |count| Tokens::new(count).unwrap_or_default();
        let demand = Demand::Monthly { input: tokens(input), output: tokens(output) };
        Scenario::new(RateCard::newest().date(), vec![Workload::new("", placement(), demand)])
    }

    /// A half of it at one price of a million input tokens and one of output.
    fn half_at(input: i64, output: i64) -> Alternative {
        let [input, output] = [input, output].map(|dollars| rate(dollars, Unit::MillionTokens));
        Alternative {
            name: String::new(),
            price: AlternativePrice::Tokens { input, output },
            share: Multiple::of_ten_thousandths(5_000).unwrap_or_default(),
            switching: Dollars::default(),
        }
    }

    /// The first alternative of a scenario.
    fn first(scenario: &Scenario) -> AlternativeOutlook {
        let card = RateCard::newest();
        let report = price(scenario, &card).ok();
        let all = report.and_then(|report| alternatives(scenario, &report, &card, Elsewhere::bundled()));
        let Some(first) = all.and_then(|all| all.into_iter().next()) else { unreachable!() };
        first
    }

    /// What adds so much on Bedrock, and costs so much elsewhere in a year and once.
    fn outlook(adds: i64, price: Option<i64>, switching: i64) -> AlternativeOutlook {
        let usd = |dollars: i64| Usd::new(Decimal::from(dollars));
        AlternativeOutlook {
            moved: usd(0),
            owed: usd(0),
            cash: usd(0),
            adds: usd(adds),
            price: price.map(usd),
            problem: None,
            tokens: None,
            provider: None,
            own: None,
            switching: usd(switching),
        }
    }

    #[test]
    fn a_switch_is_repaid_by_what_it_saves() {
        let repaid = |adds, price, switching| {
            let outlook = outlook(adds, price, switching);
            (outlook.saves().map(Usd::exact), outlook.months_to_repay())
        };
        let saves = |dollars: &str| Some(dollars.to_owned());
        // $60,000 a year are $5,000 a month.
        assert_eq!(repaid(100_000, Some(40_000), 25_000), (saves("60000"), Some(5)));
        assert_eq!(repaid(100_000, Some(40_000), 25_001), (saves("60000"), Some(6)));
        assert_eq!(repaid(100_000, Some(40_000), 0), (saves("60000"), Some(0)));
        // What saves nothing, or costs more, never repays a switch; without a price nothing is said.
        assert_eq!(repaid(40_000, Some(40_000), 25_000), (saves("0"), None));
        assert_eq!(repaid(40_000, Some(100_000), 25_000), (saves("-60000"), None));
        assert_eq!(repaid(40_000, None, 25_000), (None, None));
    }

    #[test]
    fn instances_of_ones_own_are_listed() {
        let none = outlook(0, None, 0);
        assert_eq!(none.fleets(), []);
        let fleet = FleetThere {
            model: "model".to_owned(),
            load: 0,
            count: 2,
            month: Usd::ZERO,
            year: Usd::ZERO,
            utilisation: None,
            break_even: None,
        };
        let own =
            OnOwnInstances { fleets: vec![fleet.clone()], people: Usd::ZERO, here: Usd::ZERO, break_even_volume: None };
        let outlook = AlternativeOutlook { own: Some(own), ..none };
        assert_eq!(outlook.fleets(), [fleet]);
    }

    #[test]
    fn one_pair_of_prices_is_for_all_that_moves() {
        let of = |rules, input, output| {
            let mut scenario = asked(3_000_001, 1_000_001).under(rules);
            scenario.alternatives = vec![half_at(input, output)];
            first(&scenario).price
        };
        // Halves are 1,500,000 and 500,000: 12 x (1.5 x 2 + 0.5 x 10). By the second rules 6.000002 + 10.00001 a month are 192.00
        // a year, to the cent, and half of that.
        assert_eq!(Rules::ALL.map(|rules| of(rules, 2, 10)), [Some(Usd::of_cents(9_600)); 2]);
        // One of the two may be nothing. Both are no price, and no alternative that costs nothing.
        assert_eq!(of(Rules::V1, 0, 10), Some(Usd::of_cents(6_000)));
        assert_eq!(Rules::ALL.map(|rules| of(rules, 0, 0)), [None, None]);
    }

    #[test]
    fn services_stay_where_they_are() {
        let mut scenario = asked(1_000_000_000, 0);
        scenario.services.lines = vec![OwnLine { amount: dollars(200), ..OwnLine::default() }];
        scenario.alternatives = vec![half_at(1, 1)];
        let outlook = first(&scenario);
        // Half of 12 x 1,000 x 0.80 moves, nothing of 12 x 200. Without a commitment it adds what it costs.
        assert_eq!([outlook.moved, outlook.cash, outlook.adds], [Usd::of_cents(480_000); 3]);
        assert_eq!(outlook.owed, Usd::ZERO);
    }

    #[test]
    fn typed_ai_spend_owes_nothing_of_the_scenarios_capacity() {
        let throughput = Throughput::Blended(TokensPerMinute::new(1).unwrap_or_default());
        let bought = Bought::Units { units: ModelUnits::default(), term: Term::OneMonth, throughput };
        let mut scenario = asked(0, 0);
        scenario.capacity.purchases = vec![Purchase { placement: placement(), bought, serves: None, load: Load::Flat }];
        scenario.prices = vec![TypedPrice {
            model: NOVA.to_owned(),
            place: None,
            buying: Term::OneMonth.buying(),
            length: PromptLength::Ordinary,
            meter: Meter::ModelUnit,
            rate: rate(1, Unit::ModelUnitHour),
        }];
        scenario.alternatives = vec![half_at(1, 1)];
        let of = |ai: Option<Dollars>, rules| {
            let years = vec![CommitmentYear { ai, ..CommitmentYear::default() }];
            let commitment = Some(Commitment { years, ..Commitment::default() });
            let outlook = first(&Scenario { commitment, ..scenario.clone() }.under(rules));
            [outlook.owed, outlook.moved]
        };
        // A term of one month is 730 hours at $1. Of a year of 8,760 hours half of what isn't owed moves, (8,760 - 730) / 2.
        assert_eq!(of(None, Rules::V2), [730, 4_015].map(|whole| dollars(whole).usd()));
        // By the first rules nothing is owed, and half of 12 x 730 moves.
        assert_eq!(of(None, Rules::V1), [0, 4_380].map(|whole| dollars(whole).usd()));
        // Typed spend has no term: half of all of it moves.
        for rules in Rules::ALL {
            assert_eq!(of(Some(dollars(10_000)), rules), [0, 5_000].map(|whole| dollars(whole).usd()));
        }
    }
}
