//! What the files say of a contract and its offers: names, and every term that a figure follows from.

use super::decided::{scenario, told};
use super::{Failure, exported, rows};
use serde_json::Value;

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
