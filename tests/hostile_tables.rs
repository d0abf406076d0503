//! Hostile tables: no panic, bounds kept, and every table is read or refused with its row.

use exchange::table::{Hour, Missing, Step, Table, TableError, Wrong, paste, read};
use pricing::bounds;
use pricing::quantity::Tokens;
use vectors::Generator;

/// What holds for every text.
fn holds(text: &str) -> Result<Table, TableError> {
    // What is pasted is read as the same table, or as a list, or refused.
    if let Ok(pasted) = paste(text) {
        let count = pasted.weights(Missing::Unknown).len();
        assert!((1..=bounds::LOAD_HOURS_MAX).contains(&count) && pasted.words(Missing::Zero).len() < 800);
    }
    let read = read(text);
    match &read {
        Ok(table) => {
            let shown: String = text.chars().take(200).collect();
            assert!((1..=bounds::LOAD_HOURS_MAX).contains(&table.hours.len()), "{shown}");
            assert!((table.hours.len()..=100_000).contains(&table.rows), "{shown}");
            assert!(table.headings <= 20, "{shown}");
            let columns = table.input.count() + table.output.map_or(0, Tokens::count);
            assert!(columns > 0 && columns <= bounds::TOKENS_MAX, "{shown}");
            assert_eq!(table.hours.iter().map(|hour| hour.count()).sum::<u64>(), columns, "{shown}");
            let missing: usize = table.gaps.iter().map(|gap| gap.hours).sum();
            let step = if table.step == Step::Day { 24 } else { 1 };
            let hours = table.last.since_1970() - table.first.since_1970();
            let span = hours / step + 1;
            assert_eq!(hours % step, 0, "{shown}");
            let twice = usize::from(table.set_back.is_some());
            assert_eq!(usize::try_from(span), Ok(table.hours.len() + missing - twice), "{shown}");
            assert!(hours < 8_784, "{shown}");
            let whole = table.weights(Missing::Zero);
            assert!(whole.len() >= table.hours.len() + missing && whole.len() <= bounds::LOAD_HOURS_MAX, "{shown}");
            assert_eq!(whole.iter().map(|hour| hour.count()).sum::<u64>(), columns, "{shown}");
            let gaps = table.gaps.windows(2).all(|pair| match pair {
                [one, next] => {
                    one.from.since_1970() + step * i32::try_from(one.hours).unwrap_or(0) < next.from.since_1970()
                }
                _ => true,
            });
            assert!(gaps && table.gaps.iter().all(|gap| table.first < gap.from && gap.from < table.last), "{shown}");
            let words = table.words();
            assert!(words.len() < 600 && words.ends_with('.'), "{words}");
        }
        Err(error) => {
            let message = error.to_string();
            assert!(error.text.chars().count() <= 41 && message.len() < 400, "{message}");
            assert!(!message.chars().any(|character| character.is_control() || character == '\u{202e}'), "{message}");
            let named = error.row.is_some_and(|row| (1..=text.split(['\n', '\r']).count()).contains(&row));
            let whole = matches!(error.wrong, Wrong::TooLong | Wrong::NoRows | Wrong::NoTokens);
            assert_eq!(named, !whole, "{message}");
        }
    }
    read
}

/// The row and what is wrong in it.
fn refused(text: &str) -> Option<(Option<usize>, Wrong)> {
    holds(text).err().map(|error| (error.row, error.wrong))
}

/// An hour so many hours after 1 January 2024.
fn hour(hours: usize) -> String {
    i32::try_from(hours)
        .ok()
        .and_then(|hours| Hour::new(473_352 + hours))
        .map(|hour| hour.to_string())
        .unwrap_or_default()
}

#[test]
fn rows_up_to_the_bound_are_read() {
    let row = |index: usize| format!("{},{},1000\n", hour(index % 8_784), 1_000 + index);
    let mut text: String = (0..100_000).map(row).collect();
    let table = holds(&text);
    assert_eq!(table.as_ref().map(|table| (table.rows, table.hours.len(), table.gaps.len())), Ok((100_000, 8_784, 0)));
    let input = (0..100_000_u64).map(|index| 1_000 + index).sum::<u64>();
    assert_eq!(table.as_ref().map(|table| table.input.count()), Ok(input));
    assert_eq!(table.map(|table| table.output.map(Tokens::count)), Ok(Some(100_000_000)));
    text.push_str(&row(0));
    assert_eq!(refused(&text), Some((Some(100_001), Wrong::TooManyRows)));
}

#[test]
fn long_texts() {
    for piece in [
        "9",
        "\"",
        " ",
        "\n",
        "\r",
        "\t",
        ",",
        ";",
        "|",
        "\0",
        "é",
        "1,",
        "x\n",
        "|\n",
        "2026-10-01 04:00,",
        "1 ",
        "\u{a0}",
    ] {
        for before in ["", "2026-10-01 04:00,5\n", "2026-10-01 04:00,", "2026-10-01 04:00;\"", "2026-10-01 04:00:00."] {
            let lengths = if before.is_empty() { [10_000_001, 10_000_000] } else { [1_000_000, 100_000] };
            for length in lengths {
                let text = before.to_owned() + &piece.repeat(length / piece.len());
                let read = refused(&text);
                assert_eq!(read == Some((None, Wrong::TooLong)), text.len() > 10_000_000, "{before}{piece}");
            }
        }
    }
    assert_eq!(refused(&"9".repeat(1_000_000)), Some((Some(1), Wrong::NoFields)));
    assert_eq!(refused(&format!("2026-10-01,{}", "9".repeat(1_000_000))), Some((Some(1), Wrong::TooManyTokens)));
    assert_eq!(refused(&"\n".repeat(100_000)), Some((None, Wrong::NoRows)));
    let blank = "\r\n".repeat(100_000);
    assert!(holds(&format!("{blank}2026-10-01,5{blank}")).is_ok_and(|table| table.rows == 1));
    assert_eq!(refused(&format!("{blank}2026-10-01,x{blank}")), Some((Some(100_001), Wrong::NoCount)));
}

#[test]
fn nasty_texts() {
    for (text, expected) in [
        ("\0", (None, Wrong::NoRows)),
        ("\u{feff}", (None, Wrong::NoRows)),
        ("time,tokens", (None, Wrong::NoRows)),
        ("\"", (None, Wrong::NoRows)),
        ("\"\"\"\n\"2", (Some(2), Wrong::Quotes)),
        ("2026-10-01,\"5\"\"\"", (Some(1), Wrong::Quotes)),
        ("0000-01-01,5", (Some(1), Wrong::NoFields)),
        ("2026-10-01,5\n0000-01-01,5", (Some(2), Wrong::NoTime)),
        ("2026-10-01,5\n9999-01-01,5", (Some(2), Wrong::NoTime)),
        ("2026-10-01,5\n99999-01-01,5", (Some(2), Wrong::NoTime)),
        ("2026-10-01,5\n2026-02-29,5", (Some(2), Wrong::NoTime)),
        ("1900-01-01,5\n2199-12-31 23:59,5", (Some(2), Wrong::TooManyHours)),
        ("2199-12-31 23:59,5\n1900-01-01,5", (Some(2), Wrong::TooManyHours)),
        ("2026-10-01,5\n2026-10-01,\u{202e}5", (Some(2), Wrong::NoCount)),
        ("2026-10-01,5\n\u{200f}2026-10-01,5", (Some(2), Wrong::NoTime)),
        ("2026-10-01,5\n2026-10-01\0,5", (Some(2), Wrong::NoTime)),
        ("2026-10-01,5\n2026-10-01,\u{661}", (Some(2), Wrong::NoCount)),
        ("2026-10-01,5\n2026-10-01,<script>alert(1)</script>", (Some(2), Wrong::NoCount)),
        ("2026-10-01,5\n2026-10-01,=1+1", (Some(2), Wrong::NoCount)),
        ("2026-10-01,5\r2026-10-01,x", (Some(2), Wrong::NoCount)),
    ] {
        assert_eq!(refused(text), Some(expected), "{text:?}");
    }
    for text in ["2199-12-31 23:59,5", "1900-01-01,5", "2024-02-29T23:59:59Z,5", "2000-02-29,5", "2026-10-01,5 \t"] {
        assert!(holds(text).is_ok(), "{text}");
    }
}

#[test]
fn other_locales() {
    let sum = |text: &str| holds(text).map(|table| table.hours.iter().map(|hour| hour.count()).sum::<u64>());
    assert_eq!(
        sum("Zeit;Eingabe;Ausgabe\r\n01.10.2026 04:00;1.234.567,0;5,0\r\n13.10.2026 04:00;1.000;1\r\n"),
        Ok(1_235_573)
    );
    assert_eq!(
        sum("Heure;Entrée\n01/10/2026 04:00;1\u{202f}234\u{202f}567\n31/10/2026 04:00;1\u{a0}000"),
        Ok(1_235_567)
    );
    assert_eq!(sum("時刻\t入力\n2026/10/01 4:00\t1,234,567\n2026/10/01 5:00\t1,000"), Ok(1_235_567));
    assert_eq!(sum("Zeit;Anfragen\n2026-10-01 04:00;1'234'567"), Ok(1_234_567));
    assert_eq!(sum("time\ttokens\n10/31/2026, 4:00:00\u{202f}PM\t5"), Ok(5));
}

#[test]
fn clocks_that_are_set_back_and_forward() {
    // The same hour twice, and none: as written, and with offsets.
    let written = "2026-10-25 01:00,1\n2026-10-25 02:00,2\n2026-10-25 02:00,3\n2026-10-25 03:00,4\n";
    let table = holds(written).map(|table| (table.hours.len(), table.gaps.len(), table.utc));
    assert_eq!(table, Ok((4, 0, false)));
    let offsets = "2026-10-25T02:00+02:00,2\n2026-10-25T02:00+01:00,3\n2026-10-25T03:00+01:00,4\n";
    let table = holds(offsets).map(|table| (table.hours.len(), table.gaps.len(), table.utc));
    assert_eq!(table, Ok((3, 0, true)));
    let forward = "2026-03-29 01:00,1\n2026-03-29 03:00,2\n";
    assert!(holds(forward).is_ok_and(|table| table.words().ends_with("is left out: 2026-03-29 02:00 (1).")));
}

#[test]
fn random_texts() {
    const TIMES: &[&str] = &[
        "2026-10-01 04:00",
        "2026-10-01T05:00:00Z",
        "2026-10-01T05:00:00.000+02:00",
        "10/01/2026 4:00 PM",
        "13/10/2026",
        "10/13/2026",
        "01.10.2026 04:00",
        "1790827200",
        "1790827200000",
        "2026-10-02",
        "2025-12-31 23:59",
    ];
    const COUNTS: &[&str] =
        &["5", "0", "1234", "1,234", "1.234", "1.234.567", "\"1,234,567\"", "1 234", "5.0", "5,0", "999999999999999"];
    const OTHERS: &[&str] = &[
        ",",
        ",",
        ",",
        ";",
        ";",
        "\t",
        "\t",
        "|",
        "  ",
        " ",
        "\"",
        "\n",
        "\n",
        "\n",
        "\n",
        "\r\n",
        "12.5",
        "-5",
        "1e5",
        "NaN",
        "time",
        "tokens",
        "9999999999999999999999",
        "\0",
        "\u{202e}",
        "\u{feff}",
        "\u{a0}",
        "\u{202f}",
        "é",
        "AM",
        "Z",
        "+",
        "-",
        "/",
        ".",
        ":",
        "'",
        "\u{2212}",
        "\u{661}",
        "\\",
        "0000-00-00",
    ];
    let mut generator = Generator::new(43);
    let (mut good, mut bad) = (0, 0);
    let mut take = |text: &str| if holds(text).is_ok() { good += 1 } else { bad += 1 };
    for _ in 0..20_000 {
        let length = generator.below(30);
        let mut text = String::new();
        for _ in 0..length {
            let fragments = generator.pick(&[TIMES, COUNTS, OTHERS, OTHERS]).copied().unwrap_or_default();
            text.push_str(generator.pick(fragments).copied().unwrap_or_default());
        }
        take(&text);
    }
    // Rows of the right shape, of fragments.
    for _ in 0..20_000 {
        let separator = generator.pick(&[",", ";", "\t", "|", "  "]).copied().unwrap_or_default();
        let (rows, columns) = (1 + generator.below(4), 1 + generator.below(2));
        let mut text = String::new();
        for _ in 0..rows {
            text.push_str(generator.pick(TIMES).copied().unwrap_or_default());
            for _ in 0..columns {
                text.push_str(separator);
                text.push_str(generator.pick(COUNTS).copied().unwrap_or_default());
            }
            text.push('\n');
        }
        take(&text);
    }
    // Random bytes, alone and after a good row.
    for _ in 0..20_000 {
        let length = generator.below(60);
        let bytes: Vec<u8> = (0..length).filter_map(|_| u8::try_from(generator.below(256)).ok()).collect();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        take(&text);
        take(&format!("2026-10-01 04:00,5\n{text}"));
    }
    assert!(good > 1_000 && bad > 1_000, "{good} read, {bad} refused");
}

#[test]
fn hours_come_back_exactly() {
    let mut generator = Generator::new(47);
    for round in 0..60 {
        let span = usize::try_from(1 + generator.below(if round % 10 == 0 { 8_784 } else { 300 })).unwrap_or(1);
        let columns = 1 + generator.below(2);
        // Each hour: none, or its rows, of which at least the first hour has one.
        let mut hours: Vec<Option<u64>> = vec![None; span];
        let mut rows = Vec::new();
        let form = generator.below(5);
        for (index, total) in hours.iter_mut().enumerate() {
            if index > 0 && generator.chance(20) {
                continue;
            }
            for _ in 0..=generator.below(3) {
                let minute = generator.below(60);
                let at = hour(index);
                let (date, clock) = at.split_once(' ').unwrap_or_default();
                let mut parts = date.split('-').map(str::to_owned);
                let [year, month, day] = std::array::from_fn(|_| parts.next().unwrap_or_default());
                let clock = clock.trim_end_matches(":00");
                let mut row = match form {
                    0 => format!("{date} {clock}:{minute:02}"),
                    1 => format!("{date}T{clock}:{minute:02}:59.9Z"),
                    2 => format!("{month}/{day}/{year} {clock}:{minute:02}"),
                    3 => format!("{day}.{month}.{year}, {clock}:{minute:02}:00"),
                    _ => format!("{}", (473_352 + u64::try_from(index).unwrap_or(0)) * 3_600 + minute * 60),
                };
                for _ in 0..columns {
                    let tokens = 1_000 + generator.count(1_000_000_000);
                    *total = Some(total.unwrap_or(0) + tokens);
                    row = format!("{row};{tokens}");
                }
                rows.push(row);
            }
        }
        // A row that shows the order of the dates, in the last hour of the year's first 13 days.
        if form == 2 {
            hours.resize(span.max(13 * 24), None);
            rows.push("01/13/2024 23:00".to_owned() + &";7".repeat(usize::try_from(columns).unwrap_or(1)));
            if let Some(total) = hours.get_mut(13 * 24 - 1) {
                *total = Some(total.unwrap_or(0) + 7 * columns);
            }
        }
        while hours.last() == Some(&None) {
            hours.pop();
        }
        let expected: Vec<u64> = hours.iter().copied().flatten().collect();
        let missing = hours.len() - expected.len();
        let in_order = holds(&rows.join("\n"));
        for index in (1..rows.len()).rev() {
            let other = usize::try_from(generator.below(1 + u64::try_from(index).unwrap_or(0))).unwrap_or(0);
            rows.swap(index, other);
        }
        let shuffled = holds(&format!("time;tokens\r\n{}\r\n", rows.join("\r\n")));
        for table in [in_order, shuffled] {
            let read: Option<Vec<u64>> =
                table.as_ref().ok().map(|table| table.hours.iter().map(|hour| hour.count()).collect());
            assert_eq!(read.as_ref(), Some(&expected), "round {round}: {:?}", table.as_ref().err());
            assert_eq!(table.as_ref().map(|table| table.rows), Ok(rows.len()));
            assert_eq!(table.map(|table| table.gaps.iter().map(|gap| gap.hours).sum::<usize>()), Ok(missing));
        }
    }
}
