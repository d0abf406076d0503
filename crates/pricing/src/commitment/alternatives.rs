//! Other ways to run a part of the AI spend, beside what that part adds to the payment on Bedrock.

use super::year::finest;
use super::{YearOutlook, years_until};
use crate::money::Usd;
use crate::price::demand;
use crate::rates::RateCard;
use crate::report::Report;
use crate::scenario::{Alternative, AlternativePrice, Commitment, CommitmentYear, Scenario};

/// One alternative in the first year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlternativeOutlook {
    /// What moves, before discounts.
    pub moved: Usd,
    /// What is paid for it on Bedrock.
    pub cash: Usd,
    /// What it adds to the year's payment on Bedrock.
    pub adds: Usd,
    /// What it costs on the alternative, a year; `None` where no price is typed.
    pub price: Option<Usd>,
    /// Input and output tokens of a month that move, where it is priced by them.
    pub tokens: Option<[u64; 2]>,
    /// What moving costs, once.
    pub switching: Usd,
}

impl AlternativeOutlook {
    /// What moving saves a year; negative where it costs more, `None` without a price.
    pub fn saves(&self) -> Option<Usd> {
        Some(self.adds - self.price?)
    }

    /// Whole months until what is saved has repaid the switch; `None` where it never does, and without a price.
    pub fn months_to_repay(&self) -> Option<u128> {
        let saves = self.saves()?;
        (saves > Usd::ZERO).then(|| finest(self.switching.times(12)).div_ceil(finest(saves).max(1)))
    }
}

/// Every alternative of a scenario that is priced, in order; `None` where spend grows too large to compute.
pub fn alternatives(scenario: &Scenario, report: &Report, card: &RateCard) -> Option<Vec<AlternativeOutlook>> {
    let none = Commitment { years: vec![CommitmentYear::default()], ..Commitment::default() };
    let commitment = scenario.commitment.as_ref().filter(|commitment| !commitment.years.is_empty()).unwrap_or(&none);
    let years = years_until(commitment, report, card, 1)?;
    let year = years.first()?;
    Some(scenario.alternatives.iter().map(|alternative| outlook(alternative, year, scenario)).collect())
}

fn outlook(alternative: &Alternative, year: &YearOutlook, scenario: &Scenario) -> AlternativeOutlook {
    let share = alternative.share.ten_thousandths().min(10_000);
    let stays = year.without(share);
    let (price, tokens) = match alternative.price {
        AlternativePrice::Monthly(month) => (month.usd().times(12), None),
        AlternativePrice::Tokens { input, output } => {
            let volumes = scenario.workloads.iter().map(|workload| demand::volume(workload, true));
            let (all_input, all_output) =
                volumes.fold((0, 0), |sum, volume| (sum.0 + volume.input.tokens(), sum.1 + volume.output.tokens()));
            let tokens = [all_input, all_output].map(|tokens| part(tokens, share));
            let [moved_input, moved_output] = tokens;
            ((input.cost(moved_input) + output.cost(moved_output)).times(12), Some(tokens))
        }
    };
    AlternativeOutlook {
        moved: year.ai_list() - stays.ai_list(),
        cash: year.ai_cash() - stays.ai_cash(),
        adds: year.payment() - stays.payment(),
        price: alternative.is_priced().then_some(price),
        tokens,
        switching: alternative.switching.usd(),
    }
}

/// So many ten-thousandths of a count, rounded down.
fn part(count: u64, parts: u64) -> u64 {
    u64::try_from(u128::from(count) * u128::from(parts) / 10_000).unwrap_or(count)
}
