//! Bills made by a seeded generator, and what must hold for each.

use exchange::bill::{Bill, Files, Kind, Reader, Rest};
use pricing::rates::RateCard;

use crate::{Failure, baseline, read_in};

/// Every sample.
pub const SAMPLES: [&str; 14] = [
    "s01-ce-usage-type-monthly.csv",
    "s02-ce-service-monthly-bom.csv",
    "s03-ce-usage-type-daily-gaps.csv",
    "s04-ce-service-semicolon.csv",
    "s05-cur-legacy.csv",
    "s06-cur2.csv",
    "s06-cur2-00001.csv.gz",
    "s06-cur2.snappy.parquet",
    "s07-focus-1.0-aws.csv",
    "s08-focus-1.2-aws.csv",
    "s09-cloudwatch-get-metric-data.json",
    "s10-cloudwatch-console.csv",
    "s11-invocation-log.jsonl",
    "s12-ce-get-cost-and-usage.json",
];

/// Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014): `SplitMix64`.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound as u64).unwrap_or_default()
    }

    fn of<'t>(&mut self, texts: &[&'t str]) -> &'t str {
        texts.get(self.below(texts.len())).copied().unwrap_or_default()
    }
}

/// An amount of at most 12 decimal places: its text, and itself in units of the last of them.
fn amount(random: &mut Random) -> (String, i128) {
    let places = random.below(13);
    let digits = i128::from(random.next() % 10_u64.pow(6 + u32::try_from(random.below(7)).unwrap_or_default()));
    let power = 10_i128.pow(u32::try_from(places).unwrap_or_default());
    let value = digits * 10_i128.pow(12) / power;
    let exact = value * power / 10_i128.pow(12);
    let text = match random.below(9) {
        0 if places > 6 => format!("{exact}E-{places}"),
        _ if places == 0 => exact.to_string(),
        _ => format!("{}.{:0places$}", exact / power, exact % power),
    };
    (text, value)
}

/// A report's rows, and the exact sum of what they say is paid, in units of the 12th place.
fn report(random: &mut Random) -> (String, Vec<String>, i128) {
    let net = random.below(2) == 0;
    let header = "identity/LineItemId,identity/TimeInterval,bill/BillingEntity,bill/BillingPeriodStartDate,\
        lineItem/UsageAccountId,lineItem/LineItemType,lineItem/UsageStartDate,lineItem/ProductCode,lineItem/UsageType,\
        lineItem/UsageAmount,lineItem/CurrencyCode,lineItem/UnblendedCost,product/ProductName,product/region,\
        pricing/publicOnDemandCost";
    let header = format!("{header}{}", if net { ",lineItem/NetUnblendedCost" } else { "" });
    let mut total = 0;
    let mut rows = Vec::new();
    for number in 0..=random.below(40) {
        let kind =
            random.of(&["Usage", "Usage", "Usage", "Usage", "EdpDiscount", "Credit", "Refund", "Tax", "Fee", "New"]);
        let (entity, code, name) = match random.below(5) {
            0 => ("AWS Marketplace", "7k2mq0p4x8d3v1n6r5t9zbcgh", "Claude Sonnet 4.6 (Amazon Bedrock Edition)"),
            1 => ("AWS Marketplace", "7k2mq0p4x8d3v1n6r5t9zbcgh", ""),
            2 => ("AWS Marketplace", "0000000000000000000000000", ""),
            3 => ("AWS", "AmazonEC2", "Amazon Elastic Compute Cloud"),
            _ => ("AWS", "AmazonBedrock", "Amazon Bedrock"),
        };
        let usage_type = random.of(&[
            "USE1-MP:USE1_InputTokenCount-Units",
            "USE1-MP:USE1_CacheReadInputTokenCount_Global-Units",
            "USE1-NovaPro-input-tokens",
            "USE1-NovaPro-output-tokens-batch",
            "USE1-Guardrail-ContentPolicyUnitsConsumed",
            "USE1-NovaZenith9-input-tokens",
            "USE1-BoxUsage:m7i.large",
            "",
        ]);
        let month = random.below(3) + 7;
        let day = random.below(28) + 1;
        let sign = if matches!(kind, "EdpDiscount" | "Credit" | "Refund") { "-" } else { "" };
        let ((cost, of_cost), (paid, of_paid), (quantity, _)) = (amount(random), amount(random), amount(random));
        let account = random.of(&["111122223333", "444455556666"]);
        let region = random.of(&["us-east-1", ""]);
        let mut row = format!(
            "id{number},2026-{month:02}-{day:02}T00:00:00Z/1,{entity},2026-{month:02}-01T00:00:00Z,{account},{kind},\
             2026-{month:02}-{day:02}T05:00:00Z,{code},{usage_type},{quantity},USD,{sign}{cost},{name},{region},0"
        );
        let mut of = if sign.is_empty() { of_cost } else { -of_cost };
        if net {
            // As in reports of AWS: a line of discount is nothing in the column that has it already.
            let (cell, value) =
                if kind == "EdpDiscount" { ("0".to_owned(), 0) } else { (format!("{sign}{paid}"), of_paid) };
            of = if sign.is_empty() { value } else { -value };
            row = format!("{row},{cell}");
        }
        total += of;
        rows.push(row);
    }
    (header, rows, total)
}

fn file(header: &str, rows: &[&String]) -> String {
    let mut text = format!("{header}\n");
    for row in rows {
        text.push_str(row);
        text.push('\n');
    }
    text
}

/// What is in no line, whatever files it is in.
pub fn rests(bill: &Bill) -> Vec<Rest> {
    bill.rest.iter().map(|rest| Rest { files: Files::default(), ..rest.clone() }).collect()
}

#[test]
fn every_bill_adds_up_in_any_order() -> Result<(), Failure> {
    let cases: u64 = std::env::var("BILLS").ok().and_then(|cases| cases.parse().ok()).unwrap_or(1_000);
    let card = RateCard::newest();
    for seed in 0..cases {
        let mut random = Random(seed);
        let (header, rows, total) = report(&mut random);
        let all: Vec<&String> = rows.iter().collect();
        let whole = file(&header, &all);
        let bill = read_in(&card, &[("", whole.as_bytes())], 1_000).map_err(|error| format!("{seed}: {error}"))?;
        let scale = 10_i128.pow(12 - bill.file_total.scale());
        assert_eq!(bill.file_total.mantissa() * scale, total, "{seed}\n{whole}");
        assert!(bill.adds_up(), "{seed}: {} isn't {}\n{whole}", bill.accounted, bill.file_total);
        // Split over files, in another order.
        let mut turned = all.clone();
        turned.sort_by_key(|row| row.len() ^ usize::try_from(seed).unwrap_or_default());
        let at = random.below(turned.len() + 1);
        let (left, right) = turned.split_at(at);
        let parts = [file(&header, right), file(&header, left)];
        let parts: Vec<(&str, &[u8])> = parts.iter().map(|part| ("", part.as_bytes())).collect();
        let split = read_in(&card, &parts, 333).map_err(|error| format!("{seed}: {error}"))?;
        assert_eq!((baseline(&split), rests(&split)), (baseline(&bill), rests(&bill)), "{seed}\n{whole}");
        assert_eq!((split.file_total, split.accounted), (bill.file_total, bill.accounted), "{seed}");
        // Rows that come again are noticed, and only they.
        let again = read_in(&card, &[("", whole.as_bytes()), ("", file(&header, &turned).as_bytes())], 5_000);
        let again = again.map_err(|error| format!("{seed}: {error}"))?;
        assert_eq!(baseline(&again), baseline(&bill), "{seed}\n{whole}");
        assert!(again.adds_up(), "{seed}");
    }
    Ok(())
}

#[test]
fn a_file_that_is_given_up_leaves_nothing() -> Result<(), Failure> {
    let card = RateCard::newest();
    let mut random = Random(7);
    let (header, rows, _) = report(&mut random);
    let whole = file(&header, &rows.iter().collect::<Vec<_>>());
    let expected = read_in(&card, &[("", whole.as_bytes())], 1_000)?;
    let mut reader = Reader::new(&card);
    reader.begin("given up");
    reader.push(whole.as_bytes())?;
    reader.begin("refused");
    assert!(reader.push(&vec![0; 100_000]).is_err() && reader.push(b"x").is_err());
    reader.begin("kept");
    reader.push(whole.as_bytes())?;
    let progress = reader.end_file()?;
    assert_eq!(progress.rows, rows.len() as u64);
    let bill = reader.finish();
    assert_eq!((&bill.lines, &bill.rest), (&expected.lines, &expected.rest));
    assert!(bill.lines.iter().all(|line| line.kind != Kind::Other || line.buying.is_none()));
    Ok(())
}
