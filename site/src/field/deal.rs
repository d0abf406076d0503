//! The numbers of a commitment, its offers, forecasts and clauses, and of alternatives, as tables like those of
//! [`figure`](super::figure). Loaded on demand: without functions in the tables, nothing of them is in the first load.

mod slot;

use pricing::bounds;
use pricing::scenario::{Alternative, Commitment, Field, Scenario};

use super::figure::{Kind, Number};
use super::owner::position;

/// A number of one of the lists.
pub struct Line {
    pub what: What,
    /// What its id ends with.
    pub id: &'static str,
    pub label: &'static str,
    pub unit: &'static str,
    pub kind: Kind,
}

/// Which number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    YearCommitment,
    YearOrganic,
    YearDiscount,
    YearAi,
    Negotiated,
    AiGrowth,
    OrganicGrowth,
    OfferCommitment,
    OfferDiscount,
    OfferYears,
    OfferGrowth,
    OfferCredits,
    OfferMonths,
    Demand,
    Weight,
    PriceRise,
    RiseYear,
    Reduction,
    MigrationCost,
    MigrationMonths,
    Monthly,
    Input,
    Output,
    Share,
    Switching,
}

/// What numbers belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    Year,
    /// What holds for all years.
    Terms,
    Offer,
    Forecast,
    Clauses,
    Alternative,
}

impl List {
    const ALL: [Self; 6] = [Self::Year, Self::Terms, Self::Offer, Self::Forecast, Self::Clauses, Self::Alternative];

    /// The word that its ids begin with.
    const fn word(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Terms => "commitment",
            Self::Offer => "offer",
            Self::Forecast => "forecast",
            Self::Clauses => "clauses",
            Self::Alternative => "alternative",
        }
    }

    /// Its numbers.
    pub fn lines(self) -> &'static [Line] {
        match self {
            Self::Year => &YEAR,
            Self::Terms => &TERMS,
            Self::Offer => &OFFER,
            Self::Forecast => &FORECAST,
            Self::Clauses => &CLAUSES,
            Self::Alternative => &ALTERNATIVE,
        }
    }
}

/// The three forecasts, lowest first.
pub const FORECASTS: [&str; 3] = ["Low", "Likely", "High"];

const fn line(what: What, id: &'static str, label: &'static str, unit: &'static str, kind: Kind) -> Line {
    Line { what, id, label, unit, kind }
}

const DOLLARS: &str = "US dollars";
const YEARLY: &str = "times a year";
const GROWTH: Kind = Kind::Multiple(0, bounds::GROWTH_MAX);

static YEAR: [Line; 4] = [
    line(What::YearCommitment, "commitment", "Commitment", DOLLARS, Kind::Dollars),
    line(What::YearOrganic, "organic", "Spend without AI", "US dollars, or blank", Kind::Given),
    line(What::YearDiscount, "discount", "Discount", "%", Kind::Percent(1)),
    line(What::YearAi, "ai", "AI spend", "US dollars, or blank", Kind::Given),
];

static TERMS: [Line; 3] = [
    line(What::OrganicGrowth, "organic-growth", "Spend without AI grows", YEARLY, GROWTH),
    line(What::AiGrowth, "growth", "AI spend grows", YEARLY, GROWTH),
    line(What::Negotiated, "negotiated", "Negotiated", "% below list", Kind::Percent(1)),
];

static OFFER: [Line; 6] = [
    line(What::OfferCommitment, "commitment", "Commitment", DOLLARS, Kind::Dollars),
    line(What::OfferDiscount, "discount", "Discount", "%", Kind::Percent(1)),
    line(What::OfferYears, "years", "Runs for", "years", Kind::Whole(1, bounds::OFFER_YEARS_MAX)),
    line(What::OfferGrowth, "growth", "Commitment grows", YEARLY, GROWTH),
    line(What::OfferCredits, "credits", "Credits", DOLLARS, Kind::Dollars),
    line(What::OfferMonths, "months", "Credits used within", "months", Kind::Whole(1, bounds::CREDIT_MONTHS_MAX)),
];

static FORECAST: [Line; 2] = [
    line(What::Demand, "demand", "Demand", "% of the scenario’s", Kind::Percent(bounds::FORECAST_MAX)),
    line(What::Weight, "weight", "Weight", "%", Kind::Percent(1)),
];

static CLAUSES: [Line; 5] = [
    line(What::PriceRise, "rise", "AI prices rise", "%", Kind::Percent(bounds::PRICE_RISE_MAX)),
    line(What::RiseYear, "year", "They rise in", "year", Kind::Whole(1, bounds::OFFER_YEARS_MAX)),
    line(What::Reduction, "reduction", "Commitment may be lowered by", "%", Kind::Percent(1)),
    line(What::MigrationCost, "migration", "A migration costs", "US dollars a month", Kind::Dollars),
    line(What::MigrationMonths, "months", "It takes", "months", Kind::Multiple(0, bounds::MIGRATION_MONTHS_MAX)),
];

static ALTERNATIVE: [Line; 5] = [
    line(What::Monthly, "monthly", "Price a month", DOLLARS, Kind::Dollars),
    line(What::Input, "input", "Input", "US dollars per million tokens", Kind::Rate),
    line(What::Output, "output", "Output", "US dollars per million tokens", Kind::Rate),
    line(What::Share, "share", "Share that moves", "% of AI spend", Kind::Percent(1)),
    line(What::Switching, "switching", "Switching costs", "US dollars, once", Kind::Dollars),
];

/// One place of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    pub list: List,
    pub index: usize,
}

impl Spot {
    /// The id of one of its fields, unique on the page.
    pub fn id(self, field: &str) -> String {
        format!("{}-{}-{field}", self.list.word(), self.index + 1)
    }

    /// Whose field has this id, and which of them it is.
    pub fn of_id(id: &str) -> Option<(Self, &str)> {
        let (word, rest) = id.split_once('-')?;
        let list = List::ALL.into_iter().find(|list| list.word() == word)?;
        let (number, field) = rest.split_once('-')?;
        Some((Self { list, index: position(number)? }, field))
    }

    /// The line of one of its fields.
    pub fn line(self, field: &str) -> Option<&'static Line> {
        self.list.lines().iter().find(|line| line.id == field)
    }

    /// A field's name where it isn't beside the field: `Discount of offer 2`.
    pub fn name(self, label: &str) -> String {
        match self.list {
            List::Terms | List::Clauses => label.to_owned(),
            List::Forecast => format!("{label} of the forecast {}", FORECASTS.get(self.index).unwrap_or(&"")),
            list => format!("{label} of {} {}", list.word(), self.index + 1),
        }
    }

    /// The field that the scenario's check names a number by.
    pub const fn checked_as(self, what: What) -> Option<Field> {
        let index = self.index;
        Some(match what {
            What::YearDiscount => Field::Discount(index),
            What::Negotiated => Field::Negotiated,
            What::AiGrowth => Field::AiGrowth,
            What::OrganicGrowth => Field::OrganicGrowth,
            What::OfferDiscount => Field::OfferDiscount(index),
            What::OfferGrowth => Field::OfferGrowth(index),
            What::Demand => Field::ForecastDemand(index),
            What::Weight => Field::ForecastWeight(index),
            What::PriceRise => Field::PriceRise,
            What::Reduction => Field::Reduction,
            What::MigrationMonths => Field::MigrationMonths,
            What::Input | What::Output => Field::AlternativePrice(index),
            What::Share => Field::AlternativeShare(index),
            _ => return None,
        })
    }
}

/// What the numbers are in.
pub struct Held {
    commitment: Option<Commitment>,
    alternatives: Vec<Alternative>,
}

impl Held {
    /// What a scenario holds of it: a copy, since a slot is there to be changed.
    pub fn of(scenario: &Scenario) -> Self {
        Self { commitment: scenario.commitment.clone(), alternatives: scenario.alternatives.clone() }
    }

    /// A number as it stands; `None` where there is no such number.
    pub fn number(&mut self, spot: Spot, what: What) -> Option<Number> {
        slot::slot(spot.index, what, self.commitment.as_mut(), &mut self.alternatives).map(|slot| slot.number())
    }
}

/// Puts a number in place. A number of another kind, or without a place, changes nothing.
pub fn set(scenario: &mut Scenario, spot: Spot, what: What, number: Number) {
    if let Some(slot) = slot::slot(spot.index, what, scenario.commitment.as_mut(), &mut scenario.alternatives) {
        slot.put(number);
    }
}

#[cfg(test)]
mod tests {
    use exchange::presets::default_scenario;
    use pricing::number::DecimalSign;
    use pricing::quantity::{Dollars, Multiple};
    use pricing::scenario::{AlternativePrice, CommitmentYear, Offer};

    use super::*;

    fn scenario() -> Scenario {
        let zero = Dollars::default();
        let year = CommitmentYear {
            organic_after_discount: false,
            commitment: zero,
            organic: Some(zero),
            discount: Multiple::ZERO,
            ai: None,
        };
        let offer = Offer {
            name: String::new(),
            commitment: zero,
            discount: Multiple::ZERO,
            years: pricing::quantity::Years::default(),
            growth: Multiple::ONE,
            credits: zero,
            credit_months: pricing::quantity::Months::default(),
        };
        let price = AlternativePrice::Monthly(zero);
        let mut scenario = default_scenario();
        scenario.commitment = Some(Commitment { years: vec![year], offers: vec![offer], ..Commitment::default() });
        scenario.alternatives = vec![Alternative { name: String::new(), price, share: Multiple::ONE, switching: zero }];
        scenario
    }

    #[test]
    fn every_number_is_found_by_its_id_and_reads_back() {
        let scenario = scenario();
        let mut found = 0;
        for list in List::ALL {
            for line in list.lines() {
                let spot = Spot { list, index: 0 };
                let id = spot.id(line.id);
                assert_eq!(Spot::of_id(&id), Some((spot, line.id)));
                assert_eq!(spot.line(line.id).map(|line| line.what), Some(line.what));
                let Some(number) = Held::of(&scenario).number(spot, line.what) else { continue };
                found += 1;
                for sign in [DecimalSign::Point, DecimalSign::Comma] {
                    let text = line.kind.write(number, sign);
                    assert_eq!(line.kind.read(&text, sign, pricing::money::Unit::MillionTokens), Ok(number), "{id}");
                }
                let mut same = scenario.clone();
                set(&mut same, spot, line.what, number);
                assert_eq!(same, scenario, "{id}");
            }
        }
        // An alternative has a price a month or prices of tokens.
        assert_eq!(found, 4 + 3 + 6 + 2 + 5 + 3);
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        let scenario = scenario();
        for (list, index, what) in [
            (List::Year, 1, What::YearDiscount),
            (List::Offer, 1, What::OfferYears),
            (List::Forecast, 3, What::Weight),
            (List::Alternative, 0, What::Input),
        ] {
            assert_eq!(Held::of(&scenario).number(Spot { list, index }, what), None);
        }
        for id in ["offer-0-discount", "offer-1", "input-1", "purchase-1-units", "commitment"] {
            assert_eq!(Spot::of_id(id), None, "{id}");
        }
    }

    #[test]
    fn an_amount_of_a_year_keeps_its_cents() {
        let mut scenario = scenario();
        let spot = Spot { list: List::Year, index: 0 };
        for (cents, written) in [
            (123_456_789, "1,234,567.89"),
            (150_000_000, "1.5M"),
            (2_000_000_000, "20M"),
            (100_050, "1,000.50"),
            (123_456_700, "1234567"),
            (1, "0.01"),
        ] {
            let number = Dollars::of_cents(cents).map_or(Number::Nothing, Number::Dollars);
            set(&mut scenario, spot, What::YearCommitment, number);
            assert_eq!(Held::of(&scenario).number(spot, What::YearCommitment), Some(number));
            for sign in [DecimalSign::Point, DecimalSign::Comma] {
                assert_eq!(Kind::Dollars.write(number, sign), written);
                let read = Kind::Dollars.read(written, sign, pricing::money::Unit::MillionTokens);
                assert_eq!(read, Ok(number), "{written}");
            }
        }
    }
}
