//! A row of a bill, whatever its format.

use pricing::rates::Date;
use rust_decimal::Decimal;

use super::hours::Span;
use crate::table::Hour;

/// A month of a bill, in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    /// The year, from 2000 to 2999.
    pub year: u16,
    /// The month, from 1 to 12.
    pub month: u8,
}

impl Month {
    /// How many days it has.
    pub const fn days(self) -> u8 {
        match self.month {
            2 if self.year.is_multiple_of(4) && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400)) => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }
}

impl Month {
    /// Every day of it: bit 0 is the first.
    pub(super) fn all_days(self) -> u32 {
        u32::MAX >> (32 - u32::from(self.days()))
    }

    /// Its first hour; `None` outside the years that tables have.
    pub(super) fn start(self) -> Option<Hour> {
        Hour::new(Date::new(self.year, self.month, 1)?.days().checked_mul(24)?)
    }
}

/// `2026-08`.
impl core::fmt::Display for Month {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// A day: its month, and its number in it from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// The month.
    pub month: Month,
    /// The day of the month, from 1.
    pub day: u8,
}

/// Reads the day at the beginning of `2026-08-03T09:00:00Z`, `2026-08-03 09:00:00` or `2026/08/03`.
pub(super) fn day(text: &str) -> Option<Day> {
    let text = text.trim();
    let digits = |from: usize, to: usize| {
        let part = text.get(from..to)?;
        part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<u16>().ok())?
    };
    let separators = (text.as_bytes().get(4)?, text.as_bytes().get(7)?);
    if !matches!(separators, (b'-', b'-') | (b'/', b'/')) {
        return None;
    }
    if !text.as_bytes().get(10).is_none_or(|after| matches!(after, b'T' | b' ')) {
        return None;
    }
    let month = Month { year: digits(0, 4)?, month: u8::try_from(digits(5, 7)?).ok()? };
    let day = u8::try_from(digits(8, 10)?).ok()?;
    let valid =
        (2000..3000).contains(&month.year) && (1..=12).contains(&month.month) && (1..=month.days()).contains(&day);
    valid.then_some(Day { month, day })
}

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Something used, at its price.
    Usage,
    /// Use that a fee paid for before: nothing more is due for it.
    Covered,
    /// A discount on usage, as a line of its own.
    Discount,
    /// A credit: AWS's money, not a lower price.
    Credit,
    /// A refund or a correction of an earlier month.
    Refund,
    /// Tax.
    Tax,
    /// A fee for a commitment, not for use.
    CommitmentFee,
    /// Anything else.
    Other,
}

impl Kind {
    /// All kinds, in the order they are shown.
    pub const ALL: [Self; 8] = [
        Self::Usage,
        Self::Covered,
        Self::Discount,
        Self::Credit,
        Self::Refund,
        Self::Tax,
        Self::CommitmentFee,
        Self::Other,
    ];
}

/// Which export a row is from. Several exports of one month are the same money, never added: the least of them counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// The legacy Cost and Usage Report.
    Report,
    /// The Cost and Usage Report 2.0 of Data Exports.
    Report2,
    /// FOCUS.
    Focus,
    /// Cost Explorer, by service and usage type.
    Records(Step),
    /// Cost Explorer, by usage type.
    UsageTypes(Step),
    /// Cost Explorer, by service.
    Services(Step),
    /// Metrics of `CloudWatch`: counts without money.
    Metrics,
    /// The log of model invocations: counts without money.
    Log,
}

/// How long each row of a Cost Explorer export is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// A month.
    Month,
    /// A day or an hour.
    Day,
}

impl Source {
    /// Whether its rows name accounts.
    pub(super) const fn has_accounts(self) -> bool {
        matches!(self, Self::Report | Self::Report2 | Self::Focus)
    }

    /// Whether its rows are shorter than a month.
    pub(super) const fn has_days(self) -> bool {
        match self {
            Self::Records(step) | Self::UsageTypes(step) | Self::Services(step) => matches!(step, Step::Day),
            _ => true,
        }
    }
}

/// What a row costs after discounts, as its columns say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Net {
    /// In a column of its own.
    Cell(Decimal),
    /// The column is there, but this cell is empty.
    Empty,
    /// There is no such column: the cost is all that is known.
    NoColumn,
}

/// Whether a row is about Bedrock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Bedrock {
    Yes,
    /// Other rows with its product's code tell.
    Maybe,
    No,
}

/// One row.
#[derive(Clone, Debug)]
pub(super) struct Row<'a> {
    pub source: Source,
    pub month: Month,
    /// The day of the month; `None` for a whole month.
    pub day: Option<u8>,
    /// The hour of the month.
    pub span: Span,
    pub account: &'a str,
    pub currency: &'a str,
    pub kind: Kind,
    /// The code of the product or service.
    pub code: &'a str,
    /// Its name.
    pub product: &'a str,
    pub usage_type: &'a str,
    /// The region as a column names it; empty where none does.
    pub region: &'a str,
    /// Its tags as the file has them: see [`tags`](super::tags).
    pub tags: &'a str,
    /// The unit of the quantity, as the file prints it.
    pub unit: &'a str,
    pub marketplace: bool,
    pub quantity: Option<Decimal>,
    /// The cost: before discounts where `net` is a cell.
    pub cost: Decimal,
    pub net: Net,
    /// Whether `cost` is before discounts.
    pub is_before: bool,
    /// The list price of it all, where the file prints one above 0.
    pub list: Option<Decimal>,
    pub bedrock: Bedrock,
    /// What tells it from every other row, as a hash.
    pub id: Option<u64>,
    /// Whether the row is an estimate; `None` where the file doesn't say.
    pub estimated: Option<bool>,
}

/// A hash of texts (FNV-1a): the same on every machine.
pub(super) fn hash(parts: &[&[u8]]) -> u64 {
    let mut hash = Hash::default();
    for part in parts {
        hash.update(part);
        hash.update(&[0xff]);
    }
    hash.0
}

/// A running hash (FNV-1a).
#[derive(Clone, Copy, Debug)]
pub(super) struct Hash(pub u64);

impl Default for Hash {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hash {
    pub(super) fn update(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
