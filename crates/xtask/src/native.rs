//! Programs of this workspace that run on this machine beside the tests.

use crate::failure::Result;
use crate::{places, run};
use std::env::consts::EXE_SUFFIX;
use std::path::PathBuf;
use std::process::Command;

/// The whole workspace as its tests need it. Whatever is compiled for this machine says the same: with other features Cargo would
/// compile every library once more.
pub(crate) const AS_TESTED: [&str; 3] = ["--workspace", "--features", "site/ssr,pricing-js/schema"];

/// Compiles a program of this workspace as the tests are compiled, and returns it.
pub(crate) fn program(name: &str) -> Result<PathBuf> {
    let mut compile = Command::new("cargo");
    compile.args(["build", "--quiet", "--profile", "test", "--bin", name]).args(AS_TESTED).current_dir(places::root());
    run::shown(&mut compile)?;
    Ok(places::target().join("debug").join(format!("{name}{EXE_SUFFIX}")))
}
