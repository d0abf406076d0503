//! The commitment and its offers in words, as the page shows them: each year, each offer against the current contract, what
//! to ask for, how Marketplace-billed models are read.

mod ask;
mod demand;
mod detail;
mod held;
mod offers;
mod readings;
mod years;

pub use ask::{Ask, asks};
pub use demand::{crossings, demand};
pub use detail::{ai, ai_note, clauses, clauses_note, steps};
pub use held::{rate_hold, rate_hold_note};
pub use offers::{offer_name, offered, offers, offers_intro, pays};
pub use readings::{both_readings, readings};
pub(crate) use years::opened as year_explained;
pub use years::{left_out_of_shortcut, years};

use super::{Tone, Verdict, amounts};
use crate::words::multiple_percent;
use pricing::commitment::{Offers, YearOutlook};
use pricing::money::Usd;
use pricing::scenario::Commitment;

/// An amount as a contract's is said: `$10.0M`, `$2.22M`, `$302,769`.
pub fn said(amount: Usd) -> String {
    let size = amount.max(-amount);
    let million = Usd::of_cents(100_000_000);
    if size < million {
        return amounts::whole(amount);
    }
    // Two places of a million, the last one only where it says something.
    let short = amounts::short(amount);
    let Some(digits) = size.share_of(million).map(|millions| pricing::money::rounded_to(millions, 2)) else {
        return short;
    };
    let places = digits.normalize().scale();
    if places < 2 || size >= million.times(1_000) {
        short
    } else {
        format!("{}${digits}M", if amount < Usd::ZERO { "−" } else { "" })
    }
}

/// `$4.0M more`, `$1.0M less`, `The same`.
pub fn against(saves: Usd) -> String {
    match saves.cmp(&Usd::ZERO) {
        core::cmp::Ordering::Greater => format!("{} less", said(saves)),
        core::cmp::Ordering::Less => format!("{} more", said(-saves)),
        core::cmp::Ordering::Equal => "The same".to_owned(),
    }
}

/// `year 1`, `3 years`.
pub fn over(horizon: usize) -> String {
    if horizon == 1 { "year 1".to_owned() } else { format!("{horizon} years") }
}

/// `in year 1`, `over 3 years`.
pub fn during(horizon: usize) -> String {
    if horizon == 1 { "in year 1".to_owned() } else { format!("over {horizon} years") }
}

/// `$14.0M at 15%`.
pub fn terms(commitment: Usd, discount: pricing::quantity::Multiple) -> String {
    format!("{} at {}", said(commitment), multiple_percent(discount))
}

/// Whether to sign an offer, and the reason for it; `None` where there are no offers.
pub fn verdict(offers: &Offers, commitment: &Commitment) -> Option<Verdict> {
    let during = during(offers.horizon);
    let name = |index: usize| offer_name(commitment, index);
    let saves = |index: usize| offers.standings.get(index).map_or(Usd::ZERO, |standing| standing.expected_saves);
    let reasons = |skip: Option<usize>| -> String {
        let others = (0..offers.standings.len()).filter(|index| Some(*index) != skip);
        let sentences = others.map(|index| match saves(index).cmp(&Usd::ZERO) {
            core::cmp::Ordering::Greater => format!("{} saves {}.", name(index), said(saves(index))),
            core::cmp::Ordering::Less => format!("{} costs {} more {during}.", name(index), said(-saves(index))),
            core::cmp::Ordering::Equal => format!("{} costs the same.", name(index)),
        });
        sentences.collect::<Vec<_>>().join(" ")
    };
    offers.standings.first()?;
    let verdict = |word, lead: String, reason: String| Verdict { tone: Tone::Good, word, lead, reason, leads: None };
    Some(match offers.best_expected() {
        None => verdict("Keep", "Keep your current contract.".to_owned(), reasons(None)),
        Some(best) => {
            let lead = format!("{} is the cheapest contract.", name(best));
            let first = format!("It saves {} {during} against your current one.", said(saves(best)));
            let rest = reasons(Some(best));
            verdict("Sign", lead, if rest.is_empty() { first } else { format!("{first} {rest}") })
        }
    })
}

/// What AI adds to the first year, as a verdict; for a commitment without offers.
pub fn without_offers(year: &YearOutlook) -> Verdict {
    let mut sentences = first_year(year).into_iter();
    let lead = sentences.next().unwrap_or_default();
    let (adds, unused) = (year.incremental(), year.shortfall());
    let (tone, word) = if year.ai_list() == Usd::ZERO {
        (Tone::Neutral, "No AI yet")
    } else if adds <= Usd::ZERO {
        (Tone::Good, "Covered")
    } else if unused > Usd::ZERO {
        (Tone::Caution, "Check")
    } else {
        (Tone::Neutral, "Added")
    };
    Verdict { tone, word, lead, reason: sentences.collect::<Vec<_>>().join(" "), leads: None }
}

/// What AI does to the first year’s bill, in a sentence or two.
pub fn first_year(year: &YearOutlook) -> Vec<String> {
    let (ai, adds, covered, unused) = (year.ai_list(), year.incremental(), year.absorbed(), year.shortfall());
    let mut sentences = Vec::new();
    if ai == Usd::ZERO {
        sentences.push("There is no AI spend in year 1.".to_owned());
    } else if adds < Usd::ZERO {
        sentences.push(format!("AI lowers the bill by {}: it counts for more than it costs.", said(-adds)));
    } else if adds == Usd::ZERO {
        sentences.push(format!(
            "Your AI fits inside the commitment: year 1 costs {} with or without it.",
            said(year.payment())
        ));
    } else if covered == Usd::ZERO {
        sentences.push(format!("AI adds all of its {} to the bill.", said(adds)));
    } else {
        sentences.push(format!(
            "AI adds {} to the bill; {} of it replaces unused commitment.",
            said(adds),
            said(covered)
        ));
    }
    if unused > Usd::ZERO {
        sentences
            .push(format!("You still leave {} of the commitment unused (shortfall), and pay for it.", said(unused)));
    }
    sentences
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::{against, said};
    use pricing::money::Usd;

    #[test]
    fn amounts_of_a_contract_have_two_places_where_they_say_something() {
        let dollars = [10_000_000, 2_217_231, 9_000_000, 8_500_000, 302_769, 0, 14_050_000, -4_012_000];
        let words = dollars.map(|amount| said(Usd::new(Decimal::from(amount))));
        assert_eq!(words, ["$10.0M", "$2.22M", "$9.0M", "$8.5M", "$302,769", "$0", "$14.05M", "−$4.01M"]);
        let words = [1_000_000, -4_000_000, 0].map(|amount| against(Usd::new(Decimal::from(amount))));
        assert_eq!(words, ["$1.0M less", "$4.0M more", "The same"]);
    }
}
