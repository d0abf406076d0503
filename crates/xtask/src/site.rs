//! Builds the page: Cargo, then Trunk, then what Trunk leaves undone.

use crate::compress::{self, Effort};
use crate::failure::{About as _, Result, failure};
use crate::tools::{self, WASM};
use crate::{alone, binder, embed, html, node, places, policy, program, rates_json, rates_page, run, shell, styles};
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::Command;

/// What the page is built for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// This machine. Needs Rust only, so what makes the program smaller is left out.
    Local,
    /// The public, as small as it gets.
    Production,
}

/// Builds the page into a folder, whose former content goes.
pub(crate) fn build(purpose: Purpose, dist: &Path) -> Result<()> {
    // The quickest to be found missing comes first.
    if purpose == Purpose::Production {
        node::programs()?;
    }
    tools::wasm_target()?;
    run::shown(&mut binder::compile(false))?;
    let folders = [tools::trunk().folder()?, binder::folder()?];
    compile()?;
    assemble(dist, &tools::path_with(&folders)?)?;
    finish(purpose, dist)
}

/// Flags for WASM. They keep this machine's folders out of it, so that the same source gives the same bytes anywhere,
/// and have the linker note who uses what.
pub(crate) fn rust_flags() -> OsString {
    let mut flags = OsString::new();
    let mut remap = |from: &Path, to: &str| {
        if !flags.is_empty() {
            flags.push("\u{1f}");
        }
        flags.push("--remap-path-prefix=");
        flags.push(from);
        flags.push("=");
        flags.push(to);
    };
    if let Some(home) = places::cargo_home() {
        remap(&home, "cargo");
    }
    remap(&places::root(), ".");
    // Notes of who uses what, from which the program is split. Always, or each other build would start from nothing.
    flags.push("\u{1f}-Clink-arg=--emit-relocs");
    flags
}

/// Compiles the page in view. Trunk runs the same command later and finds everything done.
fn compile() -> Result<()> {
    if !places::target().join(WASM).join("release").is_dir() {
        eprintln!("Compiling the page. The first time takes 2 to 4 minutes, later ones half a minute.");
    }
    run::shown(
        Command::new("cargo")
            .args(["build", "--release", "--manifest-path", "site/Cargo.toml"])
            .args(["--bin", "site", "--target", WASM])
            .env("CARGO_ENCODED_RUSTFLAGS", rust_flags())
            .current_dir(places::root()),
    )
}

fn assemble(dist: &Path, path: &OsString) -> Result<()> {
    // What an earlier build left here would be copied along.
    for stale in [dist.to_path_buf(), places::target().join("wasm-bindgen")] {
        if stale.exists() {
            fs::remove_dir_all(&stale).about(stale.display())?;
        }
    }
    fs::create_dir_all(dist).about(dist.display())?;
    let mut trunk = Command::new("trunk");
    trunk
        .args(["build", "--offline", "--skip-version-check"])
        .args(["--cargo-profile", "release", "--log", "warn", "--dist"])
        .arg(dist)
        .current_dir(places::root())
        .env("PATH", path)
        .env("CARGO_ENCODED_RUSTFLAGS", rust_flags())
        .env("RUST_BACKTRACE", "0")
        // Trunk refuses to start when this is set to 1.
        .env_remove("NO_COLOR");
    run::shown(&mut trunk)
}

fn finish(purpose: Purpose, dist: &Path) -> Result<()> {
    let page = dist.join("index.html");
    let html = fs::read_to_string(&page).about(page.display())?;
    let html = styles::bundle(&html, dist)?;
    let embed = embed::prepare("site", purpose)?;
    let opener = embed.opener()?;
    let alone = if purpose == Purpose::Production { Some(alone::prepare(dist)?) } else { None };
    let html = match purpose {
        Purpose::Production => program::shrink(&html, dist, &opener)?,
        Purpose::Local => program::strip(&html, dist, &opener)?,
    };
    embed.write(dist)?;
    let rates = dist.join("rates.html");
    fs::write(&rates, policy::insert_alone(&html::minify(&rates_page::page())?)?).about(rates.display())?;
    let html = html::minify(&shell::fill(&html)?)?;
    if let Some(alone) = alone {
        alone::write(&html, &alone, dist)?;
    }
    let html = policy::insert(&html, embed::FRAMES)?;
    rates_json::write(dist)?;
    if let Some(address) = html::absolute_address(&html) {
        return Err(failure(format!("index.html points at `{address}`, which breaks below a sub-path"))
            .mend("write the address relative, like `./name`"));
    }
    fs::write(&page, html).about(page.display())?;
    let effort = match purpose {
        Purpose::Local => Effort::Light,
        Purpose::Production => Effort::Full,
    };
    compress::folder(dist, effort)
}
