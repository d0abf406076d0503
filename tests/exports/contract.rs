//! What the files say of a contract and its offers: names, every term that a figure follows from, and why there is no figure.

use super::decided::{scenario, told};
use super::{Failure, exported, rows};
use pricing::commitment::{rate_hold, years};
use pricing::price::price;
use pricing::rates::RateCard;
use serde_json::{Value, json};

/// No AI yet, and $30M of other spend under a contract of $20M at 15%. Its offers are worked in
/// `tests/golden/offers-against-the-contract.toml`; the second has no name.
const OFFERS: &str = "rules=v2&w1.model=claude-sonnet-4.5&w1.scope=global&w1.tokens=0,0&edp=net,0,1&y1=20000000,30000000,0.15\
                      &o1=28000000,0.17,1,1,0,12,eDP+2027&o2=18000000,0.12,1,1,0,12&o3=22000000,0.16,1,1,0,12,Middle";

#[test]
fn offers_have_the_names_that_were_typed() -> Result<(), Failure> {
    let (csv, file, ..) = exported(&scenario(OFFERS)?).ok_or("no price")?;
    let (rows, file): (_, Value) = (rows(&csv)?, serde_json::from_str(&file)?);
    let names: Vec<&Value> = file["offers"]["offers"].as_array().into_iter().flatten().map(|it| &it["name"]).collect();
    assert_eq!(names, ["No commitment", "eDP 2027", "Offer 2", "Middle"]);
    for (of, number) in [
        (["offer", "eDP 2027", "", "Promised"], "28000000"),
        (["offer", "Offer 2", "", "Promised"], "18000000"),
        (["standing", "Middle", "", "Saves at likely demand"], "300000"),
        (["cheapest", "Middle", "likely", "Least payment"], "25200000"),
        (["cheapest", "eDP 2027", "high", "Least payment"], "29880000"),
        // 26.4M q against 28M.
        (["crossing", "eDP 2027 costs less than offer 2", "", "From demand"], "1.0607"),
    ] {
        assert_eq!(told(&rows, of)?.0, number, "{of:?}");
    }
    Ok(())
}

#[test]
fn the_contract_and_what_to_sign_are_rows() -> Result<(), Failure> {
    let (csv, ..) = exported(&scenario(OFFERS)?).ok_or("no price")?;
    let rows = rows(&csv)?;
    for (of, number) in [
        // 15% off 24M, 30M and 36M: (20.4 + 2 x 25.5 + 30.6) / 4.
        (["contract", "Current contract", "", "Promised"], "20000000"),
        (["contract", "Current contract", "", "Expected payment"], "25500000"),
        (["contract", "Current contract", "", "Years it runs"], "1"),
        (["contract", "Current contract", "low", "Payment"], "20400000"),
        (["contract", "Current contract", "high", "Payment"], "30600000"),
        (["contract", "Current contract", "likely", "Shortfall"], "0"),
        // 22M at 16% costs 25.2M at likely demand, 28M at 17% costs 29.88M at high demand.
        (["best", "Current contract", "low", "What to sign costs"], "20400000"),
        (["best", "Middle", "likely", "What to sign costs"], "25200000"),
        (["best", "eDP 2027", "high", "What to sign costs"], "29880000"),
        (["best", "Current contract", "expected", "What to sign is expected to cost"], "25500000"),
    ] {
        assert_eq!(told(&rows, of)?.0, number, "{of:?}");
    }
    Ok(())
}

/// $10M promised, $6M without AI and $3M of Nova, which earns 10% and counts in full. The offer: 12M at 20%.
const TURNS: &str = "rules=v2&w1.model=nova-pro&w1.scope=in-region&w1.tokens=0,0&edp=net,0,1&y1=10000000,6000000,0.1,3000000\
                     &o1=12000000,0.2,1,1,0,12,Large&forecast=0.8,1,1.2,0.25,0.5,0.25,1,,1.5";

#[test]
fn ai_and_other_demand_are_told_apart() -> Result<(), Failure> {
    let (csv, file, ..) = exported(&scenario(TURNS)?).ok_or("no price")?;
    let (rows, file): (_, Value) = (rows(&csv)?, serde_json::from_str(&file)?);
    let overtakes = "Large costs less than the current contract";
    for (of, number) in [
        // 0.9 S above 12M: S above 13,333,333.33. All demand: 9M q, so q = 1.4815; of 9M that is 13,333,500, a third of it AI.
        (["standing", "Large", "", "Pays above this spend in the first year"], "13333500"),
        // AI alone: 6M + 3M q, so q = 2.4445: 7,333,500. Other spend alone: 3M + 6M q, q = 1.7223: 10,333,800.
        (["standing", "Large", "", "Pays above this AI spend in the first year, AI varied alone"], "7333500"),
        (["standing", "Large", "", "Pays above this spend without AI in the first year, varied alone"], "10333800"),
        (["turn", overtakes, "all demand", "From demand"], "1.4815"),
        (["turn", overtakes, "all demand", "AI spend in the first year, before discounts"], "4444500"),
        (["turn", overtakes, "AI demand alone", "From demand"], "2.4445"),
        (["turn", overtakes, "AI demand alone", "Spend in the first year, before discounts"], "13333500"),
        (["turn", overtakes, "other demand alone", "From demand"], "1.7223"),
        (["turn", overtakes, "other demand alone", "It costs"], "12000000"),
        // 0.9 x 13,333,800
        (["turn", overtakes, "other demand alone", "The current contract costs"], "12000420"),
    ] {
        assert_eq!(told(&rows, of)?.0, number, "{of:?}");
    }
    let standing = &file["offers"]["standings"][0];
    assert_eq!(
        [&standing["paysAbove"], &standing["paysAboveAi"], &standing["paysAboveOther"]],
        ["13333500", "7333500", "10333800"]
    );
    let turn = &standing["turns"]["ai"][0];
    assert_eq!((&turn["cheaper"], &turn["ai"]), (&Value::Bool(true), &Value::from("7333500")));
    // What a forecast asks for is said with AI's own demand.
    assert!(csv.contains(",\"your demand for AI, a demand 20% below yours for everything else\","), "{csv}");
    Ok(())
}

#[test]
fn a_gap_can_be_computed_anew_from_what_is_carried() -> Result<(), Failure> {
    // 100,000 without AI against 80,000 promised, then against 140,000: 20,000 are carried and 20,000 missing.
    // With 194,400 of Claude that counts in full: 214,400 are carried, and nothing is missing.
    let link = "rules=v2&w1.model=claude-sonnet-4.5&w1.scope=global&w1.tokens=2400000000,600000000&edp=net,0,1&carry=yes\
                &terms=anthropic,no,1&y1=80000,100000,0&y2=140000,,0";
    let (csv, file, ..) = exported(&scenario(link)?).ok_or("no price")?;
    let file: Value = serde_json::from_str(&file)?;
    let year = &file["commitment"][1];
    let told = ["gap", "retiredWithout", "carriedWithout", "shortfall", "retired", "carried"].map(|key| &year[key]);
    assert_eq!(told, ["20000", "100000", "20000", "0", "294400", "214400"]);
    assert!(csv.contains("commitment,,,\"Carried in from the year before, without AI\","), "{csv}");
    Ok(())
}

#[test]
fn a_rate_hold_names_what_each_provider_s_prices_follow() -> Result<(), Failure> {
    let link = "w1.model=claude-sonnet-4.5&w1.tokens=2400000000,600000000&edp=net,0,1&y1=1000000,10000000,0";
    let (scenario, card) = (scenario(link)?, RateCard::newest());
    let (csv, file, ..) = exported(&scenario).ok_or("no price")?;
    let file: Value = serde_json::from_str(&file)?;
    let commitment = scenario.commitment.as_ref().ok_or("no commitment")?;
    let years = years(commitment, &price(&scenario, &card)?, &card).ok_or("no years")?;
    let held = rate_hold(commitment, &years, &card);
    assert_eq!(held.len(), 4);
    for (index, held) in held.iter().enumerate() {
        let written = &file["rateHold"][index];
        assert_eq!(written["precedent"], held.precedent.name());
        assert_eq!(written["value"], held.value().exact());
        assert_eq!(written["follows"][0]["provider"], "Anthropic");
    }
    // $194,400 of AI a year, a fifth less.
    assert_eq!(file["rateHold"][2]["value"], "-38880");
    assert_eq!(file["rateHold"][2]["follows"][0]["change"], "-0.2");
    assert_eq!(file["rateHold"][2]["follows"][0]["date"], "2026-09");
    assert!(csv.contains("rate hold,Prices fall as in a typical published cut,,Worth,"), "{csv}");
    Ok(())
}

#[test]
fn what_is_not_known_says_why() -> Result<(), Failure> {
    let link = "w1.model=claude-sonnet-4.5&w1.tokens=2400000000,600000000&a1=month,0,0.5,30000,New&p1.model=claude-sonnet-4.5&price=claude-sonnet-4.5,six-months,ordinary,model_unit,22,hour&p1.units=2,six-months,100000";
    let (csv, file, ..) = exported(&scenario(link)?).ok_or("no price")?;
    for row in [
        "alternative,New,,It costs a year,,,,,,,,,,,,,,,no price,year 1,,\r\n",
        "alternative,New,,Saves a year,,,,,,,,,,,,,,,not known,year 1,,\r\n",
        "purchase,Purchase 1,,A month,,,,,,one-month,,,,,,,,,no price,month,,\r\n",
    ] {
        assert!(csv.contains(row), "{row} {csv}");
    }
    let file: Value = serde_json::from_str(&file)?;
    assert_eq!(file.pointer("/alternatives/0/price"), Some(&Value::Null));
    for key in ["yearLadder", "offers", "clauses", "rateHold", "obligations"] {
        assert_eq!(file.get(key), Some(&Value::Null), "{key}");
    }
    assert_eq!((&file["commitment"], &file["customs"]), (&json!([]), &json!([])));
    Ok(())
}
