//! Builds the page: what it needs and the page itself are compiled beside each other, then Trunk puts it together.
//!
//! Trunk's `post_build` hook is `cargo xtask finish` ([`crate::finish`]).

use crate::failure::{About as _, Result};
use crate::lanes::{self, Lane};
use crate::tools::{self, WASM};
use crate::{binder, node, places};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the page is built for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// This machine: quick to compile, in one file, without what makes it small. Needs Rust only.
    Local,
    /// The public: as small as it gets, with parts loaded on demand.
    Production,
}

/// The page's package, and its folder.
pub(crate) const PACKAGE: &str = "site";

/// Features of the page in the browser, and those of the public one.
const IN_ONE_FILE: &str = "csr";
const IN_PARTS: &str = "csr,lazy";

impl Purpose {
    /// The purpose that Trunk tells its hook by its profile.
    pub(crate) fn of_trunk(profile: &str) -> Self {
        if profile == "release" { Self::Production } else { Self::Local }
    }

    fn cargo_profile(self) -> &'static str {
        match self {
            Self::Local => "dev",
            Self::Production => "release",
        }
    }

    fn features(self) -> &'static str {
        match self {
            Self::Local => IN_ONE_FILE,
            Self::Production => IN_PARTS,
        }
    }
}

/// Builds the page into a folder, whose former content goes.
pub(crate) fn build(purpose: Purpose, dist: &Path) -> Result<()> {
    // The quickest to be found missing comes first.
    if purpose == Purpose::Production {
        node::programs()?;
    }
    tools::wasm_target()?;
    let trunk = tools::trunk();
    let mut work = Vec::new();
    let installs = !trunk.is_there()?;
    if installs {
        trunk.announce()?;
        work.push(Lane::new("Trunk", [trunk.install()?]));
    }
    let first = !linked(purpose).is_file();
    let minutes = if purpose == Purpose::Local { "2 to 4" } else { "4 to 8" };
    eprintln!(
        "Compiling the page.{}",
        if first { format!(" The first time takes {minutes} minutes.") } else { String::new() }
    );
    let split = purpose == Purpose::Production;
    work.push(Lane::new("Binder", [binder::compile(split)]));
    work.push(Lane::new("Page", [compile(purpose.features(), purpose)]));
    lanes::run(work).map_err(|error| if installs { trunk.mended(error) } else { error })?;
    eprintln!("Putting it together.");
    lanes::run(vec![Lane::new("Trunk", [assemble(purpose, dist, &[trunk.folder()?, binder::folder(split)?])?])])
}

/// The linker's output.
pub(crate) fn linked(purpose: Purpose) -> PathBuf {
    let profile = if purpose == Purpose::Local { "debug" } else { "release" };
    places::target().join(WASM).join(profile).join(format!("{PACKAGE}.wasm"))
}

/// Compiles the page. Trunk runs the same command later and finds everything done.
fn compile(features: &str, purpose: Purpose) -> Command {
    let mut cargo = Command::new("cargo");
    cargo
        .args(["build", "--package", PACKAGE, "--bin", PACKAGE, "--features", features])
        .args(["--profile", purpose.cargo_profile(), "--target", WASM])
        .current_dir(places::root());
    with_flags(&mut cargo, purpose);
    cargo
}

fn assemble(purpose: Purpose, dist: &Path, folders: &[PathBuf]) -> Result<Command> {
    // What an earlier build left here would be copied along.
    for stale in [dist.to_path_buf(), places::target().join("wasm-bindgen")] {
        if stale.exists() {
            fs::remove_dir_all(&stale).about(stale.display())?;
        }
    }
    fs::create_dir_all(dist).about(dist.display())?;
    let mut trunk = Command::new("trunk");
    trunk
        .args(["build", "--offline", "--skip-version-check", "--log", "warn", "--config"])
        .arg(places::root().join(PACKAGE).join("Trunk.toml"))
        .args(["--features", purpose.features(), "--cargo-profile", purpose.cargo_profile(), "--dist"])
        .arg(dist)
        .current_dir(places::root())
        .env("PATH", tools::path_with(folders)?)
        .env("RUST_BACKTRACE", "0")
        // Trunk refuses to start when this is set to 1.
        .env_remove("NO_COLOR");
    if purpose == Purpose::Production {
        // For its hook: a profile of Cargo's says nothing to Trunk.
        trunk.arg("--release");
    }
    with_flags(&mut trunk, purpose);
    Ok(trunk)
}

/// Flags for what the public gets. They keep this machine's folders out of it, so that the same source gives the same bytes
/// anywhere, and have one copy of each kind of view compiled, whatever it is put together from (6 to 10% less).
pub(crate) fn with_flags(command: &mut Command, purpose: Purpose) {
    let folders = [(places::cargo_home(), "cargo"), (Some(places::root()), ".")];
    let flags = folders.into_iter().filter_map(|(folder, name)| {
        // The variable's words are parted by spaces. A folder with one stays in: the page works, its bytes are this machine's.
        let folder = folder?.to_str().filter(|it| !it.contains(char::is_whitespace))?.to_owned();
        Some(format!("--remap-path-prefix={folder}={name}"))
    });
    if purpose == Purpose::Production {
        let flags: Vec<String> = ["--cfg=erase_components".to_owned()].into_iter().chain(flags).collect();
        command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags.join(" "));
    }
}
