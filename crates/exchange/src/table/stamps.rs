//! Numbers that are rather times than tokens: Unix times, days of a spreadsheet, days without separators, hours of a day.

use pricing::rates::Date;

/// Seconds of a day.
const DAY: u64 = 86_400;

/// Parts of a second that Unix times are counted in: seconds, milliseconds, microseconds, nanoseconds.
const PARTS: [u64; 4] = [1, 1_000, 1_000_000, 1_000_000_000];

/// From 2000 to 2099, in seconds and in days since 1970.
const SECONDS: core::ops::Range<u64> = 946_684_800..4_102_444_800;
const DAYS: core::ops::Range<u64> = 10_957..47_482;

/// How many days later than since 1970 a spreadsheet counts: from 30 December 1899, or from 1 January 1904.
const SHEETS: [u64; 2] = [25_569, 24_107];

/// Whether numbers alone are rather times, days or hours.
pub(super) fn are_times(values: &[u64]) -> bool {
    // Numbers that go up or down by one are those of hours, of rows, or days.
    let steady = values.len() > 1 && pairs(values).all(|(one, next)| one.abs_diff(next) == 1) && goes_one_way(values);
    steady || are_hours(values) || are_dates(values)
}

/// Whether numbers alone are pairs, or threes, of a time and its tokens, one after the other.
pub(super) fn have_times(values: &[u64]) -> bool {
    [2, 3].into_iter().filter(|width| values.len().is_multiple_of(*width)).any(|width| {
        (0..width).any(|place| {
            let column: Vec<u64> = values.iter().skip(place).step_by(width).copied().collect();
            are_hours(&column) || are_dates(&column)
        })
    })
}

/// Whether numbers are hours of a day, one after the other, again and again.
pub(super) fn are_hours(values: &[u64]) -> bool {
    let (Some(least), Some(greatest)) = (values.iter().min().copied(), values.iter().max().copied()) else {
        return false;
    };
    let up = |one: u64, next: u64| next == one + 1 || (one == greatest && next == least);
    greatest <= 24
        && greatest - least >= 5
        && (pairs(values).all(|(one, next)| up(one, next)) || pairs(values).all(|(one, next)| up(next, one)))
}

/// Whether a column beside times is one of dates or times: its own way of writing them, or those of the rows' days.
pub(super) fn is_dates(values: &[u64], first: i32, last: i32) -> bool {
    let (Ok(first), Ok(last)) = (u64::try_from(first - 1), u64::try_from(last + 31)) else {
        return false;
    };
    let all = |is: &dyn Fn(u64) -> bool| !values.is_empty() && values.iter().all(|value| is(*value));
    let near = |days: u64| (first..=last).contains(&days);
    all(&|value| compact(value).into_iter().flatten().any(near))
        || all(&near)
        || SHEETS.into_iter().any(|later| all(&|value| value.checked_sub(later).is_some_and(near)))
        || PARTS.into_iter().any(|part| all(&|value| near(value / part / DAY)))
        || (values.len() > 4 && are_dates(values))
}

/// Whether numbers are Unix times or dates, of whichever years of this century.
fn are_dates(values: &[u64]) -> bool {
    let all = |is: fn(u64) -> bool| values.len() > 1 && values.iter().all(|value| is(*value));
    let varied = values.iter().any(|value| Some(value) != values.first());
    all(|value| compact(value) != [None; 3])
        || (varied && all(is_month))
        || PARTS.into_iter().any(|part| are_unix(values, part))
        || are_serial(values)
}

/// Whether numbers are Unix times: in order and within four years, or from one minute to the next; or, in any order, within a
/// year and at the same second of their minutes.
fn are_unix(values: &[u64], part: u64) -> bool {
    let (Some(least), Some(greatest)) = (values.iter().min().copied(), values.iter().max().copied()) else {
        return false;
    };
    if least == greatest || !values.iter().all(|value| SECONDS.contains(&(value / part))) {
        return false;
    }
    let (days, minute) = ((greatest - least) / part / DAY, 60 * part);
    let on_the_minute = values.iter().all(|value| value % minute == least % minute);
    // Loads are round numbers more often than times are.
    let is_round = values.iter().all(|value| value % (100_000 * part) == 0);
    if goes_one_way(values) {
        days <= 4 * 366 || least % minute == 0 && on_the_minute
    } else {
        days <= 366 && on_the_minute && !is_round
    }
}

/// Whether numbers are days since 1970, or those of a spreadsheet, in order, with less than a month between two of them.
fn are_serial(values: &[u64]) -> bool {
    let mut apart: Vec<u64> = values.to_vec();
    apart.dedup();
    apart.len() >= 5
        && values.iter().all(|value| (DAYS.start..DAYS.end + SHEETS.into_iter().max().unwrap_or(0)).contains(value))
        && pairs(values).all(|(one, next)| one.abs_diff(next) <= 31)
        && goes_one_way(values)
}

/// Whether numbers never fall, or never rise, and aren't all the same.
fn goes_one_way(values: &[u64]) -> bool {
    let differ = values.first() != values.last();
    differ && (pairs(values).all(|(one, next)| one <= next) || pairs(values).all(|(one, next)| one >= next))
}

fn pairs(values: &[u64]) -> impl Iterator<Item = (u64, u64)> {
    values.iter().copied().zip(values.iter().copied().skip(1))
}

/// The days since 1970 that a number without separators can be: `20261001`, `2026100104`, `202610010400`, `20261001040000`, or
/// with the day or the month first.
fn compact(value: u64) -> [Option<u64>; 3] {
    let day = |year: u64, month: u64, day: u64| {
        let date = Date::new(u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)?;
        u64::try_from(date.days()).ok().filter(|days| DAYS.contains(days))
    };
    let clock = |date: u64, hour: u64, minute: u64, second: u64| {
        (hour < 24 && minute < 60 && second < 60).then(|| day(date / 10_000, date / 100 % 100, date % 100)).flatten()
    };
    let year_last = || {
        let (front, middle, year) = (value / 1_000_000, value / 10_000 % 100, value % 10_000);
        [day(year, middle, front), day(year, front, middle)]
    };
    let year_first = match value.checked_ilog10() {
        Some(7) => clock(value, 0, 0, 0),
        Some(9) => clock(value / 100, value % 100, 0, 0),
        Some(11) => clock(value / 10_000, value / 100 % 100, value % 100, 0),
        Some(13) => clock(value / 1_000_000, value / 10_000 % 100, value / 100 % 100, value % 100),
        _ => None,
    };
    let [day_first, month_first] = if value < 100_000_000 { year_last() } else { [None; 2] };
    [year_first, day_first, month_first]
}

/// A month without separators: `202610`.
fn is_month(value: u64) -> bool {
    (2_000..2_100).contains(&(value / 100)) && (1..=12).contains(&(value % 100))
}

#[cfg(test)]
mod tests {
    use super::{are_hours, are_times, compact, have_times, is_dates};

    /// 24 numbers, each so much after the one before.
    fn series(first: u64, step: u64) -> Vec<u64> {
        (0..24).map(|index| first + index * step).collect()
    }

    #[test]
    fn times_are_told_from_loads() {
        for times in [
            series(0, 1),
            series(1, 1),
            series(7_000, 1),
            // 1 October 2026 is the day 20,727 since 1970, 46,296 of a spreadsheet.
            series(20_727, 7),
            series(46_296, 30),
            series(44_834, 1),
            series(1_790_827_200, 3_600),
            series(1_790_827_201, 3_600),
            series(1_790_827_201, 3_601),
            series(1_790_827_200_123, 3_600_000),
            series(1_790_827_200_123_456, 3_600_000_000),
            series(1_790_827_200_123_456_789, 3_600_000_000_000),
            series(20_261_001, 1),
            series(2_026_100_100, 1),
            series(202_610_010_000, 100),
            series(20_261_001_000_000, 10_000),
            series(10_012_026, 10_000),
            vec![20_261_001; 24],
            vec![202_611, 202_612, 202_701, 202_702],
        ] {
            assert!(are_times(&times), "{times:?}");
            let falling: Vec<u64> = times.iter().rev().copied().collect();
            assert!(are_times(&falling), "{falling:?}");
        }
        let mut shuffled = series(1_790_827_201, 3_600);
        shuffled.swap(3, 17);
        assert!(are_times(&shuffled));
        for loads in [
            series(0, 100),
            series(1_000, 1_000),
            vec![1_790_827_200; 24],
            vec![46_296; 24],
            vec![46_296, 46_297, 46_296, 46_297, 46_298, 46_299],
            vec![1_200_000_000, 1_500_000_000, 1_300_000_000, 1_210_000_000],
            vec![1_800_000_000, 1_830_000_000, 1_800_000_000, 1_812_000_000],
            vec![20_261_001, 20_261_032],
            vec![1, 2, 3, 4, 5, 6, 6, 5, 4, 3, 2, 1],
            vec![1, 2, 1, 2, 1, 2],
            vec![],
            vec![7],
        ] {
            assert!(!are_times(&loads), "{loads:?}");
        }
    }

    #[test]
    fn hours_come_again_and_again() {
        let days = |from: u64, hours: u64| (0..168).map(|index| from + index % hours).collect::<Vec<_>>();
        for hours in [days(0, 24), days(1, 24), days(9, 8), days(1, 12)] {
            assert!(are_hours(&hours), "{hours:?}");
            assert!(are_hours(&hours.iter().rev().copied().collect::<Vec<_>>()), "{hours:?}");
            let later: Vec<u64> = hours.iter().skip(5).copied().collect();
            assert!(are_hours(&later), "{later:?}");
            let beside: Vec<u64> = hours.iter().take(84).flat_map(|hour| [*hour, 500 + hour * hour]).collect();
            assert!(have_times(&beside), "{beside:?}");
            let before: Vec<u64> = hours.iter().take(56).flat_map(|hour| [500 + hour * hour, 7, *hour]).collect();
            assert!(have_times(&before), "{before:?}");
        }
        assert!(!are_hours(&days(20, 6)) && !are_hours(&days(1, 5)) && !are_hours(&[]));
        assert!(!have_times(&(0..24).map(|hour| 500 + hour * hour % 77).collect::<Vec<_>>()));
    }

    #[test]
    fn a_column_of_the_rows_days_is_none_of_tokens() {
        for one in [
            20_261_001,
            1_102_026,
            10_012_026,
            2_026_100_104,
            20_727,
            46_296,
            44_834,
            1_790_827_211,
            1_790_827_211_000,
            1_790_827_211_000_000,
            1_790_827_211_000_000_000,
        ] {
            assert!(is_dates(&[one], 20_727, 20_727) && is_dates(&[one; 9], 20_700, 20_727), "{one}");
            assert!(!is_dates(&[one, 1_200], 20_727, 20_727) && !is_dates(&[one], 21_000, 21_000), "{one}");
        }
        assert!(!is_dates(&[], 20_727, 20_727) && !is_dates(&[0], 0, 0));
        assert_eq!(compact(20_260_229), [None; 3]);
        assert_eq!(compact(20_261_001), [Some(20_727), None, None]);
        // 10 January and 1 October.
        assert_eq!(compact(10_012_026), [None, Some(20_463), Some(20_727)]);
        assert_eq!(compact(202_610_010_459), [Some(20_727), None, None]);
        assert_eq!(compact(20_261_001_240_000), [None; 3]);
    }
}
