//! Counts as texts that are read back as they were.

use crate::money::grouped;
use crate::quantity::Multiple;

/// A count that reads back as itself, as short as it can be written with two places: `2.4B`, `800M`, `12k`, `2000`.
pub fn short(count: u64) -> String {
    for (letter, power) in [('T', 12), ('B', 9), ('M', 6), ('k', 3)] {
        let (one, hundredth) = (10_u64.pow(power), 10_u64.pow(power - 2));
        if count >= one && count >= 10_000 && count.is_multiple_of(hundredth) {
            return format!("{}{letter}", Multiple::of_ten_thousandths(count / hundredth * 100).unwrap_or_default());
        }
    }
    count.to_string()
}

/// A count in millions where that is shorter and still exact: `2,400M`, `1.728M`, `12,345`.
pub fn millions(count: u64) -> String {
    if count < 1_000_000 || !count.is_multiple_of(1_000) {
        return grouped(&count.to_string());
    }
    match Multiple::of_ten_thousandths(count / 100) {
        Some(value) => format!("{}M", grouped(&value.to_string())),
        None => grouped(&count.to_string()),
    }
}

/// A count with commas: `2,400,000,000`.
pub fn count(count: u64) -> String {
    grouped(&count.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bounds;
    use crate::number::{DecimalSign, read_count};

    #[test]
    fn a_short_count_has_two_places_and_reads_back() {
        for (exact, expected) in [
            (0, "0"),
            // Below ten thousand a letter saves nothing.
            (2_000, "2000"),
            (9_990, "9990"),
            (10_000, "10k"),
            (12_000, "12k"),
            (12_340, "12.34k"),
            (12_345, "12345"),
            (1_000_000, "1M"),
            (1_230_000, "1.23M"),
            // Three places of a million, but none of a thousand.
            (1_234_000, "1234k"),
            (1_234_567, "1234567"),
            (800_000_000, "800M"),
            (2_400_000_000, "2.4B"),
            (20_000_000_000, "20B"),
            (1_010_000_000_000, "1.01T"),
            (1_000_000_000_000_000, "1000T"),
        ] {
            assert_eq!(short(exact), expected);
            assert_eq!(read_count(expected, DecimalSign::Point, bounds::TOKENS_MAX), Ok(exact));
        }
    }

    #[test]
    fn millions_are_shown_where_three_places_hold_them() {
        for (exact, expected) in [
            (0, "0"),
            (12_345, "12,345"),
            (999_000, "999,000"),
            (1_000_000, "1M"),
            (1_728_000, "1.728M"),
            (1_728_500, "1,728,500"),
            (2_400_000_000, "2,400M"),
            // More millions than a multiple holds are written out.
            (1_000_000_000_000_000, "1,000,000,000,000,000"),
        ] {
            assert_eq!(millions(exact), expected);
        }
    }

    #[test]
    fn a_count_has_commas() {
        assert_eq!(count(2_400_000_000), "2,400,000,000");
        assert_eq!(count(999), "999");
    }
}
