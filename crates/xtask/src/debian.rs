//! Packages of Debian that tests use where they can be had.

use crate::run;
use std::process::Command;

/// Whether this is root, who may install.
fn is_root() -> bool {
    run::quiet(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

/// Installs packages, as root, where there is `apt-get`; `takes` says how long that is. What can't be installed stays missing:
/// callers look for it afterwards.
pub(crate) fn install(packages: &[&str], takes: &str) {
    if !is_root() || run::quiet(Command::new("apt-get").arg("--version")).is_err() {
        return;
    }
    eprintln!("Installing {}.\n  Needed once; takes {takes}.", packages.join(", "));
    let apt = |words: &[&str]| {
        let mut apt = Command::new("apt-get");
        // Debian starts a server when it is installed; not in this runlevel.
        apt.args(words).env("DEBIAN_FRONTEND", "noninteractive").env("RUNLEVEL", "1");
        run::quiet(&mut apt)
    };
    let install = |packages: &[&str]| apt(&[&["install", "-y", "-q", "--no-install-recommends"], packages].concat());
    if install(packages).is_err() && apt(&["update", "-q"]).is_ok() && install(packages).is_err() {
        // One that isn't known here keeps the others from being installed.
        for package in packages {
            let _ = install(&[*package]);
        }
    }
}
