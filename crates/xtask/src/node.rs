//! Node and the packages that `tests/e2e/package-lock.json` pins: `wasm-opt`, `terser`, and what drives a browser.

use crate::failure::{About as _, Result, failure};
use crate::{places, run};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// The oldest Node that works: `node --test` with file patterns.
const OLDEST: u32 = 20;

#[cfg(windows)]
const NPM: &str = "npm.cmd";
#[cfg(not(windows))]
const NPM: &str = "npm";

/// Where the packages lie.
pub(crate) fn home() -> PathBuf {
    places::root().join("tests").join("e2e")
}

/// Makes sure that Node runs and the packages are there.
pub(crate) fn programs() -> Result<()> {
    node()?;
    packages()
}

/// A program of a package, by its path below `node_modules`.
pub(crate) fn program(path: &str) -> Command {
    let mut node = Command::new("node");
    node.arg(home().join("node_modules").join(path));
    node
}

/// Makes sure that Node runs and is recent enough.
pub(crate) fn node() -> Result<()> {
    let mend = format!(
        "install Node {OLDEST} or later from https://nodejs.org or your distribution, then type the same command again.\n\
         `cargo xtask serve` works without Node"
    );
    let version = run::quiet(Command::new("node").arg("--version")).map_err(|error| error.mend(&mend))?;
    let major = version.trim().trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    match major {
        Some(major) if major >= OLDEST => Ok(()),
        _ => Err(failure(format!("Node {} is too old", version.trim())).mend(mend)),
    }
}

/// Installs the packages when the lock file is not the one they were installed from.
fn packages() -> Result<()> {
    let lock = home().join("package-lock.json");
    let stamp = home().join("node_modules").join(".installed-from");
    let wanted = fs::read(&lock).about(lock.display())?;
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    eprintln!("Installing the Node packages of tests/e2e.\n  Needed once; takes under a minute; about 150 MB.");
    run::shown(
        Command::new(NPM)
            .args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"])
            .args(["--loglevel", "error"])
            .current_dir(home()),
    )
    .map_err(|error| error.mend("check the connection to registry.npmjs.org, then type the same command again"))?;
    fs::write(&stamp, wanted).about(stamp.display())
}
