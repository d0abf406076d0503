//! The numbers of a commitment and of its years.

use pricing::bounds;
use pricing::scenario::Field;

use super::{Figure, Kind, Of, Slot};

/// What holds for all years.
pub static COMMITMENT: [Figure; 2] = [
    Figure {
        slot: Of::Commitment(|it| Some(Slot::Multiple(&mut it.negotiated))),
        ..Figure::new("negotiated", "Negotiated", "% below list", Kind::Percent(1), |_| None)
    }
    .checked_as(Field::Negotiated),
    Figure {
        slot: Of::Commitment(|it| Some(Slot::Multiple(&mut it.ai_growth))),
        ..Figure::new("growth", "AI spend grows", "times a year", Kind::Multiple(0, bounds::GROWTH_MAX), |_| None)
    }
    .checked_as(Field::AiGrowth),
];

/// A year.
pub static YEAR: [Figure; 4] = [
    Figure {
        slot: Of::Year(|it| Some(Slot::Dollars(&mut it.commitment))),
        ..Figure::new("commitment", "Commitment", "US dollars", Kind::Count(bounds::DOLLARS_MAX), |_| None)
    },
    Figure {
        slot: Of::Year(|it| Some(Slot::Given(&mut it.organic))),
        ..Figure::new("organic", "Spend without AI", "US dollars", Kind::Given(bounds::DOLLARS_MAX), |_| None)
    },
    Figure {
        slot: Of::Year(|it| Some(Slot::Multiple(&mut it.discount))),
        ..Figure::new("discount", "Discount", "%", Kind::Percent(1), |_| None)
    },
    Figure {
        slot: Of::Year(|it| Some(Slot::Given(&mut it.ai))),
        ..Figure::new("ai", "AI spend", "US dollars, or blank", Kind::Given(bounds::DOLLARS_MAX), |_| None)
    },
];
