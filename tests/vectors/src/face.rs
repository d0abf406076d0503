//! What Node calls when the vectors are compiled to WASM.

use pricing::price::price;
use pricing::rates::RateCard;
use pricing::scenario::Scenario;

use crate::random::{Generator, forty_workloads, one_workload};

/// Which scenario a benchmark prices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// One workload without a lever.
    One,
    /// The default scenario: the worked estate with caching and batch.
    Default,
    /// Forty workloads with every lever.
    Forty,
}

/// A scenario ready to be priced over and over.
pub struct Bench {
    scenario: Scenario,
    card: RateCard,
}

impl Bench {
    /// Prepares a subject.
    pub fn new(subject: Subject) -> Self {
        let card = RateCard::newest();
        let scenario = match subject {
            Subject::One => one_workload(&card),
            Subject::Default => pricing::presets::default_scenario(),
            Subject::Forty => forty_workloads(&mut Generator::new(1), &card),
        };
        Self { scenario, card }
    }

    /// Prices it `times` times; the number of lines of all reports, so that nothing is optimised away.
    pub fn run(&self, times: u32) -> u64 {
        (0..times).map(|_| price(&self.scenario, &self.card).map_or(0, |report| report.lines.len() as u64)).sum()
    }
}

#[cfg(target_arch = "wasm32")]
mod wasm {
    use wasm_bindgen::prelude::wasm_bindgen;

    use super::{Bench, Subject};

    /// The scenarios of a seed with their reports, one JSON object a line.
    #[wasm_bindgen]
    pub fn render(seed: u32, count: u32) -> String {
        crate::render(seed, count)
    }

    /// Prices a subject (0 one, 1 default, 2 forty workloads) `times` times; the number of lines priced.
    #[wasm_bindgen]
    pub fn bench(subject: u32, times: u32) -> u32 {
        let subject = match subject {
            0 => Subject::One,
            1 => Subject::Default,
            _ => Subject::Forty,
        };
        u32::try_from(Bench::new(subject).run(times)).unwrap_or(u32::MAX)
    }
}
