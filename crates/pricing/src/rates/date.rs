//! A calendar date: when a card or a source was published, when a price was read.

use core::fmt;

/// A date of the Gregorian calendar, 1 January 1900 to 31 December 2199; earlier dates order first.
///
/// There is no clock here: every date comes from a rate file, a link or a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// The short English names of the months, January first.
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl Date {
    /// The earliest date there is.
    pub const FIRST: Self = Self { year: 1900, month: 1, day: 1 };

    /// The date with this year, month (1 to 12) and day (1 to the month's last); `None` where there is none.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let last = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        ((1900..2200).contains(&year) && (1..=last).contains(&day)).then_some(Self { year, month, day })
    }

    /// Reads an ISO date: exactly four, two and two digits with hyphens, such as `2026-08-20`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let lengths = year.len() == 4 && month.len() == 2 && day.len() == 2 && parts.next().is_none();
        if !lengths || !digits(year) || !digits(month) || !digits(day) {
            return None;
        }
        Self::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// The year: 1900 to 2199.
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The month: 1 to 12.
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month: 1 to 31.
    pub const fn day(self) -> u8 {
        self.day
    }

    /// Days since 1 January 1970; negative before it.
    pub fn days(self) -> i32 {
        // Years that begin in March, so that a leap day is a year's last.
        let (year, month) = if self.month < 3 { (self.year - 1, self.month + 9) } else { (self.year, self.month - 3) };
        let (year, month) = (i32::from(year), i32::from(month));
        365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + i32::from(self.day) - 719_469
    }

    /// The date that is this many days after 1 January 1970; `None` outside 1900 to 2199.
    pub fn of_days(days: i32) -> Option<Self> {
        // As above, in eras of 400 years: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
        let days = u32::try_from(days.checked_add(719_468)?).ok()?;
        let day = days % 146_097;
        let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
        let day = day - (365 * year + year / 4 - year / 100);
        let month = (5 * day + 2) / 153;
        let day = day - (153 * month + 2) / 5 + 1;
        let (later, month) = if month < 10 { (0, month + 3) } else { (1, month - 9) };
        let year = u16::try_from(days / 146_097 * 400 + year + later).ok()?;
        Self::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
    }

    /// The date this many months later; a month's last days count as its 28th. Itself where that would be beyond 2199.
    #[must_use]
    pub fn months_later(self, months: u32) -> Self {
        let month = (u32::from(self.month) - 1).saturating_add(months);
        let year = u32::from(self.year) + month / 12;
        let (year, month) = (u16::try_from(year).unwrap_or(u16::MAX), u8::try_from(month % 12 + 1).unwrap_or(1));
        Self::new(year, month, self.day.min(28)).unwrap_or(self)
    }

    /// The date in words: `20 Aug 2026`.
    pub fn long(self) -> String {
        format!("{} {}", self.day, self.month_and_year())
    }

    /// Its month in words: `Aug 2026`.
    pub fn month_and_year(self) -> String {
        let month = MONTHS.get(usize::from(self.month).saturating_sub(1)).copied().unwrap_or_default();
        format!("{month} {}", self.year)
    }
}

/// `2026-08-20`.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// Why a text isn't a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a date is written like 2026-08-20")]
pub struct DateError;

/// As [`Date::parse`].
impl core::str::FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        Self::parse(text).ok_or(DateError)
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn reads_and_prints_iso_dates() {
        let date = Date::parse("2026-08-20");
        assert_eq!(date, Date::new(2026, 8, 20));
        assert_eq!(date.map(|date| date.to_string()), Some("2026-08-20".to_owned()));
        assert_eq!(date.map(Date::long), Some("20 Aug 2026".to_owned()));
        assert!(Date::parse("2024-02-29").is_some());
        assert!(Date::parse("2026-08-20") < Date::parse("2026-10-25"));
    }

    #[test]
    fn days_count_from_1970_and_back() {
        let days = |text: &str| Date::parse(text).map(Date::days);
        assert_eq!(days("1970-01-01"), Some(0));
        assert_eq!(days("2000-02-29"), Some(11_016));
        assert_eq!(days("2026-10-01"), Some(20_727));
        let (first, last) = (Date::FIRST.days(), days("2199-12-31").unwrap_or_default());
        let mut before = None;
        for day in first..=last {
            let date = Date::of_days(day);
            assert_eq!(date.map(Date::days), Some(day));
            assert!(date > before);
            before = date;
        }
        assert_eq!([first - 1, last + 1, i32::MIN, i32::MAX].map(Date::of_days), [None; 4]);
    }

    #[test]
    fn refuses_what_is_no_date() {
        for text in [
            "",
            "2026",
            "2026-8-20",
            "2026-08-20 ",
            "2026-02-29",
            "1900-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-04-31",
            "+026-04-30",
            "2026-08-20-1",
            "1899-12-31",
        ] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }
}
