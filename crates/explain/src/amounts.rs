//! Amounts as the page says them: whole dollars where people look, short ones in charts and verdicts.
//!
//! Cents stand in the ledger and in exports: there an amount is its [`Display`](core::fmt::Display). A rounded figure
//! shows its exact value where it is opened.

use rust_decimal::Decimal;

use pricing::money::{Usd, grouped, rounded_to};

/// A minus that is as wide as a plus.
const MINUS: &str = "−";

/// Whole dollars from $1,000 on, cents below, four significant digits below one cent: `$25,231`, `$856.20`, `$0.002125`.
pub fn whole(amount: Usd) -> String {
    let size = amount.max(-amount);
    let text = if size == Usd::ZERO {
        "$0".to_owned()
    } else if size.rounded() >= Decimal::ONE_THOUSAND {
        format!("${}", grouped(&rounded_to(size.amount(), 0).to_string()))
    } else {
        size.to_string()
    };
    negative(amount, text)
}

/// To the cent, with a minus that is as wide as a plus: `−$5,074.12`.
pub fn cents(amount: Usd) -> String {
    negative(amount, amount.max(-amount).to_string())
}

/// A change, with its sign: `−$5,074`, `+$4,275`, `$0`.
pub fn change(amount: Usd) -> String {
    if amount > Usd::ZERO { format!("+{}", whole(amount)) } else { whole(amount) }
}

/// A change to the cent, with its sign.
pub fn change_cents(amount: Usd) -> String {
    if amount > Usd::ZERO { format!("+{}", cents(amount)) } else { cents(amount) }
}

/// Thousand, million, billion, trillion.
const POWERS: [(u32, &str); 4] = [(12, "T"), (9, "B"), (6, "M"), (3, "K")];

/// As a person says it: `$14.0M`, `$303K`, `$5.4K`, `$850`.
pub fn short(amount: Usd) -> String {
    // From here on an amount rounds to 1 of the next power: $999,500 is $1.0M.
    let nearly = Decimal::new(9_995, 4);
    let size = amount.max(-amount);
    for (power, letter) in POWERS {
        let shortened = in_power(size.amount(), power);
        if shortened >= nearly {
            let is_whole = letter == "K" && shortened >= Decimal::ONE_HUNDRED;
            let places = u32::from(!is_whole);
            let mut digits = rounded_to(shortened, places);
            digits.rescale(places);
            return negative(amount, format!("${digits}{letter}"));
        }
    }
    if size.amount() >= Decimal::TEN {
        return negative(amount, format!("${}", rounded_to(size.amount(), 0)));
    }
    whole(amount)
}

/// A round amount beside a grid line: `$0`, `$15K`, `$1.25M`.
pub fn axis(amount: Usd) -> String {
    let size = amount.max(-amount);
    if size == Usd::ZERO {
        return "$0".to_owned();
    }
    for (power, letter) in POWERS {
        let shortened = in_power(size.amount(), power);
        if shortened >= Decimal::ONE {
            return negative(amount, format!("${}{letter}", rounded_to(shortened, 2).normalize()));
        }
    }
    negative(amount, format!("${}", size.amount().normalize()))
}

/// A share in whole percent: `41%`, `under 1%`; all but all of something isn't `100%`.
pub fn percent(share: Decimal) -> String {
    let share = share.abs();
    let rounded = rounded_to(share * Decimal::ONE_HUNDRED, 0);
    if rounded.is_zero() && !share.is_zero() {
        "under 1%".to_owned()
    } else if rounded == Decimal::ONE_HUNDRED && share < Decimal::ONE {
        "over 99%".to_owned()
    } else {
        format!("{}%", grouped(&rounded.normalize().to_string()))
    }
}

/// The same where there is little room: `41%`, `<1%`, `>99%`.
pub fn percent_in_little(share: Decimal) -> String {
    percent(share).replace("under ", "<").replace("over ", ">")
}

/// A count as a person says it, to two places: `501.12M`, `1.2B`, `626.4K`, `850`.
pub fn count(count: u64) -> String {
    for (power, letter) in [(12, "T"), (9, "B"), (6, "M")] {
        let shortened = in_power(Decimal::from(count), power);
        if shortened >= Decimal::ONE {
            return format!("{}{letter}", grouped(&rounded_to(shortened, 2).normalize().to_string()));
        }
    }
    grouped(&count.to_string())
}

fn in_power(size: Decimal, power: u32) -> Decimal {
    size.checked_div(Decimal::from(10_u64.pow(power))).unwrap_or(Decimal::ZERO)
}

fn negative(amount: Usd, text: String) -> String {
    if amount < Usd::ZERO { format!("{MINUS}{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::{axis, change, count, percent, percent_in_little, short, whole};
    use pricing::money::Usd;

    fn cents(cents: i64) -> Usd {
        Usd::new(Decimal::new(cents, 2))
    }

    #[test]
    fn whole_dollars_from_a_thousand_on() {
        let said = [2_523_078, 99_999, 100_000, 85_620, 0, -507_412, 1].map(|amount| whole(cents(amount)));
        assert_eq!(said, ["$25,231", "$999.99", "$1,000", "$856.20", "$0", "−$5,074", "$0.01"]);
        assert_eq!(whole(Usd::new(Decimal::new(2_125, 6))), "$0.002125");
        // Rounds to $1,000.00, so it has no cents.
        assert_eq!(whole(Usd::new(Decimal::new(999_999, 3))), "$1,000");
    }

    #[test]
    fn a_change_has_a_sign() {
        assert_eq!([-507_412, 427_500, 0].map(|amount| change(cents(amount))), ["−$5,074", "+$4,275", "$0"]);
    }

    #[test]
    fn an_amount_is_said_shortly() {
        let dollars = [
            14_000_000,
            302_769,
            8_500_000,
            5_356,
            18_708,
            850,
            999_499,
            999_500,
            2_560_000_000_i64,
            -1_100_000,
            950,
            950_000_000,
        ];
        let said = dollars.map(|amount| short(Usd::new(Decimal::from(amount))));
        assert_eq!(
            said,
            [
                "$14.0M", "$303K", "$8.5M", "$5.4K", "$18.7K", "$850", "$999K", "$1.0M", "$2.6B", "−$1.1M", "$950",
                "$950.0M"
            ]
        );
    }

    #[test]
    fn a_grid_line_is_exact() {
        let dollars = [0, 500, 15_000, 12_500, 1_250_000, 14_000_000];
        let said = dollars.map(|amount| axis(Usd::new(Decimal::from(amount))));
        assert_eq!(said, ["$0", "$500", "$15K", "$12.5K", "$1.25M", "$14M"]);
        assert_eq!(axis(Usd::new(Decimal::new(3, 3))), "$0.003");
    }

    #[test]
    fn shares_are_whole_percents() {
        let said = [4_140, 4, 0, 9_999, 10_000, -1_250, 17_500].map(|parts| percent(Decimal::new(parts, 4)));
        assert_eq!(percent_in_little(Decimal::new(4, 3)), "<1%");
        assert_eq!(percent_in_little(Decimal::new(996, 3)), ">99%");
        assert_eq!(said, ["41%", "under 1%", "0%", "over 99%", "100%", "13%", "175%"]);
    }

    #[test]
    fn counts_are_said_shortly() {
        let said = [501_120_000, 1_200_000_000, 626_400, 850, 2_599_560_000].map(count);
        assert_eq!(said, ["501.12M", "1.2B", "626,400", "850", "2.6B"]);
    }
}
