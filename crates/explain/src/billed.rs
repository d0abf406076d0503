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
    let month = report.inference();
    if let Some((change, list)) = billed.exceeded_by(month).zip(billed.list) {
        said.push(compared(month, change, list.usd()));
    }
    if billed.left.usd() > Usd::ZERO {
        said.push(format!("Another {} a month on the bill isn’t in this estimate.", amounts::whole(billed.left.usd())));
    }
    said
}

/// `AWS bill of Oct 2026: $39,600 paid, $44,000 at list price.`
fn what_was_billed(billed: &Billed) -> String {
    let from = billed.from.month_and_year();
    let bill = match billed.months.count() {
        1 => format!("AWS bill of {from}"),
        count => format!("AWS bills of {count} months from {from}, an average month"),
    };
    let paid = amounts::whole(billed.paid.usd());
    match billed.list {
        Some(list) => format!("{bill}: {paid} paid, {} at list price.", amounts::whole(list.usd())),
        None => format!("{bill}: {paid} paid. Some of it has no list price on the bill."),
    }
}

/// What the estimate costs before discounts, beside the bill's list price.
fn compared(month: Usd, change: Usd, list: Usd) -> String {
    let month = amounts::whole(month);
    if change == Usd::ZERO {
        return format!("This estimate is the same, before discounts: {month} a month.");
    }
    let (size, which) = if change > Usd::ZERO { (change, "more") } else { (-change, "less") };
    let share = size.share_of(list).map_or_else(String::new, |share| format!(" ({})", amounts::percent(share)));
    format!(
        "This estimate is {month} a month before discounts: {}{share} {which} than the bill at list price.",
        amounts::whole(size)
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
                "AWS bill of Oct 2026: $4,500 paid, $5,000 at list price.",
                "This estimate is $6,000 a month before discounts: $1,000 (20%) more than the bill at list price.",
                "Another $120.00 a month on the bill isn’t in this estimate.",
            ]
        );
        assert_eq!(
            said(billed(3, Some(6_000), 0)),
            [
                "AWS bills of 3 months from Oct 2026, an average month: $4,500 paid, $6,000 at list price.",
                "This estimate is the same, before discounts: $6,000 a month.",
            ]
        );
        assert_eq!(
            said(billed(1, None, 0)),
            ["AWS bill of Oct 2026: $4,500 paid. Some of it has no list price on the bill."]
        );
    }
}
