//! An offer held against the current contract: what it saves, the spend from which it pays, and what to ask for.

use super::offers::{Plan, least, weighted};
use super::{Demanded, YearOutlook, scaled};
use crate::bounds;
use crate::money::Usd;
use crate::quantity::{Dollars, Multiple};
use crate::scenario::{Commitment, Offer};

/// Demand is varied from nothing to this, in ten-thousandths, as far as a forecast may go; in steps of 0.05.
const MOST: u64 = bounds::FORECAST_MAX * 10_000;
const STEP: usize = 500;

/// What of the demand varies while the rest stays as the scenario has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vary {
    /// All of it, alike.
    All,
    /// AI alone.
    Ai,
    /// Everything but AI.
    Other,
}

impl Vary {
    /// All three, in the order of [`Standing::turns`].
    pub const ALL: [Self; 3] = [Self::All, Self::Ai, Self::Other];

    /// What it is called in files and in the package: `all`, `ai`, `other`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Ai => "ai",
            Self::Other => "other",
        }
    }

    /// The demand, where what varies is at so many ten-thousandths.
    const fn demand(self, parts: u64) -> Demanded {
        match self {
            Self::All => Demanded::all(parts),
            Self::Ai => Demanded { other: 10_000, ai: parts },
            Self::Other => Demanded { other: parts, ai: 10_000 },
        }
    }
}

/// Where an offer becomes cheaper than the current contract as demand grows, or ceases to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The least demand at which it does, in ten-thousandths.
    pub demand: u64,
    /// Whether the offer is cheaper from here on; otherwise it was until here.
    pub cheaper: bool,
    /// Spend of the first year there, with AI, before discounts.
    pub spend: Usd,
    /// How much of it is AI.
    pub ai: Usd,
    /// What the offer costs there over the horizon.
    pub payment: Usd,
    /// What the contract costs there over the horizon.
    pub contract_payment: Usd,
}

/// How an offer stands against the current contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// What it saves over the horizon at each forecast, lowest first; negative where the contract is cheaper.
    pub saves: [Usd; 3],
    /// The same, weighted by the forecasts.
    pub expected_saves: Usd,
    /// Where it overtakes the contract or falls behind, between no demand and three times the scenario's: for each of
    /// [`Vary::ALL`].
    pub turns: [Vec<Turn>; 3],
    /// The least discount at which it costs no more than the contract at the likely forecast, its commitment as it is; `None`
    /// where no discount is enough.
    pub discount_to_ask: Option<Multiple>,
    /// The most that the first year can promise, in whole dollars, for it to cost no more than the contract at the likely
    /// forecast, its discount as it is; `None` where it costs more even with nothing promised.
    pub commitment_worth: Option<Dollars>,
}

impl Standing {
    /// Where it begins to pay as demand grows: the first turn that makes it cheaper. `None` where there is none.
    pub fn pays_above(&self, vary: Vary) -> Option<&Turn> {
        self.turns_of(vary).iter().find(|turn| turn.cheaper)
    }

    /// Its turns where so much of the demand varies.
    pub fn turns_of(&self, vary: Vary) -> &[Turn] {
        self.turns.get(vary as usize).map_or(&[], Vec::as_slice)
    }

    /// Above how much spend of the first year, before discounts, it begins to pay: of what varies alone, otherwise of all. `None`
    /// where there is none.
    pub fn pays_above_spend(&self, vary: Vary) -> Option<Usd> {
        self.pays_above(vary).map(|turn| match vary {
            Vary::All => turn.spend,
            Vary::Ai => turn.ai,
            Vary::Other => turn.spend - turn.ai,
        })
    }
}

/// Holds an offer against the contract.
pub(super) fn standing(
    plan: &Plan,
    offer: &Offer,
    contract: &Plan,
    commitment: &Commitment,
    base: &[YearOutlook],
) -> Standing {
    let forecasts = commitment.forecasts.all();
    let payment = |plan: &Plan, demand| plan.at(base, demand).payment;
    let saves = forecasts.map(|forecast| {
        let demand = Demanded::of(&forecast);
        payment(contract, demand) - payment(plan, demand)
    });
    let likely = Demanded::of(&commitment.forecasts.likely);
    let limit = payment(contract, likely);
    // More discount never costs more, and promising less never does either.
    let discounted = |parts: u64| {
        let mut plan = Plan::of(commitment, offer, base);
        plan.discount(Multiple::of_ten_thousandths(parts).unwrap_or(Multiple::ONE));
        payment(&plan, likely) <= limit
    };
    let promising = |dollars: u64| {
        let mut plan = Plan::of(commitment, offer, base);
        plan.promise(Usd::of_cents(dollars.saturating_mul(100)), offer.growth);
        plan.is_within_bounds() && payment(&plan, likely) <= limit
    };
    let discount_to_ask = match (discounted(0), discounted(10_000)) {
        (true, _) => Some(Multiple::ZERO),
        (false, true) => Multiple::of_ten_thousandths(least(0, 10_000, &discounted)),
        (false, false) => None,
    };
    let most = bounds::DOLLARS_MAX;
    let worth = match (promising(0), promising(most)) {
        (false, _) => None,
        (true, true) => Some(most),
        (true, false) => Some(least(0, most, &|dollars| !promising(dollars)) - 1),
    };
    Standing {
        saves,
        expected_saves: weighted(&forecasts, &saves),
        turns: Vary::ALL.map(|vary| turns(plan, contract, vary, base)),
        discount_to_ask,
        commitment_worth: worth.and_then(|dollars| Dollars::of_cents(dollars * 100)),
    }
}

fn turns(plan: &Plan, contract: &Plan, vary: Vary, base: &[YearOutlook]) -> Vec<Turn> {
    let payments = |parts| {
        let demand = vary.demand(parts);
        (plan.at(base, demand).payment, contract.at(base, demand).payment)
    };
    let is_cheaper = |parts| {
        let (own, current) = payments(parts);
        own < current
    };
    let mut found = Vec::new();
    let mut before = is_cheaper(0);
    for from in (0..MOST).step_by(STEP) {
        let after = is_cheaper(from + STEP as u64);
        if after != before {
            let demand = least(from, STEP as u64, &|parts| is_cheaper(parts) == after);
            let (payment, contract_payment) = payments(demand);
            let (other, ai) = base.first().map_or_else(Default::default, |year| first_year(year, vary.demand(demand)));
            found.push(Turn { demand, cheaper: after, spend: other + ai, ai, payment, contract_payment });
        }
        before = after;
    }
    found
}

/// Spend of a year at a demand before discounts: without AI, and of AI.
fn first_year(year: &YearOutlook, demand: Demanded) -> (Usd, Usd) {
    (scaled(year.organic, demand.other), year.ai.iter().map(|spend| scaled(spend.list, demand.ai)).sum())
}
