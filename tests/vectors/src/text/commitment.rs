//! What follows from a commitment and beside it, as text: years, the ladder of one, offers, clauses, a rate hold by what
//! prices did, alternatives, obligations.

use pricing::commitment::{
    AlternativeOutlook, Clause, Crossing, FleetThere, Forecasted, HeldRates, Obligation, OfferOutlook, Offers, Reading,
    Standing, Turn, WorkloadThere, YearOutlook, alternatives, as_read, clauses, ladder, obligations, offers, rate_hold,
    years,
};
use pricing::money::Usd;
use pricing::rates::{Elsewhere, RateCard};
use pricing::report::Report;
use pricing::scenario::Scenario;
use serde_json::{Value, json};

use super::{error_kind, ladder_value, owner_value};

/// Null where there is nothing to compute.
pub(super) fn values(scenario: &Scenario, report: &Report, card: &RateCard) -> Value {
    let commitment = scenario.commitment.as_ref();
    let years = commitment.and_then(|commitment| years(commitment, report, card));
    let with_years = commitment.zip(years.as_ref());
    let clauses = with_years.map(|(commitment, years)| clauses(commitment, years));
    let held = with_years.map(|(commitment, years)| rate_hold(commitment, years, card));
    let owed = with_years.map(|(commitment, years)| obligations(commitment, years, report, card));
    let offers = commitment.and_then(|commitment| offers(commitment, report, card));
    let alternatives = alternatives(scenario, report, card, Elsewhere::bundled());
    json!({
        "years": years.as_ref().map(|years| years.iter().map(year_value).collect::<Vec<_>>()),
        "readings": with_years.map(|(commitment, years)| {
            let read = |reading| {
                let value = |year: &YearOutlook| json!([year.payment().exact(), year.shortfall().exact()]);
                as_read(commitment, years, reading).iter().map(value).collect::<Vec<_>>()
            };
            Reading::ALL.map(read)
        }),
        "year_ladder": with_years
            .and_then(|(commitment, years)| ladder(commitment, years, report))
            .map(|ladder| ladder_value(&ladder)),
        "offers": offers.as_ref().map(offers_value),
        "clauses": clauses.map(|clauses| {
            let value = |clause: &pricing::commitment::ClauseValue| json!({
                "clause": clause_name(clause.clause),
                "without": clause.without.exact(),
                "with": clause.with.exact(),
            });
            clauses.iter().map(value).collect::<Vec<_>>()
        }),
        "rate_hold": held.map(|held| held.iter().map(held_value).collect::<Vec<_>>()),
        "alternatives": alternatives
            .map(|alternatives| alternatives.iter().map(alternative_value).collect::<Vec<_>>()),
        "obligations": owed.map(|owed| owed.iter().map(obligation_value).collect::<Vec<_>>()),
    })
}

fn year_value(year: &YearOutlook) -> Value {
    json!({
        "commitment": year.deal.commitment.exact(),
        "organic": year.organic.exact(),
        "ai_list": year.ai_list().exact(),
        "ai_cash": year.ai_cash().exact(),
        "gap": year.gap().exact(),
        "shortfall": year.shortfall().exact(),
        "payment": year.payment().exact(),
        "payment_without": year.payment_without().exact(),
        "carried": year.carried_with.exact(),
        "incremental": year.incremental().exact(),
        "absorbed": year.absorbed().exact(),
        "effective_discount": year.effective_discount().map(|share| share.to_string()),
        "shortcut": year.shortcut().exact(),
        "shortfall_ends_at": year.shortfall_ends_at().map(Usd::exact),
    })
}

fn offers_value(offers: &Offers) -> Value {
    let cheapest: Vec<usize> = (0..offers.forecasts.len()).map(|forecast| offers.cheapest_at(forecast)).collect();
    json!({
        "horizon": offers.horizon,
        "offers": offers.offers.iter().map(offer_value).collect::<Vec<_>>(),
        "crossings": offers.crossings.iter().map(crossing_value).collect::<Vec<_>>(),
        "contract": offer_value(&offers.contract),
        "standings": offers.standings.iter().map(standing_value).collect::<Vec<_>>(),
        "best": (0..offers.forecasts.len()).map(|forecast| offers.best_at(forecast)).collect::<Vec<_>>(),
        "best_expected": offers.best_expected(),
        "cheapest": cheapest,
        "cheapest_expected": offers.cheapest_expected(),
    })
}

fn offer_value(offer: &OfferOutlook) -> Value {
    json!({
        "years": offer.years,
        "promised": offer.promised.exact(),
        "points": offer.points.iter().map(|(demand, payment)| json!([demand, payment.exact()])).collect::<Vec<_>>(),
        "forecasts": offer.forecasts.each_ref().map(forecasted_value),
        "expected": offer.expected.exact(),
    })
}

fn standing_value(standing: &Standing) -> Value {
    let turn = |turn: &Turn| {
        json!({
            "demand": turn.demand,
            "cheaper": turn.cheaper,
            "spend": turn.spend.exact(),
            "payment": turn.payment.exact(),
            "contract_payment": turn.contract_payment.exact(),
        })
    };
    json!({
        "saves": standing.saves.map(Usd::exact),
        "expected_saves": standing.expected_saves.exact(),
        "turns": standing.turns.each_ref().map(|turns| turns.iter().map(turn).collect::<Vec<_>>()),
        "discount_to_ask": standing.discount_to_ask.map(|discount| discount.to_string()),
        "commitment_worth": standing.commitment_worth.map(|worth| worth.usd().exact()),
    })
}

fn forecasted_value(forecasted: &Forecasted) -> Value {
    json!({
        "payment": forecasted.payment.exact(),
        "shortfall": forecasted.shortfall.exact(),
        "credits": forecasted.credits.exact(),
        "retired": forecasted.retired.exact(),
    })
}

fn crossing_value(crossing: &Crossing) -> Value {
    json!({
        "one": crossing.one,
        "other": crossing.other,
        "demand": crossing.demand,
        "payment": crossing.payment.exact(),
        "other_payment": crossing.other_payment.exact(),
        "used": crossing.used.map(|used| used.to_string()),
    })
}

fn held_value(held: &HeldRates) -> Value {
    let items = held.followed.iter().filter_map(|own| Some(own.event.as_ref()?.item));
    json!({
        "precedent": held.precedent.name(),
        "follows": items.collect::<Vec<_>>(),
        "without": held.without.exact(),
        "with": held.with.exact(),
    })
}

/// The stable word for a clause.
pub const fn clause_name(clause: Clause) -> &'static str {
    match clause {
        Clause::FullCounting => "full-counting",
        Clause::EarnsDiscount => "earns-discount",
        Clause::RateHold => "rate-hold",
        Clause::Reduction => "reduction",
        Clause::DeprecationParity => "deprecation-parity",
    }
}

fn alternative_value(outlook: &AlternativeOutlook) -> Value {
    json!({
        "moved": outlook.moved.exact(),
        "cash": outlook.cash.exact(),
        "adds": outlook.adds.exact(),
        "owed": outlook.owed.exact(),
        "problem": outlook.problem.as_ref().map(error_kind),
        "price": outlook.price.map(Usd::exact),
        "workloads": outlook.provider.as_ref().map(|provider| {
            let month = |own: &WorkloadThere| own.there.as_ref().ok().map(|month| month.exact());
            provider.workloads.iter().map(month).collect::<Vec<_>>()
        }),
        "storage": outlook.provider.as_ref().map(|provider| provider.storage.exact()),
        "fleets": (outlook.provider.as_ref().map(|provider| &provider.units))
            .or(outlook.own.as_ref().map(|own| &own.fleets))
            .map(|fleets| fleets.iter().map(fleet_value).collect::<Vec<_>>()),
        "volume": outlook.own.as_ref().and_then(|own| own.break_even_volume).map(|times| times.to_string()),
        "tokens": outlook.tokens.map(|tokens| tokens.map(|count| count.to_string())),
        "switching": outlook.switching.exact(),
        "saves": outlook.saves().map(Usd::exact),
        "months": outlook.months_to_repay().map(|months| months.to_string()),
    })
}

fn fleet_value(fleet: &FleetThere) -> Value {
    json!({
        "count": fleet.count.to_string(),
        "load": fleet.load.to_string(),
        "month": fleet.month.exact(),
        "utilisation": fleet.utilisation.map(|share| share.to_string()),
        "break_even": fleet.break_even.map(|share| share.to_string()),
    })
}

fn obligation_value(obligation: &Obligation) -> Value {
    let (owner, index) = owner_value(obligation.owner);
    json!({
        "owner": owner,
        "index": index,
        "month": obligation.month.exact(),
        "months": obligation.months,
        "owed": obligation.owed.exact(),
        "list": obligation.spend.list.exact(),
        "cash": obligation.spend.cash.exact(),
        "counted": obligation.spend.counted.exact(),
    })
}
