//! Laws of the arithmetic, each tried on 10,000 random scenarios, those of offers on 1,000.
//!
//! A law that fails prints the seed's scenario as a link, which the page opens.

mod alternatives;
mod capacity;
mod commitment;
mod limits;
mod limits_of_offers;
mod lines;
mod negotiation;
mod offers;
mod rate_hold;
mod services;
mod shares;
mod standing;

use pricing::price::price;
use pricing::rates::RateCard;
use pricing::report::Report;
use pricing::scenario::Scenario;
use vectors::{Generator, scenario};

/// Scenarios on which each law is really tried.
const CASES: usize = 10_000;

/// The same of a law of offers: each of its scenarios is a few hundred settled years.
const CASES_OF_OFFERS: usize = 1_000;

/// The same of a law of alternatives: each of its scenarios is priced and settled again for every one of them, and few of the random
/// ones say anything.
const CASES_OF_ALTERNATIVES: usize = 2_000;

/// What a law says of a scenario.
enum Verdict {
    /// It was tried and holds.
    Holds,
    /// It says nothing about this scenario.
    Silent,
}

/// Tries a law on random scenarios that can be priced, until it was really tried on [`CASES`] of them.
///
/// # Panics
/// When the law doesn't hold, with a link to the scenario, or when it is silent on too many.
fn law(seed: u64, holds: impl Fn(&Scenario, &Report, &RateCard, &mut Generator) -> Result<Verdict, String>) {
    law_of(seed, scenario, holds);
}

/// The same, on scenarios of a kind.
///
/// # Panics
/// As [`law`].
fn law_of(
    seed: u64,
    kind: impl Fn(&mut Generator, &RateCard) -> Scenario,
    holds: impl Fn(&Scenario, &Report, &RateCard, &mut Generator) -> Result<Verdict, String>,
) {
    law_on(CASES, seed, kind, holds);
}

/// The same, on so many of them.
///
/// # Panics
/// As [`law`].
#[allow(clippy::panic, reason = "a failed law fails the test")]
fn law_on(
    cases: usize,
    seed: u64,
    kind: impl Fn(&mut Generator, &RateCard) -> Scenario,
    holds: impl Fn(&Scenario, &Report, &RateCard, &mut Generator) -> Result<Verdict, String>,
) {
    let card = RateCard::newest();
    let mut generator = Generator::new(seed);
    let (mut tried, mut silent) = (0, 0);
    while tried < cases {
        let scenario = kind(&mut generator, &card);
        let Ok(report) = price(&scenario, &card) else { continue };
        match holds(&scenario, &report, &card, &mut generator) {
            Ok(Verdict::Holds) => tried += 1,
            Ok(Verdict::Silent) => silent += 1,
            Err(why) => panic!("{why}\n#{}\n{:?}", exchange::link::encode(&scenario), scenario.capacity),
        }
        assert!(silent < 40 * cases, "the law was tried on {tried} scenarios only");
    }
}

/// Fails a law with both sides shown.
#[allow(clippy::needless_pass_by_value, reason = "both sides are made for this call")]
fn equal<T: PartialEq + std::fmt::Debug>(what: &str, left: T, right: T) -> Result<Verdict, String> {
    if left == right { Ok(Verdict::Holds) } else { Err(format!("{what}: {left:?} is not {right:?}")) }
}
