//! What Node calls when the vectors are compiled to WASM.

use pricing::capacity::purchase_outlook;
use pricing::money::Usd;
use pricing::price::price;
use pricing::quantity::{ModelUnits, Tokens, TokensPerMinute};
use pricing::rates::RateCard;
use pricing::scenario::{Bought, Load, Purchase, Scenario, Term, Throughput};

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
    /// A year of hourly load against 64 numbers of units.
    Units,
}

/// Hours of a year.
const YEAR: u64 = 8_760;

/// A scenario ready to be priced over and over.
pub struct Bench {
    subject: Subject,
    scenario: Scenario,
    card: RateCard,
}

impl Bench {
    /// Prepares a subject.
    pub fn new(subject: Subject) -> Self {
        let card = RateCard::newest();
        let scenario = match subject {
            Subject::One => one_workload(&card),
            Subject::Default => exchange::presets::default_scenario(),
            Subject::Forty => forty_workloads(&mut Generator::new(1), &card),
            Subject::Units => a_year_on_units(),
        };
        Self { subject, scenario, card }
    }

    /// Prices it `times` times; the number of lines of all reports, so that nothing is optimised away.
    pub fn run(&self, times: u32) -> u64 {
        if self.subject == Subject::Units {
            return (0..times).map(|_| self.sweep()).sum();
        }
        (0..times).map(|_| price(&self.scenario, &self.card).map_or(0, |report| report.lines.len() as u64)).sum()
    }
}

impl Bench {
    /// The load spread over its hours, and the cost with 1 to 64 units.
    fn sweep(&self) -> u64 {
        let Some(outlook) = purchase_outlook(&self.scenario, &self.card, 0) else { return 0 };
        let Some(side) = outlook.sides.first() else { return 0 };
        let costs = (1..=64).filter_map(|units| side.cost_with(std::hint::black_box(units), Usd::ZERO));
        costs.map(|cost| u64::from(cost > Usd::ZERO)).sum()
    }
}

/// The default scenario on units that a year of hourly weights, all different, fills unevenly.
fn a_year_on_units() -> Scenario {
    let mut scenario = exchange::presets::default_scenario();
    let weights = (0..YEAR).filter_map(|hour| Tokens::new(1 + hour * 7_919 % 10_007)).collect();
    let placements = scenario.workloads.first().map(|workload| workload.placement.clone());
    scenario.capacity.purchases = placements
        .into_iter()
        .map(|placement| Purchase {
            placement,
            bought: Bought::Units {
                units: ModelUnits::default(),
                term: Term::SixMonths,
                throughput: Throughput::Blended(TokensPerMinute::new(1_000).unwrap_or_default()),
            },
            serves: None,
            load: Load::Hourly(Vec::clone(&weights)),
        })
        .collect();
    scenario
}

#[cfg(target_arch = "wasm32")]
mod wasm {
    use wasm_bindgen::prelude::wasm_bindgen;

    use super::{Bench, Subject};

    /// The allocator of the page: so the benchmark says what the page takes.
    #[global_allocator]
    static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

    /// The scenarios of a seed with their reports, one JSON object a line.
    #[wasm_bindgen]
    pub fn render(seed: u32, count: u32) -> String {
        crate::render(seed, count)
    }

    /// Prices a subject (0 one, 1 default, 2 forty workloads, 3 a year on units) `times` times; the number of lines priced.
    #[wasm_bindgen]
    pub fn bench(subject: u32, times: u32) -> u32 {
        let subject = match subject {
            0 => Subject::One,
            1 => Subject::Default,
            2 => Subject::Forty,
            _ => Subject::Units,
        };
        u32::try_from(Bench::new(subject).run(times)).unwrap_or(u32::MAX)
    }
}
