//! A time in a table.

use core::fmt;

use super::fields::after_space;
use pricing::rates::Date;

/// An hour of a table, as its times were written, or in UTC where they name an offset: 1900 to 2199.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hour(i32);

impl Hour {
    /// This many hours after 1 January 1970, 00:00; `None` outside 1900 to 2199.
    pub fn new(hours: i32) -> Option<Self> {
        Date::of_days(hours.div_euclid(24)).map(|_| Self(hours))
    }

    /// The hour of its day: 0 to 23.
    pub fn of_day(self) -> usize {
        usize::try_from(self.0.rem_euclid(24)).unwrap_or_default()
    }

    /// Whether clocks can be set back in it: up to 3 in the morning of a Sunday in March, April, September, October or November.
    pub(super) fn can_come_twice(self) -> bool {
        // 1 January 1970 was a Thursday.
        let sunday = self.0.div_euclid(24).rem_euclid(7) == 3;
        let month = Date::of_days(self.0.div_euclid(24)).map_or(0, Date::month);
        sunday && self.of_day() <= 3 && matches!(month, 3 | 4 | 9..=11)
    }

    /// Hours since 1 January 1970, 00:00; negative before it.
    pub const fn since_1970(self) -> i32 {
        self.0
    }
}

/// `2026-10-03 04:00`.
impl fmt::Display for Hour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = Date::of_days(self.0.div_euclid(24)).unwrap_or(Date::FIRST);
        write!(f, "{date} {:02}:00", self.0.rem_euclid(24))
    }
}

/// What a text is as a time, with the day before the month and with the month before the day.
pub(crate) struct Time {
    /// At least one of them is an hour.
    pub hours: [Option<Hour>; 2],
    /// Whether it says how far from UTC it is.
    pub zoned: bool,
    /// Whether it says more than the day.
    pub clock: bool,
    /// Seconds within the hour, as far as they are written.
    pub within: u16,
    /// Seconds after midnight, as they are written.
    pub written: i32,
    /// Minutes that it is before UTC.
    pub offset: i32,
}

impl Time {
    /// Whether it is midnight as it is written, and whether it is in UTC.
    pub(super) fn midnights(&self) -> [bool; 2] {
        [self.written == 0, (self.written - self.offset * 60).rem_euclid(86_400) == 0]
    }

    /// The hours as they are written: without the offset.
    pub(super) fn local(&self) -> [Option<Hour>; 2] {
        let minutes = i32::from(self.within) / 60 + self.offset;
        self.hours.map(|hour| Hour::new((hour?.0 * 60 + minutes).div_euclid(60)))
    }
}

/// Reads a time; `None` where the text is none.
pub(crate) fn read(text: &str) -> Option<Time> {
    let mut text = Text(text.as_bytes());
    let (first, digits) = text.number()?;
    if text.0.is_empty() {
        let seconds = match digits {
            10 => first,
            13 => first / 1_000,
            16 => first / 1_000_000,
            19 => first / 1_000_000_000,
            _ => return None,
        };
        // 2026100104 is a day and an hour without separators, and also a second in 2034: nobody can tell.
        if digits == 10 && is_compact(first) {
            return None;
        }
        let hour = Hour::new(i32::try_from(seconds / 3_600).ok()?)?;
        let within = u16::try_from(seconds % 3_600).ok()?;
        let written = i32::try_from(seconds % 86_400).ok()?;
        return Some(Time { hours: [Some(hour); 2], zoned: true, clock: true, within, written, offset: 0 });
    }
    let mark = *b"-/.".iter().find(|mark| text.eat(**mark))?;
    let second = text.below(32)?;
    if !text.eat(mark) {
        return None;
    }
    let (third, last_digits) = text.number()?;
    let orders = match (digits, last_digits) {
        (4, 1..=2) => [(first, second, third); 2],
        (1..=2, 4) if mark == b'.' => [(third, second, first); 2],
        (1..=2, 4) => [(third, second, first), (third, first, second)],
        _ => return None,
    };
    let clock = !text.0.is_empty();
    let Clock { minutes, seconds, zoned, offset } = if clock { text.clock()? } else { Clock::default() };
    let hours = orders.map(|(year, month, day)| {
        let date = Date::new(u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)?;
        Hour::new((date.days() * 1_440 + minutes).div_euclid(60))
    });
    let within = u16::try_from(minutes.rem_euclid(60) * 60 + seconds).ok()?;
    let written = (minutes + offset) * 60 + seconds;
    (text.0.is_empty() && hours != [None; 2]).then_some(Time { hours, zoned, clock, within, written, offset })
}

/// Reads a time whose day and whose hour stand in two fields: `2026-10-01` and `04:00`, or `2026-10-01` and `4`.
pub(super) fn read_two(day: &str, clock: &str) -> Option<Time> {
    read(day).filter(|time| !time.clock)?;
    read(&format!("{day} {clock}"))
}

/// Whether a number of ten digits is a day of this century and an hour: `2026100104`.
fn is_compact(number: u64) -> bool {
    let part = |divisor, size| u8::try_from(number / divisor % size).ok();
    let (year, hour) = (u16::try_from(number / 1_000_000).ok(), number % 100);
    let date =
        year.zip(part(10_000, 100)).zip(part(100, 100)).and_then(|((year, month), day)| Date::new(year, month, day));
    matches!(year, Some(2_000..2_100)) && date.is_some() && hour < 24
}

/// What stands behind the day.
#[derive(Default)]
struct Clock {
    /// Minutes after midnight, in UTC where an offset is named.
    minutes: i32,
    seconds: i32,
    zoned: bool,
    /// Minutes before UTC.
    offset: i32,
}

/// What is left of a text.
struct Text<'a>(&'a [u8]);

impl Text<'_> {
    /// All digits that come next, and how many.
    fn number(&mut self) -> Option<(u64, usize)> {
        let (mut value, mut digits) = (0_u64, 0);
        while let [digit @ b'0'..=b'9', rest @ ..] = self.0 {
            value = value.saturating_mul(10).saturating_add(u64::from(digit - b'0'));
            digits += 1;
            self.0 = rest;
        }
        (digits > 0).then_some((value, digits))
    }

    /// A number of one or two digits.
    fn below(&mut self, limit: u64) -> Option<u64> {
        self.number().and_then(|(value, digits)| (digits <= 2 && value < limit).then_some(value))
    }

    /// The letter in either case, or the sign.
    fn eat(&mut self, wanted: u8) -> bool {
        match self.0 {
            [first, rest @ ..] if first.eq_ignore_ascii_case(&wanted) => {
                self.0 = rest;
                true
            }
            _ => false,
        }
    }

    fn spaces(&mut self) -> bool {
        let before = self.0.len();
        while let Some(rest) = after_space(self.0) {
            self.0 = rest;
        }
        self.0.len() < before
    }

    fn clock(&mut self) -> Option<Clock> {
        self.eat(b',');
        if !self.eat(b'T') && !self.spaces() {
            return None;
        }
        let (mut hour, mut minute, mut seconds) = (self.below(24)?, 0, 0);
        if self.eat(b':') {
            minute = self.below(60)?;
            if self.eat(b':') {
                seconds = i32::try_from(self.below(60)?).ok()?;
                if self.eat(b'.') || self.eat(b',') {
                    self.number()?;
                }
            }
        }
        self.spaces();
        let afternoon = self.eat(b'P');
        if afternoon || self.eat(b'A') {
            if !self.eat(b'M') || !matches!(hour, 1..=12) {
                return None;
            }
            hour = hour % 12 + if afternoon { 12 } else { 0 };
            self.spaces();
        }
        let (mut offset, mut zoned) = (0, true);
        let east = self.eat(b'+');
        if east || self.eat(b'-') {
            let (hours, digits) = self.number()?;
            let (hours, minutes) = match digits {
                4 => (hours / 100, hours % 100),
                1..=2 if self.eat(b':') => (hours, self.below(60)?),
                1..=2 => (hours, 0),
                _ => return None,
            };
            if hours > 14 || minutes >= 60 {
                return None;
            }
            offset = i32::try_from(hours * 60 + minutes).ok()?;
            offset = if east { offset } else { -offset };
        } else if self.0.is_empty() {
            zoned = false;
        } else {
            let utc = [b"Z".as_slice(), b"UTC", b"GMT"].iter().any(|name| self.0.eq_ignore_ascii_case(name));
            self.0 = if utc { &[] } else { return None };
        }
        Some(Clock { minutes: i32::try_from(hour * 60 + minute).ok()? - offset, seconds, zoned, offset })
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    /// The hour with the day first, with the month first, and whether an offset is named.
    fn hours(text: &str) -> Option<(Option<String>, Option<String>, bool)> {
        let time = read(text)?;
        let [day_first, month_first] = time.hours.map(|hour| hour.map(|hour| hour.to_string()));
        Some((day_first, month_first, time.zoned))
    }

    #[test]
    fn one_hour_in_many_forms() {
        for (text, zoned) in [
            ("2026-10-01T04:00:00Z", true),
            ("2026-10-01t04:59z", true),
            ("2026-10-01T06:00:00+02:00", true),
            ("2026-10-01T09:30:00.000+0530", true),
            ("2026-09-30 23:00:00-05", true),
            ("2026-10-01 04:00:00.000 UTC", true),
            ("2026-10-01 04:00 GMT", true),
            ("2026-10-01 04:00", false),
            ("2026-10-01 04", false),
            ("2026-10-01  4:00:00", false),
            ("2026-10-01 04:59:59,999", false),
            ("2026/10/01 04:00", false),
            ("2026-10-1 4:00 AM", false),
            ("01.10.2026 04:00", false),
            ("1.10.2026, 04:00:00", false),
            ("1790827200", true),
            ("1790827200000", true),
            ("1790830799999", true),
            ("1790827200000000", true),
            ("1790830799999999", true),
            ("1790827200000000000", true),
            ("1790830799999999999", true),
        ] {
            let hour = Some("2026-10-01 04:00".to_owned());
            assert_eq!(hours(text), Some((hour.clone(), hour, zoned)), "{text}");
        }
    }

    #[test]
    fn slashes_have_two_orders() {
        let both = |day: Option<&str>, month: Option<&str>| Some((day.map(Into::into), month.map(Into::into), false));
        assert_eq!(hours("10/01/2026"), both(Some("2026-01-10 00:00"), Some("2026-10-01 00:00")));
        assert_eq!(hours("10/13/2026 12:00 AM"), both(None, Some("2026-10-13 00:00")));
        assert_eq!(hours("13/10/2026, 12:30:00\u{202f}pm"), both(Some("2026-10-13 12:00"), None));
        assert_eq!(hours("13-10-2026 11:00PM"), both(Some("2026-10-13 23:00"), None));
        assert_eq!(hours("29/2/2024"), both(Some("2024-02-29 00:00"), None));
    }

    #[test]
    fn an_hour_of_another_day() {
        assert_eq!(hours("2024-02-28T23:30:00-01:00").and_then(|hours| hours.0), Some("2024-02-29 00:00".into()));
        assert_eq!(hours("1969-12-31 23:00").and_then(|hours| hours.0), Some("1969-12-31 23:00".into()));
        assert_eq!(hours("1900-01-01T00:00+00:30"), None);
    }

    #[test]
    fn what_is_no_time() {
        for text in [
            "",
            "0",
            "9",
            "2026",
            "20261001",
            "179082720",
            "17908272000",
            "179082720000000",
            "179082720000000000",
            "2026100104",
            "9999999999",
            "99999999999999999999999",
            "2026-10",
            "2026-13-01",
            "2026-02-29",
            "0000-01-01",
            "9999-01-01",
            "99999-01-01",
            "2026-10/01",
            "2026-10-01x",
            "2026-10-01T",
            "2026-10-01 ",
            "2026-10-01 24:00",
            "2026-10-01 04:60",
            "2026-10-01 04:00:60",
            "2026-10-01 04:",
            "2026-10-01 04:00:00.",
            "2026-10-01 13:00 PM",
            "2026-10-01 0:00 AM",
            "2026-10-01 4:00 A",
            "2026-10-01 04:00+15:00",
            "2026-10-01 04:00+02:60",
            "2026-10-01 04:00+",
            "2026-10-01 04:00 UT",
            "2026-10-01 04:00 CET",
            "2026-10-01 04:00ZZ",
            "2026-10-01 04:00 Z Z",
            "10/01/26",
            "31.13.2026",
            "13/13/2026",
            "-2026-10-01",
            "2026-010-01",
            "\u{661}",
            "2026-10-01\0",
            "04:00",
        ] {
            assert!(read(text).is_none(), "{text}");
        }
    }
}
