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
