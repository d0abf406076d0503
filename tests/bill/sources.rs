//! What a bill's figures are summed from: files, rows, usage types, and the rates of list prices.

use exchange::bill::{Behind, Bill, Line, Subject, Summed};
use rust_decimal::Decimal;

use crate::{Failure, bytes, read, sample};

fn behind(bill: &Bill, model: &str) -> Behind {
    bill.behind(&|line: &Line| line.subject == Subject::Model(model.to_owned()))
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap_or(Decimal::MIN)
}

#[test]
fn a_figure_knows_its_columns_rows_and_usage_types() -> Result<(), Failure> {
    let of = sample("s05-cur-legacy.csv")?;
    let file = of.files.first().ok_or("no file")?;
    let names = ["lineItem/NetUnblendedCost", "lineItem/UnblendedCost", "pricing/publicOnDemandCost"];
    let [paid, cost, list] = names.map(str::to_owned);
    assert_eq!(file.summed, Summed { paid, cost, list });
    let nova = behind(&of, "nova-pro");
    assert!(nova.usage_types.iter().all(|of| of.starts_with("USE1-NovaPro-")), "{:?}", nova.usage_types);
    // All of it is printed: Nova Pro is AWS's own.
    assert_eq!((nova.printed, nova.rated.len(), nova.mixed), (nova.total.list, 0, Decimal::ZERO));
    assert_eq!((nova.total.list, nova.total.net), (decimal("68.88"), decimal("62.6808")));
    assert!(nova.files.contains(0) && !nova.files.contains(1));
    // Claude is billed by Marketplace, whose rows print no list price: it is tokens times rates of the card.
    let claude = behind(&of, "claude-sonnet-4.6");
    assert_eq!((claude.printed, claude.mixed, claude.unlisted), (Decimal::ZERO, Decimal::ZERO, Decimal::ZERO));
    assert_eq!(claude.rated.iter().map(|of| of.list).sum::<Decimal>(), claude.total.list);
    for rated in &claude.rated {
        let million = Decimal::from(1_000_000);
        assert_eq!(rated.quantity * rated.rate.rate.per_million(), rated.list * million);
        assert!(!rated.rate.source.title().is_empty());
    }
    // By hand: rows of usage and of discounts on it, in the printed file.
    let text = String::from_utf8(bytes("s05-cur-legacy.csv")?)?;
    let rows = text.lines().filter(|row| row.contains("USE1-NovaPro-")).count();
    assert_eq!(usize::try_from(nova.rows)?, rows);
    Ok(())
}

#[test]
fn a_figure_knows_which_of_several_files_it_is_from() -> Result<(), Failure> {
    let header = "bill/BillingPeriodStartDate,lineItem/LineItemType,lineItem/UsageStartDate,lineItem/ProductCode,\
        product/ProductName,lineItem/UsageType,lineItem/UsageAmount,lineItem/CurrencyCode,lineItem/UnblendedCost\n";
    let row = |day: u8, model: &str| {
        format!(
            "2026-08-01,Usage,2026-08-{day:02},AmazonBedrock,Amazon Bedrock,USE1-{model}-input-tokens,1000,USD,0.8\n"
        )
    };
    let (pro, lite, both) = (row(1, "NovaPro"), row(2, "NovaLite"), row(3, "NovaPro") + &row(3, "NovaLite"));
    let texts = [pro, lite, both].map(|rows| header.to_owned() + &rows);
    let files: Vec<(&str, &[u8])> = texts.iter().map(|text| ("", text.as_bytes())).collect();
    let of = read(&files)?;
    let places = |model| (0..3).filter(|place| behind(&of, model).files.contains(*place)).collect::<Vec<_>>();
    assert_eq!((places("nova-pro"), places("nova-lite")), (vec![0, 2], vec![1, 2]));
    assert_eq!((behind(&of, "nova-pro").rows, behind(&of, "nova-lite").rows), (2, 2));
    Ok(())
}
