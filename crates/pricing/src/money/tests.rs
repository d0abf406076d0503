//! Tests of amounts and prices.

use rust_decimal::Decimal;

use super::{Rate, Unit, Usd, grouped};

fn shown(text: &str) -> Option<String> {
    let (sign, digits) = text.strip_prefix('-').map_or((Decimal::ONE, text), |digits| (Decimal::NEGATIVE_ONE, digits));
    crate::number::decimal(digits).map(|amount| Usd::new(amount * sign).to_string())
}

#[test]
fn amounts_are_shown_to_the_cent_half_away_from_zero() {
    for (exact, expected) in [
        ("16200", "$16,200.00"),
        ("0", "$0.00"),
        ("1.005", "$1.01"),
        ("-1.005", "-$1.01"),
        ("1.0049999", "$1.00"),
        ("0.01", "$0.01"),
        ("0.015", "$0.02"),
        ("-2160", "-$2,160.00"),
        ("999.995", "$1,000.00"),
        ("12345678901234.555", "$12,345,678,901,234.56"),
    ] {
        assert_eq!(shown(exact).as_deref(), Some(expected), "{exact}");
    }
}

#[test]
fn an_amount_of_any_size_is_rounded_half_away_from_zero() {
    let rounded = |units: i128, places, to| {
        let value = Decimal::try_from_i128_with_scale(units, places).ok()?;
        Some(super::rounded_to(value, to).to_string())
    };
    let text = |text: &str| Some(text.to_owned());
    // Half of 2^64 is 9,223,372,036,854,775,808: from there on a sum with half a unit may need more than 64 digits.
    assert_eq!(rounded(9_223_372_036_854_775_807, 19, 1), text("0.9"));
    assert_eq!(rounded(9_223_372_036_854_775_808, 1, 0), text("922337203685477581"));
    assert_eq!(rounded(18_446_744_073_709_551_615, 19, 0), text("2"));
    assert_eq!(rounded(-18_446_744_073_709_551_615, 1, 0), text("-1844674407370955162"));
    assert_eq!(rounded(25_000_000_000_000_000_000_000_000_000, 28, 0), text("3"));
    assert_eq!([rounded(15, 1, 0), rounded(-15, 1, 0), rounded(14, 1, 0)], [text("2"), text("-2"), text("1")]);
    assert_eq!(rounded(4, 28, 0), text("0"));
}

#[test]
fn a_quotient_has_one_place_half_up() {
    let shown = super::rounded_quotient;
    assert_eq!([shown(1_217, 10), shown(5, 20), shown(4, 20)], ["121.7", "0.3", "0.2"]);
    assert_eq!([shown(2, 3), shown(0, 7), shown(12_345, 2)], ["0.7", "0.0", "6,172.5"]);
}

#[test]
fn a_sign_is_no_digit_of_a_group() {
    for (plain, expected) in
        [("999", "999"), ("-225.0", "-225.0"), ("1234567.8", "1,234,567.8"), ("-100225.04", "-100,225.04")]
    {
        assert_eq!(grouped(plain), expected);
    }
}

#[test]
fn a_decimal_holds_so_many_units() {
    assert_eq!(super::MANTISSA_MAX, Decimal::MAX.mantissa().unsigned_abs());
}

#[test]
fn an_amount_times_a_count_is_exact_beyond_128_bits() {
    // In units of 10^-15: 12,345,678,901,234,567,891, which 64 bits hold, and 98,765,432,109,876,543,210,987, which they don't. The
    // products were worked out with integers of any size.
    let amount = |units| Decimal::try_from_i128_with_scale(units, 15).map(Usd::new).unwrap_or_default();
    let (small, large) = (amount(12_345_678_901_234_567_891), amount(98_765_432_109_876_543_210_987));
    let two_64 = 1_u128 << 64;
    assert_eq!(
        small.times_exactly(u128::MAX),
        (12_345_678_901_234_567_890, 340_282_366_920_938_463_451_028_928_530_533_643_565)
    );
    assert_eq!(small.times_exactly(two_64 + 1), (0, 227_737_579_107_269_814_053_354_130_986_355_329_747));
    assert_eq!(small.times_exactly(3 * two_64 + 7), (2, 2_648_003_479_932_515_282_695_893_700_467_837_893));
    assert_eq!(
        large.times_exactly(u128::MAX),
        (98_765_432_109_876_543_210_986, 340_282_366_920_938_364_697_942_497_555_225_000_469)
    );
    assert_eq!(large.times_exactly(two_64 + 1), (5_354, 28_856_965_523_646_913_361_805_446_090_193_880_555));
    assert_eq!(large.times_exactly(3 * two_64 + 7), (16_062, 86_570_896_570_941_135_147_144_777_776_754_485_613));
    // The finest amount is half of a price with fourteen places.
    assert_eq!(Usd::new(Decimal::new(5, 15)).times_exactly(3), (0, 15));
    assert_eq!(Usd::of_cents(200).times_exactly(3), (0, 6_000_000_000_000_000));
}

#[test]
fn a_sum_is_the_same_as_adding_one_after_the_other() {
    let amount = |units: i128, places| Decimal::try_from_i128_with_scale(units, places).ok().map(Usd::new);
    let most = i128::try_from(super::MANTISSA_MAX).unwrap_or_default();
    // Whole dollars, cents, the finest places, a saving; and what no 28 digits hold, early, late and twice.
    let amounts = [
        (1, 0),
        (1_250, 2),
        (-7, 15),
        (40, 1),
        (most, 28),
        (3, 0),
        (most, 2),
        (most, 0),
        (-most, 0),
        (most - 1, 0),
        (1, 0),
        (2, 0),
    ];
    for first in 0..amounts.len() {
        for count in 0..=amounts.len() - first {
            let some = amounts.iter().skip(first).take(count);
            let some = some.filter_map(|(units, places)| amount(*units, *places));
            let (sum, added) = (some.clone().sum::<Usd>(), some.fold(Usd::ZERO, |sum, amount| sum + amount));
            assert_eq!((sum.0, sum.0.scale()), (added.0, added.0.scale()), "{count} from {first}");
        }
    }
    assert_eq!([1, -3].into_iter().filter_map(|units| amount(units, 2)).sum::<Usd>().exact(), "-0.02");
}

#[test]
fn a_sum_with_a_quotient_never_jumps() {
    let third = Usd::new(Decimal::from(20_000_000)).per(Decimal::from(3));
    let sum = third.map(|third| third + Usd::new(Decimal::from(100_000_000_000_i64)));
    assert_eq!(sum.map(|sum| sum.to_string()).as_deref(), Some("$100,006,666,666.67"));
    let rest = third.map(|third| Usd::new(Decimal::from(100_000_000_000_i64)) - third);
    assert_eq!(rest.map(|rest| rest.to_string()).as_deref(), Some("$99,993,333,333.33"));
}

#[test]
fn below_a_cent_four_digits_are_shown() {
    for (exact, expected) in [
        ("0.0003125", "$0.0003125"),
        ("0.00031254999", "$0.0003125"),
        ("0.00031255", "$0.0003126"),
        ("-0.00000000000012345", "-$0.0000000000001235"),
        ("0.00999999", "$0.01"),
        ("0.005", "$0.005"),
    ] {
        assert_eq!(shown(exact).as_deref(), Some(expected), "{exact}");
    }
}

#[test]
fn a_rate_is_shown_with_all_its_digits_and_compared_by_the_million() {
    let rate = |amount: &str, unit| crate::number::decimal(amount).and_then(|amount| Rate::new(amount, unit).ok());
    let shown = |amount, unit| rate(amount, unit).map(|rate| rate.to_string());
    assert_eq!(shown("3", Unit::MillionTokens).as_deref(), Some("$3.00 per 1M tokens"));
    assert_eq!(shown("4.4", Unit::MillionTokens).as_deref(), Some("$4.40 per 1M tokens"));
    assert_eq!(shown("0.25", Unit::MillionTokens).as_deref(), Some("$0.25 per 1M tokens"));
    assert_eq!(shown("0.00025", Unit::ThousandTokens).as_deref(), Some("$0.00025 per 1K tokens"));
    assert_eq!(shown("1234.5", Unit::ModelUnitHour).as_deref(), Some("$1,234.50 per model unit hour"));
    // $0.00025 for 1,000 are $0.25 for a million; what isn't by token stays.
    let million = |amount, unit| rate(amount, unit).map(|rate| rate.per_million().to_string());
    assert_eq!(million("0.00025", Unit::ThousandTokens).as_deref(), Some("0.25"));
    assert_eq!(million("3", Unit::MillionTokens).as_deref(), Some("3"));
    assert_eq!(million("21.18", Unit::ModelUnitHour).as_deref(), Some("21.18"));
}
