//! What is pasted or typed: tables of times and tokens, and numbers.

use crate::harmless;
use exchange::table::{Step, Table, TableError, Wrong, read};
use pricing::bounds;
use pricing::money::grouped;
use pricing::number::{
    DecimalSign, decimal, read_cents, read_count, read_dollars, read_multiple, read_proportion, read_share,
};
use pricing::quantity::{Dollars, Multiple, Share, Tokens};
use pricing::rates::Date;

/// A table is read within its bounds or refused with its row; a number is read within its bounds or refused, and what was
/// read can be typed again.
///
/// # Panics
/// Where that isn't so.
pub fn holds(text: &str) {
    match read(text) {
        Ok(table) => table_holds(&table),
        Err(error) => refusal_holds(text, &error),
    }
    for line in text.split('\n').take(8) {
        number_holds(line);
    }
}

fn table_holds(table: &Table) {
    assert!((1..=bounds::LOAD_HOURS_MAX).contains(&table.hours.len()));
    assert!(table.hours.len() <= table.rows);
    let all = table.input.count() + table.output.map_or(0, Tokens::count);
    assert!(all > 0 && all <= bounds::TOKENS_MAX);
    assert_eq!(table.hours.iter().map(|hour| hour.count()).sum::<u64>(), all, "no token is lost");
    let missing: usize = table.gaps.iter().map(|gap| gap.hours).sum();
    let each = if table.step == Step::Day { 24 } else { 1 };
    // An hour that comes twice has two places.
    let again = i32::from(table.set_back.is_some());
    let span = (table.last.since_1970() - table.first.since_1970()) / each + 1 + again;
    assert_eq!(usize::try_from(span), Ok(table.hours.len() + missing), "each hour or day is there or named");
    assert!(table.gaps.iter().all(|gap| table.first < gap.from && gap.from < table.last));
    let words = table.words();
    assert!(words.len() < 600 && words.ends_with('.'), "{words}");
}

fn refusal_holds(text: &str, error: &TableError) {
    let message = error.to_string();
    // 40 characters, and an ellipsis where there are more.
    assert!(error.text.chars().count() <= 41 && message.len() < 400, "{message}");
    assert!(harmless(&message), "{message:?}");
    let named = error.row.is_some_and(|row| (1..=text.split(['\n', '\r']).count()).contains(&row));
    let whole = matches!(error.wrong, Wrong::TooLong | Wrong::NoRows | Wrong::NoTokens);
    assert_eq!(named, !whole, "{message}");
}

fn number_holds(text: &str) {
    for sign in [DecimalSign::Point, DecimalSign::Comma] {
        if let Ok(count) = read_count(text, sign, bounds::TOKENS_MAX) {
            assert!(count <= bounds::TOKENS_MAX, "{text}");
            assert_eq!(read_count(&count.to_string(), sign, bounds::TOKENS_MAX), Ok(count), "{text}");
            assert_eq!(read_count(&grouped(&count.to_string()), DecimalSign::Point, bounds::TOKENS_MAX), Ok(count));
        }
        if let Ok(share) = read_share(text, sign) {
            assert!(share.numerator() <= share.denominator() && share.denominator() <= 10_000, "{text}");
            assert_eq!(Share::parse(&share.to_string()), Ok(share), "{text}");
        }
        if let Ok(multiple) = read_multiple(text, sign, Multiple::ONE, bounds::CALLS_PER_REQUEST_MAX) {
            assert!(multiple >= Multiple::ONE && multiple.ten_thousandths() <= 10_000_000, "{text}");
            assert_eq!(Multiple::parse(&multiple.to_string()), Ok(multiple), "{text}");
        }
        if let Ok(proportion) = read_proportion(text, sign, bounds::OVERHEAD_MAX) {
            assert!(proportion.ten_thousandths() <= 100_000, "{text}");
        }
        if let Ok(dollars) = read_cents(text, sign) {
            assert_eq!(Dollars::parse(&dollars.to_string()), Some(dollars), "{text}");
        }
        if let Ok(amount) = read_dollars(text, sign) {
            assert!(!amount.is_sign_negative() || amount.is_zero(), "{text}");
            let fits = amount.to_string().len() <= bounds::NUMBER_CHARACTERS_MAX;
            assert!(!fits || decimal(&amount.to_string()) == Some(amount), "{text}");
        }
        // Whatever is refused says why.
        if let Err(error) = read_dollars(text, sign) {
            assert!(!error.to_string().is_empty(), "{text}");
        }
    }
    if let Some(date) = Date::parse(text) {
        assert_eq!(Date::parse(&date.to_string()), Some(date), "{text}");
        assert!(!date.long().is_empty());
    }
}
