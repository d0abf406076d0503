//! The vectors on this machine: `vectors render SEED COUNT` writes them, `vectors bench` times the core.

use std::error::Error;
use std::time::{Duration, Instant};

use vectors::face::{Bench, Subject};

const ROUNDS: usize = 15;
const ROUND: Duration = Duration::from_millis(100);

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["render", seed, count] => print!("{}", vectors::render(seed.parse()?, count.parse()?)),
        ["bench"] => {
            for (subject, name) in [
                (Subject::One, "one workload"),
                (Subject::Default, "the default scenario"),
                (Subject::Forty, "40 workloads"),
                (Subject::Units, "8,760 hours x 64 units"),
            ] {
                let (each, times) = time(subject);
                println!("{name:<22} {each:>10.2} µs   median of {ROUNDS} x {times}");
            }
        }
        _ => return Err("vectors render SEED COUNT, or vectors bench".into()),
    }
    Ok(())
}

/// Microseconds for pricing a subject once, and how often a round priced it.
fn time(subject: Subject) -> (f64, u32) {
    let bench = Bench::new(subject);
    let round = |times: u32| {
        let started = Instant::now();
        std::hint::black_box(bench.run(times));
        started.elapsed()
    };
    let mut times = 1;
    while round(times) < ROUND && times < 10_000_000 {
        times *= 2;
    }
    let mut rounds: Vec<Duration> = (0..ROUNDS).map(|_| round(times)).collect();
    rounds.sort();
    let median = rounds.get(ROUNDS / 2).copied().unwrap_or_default();
    (median.as_secs_f64() * 1e6 / f64::from(times), times)
}
