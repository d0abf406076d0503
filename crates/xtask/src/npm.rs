//! `cargo xtask npm`: the core as a package for JavaScript, and its tests.

use crate::failure::{About as _, Result, failure};
use crate::test::{Done, tests};
use crate::{compress, module, native, node, places, run, tally};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

pub(crate) const HELP: &str = "\
Build the package for JavaScript into dist-npm/.

Usage: cargo xtask npm

One ES module with its types, the JSON Schema of a scenario, and the core as WASM in it, for Node 20
and later, browsers and bundlers. `npm pack ./dist-npm` makes an archive of it.
Needs Rust, and Node for wasm-opt.
";

const PACKAGE: &str = "pricing-js";

/// Quick matters less than small here too: the bytes are carried in a file of JavaScript.
const OPTIMISE: [&str; 4] = ["-Os", "-Os", "--strip-debug", "--strip-producers"];

/// `cargo xtask npm`.
pub(crate) fn run() -> Result<()> {
    let folder = build()?;
    for file in compress::files(&folder)? {
        let size = fs::metadata(&file).about(file.display())?.len();
        println!("{size:>9}  {}", file.strip_prefix(places::root()).unwrap_or(&file).display());
    }
    Ok(())
}

/// The step of `cargo xtask test`: what the package answers equals what this machine answers, for every golden case and for what
/// is hostile; it installs, bundles and compiles; its examples run.
pub(crate) fn step(rest: &[String]) -> Result<Done> {
    node::programs()?;
    let package = build()?;
    let work = places::target().join("npm").join("tests");
    if work.exists() {
        fs::remove_dir_all(&work).about(work.display())?;
    }
    fs::create_dir_all(&work).about(work.display())?;
    let cases = work.join("golden.json");
    fs::write(&cases, Value::Array(golden()?).to_string()).about(cases.display())?;
    let folder = places::root().join("tests").join("npm");
    let mut files = compress::files(&folder)?;
    files.retain(|file| {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        name.ends_with(".test.mjs") && (rest.is_empty() || rest.iter().any(|part| name.contains(part.as_str())))
    });
    files.sort();
    if files.is_empty() {
        return Err(failure("no test file in tests/npm has such a name"));
    }
    let mut command = Command::new("node");
    command
        .args(["--test", "--test-reporter=spec", "--test-concurrency=2"])
        .args(files)
        .current_dir(&work)
        .env("PACKAGE", package)
        .env("GOLDEN", cases)
        .env("NATIVE", native::program(PACKAGE)?)
        .env("ROOT", places::root());
    tests(&mut command, tally::node_test)
}

/// Writes the package anew; returns its folder.
pub(crate) fn build() -> Result<PathBuf> {
    node::programs()?;
    // The same functions as a program of this machine, which also writes the schema and the types.
    let native = native::program(PACKAGE)?;
    let written = places::target().join("npm");
    let bindings = written.join("bindings");
    module::bind(&module::compile(PACKAGE)?, "bundler", &bindings)?;
    let wasm = written.join("core.wasm");
    let mut optimise = node::program("binaryen/bin/wasm-opt");
    run::shown(optimise.args(OPTIMISE).arg(bindings.join("pricing_js_bg.wasm")).arg("-o").arg(&wasm))?;

    let package = places::root().join("dist-npm");
    if package.exists() {
        fs::remove_dir_all(&package).about(package.display())?;
    }
    fs::create_dir_all(&package).about(package.display())?;
    let sources = places::root().join("crates").join(PACKAGE).join("npm");
    for file in compress::files(&sources)? {
        copy(&file, &package)?;
    }
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        copy(&places::root().join(licence), &package)?;
    }
    let write = |name: &str, text: String| fs::write(package.join(name), text).about(name);
    let manifest = fs::read_to_string(package.join("package.json")).about("package.json")?;
    let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    let numbered = manifest.replace("\"version\": \"0.0.0\"", &version);
    if numbered == manifest {
        return Err(failure(format!("crates/{PACKAGE}/npm/package.json has no `\"version\": \"0.0.0\"`")));
    }
    write("package.json", numbered)?;
    fs::copy(bindings.join("pricing_js_bg.js"), package.join("glue.js")).about("glue.js")?;
    let bytes = fs::read(&wasm).about(wasm.display())?;
    write("wasm.js", format!("export const wasm =\n  \"{}\";\n", BASE64_STANDARD.encode(bytes)))?;
    write("scenario.schema.json", run::quiet(Command::new(&native).arg("schema"))?)?;
    write("types.d.ts", run::quiet(Command::new(&native).arg("types"))?)?;
    Ok(package)
}

/// Every golden case: its name, its scenario, what it expects.
fn golden() -> Result<Vec<Value>> {
    let mut files = compress::files(&places::root().join("tests").join("golden"))?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    let case = |file: PathBuf| {
        let text = fs::read_to_string(&file).about(file.display())?;
        let case: toml::Table = toml::from_str(&text).about(file.display())?;
        Ok(json!({
            "name": file.file_stem().unwrap_or_default().to_string_lossy(),
            "scenario": case.get("scenario"),
            "expect": case.get("expect"),
        }))
    };
    files.into_iter().map(case).collect()
}

fn copy(file: &Path, into: &Path) -> Result<()> {
    let name = file.file_name().unwrap_or_default();
    fs::copy(file, into.join(name)).about(file.display())?;
    Ok(())
}
