//! Tests of the reader of the bundled text.

use super::{BUNDLED, Bundle, decimal};
use crate::rates::RateCard;
use rust_decimal::Decimal;

#[test]
fn decimals_have_one_grammar() {
    assert_eq!(decimal("3"), Some(Decimal::new(3, 0)));
    assert_eq!(decimal("0.0375"), Some(Decimal::new(375, 4)));
    assert_eq!(decimal("16.50"), Some(Decimal::new(1650, 2)));
    for text in ["", ".", ".5", "5.", "-1", "+1", "1e5", "1_000", "1,5", "1.2.3", " 1", "1 ", "1234567890123", "٣"] {
        assert_eq!(decimal(text), None, "{text}");
    }
}

#[test]
fn the_bundled_text_reads_without_a_complaint() {
    let (bundle, errors) = Bundle::read(BUNDLED);
    assert_eq!(errors, []);
    assert!(!bundle.cards.is_empty());
    assert_eq!(bundle.regions.iter().filter(|region| region.is_empty()).count(), 0);
}

#[test]
fn a_damaged_text_loses_only_what_is_damaged() {
    let good = "C\t2026-08-20\tCard\nS\t2026-08-20\t1\t0\nR\teu-west-1 us-east-1\nG\t2\nH\t2026-08-20\t\t6\t0\t0\t1\t0\t2026-11-20\t\t\t0\nP\tp\t0\tP\nM\tm\tM\t0\t\t\t\t\t\t\t0\n0\t0\t\t3 15";
    let cards = RateCard::decode(good).unwrap_or_default();
    assert_eq!(cards.len(), 1);
    assert_eq!(cards.first().map(|card| card.rates().count()), Some(4));
    for bad in [
        "0\t0\t\t3 15 x",
        "9\t0\t\t3",
        "0\t9\t\t3",
        "0\t0\tx\t3",
        "0\t0\t\t1 2 3 4 5 6 7 8 9 10 11",
        "0\t0",
        "0\t0\t\t3\t",
    ] {
        let text = format!("{good}\n{bad}\n0\t0\t\t  0.3");
        assert_eq!(RateCard::decode(&text).err().map(|error| error.line), Some(9), "{bad}");
        let (bundle, errors) = Bundle::read(&text);
        assert_eq!(errors.len(), 1, "{bad}");
        assert_eq!(bundle.models.first().map(|model| model.entries.len()), Some(2), "{bad}");
    }
    for bad in ["", "X", "M\tm2", "M\tm2\tM2\t0\t\t7\t", "H\t2026-08-20", "G\tz", "P\tp\t3\tP", "C\t2026-02-30\tCard"] {
        let text = format!("{good}\n{bad}\n0\t0\t\t  0.3");
        assert_eq!(RateCard::decode(&text).err().map(|error| error.line), Some(9), "{bad}");
        let (bundle, _) = Bundle::read(&text);
        assert_eq!(bundle.models.first().map(|model| model.entries.len()), Some(1), "{bad} ends the reading");
    }
}
