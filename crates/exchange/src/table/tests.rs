use super::{Table, Wrong, read};

/// The tokens of each hour.
fn hours(text: &str) -> Result<Vec<u64>, String> {
    let table = read(text).map_err(|error| error.to_string())?;
    Ok(table.hours.iter().map(|hour| hour.count()).collect())
}

/// The row, what is wrong in it, and the text it's about; all nothing where the table is read.
fn refused(text: &str) -> (Option<usize>, Option<Wrong>, String) {
    match read(text) {
        Ok(_) => (None, None, String::new()),
        Err(error) => (error.row, Some(error.wrong), error.text),
    }
}

fn wrong(row: usize, wrong: Wrong, text: &str) -> (Option<usize>, Option<Wrong>, String) {
    (Some(row), Some(wrong), text.to_owned())
}

fn words(text: &str) -> Result<String, String> {
    read(text).map(|table| Table::words(&table)).map_err(|error| error.to_string())
}

#[test]
fn every_separator_with_and_without_a_heading() {
    for text in [
        "2026-10-01 04:00,1200,300\n2026-10-01 05:00,0,7",
        "Time,Input,Output\r\n2026-10-01 04:00,1200,300\r\n\r\n2026-10-01 05:00,0,7\r\n",
        "\u{feff}time;in;out\n2026-10-01 04:00;1.200,0;300\n2026-10-01 05:00;0;7",
        "2026-10-01 04:00\t1,200.0\t300\n2026-10-01 05:00\t0\t7\n\n\n",
        "Time               Input  Output\n2026-10-01 04:00   1 200    300\n2026-10-01 05:00       0      7\n",
        "2026-10-01 04:00  1,200.0  300\n2026-10-01 05:00  0  7",
        "| Time | In | Out |\n|---|---:|---:|\n| 2026-10-01 04:00 | 1200 | 300 |\n| 2026-10-01 05:00 | 0 | 7 |",
        " time | in | out\n------+----+----\n 2026-10-01 04:00:00+00 | 1200 | 300\n 2026-10-01 05:00:00+00 | 0 | 7\n",
        "\"Time\",\"In\",\"Out\"\n\"2026-10-01 04:00\",\"1,200.0\",\"300\"\n\"2026-10-01 05:00\",\"0\",\"7\"",
        "\"10/13/2026, 4:00:00 AM\",\"1,200.0\",300\n\"10/13/2026, 5:00:00 AM\",0,7",
        "1790827200,1200,300\n1790830800000,0,7",
    ] {
        assert_eq!(hours(text), Ok(vec![1_500, 7]), "{text}");
    }
    assert_eq!(hours("2026-10-01 04:00,1200"), Ok(vec![1_200]));
}

#[test]
fn a_monitoring_export_has_several_headings() {
    let text = "Full label,Input,Output\nStatistic,Sum,Sum\nPeriod,300,300\n2026/10/01 05:00:00,1200.0,300.0\n2026/10/01 04:55:00,10.0,1.0\n2026/10/01 05:05:00,0.0,0.0\n";
    let table = read(text);
    assert_eq!(hours(text), Ok(vec![11, 1_500]));
    assert_eq!(table.as_ref().map(|table| (table.rows, table.headings)), Ok((3, 3)));
    assert_eq!(table.as_ref().map(|table| table.input.count()), Ok(1_210));
    assert_eq!(table.map(|table| table.output.map(pricing::quantity::Tokens::count)), Ok(Some(301)));
    assert!(words(text).is_ok_and(|words| words.ends_with("tokens. 3 rows before the first time are left out.")));
}

#[test]
fn hours_without_a_row_are_named() {
    let text = "2026-10-01 09:00,5\n2026-10-01 04:00,5\n2026-10-01 06:10,0\n2026-10-01 06:50,2";
    assert_eq!(hours(text), Ok(vec![5, 2, 5]));
    assert_eq!(
        words(text).as_deref(),
        Ok(
            "6 hours from 2026-10-01 04:00 to 2026-10-01 09:00, 4 rows: 12 tokens. 3 hours without rows are left out: 2026-10-01 05:00 (1), 2026-10-01 07:00 (2)."
        )
    );
    assert_eq!(words("2026-10-01T04:30Z;12345").as_deref(), Ok("1 hour, 2026-10-01 04:00 UTC, 1 row: 12,345 tokens."));
    let hour = |hour: u32| format!("2026-10-{:02} {:02}:00Z,2000000,500000\n", 1 + hour / 24, hour % 24);
    let all: String = (0..744).map(hour).collect();
    assert_eq!(
        words(&all).as_deref(),
        Ok("744 hours from 2026-10-01 00:00 to 2026-10-31 23:00 UTC, 744 rows: 1,488M input and 372M output tokens.")
    );
    let odd: String = (0..15).step_by(2).map(hour).collect();
    assert!(words(&odd).is_ok_and(|words| words.ends_with("2026-10-01 09:00 (1), and 2 more.")));
    let pair = words("2026-10-01,5\n2026-10-01 02:00,5");
    assert!(pair.is_ok_and(|words| words.ends_with(" 1 hour without rows is left out: 2026-10-01 01:00 (1).")));
}

#[test]
fn one_row_shows_the_order_of_all_dates() {
    let first = |text: &str| read(text).map(|table| table.first.to_string()).map_err(|error| error.to_string());
    assert_eq!(first("10/01/2026 04:00,5\n10/13/2026 04:00,5").as_deref(), Ok("2026-10-01 04:00"));
    assert_eq!(first("10/01/2026 04:00,5\n13/01/2026 04:00,5").as_deref(), Ok("2026-01-10 04:00"));
    assert_eq!(first("10/10/2026 04:00,5").as_deref(), Ok("2026-10-10 04:00"));
    assert_eq!(first("01.10.2026 04:00,5").as_deref(), Ok("2026-10-01 04:00"));
    assert_eq!(refused("t,n\n10/10/2026 04:00,5\n10/01/2026,5"), wrong(3, Wrong::DayOrMonth, "10/01/2026"));
    assert_eq!(refused("10/13/2026,5\n10/1/2026,5\n13/10/2026,5"), wrong(3, Wrong::DayAndMonth, "13/10/2026"));
}

#[test]
fn one_row_shows_what_separates_thousands() {
    assert_eq!(hours("2026-10-01 04:00;1.234\n2026-10-01 05:00;1.234.567"), Ok(vec![1_234, 1_234_567]));
    assert_eq!(hours("2026-10-01 04:00;1.000\n2026-10-01 05:00;5.0"), Ok(vec![1, 5]));
    assert_eq!(hours("2026-10-01 04:00;1,234\n2026-10-01 05:00;5.0"), Ok(vec![1_234, 5]));
    assert_eq!(hours("2026-10-01 04:00;1.234\n2026-10-01 05:00;5,00"), Ok(vec![1_234, 5]));
    assert_eq!(hours("2026-10-01 04:00;1 234\n2026-10-01 05:00;999"), Ok(vec![1_234, 999]));
    assert_eq!(refused("2026-10-01 04:00;999\n2026-10-01 05:00;1.234"), wrong(2, Wrong::Thousands, "1.234"));
    assert_eq!(refused("2026-10-01 04:00,\"1,234\""), wrong(1, Wrong::Thousands, "1,234"));
    assert_eq!(refused("2026-10-01 04:00;1.234\n2026-10-01 05:00;5.0"), wrong(1, Wrong::NotWhole, "1.234"));
    assert_eq!(refused("2026-10-01 04:00;5.0;1\n2026-10-01 05:00;6;5,0"), wrong(2, Wrong::Decimals, "5,0"));
}

#[test]
fn commas_may_separate_columns_or_thousands() {
    assert_eq!(refused("time,tokens\n2026-10-01 04:00,1,234"), wrong(2, Wrong::OneOrTwo, ""));
    assert_eq!(hours("time,in,out\n2026-10-01 04:00,1,234"), Ok(vec![235]));
    assert_eq!(hours("2026-10-01 04:00,1,234\n2026-10-01 05:00,1,7"), Ok(vec![235, 8]));
    assert_eq!(hours("2026-10-01 04:00,\"1\",\"234\""), Ok(vec![235]));
    assert_eq!(refused("2026-10-01 04:00,1,034"), wrong(1, Wrong::NoCount, "034"));
    assert_eq!(refused("2026-10-01 04:00,1,234,567"), wrong(1, Wrong::TooManyFields, "2026-10-01 04:00,1,234,567"));
}

#[test]
fn counts_that_are_none_are_refused_with_their_row() {
    for (count, kind) in [
        ("-5", Wrong::Negative),
        ("\u{2212}5", Wrong::Negative),
        ("12.5", Wrong::NotWhole),
        ("0,125", Wrong::NotWhole),
        ("1e5", Wrong::NoCount),
        ("NaN", Wrong::NoCount),
        ("5k", Wrong::NoCount),
        ("n/a", Wrong::NoCount),
    ] {
        let text = format!("time;in;out\n\n2026-10-01 04:00;5;6\n2026-10-01 05:00;7;{count}");
        assert_eq!(refused(&text), wrong(4, kind, count.trim_matches('"')), "{count}");
    }
}

#[test]
fn an_empty_cell_beside_a_count_is_none() {
    for empty in ["", "\"\"", " "] {
        let text = format!("time;in;out\n\n2026-10-01 04:00;5;6\n2026-10-01 05:00;7;{empty}");
        assert_eq!(hours(&text), Ok(vec![11, 7]), "{text}");
        assert!(words(&text).is_ok_and(|words| words.ends_with(" 1 empty cell counts as 0.")), "{text}");
        // Where no count is left, nothing is known of the hour.
        let text = format!("time;in\n\n2026-10-01 04:00;5\n2026-10-01 05:00;{empty}");
        assert_eq!(refused(&text), wrong(4, Wrong::Empty, ""), "{text}");
    }
}

#[test]
fn rows_that_are_none_are_refused() {
    let after = |line: &str| refused(&format!("2026-10-01 04:00,5\n{line}\n"));
    assert_eq!(after("2026-10-01 05:00,5,6"), wrong(2, Wrong::Ragged, "2026-10-01 05:00,5,6"));
    assert_eq!(after("2026-10-01 05:00"), wrong(2, Wrong::Ragged, "2026-10-01 05:00"));
    assert_eq!(after("2026-10-01 05:00;5"), wrong(2, Wrong::Ragged, "2026-10-01 05:00;5"));
    assert_eq!(after("Total,5"), wrong(2, Wrong::NoTime, "Total"));
    assert_eq!(after("2026-13-01 05:00,5"), wrong(2, Wrong::NoTime, "2026-13-01 05:00"));
    assert_eq!(after("2026-10-01 05:00,\"5"), wrong(2, Wrong::Quotes, "2026-10-01 05:00,\"5"));
    assert_eq!(after("2026-10-01 05:00Z,5"), wrong(2, Wrong::Offsets, "2026-10-01 05:00Z"));
    assert_eq!(refused("2026-13-01,5"), wrong(1, Wrong::NoFields, "2026-13-01,5"));
    assert_eq!(refused("2026-10-01 04:00"), wrong(1, Wrong::NoFields, "2026-10-01 04:00"));
    assert_eq!(refused("2026-10-01 04:00,\"5"), wrong(1, Wrong::Quotes, "2026-10-01 04:00,\"5"));
    assert_eq!(refused("t\n".repeat(21).as_str()), wrong(21, Wrong::NoFields, "t"));
    assert_eq!(refused(""), (None, Some(Wrong::NoRows), String::new()));
    assert_eq!(refused("time,tokens\n"), (None, Some(Wrong::NoRows), String::new()));
    assert_eq!(refused("2026-10-01,0\n2026-10-02,0"), (None, Some(Wrong::NoTokens), String::new()));
}

#[test]
fn bounds() {
    // 2024 has 8,784 hours.
    assert_eq!(hours("2024-01-01 00:00,5\n2024-12-31 23:00,5"), Ok(vec![5, 5]));
    let late = wrong(2, Wrong::TooManyHours, "2025-01-01");
    assert_eq!(refused("2024-01-01,5\n2025-01-01,5"), late);
    let early = wrong(3, Wrong::TooManyHours, "2023-12-31 23:00");
    assert_eq!(refused("2024-06-01,5\n2024-12-31 23:00,5\n2023-12-31 23:00,5"), early);
    assert_eq!(hours("2026-10-01,999999999999999,1"), Ok(vec![1_000_000_000_000_000]));
    let much = wrong(2, Wrong::TooManyTokens, "2026-10-01");
    assert_eq!(refused("2026-10-01,999999999999999,1\n2026-10-01,0,1"), much);
    assert_eq!(refused(&format!("2026-10-01,30,1\n2026-10-01,30,{}", "9".repeat(99))), much);
}

#[test]
fn an_error_says_the_row_and_shows_little_of_it() {
    let error = |text: &str| read(text).err().map(|error| error.to_string());
    assert_eq!(error("time;tokens\n2026-10-01;12.5").as_deref(), Some("Row 2, “12.5”: tokens come in whole numbers."));
    assert_eq!(error("").as_deref(), Some("Table: no row begins with a time."));
    assert_eq!(
        error("2026-10-01;\u{202e}5\0").as_deref().and_then(|error| error.get(..20)),
        Some("Row 1, “\u{fffd}5\u{fffd}”")
    );
    let long = read(&format!("2026-10-01;{}", "é".repeat(500))).err();
    assert_eq!(long.map(|error| error.text), Some("é".repeat(40) + "…"));
}
