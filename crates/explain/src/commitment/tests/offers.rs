//! What is said of offers, and of other providers.

use super::{OWN, rows, said, sections};

#[test]
fn offers_that_cost_the_same_are_named() {
    let offer = "20000000,0.1,1,1,0,12";
    let link = format!("{OWN}&edp=net,0,1&y1=20000000,19000000,0.1&o1={offer}&o2={offer}");
    assert!(said(&link, "offers").contains("By the weights 25/50/25 offer 1 is cheapest: "));
    assert!(said(&link, "offers").contains(" Expected to cost the same: offer 2."));
}

#[test]
fn a_crossing_says_why_no_increase_is_used() {
    let link =
        format!("{OWN}&edp=net,0,1&y1=20000000,19000000,0.1&o1=20000000,0.1,1,1,0,12&o2=24000000,0.14,2,1.1,500000,18");
    let why = |start: &str| {
        let found = rows(&link, "offers", 1).into_iter().find(|row| row.starts_with(start));
        found.and_then(|row| row.rsplit(", ").next().map(str::to_owned))
    };
    assert_eq!(why("Offer 2 costs less than offer 1").as_deref(), Some("years differ]"));
    assert_eq!(why("Offer 1 costs less than no commitment").as_deref(), Some("nothing promised]"));
    // What an offer promises beyond its first year, and gives back, stands with it.
    let second = rows(&link, "offers", 0).into_iter().find(|row| row.starts_with("Offer 2"));
    let terms = "Offer 2: $24,000,000.00 at 14% for 2 years, each × 1.1, $500,000.00 of credits; ";
    assert!(second.as_ref().is_some_and(|row| row.starts_with(terms)), "{second:?}");
}

#[test]
fn an_offer_that_wins_by_credits_alone_uses_none_of_its_increase() {
    let link = format!("{OWN}&edp=net,0,1&y1=1,19000000,0.1&o1=90000000,0.1,1,1,0,12&o2=91500000,0.1,1,1,20000000,1");
    let lead = said(&link, "offers");
    assert!(lead.contains(" before any of what it promises more is used."), "{lead}");
    assert!(!lead.contains("only beats offer 1 once -"), "{lead}");
}

#[test]
fn an_offer_that_promises_too_much_says_so() {
    let link = format!("{OWN}&edp=net,0,1&y1=20000000,19000000,0.1&o1=100000000000,0.1,5,11,0,12");
    assert!(said(&link, "offers").starts_with("Spend, or what an offer promises, grows above "));
}

#[test]
fn an_alternative_that_moves_or_saves_nothing_says_so() {
    let link =
        format!("{OWN}&a1=month,1000,0,5000,Still&a2=month,384000,1,1000,Same&a3=month,380000,1,100000000000,Slow");
    let lead = said(&link, "alternatives");
    assert!(lead.starts_with("No AI spend moves to Still, which costs $12,000.00 a year. "), "{lead}");
    assert!(lead.contains(": the same, and $1,000.00 of switching is never repaid. "), "{lead}");
    assert!(lead.ends_with("repays the switch in 25,000,000 months."), "{lead}");
    let free = said(&format!("{OWN}&a1=month,380000,1,0,Free"), "alternatives");
    assert!(free.ends_with(": it saves $48,000.00 a year."), "{free}");
    let link = format!("{OWN}&a1=month,0,1,0,New&a2=tokens,0,0,1,0,");
    let lead = said(&link, "alternatives");
    assert_eq!(lead, "New has no price yet: type one. Alternative 2 has no price yet: type one.");
    let unknown = rows(&link, "alternatives", 0);
    assert!(unknown.iter().all(|row| row.contains("no price") && row.contains("not known")), "{unknown:?}");
}

/// No AI yet; $30,000,000.00 of other spend under a contract of $20,000,000.00 at 15%, by today's rules.
const UNDER_CONTRACT: &str =
    "rules=v2&w1.model=claude-sonnet-4.5&w1.scope=global&w1.tokens=0,0&edp=net,0,1&y1=20000000,30000000,0.15";

#[test]
fn offers_are_held_against_the_current_contract() {
    // Worked in tests/golden/offers-against-the-contract.toml.
    let offers = "o1=28000000,0.17,1,1,0,12,Large&o2=18000000,0.12,1,1,0,12&o3=22000000,0.16,1,1,0,12,Middle";
    let link = format!("{UNDER_CONTRACT}&{offers}");
    assert_eq!(
        said(&link, "standing"),
        "Keep your current contract. At likely demand Middle wins. At high demand Large wins."
    );
    let rows = rows(&link, "standing", 0);
    assert_eq!(
        rows.first().map(String::as_str),
        Some(
            "Large: against your current contract [-$7,600,000.00, -$2,500,000.00, +$720,000.00, -$2,970,000.00, $32,943,000.00, none is enough, $25,500,000.00]"
        )
    );
    // Cheaper only while the contract's own commitment isn't reached.
    assert_eq!(
        rows.get(1).map(String::as_str),
        Some(
            "Offer 2: against your current contract [-$720,000.00, -$900,000.00, -$1,080,000.00, -$900,000.00, only below $22,728,000.00, 15%, none]"
        )
    );
}

#[test]
fn offers_have_the_names_that_were_typed() {
    // A name begins a sentence as it was typed; what has none is called by its place.
    let link = format!("{UNDER_CONTRACT}&o1=28000000,0.17,1,1,0,12,eDP+2027&o2=18000000,0.12,1,1,0,12");
    let names: Vec<String> =
        rows(&link, "offers", 0).iter().filter_map(|row| Some(row.split_once(':')?.0.to_owned())).collect();
    assert_eq!(names, ["No commitment", "eDP 2027", "Offer 2"]);
    let standing: Vec<String> =
        rows(&link, "standing", 0).iter().filter_map(|row| Some(row.split_once(':')?.0.to_owned())).collect();
    assert_eq!(standing, ["eDP 2027", "Offer 2"]);
    // 30M x 0.88 q = 26.4M q against the greater of 28M and 24.9M q: from 1.0607 on.
    let overtakes = "eDP 2027 costs less than offer 2";
    let crossings = rows(&link, "offers", 1);
    assert!(crossings.iter().any(|row| row.starts_with(overtakes)), "{crossings:?}");
    assert!(said(&link, "offers").contains("eDP 2027 only beats offer 2 once "), "{}", said(&link, "offers"));
}

#[test]
fn a_demand_of_its_own_for_ai_is_said() {
    let link = format!("{UNDER_CONTRACT}&o1=20000000,0.16,1,1,0,12&forecast=0.8,1,1.2,0.2,0.5,0.3,1,,1.5");
    let columns = |section: &str| {
        let found = sections(&link).into_iter().find(|found| found.id == section);
        let table = found.and_then(|found| found.tables.into_iter().next()).unwrap_or_default();
        table.columns.into_iter().map(|column| column.name).collect::<Vec<_>>()
    };
    let offers = columns("offers");
    assert_eq!(
        offers.first_chunk::<3>(),
        Some(&["Low, -20%, AI as it is", "Likely, as it is", "High, +20%, AI +50%"].map(str::to_owned))
    );
    let standing = columns("standing");
    assert_eq!(
        standing.first_chunk::<3>(),
        Some(&["Saves at low, -20%, AI as it is", "At likely, as it is", "At high, +20%, AI +50%"].map(str::to_owned))
    );
}

#[test]
fn a_flat_discount_and_credits_that_retire_nothing_are_said() {
    let offers = "o1=20000000,0.16,1,1,500000,12&o2=20000000,0.16,2,1,0,12";
    let link = format!("{UNDER_CONTRACT}&flat=0.03&credits=unretired&{offers}");
    let first = rows(&link, "offers", 0);
    assert!(
        first.first().is_some_and(|row| row.starts_with("No commitment: 3% off, after the negotiated rate [")),
        "{first:?}"
    );
    let lead = said(&link, "offers");
    assert!(lead.ends_with("the rest of the 2 years is paid at 3% off and without commitment."), "{lead}");
    let notes = |link: &str| {
        let found = sections(link).into_iter().find(|found| found.id == "offers");
        let rows = found.and_then(|found| found.tables.into_iter().next()).unwrap_or_default().rows;
        rows.into_iter().filter_map(|row| row.opens).flat_map(|opens| opens.notes).collect::<Vec<_>>().join(" ")
    };
    assert!(notes(&link).ends_with(" Spend that they pay retires nothing, as your contract says."), "{}", notes(&link));
    let usual = format!("{UNDER_CONTRACT}&{offers}");
    assert!(notes(&usual).contains("leave what retires the commitment as it is"), "{}", notes(&usual));
    assert!(rows(&usual, "offers", 0).first().is_some_and(|row| row.starts_with("No commitment: list price after")));
}

#[test]
fn an_offer_that_saves_is_taken() {
    // 25.5M under the contract; 25.2M at 16%, and nothing else is promised.
    let link = format!("{UNDER_CONTRACT}&o1=20000000,0.16,1,1,0,12");
    // 20.4M - 20.16M, 25.5M - 25.2M, 30.6M - 30.24M: 240,000, 300,000, 360,000, of which the mean is 300,000.
    assert_eq!(said(&link, "standing"), "Sign offer 1. Expect to save $300,000.00 over 1 year.");
    assert_eq!(
        rows(&link, "standing", 0),
        [
            "Offer 1: against your current contract [+$240,000.00, +$300,000.00, +$360,000.00, +$300,000.00, $23,532,000.00, 15%, $25,500,000.00]"
        ]
    );
}
