//! The years of a commitment in words: what each costs with AI and without it, and how that comes about.

use super::super::totals::plain;
use super::super::{Column, Explanation, Holds, Row, Table, percent};
use super::with_observed;
use crate::words::multiple_percent;
use pricing::commitment::YearOutlook;
use pricing::money::Usd;
use pricing::scenario::{Commitment, Measure};

/// The years, each opening to how AI changes its payment.
pub(super) fn table(commitment: &Commitment, years: &[YearOutlook]) -> Table {
    let rows = years.iter().enumerate().map(|(index, year)| Row {
        id: format!("year-{}", index + 1),
        name: format!("Year {}", index + 1),
        under: with_observed(
            format!("{} at {}", year.deal.commitment, multiple_percent(year.deal.discount)),
            year.deal.commitment,
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
        opens: Some(opened(commitment, years, index, year)),
        ..Row::default()
    });
    let columns =
        ["Without AI", "With AI", "Change by AI", "Absorbed", "Shortfall", "Saved of AI’s list price", "Shortcut"];
    Table {
        caption: if commitment.carries_forward {
            "Payment a year. Shortfall is paid in full; what retires beyond a commitment counts in the next year."
        } else {
            "Payment a year. Shortfall is paid in full and isn’t carried over."
        }
        .to_owned(),
        head: "Year",
        columns: columns.map(|name| Column::new(name, Holds::Number)).to_vec(),
        rows: rows.collect(),
        ..Table::default()
    }
}

fn opened(commitment: &Commitment, years: &[YearOutlook], index: usize, year: &YearOutlook) -> Explanation {
    let mut explanation = plain(
        "How AI changes the year’s payment: the payment with AI less the payment without it.",
        format!(
            "without AI: usage {} + shortfall {} = {}",
            year.usage_without,
            shortfall_words(year.deal.commitment, year.retired_without, year.carried_without),
            year.payment_without()
        ),
    );
    explanation.formula.push(format!("with AI: {}", formula_of_year(year)));
    explanation.formula.push(format!("{} - {} = {}", year.payment(), year.payment_without(), year.incremental()));
    explanation.formula.push(format!(
        "{} of AI = {} changed + {} absorbed",
        year.ai_cash(),
        year.incremental(),
        year.absorbed()
    ));
    if let Some(next) = years.get(index + 1) {
        let each = [
            ("without AI", year.retired_without, year.carried_without, next.carried_without),
            ("with AI", year.retired_with, year.carried_with, next.carried_with),
        ];
        for (which, retired, carried, on) in each.into_iter().filter(|(.., on)| *on > Usd::ZERO) {
            let carried = if carried > Usd::ZERO { format!(" + {carried} carried in") } else { String::new() };
            explanation.formula.push(format!(
                "{which}: {retired} retired{carried} - {} = {on} carried into year {}",
                year.deal.commitment,
                index + 2
            ));
        }
    }
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
pub(super) fn formula_of_year(year: &YearOutlook) -> String {
    format!(
        "usage {} + AI {} + shortfall {} = {}",
        year.usage_without,
        year.ai_cash(),
        shortfall_words(year.deal.commitment, year.retired_with, year.carried_with),
        year.payment()
    )
}

/// `max(0, $20,000,000.00 - $18,500,000.00 retired)`, and what the year before brings where it brings anything.
fn shortfall_words(commitment: Usd, retired: Usd, carried: Usd) -> String {
    let carried = if carried > Usd::ZERO { format!(" - {carried} carried in") } else { String::new() };
    format!("max(0, {commitment} - {retired} retired{carried})")
}
