//! Drives the built site in Chromium, served by the same server and with the same headers as `serve`.

use crate::failure::{About as _, Result, failure};
use crate::run::Kept;
use crate::server::{self, Port};
use crate::test::Done;
use crate::{chromium, node, places, run, tally};
use lexopt::Parser;
use lexopt::prelude::*;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

/// A browser on a busy machine can be later than a test waits for it. So few failures are tried again, and said; more are
/// a fault of the page.
const MOST_AGAIN: u32 = 3;

/// The path below which the site is served a second time.
const BELOW: &str = "/finance/tools/calculator/";

pub(crate) const LOOK_HELP: &str = "\
Take pictures of the built site: 1440, 768 and 360 pixels wide, light and dark.

Usage: cargo xtask look [FRAGMENT...]

Writes full-page pictures to target/screens, one set for each fragment (default: none).
Look at the last `cargo xtask build`.
";

pub(crate) fn step(rest: &[String]) -> Result<Done> {
    let mut files = test_files()?;
    files.retain(|file| rest.is_empty() || rest.iter().any(|part| file.contains(part)));
    if files.is_empty() {
        return Err(failure("no test file in tests/e2e has such a name"));
    }
    let golden = golden_links()?;
    let first = tested(&files, &golden, "2")?;
    let failed: Vec<String> = tally::failed_files(&first.text).into_iter().collect();
    let tally = tally::node_test(&first.text);
    if tally.failed == 0 {
        first.outcome?;
    }
    if tally.failed > MOST_AGAIN || failed.is_empty() {
        return Ok(Done::Tests(tally));
    }
    println!("\nRunning again, one at a time: {}. A test that passes now is counted as such.", failed.join(", "));
    let second = tested(&failed, &golden, "1")?;
    let counted = tally::node_test(&second.text);
    if counted.passed + counted.failed == 0 {
        second.outcome?;
    }
    Ok(Done::Tests(tally.after(counted)))
}

/// Runs test files, so many of them at a time.
fn tested(files: &[String], golden: &Path, at_once: &str) -> Result<Kept> {
    let at_once = format!("--test-concurrency={at_once}");
    let mut command = served_to(&["--test", "--test-reporter=spec", &at_once])?;
    run::kept(command.args(files).env("GOLDEN", golden))
}

/// Writes the links of the golden cases with what this machine makes of them; returns the file.
fn golden_links() -> Result<PathBuf> {
    // The test profile: what the unit tests have compiled is used again.
    let mut write = Command::new("cargo");
    write
        .args(["run", "--quiet", "--profile", "test", "-p", "tests", "--bin", "golden-links"])
        .current_dir(places::root());
    let lines = run::quiet(&mut write)?;
    let file = places::target().join("golden-links.jsonl");
    std::fs::write(&file, lines).about(file.display())?;
    Ok(file)
}

/// `cargo xtask look`.
pub(crate) fn look(mut words: Parser) -> Result<()> {
    let mut fragments = Vec::new();
    while let Some(word) = words.next()? {
        match word {
            Value(fragment) => fragments.push(fragment),
            other => return Err(other.unexpected().into()),
        }
    }
    run::shown(served_to(&["look.mjs"])?.args(fragments))
}

/// Node in `tests/e2e`, with the site served to it for as long as this program runs.
pub(crate) fn served_to(words: &[&str]) -> Result<Command> {
    served(&places::dist(), words)
}

/// The same with any built site.
fn served(dist: &Path, words: &[&str]) -> Result<Command> {
    node::programs()?;
    let chromium = chromium::program()?;
    let top = server::start(dist, Port::Exactly(0), "/")?;
    let below = server::start(dist, Port::Exactly(0), BELOW)?;
    println!("Testing {}, built {} ago.", dist.display(), age(dist)?);
    let mut command = Command::new("node");
    command
        .args(words)
        .current_dir(node::home())
        .env("CHROMIUM", chromium)
        .env("SITE_URL", top)
        .env("SITE_BELOW_URL", below)
        .env("DIST", dist)
        .env("SCREENS", places::target().join("screens"));
    Ok(command)
}

fn age(dist: &Path) -> Result<String> {
    let page = dist.join("index.html");
    let written = std::fs::metadata(&page).and_then(|it| it.modified()).about(page.display())?;
    let age = SystemTime::now().duration_since(written).unwrap_or(Duration::ZERO).as_secs();
    Ok(if age < 120 { format!("{age} s") } else { format!("{} min", age / 60) })
}

/// Every `*.test.mjs` of `tests/e2e`, in order of name.
fn test_files() -> Result<Vec<String>> {
    let mut folders: Vec<PathBuf> = vec![node::home()];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).about(folder.display())? {
            let path = entry.about(folder.display())?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir() && name != "node_modules" {
                folders.push(path);
            } else if name.ends_with(".test.mjs") {
                found.push(path.strip_prefix(node::home()).unwrap_or(&path).display().to_string());
            }
        }
    }
    found.sort();
    Ok(found)
}
