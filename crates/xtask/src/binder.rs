//! Our own `wasm-bindgen`, compiled from `crates/bind`: nothing has to be installed for it.

use crate::failure::{About as _, Result};
use crate::{places, run};
use std::collections::BTreeMap;
use std::env::consts::EXE_SUFFIX;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Compiles it; `split` with what takes parts out of a program, which only the public build needs.
pub(crate) fn compile(split: bool) -> Command {
    let mut compile = Command::new("cargo");
    compile
        .args(["build", "--locked", "--manifest-path", "crates/bind/Cargo.toml", "--target-dir"])
        .arg(built())
        .current_dir(places::root());
    if split {
        compile.args(["--features", "split"]);
    }
    compile
}

/// Its own build folder, so that it is compiled beside the page.
fn built() -> PathBuf {
    places::target().join("bind")
}

/// The folder that holds it under the name that Trunk looks for, once it is compiled; one for each of its two forms, which Cargo
/// compiles to the same place.
pub(crate) fn folder(split: bool) -> Result<PathBuf> {
    let compiled = built().join("debug").join(format!("bind{EXE_SUFFIX}"));
    let folder = built().join(if split { "bin-split" } else { "bin" });
    fs::create_dir_all(&folder).about(folder.display())?;
    let program = folder.join(format!("wasm-bindgen{EXE_SUFFIX}"));
    let written = |file: &Path| fs::metadata(file).and_then(|it| it.modified()).ok();
    if written(&program) < written(&compiled) {
        fs::copy(&compiled, &program).about(compiled.display())?;
    }
    Ok(folder)
}

/// Takes what is loaded on demand out of the linker's output: each part and the script that loads them go to a folder, the
/// rest to a file, whose script will have the given name there. Gives each part with the files that it needs, without
/// `.wasm`.
pub(crate) fn split(linked: &Path, folder: &Path, main: &Path, script: &str) -> Result<BTreeMap<String, Vec<String>>> {
    let mut split = program()?;
    let lines = run::quiet(split.arg("split").args([linked, folder, main]).arg(script))?;
    let part = |line: &str| {
        let mut words = line.split(' ').map(str::to_owned);
        Some((words.next()?, words.collect()))
    };
    Ok(lines.lines().filter_map(part).collect())
}

/// Writes the JavaScript that calls a module, for one of wasm-bindgen's targets; `options` are further ones of its.
pub(crate) fn bind(module: &Path, target: &str, folder: &Path, options: &[&str]) -> Result<()> {
    let mut bind = program()?;
    bind.args(["--target", target, "--no-typescript", "--out-dir"]).arg(folder).args(options).arg(module);
    run::shown(&mut bind)
}

fn program() -> Result<Command> {
    Ok(Command::new(folder(true)?.join(format!("wasm-bindgen{EXE_SUFFIX}"))))
}
