//! A library of the workspace as a WASM module with its bindings.

use crate::failure::{About as _, Result, failure};
use crate::program::without_notes;
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
        .env("CARGO_ENCODED_RUSTFLAGS", site::rust_flags())
        .current_dir(places::root());
    run::shown(&mut compile)?;
    let file = format!("{}.wasm", package.replace('-', "_"));
    let linked = places::target().join(WASM).join("release").join(&file);
    let bytes = fs::read(&linked).about(linked.display())?;
    // What the linker noted is for splitting the page, and larger than the module.
    let bytes = without_notes(&bytes).ok_or_else(|| failure("Cargo wrote WASM that can't be read"))?;
    let folder = places::target().join("modules");
    fs::create_dir_all(&folder).about(folder.display())?;
    let module = folder.join(file);
    fs::write(&module, bytes).about(module.display())?;
    Ok(module)
}

/// Writes the JavaScript that calls a module, for one of wasm-bindgen's targets.
pub(crate) fn bind(module: &Path, target: &str, folder: &Path) -> Result<()> {
    run::shown(binder::compile(false).arg("--quiet"))?;
    binder::bind(module, target, folder, &[])
}
