//! The estimate held against the bill that its workloads were metered in.

use super::amounts;
use pricing::money::Usd;
use pricing::report::Report;
use pricing::scenario::{Billed, Scenario};

/// What the bill said, what the estimate comes to beside it, and what isn't in it; a sentence each. Empty where the scenario was not
/// made from a bill.
pub fn against_the_bill(report: &Report, scenario: &Scenario) -> Vec<String> {
    let Some(billed) = &scenario.billed else { return Vec::new() };
    let mut said = vec![what_was_billed(billed)];
    if let Some(list) = billed.list {
        said.push(compared(report.inference(), list.usd()));
    }
    if billed.left.usd() > Usd::ZERO {
        said.push(format!("{} more of the bill a month isn’t in this estimate.", amounts::whole(billed.left.usd())));
    }
    said
}

/// `AWS bill of October 2026: $39,600 paid, $44,000 at list price.`
fn what_was_billed(billed: &Billed) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = MONTHS.get(usize::from(billed.from.month()).saturating_sub(1)).copied().unwrap_or_default();
    let from = format!("{month} {}", billed.from.year());
    let when = match billed.months.count() {
        1 => from,
        count => format!("{count} months from {from}, an average month"),
    };
    let paid = amounts::whole(billed.paid.usd());
    match billed.list {
        Some(list) => format!("AWS bill of {when}: {paid} paid, {} at list price.", amounts::whole(list.usd())),
        None => format!("AWS bill of {when}: {paid} paid. It has no list price for some of it."),
    }
}

/// What the estimate costs before discounts, beside the bill's list price.
fn compared(now: Usd, then: Usd) -> String {
    let change = now - then;
    let change_is = if change > Usd::ZERO { "more" } else { "less" };
    let share = change.max(-change).share_of(then).map(amounts::percent);
    let share = share.map_or_else(String::new, |share| format!(" ({share})"));
    // A bill's totals are kept to the cent.
    if amounts::cents(now) == amounts::cents(then) {
        return format!("This estimate is the same, before discounts: {}.", amounts::whole(now));
    }
    format!(
        "This estimate is {} a month before discounts: {}{share} {change_is} than the bill at list price.",
        amounts::whole(now),
        amounts::whole(change.max(-change)),
    )
}

#[cfg(test)]
mod tests {
    use super::against_the_bill;
    use pricing::price::price;
    use pricing::quantity::{Dollars, Months};
    use pricing::rates::{Date, RateCard};
    use pricing::scenario::{Billed, Scenario, Workload};
    use pricing::scenario::{Demand, Placement};
    use pricing::{quantity::Tokens, rates::InferenceScope};

    fn said(billed: Billed) -> Vec<String> {
        let card = RateCard::newest();
        // 2,000M input tokens at $3.00: $6,000.
        let demand = Demand::Monthly { input: Tokens::new(2_000_000_000).unwrap_or_default(), output: Tokens::ZERO };
        let placement = Placement::new("claude-sonnet-4.5", InferenceScope::Global, "us-east-1");
        let workload = Workload::new("Chat", placement, demand);
        let scenario = Scenario { billed: Some(billed), ..Scenario::new(card.date(), vec![workload]) };
        price(&scenario, &card).map(|report| against_the_bill(&report, &scenario)).unwrap_or_default()
    }

    fn billed(months: u64, list: Option<u64>, left: u64) -> Billed {
        let dollars = |whole: u64| Dollars::of_cents(whole * 100).unwrap_or_default();
        Billed {
            from: Date::new(2026, 10, 1).unwrap_or(Date::FIRST),
            months: Months::new(months).unwrap_or_default(),
            paid: dollars(4_500),
            list: list.map(dollars),
            left: dollars(left),
        }
    }

    #[test]
    fn the_estimate_stands_beside_what_was_billed() {
        assert_eq!(
            said(billed(1, Some(5_000), 120)),
            [
                "AWS bill of October 2026: $4,500 paid, $5,000 at list price.",
                "This estimate is $6,000 a month before discounts: $1,000 (20%) more than the bill at list price.",
                "$120.00 more of the bill a month isn’t in this estimate.",
            ]
        );
        assert_eq!(
            said(billed(3, Some(6_000), 0)),
            [
                "AWS bill of 3 months from October 2026, an average month: $4,500 paid, $6,000 at list price.",
                "This estimate is the same, before discounts: $6,000.",
            ]
        );
        assert_eq!(
            said(billed(1, None, 0)),
            ["AWS bill of October 2026: $4,500 paid. It has no list price for some of it."]
        );
    }
}
