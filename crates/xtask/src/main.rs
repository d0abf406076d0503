//! Developer commands. `cargo xtask` lists them.

mod ahead;
mod alone;
mod bench;
mod binder;
mod browser;
mod build;
mod chromium;
mod compress;
mod debian;
mod embed;
mod engines;
mod failure;
mod fingerprint;
mod finish;
mod held;
mod hosting;
mod html;
mod invariants;
mod lanes;
mod module;
mod native;
mod node;
mod npm;
mod oracle;
mod packs;
mod parts;
mod places;
mod policy;
mod rates;
mod rates_json;
mod rates_page;
mod renamed;
mod run;
mod serve;
mod server;
mod site;
mod size;
mod source;
mod start;
mod steps;
mod styles;
mod tally;
mod test;
mod tools;
mod vectors;

use failure::{Result, failure};
use lexopt::Parser;
use std::ffi::OsString;
use std::process::ExitCode;

const HELP: &str = "\
Developer commands of the Bedrock cost calculator.

Usage: cargo xtask COMMAND [OPTIONS]

  serve   build the page and serve it on this machine (needs Rust only)
  test    check everything; `test --list` lists the steps
  build   build the production site into dist/
  npm     build the package for JavaScript into dist-npm/
  size    print what the first load of dist/ costs in bytes, and check the budget
  rates   check the rate files, or compare two cards
  look    take pictures of the built site at three widths, light and dark
  bench   measure the core natively and in WASM, and a keystroke in Chromium

`cargo xtask COMMAND --help` says more. What a command needs and cannot find it
installs, or it says what to type.
";

fn main() -> ExitCode {
    match dispatch() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            if !error.is_told() {
                eprintln!("error: {error}");
            }
            ExitCode::FAILURE
        }
    }
}

fn dispatch() -> Result<()> {
    let text = |word: OsString| word.to_string_lossy().into_owned();
    let mut given = std::env::args_os().skip(1).map(text);
    let command = given.next().unwrap_or_default();
    let given: Vec<String> = given.collect();
    let help = given.iter().take_while(|word| *word != "--").any(|word| word == "--help" || word == "-h");
    let words = Parser::from_args(&given);
    match command.as_str() {
        "serve" if help => print(serve::HELP),
        "serve" => serve::run(words),
        "test" if help => print(test::HELP),
        "test" => test::run(words),
        "build" if help => print(build::HELP),
        "build" => build::run(words),
        "finish" if help => print(finish::HELP),
        "finish" => none(words).and_then(|()| finish::run()),
        "size" if help => print(size::HELP),
        "size" => size::run(words),
        "npm" if help => print(npm::HELP),
        "npm" => none(words).and_then(|()| npm::run()),
        "rates" if help => print(rates::HELP),
        "rates" => rates::run(&given),
        "look" if help => print(browser::LOOK_HELP),
        "look" => browser::look(words),
        "bench" if help => print(bench::HELP),
        "bench" => bench::run(words),
        "" | "help" | "--help" | "-h" => print(HELP),
        command => Err(failure(format!("there is no command `{command}`")).mend("type `cargo xtask` for the list")),
    }
}

/// Refuses any option of a command that has none.
fn none(mut words: Parser) -> Result<()> {
    match words.next()? {
        None => Ok(()),
        Some(word) => Err(word.unexpected().into()),
    }
}

#[allow(clippy::unnecessary_wraps, reason = "an arm of the dispatch above")]
fn print(help: &str) -> Result<()> {
    print!("{help}");
    Ok(())
}
