//! Tables of days, of hours with gaps, and of Unix times, with their times written in every form.

use super::{Failure, file, rows, table, variations, weights, weights_with};
use exchange::table::{Missing, Step};

#[test]
fn rows_that_are_all_midnight_are_days() -> Result<(), Failure> {
    let days = |row: &dyn Fn(u64) -> String| rows(1..=30, row);
    let with = |time: &'static str| move |day: u64| format!("2026-09-{day:02}{time},{}", day * 100);
    let right: Vec<u64> = (1..=30).map(|day| day * 100).collect();
    for (text, utc) in [
        (days(&with("T00:00:00Z")), true),
        (days(&with("T00:00:00.000+00:00")), true),
        (days(&with(" 00:00")), false),
        (days(&with(" 00:00:00")), false),
        (days(&with(" 12:00 AM")), false),
        // Midnight in Berlin, in India, and midnight in UTC as Berlin writes it.
        (days(&with("T00:00:00+02:00")), false),
        (days(&with("T00:00:00+05:30")), false),
        (days(&with("T02:00:00+02:00")), true),
        (days(&|day| format!("{day}.09.2026 00:00,{}", day * 100)), false),
        (days(&|day| format!("{day:02}/09/2026 00:00,{}", day * 100)), false),
        (days(&|day| format!("{},{}", 1_788_220_800 + (day - 1) * 86_400, day * 100)), true),
        (days(&|day| format!("{},{}", 1_788_220_800_000 + (day - 1) * 86_400_000, day * 100)), true),
        (days(&|day| format!("2026-09-{day:02},00:00,{}", day * 100)), false),
    ] {
        for text in variations(&text)
            .into_iter()
            .chain([format!("time,tokens\r{text}"), text.lines().rev().collect::<Vec<_>>().join("\n")])
        {
            let read = table(&text)?;
            assert_eq!(weights(&text), Ok(right.clone()), "{text}");
            assert_eq!((read.step, read.gaps.len(), read.utc), (Step::Day, 0, utc), "{text}");
            let words = read.words();
            let from = if utc {
                "30 days from 2026-09-01 to 2026-09-30 UTC, 30 rows: "
            } else {
                "30 days from 2026-09-01 to 2026-09-30, 30 rows: "
            };
            assert!(words.starts_with(from), "{words}");
            assert!(words.contains("Each time is midnight, so each row is a day, taken as even."), "{words}");
            assert_eq!(weights_with(&text, Missing::Zero).as_ref(), Ok(&right), "{text}");
        }
    }
    // A day without a row, and one with two.
    let gap = "2026-09-01T00:00:00Z,5\n2026-09-04T00:00:00Z,6\n2026-09-04T00:00:00Z,1";
    assert_eq!(weights_with(gap, Missing::Zero), Ok(vec![5, 0, 0, 7]));
    let gap = table(gap)?;
    assert!(gap.words().contains("1 day with a time in several rows"), "{}", gap.words());
    // Berlin sets its clock back on 25 October.
    let autumn = table("2026-10-24T00:00+02:00,5\n2026-10-25T00:00+02:00,6\n2026-10-26T00:00+01:00,7")?;
    assert_eq!((autumn.step, autumn.gaps.len(), autumn.hours.len()), (Step::Day, 0, 3));
    // One hour that isn't midnight, one second past it, and a single day, are hours.
    for text in [
        "2026-09-01 00:00,5\n2026-09-02 01:00,5",
        "2026-09-01 00:00:00,5\n2026-09-02 00:00:01,5",
        "2026-09-01 00:00,5",
        "2026-09-01 00:00,5\n2026-09-01 00:00,5",
    ] {
        assert_eq!(table(text)?.step, Step::Hour, "{text}");
    }
    Ok(())
}

#[test]
fn days_of_monitoring_are_days() -> Result<(), Failure> {
    let data = |first: &str, second: &str| {
        format!(
            r#"{{"MetricDataResults":[{{"Id":"in","Label":"InputTokenCount","Timestamps":["{second}","{first}"],"Values":[7.0,5.0]}},{{"Id":"out","Label":"OutputTokenCount","Timestamps":["{second}"],"Values":[1.0]}}]}}"#
        )
    };
    let statistics = |first: &str, second: &str| {
        format!(
            r#"{{"Label":"InputTokenCount","Datapoints":[{{"Timestamp":"{second}","Sum":8.0}},{{"Timestamp":"{first}","Sum":5.0}}]}}"#
        )
    };
    for (first, second) in [
        ("2026-10-01T00:00:00+00:00", "2026-10-03T00:00:00+00:00"),
        ("2026-10-01T00:00:00Z", "2026-10-03T00:00:00Z"),
        ("2026-10-01T02:00:00+02:00", "2026-10-03T02:00:00+02:00"),
        ("2026-10-01T00:00:00-05:00", "2026-10-03T00:00:00-05:00"),
    ] {
        for text in [data(first, second), statistics(first, second)] {
            for text in [text.clone(), text.replace(',', ",\r\n"), format!("\u{feff}{text}")] {
                let read = table(&text)?;
                assert_eq!((read.step, read.first.to_string().as_str()), (Step::Day, "2026-10-01 00:00"), "{text}");
                assert_eq!(weights(&text), Ok(vec![5, 8]), "{text}");
                assert_eq!(weights_with(&text, Missing::Zero), Ok(vec![5, 0, 8]), "{text}");
            }
        }
    }
    assert_eq!(table(&data("2026-10-01T00:00:00Z", "2026-10-01T04:00:00Z"))?.step, Step::Hour);
    Ok(())
}

#[test]
fn the_sparse_table_with_other_times() -> Result<(), Failure> {
    let sparse = file("sparse-cloudwatch.csv")?;
    let all = weights(&file("sparse-right.csv")?)?;
    // Eight hours of 30 days, from 9:00 on 1 September 2026: 1,788,253,200.
    let times = |write: &dyn Fn(u64, u64) -> String| -> String {
        let hours = (0..240).map(|row| (row / 8, 9 + row % 8));
        hours.map(|(day, hour)| format!("{},1000\n", write(day + 1, hour))).collect()
    };
    let unix =
        |day: u64, hour: u64, part: u64| ((1_788_220_800 + (day - 1) * 86_400 + hour * 3_600) * part).to_string();
    for text in [
        sparse,
        times(&|day, hour| format!("2026-09-{day:02}T{hour:02}:00:00Z")),
        times(&|day, hour| format!("2026-09-{day:02}T{:02}:00:00+02:00", hour + 2)),
        times(&|day, hour| format!("2026/09/{day:02} {hour}:00")),
        times(&|day, hour| format!("{day:02}.09.2026 {hour:02}:00")),
        times(&|day, hour| format!("9/{day}/2026 {}:00 {}", (hour + 11) % 12 + 1, if hour < 12 { "AM" } else { "PM" })),
        times(&|day, hour| format!("2026-09-{day:02},{hour:02}:00")),
        times(&|day, hour| format!("2026-09-{day:02},{hour}")),
        times(&|day, hour| unix(day, hour, 1)),
        times(&|day, hour| unix(day, hour, 1_000)),
        times(&|day, hour| unix(day, hour, 1_000_000)),
        times(&|day, hour| unix(day, hour, 1_000_000_000)),
    ] {
        for text in variations(&text) {
            assert_eq!(weights(&text), Ok(vec![1_000; 240]), "{text}");
            assert_eq!(weights_with(&text, Missing::Zero).as_ref(), Ok(&all), "{text}");
        }
    }
    Ok(())
}

#[test]
fn unix_times_of_every_part_of_a_second_are_times() -> Result<(), Failure> {
    for part in [1, 1_000, 1_000_000, 1_000_000_000] {
        for late in [0, part / 2, 17 * part] {
            let text =
                rows(0..3, |hour| format!("{},{},300", (1_790_827_200 + hour * 3_600) * part + late, 1_200 + hour));
            for text in variations(&text).into_iter().chain([format!("t,in,out\r{text}")]) {
                assert_eq!(weights(&text), Ok(vec![1_500, 1_501, 1_502]), "{text}");
                let read = table(&text)?;
                assert_eq!((read.first.to_string().as_str(), read.utc), ("2026-10-01 04:00", true), "{text}");
            }
        }
    }
    Ok(())
}

#[test]
fn the_daily_table_with_other_times() -> Result<(), Failure> {
    let daily = file("daily.csv")?;
    let days = |write: &dyn Fn(u64) -> String| rows(1..=30, |day| format!("{},24000", write(day)));
    for text in [
        daily.clone(),
        daily.lines().map(|line| line.replace(",24", " 00:00:00,24") + "\n").collect(),
        daily.lines().map(|line| line.replace(",24", "T00:00:00.000Z,24") + "\n").collect(),
        days(&|day| format!("2026/9/{day}")),
        days(&|day| format!("{day}.9.2026")),
        days(&|day| format!("9/{day}/2026")),
        days(&|day| format!("9/{day}/2026 12:00:00 AM")),
        days(&|day| format!("{day}-09-2026 00:00")),
        days(&|day| (1_788_220_800 + (day - 1) * 86_400).to_string()),
    ] {
        for text in variations(&text) {
            assert_eq!(weights(&text), Ok(vec![24_000; 30]), "{text}");
            assert_eq!(weights_with(&text, Missing::Zero), Ok(vec![24_000; 30]), "{text}");
            assert_eq!(table(&text)?.step, Step::Day, "{text}");
        }
    }
    Ok(())
}
