//! `cargo xtask bench`: how fast the core prices natively and in WASM, and how fast the page answers.

use crate::arguments::Arguments;
use crate::failure::Result;
use crate::{browser, node, places, run, vectors};
use std::process::Command;

pub(crate) const HELP: &str = "\
Measure: the core natively, the core in WASM under Node, a keystroke in Chromium.

Usage: cargo xtask bench [--only native|wasm|browser]

The browser part measures the last `cargo xtask build`. Leave the machine alone meanwhile.
";

pub(crate) fn run(mut arguments: Arguments) -> Result<()> {
    let only = arguments.value("--only")?;
    arguments.finish()?;
    let wanted = |name: &str| only.as_deref().is_none_or(|only| only == name);
    if wanted("native") && vectors::exists() {
        println!("\n=== native");
        run::shown(vectors::native("release").arg("bench"))?;
    }
    if wanted("wasm") && vectors::exists() {
        println!("\n=== WASM under Node");
        let folder = vectors::bindings()?;
        run::shown(Command::new("node").arg("bench-wasm.mjs").arg(folder).current_dir(node::home()))?;
    }
    if wanted("browser") {
        println!("\n=== keystroke to total in Chromium");
        if places::dist().join("index.html").is_file() {
            run::shown(&mut browser::served_to(&["bench.mjs"])?)?;
        } else {
            println!("There is no dist/. Type: cargo xtask build");
        }
    }
    Ok(())
}
