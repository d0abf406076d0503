//! How a number is read from what is typed, how it is written, and what is wrong with it.

use explain::capitalised;
use explain::words;
use pricing::money::{Rate, Unit, Usd, grouped};
use pricing::number::{
    DecimalSign, NumberError, read_cents, read_count, read_dollars, read_multiple, read_proportion, read_share,
};
use pricing::quantity::Multiple;
use pricing::scenario::{FieldError, Scenario};

use super::figure::{Kind, Number, Place};
use super::owner::Owner;

impl Kind {
    /// Reads what was typed; a price is one for this unit.
    #[inline(never)]
    pub fn read(self, text: &str, sign: DecimalSign, unit: Unit) -> Result<Number, String> {
        let in_percent;
        let typed = if matches!(self, Kind::Share | Kind::Percent(_)) {
            in_percent = percent(text)?;
            &in_percent
        } else {
            text
        };
        let read = match self {
            Kind::Optional(_) | Kind::Priced(..) | Kind::Given if text.trim().is_empty() => {
                return Ok(Number::Nothing);
            }
            Kind::Count(most) => read_count(typed, sign, most).map(Number::Count),
            Kind::Dollars | Kind::Given => read_cents(typed, sign).map(Number::Dollars),
            Kind::Whole(least, most) => match read_count(typed, sign, most) {
                Ok(count) if count < least => return Err(format!("At least {}.", words::count(least))),
                read => read.map(Number::Count),
            },
            Kind::Rate | Kind::Priced(..) => match read_dollars(typed, sign) {
                Ok(amount) => {
                    return Rate::new(amount, unit).map(Number::Rate).map_err(|error| sentence(&error.to_string()));
                }
                Err(error) => Err(error),
            },
            Kind::Share => read_share(typed, sign).map(Number::Share),
            Kind::Percent(most) => read_proportion(typed, sign, most).map(Number::Multiple),
            Kind::Multiple(least, most) => multiple(typed, sign, least, most),
            Kind::Optional(most) => multiple(typed, sign, 1, most),
        };
        read.map_err(|error| match (error, self) {
            (NumberError::Malformed, _) => {
                format!("“{}” isn’t a number. Write {}.", text.trim(), example(self))
            }
            (NumberError::TooHigh(_), Kind::Percent(most)) => format!("At most {most}00%."),
            (other, _) => other.to_string(),
        })
    }

    /// Writes a number so that it reads back as itself.
    #[inline(never)]
    pub fn write(self, number: Number, sign: DecimalSign) -> String {
        let text = match (number, self) {
            (Number::Count(count), _) => return words::short(count),
            (Number::Share(share), _) => return share.percent(),
            (Number::Multiple(multiple), Kind::Percent(_)) => return words::multiple_percent(multiple),
            (Number::Dollars(dollars), _) if dollars.cents() % 100 == 0 => return words::short(dollars.cents() / 100),
            (Number::Dollars(dollars), _) => return two_places(grouped(&dollars.to_string())),
            (Number::Nothing, _) => return String::new(),
            (Number::Multiple(multiple), _) => multiple.to_string(),
            (Number::Rate(rate), _) => two_places(Usd::new(rate.amount()).exact()),
        };
        // Three decimals could be a group of thousands where the comma is the decimal sign; four can't.
        if places(&text) == Some(3) && sign == DecimalSign::Comma { text + "0" } else { text }
    }
}

impl Place {
    /// Reads what was typed.
    pub fn read(self, text: &str, sign: DecimalSign, scenario: &Scenario) -> Result<Number, String> {
        self.figure.kind.read(text, sign, self.unit(scenario))
    }

    /// What the scenario's check says about this number.
    pub fn problem(self, problems: &[FieldError]) -> Option<String> {
        let field = self.figure.checked_as?;
        let (Owner::Workload(mine) | Owner::Route(mine, _)) = self.owner else { return None };
        let mine = |error: &&FieldError| error.field == field && error.workload.is_none_or(|workload| workload == mine);
        problems.iter().find(mine).map(wrong)
    }
}

/// What is wrong, as it stands beside the field.
#[inline(never)]
pub fn wrong(error: &FieldError) -> String {
    sentence(&error.problem.to_string())
}

fn multiple(text: &str, sign: DecimalSign, least: u64, most: u64) -> Result<Number, NumberError> {
    let least = Multiple::of_ten_thousandths(least).unwrap_or_default();
    read_multiple(text, sign, least, most).map(Number::Multiple)
}

const fn example(kind: Kind) -> &'static str {
    match kind {
        Kind::Whole(_, ..1_000_000) => "a whole number, such as 2",
        Kind::Count(_) | Kind::Whole(..) => "2.4B, 800M, 12k or 2400000000",
        Kind::Dollars | Kind::Given => "1,234,567.89, 1.5M or 20M",
        Kind::Share => "33%, 33.3% or 1/3",
        Kind::Percent(_) => "15% or 150%",
        Kind::Rate | Kind::Priced(..) => "12.50 or 0.00025",
        Kind::Multiple(..) | Kind::Optional(_) => "40, 2.5 or 1,200",
    }
}

/// A number in a field whose unit is percent: `40` is `40%`. Below 1 it asks, since `0.4` could mean either.
fn percent(text: &str) -> Result<String, String> {
    let text = text.trim();
    let (mut has_point, mut has_value) = (false, false);
    for byte in text.bytes() {
        match byte {
            b'.' | b',' => has_point = true,
            b'0' => {}
            b'1'..=b'9' => has_value = true,
            _ => return Ok(text.to_owned()),
        }
    }
    let starts_below_one = matches!(text.as_bytes().first(), Some(b'0' | b'.' | b','));
    if starts_below_one && has_point && has_value {
        return Err(format!("This could mean {text}% or a share of {text}. Write the percent sign."));
    }
    Ok(if text.is_empty() { String::new() } else { format!("{text}%") })
}

/// An amount of money as it is written: with two places at least.
pub fn two_places(text: String) -> String {
    match places(&text) {
        None => text + ".00",
        Some(1) => text + "0",
        Some(_) => text,
    }
}

/// The decimal places of a number; `None` for a whole one.
fn places(text: &str) -> Option<usize> {
    text.split_once('.').map(|(_, places)| places.len())
}

/// A message as a sentence.
fn sentence(message: &str) -> String {
    capitalised(message) + "."
}
