//! What stands further down on the tab: how AI spend counts, the steps from list price, what clauses are worth. Amounts are
//! rounded; what a row opens to has them to the cent.

use super::super::{Column, Holds, Row, Table, ai_table, amounts, clauses_table, year_ladder, year_ladder_table};
use super::readings::marketplace_part;
use super::said;
use crate::drawing::lever_words;
use pricing::commitment::{ClauseValue, YearOutlook};
use pricing::money::Usd;
use pricing::names::clause_name;
use pricing::rates::RateCard;
use pricing::report::Report;
use pricing::scenario::{Commitment, Scenario};

/// AI spend of the first year by provider, and how much counts.
pub fn ai(commitment: &Commitment, years: &[YearOutlook]) -> Table {
    let mut table = ai_table(commitment, years);
    table.caption.clear();
    let Some(year) = years.first() else { return table };
    let spends = year.ai.iter().map(|spend| [spend.list, spend.cash, spend.counted]);
    let total = [year.ai_list(), year.ai_cash(), year.retired_with - year.retired_without];
    for (row, amounts) in table.rows.iter_mut().zip(spends.chain([total])) {
        row.cells = amounts.map(said).to_vec();
        row.under = super::super::capitalised(&row.under);
    }
    table
}

/// How far Marketplace spend counts, less what other Marketplace spend uses of it; empty where none of the AI spend is billed by
/// Marketplace.
pub fn ai_note(years: &[YearOutlook]) -> String {
    let capped = years.first().filter(|year| year.marketplace() > Usd::ZERO);
    capped.map_or_else(String::new, |year| {
        format!("Marketplace spend counts up to {}, {}.", said(year.cap()), marketplace_part(year.deal))
    })
}

/// From list price to what AI adds in the first year; `None` where there are no such steps.
pub fn steps(report: &Report, scenario: &Scenario, card: &RateCard) -> Option<Table> {
    let (ladder, picture) = year_ladder(report, scenario, card)?;
    let mut table = year_ladder_table(&ladder, &picture);
    for (row, bar) in table.rows.iter_mut().zip(&picture.bars) {
        let is_step = bar.lever.is_some_and(|lever| ladder.steps.iter().any(|step| step.lever == lever));
        row.name = match bar.lever {
            Some(lever) => lever_words(lever, scenario).to_owned(),
            None if bar.after < Usd::ZERO => "Taken off your bill".to_owned(),
            None => "Added to your bill".to_owned(),
        };
        let change = if is_step { amounts::change(bar.amount) } else { String::new() };
        row.cells = vec![change, amounts::whole(bar.after)];
    }
    Some(table)
}

/// Clauses that change what is paid, the dearest first.
pub fn clauses(commitment: &Commitment, values: &[ClauseValue]) -> Table {
    let all = clauses_table(commitment, values);
    let rows = all.rows.into_iter().zip(values).filter(|(_, value)| value.value() != Usd::ZERO);
    let rows = rows.map(|(row, value)| Row { cells: vec![said(value.value())], ..row });
    Table {
        head: "Clause",
        columns: vec![Column::new("Worth", Holds::Number)],
        rows: rows.collect(),
        ..Table::default()
    }
}

/// What the table of clauses says, and which clauses it leaves out.
pub fn clauses_note(values: &[ClauseValue]) -> String {
    let nothing: Vec<&str> =
        values.iter().filter(|value| value.value() == Usd::ZERO).map(|value| clause_name(value.clause)).collect();
    if nothing.len() == values.len() {
        return "No clause changes what you pay in this scenario. To value clauses, enter a price rise, a reduction or a \
                migration under Offers."
            .to_owned();
    }
    let worth = "What each clause alone saves over all years of your commitment.";
    if nothing.is_empty() { worth.to_owned() } else { format!("{worth} Worth nothing here: {}.", nothing.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::{ai, ai_note, clauses, clauses_note, steps};
    use exchange::link;
    use pricing::commitment::{clauses as values, years};
    use pricing::price::price;
    use pricing::quantity::Dollars;
    use pricing::rates::RateCard;
    use pricing::scenario::Commitment;

    /// AI from Marketplace beside $5,000,000 of other spend, under $10,000,000 without a discount.
    const LINK: &str = "v1&w1.name=Chat&w1.model=claude-sonnet-4.5&w1.scope=global&w1.tokens=1000000000,0\
                        &edp=net,0,1&y1=10000000,5000000,0&end";

    #[test]
    fn amounts_are_whole_and_clauses_without_worth_are_named() -> Result<(), String> {
        let scenario = link::decode(LINK, &RateCard::dates()).scenario.ok_or("a damaged link")?;
        let card = RateCard::of(scenario.rates).ok_or("no card")?;
        let report = price(&scenario, &card).map_err(|error| error.to_string())?;
        let commitment = scenario.commitment.clone().ok_or("no commitment")?;
        let outlook = years(&commitment, &report, &card).ok_or("too large")?;
        // 1,000 million input tokens at $3.00 are $3,000 a month, $36,000 a year.
        let table = ai(&commitment, &outlook);
        assert_eq!(table.rows.first().map(|row| row.cells.clone()), Some(vec!["$36,000".to_owned(); 3]));
        assert_eq!(table.caption, "");
        assert_eq!(ai_note(&outlook), "Marketplace spend counts up to $2.5M, 25% of the commitment.");
        // Of the quarter another purchase uses $1,000,000, or more than all of it.
        let used = |cents| {
            let marketplace_used = Dollars::of_cents(cents).unwrap_or_default();
            let commitment = Commitment { marketplace_used, ..commitment.clone() };
            years(&commitment, &report, &card).map(|outlook| ai_note(&outlook)).unwrap_or_default()
        };
        assert_eq!(
            used(100_000_000),
            "Marketplace spend counts up to $1.5M, 25% of the commitment less $1.0M used already."
        );
        assert_eq!(
            used(300_000_000),
            "Marketplace spend counts up to $0, 25% of the commitment less $3.0M used already."
        );
        let steps = steps(&report, &scenario, &card).ok_or("no steps")?;
        let shown: Vec<_> = steps.rows.iter().map(|row| (row.name.as_str(), row.cells.join(" "))).collect();
        assert_eq!(
            shown,
            [
                ("List price", " $36,000".to_owned()),
                ("Covered by commitment", "−$36,000 $0".to_owned()),
                ("Added to your bill", " $0".to_owned()),
            ]
        );
        // Nothing is typed that a clause would protect against, and $5,036,000 stays below $10,000,000 however it counts.
        let values = values(&commitment, &outlook);
        assert!(clauses(&commitment, &values).rows.is_empty());
        assert!(clauses_note(&values).starts_with("No clause changes what you pay"));
        Ok(())
    }
}
