//! The years of the current contract, with AI and without it.

use super::super::totals::plain;
use super::super::{Column, Explanation, Row, Table, percent};
use super::{said, terms};
use pricing::commitment::YearOutlook;
use pricing::money::Usd;
use pricing::scenario::{Commitment, Measure};

/// A row a year, each opening to how it comes about.
pub fn years(commitment: &Commitment, years: &[YearOutlook]) -> Table {
    let rows = years.iter().enumerate().map(|(index, year)| Row {
        id: format!("year-{}", index + 1),
        name: format!("Year {}", index + 1),
        under: terms(year.deal.commitment, year.deal.discount),
        cells: vec![
            said(year.payment_without()),
            said(year.payment()),
            said(year.incremental()),
            said(year.absorbed()),
            said(year.shortfall()),
        ],
        opens: opened(commitment, years, index),
        ..Row::default()
    });
    let columns = ["Without AI", "With AI", "Added by AI", "Covered", "Unused"];
    Table {
        head: "Year",
        columns: columns.map(|name| Column::new(name, super::offers::holds(name))).to_vec(),
        rows: rows.collect(),
        ..Table::default()
    }
}

/// How what AI adds to a year comes about; `None` where there is no such year.
pub(crate) fn opened(commitment: &Commitment, years: &[YearOutlook], index: usize) -> Option<Explanation> {
    let year = years.get(index)?;
    let mut explanation = plain(
        "What AI adds to the year’s bill: what you pay with AI, less what you would pay without it.",
        format!(
            "Without AI: {} of usage + {} = {}",
            year.usage_without,
            unused(year.deal.commitment, year.retired_without, year.carried_without),
            year.payment_without()
        ),
    );
    explanation.formula.push(format!("With AI: {}", formula(year)));
    explanation.formula.push(format!("{} − {} = {} added", year.payment(), year.payment_without(), year.incremental()));
    explanation.formula.push(format!(
        "{} of AI = {} added + {} covered by the commitment",
        year.ai_cash(),
        year.incremental(),
        year.absorbed()
    ));
    if let Some(saved) = year.effective_discount() {
        explanation.formula.push(format!(
            "{} of AI at list price − {} added: {} saved",
            year.ai_list(),
            year.incremental(),
            percent(saved)
        ));
    }
    explanation.notes.push(
        match commitment.measure {
            Measure::Net => "Spend counts after the discount, as your contract says.",
            Measure::Gross => "Spend counts before the discount, as your contract says.",
        }
        .to_owned(),
    );
    if let Some(next) = years.get(index + 1) {
        let without = carried_on(year, (year.retired_without, year.carried_without), next.carried_without);
        let with = carried_on(year, (year.retired_with, year.carried_with), next.carried_with);
        explanation.formula.extend(without.map(|carried| format!("Without AI: {carried} year {}", index + 2)));
        explanation.formula.extend(with.map(|carried| format!("With AI: {carried} year {}", index + 2)));
    }
    explanation.notes.push("Unused commitment is billed in full.".to_owned());
    if commitment.carries_forward {
        explanation.notes.push(CARRIES.to_owned());
    }
    explanation.notes.extend(left_out_of_shortcut(year));
    Some(explanation)
}

/// What a contract that carries forward says.
pub(super) const CARRIES: &str =
    "What counts beyond a year’s commitment also counts in the next year, as your contract says.";

/// `max(0, $10,000,000.00 − $7,480,000.00 that counts) unused`; with what the year before brings, where it brings anything.
fn unused(commitment: Usd, counts: Usd, carried: Usd) -> String {
    let carried = if carried > Usd::ZERO { format!(" − {carried} carried in") } else { String::new() };
    format!("max(0, {commitment} − {counts} that counts{carried}) unused")
}

/// `$21,000,000.00 that counts + $500,000.00 carried in − $20,000,000.00 = $1,500,000.00 carried into`; `None` where nothing is.
fn carried_on(year: &YearOutlook, (counts, carried): (Usd, Usd), on: Usd) -> Option<String> {
    let carried = if carried > Usd::ZERO { format!(" + {carried} carried in") } else { String::new() };
    let commitment = year.deal.commitment;
    (on > Usd::ZERO).then(|| format!("{counts} that counts{carried} − {commitment} = {on} carried into"))
}

/// The same of the years of an offer, where the next one promises something.
pub(super) fn carried_into(years: &[YearOutlook], index: usize) -> Option<String> {
    let (year, next) = (years.get(index)?, years.get(index + 1)?);
    let on = if next.deal.commitment > Usd::ZERO { next.carried_with } else { Usd::ZERO };
    let carried = carried_on(year, (year.retired_with, year.carried_with), on)?;
    Some(format!("Year {}: {carried} year {}", index + 1, index + 2))
}

/// `$7,480,000.00 of usage + $302,768.88 of AI + max(0, $10,000,000.00 − $7,782,768.88 that counts) unused = $10,000,000.00`.
pub(super) fn formula(year: &YearOutlook) -> String {
    format!(
        "{} of usage + {} of AI + {} = {}",
        year.usage_without,
        year.ai_cash(),
        unused(year.deal.commitment, year.retired_with, year.carried_with),
        year.payment()
    )
}

/// What the published shortcut says of a year, and what it leaves out; `None` where it says the same.
pub fn left_out_of_shortcut(year: &YearOutlook) -> Option<String> {
    if year.ai_list() == Usd::ZERO || year.shortcut() == year.incremental() {
        return None;
    }
    Some(format!(
        "The published shortcut, AI above the gap less the discount, gives {}. It leaves out {}.",
        year.shortcut(),
        super::super::commitment::left_out(year)
    ))
}

#[cfg(test)]
mod tests {
    use super::super::{offers, years};
    use crate::Table;
    use exchange::link;
    use pricing::commitment::{offers as compared, years as outlook};
    use pricing::price::price;
    use pricing::rates::RateCard;

    /// Worked in `tests/golden/commitment-carries-forward.toml`: 194,400 a year of Claude that counts in full.
    const LINK: &str = "w1.model=claude-sonnet-4.5&w1.scope=global&w1.tokens=2400000000,600000000&edp=net,0,1&carry=yes\
                        &terms=anthropic,no,1&y1=200000,100000,0&y2=600000,300000,0&y3=400000,250000,0";

    fn tables(fields: &str) -> [Table; 2] {
        let link = format!("v2&rates=2026-11-28&{fields}&end");
        let scenario = link::decode(&link, &RateCard::dates()).scenario.unwrap_or_else(|| unreachable!("{link}"));
        let card = RateCard::newest();
        let report = price(&scenario, &card).unwrap_or_else(|error| unreachable!("{error}"));
        let commitment = scenario.commitment.clone().unwrap_or_default();
        let outlook = outlook(&commitment, &report, &card).unwrap_or_default();
        let offered = compared(&commitment, &report, &card);
        let offered = offered.map(|compared| offers(&compared, &commitment, &outlook)).unwrap_or_default();
        [years(&commitment, &outlook), offered]
    }

    fn formula(table: &Table, row: usize) -> Vec<String> {
        let opens = table.rows.get(row).and_then(|row| row.opens.clone());
        opens.map(|opens| opens.formula).unwrap_or_default()
    }

    #[test]
    fn what_is_carried_stands_in_the_formula() {
        let [years, _] = tables(LINK);
        assert_eq!(
            formula(&years, 0),
            [
                "Without AI: $100,000.00 of usage + max(0, $200,000.00 − $100,000.00 that counts) unused = $200,000.00",
                "With AI: $100,000.00 of usage + $194,400.00 of AI + max(0, $200,000.00 − $294,400.00 that counts) unused = $294,400.00",
                "$294,400.00 − $200,000.00 = $94,400.00 added",
                "$194,400.00 of AI = $94,400.00 added + $100,000.00 covered by the commitment",
                "$194,400.00 of AI at list price − $94,400.00 added: 51.4% saved",
                "With AI: $294,400.00 that counts − $200,000.00 = $94,400.00 carried into year 2",
            ]
        );
        assert_eq!(
            formula(&years, 1).first_chunk::<2>(),
            Some(&[
                "Without AI: $300,000.00 of usage + max(0, $600,000.00 − $300,000.00 that counts) unused = $600,000.00".to_owned(),
                "With AI: $300,000.00 of usage + $194,400.00 of AI + max(0, $600,000.00 − $494,400.00 that counts − $94,400.00 carried \
                 in) unused = $505,600.00"
                    .to_owned(),
            ])
        );
        let notes = years.rows.first().and_then(|row| row.opens.as_ref()).map(|opens| opens.notes.join(" "));
        assert!(notes.as_ref().is_some_and(|notes| notes.contains("also counts in the next year")), "{notes:?}");
    }

    #[test]
    fn what_an_offer_carries_stands_in_its_formula() {
        // 200,000, then twice that: 294,400 and 494,400 count, so 94,400 and 188,800 go on.
        let [_, offers] = tables(&format!("{LINK}&o1=200000,0,3,2,0,12"));
        let three = formula(&offers, 1);
        for line in [
            "Year 1: $294,400.00 that counts − $200,000.00 = $94,400.00 carried into year 2",
            "Year 2: $300,000.00 of usage + $194,400.00 of AI + max(0, $400,000.00 − $494,400.00 that counts − $94,400.00 carried in) \
             unused = $494,400.00",
            "Year 2: $494,400.00 that counts + $94,400.00 carried in − $400,000.00 = $188,800.00 carried into year 3",
        ] {
            assert!(three.iter().any(|found| found == line), "{line}: {three:?}");
        }
    }
}
