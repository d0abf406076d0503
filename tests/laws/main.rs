//! Laws of the arithmetic, each tried on 10,000 random scenarios.
//!
//! A law that fails prints the seed's scenario as a link, which the page opens.

mod limits;
mod lines;
mod shares;

use pricing::price::price;
use pricing::rates::RateCard;
use pricing::report::Report;
use pricing::scenario::Scenario;
use vectors::{Generator, scenario};

const CASES: usize = 10_000;

/// Tries a law on random scenarios that can be priced.
///
/// # Panics
/// When the law doesn't hold, with a link to the scenario.
#[allow(clippy::panic, reason = "a failed law fails the test")]
fn law(seed: u64, holds: impl Fn(&Scenario, &Report, &RateCard, &mut Generator) -> Result<(), String>) {
    let card = RateCard::newest();
    let mut generator = Generator::new(seed);
    let mut tried = 0;
    while tried < CASES {
        let scenario = scenario(&mut generator, &card);
        let Ok(report) = price(&scenario, &card) else { continue };
        tried += 1;
        if let Err(why) = holds(&scenario, &report, &card, &mut generator) {
            panic!("{why}\n#{}", pricing::link::encode(&scenario));
        }
    }
}

/// Fails a law with both sides shown.
#[allow(clippy::needless_pass_by_value, reason = "both sides are made for this call")]
fn equal<T: PartialEq + std::fmt::Debug>(what: &str, left: T, right: T) -> Result<(), String> {
    if left == right { Ok(()) } else { Err(format!("{what}: {left:?} is not {right:?}")) }
}
