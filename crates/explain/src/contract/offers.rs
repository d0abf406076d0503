//! Offers against the current contract.

use super::super::totals::plain;
use super::super::{Column, Explanation, Holds, Row, Table, amounts};
use super::years::{CARRIES, carried_into, formula};
use super::{against, over, said, terms};
use crate::drawing::commitment::Offered;
use crate::words::multiple_percent;
use pricing::commitment::{Forecasted, OfferOutlook, Offers, Standing, Turn, Vary, YearOutlook};
use pricing::money::Usd;
use pricing::names::offer_title;
use pricing::scenario::Commitment;

/// The forecast that the table is for: the likely one.
const LIKELY: usize = 1;

/// What the reader calls an offer, or its place in the list, counted from 0: `Offer 2`.
pub fn offer_name(commitment: &Commitment, index: usize) -> String {
    offer_title(commitment, index + 1)
}

/// `$8.5M of AWS spend without AI, before discount, and $302,769 of AI`.
pub fn offers_intro(years: &[YearOutlook]) -> String {
    years.first().map_or_else(String::new, |year| {
        format!(
            "{} of AWS spend without AI, before discount, and {} of AI, a year",
            said(year.organic),
            said(year.ai_list())
        )
    })
}

/// From which spend without AI on an offer pays off: `Pays off above $15.6M of AWS spend`.
pub fn pays(standing: &Standing, organic: Usd) -> String {
    let turns: &[Turn] = standing.turns_of(Vary::Other);
    let spend = |turn: &Turn| amounts::short(pricing::commitment::spend_at(organic, turn.demand));
    match turns {
        [] if standing.expected_saves > Usd::ZERO => "Cheaper at every level of spend".to_owned(),
        [] if standing.expected_saves == Usd::ZERO => "Never cheaper".to_owned(),
        [] => "Costs more at every level of spend".to_owned(),
        [turn] if turn.cheaper => format!("Pays off above {} of AWS spend", spend(turn)),
        [turn] => format!("Pays off below {} of AWS spend", spend(turn)),
        [from, to, ..] if from.cheaper => format!("Pays off from {} to {} of AWS spend", spend(from), spend(to)),
        [to, from, ..] => format!("Pays off below {} and above {} of AWS spend", spend(to), spend(from)),
    }
}

/// The offers as their chart names them.
pub fn offered(offers: &Offers, commitment: &Commitment) -> Vec<Offered> {
    let each = commitment.offers.iter().zip(&offers.standings).enumerate();
    each.map(|(index, (offer, standing))| Offered {
        name: offer_name(commitment, index),
        terms: terms(offer.commitment.usd(), offer.discount),
        pays_above: standing.pays_above(Vary::Other).copied(),
    })
    .collect()
}

/// The table: the current contract, every offer, no commitment for reference.
pub fn offers(offers: &Offers, commitment: &Commitment, years: &[YearOutlook]) -> Table {
    let organic = years.first().map_or(Usd::ZERO, |year| year.organic);
    let count = commitment.years.len();
    let all = (offers, commitment);
    let years_words = if count == 1 { "1 year".to_owned() } else { format!("{count} years") };
    let current = ("contract", "Your current contract".to_owned(), years_words);
    let mut rows = vec![row(current, &offers.contract, all, None)];
    if let Some(first) = rows.first_mut() {
        first.current = true;
    }
    for (index, standing) in offers.standings.iter().enumerate() {
        let Some(outlook) = offers.offers.get(index + 1) else { continue };
        let id = format!("offer-{}", index + 1);
        let named = (id.as_str(), offer_name(commitment, index), pays(standing, organic));
        rows.push(row(named, outlook, all, Some(standing)));
    }
    if let Some(none) = offers.offers.first() {
        let under = "For reference only: you’re under contract".to_owned();
        let mut reference = row(("no-commitment", "No commitment".to_owned(), under), none, all, None);
        let saves = paid(&offers.contract) - paid(none);
        if let Some(last) = reference.cells.last_mut() {
            *last = against(saves);
        }
        rows.push(reference);
    }
    let pay = format!("You pay, {}", over(offers.horizon));
    let columns = ["Commitment", "Discount", "Unused", pay.as_str(), "Against current"];
    Table {
        head: "Contract",
        columns: columns.map(|name| Column::new(name, holds(name))).to_vec(),
        rows,
        ..Table::default()
    }
}

/// What the columns of contracts hold.
pub(super) fn holds(column: &str) -> Holds {
    match column {
        "Unused" => Holds::Unused,
        "Against current" => Holds::Change,
        _ => Holds::Number,
    }
}

fn likely(outlook: &OfferOutlook) -> Option<&Forecasted> {
    outlook.forecasts.get(LIKELY)
}

fn paid(outlook: &OfferOutlook) -> Usd {
    likely(outlook).map_or(Usd::ZERO, |forecasted| forecasted.payment)
}

fn row(
    (id, name, under): (&str, String, String),
    outlook: &OfferOutlook,
    (all, commitment): (&Offers, &Commitment),
    standing: Option<&Standing>,
) -> Row {
    let deal = likely(outlook).and_then(|forecasted| forecasted.years.first()).map(|year| year.deal);
    let promised = deal.map_or(Usd::ZERO, |deal| deal.commitment);
    let unused = likely(outlook).map_or(Usd::ZERO, |forecasted| forecasted.shortfall);
    let saves = standing.and_then(|standing| standing.saves.get(LIKELY).copied());
    Row {
        id: format!("contract-{id}"),
        name,
        under,
        cells: vec![
            if promised == Usd::ZERO { "None".to_owned() } else { said(promised) },
            deal.map_or_else(String::new, |deal| multiple_percent(deal.discount)),
            said(unused),
            said(paid(outlook)),
            saves.map_or_else(|| "Reference".to_owned(), against),
        ],
        opens: Some(opened(outlook, all, commitment)),
        ..Row::default()
    }
}

/// What is paid in each year, less credits.
fn opened(outlook: &OfferOutlook, all: &Offers, commitment: &Commitment) -> Explanation {
    let mut explanation = plain(
        "What you pay under this contract: usage after discounts, and unused commitment, less credits.",
        String::new(),
    );
    explanation.formula.clear();
    if let Some(forecasted) = likely(outlook) {
        for (index, year) in forecasted.years.iter().enumerate() {
            explanation.formula.push(format!("Year {}: {}", index + 1, formula(year)));
            explanation.formula.extend(carried_into(&forecasted.years, index));
        }
        if forecasted.years.iter().any(|year| year.carried_with > Usd::ZERO && year.deal.commitment > Usd::ZERO) {
            explanation.notes.push(CARRIES.to_owned());
        }
        if all.horizon > 1 || forecasted.credits > Usd::ZERO {
            let years: Vec<String> = forecasted.years.iter().map(|year| year.payment().to_string()).collect();
            let credits = if forecasted.credits > Usd::ZERO {
                format!(" − {} of credits", forecasted.credits)
            } else {
                String::new()
            };
            explanation.formula.push(format!("{}{credits} = {}", years.join(" + "), forecasted.payment));
        }
        if forecasted.credits > Usd::ZERO {
            explanation.notes.push("Credits lower what you pay as far as usage in their months allows.".to_owned());
            if commitment.credits_lower_retirement {
                explanation.notes.push(
                    "Spend that credits pay doesn’t count toward the commitment, as your contract says.".to_owned(),
                );
            }
        }
    }
    explanation
}
