//! A commitment in words: what AI adds, year by year, and why.

mod alternatives;
mod clauses;
mod ladder;
mod obligations;
mod offers;

pub(crate) use clauses::clause_name;
pub use ladder::{year_ladder, year_ladder_table};
pub(crate) use offers::{demand_words, offer_name};

use super::totals::plain;
use super::{CapacitySection, Column, Explanation, Holds, Row, Table, percent};
use crate::chart;
use crate::commitment::{YearOutlook, observed, years};
use crate::money::Usd;
use crate::rates::RateCard;
use crate::report::Report;
use crate::scenario::{Commitment, Counts, Measure, Scenario};
use crate::words::multiple_percent;

/// What the view of the commitment says when there is none.
pub const NO_COMMITMENT: &str = "No spend commitment is given here. Add one under Commitment to see how much of the AI bill only fills a gap that \
     would be paid anyway, or an alternative to compare.";

/// What is said where spend grows above the bound.
const TOO_LARGE: &str = "Spend grows above $100,000,000,000 a year, which isn’t computed.";

/// What is said of the commitment of a scenario that is priced, and of alternatives to it; empty where there is neither.
pub fn commitment(report: &Report, scenario: &Scenario, card: &RateCard) -> Vec<CapacitySection> {
    let mut sections = Vec::new();
    if let Some(commitment) = &scenario.commitment {
        let mut section = CapacitySection::new("commitment", "");
        match years(commitment, report, card) {
            None => section.lead.push(TOO_LARGE.to_owned()),
            Some(years) => {
                let count = years.len();
                section.title = if count == 1 { "One year".to_owned() } else { format!("{count} years") };
                section.title.push_str(match commitment.measure {
                    Measure::Net => ", measured after discount",
                    Measure::Gross => ", measured before discount",
                });
                section.lead = lead(&years);
                if count > 0 {
                    section.tables = vec![years_table(commitment, &years), ai_table(&years)];
                    section.tables.extend(obligations::table(commitment, &years, report, scenario, card));
                    section.plots = chart::commitment(&years);
                    sections.extend(offers::section(commitment, report, card));
                    sections.push(clauses::section(commitment, &years));
                }
            }
        }
        sections.insert(0, section);
    }
    sections.extend(alternatives::section(report, scenario, card));
    sections
}

fn lead(years: &[YearOutlook]) -> Vec<String> {
    let Some(first) = years.first() else {
        return vec!["Add a year to the commitment.".to_owned()];
    };
    let mut lead = vec![result(first)];
    let (ai, shortfall) = (first.ai_list(), first.shortfall());
    if ai > Usd::ZERO && first.shortcut() != first.incremental() {
        lead.push(format!(
            "The published shortcut, AI above the gap less the discount, says {}: it leaves out that absorbed spend earns the \
             discount too, and what the contract counts.",
            first.shortcut()
        ));
    }
    match first.shortfall_ends_about() {
        Some(level) if shortfall > Usd::ZERO => {
            lead.push(format!("The gap can still absorb {} of AI a year before discounts.", level - ai));
        }
        None if shortfall > Usd::ZERO => {
            lead.push("More AI in this mix never ends the shortfall: nothing more of it counts.".to_owned());
        }
        _ => {}
    }
    if let Some(year) = years.iter().position(|year| year.shortfall() == Usd::ZERO).filter(|year| *year > 0) {
        lead.push(format!("The shortfall ends in year {}.", year + 1));
    }
    let disputed = first.ai.iter().any(|spend| spend.terms.counts == Counts::Marketplace);
    if disputed {
        lead.push(
            "Sources disagree on whether models billed through Marketplace earn the discount and count in full. Check your \
             contract, and set the terms under Commitment."
                .to_owned(),
        );
    }
    lead
}

/// `$1,500,000.00 of AI adds nothing to the first year’s payment; $1,500,000.00 of shortfall is still due.`
fn result(year: &YearOutlook) -> String {
    let (ai, adds, absorbed) = (year.ai_cash(), year.incremental(), year.absorbed());
    let mut text = if ai == Usd::ZERO {
        "There is no AI spend in the first year".to_owned()
    } else if adds == Usd::ZERO {
        format!("{ai} of AI adds nothing to the first year’s payment")
    } else if adds < Usd::ZERO {
        format!("{ai} of AI lowers the first year’s payment by {}, since it retires more than it costs", -adds)
    } else if absorbed == Usd::ZERO {
        format!("{ai} of AI adds all of it to the first year’s payment")
    } else {
        format!("{ai} of AI adds {adds} to the first year’s payment; {absorbed} only fills the gap")
    };
    if year.shortfall() > Usd::ZERO {
        text = format!("{text}; {} of shortfall is still due", year.shortfall());
    }
    text.push('.');
    text
}

fn years_table(commitment: &Commitment, years: &[YearOutlook]) -> Table {
    let rows = years.iter().enumerate().map(|(index, year)| Row {
        id: format!("year-{}", index + 1),
        name: format!("Year {}", index + 1),
        under: format!(
            "{} at {}; {}",
            year.deal.commitment,
            multiple_percent(year.deal.discount),
            observed_words(year.deal.commitment)
        ),
        cells: vec![
            year.payment_without().to_string(),
            year.payment().to_string(),
            year.incremental().to_string(),
            year.absorbed().to_string(),
            year.shortfall().to_string(),
            year.effective_discount().map_or_else(|| "no AI".to_owned(), percent),
            year.shortcut().to_string(),
        ],
        opens: Some(opened(commitment, year)),
        ..Row::default()
    });
    let columns = ["Without AI", "With AI", "AI adds", "Absorbed", "Shortfall", "Off AI’s list price", "Shortcut"];
    Table {
        caption: "Payment a year. Shortfall is paid in full and isn’t carried over.".to_owned(),
        head: "Year",
        columns: columns.map(|name| Column::new(name, Holds::Number)).to_vec(),
        rows: rows.collect(),
        ..Table::default()
    }
}

fn opened(commitment: &Commitment, year: &YearOutlook) -> Explanation {
    let mut explanation = plain(
        "What AI adds to the year’s payment: the payment with AI less the payment without it.",
        format!(
            "without AI: usage {} + shortfall max(0, {} - {} retired) = {}",
            year.usage_without,
            year.deal.commitment,
            year.retired_without,
            year.payment_without()
        ),
    );
    explanation.formula.push(format!("with AI: {}", formula_of_year(year)));
    explanation.formula.push(format!("{} - {} = {}", year.payment(), year.payment_without(), year.incremental()));
    explanation.formula.push(format!(
        "{} of AI = {} added + {} absorbed",
        year.ai_cash(),
        year.incremental(),
        year.absorbed()
    ));
    explanation.notes.push(
        match commitment.measure {
            Measure::Net => "Spend after the discount retires the commitment: a term of the contract.",
            Measure::Gross => "Spend before the discount retires the commitment: a term of the contract.",
        }
        .to_owned(),
    );
    explanation
}

/// `usage $17,000,000.00 + AI $1,500,000.00 + shortfall max(0, $20,000,000.00 - $18,500,000.00 retired) = $20,000,000.00`.
fn formula_of_year(year: &YearOutlook) -> String {
    format!(
        "usage {} + AI {} + shortfall max(0, {} - {} retired) = {}",
        year.usage_without,
        year.ai_cash(),
        year.deal.commitment,
        year.retired_with,
        year.payment()
    )
}

/// `12 to 18% observed by one firm for this commitment`: a published benchmark.
pub fn observed_words(commitment: Usd) -> String {
    let band = observed(commitment);
    format!("{} to {}% observed by one firm for this commitment", band.low, band.high)
}

fn ai_table(years: &[YearOutlook]) -> Table {
    let mut table = Table {
        caption: "AI spend of the first year, and what of it counts. Marketplace spend counts to a quarter of the commitment."
            .to_owned(),
        head: "Provider",
        columns: ["Before discounts", "Paid", "Could count"].map(|name| Column::new(name, Holds::Number)).to_vec(),
        ..Table::default()
    };
    for spend in years.iter().take(1).flat_map(|year| &year.ai) {
        let earns = if spend.terms.earns { "earns the discount" } else { "earns no discount" };
        let counts = match spend.terms.counts {
            Counts::Marketplace => "counts as Marketplace spend".to_owned(),
            Counts::Part(part) => format!("{} counts", multiple_percent(part)),
        };
        table.rows.push(Row {
            name: spend.name.clone(),
            under: format!("{earns}, {counts}"),
            cells: [spend.list, spend.cash, spend.counted].map(|amount| amount.to_string()).to_vec(),
            ..Row::default()
        });
    }
    table
}
