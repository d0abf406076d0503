//! A library of the workspace as a WASM module with its bindings.

use crate::failure::{About as _, Result};
use crate::tools::{self, WASM};
use crate::{binder, places, run, site};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Compiles a package's library to WASM, as optimised as the page; returns the module.
pub(crate) fn compile(package: &str) -> Result<PathBuf> {
    tools::wasm_target()?;
    // Only as a cdylib: beside an rlib Cargo would leave out link-time optimisation.
    let mut compile = Command::new("cargo");
    compile
        .args(["rustc", "--quiet", "--release", "--target", WASM, "-p", package, "--lib"])
        .args(["--crate-type", "cdylib"])
        .current_dir(places::root());
    site::with_flags(&mut compile, site::Purpose::Production);
    run::shown(&mut compile)?;
    let file = format!("{}.wasm", package.replace('-', "_"));
    let linked = places::target().join(WASM).join("release").join(&file);
    // A copy: the linker's output of the next build may stand in its place.
    let folder = places::target().join("modules");
    fs::create_dir_all(&folder).about(folder.display())?;
    let module = folder.join(file);
    fs::copy(&linked, &module).about(linked.display())?;
    Ok(module)
}

/// Writes the JavaScript that calls a module, for one of wasm-bindgen's targets.
pub(crate) fn bind(module: &Path, target: &str, folder: &Path) -> Result<()> {
    // With what the site needs too: switching would compile it anew each time.
    run::shown(binder::compile(true).arg("--quiet"))?;
    binder::bind(module, target, folder, &[])
}
