//! The steps of `cargo xtask test` that are mostly Cargo's own commands.

use crate::failure::Result;
use crate::native::AS_TESTED;
use crate::site::PACKAGE;
use crate::test::{Done, tests};
use crate::tools::{self, WASM};
use crate::{chromium, node, oracle, places, run, tally};
use std::process::Command;

/// Everything that must be installed, first: whoever waits for it can leave the rest alone.
pub(crate) fn tools(_: &[String]) -> Result<Done> {
    tools::components()?;
    tools::wasm_target()?;
    node::programs()?;
    oracle::python()?;
    println!("Chromium: {}", chromium::program()?.display());
    for tool in [tools::trunk(), tools::cargo_deny()] {
        println!("{}: {}", tool.title(), tool.folder()?.display());
    }
    Ok(Done::Check)
}

pub(crate) fn format(_: &[String]) -> Result<Done> {
    check(cargo(&["fmt", "--all", "--check"]))
}

pub(crate) fn lint(_: &[String]) -> Result<Done> {
    check(cargo(&[
        "clippy",
        "--locked",
        "--quiet",
        "--workspace",
        "--all-targets",
        "--all-features",
        "--",
        "-D",
        "warnings",
    ]))
}

pub(crate) fn lint_wasm(_: &[String]) -> Result<Done> {
    tools::wasm_target()?;
    let packages = ["-p", "pricing", "-p", "exchange", "-p", "explain", "-p", "pricing-js", "-p", PACKAGE];
    let mut clippy = cargo(&["clippy", "--locked", "--quiet", "--target", WASM, "--features", "site/csr,site/lazy"]);
    clippy.args(packages).args(["--", "-D", "warnings"]);
    check(clippy)
}

pub(crate) fn unit(_: &[String]) -> Result<Done> {
    if run::quiet(&mut cargo(&["nextest", "--version"])).is_ok() {
        let quietly = ["--cargo-quiet", "--no-tests", "pass", "--status-level", "slow", "--final-status-level", "fail"];
        tests(cargo(&["nextest", "run", "--tests", "--no-fail-fast"]).args(AS_TESTED).args(quietly), tally::nextest)
    } else {
        tests(cargo(&["test", "--quiet", "--tests", "--no-fail-fast"]).args(AS_TESTED), tally::cargo_test)
    }
}

pub(crate) fn doc(_: &[String]) -> Result<Done> {
    tests(cargo(&["test", "--quiet", "--doc"]).args(AS_TESTED), tally::cargo_test)
}

pub(crate) fn deny(_: &[String]) -> Result<Done> {
    let path = tools::path_with(&[tools::cargo_deny().folder()?])?;
    let deny = |words: &[&str]| {
        let mut deny = cargo(&["deny", "--all-features"]);
        deny.args(words).env("PATH", &path);
        deny
    };
    if run::quiet(&mut deny(&["fetch", "db"])).is_ok() {
        return check(deny(&["check", "--hide-inclusion-graph"]));
    }
    println!("The advisory database cannot be reached: licences, bans and origins are checked, advisories are not.");
    check(deny(&["check", "--hide-inclusion-graph", "licenses", "bans", "sources"]))
}

fn cargo(words: &[&str]) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.args(words).current_dir(places::root());
    cargo
}

fn check(mut command: Command) -> Result<Done> {
    println!("{}", run::shown_as(&command));
    run::shown(&mut command)?;
    Ok(Done::Check)
}
