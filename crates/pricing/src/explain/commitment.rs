//! A commitment in words: what AI adds, year by year, and why.

mod alternatives;
mod clauses;
mod ladder;
mod obligations;
mod offers;
#[cfg(test)]
mod tests;

use core::cmp::Ordering;

pub(crate) use alternatives::{alternative_name, lacks_price};
pub(crate) use clauses::{WORTH_NOTHING, clause_name};
pub use ladder::{year_ladder, year_ladder_table};
pub(crate) use offers::{crossing_name, demand_from, demand_words, not_comparable, offer_name, years_words};

use super::totals::plain;
use super::{CapacitySection, Column, Explanation, Holds, Row, Table, percent};
use crate::chart;
use crate::commitment::{AiSpend, MARKETPLACE_CAP, YearOutlook, observed, years};
use crate::money::Usd;
use crate::quantity::Multiple;
use crate::rates::RateCard;
use crate::report::Report;
use crate::scenario::{Commitment, Counts, Measure, Scenario};
use crate::words::multiple_percent;

/// What the view of the commitment says when there is none.
pub const NO_COMMITMENT: &str = "No spend commitment is given here. Add one under Commitment to see how much of the AI bill only fills a gap that \
     would be paid anyway, or an alternative to compare.";

/// What is said of a commitment without a year.
pub const NO_YEAR: &str = "Add a year to the commitment.";

/// What is said where AI spend of a year is typed.
const TYPED: &str = "Where a year’s AI spend is typed, it stands in place of the bill above.";

/// What is said where spend grows above the bound.
const TOO_LARGE: &str = "Spend grows above $100,000,000,000 a year, which isn’t computed.";

/// What is said of the commitment of a scenario that is priced, and of alternatives to it; empty where there is neither.
pub fn commitment(report: &Report, scenario: &Scenario, card: &RateCard) -> Vec<CapacitySection> {
    let mut sections = Vec::new();
    if let Some(commitment) = &scenario.commitment {
        let mut section = CapacitySection::new("commitment", "Commitment");
        match years(commitment, report, card) {
            None => section.lead.push(TOO_LARGE.to_owned()),
            Some(years) => {
                let count = years.len();
                section.lead = lead(&years);
                if commitment.years.iter().any(|year| year.ai.is_some()) {
                    section.lead.push(TYPED.to_owned());
                }
                if count > 0 {
                    section.title = if count == 1 { "One year".to_owned() } else { format!("{count} years") };
                    section.title.push_str(match commitment.measure {
                        Measure::Net => ", measured after discount",
                        Measure::Gross => ", measured before discount",
                    });
                    section.tables = vec![years_table(commitment, &years), ai_table(commitment, &years)];
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
        return vec![NO_YEAR.to_owned()];
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
        // Without AI there is no mix to speak of.
        None if shortfall > Usd::ZERO && ai > Usd::ZERO => {
            lead.push("More AI in this mix never ends the shortfall: nothing more of it counts.".to_owned());
        }
        _ => {}
    }
    // It may come back: then it hasn't ended.
    let last_short = years.iter().rposition(|year| year.shortfall() > Usd::ZERO);
    if let Some(ended) = last_short.map(|year| year + 1).filter(|ended| *ended < years.len()) {
        lead.push(format!("The shortfall ends in year {}.", ended + 1));
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
    let payment = "the first year’s payment";
    let mut text = if year.ai_list() == Usd::ZERO {
        "There is no AI spend in the first year".to_owned()
    } else if adds < Usd::ZERO {
        format!("{ai} of AI {}, since it retires more than it costs", adds_to(adds, payment))
    } else if adds > Usd::ZERO && absorbed == Usd::ZERO {
        format!("{ai} of AI adds all of it to {payment}")
    } else if adds > Usd::ZERO {
        format!("{ai} of AI {}; {absorbed} only fills the gap", adds_to(adds, payment))
    } else {
        format!("{ai} of AI {}", adds_to(adds, payment))
    };
    if year.shortfall() > Usd::ZERO {
        text = format!("{text}; {} of shortfall is still due", year.shortfall());
    }
    text.push('.');
    text
}

/// `adds $5.00 to the payment`, `adds nothing to the payment`; `lowers the payment by $5.00`, where spend that counts before the
/// discount retires more than it costs.
pub(crate) fn adds_to(amount: Usd, what: &str) -> String {
    match amount.cmp(&Usd::ZERO) {
        Ordering::Less => format!("lowers {what} by {}", -amount),
        Ordering::Equal => format!("adds nothing to {what}"),
        Ordering::Greater => format!("adds {amount} to {what}"),
    }
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

fn ai_table(commitment: &Commitment, years: &[YearOutlook]) -> Table {
    let mut table = Table {
        caption: "AI spend of the first year, and what of it counts. Marketplace spend counts to a quarter of the commitment."
            .to_owned(),
        head: "Provider",
        columns: ["Before discounts", "Paid", "Could count"].map(|name| Column::new(name, Holds::Number)).to_vec(),
        ..Table::default()
    };
    let spends = years.iter().take(1).flat_map(|year| year.ai.iter().map(move |spend| (year, spend)));
    for (index, (year, spend)) in spends.enumerate() {
        let earns = if spend.terms.earns { "earns the discount" } else { "earns no discount" };
        let counts = match spend.terms.counts {
            Counts::Marketplace => "counts as Marketplace spend".to_owned(),
            Counts::Part(part) => format!("{} counts", multiple_percent(part)),
        };
        table.rows.push(Row {
            id: format!("ai-{}", index + 1),
            name: spend.name.clone(),
            under: format!("{earns}, {counts}"),
            cells: [spend.list, spend.cash, spend.counted].map(|amount| amount.to_string()).to_vec(),
            opens: Some(opened_spend(commitment, year, spend)),
            ..Row::default()
        });
    }
    table
}

/// What is paid to a provider, and what of it could count.
fn opened_spend(commitment: &Commitment, year: &YearOutlook, spend: &AiSpend) -> Explanation {
    let is_typed = commitment.years.first().is_some_and(|year| year.ai.is_some());
    let what = "What is paid for AI in the first year, and what of it could retire the commitment.";
    let negotiated = multiple_percent(commitment.negotiated);
    let mut formula = format!("{} × (1 - {negotiated} negotiated)", spend.list);
    if spend.terms.earns {
        let discount = multiple_percent(year.deal.discount);
        formula = format!("{formula} × (1 - {discount} discount)");
    }
    let mut explanation = plain(what, format!("{formula} = {} paid", spend.cash));
    let (measured, by) = match commitment.measure {
        Measure::Net => (spend.cash, "after the discount"),
        Measure::Gross => (spend.negotiated, "before the discount"),
    };
    let part = match spend.terms.counts {
        Counts::Marketplace => Multiple::ONE,
        Counts::Part(part) => part,
    };
    explanation.formula.push(format!("{measured} {by} × {} = {} could count", multiple_percent(part), spend.counted));
    if !is_typed {
        explanation.notes.push("Before discounts it is the month’s AI cost times 12, to the cent.".to_owned());
    }
    if spend.terms.counts == Counts::Marketplace {
        explanation.notes.push(format!(
            "All Marketplace spend together counts to a quarter of the commitment: {}.",
            year.deal.commitment.times_parts(MARKETPLACE_CAP)
        ));
    }
    let given = commitment.terms.iter().any(|terms| terms.provider == spend.terms.provider);
    let terms = if spend.terms.provider.is_empty() {
        "Whose models these are isn’t known here: the terms are an assumption."
    } else if given {
        "The terms are typed, as they stand in your contract."
    } else if spend.terms.counts == Counts::Marketplace {
        "The terms are an assumption, since Marketplace bills these models. Set them under Commitment."
    } else {
        "The terms are an assumption, since AWS bills these models itself. Set them under Commitment."
    };
    explanation.notes.push(terms.to_owned());
    explanation
}
