//! Tools beyond Rust itself: found at the pinned version, or installed once into the cache.
//!
//! This file is the one place where their versions are pinned. `wasm-bindgen` has none of its own: it must equal
//! the crate that the page links, so `Cargo.lock` decides.

use crate::failure::{About as _, Result, failure};
use crate::{places, run};
use std::env::{self, consts::EXE_SUFFIX};
use std::ffi::OsString;
use std::io::{IsTerminal as _, stderr};
use std::path::{Path, PathBuf};
use std::process::Command;

const TRUNK: &str = "0.21.14";
const CARGO_DENY: &str = "0.20.2";

/// The target that the page is compiled for.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// A program from crates.io.
pub(crate) struct Tool {
    package: &'static str,
    program: &'static str,
    version: String,
    options: &'static [&'static str],
    what: &'static str,
    takes: &'static str,
}

/// Puts the page together: HTML, CSS, WASM.
pub(crate) fn trunk() -> Tool {
    Tool {
        package: "trunk",
        program: "trunk",
        version: TRUNK.to_owned(),
        // Its features are a check for updates and the means to download tools. It runs offline here.
        options: &["--locked", "--no-default-features"],
        what: "puts the page together",
        takes: "3 to 6 minutes",
    }
}

/// Writes the JavaScript that loads the WASM.
pub(crate) fn wasm_bindgen() -> Result<Tool> {
    let lock = places::root().join("Cargo.lock");
    let text = std::fs::read_to_string(&lock).about(lock.display())?;
    let version =
        locked_version(&text, "wasm-bindgen").ok_or_else(|| failure("Cargo.lock does not name wasm-bindgen"))?;
    Ok(Tool {
        package: "wasm-bindgen-cli",
        program: "wasm-bindgen",
        version,
        options: &[],
        what: "writes the JavaScript that loads the WASM",
        takes: "1 to 3 minutes",
    })
}

/// Checks licences and origins of dependencies.
pub(crate) fn cargo_deny() -> Tool {
    Tool {
        package: "cargo-deny",
        program: "cargo-deny",
        version: CARGO_DENY.to_owned(),
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
        let program = format!("{}{EXE_SUFFIX}", self.program);
        let on_path = env::var_os("PATH").unwrap_or_default();
        for folder in env::split_paths(&on_path) {
            if self.is_at(&folder.join(&program)) {
                return Ok(folder);
            }
        }
        let home = places::tool(self.program, &self.version)?;
        let folder = home.join("bin");
        if !self.is_at(&folder.join(&program)) {
            self.install(&home)?;
            if !self.is_at(&folder.join(&program)) {
                return Err(failure(format!(
                    "{} was installed but does not run as version {}",
                    folder.join(&program).display(),
                    self.version
                ))
                .mend(format!("remove {} and try again", home.display())));
            }
        }
        Ok(folder)
    }

    fn is_at(&self, program: &Path) -> bool {
        program.is_file()
            && run::quiet(Command::new(program).arg("--version").env_remove("NO_COLOR"))
                .is_ok_and(|text| text.split_whitespace().any(|word| word == self.version))
    }

    fn install(&self, home: &Path) -> Result<()> {
        eprintln!(
            "Installing {} {} ({}).\n  Needed once; takes {}; goes to {}.",
            self.program,
            self.version,
            self.what,
            self.takes,
            home.display()
        );
        let built_in = places::target().join("tools");
        let mut install = Command::new("cargo");
        install
            .args(["install", self.package, "--version"])
            .arg(&self.version)
            .args(self.options)
            .arg("--root")
            .arg(home)
            .current_dir(places::root())
            .env("CARGO_TARGET_DIR", &built_in)
            // These run for a second or two: quick to compile matters more than quick to run.
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_DEBUG", "false");
        let by_hand = run::shown_as(&install);
        if !stderr().is_terminal() {
            // A log has no use for 300 lines of progress; someone who waits does.
            install.arg("--quiet");
        }
        run::shown(&mut install).map_err(|error| {
            error.mend(format!(
                "check the connection to crates.io, then type the same command again;\n\
                 or install it by hand: {by_hand}"
            ))
        })
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

fn locked_version(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.next()?;
    let version = lines.next()?.strip_prefix("version = \"")?;
    version.strip_suffix('"').map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::locked_version;

    #[test]
    fn the_lock_file_decides_the_version() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.1.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(locked_version(lock, "leptos"), None);
    }
}
