//! Hours, days and Unix times beside a time, or in a list: they are never tokens.

use super::{Failure, refused, rows, table, variations, weights};
use exchange::table::{Missing, Step, TableError, Wrong, paste};

fn said(text: &str) -> Result<String, TableError> {
    Ok(paste(text)?.words(Missing::Unknown))
}

/// The hours of a day on which the clock is set back at 3.
fn set_back() -> Vec<u64> {
    (0..3).chain(2..24).collect()
}

#[test]
fn an_hour_of_a_column_that_comes_twice_is_an_hour() -> Result<(), Failure> {
    let apart = rows(set_back(), |hour| format!("2026-10-25,{hour},1000"));
    for text in [
        apart.clone(),
        format!("date,hour,tokens\n{apart}"),
        rows(set_back(), |hour| format!("2026-10-25,{hour:02}:00,1000")),
    ] {
        for text in variations(&text) {
            assert_eq!(weights(&text), Ok(vec![1_000; 25]), "{text}");
            assert!(said(&text)?.contains("2026-10-25 02:00 comes twice"), "{}", said(&text)?);
        }
    }
    // A table pasted twice, one of two accounts, and one in which the accounts take turns: 100 to 2,400, twice.
    let day = |from: u64| rows(0..24, |hour| format!("2026-10-01,{},{}", hour + from, (hour + 1) * 100));
    let turns = rows(0..48, |row| format!("2026-10-01,{},{}", row / 2, (row / 2 + 1) * 100));
    let right: Vec<u64> = (1..=24).map(|hour| hour * 200).collect();
    for text in [day(0).repeat(2), day(1).repeat(2), turns, format!("day,hr,count\n{}", day(0).repeat(2))] {
        for text in variations(&text) {
            assert_eq!(weights(&text), Ok(right.clone()), "{text}");
            assert!(said(&text)?.contains("24 hours with a time in several rows"), "{}", said(&text)?);
        }
    }
    // Falling, and in no order where all hours are there.
    let falling = rows((0..24).rev(), |hour| format!("2026-10-01,{hour},{}", (hour + 1) * 200));
    let shuffled = rows((0..24).map(|hour| hour * 7 % 24), |hour| format!("2026-10-01,{hour},{}", (hour + 1) * 200));
    for text in [falling, shuffled] {
        assert_eq!(weights(&text), Ok(right.clone()), "{text}");
    }
    Ok(())
}

#[test]
fn one_row_a_day_has_an_hour_where_its_name_says_so() -> Result<(), Failure> {
    let days = rows(1..=3, |day| format!("2026-10-0{day},{},{}", 4 * day, day * 100));
    for name in ["hour", "Hour (UTC)", "hour_of_day", "HR", "h", "Stunde", "time"] {
        for text in variations(&format!("date,{name},tokens\n{days}")) {
            // 1 October 4:00, 2 October 8:00, 3 October 12:00.
            let read = table(&text)?;
            assert_eq!(weights(&text), Ok(vec![100, 200, 300]), "{text}");
            assert_eq!((read.step, read.output, read.gaps.len()), (Step::Hour, None, 2), "{text}");
            assert_eq!(read.first.to_string() + " " + &read.last.to_string(), "2026-10-01 04:00 2026-10-03 12:00");
        }
    }
    // Midnight of a column of hours is an hour.
    let midnights = table("date,hour,tokens\n2026-10-01,0,5\n2026-10-02,0,6")?;
    assert_eq!((midnights.step, midnights.gaps.first().map(|gap| gap.hours)), (Step::Hour, Some(23)));
    for names in ["day,in,out", "date,input tokens,output tokens", "Date,Tokens per hour,Output"] {
        for text in variations(&format!("{names}\n{days}")) {
            assert_eq!(weights(&text), Ok(vec![104, 208, 312]), "{text}");
            assert_eq!(table(&text)?.step, Step::Day);
        }
    }
    // Without a name nobody can tell.
    for rows in
        [days.as_str(), "2026-10-01,4,100", "2026-10-01,0,100\n2026-10-02,0,7", "2026-10-01,3,1\n2026-10-01,12,7"]
    {
        for text in variations(rows) {
            assert_eq!(refused(&text), Some((Some(1), Wrong::HourOrCount)), "{text}");
        }
        for text in variations(&format!("a,b,c\n{rows}")) {
            assert_eq!(refused(&text), Some((Some(2), Wrong::HourOrCount)), "{text}");
        }
    }
    let message = paste("2026-10-01,4,100").err().map(|error| error.to_string());
    assert!(message.is_some_and(|message| message.starts_with("Row 1, “4”: is the column beside the time the hour")));
    // What is more than 24, or no whole number, is no hour.
    assert_eq!(weights("2026-10-01;4;100\n2026-10-02;25;100"), Ok(vec![104, 125]));
    // An hour that isn't one is named with its row.
    assert_eq!(
        refused(&format!("date,hour,tokens\n{days}2026-10-04,24,7\n2026-10-05,0,7")),
        Some((Some(5), Wrong::NoTime))
    );
    assert_eq!(refused(&format!("date,hour,tokens\n{days}2026-10-04,x,7")), Some((Some(5), Wrong::NoTime)));
    // Hours behind the tokens, and other parts of a time by their names.
    for names in ["date,tokens,hour", "date,weekday,tokens", "date,month,tokens", "date,tokens,day of week"] {
        for text in variations(&format!("{names}\n{days}")) {
            assert_eq!(refused(&text), Some((Some(2), Wrong::Dates)), "{text}");
        }
    }
    assert_eq!(refused("date,hour\n2026-10-01,4\n2026-10-02,5"), Some((Some(2), Wrong::Dates)));
    Ok(())
}

#[test]
fn an_hour_beside_its_time_is_no_token() -> Result<(), Failure> {
    let right: Vec<u64> = (1..=24).map(|hour| hour * 100).collect();
    let count = |hour: u64| (hour + 1) * 100;
    for text in [
        rows(0..24, |hour| format!("2026-10-01 {hour:02}:00,{hour},{}", count(hour))),
        rows(0..24, |hour| format!("2026-10-01T{hour:02}:00:00Z,{hour:02},{}", count(hour))),
        rows(0..24, |hour| format!("2026-10-01 {hour:02}:00,{},{}", hour + 1, count(hour))),
        rows(0..24, |hour| format!("{},{hour},{}", 1_790_812_800 + hour * 3_600, count(hour))),
        // The hour two hours east, and one that is set back on the way.
        rows(0..24, |hour| format!("2026-10-01T{hour:02}:00Z,{},{}", (hour + 2) % 24, count(hour))),
        rows(0..24, |hour| {
            format!("2026-10-01T{hour:02}:00Z,{},{}", (hour + if hour < 1 { 2 } else { 1 }) % 24, count(hour))
        }),
        rows(0..24, |hour| format!("2026-10-01 {hour:02}:00,{hour},{},30", count(hour) - 30)),
    ] {
        for text in variations(&text) {
            assert_eq!(weights(&text), Ok(right.clone()), "{text}");
            assert!(said(&text)?.ends_with("The hour beside each time isn’t counted."), "{}", said(&text)?);
        }
    }
    // With a name one row is enough; without one, and with few rows, nobody can tell.
    for text in variations("time,hour,tokens\n2026-10-01 04:00,4,100\n2026-10-01 05:00,5,100") {
        assert_eq!(weights(&text), Ok(vec![100, 100]), "{text}");
    }
    for text in variations("2026-10-01 04:00,4,100\n2026-10-01 05:00,5,100") {
        assert_eq!(refused(&text), Some((Some(1), Wrong::HourOrCount)), "{text}");
    }
    // Counts up to 24 that aren't the hour are counts.
    for text in variations("2026-10-01 04:00,5,6\n2026-10-01 05:00,3,8\n2026-10-01 06:00,9,9") {
        assert_eq!(weights(&text), Ok(vec![11, 11, 18]), "{text}");
    }
    for text in variations("time,in,out\n2026-10-01 04:00,4,6\n2026-10-01 05:00,5,8\n2026-10-01 06:00,6,9") {
        assert_eq!(weights(&text), Ok(vec![10, 13, 15]), "{text}");
    }
    assert_eq!(refused("time,tokens,hour\n2026-10-01 04:00,100,4"), Some((Some(2), Wrong::Dates)));
    Ok(())
}

#[test]
fn a_date_beside_its_time_is_no_token() {
    // 1 October 2026 in eleven forms; the fifth hour where a form has one.
    for date in [
        "20261001",
        "2026100104",
        "202610010459",
        "20261001045959",
        "10012026",
        "1102026",
        "20727",
        "46296",
        "44834",
        "1790827211",
        "1790827211000",
    ] {
        // Constant over a day, over a week, and on one row.
        let day = rows(0..24, |hour| format!("2026-10-01 {hour:02}:00,{date},1200"));
        let week = rows(1..8, |day| format!("2026-09-2{day},{date},1200"));
        let behind = rows(0..24, |hour| format!("2026-10-01T{hour:02}:00:00Z,1200,{date}"));
        for text in [day, week, behind, format!("2026-10-01 04:00,{date},1200")] {
            for text in variations(&text) {
                assert_eq!(refused(&text), Some((Some(1), Wrong::Dates)), "{text}");
            }
        }
    }
    // Loads that only come near: other rows, other days.
    assert_eq!(weights("2026-10-01 04:00;46296;7\n2026-10-01 05:00;51000;7"), Ok(vec![46_303, 51_007]));
    assert_eq!(
        weights("2026-10-01 04:00;1200000000\n2026-10-01 05:00;1500000000"),
        Ok(vec![1_200_000_000, 1_500_000_000])
    );
    assert_eq!(weights("2026-10-01;20261301\n2026-10-02;20261302"), Ok(vec![20_261_301, 20_261_302]));
}

#[test]
fn times_alone_are_no_load() {
    for count in [24, 168] {
        let weekdays = (0..).filter(|day| (46_296 + day) % 7 < 5).map(|day| 46_296 + day);
        let unix = |first: u64, step: u64| (0..count).map(|row| first + row * step).collect::<Vec<u64>>();
        let mut late = unix(1_790_827_207, 3_600);
        late.iter_mut().step_by(5).for_each(|time| *time += 13);
        let count = usize::try_from(count).unwrap_or_default();
        for times in [
            unix(1_790_827_201, 3_600),
            unix(1_790_827_200_123, 3_600_000),
            unix(1_790_827_200_000_000, 3_600_000_000),
            unix(1_790_827_200_123_456, 3_600_000_000),
            unix(1_790_827_200_000_000_000, 3_600_000_000_000),
            unix(1_790_812_800, 86_400),
            late,
            weekdays.take(count).collect(),
            unix(46_296, 7),
            unix(20_727, 1),
            vec![20_261_001; count],
            (0..24).cycle().take(count).collect(),
            (1..25).cycle().take(count).collect(),
            (9..17).cycle().take(count).collect(),
        ] {
            let cells: Vec<String> = times.iter().map(u64::to_string).collect();
            let beside: String = (1..).zip(&cells).map(|(row, cell)| format!("{row}\t{cell}\n")).collect();
            for text in [cells.join("\n"), cells.join("\r\n"), cells.join("\r"), beside] {
                assert_eq!(refused(&text), Some((Some(1), Wrong::Dates)), "{text}");
            }
            for text in [cells.join("\t"), cells.join(" "), cells.join(", ")] {
                // Unix times with others behind them begin a row of a table.
                let wrong =
                    refused(&text).map(|(row, wrong)| (row, matches!(wrong, Wrong::Dates | Wrong::TooManyFields)));
                assert_eq!(wrong, Some((Some(1), true)), "{text}");
            }
            let falling: Vec<&str> = cells.iter().rev().map(String::as_str).collect();
            assert_eq!(refused(&falling.join("\n")), Some((Some(1), Wrong::Dates)), "{falling:?}");
        }
    }
}

#[test]
fn an_hour_with_three_digits_beside_it_is_no_number() {
    // The hours of a week, day by day, with counts of three digits, or with two of them.
    let week = |from: u64, more: &str| rows(0..168, |row| format!("{},{}{more}", row % 24 + from, 150 + row));
    let shift = rows(0..24, |row| format!("{},{}", row % 8 + 9, 150 + row));
    for text in [
        week(1, ""),
        week(1, ",300"),
        week(1, "").replace(',', " "),
        rows(1..25, |hour| format!("{hour},150,300")),
        shift,
    ] {
        for text in [text.clone(), text.replace('\n', "\r\n"), text.replace('\n', "\r")] {
            assert_eq!(refused(&text), Some((Some(1), Wrong::OneOrTwo)), "{text}");
        }
    }
    // With something that is in no number between them, and with counts that have more digits, they are hours and tokens.
    let right: Vec<u64> = (0..168).map(|row| 1_500 + row * row % 77).collect();
    for from in [0, 1] {
        let text = rows(0..168, |row| format!("{},{}", row % 24 + from, 1_500 + row * row % 77));
        for text in [
            text.clone(),
            text.replace(',', "\t"),
            text.replace(',', ";"),
            text.replace(',', "  "),
            text.replace('\n', "\r"),
        ] {
            assert_eq!(weights(&text), Ok(right.clone()), "{text}");
        }
    }
    // Hours, and one count with a comma between thousands or two counts.
    let thousands = rows(0..24, |hour| format!("{hour},1,{}", 150 + hour * hour));
    assert_eq!(refused(&thousands), Some((Some(1), Wrong::OneOrTwo)), "{thousands}");
    // Twelve pairs and eight threes in one row, or one under the other.
    let pairs: Vec<String> = (1..=12).flat_map(|hour| [hour, hour * 100]).map(|cell: u64| cell.to_string()).collect();
    let threes: Vec<String> =
        (9..17).flat_map(|hour| [hour, hour * 100, 30]).map(|cell: u64| cell.to_string()).collect();
    let dated: Vec<String> =
        (1..=12).flat_map(|day| [20_261_000 + day, day * 100]).map(|cell: u64| cell.to_string()).collect();
    for cells in [pairs, threes, dated] {
        for separator in [",", ", ", "\t", ";", " ", "\n", "\r\n", "\r"] {
            assert_eq!(refused(&cells.join(separator)), Some((Some(1), Wrong::Dates)), "{cells:?} {separator:?}");
        }
    }
}
