//! What a commitment must satisfy.

use super::{Field, Problem};
use crate::bounds;
use crate::quantity::Multiple;
use crate::scenario::{Commitment, Counts};

impl Commitment {
    /// What keeps the commitment from being computed, in the order of its fields.
    pub(super) fn check(&self) -> Vec<(Field, Problem)> {
        let mut found = Vec::new();
        let mut most = |field, value: Multiple, high: u64| {
            if Multiple::whole(high).is_some_and(|high| value > high) {
                found.push((field, Problem::OutOfRange { low: "0", high }));
            }
        };
        most(Field::Negotiated, self.negotiated, 1);
        most(Field::AiGrowth, self.ai_growth, bounds::GROWTH_MAX);
        for (index, year) in self.years.iter().enumerate() {
            most(Field::Discount(index), year.discount, 1);
        }
        for terms in &self.terms {
            if let Counts::Part(part) = terms.counts {
                most(Field::Terms, part, 1);
            }
        }
        for (field, count, most) in [
            (Field::Years, self.years.len(), bounds::COMMITMENT_YEARS_MAX),
            (Field::Terms, self.terms.len(), bounds::TERMS_MAX),
        ] {
            if count > most {
                found.push((field, Problem::TooMany { most }));
            }
        }
        let most = bounds::IDENTIFIER_CHARACTERS_MAX;
        if self.terms.iter().any(|terms| terms.provider.chars().count() > most) {
            found.push((Field::Terms, Problem::TooLong { most }));
        }
        found
    }
}
