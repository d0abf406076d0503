//! The figures at the top of the page: what inference costs, what is saved, what it adds to the bill.

mod proof;

use core::cmp::Ordering;

use rust_decimal::Decimal;

use super::amounts;
use crate::drawing::Period;
use pricing::commitment;
use pricing::money::Usd;
use pricing::quantity::Multiple;
use pricing::rates::RateCard;
use pricing::report::Report;
use pricing::scenario::Scenario;

pub use proof::{HeroPart, HeroProof, hero_proof};

/// The figures at the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hero {
    /// What inference costs in the period.
    pub pay: HeroFigure,
    /// The same over the other period.
    pub other: HeroFigure,
    /// How far it lies from list price.
    pub saved: HeroFigure,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeroFigure {
    /// What it is.
    pub label: &'static str,
    /// The figure, rounded.
    pub value: String,
    /// What belongs to it, below it.
    pub note: String,
    /// The exact figure, where the value is rounded.
    pub exact: String,
    /// Whether it is money saved.
    pub is_good: bool,
    /// The amount said in a word or two, for the bar that stays in view: `a month`, `saved`.
    pub in_short: &'static str,
}

/// The figures of a report, for a month or a year.
pub fn hero(report: &Report, scenario: &Scenario, period: Period) -> Hero {
    let (month, year) = (report.month(), report.year());
    let (shown, other) = match period {
        Period::Month => (month, year),
        Period::Year => (year, month),
    };
    let pay_note = match &scenario.commitment {
        Some(commitment) => {
            match commitment.years.first().map(|year| year.discount).filter(|discount| *discount != Multiple::ZERO) {
                Some(discount) => {
                    format!("Before your {} commitment discount", crate::words::multiple_percent(discount))
                }
                None => "Before your commitment".to_owned(),
            }
        }
        None => report.per_million_tokens().map_or_else(String::new, |cost| format!("{cost} per million tokens")),
    };
    let label = if report.services.is_empty() { "You pay for inference" } else { "You pay with services" };
    let pay_note = if report.services.is_empty() {
        pay_note
    } else {
        let (whole, services) = match period {
            Period::Month => (report.month(), report.services()),
            Period::Year => (report.year(), report.services_year()),
        };
        format!("{} inference, {} services", amounts::whole(whole - services), amounts::whole(services))
    };
    let other_is_year = period == Period::Month;
    Hero {
        pay: figure(label, shown, pay_note, period.words()),
        other: if other_is_year {
            figure("A year", other, "12 equal months".to_owned(), "a year")
        } else {
            figure("A month", other, "One of 12 equal months".to_owned(), "a month")
        },
        saved: saved(report, period),
    }
}

fn figure(label: &'static str, amount: Usd, note: String, in_short: &'static str) -> HeroFigure {
    HeroFigure { label, value: amounts::whole(amount), note, exact: amounts::cents(amount), is_good: false, in_short }
}

fn saved(report: &Report, period: Period) -> HeroFigure {
    let said = |label, value: String, note: String, exact: String, is_good, in_short| HeroFigure {
        label,
        value,
        note,
        exact,
        is_good,
        in_short,
    };
    let Some(ladder) = period.ladder(report) else {
        let note = "A list price on the way isn’t known".to_owned();
        return said("Saved against list", "Unknown".to_owned(), note, String::new(), false, "saved");
    };
    // Services are added to inference, and no lever saves them.
    let change = ladder.inference() - ladder.list;
    let share = change.share_of(ladder.list).unwrap_or(Decimal::ZERO);
    let amount = change.max(-change);
    let note = format!("{} {}", amounts::whole(amount), period.words());
    let exact = amounts::cents(amount);
    let share = amounts::percent(share);
    match change.cmp(&Usd::ZERO) {
        Ordering::Greater => said("Above list price", format!("+{share}"), note, exact, false, "above list"),
        Ordering::Less => said("Saved against list", share, note, exact, true, "saved"),
        Ordering::Equal => {
            let note = "You pay list price".to_owned();
            said("Saved against list", "0%".to_owned(), note, String::new(), false, "saved")
        }
    }
}

/// What AI adds to the payment of the commitment's first year, whatever the period that is shown. `None` without a commitment;
/// where spend grows beyond all bounds, the figure says so.
pub fn hero_added(report: &Report, scenario: &Scenario, card: &RateCard) -> Option<HeroFigure> {
    let commitment = scenario.commitment.as_ref()?;
    let label = "Added to your bill";
    let years = commitment::years(commitment, report, card);
    let Some(year) = years.as_ref().and_then(|years| years.first()) else {
        return Some(HeroFigure {
            label,
            value: "Not set".to_owned(),
            note: "Enter the commitment’s first year".to_owned(),
            exact: String::new(),
            is_good: false,
            in_short: "added",
        });
    };
    let (amount, covered) = (year.incremental(), year.absorbed());
    let note = if amount == Usd::ZERO && year.ai_list() > Usd::ZERO {
        "Year 1, all of it covered".to_owned()
    } else if covered > Usd::ZERO {
        format!("Year 1, {} covered", amounts::short(covered))
    } else {
        "Year 1".to_owned()
    };
    let value = if amount < Usd::ZERO { amounts::change(amount) } else { amounts::whole(amount) };
    let exact = amounts::cents(amount);
    Some(HeroFigure { label, value, note, exact, is_good: amount < Usd::ZERO, in_short: "added" })
}

#[cfg(test)]
mod tests {
    use super::{hero, hero_added};
    use crate::drawing::Period;
    use exchange::presets::default_scenario;
    use pricing::price::price;
    use pricing::rates::RateCard;
    use pricing::report::Report;

    fn report() -> (Report, RateCard) {
        let card = RateCard::newest();
        let report = price(&default_scenario(), &card).unwrap_or_else(|error| unreachable!("{error}"));
        (report, card)
    }

    #[test]
    fn month_and_year_switch_every_figure() {
        let (report, card) = report();
        let month = hero(&report, &default_scenario(), Period::Month);
        let year = hero(&report, &default_scenario(), Period::Year);
        assert_eq!(month.pay.value, year.other.value);
        assert_eq!(month.other.value, year.pay.value);
        assert_eq!(month.saved.value, year.saved.value);
        assert!(month.saved.note.ends_with("a month") && year.saved.note.ends_with("a year"));
        assert_eq!((month.pay.in_short, year.pay.in_short), ("a month", "a year"));
        assert_eq!(hero_added(&report, &default_scenario(), &card), None);
    }
}
