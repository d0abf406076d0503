//! How a number is read from what is typed, and how it is written.

use explain::words;
use pricing::bounds;
use pricing::money::{Rate, Unit, Usd, grouped};
use pricing::number::{
    DecimalSign, NumberError, read_cents, read_count, read_dollars, read_multiple, read_proportion, read_share,
};
use pricing::quantity::{Dollars, Multiple, Share};
use pricing::rates::ServicePrice;
use pricing::scenario::FieldError;

use crate::words::sentence;

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// A whole number.
    Count(u64),
    /// A share of a whole.
    Share(Share),
    /// A number with up to four decimal places.
    Multiple(Multiple),
    /// A price.
    Rate(Rate),
    /// A price of a service.
    Price(ServicePrice),
    /// An amount in dollars, to the cent.
    Dollars(Dollars),
    /// Not given, where that is allowed.
    Nothing,
}

/// How a number is read and written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A whole number, from this to that.
    Count(u64, u64),
    /// A whole number up to this, or nothing.
    OptionalCount(u64),
    /// A share, in percent or as a fraction.
    Share,
    /// A share, or nothing.
    OptionalShare,
    /// A number, from so many ten-thousandths up to this.
    Multiple(u64, u64),
    /// A number above zero up to this, or nothing.
    Optional(u64),
    /// A number in percent, up to this many times a hundred.
    Percent(u64),
    /// The same, or nothing.
    OptionalPercent(u64),
    /// An amount in dollars, to the cent.
    Dollars,
    /// An amount in dollars, to the cent, or nothing.
    OptionalDollars,
    /// A price for this unit, or nothing where the card's price holds.
    Rate(Unit),
    /// A price of a service, or nothing where AWS's holds.
    Price,
}

/// Why what was typed isn't used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The sentence below the field.
    pub text: String,
    /// Where it could be two numbers: how to write the one and the other.
    pub either: Option<[String; 2]>,
}

impl Fault {
    fn says(text: impl Into<String>) -> Self {
        Self { text: text.into(), either: None }
    }
}

impl Kind {
    /// Reads what was typed.
    ///
    /// # Errors
    /// What is wrong with it, as it stands below the field.
    pub fn read(self, text: &str, sign: DecimalSign) -> Result<Number, Fault> {
        let is_optional = matches!(
            self,
            Self::OptionalCount(_)
                | Self::OptionalShare
                | Self::OptionalPercent(_)
                | Self::Optional(_)
                | Self::OptionalDollars
                | Self::Rate(_)
                | Self::Price
        );
        if is_optional && text.trim().is_empty() {
            return Ok(Number::Nothing);
        }
        let in_percent =
            matches!(self, Self::Share | Self::OptionalShare | Self::Percent(_) | Self::OptionalPercent(_));
        let typed = if in_percent { percent(text)? } else { text.to_owned() };
        let read = match self {
            Self::Count(least, most) => match read_count(&typed, sign, most) {
                Ok(count) if count < least => return Err(Fault::says(format!("At least {}.", words::count(least)))),
                read => read.map(Number::Count),
            },
            Self::OptionalCount(most) => read_count(&typed, sign, most).map(Number::Count),
            Self::Dollars | Self::OptionalDollars => read_cents(&typed, sign).map(Number::Dollars),
            Self::Rate(unit) => match read_dollars(&typed, sign) {
                Ok(amount) => {
                    let rate = Rate::new(amount, unit);
                    return rate.map(Number::Rate).map_err(|error| Fault::says(sentence(&error.to_string())));
                }
                Err(error) => Err(error),
            },
            Self::Price => match read_dollars(&typed, sign) {
                Ok(amount) => {
                    let price = ServicePrice::parse(&amount.to_string());
                    return price.map(Number::Price).ok_or_else(|| {
                        let most = words::count(u64::from(ServicePrice::MAX));
                        Fault::says(format!(
                            "A price is at most ${most}, with at most {} decimals.",
                            ServicePrice::PLACES
                        ))
                    });
                }
                Err(error) => Err(error),
            },
            Self::Share | Self::OptionalShare => read_share(&typed, sign).map(Number::Share),
            Self::Percent(most) | Self::OptionalPercent(most) => {
                read_proportion(&typed, sign, most).map(Number::Multiple)
            }
            Self::Multiple(least, most) => multiple(&typed, sign, least, most),
            Self::Optional(most) => multiple(&typed, sign, 1, most),
        };
        read.map_err(|error| self.fault(text, error))
    }

    fn fault(self, text: &str, error: NumberError) -> Fault {
        match error {
            NumberError::Empty => Fault::says(format!("Enter a number, like {}.", self.example())),
            NumberError::Malformed => Fault::says(format!("“{}” isn’t a number. Try {}.", text.trim(), self.example())),
            NumberError::TooHigh(_) if matches!(self, Self::Percent(_)) => {
                let Self::Percent(most) = self else { return Fault::says("Too high.") };
                Fault::says(format!("At most {most}00%."))
            }
            NumberError::Ambiguous(decimal, thousands) => Fault {
                text: format!("{} can mean {thousands} or {decimal}. Which one?", text.trim()),
                either: Some([thousands, decimal]),
            },
            other => Fault::says(other.to_string()),
        }
    }

    const fn example(self) -> &'static str {
        match self {
            Self::Count(_, ..1_000_000) => "2",
            Self::Count(..) => "2.4B, 800M, 12k or 350",
            Self::OptionalCount(_) => "4,096 or 64k",
            Self::Dollars | Self::OptionalDollars => "1.5M or 1,234,567.89",
            Self::Share | Self::OptionalShare => "33% or 1/3",
            Self::Percent(_) | Self::OptionalPercent(_) => "15% or 150%",
            Self::Rate(_) | Self::Price => "12.50 or 0.00025",
            Self::Multiple(..) | Self::Optional(_) => "40, 2.5 or 1,200",
        }
    }

    /// Writes a number so that it reads back as itself. A share is written without its percent sign: the field has it as
    /// its unit.
    pub fn write(self, number: Number, sign: DecimalSign) -> String {
        // A group of thousands could be decimals where the comma is the decimal sign.
        let grouped_count = |text: String| if sign == DecimalSign::Comma { text.replace(',', "") } else { text };
        let text = match (number, self) {
            (Number::Count(count), _) if count < 1_000_000 => return grouped_count(words::count(count)),
            (Number::Count(count), _) => return words::short(count),
            (Number::Share(share), _) => {
                let percent = share.percent();
                // Below one percent the sign stays: 0.4 could be 40%.
                if percent.starts_with("0.") {
                    return percent;
                }
                return percent.trim_end_matches('%').to_owned();
            }
            (Number::Multiple(multiple), Self::Percent(_) | Self::OptionalPercent(_)) => {
                grouped_count(words::multiple_percent(multiple).trim_end_matches('%').to_owned())
            }
            (Number::Dollars(dollars), _) if dollars.cents() % 100 == 0 => return words::short(dollars.cents() / 100),
            (Number::Dollars(dollars), _) => return two_places(grouped(&dollars.to_string())),
            (Number::Nothing, _) => return String::new(),
            (Number::Multiple(multiple), _) => multiple.to_string(),
            (Number::Rate(rate), _) => two_places(Usd::new(rate.amount()).exact()),
            (Number::Price(price), _) => two_places(Usd::new(price.amount()).exact()),
        };
        // Three decimals could be a group of thousands where the comma is the decimal sign; four can't.
        if places(&text) == Some(3) && sign == DecimalSign::Comma { text + "0" } else { text }
    }

    /// What a virtual keyboard should offer. A plain number pad has no letters for 2.4B and no percent sign.
    pub const fn keyboard(self) -> &'static str {
        match self {
            Self::Rate(_) | Self::Price | Self::Multiple(..) | Self::Optional(_) => "decimal",
            _ => "text",
        }
    }
}

/// What the scenario's check says, as it stands below a field.
pub fn wrong(error: &FieldError) -> String {
    sentence(&error.problem.to_string())
}

fn multiple(text: &str, sign: DecimalSign, least: u64, most: u64) -> Result<Number, NumberError> {
    let least = Multiple::of_ten_thousandths(least).unwrap_or_default();
    read_multiple(text, sign, least, most).map(Number::Multiple)
}

/// A number in a field whose unit is percent: `40` is `40%`. Below 1 it asks, since `0.4` could mean either.
fn percent(text: &str) -> Result<String, Fault> {
    let text = text.trim();
    if text.chars().count() > bounds::NUMBER_CHARACTERS_MAX
        || text.contains(|letter| !matches!(letter, '0'..='9' | '.' | ','))
    {
        return Ok(text.to_owned());
    }
    let starts_below_one = text.starts_with(['0', '.', ',']);
    if starts_below_one && text.contains(['.', ',']) && text.contains(|letter| matches!(letter, '1'..='9')) {
        let as_share = read_share(text, DecimalSign::Point).or_else(|_| read_share(text, DecimalSign::Comma));
        return Err(match as_share {
            Ok(share) if !share.is_none() => Fault {
                text: format!("{text} can mean {text}% or {}. Which one?", share.percent()),
                either: Some([format!("{text}%"), share.percent()]),
            },
            _ => Fault::says(format!("{text} can mean {text}% or a share of {text}. Add the percent sign.")),
        });
    }
    Ok(if text.is_empty() { String::new() } else { format!("{text}%") })
}

/// An amount of money as it is written: with two places at least.
fn two_places(text: String) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(kind: Kind, text: &str) -> Result<Number, Fault> {
        kind.read(text, DecimalSign::Point)
    }

    #[test]
    fn a_bare_number_in_a_percent_field_is_percent() {
        assert_eq!(read(Kind::Share, "40"), Ok(Number::Share(Share::of_ten_thousand(4_000))));
        assert_eq!(read(Kind::Share, "0"), Ok(Number::Share(Share::NONE)));
        assert_eq!(read(Kind::Share, "1/3").ok(), Share::new(1, 3).map(Number::Share));
        assert!(read(Kind::Share, "101").is_err());
    }

    #[test]
    fn what_could_be_two_numbers_asks_which() {
        let either = |kind: Kind, text, sign| kind.read(text, sign).err().and_then(|fault| fault.either);
        assert_eq!(either(Kind::Share, "0.4", DecimalSign::Point), Some(["0.4%".to_owned(), "40%".to_owned()]));
        // In German, 1.000 is a thousand; typed by somebody from elsewhere it is one.
        let (tokens, sign) = (Kind::Count(0, bounds::TOKENS_MAX), DecimalSign::Comma);
        let read = either(tokens, "1.000", sign).map(|either| either.map(|text| tokens.read(&text, sign).ok()));
        assert_eq!(read, Some([Some(Number::Count(1_000)), Some(Number::Count(1))]));
    }

    #[test]
    fn every_number_reads_back_as_itself() {
        let rate = Rate::new(Usd::ZERO.amount(), Unit::MillionTokens).ok();
        let numbers = [
            (Kind::Count(0, bounds::TOKENS_MAX), Some(Number::Count(2_400_000_000))),
            (Kind::Count(0, bounds::TOKENS_MAX), Some(Number::Count(3_000))),
            (Kind::Count(0, bounds::TOKENS_MAX), Some(Number::Count(1_234_567))),
            (Kind::Share, Share::new(1, 3).map(Number::Share)),
            (Kind::Share, Some(Number::Share(Share::of_ten_thousand(1)))),
            (Kind::Percent(10), Multiple::of_ten_thousandths(1_500).map(Number::Multiple)),
            (Kind::Multiple(0, 1_000_000), Multiple::of_ten_thousandths(21_750).map(Number::Multiple)),
            (Kind::Dollars, Dollars::of_cents(123_456_789).map(Number::Dollars)),
            (Kind::OptionalDollars, Some(Number::Nothing)),
            (Kind::OptionalCount(bounds::TOKENS_PER_REQUEST_MAX), Some(Number::Nothing)),
            (Kind::OptionalCount(bounds::TOKENS_PER_REQUEST_MAX), Some(Number::Count(4_096))),
            (Kind::Rate(Unit::MillionTokens), rate.map(Number::Rate)),
            (Kind::Price, ServicePrice::parse("0.00001667").map(Number::Price)),
            (Kind::Price, ServicePrice::parse("0.24").map(Number::Price)),
        ];
        for (kind, number) in numbers {
            for sign in [DecimalSign::Point, DecimalSign::Comma] {
                let text = number.map(|number| kind.write(number, sign)).unwrap_or_default();
                assert_eq!(kind.read(&text, sign).ok(), number, "{text}");
            }
        }
    }
}
