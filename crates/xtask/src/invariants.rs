//! What the architecture promises to be absent, each as a check of its own.

use crate::compress::files;
use crate::failure::{About as _, Result, failure};
use crate::test::Done;
use crate::{places, run, source, tally::Tally};
use serde_json::Value;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the core may link, and whether it may be switched on only by a feature.
const CORE_MAY_LINK: &[(&str, Linked)] = &[
    ("rust_decimal", Linked::Always),
    ("thiserror", Linked::Always),
    ("serde", Linked::Always),
    ("schemars", Linked::ByFeature),
];

/// What the core may take from `std`, one module at a time: what computes and nothing that looks around. `panic` only to keep a
/// library's from spreading.
const CORE_MAY_USE: &[&str] = &[
    "borrow",
    "cmp",
    "collections",
    "error",
    "fmt",
    "iter",
    "num",
    "ops",
    "panic",
    "rc",
    "str",
    "string",
    "sync",
    "vec",
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Linked {
    Always,
    ByFeature,
}

/// One promise: its words, and a check that returns each breach as `file:line: what`.
type Promise = (&'static str, fn() -> Result<Vec<String>>);

/// The sources that compute, write and read, whatever surrounds them.
const CORE: &[&str] = &["crates/pricing/src", "crates/exchange/src", "crates/explain/src"];

const PROMISES: &[Promise] = &[
    ("arrows between crates run down only", arrows_run_down),
    ("the core links nothing but rust_decimal, serde, thiserror and, by a feature, schemars", core_links_little),
    ("the core has no binary floating point", core_has_no_floats),
    ("the core has no clock, network, file, process, environment, thread or browser", core_is_pure),
    ("the page never writes HTML or inline style", page_writes_no_html),
    ("the page does no arithmetic on money", page_has_no_decimals),
];

pub(crate) fn step(_: &[String]) -> Result<Done> {
    let mut tally = Tally::default();
    for (words, check) in PROMISES {
        let breaches = check()?;
        if breaches.is_empty() {
            tally.passed += 1;
            println!("ok      {words}");
        } else {
            tally.failed += 1;
            println!("BROKEN  {words}");
            for breach in breaches {
                println!("        {breach}");
            }
        }
    }
    Ok(Done::Tests(tally))
}

fn core_links_little() -> Result<Vec<String>> {
    let manifest = "crates/pricing/Cargo.toml";
    let mut breaches = Vec::new();
    for dependency in dependencies("pricing")? {
        // What only builds or tests the core does not end up in it.
        if dependency.get("kind").is_some_and(|kind| !kind.is_null()) {
            continue;
        }
        let name = name_of(&dependency);
        let optional = dependency.get("optional").and_then(Value::as_bool).unwrap_or(false);
        match CORE_MAY_LINK.iter().find(|(allowed, _)| *allowed == name) {
            None => breaches.push(at_dependency(manifest, name, "is not allowed")?),
            Some((_, Linked::ByFeature)) if !optional => {
                breaches.push(at_dependency(manifest, name, "must be optional")?);
            }
            Some(_) => {}
        }
    }
    Ok(breaches)
}

fn core_has_no_floats() -> Result<Vec<String>> {
    let mut breaches = Vec::new();
    for folder in CORE {
        breaches.extend(uses(folder, &["f32", "f64"], |source| &source.code)?);
    }
    Ok(breaches)
}

fn core_is_pure() -> Result<Vec<String>> {
    let words = ["web_sys", "js_sys", "wasm_bindgen", "println!", "eprintln!", "print!", "eprint!", "dbg!"];
    let mut breaches = Vec::new();
    for folder in CORE {
        breaches.extend(uses(folder, &words, |source| &source.code)?);
        for (file, text) in rust_files(folder)? {
            let source = source::read(&text);
            for (line, module) in source::modules_of(&source.code, "std") {
                if !CORE_MAY_USE.contains(&module) {
                    breaches.push(breach(&file, line, &format!("std::{module}"), &text));
                }
            }
        }
    }
    Ok(breaches)
}

/// The crates of the workspace that a crate may link: arrows run down only.
const ARROWS: &[(&str, &[&str])] = &[
    ("pricing", &[]),
    ("exchange", &["pricing"]),
    ("explain", &["pricing"]),
    ("pricing-js", &["exchange", "explain", "pricing"]),
];

fn arrows_run_down() -> Result<Vec<String>> {
    let mut breaches = Vec::new();
    for (package, below) in ARROWS {
        for dependency in dependencies(package)? {
            let name = name_of(&dependency);
            let is_ours = dependency.get("path").is_some_and(|path| !path.is_null());
            let only_tests = dependency.get("kind").and_then(Value::as_str) == Some("dev");
            if is_ours && !only_tests && !below.contains(&name) {
                breaches.push(at_dependency(&format!("crates/{package}/Cargo.toml"), name, "points up or sideways")?);
            }
        }
    }
    Ok(breaches)
}

fn page_writes_no_html() -> Result<Vec<String>> {
    let words =
        ["inner_html", "set_inner_html", "set_outer_html", "insert_adjacent_html", "style=", "<style", "\"style\""];
    uses("site/src", &words, |source| &source.code_and_text)
}

fn page_has_no_decimals() -> Result<Vec<String>> {
    let manifest = "site/Cargo.toml";
    let mut breaches = Vec::new();
    for dependency in dependencies("site")? {
        let name = name_of(&dependency);
        if name == "rust_decimal" {
            breaches.push(at_dependency(manifest, name, "belongs to the core")?);
        }
    }
    Ok(breaches)
}

/// A package's dependencies as Cargo tells them.
fn dependencies(package: &str) -> Result<Vec<Value>> {
    let mut metadata = Command::new("cargo");
    metadata.args(["metadata", "--no-deps", "--format-version", "1"]).current_dir(places::root());
    let text = run::quiet(&mut metadata)?;
    let metadata: Value = serde_json::from_str(&text).about("cargo metadata")?;
    let packages = metadata.get("packages").and_then(Value::as_array);
    let found = packages.and_then(|packages| packages.iter().find(|it| name_of(it) == package));
    let found = found.ok_or_else(|| failure(format!("the workspace has no package `{package}`")))?;
    Ok(found.get("dependencies").and_then(Value::as_array).cloned().unwrap_or_default())
}

fn name_of(item: &Value) -> &str {
    item.get("name").and_then(Value::as_str).unwrap_or_default()
}

fn at_dependency(manifest: &str, name: &str, what: &str) -> Result<String> {
    let text = fs::read_to_string(places::root().join(manifest)).about(manifest)?;
    let line = (1..).zip(text.lines()).find(|(_, line)| line.starts_with(name)).map_or(1, |(number, _)| number);
    Ok(format!("{manifest}:{line}: the dependency `{name}` {what}"))
}

/// Where the Rust files below a folder use one of these words.
fn uses(folder: &str, words: &[&str], part: fn(&source::Source) -> &String) -> Result<Vec<String>> {
    let mut breaches = Vec::new();
    for (file, text) in rust_files(folder)? {
        let source = source::read(&text);
        for word in words {
            for line in source::lines_with(part(&source), word) {
                breaches.push(breach(&file, line, word, &text));
            }
        }
    }
    Ok(breaches)
}

fn rust_files(folder: &str) -> Result<Vec<(PathBuf, String)>> {
    let mut found = files(&places::root().join(folder))?;
    found.retain(|file| file.extension().is_some_and(|extension| extension == "rs"));
    found
        .into_iter()
        .map(|file| {
            let text = fs::read_to_string(&file).about(file.display())?;
            Ok((file, text))
        })
        .collect()
}

fn breach(file: &Path, line: usize, word: &str, text: &str) -> String {
    let name = file.strip_prefix(places::root()).unwrap_or(file);
    let mut breach = format!("{}:{line}: `{word}`", name.display());
    if let Some(code) = text.lines().nth(line - 1) {
        // Writing to a string cannot fail.
        let _ = write!(breach, " in `{}`", code.trim());
    }
    breach
}
