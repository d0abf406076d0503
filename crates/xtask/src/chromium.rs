//! Finds Chromium for the browser tests, or installs Debian's.

use crate::failure::{Failure, Result, failure};
use crate::run;
use std::env;
use std::io::{BufRead as _, IsTerminal as _, Write as _, stderr, stdin};
use std::path::{Path, PathBuf};
use std::process::Command;

const NAMES: &[&str] = &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome.exe"];
const OFF_PATH: &[&str] = &[
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/// The browser's program. `CHROMIUM` names another one.
pub(crate) fn program() -> Result<PathBuf> {
    if let Some(program) = env::var_os("CHROMIUM").map(PathBuf::from) {
        if program.is_file() {
            return Ok(program);
        }
        return Err(failure(format!("CHROMIUM is {}, which is not a file", program.display())));
    }
    if let Some(program) = found() {
        return Ok(program);
    }
    install()?;
    found().ok_or_else(missing)
}

fn found() -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let on_path = env::split_paths(&path).flat_map(|folder| NAMES.iter().map(move |name| folder.join(name)));
    on_path.chain(OFF_PATH.iter().map(PathBuf::from)).find(|program| program.is_file())
}

fn missing() -> Failure {
    failure("Chromium, which the browser tests drive, is not installed").mend(
        "on Debian: sudo apt-get update && sudo apt-get install -y chromium\n\
         elsewhere: install Chromium or Chrome, or set CHROMIUM to its program",
    )
}

fn install() -> Result<()> {
    let debian = Path::new("/etc/debian_version").is_file();
    let root = run::quiet(Command::new("id").arg("-u")).is_ok_and(|user| user.trim() == "0");
    if !debian || !(root || in_ci() || agreed()) {
        return Err(missing());
    }
    eprintln!("Installing Debian's chromium.\n  Needed once; takes a minute or two; about 400 MB on disk.");
    for words in [["update", "--quiet"].as_slice(), &["install", "--yes", "--quiet", "chromium"]] {
        let mut apt = Command::new(if root { "apt-get" } else { "sudo" });
        if !root {
            apt.arg("apt-get");
        }
        run::shown(apt.args(words).env("DEBIAN_FRONTEND", "noninteractive"))
            .map_err(|error| error.mend("apt-get update && apt-get install -y chromium, as root"))?;
    }
    Ok(())
}

fn in_ci() -> bool {
    env::var_os("CI").is_some_and(|value| value == "true")
}

fn agreed() -> bool {
    if !stdin().is_terminal() || !stderr().is_terminal() {
        return false;
    }
    eprint!("The browser tests need Chromium. Install it with apt-get now? [y/N] ");
    let mut answer = String::new();
    stderr().flush().is_ok()
        && stdin().lock().read_line(&mut answer).is_ok()
        && matches!(answer.trim(), "y" | "Y" | "yes")
}
