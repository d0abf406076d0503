//! A bill becomes a scenario: what it prices to, and what of the bill it doesn't hold.

#[path = "baseline/laws.rs"]
mod laws;
#[path = "baseline/made.rs"]
mod made;

use exchange::bill::{Bill, Month, NoWorkload, Period, Reader};
use pricing::money::Usd;
use pricing::price::price;
use pricing::quantity::{Dollars, Multiple};
use pricing::rates::RateCard;
use rust_decimal::Decimal;

type Tried<T = ()> = Result<T, Box<dyn std::error::Error>>;

const AUGUST: Month = Month { year: 2026, month: 8 };

fn number(text: &str) -> Decimal {
    text.parse().unwrap_or(Decimal::MIN)
}

fn dollars(text: &str) -> Usd {
    Usd::new(number(text))
}

fn read(name: &str, card: &RateCard) -> Tried<Bill> {
    let mut reader = Reader::new(card);
    reader.begin(name);
    reader.push(&std::fs::read(tests::path("bill").join(name))?)?;
    reader.end_file()?;
    Ok(reader.finish())
}

#[test]
fn a_month_prices_to_its_list_price() -> Tried {
    let card = RateCard::newest();
    for name in [
        "s05-cur-legacy.csv",
        "s06-cur2.csv",
        "s06-cur2-00001.csv.gz",
        "s06-cur2.snappy.parquet",
        "s07-focus-1.0-aws.csv",
    ] {
        let bill = read(name, &card)?;
        let baseline = bill.baseline(Period::Of(AUGUST), &card).ok_or("no baseline")?;
        // All usage at list, 2,914.978, without 9 of guardrails.
        assert_eq!(price(&baseline.scenario, &card)?.month(), dollars("2905.978"), "{name}");
        let guardrails = baseline.left.iter().find(|left| left.why == NoWorkload::Service).ok_or("no service")?;
        // 9 less 9%.
        assert_eq!(guardrails.net, number("8.19"), "{name}");
        // Paid in all, 2,901.815725, less the guardrails'.
        let billed = baseline.scenario.billed.ok_or("no bill")?;
        assert_eq!(billed.from.to_string(), "2026-08-01", "{name}");
        assert_eq!(billed.months.count(), 1, "{name}");
        assert_eq!(billed.paid.usd(), dollars("2893.63"), "{name}");
        assert_eq!(billed.list.map(Dollars::usd), Some(dollars("2905.98")), "{name}");
        assert_eq!(billed.left.usd(), dollars("8.19"), "{name}");
        for model in &baseline.models {
            assert_eq!(model.priced.map(Usd::amount), model.list, "{name}: {}", model.model);
        }
    }
    Ok(())
}

#[test]
fn the_discount_is_that_of_the_providers_which_have_it() -> Tried {
    let card = RateCard::newest();
    let bill = read("s06-cur2.csv", &card)?;
    let baseline = bill.baseline(Period::Of(AUGUST), &card).ok_or("no baseline")?;
    assert_eq!(baseline.discount, Some(number("0.09")));
    let contract = baseline.scenario.commitment.as_ref().ok_or("no contract")?;
    assert_eq!(contract.flat_discount, Multiple::parse("0.09").map_err(|_| "0.09")?);
    let earns =
        |provider: &str| contract.terms.iter().find(|terms| terms.provider == provider).map(|terms| terms.earns);
    assert_eq!((earns("anthropic"), earns("amazon")), (Some(false), Some(true)));
    Ok(())
}

#[test]
fn a_table_without_quantities_is_no_scenario() -> Tried {
    let card = RateCard::newest();
    let bill = read("s01-ce-usage-type-monthly.csv", &card)?;
    assert_eq!(bill.baseline(Period::Of(AUGUST), &card), None);
    Ok(())
}

#[test]
fn the_average_is_of_whole_months() -> Tried {
    let card = RateCard::newest();
    // September is final; October has seven days and is estimated.
    let bill = read("s12-ce-get-cost-and-usage.json", &card)?;
    let average = bill.baseline(Period::Average, &card).ok_or("no average")?;
    assert_eq!(average.months, [Month { year: 2026, month: 9 }]);
    Ok(())
}

/// August's rows of a report: usage type, code, name, amount, cost.
fn report(rows: &[[&str; 5]]) -> String {
    let mut text = "bill/BillingPeriodStartDate,lineItem/LineItemType,lineItem/UsageStartDate,lineItem/UsageType,\
        lineItem/ProductCode,product/ProductName,lineItem/UsageAmount,lineItem/UnblendedCost,lineItem/CurrencyCode\n"
        .to_owned();
    text.extend(rows.iter().map(|row| format!("2026-08-01,Usage,2026-08-03,{},USD\n", row.join(","))));
    text
}

#[test]
fn capacity_of_the_whole_month_comes_along() -> Tried {
    const PRODUCT: [&str; 2] = ["7k2mq0p4x8d3v1n6r5t9zbcgh", "Claude Sonnet 4.5 (Amazon Bedrock Edition)"];
    let card = RateCard::newest();
    // For 744 hours 200,000 input and 20,000 output tokens a minute: 148,800 and 14,880 of thousands of them, at 0.18 and 0.90.
    let [code, name] = PRODUCT;
    let input = ["USE1-MP:USE1_Reserved_1Month_InputTPM_Global-Units", code, name, "148800", "26784"];
    let output = ["USE1-MP:USE1_Reserved_1Month_OutputTPM_Global-Units", code, name, "14880", "13392"];
    let tokens = ["USE1-MP:USE1_InputTokenCount_Global-Units", code, name, "2", "6"];
    let read = |rows: &[[&str; 5]]| -> Tried<_> {
        let mut reader = Reader::new(&card);
        reader.begin("report.csv");
        reader.push(report(rows).as_bytes())?;
        reader.end_file()?;
        reader.finish().baseline(Period::Of(AUGUST), &card).ok_or_else(|| "no baseline".into())
    };
    let made = read(&[input, output, tokens])?;
    assert_eq!(price(&made.scenario, &card)?.month(), dollars("40182"));
    assert_eq!((made.scenario.capacity.hours.count(), made.scenario.capacity.purchases.len()), (744, 1));
    assert_eq!(made.left, []);
    // What began within the month is no purchase of all of it: it is left, with what was paid.
    let mut late = input;
    late[3] = "148801";
    let made = read(&[late, output, tokens])?;
    assert_eq!((made.scenario.capacity.purchases.len(), made.left.len()), (0, 1));
    assert_eq!(made.left.first().map(|left| (left.why, left.net)), Some((NoWorkload::NotByToken, number("40176"))));
    Ok(())
}

#[test]
fn long_prompts_that_aws_no_longer_takes_keep_the_price_that_was_billed() -> Tried {
    let card = RateCard::newest();
    let read = |rows: &[[&str; 5]]| -> Tried<_> {
        let mut reader = Reader::new(&card);
        reader.begin("report.csv");
        reader.push(report(rows).as_bytes())?;
        reader.end_file()?;
        reader.finish().baseline(Period::Of(AUGUST), &card).ok_or_else(|| "no baseline".into())
    };
    let [code, name] = ["7k2mq0p4x8d3v1n6r5t9zbcgh", "Claude Sonnet 4.5 (Amazon Bedrock Edition)"];
    // 2M at 6.00, 1M read from cache at 0.60 and 100,000 of output at 22.50.
    let rows = [
        ["USE1-MP:USE1_InputTokenCount_LCtx_Global-Units", code, name, "2", "12"],
        ["USE1-MP:USE1_CacheReadInputTokenCount_LCtx_Global-Units", code, name, "1", "0.6"],
        ["USE1-MP:USE1_OutputTokenCount_LCtx_Global-Units", code, name, "0.1", "2.25"],
    ];
    let baseline = read(&rows)?;
    assert_eq!(price(&baseline.scenario, &card)?.month(), dollars("14.85"));
    assert_eq!(baseline.models.first().and_then(|model| model.priced), Some(dollars("14.85")));
    assert_eq!(
        baseline.scenario.prices.iter().map(|price| price.rate.per_million()).collect::<Vec<_>>(),
        [number("6")]
    );
    assert_eq!(baseline.left, []);
    // What AWS takes has its price on the card: ordinary prompts, and long ones of Claude Sonnet 4.6, whose window is larger.
    let ordinary = ["USE1-MP:USE1_InputTokenCount_Global-Units", code, name, "2", "6"];
    let newer = "Claude Sonnet 4.6 (Amazon Bedrock Edition)";
    let larger = ["USE1-MP:USE1_InputTokenCount_LCtx_Global-Units", "5n1k8v3r7t2q9z4x6m0pbdcfh", newer, "2", "12"];
    for row in [ordinary, larger] {
        assert_eq!(read(&[row])?.scenario.prices, []);
    }
    Ok(())
}
