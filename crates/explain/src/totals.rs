//! Totals, steps and break-evens, opened.

use rust_decimal::Decimal;

use super::capacity::over_months;
use super::{Explanation, count, signed};
use pricing::ladder::{Ladder, Lever, Step};
use pricing::money::{Usd, grouped, rounded_to, shifted};
use pricing::report::{CacheBreakEven, Charge, HourWrites, Needed, Report};
use pricing::services::ServiceLine;

/// Opens the cost of a month.
pub fn month(report: &Report) -> Explanation {
    let mut formula: Vec<String> = Vec::new();
    let mut workloads: Vec<usize> = report.lines.iter().map(|line| line.workload).collect();
    workloads.dedup();
    if workloads.len() > 1 {
        for index in &workloads {
            formula.push(format!("workload {}: {}", index + 1, report.workload_month(*index)));
        }
    }
    let charges = report.charges.iter().filter(|charge| !charge.is_once()).count();
    let and = if charges == 0 { String::new() } else { format!(" and {charges} charges of capacity") };
    formula.push(format!("sum of {} lines{and} = {}", report.lines.len(), report.inference()));
    if !report.services.is_empty() {
        let (inference, services) = (report.inference(), report.services());
        formula.push(format!("{inference} for inference + {services} for services = {}", report.month()));
    }
    Explanation {
        what: "What a month costs: the sum of all lines below, each quantity × rate.".into(),
        quantity: Vec::new(),
        formula,
        rate: None,
        notes: vec![format!("Rates of {}.", report.rates.long())],
    }
}

/// Opens the cost of a year.
pub fn year(report: &Report) -> Explanation {
    let (month, year) = (report.month(), report.year());
    if year == month.times(12) {
        return plain("What a year costs: twelve such months.", format!("12 × {month} = {year}"));
    }
    let hourly: Vec<&Charge> = report.charges.iter().filter(|charge| charge.average_hours.is_some()).collect();
    let of_services = || report.services.iter().filter(|line| !line.once && line.average_hours.is_some());
    let hourly_month =
        hourly.iter().map(|charge| charge.cost()).chain(of_services().map(ServiceLine::cost)).sum::<Usd>();
    let hourly_year =
        hourly.iter().map(|charge| charge.year()).chain(of_services().map(ServiceLine::year)).sum::<Usd>();
    let rest = month - hourly_month;
    let mut explanation = plain(
        "What a year costs: twelve such months, but the 8,760 hours of a year of what is charged by the hour.",
        format!("12 × ({month} - {hourly_month} by the hour) = {}", rest.times(12)),
    );
    explanation.formula.extend(over_months(&hourly, 12));
    let services: Usd = of_services().map(ServiceLine::year).sum();
    if services > Usd::ZERO {
        explanation.formula.push(format!("services by the hour, 8,760 hours: {services}"));
    }
    explanation.formula.push(format!("{} + {hourly_year} = {year}", rest.times(12)));
    explanation
}

/// Opens the cost of one workload.
pub fn workload(report: &Report, index: usize) -> Explanation {
    let lines = report.lines_of(index).map(|line| line.cost().to_string());
    let sum = lines.collect::<Vec<_>>().join(" + ");
    plain(
        "What a month of this workload costs: the sum of its lines.",
        format!("{sum} = {}", report.workload_month(index)),
    )
}

/// Opens the list price of a month.
pub fn list(ladder: &Ladder) -> Explanation {
    plain(
        "A month at list price: everything on demand on the baseline model, Standard tier, with no lever applied.",
        format!("the scenario priced in full without a lever = {}", ladder.list),
    )
}

/// Opens one step of the ladder, by the name it is shown with.
pub fn step(ladder: &Ladder, step: &Step, name: &str) -> Explanation {
    let earlier = ladder.steps.iter().take_while(|other| other.lever != step.lever);
    let before = ladder.list + earlier.map(|other| other.change).sum();
    let after = before + step.change;
    Explanation {
        what: format!("{name}, a month: {}", meaning(step.lever)),
        quantity: Vec::new(),
        formula: vec![format!("{after} after - {before} before = {}", signed(step.change))],
        rate: None,
        notes: vec![
            "Savings are applied in this order. Another order would split them differently; the total stays the same."
                .into(),
        ],
    }
}

const fn meaning(lever: Lever) -> &'static str {
    match lever {
        Lever::List => "nothing.",
        Lever::Routing => "shares of the volume go to other models.",
        Lever::Trim => "answers get shorter.",
        Lever::Caching => "part of the input is read from cache.",
        Lever::Batch => "part of the requests runs as batch.",
        Lever::Tier => "on-demand traffic is bought in its service tier.",
        Lever::Capacity => "capacity serves part of the tokens and is paid by the hour; custom models take over.",
        Lever::Prices => "your prices replace the card’s.",
        Lever::Services => "services around inference are added.",
        Lever::Negotiated => "AI is billed below list price.",
        Lever::Discount => "what earns the commitment’s discount is billed less.",
        Lever::Absorption => "what only replaces shortfall would be paid anyway.",
    }
}

/// Opens the difference from list price, in dollars and as a share.
pub fn saving(ladder: &Ladder) -> Explanation {
    let change = ladder.end() - ladder.list;
    let mut explanation = plain(
        "How far what is paid lies from list price.",
        format!("{} - {} = {}", ladder.end(), ladder.list, signed(change)),
    );
    // Of nothing there is no share: capacity can be added to a list price of zero.
    if let Some(share) = change.share_of(ladder.list) {
        explanation.formula.push(format!("{} / {} = {}", signed(change), ladder.list, percent(share)));
    }
    explanation
}

/// Opens the blended cost of a million tokens.
pub fn per_million_tokens(report: &Report) -> Option<Explanation> {
    let blended = report.per_million_tokens()?;
    Some(plain(
        "What a million tokens cost on average: input and output, cached and batched together.",
        format!("{} / {} tokens × 1,000,000 = {blended}", report.inference(), count(report.tokens)),
    ))
}

/// Opens the cost of a thousand requests.
pub fn per_thousand_requests(report: &Report) -> Option<Explanation> {
    let blended = report.per_thousand_requests()?;
    Some(plain(
        "What a thousand requests cost on average, with every model call they cause.",
        format!("{} / {} requests × 1,000 = {blended}", report.month(), count(report.requests?)),
    ))
}

/// Opens the cache break-even of one part of a workload.
pub fn break_even(entry: &CacheBreakEven) -> Explanation {
    let CacheBreakEven { input, read, write, .. } = entry;
    let write = match entry.an_hour {
        None => write.to_string(),
        Some(HourWrites { share, write: of_an_hour }) => {
            format!("({} × {write} + {} × {of_an_hour})", share.rest().percent(), share.percent())
        }
    };
    let formula = match entry.needed {
        Needed::Reads(needed) => {
            format!("({write} - {input}) / ({input} - {read}) = {} reads", places(needed, 3))
        }
        Needed::None => format!("a write at {write} costs no more than ordinary input at {input}: no read is needed"),
        Needed::Never => format!("a read at {read} costs no less than ordinary input at {input}: never"),
    };
    let mut explanation = plain("Reads that earn back what one cache write costs above ordinary input.", formula);
    if let Some(actual) = entry.actual {
        explanation.formula.push(format!("this workload: {} reads for each write", places(actual, 3)));
    }
    explanation
}

pub(super) fn plain(what: &str, formula: String) -> Explanation {
    Explanation { what: what.to_owned(), quantity: Vec::new(), formula: vec![formula], rate: None, notes: Vec::new() }
}

/// A percentage with one place: `-30.7%`, `10,225.0%`.
pub(crate) fn percent_text(percent: Decimal) -> String {
    let mut rounded = rounded_to(percent, 1);
    rounded.rescale(1);
    format!("{}%", grouped(&rounded.to_string()))
}

/// A share as percent with one place: `-30.7%`.
pub fn percent(share: Decimal) -> String {
    percent_text(shifted(share, 2).unwrap_or(share))
}

pub(super) fn places(value: Decimal, places: u32) -> String {
    rounded_to(value, places).to_string()
}

/// What is paid against list price as percent, such as `-30.7%` or `+10,225.0%`; `None` where list is zero.
pub fn change_percent(list: Usd, paid: Usd) -> Option<String> {
    let text = (paid - list).share_of(list).map(percent)?;
    Some(if paid > list { format!("+{text}") } else { text })
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::{break_even, change_percent};
    use pricing::money::Usd;
    use pricing::quantity::{Multiple, Share, Tokens};
    use pricing::rates::{InferenceScope, RateCard};
    use pricing::scenario::{CacheLifetime, Caching, Demand, Placement, Scenario, Workload};

    #[test]
    fn a_break_even_of_two_lifetimes_has_both_prices() {
        let demand = Demand::Monthly { input: Tokens::new(10_000_000).unwrap_or_default(), output: Tokens::ZERO };
        let placement = Placement::new("claude-sonnet-4.5", InferenceScope::Global, "us-east-1");
        let mut workload = Workload::new("One", placement, demand);
        workload.caching = Caching::Share {
            cached: Share::new(1, 10).unwrap_or_default(),
            reads_per_write: Some(Multiple::ONE),
            lifetime: CacheLifetime::FiveMinutes,
            hour_share: Share::new(1, 4).unwrap_or_default(),
        };
        let card = RateCard::newest();
        let report = pricing::price::price(&Scenario::new(card.date(), vec![workload]), &card);
        let entries = report.map(|report| report.cache_break_even).unwrap_or_default();
        let formulas = entries.iter().map(|entry| break_even(entry).formula).collect::<Vec<_>>();
        let average = "(75% × $3.75 per 1M tokens + 25% × $6.00 per 1M tokens)";
        let needed =
            format!("({average} - $3.00 per 1M tokens) / ($3.00 per 1M tokens - $0.30 per 1M tokens) = 0.486 reads");
        assert_eq!(formulas, [[needed, "this workload: 1 reads for each write".to_owned()]]);
    }

    #[test]
    fn a_change_has_its_sign_and_its_thousands() {
        let change = |list: i64, paid: i64| {
            let [list, paid] = [list, paid].map(|amount| Usd::new(Decimal::from(amount)));
            change_percent(list, paid)
        };
        let expected = [Some("+10,225.0%"), Some("-30.7%"), Some("-100.0%"), Some("+225.0%"), None];
        let changes = [(4, 413), (1_000, 693), (5, 0), (4, 13), (0, 5)].map(|(list, paid)| change(list, paid));
        assert_eq!(changes.each_ref().map(Option::as_deref), expected);
    }
}
