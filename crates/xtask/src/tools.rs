//! Tools beyond Rust itself: found at the pinned version, or installed once into the cache.
//!
//! This file is the one place where their versions are pinned.

use crate::failure::{About as _, Failure, Result, failure};
use crate::lanes::{self, Lane};
use crate::{places, run};
use std::env::{self, consts::EXE_SUFFIX};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

const TRUNK: &str = "0.21.14";
const CARGO_DENY: &str = "0.20.2";
const GECKODRIVER: &str = "0.37.1";

/// The target that the page is compiled for.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// A program from crates.io.
pub(crate) struct Tool {
    package: &'static str,
    program: &'static str,
    version: &'static str,
    options: &'static [&'static str],
    what: &'static str,
    takes: &'static str,
}

/// Puts the page together: HTML, CSS, WASM.
pub(crate) fn trunk() -> Tool {
    Tool {
        package: "trunk",
        program: "trunk",
        version: TRUNK,
        // Its features are a check for updates and the means to download tools. It runs offline here.
        options: &["--locked", "--no-default-features"],
        what: "puts the page together",
        takes: "3 to 6 minutes",
    }
}

/// Drives Firefox.
pub(crate) fn geckodriver() -> Tool {
    Tool {
        package: "geckodriver",
        program: "geckodriver",
        version: GECKODRIVER,
        options: &["--locked"],
        what: "drives Firefox",
        takes: "1 to 2 minutes",
    }
}

/// Checks licences and origins of dependencies.
pub(crate) fn cargo_deny() -> Tool {
    Tool {
        package: "cargo-deny",
        program: "cargo-deny",
        version: CARGO_DENY,
        options: &["--locked"],
        what: "checks licences and origins of dependencies",
        takes: "1 to 4 minutes",
    }
}

impl Tool {
    /// Name and version.
    pub(crate) fn title(&self) -> String {
        format!("{} {}", self.program, self.version)
    }

    /// The folder that holds the program, which is installed first if it is missing.
    pub(crate) fn folder(&self) -> Result<PathBuf> {
        if let Some(folder) = self.found()? {
            return Ok(folder);
        }
        self.announce()?;
        lanes::run(vec![Lane::new(self.title(), [self.install()?])]).map_err(|error| self.mended(error))?;
        let home = self.home()?;
        self.found()?.ok_or_else(|| {
            failure(format!("{} was installed in {} but does not run", self.title(), home.display()))
                .mend(format!("remove {} and try again", home.display()))
        })
    }

    /// The program itself, installed first if it is missing.
    pub(crate) fn program(&self) -> Result<PathBuf> {
        Ok(self.folder()?.join(format!("{}{EXE_SUFFIX}", self.program)))
    }

    /// Whether it need not be installed.
    pub(crate) fn is_there(&self) -> Result<bool> {
        self.found().map(|folder| folder.is_some())
    }

    /// Says that it is installed now, and what that costs.
    pub(crate) fn announce(&self) -> Result<()> {
        eprintln!(
            "Installing {} ({}).\n  Needed once; takes {}; goes to {}.",
            self.title(),
            self.what,
            self.takes,
            self.home()?.display()
        );
        Ok(())
    }

    /// Installs it.
    pub(crate) fn install(&self) -> Result<Command> {
        let mut install = Command::new("cargo");
        install
            .args(["install", self.package, "--version", self.version])
            .args(self.options)
            .arg("--root")
            .arg(self.home()?)
            .current_dir(places::root())
            .env("CARGO_TARGET_DIR", places::target().join("tools"))
            // These run for a second or two: quick to compile matters more than quick to run.
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "256")
            .env("CARGO_PROFILE_RELEASE_DEBUG", "false");
        Ok(install)
    }

    /// What to do when it could not be installed.
    pub(crate) fn mended(&self, error: Failure) -> Failure {
        let by_hand = self.install().map(|command| run::shown_as(&command)).unwrap_or_default();
        error.mend(format!(
            "check the connection to crates.io, then type the same command again;\n\
             or install it by hand: {by_hand}"
        ))
    }

    fn found(&self) -> Result<Option<PathBuf>> {
        let program = format!("{}{EXE_SUFFIX}", self.program);
        let on_path = env::var_os("PATH").unwrap_or_default();
        let in_cache = self.home()?.join("bin");
        Ok(env::split_paths(&on_path).chain([in_cache]).find(|folder| self.is_at(&folder.join(&program))))
    }

    fn home(&self) -> Result<PathBuf> {
        places::tool(self.program, self.version)
    }

    fn is_at(&self, program: &Path) -> bool {
        program.is_file()
            && run::quiet(Command::new(program).arg("--version").env_remove("NO_COLOR"))
                .is_ok_and(|text| text.split_whitespace().any(|word| word == self.version))
    }
}

/// `PATH` with the folders of these tools in front.
pub(crate) fn path_with(folders: &[PathBuf]) -> Result<OsString> {
    let on_path = env::var_os("PATH").unwrap_or_default();
    let all = folders.iter().cloned().chain(env::split_paths(&on_path));
    env::join_paths(all).about("PATH")
}

/// Makes sure that Rust can compile for WASM.
pub(crate) fn wasm_target() -> Result<()> {
    let mut ask = Command::new("rustc");
    ask.args(["--print", "target-libdir", "--target", WASM]).current_dir(places::root());
    if run::quiet(&mut ask).is_ok_and(|folder| Path::new(folder.trim()).is_dir()) {
        return Ok(());
    }
    eprintln!("Adding Rust's {WASM} target.\n  Needed once; takes under a minute.");
    run::shown(Command::new("rustup").args(["target", "add", WASM]).current_dir(places::root())).map_err(|error| {
        error.mend(format!(
            "check the connection, then type: rustup target add {WASM}\n\
             (without rustup: install your distribution's package of Rust's {WASM} library)"
        ))
    })
}

/// Makes sure that Rust's own formatter and linter are there.
pub(crate) fn components() -> Result<()> {
    for (command, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        let mut ask = Command::new("cargo");
        if run::quiet(ask.args([command, "--version"]).current_dir(places::root())).is_err() {
            eprintln!("Adding Rust's {component}.\n  Needed once; takes under a minute.");
            run::shown(Command::new("rustup").args(["component", "add", component]).current_dir(places::root()))
                .map_err(|error| {
                    error.mend(format!("check the connection, then type: rustup component add {component}"))
                })?;
        }
    }
    Ok(())
}
