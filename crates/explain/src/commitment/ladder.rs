//! The ladder of a year, from list price to what AI adds, in words.

use super::super::totals::plain;
use super::super::{Column, Holds, Row, Table, step};
use crate::chart::{self, LadderPicture};
use pricing::commitment::{ladder, years};
use pricing::ladder::Ladder;
use pricing::rates::RateCard;
use pricing::report::Report;
use pricing::scenario::Scenario;

/// The ladder of the commitment's first year and its picture; `None` where no commitment continues the month's ladder.
pub fn year_ladder(report: &Report, scenario: &Scenario, card: &RateCard) -> Option<(Ladder, LadderPicture)> {
    let commitment = scenario.commitment.as_ref()?;
    let years = years(commitment, report, card)?;
    let ladder = ladder(commitment, &years, report)?;
    let picture = chart::year_ladder(&ladder, scenario);
    Some((ladder, picture))
}

/// The same as rows; each opens.
pub fn year_ladder_table(ladder: &Ladder, picture: &LadderPicture) -> Table {
    let rows = picture.bars.iter().enumerate().map(|(index, bar)| {
        let changed = ladder.steps.iter().find(|step| Some(step.lever) == bar.lever);
        let opened = match changed {
            Some(changed) => {
                let mut opened = step(ladder, changed, &bar.label);
                opened.what = opened.what.replacen(", a month:", ", a year:", 1);
                opened
            }
            None if index == 0 => plain(
                "A year at list price: twelve months with everything on demand on the baseline model, Standard tier, with no lever applied.",
                format!("12 × the month at list price = {}", ladder.list),
            ),
            None => plain(
                "What AI adds to the first year’s payment: all steps from list price down.",
                format!("list and all steps together = {}", ladder.end()),
            ),
        };
        Row {
            id: format!("year-step-{index}"),
            name: bar.label.clone(),
            cells: vec![changed.map(|_| bar.figure()).unwrap_or_default(), bar.after.to_string()],
            opens: Some(opened),
            ..Row::default()
        }
    });
    Table {
        head: "Step",
        columns: vec![Column::new("Change a year", Holds::Change), Column::new("Cost a year", Holds::Number)],
        rows: rows.collect(),
        ..Table::default()
    }
}
