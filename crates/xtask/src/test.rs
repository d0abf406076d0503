//! `cargo xtask test`: every check, in an order in which the quick ones speak first.

use crate::failure::{Failure, Result, failure};
use crate::run::{self, Kept};
use crate::tally::Tally;
use crate::{ahead, browser, engines, hosting, invariants, npm, oracle, rates, site, size, steps, vectors};
use lexopt::Parser;
use lexopt::prelude::*;
use std::process::Command;
use std::time::{Duration, Instant};

pub(crate) const HELP: &str = "\
Check everything: style, tests, rates, licences, the production build, a real browser.

Usage: cargo xtask test [--only STEP] [--list] [-- FILE...]

Installs what is missing at pinned versions, or says what to type. Needs Rust, Node and
Python 3, and Chromium for the browser step; Firefox and WebKit are tested where they can be had.

  --only STEP   run one step; can be given more than once
  --list        list the steps
  -- FILE...    with `--only browser` or `--only npm`: run only the test files whose names hold one of these

Examples:
  cargo xtask test --only unit --only invariants
  cargo xtask test --only build --only browser -- policy
";

/// How a step ended, when nothing stopped it.
pub(crate) enum Done {
    /// One check, which passed.
    Check,
    /// A test runner's count.
    Tests(Tally),
    /// What the step checks does not exist yet.
    Absent(&'static str),
}

struct Step {
    name: &'static str,
    what: &'static str,
    run: fn(&[String]) -> Result<Done>,
}

const STEPS: &[Step] = &[
    Step { name: "tools", what: "install or find every tool the other steps need", run: steps::tools },
    Step { name: "format", what: "cargo fmt --check", run: steps::format },
    Step { name: "invariants", what: "what must be absent is absent", run: invariants::step },
    Step { name: "lint", what: "clippy on this machine's target", run: steps::lint },
    Step { name: "lint-wasm", what: "clippy on the WASM target", run: steps::lint_wasm },
    Step { name: "unit", what: "unit, golden and law tests", run: steps::unit },
    Step { name: "doc", what: "examples in the documentation", run: steps::doc },
    Step { name: "rates", what: "the rate card is well-formed, sourced and plausible", run: rates },
    Step { name: "oracle", what: "an independent implementation agrees to the last digit", run: oracle::step },
    Step { name: "wasm", what: "WASM gives the same bytes as this machine", run: vectors::step },
    Step {
        name: "npm",
        what: "the package for JavaScript: same answers, hostile values, types, examples",
        run: npm::step,
    },
    Step { name: "deny", what: "licences, origins and advisories of dependencies", run: steps::deny },
    Step { name: "build", what: "the production site", run: build },
    Step { name: "size", what: "the first load is within its budget", run: measure },
    Step { name: "browser", what: "the built site in Chromium", run: browser::step },
    Step { name: "engines", what: "the main journey in Chromium, Firefox and WebKit", run: engines::step },
    Step { name: "hosting", what: "the recipes for hosting: nginx with the shipped files", run: hosting::step },
];

pub(crate) fn run(mut words: Parser) -> Result<()> {
    let mut list = false;
    let mut only = Vec::new();
    let mut rest = Vec::new();
    while let Some(word) = words.next()? {
        match word {
            Long("list") => list = true,
            Long("only") => only.push(words.value()?.string()?),
            // What stands behind `--`.
            Value(file) => rest.push(file.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    if let Some(unknown) = only.iter().find(|name| STEPS.iter().all(|step| step.name != **name)) {
        return Err(failure(format!("there is no step `{unknown}`")).mend("type: cargo xtask test --list"));
    }
    if list {
        for step in STEPS {
            println!("{:<11} {}", step.name, step.what);
        }
        return Ok(());
    }
    let chosen = STEPS.iter().filter(|step| only.is_empty() || only.iter().any(|name| name == step.name));
    let mut attempts = Vec::new();
    for step in chosen {
        // Once what takes no time has passed.
        if only.is_empty() && step.name == "lint" {
            ahead::begin()?;
        }
        attempts.push(attempt(step, &rest));
    }
    summarise(&attempts)
}

/// Runs a program that tests, and counts.
pub(crate) fn tests(command: &mut Command, count: fn(&str) -> Tally) -> Result<Done> {
    let Kept { text, outcome } = run::kept(command)?;
    let tally = count(&text);
    match outcome {
        Err(error) if tally.failed == 0 => Err(error),
        _ => Ok(Done::Tests(tally)),
    }
}

struct Attempt {
    name: &'static str,
    took: Duration,
    tally: Tally,
    word: String,
}

fn attempt(step: &Step, rest: &[String]) -> Attempt {
    println!("\n=== {}: {}", step.name, step.what);
    let start = Instant::now();
    let done = (step.run)(rest);
    let took = start.elapsed();
    let (tally, word) = match done {
        Ok(Done::Check) => (Tally { passed: 1, failed: 0, again: 0 }, "passed".to_owned()),
        Ok(Done::Absent(what)) => (Tally::default(), format!("skipped: {what}")),
        Ok(Done::Tests(tally)) => (tally, counted(tally)),
        Err(error) => {
            println!("error: {error}");
            (Tally { passed: 0, failed: 1, again: 0 }, "FAILED".to_owned())
        }
    };
    println!("--- {} {word} ({})", step.name, shown(took));
    Attempt { name: step.name, took, tally, word }
}

/// A count in words.
fn counted(tally: Tally) -> String {
    let passed = format!("{} tests passed", tally.passed);
    let passed = if tally.again == 0 { passed } else { format!("{passed} ({} only when run again)", tally.again) };
    if tally.failed == 0 { passed } else { format!("FAILED: {passed}, {} failed", tally.failed) }
}

fn summarise(attempts: &[Attempt]) -> Result<()> {
    println!("\n=== summary");
    let mut tally = Tally::default();
    let mut took = Duration::ZERO;
    for attempt in attempts {
        println!("{:<11} {:>9}  {}", attempt.name, shown(attempt.took), attempt.word);
        tally.add(attempt.tally);
        took += attempt.took;
    }
    println!("{:<11} {:>9}", "all", shown(took));
    println!("{} passed, {} failed", tally.passed, tally.failed);
    if tally.failed == 0 { Ok(()) } else { Err(Failure::told()) }
}

fn shown(took: Duration) -> String {
    let seconds = took.as_secs();
    if seconds < 60 {
        format!("{:.1} s", took.as_secs_f64())
    } else {
        format!("{} m {:02} s", seconds / 60, seconds % 60)
    }
}

fn rates(_: &[String]) -> Result<Done> {
    rates::run(&["check".to_owned()])?;
    Ok(Done::Check)
}

fn build(_: &[String]) -> Result<Done> {
    if !ahead::end()? {
        site::build(site::Purpose::Production, &crate::places::dist())?;
    }
    Ok(Done::Check)
}

fn measure(_: &[String]) -> Result<Done> {
    size::measure()?;
    Ok(Done::Check)
}
