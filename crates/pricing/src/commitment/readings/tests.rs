//! Contracts on each reading, on figures worked by hand.

use super::super::offers;
use super::*;
use crate::price::price;
use crate::quantity::{Dollars, Multiple, Tokens};
use crate::rates::InferenceScope;
use crate::scenario::{CommitmentYear, Demand, Offer, Placement, Scenario, Workload};

fn multiple(text: &str) -> Multiple {
    Multiple::parse(text).unwrap_or_default()
}

fn whole(dollars: u64) -> Dollars {
    Dollars::of_cents(dollars * 100).unwrap_or_default()
}

#[test]
fn a_reading_can_change_what_to_sign() {
    let card = RateCard::newest();
    let placement = Placement::new("claude-sonnet-4.5", InferenceScope::Global, "us-east-1");
    let demand = Demand::Monthly { input: Tokens::ZERO, output: Tokens::ZERO };
    let scenario = Scenario::new(card.date(), vec![Workload::new("", placement, demand)]);
    let Ok(report) = price(&scenario, &card) else { unreachable!() };
    // 16M at 12%: 12M without AI costs 10.56M, and there are 6M of Claude. The offer: 5M at 2%.
    let year = CommitmentYear {
        commitment: whole(16_000_000),
        organic: Some(whole(12_000_000)),
        discount: multiple("0.12"),
        ai: Some(whole(6_000_000)),
        ..CommitmentYear::default()
    };
    let offer = Offer { commitment: whole(5_000_000), discount: multiple("0.02"), ..Offer::default() };
    let commitment = Commitment { years: vec![year], offers: vec![offer], ..Commitment::default() };
    let read = |reading| {
        let read = contracts_as_read(&commitment, &report, &card, reading)?;
        let first = read.offers.first()?;
        Some((read.contract, first.first_year, first.expected_saves, read.best()))
    };
    // Capped: 4M of 6M counts, 1.44M short: 18M, against 11.76 + 6. At 0.8, 1, 1.2 of the demand it saves 2.592M, 0.24M, -1.44M.
    let capped = (whole(18_000_000).usd(), whole(17_760_000).usd(), whole(408_000).usd(), Some(0));
    // Full: 10.56 + 5.28 and 0.16M short, against 11.76 + 5.88: it saves 1.888M, -1.64M, -2.16M.
    let full = (whole(16_000_000).usd(), whole(17_640_000).usd(), -whole(888_000).usd(), None);
    assert_eq!(Reading::ALL.map(|reading| read(Some(reading))), [Some(capped), Some(full)]);
    assert_eq!(read(None), Some(capped));
    let compared = offers(&commitment, &report, &card);
    assert_eq!(compared.map(|offers| offers.best_expected()), Some(Some(0)));
    // Without a year, or an offer, nothing is compared.
    for commitment in [
        Commitment { years: Vec::new(), ..commitment.clone() },
        Commitment { offers: Vec::new(), ..commitment.clone() },
    ] {
        assert_eq!(contracts_as_read(&commitment, &report, &card, None), None);
    }
}
