//! Purchases and custom models in words: the decision, the terms, what is used and what is idle.

mod charge;
mod custom;
mod terms;

pub use charge::charge;
pub(crate) use charge::over_months;
pub use custom::section as custom_section;
pub(crate) use terms::{price_of_term, used as used_of_side};

use super::Table;
use pricing::money::Usd;

fn amount(of: Option<Usd>) -> String {
    of.map_or_else(|| "no price".to_owned(), |amount| amount.to_string())
}

/// What is said of one purchase or custom model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CapacitySection {
    /// What stays the same while its figures change. Fit for an `id`.
    pub id: String,
    /// What is bought: `2 six-month units of Claude Sonnet 4.5`.
    pub title: String,
    /// The decision, a sentence each.
    pub lead: Vec<String>,
    /// Its tables.
    pub tables: Vec<Table>,
}

impl CapacitySection {
    pub(super) fn new(id: &str, title: &str) -> Self {
        let (id, title) = (id.to_owned(), title.to_owned());
        Self { id, title, lead: Vec::new(), tables: Vec::new() }
    }
}
