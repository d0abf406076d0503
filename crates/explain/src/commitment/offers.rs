//! Offers side by side, in words.

use rust_decimal::Decimal;

use super::super::brief::weight_words;
use super::super::totals::plain;
use super::super::{CapacitySection, Column, Explanation, Holds, Row, Table, percent};
use super::with_observed;
use super::years::formula_of_year;
use crate::words::multiple_percent;
use pricing::commitment::{Forecasted, OfferOutlook, Offers, offers};
use pricing::names::{
    crossing_name, demand_from, demand_words, forecast_words, not_comparable, offer_name, offer_title, years_words,
};
use pricing::quantity::Multiple;
use pricing::rates::RateCard;
use pricing::report::Report;
use pricing::scenario::{Commitment, Forecast, Forecasts, Offer};

/// What is said where spend in the years of the offers, or what one of them promises, grows above the bound.
const TOO_LARGE: &str = "Spend, or what an offer promises, grows above $100,000,000,000 a year, which isn’t computed.";

/// The offers of a commitment; `None` where there are none.
pub(super) fn section(commitment: &Commitment, report: &Report, card: &RateCard) -> Option<CapacitySection> {
    if commitment.offers.is_empty() {
        return None;
    }
    let mut section = CapacitySection::new("offers", "Offers");
    let Some(offers) = offers(commitment, report, card) else {
        section.lead.push(TOO_LARGE.to_owned());
        return Some(section);
    };
    section.lead = lead(&offers, commitment);
    section.tables.push(table(&offers, commitment));
    if !offers.crossings.is_empty() {
        section.tables.push(crossings(&offers, commitment));
    }
    Some(section)
}

fn lead(offers: &Offers, commitment: &Commitment) -> Vec<String> {
    let over = years_words(offers.horizon);
    let mut lead = Vec::new();
    let [low, likely, high] = [0, 1, 2].map(|forecast| offers.cheapest_at(forecast));
    let expected = offers.cheapest_expected();
    let cost = |index: usize| offers.offers.get(index).map(|offer| offer.expected.to_string()).unwrap_or_default();
    let name = |index: usize| offer_name(commitment, index);
    if [low, likely, high].iter().all(|cheapest| *cheapest == expected) {
        lead.push(format!(
            "{} is cheapest whether demand turns out low, likely or high: {} expected over {over}.",
            offer_title(commitment, expected),
            cost(expected)
        ));
    } else {
        lead.push(format!(
            "By {} {} is cheapest: {} expected over {over}. If demand is low it is {}, if likely {}, if high {}.",
            weights(offers),
            name(expected),
            cost(expected),
            name(low),
            name(likely),
            name(high)
        ));
    }
    let least = offers.offers.get(expected).map(|offer| offer.expected);
    let each = offers.offers.iter().enumerate();
    let equals = each.filter(|(index, offer)| *index != expected && Some(offer.expected) == least);
    let equals: Vec<String> = equals.map(|(index, _)| name(index)).collect();
    if !equals.is_empty() {
        lead.push(format!("Expected to cost the same: {}.", equals.join(", ")));
    }
    for crossing in &offers.crossings {
        let (one, other) = (offer_title(commitment, crossing.one), name(crossing.other));
        if let Some(used) = crossing.used.filter(|_| crossing.other > 0) {
            lead.push(if used < Decimal::ZERO {
                let from = demand_from(crossing.demand);
                format!("{one} beats {other} from {from} on, before any of what it promises more is used.")
            } else {
                format!("{one} only beats {other} once {} of what it promises more is used.", percent(used))
            });
        }
    }
    if offers.offers.iter().any(|offer| offer.years > 0 && offer.years < offers.horizon) {
        let paid = if commitment.flat_discount > Multiple::ZERO {
            format!("at {} off and without commitment", multiple_percent(commitment.flat_discount))
        } else {
            "without discount or commitment".to_owned()
        };
        lead.push(format!("After a shorter offer ends, the rest of the {over} is paid {paid}."));
    }
    lead
}

/// Whose weights the forecasts have: `your weights`, `the weights 25/50/25` where they are as the page opens.
fn weights(offers: &Offers) -> String {
    let of = |forecasts: &[Forecast; 3]| forecasts.map(|forecast| forecast.weight);
    let weights = of(&offers.forecasts);
    if weights == of(&Forecasts::default().all()) {
        format!("the weights {}", weights.map(weight_words).join("/"))
    } else {
        "your weights".to_owned()
    }
}

fn table(offers: &Offers, commitment: &Commitment) -> Table {
    let rows = offers.offers.iter().enumerate().map(|(index, offer)| {
        let given = index.checked_sub(1).and_then(|index| commitment.offers.get(index));
        let mut cells: Vec<String> = offer.forecasts.iter().map(|forecast| forecast.payment.to_string()).collect();
        cells.push(offer.expected.to_string());
        cells.push(offer.forecasts.first().map(|low| low.shortfall.to_string()).unwrap_or_default());
        Row {
            id: format!("offer-{index}"),
            name: offer_title(commitment, index),
            under: given.map_or_else(|| without_commitment(commitment), terms_of),
            current: index == offers.cheapest_expected(),
            cells,
            opens: Some(opened(offer, given, commitment, &offers.forecasts)),
            ..Row::default()
        }
    });
    let [low, likely, high] = offers.forecasts.map(|forecast| forecast_words(&forecast));
    let columns = [
        format!("Low, {low}"),
        format!("Likely, {likely}"),
        format!("High, {high}"),
        "Expected".to_owned(),
        "Shortfall if low".to_owned(),
    ];
    Table {
        caption: format!("Payment over {}, less credits.", years_words(offers.horizon)),
        head: "Offer",
        columns: columns.iter().map(|name| Column::new(name, Holds::Number)).collect(),
        rows: rows.collect(),
        ..Table::default()
    }
}

/// `$20,000,000.00 at 15% for 3 years, each × 1.1, $500,000.00 of credits; 18 to 22% observed by one firm for this commitment`.
fn terms_of(offer: &Offer) -> String {
    let years = years_words(usize::try_from(offer.years.count()).unwrap_or(1));
    let commitment = offer.commitment.usd();
    let mut text = format!("{commitment} at {} for {years}", multiple_percent(offer.discount));
    if offer.years.count() > 1 && offer.growth != Multiple::ONE {
        text = format!("{text}, each × {}", offer.growth);
    }
    if offer.credits.cents() > 0 {
        text = format!("{text}, {} of credits", offer.credits.usd());
    }
    with_observed(text, commitment)
}

/// What is paid where nothing is promised.
fn without_commitment(commitment: &Commitment) -> String {
    if commitment.flat_discount > Multiple::ZERO {
        format!("{} off, after the negotiated rate", multiple_percent(commitment.flat_discount))
    } else {
        "list price after the negotiated rate".to_owned()
    }
}

fn opened(
    offer: &OfferOutlook,
    given: Option<&Offer>,
    commitment: &Commitment,
    forecasts: &[Forecast; 3],
) -> Explanation {
    let mut explanation = plain(
        "What is paid over all years at each forecast: usage after discounts and shortfall, less the credits that are used.",
        String::new(),
    );
    explanation.formula.clear();
    for ((name, forecasted), forecast) in ["low", "likely", "high"].iter().zip(&offer.forecasts).zip(forecasts) {
        let demand = forecast_words(forecast);
        for (index, year) in forecasted.years.iter().enumerate() {
            explanation.formula.push(format!("{name} ({demand}), year {}: {}", index + 1, formula_of_year(year)));
        }
        explanation.formula.push(format!("{name}: {} = {}", sum(forecasted), forecasted.payment));
    }
    let weighted: Vec<String> = forecasts
        .iter()
        .zip(&offer.forecasts)
        .map(|(forecast, forecasted)| format!("{} × {}", forecast.weight, forecasted.payment))
        .collect();
    let weights: Vec<String> = forecasts.iter().map(|forecast| forecast.weight.to_string()).collect();
    explanation.formula.push(format!(
        "expected: ({}) / ({}) = {}",
        weighted.join(" + "),
        weights.join(" + "),
        offer.expected
    ));
    if let Some(offer) = given.filter(|offer| offer.credits.cents() > 0) {
        let retires = if commitment.credits_lower_retirement {
            "Spend that they pay retires nothing, as your contract says."
        } else {
            "Credits are taken to lower the payment and to leave what retires the commitment as it is. Check the contract."
        };
        explanation.notes.push(format!(
            "{} of credits, to be used within {} months: as much as usage in them allows. {retires}",
            offer.credits.usd(),
            offer.credit_months.count()
        ));
    }
    explanation
}

fn sum(forecasted: &Forecasted) -> String {
    let payments: Vec<String> = forecasted.years.iter().map(|year| year.payment().to_string()).collect();
    format!("{} - {} of credits", payments.join(" + "), forecasted.credits)
}

fn crossings(offers: &Offers, commitment: &Commitment) -> Table {
    let rows = offers.crossings.iter().map(|crossing| {
        let demand = demand_words(crossing.demand);
        let mut explanation = plain(
            "The least demand, in steps of 0.01%, from which the one costs less than the other.",
            format!("at {}: {} < {}", demand_from(crossing.demand), crossing.payment, crossing.other_payment),
        );
        if let (Some(used), Some(more)) = (crossing.used, offers.promised_more(crossing)) {
            explanation.formula.push(format!(
                "{} retired of {more} promised more = {}",
                crossing.retired_more,
                percent(used)
            ));
        }
        Row {
            id: format!("crossing-{}-{}-{}", crossing.one, crossing.other, crossing.demand),
            name: crossing_name(commitment, crossing),
            cells: vec![
                demand,
                crossing.payment.to_string(),
                crossing.other_payment.to_string(),
                crossing.used.map_or_else(|| not_comparable(offers, crossing).to_owned(), percent),
            ],
            opens: Some(explanation),
            ..Row::default()
        }
    });
    let columns = ["From demand", "It costs", "The other costs", "Share of the extra commitment you must use"];
    Table {
        caption: "Where one offer overtakes another as demand grows.".to_owned(),
        head: "Crossing",
        columns: columns.map(|name| Column::new(name, Holds::Number)).to_vec(),
        rows: rows.collect(),
        ..Table::default()
    }
}
