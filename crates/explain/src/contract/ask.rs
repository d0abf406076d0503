//! What to ask for: the commitment that an offer's discount is worth, the discount that its commitment needs, the spend from
//! which it pays.

use super::super::{amounts, capitalised};
use super::{offer_name, said};
use crate::words::multiple_percent;
use pricing::commitment::{Offers, Vary, YearOutlook, spend_at};
use pricing::money::Usd;
use pricing::scenario::Commitment;

/// One thing to ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// What it is.
    pub what: String,
    /// The figure.
    pub figure: String,
}

/// What to ask for, by offer.
pub fn asks(offers: &Offers, commitment: &Commitment, years: &[YearOutlook]) -> Vec<Ask> {
    let organic = years.first().map_or(Usd::ZERO, |year| year.organic);
    let several = commitment.offers.len() > 1;
    let mut asks = Vec::new();
    for (index, (offer, standing)) in commitment.offers.iter().zip(&offers.standings).enumerate() {
        let of = if several { format!("{}: ", offer_name(commitment, index)) } else { String::new() };
        let (discount, promised) = (multiple_percent(offer.discount), said(offer.commitment.usd()));
        let mut ask = |what: String, figure: String| {
            asks.push(Ask { what: if of.is_empty() { capitalised(&what) } else { format!("{of}{what}") }, figure });
        };
        ask(
            format!("at {discount}, sign for at most"),
            standing.commitment_worth.map_or_else(|| "Nothing: it never pays".to_owned(), |most| said(most.usd())),
        );
        ask(
            format!("at {promised}, the discount that pays off"),
            standing.discount_to_ask.map_or_else(
                || "None at your forecast".to_owned(),
                |discount| if discount.ten_thousandths() == 0 { "Any".to_owned() } else { multiple_percent(discount) },
            ),
        );
        if let Some(turn) = standing.pays_above(Vary::Other) {
            let (spend, up) = (spend_at(organic, turn.demand), turn.demand.abs_diff(10_000));
            let share = amounts::percent(rust_decimal::Decimal::from(up) / rust_decimal::Decimal::from(10_000));
            let way = if turn.demand >= 10_000 { "up" } else { "down" };
            ask(
                format!("AWS spend that makes {promised} pay off"),
                format!("{}, {way} {share}", amounts::short(spend)),
            );
        }
        if let Some(turn) = standing.pays_above(Vary::Ai).filter(|turn| turn.demand > 10_000) {
            ask(format!("AI spend that makes {promised} pay off"), said(turn.ai));
        }
    }
    asks
}
