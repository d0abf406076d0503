//! Loads as people paste them: each kind of table that was once misread, with its right value, and its variations.
//!
//! `tables/` holds them as they come from monitoring and spreadsheets. Whatever is read is read rightly; whatever isn't is refused
//! with its row.

#![allow(clippy::format_collect, reason = "short texts of a test, written to be read")]

#[path = "pasted/days.rs"]
mod days;
#[path = "pasted/hours.rs"]
mod hours;

use exchange::table::{Missing, Pasted, Step, Table, TableError, Wrong, paste};
use pricing::quantity::Tokens;

type Failure = Box<dyn std::error::Error>;

fn file(name: &str) -> Result<String, Failure> {
    Ok(std::fs::read_to_string(tests::path(&format!("tables/{name}")))?)
}

/// The weights of what is pasted, with hours that have no row left out.
fn weights(text: &str) -> Result<Vec<u64>, TableError> {
    weights_with(text, Missing::Unknown)
}

fn weights_with(text: &str, missing: Missing) -> Result<Vec<u64>, TableError> {
    Ok(paste(text)?.weights(missing).into_iter().map(Tokens::count).collect())
}

/// The row and what is wrong there.
fn refused(text: &str) -> Option<(Option<usize>, Wrong)> {
    paste(text).err().map(|error| (error.row, error.wrong))
}

fn table(text: &str) -> Result<Table, TableError> {
    match paste(text)? {
        Pasted::Table(table) => Ok(table),
        Pasted::Weights(_) => Err(TableError { row: None, wrong: Wrong::NoRows, text: "a list".to_owned() }),
    }
}

/// A text with other line ends, a byte order mark, other separators, quotes.
fn variations(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().collect();
    let quoted = |line: &&str| line.split(',').map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(",");
    let mut all = vec![
        text.to_owned(),
        lines.join("\r\n"),
        lines.join("\r"),
        format!("\u{feff}{text}\n\n"),
        format!("\u{feff}{}\r\r", lines.join("\r")),
        format!("  {}  \n", lines.join("  \n")),
        text.replace(',', "\t"),
        text.replace(',', ";"),
        lines.iter().map(|line| format!("| {} |\n", line.replace(',', " | "))).collect(),
        lines.iter().map(quoted).collect::<Vec<_>>().join("\n"),
    ];
    // Spaces can't stand around an empty cell.
    if !text.contains(",\n") && !text.contains(",,") {
        all.push(text.replace(',', "  "));
    }
    all
}

/// One row for each hour.
fn rows(hours: impl IntoIterator<Item = u64>, row: impl Fn(u64) -> String) -> String {
    hours.into_iter().map(|hour| row(hour) + "\n").collect()
}

#[test]
fn unix_times_are_times_and_never_tokens() -> Result<(), Failure> {
    for text in variations(&file("epoch-seconds-right.csv")?) {
        assert_eq!(weights(&text), Ok(vec![1_500, 1_000, 4_900]), "{text}");
    }
    for text in variations(&file("epoch-seconds-no-header.csv")?) {
        assert_eq!(weights(&text), Ok(vec![1_500, 1_000, 4_900]), "{text}");
        let read = table(&text).map_err(|error| format!("{error}: {text}"))?;
        assert_eq!((read.first.to_string().as_str(), read.utc), ("2026-10-01 04:00", true), "{text}");
    }
    for text in variations(&file("epoch-milliseconds.csv")?) {
        assert_eq!(weights(&text), Ok(vec![1_200, 800]), "{text}");
    }
    // Alone they are no load, however many there are.
    for count in [2, 24, 168] {
        let seconds: String = (0..count).map(|hour| format!("{}\n", 1_790_827_200_u64 + hour * 3_600)).collect();
        let milliseconds: String =
            (0..count).map(|hour| format!("{}\n", 1_790_827_200_000_u64 + hour * 3_600_000)).collect();
        let wrong = if count == 2 { Wrong::ListLength } else { Wrong::Dates };
        for text in [seconds, milliseconds] {
            assert_eq!(refused(&text), Some((Some(1), wrong)), "{text}");
        }
    }
    Ok(())
}

#[test]
fn days_of_any_form_are_never_tokens() -> Result<(), Failure> {
    // A column for each of year, month, day and hour.
    for text in variations(&file("year-month-day-hour-columns.csv")?) {
        assert_eq!(refused(&text), Some((Some(1), Wrong::NoFields)), "{text}");
    }
    // Days of a spreadsheet, and days without separators: alone, before tokens, and beside a time.
    let days = |from: u64| (from..from + 24).map(|day| day.to_string()).collect::<Vec<_>>();
    let compact: Vec<String> = (1..=24).map(|day| format!("202610{day:02}")).collect();
    let with_hour: Vec<String> = (0..24).map(|hour| format!("20261001{hour:02}")).collect();
    for column in [days(46_296), compact, with_hour] {
        assert_eq!(refused(&column.join("\n")), Some((Some(1), Wrong::Dates)), "{column:?}");
        let falling: Vec<&str> = column.iter().rev().map(String::as_str).collect();
        assert_eq!(refused(&falling.join("\n")), Some((Some(1), Wrong::Dates)), "{column:?}");
        let before: Vec<String> = column.iter().map(|day| format!("{day},1200")).collect();
        assert_eq!(refused(&before.join("\n")).map(|(row, _)| row), Some(Some(1)), "{column:?}");
        let beside: Vec<String> =
            column.iter().enumerate().map(|(hour, day)| format!("2026-10-01 {hour:02}:00;{day};1200")).collect();
        assert_eq!(refused(&beside.join("\n")), Some((Some(1), Wrong::Dates)), "{column:?}");
    }
    assert_eq!(refused("46296.1667,1200\n46296.2083,800"), Some((Some(1), Wrong::NoFields)));
    Ok(())
}

#[test]
fn a_list_has_a_number_in_each_row() -> Result<(), Failure> {
    let right: Vec<u64> = (1..=24).map(|hour| hour * 1_000).collect();
    let plain = file("24-hours-right.txt")?;
    let thousands = file("24-hours-comma-thousands.txt")?;
    let spaced = thousands.replace(',', " ");
    let others = [thousands.replace(',', "."), thousands.replace(',', "'"), spaced, thousands.replace(',', "\u{202f}")];
    let named = [format!("Tokens\n{plain}"), format!("tokens per hour\r\n\r\n{}", plain.replace('\n', "\r\n"))];
    let quoted: String = thousands.lines().map(|line| format!("\"{line}\"\n")).collect();
    let in_a_row =
        [plain.trim().replace('\n', "\t"), plain.trim().replace('\n', " "), plain.trim().replace('\n', ", ")];
    for text in [plain.clone(), thousands, quoted, format!("\u{feff}{plain}")]
        .iter()
        .chain(&others)
        .chain(&named)
        .chain(&in_a_row)
    {
        assert_eq!(weights(text).as_ref(), Ok(&right), "{text}");
    }
    // One row shows how all are meant; where none does, the row is named.
    let mut mixed: Vec<String> = (1..=24).map(|hour| format!("{hour},500")).collect();
    mixed.push("900".to_owned());
    mixed.remove(0);
    assert_eq!(weights(&mixed.join("\n")).map(|weights| weights.first().copied()), Ok(Some(2_500)));
    let unsure: Vec<String> = (1..=23).map(|hour| format!("{},000", 30 - hour)).chain(["900".to_owned()]).collect();
    assert_eq!(refused(&unsure.join("\n")), Some((Some(1), Wrong::Thousands)));
    // The hours of a day with three digits each, or thousands?
    let hours: String = (1..=24).map(|hour| format!("{hour},{}\n", 100 + hour)).collect();
    assert_eq!(refused(&hours), Some((Some(1), Wrong::OneOrTwo)));
    // Not a day's hours, nor a week's.
    for text in variations(&file("spaces-thousands.txt")?) {
        assert_eq!(refused(&text).map(|(row, _)| row), Some(Some(1)), "{text}");
    }
    for count in [1, 2, 23, 25, 48, 167, 169, 744] {
        let text: String = (0..count).map(|hour| format!("{}\n", 500 + hour * hour % 77)).collect();
        assert!(refused(&text).is_some_and(|(row, _)| row == Some(1)), "{count}");
    }
    for count in [24, 168] {
        let text: String = (0..count).map(|hour| format!("{}\n", 500 + hour * hour % 77)).collect();
        let expected: Vec<u64> = (0..count).map(|hour| 500 + hour * hour % 77).collect();
        assert_eq!(weights(&text), Ok(expected));
    }
    let mut cells: Vec<String> = (0..24).map(|hour| (hour * hour % 7 + 1).to_string()).collect();
    for (cell, wrong) in
        [("-5", Wrong::Negative), ("1.5", Wrong::NotWhole), ("5k", Wrong::NoCount), ("1e5", Wrong::NoCount)]
    {
        if let Some(one) = cells.get_mut(20) {
            cell.clone_into(one);
        }
        assert_eq!(refused(&cells.join("\n")), Some((Some(21), wrong)), "{cell}");
    }
    Ok(())
}

#[test]
fn an_hour_of_the_day_is_no_token() -> Result<(), Failure> {
    let right: Vec<u64> = (1..=24).map(|hour| hour * 100).collect();
    let text = file("hour-of-day-and-tokens.tsv")?;
    let rows: Vec<(usize, u64)> = right.iter().copied().enumerate().collect();
    let with = |write: &dyn Fn(usize, u64) -> String| {
        rows.iter().map(|(hour, tokens)| write(*hour, *tokens)).collect::<Vec<_>>().join("\n")
    };
    for text in [
        text,
        with(&|hour, tokens| format!("{hour};{tokens}")),
        with(&|hour, tokens| format!("{hour:02}:00\t{tokens}")),
        with(&|hour, tokens| format!("{hour:02}:00:00,{tokens}")),
        with(&|hour, tokens| format!("{}\t{tokens}", hour + 1)),
        with(&|hour, tokens| format!("{hour}\t{}\t{}", tokens - 30, 30)),
        format!("hour\ttokens\r\n{}", with(&|hour, tokens| format!("{hour}\t{tokens}")).replace('\n', "\r\n")),
        with(&|hour, tokens| format!("| {hour} | {tokens} |")),
    ] {
        assert_eq!(weights(&text), Ok(right.clone()), "{text}");
    }
    // The hours alone.
    for from in [0, 1] {
        let text: String = (from..from + 24).map(|hour| format!("{hour}\n")).collect();
        assert_eq!(refused(&text), Some((Some(1), Wrong::Dates)), "{text}");
    }
    Ok(())
}

#[test]
fn the_hour_may_have_a_column_of_its_own() -> Result<(), Failure> {
    let right: Vec<u64> = (1..=24).map(|hour| hour * 100).collect();
    let joined = file("date-and-hour-right.csv")?;
    let apart = file("date-and-hour-columns.csv")?;
    for text in variations(&joined).into_iter().chain(variations(&apart)) {
        assert_eq!(weights(&text), Ok(right.clone()), "{text}");
        let read = table(&text).map_err(|error| format!("{error}: {text}"))?;
        assert_eq!((read.input.count(), read.output, read.step), (30_000, None, Step::Hour), "{text}");
    }
    let row = |hour: u64, label: String, more: &str| format!("2026-10-01,{label},{}{more}\n", (hour + 1) * 100);
    for text in [
        (0..24).map(|hour| row(hour, format!("{hour:02}:00"), "")).collect::<String>(),
        (0..24).map(|hour| row(hour, format!("{hour:02}:00:00"), "")).collect(),
        (0..24).map(|hour| row(hour, (hour + 1).to_string(), "")).collect(),
        (0..24).map(|hour| row(hour, format!("{hour:02}"), "")).collect(),
        (0..24).map(|hour| row(hour, hour.to_string(), ",0")).collect(),
    ] {
        assert_eq!(weights(&text), Ok(right.clone()), "{text}");
    }
    // Two days, of which each hour has a place.
    let two: String =
        (0..48).map(|hour| format!("2026-10-{:02},{},{}\n", 1 + hour / 24, hour % 24, 5 + hour)).collect();
    assert_eq!(weights(&two), Ok((5..53).collect()));
    // Two counts beside days that come once are two counts.
    let days = table("day;in;out\n2026-10-01;5;7\n2026-10-02;6;8")?;
    assert_eq!((days.input.count(), days.output.map(Tokens::count), days.step), (11, Some(15), Step::Day));
    Ok(())
}

#[test]
fn a_clock_that_is_set_back_has_its_hour_twice() -> Result<(), Failure> {
    for text in variations(&file("dst-autumn-local.csv")?) {
        assert_eq!(weights(&text), Ok(vec![1_000; 25]), "{text}");
        let said = paste(&text)?.words(Missing::Unknown);
        assert!(said.contains("2026-10-25 02:00 comes twice"), "{said}");
    }
    // On another day it is no clock, and a table pasted twice is none either: said, and added up.
    let other = file("dst-autumn-local.csv")?.replace("2026-10-25", "2026-10-22");
    assert_eq!(weights(&other).map(|weights| weights.get(2).copied()), Ok(Some(2_000)));
    assert!(
        paste(&other)?.words(Missing::Unknown).contains("2026-10-22 02:00"),
        "{}",
        paste(&other)?.words(Missing::Unknown)
    );
    let twice = format!("{joined}\n{joined}", joined = file("date-and-hour-right.csv")?.replace("time,tokens\n", ""));
    assert_eq!(weights(&twice), Ok((1..=24).map(|hour| hour * 200).collect()));
    assert!(paste(&twice)?.words(Missing::Unknown).contains("24 hours with a time in several rows"));
    // Several rows within an hour, each with a time of its own, are no repetition.
    let fine: String = (0..12).map(|five| format!("2026-10-01 04:{:02},10\n", five * 5)).collect();
    assert!(table(&fine)?.repeated.is_empty());
    Ok(())
}

#[test]
fn hours_without_a_row_are_unknown_or_empty_as_the_reader_says() -> Result<(), Failure> {
    let all = weights(&file("sparse-right.csv")?)?;
    assert_eq!((all.len(), all.iter().sum::<u64>()), (720, 240_000));
    for text in variations(&file("sparse-cloudwatch.csv")?) {
        // 30 days of 8 hours.
        assert_eq!(weights(&text), Ok(vec![1_000; 240]), "{text}");
        assert_eq!(weights_with(&text, Missing::Zero).as_ref(), Ok(&all), "{text}");
        assert!(paste(&text)?.words(Missing::Unknown).contains("464 hours without rows are left out"));
        assert!(paste(&text)?.words(Missing::Zero).contains("464 hours without rows count as 0"));
    }
    // A whole leap year has no room before and behind.
    let year = "2024-01-01 12:00,5\n2025-01-01 11:00,5";
    assert_eq!(weights_with(year, Missing::Zero).map(|weights| weights.len()), Ok(8_784));
    Ok(())
}

#[test]
fn what_monitoring_prints_is_read() -> Result<(), Failure> {
    for text in variations(&file("cloudwatch-blank-cell.csv")?) {
        assert_eq!(weights(&text), Ok(vec![1_500, 800, 10]), "{text}");
        assert!(paste(&text)?.words(Missing::Unknown).contains("2 empty cells count as 0"), "{text}");
    }
    let json = file("get-metric-data.json")?;
    let one_line = json.split_whitespace().collect::<String>();
    for text in [json.clone(), json.replace('\n', "\r\n"), one_line, format!("\u{feff}{json}"), json.replace(".0", "")]
    {
        assert_eq!(weights(&text), Ok(vec![300, 1_200]), "{text}");
    }
    let both = |first: &str, second: &str| {
        format!(
            r#"{{"Messages":[],"MetricDataResults":[{{"Id":"a","Label":"{first}","Timestamps":["2026-10-01T05:00:00Z","2026-10-01T04:00:00Z"],"Values":[7,5]}},{{"Id":"b","Label":"{second}","Timestamps":["2026-10-01T04:00:00Z"],"Values":[90]}}]}}"#
        )
    };
    for (first, second, input, output) in
        [("InputTokenCount", "OutputTokenCount", 12, 90), ("OutputTokenCount", "InputTokenCount", 90, 12)]
    {
        let read = table(&both(first, second))?;
        assert_eq!((read.input.count(), read.output.map(Tokens::count), read.blanks), (input, Some(output), 1));
        assert_eq!(weights(&both(first, second)), Ok(vec![95, 7]));
    }
    let statistics = r#"{"Label":"InputTokenCount","Datapoints":[{"Timestamp":"2026-10-01T05:00:00+00:00","Sum":7.0,"Unit":"Count"},{"Timestamp":"2026-10-01T04:00:00+00:00","Sum":5.0,"Unit":"Count"}]}"#;
    assert_eq!(weights(statistics), Ok(vec![5, 7]));
    for (from, to, wrong) in [
        ("7.0", "7.5", Wrong::NotWhole),
        ("7.0", "-7", Wrong::Negative),
        ("\"Sum\":7.0", "\"Average\":7.0", Wrong::Json),
        ("05:00:00+00:00", "05:00:00", Wrong::Offsets),
        ("2026-10-01T05", "2026-13-01T05", Wrong::NoTime),
        ("Datapoints", "Points", Wrong::Json),
        ("]}", "", Wrong::Json),
    ] {
        assert_eq!(refused(&statistics.replace(from, to)), Some((Some(1), wrong)), "{to}");
    }
    assert_eq!(refused(r#"{"Datapoints":[]}"#), Some((None, Wrong::NoRows)));
    Ok(())
}

#[test]
fn days_are_taken_as_days() -> Result<(), Failure> {
    for text in variations(&file("daily.csv")?) {
        assert_eq!(weights(&text), Ok(vec![24_000; 30]), "{text}");
        assert_eq!(weights_with(&text, Missing::Zero), Ok(vec![24_000; 30]), "{text}");
        let read = table(&text)?;
        assert_eq!((read.step, read.gaps.len()), (Step::Day, 0), "{text}");
        assert!(read.words().starts_with("30 days from 2026-09-01 to 2026-09-30, 30 rows: "), "{}", read.words());
    }
    let gap = table("2026-09-01;5\n2026-09-04;6")?;
    assert!(gap.words().ends_with("2 days without rows are left out: 2026-09-02 (2)."), "{}", gap.words());
    assert_eq!(weights_with("2026-09-01;5\n2026-09-04;6", Missing::Zero), Ok(vec![5, 0, 0, 6]));
    Ok(())
}
