//! What the page decides beyond the bill: the same figures as in the package for JavaScript, the same in CSV as in JSON.

use super::{Failure, Row, exported, number, rows};
use exchange::link::decode;
use pricing::commitment::{alternatives, clauses, ladder, obligations, offers, years};
use pricing::price::price;
use pricing::rates::{Elsewhere, RateCard};
use pricing::scenario::Scenario;
use serde_json::{Value, json};

/// Of a report in JSON, the figures that rows of a kind tell, in the order of the rows.
const SIDE: [&str; 13] = [
    "offered",
    "unit",
    "units",
    "served",
    "overflow",
    "slots",
    "idle",
    "mean",
    "peak",
    "utilisation",
    "overflowCost",
    "list",
    "otherwise",
];
const TERM: [&str; 7] = ["hourly", "month", "unused", "idleCost", "perMillion", "breakEvenList", "breakEvenOtherwise"];
const YEAR: [&str; 18] = [
    "commitment",
    "organic",
    "aiList",
    "gap",
    "shortfall",
    "paymentWithout",
    "payment",
    "incremental",
    "absorbed",
    "aiCash",
    "retiredWithout",
    "retired",
    "carried",
    "carriedWithout",
    "shortcut",
    "shortfallEndsAt",
    "discount",
    "effectiveDiscount",
];
const SPEND: [&str; 4] = ["list", "negotiated", "cash", "counted"];
const STANDING: [&str; 9] = [
    "savesLow",
    "savesLikely",
    "savesHigh",
    "expectedSaves",
    "paysAbove",
    "paysAboveAi",
    "paysAboveOther",
    "commitmentWorth",
    "discountToAsk",
];
const FORECAST: [&str; 4] = ["payment", "shortfall", "credits", "retired"];

/// Holds the file against the package's report, and the sheet against the file.
pub(super) fn check(scenario: &Scenario, file: &Value, rows: &[Row]) -> Result<(), Failure> {
    let answer: Value = serde_json::from_str(&pricing_js::json::price(&serde_json::to_string(scenario)?))?;
    let package = answer["value"].clone();
    assert!(package.is_object(), "{answer}");
    let bill =
        ["rates", "totals", "perMillionTokens", "perThousandRequests", "tokens", "requests", "charges", "ladder"];
    for key in bill.into_iter().chain(["purchases", "customs", "alternatives"]) {
        assert_holds(&package[key], &file[key], key);
    }
    let committed = &package["commitment"];
    for key in ["yearLadder", "offers", "clauses", "rateHold", "obligations", "readings"] {
        assert_holds(&committed[key], &file[key], key);
    }
    let none = json!([]);
    assert_holds(if committed["years"].is_null() { &none } else { &committed["years"] }, &file["commitment"], "years");
    for kind in [
        "commitment",
        "ai spend",
        "year ladder",
        "offer",
        "contract",
        "standing",
        "turn",
        "best",
        "reading",
        "crossing",
        "cheapest",
        "clause",
        "rate hold",
        "obligation",
        "alternative",
        "alternative capacity",
        "purchase",
        "custom",
    ] {
        assert_eq!(of_rows(rows, kind)?, of_file(file, kind)?, "{kind}");
    }
    Ok(())
}

/// Every key of the one is in the other, with the same value.
fn assert_holds(part: &Value, whole: &Value, path: &str) {
    match (part, whole) {
        (Value::Object(fields), Value::Object(_)) => {
            for (key, value) in fields {
                assert!(whole.get(key).is_some(), "{path}.{key} is missing");
                assert_holds(value, &whole[key], &format!("{path}.{key}"));
            }
        }
        (Value::Array(values), Value::Array(others)) => {
            assert_eq!(values.len(), others.len(), "{path}");
            for (index, (value, other)) in values.iter().zip(others).enumerate() {
                assert_holds(value, other, &format!("{path}[{index}]"));
            }
        }
        _ => assert_eq!(part, whole, "{path}"),
    }
}

fn column(rows: &[Row], name: &str) -> Result<usize, Failure> {
    let header = rows.first().ok_or("no header")?;
    Ok(header.iter().position(|(cell, _)| cell == name).ok_or("no such column")?)
}

/// The number of each row of a kind; nothing where it has none.
fn of_rows(rows: &[Row], kind: &str) -> Result<Vec<String>, Failure> {
    let (cost, quantity) = (column(rows, "cost_usd")?, column(rows, "quantity")?);
    let of_kind = rows.iter().filter(|row| row[0].0 == kind);
    of_kind.map(|row| plain(&[row[cost].0.as_str(), row[quantity].0.as_str()].concat())).collect()
}

/// The same figures of the file.
fn of_file(file: &Value, kind: &str) -> Result<Vec<String>, Failure> {
    let mut told = Told::default();
    match kind {
        "commitment" => told.all(&file["commitment"], &YEAR),
        "ai spend" => {
            for year in entries(&file["commitment"]) {
                told.all(&year["ai"], &SPEND);
            }
        }
        "year ladder" if file["yearLadder"].is_object() => {
            told.one(&file["yearLadder"], &["list"]);
            told.all(&file["yearLadder"]["steps"], &["change"]);
            told.one(&file["yearLadder"], &["end"]);
        }
        "reading" => {
            for reading in ["capped", "full"] {
                told.all(&file["readings"][reading], &["payment", "shortfall"]);
            }
        }
        // Without a year the page says nothing of clauses.
        "clause" if !entries(&file["commitment"]).is_empty() => {
            told.all(&file["clauses"], &["without", "with", "value"]);
        }
        "rate hold" => told.all(&file["rateHold"], &["without", "with", "value"]),
        "obligation" => {
            for obligation in entries(&file["obligations"]) {
                told.one(obligation, &["month", "owed", "months"]);
                told.one(&obligation["spend"], &SPEND);
            }
        }
        "alternative" => {
            for outlook in entries(&file["alternatives"]) {
                told.one(
                    outlook,
                    &[
                        "moved",
                        "cash",
                        "adds",
                        "owed",
                        "switching",
                        "price",
                        "saves",
                        "months",
                        "breakEvenVolume",
                        "storage",
                    ],
                );
                told.found.extend_from_slice(entries(&outlook["tokens"]));
            }
        }
        "alternative capacity" => {
            for outlook in entries(&file["alternatives"]) {
                told.all(&outlook["fleets"], &["month", "year", "load", "count", "utilisation", "breakEven"]);
            }
        }
        "purchase" => {
            for purchase in entries(&file["purchases"]) {
                for (index, side) in entries(&purchase["sides"]).iter().enumerate() {
                    told.one(side, &SIDE);
                    for term in entries(&purchase["terms"]) {
                        let of = &term["sides"][index];
                        told.one(of, &TERM);
                        if of["best"].is_object() {
                            told.one(&of["best"], &["units", "cost"]);
                        }
                    }
                }
            }
        }
        "custom" => {
            for custom in entries(&file["customs"]) {
                told.one(custom, &["once", "storage", "serving", "firstYear", "servingShare"]);
                told.all(&custom["paths"], &["month"]);
            }
        }
        _ => told.of_offers(&file["offers"], kind)?,
    }
    let text = |value: &Value| {
        value.as_str().map_or_else(|| value.as_u64().map(|it| it.to_string()), |it| Some(it.to_owned()))
    };
    told.found.iter().map(|value| plain(&text(value).unwrap_or_default())).collect()
}

/// Figures in the order in which they are told.
#[derive(Default)]
struct Told {
    found: Vec<Value>,
}

impl Told {
    fn one(&mut self, of: &Value, keys: &[&str]) {
        self.found.extend(keys.iter().map(|key| of[*key].clone()));
    }

    /// What is said of offers and of the contract they stand against.
    fn of_offers(&mut self, offers: &Value, kind: &str) -> Result<(), Failure> {
        match kind {
            "offer" => {
                for offer in entries(&offers["offers"]) {
                    self.one(offer, &["promised", "expected", "years"]);
                    self.all(&offer["forecasts"], &FORECAST);
                }
            }
            "contract" if offers.is_object() => {
                self.one(&offers["contract"], &["promised", "expected", "years"]);
                self.all(&offers["contract"]["forecasts"], &FORECAST);
            }
            "standing" => self.all(&offers["standings"], &STANDING),
            "turn" => {
                for standing in entries(&offers["standings"]) {
                    for vary in ["all", "ai", "other"] {
                        self.all(&standing["turns"][vary], &["spend", "ai", "payment", "contractPayment", "demand"]);
                    }
                }
            }
            "best" if offers.is_object() => {
                // Nothing to sign is the contract; an offer stands behind no commitment.
                let signed = |index: &Value| match index.as_u64() {
                    None => Some(&offers["contract"]),
                    Some(index) => entries(&offers["offers"]).get(usize::try_from(index).ok()? + 1),
                };
                for (forecast, best) in entries(&offers["best"]).iter().enumerate() {
                    self.one(&signed(best).ok_or("no such offer")?["forecasts"][forecast], &["payment"]);
                }
                self.one(signed(&offers["bestExpected"]).ok_or("no such offer")?, &["expected"]);
            }
            "crossing" => self.all(&offers["crossings"], &["payment", "otherPayment", "demand", "used"]),
            "cheapest" if offers.is_object() => {
                let offer = |index: &Value| {
                    index.as_u64().and_then(|index| entries(&offers["offers"]).get(usize::try_from(index).ok()?))
                };
                for (forecast, cheapest) in entries(&offers["cheapest"]).iter().enumerate() {
                    self.one(&offer(cheapest).ok_or("no such offer")?["forecasts"][forecast], &["payment"]);
                }
                self.one(offer(&offers["cheapestExpected"]).ok_or("no such offer")?, &["expected"]);
            }
            _ => {}
        }
        Ok(())
    }

    fn all(&mut self, list: &Value, keys: &[&str]) {
        for of in entries(list) {
            self.one(of, keys);
        }
    }
}

/// The entries of a list; none where there isn't one.
fn entries(list: &Value) -> &[Value] {
    list.as_array().map_or(&[], Vec::as_slice)
}

/// A number without trailing zeros.
fn plain(text: &str) -> Result<String, Failure> {
    if text.is_empty() { Ok(String::new()) } else { Ok(number(text)?.normalize().to_string()) }
}

/// The preset Bundle close with clauses and an alternative: $26.5M a year and $1.5M of AI, spend before discount counts.
const BUNDLE: &str = "w1.name=Worked+estate&w1.model=claude-sonnet-4.5&w1.tokens=2400000000,600000000&edp=gross,0,1&y1=20000000,26500000,0.15,1500000&o1=20000000,0.15,1,1,0,12&o2=28000000,0.17,1,1,0,12&clauses=0.1,1,0.15,40000,3&a1=month,50000,0.5,30000,Own+cluster";

pub(super) fn scenario(link: &str) -> Result<Scenario, Failure> {
    let link = format!("v1&rates=2026-10-25&{link}&end");
    Ok(decode(&link, &RateCard::dates()).scenario.ok_or(link)?)
}

/// The number of the one row with this kind, entry, part and item, and the unit of what isn't money.
pub(super) fn told(rows: &[Row], of: [&str; 4]) -> Result<(String, String), Failure> {
    let found: Vec<&Row> =
        rows.iter().filter(|row| row.iter().zip(of).all(|(cell, wanted)| cell.0 == wanted)).collect();
    let [row] = found.as_slice() else { return Err(format!("{} rows: {of:?}", found.len()).into()) };
    let cell = |name: &str| column(rows, name).map(|column| row[column].0.clone());
    Ok((cell("cost_usd")? + &cell("quantity")?, cell("quantity_unit")?))
}

#[test]
fn a_negotiation_by_hand() -> Result<(), Failure> {
    let (csv, ..) = exported(&scenario(BUNDLE)?).ok_or("no price")?;
    let rows = rows(&csv)?;
    let overtakes = "Offer 2 costs less than offer 1";
    for (of, number, unit) in [
        // 0.85 x 28M x (0.8, 1, 1.2); 0.83 x 28M x the same, and 5.6M of shortfall if low.
        (["offer", "Offer 1", "low", "Payment"], "19040000", ""),
        (["offer", "Offer 1", "", "Expected payment"], "23800000", ""),
        (["offer", "Offer 2", "low", "Payment"], "24192000", ""),
        (["offer", "Offer 2", "low", "Shortfall"], "5600000", ""),
        (["offer", "Offer 2", "high", "Payment"], "27888000", ""),
        (["offer", "Offer 2", "", "Expected payment"], "24640000", ""),
        (["offer", "Offer 2", "", "Promised"], "28000000", ""),
        (["offer", "No commitment", "", "Years it runs"], "0", "years"),
        // 0.85 S > 28M - 0.17 S from S = 27.4510M on.
        (["crossing", overtakes, "", "From demand"], "0.9804", "times the demand"),
        (["crossing", overtakes, "", "It costs"], "23333296", ""),
        (["crossing", overtakes, "", "The other costs"], "23333520", ""),
        // (27.4512M - 20M) / 8M
        (["crossing", overtakes, "", "Share of the extra commitment you must use"], "0.9314", "share"),
        (["cheapest", "Offer 1", "low", "Least payment"], "19040000", ""),
        (["cheapest", "Offer 2", "likely", "Least payment"], "23240000", ""),
        (["cheapest", "Offer 2", "high", "Least payment"], "27888000", ""),
        (["cheapest", "Offer 1", "expected", "Least expected payment"], "23800000", ""),
        // 10% of 1.5M less 15%; 3 x 40,000.
        (["clause", "Rate hold", "", "Worth"], "127500", ""),
        (["clause", "Deprecation parity", "", "Worth"], "120000", ""),
        (["clause", "One-time reduction", "", "Worth"], "0", ""),
        // Half of 1.5M less 15%, against 12 x 50,000; 12 x 30,000 / 37,500 is 9.6.
        (["alternative", "Own cluster", "", "Bedrock adds"], "637500", ""),
        (["alternative", "Own cluster", "", "It costs a year"], "600000", ""),
        (["alternative", "Own cluster", "", "Saves a year"], "37500", ""),
        (["alternative", "Own cluster", "", "Months to repay the switch"], "10", "months"),
        (["commitment", "", "", "Off AI’s list price"], "0.15", "share"),
        (["commitment", "", "", "Retired with AI"], "28000000", ""),
        (["ai spend", "AI spend, typed", "", "Paid"], "1275000", ""),
    ] {
        assert_eq!(told(&rows, of)?, (number.to_owned(), unit.to_owned()), "{of:?}");
    }
    Ok(())
}

#[test]
fn figures_are_those_of_the_core() -> Result<(), Failure> {
    let (scenario, card) = (scenario(BUNDLE)?, RateCard::newest());
    let (_, file, ..) = exported(&scenario).ok_or("no price")?;
    let file: Value = serde_json::from_str(&file)?;
    let report = price(&scenario, &card)?;
    let commitment = scenario.commitment.as_ref().ok_or("no commitment")?;
    let years = years(commitment, &report, &card).ok_or("no years")?;
    let offers = offers(commitment, &report, &card).ok_or("no offers")?;
    for (index, offer) in offers.offers.iter().enumerate() {
        let of = &file["offers"]["offers"][index];
        assert_eq!(of["expected"], offer.expected.exact());
        assert_eq!(of["points"].as_array().map(Vec::len), Some(offer.points.len()));
        for (index, forecasted) in offer.forecasts.iter().enumerate() {
            assert_eq!(of["forecasts"][index]["payment"], forecasted.payment.exact());
        }
    }
    assert_eq!(file["offers"]["cheapestExpected"], offers.cheapest_expected());
    for (index, worth) in clauses(commitment, &years).iter().enumerate() {
        assert_eq!(file["clauses"][index]["clause"], worth.clause.name());
        assert_eq!(file["clauses"][index]["value"], worth.value().exact());
    }
    for (index, outlook) in
        alternatives(&scenario, &report, &card, Elsewhere::bundled()).ok_or("too large")?.iter().enumerate()
    {
        assert_eq!(file["alternatives"][index]["saves"], json!(outlook.saves().map(pricing::money::Usd::exact)));
    }
    // Its AI spend is typed: the month's ladder doesn't lead there. And nothing has a term.
    assert_eq!(ladder(commitment, &years, &report), None);
    assert_eq!(file["yearLadder"], Value::Null);
    assert!(obligations(commitment, &years, &report, &card).is_empty());
    assert_eq!(file["obligations"], json!([]));
    Ok(())
}
