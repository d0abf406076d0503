//! A commitment in JSON, and what is weighed before it is signed.

use super::{open_list, put_figures, put_ladder, put_null, put_owner, put_texts};
use crate::export::negotiation::{self, READINGS};
use crate::export::{Committed, Exported};
use crate::file;
use crate::json::Writer;
use pricing::commitment::{
    AiSpend, AlternativeOutlook, AtProvider, HeldRates, OfferOutlook, Offers, Vary, YearOutlook, alternatives,
};
use pricing::names;
use pricing::rates::Elsewhere;
use pricing::scenario::{Commitment, Scenario};

/// The commitment's years, its ladder, offers, clauses, what capacity owes, and the alternatives.
pub(super) fn put(json: &mut Writer, exported: &Exported<'_>) {
    let Exported { scenario, report, card } = exported;
    let committed = exported.committed();
    open_list(json, "commitment");
    for year in committed.iter().flat_map(|committed| &committed.years) {
        put_year(json, year);
    }
    json.close(']');
    put_ladder(json, "yearLadder", committed.as_ref().and_then(|committed| committed.ladder.as_ref()));
    json.key("offers");
    match exported.offers() {
        Some((commitment, offers)) => put_offers(json, commitment, &offers),
        None => json.word("null"),
    }
    if let Some(committed) = committed {
        put_committed(json, scenario, &committed);
    } else {
        put_null(json, "clauses");
        put_null(json, "rateHold");
        put_null(json, "obligations");
        put_null(json, "readings");
    }
    json.key("alternatives");
    match alternatives(scenario, report, card, Elsewhere::bundled()) {
        Some(outlooks) => put_alternatives(json, scenario, &outlooks),
        None => json.word("null"),
    }
}

fn put_year(json: &mut Writer, year: &YearOutlook) {
    json.open('{');
    put_figures(json, &negotiation::of_year(year));
    open_list(json, "ai");
    for spend in &year.ai {
        put_spend(json, spend);
    }
    json.close(']');
    json.close('}');
}

fn put_spend(json: &mut Writer, spend: &AiSpend) {
    json.open('{');
    json.field("name", &spend.name);
    put_figures(json, &negotiation::of_spend(spend));
    json.key("terms");
    file::write_terms_into(&spend.terms, json);
    json.close('}');
}

fn put_committed(json: &mut Writer, scenario: &Scenario, committed: &Committed) {
    open_list(json, "clauses");
    for worth in &committed.clauses {
        json.open('{');
        json.field("clause", worth.clause.name());
        json.field("name", names::clause_name(worth.clause));
        put_figures(json, &negotiation::of_clause(worth));
        json.close('}');
    }
    json.close(']');
    open_list(json, "rateHold");
    for held in &committed.held {
        put_held(json, held);
    }
    json.close(']');
    open_list(json, "obligations");
    for obligation in &committed.obligations {
        json.open('{');
        put_owner(json, obligation.owner);
        json.field("name", &names::owner_name(scenario, obligation.owner));
        put_figures(json, &negotiation::of_obligation(obligation));
        json.key("spend");
        put_spend(json, &obligation.spend);
        json.close('}');
    }
    json.close(']');
    json.key("readings");
    json.open('{');
    for (name, years) in READINGS.into_iter().zip(&committed.readings) {
        open_list(json, name);
        for year in years {
            json.open('{');
            put_figures(json, &negotiation::of_reading(year));
            json.close('}');
        }
        json.close(']');
    }
    json.close('}');
}

fn put_held(json: &mut Writer, held: &HeldRates) {
    json.open('{');
    json.field("precedent", held.precedent.name());
    json.field("name", names::precedent_name(held.precedent));
    put_figures(json, &negotiation::of_held(held));
    open_list(json, "follows");
    for own in &held.followed {
        json.open('{');
        json.field("provider", &own.provider);
        let texts = [
            ("item", own.event.as_ref().map(|event| event.item.to_owned())),
            ("change", own.change().map(|change| change.to_string())),
            ("date", own.event.as_ref().map(|event| event.when.to_string())),
            ("source", own.event.as_ref().map(|event| event.source.to_owned())),
        ];
        for (key, text) in texts {
            json.key(key);
            match text {
                Some(text) => json.text(&text),
                None => json.word("null"),
            }
        }
        json.close('}');
    }
    json.close(']');
    json.close('}');
}

fn put_offers(json: &mut Writer, commitment: &Commitment, offers: &Offers) {
    json.open('{');
    json.key("horizon");
    json.index(offers.horizon);
    open_list(json, "offers");
    for (index, offer) in offers.offers.iter().enumerate() {
        put_offer(json, &names::offer_title(commitment, index), offer);
    }
    json.close(']');
    json.key("contract");
    put_offer(json, "Current contract", &offers.contract);
    open_list(json, "standings");
    for standing in &offers.standings {
        json.open('{');
        put_figures(json, &negotiation::of_standing(standing));
        json.key("turns");
        json.open('{');
        for vary in Vary::ALL {
            open_list(json, vary.name());
            for turn in standing.turns_of(vary) {
                json.open('{');
                json.truth("cheaper", turn.cheaper);
                put_figures(json, &negotiation::of_turn(turn));
                json.close('}');
            }
            json.close(']');
        }
        json.close('}');
        json.close('}');
    }
    json.close(']');
    open_list(json, "best");
    for forecast in 0..offers.forecasts.len() {
        put_best(json, offers.best_at(forecast));
    }
    json.close(']');
    json.key("bestExpected");
    put_best(json, offers.best_expected());
    open_list(json, "crossings");
    for crossing in &offers.crossings {
        json.open('{');
        json.key("one");
        json.index(crossing.one);
        json.key("other");
        json.index(crossing.other);
        put_figures(json, &negotiation::of_crossing(crossing));
        json.close('}');
    }
    json.close(']');
    open_list(json, "cheapest");
    for forecast in 0..offers.forecasts.len() {
        json.index(offers.cheapest_at(forecast));
    }
    json.close(']');
    json.key("cheapestExpected");
    json.index(offers.cheapest_expected());
    json.close('}');
}

/// The place of an offer among the standings; null to keep the current contract.
fn put_best(json: &mut Writer, best: Option<usize>) {
    match best {
        Some(index) => json.index(index),
        None => json.word("null"),
    }
}

fn put_offer(json: &mut Writer, name: &str, offer: &OfferOutlook) {
    json.open('{');
    json.field("name", name);
    put_figures(json, &negotiation::of_offer(offer));
    open_list(json, "points");
    for (demand, payment) in &offer.points {
        json.open('{');
        json.field("demand", &negotiation::multiple(*demand).to_string());
        json.field("payment", &payment.exact());
        json.close('}');
    }
    json.close(']');
    open_list(json, "forecasts");
    for forecasted in &offer.forecasts {
        json.open('{');
        put_figures(json, &negotiation::of_forecast(forecasted));
        json.close('}');
    }
    json.close(']');
    json.close('}');
}

/// What each workload costs with another provider.
fn put_workloads_there(json: &mut Writer, scenario: &Scenario, provider: &AtProvider) {
    json.key("workloads");
    json.open('[');
    for (workload, own) in provider.workloads.iter().enumerate() {
        json.open('{');
        json.field("name", &names::workload_name(scenario, workload));
        put_figures(json, &negotiation::of_workload_there(own));
        json.close('}');
    }
    json.close(']');
}

fn put_alternatives(json: &mut Writer, scenario: &Scenario, outlooks: &[AlternativeOutlook]) {
    json.open('[');
    for (index, (given, outlook)) in scenario.alternatives.iter().zip(outlooks).enumerate() {
        json.open('{');
        json.field("name", &names::alternative_name(given, index));
        put_figures(json, &negotiation::of_alternative(outlook));
        match outlook.tokens {
            Some(tokens) => put_texts(json, "tokens", &tokens),
            None => put_null(json, "tokens"),
        }
        match &outlook.provider {
            Some(provider) => put_workloads_there(json, scenario, provider),
            None => put_null(json, "workloads"),
        }
        json.key("fleets");
        json.open('[');
        for fleet in outlook.fleets() {
            json.open('{');
            json.field("model", &fleet.model);
            put_figures(json, &negotiation::of_fleet(fleet));
            json.close('}');
        }
        json.close(']');
        json.close('}');
    }
    json.close(']');
}
