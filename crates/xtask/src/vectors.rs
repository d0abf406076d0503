//! The same scenarios priced on this machine and in WASM under Node: the same bytes, and how fast.
//!
//! `tests/vectors` gives both sides: its program answers `render SEED COUNT` and `bench`; its WASM exports
//! `render(seed, count)` and `bench(...)`.

use crate::failure::{About as _, Result};
use crate::test::Done;
use crate::{module, native, node, places, run};
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
    let native = run::quiet(Command::new(native::program("vectors")?).args(["render", SEED, COUNT]))?;
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

/// The program on this machine, as fast as it gets.
pub(crate) fn fast() -> Command {
    let mut fast = Command::new("cargo");
    fast.args(["run", "--quiet", "--release", "-p", "vectors", "--bin", "vectors", "--"]).current_dir(places::root());
    fast
}

/// Compiles the vectors to WASM, as optimised as the page, with bindings for Node; returns their folder.
pub(crate) fn bindings() -> Result<PathBuf> {
    node::node()?;
    let folder = places::target().join("vectors");
    module::bind(&module::compile("vectors")?, "nodejs", &folder)?;
    Ok(folder)
}
