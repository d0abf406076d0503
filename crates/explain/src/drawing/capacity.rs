//! Charts of a purchase: its load by the hour, its number of units, its months of need, and where it breaks even.

mod break_even;
mod load;
mod months;
mod units;

pub use break_even::break_even;
pub use load::load;
pub use months::months;
pub use units::units;

use crate::capitalised;
use pricing::capacity::{PurchaseOutlook, TermOutlook};
use pricing::money::Usd;

/// `No term`, `One month`, `Six months`.
fn term_name(term: &TermOutlook) -> String {
    capitalised(match term.months {
        0 => "no term",
        1 => "one month",
        3 => "three months",
        _ => "six months",
    })
}

/// The same as an adjective: `six-month term`.
fn term_adjective(term: &TermOutlook) -> &'static str {
    match term.months {
        0 => "no term",
        1 => "one-month term",
        3 => "three-month term",
        _ => "six-month term",
    }
}

/// What the lines and fills of terms look like, in their order: a line, its words, a fill.
const TERMS: [(&str, &str, &str); 3] =
    [("l l-5 dot", "t-5", "f-5"), ("l l-4 dash", "t-4", "f-4"), ("l l-3", "t-3", "f-3")];

/// The looks of each term of an outlook: a reservation has no form without a term.
fn looks(
    outlook: &PurchaseOutlook,
) -> impl Iterator<Item = (&TermOutlook, (&'static str, &'static str, &'static str))> {
    let skipped = TERMS.len().saturating_sub(outlook.terms.len());
    outlook.terms.iter().zip(TERMS.into_iter().skip(skipped))
}

/// The bought units in words: `One unit`, `2 units`, `The reservation`.
fn bought(outlook: &PurchaseOutlook) -> (String, bool) {
    let units = outlook.sides.first().filter(|side| side.meter.is_none()).map(|side| side.sizing.units);
    match units {
        None => ("The reservation".to_owned(), false),
        Some(1) => ("One unit".to_owned(), false),
        Some(units) => (format!("{units} units"), true),
    }
}

/// An amount in a table; a word where there is none.
fn cell(amount: Option<Usd>) -> String {
    amount.map_or_else(|| "No price".to_owned(), |amount| amount.to_string())
}
