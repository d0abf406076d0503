//! The tables of a bill.

use exchange::bill::{
    Amount, Baseline, Bill, Counted, Files, Kind, Line, Month, NoWorkload, Share, Subject, Total, Unmapped, Way, Why,
};
use explain::drawing::{Paid, Spend};
use explain::{Column, Holds, Row, Table, amounts};
use pricing::money::Usd;
use pricing::rates::RateCard;

use super::proof;
use super::words::{self, amount, cents};

fn columns(names: &[&str]) -> Vec<Column> {
    names.iter().map(|name| Column::new(name, Holds::Number)).collect()
}

fn row(id: String, name: String, under: String, cells: Vec<String>) -> Row {
    Row { id, name, under, cells, ..Row::default() }
}

/// `12%`, or `Unknown`.
fn discount(total: &Total) -> String {
    total.discount().map_or_else(|| "Unknown".to_owned(), amounts::percent)
}

fn list(total: &Total) -> String {
    if total.list.is_zero() { "Unknown".to_owned() } else { amount(total.list) }
}

/// What was paid in each month for each model, the dearest first, and for all else.
pub(super) fn spend(bill: &Bill) -> Spend {
    let card = RateCard::newest();
    let whole = bill.usage().net;
    let mut models = bill.by_model();
    models.sort_by_key(|(_, total)| core::cmp::Reverse(total.net));
    let mut names: Vec<String> = models.iter().map(|(model, _)| explain::model_name(model, &card).to_owned()).collect();
    let months = bill.by_model_and_month();
    let paid = |month: Month, total: Amount| {
        let of = |(model, _): &(&str, Total)| {
            let found = months.iter().find(|(of, _)| *of == (*model, month));
            Usd::new(found.map(|(_, total)| total.net).unwrap_or_default())
        };
        let mut parts: Vec<Usd> = models.iter().map(of).collect();
        // Services, and what has no model.
        let of_models: Usd = parts.iter().copied().sum();
        parts.push(Usd::new(total) - of_models);
        let is_incomplete = bill.months.iter().any(|of| of.month == month && of.is_incomplete());
        Paid { name: words::month(month), is_incomplete, parts }
    };
    let mut months: Vec<Paid> = bill.by_month().into_iter().map(|(month, total)| paid(month, total.net)).collect();
    if months.iter().all(|month| month.parts.last() == Some(&Usd::ZERO)) || whole.is_zero() {
        for month in &mut months {
            month.parts.pop();
        }
    } else {
        names.push("Services and the rest".to_owned());
    }
    Spend { models: names, months }
}

/// What was paid in each month.
pub(super) fn months(bill: &Bill) -> Table {
    let rows = bill.by_month().into_iter().map(|(month, total)| {
        let known = bill.months.iter().find(|of| of.month == month);
        let under = known.map_or_else(String::new, words::incomplete);
        let cells = vec![list(&total), amount(total.net), discount(&total)];
        let what = format!("Bedrock usage of {}, after discounts.", words::month(month));
        let opens = Some(proof::usage(bill, what, &|line| line.month == month));
        Row { opens, ..row(format!("bill-{month}"), words::month(month), under, cells) }
    });
    Table {
        head: "Month",
        columns: columns(&["List price", "You paid", "Discount"]),
        rows: rows.collect(),
        ..Table::default()
    }
}

/// Each model's list price, payment and discount.
pub(super) fn models(bill: &Bill) -> Table {
    let card = RateCard::newest();
    let mut models = bill.by_model();
    models.sort_by_key(|(_, total)| core::cmp::Reverse(total.net));
    let of_model = |(model, total): (&str, Total)| {
        let is_marketplace = bill.lines.iter().any(|line| line.marketplace && is_of(line, model));
        let by = if is_marketplace { "AWS Marketplace" } else { "AWS" };
        let cells = vec![by.to_owned(), list(&total), amount(total.net), discount(&total)];
        let name = explain::model_name(model, &card);
        let opens = Some(proof::usage(bill, format!("Usage of {name}, after discounts."), &|line| is_of(line, model)));
        Row { opens, ..row(format!("bill-model-{model}"), name.to_owned(), ways_of(bill, model), cells) }
    };
    let mut rows: Vec<Row> = models.into_iter().map(of_model).collect();
    for (service, total) in bill.by_service() {
        let cells = vec!["AWS".to_owned(), list(&total), amount(total.net), discount(&total)];
        let is_it = |line: &Line| matches!(&line.subject, Subject::Service(of) if of == service);
        let opens = Some(proof::usage(bill, format!("Usage of {service}, after discounts."), &is_it));
        rows.push(Row { opens, ..row(format!("bill-service-{service}"), service.to_owned(), String::new(), cells) });
    }
    let unknown = bill.without_model();
    if !unknown.is_zero() {
        let cells = vec![String::new(), "Unknown".to_owned(), amount(unknown), "Unknown".to_owned()];
        let has_none = |line: &Line| matches!(line.subject, Subject::Bedrock | Subject::Unmapped(_));
        let opens = Some(proof::usage(bill, "Usage of which the files don’t tell the model.".to_owned(), &has_none));
        let row = row("bill-model-unknown".to_owned(), "No model known".to_owned(), String::new(), cells);
        rows.push(Row { opens, ..row });
    }
    let all = bill.usage();
    let cells = vec![String::new(), list(&all), amount(all.net), discount(&all)];
    let opens = Some(proof::usage(bill, "All Bedrock usage, after discounts.".to_owned(), &|_| true));
    let row = row("bill-model-all".to_owned(), "All usage".to_owned(), String::new(), cells);
    rows.push(Row { current: true, opens, ..row });
    let mut columns = columns(&["Billed by", "List price", "You paid", "Discount"]);
    if let Some(first) = columns.first_mut() {
        first.holds = Holds::Words;
    }
    Table { head: "Model", columns, rows, ..Table::default() }
}

fn is_of(line: &Line, model: &str) -> bool {
    matches!(&line.subject, Subject::Model(of) if of == model)
}

fn ways_of(bill: &Bill, model: &str) -> String {
    let used = bill.lines.iter().filter(|line| line.kind == Kind::Usage && is_of(line, model));
    let mut ways: Vec<Way> = used.map(Line::way).collect();
    ways.sort();
    ways.dedup();
    ways.into_iter().map(words::way).collect::<Vec<_>>().join(", ")
}

/// What each way of buying cost.
pub(super) fn ways(bill: &Bill) -> Table {
    let whole = bill.usage().net;
    let rows = bill.by_way().into_iter().map(|(way, total)| {
        let share = Share { part: total.net, whole }.ratio().map_or_else(String::new, amounts::percent);
        row(format!("bill-way-{way:?}"), words::way(way).to_owned(), String::new(), vec![amount(total.net), share])
    });
    Table { head: "Bought", columns: columns(&["You paid", "Of all"]), rows: rows.collect(), ..Table::default() }
}

/// What couldn't be recognized, the dearest first.
pub(super) fn unmapped(bill: &Bill) -> Table {
    let rows = bill.unmapped().into_iter().take(50).enumerate().map(|(place, line)| {
        let why = match line.subject {
            Subject::Unmapped(Unmapped::Product) => "Marketplace usage whose product the file doesn’t name",
            Subject::Unmapped(Unmapped::Code) => "A model code that isn’t known",
            Subject::Unmapped(Unmapped::NotOnCard) => "A model without a price here",
            Subject::Unmapped(Unmapped::UsageType) => "A usage type that isn’t known",
            Subject::Model(_) | Subject::Service(_) | Subject::Bedrock => "",
        };
        row(
            format!("bill-unknown-{place}"),
            line.text.clone(),
            why.to_owned(),
            vec![words::month(line.month), cents(line.net)],
        )
    });
    Table { head: "In the file", columns: columns(&["Month", "You paid"]), rows: rows.collect(), ..Table::default() }
}

/// What monitoring or logs counted.
pub(super) fn counted(bill: &Bill) -> Table {
    let card = RateCard::newest();
    let rows = bill.metered.counts.iter().filter(|count| !count.said.is_empty()).take(200).enumerate();
    let rows = rows.map(|(place, count)| {
        let model = count.model.as_deref().map_or(count.said.as_str(), |model| explain::model_name(model, &card));
        let what = match &count.counted {
            Counted::Tokens(meter) => meter.words().to_owned() + " tokens",
            Counted::CacheWrites => "cache write tokens, lifetime unknown".to_owned(),
            Counted::Requests => "requests".to_owned(),
            Counted::Other(name) => name.clone(),
        };
        let cells = vec![words::month(count.month), pricing::money::grouped(&count.amount.normalize().to_string())];
        row(format!("bill-count-{place}"), model.to_owned(), what, cells)
    });
    Table { head: "Counted", columns: columns(&["Month", "How many"]), rows: rows.collect(), ..Table::default() }
}

/// How many rows, in which files.
fn together(of: impl Iterator<Item = (u64, Files)>) -> (u64, Files) {
    of.fold((0, Files::default()), |(count, files), (more, others)| (count + more, files.and(others)))
}

/// Lines and rests, which add up to the file.
pub(super) fn sum(bill: &Bill) -> Table {
    let usage = row(
        "bill-sum-usage".to_owned(),
        "Bedrock usage, after discounts".to_owned(),
        String::new(),
        vec![cents(bill.usage().net)],
    );
    let opens = Some(proof::usage(bill, "All Bedrock usage, after discounts.".to_owned(), &|_| true));
    let mut rows: Vec<Row> = vec![Row { opens, ..usage }];
    let mut add = |id: String, name: &str, net: Amount, of: &mut dyn Iterator<Item = (u64, Files)>| {
        if !net.is_zero() {
            let (count, files) = together(of);
            let opens = Some(proof::sum(bill, format!("{name}."), count, files, net));
            rows.push(Row { opens, ..row(id, name.to_owned(), String::new(), vec![cents(net)]) });
        }
    };
    let kinds = [
        (Kind::Credit, "Credits: AWS’s money, not a discount"),
        (Kind::Refund, "Refunds and corrections"),
        (Kind::Tax, "Tax"),
        (Kind::CommitmentFee, "Fees for a commitment"),
        (Kind::Covered, "Use that such a fee has paid"),
        (Kind::Other, "Other"),
    ];
    for (kind, name) in kinds {
        let mut lines = bill.lines.iter().filter(|line| line.kind == kind).map(|line| (line.rows, line.files));
        add(format!("bill-sum-{kind:?}"), name, bill.of_kind(kind), &mut lines);
    }
    let rests = [
        (Why::NotBedrock, "Not Bedrock"),
        (Why::SharedTax, "Tax of everything in the file, Bedrock’s among it"),
        (Why::SameMoney, "The same money in another file of these"),
        (Why::Repeated, "Rows that came twice"),
        (Why::Beyond, "More different lines than are kept apart"),
    ];
    for (why, name) in rests {
        let mut rests = bill.rest.iter().filter(|rest| rest.why == why).map(|rest| (rest.rows, rest.files));
        add(format!("bill-rest-{why:?}"), name, bill.rest_of(why), &mut rests);
    }
    let end = if bill.adds_up() { "All files" } else { "All files: the lines above differ from them" };
    let all = row("bill-sum-all".to_owned(), end.to_owned(), String::new(), vec![cents(bill.file_total)]);
    let lines = bill.lines.iter().map(|line| (line.rows, line.files));
    let (count, files) = together(lines.chain(bill.rest.iter().map(|rest| (rest.rows, rest.files))));
    let opens = Some(proof::sum(bill, "Everything in the files.".to_owned(), count, files, bill.file_total));
    rows.push(Row { current: true, opens, ..all });
    Table { head: "What it is", columns: columns(&["Amount"]), rows, ..Table::default() }
}

/// What the baseline's models cost at list price, against the bill.
pub(super) fn baseline(made: &Baseline, card: &RateCard) -> Table {
    let mut models: Vec<_> = made.models.iter().collect();
    models.sort_by_key(|model| core::cmp::Reverse(model.net));
    let rows = models.into_iter().map(|of| {
        let shown = |amount: Option<Usd>| amount.map_or_else(|| "Unknown".to_owned(), |amount| amount.to_string());
        let cells = vec![shown(of.list_of_month), shown(of.priced), shown(of.unexplained)];
        row(format!("bill-base-{}", of.model), explain::model_name(&of.model, card).to_owned(), String::new(), cells)
    });
    Table {
        head: "Model",
        columns: columns(&["List price on the bill", "Priced here", "Not explained"]),
        rows: rows.collect(),
        ..Table::default()
    }
}

/// What the baseline doesn't hold.
pub(super) fn left(made: &Baseline, card: &RateCard) -> Table {
    let rows = made.left.iter().take(50).enumerate().map(|(place, left)| {
        let why = match left.why {
            NoWorkload::Service => "A service around inference",
            NoWorkload::NoModel => "No model known",
            NoWorkload::NotByToken => "Not paid by the token",
            NoWorkload::NoQuantity => "No quantity in the file",
            NoWorkload::OtherMeter => "Not counted in text tokens",
            NoWorkload::TooMany => "Beyond 40 workloads",
            NoWorkload::TooLarge => "More tokens than a workload holds",
        };
        let name = explain::model_name(&left.what, card).to_owned();
        row(format!("bill-left-{place}"), name, why.to_owned(), vec![cents(left.net)])
    });
    Table {
        caption: "On the bill, and not in this baseline.".to_owned(),
        head: "Left out",
        columns: columns(&["You paid"]),
        rows: rows.collect(),
        ..Table::default()
    }
}
