//! Rules that no sample shows: each with the smallest bill that does.

use exchange::bill::{
    Bill, BillError, Discounts, Kind, Line, ListFrom, Scale, Share, Source, Step, Subject, Unmapped, Way, Why,
};
use rust_decimal::Decimal;

use crate::{Failure, read, sample};

/// A report of Nova Pro's and Sonnet's rows: line item type, code, name, usage type, amount, cost, net, public cost, invoice.
fn report(net: bool, rows: &[[&str; 9]]) -> String {
    let mut text = "bill/BillingPeriodStartDate,bill/InvoiceId,lineItem/UsageAccountId,lineItem/LineItemType,\
        lineItem/UsageStartDate,lineItem/ProductCode,product/ProductName,lineItem/UsageType,lineItem/UsageAmount,\
        lineItem/CurrencyCode,lineItem/UnblendedCost,pricing/publicOnDemandCost"
        .to_owned();
    text.push_str(if net { ",lineItem/NetUnblendedCost\n" } else { "\n" });
    for [kind, code, name, usage_type, amount, cost, paid, public, invoice] in rows {
        let row =
            format!("2026-08-01,{invoice},1,{kind},2026-08-03,{code},{name},{usage_type},{amount},USD,{cost},{public}");
        let cells = if net { [&row, ",", paid, "\n"] } else { [&row, "", "", "\n"] };
        text.push_str(&cells.concat());
    }
    text
}

fn bill(text: &str) -> Result<Bill, Failure> {
    let bill = read(&[("", text.as_bytes())])?;
    assert!(bill.adds_up());
    Ok(bill)
}

fn of_kind(bill: &Bill, kind: Kind) -> Vec<&Line> {
    bill.lines.iter().filter(|line| line.kind == kind).collect()
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap_or(Decimal::MIN)
}

const NOVA: [&str; 9] =
    ["Usage", "AmazonBedrock", "Amazon Bedrock", "USE1-NovaPro-input-tokens", "1000", "0.8", "0.72", "0.8", "7"];
const DISCOUNT: [&str; 9] =
    ["EdpDiscount", "AmazonBedrock", "", "USE1-NovaPro-input-tokens", "0", "-0.08", "0", "0", "7"];
const OPAQUE: &str = "7k2mq0p4x8d3v1n6r5t9zbcgh";
const SONNET: &str = "Claude Sonnet 4.6 (Amazon Bedrock Edition)";
const SNAKE: &str = "USE1-MP:USE1_input_tokens_standard-Units";
const INPUT: &str = "USE1-MP:USE1_InputTokenCount-Units";

#[test]
fn a_discount_is_read_one_way_only() -> Result<(), Failure> {
    // In columns alone, in lines alone, and in both.
    let columns = bill(&report(true, &[NOVA]))?;
    let lines = bill(&report(false, &[NOVA, DISCOUNT]))?;
    let both = bill(&report(true, &[NOVA, DISCOUNT]))?;
    // A line whose net cell is empty says nothing more than a line whose cell is 0.
    let empty = bill(&report(
        true,
        &[NOVA, {
            let mut row = DISCOUNT;
            row[6] = "";
            row
        }],
    ))?;
    for (bill, from) in [
        (&columns, Discounts::Columns),
        (&lines, Discounts::Lines),
        (&both, Discounts::Columns),
        (&empty, Discounts::Columns),
    ] {
        assert_eq!(bill.discounts, from);
        assert_eq!(bill.usage().net, decimal("0.72"));
        assert_eq!(bill.usage().discount().map(|discount| discount.normalize()), Some(decimal("0.1")));
        let [line] = of_kind(bill, Kind::Usage)[..] else { return Err("not one line".into()) };
        assert_eq!((line.net, line.before), (decimal("0.72"), Some(decimal("0.8"))));
        assert!(of_kind(bill, Kind::Discount).iter().all(|line| line.net.is_zero()));
    }
    // Net columns that are there but empty leave the lines to say it.
    let unfilled = bill(&report(
        true,
        &[NOVA, DISCOUNT].map(|mut row| {
            row[6] = "";
            row
        }),
    ))?;
    assert_eq!((unfilled.discounts, unfilled.usage().net), (Discounts::Lines, decimal("0.72")));
    assert_eq!(bill(&report(false, &[NOVA]))?.discounts, Discounts::Unseen);
    // A discount that names no usage lowers the whole, and no model.
    let whole = bill(&report(
        false,
        &[NOVA, {
            let mut row = DISCOUNT;
            row[3] = "";
            row
        }],
    ))?;
    assert_eq!(whole.usage().net, decimal("0.72"));
    assert_eq!(
        whole.by_model(),
        [("nova-pro", columns.by_model()[0].1)].map(|(model, mut total)| {
            (total.net, total.listed_net) = (decimal("0.8"), decimal("0.8"));
            (model, total)
        })
    );
    Ok(())
}

#[test]
fn credits_are_no_discount() -> Result<(), Failure> {
    let credit = ["Credit", "AmazonBedrock", "Amazon Bedrock", "", "1", "-500", "-500", "", "7"];
    let bill = bill(&report(true, &[NOVA, credit]))?;
    assert_eq!(bill.usage().discount().map(|discount| discount.normalize()), Some(decimal("0.1")));
    assert_eq!((bill.of_kind(Kind::Credit), bill.net()), (decimal("-500"), decimal("-499.28")));
    Ok(())
}

#[test]
fn a_product_is_named_by_other_rows_with_its_code() -> Result<(), Failure> {
    let nameless = ["Usage", OPAQUE, "", INPUT, "2", "6.6", "6.6", "0", "7"];
    let tax = ["Tax", OPAQUE, "", "", "1", "1.1", "1.1", "", "7"];
    let named = ["Usage", OPAQUE, SONNET, INPUT, "1", "3.3", "3.3", "0", "7"];
    let known = bill(&report(true, &[nameless, tax, named]))?;
    let [line] = of_kind(&known, Kind::Usage)[..] else { return Err("not one line".into()) };
    assert_eq!(line.subject, Subject::Model("claude-sonnet-4.6".to_owned()));
    assert_eq!(
        (line.quantity, line.list, line.list_from),
        (Some(decimal("3000000")), Some(decimal("9.9")), Some(ListFrom::Card))
    );
    assert_eq!(line.scale, Scale::Checked);
    assert_eq!(of_kind(&known, Kind::Tax)[0].net, decimal("1.1"));
    // Nothing names it: its dollars are listed. Its tax is Bedrock's all the same.
    let unknown = bill(&report(true, &[nameless, tax]))?;
    assert_eq!(unknown.unmapped()[0].subject, Subject::Unmapped(Unmapped::Product));
    assert_eq!((unknown.unmapped()[0].net, unknown.of_kind(Kind::Tax)), (decimal("6.6"), decimal("1.1")));
    // Two names: neither is taken.
    let haiku = ["Usage", OPAQUE, "Claude Haiku 4.5 (Amazon Bedrock Edition)", INPUT, "1", "1.1", "1.1", "0", "7"];
    assert_eq!(bill(&report(true, &[nameless, named, haiku]))?.unmapped().len(), 1);
    // A product of Marketplace that isn't Bedrock's.
    let other = ["Usage", "0000000000000000000000000", "Some Software", "USE1-SoftwareUsage", "1", "9", "9", "0", "7"];
    let mut row = other;
    row[2] = "";
    for row in [other, row] {
        let bill = bill(&report(true, &[NOVA, row]))?;
        assert_eq!(
            bill.rest.iter().map(|rest| (rest.why, rest.net)).collect::<Vec<_>>(),
            [(Why::NotBedrock, decimal("9"))]
        );
    }
    Ok(())
}

#[test]
fn units_are_checked_by_the_card() -> Result<(), Failure> {
    let with = |amount: &'static str, cost: &'static str| {
        let mut row = NOVA;
        (row[4], row[5], row[6], row[7]) = (amount, cost, cost, "0");
        let bill = bill(&report(false, &[row]))?;
        let [line] = of_kind(&bill, Kind::Usage)[..] else { return Err(Failure::from("not one line")) };
        Ok((line.quantity, line.scale, line.list))
    };
    let million = Some(decimal("1000000"));
    let list = Some(decimal("0.8"));
    assert_eq!(with("1000", "0.8")?, (million, Scale::Checked, list));
    assert_eq!(with("1000000", "0.8")?, (million, Scale::Corrected, list));
    assert_eq!(with("1", "0.8")?, (million, Scale::Corrected, list));
    // A private price of 70% less: the reader is asked, and the list is the card's.
    assert_eq!(with("1000", "0.24")?, (million, Scale::Unsure, list));
    // No unit fits: nothing is guessed.
    assert_eq!(with("1000", "50")?, (None, Scale::Unsure, None));
    assert_eq!(with("1000", "0")?, (million, Scale::Unchecked, list));
    assert_eq!(with("0", "0.8")?, (Some(Decimal::ZERO), Scale::Unchecked, Some(Decimal::ZERO)));
    Ok(())
}

#[test]
fn currencies_are_never_added() -> Result<(), Failure> {
    let text = report(true, &[NOVA, NOVA]);
    let euros = text.replacen("USD,0.8,0.8,0.72", "EUR,0.5,0,0.5", 1);
    let bill = bill(&euros)?;
    assert_eq!((bill.currency.as_str(), bill.file_total), ("USD", decimal("0.72")));
    assert_eq!(bill.other_currencies, [("EUR".to_owned(), decimal("0.5"))]);
    // The card's prices are in dollars: it lists nothing in another currency.
    let all = text.replace("USD", "EUR").replace(",0.8,0.8,", ",0.8,0,");
    let bill = read(&[("", all.as_bytes())])?;
    assert_eq!((bill.currency.as_str(), bill.usage().discount(), bill.usage().net), ("EUR", None, decimal("1.44")));
    Ok(())
}

#[test]
fn tax_of_other_services_too_is_nobodys_alone() -> Result<(), Failure> {
    let bill = sample("s02-ce-service-monthly-bom.csv")?;
    let shared: Decimal = bill.rest.iter().filter(|rest| rest.why == Why::SharedTax).map(|rest| rest.net).sum();
    assert_eq!((shared, bill.of_kind(Kind::Tax)), (decimal("163.6"), Decimal::ZERO));
    assert_eq!(sample("s01-ce-usage-type-monthly.csv")?.of_kind(Kind::Tax), decimal("163.6"));
    Ok(())
}

#[test]
fn a_month_has_the_list_prices_of_its_time() -> Result<(), Failure> {
    // GPT-5.6 Sol cost 5.50 for a million tokens until 20 August 2026, and 4.40 since.
    let list = |month: &str, cost: &str| {
        let text = report(
            true,
            &[["Usage", OPAQUE, "OpenAI GPT-5.6 Sol (Amazon Bedrock Edition)", SNAKE, "1", cost, cost, "0", "7"]],
        );
        let bill = bill(&text.replace("2026-08", month))?;
        Ok::<_, Failure>((bill.lines[0].subject.clone(), bill.lines[0].list))
    };
    let sol = || Subject::Model("gpt-5.6-sol".to_owned());
    assert_eq!(list("2026-07", "5.5")?, (sol(), Some(decimal("5.5"))));
    assert_eq!(list("2026-08", "5")?, (sol(), None));
    assert_eq!(list("2026-10", "4.4")?, (sol(), Some(decimal("4.4"))));
    Ok(())
}

#[test]
fn a_month_is_closed_by_its_invoices() -> Result<(), Failure> {
    let with = |invoices: [&'static str; 2]| {
        let rows = invoices.map(|invoice| {
            let mut row = NOVA;
            row[8] = invoice;
            row
        });
        Ok::<_, Failure>(bill(&report(true, &rows))?.months[0].is_incomplete())
    };
    assert!(with(["", ""])? && !with(["7", ""])? && !with(["7", "7"])?);
    let days = sample("s03-ce-usage-type-daily-gaps.csv")?;
    let month = days.months[0];
    assert_eq!((month.source, month.days_missing, month.is_incomplete()), (Source::UsageTypes(Step::Day), 2, true));
    let months = sample("s01-ce-usage-type-monthly.csv")?;
    assert_eq!(months.months.iter().map(|month| month.untaxed).collect::<Vec<_>>(), [false, false, true]);
    Ok(())
}

#[test]
fn use_that_a_fee_has_paid_is_no_discount() -> Result<(), Failure> {
    let text = "BilledCost,EffectiveCost,ListCost,ChargeCategory,ChargeClass,ChargePeriodStart,BillingCurrency,ServiceName,\
        x_UsageType,ConsumedQuantity\n\
        720,0,0,Purchase,,2026-08-01,USD,Amazon Bedrock,USE1-Nova2.0Lite-ProvisionedThroughput-1month-ModelUnits,1\n\
        0,720,900,Usage,NULL,2026-08-01,USD,Amazon Bedrock,USE1-Nova2.0Lite-ProvisionedThroughput-1month-ModelUnits,720\n\
        0.72,0.72,0.8,Usage,,2026-08-01,USD,Amazon Bedrock,USE1-NovaPro-input-tokens,1000\n";
    let bill = bill(text)?;
    assert_eq!(bill.usage().discount().map(|discount| discount.normalize()), Some(decimal("0.1")));
    assert_eq!((bill.of_kind(Kind::CommitmentFee), bill.net()), (decimal("720"), decimal("720.72")));
    let covered = of_kind(&bill, Kind::Covered);
    assert_eq!(
        (covered[0].quantity, covered[0].way(), covered[0].list),
        (Some(decimal("720")), Way::Provisioned, None)
    );
    Ok(())
}

#[test]
fn what_a_bill_says_of_caching_batches_and_scopes() -> Result<(), Failure> {
    let bill = sample("s05-cur-legacy.csv")?;
    let share = |share: Share| share.ratio().map(|ratio| ratio.round_dp(6).to_string());
    // 592 million of fresh input on demand, 160 million in batches.
    let input = decimal("592000000") + decimal("160000000");
    let (read, written) = (decimal("673250000"), decimal("52260000"));
    assert_eq!(bill.read_share(), Share { part: read, whole: input + read + written });
    assert_eq!(bill.writes_to_reads(), Share { part: written, whole: read });
    // 247.50, 185.625, 3.64 and 2.184 of batches; everything but the guardrail, which cost 8.19, is tokens.
    assert_eq!(bill.batch_share(), Share { part: decimal("438.949"), whole: decimal("2893.625725") });
    assert_eq!(share(bill.batch_share()), Some("0.151695".to_owned()));
    let way = |way| bill.by_way().into_iter().find(|(of, _)| *of == way).map(|(_, total)| total.net.normalize());
    assert_eq!(way(Way::Services), Some(decimal("8.19")));
    // 16.50 + 204.6825 + 27.72 + 198.2475 + 3.64.
    assert_eq!(way(Way::Cached), Some(decimal("450.79")));
    let scopes: Vec<(&str, Decimal)> =
        bill.by_scope().into_iter().map(|(scope, total)| (scope.name(), total.net.normalize())).collect();
    // 113.6875 of Opus, 348.75 of Sonnet and 31.85 of Nova 2 Lite.
    assert_eq!(scopes[0], ("global", decimal("494.2875")));
    assert_eq!(bill.accounts, ["111122223333", "444455556666", "999988887777"]);
    assert_eq!(bill.by_account().iter().map(|(_, total)| total.net).sum::<Decimal>(), bill.usage().net);
    assert_eq!(bill.by_month().len(), 1);
    Ok(())
}

#[test]
fn pages_are_read_together_and_errors_name_what_is_missing() -> Result<(), Failure> {
    let page = |group: &str, cost: &str| {
        format!(
            "{{\"GroupDefinitions\": [{{\"Type\": \"DIMENSION\", \"Key\": \"{group}\"}}], \"ResultsByTime\": [{{\"TimePeriod\": \
             {{\"Start\": \"2026-09-01\", \"End\": \"2026-10-01\"}}, \"Groups\": [{{\"Keys\": [\"Amazon Bedrock{cost}\"], \
             \"Metrics\": {{\"UnblendedCost\": {{\"Amount\": \"{cost}\", \"Unit\": \"USD\"}}}}}}], \"Estimated\": false}}]}}"
        )
    };
    let (one, two) = (page("SERVICE", "1.5"), page("SERVICE", "2.25"));
    let listed = format!("[{one},{two}]");
    let joined = format!("{one}\n{two}");
    for files in [
        vec![listed.as_str()],
        vec![joined.as_str()],
        vec![one.as_str(), two.as_str()],
        vec![two.as_str(), one.as_str()],
    ] {
        let files: Vec<(&str, &[u8])> = files.iter().map(|text| ("", text.as_bytes())).collect();
        let bill = read(&files)?;
        assert_eq!((bill.usage().net, bill.adds_up()), (decimal("3.75"), true));
    }
    let error = |text: &str| read(&[("", text.as_bytes())]).err();
    assert_eq!(error(&page("REGION", "1")), Some(BillError::GroupedBy("REGION".to_owned())));
    assert!(matches!(error(&one.replace("UnblendedCost", "UsageQuantity")), Some(BillError::Row(..))));
    assert!(matches!(error(one.get(..one.len() - 5).unwrap_or_default()), Some(BillError::Row(..))));
    assert!(matches!(error(&"[".repeat(60_000).replace("[[[", "[\"ResultsByTime\",[")), Some(BillError::Row(..))));
    Ok(())
}
