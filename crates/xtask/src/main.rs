//! Developer commands. `cargo xtask` lists them.

mod alone;
mod arguments;
mod bench;
mod browser;
mod build;
mod chromium;
mod compress;
mod embed;
mod failure;
mod fingerprint;
mod hosting;
mod html;
mod http;
mod invariants;
mod module;
mod node;
mod npm;
mod oracle;
mod places;
mod policy;
mod program;
mod rates;
mod rates_json;
mod rates_page;
mod run;
mod serve;
mod server;
mod shell;
mod site;
mod size;
mod source;
mod split;
mod steps;
mod styles;
mod tally;
mod test;
mod tools;
mod vectors;

use arguments::Arguments;
use failure::{Result, failure};
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
  shell   check or write the parts of index.html that come from the pricing core
  look    take pictures of the built site at three widths, light and dark
  bench   measure the core natively and in WASM, and a keystroke in Chromium

`cargo xtask COMMAND --help` says more. What a command needs and cannot find it
installs, or it says what to type.
";

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let command = words.next().unwrap_or_default();
    match dispatch(&command, &words.collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            if !error.is_told() {
                eprintln!("error: {error}");
            }
            ExitCode::FAILURE
        }
    }
}

fn dispatch(command: &str, words: &[String]) -> Result<()> {
    let help = words.iter().take_while(|word| *word != "--").any(|word| word == "--help" || word == "-h");
    let arguments = Arguments::new(command, words.to_vec());
    match command {
        "serve" if help => print(serve::HELP),
        "serve" => serve::run(arguments),
        "test" if help => print(test::HELP),
        "test" => test::run(arguments),
        "build" if help => print(build::HELP),
        "build" => build::run(&arguments),
        "size" if help => print(size::HELP),
        "size" => arguments.finish().and_then(|()| size::run()),
        "npm" if help => print(npm::HELP),
        "npm" => npm::run(&arguments),
        "rates" if help => print(rates::HELP),
        "rates" => rates::run(words),
        "shell" if help => print(shell::HELP),
        "shell" => shell::run(arguments),
        "look" if help => print(browser::LOOK_HELP),
        "look" => browser::look(arguments),
        "bench" if help => print(bench::HELP),
        "bench" => bench::run(arguments),
        "" | "help" | "--help" | "-h" => print(HELP),
        _ => Err(failure(format!("there is no command `{command}`")).mend("type `cargo xtask` for the list")),
    }
}

#[allow(clippy::unnecessary_wraps, reason = "an arm of the dispatch above")]
fn print(help: &str) -> Result<()> {
    print!("{help}");
    Ok(())
}
