//! A scenario priced.

use std::sync::Arc;

use pricing::price::{PriceError, price};
use pricing::rates::RateCard;
use pricing::report::Report;
use pricing::scenario::{FieldError, Scenario};

/// The last good answer.
pub struct Answer {
    /// The scenario that the report belongs to.
    pub scenario: Arc<Scenario>,
    /// The card it was priced with.
    pub card: Arc<RateCard>,
    /// What it costs, and why.
    pub report: Report,
}

/// A scenario, and what follows from it. Cheap to copy; two are equal only where they are the same.
#[derive(Clone)]
pub struct Present(Arc<Priced>);

/// What is in a [`Present`].
pub struct Priced {
    /// The scenario, whether or not it could be priced.
    pub scenario: Arc<Scenario>,
    /// The card of its date.
    pub card: Arc<RateCard>,
    /// Everything wrong with its fields.
    pub problems: Vec<FieldError>,
    /// Its answer, or the last good one; `None` while nothing could ever be priced.
    pub answer: Option<Arc<Answer>>,
    /// Why it has no price, where it has none. `answer` is then an earlier one.
    pub error: Option<PriceError>,
}

impl PartialEq for Present {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl core::ops::Deref for Present {
    type Target = Priced;

    fn deref(&self) -> &Priced {
        &self.0
    }
}

impl Present {
    /// Prices a scenario; where that fails, the answer from before stays.
    pub(super) fn of(scenario: Arc<Scenario>, before: Option<&Self>) -> Self {
        let card = match before {
            Some(before) if before.card.date() == scenario.rates => Arc::clone(&before.card),
            _ => Arc::new(RateCard::of(scenario.rates).unwrap_or_else(RateCard::newest)),
        };
        let problems = scenario.check();
        let (answer, error) = match price(&scenario, &card) {
            Ok(report) => {
                let (scenario, card) = (Arc::clone(&scenario), Arc::clone(&card));
                (Some(Arc::new(Answer { scenario, card, report })), None)
            }
            Err(error) => (before.and_then(|before| before.answer.clone()), Some(error)),
        };
        Self(Arc::new(Priced { scenario, card, problems, answer, error }))
    }

    /// The answer of this very scenario; `None` where it is an earlier one or there is none.
    pub fn fresh(&self) -> Option<&Answer> {
        self.answer.as_deref().filter(|_| self.error.is_none())
    }
}
