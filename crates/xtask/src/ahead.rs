//! The production build, begun before its turn: most of it runs on one core, and tests use the other one.

use crate::failure::{About as _, Result, failure};
use crate::places;
use std::fs::{self, File};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// How often is said that the build is still at work.
const PATIENCE: Duration = Duration::from_secs(8);

static BEGUN: Mutex<Option<Build>> = Mutex::new(None);

struct Build {
    child: Child,
    /// What it prints.
    log: PathBuf,
}

/// Begins the build; its turn comes with [`end`].
///
/// # Errors
/// Where this program can't be started once more.
pub(crate) fn begin() -> Result<()> {
    let log = places::target().join("build.log");
    fs::create_dir_all(places::target()).about("target")?;
    let printed = File::create(&log).about(log.display())?;
    let errors = printed.try_clone().about(log.display())?;
    let program = std::env::current_exe().about("this program")?;
    let mut build = Command::new(program);
    build.arg("build").stdin(Stdio::null()).stdout(printed).stderr(errors);
    let child = build.spawn().about("cargo xtask build")?;
    println!("The production build has begun beside the tests: {}", log.display());
    *BEGUN.lock().unwrap_or_else(PoisonError::into_inner) = Some(Build { child, log });
    Ok(())
}

/// Waits for the build, if it was begun, and prints what it did; false where it wasn't.
///
/// # Errors
/// Where the build failed.
pub(crate) fn end() -> Result<bool> {
    let begun = BEGUN.lock().unwrap_or_else(PoisonError::into_inner).take();
    let Some(Build { mut child, log }) = begun else { return Ok(false) };
    let outcome = loop {
        if let Some(outcome) = child.try_wait().about("cargo xtask build")? {
            break outcome;
        }
        println!("  The build is at work.");
        thread::sleep(PATIENCE);
    };
    print!("{}", fs::read_to_string(&log).about(log.display())?);
    if outcome.success() {
        Ok(true)
    } else {
        Err(failure("the production build failed").mend("type: cargo xtask build"))
    }
}
