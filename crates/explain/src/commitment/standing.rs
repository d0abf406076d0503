//! Offers held against the current contract: what to sign, where an offer begins to pay, what to ask for.

use crate::totals::plain;
use crate::words::multiple_percent;
use crate::{CapacitySection, Column, Explanation, Holds, Row, Table, signed};
use pricing::commitment::{Offers, Standing, Turn, Vary, offers};
use pricing::money::Usd;
use pricing::names::{demand_words, forecast_words, offer_name, offer_title, vary_words, years_words};
use pricing::rates::RateCard;
use pricing::report::Report;
use pricing::scenario::Commitment;

/// How the forecasts are called, lowest first.
const DEMANDS: [&str; 3] = ["low", "likely", "high"];

/// The offers of a commitment against the current contract; `None` where there are none.
pub(super) fn section(commitment: &Commitment, report: &Report, card: &RateCard) -> Option<CapacitySection> {
    let offers = offers(commitment, report, card)?;
    let mut section = CapacitySection::new("standing", "Against your current contract");
    section.lead = vec![what_to_sign(commitment, &offers)];
    section.tables.push(table(commitment, &offers));
    Some(section)
}

/// What to sign, and at which demand it would be something else: `Keep your current contract. At high demand offer 2 wins.`
pub(crate) fn what_to_sign(commitment: &Commitment, offers: &Offers) -> String {
    let mut text = sign(commitment, offers);
    if let Some(standing) = offers.best_expected().and_then(|index| offers.standings.get(index)) {
        text = format!("{text} Expect to save {} over {}.", standing.expected_saves, years_words(offers.horizon));
    }
    let winners = winners(commitment, offers);
    if winners.is_empty() { text } else { format!("{text} {winners}") }
}

/// `Keep your current contract.`, `Sign offer 2.`
pub(crate) fn sign(commitment: &Commitment, offers: &Offers) -> String {
    match offers.best_expected() {
        None if promises(commitment) => "Keep your current contract.".to_owned(),
        None => "Sign none of these offers.".to_owned(),
        Some(index) => format!("Sign {}.", named(commitment, index)),
    }
}

/// What wins where demand turns out otherwise: `At high demand offer 2 wins.` Empty where it is the same everywhere.
pub(crate) fn winners(commitment: &Commitment, offers: &Offers) -> String {
    let best = offers.best_expected();
    let mut sentences = Vec::new();
    let others: Vec<(usize, Option<usize>)> =
        (0..DEMANDS.len()).map(|forecast| (forecast, offers.best_at(forecast))).filter(|(_, at)| *at != best).collect();
    for (number, (_, at)) in others.iter().enumerate() {
        // Two forecasts at which the same wins are one sentence.
        if others.iter().take(number).any(|(_, other)| other == at) {
            continue;
        }
        let same = others.iter().filter(|(_, other)| other == at);
        let demands: Vec<&str> = same.filter_map(|(forecast, _)| DEMANDS.get(*forecast).copied()).collect();
        let winner = at.map_or_else(|| contract(commitment).to_owned(), |index| named(commitment, index));
        sentences.push(format!("At {} demand {winner} wins.", demands.join(" and ")));
    }
    sentences.join(" ")
}

/// Whether there is a contract to keep.
fn promises(commitment: &Commitment) -> bool {
    commitment.years.iter().any(|year| year.commitment.cents() > 0)
}

/// What stands against the offers.
fn contract(commitment: &Commitment) -> &'static str {
    if promises(commitment) { "your current contract" } else { "no contract" }
}

/// What the reader calls an offer, or its place in the list; counted from 0.
fn named(commitment: &Commitment, index: usize) -> String {
    offer_name(commitment, index + 1)
}

fn table(commitment: &Commitment, offers: &Offers) -> Table {
    let [low, likely, high] = offers.forecasts.map(|forecast| forecast_words(&forecast));
    let columns = [
        format!("Saves at low, {low}"),
        format!("At likely, {likely}"),
        format!("At high, {high}"),
        "Expected".to_owned(),
        "Pays above a year".to_owned(),
        "Discount to ask for".to_owned(),
        "Commitment it is worth".to_owned(),
    ];
    let best = offers.best_expected();
    let row = |(index, standing): (usize, &Standing)| {
        let mut cells: Vec<String> = standing.saves.iter().map(|saves| signed(*saves)).collect();
        cells.push(signed(standing.expected_saves));
        cells.push(pays_words(standing, Vary::All));
        cells.push(standing.discount_to_ask.map_or_else(|| "none is enough".to_owned(), multiple_percent));
        cells.push(standing.commitment_worth.map_or_else(|| "none".to_owned(), |worth| worth.usd().to_string()));
        Row {
            id: format!("standing-{index}"),
            name: offer_title(commitment, index + 1),
            under: format!("against {}", contract(commitment)),
            current: best == Some(index),
            cells,
            opens: Some(opened(offers, index, standing)),
            ..Row::default()
        }
    };
    Table {
        caption: format!("What each offer saves over {}, and what would make it pay.", years_words(offers.horizon)),
        head: "Offer",
        columns: columns.iter().map(|name| Column::new(name, Holds::Number)).collect(),
        rows: offers.standings.iter().enumerate().map(row).collect(),
        ..Table::default()
    }
}

/// The first year's spend above which an offer pays: `$25,884,000.00`, `always`, `never`.
fn pays_words(standing: &Standing, vary: Vary) -> String {
    let turns = standing.turns_of(vary);
    match (standing.pays_above(vary), turns.first()) {
        (Some(turn), _) => turn.spend.to_string(),
        // Cheaper from nothing on, until it is not.
        (None, Some(turn)) => format!("only below {}", turn.spend),
        (None, None) if standing.saves.iter().all(|saves| *saves > Usd::ZERO) => "always".to_owned(),
        (None, None) => "never".to_owned(),
    }
}

/// How an offer stands, figure by figure.
fn opened(offers: &Offers, index: usize, standing: &Standing) -> Explanation {
    let over = years_words(offers.horizon);
    let mut explanation = plain(
        "What the offer saves: what is paid under your current contract less what is paid under the offer, at the same demand.",
        format!("Over {over}, nothing promised after the last year of either."),
    );
    let payments = offers.offers.get(index + 1).map(|offer| &offer.forecasts);
    let each = payments.into_iter().flatten().zip(&offers.contract.forecasts).zip(standing.saves).zip(DEMANDS);
    for (((own, current), saves), demand) in each {
        explanation.formula.push(format!("{demand}: {} - {} = {}", current.payment, own.payment, signed(saves)));
    }
    for vary in Vary::ALL {
        explanation.notes.extend(standing.turns_of(vary).iter().map(|turn| turn_words(turn, vary_words(vary))));
    }
    explanation
}

/// `From 1.0981 × on, all demand: cheaper, at $28,000,000.00 against $28,001,550.00.`
fn turn_words(turn: &Turn, what: &str) -> String {
    let becomes = if turn.cheaper { "cheaper" } else { "no longer cheaper" };
    format!(
        "From {} on, {what}, the offer is {becomes}: {} against {} at {} of spend in the first year.",
        demand_words(turn.demand),
        turn.payment,
        turn.contract_payment,
        turn.spend
    )
}
