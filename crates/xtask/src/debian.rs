//! Packages of Debian that tests use where they can be had.

use crate::run;
use std::process::Command;

/// Whether this is root, who may install.
fn is_root() -> bool {
    run::quiet(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

/// Installs packages, as root, where there is `apt-get`. What can't be installed stays missing: who needs it looks for it afterwards.
pub(crate) fn install(packages: &[&str], takes: &str) {
    if !is_root() {
        return;
    }
    eprintln!("Installing {}.\n  Needed once; takes {takes}.", packages.join(", "));
    let apt = |words: &[&str]| {
        let mut apt = Command::new("apt-get");
        // Debian starts a server when it is installed; not in this runlevel.
        apt.args(words).env("DEBIAN_FRONTEND", "noninteractive").env("RUNLEVEL", "1");
        run::quiet(&mut apt)
    };
    let install = [&["install", "-y", "-q", "--no-install-recommends"], packages].concat();
    if apt(&install).is_err() && apt(&["update", "-q"]).is_ok() {
        let _ = apt(&install);
    }
}
