//! A spend commitment: gap, absorption, shortfall, and what AI adds to a year's payment; and what is weighed before one is
//! signed: offers, clauses, alternatives.
//!
//! Follows "Commitment" in `docs/arithmetic.md`. All sums are exact; only what is scaled is rounded, to the cent.

mod alternatives;
mod bands;
mod clauses;
mod ladder;
mod obligations;
mod offers;
mod shortcut;
mod year;

use rust_decimal::Decimal;

use crate::bounds;
use crate::money::{Usd, rounded_to};
use crate::quantity::{Dollars, Multiple};
use crate::rates::RateCard;
use crate::report::Report;
use crate::scenario::{Commitment, ProviderTerms};

pub use alternatives::{AlternativeOutlook, alternatives};
pub use bands::{BANDS, Band, observed};
pub use clauses::{Clause, ClauseValue, clauses};
pub use ladder::ladder;
pub use obligations::{Obligation, obligations};
pub use offers::{Crossing, Forecasted, OfferOutlook, Offers, offers};
pub use shortcut::LeftOut;
pub use year::{AiSpend, Deal, YearOutlook};

/// The years of a commitment, given the report of a month; `None` where spend grows above
/// [`DOLLARS_MAX`](bounds::DOLLARS_MAX) a year.
pub fn years(commitment: &Commitment, report: &Report, card: &RateCard) -> Option<Vec<YearOutlook>> {
    years_until(commitment, report, card, commitment.years.len())
}

/// So many years: those beyond the commitment's own grow from its last one, with nothing promised and no discount.
fn years_until(commitment: &Commitment, report: &Report, card: &RateCard, count: usize) -> Option<Vec<YearOutlook>> {
    let mut scenario_ai = of_scenario(report, card);
    let organics = organic(commitment, count);
    let mut typed_ai = None;
    let most = Usd::new(Decimal::from(bounds::DOLLARS_MAX));
    let mut years = Vec::with_capacity(count);
    for (index, organic) in organics.into_iter().enumerate() {
        let year = commitment.years.get(index);
        let typed = year.and_then(|year| year.ai).map(Dollars::usd);
        if index > 0 {
            for (_, _, spend) in &mut scenario_ai {
                *spend = scaled(*spend, commitment.ai_growth.ten_thousandths());
            }
            let grown = |spend| scaled(spend, commitment.ai_growth.ten_thousandths());
            typed_ai = if year.is_some() { typed } else { typed_ai.map(grown) };
        } else {
            typed_ai = typed;
        }
        let spends = scenario_ai.iter().map(|(_, _, spend)| *spend).chain(typed_ai).chain([organic]);
        if spends.max() > Some(most) {
            return None;
        }
        let deal = Deal {
            commitment: year.map_or(Usd::ZERO, |year| year.commitment.usd()),
            discount: year.map_or(Multiple::ZERO, |year| year.discount),
            negotiated: commitment.negotiated,
            measure: commitment.measure,
        };
        let ai: Vec<AiSpend> = match typed_ai {
            Some(typed) => vec![deal.spend(TYPED, typed, ProviderTerms::usual("", false))],
            None => scenario_ai
                .iter()
                .map(|(id, name, list)| deal.spend(name, *list, terms(commitment, id, card)))
                .collect(),
        };
        years.push(YearOutlook::new(deal, organic, ai));
    }
    Some(years)
}

/// Spend without AI of so many years: as typed, otherwise the year before times its growth.
pub fn organic(commitment: &Commitment, count: usize) -> Vec<Usd> {
    let mut spend = Usd::ZERO;
    let years = (0..count).map(|index| {
        // Nothing grows to nothing: the first year needs no case of its own.
        let grown = scaled(spend, commitment.organic_growth.ten_thousandths());
        spend = commitment.years.get(index).and_then(|year| year.organic).map_or(grown, Dollars::usd);
        spend
    });
    years.collect()
}

/// What typed AI spend is called.
const TYPED: &str = "AI spend, typed";

/// Terms as typed, or as usual for the provider.
pub fn terms(commitment: &Commitment, provider: &str, card: &RateCard) -> ProviderTerms {
    let typed = commitment.terms.iter().find(|terms| terms.provider == provider);
    typed.cloned().unwrap_or_else(|| {
        let known = card.providers().iter().find(|known| known.id == provider);
        ProviderTerms::usual(provider, known.is_some_and(|known| known.marketplace))
    })
}

/// AI spend of a year by provider: identifier, name, twelve months to the cent.
fn of_scenario(report: &Report, card: &RateCard) -> Vec<(String, String, Usd)> {
    let mut spends: Vec<(String, String, Usd)> = Vec::new();
    let mut add = |model: &str, cost: Usd| {
        let (id, name) = provider_of(model, card);
        match spends.iter_mut().find(|(other, ..)| other == id) {
            Some((_, _, sum)) => *sum = *sum + cost,
            None => spends.push((id.to_owned(), name.to_owned(), cost)),
        }
    };
    for line in &report.lines {
        add(&line.placement.model, line.cost());
    }
    for charge in report.charges.iter().filter(|charge| !charge.is_once()) {
        add(&charge.placement.model, charge.cost());
    }
    for (_, _, spend) in &mut spends {
        *spend = cents(spend.times(12));
    }
    spends
}

/// A model's provider: identifier and name. Models that aren't on the card are one provider without an identifier.
fn provider_of<'a>(model: &str, card: &'a RateCard) -> (&'a str, &'a str) {
    let provider = card.model(model).map(|model| card.provider_of(model));
    provider.map_or(("", "Other"), |provider| (&provider.id, &provider.name))
}

/// To the cent, half away from zero.
fn cents(amount: Usd) -> Usd {
    Usd::new(rounded_to(amount.amount(), 2))
}

/// So many ten-thousandths of an amount, to the cent.
fn scaled(amount: Usd, parts: u64) -> Usd {
    cents(amount.times_parts(parts))
}
