//! What each term costs in all, by the months that the capacity is needed for.

use super::{cell, looks, term_adjective, term_name};
use crate::drawing::axis::Axis;
use crate::drawing::field::{Field, Name, names};
use crate::drawing::readout::{Entry, Stop};
use crate::drawing::{Canvas, Chart, NARROW, Px, Shape, Swatch, measure};
use crate::{Column, Holds, Row, Table, amounts};
use pricing::capacity::{PurchaseOutlook, TermOutlook};
use pricing::money::Usd;

/// Months that are drawn.
const MONTHS: u32 = 12;

/// A term with a price.
struct Term<'a> {
    outlook: &'a TermOutlook,
    /// What a month of months of need costs.
    month: Usd,
    line: &'static str,
    words: &'static str,
    fill: &'static str,
}

impl Term<'_> {
    fn cost(&self, need: u32) -> Usd {
        self.month.times(self.outlook.billed(need))
    }

    const fn taken(&self) -> &'static str {
        match self.outlook.months {
            0 => "Take no term",
            1 => "Take one month",
            3 => "Take three months",
            _ => "Take six months",
        }
    }
}

/// Draws the terms against months of need; `None` where fewer than two have a price.
pub fn months(outlook: &PurchaseOutlook, model: &str, width: i32) -> Option<Chart> {
    let terms: Vec<Term<'_>> = looks(outlook)
        .filter_map(|(term, (line, words, fill))| {
            Some(Term { outlook: term, month: outlook.months(term, 1)?, line, words, fill })
        })
        .collect();
    if terms.len() < 2 {
        return None;
    }
    let top = terms.iter().map(|term| term.cost(MONTHS)).fold(Usd::ZERO, Usd::max);
    let (right, is_narrow) = (Px::new(width), width < NARROW);
    let room =
        terms.iter().map(|term| measure::width(&term_name(term.outlook), measure::SMALL)).fold(Px::ZERO, Px::max);
    let mut canvas = Canvas::default();
    let field = Field::new(Axis::of(Usd::ZERO, top), amounts::axis, (12, 196), right - room - Px::new(10));
    field.grid(&mut canvas, amounts::axis);
    let x = |month: u32| field.left + field.width().over(12).times(i32::try_from(month).unwrap_or(0));
    let runs = runs(&terms);
    // From which month on another term is cheaper: a thin line through the field.
    for (from, _) in runs.iter().skip(1) {
        canvas.line((x(from - 1), field.top), (x(from - 1), field.foot), "join");
    }
    let mut ends = Vec::new();
    for term in &terms {
        let steps = (1..=MONTHS).flat_map(|need| {
            let y = field.y(term.cost(need));
            [(x(need - 1), y), (x(need), y)]
        });
        let points: Vec<_> = if term.outlook.months == 0 {
            // Without a term each hour is paid as it comes.
            vec![(x(0), field.foot), (x(MONTHS), field.y(term.cost(MONTHS)))]
        } else {
            steps.collect()
        };
        if let Some((_, y)) = points.last() {
            ends.push(Name { y: *y, text: term_name(term.outlook), class: term.words });
        }
        canvas.shapes.push(Shape::Path { points, closed: false, class: term.line });
    }
    names(&mut canvas, field.right + Px::new(8), ends, &field);
    let strip = field.foot + Px::new(8);
    for (index, (from, term)) in runs.iter().enumerate() {
        let until = runs.get(index + 1).map_or(MONTHS, |(next, _)| next - 1);
        let Some(term) = terms.get(*term) else { continue };
        let (start, end) = (x(from - 1), x(until));
        canvas.rect(start, strip, end - start - Px::new(1), Px::new(14), term.fill);
    }
    for month in [0, 3, 6, 9, 12] {
        let words = if month == 12 && !is_narrow { "12 months".to_owned() } else { month.to_string() };
        let class = if month == 0 { "" } else { "mid" };
        canvas.text(x(month), strip + Px::new(32), words, class);
    }
    Some(Chart {
        name: "months".to_owned(),
        title: title(&runs, &terms),
        subtitle: format!(
            "{model}: all you pay, by months of need{}",
            if is_narrow { "" } else { "; a term is paid in full" }
        ),
        legend: runs
            .iter()
            .filter_map(|(_, term)| terms.get(*term))
            .map(|term| Swatch { class: term.fill, words: term.taken() })
            .fold(Vec::new(), |mut legend, swatch| {
                if !legend.contains(&swatch) {
                    legend.push(swatch);
                }
                legend
            }),
        width: right,
        height: strip + Px::new(38),
        shapes: canvas.shapes,
        stops: (1..=MONTHS).map(|need| stop(need, &terms, &field, (x(need - 1), x(need)))).collect(),
        table: table(outlook, &terms),
    })
}

/// Which term is cheapest from which month of need on; of equals the shortest.
fn runs(terms: &[Term<'_>]) -> Vec<(u32, usize)> {
    let mut runs: Vec<(u32, usize)> = Vec::new();
    for need in 1..=MONTHS {
        let mut best: Option<(usize, Usd)> = None;
        for (index, term) in terms.iter().enumerate() {
            if best.is_none_or(|(_, cost)| term.cost(need) < cost) {
                best = Some((index, term.cost(need)));
            }
        }
        if let Some((index, _)) = best
            && runs.last().is_none_or(|(_, last)| *last != index)
        {
            runs.push((need, index));
        }
    }
    runs
}

fn title(runs: &[(u32, usize)], terms: &[Term<'_>]) -> String {
    let take = |index: usize| match terms.get(index).map(|term| term.outlook) {
        Some(term) if term.months == 0 => "no term".to_owned(),
        Some(term) => format!("the {}", term_adjective(term)),
        None => String::new(),
    };
    match runs {
        [(_, only)] => format!("If you need it, take {}", take(*only)),
        [(_, first), (from, then)] => {
            format!("Under {from} months take {}, from {from} months {}", take(*first), take(*then))
        }
        [.., (from, last)] => format!("From {from} months on, take {}", take(*last)),
        [] => String::new(),
    }
}

fn stop(need: u32, terms: &[Term<'_>], field: &Field, across: (Px, Px)) -> Stop {
    let entries = terms.iter().map(|term| Entry {
        class: term.fill,
        name: term_name(term.outlook),
        value: term.cost(need).to_string(),
        at: Some((across.1, field.y(term.cost(need)))),
    });
    let heading = if need == 1 { "1 month".to_owned() } else { format!("{need} months") };
    Stop { across, down: (field.top, field.foot), heading, entries: entries.collect() }
}

fn table(outlook: &PurchaseOutlook, terms: &[Term<'_>]) -> Table {
    let mut columns: Vec<Column> =
        outlook.terms.iter().map(|term| Column::new(&term_name(term), Holds::Number)).collect();
    columns.push(Column::new("Cheapest", Holds::Words));
    let chosen = outlook.chosen_term();
    if let Some(chosen) = chosen.filter(|term| term.months > 1) {
        columns.push(Column::new(&format!("Still owed on {}", term_name(chosen).to_lowercase()), Holds::Number));
    }
    let rows = (1..=MONTHS).map(|need| {
        let mut cells: Vec<String> =
            outlook.terms.iter().map(|term| cell(outlook.months(term, term.billed(need)))).collect();
        let cheapest = terms.iter().fold(None::<&Term<'_>>, |best, term| match best {
            Some(best) if best.cost(need) <= term.cost(need) => Some(best),
            _ => Some(term),
        });
        cells.push(cheapest.map(|term| term_name(term.outlook)).unwrap_or_default());
        if let Some(chosen) = chosen.filter(|term| term.months > 1) {
            cells.push(cell(outlook.months(chosen, chosen.owed(need))));
        }
        Row { name: need.to_string(), cells, ..Row::default() }
    });
    Table {
        caption: "All that is paid. Once a term starts, you pay for all of it.".to_owned(),
        head: "Months",
        columns,
        rows: rows.collect(),
        ..Table::default()
    }
}

#[cfg(test)]
mod tests {
    use super::months;
    use exchange::presets::presets;
    use pricing::capacity::purchase_outlook;
    use pricing::rates::{Buying, RateCard};

    fn title(terms: &[Buying]) -> Option<String> {
        let found = presets().into_iter().find(|preset| preset.id == "worked-estate-units");
        let outlook = found.and_then(|mut preset| {
            preset.scenario.prices.retain(|price| terms.contains(&price.buying));
            purchase_outlook(&preset.scenario, &RateCard::newest(), 0)
        })?;
        months(&outlook, "Claude Sonnet 4.5", 442).map(|chart| chart.title)
    }

    #[test]
    fn the_title_says_which_term_to_take() {
        // $44.00, $39.60 and $22.00 an hour: three months of one month cost 118.80 hours, six of six months 132.00.
        let all = [Buying::NoCommitment, Buying::OneMonth, Buying::SixMonths];
        let said = title(&all);
        assert_eq!(said.as_deref(), Some("Under 4 months take the one-month term, from 4 months the six-month term"));
        assert_eq!(
            title(&[Buying::NoCommitment, Buying::OneMonth]).as_deref(),
            Some("If you need it, take the one-month term")
        );
        assert_eq!(title(&[Buying::SixMonths]), None);
    }
}
