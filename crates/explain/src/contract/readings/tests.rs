//! Both readings beside the verdict, on figures worked by hand.

use super::both_readings;
use exchange::link;
use pricing::price::price;
use pricing::rates::RateCard;

/// No tokens: AI spend is typed, and belongs to the provider of the model.
const CLAUDE: &str = "w1.model=claude-sonnet-4.5&w1.scope=global&w1.tokens=0,0";

fn said(fields: &str) -> Option<String> {
    let link = format!("v2&rates=2026-11-28&{fields}&end");
    let scenario = link::decode(&link, &RateCard::dates()).scenario.unwrap_or_else(|| unreachable!("{link}"));
    let card = RateCard::newest();
    let report = price(&scenario, &card).unwrap_or_else(|error| unreachable!("{error}"));
    both_readings(&report, &scenario, &card)
}

#[test]
fn the_first_year_is_told_under_both() {
    // 16M at 12%, 12M without AI costs 10.56M; 6M of Claude.
    // Capped: 6M is paid, 4M of it counts: 10.56 + 4 = 14.56, 1.44M short, 18M. Full: 5.28M paid and counted: 15.84, 16M.
    assert_eq!(
        said(&format!("{CLAUDE}&edp=net,0,1&y1=16000000,12000000,0.12,6000000")).as_deref(),
        Some(
            "If Marketplace models earn no discount and count up to 25% of the commitment, year 1 costs $18.0M; if they earn it and \
             count in full, $16.0M."
        )
    );
    // Without a discount they only count: 12 + 4 reach the 16M, so nothing is short and 18M is paid either way.
    assert_eq!(
        said(&format!("{CLAUDE}&edp=net,0,1&y1=16000000,12000000,0,6000000")).as_deref(),
        Some("Whichever way your contract treats Marketplace models, year 1 costs $18.0M.")
    );
    // Nothing promised: 10.56 + 6, or 10.56 + 5.28.
    assert_eq!(
        said(&format!("{CLAUDE}&edp=net,0,1&y1=0,12000000,0.12,6000000")).as_deref(),
        Some("If Marketplace models earn no discount, year 1 costs $16.56M; if they earn it too, $15.84M.")
    );
}

#[test]
fn what_the_quarter_has_left_is_said() {
    // 3M of the 4M is used: 11.56M retire, 4.44M short: 10.56 + 6 + 4.44 = 21M.
    let text = said(&format!("{CLAUDE}&edp=net,0,1&y1=16000000,12000000,0.12,6000000&market=0.25,3000000"));
    assert_eq!(
        text.as_deref(),
        Some(
            "If Marketplace models earn no discount and count up to 25% of the commitment less $3.0M used already, year 1 costs $21.0M; \
             if they earn it and count in full, $16.0M."
        )
    );
}

#[test]
fn amounts_that_round_alike_are_told_further() {
    // 12M of 10M promised at 1%; 1,000 of Claude: 11.88M + 1,000 or 990.
    assert_eq!(
        said(&format!("{CLAUDE}&edp=net,0,1&y1=10000000,12000000,0.01,1000")).as_deref(),
        Some(
            "If Marketplace models earn no discount and count up to 25% of the commitment, year 1 costs $11,881,000; if they earn it and \
             count in full, $11,880,990."
        )
    );
}

#[test]
fn without_such_models_there_is_one_reading() {
    // AWS bills Nova itself; and Claude that isn't used is no spend.
    let nova = "w1.model=nova-pro&w1.scope=in-region&w1.tokens=0,0";
    assert_eq!(said(&format!("{nova}&edp=net,0,1&y1=16000000,12000000,0.12,6000000")), None);
    assert_eq!(said(&format!("{CLAUDE}&edp=net,0,1&y1=16000000,12000000,0.12,0")), None);
    assert_eq!(said(CLAUDE), None);
}

#[test]
fn offers_are_told_under_both_and_so_is_another_verdict() {
    // An offer of 5M at 2%: 11.76M without AI. Capped 17.76M, full 11.76 + 5.88 = 17.64M.
    // Against the contract (0.8, 1, 1.2 of it): capped 2.592M less, 0.24M less, 1.44M more: signed. Full 1.888M less, 1.64M and 2.16M
    // more: kept.
    let offered = |terms: &str, more: &str| {
        said(&format!("{CLAUDE}&edp=net,0,1&y1=16000000,12000000,0.12,6000000{terms}&o1=5000000,0.02,1,1,0,12{more}"))
    };
    let payments = "If Marketplace models earn no discount and count up to 25% of the commitment, year 1 costs $18.0M under your current \
                    contract and ";
    let text = format!(
        "{payments}$17.76M under offer 1; if they earn it and count in full, $16.0M and $17.64M. If they earn the discount and count in \
         full, keep your current contract."
    );
    assert_eq!(offered("", ""), Some(text));
    // The other way around, with the terms that the contract is said to have, and a name.
    let text = offered("&terms=anthropic,yes,1", ",Small");
    assert_eq!(
        text.as_deref(),
        Some(
            "If Marketplace models earn no discount and count up to 25% of the commitment, year 1 costs $18.0M under your current \
             contract; if they earn it and count in full, $16.0M. If they earn nothing and count in part, sign Small."
        )
    );
}

#[test]
fn credits_and_another_likely_demand_are_in_the_payment() {
    // 1M of credits in the first year of the offer; all of the demand twice: 23.52 + 12 - 1, against 21.12 + 12.
    let text = said(&format!(
        "{CLAUDE}&edp=net,0,1&y1=16000000,12000000,0.12,6000000&o1=5000000,0.12,1,1,1000000,12&forecast=2,2,2,0.2,0.5,0.3"
    ));
    // 21.12 + 12 - 1 = 32.12; full 21.12 + 10.56 = 31.68, less 1: 30.68.
    assert_eq!(
        text.as_deref(),
        Some(
            "If Marketplace models earn no discount and count up to 25% of the commitment, year 1 at likely demand costs $33.12M under \
             your current contract and $32.12M under offer 1; if they earn it and count in full, $31.68M and $30.68M."
        )
    );
}
