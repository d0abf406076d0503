//! A commitment as rows, and what is weighed before it is signed.

use super::{Group, Sheet};
use crate::export::negotiation::{self, FORECASTS, READINGS};
use crate::export::{Committed, Exported};
use pricing::commitment::{OfferOutlook, Offers, Vary, YearOutlook, alternatives};
use pricing::names;
use pricing::rates::Elsewhere;
use pricing::scenario::Commitment;

/// The first year, which a ladder and an alternative are about.
const FIRST: &str = "year 1";

/// What stands against the offers.
const CONTRACT: &str = "Current contract";

/// The commitment's years, its ladder, offers, clauses, what capacity owes, and the alternatives.
pub(super) fn put(sheet: &mut Sheet, exported: &Exported<'_>) {
    let Exported { scenario, report, card } = exported;
    if let Some(committed) = exported.committed().filter(|committed| !committed.years.is_empty()) {
        put_committed(sheet, exported, &committed);
    }
    if let Some((commitment, offers)) = exported.offers() {
        put_offers(sheet, commitment, &offers);
    }
    let outlooks = alternatives(scenario, report, card, Elsewhere::bundled()).unwrap_or_default();
    for (index, (given, outlook)) in scenario.alternatives.iter().zip(&outlooks).enumerate() {
        let name = names::alternative_name(given, index);
        let unknown = if outlook.price.is_some() { "never" } else { "not known" };
        let of = Group { kind: "alternative", entry: &name, period: FIRST, unknown, ..Group::default() };
        sheet.figures(&of, &negotiation::of_alternative(outlook));
        if let Some(tokens) = outlook.tokens {
            sheet.figures(&of, &negotiation::of_tokens(tokens));
        }
        for (workload, own) in outlook.provider.iter().flat_map(|provider| &provider.workloads).enumerate() {
            let entry = format!("{name}: {}", names::workload_name(scenario, workload));
            let of = Group { kind: "alternative workload", entry: &entry, ..of };
            sheet.figures(&of, &negotiation::of_workload_there(own));
        }
        for fleet in outlook.fleets() {
            let entry = format!("{name}: {}", names::model_name(&fleet.model, card));
            let of = Group { kind: "alternative capacity", entry: &entry, ..of };
            sheet.figures(&of, &negotiation::of_fleet(fleet));
        }
    }
}

fn put_committed(sheet: &mut Sheet, exported: &Exported<'_>, committed: &Committed) {
    for (index, year) in committed.years.iter().enumerate() {
        put_year(sheet, year, &["year ", &(index + 1).to_string()].concat());
    }
    for (entry, years) in READINGS.into_iter().zip(&committed.readings) {
        for (index, year) in years.iter().enumerate() {
            let period = ["year ", &(index + 1).to_string()].concat();
            let of = Group { kind: "reading", entry, period: &period, ..Group::default() };
            sheet.figures(&of, &negotiation::of_reading(year));
        }
    }
    if let Some(ladder) = &committed.ladder {
        let of = Group { kind: "year ladder", period: FIRST, ..Group::default() };
        sheet.rungs(&of, &exported.rungs(ladder, "AI adds"));
    }
    let all = names::years_words(committed.years.len());
    for worth in &committed.clauses {
        let of = Group { kind: "clause", entry: names::clause_name(worth.clause), period: &all, ..Group::default() };
        sheet.figures(&of, &negotiation::of_clause(worth));
    }
    for held in &committed.held {
        let entry = names::precedent_name(held.precedent);
        let of = Group { kind: "rate hold", entry, period: &all, ..Group::default() };
        sheet.figures(&of, &negotiation::of_held(held));
    }
    for obligation in &committed.obligations {
        let name = names::owner_name(exported.scenario, obligation.owner);
        let of = Group { kind: "obligation", entry: &name, period: FIRST, ..Group::default() };
        sheet.figures(&of, &negotiation::of_obligation(obligation));
        sheet.figures(&of, &negotiation::of_spend(&obligation.spend));
    }
}

fn put_year(sheet: &mut Sheet, year: &YearOutlook, period: &str) {
    sheet.figures(&Group { kind: "commitment", period, ..Group::default() }, &negotiation::of_year(year));
    for spend in &year.ai {
        let of = Group { kind: "ai spend", entry: &spend.name, period, ..Group::default() };
        sheet.figures(&of, &negotiation::of_spend(spend));
    }
}

fn put_offer(sheet: &mut Sheet, of: &Group<'_>, offer: &OfferOutlook) {
    sheet.figures(of, &negotiation::of_offer(offer));
    for (part, forecasted) in FORECASTS.into_iter().zip(&offer.forecasts) {
        sheet.figures(&Group { part, ..*of }, &negotiation::of_forecast(forecasted));
    }
}

/// What is signed: the current contract, or an offer counted from 0.
fn signed(offers: &Offers, best: Option<usize>) -> Option<&OfferOutlook> {
    best.map_or(Some(&offers.contract), |index| offers.offers.get(index + 1))
}

fn signed_name(commitment: &Commitment, best: Option<usize>) -> String {
    best.map_or_else(|| CONTRACT.to_owned(), |index| names::offer_title(commitment, index + 1))
}

fn put_offers(sheet: &mut Sheet, commitment: &Commitment, offers: &Offers) {
    let horizon = names::years_words(offers.horizon);
    let name = |index| names::offer_title(commitment, index);
    let of = Group { kind: "contract", entry: CONTRACT, period: &horizon, ..Group::default() };
    put_offer(sheet, &of, &offers.contract);
    for (index, offer) in offers.offers.iter().enumerate() {
        put_offer(sheet, &Group { kind: "offer", entry: &name(index), ..of }, offer);
    }
    for (index, standing) in offers.standings.iter().enumerate() {
        let name = name(index + 1);
        let of = Group { kind: "standing", entry: &name, period: &horizon, ..Group::default() };
        sheet.figures(&of, &negotiation::of_standing(standing));
        for (vary, turn) in
            Vary::ALL.into_iter().flat_map(|vary| standing.turns_of(vary).iter().map(move |it| (vary, it)))
        {
            let becomes = if turn.cheaper { "costs" } else { "no longer costs" };
            let entry = format!("{name} {becomes} less than the current contract");
            let of = Group { kind: "turn", entry: &entry, part: names::vary_words(vary), ..of };
            sheet.figures(&of, &negotiation::of_turn(turn));
        }
    }
    for (index, (part, forecast)) in FORECASTS.into_iter().zip(&offers.forecasts).enumerate() {
        let demand = names::forecast_from(forecast);
        let forecasted = signed(offers, offers.best_at(index)).and_then(|signed| signed.forecasts.get(index));
        let payment = forecasted.map(|forecasted| forecasted.payment.exact()).unwrap_or_default();
        let of = Group { kind: "best", entry: &signed_name(commitment, offers.best_at(index)), part, ..of };
        sheet.row(&of, "What to sign costs", &payment, "", &demand);
    }
    let best = offers.best_expected();
    let expected = signed(offers, best).map(|signed| signed.expected.exact()).unwrap_or_default();
    let of = Group { kind: "best", entry: &signed_name(commitment, best), part: "expected", ..of };
    sheet.row(&of, "What to sign is expected to cost", &expected, "", "by your weights");
    for crossing in &offers.crossings {
        let name = names::crossing_name(commitment, crossing);
        let unknown = names::not_comparable(offers, crossing);
        let of = Group { kind: "crossing", entry: &name, period: &horizon, unknown, ..Group::default() };
        sheet.figures(&of, &negotiation::of_crossing(crossing));
    }
    for (index, (part, forecast)) in FORECASTS.into_iter().zip(&offers.forecasts).enumerate() {
        let cheapest = offers.cheapest_at(index);
        let offer = offers.offers.get(cheapest).and_then(|offer| offer.forecasts.get(index));
        let payment = offer.map(|forecasted| forecasted.payment.exact()).unwrap_or_default();
        let of = Group { kind: "cheapest", entry: &name(cheapest), part, period: &horizon, ..Group::default() };
        let demand = names::forecast_from(forecast);
        sheet.row(&of, "Least payment", &payment, "", &demand);
    }
    let cheapest = offers.cheapest_expected();
    let expected = offers.offers.get(cheapest).map(|offer| offer.expected.exact()).unwrap_or_default();
    let of = Group { kind: "cheapest", entry: &name(cheapest), part: "expected", period: &horizon, ..Group::default() };
    sheet.row(&of, "Least expected payment", &expected, "", "by your weights");
}
