//! Tests of counts, shares and multiples.

use super::*;

#[test]
fn a_third_stays_a_third() {
    assert_eq!(Share::parse("1/3").map(|third| third.of(2_400_000_000)), Ok(800_000_000));
    assert_eq!(Share::parse("1/3").map(|third| third.to_string()), Ok("1/3".into()));
}

#[test]
fn a_part_is_exact_however_large_its_product() {
    // 2^32 x 2^31 has 64 binary digits, 2^32 x 2^32 has 65; each over 3, rounded down.
    assert_eq!(part_of(1 << 32, 1 << 31, 3), Some(3_074_457_345_618_258_602));
    assert_eq!(part_of(1 << 32, 1 << 32, 3), Some(6_148_914_691_236_517_205));
    assert_eq!(part_of(u64::MAX, 2, 3), Some(12_297_829_382_473_034_410));
    assert_eq!([part_of(7, 2, 3), part_of(0, 5, 9), part_of(5, 0, 9)], [Some(4), Some(0), Some(0)]);
    assert_eq!([part_of(u64::MAX, 2, 1), part_of(1, 1, 0), part_of(u64::MAX, 2, 0)], [None; 3]);
}

#[test]
fn a_decimal_share_has_four_places() {
    assert_eq!(Share::parse("0.3333").map(|share| share.to_string()), Ok("0.3333".into()));
    assert_eq!(Share::parse("0.33333"), Err(QuantityError::TooFine(4)));
    assert_eq!(Share::parse("0.40").map(Share::percent), Ok("40%".into()));
    assert!(Share::parse("1.0001").is_err());
    assert_eq!(Share::parse("1/1").map(|share| share.to_string()), Ok("1".into()));
    assert_eq!(Share::parse("2/1"), Err(QuantityError::OutOfRange { low: "0".into(), high: "1".into() }));
    assert!(Share::parse("1/0").is_err());
    assert!(Share::parse("-0.1").is_err());
    assert!(Share::parse("1/").is_err());
    assert!(Share::parse(".5").is_err());
    assert!(Share::parse("1/99999999999999999999999").is_err());
}

#[test]
fn multiples_keep_four_places() {
    assert_eq!(Multiple::parse("694.4444").map(Multiple::ten_thousandths), Ok(6_944_444));
    assert_eq!(Multiple::parse("2.50").map(|value| value.to_string()), Ok("2.5".into()));
    assert_eq!(Multiple::parse("2.500000").map(|value| value.to_string()), Ok("2.5".into()));
    assert!(Multiple::parse("1e5").is_err());
    assert!(Multiple::parse("1__2").is_err());
    // A letter is no place too many.
    assert!(matches!(Multiple::parse("1.00000x"), Err(QuantityError::Malformed(_))));
    assert!(matches!(Multiple::parse("1."), Err(QuantityError::Malformed(_))));
    assert_eq!([whole("5"), whole("+5"), whole("")], [Some(5), None, None]);
    assert!(Multiple::parse("99999999999999999999").is_err());
}

#[test]
fn a_split_never_loses_a_token_at_the_limit() {
    let share = Share::of_ten_thousand(3_333);
    let part = share.of(bounds::TOKENS_MAX);
    assert_eq!(part, 333_300_000_000_000);
}

#[test]
fn dollars_are_written_as_they_are_read() {
    for text in ["1500000", "1500000.5", "0.25", "0"] {
        assert_eq!(Dollars::parse(text).map(|dollars| dollars.to_string()).as_deref(), Some(text));
    }
}
