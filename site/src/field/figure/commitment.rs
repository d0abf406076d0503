//! The numbers of a commitment and of its years.

use pricing::bounds;
use pricing::scenario::Field;

use super::{Figure, Kind, Of, Slot};

/// What holds for all years.
pub static COMMITMENT: [Figure; 2] = [
    Figure::of(
        "negotiated",
        "Negotiated",
        "% below list",
        Kind::Percent(1),
        Of::Commitment(|it| Some(Slot::Multiple(&mut it.negotiated))),
    )
    .checked_as(Field::Negotiated),
    Figure::of(
        "growth",
        "AI spend grows",
        "times a year",
        Kind::Multiple(0, bounds::GROWTH_MAX),
        Of::Commitment(|it| Some(Slot::Multiple(&mut it.ai_growth))),
    )
    .checked_as(Field::AiGrowth),
];

/// A year.
pub static YEAR: [Figure; 4] = [
    Figure::of(
        "commitment",
        "Commitment",
        "US dollars",
        Kind::Dollars,
        Of::Year(|it| Some(Slot::Dollars(&mut it.commitment))),
    ),
    Figure::of(
        "organic",
        "Spend without AI",
        "US dollars, or blank",
        Kind::Given,
        Of::Year(|it| Some(Slot::Given(&mut it.organic))),
    ),
    Figure::of("discount", "Discount", "%", Kind::Percent(1), Of::Year(|it| Some(Slot::Multiple(&mut it.discount)))),
    Figure::of("ai", "AI spend", "US dollars, or blank", Kind::Given, Of::Year(|it| Some(Slot::Given(&mut it.ai)))),
];

#[cfg(test)]
mod tests {
    use pricing::number::DecimalSign;
    use pricing::presets::default_scenario;
    use pricing::quantity::{Dollars, Multiple};
    use pricing::scenario::{Commitment, CommitmentYear};

    use super::YEAR;
    use crate::field::figure::{Number, Place};
    use crate::field::owner::Owner;

    #[test]
    fn an_amount_of_a_year_keeps_its_cents() {
        let zero = Dollars::default();
        let year = CommitmentYear { commitment: zero, organic: Some(zero), discount: Multiple::ZERO, ai: None };
        let mut scenario = default_scenario();
        scenario.commitment = Some(Commitment { years: vec![year], ..Commitment::default() });
        let place = Place { owner: Owner::Year(0), figure: &YEAR[0] };
        for (cents, written) in [
            (123_456_789, "1,234,567.89"),
            (150_000_000, "1.5M"),
            (2_000_000_000, "20M"),
            (100_050, "1,000.50"),
            (123_456_700, "1234567"),
            (1, "0.01"),
        ] {
            let number = Dollars::of_cents(cents).map_or(Number::Nothing, Number::Dollars);
            place.set(&mut scenario, number);
            assert_eq!(place.get(&mut scenario), Some(number));
            for sign in [DecimalSign::Point, DecimalSign::Comma] {
                assert_eq!(place.write(number, sign), written);
                assert_eq!(place.read(written, sign, &scenario), Ok(number), "{written}");
            }
        }
    }
}
