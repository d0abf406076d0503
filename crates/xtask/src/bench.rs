//! `cargo xtask bench`: how fast the core prices natively and in WASM, and how fast the page answers.

use crate::failure::{Result, failure};
use crate::{browser, node, npm, places, run, vectors};
use lexopt::Parser;
use lexopt::prelude::*;
use std::process::Command;

const SUBJECTS: [&str; 6] = ["native", "wasm", "package", "browser", "bill", "lighthouse"];

pub(crate) const HELP: &str = "\
Measure: the core natively, the core in WASM under Node, the package, a keystroke in Chromium, a bill of 1 GB there, the first visit.

Usage: cargo xtask bench [--only native|wasm|package|browser|bill|lighthouse]

`lighthouse` rates the page as on a phone with a slow network. The last three measure the last `cargo xtask build`. Leave the machine alone meanwhile.
";

pub(crate) fn run(mut words: Parser) -> Result<()> {
    let mut only = None;
    while let Some(word) = words.next()? {
        match word {
            Long("only") => only = Some(words.value()?.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    if let Some(unknown) = only.as_deref().filter(|name| !SUBJECTS.contains(name)) {
        return Err(
            failure(format!("there is no benchmark `{unknown}`")).mend(format!("choose from: {}", SUBJECTS.join(", ")))
        );
    }
    let wanted = |name: &str| only.as_deref().is_none_or(|only| only == name);
    if wanted("native") && vectors::exists() {
        println!("\n=== native");
        run::shown(vectors::fast().arg("bench"))?;
    }
    if wanted("wasm") && vectors::exists() {
        println!("\n=== WASM under Node");
        let folder = vectors::bindings()?;
        run::shown(Command::new("node").arg("bench-wasm.mjs").arg(folder).current_dir(node::home()))?;
    }
    if wanted("package") {
        println!("\n=== the package under Node");
        let script = places::root().join("tests").join("npm").join("bench.mjs");
        run::shown(Command::new("node").arg(script).env("PACKAGE", npm::build()?))?;
    }
    for (name, title, script) in [
        ("browser", "keystroke to total in Chromium", "bench.mjs"),
        ("bill", "a bill of 1 GB in Chromium", "bench-bill.mjs"),
        ("lighthouse", "a first visit in Lighthouse", "lighthouse.mjs"),
    ] {
        if wanted(name) {
            println!("\n=== {title}");
            if places::dist().join("index.html").is_file() {
                run::shown(&mut browser::served_to(&[script])?)?;
            } else {
                println!("There is no dist/. Type: cargo xtask build");
            }
        }
    }
    Ok(())
}
