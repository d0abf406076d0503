//! The bill for the page: a line for each charge, in the words of its columns, and what each line opens to.

use core::fmt::Write as _;

use rust_decimal::Decimal;

use super::{Explanation, amounts, buying_name, charge_name, ledger_entry, line_id, place, price_digits, rate_parts};
use pricing::money::{Unit, Usd, rounded_to};
use pricing::rates::{Buying, Meter, PromptLength, RateCard};
use pricing::report::{Charge, LineItem, Owner, Report};
use pricing::scenario::{Caching, Scenario};

/// The lines of one workload, or the charges of one purchase or custom model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bill {
    /// Whose it is.
    pub owner: Owner,
    /// What it is called.
    pub name: String,
    /// What stands below the name: how many requests, and what one costs; the model and place otherwise.
    pub under: String,
    /// What it costs a month; without what is paid once.
    pub cost: Usd,
    /// Tokens of all its lines; 0 for capacity.
    pub tokens: u64,
    /// Its lines, in the report's order.
    pub lines: Vec<BillLine>,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillLine {
    /// What stays the same while its figures change. Opens with [`bill_entry`].
    pub id: String,
    /// What it is: `Cache reads, batch`.
    pub name: String,
    /// What tells it from others, below its name: where a route goes.
    pub under: String,
    /// How many: `501.12M tokens`.
    pub quantity: String,
    /// Dollars per million tokens, or for one unit with its name.
    pub rate: String,
    /// A mark beside the rate: the reader typed it, or it isn't AWS's own word.
    pub mark: Option<&'static str>,
    /// What it costs a month, to the cent.
    pub cost: String,
    /// Whether it is paid once and isn't in the month.
    pub is_once: bool,
}

/// The bills of a report: workloads in their order, then purchases and custom models. One without lines has none.
pub fn bills(report: &Report, scenario: &Scenario, card: &RateCard) -> Vec<Bill> {
    let mut bills: Vec<Bill> = Vec::new();
    for line in &report.lines {
        let owner = Owner::Workload(line.workload);
        let bill = of_owner(&mut bills, owner, || Bill {
            owner,
            name: super::workload_name(scenario, line.workload),
            under: workload_words(report, scenario, card, line.workload),
            cost: Usd::ZERO,
            tokens: 0,
            lines: Vec::new(),
        });
        bill.cost = bill.cost + line.cost();
        bill.tokens = bill.tokens.saturating_add(line.quantity.tokens());
        bill.lines.push(of_line(line, scenario, card));
    }
    for (index, charge) in report.charges.iter().enumerate() {
        let bill = of_owner(&mut bills, charge.owner, || Bill {
            owner: charge.owner,
            name: super::owner_title(scenario, charge.owner),
            under: place(&charge.placement, card),
            cost: Usd::ZERO,
            tokens: 0,
            lines: Vec::new(),
        });
        if !charge.is_once() {
            bill.cost = bill.cost + charge.cost();
        }
        bill.lines.push(of_charge(index, charge));
    }
    for (index, line) in report.services.iter().enumerate() {
        let owner = Owner::Service(line.owner);
        let bill = of_owner(&mut bills, owner, || Bill {
            owner,
            name: super::owner_title(scenario, owner),
            under: String::new(),
            cost: Usd::ZERO,
            tokens: 0,
            lines: Vec::new(),
        });
        if !line.once {
            bill.cost = bill.cost + line.cost();
        }
        bill.lines.push(super::services::bill_line(index, line, scenario, card));
    }
    bills
}

fn of_owner(bills: &mut Vec<Bill>, owner: Owner, new: impl FnOnce() -> Bill) -> &mut Bill {
    let at = bills.iter().position(|bill| bill.owner == owner).unwrap_or_else(|| {
        bills.push(new());
        bills.len() - 1
    });
    // It was found or has just been added.
    #[allow(clippy::indexing_slicing)]
    &mut bills[at]
}

/// `626,400 requests a month, $0.0086 each`; the place of the model where requests aren't known.
fn workload_words(report: &Report, scenario: &Scenario, card: &RateCard, index: usize) -> String {
    let Some(workload) = scenario.workloads.get(index) else { return String::new() };
    let requests = workload.demand.requests().filter(|count| *count > 0);
    let each = requests.and_then(|count| report.workload_month(index).per(Decimal::from(count)));
    match (requests, each) {
        (Some(requests), Some(each)) => {
            format!("{} requests a month, {} each", amounts::count(requests), crate::drawing::per_request(each))
        }
        _ => place(&workload.placement, card),
    }
}

fn of_line(line: &LineItem, scenario: &Scenario, card: &RateCard) -> BillLine {
    let caches = scenario.workloads.get(line.workload).is_some_and(|workload| workload.caching != Caching::None);
    let mut name = match line.meter {
        Meter::Input if caches => "Input, not cached".to_owned(),
        Meter::Input => "Input".to_owned(),
        Meter::Output => "Output".to_owned(),
        Meter::CacheRead => "Cache reads".to_owned(),
        Meter::CacheWrite5m => "Cache writes, 5 minutes".to_owned(),
        Meter::CacheWrite30m => "Cache writes, 30 minutes".to_owned(),
        Meter::CacheWrite1h => "Cache writes, 1 hour".to_owned(),
        other => super::capitalised(other.words()),
    };
    if line.buying != Buying::Standard {
        name = format!("{name}, {}", buying_name(line.buying));
    }
    if line.length == PromptLength::Long {
        name.push_str(", long prompts");
    }
    BillLine {
        id: format!("line-{}", line_id(line)),
        name,
        under: line.route.map(|_| place(&line.placement, card)).unwrap_or_default(),
        quantity: format!("{} tokens", amounts::count(line.quantity.tokens())),
        rate: format!("${}", price_digits(line.price.rate().per_million())),
        mark: mark(line.price.typed, line.price.secondary),
        cost: line.cost().to_string(),
        is_once: false,
    }
}

fn of_charge(index: usize, charge: &Charge) -> BillLine {
    let rate = charge.price.rate();
    let (amount, unit) = rate_parts(rate);
    BillLine {
        id: format!("charge-{index}"),
        name: charge_name(charge),
        under: String::new(),
        quantity: format!("{} {}", amounts::count(charge.quantity()), super::counted(charge)),
        rate: if rate.unit() == Unit::MillionTokens { amount } else { format!("{amount} {unit}") },
        mark: mark(charge.price.typed, charge.price.secondary),
        cost: charge.cost().to_string(),
        is_once: charge.is_once(),
    }
}

const fn mark(typed: bool, secondary: bool) -> Option<&'static str> {
    match (typed, secondary) {
        (true, _) => Some("Your price"),
        (false, true) => Some("Not from AWS"),
        (false, false) => None,
    }
}

/// Opens a line of a bill, by its id.
pub fn bill_entry(id: &str, report: &Report, scenario: &Scenario, card: &RateCard) -> Option<Explanation> {
    let mut entry = ledger_entry(id, report, scenario, card)?;
    let line = id.strip_prefix("line-").and_then(|id| report.lines.iter().find(|line| line_id(line) == id));
    if let Some(line) = line {
        sentence(line.meter).clone_into(&mut entry.what);
        let tokens = pricing::money::grouped(&line.quantity.tokens().to_string());
        let rate = price_digits(line.price.rate().per_million());
        entry.formula = vec![format!("{tokens} tokens × ${rate} / 1,000,000 = {}", line.cost())];
    }
    Some(entry)
}

/// What is charged, in a sentence.
const fn sentence(meter: Meter) -> &'static str {
    match meter {
        Meter::Input => "Prompt tokens that the model processes at the full input price.",
        Meter::Output => "Tokens the model generates. Thinking tokens are output too.",
        Meter::CacheRead => "Prompt tokens that Bedrock reads from the cache instead of processing again.",
        Meter::CacheWrite5m | Meter::CacheWrite30m | Meter::CacheWrite1h => {
            "Prompt tokens that are written to the cache, so that later requests can read them."
        }
        Meter::ModelUnit => "Model units you pay for by the hour, used or not.",
        Meter::Training => "Training of a custom model, paid once.",
        Meter::Storage => "Storage of a custom model.",
        Meter::Query => "Queries to a rerank model, each of up to 100 documents.",
    }
}

/// A bill as tab-separated text, to paste into a spreadsheet: exact quantities, rates and costs.
pub fn bill_text(bill: &Bill, report: &Report, scenario: &Scenario, card: &RateCard) -> String {
    let mut text = "Line\tQuantity\tRate\tUnit\tCost a month, USD\n".to_owned();
    let add = |text: &mut String, name: &str, quantity: u64, rate: pricing::money::Rate, cost: Usd| {
        let cost = rounded_to(cost.amount(), 2);
        let (amount, unit) = (rate.amount().normalize(), rate.unit().name());
        // Writing into a text can't fail.
        let _ = writeln!(text, "{name}\t{quantity}\t{amount}\t{unit}\t{cost:.2}");
    };
    match bill.owner {
        Owner::Workload(index) => {
            for line in report.lines_of(index) {
                let name = of_line(line, scenario, card).name;
                add(&mut text, &name, line.quantity.tokens(), line.price.rate(), line.cost());
            }
        }
        Owner::Service(owner) => {
            for line in report.services.iter().filter(|line| line.owner == owner) {
                let name = pricing::names::service_line_name(line, scenario, card);
                let [quantity, amount, unit] = super::services::cells(line);
                let cost = rounded_to(line.cost().amount(), 2);
                let _ = writeln!(text, "{name}\t{quantity}\t{amount}\t{unit}\t{cost:.2}");
            }
        }
        owner => {
            for charge in report.charges.iter().filter(|charge| charge.owner == owner) {
                add(&mut text, &charge_name(charge), charge.quantity(), charge.price.rate(), charge.cost());
            }
        }
    }
    text
}

/// The parts of a month for a chart of shares: each workload in the color of its place, then capacity in gray.
pub fn bill_parts(bills: &[Bill]) -> Vec<crate::drawing::Part> {
    let part = |bill: &Bill| crate::drawing::Part {
        name: bill.name.clone(),
        amount: bill.cost,
        class: match bill.owner {
            Owner::Workload(index) => crate::drawing::series(index),
            _ => "f-list",
        },
    };
    bills.iter().map(part).collect()
}
