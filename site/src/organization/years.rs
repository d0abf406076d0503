//! The years of the current commitment, and what holds for all of them, as numbers.

use explain::amounts;
use explain::words::multiple_percent;
use pricing::bounds;
use pricing::commitment::{observed, organic};
use pricing::quantity::{Dollars, Multiple};
use pricing::scenario::{Commitment, CommitmentYear, Field, Scenario};

use super::figure::{Figure, Setting};
use crate::field::Label;
use crate::field::kind::{Kind, Number};
use crate::field::term;

fn year(scenario: &Scenario, index: usize) -> Option<&CommitmentYear> {
    scenario.commitment.as_ref()?.years.get(index)
}

fn change_year(scenario: &mut Scenario, index: usize, change: impl FnOnce(&mut CommitmentYear)) {
    if let Some(year) = scenario.commitment.as_mut().and_then(|commitment| commitment.years.get_mut(index)) {
        change(year);
    }
}

fn change(scenario: &mut Scenario, change: impl FnOnce(&mut Commitment)) {
    if let Some(commitment) = &mut scenario.commitment {
        change(commitment);
    }
}

/// An amount that may be left out.
fn given(dollars: Option<Dollars>) -> Number {
    dollars.map_or(Number::Nothing, Number::Dollars)
}

/// Puts an amount that may be left out in place; another kind of number changes nothing.
const fn put_given(place: &mut Option<Dollars>, number: Number) {
    match number {
        Number::Dollars(dollars) => *place = Some(dollars),
        Number::Nothing => *place = None,
        _ => {}
    }
}

/// A multiple of the year before, in words: `8% more each year`.
pub fn growth_words(number: Number) -> String {
    let Number::Multiple(growth) = number else { return String::new() };
    let parts = growth.ten_thousandths();
    let percent = |parts: u64| Multiple::of_ten_thousandths(parts).map_or_else(String::new, multiple_percent);
    match parts {
        10_000 => "The same each year".to_owned(),
        10_001.. => format!("{} more each year", percent(parts - 10_000)),
        _ => format!("{} less each year", percent(10_000 - parts)),
    }
}

/// What is promised for a year.
pub static PROMISED: Figure = Figure::new(
    "commitment",
    Label::with(&term::COMMITMENT, "a year"),
    Kind::Dollars,
    |scenario, index| year(scenario, index).map(|year| Number::Dollars(year.commitment)),
    |scenario, index, number| {
        if let Number::Dollars(dollars) = number {
            change_year(scenario, index, |year| year.commitment = dollars);
        }
    },
)
.dollars();

/// Its discount.
pub static DISCOUNT: Figure = Figure::new(
    "discount",
    Label::of("Discount"),
    Kind::Percent(1),
    |scenario, index| year(scenario, index).map(|year| Number::Multiple(year.discount)),
    |scenario, index, number| {
        if let Number::Multiple(share) = number {
            change_year(scenario, index, |year| year.discount = share);
        }
    },
)
.unit("%")
.checked_as(|index| Some(Field::Discount(index)))
.says(|scenario, _, index, _| {
    // A benchmark of one advisory firm: it is named, since AWS publishes none.
    let band = year(scenario, index).and_then(|year| observed(year.commitment.usd()));
    band.map_or_else(String::new, |band| format!("Typical: {}-{}% (Redress Compliance, 2026)", band.low, band.high))
});

/// What would be spent without AI.
pub static ORGANIC: Figure = Figure::new(
    "organic",
    Label::with(&term::SPEND_WITHOUT_AI, ""),
    Kind::OptionalDollars,
    |scenario, index| year(scenario, index).map(|year| given(year.organic)),
    |scenario, index, number| {
        change_year(scenario, index, |year| put_given(&mut year.organic, number));
    },
)
.dollars()
.unit("a year")
.checked_as(|index| Some(Field::Organic(index)))
.says(|scenario, _, index, number| {
    let Some(commitment) = &scenario.commitment else { return String::new() };
    let Some(spend) = organic(commitment, index + 1).pop() else { return String::new() };
    if number == Number::Nothing && index == 0 {
        return "Leave it blank for none".to_owned();
    }
    let discount = commitment.discount(index);
    let rest = 10_000 - discount.ten_thousandths().min(10_000);
    let after = match discount.ten_thousandths() {
        0 => String::new(),
        _ => format!(", {} after {}", amounts::whole(spend.times_parts(rest)), multiple_percent(discount)),
    };
    let from = if number == Number::Nothing { "From the year before: " } else { "" };
    format!("{from}{} before discount{after}", amounts::whole(spend))
});

/// AI spend in place of the workloads'.
pub static AI: Figure = Figure::new(
    "ai",
    Label::of("AI spend, if not from your workloads"),
    Kind::OptionalDollars,
    |scenario, index| year(scenario, index).map(|year| given(year.ai)),
    |scenario, index, number| {
        change_year(scenario, index, |year| put_given(&mut year.ai, number));
    },
)
.dollars()
.unit("a year")
.says(|_, _, _, number| match number {
    Number::Dollars(dollars) => {
        format!("{} before discount, in place of your workloads’ cost", amounts::whole(dollars.usd()))
    }
    _ => "Blank: what your workloads cost".to_owned(),
});

/// How the spend without AI grows.
pub static ORGANIC_GROWTH: Figure = Figure::new(
    "organic-growth",
    Label::of("Spend without AI"),
    Kind::Percent(bounds::GROWTH_MAX),
    |scenario, _| scenario.commitment.as_ref().map(|commitment| Number::Multiple(commitment.organic_growth)),
    |scenario, _, number| {
        if let Number::Multiple(growth) = number {
            change(scenario, |commitment| commitment.organic_growth = growth);
        }
    },
)
.unit("% of last year’s")
.checked_as(|_| Some(Field::OrganicGrowth))
.says(|_, _, _, number| growth_words(number));

/// How AI spend grows.
pub static AI_GROWTH: Figure = Figure::new(
    "growth",
    Label::of("AI spend"),
    Kind::Percent(bounds::GROWTH_MAX),
    |scenario, _| scenario.commitment.as_ref().map(|commitment| Number::Multiple(commitment.ai_growth)),
    |scenario, _, number| {
        if let Number::Multiple(growth) = number {
            change(scenario, |commitment| commitment.ai_growth = growth);
        }
    },
)
.unit("% of last year’s")
.checked_as(|_| Some(Field::AiGrowth))
.says(|_, _, _, number| growth_words(number));

/// Whether the spend without AI is typed before or after the discount.
pub static BEFORE_OR_AFTER: Setting = Setting {
    id: "organic-is",
    legend: "This figure is",
    values: &["Before discount", "After discount"],
    get: |scenario, index| {
        let year = year(scenario, index)?;
        year.organic.map(|_| usize::from(year.organic_after_discount))
    },
    put: |scenario, index, place| change_year(scenario, index, |year| year.organic_after_discount = place == 1),
};

/// A year to begin with: ten million at 12%, and eight and a half spent anyway.
pub fn first_year() -> CommitmentYear {
    let dollars = |whole: u64| Dollars::of_cents(whole * 100).unwrap_or_default();
    CommitmentYear {
        commitment: dollars(10_000_000),
        organic: Some(dollars(8_500_000)),
        discount: Multiple::of_ten_thousandths(1_200).unwrap_or_default(),
        ..CommitmentYear::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn growth_is_said_as_more_or_less() {
        let said = [10_000, 10_800, 15_000, 9_250, 0]
            .map(|parts| growth_words(Multiple::of_ten_thousandths(parts).map_or(Number::Nothing, Number::Multiple)));
        assert_eq!(
            said,
            [
                "The same each year",
                "8% more each year",
                "50% more each year",
                "7.5% less each year",
                "100% less each year"
            ]
        );
    }
}
