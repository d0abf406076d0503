//! The same scenarios priced on this machine and in WASM under Node: the same bytes, and how fast.
//!
//! `tests/vectors` gives both sides: its program answers `render SEED COUNT` and `bench`; its WASM exports
//! `render(seed, count)` and `bench(...)`.

use crate::failure::{About as _, Result, failure};
use crate::test::Done;
use crate::tools::{self, WASM};
use crate::{node, places, run, site};
use std::fs;
use std::path::PathBuf;
use std::process::Command;

const SEED: &str = "1";
const COUNT: &str = "2000";

pub(crate) fn step(_: &[String]) -> Result<Done> {
    if !exists() {
        return Ok(Done::Absent("tests/vectors has no program"));
    }
    let folder = bindings()?;
    // The test profile: what the unit tests have compiled is used again.
    let native = run::quiet(native("test").args(["render", SEED, COUNT]))?;
    let expected = folder.join("native.txt");
    fs::write(&expected, native).about(expected.display())?;
    let mut compare = Command::new("node");
    compare.arg("same-bytes.mjs").arg(&folder).arg(&expected).args([SEED, COUNT]).current_dir(node::home());
    run::shown(&mut compare)?;
    Ok(Done::Check)
}

/// Whether there is something to compare.
pub(crate) fn exists() -> bool {
    places::root().join("tests").join("vectors").join("src").join("main.rs").is_file()
}

/// The program on this machine.
pub(crate) fn native(profile: &str) -> Command {
    let mut native = Command::new("cargo");
    native
        .args(["run", "--quiet", "--profile", profile, "-p", "vectors", "--bin", "vectors", "--"])
        .current_dir(places::root());
    native
}

/// Compiles the vectors to WASM, as optimised as the page, with bindings for Node; returns their folder.
pub(crate) fn bindings() -> Result<PathBuf> {
    tools::wasm_target()?;
    node::node()?;
    let bindgen = tools::wasm_bindgen()?.folder()?;
    // Only as a cdylib: beside an rlib Cargo would leave out link-time optimisation.
    let mut compile = Command::new("cargo");
    compile
        .args(["rustc", "--quiet", "--release", "--target", WASM, "-p", "vectors", "--lib"])
        .args(["--crate-type", "cdylib"])
        .env("CARGO_ENCODED_RUSTFLAGS", site::rust_flags())
        .current_dir(places::root());
    run::shown(&mut compile)?;
    let wasm = places::target().join(WASM).join("release").join("vectors.wasm");
    if !wasm.is_file() {
        return Err(failure(format!("Cargo did not write {}", wasm.display())));
    }
    let folder = places::target().join("vectors");
    let mut bind = Command::new(bindgen.join("wasm-bindgen"));
    bind.args(["--target", "nodejs", "--no-typescript", "--out-dir"]).arg(&folder).arg(&wasm);
    run::shown(&mut bind)?;
    Ok(folder)
}
