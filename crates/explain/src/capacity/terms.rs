//! The terms of a purchase side by side, and what is used of it.

use super::super::line::rate_words;
use super::super::totals::plain;
use super::super::{Column, Explanation, Holds, Row, Table, capitalised, count, percent, price_digits};
use super::amount;
use pricing::capacity::{PurchaseOutlook, Side, TermOutlook};
use pricing::money::{Usd, rounded_quotient};
use pricing::rates::RateCard;
use pricing::scenario::Purchase;

fn tokens(count_of: u64) -> String {
    format!("{} tokens", count(count_of))
}

fn side_name(side: &Side) -> String {
    side.meter.map_or_else(String::new, |meter| format!("{}. ", capitalised(meter.words())))
}

/// How a term's break-even comes about, with its price; `None` where it has none.
pub fn price_of_term(
    outlook: &PurchaseOutlook,
    index: usize,
    term: &TermOutlook,
    purchase: &Purchase,
    card: &RateCard,
) -> Option<Explanation> {
    let side = outlook.sides.get(index)?;
    opened(outlook, index, side, term, term.hourly.get(index).copied().flatten()?, purchase, card)
}

/// How a term's break-even comes about.
fn opened(
    outlook: &PurchaseOutlook,
    index: usize,
    side: &Side,
    term: &TermOutlook,
    hourly: Usd,
    purchase: &Purchase,
    card: &RateCard,
) -> Option<Explanation> {
    let sizing = &side.sizing;
    let unit = count(sizing.unit / outlook.hours.max(1));
    // With every digit, so that the products can be checked.
    let price = format!("${}", price_digits(hourly.amount()));
    let mut explanation = plain(
        "Break-even: the hourly price over what the same tokens cost by the token. Above 100% it is never reached.",
        format!("one hour of {unit} tokens costs {price}"),
    );
    if let Some(month) = outlook.side_month(term, index) {
        let units = if side.meter.is_none() { format!("{} units × ", count(sizing.units)) } else { String::new() };
        explanation.formula.push(format!("{units}{} hours × {price} = {month} a month", outlook.hours));
        if let Some(million) = side.per_million(hourly, outlook.hours) {
            let served = tokens(side.served());
            explanation.formula.push(format!("{month} / {served} served × 1,000,000 = {million}"));
        }
    }
    for (name, cost) in [("list price", side.list), ("as otherwise bought", side.otherwise)] {
        let share = cost.and_then(|cost| Some((cost, outlook.break_even(term, index, cost)?)));
        if let Some((cost, share)) = share {
            explanation.formula.push(format!(
                "{name}: {price} / ({unit} tokens × {cost} / {} tokens) = {}",
                count(sizing.offered),
                percent(share)
            ));
        }
    }
    let applied = term.prices.get(index).copied().flatten()?;
    explanation.rate = Some(rate_words(&applied, &purchase.key(term.buying, side.meter), card));
    Some(explanation)
}

pub fn used(outlook: &PurchaseOutlook, index: usize, side: &Side, id: &str) -> Table {
    let sizing = &side.sizing;
    let slots = u128::from(sizing.slot_count().max(1));
    let served = side.served();
    let capacity = sizing.units * sizing.unit;
    let overflow = side.overflow();
    let term = outlook.chosen_term();
    let month = term.and_then(|term| outlook.side_month(term, index));
    let hourly = term.and_then(|term| term.hourly.get(index).copied().flatten());
    let unused = term.and_then(|term| outlook.unused(term, index));
    let idle_hours = u128::from(sizing.idle()) * u128::from(outlook.hours);
    let idle = term.and_then(|term| outlook.idle_cost(term, index));
    let hours = rounded_quotient(idle_hours, slots);
    let row = |slug: &str, name: &str, quantity: String, cost: Option<Usd>, what: &str, formula: [String; 2]| {
        let [first, second] = formula;
        let mut opens = plain(what, first);
        opens.formula.extend(cost.map(|cost| format!("{second} = {cost}")));
        Row {
            id: format!("{id}-{slug}"),
            name: name.to_owned(),
            cells: vec![quantity, cost.map_or_else(String::new, |cost| cost.to_string())],
            opens: Some(opens),
            ..Row::default()
        }
    };
    let used = side.utilisation().map_or_else(|| "not known".to_owned(), percent);
    let overflow_cost = side.overflow_cost();
    Table {
        caption: format!("{}What is used of it. Unused is part of the charge, not added to it.", side_name(side)),
        head: "Tokens",
        columns: vec![Column::new("A month", Holds::Number), Column::new("Costs", Holds::Number)],
        rows: vec![
            row(
                "served",
                "Served",
                tokens(served),
                month,
                "Tokens that the capacity serves: in each hour the load, at most the capacity.",
                [
                    format!("{} of {} offered = {}", count(served), count(sizing.offered), tokens(served)),
                    "the whole charge".to_owned(),
                ],
            ),
            row(
                "overflow",
                "Overflow",
                tokens(overflow),
                overflow_cost,
                if side.meter.is_some() {
                    "Tokens of requests that the reservation doesn’t serve. AWS sends them to the Standard tier."
                } else {
                    "Tokens above the capacity. They run on demand, with the workload’s own caching and batch."
                },
                [
                    format!("{} offered - {} served = {}", count(sizing.offered), count(served), count(overflow)),
                    format!("{} / {} × {} on demand", count(overflow), count(sizing.offered), amount(side.beyond)),
                ],
            ),
            row(
                "used",
                "Utilisation",
                used.clone(),
                None,
                "The part of the capacity that is used.",
                [format!("{} served / {} at most = {used}", count(served), count(capacity)), String::new()],
            ),
            row(
                "unused",
                "Unused",
                tokens(capacity - served.min(capacity)),
                unused,
                "Capacity that is paid for and serves nothing.",
                [
                    format!("{} at most - {} served", count(capacity), count(served)),
                    format!("(100% - {used}) × {}", amount(month)),
                ],
            ),
            row(
                "idle",
                "Idle hours",
                format!("{hours} unit hours"),
                idle,
                "Unit hours without any traffic: what switching units off or fewer of them would recover.",
                [
                    format!("of {} unit hours paid", count(sizing.units * outlook.hours)),
                    format!("{hours} unit hours × {} an hour", amount(hourly)),
                ],
            ),
        ],
        ..Table::default()
    }
}
